"""Measures how long networks take here and in other engines. On a quiet machine:

    .venv-peers/bin/python test/benchmark/run.py --build build --update-docs

For each network: every engine first has to compute the same spikes (gate.py), then the engines run in turn. Results go
to --output-dir: results.json, benchmarks.md, benchmarks.svg. docs/benchmarks.md says what is measured."""

import argparse
import os
import pathlib
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import gate
import machine
import networks
import report
from measurement import ROOT, Measurement, environment_python
from peers import PEERS


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build", help="build folder with bin/ganglion-benchmark")
    parser.add_argument(
        "--data", default=os.environ.get("GANGLION_DATA", ROOT.parent / "shared" / "data"), help="folder of large data"
    )
    parser.add_argument("--output-dir", help="default: BUILD/benchmark/results")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="a network; may be repeated")
    parser.add_argument("--peers", help="comma-separated frameworks, 'none' for none; default: all")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--slice", type=float, default=0.2, metavar="SECONDS", help="time of one engine in a round")
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)), help="where single threads run")
    parser.add_argument(
        "--quick", action="store_true", help="two short rounds at batch 1: to try the measuring, not the engines"
    )
    parser.add_argument(
        "--worker",
        action="append",
        default=[],
        metavar="NAME=COMMAND",
        help="one more engine: a program that takes the arguments of ganglion-benchmark and answers like it",
    )
    parser.add_argument("--update-docs", action="store_true", help="put table and chart into docs/")
    parser.add_argument("--list", action="store_true", help="names of the networks")
    arguments = parser.parse_args()
    arguments.build = pathlib.Path(arguments.build).resolve()
    arguments.output_dir = pathlib.Path(arguments.output_dir or arguments.build / "benchmark" / "results")
    if arguments.quick:
        arguments.rounds, arguments.slice = 2, 0.02
    known = {**networks.NETWORKS, **networks.EXTRA}
    for name in arguments.only:
        if name not in known:
            parser.error(f"--only {name}: no such network, there are {', '.join(known)}")
    arguments.peers = (
        list(PEERS)
        if arguments.peers is None
        else [name for name in arguments.peers.split(",") if name not in ("", "none")]
    )
    for name in arguments.peers:
        if name not in PEERS:
            parser.error(f"--peers {name}: no such peer, there are {', '.join(PEERS)}")
    return arguments


def main():
    arguments = parse_arguments()
    if arguments.list:
        for name, entry in networks.NETWORKS.items():
            print(f"{name}: {entry['title']}")
        return
    results = {
        "machine": machine.facts(
            arguments.build, ROOT, {name: environment_python(name) for name in ("peers", "sinabs")}
        ),
        "settings": {
            "rounds": arguments.rounds,
            "slice": arguments.slice,
            "core": arguments.core,
            "most_differing": gate.MOST_DIFFERING,
        },
        "networks": [],
        "skipped": [],
    }
    names = arguments.only or (["smoke"] if arguments.quick else list(networks.NETWORKS))
    arguments.output_dir.mkdir(parents=True, exist_ok=True)
    for name in names:
        try:
            network = networks.prepare(name, arguments.build / "benchmark", arguments.data)
        except FileNotFoundError as missing:
            print(f"{name}: left out: {missing}", flush=True)
            results["skipped"].append({"name": name, "reason": str(missing)})
            continue
        results["networks"].append(Measurement(network, arguments).run())
        # What has been measured is kept if a later network fails.
        report.write(results, arguments.output_dir)
    if arguments.update_docs:
        report.update_docs(results, ROOT / "docs")


if __name__ == "__main__":
    main()
