"""sparse_forms.py SNNC [SIZE...]: from which fill on packed rows are faster than lists of synapses.

One connection of SIZE x SIZE in a cycle and outside of one, 5 % of the sources busy: the forms are run in turns, and the median of
the turns counts. Prints nanoseconds an event of rows, nanoseconds an event and a synapse of lists, and the fill at which both are equal."""
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np

SNNC, SIZES = sys.argv[1], [int(size) for size in sys.argv[2:]] or [256, 512, 1000, 2000, 4000]
TURNS, ACTIVITY = 5, 0.05
# So many that the processor cannot learn when each list ends.
STEPS = 1000
KINDS = {
    "i8": lambda rng, n: rng.integers(1, 3, n) * 0.25,
    "i16": lambda rng, n: rng.integers(200, 300, n) * 0.25,
    "f32": lambda rng, n: rng.normal(size=n),
}


def network(size, weight, cyclic):
    row, spikes = f"tensor<{size}xf32>", f"tensor<{size}xi1>"
    matrix = f'weight(dense<"0x{weight.astype("<f4").tobytes().hex()}"> : tensor<{size}x{size}xf32>)'
    source = "d" if cyclic else "x"
    lines = [
        f'%x = snn.input "x" : {spikes}',
        f'%r = snn.linear "w" (%{source}) {matrix} : ({spikes}) -> {row}',
        f'%s = snn.scale "s" (%r) factor(dense<0.0> : tensor<f32>) : ({row}) -> {row}',
        f'%u = snn.sum "u" (%x, %s) : ({spikes}, {row}) -> {row}',
        f'%z = snn.threshold "z" (%u) threshold(dense<0.5> : tensor<f32>) : ({row}) -> {spikes}',
        f'%d = snn.delay "d" (%z) steps(dense<1> : tensor<i64>) : ({spikes}) -> {spikes}',
        f'snn.output "y" (%z) : {spikes}',
    ]
    return "snn.network @net clock(step 1.0e-3) compute(f32) {\n" + "\n".join(lines) + "\n}\n"


def time_of(model, data, form):
    """Nanoseconds an event."""
    command = [SNNC, "run", model, "--input", data, "-o", f"{model}.npy", "--quiet", "--profile", "--kernel", f"w={form}"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(rf"^w +{form} +([0-9.]+) % +([0-9.]+)", text, re.M)
    events = float(found.group(1)) / 100 * np.load(data, mmap_mode="r").shape[1]
    return 1e3 * float(found.group(2)) / events


def measure(folder, rng, size, kind, cyclic):
    data = folder / "x.npy"
    np.save(data, (rng.random((STEPS, size)) < ACTIVITY).astype("f4"))
    rows, lists, fills = [], {}, (0.01, 0.03, 0.1)
    models = {}
    for fill in fills:
        weight = np.zeros(size * size)
        used = rng.random(size * size) < fill
        weight[used] = KINDS[kind](rng, used.sum())
        models[fill] = folder / f"{fill}.mlir"
        models[fill].write_text(network(size, weight, cyclic))
    for _ in range(TURNS):
        rows.append(time_of(models[fills[0]], data, "rows"))
        for fill in fills:
            lists.setdefault(fill, []).append(time_of(models[fill], data, "synapses"))
    # A turn is the shortest of many runs; now and then the clock of a shared machine makes one too short.
    row = np.median(rows)
    synapses = np.array([fill * size for fill in fills])
    slope, fixed = np.polyfit(synapses, [np.median(lists[fill]) for fill in fills], 1)
    even = max(0.0, (row - fixed) / slope / size)
    print(f"{size:5} {kind:4} {'step' if cyclic else 'block':5}  rows {row:8.1f}  lists {fixed:6.1f} + {slope:5.2f}  equal at {100 * even:5.1f} %", flush=True)


with tempfile.TemporaryDirectory() as folder:
    for cyclic in (True, False):
        for kind in KINDS:
            for size in SIZES:
                measure(pathlib.Path(folder), np.random.default_rng(1), size, kind, cyclic)
