"""PyTorch programs written by hand: what a framework could do at best, without being general."""

import numpy as np

from peer import Peer, Unsupported, float_tensor, peer, torch_module, torch_recurrent


class TorchNeuron:
    """A neuron layer in as few torch operations as its rule needs, states in place."""

    def __init__(self, layer, dt, rule):
        (decay, gain), synapse = layer.gains(dt)
        self.layer, self.rule = layer, rule
        if rule == "sinabs":
            decay, gain = 1.0, 1.0  # integrate-and-fire: the input is added as it is
        self.decay, self.gain, self.threshold = (float_tensor(v) for v in (decay, gain, layer.threshold))
        self.leaks, self.scales = np.any(decay != 1), np.any(gain != 1)
        self.synapse = None if synapse is None else [float_tensor(v) for v in synapse]
        self.scales_synapse = synapse is not None and np.any(synapse[1] != 1)
        self.recurrent = None if layer.recurrent is None else torch_recurrent(layer)
        self.v = None

    def start(self, like):
        import torch

        self.v, self.i = torch.zeros_like(like), torch.zeros_like(like)
        self.z = torch.zeros_like(like) if self.recurrent is not None else None

    def step(self, x):
        if self.recurrent is not None:
            x = x + self.recurrent(self.z)
        if self.synapse is not None:
            self.i.mul_(self.synapse[0]).add_(x * self.synapse[1] if self.scales_synapse else x)
            x = self.i
        if self.leaks:
            self.v.mul_(self.decay)
        self.v.add_(x * self.gain if self.scales else x)
        if self.rule == "sinabs":
            z = (self.v / self.threshold).trunc_().clamp_(min=0)
            self.v.sub_(z * self.threshold).clamp_(min=-float(self.threshold))
        else:
            fired = self.v > self.threshold
            self.v.masked_fill_(fired, 0.0)
            z = fired.float()
        if self.recurrent is not None:
            self.z = z
        return z


class TorchByHand(Peer):
    time_first = True

    def check_support(self):
        for layer in self.layers:
            if (
                self.network["rule"] == "sinabs"
                and layer.is_neuron
                and (layer.kind != "IF" or not isinstance(layer.threshold, float))
            ):
                raise Unsupported("under Sinabs' rule only integrate-and-fire with one threshold is built here")

    def build(self):
        self.parts = [
            TorchNeuron(layer, self.dt, self.network["rule"]) if layer.is_neuron else torch_module(layer)
            for layer in self.layers
        ]


@peer
class TorchLoop(TorchByHand):
    name, title = "torch_loop", "torch, loop over the steps"

    def run(self):
        import torch

        for part in self.parts:
            if isinstance(part, TorchNeuron):
                part.v = None
        out = []
        for x in self.x:
            for layer, part in zip(self.layers, self.parts):
                if not isinstance(part, TorchNeuron):
                    x = part(x)
                    continue
                if part.v is None:
                    part.start(x)
                x = part.step(x)
                self.note(layer, x)
            out.append(x)
        return torch.stack(out, 1)


@peer
class TorchLayers(TorchByHand):
    name, title = "torch_layers", "torch, layer by layer: one product over all steps"

    def run(self):
        import torch

        x = self.x
        for layer, part in zip(self.layers, self.parts):
            if not isinstance(part, TorchNeuron):
                x = part(x.flatten(0, 1)).unflatten(0, x.shape[:2])
                continue
            part.start(x[0])
            out = torch.empty_like(x)
            for t, step in enumerate(x.unbind(0)):
                out[t] = part.step(step)
            x = out
            if self.spikes is not None:
                self.spikes[layer.name] = x.swapaxes(0, 1).clone()
        return x


@peer
class TorchCompiled(TorchByHand):
    """The step as one function of input and states, through torch.compile."""

    name, title = "torch_compile", "torch.compile of a step"

    def build(self):
        import torch

        super().build()
        parts, rule = self.parts, self.network["rule"]
        if rule != "nir":
            raise Unsupported("built for forward Euler only")

        def step(x, states):
            after = []
            for part in parts:
                if not isinstance(part, TorchNeuron):
                    x = part(x)
                    continue
                v, i, z = states[len(after)]
                if part.recurrent is not None:
                    x = x + part.recurrent(z)
                if part.synapse is not None:
                    i = i * part.synapse[0] + x * part.synapse[1]
                    x = i
                v = v * part.decay + x * part.gain
                fired = v > part.threshold
                x = fired.float()
                after.append((torch.where(fired, 0.0, v), i, x))
            return x, after

        self.step = torch.compile(step, dynamic=False)

    def run(self):
        import torch

        batch = self.x.shape[1]
        neurons = [layer for layer in self.layers if layer.is_neuron]
        states = [tuple(torch.zeros(batch, *layer.shape) for _ in range(3)) for layer in neurons]
        out = []
        for x in self.x:
            x, states = self.step(x, states)
            for layer, state in zip(neurons, states):
                self.note(layer, state[2])
            out.append(x)
        return torch.stack(out, 1)
