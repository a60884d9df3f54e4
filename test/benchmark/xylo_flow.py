#!/usr/bin/env python3
"""Networks on a Xylo chip, by Ganglion and by Rockpool, on the same files:  xylo_flow.py --build build [--accept ../shared/accept] [--data ../shared/data]

Prints two Markdown tables: how near the chip's spikes are to the network's (and how many samples are classified right, where there are
labels), with each quantiser, before and after calibration, beside Rockpool's own flow; and how long both take from the network to the
configuration. Rockpool needs a package in place of samna: the folder samna_standin of --accept."""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import warnings

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]


def saved(path, array):
    np.save(path, array)
    return path


def digit_counts(images):
    """Images [B, 28, 28] of 0 to 1 as xylo_zoo's networks see them: the inner 20 x 20 resampled to 16 columns, each row twice, as counts up
    to 3, and 8 steps of silence."""
    at = np.linspace(0, 19, 16)
    low = np.minimum(at.astype(int), 18)
    part = (at - low).astype(np.float32)
    inner = images[:, 4:24, 4:24]
    counts = np.repeat(np.round((inner[:, :, low] * (1 - part) + inner[:, :, low + 1] * part) * 3), 2, axis=1)
    return np.concatenate([counts, np.zeros((len(counts), 8, 16), counts.dtype)], axis=1).astype(np.uint8)


def networks(data, work):
    """name, model, options of time, data to judge by, labels (or None), data to calibrate with"""
    models, zoo, paper = ROOT / "test/models", data / "xylo_zoo", data / "nir_paper"
    snntorch, rockpool = ["--dt", "1e-4", "--convention", "snntorch"], ["--convention", "rockpool"]
    yield "patterns 12-32-4", models / "patterns/model.nir", [*snntorch, "--reset-delay", "0"], models / "patterns/input.npy", \
        models / "patterns/labels.npy", models / "patterns/calibration.npy"
    if not data.exists():
        return
    for name in ("noBias_subtract", "bias_zero"):
        reset = ["--reset", "value"] if name == "bias_zero" else []
        sample = paper / "braille_test_sample0_input.npy"
        yield f"Braille, {name}", paper / f"braille_noDelay_{name}.nir", snntorch + reset, sample, None, sample
    rates, labels = (np.load(data / f"zoo/rockpool_lif/{name}.npy") for name in ("input", "labels"))
    yield "rates 16-63-63-8", data / "zoo/rockpool_lif/model.nir", rockpool, saved(work / "rates.npy", rates[8:]), \
        saved(work / "rates_labels.npy", labels[8:]), saved(work / "rates_other.npy", rates[:8])
    images, labels = (np.load(data / f"zoo/snntorch_recurrent/{name}.npy") for name in ("input", "labels"))
    digits = saved(work / "digits.npy", digit_counts(images[labels < 8]))
    known = saved(work / "digits_labels.npy", labels[labels < 8])
    for name in ("feedforward", "recurrent", "residual", "single"):
        yield f"digits, {name}", zoo / name / "model.nir", rockpool, digits, known, zoo / name / "input_digit15.npy"


def snnc(build, *arguments):
    done = subprocess.run([str(build / "bin/snnc"), *map(str, arguments)], capture_output=True, text=True)
    return done, done.stdout


def judged(spikes, labels):
    """Samples classified right, by the most spikes of an output."""
    return "" if labels is None else f"{(spikes.sum(1).argmax(1) == labels).mean():.0%}"


def output_distance(wanted, found, latency):
    """Spikes by which two rasters differ, by those of the first; the second is `latency` steps later."""
    steps = wanted.shape[1] - latency
    return np.abs(wanted[:, :steps] - found[:, latency:]).sum() / max(wanted.sum(), 1)


def batched(array):
    return array if array.ndim == 3 else array[None]


def by_rockpool(oracle, model, chip, method, raster):
    """Output spikes of Rockpool's own flow, or why there are none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            spec = oracle.map_nir(model, chip)
            spec = oracle.on_chip(oracle.quantise(spec, method), fixed=False)
    except Exception as problem:  # whatever the framework says is the result
        return str(problem).splitlines()[0][:60] if str(problem) else type(problem).__name__
    simulator, rows = oracle.Simulator(spec, chip), []
    for sample in raster:
        simulator.reset()
        rows.append(simulator.evolve(sample)["output.spikes"])
    return np.stack(rows).astype(float)


def agreement(options, oracle, chip, work):
    print("| network | samples | float | way | output spikes that differ | right |\n|---|---|---|---|---|---|")
    for name, model, meaning, data, labels, calibration in networks(options.data, work):
        if not model.exists():
            print(f"| {name} | not there | | | | |")
            continue
        labels = None if labels is None else np.load(labels)
        raster = batched(np.load(data)).astype(np.int64)
        done, _ = snnc(options.build, "run", model, *meaning, "--input", data, "-o", work / "float.npy")
        wanted = batched(np.load(work / "float.npy"))
        first = f"| {name} | {len(raster)} | {judged(wanted, labels)} |"
        for method in ("global", "channel"):
            for calibrated in (False, True):
                more = ["--calibrate", calibration] if calibrated else []
                done, text = snnc(options.build, "compile", model, *meaning, "--target", chip, "--quantize", method, "--approximate",
                                  "--fold-bias", *more, "-o", work / "chip", "--json")
                if done.returncode:
                    print(f"{first} ours, {method} | refused | |")
                    continue
                latency = json.loads(text)["xylo"]["latency_steps"]
                snnc(options.build, "run", work / "chip", "--input", data, "-o", work / "chip.npy")
                found = batched(np.load(work / "chip.npy"))
                print(f"{first} ours, {method}{', calibrated' * calibrated} | {output_distance(wanted, found, latency):.1%} | {judged(found, labels)} |")
            found = by_rockpool(oracle, model, chip, method, raster)
            if isinstance(found, str):
                print(f"{first} Rockpool, {method} | {found} | |")
            else:
                print(f"{first} Rockpool, {method} | {output_distance(wanted, found, latency):.1%} | {judged(found, labels)} |")


def full_chip(work):
    """16-1000 (recurrent, 32 a neuron)-8 as Rockpool's own graph and, with the same numbers, as NIR."""
    import nir

    rng = np.random.default_rng(5)
    recurrent = np.zeros((1000, 1000), np.float32)
    for source in range(1000):
        recurrent[rng.choice(1000, 32, replace=False), source] = rng.normal(0, 0.1, 32)
    full = lambda count, value: np.full(count, value, np.float32)
    gain = lambda count: full(count, 8 * np.exp(-1 / 8))
    cuba = lambda count: nir.CubaLIF(tau_mem=full(count, 8e-3), tau_syn=full(count, 4e-3), r=gain(count), v_leak=full(count, 0),
                                     v_threshold=full(count, 1))
    port = lambda kind, count: getattr(nir, kind)({kind.lower(): np.array([count])})
    hidden = nir.NIRGraph(
        nodes={"input": port("Input", 1000), "lif": cuba(1000), "w_rec": nir.Linear(recurrent), "output": port("Output", 1000)},
        edges=[("input", "lif"), ("lif", "w_rec"), ("w_rec", "lif"), ("lif", "output")])
    graph = nir.NIRGraph(
        nodes={"input": port("Input", 16), "w_in": nir.Linear(rng.normal(0, 0.5, (1000, 16)).astype(np.float32)), "hidden": hidden,
               "w_out": nir.Linear(rng.normal(0, 0.1, (8, 1000)).astype(np.float32)), "out": cuba(8), "output": port("Output", 8)},
        edges=[("input", "w_in"), ("w_in", "hidden"), ("hidden", "w_out"), ("w_out", "out"), ("out", "output")])
    path = work / "full.nir"
    nir.write(path, graph)
    return path


def seconds(function, *arguments):
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        result = function(*arguments)
        best = min(best, time.process_time() - start)
    return best, result


def times(options, oracle, work):
    from rockpool.nn.modules.torch.nir import from_nir

    print("\n| network | step | ours, ms | Rockpool, ms | ratio |\n|---|---|---|---|---|")
    cases = [("digits, feedforward 16-40-30-8", options.data / "xylo_zoo/feedforward/model.nir", "xylo-a2"),
             ("16-1000 (recurrent, 32 a neuron)-8", full_chip(work), "xylo-a2")]
    for name, model, chip in cases:
        done = subprocess.run([str(options.build / "bin/ganglion-xylo-benchmark"), str(model), chip, "1e-3", "rockpool"], capture_output=True, text=True)
        if done.returncode:
            print(f"| {name} | {done.stderr.strip()[:80]} | | | |")
            continue
        ours = json.loads(done.stdout)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            graph_of = lambda: from_nir(model).as_graph()
            mapping = float("inf")
            for _ in range(3):
                graph = graph_of()
                start = time.process_time()
                spec = oracle.map_graph(graph, chip)
                mapping = min(mapping, time.process_time() - start)
            quantising, quantised = seconds(oracle.quantise, spec, "global")
            channel, _ = seconds(oracle.quantise, spec, "channel")
            configuring, _ = seconds(oracle.build_config, quantised, chip, True)
        rows = [("map", ours["map"], mapping), ("quantise, global", ours["global"], quantising), ("quantise, channel", ours["channel"], channel),
                ("check and configure", ours["verify"] + ours["configure"], configuring)]
        rows.append(("all (global)", ours["map"] + ours["global"] + ours["verify"] + ours["configure"], mapping + quantising + configuring))
        for step, a, b in rows:
            print(f"| {name} | {step} | {a:.3f} | {1e3 * b:.1f} | {1e3 * b / a:.0f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--accept", type=pathlib.Path, default=ROOT.parent / "shared/accept")
    parser.add_argument("--target", default="xylo-a3")
    options = parser.parse_args()
    sys.path.insert(0, str(options.accept))
    import xylo_oracle as oracle

    with tempfile.TemporaryDirectory() as folder:
        agreement(options, oracle, options.target, pathlib.Path(folder))
        times(options, oracle, pathlib.Path(folder))


main()
