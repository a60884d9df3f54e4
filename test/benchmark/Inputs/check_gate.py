"""What the gate lets pass: python check_gate.py FOLDER"""

import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import gate
import report

scratch = pathlib.Path(sys.argv[1])


def verdict(got, want, limit):
    for side, arrays in (("got", got), ("want", want)):
        folder = scratch / side
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.npy"):
            old.unlink()
        for name, values in arrays.items():
            np.save(folder / f"{name}.npy", np.atleast_2d(np.asarray(values, np.float32)))
    return gate.compare(scratch / "got", scratch / "want", limit)


def expect(name, verdict, passed, reason=""):
    assert verdict.passed == passed and reason in verdict.reason, f"{name}: {verdict}"


ones = np.ones(2000)
one_off, three_off = ones.copy(), ones.copy()
one_off[7], three_off[:3] = 0, 2
expect("equal", verdict({"a": ones}, {"a": ones, "more": ones}, 0), True)
expect("one in 2000, exact", verdict({"a": one_off}, {"a": ones}, 0), False, "1 values differ, 2000 are not 0")
expect("one in 2000", verdict({"a": one_off}, {"a": ones}, 1e-3), True)
expect("three in 2000", verdict({"a": three_off}, {"a": ones}, 1e-3), False, "3 values differ")
expect("counts, not sums", verdict({"a": np.tile([0.0, 2.0], 1000)}, {"a": ones}, 1e-3), False, "2000 values differ")
expect(
    "one layer of two",
    verdict({"a": ones, "b": np.zeros(4)}, {"a": ones, "b": [0, 0, 1, 0]}, 1e-3),
    False,
    "b: 1 values differ",
)
expect("another shape", verdict({"a": ones[:5]}, {"a": ones}, 1), False, "shape [1, 5], expected [1, 2000]")
expect("samples again", verdict({"a": [[1, 0], [0, 1], [1, 0]]}, {"a": [[1, 0], [0, 1]]}, 0), True)
expect("a sample of two", verdict({"a": [[1, 0]]}, {"a": [[1, 0], [0, 1]]}, 0), True)
expect("another layer", verdict({"x": ones}, {"a": ones}, 1), False, "x is not on our side")
expect("nothing written", verdict({}, {"a": ones}, 1), False, "nothing was written")
expect("silence", verdict({"a": np.zeros(5)}, {"a": np.zeros(5)}, 0), False, "nothing was compared")
for value, text in (
    (0.03604, "0.0360"),
    (1.0, "1.00"),
    (99.96, "100"),
    (123.4, "123"),
    (4512.6, "4 510"),
    (0, "0"),
    (None, "-"),
):
    assert report.number(value) == text, (value, report.number(value))
print("as expected")
