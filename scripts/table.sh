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

crate=crates/wasm-table
# Of what it is made, as cargo knows it: the sources of the crates that it depends on, and the others by name and features.
sources() {
  local tree
  tree=$(cargo tree --locked --manifest-path $crate/Cargo.toml --target wasm32-unknown-unknown --edges normal,build --prefix none --format '{p} {f}' | sed "s|$PWD|.|" | LC_ALL=C sort -u)
  echo "$tree"
  find $crate $(grep -o '(\./crates/[a-z-]*)' <<<"$tree" | tr -d '()' | sort -u) -type f \( -name '*.rs' -o -name Cargo.toml \) ! -path '*/tests/*' -print0 | LC_ALL=C sort -zu | xargs -0 sha256sum
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
  run env "${INNODEX_WASM_ENV[@]}" "RUSTFLAGS=$INNODEX_WASM_FLAGS --cfg getrandom_backend=\"wasm_js\"" cargo build --locked --quiet --manifest-path $crate/Cargo.toml --release --target wasm32-unknown-unknown --target-dir target/wasm-table
  mkdir -p build/table
  run "$INNODEX_BINDGEN" target/wasm-table/wasm32-unknown-unknown/release/innodex_wasm_table.wasm table build/table
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
