#!/usr/bin/env bash
# From a clean clone to classified digits: installs the packages (as root), builds, then checks, compiles and runs a
# trained network (784-256-10 leaky neurons, rate coded MNIST) that lies in test/models. A second run takes seconds.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
tools/dev/install_packages.sh
tools/dev/build.sh

export PATH=$root/build/bin:$PATH
model=test/models/mnist_fc
out=build/quickstart
rm -rf "$out"
mkdir -p "$out"
show() { echo; echo "\$ $*"; "$@"; }
show snnc check "$model/model.nir"
show snnc compile "$model/model.nir" --target cpu --convention snntorch --reset value --dt 1e-4 -o "$out/mnist_fc"
show snnc run "$out/mnist_fc" --input "$model/input.npy" -o "$out/output.npy"
echo
python3 tools/dev/show_predictions.py "$out/output.npy" "$model/labels.npy"
echo
echo "the tools:            $root/build/bin"
echo "the network:          $root/$model/model.nir"
echo "the compiled network: $root/$out/mnist_fc"
echo "its output spikes:    $root/$out/output.npy"
