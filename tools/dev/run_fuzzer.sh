#!/usr/bin/env bash
# Fuzzes the readers of files, with sanitizers:  tools/dev/run_fuzzer.sh [SECONDS [SEED]], 60 and 1 by default, 0 for a random seed. What is behind the reader of HDF5
# (test/fuzz/ImportFuzzer.cpp) and the files of Xylo chips (XyloFuzzer.cpp) side by side, each for that long.
# What they find and their corpora stay in build-asan/fuzz. The last line is 'N passed, N failed'.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
seconds=${1:-60} seed=${2:-1}
tools/dev/install_packages.sh --test
tools/dev/make_environment.sh peers
tools/dev/build.sh --preset asan import-fuzzer xylo-fuzzer

folder=build-asan/fuzz
mkdir -p "$folder"/{import,xylo}
.venv-peers/bin/python test/fuzz/import_seeds.py "$folder/import-seeds" test/models/*.nir test/models/mnist_fc/model.nir
GANGLION_FUZZ_SEEDS=$folder/xylo-seeds build-asan/bin/xylo-fuzzer -runs=0 2> "$folder/xylo.log"

fuzz() {
  "build-asan/bin/$1-fuzzer" -max_total_time="$seconds" -seed="$seed" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$folder/$1-" "$folder/$1" "$folder/$1-seeds" > "$folder/$1.log" 2>&1
}
fuzz import & import=$!
fuzz xylo & xylo=$!
passed=0 failed=0
for name in import xylo; do
  if wait "${!name}"; then
    echo "$name-fuzzer: $(grep -E '^stat::number_of_executed_units' "$folder/$name.log")"
    passed=$((passed + 1))
  else
    tail -n 60 "$folder/$name.log"
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
