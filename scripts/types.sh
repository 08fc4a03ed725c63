#!/usr/bin/env bash
# Writes the declarations that the package ships, beside those that the build made of the Rust types and of the glue.
set -euo pipefail
cd "$(dirname "$0")/.."
node_modules/.bin/tsc -p tsconfig.types.json
mkdir -p pkg/dist/types/elements
cp www/api/types.d.ts pkg/dist/types/api/types.d.ts
cp www/elements/public.d.ts pkg/dist/types/elements/index.d.ts
# Beside the bundles, so that the command line in pkg/bin and whoever imports a file by its path find them too.
echo 'export * from "./types/api/node.js";' >pkg/dist/node.d.ts
echo 'export * from "./types/api/browser.js";' >pkg/dist/index.d.ts
echo 'export * from "./types/elements/index.js";' >pkg/dist/innodex.d.ts
