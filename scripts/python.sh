#!/usr/bin/env bash
# Installs the Python tools that build and test the wheel, once, outside the checkout, and prints where they are.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
log=$INNODEX_TOOLS/python.log
venv=$(python_venv)
mkdir -p "$INNODEX_TOOLS"
say() { printf '[python] %s\n' "$*" >&2; }
run() { "$@" >>"$log" 2>&1 || { tail -n 30 "$log" >&2; say "failed: $* (whole log: $log)"; exit 1; }; }

if [ ! -e "$venv/.complete" ]; then
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "python3 is $(python3 -V); the pinned tools need 3.11 or newer"; exit 1; }
  say "JupyterLab, Notebook and the other Python tools (about 1 minute, once)"
  : >"$log"
  rm -rf "$venv"
  if ! python3 -c 'import ensurepip' 2>/dev/null; then
    sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
    run $sudo apt-get update
    run $sudo apt-get install -y --no-install-recommends python3-venv
  fi
  run python3 -m venv "$venv"
  # Every package is named with its version, those that others need too: nothing else comes in.
  run "$venv/bin/pip" install --no-deps --disable-pip-version-check -r python/requirements.txt
  run "$venv/bin/pip" check --disable-pip-version-check
  touch "$venv/.complete"
fi
echo "$venv"
