"""Networks in the integers of a chip. NIR has no integer neurons, so they are written as `snn` programs, and their numbers
beside them (numbers.npz) for engines that read no MLIR."""

import numpy as np

SAMPLES = 4
DASH_MEM, DASH_SYN, MOST_SPIKES = 4, 2, 31


def decay(values, dash):
    """What a bit shift takes off: at least 1 of what is above 0 (xylosim 0.1.3)."""
    return np.where((values > 0) & (values >> dash == 0), 1, values >> dash)


def run_hidden(currents, w_rec, threshold):
    """Mean part of the hidden neurons that spike in a step, from the currents [steps, hidden] that the inputs cause."""
    hidden = len(w_rec)
    i, v, spikes, busy = np.zeros(hidden, int), np.zeros(hidden, int), np.zeros(hidden, int), 0
    for x in currents:
        i = i + x + w_rec @ spikes
        i = i - decay(i, DASH_SYN)
        v = v - decay(v, DASH_MEM) + i
        spikes = np.clip(v // threshold, 0, MOST_SPIKES)
        v = v - spikes * threshold
        busy += np.count_nonzero(spikes)
    return busy / len(currents) / hidden


def smallest_threshold(activity, currents, w_rec):
    """The smallest threshold at which at most this part of the hidden neurons spikes in a step."""
    low, high = 1, 32767
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if run_hidden(currents, w_rec, middle) <= activity else (middle + 1, high)
    return low


def sparse_bytes(rng, rows, columns, used, values):
    matrix = np.zeros((rows, columns), np.int8)
    for row in matrix:
        row[rng.choice(columns, used, replace=False)] = rng.choice(values, used)
    return matrix


def dense(array, element):
    return f'dense<"0x{array.tobytes().hex().upper()}"> : tensor<{"x".join(map(str, array.shape))}x{element}>'


def shift_neuron(name, operands, width, threshold, most, element):
    types = ", ".join([f"tensor<{width}xi16>"] * operands.count("%"))
    return (
        f'  %{name} = snn.neuron "{name}" ports[({operands}) #snn.port<shift, dash = dense<{DASH_SYN}> : tensor<{width}xi8>>]\n'
        f"      v_threshold(dense<{threshold}> : tensor<{width}xi16>) dash(dense<{DASH_MEM}> : tensor<{width}xi8>)\n"
        f"      rule(<update = shift, spike = repeated, reset = subtract, most = {most}>) : ({types}) -> tensor<{width}x{element}>\n"
    )


def linear(name, source, weight):
    rows, columns = weight.shape
    return (
        f'  %{name} = snn.linear "{name}" (%{source}) weight({dense(weight, "i8")})'
        f" : (tensor<{columns}xi32>) -> tensor<{rows}xi16>\n"
    )


def program(w_in, w_rec, w_out, threshold, threshold_out):
    hidden, inputs = w_in.shape
    outputs = len(w_out)
    return (
        "snn.network @reservoir clock(step 1.0e-3) compute(i16) {\n"
        f'  %input = snn.input "input" : tensor<{inputs}xi32>\n'
        + linear("w_in", "input", w_in)
        + shift_neuron("hidden", "%w_in, %w_rec", hidden, threshold, MOST_SPIKES, "i32")
        + f"  %late = snn.delay (%hidden) steps(dense<1> : tensor<i64>) : (tensor<{hidden}xi32>) -> tensor<{hidden}xi32>\n"
        + linear("w_rec", "late", w_rec)
        + linear("w_out", "late", w_out)
        + shift_neuron("readout", "%w_out", outputs, threshold_out, 1, "i1")
        + f'  snn.output "output" (%readout) : tensor<{outputs}xi1>\n'
        "}\n"
    )


def reservoir(folder, rng, steps=1000, inputs=16, hidden=1000, outputs=8):
    """Writes model.mlir and numbers.npz; returns the model and the input. 2.6 % of the hidden neurons spike in a step."""
    x = (rng.random((SAMPLES, steps, inputs)) < 0.05).astype(np.uint8)
    w_in = sparse_bytes(rng, hidden, inputs, 4, np.arange(20, 60))
    # More inhibition than excitation, so that the activity stays where it is. Each neuron has 32 targets.
    w_rec = np.ascontiguousarray(sparse_bytes(rng, hidden, hidden, 32, np.r_[-60:-20, 15:45]).T)
    w_out = sparse_bytes(rng, outputs, hidden, 64, np.arange(-30, 40))
    currents = x[0, :300].astype(int) @ w_in.T.astype(int)
    threshold = smallest_threshold(0.026, currents, w_rec.astype(int))
    (folder / "model.mlir").write_text(program(w_in, w_rec, w_out, threshold, 200))
    np.savez(folder / "numbers.npz", w_in=w_in, w_rec=w_rec, w_out=w_out, threshold=threshold, threshold_out=200)
    return folder / "model.mlir", x
