// Lays out pkg/dist: the wasm modules and the scripts, each with a hash of its content in its name, and one small script for
// every name that a page or an import may use, which stays the same and leads to them. So a browser's cache may keep whatever
// it has: files of two builds have different names.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { gzipSync } from "node:zlib";
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

/**
 * Lit makes a trusted-types policy as soon as it is read, and breaks where its name is taken. It is given ours instead
 * (www/api/trusted.js).
 */
const lit = {
  name: "lit",
  /** @param {import("esbuild").PluginBuild} setup */
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]lit-html[\\/]lit-html\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const own = /(\w+)\?\1\.createPolicy\("lit-html",\{createHTML:(\w+)=>\2\}\):void 0/;
      if (!own.test(source)) throw new Error(`${path}: where is the policy?`);
      return { contents: `import { forTemplates } from ${JSON.stringify(resolve("www/api/trusted.js"))};\n${source.replace(own, "forTemplates()")}` };
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

/** In a script that holds everything, what helps in a failure is inside too. */
const whole = inside("www/api/inside.js", /\/compile\.js$/);
/** And asks nobody. */
const alone = inside("www/api/ask-nobody.js", /\/ask\.js$/);

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
    plugins: [glue, lit, ...plugins],
    ...more,
  });
  return outputFiles[0].text;
}

/** The same, and bundlers are told of the imports that are not theirs to follow: minifiers drop what the sources say. @param {string} code */
const left = (code) => code.replace(/\bimport\((?!["'`])/g, "import(/* webpackIgnore: true *//* @vite-ignore */");

/** Writes a script and returns its name. @param {string} code @param {string} name with `[hash]` where it has one */
async function written(code, name) {
  const path = `${DIST}/${name.replace("[hash]", hash(code))}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
  return basename(path);
}

/**
 * Bundles a script and returns the name of what was written.
 * @param {string | import("esbuild").StdinOptions} entry @param {string} name @param {import("esbuild").BuildOptions} [more]
 */
const bundle = async (entry, name, more) => written(left(await codeOf(entry, more)), name);

/**
 * What every page loads, the API, the glue of modules and a page in one file are made smaller still by terser (3 per cent, compressed). The others stay as esbuild writes them: where a name
 * is moved into `new URL(..., import.meta.url)`, Vite lays a second copy of the file beside.
 * @param {string | import("esbuild").StdinOptions} entry @param {import("esbuild").BuildOptions} [more]
 */
async function smallest(entry, more) {
  const { code = "" } = await minify(await codeOf(entry, more), { module: true, ecma: 2020, compress: { passes: 3 } });
  return left(code);
}

/** The name of a script of this build. @param {string} name */
const ofBuild = (name) => `${name}-${BUILD}.js`;

/** A script of the API, and the one of a stable name that leads to it. @param {string} entry @param {string} name @param {import("esbuild").BuildOptions} [more] */
async function api(entry, name, more) {
  files[`${name}.js`] = await written(await smallest(entry, more), ofBuild(name));
  await bundle({ contents: `export * from "./${ofBuild(name)}";`, resolveDir: "." }, `${name}.js`, { external: ["./*"] });
}

/**
 * What leads to a script of elements: one that a page names, which finds its way after an upgrade (www/entry.js), and one that a
 * bundler can follow, `NAME-element.js`.
 * @param {string} name
 */
async function leading(name) {
  files[`${name}.js`] = ofBuild(name);
  const code = await codeOf("www/entry.js", { define: { ...define, NAME: JSON.stringify(name) } });
  const { code: small = "" } = await minify(code, { module: true, ecma: 2020 });
  await writeFile(`${DIST}/${name}.js`, left(small));
  await bundle({ contents: `export * from "./${ofBuild(name)}";`, resolveDir: "." }, `${name}-element.js`, { external: ["./*"] });
}

/** A script of elements, and what leads to it. @param {string} entry @param {string} name @param {import("esbuild").BuildOptions} [more] */
async function script(entry, name, more) {
  await bundle(entry, ofBuild(name), more);
  await leading(name);
}

/** The core, and the elements that it loads later. */
async function elements() {
  // What is left out of the list is small and keeps no state: the further elements have their own copy.
  const shared = /^(lit|\.\/(address|bar|base|copy|csv|format|frame|language|problem|source|table\.style|text)\.js)$/;
  const [core, further] = [ofBuild("innodex"), ofBuild("innodex-further")];
  await writeFile(`${DIST}/${core}`, await smallest("www/elements/index.js", { plugins: [outside([[/^\.\/further\.js$/, `./${further}`]])] }));
  await writeFile(`${DIST}/${further}`, await smallest("www/elements/further.js", { plugins: [outside([[shared, `./${core}`]])] }));
  await leading("innodex");
  files["innodex-further.js"] = further;
}

/** The files that a first ranking needs, once more: in a script, which every server gives. All of them would double the package. */
async function spares() {
  const there = [files["ranking.wasm"], ...DATA.filter((name) => name !== "divisions.bin")].filter((file) => existsSync(`${DIST}/${file}`));
  const contents = Object.fromEntries(await Promise.all(there.map(async (file) => [file, gzipSync(await readFile(`${DIST}/${file}`), { level: 9 }).toString("base64")])));
  const script = (files["spare-first.js"] = await bundle({ contents: `export const files = ${JSON.stringify(contents)};` }, "spare-first-[hash].js"));
  return Object.fromEntries(there.map((file) => [file, script]));
}

/** The bytes of the files that pages load while they run. */
async function lengths() {
  const names = [...new Set([...Object.values(files).filter((name) => /\.wasm$|-(glue|worker)-/.test(name)), ...DATA])].filter((name) => existsSync(`${DIST}/${name}`));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, (await stat(`${DIST}/${name}`)).size])));
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
/** The data, whose names stay the same. */
const DATA = ["provinces.bin", "divisions.bin", ...(await readdir(`${DIST}/frameworks`).catch(() => [])).map((name) => `frameworks/${name}`).sort()].filter((name) => existsSync(`${DIST}/${name}`));
for (const path of [...DATA.map((name) => `${DIST}/${name}`), "package-lock.json", "scripts/bundle.mjs"]) inputs.push(await readFile(path));
const BUILD = hash(...inputs);
define.BUILD = JSON.stringify(BUILD);
define["FILES.rescue"] = JSON.stringify(`rescue-${BUILD}.js`);
define["FILES.further"] = JSON.stringify(`innodex-further-${BUILD}.js`);
define["FILES.share"] = JSON.stringify(`share-${BUILD}.js`);
define["FILES.tables"] = JSON.stringify(`tables-${BUILD}.js`);
define.FIRST = JSON.stringify(await firstRanking(`${DIST}/${files["ranking.wasm"]}`));

// 2. The glue of the modules that not every page loads.
for (const { glue: entry, script } of MODULES) {
  if (!entry) continue;
  const name = basename(entry, ".js");
  files[`${name}-glue.js`] = existsSync(entry) ? await written(await smallest(entry), `${name}-glue-[hash].js`) : `${name}-glue-${PENDING}.js`;
  define[`FILES.${script}`] = JSON.stringify(files[`${name}-glue.js`]);
}
files["table-worker.js"] = existsSync("build/table/table.js") ? await bundle("www/table/worker.js", "table-worker-[hash].js") : `table-worker-${PENDING}.js`;
define["FILES.tableWorker"] = JSON.stringify(files["table-worker.js"]);

files["compile-worker.js"] = await bundle("www/api/compile-worker.js", "compile-worker-[hash].js", { format: "iife" });
define["FILES.compileWorker"] = JSON.stringify(files["compile-worker.js"]);

// 3. What helps where a file cannot be used: the files once more in scripts, and who knows how long each is.
define.SPARES = JSON.stringify(await spares());
define.LENGTHS = JSON.stringify(await lengths());
files["rescue.js"] = await bundle("www/api/rescue.js", ofBuild("rescue"));

// 4. The core, which is the elements of a first page, what it loads later, and the API.
await elements();
await api("www/table/browser.js", "tables");
await api("www/api/browser.js", "index");
await api("www/api/analysis.js", "analysis");
await api("www/api/robustness.js", "robustness");
await api("www/api/planning.js", "planning");
await api("www/workbook/browser.js", "workbook");
await api("www/report/browser.js", "reports");
await api("www/publish/browser.js", "publish", { plugins: [outside([[/\/api\/browser\.js$/, `./${ofBuild("index")}`], [/\/api\/analysis\.js$/, `./${ofBuild("analysis")}`]])] });

// 5. The further elements take the core, and the API of tables, from the files beside them: one copy of each on a page.
const beside = outside([[/\/elements\/index\.js$/, `./${ofBuild("innodex")}`], [/\/elements\/further\.js$/, `./${ofBuild("innodex-further")}`]]);
const OWN = ["audit", "profile", "uncertainty", "trend", "map", "whatif", "table", "report"];
const elementsOf = OWN.map((name) => /** @type {[RegExp, string]} */ ([new RegExp(`/${name}/index\\.js$`), `./${ofBuild(name)}`]));
const OF_API = /** @type {[RegExp, string][]} */ ([[/\/table\/browser\.js$/, `./${ofBuild("tables")}`], [/\/publish\/browser\.js$/, `./${ofBuild("publish")}`]]);
for (const name of ["audit", "profile", "uncertainty", "trend", "map", "whatif"]) await script(`www/${name}/index.js`, name, { plugins: [beside] });
files["share.js"] = await bundle("www/share/index.js", ofBuild("share"), { plugins: [beside] });
await script("www/table/index.js", "table", { plugins: [beside, outside([[/^\.\/browser\.js$/, `./${ofBuild("tables")}`]])] });
await script("www/report/index.js", "report", { plugins: [beside, outside([[/\/whatif\/index\.js$/, `./${ofBuild("whatif")}`], [/^\.\/browser\.js$/, `./${ofBuild("reports")}`]])] });
// The workbench takes all of these, those of its later steps when they are asked for.
files["workbench-worker.js"] = await bundle("www/workbench/worker.js", "workbench-worker-[hash].js");
define["FILES.workbenchWorker"] = JSON.stringify(files["workbench-worker.js"]);
await script("www/workbench/index.js", "workbench", { plugins: [beside, outside([...OF_API, ...elementsOf])] });

// 6. What a publication carries. Its pages may hold everything themselves: the same elements as classic
// scripts, the core and a part for each further script, and the glue of the module that a page has.
/** What a script that holds everything itself does not load: links and workbooks, and files that stand in for others. */
const ALONE = { "FILES.share": "null", SPARES: "{}", LENGTHS: "{}" };
/** @param {string | import("esbuild").StdinOptions} entry @param {string} name @param {import("esbuild").Plugin[]} [plugins] */
async function classic(entry, name, plugins = []) {
  const code = await smallest(entry, { format: "iife", plugins, define: { ...define, ...ALONE, "import.meta.url": "document.baseURI" } });
  files[`${name}.js`] = await written(code, `${name}-[hash].js`);
}
await classic("www/publish/single.js", "single-core", [whole, alone, inside("www/elements/left-out.js", /\/(sharing|elder)\.js$/), inside("www/publish/platform.js", /\/(api\/browser|later|script|mend)\.js$/)]);
for (const name of ["audit", "map", "profile", "trend", "uncertainty", "whatif"]) {
  await classic(`www/${name}/index.js`, `single-${name}`, [fromCore, whole, inside("www/publish/beside.js", /\/beside\.js$/)]);
}
for (const name of ["ranking", "model", "analysis"]) {
  if (existsSync(`build/${name}/${name}.js`)) await classic({ contents: `import glue from "./build/${name}/${name}.js"; globalThis[Symbol.for("innodex.glue")] = glue;`, resolveDir: "." }, `single-glue-${name}`);
}
await classic("www/publish/resize.js", "resize");
await copyFile("www/icon.svg", `${DIST}/icon.svg`);

// 7. What takes no part in pages.
await inNode("www/elements/server.js", "elements-node");
if (existsSync("build/analysis/analysis.js")) await inNode("www/api/node.js", "node");
if (["table", "sql", "workbook-read"].every((name) => existsSync(`build/${name}/${name}.js`))) await inNode("www/table/node.js", "tables-node");
if (existsSync("build/report/report.js")) await inNode("www/report/node.js", "reports-node");
if (existsSync("build/workbook-write/workbook-write.js")) await inNode("www/workbook/node.js", "workbook-node");
if (existsSync("build/notebook/notebook.js")) await bundle("www/notebook/widget.js", "../../build/notebook/widget.js", { define: { ...define, ...ALONE }, plugins: [whole, alone, inside("www/elements/left-out.js", /\/(sharing|elder)\.js$/), inside("www/notebook/platform.js", /\/(api\/browser|later|script|mend)\.js$/)] });
await bundle("www/publish/node.js", "publish-node.js", { platform: "node", target: "node20", plugins: [outside([[/\/api\/node\.js$/, "./node.js"], [/\/api\/analysis\.js$/, "./analysis.js"]])] });

// 8. The schema of projects, with those that Rust has derived in it.
/** @param {string} part */
const schemaOf = (part) => (existsSync(`${DIST}/schema/${part}.json`) ? JSON.parse(readFileSync(`${DIST}/schema/${part}.json`, "utf8")) : undefined);
await mkdir(`${DIST}/schema`, { recursive: true });
await writeFile(`${DIST}/schema/project.json`, JSON.stringify(shipped(schemaOf), null, 2));

const { version } = JSON.parse(await readFile("pkg/package.json", "utf8"));
await writeFile(`${DIST}/files.json`, `${JSON.stringify({ version, build: BUILD, files }, null, 1)}\n`);
