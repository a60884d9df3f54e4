#!/usr/bin/env python3
"""Checks the direction of dependencies by what files include:  check_layers.py ROOT

Every include of a file of ours must name it from the top level, and must be allowed by the table below. (Links are checked when
CMake configures; inside a layer only includes show that a pass knows a chip or one backend another.)"""
import pathlib
import re
import sys

TOP = ("ir", "passes", "frontends", "backends", "tools")
SUFFIXES = (".h", ".cpp", ".td", ".pdll")
# Folder -> folders that it may include from beside itself. The longest entry that holds a file decides.
ALLOWED = {
    "ir/Support": [],
    "ir/Target": ["ir/SNN", "ir/Support"],
    "ir/NIR": ["ir/Support"],
    "ir/Kernel": ["ir/Support"],
    "ir": ["ir/Target", "ir/Support"],
    "frontends": ["ir/NIR", "ir/Support"],
    "frontends/Data": ["frontends/NIR", "ir/NIR", "ir/Support"],
    "passes/NIR": ["ir/NIR", "ir/Support"],
    "passes": ["passes", "ir/NIR", "ir/SNN", "ir/Target", "ir/Support"],
    "backends": ["passes", "ir/SNN", "ir/Kernel", "ir/Target", "ir/Support"],
    "backends/Xylo": ["ir/Xylo", "passes", "ir/SNN", "ir/Kernel", "ir/Target", "ir/Support"],
    "backends/Speck": ["ir/Speck", "passes", "ir/SNN", "ir/Kernel", "ir/Target", "ir/Support"],
    "backends/BSS2": ["ir/BSS2", "passes", "ir/SNN", "ir/Kernel", "ir/Target", "ir/Support"],
    "tools": list(TOP),
}
INCLUDE = re.compile(r'^\s*#?\s*include\s+"([^"]+)"')


def within(path, folder):
    return path == folder or path.startswith(folder + "/")


def finding(path, included, allowed):
    """What is wrong with this include, or None."""
    folder = "/".join(path.split("/")[:2])
    if "/" not in included or ".." in included.split("/"):
        return f"'{included}' must be named from the top level of the project"
    if included.split("/")[0] not in TOP or within(included, folder) or any(within(included, a) for a in allowed):
        return None
    return f"{folder} may not include {included}; it may use {', '.join([folder, *allowed])}"


def main(root):
    files = sorted(f for top in TOP for f in (root / top).rglob("*") if f.suffix in SUFFIXES)
    findings = 0
    for file in files:
        path = file.relative_to(root).as_posix()
        allowed = ALLOWED[max((folder for folder in ALLOWED if within(path, folder)), key=len)]
        for number, line in enumerate(file.read_text().splitlines(), 1):
            include = INCLUDE.match(line)
            problem = include and finding(path, include[1], allowed)
            if problem:
                findings += 1
                print(f"{path}:{number}: error: layering: {problem}")
    print(f"{len(files)} files, {findings} includes against the direction of dependencies")
    return 1 if findings or not files else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])) if len(sys.argv) == 2 else __doc__)
