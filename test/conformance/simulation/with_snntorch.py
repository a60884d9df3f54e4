"""snnTorch: its cells in small random networks, with both resets and both reset times, against --convention snntorch."""
import itertools
import warnings

warnings.filterwarnings("ignore")
import numpy as np
import snntorch as snn
import torch
from snntorch.export_nir import export_to_nir
from torch import nn

from against import Comparison, random_input

# The exporter has no other.
DT = "1e-4"


def per_neuron(shape, low, high):
    # One value a neuron: the exporter writes scalars as arrays of rank 0, which its own library refuses.
    return torch.rand(shape) * (high - low) + low


def cell(kind, n, reset, late):
    common = dict(threshold=per_neuron(n, 0.8, 1.2), reset_mechanism=reset, init_hidden=True)
    if not (kind.startswith("RSynaptic") and late):  # RSynaptic does not take reset_delay=False, and fails if it is named
        common["reset_delay"] = late
    beta = per_neuron(n, 0.5, 0.95)
    if kind == "Leaky":
        return snn.Leaky(beta=beta, **common)
    if kind == "Synaptic":
        return snn.Synaptic(alpha=per_neuron(n, 0.4, 0.9), beta=beta, **common)
    recurrent = dict(linear_features=n) if kind.endswith("dense") else dict(all_to_all=False, V=per_neuron(n, -0.5, 0.5))
    if kind.startswith("RLeaky"):
        made = snn.RLeaky(beta=beta, **recurrent, **common)
    else:
        made = snn.RSynaptic(alpha=per_neuron(n, 0.4, 0.9), beta=beta, **recurrent, **common)
    if kind.endswith("dense"):
        nn.init.normal_(made.recurrent.weight, 0, 0.3)
        made.recurrent.register_forward_pre_hook(lambda layer, given: (given[0].to(layer.weight.dtype),))
    return made


def simulate(net, x, nodes, double):
    net = net.double() if double else net.float()
    for layer in net:
        if hasattr(layer, "reset_mem"):
            layer.reset_mem()
    record = {key: [] for node in nodes.values() for key in (f"{node}.spikes", f"{node}.v")}
    data = torch.from_numpy(x).to(torch.float64 if double else torch.float32)
    with torch.no_grad():
        for t in range(x.shape[1]):
            value = data[:, t]
            for index, layer in enumerate(net):
                # Its spikes are always of single precision.
                value = layer(value.to(data.dtype))
                if index in nodes:
                    record[f"{nodes[index]}.spikes"].append(value)
                    record[f"{nodes[index]}.v"].append(layer.mem)
    return {key: torch.stack(values, 1).numpy() for key, values in record.items()}


def compare(name, net, shape, nodes, reset, late, seed):
    for layer in net:
        if hasattr(layer, "reset_mem"):
            layer.reset_mem()
    x = random_input(np.random.default_rng(seed), 40, *shape)
    # With the batch axis in the sample the exporter has to be told to leave it out of the shapes.
    graph = export_to_nir(net, torch.zeros(1, *shape), ignore_dims=[0])
    options = ["--convention", "snntorch", "--dt", DT, "--reset", "value" if reset == "zero" else "subtract", "--reset-delay", str(int(late))]
    comparison.network(f"{name}, {reset}, delay {late}, seed {seed}", graph, x, options, lambda double: simulate(net, x, nodes, double))


def dense(kind, reset, late, seed):
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    inputs, hidden = int(rng.integers(2, 12)), int(rng.integers(2, 20))
    net = nn.Sequential(nn.Linear(inputs, hidden), cell(kind, hidden, reset, late), nn.Linear(hidden, 5), cell("Leaky", 5, reset, late))
    nn.init.normal_(net[0].weight, 0.2, 0.6)
    nn.init.normal_(net[2].weight, 0.2, 0.4)
    compare(kind, net, [inputs], {1: "1.lif" if kind.startswith("R") else "1", 3: "3"}, reset, late, seed)


def image(reset, late, seed):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Conv2d(2, 3, 3, padding=1), cell("Leaky", (3, 8, 8), reset, late), nn.AvgPool2d(2), nn.Conv2d(3, 4, 2), nn.Flatten(),
                        nn.Linear(36, 5), cell("Synaptic", 5, reset, late))
    with torch.no_grad():
        for index in (0, 3, 5):
            net[index].weight *= 3
    compare("convolution", net, [2, 8, 8], {1: "1", 6: "6"}, reset, late, seed)


KINDS = ["Leaky", "Synaptic", "RLeaky dense", "RLeaky one to one", "RSynaptic dense", "RSynaptic one to one"]
comparison = Comparison()
for number, (reset, late) in enumerate(itertools.product(["zero", "subtract"], [True, False])):
    for kind in KINDS if late else KINDS[:4]:
        for trial in range(2):
            dense(kind, reset, late, 100 * number + 10 * KINDS.index(kind) + trial)
    image(reset, late, 1000 + number)
comparison.finish()
