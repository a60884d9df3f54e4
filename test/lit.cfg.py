"""lit tests. Beside LLVM's own: the tools of the build are first in PATH, and a test may use

    %python          Python with the peers and what tests need to make models (the environment "peers"; else any Python 3)
    %python-sinabs   the same with Sinabs
    %root %build     the source tree and the build
    %models          test/models
    %data            large data that is not in the repository
    REQUIRES: peer-nir (numpy and h5py are then there too), peer-snntorch, peer-sinabs, ..., data, docs (target mlir-doc was
    built), clang-format, terminal (a pseudo-terminal can be had), and each tool by its name
"""

import os
import shutil
import subprocess

import lit.formats

config.name = "ganglion"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".mlir", ".test"]
config.excludes = ["Inputs", "benchmark", "fuzz", "lib", "models", "samna_standin", "unit"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.ganglion_build, "test")

root, tools = config.ganglion_root, os.path.join(config.ganglion_build, "bin")
config.environment["PATH"] = os.pathsep.join([tools, config.llvm_tools, os.environ["PATH"]])
# In place of the registry's samna, which starts an installer when it is imported.
config.environment["PYTHONPATH"] = os.path.join(root, "test", "conformance", "samna_standin")
config.environment["PYTHONDONTWRITEBYTECODE"] = "1"
# A test is about the code that is made, not about what an earlier run kept.
config.environment["GANGLION_CACHE"] = "off"
for variable in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
    if variable in os.environ:
        config.environment[variable] = os.environ[variable]


def environment_python(name):
    python = os.path.join(root, f".venv-{name}", "bin", "python")
    return python if os.path.exists(python) else "/usr/bin/python3"


def importable(python, modules):
    code = "import importlib.util, sys\nprint(*[m for m in sys.argv[1:] if importlib.util.find_spec(m)])"
    return subprocess.run([python, "-c", code, *modules], capture_output=True, text=True).stdout.split()


peers = {"peers": ["nir", "snntorch", "norse", "rockpool", "xylosim", "onnx"], "sinabs": ["sinabs"]}
for environment, modules in peers.items():
    config.available_features.update(f"peer-{m}" for m in importable(environment_python(environment), modules))
missing = [m for modules in peers.values() for m in modules if f"peer-{m}" not in config.available_features]
if missing and os.environ.get("GANGLION_REQUIRE_PEERS"):
    lit_config.fatal(f"GANGLION_REQUIRE_PEERS is set, not installed: {' '.join(missing)}; see tools/dev/make_environment.sh")

data = os.path.abspath(os.environ.get("GANGLION_DATA", os.path.join(root, "..", "shared", "data")))
if os.path.isdir(data):
    config.available_features.add("data")
accept = os.path.join(os.path.dirname(data), "accept")
if os.path.isdir(accept):
    config.available_features.add("accept")
if os.path.isdir(os.path.join(config.ganglion_build, "docs")):
    config.available_features.add("docs")
if shutil.which("clang-format-22"):
    config.available_features.add("clang-format")
try:
    for descriptor in os.openpty():
        os.close(descriptor)
    config.available_features.add("terminal")
except OSError as error:
    lit_config.note(f"tests on a terminal are left out: {error}")
if os.path.isdir(tools):
    config.available_features.update(os.listdir(tools))

config.substitutions += [
    ("%python-sinabs", environment_python("sinabs")),
    ("%python", environment_python("peers")),
    ("%root", root),
    ("%build", config.ganglion_build),
    ("%models", os.path.join(root, "test", "models")),
    ("%data", data),
    ("%accept", accept),
]
