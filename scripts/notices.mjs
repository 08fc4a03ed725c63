// Names everything that others wrote and the package carries: THIRD-PARTY.txt for people, sbom.json (CycloneDX) for machines.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{ name: string, version: string, license: string, purl: string, authors: string, folder: string }} Component */

/**
 * The crates linked into a module, our own left out.
 * @param {string} folder
 * @param {string} [features]
 * @returns {Component[]}
 */
function crates(folder, features = "") {
  const options = ["--locked", "--manifest-path", join(folder, "Cargo.toml"), "--features", features];
  const cargo = (/** @type {string[]} */ ...more) => execFileSync("cargo", more, { encoding: "utf8", maxBuffer: 1e9 });
  const tree = cargo("tree", ...options, "--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}");
  const linked = new Set(tree.split("\n").map((line) => line.split(" ").slice(0, 2).join(" ")));
  const { packages } = JSON.parse(cargo("metadata", ...options, "--format-version", "1"));
  return packages
    .filter((/** @type {any} */ { name, version }) => linked.has(`${name} v${version}`) && !name.startsWith("innodex"))
    .map((/** @type {any} */ { name, version, license, authors, manifest_path: manifest }) => {
      return { name, version, license, purl: `pkg:cargo/${name}@${version}`, authors: authors.join(", "), folder: join(manifest, "..") };
    });
}

/** Lit and what it is made of, and fflate; their types and its part for servers are not in the bundle. @returns {Component[]} */
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
  walk("fflate");
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

const linked = [...crates("crates/wasm", "small-allocator,analysis,flat,js-numbers,workbook-read,workbook-write"), ...crates("crates/wasm-table")];
const once = new Map([...linked, ...modules(), ...figures()].map((component) => [component.purl, component]));
const components = [...once.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1));
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
