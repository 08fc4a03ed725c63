# Sourced by the scripts: where the tools live, which versions, and which wasm features the floor allows.
export INNODEX_TOOLS=${INNODEX_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/innodex}
export CHROMIUM=${CHROMIUM:-chromium}
# Chromium 90's features: no reference types, no multivalue (Rust turns both on by default).
export INNODEX_FLOOR="-Ctarget-cpu=mvp -Ctarget-feature=+bulk-memory,+sign-ext,+mutable-globals,+nontrapping-fptoint"
# Std ready-made by rustup marks the module with the features it was built with; what is linked uses none of them
# (scripts/floor.sh proves it), so the linker is told what the module may say of itself, and wasm-bindgen believes it.
export INNODEX_WASM_FLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src= $INNODEX_FLOOR -Clink-arg=--no-check-features -Clink-arg=--features=bulk-memory,sign-ext,mutable-globals,nontrapping-fptoint"
# Names the std that was built: another rustc or another floor needs another one.
std_stamp() { echo "/usr/lib/rustlib/wasm32-unknown-unknown/lib/.innodex-$( { /usr/bin/rustc --version; echo "$INNODEX_FLOOR"; } 2>/dev/null | cksum | cut -d' ' -f1)"; }
# The Python tools of these versions, for this Python.
python_venv() { echo "$INNODEX_TOOLS/venv-$( { python3 -V; cat python/requirements.txt; } | sha256sum | cut -c1-12)"; }
export PATH="$PWD/node_modules/.bin:$PATH"
case ":$PATH:" in *":$INNODEX_TOOLS/bin:"*) ;; *) export PATH="$INNODEX_TOOLS/bin:$PATH" ;; esac
# What compiles to wasm besides RUSTFLAGS: where rustup has no wasm target, Debian's compiler and linker (scripts/setup.sh).
INNODEX_WASM_ENV=()
if [ -e "$INNODEX_TOOLS/use-debian-rust" ]; then
  INNODEX_WASM_ENV=("PATH=$INNODEX_TOOLS/debian:$PATH" CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19)
fi
# Measured: without binaryen's inlining a module is 4 to 8 % smaller compressed than with -Oz, in a quarter of the time.
INNODEX_WASM_OPT=(-O2 --skip-pass=inlining-optimizing --enable-bulk-memory --enable-sign-ext --enable-nontrapping-float-to-int --enable-mutable-globals --strip-producers --strip-target-features)
# The command that scripts/bindgen.sh builds, of these sources.
export INNODEX_BINDGEN=$INNODEX_TOOLS/bin/bindgen-$(cat scripts/bindgen/Cargo.{toml,lock} scripts/bindgen/src/main.rs | sha256sum | cut -c1-12)
