#!/usr/bin/env bash
# Installs what this machine lacks, once, and says what it does. Safe to run again: what is there is found.
# Kept outside the checkout: $INNODEX_TOOLS, or ~/.cache/innodex (see scripts/env.sh).
# `scripts/setup.sh build` installs what building and serving need; without a word, what the tests need too.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
log=$INNODEX_TOOLS/setup.log
mkdir -p "$INNODEX_TOOLS/bin"

say() { printf '[setup] %s\n' "$*" >&2; }
die() { printf '[setup] %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
run() { "$@" >>"$log" 2>&1 || { tail -n 30 "$log" >&2; die "failed: $* (whole log: $log)"; }; }

apt_updated=
apt_install() {
  have apt-get || die "please install: $*"
  local sudo=
  [ "$(id -u)" = 0 ] || { have sudo && sudo=sudo || die "not root: please run 'apt-get install $*'"; }
  [ -n "$apt_updated" ] || { run $sudo apt-get update; apt_updated=1; }
  run $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

for tool in cargo node npm; do
  have $tool || die "'$tool' is not on the PATH; innodex needs cargo and node (20 or newer) to begin with"
done
[ "$(node -p 'parseInt(process.versions.node)')" -ge 20 ] || die "node $(node -v) is too old: 20 or newer is needed"

have cc || { say "a C linker (about 20 seconds)"; apt_install gcc libc6-dev; }

# 1. The wasm32 target: from rustup where it can be had, else std built once from Debian's sources.
wasm_ready() {
  if [ -e "$INNODEX_TOOLS/use-debian-rust" ]; then
    [ -e "$(std_stamp)" ] && have wasm-ld-19
  else
    [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ]
  fi
}
if ! wasm_ready; then
  rm -f "$INNODEX_TOOLS/use-debian-rust"
  say "asking rustup for the wasm32 target (a few seconds)"
  if ! { have rustup && timeout 120 rustup target add wasm32-unknown-unknown >>"$log" 2>&1; }; then
    say "rustup cannot give it here: building std from Debian's sources (about 3 minutes, once)"
    apt_install rustc-web cargo-web rust-web-src lld-19
    tmp=$(mktemp -d)
    printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[lib]\npath = "lib.rs"\n[profile.release]\npanic = "abort"\n' >"$tmp/Cargo.toml"
    : >"$tmp/lib.rs"
    # Unstable cargo flag for std alone; the project itself builds on stable (see CONTRIBUTING.md).
    (cd "$tmp" && RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Cembed-bitcode=yes $INNODEX_FLOOR" CARGO_TARGET_DIR="$tmp/target" \
      run /usr/bin/cargo build --release --target wasm32-unknown-unknown -Z build-std=std,panic_abort,proc_macro)
    lib=/usr/lib/rustlib/wasm32-unknown-unknown/lib
    [ "$(/usr/bin/rustc --print sysroot)" = /usr ] || die "Debian's rustc has an unexpected sysroot"
    sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo mkdir -p $lib
    $sudo find $lib -name '*.rlib' -delete
    find "$tmp/target/wasm32-unknown-unknown/release/deps" -name '*.rlib' ! -name 'libempty*' -exec $sudo cp {} $lib/ \;
    $sudo touch "$(std_stamp)"
    rm -rf "$tmp"
    mkdir -p "$INNODEX_TOOLS/debian"
    ln -sf /usr/bin/rustc /usr/bin/cargo "$INNODEX_TOOLS/debian/"
    touch "$INNODEX_TOOLS/use-debian-rust"
  fi
  wasm_ready || die "the wasm32 target is still missing (whole log: $log)"
fi

# 2. JavaScript tools, as locked.
stamp=node_modules/.innodex-$(sha256sum package-lock.json | cut -c1-16)
if [ ! -e "$stamp" ]; then
  say "npm packages as locked (about 20 seconds)"
  run npm ci --no-audit --no-fund
  touch "$stamp"
fi

[ "${1:-all}" = all ] || exit 0

# 3. What the tests need: rustfmt, clippy, Python, a browser and a Chinese font for it.
have python3 || die "'python3' is not on the PATH; the tests need it"
if ! cargo fmt --version >/dev/null 2>&1 || ! cargo clippy --version >/dev/null 2>&1; then
  say "rustfmt and clippy (a few seconds)"
  have rustup || die "rustfmt and clippy are missing: please install them for this cargo"
  run rustup component add rustfmt clippy
fi
scripts/engines.sh short
missing=()
have "$CHROMIUM" || missing+=(chromium)
have nginx || [ -x /usr/sbin/nginx ] || missing+=(nginx) # before publications, in the tests
have java || missing+=(openjdk-17-jre-headless) # for Spark
have initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql) # the tests start one of their own
have fc-list && [ -n "$(fc-list :lang=zh-cn 2>/dev/null)" ] || missing+=(fontconfig fonts-noto-cjk)
if [ ${#missing[@]} -gt 0 ]; then
  say "system packages: ${missing[*]} (about 1 minute)"
  apt_install "${missing[@]}"
fi
