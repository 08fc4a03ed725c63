// The table of features and faces says what the code has: every name in it is there, and what is there is in it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { FEATURES, text as page } from "../../scripts/features.mjs";
import { innodex } from "../support/cli.js";
import { project, text } from "../support/files.js";

/** Names of one face in the table. @param {"page" | "javascript" | "python" | "command"} face */
const named = (face) => new Set(FEATURES.flatMap((feature) => feature[face] ?? []).flat());

/** @param {Iterable<string>} names */
const sorted = (names) => [...names].sort();

/** Members that are no feature of their own: what they do belongs to the class. */
const OWN = ["constructor", "dispose", "reasonText", "rows", "module", "ended", "toJSON"];

/** What the package gives away in Node: functions, and the methods of a model and a scenario. */
async function given() {
  const names = new Set();
  for (const file of ["node", "analysis", "robustness", "planning", "tables-node", "workbook-node", "publish-node", "reports-node"]) {
    const all = await import(`../../pkg/dist/${file}.js`);
    for (const [name, value] of Object.entries(all)) {
      if (["InnodexError", "TablePanel"].includes(name)) continue;
      if (name !== "Model" && name !== "Scenario") names.add(name);
      else for (const method of Object.getOwnPropertyNames(value.prototype)) if (!OWN.includes(method) && !method.startsWith("_")) names.add(`${name}.${method}`);
    }
  }
  // A function with an element's or a class's face counts once.
  for (const same of ["confidenceSets", "leaveOneOut", "crossings"]) names.delete(same);
  return names;
}

test("docs/features.md is that of the list", () => {
  assert.equal(text("docs/features.md"), page());
});

test("every feature is on every face, or it is said why not", () => {
  for (const feature of FEATURES) {
    const missing = ["page", "javascript", "python", "command"].filter((face) => [/** @type {any} */ (feature)[face] ?? []].flat().length === 0);
    assert.equal(missing.length > 0, feature.why !== undefined, `${feature.en}: ${missing}`);
  }
});

test("what JavaScript gives away is named, and nothing else", async () => {
  const names = await given();
  const beside = [...named("javascript")].filter((name) => !name.startsWith("Robustness."));
  assert.deepEqual(sorted([...names].filter((name) => !beside.includes(name))), []);
  for (const name of beside) assert.ok(names.has(name) || name === "crossings" || ["confidenceSets", "leaveOneOut"].includes(name), name);
});

test("every command is named, and nothing else", async () => {
  const { out } = await innodex("--help");
  const commands = new Set([...out.matchAll(/^innodex ([\w-]+)/gm)].map(([, name]) => name));
  assert.deepEqual(sorted(commands), sorted(named("command")));
});

test("every method of Python is named, and nothing else", () => {
  const methods = (/** @type {string} */ file) => [...text(file).matchAll(/^ {4}def ([a-z]\w*)\(/gm)].map(([, name]) => name);
  const given = [...(/__all__ = \[(.*?)\]/s.exec(text("python/innodex/__init__.py"))?.[1] ?? "").matchAll(/"(\w+)"/g)].map(([, name]) => name);
  const all = new Set([...methods("python/innodex/model.py"), ...methods("python/innodex/_questions.py"), ...given]);
  const widgets = ["Growth", "Ranking", "Scenario"];
  for (const own of ["close", "description", "framework", "periods", "usual_period", "unit"]) if (!given.includes(own)) all.delete(own);
  for (const own of [...widgets, "InnodexError", "InnodexWarning", "__version__", "options"]) all.delete(own);
  assert.deepEqual(sorted(all), sorted(named("python")));
});

test("every element is named", () => {
  const elements = new Set();
  for (const file of readdirSync(`${project}www`, { recursive: true }).map(String)) {
    if (!file.endsWith(".js") || file.includes("node_modules")) continue;
    for (const [, name] of readFileSync(`${project}www/${file}`, "utf8").matchAll(/define\(\s*["'](innodex-[a-z-]+)["']/g)) elements.add(name);
  }
  for (const name of named("page")) assert.ok(text("docs/elements.md").includes(name), `${name} is not in docs/elements.md`);
  elements.delete("innodex-model");
  assert.deepEqual(sorted(elements).filter((name) => !named("page").has(name)), []);
});
