#!/usr/bin/env bash
# Builds pkg/dist: the wasm modules, the bundles, the data, schemas and types.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
log=$INNODEX_TOOLS/build.log
: >"$log"
say() { printf '[build] %s\n' "$*" >&2; }
run() { "$@" >>"$log" 2>&1 || { tail -n 40 "$log" >&2; say "failed: $* (whole log: $log)"; exit 1; }; }

dist=pkg/dist
mkdir -p $dist/types build

# What was built of the same files is not built again.
inputs=$(find src crates data examples/publish.rs www scripts Cargo.toml Cargo.lock package-lock.json pkg/package.json -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum; rustc --version; ls "$INNODEX_TOOLS"/use-debian-rust 2>/dev/null || true)
stamp=$(sha256sum <<<"$inputs" | cut -c1-16)
if [ "$(cat build/stamp 2>/dev/null)" = "$stamp" ] && [ -s $dist/innodex.js ]; then
  say "nothing changed since the last build"
  exit 0
fi
rm -f build/stamp

say "data, schemas, types (first time about 40 s, then 2 s)"
run cargo run --locked --quiet --features schema --example publish -- $dist

# Where rustup has no wasm target, Debian's rustc stands in, for wasm only (scripts/setup.sh).
wasm_env=("RUSTFLAGS=$INNODEX_WASM_FLAGS")
if [ -e "$INNODEX_TOOLS/use-debian-rust" ]; then
  wasm_env+=("PATH=$INNODEX_TOOLS/debian:$PATH" CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19)
fi

# A module is built of the crate alone: where only the page changed, it is there already.
sources=$(find src crates/panel crates/workbook crates/wasm data Cargo.toml Cargo.lock scripts/build.sh scripts/env.sh -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum; rustc --version; wasm-opt --version)
built() { # name, file
  local kept=build/$1.stamp now
  now=$(sha256sum <<<"$sources $*" | cut -c1-16)
  [ "$(cat "$kept" 2>/dev/null)" = "$now" ] && [ -s "$2" ] && [ -s "build/${1%-simd}/${1%-simd}.js" ] && return
  rm -f "$kept"
  mark="$now $kept"
  return 1
}
done_with() { echo "${mark% *}" >"${mark#* }"; }
module() { # name, features, folder
  built "$1" "${3:-$dist}/$1.wasm" && return
  run env "${wasm_env[@]}" wasm-pack --quiet build crates/wasm --release --target web --out-dir "$PWD/build/$1" --out-name "$1" -- --locked --features "$2" --target-dir "$PWD/target/wasm"
  # Once more: what the rounds that wasm-pack asks for leave is another 300 bytes, compressed.
  run wasm-opt -Oz --enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals "build/$1/$1_bg.wasm" -o "${3:-$dist}/$1.wasm"
  done_with
}
# The same with vector instructions, where there is an engine for them (Chromium 91): the glue is the other's.
vector() { # name, features
  built "$1-simd" "$dist/$1.simd.wasm" && return
  run env "${wasm_env[@]/RUSTFLAGS=*/RUSTFLAGS=${INNODEX_WASM_FLAGS/nontrapping-fptoint/nontrapping-fptoint,+simd128}}" wasm-pack --quiet build crates/wasm --no-opt --profile vector --target web --out-dir "$PWD/build/$1-simd" --out-name "$1" -- --locked --features "$2" --target-dir "$PWD/target/wasm-simd"
  run wasm-opt -Oz --enable-simd --enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals --strip-producers --strip-target-features "build/$1-simd/$1_bg.wasm" -o "$dist/$1.simd.wasm"
  cmp -s "build/$1/$1.js" "build/$1-simd/$1.js" || { say "the glue of $1.simd.wasm differs"; exit 1; }
  done_with
}
# Beside the others, on a core of its own: most of what is built here is linked on one.
scripts/table.sh &
table=$!
say "the calculator's wasm (first time about 60 s, then 15 s)"
module calculator ranking,small-allocator,js-numbers
say "the reader's wasm (the calculator that also reads CSV; 15 s)"
module reader files,js-numbers
say "the wasm with every method (20 s)"
module methods analysis,js-numbers
say "the same with vector instructions (60 s)"
vector methods analysis,js-numbers
say "the wasm of notebooks: every method, without the analysis of what it gives (20 s)"
module notebook flat build/notebook
say "the two that read and write workbooks (first time about 60 s, then 30 s)"
module workbook-read workbook-read
module workbook-write workbook-write

wait $table

say "JavaScript"
run node scripts/bundle.mjs
say "types of the package"
run scripts/types.sh
say "licences of what is built in"
run node scripts/notices.mjs $dist
echo "$stamp" >build/stamp
