#!/usr/bin/env python3
"""Random networks on each Xylo chip, every state of every step against xylosim:

    xylo_random.py --build build [--count 10000] [--seed 0] [--chip xylo-a3] [--accept ../shared/accept]

The networks and the wrapper of xylosim are those of --accept (xylo_oracle.py). Prints the first step and neuron that differ. The last line
is 'N passed, N failed'."""
import argparse
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
STEPS = 64


class States:
    """The program of XyloStates.cpp."""

    def __init__(self, program, folder):
        self.process = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.folder = folder

    def run(self, oracle, spec, chip, raster):
        specification, data = self.folder / "spec.json", self.folder / "input.npy"
        oracle.save_spec(spec, specification)
        np.save(data, raster)
        self.process.stdin.write(f"{chip} {specification} {data}\n".encode())
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("xylo-states has stopped")
        return np.frombuffer(self.process.stdout.read(2 * int(line)), np.int16)


def first_difference(oracle, expected, found):
    """Of the states in the order of the program; an empty text if all are equal. How many were compared comes second."""
    at = 0
    for name in oracle.STATES:
        want = expected[name].astype(np.int16)
        have = found[at : at + want.size].reshape(want.shape)
        at += want.size
        if not np.array_equal(want, have):
            step, neuron = np.argwhere(want != have)[0]
            return f"{name}, step {step}, neuron {neuron}: xylosim {want[step, neuron]}, ours {have[step, neuron]}", at
    return "" if at == found.size else f"{found.size} values, xylosim has {at}", at


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    parser.add_argument("--accept", type=pathlib.Path, default=ROOT.parent / "shared/accept")
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--chip")
    options = parser.parse_args()
    sys.path.insert(0, str(options.accept))
    import xylo_oracle as oracle

    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        states = States(options.build / "bin/xylo-states", pathlib.Path(folder))
        for chip in [options.chip] if options.chip else oracle.CHIPS:
            compared = spikes = 0
            for index in range(options.count):
                spec = oracle.random_spec(options.seed * 1000003 + index, chip, edge=index % 3 == 2)
                raster = oracle.random_raster(options.seed * 7919 + index, spec["weights_in"].shape[0], STEPS, 40 if index % 2 else 15)
                expected = oracle.Simulator(spec, chip).evolve(raster)
                if np.ndim(spec["weights_in"]) == 2 or spec["weights_in"].shape[2] == 1:
                    expected["hidden.i2"] = expected["hidden.i2"][:, :0]
                problem, count = first_difference(oracle, expected, states.run(oracle, spec, chip, raster))
                compared += count
                spikes += int(expected["output.spikes"].sum())
                if problem:
                    failed += 1
                    print(f"{chip}, network {index}: {problem}", flush=True)
                else:
                    passed += 1
            print(f"{chip}: {options.count} networks, {compared} states, {spikes} output spikes", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
