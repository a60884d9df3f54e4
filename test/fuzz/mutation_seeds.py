#!/usr/bin/env python3
"""mutation_seeds.py MODELS OUT: sound files of each format for mutate-models, in OUT/seeds: graphs, networks and programs as .mlir and
.mlirbc, made with the snn-opt in PATH from MODELS (test/models), and data for MODELS/tiny.mlir as .npy, .csv and .h5."""
import pathlib
import shutil
import subprocess
import sys

import nir
import numpy as np

STAGES = {
    "graph": ["--nir-infer-shapes"],
    "network": ["--nir-infer-shapes", "--nir-canonicalise", "--snn-discretize=dt=1e-4"],
    "program": ["--nir-infer-shapes", "--nir-canonicalise", "--snn-discretize=dt=1e-4", "--snn-to-kernel"],
}


def write_models(models, out):
    for model in ("tiny.mlir", "recurrent.nir", "convolution.nir", "every_node.nir"):
        for stage, passes in STAGES.items():
            file = out / f"{pathlib.Path(model).stem}-{stage}.mlir"
            for name, options in ((file, []), (file.with_suffix(".mlirbc"), ["--emit-bytecode"])):
                subprocess.run(["snn-opt", models / model, *passes, *options, "-o", name], check=True, stderr=subprocess.DEVNULL)


def write_recording(path, recording):
    node = nir.NIRNodeData(observables={"spikes": recording})
    nir.write_data(path, nir.NIRGraphData(nodes={"input": node}))


def write_data(models, out):
    shutil.copy(models / "tiny.csv", out)
    spikes = np.array([[1, 0], [0, 1], [1, 1], [0, 0], [1, 0], [0, 1]])
    np.save(out / "f32.npy", spikes.astype(np.float32))
    np.save(out / "i64.npy", spikes.astype(np.int64)[np.newaxis])
    write_recording(out / "grid.h5", nir.TimeGriddedData(data=spikes[np.newaxis] != 0, dt=1e-4))
    write_recording(out / "events.h5", nir.EventData(idx=np.array([[0, 1, 0]]), time=np.array([[1e-4, 2e-4, 3e-4]]), n_neurons=2, t_max=6e-4))


def main(models, out):
    seeds = pathlib.Path(out) / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    write_models(pathlib.Path(models), seeds)
    write_data(pathlib.Path(models), seeds)


if __name__ == "__main__":
    main(*sys.argv[1:])
