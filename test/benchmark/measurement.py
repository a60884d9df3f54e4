"""One network: engines are started, have to compute the same, and run in turn."""

import json
import os
import pathlib
import subprocess

import gate
import numpy as np
from chain import layers_of
from peers import PEERS
from workers import Refused, Worker, interleave

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# A worker ends up on one core; torch is told as well.
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
BASELINES = {
    "naive": "naive C++ loops, every product",
    "gemv": "C++, dense product by columns, vectorised",
    "csr": "C++, lists of synapses, scalar, event by event",
}


def environment_python(name):
    return ROOT / f".venv-{name}" / "bin" / "python"


class Measurement:
    """One network: its workers, what they were compared with, and the results."""

    def __init__(self, network, arguments):
        self.network, self.arguments = network, arguments
        self.folder = pathlib.Path(network["input"]).parent
        self.layers = layers_of(network)
        self.result = {key: network[key] for key in ("name", "title", "steps", "rule", "chart")} | {
            "rows": [],
            "refused": [],
        }
        self.references = {}
        named = network["peers"]
        if named is None:
            named = [name for name, peer in PEERS.items() if peer.any_network]
        self.peers = [name for name in arguments.peers if name in named]

    # ------------------------------------------------------------------ starting

    def ours_command(self, options, *more, program=None):
        program = program or [self.arguments.build / "bin" / "ganglion-benchmark"]
        return [*program, self.network["model"], "--input", self.network["input"], *options, *more]

    def start_ours(self, name, title, options, batch, *more, program=None, core="pinned"):
        core = self.arguments.core if core == "pinned" else core
        # Machine code is made anew, so that the time of that is measured.
        command = self.ours_command(options, "--batch", batch, *more, program=program)
        worker = Worker(name, title, command, core, {"GANGLION_CACHE": "off"})
        worker.options, worker.batch = options, batch
        return worker

    def ours(self, options, batch, name="ganglion", title="Ganglion", more=(), **where):
        """For `collect`: an engine of ours, which has to be equal to the interpreter."""
        return name, batch, True, lambda: self.start_ours(name, title, options, batch, *more, **where)

    def start_peer(self, name, batch):
        python = environment_python("sinabs" if name == "sinabs" else "peers")
        environment = {
            **ONE_THREAD,
            "PYTHONPATH": str(ROOT / "test" / "conformance" / "samna_standin"),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        command = [python, HERE / "peers.py", name, self.folder / "network.json", "--batch", batch]
        worker = Worker(name, PEERS[name].title, command, self.arguments.core, environment)
        worker.options, worker.batch = worker.facts["options"], batch
        return worker

    def peer(self, name, batch):
        """For `collect`: a framework, which may round in another order."""
        return name, batch, False, lambda: self.start_peer(name, batch)

    def refuse(self, name, batch, reason):
        print(f"  {name}, batch {batch}: no speed: {reason}", flush=True)
        self.result["refused"].append({"engine": name, "batch": batch, "reason": str(reason)})

    # ------------------------------------------------------------------ the gate

    def reference(self, options):
        """Folder with the interpreter's output and its spikes of every layer, for this meaning."""
        key = tuple(options)
        if key not in self.references:
            folder = self.folder / f"reference{len(self.references)}"
            more = ["--engine", "reference", "--record"]
            interpreter = self.start_ours(
                "reference", "interpreter", options, self.network["samples"], *more, core=None
            )
            interpreter.check(folder)
            interpreter.close()
            self.references[key] = folder
        return self.references[key]

    def admit(self, worker, exact):
        """Runs the gate; closes a worker that fails."""
        try:
            folder = worker.check(self.folder / f"check_{worker.name}_{worker.batch}")
            verdict = gate.compare(folder, self.reference(worker.options), 0 if exact else gate.MOST_DIFFERING)
        except Refused as reason:
            verdict = gate.Verdict(False, 0, 0, str(reason))
        worker.verdict = verdict
        if not verdict.passed:
            self.refuse(worker.name, worker.batch, verdict.reason)
            worker.close()
        return verdict.passed

    def collect(self, starts):
        """Workers of those that start and pass: (name, batch, exact, function that starts it) each."""
        workers = []
        for name, batch, exact, start in starts:
            try:
                worker = start()
            except (Refused, OSError) as reason:
                self.refuse(name, batch, reason)
                continue
            if self.admit(worker, exact):
                workers.append(worker)
        return workers

    # ------------------------------------------------------------------ measuring

    def measure(self, starts):
        workers = self.collect(starts)
        # Each meaning that a peer has is measured on our side as well.
        meanings = {(tuple(worker.options), worker.batch) for worker in workers}
        for options, batch in sorted(meanings):
            if not any(w.name == "ganglion" and tuple(w.options) == options and w.batch == batch for w in workers):
                workers += self.collect([self.ours(list(options), batch)])
        for worker, reason in interleave(workers, self.arguments.rounds, self.arguments.slice):
            self.refuse(worker.name, worker.batch, reason)
        for worker in workers:
            self.add_row(worker, workers)
        for worker in workers:
            # After the row: a second network would count in the memory of the first.
            if worker.name == "ganglion" and worker.batch == 1 and worker.options == self.network["options"]:
                self.result["compile_again"] = min(worker.ask("compile")["compile"] for _ in range(3))
            worker.close()

    def add_row(self, worker, workers):
        ours = next(
            (w for w in workers if w.name == "ganglion" and w.options == worker.options and w.batch == worker.batch),
            None,
        )
        row = {
            "engine": worker.name,
            "title": worker.title,
            "meaning": worker.options,
            "batch": worker.batch,
            "median": worker.median,
            "best": worker.best,
            "slices": worker.slices,
            "us_per_step": worker.median / self.network["steps"] * 1e6,
            "samples_per_second": worker.batch / worker.median,
            "ratio": worker.median / ours.median if ours else None,
            "first_result": worker.first,
            "peak_memory": worker.peak_memory(),
            "gate": worker.verdict.as_dict(),
            "preparation": {key: worker.facts[key] for key in ("load", "prepare", "compile") if key in worker.facts},
        }
        self.result["rows"].append(row)
        ratio = "" if row["ratio"] is None else f", {row['ratio']:.2f} times ours"
        speed = f"{row['us_per_step']:.3g} us/step, {row['samples_per_second']:.4g} samples/s"
        differing = f"{worker.verdict.differing} of {worker.verdict.spikes} spikes differ"
        print(f"  {worker.name}, batch {worker.batch}: {speed}{ratio}, {differing}", flush=True)

    def measure_single(self):
        base = self.network["options"]
        starts = [self.ours(base, 1)]
        if self.network["rule"] != "xylo":
            starts += [self.ours(base, 1, name, title, ["--engine", name]) for name, title in BASELINES.items()]
        for name, _, command in (text.partition("=") for text in self.arguments.worker):
            starts.append(self.ours(base, 1, name, name, program=command.split()))
        self.measure(starts + [self.peer(name, 1) for name in self.peers])

    def measure_batches(self):
        refused = {entry["engine"] for entry in self.result["refused"]}
        for batch in self.network["batches"]:
            self.measure([self.peer(name, batch) for name in self.peers if name not in refused])

    def measure_threads(self):
        """One thread and two on the largest batch, not pinned."""
        batch, base = max(self.network["batches"], default=64), self.network["options"]
        starts = [
            self.ours(base, batch, f"threads_{count}", f"Ganglion, {count} threads", ["--threads", count], core=None)
            for count in (1, 2)
        ]
        workers = self.collect(starts)
        interleave(workers, self.arguments.rounds, self.arguments.slice)
        self.result["threads"] = {str(worker.facts["threads"]): batch / worker.median for worker in workers}
        for worker in workers:
            worker.close()

    # ------------------------------------------------------------------ what the numbers are about

    def active_values(self, options):
        """Of each signal the values of the first sample, which batch 1 runs."""
        signals = {"input": np.load(self.network["input"], mmap_mode="r")[0]}
        for layer in self.layers:
            if layer.is_neuron:
                signals[layer.name] = np.load(self.reference(options) / f"{layer.name}.spikes.npy")[0]
        return signals

    def describe_activity(self):
        """Part of the values that are not 0, per meaning and signal."""
        self.result["activity"] = {
            " ".join(options): {name: np.count_nonzero(x) / x.size for name, x in self.active_values(options).items()}
            for options in self.references
        }

    def measure_connections(self):
        """Of each connection with packed weights: synaptic events per second, and what part it uses of the bandwidth at
        which the same core, in the same process, reads as many bytes as the connection has weights."""
        if not self.network["dense"]:
            return
        program = self.arguments.build / "bin" / "snnc"
        options = ["--profile", "--json", "--quiet", "-o", self.folder / "profile.npy"]
        command = [*self.ours_command(self.network["options"], *options, program=[program, "run"])]
        pinned = ["taskset", "-c", str(self.arguments.core), *map(str, command)]
        profile = json.loads(subprocess.run(pinned, capture_output=True, text=True, check=True).stdout)["profile"]
        self.result["connections"] = [node for node in profile["nodes"] if "roof_share" in node]

    def run(self):
        print(f"{self.network['name']}: {self.network['title']}", flush=True)
        self.result["load_before"] = os.getloadavg()[0]
        self.measure_single()
        if not self.arguments.quick:
            self.measure_batches()
            self.measure_threads()
        self.describe_activity()
        self.measure_connections()
        return self.result
