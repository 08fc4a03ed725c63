#!/usr/bin/env bash
# Builds the command that writes a module's JavaScript (scripts/bindgen), once, outside the checkout.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
[ ! -x "$INNODEX_BINDGEN" ] || exit 0
target=$INNODEX_TOOLS/bindgen
cargo build --locked --quiet --manifest-path scripts/bindgen/Cargo.toml --target-dir "$target"
mkdir -p "$INNODEX_TOOLS/bin"
cp "$target/debug/bindgen" "$INNODEX_BINDGEN"
