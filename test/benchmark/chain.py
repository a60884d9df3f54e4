"""A NIR file as a chain of layers: what the engines of other frameworks are built from. A neuron layer may have a
recurrent matrix. The file is read with h5py alone, because Sinabs needs a version of NIR's library that does not know
all fields."""

import pathlib
from dataclasses import dataclass
from types import SimpleNamespace

import h5py
import numpy as np


@dataclass
class Layer:
    kind: str  # linear, conv, sum_pool, average_pool, flatten, IF, LIF, CubaLIF, Xylo
    name: str
    weight: np.ndarray = None
    bias: np.ndarray = None  # None where it is 0
    stride: tuple = (1, 1)
    padding: tuple = (0, 0)
    kernel: tuple = None
    # Neurons: a number, or one per neuron where they differ. Seconds; `r` and `w_in` as in the file.
    tau: object = None
    tau_syn: object = None
    r: object = 1.0
    w_in: object = 1.0
    threshold: object = 1.0
    shape: tuple = None
    recurrent: np.ndarray = None
    recurrent_bias: np.ndarray = None

    @property
    def is_neuron(self):
        return self.kind in ("IF", "LIF", "CubaLIF", "Xylo")

    def gains(self, dt):
        """(decay, gain) of the membrane and of the synapse under forward Euler. Gains are 1 up to rounding where the
        file was made for frameworks without gains, and then exactly 1 here. A decay of 1: no leak."""

        def rounded(value):
            return 1.0 if np.allclose(value, 1.0, rtol=1e-5) else value

        if self.kind == "IF":
            return (1.0, rounded(self.r * dt)), None
        membrane = (1 - dt / self.tau, rounded(self.r * dt / self.tau))
        return membrane, (
            None if self.tau_syn is None else (1 - dt / self.tau_syn, rounded(self.w_in * dt / self.tau_syn))
        )


def value_of(array):
    """A number if all elements are the same."""
    array = np.asarray(array, np.float64)
    return float(array.flat[0]) if np.all(array == array.flat[0]) else array


def pair(value):
    value = np.broadcast_to(np.asarray(value), 2)
    return int(value[0]), int(value[1])


def bias_of(node):
    bias = getattr(node, "bias", None)
    return None if bias is None or not np.any(bias) else np.asarray(bias, np.float32)


def neuron(name, node):
    for zero in ("v_leak", "v_reset"):
        if np.any(getattr(node, zero, 0)):
            raise ValueError(f"node '{name}': {zero} is not 0, the engines here have none")
    layer = Layer(
        node.type, name, threshold=value_of(node.v_threshold), r=value_of(node.r), shape=np.shape(node.v_threshold)
    )
    if layer.kind == "LIF":
        layer.tau = value_of(node.tau)
    if layer.kind == "CubaLIF":
        layer.tau, layer.tau_syn, layer.w_in = value_of(node.tau_mem), value_of(node.tau_syn), value_of(node.w_in)
    return layer


def layer_of(name, node):
    if node.type in ("IF", "LIF", "CubaLIF"):
        return neuron(name, node)
    if node.type in ("Affine", "Linear"):
        return Layer("linear", name, np.asarray(node.weight, np.float32), bias_of(node))
    if node.type == "Conv2d":
        if pair(node.dilation) != (1, 1) or int(node.groups) != 1:
            raise ValueError(f"node '{name}': dilation and groups are not built here")
        return Layer(
            "conv", name, np.asarray(node.weight, np.float32), bias_of(node), pair(node.stride), pair(node.padding)
        )
    if node.type in ("SumPool2d", "AvgPool2d"):
        kind = "sum_pool" if node.type == "SumPool2d" else "average_pool"
        return Layer(kind, name, kernel=pair(node.kernel_size), stride=pair(node.stride), padding=pair(node.padding))
    if node.type == "Flatten":
        return Layer("flatten", name)
    raise ValueError(f"node '{name}': {node.type} is not built here")


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def read_nodes(path):
    """Nodes by name, their fields as arrays, and the edges."""
    with h5py.File(path) as file:
        graph = file["node"]
        nodes = {
            name: SimpleNamespace(
                **{field: data[()] for field, data in group.items() if isinstance(data, h5py.Dataset)}
            )
            for name, group in graph["nodes"].items()
        }
        edges = [(text(source), text(target)) for source, target in graph["edges"][()]]
    for node in nodes.values():
        node.type = text(node.type)
    return nodes, edges


def read_chain(path):
    nodes, edges = read_nodes(path)
    after = {}
    for source, target in edges:
        after.setdefault(source, []).append(target)
    layers, name = [], "input"
    while True:
        following = after[name]
        loops = [node for node in following if name in after.get(node, [])]
        for node in loops:
            matrix = layer_of(node, nodes[node])
            layers[-1].recurrent, layers[-1].recurrent_bias = matrix.weight, matrix.bias
        following = [node for node in following if node not in loops]
        if len(following) != 1:
            raise ValueError(f"node '{name}': {len(following)} successors, a chain has one")
        name = following[0]
        if nodes[name].type == "Output":
            return layers
        layers.append(layer_of(name, nodes[name]))


def layers_of(network):
    """The layers of a network of networks.py."""
    if network["rule"] != "xylo":
        return read_chain(network["model"])
    with np.load(pathlib.Path(network["model"]).parent / "numbers.npz") as numbers:
        w_in, w_rec, w_out = (numbers[name] for name in ("w_in", "w_rec", "w_out"))
        threshold, threshold_out = int(numbers["threshold"]), int(numbers["threshold_out"])
    return [
        Layer("linear", "w_in", w_in),
        Layer("Xylo", "hidden", threshold=threshold, shape=(len(w_in),), recurrent=w_rec),
        Layer("linear", "w_out", w_out),
        Layer("Xylo", "readout", threshold=threshold_out, shape=(len(w_out),)),
    ]
