#!/usr/bin/env bash
# Fuzzes what is behind the reader of HDF5 (test/fuzz/ImportFuzzer.cpp), with sanitizers:  tools/dev/run_fuzzer.sh [SECONDS], 60 by default.
# What it finds and the corpus stay in build-asan/fuzz. The last line is 'N passed, N failed'.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
seconds=${1:-60}
tools/dev/install_packages.sh --test
tools/dev/make_environment.sh peers
tools/dev/build.sh --preset asan import-fuzzer

folder=build-asan/fuzz
mkdir -p "$folder/corpus"
.venv-peers/bin/python test/fuzz/import_seeds.py "$folder/seeds" test/models/*.nir test/models/mnist_fc/model.nir
log=$folder/log
if build-asan/bin/import-fuzzer -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$folder/" "$folder/corpus" "$folder/seeds" > "$log" 2>&1; then
  grep -E '^(stat::number_of_executed_units|Done)' "$log"
  echo "1 passed, 0 failed"
else
  tail -n 60 "$log"
  echo "0 passed, 1 failed"
  exit 1
fi
