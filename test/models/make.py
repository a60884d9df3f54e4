#!/usr/bin/env python3
"""Makes the small models of this folder with the nir library (1.0.8):  make.py [DIR]  writes them,  make.py --check  compares
what it would write with what is here, dataset by dataset."""
import argparse
import pathlib
import sys
import tempfile

import h5py
import nir
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent


def full(value, n, dtype=np.float32):
    return np.full(n, value, dtype)


def lif(n, dtype=np.float32, **changes):
    fields = dict(tau=0.004, r=2.0, v_leak=0.0, v_threshold=0.5, v_reset=0.0) | changes
    return nir.LIF(**{name: full(value, n, dtype) for name, value in fields.items()})


def cuba_lif(n, dtype=np.float32, **changes):
    fields = dict(tau_syn=0.002, tau_mem=0.004, r=2.0, v_leak=0.0, v_threshold=0.5, v_reset=0.0, w_in=2.0) | changes
    return nir.CubaLIF(**{name: full(value, n, dtype) for name, value in fields.items()})


def port(kind, *shape):
    name = {"in": "input_type", "out": "output_type"}[kind]
    node = nir.Input if kind == "in" else nir.Output
    return node(**{name: {"input" if kind == "in" else "output": np.array(shape, np.int64)}})


def chain(*names):
    return list(zip(names, names[1:]))


def feedforward(rng):
    """2 -> Affine -> 3 LIF"""
    weight = rng.uniform(-1, 1, (3, 2)).astype(np.float32)
    nodes = {"input": port("in", 2), "fc": nir.Affine(weight, full(0.125, 3)), "lif": lif(3), "output": port("out", 3)}
    return nir.NIRGraph(nodes, chain("input", "fc", "lif", "output"))


def recurrent(rng):
    """A nested recurrent layer as snnTorch exports it, doubles, metadata."""
    inner = {"input": port("in", 4), "lif": cuba_lif(4, np.float64), "w_rec": nir.Affine(rng.normal(0, 0.5, (4, 4)), rng.normal(0, 0.1, 4)),
             "output": port("out", 4)}
    layer = nir.NIRGraph(inner, [("input", "lif"), ("lif", "w_rec"), ("w_rec", "lif"), ("lif", "output")])
    nodes = {"input": port("in", 3), "fc": nir.Linear(rng.normal(0, 1, (4, 3))), "layer": layer, "readout": nir.LI(
        tau=full(0.01, 4, np.float64), r=full(1, 4, np.int64), v_leak=full(0, 4, np.int64)), "output": port("out", 4)}
    return nir.NIRGraph(nodes, chain("input", "fc", "layer", "readout", "output"), metadata={"made_by": "make.py", "layers": 2})


def ports(rng):
    """Two Inputs of different shape, two Outputs, a name with a dot."""
    nodes = {"left": port("in", 2), "right": port("in", 1, 3), "a.w": nir.Linear(rng.uniform(-1, 1, (2, 2)).astype(np.float32)),
             "flat": nir.Flatten({"input": np.array([1, 3])}, 0, -1), "b": nir.Linear(rng.uniform(-1, 1, (2, 3)).astype(np.float32)),
             "lif": lif(2), "spikes": port("out", 2), "currents": port("out", 2)}
    edges = chain("left", "a.w", "lif", "spikes") + chain("right", "flat", "b", "lif") + [("b", "currents")]
    return nir.NIRGraph(nodes, edges)


def convolution(rng):
    """Convolution, pools and integrate-and-fire neurons on images of 2 x 8 x 8."""
    pair = lambda n: np.array([n, n])
    weight = rng.normal(0, 0.4, (4, 2, 3, 3)).astype(np.float32)
    threshold = full(1, (4, 8, 8))
    nodes = {
        "input": port("in", 2, 8, 8),
        "0": nir.Conv2d((8, 8), weight, 1, 1, 1, 1, full(0, 4)),
        "1": nir.IF(r=threshold, v_threshold=threshold, v_reset=np.zeros_like(threshold)),
        "2": nir.SumPool2d(pair(2), pair(2), pair(0)),
        "3": nir.Flatten({"input": np.array([4, 4, 4])}, 0, -1),
        "4": nir.Affine(rng.normal(0, 0.2, (5, 64)).astype(np.float32), full(0, 5)),
        "5": nir.IF(r=full(1, 5), v_threshold=full(1, 5), v_reset=full(0, 5)),
        "output": port("out", 5),
    }
    return nir.NIRGraph(nodes, chain("input", "0", "1", "2", "3", "4", "5", "output"))


def every_node(rng):
    """Every node type once."""
    real = lambda *shape: rng.uniform(-1, 1, shape).astype(np.float32)
    one = np.array([1, 1])
    nodes = {
        "input": port("in", 2, 6, 6),
        "conv2d": nir.Conv2d((6, 6), real(3, 2, 3, 3), (1, 1), "same", (1, 1), 1, real(3)),
        "if": nir.IF(r=full(500, (3, 6, 6)), v_threshold=full(0.75, (3, 6, 6)), v_reset=full(0, (3, 6, 6))),
        "sumpool": nir.SumPool2d(one * 2, one * 2, one * 0),
        "avgpool": nir.AvgPool2d(one * 2, one, one * 0),
        "rows": nir.Flatten({"input": np.array([3, 2, 2])}, 1, -1),
        "conv1d": nir.Conv1d(4, real(2, 3, 2), 1, 0, 1, 1, real(2)),
        "flat": nir.Flatten({"input": np.array([2, 3])}, 0, -1),
        "affine": nir.Affine(real(5, 6), real(5)),
        "cuba_lif": cuba_lif(5),
        "linear": nir.Linear(real(5, 5)),
        "lif": lif(5),
        "delay": nir.Delay(np.array([0.0, 0.001, 0.002, 0.001, 0.005])),
        "scale": nir.Scale(real(5)),
        "cuba_li": nir.CubaLI(tau_syn=full(0.002, 5), tau_mem=full(0.004, 5), r=full(1, 5), v_leak=full(0.125, 5), w_in=full(1, 5)),
        "i": nir.I(r=full(100, 5)),
        "threshold": nir.Threshold(full(0.25, 5)),
        "li": nir.LI(tau=full(0.01, 5), r=full(1, 5), v_leak=full(0, 5)),
        "output": port("out", 5),
    }
    nodes["nested"] = nir.NIRGraph({"in": port("in", 5), "gain": nir.Scale(real(5)), "out": port("out", 5)}, chain("in", "gain", "out"))
    edges = chain("input", "conv2d", "if", "sumpool", "avgpool", "rows", "conv1d", "flat", "affine", "cuba_lif", "linear", "lif", "delay", "scale",
                  "cuba_li", "i", "threshold", "nested", "li", "output")
    return nir.NIRGraph(nodes, edges)


MODELS = [feedforward, recurrent, ports, convolution, every_node]


def contents(path):
    found = {}
    with h5py.File(path) as file:
        file.visititems(lambda name, item: found.update({name: item[()]}) if isinstance(item, h5py.Dataset) else None)
    found.pop("version")
    edges = [name for name in found if name.split("/")[-1] == "edges"]
    return found | {name: np.sort(found[name].astype(str), axis=0) for name in edges}


def same(a, b):
    return a.keys() == b.keys() and all(np.asarray(a[k]).dtype == np.asarray(b[k]).dtype and np.array_equal(a[k], b[k]) for k in a)


def write(folder):
    for number, make in enumerate(MODELS):
        # One as the library writes by default; without compression files of small arrays are a third of the size.
        compression = "gzip" if make is recurrent else None
        nir.write(folder / f"{make.__name__}.nir", make(np.random.default_rng(number)), compression=compression)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=HERE)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    if not args.check:
        write(args.folder)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        write(pathlib.Path(scratch))
        wrong = [m.__name__ for m in MODELS if not same(contents(HERE / f"{m.__name__}.nir"), contents(pathlib.Path(scratch) / f"{m.__name__}.nir"))]
    print(f"{len(MODELS) - len(wrong)} of {len(MODELS)} models are as made here", *wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
