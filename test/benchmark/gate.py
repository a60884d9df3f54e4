"""Whether two engines computed the same. Without that no speed is printed."""

import pathlib
from dataclasses import dataclass

import numpy as np

# Part of a layer's spikes that may differ, since a framework may round in another order.
MOST_DIFFERING = 1e-3


@dataclass
class Verdict:
    passed: bool
    differing: int  # values that differ
    spikes: int  # values that are not 0, on our side
    reason: str = ""

    def as_dict(self):
        return {"passed": self.passed, "differing": self.differing, "spikes": self.spikes, "reason": self.reason}


def compare(folder, reference, most_differing):
    """Every .npy in `folder` against the one of its name in `reference`. A layer fails if more than `most_differing` of
    the reference's non-zero values differ; each value counts once, whatever the difference. Where the reference
    has another number of samples, sample i is compared with its sample i modulo that number."""
    files = sorted(pathlib.Path(folder).glob("*.npy"))
    total = spikes = 0
    if not files:
        return Verdict(False, 0, 0, "nothing was written")
    for file in files:
        other = pathlib.Path(reference) / file.name
        if not other.exists():
            return Verdict(False, total, spikes, f"{file.stem} is not on our side")
        got, want = np.load(file), np.load(other)
        if got.shape[1:] == want.shape[1:]:
            want = want[np.arange(len(got)) % len(want)]
        if got.shape != want.shape:
            return Verdict(False, total, spikes, f"{file.stem}: shape {list(got.shape)}, expected {list(want.shape)}")
        differing, active = int(np.count_nonzero(got != want)), int(np.count_nonzero(want))
        total, spikes = total + differing, spikes + active
        if differing > most_differing * max(active, 1):
            return Verdict(
                False,
                total,
                spikes,
                f"{file.stem}: {differing} values differ, {active} are not 0, sums {got.sum():g} and {want.sum():g}",
            )
    if not spikes:
        return Verdict(False, total, 0, "no value is other than 0, so nothing was compared")
    return Verdict(True, total, spikes)
