"""One engine of another framework that is told when to run:

    python peers.py PEER network.json --batch B

prints a JSON line of facts and obeys lines as ganglion-benchmark does: `check FOLDER/` (one run; NODE.spikes.npy of
each neuron node), `time SECONDS`, `quit`. Exit status 3 with a reason on stderr: the framework has no such network.
`python peers.py PEER network.json --options` prints the options of `snnc run` that mean what the framework computes."""

import argparse
import json
import pathlib
import sys
import time
import warnings

warnings.filterwarnings("ignore")
import numpy as np

import peer_frameworks  # noqa: F401, imported for the engines that it registers
import peer_torch  # noqa: F401
import peer_xylosim  # noqa: F401
from chain import layers_of
from peer import PEERS, Unsupported


def answer(**facts):
    print(json.dumps(facts), flush=True)


def obey(line, engine):
    command, _, argument = line.strip().partition(" ")
    if command == "check":
        folder = pathlib.Path(argument)
        folder.mkdir(parents=True, exist_ok=True)
        for name, spikes in engine.check().items():
            np.save(folder / f"{name}.spikes.npy", spikes)
        return answer(done=True)
    if command != "time":
        return answer(error=f"line '{line.strip()}': expected check FOLDER/, time SECONDS or quit")
    engine.run()
    runs, start = [], time.perf_counter()
    while not runs or time.perf_counter() - start < float(argument):
        before = time.perf_counter()
        engine.run()
        runs.append(time.perf_counter() - before)
    answer(seconds=runs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("peer", choices=PEERS)
    parser.add_argument("network")
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--options", action="store_true")
    arguments = parser.parse_args()
    network = json.loads(pathlib.Path(arguments.network).read_text())
    start = time.perf_counter()
    layers = layers_of(network)
    if arguments.options:
        return answer(options=PEERS[arguments.peer].options(layers, network))
    import torch

    loaded = time.perf_counter()
    x = np.load(network["input"], mmap_mode="r")
    with torch.inference_mode():
        try:
            engine = PEERS[arguments.peer](layers, network)
            engine.prepare(np.asarray(x[np.arange(arguments.batch) % len(x)]))
        except Unsupported as reason:
            print(reason, file=sys.stderr)
            sys.exit(3)
        answer(
            engine=arguments.peer,
            load=loaded - start,
            prepare=time.perf_counter() - loaded,
            steps=int(x.shape[1]),
            batch=arguments.batch,
            outputs=["output"],
            title=engine.title,
            options=engine.options(layers, network),
        )
        for line in sys.stdin:
            if line.strip() == "quit":
                break
            obey(line, engine)


if __name__ == "__main__":
    main()
