"""Norse against --convention norse: networks of its cells through its exporter, and files through its importer (CubaLIF, recurrent
connections, integrate-and-fire, convolutions), which runs them.

Norse starts a membrane at v_leak; NIR does not say where, we start at 0. Here its cells are started at 0."""
import logging
import warnings
from types import SimpleNamespace

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)
import nir
import norse.torch as norse
import numpy as np
import torch
from norse.torch.functional.leaky_integrator_box import LIBoxParameters
from norse.torch.functional.lif_box import LIFBoxParameters
from norse.torch.functional.reset import reset_subtract, reset_value
from norse.torch.module.leaky_integrator_box import LIBoxCell
from norse.torch.module.lif_box import LIFBoxCell
from norse.torch.utils.export_nir import to_nir
from norse.torch.utils.import_nir import from_nir

from against import Comparison, random_input

DT = 1e-3
comparison = Comparison()


def in_precision(cell, double):
    """A cell's parameters in a precision, and a start at 0."""
    convert = lambda value: value.to(torch.float64 if double else torch.float32) if isinstance(value, torch.Tensor) else value
    cell.p = cell.p._replace(**{name: convert(value) for name, value in cell.p._asdict().items()})
    cell.state_fallback = lambda x: SimpleNamespace(v=torch.zeros_like(x))


def prepare(module, double):
    module.double() if double else module.float()
    for part in module.modules():
        if hasattr(part, "state_fallback"):
            in_precision(part, double)
    return module


def data(x, double):
    return torch.from_numpy(x).to(torch.float64 if double else torch.float32)


# ---------------------------------------------------------------------------------------- its cells, through its exporter


def real(rng, n, low, high):
    return torch.from_numpy(rng.uniform(low, high, n).astype(np.float32))


def run_cells(layers, x, double):
    for layer in layers:
        prepare(layer, double)
    states, record, x = [None] * len(layers), {}, data(x, double)
    with torch.no_grad():
        for t in range(x.shape[1]):
            value = x[:, t]
            for index, layer in enumerate(layers):
                if isinstance(layer, torch.nn.Linear):
                    value = layer(value)
                    continue
                value, states[index] = layer(value, states[index])
                if not isinstance(layer, LIBoxCell):
                    record.setdefault(f"{index}.spikes", []).append(value)
                record.setdefault(f"{index}.v", []).append(states[index].v)
    return {key: torch.stack(values, 1).numpy() for key, values in record.items()}


def exported(seed):
    rng = np.random.default_rng(seed)
    torch.manual_seed(seed)
    inputs, hidden = int(rng.integers(2, 10)), int(rng.integers(2, 16))
    leak = 0.2 if seed % 2 else 0.0
    lif = LIFBoxCell(LIFBoxParameters(tau_mem_inv=1 / real(rng, hidden, 0.002, 0.02), v_leak=real(rng, hidden, -leak, leak), v_th=real(
        rng, hidden, 0.2, 0.5), v_reset=real(rng, hidden, -leak, 0.0)), dt=DT)
    iaf = norse.IAFCell(norse.IAFParameters(v_th=real(rng, hidden, 0.5, 1.5), v_reset=torch.zeros(hidden)), dt=DT)
    li = LIBoxCell(LIBoxParameters(tau_mem_inv=1 / real(rng, 4, 0.005, 0.05), v_leak=real(rng, 4, -leak, leak)), dt=DT)
    layers = [torch.nn.Linear(inputs, hidden), lif if seed % 3 else iaf, torch.nn.Linear(hidden, 4, bias=seed % 2 == 0), li]
    with torch.no_grad():
        layers[0].weight *= 3
    # The exporter divides dt by what is an inverse time already: dt=1 gives seconds. A batch axis would stay in the shapes.
    graph = to_nir(norse.SequentialState(*layers), torch.rand(inputs), dt=1.0)
    if seed % 3:
        # It drops v_reset.
        graph.nodes["1"].v_reset = lif.p.v_reset.numpy()
    x = random_input(rng, 60, inputs)
    comparison.network(f"exported {seed}", graph, x, ["--convention", "norse", "--dt", repr(DT)], lambda double: run_cells(layers, x, double))


# ---------------------------------------------------------------------------------------- files, through its importer


def run_imported(graph, nodes, x, double, reset):
    net = prepare(from_nir(graph, ignore_warnings=True, reset_method=reset, dt=DT), double)
    record = {}

    def store_as(name):
        def store(cell, given, out):
            record.setdefault(f"{name}.spikes", []).append(out[0])
            record.setdefault(f"{name}.v", []).append(out[1].v)

        return store

    for name in nodes:
        for cell in net.get_submodule(name.replace(".", "_")).modules():
            if isinstance(cell, (LIFBoxCell, norse.IAFCell)):
                cell.register_forward_hook(store_as(name))
    x, state = data(x, double), None
    with torch.no_grad():
        for t in range(x.shape[1]):
            _, state = net(x[:, t], state)
    return {key: torch.stack(values, 1).numpy() for key, values in record.items()}


def full(rng, n, low, high):
    return rng.uniform(low, high, n).astype(np.float32)


def neuron(rng, kind, n, leak):
    threshold = full(rng, n, 0.2, 0.5)
    if kind == "IF":
        return nir.IF(r=np.ones(n, np.float32), v_threshold=4 * threshold, v_reset=np.zeros(n, np.float32))
    common = dict(v_leak=full(rng, n, -leak, leak), v_threshold=threshold, v_reset=np.zeros(n, np.float32))
    if kind == "LIF":  # the importer takes r for 1
        return nir.LIF(tau=full(rng, n, 0.002, 0.02), r=np.ones(n, np.float32), **common)
    return nir.CubaLIF(tau_syn=full(rng, n, 0.002, 0.01), tau_mem=full(rng, n, 0.002, 0.02), r=full(rng, n, 0.5, 2), w_in=full(rng, n, 0.5, 2), **common)


def linear(rng, inputs, outputs, scale, bias=True):
    weight = rng.normal(0.15, scale, (outputs, inputs)).astype(np.float32)
    return nir.Affine(weight, full(rng, outputs, -0.1, 0.1)) if bias else nir.Linear(weight)


def ports(shape_in, shape_out):
    return {"input": nir.Input(np.array(shape_in)), "output": nir.Output(np.array(shape_out))}


def imported(seed):
    rng = np.random.default_rng(seed)
    kind = ["LIF", "CubaLIF", "IF"][seed % 3]
    inputs, hidden, recurrent = int(rng.integers(2, 10)), int(rng.integers(2, 16)), seed % 2 == 0
    leak = 0.1 if seed % 4 > 1 else 0.0
    nodes = ports([inputs], [3]) | {"fc1": linear(rng, inputs, hidden, 1.5), "lif1.lif": neuron(rng, kind, hidden, leak), "fc2": linear(rng, hidden, 3, 1.0),
                                    "lif2": neuron(rng, "LIF", 3, leak)}
    edges = [("input", "fc1"), ("fc1", "lif1.lif"), ("lif1.lif", "fc2"), ("fc2", "lif2"), ("lif2", "output")]
    if recurrent:
        # What comes back is held at the recurrent node, so its bias is not there in the first step.
        nodes["lif1.w_rec"] = linear(rng, hidden, hidden, 0.5, bias=seed % 4 == 0)
        edges += [("lif1.lif", "lif1.w_rec"), ("lif1.w_rec", "lif1.lif")]
    graph = nir.NIRGraph(nodes, edges)
    reset, name = (reset_subtract, "subtract") if kind == "CubaLIF" and seed % 2 else (reset_value, "value")
    options = ["--convention", "norse", "--dt", repr(DT)]
    if name == "subtract":  # the importer passes the reset on to CubaLIF alone
        options += ["--set", "lif1.lif.reset=subtract"]
    x = random_input(rng, 60, inputs)
    comparison.network(f"imported {kind} {seed}{' recurrent' * recurrent}", graph, x, options, lambda double: run_imported(
        graph, ["lif1.lif", "lif2"], x, double, reset))


def convolution(seed):
    rng = np.random.default_rng(seed)
    size, channels = int(rng.integers(6, 10)), int(rng.integers(2, 5))
    pooled = size // 2
    nodes = ports([2, size, size], [channels, pooled, pooled]) | {
        "conv": nir.Conv2d((size, size), rng.normal(0.05, 0.3, (channels, 2, 3, 3)).astype(np.float32), 1, 1, 1, 1, full(rng, channels, -0.05, 0.05)),
        "spike": neuron(rng, "LIF", (channels, size, size), 0.0), "pool": nir.SumPool2d(np.array([2, 2]), np.array([2, 2]), np.array([0, 0])),
        "out": neuron(rng, "IF", (channels, pooled, pooled), 0.0)}
    names = ["input", "conv", "spike", "pool", "out", "output"]
    graph = nir.NIRGraph(nodes, list(zip(names, names[1:])))
    x = random_input(rng, 20, 2, size, size)
    comparison.network(f"convolution {seed}", graph, x, ["--convention", "norse", "--dt", repr(DT)], lambda double: run_imported(
        graph, ["spike", "out"], x, double, reset_value))


for seed in range(9):
    exported(seed)
for seed in range(100, 118):
    imported(seed)
for seed in range(200, 203):
    convolution(seed)
comparison.finish()
