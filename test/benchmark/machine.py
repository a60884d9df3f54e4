"""What the numbers depend on beside the code."""

import datetime
import os
import pathlib
import platform
import subprocess

PACKAGES = {"peers": ["torch", "snntorch", "norse", "rockpool", "nir", "numpy"], "sinabs": ["torch", "sinabs"]}


def output_of(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def processor():
    facts = {}
    for line in output_of("lscpu").splitlines():
        key, _, value = line.partition(":")
        facts[key.strip()] = value.strip()
    flags = facts.get("Flags", "").split()
    wide = [flag for flag in flags if flag.startswith(("avx", "fma", "amx", "sse4", "asimd", "sve"))]
    return {
        "model": facts.get("Model name", platform.machine()),
        "cores": os.cpu_count(),
        "threads_per_core": facts.get("Thread(s) per core", ""),
        "virtual": facts.get("Hypervisor vendor", ""),
        "caches": {name: facts[f"{name} cache"] for name in ("L1d", "L2", "L3") if f"{name} cache" in facts},
        "flags": wide,
    }


def versions(pythons):
    """{environment: {package: version}}; an environment that is missing has none."""
    code = "import importlib.metadata as m, sys\nfor n in sys.argv[1:]:\n  print(n, m.version(n))"
    return {
        name: dict(line.split() for line in output_of(str(python), "-c", code, *PACKAGES[name]).splitlines())
        for name, python in pythons.items()
    }


def facts(build, root, pythons):
    return {
        "processor": processor(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "kernel": platform.release(),
        "compiler": output_of("clang++-22", "--version").splitlines()[:1],
        "python": platform.python_version(),
        "packages": versions(pythons),
        "ganglion": output_of(
            "git", "--no-optional-locks", "-C", str(root), "describe", "--always", "--dirty", "--tags"
        ),
        "build": pathlib.Path(build).name,
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "load_at_start": os.getloadavg()[0],
    }
