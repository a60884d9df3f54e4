#!/usr/bin/env bash
# Names the C++ files that clang-format would change; --fix changes them.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
how=(--dry-run -Werror --ferror-limit=1)
[ "${1:-}" != --fix ] || how=(-i)
find ir passes frontends backends tools test \( -name '*.h' -o -name '*.cpp' \) -print0 | xargs -0 clang-format-22 "${how[@]}"
