#!/usr/bin/env bash
# Configures and builds Ganglion:  tools/dev/build.sh [--preset release|debug|asan] [TARGET...]
# The tools are then in build/bin (build-debug/bin, build-asan/bin). A build that is up to date takes about a second.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

preset=release
if [ "${1:-}" = --preset ]; then
  preset=$2
  shift 2
fi
folder=build
[ "$preset" = release ] || folder=build-$preset

# Clones in other places share what ccache holds.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

mkdir -p "$folder"
cmake --preset "$preset" > "$folder/configure.log" 2>&1 || {
  cat "$folder/configure.log" >&2
  echo "error: configuring failed; tools/dev/install_packages.sh installs what a build needs" >&2
  exit 1
}

# A file that includes MLIR's headers takes up to 2 GB to compile.
jobs=$(nproc)
fit=$(awk '/^MemAvailable/ { print int($2 / 2000000) }' /proc/meminfo)
[ "$fit" -ge "$jobs" ] || jobs=$((fit > 1 ? fit : 1))
quiet=()
[ -t 1 ] || quiet=(--quiet)
[ -e "$folder/.ninja_deps" ] || echo "building in $folder, $jobs jobs; the first time takes some minutes"
ninja -C "$folder" -j "$jobs" "${quiet[@]}" "$@"
