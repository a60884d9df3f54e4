"""Files that the nir library writes go through Ganglion's text and bytecode and come back: the library must read the same graph.
Each node type, with parameters of several types and of shapes that NIR allows; nesting, cycles, metadata, odd names."""
import pathlib
import subprocess
import sys
import tempfile
from dataclasses import fields

import nir
import numpy as np

rng = np.random.default_rng(int(sys.argv[1]) if len(sys.argv) > 1 else 0)


def real(*shape, dtype=None):
    dtype = dtype or rng.choice(["f4", "f4", "f8", "f2"])
    return rng.normal(0, 1, shape).astype(dtype)


def positive(*shape):
    return np.abs(real(*shape)) + np.array(0.001, "f4")


def whole(*shape):
    return rng.integers(-5, 5, shape)


def neurons(kind, *shape):
    names = {"I": "r", "IF": "r v_threshold v_reset", "LI": "tau r v_leak", "LIF": "tau r v_leak v_threshold v_reset",
             "CubaLI": "tau_syn tau_mem r v_leak w_in", "CubaLIF": "tau_syn tau_mem r v_leak v_threshold v_reset w_in"}[kind].split()
    values = {name: positive(*shape) if name.startswith("tau") else (whole(*shape) if rng.random() < 0.2 else real(*shape)) for name in names}
    return getattr(nir, kind)(**values)


def port(kind, *shape):
    return nir.Input(np.array(shape)) if kind == "in" else nir.Output(np.array(shape))


def pair(low, high):
    return rng.integers(low, high, 2)


def single(node, source, target, metadata=None):
    """One node between an Input and an Output."""
    nodes = {"input": port("in", *source), "the node": node, "output": port("out", *target)}
    return nir.NIRGraph(nodes, [("input", "the node"), ("the node", "output")], metadata=metadata or {}, type_check=False)


def conv2d():
    padding = rng.choice(["same", "valid", "numbers"])
    stride = (1, 1) if padding == "same" else tuple(int(n) for n in pair(1, 3))
    node = nir.Conv2d((9, 8), real(4, 1, 3, 3), stride, tuple(int(n) for n in pair(0, 2)) if padding == "numbers" else str(padding), (1, 1), 2, real(4))
    return single(node, (2, 9, 8), node.output_type["output"])


def conv1d():
    node = nir.Conv1d(9, real(4, 2, 3), int(rng.integers(1, 3)), int(rng.integers(0, 2)), 1, 1, real(4))
    return single(node, (2, 9), node.output_type["output"])


def nested():
    inner = nir.NIRGraph({"input": port("in", 3), "lif": neurons("CubaLIF", 3), "w_rec": nir.Affine(real(3, 3), real(3)), "output": port("out", 3)},
                         [("input", "lif"), ("lif", "w_rec"), ("w_rec", "lif"), ("lif", "output")], metadata={"name": "inner", "size": 3})
    outer = nir.NIRGraph({"input": port("in", 3), "inner": inner, "output": port("out", 3)}, [("input", "inner"), ("inner", "output")])
    return single(outer, (3,), (3,), {"text": "ähnlich\n", "number": 1.5, "array": real(2, 2), "deep": {"deeper": {"flag": True, "list": np.arange(3)}}})


def names():
    odd = ["a.b", "a", "0", "10", "9", " ", "ü", "x" * 300, 'quote"\\', "%d", "{}"]
    nodes = {"input": port("in", 2), "output": port("out", 2)} | {name: nir.Scale(real(2)) for name in odd}
    nodes["a"] = neurons("I", 2)
    chain = ["input", *odd, "output"]
    return nir.NIRGraph(nodes, list(zip(chain, chain[1:])) + [("a", "a")])


def makers():
    for kind in ("I", "IF", "LI", "LIF", "CubaLI", "CubaLIF"):
        for shape in ((3,), (2, 3, 4), (1,), (40,)):
            yield f"{kind} {shape}", single(neurons(kind, *shape), shape, shape)
    for lead in ((), (2,), (2, 3)):
        yield f"Affine {lead}", single(nir.Affine(real(*lead, 3, 5), real(*lead, 3)), (*lead, 5), (*lead, 3))
        yield f"Linear {lead}", single(nir.Linear(real(*lead, 3, 5)), (*lead, 5), (*lead, 3))
    for shape in ((3,), (2, 2)):
        yield f"Scale {shape}", single(nir.Scale(real(*shape)), shape, shape)
        yield f"Threshold {shape}", single(nir.Threshold(real(*shape)), shape, shape)
        yield f"Delay {shape}", single(nir.Delay(positive(*shape)), shape, shape)
    for _ in range(4):
        yield "Conv1d", conv1d()
        yield "Conv2d", conv2d()
    for kind in (nir.SumPool2d, nir.AvgPool2d):
        yield kind.__name__, single(kind(np.array([2, 3]), np.array([2, 1]), np.array([0, 1])), (2, 8, 9), (2, 4, 9))
    yield "Flatten", single(nir.Flatten({"input": np.array([2, 3, 4])}, 1, 2), (2, 3, 4), (2, 12))
    yield "Flatten all", single(nir.Flatten({"input": np.array([2, 3, 4])}, 0, -1), (2, 3, 4), (24,))
    yield "nested", nested()
    yield "names", names()


def same(a, b, where=""):
    if type(a) is not type(b):
        return f"{where}: {type(a).__name__} became {type(b).__name__}"
    if isinstance(a, nir.NIRGraph):
        if a.nodes.keys() != b.nodes.keys() or sorted(a.edges) != sorted(b.edges):
            return f"{where}: nodes or edges differ"
        for name in a.nodes:
            if problem := same(a.nodes[name], b.nodes[name], f"{where}/{name}"):
                return problem
        return same_values(a.metadata, b.metadata, f"{where}.metadata")
    for field in fields(a):
        if problem := same_values(getattr(a, field.name, None), getattr(b, field.name, None), f"{where}.{field.name}"):
            return problem
    return None


def same_values(x, y, where):
    if isinstance(x, dict) and isinstance(y, dict):
        if x.keys() != y.keys():
            return f"{where}: {sorted(x)} became {sorted(y)}"
        return next((problem for key in x if (problem := same_values(x[key], y[key], f"{where}.{key}"))), None)
    x, y = np.asarray(x), np.asarray(y)
    if x.dtype != y.dtype or x.shape != y.shape or x.tobytes() != y.tobytes() and x.tolist() != y.tolist():
        return f"{where}: {x.dtype} {x.shape} became {y.dtype} {y.shape}, or other values"
    return None


def tool(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]} {command[1]}: {done.stderr.strip()[:300]}")


def problem_of(graph, folder, number):
    original, text, binary, back = (folder / name for name in ("model.nir", "model.mlir", "model.mlirbc", "back.nir"))
    nir.write(original, graph, compression=[None, "gzip", "lzf"][number % 3])
    try:
        tool("snn-translate", "--import-nir", original, "-o", text)
        if number % 2:
            tool("snn-opt", text, "--emit-bytecode", "-o", binary)
        tool("snn-translate", "--export-nir", binary if number % 2 else text, "-o", back)
    except RuntimeError as error:
        return str(error)
    return same(nir.read(original, type_check=False), nir.read(back, type_check=False))


failures, count, kinds = 0, 0, set()
with tempfile.TemporaryDirectory() as scratch:
    for number, (name, graph) in enumerate(makers()):
        count += 1
        kinds |= {type(node).__name__ for node in graph.nodes.values()}
        problem = problem_of(graph, pathlib.Path(scratch), number)
        if problem:
            failures += 1
            print(f"FAIL {name}: {problem}")
print(f"{count} graphs, {len(kinds)} node types, {failures} failures")
sys.exit(failures > 0)
