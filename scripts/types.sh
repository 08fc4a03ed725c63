#!/usr/bin/env bash
# Writes the declarations that the package ships, beside those that the build made of the Rust types.
set -euo pipefail
cd "$(dirname "$0")/.."
types=pkg/dist/types
node_modules/.bin/tsc -p tsconfig.types.json
# How a platform finds its files is nobody else's business, and its types are those of the glue, which is not shipped.
rm -f $types/api/loader.d.ts $types/api/instance.d.ts $types/api/compile.d.ts $types/api/build.d.ts $types/api/needs.d.ts $types/api/methods.d.ts $types/table/engine.d.ts $types/table/sheets.d.ts $types/workbook/glue.d.ts $types/report/glue.d.ts
# The names of what goes in and out come with the entry.
for entry in browser node; do
  echo 'export * from "./types.js";' >>$types/api/$entry.d.ts
  echo 'export * from "../api/types.js";' >>$types/table/$entry.d.ts
done
cp www/project/types.d.ts $types/project/types.d.ts
mkdir -p $types/elements
cp www/report/types.d.ts $types/report/types.d.ts
cp www/api/types.d.ts $types/api/types.d.ts
cp www/elements/public.d.ts $types/elements/index.d.ts
cp www/elements/react.d.ts $types/elements/react.d.ts
cp www/table/public.d.ts $types/elements/table.d.ts
cp www/audit/public.d.ts $types/elements/audit.d.ts
cp www/profile/public.d.ts $types/elements/profile.d.ts
cp www/report/public.d.ts $types/elements/report.d.ts
cp www/uncertainty/public.d.ts $types/elements/uncertainty.d.ts
cp www/trend/public.d.ts $types/elements/trend.d.ts
cp www/map/public.d.ts $types/elements/map.d.ts
cp www/whatif/public.d.ts $types/elements/whatif.d.ts
cp www/workbench/public.d.ts $types/elements/workbench.d.ts
# Beside the bundles, so that the command line in pkg/bin and whoever imports a file by its path find them too.
echo 'export * from "./types/api/analysis.js";' >pkg/dist/analysis.d.ts
echo 'export * from "./types/api/robustness.js";' >pkg/dist/robustness.d.ts
echo 'export * from "./types/api/planning.js";' >pkg/dist/planning.d.ts
echo 'export * from "./types/api/node.js";' >pkg/dist/node.d.ts
echo 'export * from "./types/api/browser.js";' >pkg/dist/index.d.ts
echo 'export * from "./types/elements/index.js";' >pkg/dist/innodex.d.ts
echo 'export * from "./types/table/node.js";' >pkg/dist/tables-node.d.ts
echo 'export * from "./types/table/browser.js";' >pkg/dist/tables.d.ts
echo 'export * from "./types/report/node.js";' >pkg/dist/reports-node.d.ts
echo 'export * from "./types/report/browser.js";' >pkg/dist/reports.d.ts
echo 'export * from "./types/workbook/node.js";' >pkg/dist/workbook-node.d.ts
echo 'export * from "./types/workbook/browser.js";' >pkg/dist/workbook.d.ts
echo 'export * from "./types/publish/node.js";' >pkg/dist/publish-node.d.ts
echo 'export * from "./types/publish/browser.js";' >pkg/dist/publish.d.ts
echo 'export * from "./types/elements/table.js";' >pkg/dist/table.d.ts
echo 'export * from "./types/elements/audit.js";' >pkg/dist/audit.d.ts
echo 'export * from "./types/elements/profile.js";' >pkg/dist/profile.d.ts
echo 'export * from "./types/elements/report.js";' >pkg/dist/report.d.ts
echo 'export * from "./types/elements/uncertainty.js";' >pkg/dist/uncertainty.d.ts
echo 'export * from "./types/elements/trend.js";' >pkg/dist/trend.d.ts
echo 'export * from "./types/elements/map.js";' >pkg/dist/map.d.ts
echo 'export * from "./types/elements/whatif.js";' >pkg/dist/whatif.d.ts
echo 'export * from "./types/elements/workbench.js";' >pkg/dist/workbench.d.ts
# What both platforms have is declared once.
for entry in browser node; do echo 'export * from "./types.js";' >>$types/report/$entry.d.ts; done
for part in report workbook publish; do
  cmp -s $types/$part/browser.d.ts $types/$part/node.d.ts || continue
  echo "export * from \"./browser.js\"; // innodex/$part is the same in Node" >$types/$part/node.d.ts
done
