"""mnist.py MODEL_FOLDER RESULTS: compares a run with what snnTorch recorded."""
import pathlib
import sys

import numpy as np

model, results = map(pathlib.Path, sys.argv[1:])
for node in ("lif1", "lif2"):
    got, want = np.load(results / f"{node}.spikes.npy"), np.load(model / f"expected.{node}.spikes.npy")
    print(f"{node}.spikes: {int((got != want).sum())} of {want.size} differ, {int(want.sum())} spikes")
spikes, v, want = (np.load(results / "lif2.spikes.npy"), np.load(results / "lif2.v.npy"), np.load(model / "expected.lif2.v.npy"))
# snnTorch shows the membrane before the reset.
error = np.abs(v.astype(np.float64) - want)[spikes == 0].max()
print("lif2.v: equal up to rounding" if error < 5e-4 * max(1.0, np.abs(want).max()) else f"lif2.v: off by {error}")
labels = np.load(model / "labels.npy")
print(f"{int((spikes.sum(1).argmax(1) == labels).sum())} of {len(labels)} labels")
