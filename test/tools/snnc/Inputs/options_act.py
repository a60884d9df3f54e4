"""options_act.py: every option that the help of a command lists either changes what the command does or ends it with status 2.

Runs in an empty folder; MODELS is the folder with the models. A call is compared with the same call without the option: exit status,
both streams and the files written."""
import os
import pathlib
import re
import shutil
import subprocess
import sys

import numpy as np

models = pathlib.Path(sys.argv[1])
feed, tiny = str(models / "feedforward.nir"), str(models / "tiny.mlir")
data = str(models / "tiny.csv")
# Two samples, of which the second can go on where the first ended.
samples = os.path.abspath("samples.npy")
np.save(samples, np.stack([np.loadtxt(data, delimiter=",")] * 2))

# command: its call, the options that the call has already, and for each option how it is tried.
BASE = {
    "check": ["check", feed, "--dt", "1e-3"],
    "run": ["run", feed, "--dt", "1e-3", "--input", samples, "-o", "out/"],
    "compile": ["compile", feed, "--dt", "1e-3", "--target", "cpu", "-o", "art"],
    "diff": ["diff", feed, tiny, "--dt", "1e-3", "--input", data],
    "info": ["info"],
}
VALUES = {
    "--dt": "2e-3", "--convention": "snntorch", "--integrator": "exact", "--reset": "subtract", "--reset-delay": "1", "--precision": "f16",
    "--set": "lif.reset=subtract", "--input": str(models.parent / "tools" / "snnc" / "Inputs" / "other.csv"), "--steps": "3",
    "--record": "lif.v", "--target": "abacus", "-o": "other", "--engine": "gpu", "--engine-a": "gpu", "--engine-b": "gpu", "--threads": "0", "--kernel": "fc=fast", "--profile-input": "nothing.npy",
    "--target-file": str(models.parent / "tools" / "snnc" / "Inputs" / "wide-xylo.json"),
}


def options(command):
    text = subprocess.run(["snnc", command, "--help"], capture_output=True, text=True, check=True).stdout
    return [m[1] for m in re.finditer(r"(?m)^  (--?[\w-]+)", text.split("OPTIONS:")[1].split("\n\n")[0])]


def outcome(arguments):
    shutil.rmtree("work", ignore_errors=True)
    os.mkdir("work")
    done = subprocess.run(["snnc", *arguments], cwd="work", capture_output=True)
    files = {str(f.relative_to("work")): f.read_bytes() for f in sorted(pathlib.Path("work").rglob("*")) if f.is_file()}
    return done.returncode, done.stdout, done.stderr, files


def replaced(call, option, value):
    """The call with this value of the option in place of the one it has, if any."""
    call = list(call)
    if option in call:
        at = call.index(option)
        del call[at : at + 2]
    return call + [option] + ([] if value is None else [value])


failures = count = 0
for command, call in BASE.items():
    plain = outcome(call)
    for option in options(command):
        count += 1
        result = outcome(replaced(call, option, VALUES.get(option)))
        if result == plain and result[0] != 2:
            failures += 1
            print(f"snnc {command} {option}: it changes nothing and is not refused")
print(f"{count} options, {failures} without effect")
sys.exit(failures > 0)
