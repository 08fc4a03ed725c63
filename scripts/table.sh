#!/usr/bin/env bash
# Builds the table module (polars) into build/table. It takes minutes, so what was built of the same sources is kept in
# $INNODEX_TOOLS/table, outside the checkout, and taken from there.
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
  echo "$INNODEX_FLOOR $WASM_BINDGEN_VERSION $WASM_PACK_VERSION"
  wasm-opt --version
  rustc --version
  ls "$INNODEX_TOOLS/use-debian-rust" 2>/dev/null || true
}
kept=$INNODEX_TOOLS/table/$(sources | sha256sum | cut -c1-16)

if [ ! -s "$kept/table.wasm" ]; then
  say "the table module, with polars (5 to 15 minutes; it is kept for next time)"
  env=("RUSTFLAGS=$INNODEX_WASM_FLAGS --cfg getrandom_backend=\"wasm_js\"")
  if [ -e "$INNODEX_TOOLS/use-debian-rust" ]; then
    env+=("PATH=$INNODEX_TOOLS/debian:$PATH" CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19)
  fi
  run env "${env[@]}" wasm-pack --quiet build $crate --release --target web --out-dir "$PWD/build/table" --out-name table -- --locked --target-dir "$PWD/target/wasm-table"
  mkdir -p "$INNODEX_TOOLS/table"
  new=$(mktemp -d "$INNODEX_TOOLS/table/new-XXXX")
  cp build/table/table.js build/table/table.d.ts "$new"
  cp build/table/table_bg.wasm "$new/table.wasm"
  mv "$new" "$kept"
  # Of older ones the newest four stay: branches change places.
  ls -dt "$INNODEX_TOOLS"/table/*/ | tail -n +6 | xargs -r rm -rf
fi
touch "$kept"
mkdir -p build/table
cp "$kept/table.js" "$kept/table.d.ts" build/table/
cp "$kept/table.wasm" pkg/dist/table.wasm
