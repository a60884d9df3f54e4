#!/usr/bin/env bash
# Unit tests and the lit tests of dialects and passes with AddressSanitizer and UndefinedBehaviorSanitizer in our own code (build-asan).
# The last line is 'N passed, N failed, N skipped'.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
tools/dev/install_packages.sh --test
tools/dev/build.sh --preset asan ganglion-unit-tests snn-opt

# libMLIR is not instrumented: what its containers poison would be reported falsely.
export ASAN_OPTIONS=allow_user_poisoning=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
reports=(build-asan/test/unit.xml build-asan/test/lit.xml)
rm -f "${reports[@]}"
ctest --test-dir build-asan --output-on-failure --output-junit "${reports[0]#build-asan/}" -j "$(nproc)" || true
/usr/bin/lit-22 -sv --filter ' :: (ir|passes)/' --xunit-xml-output "${reports[1]}" build-asan/test || true
echo
python3 tools/dev/count_tests.py "${reports[@]}"
