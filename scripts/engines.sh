#!/usr/bin/env bash
# Installs the engines that the tests drive besides the distribution's Chromium, once, outside the checkout ($INNODEX_TOOLS/engines).
# `scripts/engines.sh short` installs what `make test` needs; without a word, what `make test-engines` needs too.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/env.sh
folder=$INNODEX_TOOLS/engines
mkdir -p "$folder"

say() { printf '[engines] %s\n' "$*" >&2; }

# A Chromium out of an npm package, of which nothing is run but the browser itself: name, package, its hash as npm publishes it.
chromium() {
  local at=$folder/$1 tmp
  [ ! -x "$at/chromium" ] || return 0
  say "$1: 50 MB, about 20 seconds"
  tmp=$(mktemp -d)
  (cd "$tmp" && npm pack --silent "$2" >/dev/null)
  [ "$(openssl dgst -sha512 -binary "$tmp"/*.tgz | base64 -w0)" = "$3" ] || { say "$2: not what its hash says"; exit 1; }
  mkdir -p "$at"
  tar xzf "$tmp"/*.tgz -C "$tmp" package/bin/chromium.br
  node -e 'const { createReadStream, createWriteStream } = require("fs"); require("stream").pipeline(createReadStream(process.argv[1]), require("zlib").createBrotliDecompress(), createWriteStream(process.argv[2], { mode: 0o755 }), (fault) => { if (fault) throw fault; })' "$tmp/package/bin/chromium.br" "$at/chromium.part"
  mv "$at/chromium.part" "$at/chromium"
  rm -rf "$tmp"
}

# The floor.
chromium chromium-90 chrome-aws-lambda@8.0.2 a4VEX6DknxISPqGLksZa/JuEnjc4nLXaG0BMp5c9qERvJ/eBHPUJ7oCRQQC+SxSxuxsEwxbBj2RBlCQbivnihg==
[ "${1:-all}" = all ] || exit 0
# The last for Windows 7.
chromium chromium-109 @sparticuz/chromium@109.0.6 9hTE03DXnrWTiGNpfjLfmGhIfmiVAerSPinDb+x5bBdM4KF4PMM1NZ0A+V7WKazoA+CasSX/osHK8K0MuO6uqg==

missing=()
command -v firefox-esr >/dev/null || missing+=(firefox-esr)
command -v WebKitWebDriver >/dev/null || missing+=(webkit2gtk-driver)
command -v Xvfb >/dev/null || missing+=(xvfb)
if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || { say "please install: ${missing[*]}"; exit 1; }
  sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  say "system packages: ${missing[*]} (about 1 minute)"
  { $sudo apt-get update && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$INNODEX_TOOLS/engines.log" 2>&1 || { tail -n 20 "$INNODEX_TOOLS/engines.log" >&2; exit 1; }
fi
