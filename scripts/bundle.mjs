// Lays out pkg/dist: the wasm modules and the scripts, each with a hash of its content in its name, and one small script for
// every name that a page or an import may use, which stays the same and leads to them. So a browser's cache may keep whatever
// it has: files of two builds have different names.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { build } from "esbuild";
import { minify } from "terser";
import { shipped } from "../www/project/schema.js";
import { firstRanking } from "./first.mjs";

const DIST = "pkg/dist";

/** The modules that pages load: file, glue, and what the scripts call them (www/api/globals.d.ts). The glue of `ranking` is in the core. */
const MODULES = [
  { file: "build/ranking/ranking.wasm", wasm: "ranking" },
  { file: "build/model/model.wasm", wasm: "model", glue: "build/model/model.js", script: "modelScript" },
  { file: "build/analysis/analysis.wasm", wasm: "analysis", glue: "build/analysis/analysis.js", script: "analysisScript" },
  { file: "build/analysis.simd/analysis.simd.wasm", wasm: "analysisVector" },
  { file: "build/table/table.wasm", wasm: "table" },
  { file: "build/sql/sql.wasm", wasm: "sql" },
  { file: "build/report/report.wasm", wasm: "report", glue: "build/report/report.js", script: "reportScript" },
  { file: "build/workbook-read/workbook-read.wasm", wasm: "workbookRead", glue: "build/workbook-read/workbook-read.js", script: "workbookReadScript" },
  { file: "build/workbook-write/workbook-write.wasm", wasm: "workbookWrite", glue: "build/workbook-write/workbook-write.js", script: "workbookWriteScript" },
];

/** What is not built yet is asked for by this name; scripts/serve.mjs answers when it is there. */
const PENDING = "pending";

/** A hash as esbuild writes them into names. @param {(string | Uint8Array)[]} parts */
const hash = (...parts) => parts.reduce((sum, part) => sum.update(part), createHash("sha256")).digest("hex").slice(0, 8).toUpperCase();

/** @type {Record<string, string>} what takes the place of the names in www/api/globals.d.ts */
const define = {};
/** The names with hashes, by the names without: what the other scripts ask for. @type {Record<string, string>} */
const files = {};

/**
 * The glue of wasm-bindgen as a function that makes it: an instance that has ended is left with its glue, and the next has its
 * own (www/api/instance.js). What the function is given stands in the glue for the engine's `WebAssembly`.
 */
const glue = {
  name: "glue",
  /** @param {import("esbuild").PluginBuild} setup */
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]build[\\/][\w-]+[\\/][\w-]+\.js$/ }, async ({ path }) => {
      const made = await build({
        entryPoints: [path],
        bundle: true,
        write: false,
        format: "iife",
        globalName: "glue",
        target: "es2020",
        banner: { js: "export default (WebAssembly) => {" },
        footer: { js: "return glue;\n};" },
      });
      return { contents: made.outputFiles[0].text };
    });
  },
};

/** Imports that are taken from another file of the package, as it is. @param {[RegExp, string][]} taken */
const outside = (taken) => ({
  name: "outside",
  /** @param {import("esbuild").PluginBuild} setup */
  setup({ onResolve }) {
    for (const [filter, path] of taken) onResolve({ filter }, () => ({ path, external: true }));
  },
});

/**
 * Puts a file in the place of others, by their imports: in a notebook files come over the kernel's connection, in a page that holds
 * everything itself they stand in it, and the script's own address would be no page's.
 * @param {string} file @param {RegExp} filter
 */
const inside = (file, filter) => ({
  name: "inside",
  /** @param {import("esbuild").PluginBuild} setup */
  setup({ onResolve }) {
    onResolve({ filter }, () => ({ path: resolve(file) }));
  },
});

/** The elements' core, as www/publish/single.js leaves it for the parts. */
const fromCore = {
  name: "core",
  /** @param {import("esbuild").PluginBuild} setup */
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/elements\/(index|further)\.js$/ }, () => ({ path: "core", namespace: "core" }));
    onLoad({ filter: /.*/, namespace: "core" }, () => ({ contents: 'module.exports = globalThis[Symbol.for("innodex.core")];' }));
  },
};

/** The code of a bundle. @param {string | import("esbuild").StdinOptions} entry @param {import("esbuild").BuildOptions} [more] */
async function codeOf(entry, { plugins = [], ...more } = {}) {
  const { outputFiles = [] } = await build({
    ...(typeof entry === "string" ? { entryPoints: [entry] } : { stdin: entry }),
    write: false,
    bundle: true,
    format: "esm",
    target: "es2020",
    minify: true,
    legalComments: "none",
    charset: "utf8",
    logLevel: "warning",
    define,
    plugins: [glue, ...plugins],
    ...more,
  });
  return outputFiles[0].text;
}

/**
 * Bundles a script and returns the name of what was written.
 * @param {string | import("esbuild").StdinOptions} entry @param {string} name with `[hash]` where it has one
 * @param {import("esbuild").BuildOptions} [more]
 */
async function bundle(entry, name, more) {
  const code = await codeOf(entry, more);
  const path = `${DIST}/${name.replace("[hash]", hash(code))}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
  return basename(path);
}

/**
 * What every page loads is made smaller still by terser (3 per cent, compressed). The others stay as esbuild writes them: where a name
 * is moved into `new URL(..., import.meta.url)`, Vite lays a second copy of the file beside.
 * @param {string} entry @param {import("esbuild").BuildOptions} more
 */
async function smallest(entry, more) {
  const { code = "" } = await minify(await codeOf(entry, more), { module: true, ecma: 2020, compress: { passes: 3 } });
  return code;
}

/** The script of a stable name, which leads to the one with a hash. @param {string} name @param {string} file */
async function leading(name, file) {
  files[`${name}.js`] = file;
  await bundle({ contents: `export * from "./${file}";`, resolveDir: "." }, `${name}.js`, { external: ["./*"] });
}

/** A script with a hash, and the one that leads to it. @param {string} entry @param {string} name @param {import("esbuild").BuildOptions} [more] */
async function script(entry, name, more) {
  const file = await bundle(entry, `${name}-[hash].js`, more);
  await leading(name, file);
  return file;
}

/**
 * The core, and the elements that it loads later. They name each other, so they have one hash, of both.
 * @returns {Promise<string[]>} their names
 */
async function elements() {
  const names = ["innodex-[hash].js", "innodex-further-[hash].js"];
  // What is left out of the list is small and keeps no state: the further elements have their own copy.
  const shared = /^(lit|\.\/(bar|base|csv|format|frame|language|problem|table\.style|text)\.js)$/;
  const codes = [
    await smallest("www/elements/index.js", { plugins: [outside([[/^\.\/further\.js$/, `./${names[1]}`]])] }),
    await smallest("www/elements/further.js", { plugins: [outside([[shared, `./${names[0]}`]])] }),
  ];
  const both = hash(...codes);
  const hashed = (/** @type {string} */ text) => text.replaceAll("-[hash].js", `-${both}.js`);
  for (const [i, name] of names.entries()) await writeFile(`${DIST}/${hashed(name)}`, hashed(codes[i]));
  return names.map(hashed);
}

/** A script for Node, where nothing is cached. @param {string} entry @param {string} name */
const inNode = (entry, name) => bundle(entry, `${name}.js`, { platform: "node", target: "node20" });

// What was laid out before goes: names with hashes would pile up.
await mkdir(DIST, { recursive: true });
for (const name of await readdir(DIST)) if (/\.(js|wasm)$/.test(name)) await rm(`${DIST}/${name}`);

// 1. The modules, and which words of a framework the first of them knows.
/** What the build is known by. @type {(string | Uint8Array)[]} */
const inputs = [];
for (const { file, wasm } of MODULES) {
  const there = existsSync(file);
  const bytes = there ? await readFile(file) : wasm;
  const name = basename(file, ".wasm");
  const named = there ? `${name}-${hash(bytes)}.wasm` : `${name}-${PENDING}.wasm`;
  if (there) await copyFile(file, `${DIST}/${named}`);
  inputs.push(bytes);
  define[`FILES.${wasm}`] = JSON.stringify(named);
  files[`${name}.wasm`] = named;
}
for (const name of (await readdir("www", { recursive: true })).filter((each) => each.endsWith(".js")).sort()) inputs.push(await readFile(`www/${name}`));
define.BUILD = JSON.stringify(hash(...inputs));
define.FIRST = JSON.stringify(await firstRanking(`${DIST}/${files["ranking.wasm"]}`));

// 2. The glue of the modules that not every page loads.
for (const { glue: entry, script } of MODULES) {
  if (!entry) continue;
  const name = basename(entry, ".js");
  files[`${name}-glue.js`] = existsSync(entry) ? await bundle(entry, `${name}-glue-[hash].js`) : `${name}-glue-${PENDING}.js`;
  define[`FILES.${script}`] = JSON.stringify(files[`${name}-glue.js`]);
}
files["table-worker.js"] = existsSync("build/table/table.js") ? await bundle("www/table/worker.js", "table-worker-[hash].js") : `table-worker-${PENDING}.js`;
define["FILES.tableWorker"] = JSON.stringify(files["table-worker.js"]);

// 3. The core, which is the elements of a first page, what it loads later, and the API.
const [core, further] = await elements();
await leading("innodex", core);
files["innodex-further.js"] = further;
const tables = await script("www/table/browser.js", "tables");
await script("www/api/browser.js", "index");
await script("www/api/analysis.js", "analysis");
await script("www/api/robustness.js", "robustness");
await script("www/api/planning.js", "planning");
await script("www/workbook/browser.js", "workbook");
const report = await script("www/report/browser.js", "report");

// 4. The further elements take the core, and the API of tables, from the files beside them: one copy of each on a page.
const beside = outside([[/\/elements\/index\.js$/, `./${core}`], [/\/elements\/further\.js$/, `./${further}`]]);
/** The scripts of elements, by their folders. @type {Record<string, string>} */
const own = {};
for (const name of ["audit", "profile", "uncertainty", "trend", "map", "whatif"]) own[name] = await script(`www/${name}/index.js`, name, { plugins: [beside] });
await script("www/report/index.js", "report-element", { plugins: [beside, outside([[/\/whatif\/index\.js$/, `./${own.whatif}`], [/^\.\/browser\.js$/, `./${report}`]])] });
own.table = await script("www/table/index.js", "table", { plugins: [beside, outside([[/^\.\/browser\.js$/, `./${tables}`]])] });
// The workbench takes all of these, those of its later steps when they are asked for.
const elementsOf = Object.entries(own).map(([name, file]) => /** @type {[RegExp, string]} */ ([new RegExp(`/${name}/index\\.js$`), `./${file}`]));
await script("www/workbench/index.js", "workbench", { plugins: [beside, outside([[/\/table\/browser\.js$/, `./${tables}`], [/\/publish\/browser\.js$/, "./publish.js"], ...elementsOf])] });

// 5. Publishing: the function, and what a publication carries. Its pages may hold everything themselves: the same elements as classic
// scripts, the core and a part for each further script, and the glue of the module that a page has.
const index = files["index.js"];
const analysis = files["analysis.js"];
await script("www/publish/browser.js", "publish", { plugins: [outside([[/\/api\/browser\.js$/, `./${index}`], [/\/api\/analysis\.js$/, `./${analysis}`]])] });
/** @param {string | import("esbuild").StdinOptions} entry @param {string} name @param {import("esbuild").Plugin[]} [plugins] */
async function classic(entry, name, plugins = []) {
  files[`${name}.js`] = await bundle(entry, `${name}-[hash].js`, { format: "iife", plugins, define: { ...define, "import.meta.url": "document.baseURI" } });
}
await classic("www/publish/single.js", "single-core", [inside("www/publish/platform.js", /\/(api\/browser|later|script|mend)\.js$/)]);
for (const name of ["audit", "profile", "trend", "uncertainty", "whatif"]) {
  await classic(`www/${name}/index.js`, `single-${name}`, [fromCore, inside("www/publish/beside.js", /\/beside\.js$/)]);
}
for (const name of ["ranking", "model", "analysis"]) {
  if (existsSync(`build/${name}/${name}.js`)) await classic({ contents: `import glue from "./build/${name}/${name}.js"; globalThis[Symbol.for("innodex.glue")] = glue;`, resolveDir: "." }, `single-glue-${name}`);
}
await classic("www/publish/resize.js", "resize");
await copyFile("www/icon.svg", `${DIST}/icon.svg`);

// 6. What takes no part in pages.
if (existsSync("build/analysis/analysis.js")) await inNode("www/api/node.js", "node");
if (["table", "sql", "workbook-read"].every((name) => existsSync(`build/${name}/${name}.js`))) await inNode("www/table/node.js", "tables-node");
if (existsSync("build/report/report.js")) await inNode("www/report/node.js", "report-node");
if (existsSync("build/workbook-write/workbook-write.js")) await inNode("www/workbook/node.js", "workbook-node");
if (existsSync("build/notebook/notebook.js")) await bundle("www/notebook/widget.js", "../../build/notebook/widget.js", { plugins: [inside("www/notebook/platform.js", /\/(api\/browser|later|script|mend)\.js$/)] });
await bundle("www/publish/node.js", "publish-node.js", { platform: "node", target: "node20", plugins: [outside([[/\/api\/node\.js$/, "./node.js"], [/\/api\/analysis\.js$/, "./analysis.js"]])] });

// 7. The schema of projects, with those that Rust has derived in it.
/** @param {string} part */
const schemaOf = (part) => (existsSync(`${DIST}/schema/${part}.json`) ? JSON.parse(readFileSync(`${DIST}/schema/${part}.json`, "utf8")) : undefined);
await mkdir(`${DIST}/schema`, { recursive: true });
await writeFile(`${DIST}/schema/project.json`, JSON.stringify(shipped(schemaOf), null, 2));

const { version } = JSON.parse(await readFile("pkg/package.json", "utf8"));
await writeFile(`${DIST}/files.json`, `${JSON.stringify({ version, build: JSON.parse(define.BUILD), files }, null, 1)}\n`);
