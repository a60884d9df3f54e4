#!/usr/bin/env bash
# Installs a build to a folder, moves the folder, and uses the tools from there:  check_install.sh BUILD SCRATCH
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$1 scratch=$2
rm -rf "$scratch"
mkdir -p "$scratch"
cmake --install "$build" --prefix "$scratch/first" > "$scratch/install.log"
mv "$scratch/first" "$scratch/moved"
cd "$scratch"
bin=$scratch/moved/bin
clean=(env -i PATH=/usr/bin:/bin)
"${clean[@]}" "$bin/snnc" --version
for tool in snn-opt snn-translate; do
  "${clean[@]}" "$bin/$tool" --help > /dev/null
done
"${clean[@]}" "$bin/snnc" check "$root/test/models/mnist_fc/model.nir"
if grep -rlF "$build" "$scratch/moved" 2> /dev/null; then
  echo "error: these installed files name the build folder $build"
  exit 1
fi
echo "the installed tools run from another folder"
