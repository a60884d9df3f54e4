"""The frameworks' own layers, with the numbers of a file."""

import numpy as np

from peer import Peer, Unsupported, float_tensor, peer, torch_module, torch_recurrent


@peer
class SnnTorch(Peer):
    name, title, module, time_first = "snntorch", "snnTorch", "snntorch", True

    @classmethod
    def options(cls, layers, network):
        # RSynaptic resets one step late, always; then the other layers do so as well.
        if any(layer.kind == "CubaLIF" for layer in layers):
            return [*network["options"], "--convention", "snntorch", "--reset", "value", "--reset-delay", "1"]
        return network["options"]

    def build(self):
        self.parts = [self.cell(layer) if layer.is_neuron else torch_module(layer) for layer in self.layers]

    def cell(self, layer):
        import snntorch

        (decay, gain), synapse = layer.gains(self.dt)
        if np.any(gain != 1) or (synapse and np.any(synapse[1] != 1)):
            raise Unsupported("snnTorch has no gains")
        common = dict(
            beta=float_tensor(decay), threshold=float_tensor(layer.threshold), reset_mechanism="zero", init_hidden=True
        )
        if layer.recurrent is None:
            return (
                snntorch.Leaky(**common)
                if synapse is None
                else snntorch.Synaptic(alpha=float_tensor(synapse[0]), **common)
            )
        size = dict(linear_features=len(layer.recurrent))
        cell = (
            snntorch.RLeaky(reset_delay=False, **size, **common)
            if synapse is None
            else snntorch.RSynaptic(alpha=float_tensor(synapse[0]), **size, **common)
        )
        cell.recurrent = torch_recurrent(layer)
        return cell

    def run(self):
        import torch

        for part in self.parts:
            if hasattr(part, "reset_mem"):
                part.reset_mem()
        out = []
        for x in self.x:
            for layer, part in zip(self.layers, self.parts):
                x = part(x)
                if layer.is_neuron:
                    self.note(layer, x)
            out.append(x)
        return torch.stack(out, 1)


@peer
class Norse(Peer):
    name, title, module, time_first = "norse", "Norse", "norse", True

    def build(self):
        if any(layer.recurrent_bias is not None for layer in self.layers):
            raise Unsupported("Norse delivers no recurrent bias in the first step")
        self.parts = []
        for layer in self.layers:
            self.parts.append(self.cells(layer) if layer.is_neuron else torch_module(layer))
        self.loops = [None if layer.recurrent is None else torch_recurrent(layer) for layer in self.layers]

    def cells(self, layer):
        """(gain of the input, synapse, gain of the membrane's input, neuron); gains may be None."""
        import norse.torch as norse
        from norse.torch.functional.leaky_integrator_box import LIBoxParameters
        from norse.torch.functional.lif_box import LIFBoxParameters
        from norse.torch.module.leaky_integrator_box import LIBoxCell
        from norse.torch.module.lif_box import LIFBoxCell
        import torch

        factor = lambda value: None if np.all(value == 1) else float_tensor(value)
        if layer.kind == "IF":
            gain = layer.gains(self.dt)[0][1]
            return (
                factor(gain),
                None,
                None,
                norse.IAFCell(norse.IAFParameters(v_th=float_tensor(layer.threshold)), dt=self.dt),
            )
        zero = torch.zeros(())
        neuron = LIFBoxCell(
            LIFBoxParameters(
                tau_mem_inv=float_tensor(1 / layer.tau), v_leak=zero, v_th=float_tensor(layer.threshold), v_reset=zero
            ),
            dt=self.dt,
        )
        if layer.kind == "LIF":
            return factor(layer.r), None, None, neuron
        return (
            factor(layer.w_in),
            LIBoxCell(LIBoxParameters(tau_mem_inv=float_tensor(1 / layer.tau_syn), v_leak=zero), dt=self.dt),
            factor(layer.r),
            neuron,
        )

    def run(self):
        import torch

        states, spikes, out = [(None, None)] * len(self.parts), [None] * len(self.parts), []
        for x in self.x:
            for k, (layer, part) in enumerate(zip(self.layers, self.parts)):
                if not layer.is_neuron:
                    x = part(x)
                    continue
                gain, synapse, r, neuron = part
                if self.loops[k] is not None and spikes[k] is not None:
                    x = x + self.loops[k](spikes[k])
                if gain is not None:
                    x = x * gain
                current, membrane = states[k]
                if synapse is not None:
                    if current is None:
                        current = synapse.state_fallback(x)._replace(v=torch.zeros_like(x))
                    x, current = synapse(x, current)
                    x = x if r is None else x * r
                if membrane is None:
                    membrane = neuron.state_fallback(x)._replace(v=torch.zeros_like(x))
                x, membrane = neuron(x, membrane)
                states[k], spikes[k] = (current, membrane), x
                self.note(layer, x)
            out.append(x)
        return torch.stack(out, 1)


@peer
class Sinabs(Peer):
    name, title, module = "sinabs", "Sinabs, layer by layer", "sinabs"

    @classmethod
    def options(cls, layers, network):
        return network["options"] if network["rule"] == "sinabs" else [*network["options"], "--convention", "sinabs"]

    def check_support(self):
        for layer in self.layers:
            if layer.kind == "CubaLIF" or layer.recurrent is not None:
                raise Unsupported("recurrent layers and synaptic currents are not built for Sinabs here")

    def build(self):
        self.parts = [None if layer.is_neuron else torch_module(layer) for layer in self.layers]

    def cell(self, layer, batch):
        import sinabs.layers as sl

        if layer.kind == "IF":
            if not isinstance(layer.threshold, float):
                raise Unsupported("one threshold a layer is built here")
            return sl.IAFSqueeze(
                spike_threshold=float_tensor(layer.threshold), min_v_mem=-layer.threshold, batch_size=batch
            )
        return sl.LIFSqueeze(
            tau_mem=float_tensor(layer.tau / self.dt),
            spike_threshold=float_tensor(layer.threshold),
            norm_input=False,
            batch_size=batch,
        )

    def prepare(self, x):
        import torch

        self.shape = x.shape[:2]
        self.x = torch.from_numpy(x.reshape(-1, *x.shape[2:])).float()
        self.parts = [
            self.cell(layer, x.shape[0]) if layer.is_neuron else part for layer, part in zip(self.layers, self.parts)
        ]

    def run(self):
        x = self.x
        for layer, part in zip(self.layers, self.parts):
            if layer.is_neuron:
                part.reset_states()
            x = part(x)
            if layer.is_neuron and self.spikes is not None:
                self.spikes[layer.name] = x.detach().unflatten(0, self.shape).clone()
        return x.unflatten(0, self.shape)


@peer
class Rockpool(Peer):
    name, title, module = "rockpool", "Rockpool LIFTorch", "rockpool"

    @classmethod
    def options(cls, layers, network):
        return [*network["options"], "--convention", "rockpool"]

    def check_support(self):
        super().check_support()
        for layer in self.layers:
            if layer.kind not in ("linear", "LIF", "CubaLIF"):
                raise Unsupported(f"Rockpool has no {layer.kind} here")
            if layer.kind == "LIF" and layer.recurrent is not None or layer.recurrent_bias is not None:
                raise Unsupported("Rockpool has no recurrent bias, and no recurrent LIF without synapses")

    def build(self):
        from rockpool.nn.combinators import Sequential

        self.net = Sequential(*(self.module_of(layer) for layer in self.layers))

    def module_of(self, layer):
        import torch
        from rockpool.nn.modules.torch import LIFNeuronTorch, LIFTorch, LinearTorch
        from rockpool.parameters import Constant

        if layer.kind == "linear":
            extra = {} if layer.bias is None else dict(bias=torch.from_numpy(layer.bias))
            return LinearTorch(
                layer.weight.shape[::-1],
                weight=torch.from_numpy(layer.weight.T.copy()),
                has_bias=layer.bias is not None,
                **extra,
            )
        n = layer.shape[0]
        full = lambda value, shape=(n,): torch.from_numpy(
            np.broadcast_to(np.asarray(value, np.float32).reshape(-1, *[1] * (len(shape) - 1)), shape).copy()
        )
        common = dict(
            tau_mem=full(layer.tau), threshold=full(layer.threshold), bias=Constant(torch.zeros(n)), dt=self.dt
        )
        if layer.kind == "LIF":
            return LIFNeuronTorch((n,), **common)
        loop = {} if layer.recurrent is None else dict(has_rec=True, w_rec=torch.from_numpy(layer.recurrent.T.copy()))
        return LIFTorch((n,), tau_syn=full(layer.tau_syn, (n, 1)), **loop, **common)

    def run(self):
        self.net.reset_state()
        out, _, recorded = self.net(self.x, record=self.spikes is not None)
        if self.spikes is not None:
            for layer, name in zip(self.layers, [name for name, _ in self.net.named_children()]):
                if layer.is_neuron:
                    self.spikes[layer.name] = recorded[name]["spikes"].detach().clone()
        return out
