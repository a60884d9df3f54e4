"""The networks that are measured: made here from a seed, or read from the folder of large data. Each becomes a folder
with model.nir, input.npy ([samples, steps, ...], uint8 or f32) and network.json.

Made networks: weights lie on a grid of 12 bits and inputs are small integers or eighths, so the sums of a layer are
exact in f32 whatever the order, and frameworks that sum in another order can be compared spike by spike. Time constants
are powers of 2 of the step, gains are 1, and thresholds are chosen so that the stated part of a layer's neurons spikes
in a step."""

import hashlib
import json
import pathlib

import chip_networks
import nir
import numpy as np

DT = 2.0**-10
TAU_STEPS, SYNAPSE_STEPS = 16, 4
SAMPLES = 4


# ---------------------------------------------------------------------------------------- parts


def grid_weights(rng, shape, deviation=512, mean=0):
    return (np.clip(np.rint(rng.normal(mean, deviation, shape)), -2047, 2047) / 1024).astype(np.float32)


def raster(rng, steps, shape, density):
    return (rng.random((SAMPLES, steps, *shape)) < density).astype(np.uint8)


def filled(n, value):
    return np.full(n, value, np.float32)


def lif(n, threshold):
    return nir.LIF(
        tau=filled(n, TAU_STEPS * DT),
        r=filled(n, TAU_STEPS),
        v_leak=filled(n, 0),
        v_threshold=filled(n, threshold),
        v_reset=filled(n, 0),
    )


def cuba_lif(n, threshold):
    return nir.CubaLIF(
        tau_mem=filled(n, TAU_STEPS * DT),
        tau_syn=filled(n, SYNAPSE_STEPS * DT),
        r=filled(n, TAU_STEPS),
        w_in=filled(n, SYNAPSE_STEPS),
        v_leak=filled(n, 0),
        v_threshold=filled(n, threshold),
        v_reset=filled(n, 0),
    )


def integrate_and_fire(shape, threshold):
    return nir.IF(r=filled(shape, 1 / DT), v_threshold=filled(shape, threshold), v_reset=filled(shape, 0))


def graph_of(shape, nodes, loops=()):
    """A chain of named nodes; `loops` are pairs (neuron, recurrent node)."""
    chain = ["input", *(name for name in nodes if name not in {loop for _, loop in loops}), "output"]
    edges = list(zip(chain, chain[1:])) + [edge for neuron, loop in loops for edge in ((neuron, loop), (loop, neuron))]
    last = nodes[chain[-2]]
    return nir.NIRGraph(
        {"input": nir.Input(np.array(shape)), **nodes, "output": nir.Output(np.array(np.shape(last.v_threshold)))},
        edges,
    )


# ---------------------------------------------------------------------------------------- activity


def run_neurons(currents, threshold, leak=1 - 1 / TAU_STEPS, synapse=None, recurrent=None):
    """Spikes [samples, steps, ...] of neurons with given input currents, roughly: for choosing thresholds."""
    v, i = np.zeros_like(currents[:, 0]), np.zeros_like(currents[:, 0])
    spikes = np.zeros(currents.shape, np.float32)
    for t in range(currents.shape[1]):
        x = currents[:, t]
        if recurrent is not None and t:
            x = x + spikes[:, t - 1] @ recurrent.T
        if synapse is not None:
            i = synapse * i + x
            x = i
        v = leak * v + x
        spikes[:, t] = v > threshold
        v[v > threshold] = 0
    return spikes


def threshold_for(activity, currents, **rule):
    """(threshold with three digits, spikes) such that this part of the neurons spikes in a step."""
    low, high = 1e-3, 1e5
    for _ in range(24):
        middle = float(np.sqrt(low * high))
        low, high = (middle, high) if run_neurons(currents, middle, **rule).mean() > activity else (low, middle)
    threshold = float(f"{high:.3g}")
    return threshold, run_neurons(currents, threshold, **rule)


# ---------------------------------------------------------------------------------------- fully connected


def fully_connected(rng, x, sizes, activity, mean=0):
    nodes, signal = {}, x.astype(np.float32)
    for index, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
        weight = grid_weights(rng, (outputs, inputs), mean=mean)
        threshold, signal = threshold_for(activity, signal @ weight.T)
        nodes[f"fc{index + 1}"], nodes[f"lif{index + 1}"] = nir.Linear(weight), lif(outputs, threshold)
    return graph_of([sizes[0]], nodes)


def mnist_fc(rng, density, steps=100):
    x = raster(rng, steps, [784], density)
    return fully_connected(rng, x, [784, 512, 10], 0.05), x


def mnist_direct(rng, steps=100):
    """Direct coding: an image, one pixel in five not 0 as in MNIST, as the same currents in every step."""
    image = rng.integers(1, 9, (SAMPLES, 1, 784)) / 8 * (rng.random((SAMPLES, 1, 784)) < 0.19)
    x = np.repeat(image, steps, axis=1).astype(np.float32)
    return fully_connected(rng, x, [784, 512, 10], 0.05), x


def fc4096(rng, density, steps=20):
    x = raster(rng, steps, [4096], density)
    # With as many negative weights as positive ones, half of the neurons could not spike in a step.
    return fully_connected(rng, x, [4096, 4096, 4096], density, mean=8 if density > 0.2 else 0), x


def layer_in_cache(rng, weight):
    """One layer whose weights stay in the second-level cache. Plain floats, or integers of 8 bits as a chip has them."""
    x = raster(rng, 100, [700], 0.1)
    threshold, _ = threshold_for(0.05, x.astype(np.float32) @ weight.T)
    return graph_of([700], {"fc1": nir.Linear(weight), "lif1": lif(len(weight), threshold)}), x


def layer_of_floats(rng):
    return layer_in_cache(rng, rng.normal(0, 0.5, (256, 700)).astype(np.float32))


def layer_of_bytes(rng):
    return layer_in_cache(rng, np.clip(np.rint(rng.normal(0, 40, (256, 700))), -127, 127).astype(np.float32))


def ten_million(rng):
    """As many weights as a large network has, for the time and the memory from the file to a result."""
    x = raster(rng, 10, [2500], 0.02)
    return fully_connected(rng, x, [2500, 2000, 2000, 500], 0.05), x


def smoke(rng):
    x = raster(rng, 20, [32], 0.1)
    return fully_connected(rng, x, [32, 24, 4], 0.1), x


# ---------------------------------------------------------------------------------------- recurrent


def recurrent(rng, x, w_in, w_rec, w_out, activity):
    leaks = dict(leak=1 - 1 / TAU_STEPS, synapse=1 - 1 / SYNAPSE_STEPS)
    # A hundred steps tell the activity.
    hidden, spikes = threshold_for(activity, x[:, :100].astype(np.float32) @ w_in.T, recurrent=w_rec, **leaks)
    out, _ = threshold_for(0.05, spikes @ w_out.T, **leaks)
    nodes = {
        "fc1": nir.Linear(w_in),
        "lif1": cuba_lif(len(w_in), hidden),
        "w_rec": nir.Linear(w_rec),
        "fc2": nir.Linear(w_out),
        "lif2": cuba_lif(len(w_out), out),
    }
    return graph_of([x.shape[-1]], nodes, [("lif1", "w_rec")])


def shd_rec(rng):
    x = raster(rng, 100, [700], 0.05)
    return (
        recurrent(
            rng, x, grid_weights(rng, (256, 700)), grid_weights(rng, (256, 256), 128), grid_weights(rng, (20, 256)), 0.1
        ),
        x,
    )


def small_integers(rng, rows, columns, used, values=(-3, -2, -1, 1, 2, 3)):
    """A matrix with `used` weights in each row."""
    matrix = np.zeros((rows, columns), np.float32)
    for row in matrix:
        row[rng.choice(columns, used, replace=False)] = rng.choice(values, used)
    return matrix


def xylo1k(rng):
    x = raster(rng, 1000, [16], 0.05)
    return (
        recurrent(
            rng,
            x,
            small_integers(rng, 1000, 16, 4),
            # More inhibition than excitation, so that the activity stays where it is for a thousand steps.
            small_integers(rng, 1000, 1000, 32, (-3, -2, -1, 1, 2)),
            small_integers(rng, 8, 1000, 64),
            0.07,
        ),
        x,
    )


# ---------------------------------------------------------------------------------------- convolutions


def deepconv(rng):
    """The shape of VGG-9 for 32 x 32 images; thresholds for 22 % activity."""
    import torch

    x = raster(rng, 8, [2, 32, 32], 0.2)
    signal, nodes, channels, size = torch.from_numpy(x).float(), {}, 2, 32

    def add(name, node, apply, shape):
        nonlocal signal
        nodes[name] = node
        flat = apply(signal.flatten(0, 1)).reshape(*x.shape[:2], *shape)
        threshold, spikes = threshold_for(0.22, flat.numpy(), leak=1.0)
        nodes[f"{name}_if"] = integrate_and_fire(tuple(shape), threshold)
        signal = torch.from_numpy(spikes)

    for index, outputs in enumerate([64, 64, "pool", 128, 128, "pool", 256, 256, "pool"]):
        if outputs == "pool":
            nodes[f"pool{index}"] = nir.SumPool2d(np.array([2, 2]), np.array([2, 2]), np.array([0, 0]))
            size //= 2
            signal = (torch.nn.functional.avg_pool2d(signal.flatten(0, 1), 2) * 4).reshape(
                *x.shape[:2], channels, size, size
            )
            continue
        weight = grid_weights(rng, (outputs, channels, 3, 3))
        conv = nir.Conv2d((size, size), weight, 1, 1, 1, 1, np.zeros(outputs, np.float32))
        add(
            f"conv{index}",
            conv,
            lambda s, w=weight: torch.nn.functional.conv2d(s, torch.from_numpy(w), padding=1),
            [outputs, size, size],
        )
        channels = outputs
    nodes["flatten"] = nir.Flatten({"input": np.array([channels, size, size])}, 0, -1)
    signal = signal.flatten(2)
    for index, (inputs, outputs) in enumerate([(channels * size * size, 1024), (1024, 10)]):
        weight = grid_weights(rng, (outputs, inputs))
        add(f"fc{index + 1}", nir.Linear(weight), lambda s, w=weight: s @ torch.from_numpy(w).T, [outputs])
    return graph_of([2, 32, 32], nodes), x


# ---------------------------------------------------------------------------------------- files of others

SEGMENTS = ["abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg"]


def digit(number):
    """A digit of seven segments, 20 x 12."""
    image = np.zeros((20, 12))
    places = {
        "a": np.s_[0:3, :],
        "g": np.s_[9:12, :],
        "d": np.s_[17:20, :],
        "f": np.s_[0:11, 0:3],
        "b": np.s_[0:11, 9:12],
        "e": np.s_[9:20, 0:3],
        "c": np.s_[9:20, 9:12],
    }
    for segment in SEGMENTS[number]:
        image[places[segment]] = 1
    return image


def moving_digits(rng, steps=100, size=34):
    """Events of digits that move along a triangle, as a camera sees them: [samples, steps, 2, size, size]."""
    corners = np.array([[2, 2], [8, 11], [2, 20], [2, 2]])
    along = np.linspace(0, 3, steps + 1)
    out = np.zeros((SAMPLES, steps, 2, size, size), np.uint8)
    for sample in range(SAMPLES):
        shape, before = digit(int(rng.integers(10))), None
        for t, s in enumerate(along):
            leg = min(int(s), 2)
            y, x = np.rint(corners[leg] + (corners[leg + 1] - corners[leg]) * (s - leg)).astype(int)
            frame = np.zeros((size, size))
            frame[y : y + 20, x : x + 12] = shape
            if before is not None:
                change, noise = frame - before, rng.random((2, size, size)) < 0.002
                out[sample, t - 1, 0], out[sample, t - 1, 1] = (change > 0) | noise[0], (change < 0) | noise[1]
            before = frame
    return out


def from_data(model, data=None):
    def make(folder):
        def made(rng):
            x = moving_digits(rng) if data is None else np.load(folder / data)
            return folder / model, x if data is None or x.ndim > 2 else x[None]

        return made

    return make


# ---------------------------------------------------------------------------------------- the list

MILLISECOND, STEP = ["--dt", repr(DT)], ["--convention", "sinabs", "--dt", "1"]
FC_BATCHES = [32, 256]


def entry(
    make,
    title,
    options=MILLISECOND,
    dt=DT,
    rule="nir",
    batches=FC_BATCHES,
    data=False,
    dense=False,
    chart=True,
    peers=None,
):
    """`rule` is what the file means: nir (forward Euler, >, reset to 0), sinabs, or xylo for a program in integers.
    `dense`: fully connected, so that bytes of weights are counted. `data`: from the folder of large data. `peers`: the
    engines of others that run it, None for all frameworks. `chart`: shown in the chart."""
    return dict(
        make=make,
        title=title,
        options=options,
        dt=dt,
        rule=rule,
        batches=batches,
        data=data,
        dense=dense,
        chart=chart,
        peers=peers,
    )


def percent(value):
    return f"{value:g} %"


NETWORKS = {
    **{
        f"mnist_fc_{name}": entry(
            lambda rng, d=density: mnist_fc(rng, d),
            f"784-512-10 LIF, T=100, {percent(100 * density)} of the inputs spike",
            dense=True,
            chart=name == "5",
        )
        for name, density in (("1", 0.01), ("5", 0.05), ("10", 0.10), ("25", 0.25))
    },
    "mnist_fc_direct": entry(
        mnist_direct, "784-512-10 LIF, T=100, the same image as currents in every step", dense=True, chart=False
    ),
    "shd_rec": entry(shd_rec, "700-256-20 CubaLIF, 256 recurrent, T=100, 5 % of the inputs spike", dense=True),
    **{
        f"fc4096_{name}": entry(
            lambda rng, d=density: fc4096(rng, d),
            f"4096-4096-4096 LIF, T=20, {percent(100 * density)} activity in both layers' inputs",
            batches=[32],
            dense=True,
            chart=name == "5",
            peers=["torch_loop", "torch_layers", "snntorch"],
        )
        for name, density in (("0.1", 0.001), ("1", 0.01), ("5", 0.05), ("10", 0.1), ("25", 0.25), ("50", 0.5))
    },
    "deepconv": entry(deepconv, "2x32x32, 6 convolutions (64 to 256 channels), 1024-10, IF, T=8", batches=[16]),
    "xylo1k": entry(
        xylo1k,
        "16-1000-8 CubaLIF, 32 recurrent synapses a neuron, small integers, T=1000",
        batches=[32],
        # Under Rockpool's rule, where a neuron spikes several times in a step, it excites itself without end.
        peers=["torch_loop", "torch_layers", "torch_compile", "snntorch", "norse"],
    ),
    "xylo_int16": entry(
        chip_networks.reservoir,
        "16-1000-8 in saturating 16 bits, 32 recurrent synapses a neuron, T=1000",
        [],
        rule="xylo",
        batches=[],
        dense=True,
        peers=["xylosim"],
    ),
    "layer_f32": entry(
        layer_of_floats, "700-256 LIF, weights any floats, T=100", batches=[], dense=True, chart=False, peers=[]
    ),
    "layer_int8": entry(
        layer_of_bytes, "700-256 LIF, weights integers of 8 bits, T=100", batches=[], dense=True, chart=False, peers=[]
    ),
    "ten_million": entry(
        ten_million, "2500-2000-2000-500 LIF, 10 million weights, T=10", batches=[], dense=True, chart=False, peers=[]
    ),
    "zoo_snntorch_fc": entry(
        from_data("zoo/snntorch_fc/model.nir", "zoo/snntorch_fc/input.npy"),
        "trained 784-256-10 LIF (snnTorch, MNIST), T=25",
        ["--dt", "1e-4"],
        1e-4,
        data=True,
    ),
    "zoo_snntorch_recurrent": entry(
        from_data("zoo/snntorch_recurrent/model.nir", "zoo/snntorch_recurrent/input.npy"),
        "trained 28-128-10 LIF, recurrent (snnTorch, MNIST rows as currents), T=28",
        ["--dt", "1e-4"],
        1e-4,
        data=True,
    ),
    "zoo_sinabs_mnist": entry(
        from_data("zoo/sinabs_mnist/model.nir", "zoo/sinabs_mnist/input.npy"),
        "trained CNN on 1x28x28 (Sinabs, MNIST), T=50",
        STEP,
        1.0,
        "sinabs",
        [32],
        True,
    ),
    "braille": entry(
        from_data("nir_paper/braille_noDelay_bias_zero.nir", "nir_paper/braille_test_sample0_input.npy"),
        "trained 12-38-7 CubaLIF, recurrent (NIR paper, Braille letters), T=256",
        ["--dt", "1e-4"],
        1e-4,
        data=True,
    ),
    "nmnist_cnn": entry(
        from_data("nir_paper/cnn_sinabs.nir"),
        "trained CNN on 2x34x34 (NIR paper, N-MNIST), moving digits made here, T=100",
        STEP,
        1.0,
        "sinabs",
        [32],
        True,
    ),
}
# Not a measurement: for the test of the measuring itself.
EXTRA = {"smoke": entry(smoke, "32-24-4 LIF, T=20", batches=[4], dense=True)}


def seed_of(name):
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "little")


def recipe():
    files = (__file__, chip_networks.__file__)
    return hashlib.sha256(b"".join(pathlib.Path(file).read_bytes() for file in files)).hexdigest()


def make_model(entry, place, rng, data):
    """(file, input)"""
    if entry["rule"] == "xylo":
        return entry["make"](place, rng)
    if not entry["data"]:
        graph, x = entry["make"](rng)
        nir.write(place / "model.nir", graph, compression=None)
        return place / "model.nir", x
    model, x = entry["make"](data)(rng)
    if not model.exists():
        raise FileNotFoundError(f"{model} is not there; --data names the folder of large data")
    return model, x


def prepare(name, folder, data):
    """Makes the network in `folder`/NAME unless it is there; returns what network.json says. Raises FileNotFoundError
    where the large data are needed and missing."""
    entry = {**NETWORKS, **EXTRA}[name]
    place = pathlib.Path(folder) / name
    described = place / "network.json"
    if described.exists():
        network = json.loads(described.read_text())
        if network["recipe"] == recipe() and pathlib.Path(network["model"]).exists():
            return network
    place.mkdir(parents=True, exist_ok=True)
    model, x = make_model(entry, place, np.random.default_rng(seed_of(name)), pathlib.Path(data))
    np.save(place / "input.npy", np.ascontiguousarray(x))
    network = {key: entry[key] for key in ("title", "options", "dt", "rule", "batches", "dense", "chart", "peers")}
    network |= {
        "name": name,
        "model": str(model),
        "input": str(place / "input.npy"),
        "samples": len(x),
        "steps": x.shape[1],
        "recipe": recipe(),
    }
    described.write_text(json.dumps(network, indent=1))
    return network
