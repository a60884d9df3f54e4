"""Compares `snnc run` with a framework's own simulation of a network.

A network is judged by its spikes, all of them, and by its membranes up to rounding. Frameworks round in another order, so a
membrane that comes closer to its threshold than rounding noise may fall on either side; such a network is left out, and
counted: the framework's own results in single and double precision differ then, or ours do. More than one in five left out,
or none compared, is a failure."""
import pathlib
import subprocess
import sys
import tempfile

import h5py
import nir
import numpy as np

# Rounding of single precision, summed up over a run, relative to the larger of 1 and the membrane.
V_TOLERANCE = 5e-4
MOST_LEFT_OUT = 0.2


class Comparison:
    def __init__(self):
        self.compared = self.left_out = self.spikes = 0
        self.failures = []
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.scratch.name)

    def ours(self, model, x, options, records, precision):
        np.save(self.folder / "x.npy", x)
        out = self.folder / "out"
        command = ["snnc", "run", str(model), "--input", str(self.folder / "x.npy"), "-o", f"{out}/", "--quiet", "--precision", precision, *options]
        for record in records:
            command += ["--record", record]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"exit {done.returncode}: {done.stderr.strip()[:500]}")
        return {record: np.load(out / f"{record}.npy") for record in records}

    def network(self, name, graph, x, options, run):
        """`graph` as the exporter made it (or the path of a file); `run(double)` gives {'NODE.spikes' or 'NODE.v': [B, T, ...]}
        as the framework computes it."""
        model = graph
        if isinstance(graph, nir.NIRGraph):
            model = self.folder / "model.nir"
            nir.write(model, graph)
        single, double = run(False), run(True)
        spikes = [key for key in single if key.endswith(".spikes")]
        try:
            got, exact = (self.ours(model, x, options, list(single), precision) for precision in ("f32", "f64"))
        except RuntimeError as error:
            self.failures.append(f"{name}: {error}")
            return
        if any((single[k] != double[k]).any() or (got[k] != exact[k]).any() for k in spikes):
            self.left_out += 1
            return
        self.compared += 1
        self.spikes += sum(int(single[k].sum()) for k in spikes)
        for key, want in single.items():
            problem = compare(key, got[key], want, single.get(key.rsplit(".", 1)[0] + ".spikes"))
            if problem:
                self.failures.append(f"{name} ({' '.join(options)}): {problem}")

    def finish(self):
        for failure in self.failures:
            print("FAIL", failure)
        total = self.compared + self.left_out
        print(f"{self.compared} networks compared, {self.left_out} left out, {self.spikes} spikes, {len(self.failures)} failures")
        if self.failures or not self.compared or not self.spikes or self.left_out > MOST_LEFT_OUT * total:
            sys.exit(1)


def compare(key, got, want, spikes):
    """What is wrong with one variable, or nothing."""
    if got.shape != want.shape:
        return f"{key}: shape {got.shape}, the framework has {want.shape}"
    if key.endswith(".spikes"):
        bad = got != want
    else:
        bad = np.abs(got.astype(np.float64) - want) > V_TOLERANCE * max(1.0, float(np.abs(want).max()))
        # Where a neuron spikes, frameworks show the membrane before the reset or after it.
        if spikes is not None:
            bad &= spikes == 0
    if not bad.any():
        return None
    first = tuple(np.argwhere(bad)[0].tolist())
    return f"{key}: {int(bad.sum())} of {bad.size} differ, first at {list(first)}: {got[first]!r}, the framework has {want[first]!r}"


def random_input(rng, steps, *shape, batch=2, rate=0.3):
    return (rng.random((batch, steps, *shape)) < rate).astype(np.float32)


def rewrite(path, changes):
    """Repairs a file in place: {'nodes/input/shape': array}, None deletes."""
    with h5py.File(path, "r+") as file:
        for name, value in changes.items():
            del file["node"][name]
            if value is not None:
                file["node"][name] = value
