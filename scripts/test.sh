#!/usr/bin/env bash
# Every check, cheap ones first; the first failure ends it. `scripts/test.sh PART...` runs only those parts.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

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

# One file after the other: two browsers at once on a small machine make each other late.
part_browser() { node --test --test-concurrency=1 tests/browser/*.test.js; }

# The packed package, installed and used by others.
part_consumers() { node --test tests/consumers/*.test.js; }

part_wheel() { scripts/wheel.sh; }

part_python() {
  local tools=$(scripts/python.sh)/bin config=python/pyproject.toml
  "$tools/ruff" check --quiet --no-cache --config $config python/innodex tests/python
  "$tools/ruff" format --quiet --no-cache --check --config $config python/innodex tests/python
  "$tools/mypy" --no-error-summary --config-file $config --cache-dir build/mypy python/innodex
  PYTHONPATH=build/python PYTHONDONTWRITEBYTECODE=1 "$tools/python" -m pytest -q -p no:cacheprovider tests/python
}

# In real JupyterLab and Notebook 7: mostly waiting for them to start.
part_notebook() { node --test --test-concurrency=2 tests/notebook/*.test.js; }

# Compressing what is shipped takes one core, and is done beside the tests in Node.
part_package() {
  part_shipped &
  part_node
  wait $!
}

# Notebooks mostly wait for JupyterLab to start, so pages are tested meanwhile.
part_pages() {
  part_notebook &
  part_browser
  wait $!
}

ALL=(setup fmt clippy core docs build wheel eslint types package pages consumers python)
[ $# -gt 0 ] || set -- "${ALL[@]}"

timings=()
finish() {
  local status=$?
  printf '\n' >&2
  [ ${#timings[@]} -eq 0 ] || printf '[test] %s\n' "${timings[@]}" >&2
  if [ $status -eq 0 ]; then
    printf '[test] everything passed in %d s\n' "$SECONDS" >&2
  else
    printf '[test] FAILED in: %s (after %d s)\n' "${part:-}" "$SECONDS" >&2
  fi
}
trap finish EXIT

printf '[test] %d parts; about 20 minutes the first time on a machine, 8 later\n' $# >&2
for part in "$@"; do
  printf '[test] %s\n' "$part" >&2
  began=$SECONDS
  "part_$part"
  timings+=("$(printf '%-9s %4d s' "$part" $((SECONDS - began)))")
done
