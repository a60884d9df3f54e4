#!/usr/bin/env python3
"""Runs the commands of Markdown pages and compares what they print:  run_tutorial.py PAGE.md... SCRATCH

A block ```console holds lines `$ command` (a line that ends in \\ goes on), each followed by what it prints on stdout and stderr;
`...` stands for anything. All blocks of a page run in order, in one new folder below SCRATCH, with bash -euo pipefail, $ROOT set to the
source tree and $MODELS to its test/models. A command must fail exactly when its expected output holds `error: `. A page without commands fails."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^( *)```console\n(.*?)^\1```", re.S | re.M)


def commands(text):
    """(line number, command, expected output) of each command of a page."""
    for block in BLOCK.finditer(text):
        line = text[: block.start(2)].count("\n") + 1
        for step in re.split(r"(?m)^(?=\$ )", textwrap.dedent(block[2])):
            if step.startswith("$ "):
                command, _, expected = step[2:].replace("\\\n", "").partition("\n")
                yield line, command, expected.strip()
            line += step.count("\n")


def run(command, folder):
    environment = {**os.environ, "ROOT": str(ROOT), "MODELS": str(ROOT / "test" / "models")}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    return done.returncode, done.stdout.strip()


def run_page(page, folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    count = differ = 0
    for line, command, expected in commands(page.read_text()):
        status, printed = run(command, folder)
        pattern = ".*?".join(re.escape(part) for part in expected.split("..."))
        count += 1
        if (status != 0) != ("error: " in expected) or not re.fullmatch(pattern, printed, re.S):
            differ += 1
            print(f"{page.name}:{line}: error: `{command}` (exit status {status}) printed\n{printed}\n--- but the page says\n{expected}\n---")
    print(f"{page.name}: {count} commands, {differ} differ")
    return count > 0 and differ == 0


def main(pages, scratch):
    return 0 if all([run_page(page, scratch.resolve() / page.stem) for page in pages]) else 1


if __name__ == "__main__":
    arguments = [pathlib.Path(a) for a in sys.argv[1:]]
    sys.exit(main(arguments[:-1], arguments[-1]) if len(arguments) > 1 else __doc__)
