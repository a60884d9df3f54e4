"""profile_counts.py MODEL.nir PROFILE.json INPUT.npy RECORDS: counts again what a profile has counted, from the input and the recorded spikes alone.

Chains of connections, pools and neurons, whose recurrent connections take the spikes of the step before. Prints what is equal; fails
where something is not."""
import json
import pathlib
import sys

import nir
import numpy as np

graph = nir.read(sys.argv[1])
profile = json.load(open(sys.argv[2]))["profile"]
records = pathlib.Path(sys.argv[4])
data = np.load(sys.argv[3])
if data.ndim == len(graph.input_type["input"]) + 1:
    data = data[None]
samples, steps = data.shape[:2]
measured = {node["node"]: node for node in profile["nodes"] if "node" in node}
bad = []


def same(what, have, want):
    if have != want:
        bad.append(f"{what}: {have}, numpy counts {want}")


def spikes_of(name):
    spikes = np.load(records / f"{name}.spikes.npy")
    spikes = spikes.reshape(samples, steps, *spikes.shape[spikes.ndim - (data.ndim - 2 if spikes.ndim > 3 else 1):])
    same(f"spikes of {name}", measured[name]["spikes"], int(spikes.sum()))
    return spikes


def landing_taps(node, busy):
    """Of each event, the places of the kernel that see it, in all windows there are, times the output channels."""
    outputs, _, *kernel = node.weight.shape
    shape = np.asarray(node.input_shape)
    stride, padding, dilation = (np.broadcast_to(n, 2) for n in (node.stride, node.padding, node.dilation))
    windows = (shape + 2 * padding - dilation * (np.asarray(kernel) - 1) - 1) // stride + 1
    seen = [np.zeros(shape[axis], int) for axis in range(2)]
    for axis in range(2):
        for window in range(windows[axis]):
            for tap in range(kernel[axis]):
                place = window * stride[axis] + tap * dilation[axis] - padding[axis]
                if 0 <= place < shape[axis]:
                    seen[axis][place] += 1
    return int((busy.sum(axis=(0, 1, 2)) * np.outer(*seen)).sum()) * outputs


def check(name, node, received):
    busy = received != 0
    entry = measured[name]
    events = int(busy.sum())
    synaptic = landing_taps(node, busy) if isinstance(node, nir.Conv2d) else events * node.weight.shape[0]
    same(f"events of {name}", entry["events"], events)
    same(f"synaptic events of {name}", entry["synaptic_events"], synaptic)
    same(f"activity of {name}", entry["activity"], events / busy.size)
    print(f"{name}: {entry['kernel']}, {events} events, {synaptic} synaptic events")


def pooled(node, spikes):
    ky, kx = node.kernel_size
    samples, steps, channels, height, width = spikes.shape
    return spikes.reshape(samples, steps, channels, height // ky, ky, width // kx, kx).sum(axis=(4, 6))


def walk(nodes, prefix, signal):
    for name, node in nodes.items():
        full = prefix + name
        if isinstance(node, (nir.Linear, nir.Affine, nir.Conv2d)):
            check(full, node, signal.reshape(samples, steps, -1) if isinstance(node, (nir.Linear, nir.Affine)) else signal)
        elif isinstance(node, (nir.LIF, nir.IF, nir.CubaLIF)):
            signal = spikes_of(full)
        elif isinstance(node, nir.SumPool2d):
            signal = pooled(node, signal)
        elif isinstance(node, nir.NIRGraph):
            signal = spikes_of(full + ".lif")
            before = np.concatenate([np.zeros_like(signal[:, :1]), signal[:, :-1]], axis=1)
            check(full + ".w_rec", node.nodes["w_rec"], before)


order = [name for name in graph.nodes if name != "input"]
following = dict(graph.edges)
name, chain = "input", {}
while name in following:
    name = following[name]
    chain[name] = graph.nodes[name]
walk(chain, "", data)
same("samples", profile["samples"], samples)
same("steps", profile["steps"], steps)
share = sum(node["share"] for node in profile["nodes"])
if abs(share - 1) > 1e-6:
    bad.append(f"the shares add up to {share}")
for node in profile["nodes"]:
    if not all(np.isfinite(value) and value >= 0 for value in node.values() if not isinstance(value, str)):
        bad.append(f"{node}: a number is none")
sys.exit("\n".join(bad) or 0)
