#!/usr/bin/env bash
# Refuses what Chromium 90, the floor, cannot run or a strict policy forbids: wasm features beyond the floor's, syntax
# beyond ES2020, and ways to turn text into code or markup. `scripts/floor.sh [FILE...]`; what is shipped where none is named.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh

ALLOWED=(--enable-bulk-memory --enable-bulk-memory-opt --enable-mutable-globals --enable-nontrapping-float-to-int --enable-sign-ext)
SINKS='\bFunction\(|\beval\(|unsafeHTML|unsafeSVG|innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write'
# Lit's own, the only one there may be: it goes through its trusted-types policy, and never sees anybody's data.
LIT='createElement\("template"\);return [A-Za-z_$]+\.innerHTML='

failed=0
refuse() { printf 'floor: %s: %s\n' "$1" "$2" >&2; failed=1; }

wasm() {
  local said feature allowed=("${ALLOWED[@]}") simd=--disable-simd
  # A second file for engines that have vector instructions: the first is there for all others.
  [[ $1 != *.simd*.wasm ]] || { allowed+=(--enable-simd) simd=; }
  # wabt looks at the code alone, whatever the module says of itself.
  said=$(wasm-validate --disable-reference-types --disable-multi-value $simd "$1" 2>&1) || refuse "$1" "beyond the floor: $(head -n 1 <<<"$said")"
  # binaryen believes the module's own list of features: what it then has to allow is the list.
  said=$(wasm-opt --mvp-features "${allowed[@]}" --print-features "$1" -o /dev/null 2>&1) || refuse "$1" "beyond the floor: $(head -n 1 <<<"$said")"
  for feature in $(grep -E '^--enable-' <<<"$said" || true); do
    [[ " ${allowed[*]} " == *" $feature "* ]] || refuse "$1" "says that it needs ${feature#--enable-}"
  done
}

script() {
  local said
  said=$(acorn --ecma2020 --module --silent "$1" 2>&1) || refuse "$1" "not ES2020: $said"
  said=$(sed -E "s/$LIT//" "$1" | grep -oE ".{0,20}($SINKS).{0,20}" || true)
  [ -z "$said" ] || refuse "$1" "makes code or markup of text: $(head -n 1 <<<"$said")"
}

if [ $# = 0 ]; then
  set -- pkg/dist/*.wasm build/notebook/widget.js
  for file in pkg/dist/*.js; do [[ $file = *node.js ]] || set -- "$@" "$file"; done
fi
for file in "$@"; do
  [ -s "$file" ] || { refuse "$file" "not there"; continue; }
  case $file in
    *.wasm) wasm "$file" ;;
    *.js) script "$file" ;;
    *) refuse "$file" "neither .wasm nor .js" ;;
  esac
done
[ $failed = 0 ] && printf 'floor: %d files run on Chromium 90\n' $# || exit 1
