"""Processes that speak the protocol of ganglion-benchmark: JSON lines out, lines in."""

import json
import os
import pathlib
import signal
import statistics
import subprocess
import time


class Refused(Exception):
    """The worker has no such network, or failed: the reason."""


class Worker:
    """A process that has prepared one network. `first` is the time from its start to its first result, in seconds."""

    def __init__(self, name, title, command, core=None, environment=None, patience=600):
        self.name, self.title, self.patience = name, title, patience
        self.slices, self.best, self.first, self.check_folder = [], None, None, None
        pinned = [] if core is None else ["taskset", "-c", str(core)]
        self.start = time.perf_counter()
        # A group of processes of its own: what it starts ends with it.
        self.process = subprocess.Popen(
            [*pinned, *map(str, command)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        os.set_blocking(self.process.stderr.fileno(), False)
        try:
            self.facts = self.read()
        except Refused:
            self.close()
            raise

    def read(self):
        line = self.wait_for_line()
        if not line:
            self.process.wait()
            errors = (self.process.stderr.read() or "").strip().splitlines()
            raise Refused(
                errors[-1].removeprefix("error: ") if errors else f"ended with status {self.process.returncode}"
            )
        try:
            answer = json.loads(line)
        except ValueError:
            raise Refused(f"answered {line.strip()[:100]!r}, which is no JSON") from None
        if "error" in answer:
            raise Refused(answer["error"])
        return answer

    def wait_for_line(self):
        import selectors

        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            if not selector.select(self.patience):
                raise Refused(f"no answer within {self.patience} s")
        return self.process.stdout.readline()

    def ask(self, line):
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # what it had to say stands on stderr
        return self.read()

    def check(self, folder):
        """One run whose results are written to `folder`."""
        self.check_folder = pathlib.Path(folder)
        self.check_folder.mkdir(parents=True, exist_ok=True)
        for old in self.check_folder.glob("*.npy"):
            old.unlink()
        self.ask(f"check {self.check_folder}/")
        if self.first is None:
            self.first = time.perf_counter() - self.start
        return self.check_folder

    def time_slice(self, seconds):
        runs = self.ask(f"time {seconds}")["seconds"]
        self.slices.append(statistics.median(runs))
        self.best = min([*runs, *([self.best] if self.best else [])])

    @property
    def median(self):
        return statistics.median(self.slices)

    def peak_memory(self):
        """Bytes."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
        return None

    def close(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            try:
                pipe.close()
            except BrokenPipeError:
                pass


def interleave(workers, rounds, seconds):
    """A slice of each worker in turn, `rounds` times. Those that fail are closed and returned with the reason."""
    failed = []
    for _ in range(rounds):
        for worker in list(workers):
            try:
                worker.time_slice(seconds)
            except Refused as reason:
                worker.close()
                workers.remove(worker)
                failed.append((worker, str(reason)))
    return failed
