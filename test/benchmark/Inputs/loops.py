"""The simple loops of ganglion-benchmark give what the interpreter gives, or say what they do not have:

python loops.py MODELS FOLDER"""

import pathlib
import subprocess
import sys

import h5py
import numpy as np

models, scratch = map(pathlib.Path, sys.argv[1:])
CASES = [
    ("feedforward.nir", [], ["naive", "gemv", "csr"]),
    ("feedforward.nir", ["--convention", "rockpool"], ["naive", "gemv", "csr"]),
    ("feedforward.nir", ["--convention", "sinabs"], ["naive", "csr"]),
    ("recurrent.nir", [], ["naive", "gemv", "csr"]),
    (
        "recurrent.nir",
        ["--convention", "snntorch", "--reset", "subtract", "--reset-delay", "1"],
        ["naive", "gemv", "csr"],
    ),
    ("recurrent.nir", ["--convention", "snntorch", "--reset", "value", "--reset-delay", "1"], ["naive"]),
    ("recurrent.nir", ["--integrator", "exact"], ["naive"]),
    ("convolution.nir", [], ["naive"]),
    ("convolution.nir", ["--convention", "sinabs"], ["naive"]),
    ("mnist_fc/model.nir", [], ["naive", "gemv", "csr"]),
]


def input_of(model):
    with h5py.File(model) as file:
        shape = file["node/nodes/input/shape"][()]
    rng = np.random.default_rng(1)
    # Spikes, and currents between them.
    x = (rng.random((2, 30, *shape)) < 0.3) * rng.choice([1.0, 1.0, 0.4, -0.7], (2, 30, *shape))
    np.save(scratch / "x.npy", x.astype(np.float32) * 3)


def run(model, options, engine):
    command = [
        "ganglion-benchmark",
        str(model),
        "--input",
        str(scratch / "x.npy"),
        "--dt",
        "1e-4",
        "--engine",
        engine,
        *options,
    ]
    done = subprocess.run(command, input=f"check {scratch}/{engine}.npy\nquit\n", capture_output=True, text=True)
    return done, np.load(scratch / f"{engine}.npy") if done.returncode == 0 and "done" in done.stdout else None


active = 0
for name, options, engines in CASES:
    input_of(models / name)
    done, want = run(models / name, options, "reference")
    assert want is not None, f"{name} {options}: {done.stderr}"
    active += np.count_nonzero(want)
    for engine in engines:
        done, got = run(models / name, options, engine)
        assert got is not None, f"{name} {options} {engine}: {done.stderr}{done.stdout}"
        assert np.array_equal(got, want), f"{name} {options} {engine}: {np.count_nonzero(got != want)} values differ"
assert active > 200, active
input_of(models / "convolution.nir")
done, _ = run(models / "convolution.nir", [], "csr")
assert done.returncode == 1 and "this loop has fully connected layers only" in done.stderr, done.stderr
done, _ = run(models / "convolution.nir", [], "fast")
assert (
    done.returncode == 1 and "--engine is 'fast', expected compiled, reference, naive, gemv or csr" in done.stderr
), done.stderr
print(f"{active} values equal")
