"""Rockpool against --convention rockpool: chains of LinearTorch, LIFTorch (CubaLIF), LIFNeuronTorch (LIF) and ExpSynTorch (LI)
through its exporter; the convention and the step are recognised from the file where nothing was put right in it."""
import warnings

warnings.filterwarnings("ignore")
import nir
import numpy as np
import torch
from rockpool.nn.combinators import Sequential
from rockpool.nn.modules.torch import ExpSynTorch, LIFNeuronTorch, LIFTorch, LinearTorch
from rockpool.nn.modules.torch.lif_torch import StepPWL
from rockpool.nn.modules.torch.nir import to_nir
from rockpool.parameters import Constant

from against import Comparison, random_input

DT = 1e-3
comparison = Comparison()


class Spikes(StepPWL):
    """Its spikes are always of single precision, and its recurrent weights take no other then."""

    @staticmethod
    def forward(context, membrane, *options):
        return StepPWL.forward(context, membrane, *options).to(membrane.dtype)


def values(rng, n, low, high):
    return torch.from_numpy(rng.uniform(low, high, n).astype(np.float32))


def neurons(kind, rng, n, biased):
    common = dict(tau_mem=values(rng, n, 0.002, 0.03), threshold=values(rng, n, 0.5, 1.5), dt=DT)
    common["bias"] = values(rng, n, -0.2, 0.2) if biased else Constant(torch.zeros(n))
    if kind == "LIFNeuronTorch":
        return LIFNeuronTorch((n,), **common)
    if kind == "ExpSynTorch":
        return ExpSynTorch((n,), tau=values(rng, n, 0.002, 0.03), dt=DT)
    recurrent = dict(has_rec=True, w_rec=values(rng, (n, n), -0.2, 0.1)) if kind == "recurrent" else {}
    # A single synapse has an axis of its own.
    return LIFTorch((n,), tau_syn=values(rng, (n, 1), 0.002, 0.03), spike_generation_fn=Spikes, **recurrent, **common)


def export(net, inputs, outputs):
    graph = to_nir(net)
    # The exporter leaves the batch and time axes in these two, and its own library refuses the file.
    graph.nodes["input"], graph.nodes["output"] = nir.Input(np.array([inputs])), nir.Output(np.array([outputs]))
    for name, part in net.named_children():
        if not isinstance(part, (LIFTorch, LIFNeuronTorch)):
            continue
        # Lost in the file: the bias, which its importer takes from v_leak, and recurrent weights.
        graph.nodes[name].v_leak = part.bias.detach().numpy().copy()
        if getattr(part, "w_rec", None) is not None:
            graph.nodes[f"{name}.w_rec"] = nir.Linear(part.w_rec.detach().numpy().T.copy())
            graph.edges += [(name, f"{name}.w_rec"), (f"{name}.w_rec", name)]
    for node in graph.nodes.values():
        for field, value in vars(node).items():
            if isinstance(value, torch.Tensor):
                setattr(node, field, value.detach().numpy())
    return graph


def simulate(net, x, double):
    precision = torch.float64 if double else torch.float32
    # It makes arrays of the default precision as it goes.
    torch.set_default_dtype(precision)
    net = net.to(precision)
    net.reset_state()
    with torch.no_grad():
        _, _, recorded = net(torch.from_numpy(x).to(precision), record=True)
    torch.set_default_dtype(torch.float32)
    out = {}
    for name, part in net.named_children():
        if isinstance(part, ExpSynTorch):
            out[f"{name}.v"] = recorded[f"{name}_output"].numpy()
        elif isinstance(part, (LIFTorch, LIFNeuronTorch)):
            out[f"{name}.spikes"] = recorded[name]["spikes"].numpy()
            out[f"{name}.v"] = recorded[name]["vmem"].numpy()
    return out


FIRST, LAST = ["LIFTorch", "LIFNeuronTorch", "recurrent"], ["LIFTorch", "ExpSynTorch", "LIFNeuronTorch"]
for seed in range(27):
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    n = [int(k) for k in rng.integers(2, 14, 3)]
    first, last, biased = FIRST[seed % 3], LAST[seed // 3 % 3], seed >= 18
    net = Sequential(LinearTorch((n[0], n[1]), has_bias=seed % 2 == 0), neurons(first, rng, n[1], biased), LinearTorch((n[1], n[2]), has_bias=False),
                     neurons(last, rng, n[2], biased))
    with torch.no_grad():
        for part in (net[0], net[2]):
            part.weight.mul_(0.5).add_(0.02)
    x = random_input(rng, 50, n[0])
    graph = export(net, n[0], n[2])
    options = ["--convention", "rockpool", "--dt", repr(DT)] if seed % 2 else []
    comparison.network(f"{first}-{last}{' biased' * biased} {seed}", graph, x, options, lambda double: simulate(net, x, double))
comparison.finish()
