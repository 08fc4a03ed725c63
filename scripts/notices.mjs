// Names everything that others wrote and the package carries: THIRD-PARTY.txt for people, sbom.json (CycloneDX) for machines.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{ name: string, version: string, license: string, purl: string, authors: string, folder: string }} Component */

/** The crates linked into the wasm: of Cargo's graph, what is neither for building nor for testing. @returns {Component[]} */
function crates() {
  const options = ["--locked", "--format-version", "1", "--filter-platform", "wasm32-unknown-unknown", "--no-default-features", "--features", "calculator,reader,table,workbook"];
  const { packages, resolve } = JSON.parse(execFileSync("cargo", ["metadata", ...options], { encoding: "utf8", maxBuffer: 1e9 }));
  /** @type {Map<string, any>} */
  const known = new Map(packages.map((/** @type {any} */ each) => [each.id, each]));
  /** @type {Map<string, any>} */
  const nodes = new Map(resolve.nodes.map((/** @type {any} */ node) => [node.id, node]));
  const isMacro = (/** @type {string} */ id) => known.get(id).targets.some((/** @type {any} */ target) => target.kind.includes("proc-macro"));
  /** @type {Set<string>} */
  const linked = new Set();
  /** @param {string} id */
  const walk = (id) => {
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      if (linked.has(pkg) || isMacro(pkg) || !kinds.some((/** @type {any} */ { kind }) => kind === null)) continue;
      linked.add(pkg);
      walk(pkg);
    }
  };
  walk(resolve.root);
  return [...linked].map((id) => {
    const { name, version, license, authors, manifest_path: manifest } = known.get(id);
    return { name, version, license, purl: `pkg:cargo/${name}@${version}`, authors: authors.join(", "), folder: join(manifest, "..") };
  });
}

/** Lit and what it is made of; its types and its part for servers are not in the bundle. @returns {Component[]} */
function modules() {
  /** @type {Map<string, Component>} */
  const found = new Map();
  /** @param {string} id */
  const walk = (id) => {
    if (found.has(id) || /^@types\/|ssr-dom-shim$/.test(id)) return;
    const folder = join("node_modules", id);
    const { name, version, license, dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    found.set(id, { name, version, license, purl: `pkg:npm/${name.replace("@", "%40")}@${version}`, authors: "", folder });
    Object.keys(dependencies).forEach(walk);
  };
  walk("lit");
  return [...found.values()];
}

/** Figures of others that are in our own sources. @returns {Component[]} */
function figures() {
  const [name, version] = ["new-joe-kuo-6", "2010-09-16"];
  return [{ name, version, license: "BSD-3-Clause", purl: `pkg:generic/${name}@${version}`, authors: "Frances Y. Kuo and Stephen Joe", folder: "src/robustness/sobol" }];
}

/** The texts of a component's licences. @param {Component} component */
function texts({ name, version, license, authors, folder }) {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|copyright|unlicense|notice)/i.test(file) && !file.endsWith(".spdx"));
  if (files.length > 0) return files.sort().map((file) => readFileSync(join(folder, file), "utf8").trim());
  // Some crates name their licence and leave its text out. These two are the same for everybody but for the name.
  const known = license.includes("Apache-2.0") ? "LICENSE-APACHE" : license === "MIT" ? "LICENSE-MIT" : null;
  if (!known) throw new Error(`${name} ${version} comes without the text of its licence: ${folder}`);
  return [readFileSync(known, "utf8").trim().replace(/^Copyright .*$/m, `Copyright (c) ${authors || `the authors of ${name}`}`)];
}

const out = process.argv[2];
if (!out) throw new Error("usage: node scripts/notices.mjs DIRECTORY");

const components = [...crates(), ...modules(), ...figures()].sort((a, b) => (a.purl < b.purl ? -1 : 1));
// Many carry the same text to the letter: it stands once, with all their names.
/** @type {Map<string, string[]>} */
const bearers = new Map();
for (const component of components) {
  for (const text of texts(component)) bearers.set(text, [...(bearers.get(text) ?? []), `${component.name} ${component.version}`]);
}
const list = components.map(({ name, version, license }) => `${name} ${version}: ${license}`);
const notices = [...bearers].map(([text, names]) => `${"=".repeat(80)}\n${names.join(", ")}\n\n${text}\n`);
writeFileSync(join(out, "THIRD-PARTY.txt"), `What innodex carries of others, and the Rust standard library (MIT OR Apache-2.0).\n\n${list.join("\n")}\n\n${notices.join("\n")}`);

const sbom = {
  bomFormat: "CycloneDX",
  specVersion: "1.5",
  version: 1,
  components: components.map(({ name, version, license, purl }) => ({ type: "library", name, version, purl, licenses: [{ expression: license.replace("/", " OR ") }] })),
};
writeFileSync(join(out, "sbom.json"), `${JSON.stringify(sbom, null, 1)}\n`);
