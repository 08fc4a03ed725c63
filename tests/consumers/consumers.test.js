// The package as others get it: packed, installed by npm without a network into three small projects, and used as its
// README says. Everything here starts from the one tarball.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { createServer } from "vite";
import { Model } from "../../pkg/dist/node.js";
import { dist, page, ranked, rows, tarball } from "../support/browser.js";
import { innodex } from "../support/cli.js";
import { json, named, project, text } from "../support/files.js";

const LIMIT = 5_500_000;

const run = promisify(execFile);
const tool = (name) => join(project, "node_modules/.bin", name);
/** Outside the checkout, so that nothing is found in its node_modules by accident. */
const folder = mkdtempSync(join(tmpdir(), "innodex-consumers-"));
const [onPage, withVite, inNode] = ["page", "vite", "node"].map((name) => join(folder, name));

const readme = text("pkg/README.md");
/** The blocks of code of the package's README. */
const blocks = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({ language, code }));
/** The one block that holds something. */
const block = (what) => {
  const found = blocks.filter(({ code }) => code.includes(what));
  assert.equal(found.length, 1, `one block of pkg/README.md with ${what}`);
  return found[0].code;
};

const model = await Model.load({ framework: "provincial" });
const expected = model.rank("2022");
const own = { data: text("examples/own-figures/central.csv"), framework: json("examples/own-figures/central.json") };

before(async () => {
  cpSync(join(project, "tests/consumers"), folder, { recursive: true });
  const npm = ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", tarball()];
  for (const cwd of [onPage, withVite, inNode]) await run("npm", npm, { cwd });
  const site = join(onPage, "site");
  cpSync(join(onPage, "node_modules/innodex/dist"), join(site, "innodex"), { recursive: true });
  cpSync(join(onPage, "index.html"), join(site, "index.html"));
  cpSync(join(project, "www/icon.svg"), join(site, "icon.svg"));
  mkdirSync(join(withVite, "public"));
  cpSync(join(project, "www/icon.svg"), join(withVite, "public/icon.svg"));
  writeFileSync(join(withVite, "vite.config.js"), block("// vite.config.js"));
  await run(tool("vite"), ["build"], { cwd: withVite });
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Every file below a folder: its path, its bytes and their hash. */
const files = (from) =>
  readdirSync(from, { recursive: true })
    .map((path) => join(from, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path: path.slice(from.length + 1), bytes: readFileSync(path) }))
    .map((file) => ({ ...file, hash: createHash("sha256").update(file.bytes).digest("hex") }));

/** The wasm among some files by name: what is named so, and what hides in another file, as it is or as text. */
const modules = (all) => ({
  named: all.filter(({ path }) => path.endsWith(".wasm")).map(({ path, hash }) => `${basename(path)} ${hash}`).sort(),
  hidden: all.filter(({ path, bytes }) => bytes.indexOf("\0asm", path.endsWith(".wasm") ? 1 : 0) >= 0 || bytes.includes("AGFzbQ")).map(({ path }) => path),
});

test("the tarball: its size, each wasm once, nothing twice", (t) => {
  const inside = files(join(inNode, "node_modules/innodex"));
  const size = statSync(tarball()).size;
  const unpacked = inside.reduce((sum, { bytes }) => sum + bytes.length, 0);
  t.diagnostic(`${basename(tarball())}: ${size.toLocaleString("en")} bytes of ${LIMIT.toLocaleString("en")}; ${inside.length} files, ${unpacked.toLocaleString("en")} bytes unpacked`);
  assert.ok(size <= LIMIT, `${size} bytes`);

  const built = modules(files(join(project, "pkg/dist")));
  assert.ok(built.named.length >= 2);
  assert.deepEqual(modules(inside), { named: built.named, hidden: [] });

  const twice = inside.filter(({ hash, path }) => inside.find((other) => other.hash === hash).path !== path);
  assert.deepEqual(twice.map(({ path }) => path), []);
});

test("every wasm can be imported by its name", async () => {
  const names = readdirSync(dist()).filter((name) => name.endsWith(".wasm"));
  const script = `for (const name of ${JSON.stringify(names)}) console.log(import.meta.resolve("innodex/" + name))`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd: inNode });
  assert.deepEqual(stdout.trim().split("\n").map((url) => basename(url)), names);
});

test("package.json points at what is there (publint)", async () => {
  await run(tool("publint"), ["run", join(inNode, "node_modules/innodex"), "--strict"]);
});

test("Node: a script", async () => {
  const { stdout, stderr } = await run(process.execPath, ["rank.js"], { cwd: inNode });
  const [ranking, table] = stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(ranking, expected);
  assert.deepEqual(table, ["42", "2022", 1254.7]);
  assert.equal(stderr, "");
});

test("Node: the command, as the README gives it", async () => {
  const [, words] = block("npx innodex rank").match(/^npx innodex (rank .*)$/m);
  const { stdout, stderr } = await run("npx", ["--no-install", "innodex", ...words.split(" ")], { cwd: inNode });
  assert.equal(stdout, (await innodex(...words.split(" "))).out);
  assert.equal(stderr, "");
});

for (const [who, resolution, uses] of [
  ["a bundler", { module: "esnext", moduleResolution: "bundler" }, ["use.ts", "use-tables.ts", "use-workbook.ts"]],
  ["Node", { module: "nodenext", moduleResolution: "nodenext" }, ["use.ts", "use-node.ts", "use-tables.ts", "use-workbook.ts"]],
]) {
  test(`TypeScript: ${who} finds types that are whole`, async () => {
    const compilerOptions = { strict: true, noEmit: true, skipLibCheck: false, lib: ["es2020", "dom"], types: [], target: "es2020", ...resolution };
    for (const file of uses) cpSync(join(project, "tests/types", file), join(inNode, file));
    writeFileSync(join(inNode, "tsconfig.json"), JSON.stringify({ compilerOptions, files: uses }));
    const { stdout } = await run(tool("tsc"), ["-p", inNode]).catch((failed) => failed);
    assert.equal(stdout, "");
  });
}

/** The ranking of 2022, as the page shows it and as Node computes it. */
async function painted(tab) {
  await ranked(tab);
  assert.deepEqual(
    await rows(tab),
    expected.map(({ code, rank, unit, score }) => ({ code, rank: String(rank), name: unit.zh, score: score.toFixed(1) })),
  );
}

page("a plain page: the folder dist as innodex, and two lines", { root: join(onPage, "site"), mount: {} }, async (tab, { requests }) => {
  assert.ok(text("tests/consumers/page/index.html").includes(block("<innodex-ranking")), "the lines of pkg/README.md");
  await painted(tab);
  await tab.evaluate(() => customElements.whenDefined("innodex-scenario"));
  const beside = ["innodex.js", "innodex.js", "innodex-further.js", "ranking.wasm", "provinces.bin", "frameworks/provincial.json"].map((name) => `/innodex/${name}`);
  assert.deepEqual(requests.sort(), ["/", "/icon.svg", ...beside].sort());
});

/** What the page of the Vite project computes, from the embedded figures and from a CSV. */
async function computed(tab) {
  assert.deepEqual(await tab.evaluate(() => window.rank("2022", { framework: "provincial" })), expected);
  const ownModel = await Model.load(own);
  assert.deepEqual(await tab.evaluate((files) => window.rank("2022", files), own), ownModel.rank("2022"));
  assert.deepEqual(await tab.evaluate(() => window.open("地区,2021年,2022年\n湖南,3,4\n湖北,1,2\n", "x.csv")), ["42", "2021", 1]);
}

page("Vite: built with the README's vite.config.js", { root: join(withVite, "dist"), mount: {} }, async (tab, { requests }) => {
  await painted(tab);
  await computed(tab);
  const inside = files(join(withVite, "dist"));
  assert.deepEqual(modules(inside), { named: modules(files(dist())).named, hidden: [] });
  // Nothing lies there that no page asks for, but for what says whose it is.
  const idle = inside.map(({ path }) => named(path)).filter((path) => !requests.includes(`/${path}`));
  const others = readdirSync(join(dist(), "frameworks")).filter((name) => name !== "provincial.json").map((name) => `assets/frameworks/${name}`);
  // The fullest module is there for whoever asks for draws or the audit, the others for whoever opens a workbook, the register
  // for a table of cities, that of reports for whoever reads one. What writes SQL is for Node, and lies beside the others.
  const modulesLeft = ["analysis", "report", "workbook-read", "workbook-write"].flatMap((name) => [`assets/${name}-glue.js`, `assets/${name}.wasm`]).concat("assets/icon.svg", "assets/workbench-worker.js", "assets/spare-first.js", "assets/rescue.js", "assets/tables.js", "assets/compile-worker.js", "assets/analysis.simd.wasm", "assets/divisions.bin", "assets/sql.wasm");
  assert.deepEqual(idle.sort(), ["assets/THIRD-PARTY.txt", ...others, ...modulesLeft, "assets/sbom.json", "index.html"].sort());
});

page("Vite: its development server", { at: "/icon.svg" }, async (tab) => {
  const vite = await createServer({ root: withVite, logLevel: "warn", server: { host: "127.0.0.1", port: 0 } });
  try {
    await vite.listen();
    // Vite's own line to its page is answered here, so that the watch stays for all others.
    await tab.routeWebSocket(/\?token=/, () => undefined);
    await tab.goto(vite.resolvedUrls.local[0]);
    await painted(tab);
    await computed(tab);
  } finally {
    await vite.close();
  }
});

test("on a server the entries of the elements can be imported, register nothing, and have the names that their types declare", async () => {
  const entries = ["element", "table-element", "audit-element", "profile-element", "uncertainty-element", "whatif-element"];
  const { exports: paths } = JSON.parse(readFileSync(join(inNode, "node_modules/innodex/package.json"), "utf8"));
  const script = `const found = {}; for (const entry of ${JSON.stringify(entries)}) found[entry] = Object.keys(await import("innodex/" + entry)); console.log(JSON.stringify({ found, pages: [typeof document, typeof customElements] }))`;
  const { stdout, stderr } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd: inNode });
  assert.equal(stderr, "");
  const { found, pages } = JSON.parse(stdout);
  assert.deepEqual(pages, ["undefined", "undefined"]);
  for (const entry of entries) {
    const types = readFileSync(join(inNode, "node_modules/innodex", paths[`./${entry}`].types), "utf8");
    const declared = [...types.matchAll(/^export declare const (\w+)/gm)].map(([, name]) => name);
    assert.ok(declared.length >= 1);
    for (const name of declared) assert.ok(found[entry].includes(name), `${entry}: ${name}`);
  }
});

test("types are found by every way of resolving (attw)", async () => {
  // It ends with 1 where something is not found; what is no script has no types.
  await run(tool("attw"), [tarball(), "--profile", "esm-only", "--exclude-entrypoints", "./provinces.bin", "./divisions.bin", "./files.json"]);
});

test("React: the elements' names in JSX", async () => {
  cpSync(join(project, "tests/consumers/bundled/page.tsx"), join(inNode, "page.tsx"));
  const typeRoots = join(project, "node_modules/@types");
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: false, lib: ["es2022", "dom"], types: [], target: "es2022", module: "esnext", moduleResolution: "bundler", jsx: "react-jsx", paths: { react: [`${typeRoots}/react/index.d.ts`], "react/jsx-runtime": [`${typeRoots}/react/jsx-runtime.d.ts`] } };
  writeFileSync(join(inNode, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["page.tsx"] }));
  const { stdout } = await run(tool("tsc"), ["-p", inNode]).catch((failed) => failed);
  assert.equal(stdout, "");
});

/** The folder `bundled`, bundled by each of them, with dist as /innodex/. */
const BUNDLERS = {
  esbuild: ({ entry, out }) => run(tool("esbuild"), [entry, "--bundle", "--format=esm", "--minify", `--outfile=${out}/main.js`]),
  "esbuild (iife)": ({ entry, out }) => run(tool("esbuild"), [entry, "--bundle", "--format=iife", "--log-level=error", `--outfile=${out}/main.js`]),
  Rollup: async ({ entry, out, cwd }) => {
    const config = join(cwd, "rollup.config.mjs");
    // Of the names of packages Rollup itself finds none.
    writeFileSync(config, `const dist = ${JSON.stringify(join(cwd, "node_modules/innodex/dist"))}; const at = { "innodex": "index.js", "innodex/element": "innodex-element.js", "innodex/whatif-element": "whatif-element.js", "innodex/table": "tables.js" }; export default { input: ${JSON.stringify(entry)}, output: { dir: ${JSON.stringify(out)}, entryFileNames: "main.js", format: "es" }, plugins: [{ resolveId: (name) => (at[name] ? dist + "/" + at[name] : null) }] };`);
    await run(tool("rollup"), ["-c", config, "--silent"]);
  },
  webpack: async ({ entry, out }) => {
    const { default: webpack } = await import("webpack");
    const stats = await new Promise((done, failed) => webpack({ mode: "production", entry, output: { path: out, filename: "main.js", publicPath: "/" }, performance: { hints: false } }, (error, result) => (error ? failed(error) : done(result))));
    assert.deepEqual(stats.toJson({ errors: true, warnings: true }).errors.map(({ message }) => message), []);
    assert.deepEqual(stats.toJson({ errors: true, warnings: true }).warnings.map(({ message }) => message), []);
  },
};
for (const [name, bundle] of Object.entries(BUNDLERS)) {
  const out = mkdtempSync(join(tmpdir(), "innodex-bundled-"));
  after(() => rmSync(out, { recursive: true, force: true }));
  cpSync(join(project, "www/icon.svg"), join(out, "icon.svg"));
  page(`${name}: a page's script with the elements, the API and raw tables, and the folder beside it`, { root: out, mount: { "/innodex/": join(onPage, "site/innodex") }, at: "/icon.svg" }, async (tab, { open }) => {
    const cwd = join(folder, "bundled");
    if (!readdirSync(cwd).includes("node_modules")) await run("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", tarball()], { cwd });
    await bundle({ entry: join(cwd, "main.js"), out, cwd });
    writeFileSync(join(out, "page.html"), `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>t</title><link rel="icon" href="/icon.svg"></head><body><innodex-ranking framework="provincial" period="2022"></innodex-ranking><innodex-scenario unit="42" indicator="rd_expenditure"></innodex-scenario><script ${name === "esbuild (iife)" || name === "webpack" ? "defer" : 'type="module"'} src="/main.js"></script></body></html>`);
    await open("/page.html");
    await painted(tab);
    await computed(tab);
    await tab.locator("innodex-planner table").first().waitFor();
  });
}
