#!/usr/bin/env bash
# Speed and memory: the package in headless Chromium beside native Rust and plain JavaScript, then criterion natively.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
say() { printf '[bench] %s\n' "$*" >&2; }

[ -e pkg/dist/innodex.js ] || { say "pkg/dist is missing: building it"; scripts/setup.sh; scripts/build.sh; }
say "native benches: building (2 minutes the first time, then 30 seconds)"
cargo bench --locked --quiet --no-run --bench native --bench calculator
say "in the browser (about 1 minute)"
node benches/browser.mjs
say "natively, with criterion (about 1 minute)"
cargo bench --locked --quiet --bench calculator
