#!/usr/bin/env bash
# Every check, cheap ones first; the first failure ends it. `scripts/test.sh PART...` runs only those parts.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

# Packs the package as npm packs it: once for all files of tests, where each would do it for itself.
pack() {
  [ -z "${INNODEX_PACKED:-}" ] || return 0
  export INNODEX_PACKED=$PWD/build/packed
  rm -rf "$INNODEX_PACKED"
  mkdir -p "$INNODEX_PACKED"
  (cd pkg && npm pack --silent --ignore-scripts --offline --pack-destination "$INNODEX_PACKED" >/dev/null)
  tar xzf "$INNODEX_PACKED"/*.tgz -C "$INNODEX_PACKED"
}

part_setup() { scripts/setup.sh; }

part_fmt() {
  cargo fmt --all --check
  cargo fmt --manifest-path crates/wasm-table/Cargo.toml --check
}

part_clippy() {
  cargo clippy --locked --quiet --workspace --all-targets --all-features -- -D warnings
  # What compiles for wasm only; Debian's rustc, which may have to stand in, brings no clippy.
  if ! [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ]; then
    echo "this toolchain has no wasm32 target: what is wasm's alone is compiled by the build, but not linted"
    return
  fi
  local wasm=(--locked --quiet --target wasm32-unknown-unknown)
  cargo clippy "${wasm[@]}" --package innodex-wasm --features ranking,small-allocator,js-numbers -- -D warnings
  RUSTFLAGS='--cfg getrandom_backend="wasm_js"' cargo clippy "${wasm[@]}" --manifest-path crates/wasm-table/Cargo.toml --target-dir target/lint-table -- -D warnings
}

part_core() { cargo test --locked --quiet --workspace --all-features; }

part_docs() { RUSTDOCFLAGS="-D warnings" cargo doc --locked --quiet --no-deps --workspace --all-features; }

part_build() { scripts/build.sh; }

part_eslint() { eslint --max-warnings 0 .; }

part_types() {
  tsc -p tsconfig.node.json &
  tsc -p tsconfig.json
  wait $!
}

# What is shipped: within the floor, and within its size (brotli is the slow one, on one core).
part_shipped() {
  scripts/floor.sh &
  node scripts/sizes.mjs --check
  node scripts/methods.mjs --check
  wait $!
}

part_node() { node --test tests/node/*.test.js; }

# Two files at once, each with a browser of its own: alone, one uses half of a core.
part_browser() {
  pack
  node --test --test-concurrency=2 tests/browser/*.test.js
}

# The floor, a real Chromium 90: every page of the demo in every engine is `make test-engines`.
part_engines() { node --test tests/engines/short.test.js; }

part_all_engines() {
  scripts/engines.sh
  node --test tests/engines/all.test.js tests/engines/golden.test.js
}

# The packed package, installed and used by others.
part_consumers() {
  pack
  node --test tests/consumers/*.test.js
}

part_wheel() { scripts/wheel.sh; }

part_python() {
  local tools=$(scripts/python.sh)/bin config=python/pyproject.toml
  "$tools/ruff" check --quiet --no-cache --config $config python/innodex tests/python
  "$tools/ruff" format --quiet --no-cache --check --config $config python/innodex tests/python
  "$tools/mypy" --no-error-summary --config-file $config --cache-dir build/mypy python/innodex
  run_pytest "not timed"
}

# What has a limit of time, when nothing else runs.
part_timed() { run_pytest timed; }

run_pytest() { # which marks
  PYTHONPATH=build/python PYTHONDONTWRITEBYTECODE=1 "$(scripts/python.sh)/bin/python" -m pytest -q -p no:cacheprovider -m "$1" tests/python
}

# In real JupyterLab and Notebook 7: mostly waiting for them to start.
part_notebook() { node --test --test-concurrency=2 tests/notebook/*.test.js; }

# Compressing what is shipped takes one core, and is done beside the tests in Node.
part_package() {
  part_shipped &
  part_node
  wait $!
}

# Pages and notebooks mostly wait: what else takes the package is tested beside the pages, and what it says is shown after them.
part_pages() {
  pack
  in_turn notebook consumers python engines >build/beside.log 2>&1 &
  local beside=$! status=0
  part_browser || status=$?
  wait $beside || status=$?
  cat build/beside.log
  return $status
}

ALL=(setup fmt clippy core docs build wheel eslint types package pages timed)
[ $# -gt 0 ] || set -- "${ALL[@]}"

# Runs parts one after the other, and notes how long each took.
in_turn() {
  local began
  for part in "$@"; do
    printf '[test] %s\n' "$part" >&2
    began=$SECONDS
    "part_$part"
    printf '[test] %-9s %4d s\n' "$part" $((SECONDS - began)) >>"$timings"
  done
}

timings=$(mktemp)
finish() {
  local status=$?
  printf '\n' >&2
  cat "$timings" >&2
  rm -f "$timings"
  if [ $status -eq 0 ]; then
    printf '[test] everything passed in %d s\n' "$SECONDS" >&2
  else
    printf '[test] FAILED in: %s (after %d s)\n' "${part:-}" "$SECONDS" >&2
  fi
}
trap finish EXIT

printf '[test] %d parts; about 15 minutes the first time on a machine, 5 later\n' $# >&2
in_turn "$@"
