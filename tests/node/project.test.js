// Project files: what is written is read back, what is wrong is said with its place in both languages, and the schema agrees.
import assert from "node:assert/strict";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { readProject, writeProject } from "../../www/project/project.js";
import { json, text } from "../support/files.js";

const FRAMEWORK = json("examples/own-figures/central.json");
const WHOLE = {
  innodex: "project",
  version: 1,
  title: { zh: "甲省创新指数", en: "Innovation index of A" },
  publisher: { zh: "甲省统计局" },
  source: { zh: "虚构数据" },
  address: "https://stats.example/index/",
  lang: "zh",
  data: { csv: text("examples/own-figures/central.csv") },
  indicators: [{ id: "gdp", zh: "地区生产总值", en: "GDP", unit: "亿元" }],
  cells: "code,period,indicator,note\n42,2022,gdp,初步核算\n",
  units: "code,name,parent,group\n1,甲市,,\n",
  plan: { sources: { a: { file: "a.csv" } }, from: "a" },
  files: [{ name: "a.csv", sha256: "0".repeat(64) }],
  framework: FRAMEWORK,
  scenarios: [json("examples/own-figures/scenario.json")],
  layout: [{ code: "42", column: 1, row: 0 }],
  show: { views: ["ranking", "trend"], unit: "42", period: "2022", theme: "red" },
  judgements: [{ node: "index", method: "points", experts: [{ points: { a: 60, b: 40 } }] }],
  answers: [{ check: "direction", at: ["rd_intensity"] }, { check: "small_weight", at: ["rd_intensity"], note: { zh: "有意为之。", en: "Intended." } }],
};
const LEAST = { innodex: "project", version: 1, title: { zh: "甲" }, data: { ready: "provinces" }, framework: "provincial" };

/** What is thrown for a text. @returns {any} */
const thrown = (given) => {
  try {
    readProject(typeof given === "string" ? given : JSON.stringify(given));
  } catch (error) {
    return error;
  }
  assert.fail(`accepted: ${JSON.stringify(given).slice(0, 200)}`);
};

test("what is written is read back, in one order whatever the order given", () => {
  for (const project of [WHOLE, LEAST]) {
    const written = writeProject(project);
    assert.deepEqual(readProject(written), project);
    const backwards = Object.fromEntries(Object.entries(project).reverse());
    assert.equal(writeProject(backwards), written);
  }
  assert.ok(writeProject(LEAST).startsWith('{\n  "innodex": "project",\n  "version": 1,\n  "title": {\n    "zh": "甲"\n'));
  assert.equal(writeProject({ ...LEAST, show: undefined }), writeProject(LEAST));
});

test("a byte-order mark, spaces and a member called __proto__ are read as JSON says", () => {
  assert.deepEqual(readProject(`\ufeff \n${JSON.stringify(LEAST)}\n`), LEAST);
  const framework = readProject(`${JSON.stringify({ ...LEAST, framework: 0 }).replace('"framework":0', '"framework":{"__proto__":1}')}`).framework;
  assert.ok(Object.hasOwn(framework, "__proto__"));
  assert.equal(Object.getPrototypeOf(framework), Object.prototype);
});

/** Each: what is given, the code, the segments of the place. */
const WRONG = [
  [{ ...LEAST, title: "甲" }, "wrong_type", ["title"]],
  [{ ...LEAST, title: {} }, "missing_member", ["title"]],
  [{ ...LEAST, title: { zh: "甲", fr: "a" } }, "unknown_member", ["title", "fr"]],
  [{ ...LEAST, colour: 1 }, "unknown_member", ["colour"]],
  [{ ...LEAST, version: 2 }, "unknown_version", ["version"]],
  [{ ...LEAST, innodex: "plan" }, "not_a_project", []],
  [[], "not_a_project", []],
  [{ ...LEAST, data: {} }, "choose_one", ["data"]],
  [{ ...LEAST, data: { csv: "a", file: "b" } }, "choose_one", ["data"]],
  [{ ...LEAST, data: { csv: "" } }, "empty_text", ["data", "csv"]],
  [{ ...LEAST, data: { file: "a.csv", sha256: "xyz" } }, "wrong_form", ["data", "sha256"]],
  [{ ...LEAST, data: { ready: "moon" } }, "unknown_word", ["data", "ready"]],
  [{ ...LEAST, framework: "../secret" }, "wrong_form", ["framework"]],
  [{ ...LEAST, framework: 1 }, "choose_one", ["framework"]],
  [{ ...LEAST, address: "javascript:alert(1)" }, "wrong_form", ["address"]],
  [{ ...LEAST, show: { views: ["ranking", "dance"] } }, "unknown_word", ["show", "views", 1]],
  [{ ...LEAST, show: { views: ["ranking", "ranking"] } }, "repeated", ["show", "views", 1]],
  [{ ...LEAST, layout: [{ code: "1", column: 0.5, row: 0 }] }, "wrong_type", ["layout", 0, "column"]],
  [{ ...LEAST, answers: [{ check: "a", at: [], note: { zh: 1 } }] }, "wrong_type", ["answers", 0, "note", "zh"]],
  [{ ...LEAST, files: [{ name: "a" }] }, "missing_member", ["files", 0]],
  [{ ...LEAST, framework: undefined }, "missing_member", []],
  [{ ...LEAST, judgements: [{ node: "a", method: "guess", experts: [] }] }, "unknown_word", ["judgements", 0, "method"]],
];

test("what is wrong is said with its place, in both languages", () => {
  for (const [given, code, segments] of WRONG) {
    const error = thrown(given);
    assert.deepEqual([error.code, error.segments], [code, segments], error.message);
    assert.match(error.messages.zh, /[\u4e00-\u9fff]/);
    assert.doesNotMatch(error.messages.en + error.hint.en, /[\u4e00-\u9fff]/);
    assert.ok(error.hint.zh && error.hint.en);
  }
  assert.equal(thrown(WRONG[15][0]).place, "$.show.views[1]");
});

test("broken JSON is said with line and column, repeated members are refused", () => {
  /** Each: text, code, words in the message. */
  const texts = [
    ["", "not_json", "line 1, column 1"],
    ['{\n "innodex": "project",\n "version": 1,,\n}', "not_json", "line 3, column 15"],
    ['{"innodex"："project"}', "not_json", "line 1, column 11"],
    ['{"innodex": “project”}', "not_json", 'full-width "“"'],
    ['{"innodex": "project", "innodex": "project"}', "repeated_member", "line 1, column 24"],
    ['{"innodex": "project", "title": {"zh": "a", "z\\u0068": "b"}}', "repeated_member", '"zh" occurs twice'],
    ['{"innodex": "project"} x', "not_json", "line 1, column 24"],
    ['{"innodex": 1e999}', "not_json", "too large"],
    ['{"innodex": NaN}', "not_json", "line 1, column 13"],
    ['{"innodex": "a\nb"}', "not_json", "line 1"],
    ["[".repeat(100_000), "too_deep", "200 levels"],
  ];
  for (const [given, code, words] of texts) {
    const error = thrown(given);
    assert.equal(error.code, code, given.slice(0, 60));
    assert.ok(error.messages.en.includes(words), `${given.slice(0, 60)}: ${error.messages.en}`);
  }
});

test("whatever JSON.parse reads is read as it does", () => {
  for (const part of [WHOLE, json("data/frameworks/provincial.json"), json("data/indicators.json")]) {
    assert.deepEqual(readProject(JSON.stringify({ ...LEAST, framework: { part } })).framework, { part });
  }
});

test("a project that cannot be written is refused", () => {
  for (const value of [NaN, Infinity, () => 1, 1n, undefined]) {
    assert.throws(() => writeProject({ ...LEAST, framework: { steps: [value] } }), { code: "not_json" });
  }
  assert.throws(() => writeProject({ ...LEAST, extra: 1 }), { code: "unknown_member" });
});

test("the schema that is shipped accepts and refuses the same", () => {
  const validate = new Ajv({ strict: true, strictRequired: false, formats: { double: true, int8: true, uint: true } }).compile(json("pkg/dist/schema/project.json"));
  for (const project of [WHOLE, LEAST]) assert.ok(validate(project), JSON.stringify(validate.errors));
  for (const [given] of WRONG) assert.ok(!validate(JSON.parse(JSON.stringify(given))), JSON.stringify(given).slice(0, 200));
  // What is of the core is in it too.
  assert.ok(!validate({ ...LEAST, framework: { ...FRAMEWORK, steps: [{ step: "dance" }] } }));
  assert.ok(!validate({ ...WHOLE, scenarios: [{ changes: [{ unit: "42" }] }] }));
});
