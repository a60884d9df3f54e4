"""ganglion-benchmark (in PATH), but one value of the output is wrong: python wrong_worker.py ARGUMENTS..."""

import json
import pathlib
import subprocess
import sys

import numpy as np

worker = subprocess.Popen(
    ["ganglion-benchmark", *sys.argv[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
)
print(worker.stdout.readline(), end="", flush=True)
for line in sys.stdin:
    worker.stdin.write(line)
    worker.stdin.flush()
    answer = worker.stdout.readline()
    if line.startswith("check ") and "done" in json.loads(answer):
        file = pathlib.Path(line.split(maxsplit=1)[1].strip()) / "output.npy"
        values = np.load(file)
        values.flat[-1] = 1 - values.flat[-1]
        np.save(file, values)
    print(answer, end="", flush=True)
