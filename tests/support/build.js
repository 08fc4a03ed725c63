// The names that scripts/bundle.mjs replaces (www/api/globals.d.ts), for tests that import sources of www/. It must be imported first.
import { readFileSync } from "node:fs";

const { build } = JSON.parse(readFileSync(new URL("../../pkg/dist/files.json", import.meta.url), "utf8"));
Object.assign(globalThis, { BUILD: build, FILES: {}, FIRST: {} });
