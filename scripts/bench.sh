#!/usr/bin/env bash
# Speed and memory: the package in headless Chromium beside native Rust and plain JavaScript, then criterion natively,
# then raw tables in Chromium beside duckdb-wasm and arquero, then a plan as SQL.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
say() { printf '[bench] %s\n' "$*" >&2; }

[ -e pkg/dist/innodex.js ] || { say "pkg/dist is missing: building it"; scripts/setup.sh; scripts/build.sh; }
say "native benches: building (2 minutes the first time, then 10 seconds)"
cargo bench --locked --quiet --no-run --bench native --bench draws --bench calculator
say "in the browser, beside native Rust (about 80 seconds)"
node benches/browser.mjs
say "the uncertainty analysis, beside plain JavaScript, native Rust and COINr's recorded time (about 60 seconds)"
node benches/draws.mjs
say "what-ifs: a slider with likely ranks, goals, a budget (about 30 seconds)"
node benches/planning.mjs
say "natively, with criterion (about 70 seconds)"
# One line a benchmark: the least, the estimate and the most.
cargo bench --locked --quiet --bench calculator -- --noplot --quiet 2>/dev/null |
  awk '/time:/ { line = $0; sub(/ *time: */, "", line); name = line; sub(/\[.*/, "", name); if (name == "") name = last
                 sub(/ +$/, "", name); sub(/.*\[/, "[", line); printf "%-52s %s\n", name, line; next }
       !/^Benchmarking|^$|^ |Warning/ { last = $0 }'
say "a table of a million rows, beside duckdb-wasm and arquero (about 3 minutes; fetches them the first time)"
node benches/table.mjs
say "a table of 400 MB on a page (about a minute)"
node benches/large.mjs
say "reports of 1 to 10 MB on a page (20 seconds)"
node benches/reports.mjs
say "a workbook of two million numbers, beside SheetJS (about a minute; fetches it the first time)"
node benches/workbook.mjs
say "a register of 100,000,000 firms in DuckDB: a plan beside SQL by hand (about 3 minutes, 3 GB of disk meanwhile)"
scripts/wheel.sh
PYTHONPATH=build/python "$(scripts/python.sh)/bin/python" benches/sql/register.py
say "$SECONDS s"
