"""Sinabs against --convention sinabs: integrate-and-fire (cut at minus the threshold, as its importer builds it), leaky and
readout layers, with linear layers, convolutions and pools, through its exporter. A step is the unit of time."""
import warnings

warnings.filterwarnings("ignore")
import nir
import numpy as np
import sinabs.layers as sl
import torch
from sinabs.nir import to_nir
from torch import nn

from against import Comparison, random_input

STEPS, BATCH = 30, 2
comparison = Comparison()


def values(rng, n, low, high):
    return torch.from_numpy(rng.uniform(low, high, n).astype(np.float32))


def layer(kind, rng, shape):
    common = dict(batch_size=BATCH, record_states=True)
    # norm_input=True, the default, is not what a file says: its importer leaves it out too.
    if kind == "LIF":
        return sl.LIFSqueeze(tau_mem=values(rng, shape, 2, 20), spike_threshold=values(rng, shape, 0.5, 1.5), norm_input=False, **common)
    if kind == "LI":
        return sl.ExpLeakSqueeze(tau_mem=values(rng, shape, 2, 20), norm_input=False, **common)
    threshold = float(rng.uniform(0.5, 1.5))
    return sl.IAFSqueeze(spike_threshold=torch.tensor(threshold), min_v_mem=-threshold, **common)


def export(net, sample):
    """What the exporter leaves unknown comes from a run: shapes of convolutions and of Flatten. Tensors become arrays."""
    graph = to_nir(net, sample)
    shapes = {}
    handles = [part.register_forward_hook(lambda part, given, out, name=name: shapes.update({name: tuple(given[0].shape[1:])})) for name, part in net.named_children()]
    net(sample)
    for handle in handles:
        handle.remove()
    for name, node in graph.nodes.items():
        for field, value in vars(node).items():
            if isinstance(value, torch.Tensor):
                setattr(node, field, value.detach().numpy())
        if isinstance(node, nir.Conv2d):
            node.input_shape = np.array(shapes[name][1:])
        if isinstance(node, nir.Flatten):
            node.input_type = {"input": np.array(shapes[name])}
    return graph


def simulate(net, x, double):
    net = net.double() if double else net.float()
    data = torch.from_numpy(x).to(torch.float64 if double else torch.float32)
    record, handles = {}, []
    for name, part in net.named_children():
        if not isinstance(part, sl.StatefulLayer):
            continue
        part.reset_states()

        def store(part, given, out, name=name):
            shape = (BATCH, STEPS, *out.shape[1:])
            record[f"{name}.v"] = part.recordings["v_mem"].detach().reshape(shape).numpy()
            if not isinstance(part, sl.ExpLeakSqueeze):
                record[f"{name}.spikes"] = out.detach().reshape(shape).numpy()

        handles.append(part.register_forward_hook(store))
    value = data.flatten(0, 1)
    for part in net:
        # Its spikes are always of single precision.
        value = part(value.to(data.dtype))
    for handle in handles:
        handle.remove()
    return record


def dense(rng):
    n = [int(rng.integers(2, 12)) for _ in range(3)]
    last = ["IAF", "LIF", "LI"][int(rng.integers(3))]
    return nn.Sequential(nn.Linear(n[0], n[1]), layer(["IAF", "LIF"][int(rng.integers(2))], rng, n[1]), nn.Linear(n[1], n[2], bias=False), layer(last, rng, n[2])), n[:1]


def image(rng):
    size, channels = int(rng.integers(6, 11)), int(rng.integers(2, 5))
    conv = nn.Conv2d(2, channels, 3, stride=int(rng.integers(1, 3)), padding=int(rng.integers(0, 2)), bias=bool(rng.integers(2)))
    out = conv(torch.zeros(1, 2, size, size)).shape[1:]
    pooled = sl.SumPool2d(2)(torch.zeros(1, *out)).shape[1:]
    return nn.Sequential(conv, layer(["IAF", "LIF"][int(rng.integers(2))], rng, tuple(out)), sl.SumPool2d(2), nn.Flatten(), nn.Linear(int(np.prod(pooled)), 5),
                         layer("IAF", rng, 5)), [2, size, size]


for seed in range(24):
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    net, shape = (dense if seed % 2 else image)(rng)
    with torch.no_grad():
        for part in net:
            if isinstance(part, (nn.Linear, nn.Conv2d)):
                part.weight *= 2.5
    x = random_input(rng, STEPS, *shape, batch=BATCH)
    sample = torch.from_numpy(x).flatten(0, 1)
    net(sample)
    graph = export(net, sample)
    comparison.network(f"{'-'.join(type(part).__name__ for part in net)} {seed}", graph, x, ["--convention", "sinabs", "--dt", "1"], lambda double: simulate(
        net, x, double))
comparison.finish()
