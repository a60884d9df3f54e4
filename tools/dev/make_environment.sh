#!/usr/bin/env bash
# Makes the Python environment .venv-NAME from test/conformance/requirements-NAME.txt:  tools/dev/make_environment.sh peers|sinabs
# One that was made from the same file is kept. The usual settings of pip (PIP_INDEX_URL, PIP_FIND_LINKS, ...) apply. PyPI's torch
# brings gigabytes of CUDA; with PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu pip takes the CPU build.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
requirements=$root/test/conformance/requirements-$1.txt
venv=$root/.venv-$1
python=/usr/bin/python3
[ -x "$python" ] || python=python3

stamp=$( { "$python" --version; echo "$venv"; cat "$requirements"; } | sha256sum)
[ "$(cat "$venv/made-from" 2>/dev/null)" != "$stamp" ] || exit 0

echo "making the Python environment .venv-$1 (some minutes the first time)"
# Peers with C++ inside are compiled on the spot, on a machine that may have no other compiler.
command -v c++ >/dev/null || export CC=clang-22 CXX=clang++-22
rm -rf "$venv"
"$python" -m venv "$venv"
pip=("$venv/bin/python" -m pip --disable-pip-version-check install -qq --no-input)
"${pip[@]}" --requirement "$requirements"
sed -n 's/^# no dependencies: //p' "$requirements" | while read -r peer; do
  "${pip[@]}" --no-deps "$peer"
done
echo "$stamp" > "$venv/made-from"
