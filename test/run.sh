#!/usr/bin/env bash
# Runs every test: installs the packages (as root), makes the Python environments of the peers, builds, runs the unit tests (ctest)
# and the lit tests (which include layering, reference, tutorials and conformance). The last line is 'N passed, N failed, N skipped'.
# Sanitizers and fuzzing are apart, for the time they take: tools/dev/run_sanitizers.sh, tools/dev/run_fuzzer.sh.
#   GANGLION_REQUIRE_PEERS=1   an environment or a peer that is missing is an error (otherwise its tests are skipped)
#   GANGLION_DATA=FOLDER       large data (default: ../shared/data where it exists)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
tools/dev/install_packages.sh --test
for name in peers sinabs; do
  tools/dev/make_environment.sh "$name" && continue
  echo "################ .venv-$name CANNOT BE MADE: its tests are skipped" >&2
  [ -z "${GANGLION_REQUIRE_PEERS:-}" ] || exit 1
done
tools/dev/build.sh all ganglion-unit-tests mutate-models mlir-doc

reports=(build/test/unit.xml build/test/lit.xml)
rm -f "${reports[@]}"
ctest --test-dir build --output-on-failure --output-junit "${reports[0]#build/}" -j "$(nproc)" || true
/usr/bin/lit-22 -sv --xunit-xml-output "${reports[1]}" build/test || true
echo
python3 tools/dev/count_tests.py "${reports[@]}"
