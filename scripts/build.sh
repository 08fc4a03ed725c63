#!/usr/bin/env bash
# Builds pkg/dist: the wasm modules, the bundles, the data, schemas and types.
# `scripts/build.sh first` builds what the demo's first page needs, and no more; without a word, everything.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

# The modules in the order built: name, features of crates/wasm, profile. One named X.simd is X with vector instructions, for the
# engines that have them (Chromium 91), and shares the JavaScript of X. The table module has a script of its own.
MODULES=(
  "ranking        ranking,small-allocator,js-numbers release"
  "model          files,methods,js-numbers           release"
  "analysis       analysis,js-numbers                release"
  "analysis.simd  analysis,js-numbers                vector"
  "notebook       files,methods                      release"
  "kernel         flat                               release"
  "sql            sql                                release"
  "report         report                             release"
  "workbook-read  workbook-read,workbook-sheets      release"
  "workbook-write workbook-write                     release"
)
FIRST=1 # of them, for the demo's first page

part=${1:-all}
log=$INNODEX_TOOLS/build-$part.log
mkdir -p "$INNODEX_TOOLS"
: >"$log"
say() { printf '[build] %s\n' "$*" >&2; }
run() { "$@" >>"$log" 2>&1 || { tail -n 40 "$log" >&2; say "failed: $* (whole log: $log)"; exit 1; }; }

dist=pkg/dist
mkdir -p $dist/types build

# What was built of the same files is not built again.
hash() { sha256sum | cut -c1-16; }
files() { find "$@" -type f ! -path '*/target/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum; }
compiler=$(rustc --version; ls "$INNODEX_TOOLS"/use-debian-rust 2>/dev/null || true)
crate=$({ files src crates/{panel,schema,table,wasm,workbook} data Cargo.toml Cargo.lock scripts/bindgen scripts/build.sh scripts/env.sh scripts/table.sh; echo "$compiler"; } | hash)
whole=$({ echo "$crate"; files crates examples/publish.rs www scripts package-lock.json pkg/package.json; } | hash)
if [ "$(cat build/stamp 2>/dev/null)" = "$whole" ] && [ -s $dist/innodex.js ]; then
  say "nothing changed since the last build"
  exit 0
fi
rm -f build/stamp

# Which sources one of MODULES is made of, and whether it is made of them already.
key() { echo "$crate $*" | hash; }
up_to_date() { [ "$(cat "build/$1/stamp" 2>/dev/null)" = "$(key "$@")" ]; }

# Compiles one of MODULES and leaves NAME.js, NAME.d.ts and NAME.wasm in build/NAME.
module() { # name, features, profile
  ! up_to_date "$@" || return 0
  local folder=build/$1 begin=$SECONDS flags=$INNODEX_WASM_FLAGS optimise=("${INNODEX_WASM_OPT[@]}")
  if [[ $1 = *.simd ]]; then
    flags=${flags/nontrapping-fptoint/nontrapping-fptoint,+simd128}
    optimise+=(--enable-simd)
  fi
  mkdir -p "$folder"
  rm -f "$folder/stamp"
  # The modules are one crate with different features, whose output cargo gives one name: what lies there may be another's.
  rm -f "target/wasm/wasm32-unknown-unknown/$3"/{,deps/}innodex_wasm.wasm
  run env "${INNODEX_WASM_ENV[@]}" "RUSTFLAGS=$flags" cargo build --locked --quiet --package innodex-wasm --target wasm32-unknown-unknown --target-dir target/wasm --profile "$3" --features "$2"
  run "$INNODEX_BINDGEN" "target/wasm/wasm32-unknown-unknown/$3/innodex_wasm.wasm" "${1%.simd}" "$folder"
  run wasm-opt "${optimise[@]}" "$folder/${1%.simd}_bg.wasm" -o "$folder/$1.wasm"
  [[ $1 != *.simd ]] || cmp -s "build/${1%.simd}/${1%.simd}.js" "$folder/${1%.simd}.js" || { say "the JavaScript of $1 differs"; exit 1; }
  key "$@" >"$folder/stamp"
  say "$1.wasm: $((SECONDS - begin)) s"
}

say "wasm-bindgen (15 s the first time)"
run scripts/bindgen.sh
say "data, schemas, types (40 s the first time, then 2 s)"
run cargo run --locked --quiet --features schema --example publish -- $dist

if [ "$part" = first ]; then
  for line in "${MODULES[@]:0:FIRST}"; do module $line; done
  # Of the others what is out of date goes: pages wait for it (scripts/serve.mjs).
  for line in "${MODULES[@]:FIRST}"; do up_to_date $line || rm -rf "build/${line%% *}"; done
  scripts/table.sh kept
  say "JavaScript"
  run node scripts/bundle.mjs
  exit 0
fi

# The table module takes minutes, mostly on one core; the others are built beside it.
scripts/table.sh &
table=$!
for line in "${MODULES[@]}"; do module $line; done
wait $table

say "JavaScript"
run node scripts/bundle.mjs
say "types of the package"
run scripts/types.sh
say "licences of what is built in"
run node scripts/notices.mjs $dist
echo "$whole" >build/stamp
