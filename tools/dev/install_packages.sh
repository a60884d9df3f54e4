#!/usr/bin/env bash
# Installs the Debian 12 packages that Ganglion is built with; --test adds what only its tests need.
# Needs root to install; without root it says what is missing and fails. Does nothing when all packages are there.
set -euo pipefail

packages=(clang-22 lld-22 llvm-22-dev llvm-22-tools libmlir-22-dev mlir-22-tools
          libhdf5-dev zlib1g-dev cmake ninja-build ccache python3)
if [ "${1:-}" = --test ]; then
  packages+=(libgtest-dev libgmock-dev libbenchmark-dev libclang-rt-22-dev clang-format-22
             python3-venv python3-dev ca-certificates)
fi

command -v dpkg-query >/dev/null || {
  echo "error: this script knows Debian 12 only; install what these packages hold: ${packages[*]}" >&2
  exit 1
}
installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null | awk '$1 == "installed" { print $2 }' || true)
missing=()
for package in "${packages[@]}"; do
  grep -qx -- "$package" <<<"$installed" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "error: packages are missing; install them as root:" >&2
  echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
  exit 1
fi

export DEBIAN_FRONTEND=noninteractive
# On a terminal apt shows its progress; otherwise only what went wrong is shown.
run_apt() {
  if [ -t 1 ]; then
    apt-get -q -o DPkg::Lock::Timeout=300 "$@"
  else
    local log
    log=$(mktemp)
    apt-get -qq -o DPkg::Lock::Timeout=300 "$@" > "$log" 2>&1 || { cat "$log" >&2; exit 1; }
    rm -f "$log"
  fi
}
echo "installing ${#missing[@]} packages: ${missing[*]}"
run_apt update
candidates=$(apt-cache policy clang-22 libmlir-22-dev | grep -c 'Candidate: [^(]' || true)
if [ "$candidates" -ne 2 ]; then
  echo "error: no package source offers LLVM 22; on Debian 12 it comes from the security archive. Add this line to" >&2
  echo "/etc/apt/sources.list and run this script again:" >&2
  echo "  deb http://deb.debian.org/debian-security bookworm-security main" >&2
  exit 1
fi
run_apt install -y --no-install-recommends "${missing[@]}"
