"""What the engines of other frameworks have in common. torch is imported where it is used, since that takes seconds."""

import numpy as np

PEERS = {}


class Unsupported(Exception):
    pass


def peer(cls):
    PEERS[cls.name] = cls
    return cls


def float_tensor(value):
    import torch

    return torch.tensor(np.asarray(value, np.float32))


class Peer:
    """`layers` are those of chain.py. `prepare(x)` takes [B, T, ...] once and brings it into the order that the
    framework likes best; `run()` gives the output, and fills `self.spikes` if it is a dict."""

    time_first = False
    any_network = True  # False: only where a network names it

    def __init__(self, layers, network):
        import torch

        torch.set_num_threads(1)
        self.layers, self.network, self.dt, self.spikes = layers, network, network["dt"], None
        self.check_support()
        self.build()

    @classmethod
    def options(cls, layers, network):
        """The options of ours that mean the same."""
        return network["options"]

    def check_support(self):
        if self.network["rule"] != "nir":
            raise Unsupported("the network counts several spikes a step")

    def prepare(self, x):
        import torch

        x = torch.from_numpy(np.ascontiguousarray(x.swapaxes(0, 1) if self.time_first else x))
        self.x = x.float()

    def note(self, layer, spikes):
        """A step of a layer's spikes [B, ...]."""
        if self.spikes is not None:
            self.spikes.setdefault(layer.name, []).append(spikes.clone())

    def check(self):
        """{node: [B, T, ...]}"""
        import torch

        self.spikes = {}
        self.run()
        spikes, self.spikes = self.spikes, None
        return {
            name: (torch.stack(list(value), 1) if isinstance(value, list) else value).numpy().astype(np.float32)
            for name, value in spikes.items()
        }


def torch_module(layer):
    """torch's module of a layer that is no neuron."""
    import torch
    from torch import nn

    if layer.kind == "linear":
        module = nn.Linear(layer.weight.shape[1], layer.weight.shape[0], bias=layer.bias is not None)
    elif layer.kind == "conv":
        module = nn.Conv2d(
            layer.weight.shape[1],
            layer.weight.shape[0],
            layer.weight.shape[2:],
            layer.stride,
            layer.padding,
            bias=layer.bias is not None,
        )
    elif layer.kind == "flatten":
        return nn.Flatten()
    else:
        if layer.padding != (0, 0):
            raise Unsupported("pools with padding are not built here")
        # A window of spikes: the average, or the sum as a norm.
        return (
            nn.AvgPool2d(layer.kernel, layer.stride)
            if layer.kind == "average_pool"
            else nn.LPPool2d(1, layer.kernel, layer.stride)
        )
    module.weight.data = torch.from_numpy(layer.weight)
    if layer.bias is not None:
        module.bias.data = torch.from_numpy(layer.bias)
    return module


def torch_recurrent(layer):
    import torch
    from torch import nn

    module = nn.Linear(layer.recurrent.shape[1], layer.recurrent.shape[0], bias=layer.recurrent_bias is not None)
    module.weight.data = torch.from_numpy(layer.recurrent)
    if layer.recurrent_bias is not None:
        module.bias.data = torch.from_numpy(layer.recurrent_bias)
    return module
