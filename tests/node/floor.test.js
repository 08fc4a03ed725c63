// scripts/floor.sh passes what is shipped (make test runs it so), and refuses everything it is there to refuse.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import esbuild from "esbuild";
import initWabt from "wabt";
import { hashed, project, text } from "../support/files.js";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "innodex-floor-"));
after(() => rmSync(folder, { recursive: true }));

/** Runs the gate on a file. */
const gate = (...files) =>
  run("scripts/floor.sh", files, { cwd: project }).then(
    () => ({ passed: true, said: "" }),
    ({ code, stderr }) => ({ passed: false, code, said: stderr }),
  );

async function refused(name, content, why) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const { passed, code, said } = await gate(path);
  assert.deepEqual([passed, code], [false, 1], name);
  assert.match(said, why);
}
async function passes(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const { passed, said } = await gate(path);
  assert.ok(passed, said);
}

test("what is shipped passes", async () => assert.ok((await gate()).passed));

describe("wasm", { concurrency: 2 }, () => {
  let wabt;
  before(async () => void (wabt = await initWabt()));
  const wasm = (wat) => wabt.parseWat("m.wat", wat, { reference_types: true, multi_value: true, simd: true, bulk_memory: true, sat_float_to_int: true, sign_extension: true, tail_call: true, threads: true, exceptions: true }).toBinary({}).buffer;
  /** A custom section at the end: name and content. */
  const withFeatures = (module, feature) => {
    const name = "target_features";
    const body = [name.length, ...Buffer.from(name), 1, 0x2b, feature.length, ...Buffer.from(feature)];
    return Buffer.concat([module, Buffer.from([0, body.length, ...body])]);
  };
  const PLAIN = '(module (func (export "f") (param f64) (result i32) local.get 0 i32.trunc_sat_f64_s i32.extend8_s))';

  test("the floor's own features pass", () => passes("plain.wasm", wasm(PLAIN)));
  test("bulk memory passes", () => passes("bulk.wasm", wasm('(module (memory 1) (func (export "f") i32.const 0 i32.const 1 i32.const 2 memory.copy))')));
  test("reference types", () => refused("externref.wasm", wasm('(module (func (export "f") (param externref) (result externref) local.get 0))'), /beyond the floor/));
  test("an externref table, as wasm-bindgen makes one by default", () => refused("table.wasm", wasm('(module (table (export "t") 1 externref))'), /beyond the floor/));
  test("several results", () => refused("multi.wasm", wasm('(module (func (export "f") (result i32 i32) i32.const 1 i32.const 2))'), /beyond the floor/));
  test("SIMD", () => refused("simd.wasm", wasm('(module (func (export "f") (param v128) (result v128) local.get 0))'), /beyond the floor/));
  test("tail calls", () => refused("tail.wasm", wasm('(module (func $f (export "f") return_call $f))'), /beyond the floor/));
  test("threads", () => refused("threads.wasm", wasm("(module (memory 1 1 shared))"), /beyond the floor/));
  test("a module that says it needs more, though it uses nothing", () =>
    refused("says.wasm", withFeatures(wasm(PLAIN), "reference-types"), /says that it needs reference-types/));
  test("a module that uses more and says so", () =>
    refused("both.wasm", withFeatures(wasm('(module (func (export "f") (param externref)))'), "reference-types"), /beyond the floor/));
  test("what is no module", () => refused("broken.wasm", "wasm", /beyond the floor/));
});

describe("JavaScript", { concurrency: 2 }, () => {
  const bad = {
    "logical assignment": ["export let a; a ||= 1;", /not ES2020/],
    "private field": ["export class A { #p = 1 }", /not ES2020/],
    "class field": ["export class A { p = 1 }", /not ES2020/],
    "top-level await": ["await 0;", /not ES2020/],
    "numeric separator": ["export const a = 1_000;", /not ES2020/],
    "new Function": ["export const f = new Function('return 1');", /of text/],
    "Function(": ["export const f = Function('return this')();", /of text/],
    eval: ["export const f = (x) => eval(x);", /of text/],
    innerHTML: ["export const f = (e, x) => { e.innerHTML = x };", /of text/],
    insertAdjacentHTML: ["export const f = (e, x) => e.insertAdjacentHTML('beforeend', x);", /of text/],
    "document.write": ["export const f = (x) => document.write(x);", /of text/],
  };
  for (const [name, [source, why]] of Object.entries(bad)) test(name, () => refused(`${name.replace(/\W/g, "-")}.js`, source, why));

  test("optional chaining, ?? and import.meta pass", () => passes("good.js", "export const a = (b) => b?.c ?? import.meta.url;"));

  test("the elements built without a target, and with unsafeHTML", async () => {
    const bundle = (source, target) =>
      esbuild.build({ stdin: { contents: source, resolveDir: project, loader: "js" }, bundle: true, write: false, minify: true, format: "esm", target, logLevel: "silent" }).then(({ outputFiles }) => outputFiles[0].text);
    await refused("untargeted.js", await bundle("export class A { static #n = 0; m(a) { a ??= 1; return A.#n + a } }", "esnext"), /not ES2020/);
    await refused("unsafe.js", await bundle('export { unsafeHTML } from "lit/directives/unsafe-html.js"; export { LitElement } from "lit"', "es2020"), /of text/);
  });

  test("one more sink in the real bundle", () => refused("bundle.js", `${text(`pkg/dist/${hashed("innodex.js")}`)}\nexport const z=(s,e)=>{s.innerHTML=e};`, /of text/));
});

test("a file that is not there, or is empty, or is neither", async () => {
  assert.match((await gate(join(folder, "none.wasm"))).said, /not there/);
  writeFileSync(join(folder, "empty.js"), "");
  assert.match((await gate(join(folder, "empty.js"))).said, /not there/);
  copyFileSync(`${project}pkg/package.json`, join(folder, "package.json"));
  assert.match((await gate(join(folder, "package.json"))).said, /neither/);
});
