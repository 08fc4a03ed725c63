#!/usr/bin/env bash
# Builds the table module (polars) into build/table. It takes minutes, so what was built of the same sources is kept in
# $INNODEX_TOOLS/table, outside the checkout, and taken from there. `scripts/table.sh kept` only takes it, where it is there.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
log=$INNODEX_TOOLS/table.log
: >"$log"
say() { printf '[table] %s\n' "$*" >&2; }
run() { "$@" >>"$log" 2>&1 || { tail -n 40 "$log" >&2; say "failed: $* (whole log: $log)"; exit 1; }; }

# The calculator's rooms, which the module is built without (checked below): a change in them is none of it.
OTHERS=(src/association src/audit src/audit.rs src/coinr src/coinr.rs src/workbook src/workbook.rs src/index src/robustness src/scenario src/describe.rs src/explain src/explain.rs src/framework.rs src/check.rs src/growth/series.rs src/wasm/calculator.rs src/wasm/flat.rs src/wasm/pack.rs src/wasm/packing.rs src/wasm/planning.rs src/wasm/process.rs src/wasm/reader.rs src/wasm/robustness.rs src/wasm/steps.rs src/wasm/what_if.rs src/wasm/workbook.rs)
features=(--no-default-features --features table)

sources() {
  local skip=() path
  for path in "${OTHERS[@]}"; do skip+=(! -path "$path" ! -path "$path/*"); done
  find src vendor -name '*.rs' "${skip[@]}" -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  awk '/^\[/ { other = /^\[(dev-dependencies|\[bench|\[example)/ } !other' Cargo.toml
  cargo tree --locked --target wasm32-unknown-unknown "${features[@]}" --edges normal,build --prefix none --format '{p} {f}' | sed "s|$PWD|.|" | LC_ALL=C sort -u
  echo "$INNODEX_FLOOR ${INNODEX_WASM_OPT[*]} ${INNODEX_BINDGEN##*-}"
  wasm-opt --version
  rustc --version
  ls "$INNODEX_TOOLS/use-debian-rust" 2>/dev/null || true
}
kept=$INNODEX_TOOLS/table/$(sources | sha256sum | cut -c1-16)

if [ "${1:-}" = kept ] && [ ! -s "$kept/table.wasm" ]; then
  rm -rf build/table
  exit 0
fi
if [ ! -s "$kept/table.wasm" ]; then
  say "the table module, with polars (4 to 10 minutes; it is kept for next time)"
  run env "${INNODEX_WASM_ENV[@]}" "RUSTFLAGS=$INNODEX_WASM_FLAGS --cfg getrandom_backend=\"wasm_js\"" cargo build --locked --quiet --lib --target wasm32-unknown-unknown --target-dir target/wasm-table --profile table "${features[@]}"
  mkdir -p build/table
  run "$INNODEX_BINDGEN" target/wasm-table/wasm32-unknown-unknown/table/innodex.wasm table build/table
  for path in "${OTHERS[@]}"; do
    if tr ' ' '\n' <target/wasm-table/wasm32-unknown-unknown/table/innodex.d | grep -qF "$PWD/$path"; then
      say "$path is part of the module: scripts/table.sh must not call it another's"
      exit 1
    fi
  done
  mkdir -p "$INNODEX_TOOLS/table"
  new=$(mktemp -d "$INNODEX_TOOLS/table/new-XXXX")
  cp build/table/table.js build/table/table.d.ts "$new"
  run wasm-opt "${INNODEX_WASM_OPT[@]}" build/table/table_bg.wasm -o "$new/table.wasm"
  mv "$new" "$kept"
  # Of older ones the newest four stay: branches change places.
  ls -dt "$INNODEX_TOOLS"/table/*/ | tail -n +6 | xargs -r rm -rf
fi
touch "$kept"
mkdir -p build/table
cp "$kept/table.js" "$kept/table.d.ts" "$kept/table.wasm" build/table/
