// The schemas are derived from the Rust types, the reader is written by hand: both must accept and refuse the same.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { check, Model } from "../../pkg/dist/node.js";
import * as planning from "../../pkg/dist/planning.js";
import { Tables } from "../../pkg/dist/tables-node.js";
import { json, text } from "../support/files.js";

/** Unknown formats (`double`, `int8`) only say how Rust holds a number. */
const ajv = new Ajv({ strict: true, formats: { double: true, int8: true, uint: true } });
const validate = Object.fromEntries(["budget", "framework", "goal", "indicators", "plan", "scenario"].map((name) => [name, ajv.compile(json(`pkg/dist/schema/${name}.json`))]));

const provincial = json("tests/fixtures/provincial-first.json");
const SCENARIO = {
  name: "a",
  changes: [{ unit: "42", indicator: "rd_expenditure", period: "2022", op: "multiply", value: 1.1, keep: ["rd_basic"] }],
  assumptions: { price: "assumed" },
};

const FUND = {
  changes: [{ unit: "42", indicator: "rd_expenditure", op: "fund", value: 1000, assumptions: { additionality: 1 } }],
  assumptions: {
    additionality: { value: 1.2, source: "a study" },
    returns: { exponent: 0.8 },
    elasticities: [{ from: "rd_expenditure", to: "papers_sci", value: 0.3, lag: 2, source: "assumed" }],
    prices: "of 2022",
  },
};

const GOAL = { period: "2022", unit: "42", indicator: "rd_expenditure", rank: 7, limit: 10, keep: ["rd_basic"], fund: { additionality: 0.5 } };

const BUDGET = json("examples/allocation/three-provinces.json");

const PLAN = {
  accept: { 浙汀: "浙江" },
  missing: ["…"],
  sources: {
    sales: {
      file: "sales.csv",
      columns: { sector: "key" },
      territory: "china",
      measures: { sales: "万元" },
      skip: [2],
      steps: [{ step: "filter", column: "size", not: ["micro", 1], from: 2 }],
    },
    more: {},
  },
  from: "sales",
  steps: [
    { step: "stack", with: "more" },
    { step: "join", with: "more", on: ["unit"], how: "inner" },
    { step: "group_by", by: ["unit", "period"], figures: { sales: { sum: "sales" } }, skip_missing: true },
    { step: "pivot", names: "sector", values: ["sales"] },
    { step: "ratio", id: "r", numerator: "a", denominator: "b", scale: 100 },
    { step: "growth", id: "g", column: "r", rate: "simple", lag: 1 },
    { step: "rank", id: "k", column: "g", over: ["period"], ties: "dense", direction: -1 },
    { step: "rename", columns: { k: "rank" } },
  ],
  indicators: ["rank", { id: "g", zh: "增速", unit: "%" }],
};

test("what the project ships and shows is valid", () => {
  for (const [name, path] of [
    ["framework", "data/frameworks/provincial.json"],
    ["framework", "data/frameworks/hdi.json"],
    ...["st_progress", "regional_capability", "eis", "gii", "china_innovation_index"].map((id) => ["framework", `data/frameworks/${id}.json`]),
    ["framework", "pkg/dist/frameworks/provincial.json"],
    ["framework", "pkg/dist/frameworks/hdi.json"],
    ["indicators", "data/indicators.json"],
    ["plan", "examples/raw-tables/per-person.json"],
    ["budget", "examples/allocation/three-provinces.json"],
    ["budget", "examples/allocation/programmes.json"],
  ]) {
    assert.ok(validate[name](json(path)), `${path}: ${ajv.errorsText(validate[name].errors)}`);
  }
  for (const { plan } of Object.values(json("tests/golden/tables/cases.json"))) assert.ok(validate.plan(plan), ajv.errorsText(validate.plan.errors));
  const change = (more) => ({ changes: [{ unit: "*", indicator: ["gdp", "population"], op: "add", value: -1, ...more }] });
  for (const scenario of [SCENARIO, { changes: [] }, change({}), change({ period: null }), change({ op: "set", keep: [] })]) {
    assert.ok(validate.scenario(scenario), ajv.errorsText(validate.scenario.errors));
  }
});

/** A document with one place changed: `undefined` takes the member away. */
function changed(document, path, value) {
  const copy = structuredClone(document);
  const at = path.slice(0, -1).reduce((inner, key) => inner[key], copy);
  if (value === undefined) delete at[path[path.length - 1]];
  else at[path[path.length - 1]] = value;
  return copy;
}

describe("schema and reader agree on changed documents", () => {
  /** @type {Model} */
  let model;
  before(async () => void (model = await Model.load()));
  after(() => model.dispose());

  /** Whether the reader takes a document; every one is meant for the embedded panel. */
  const reads = {
    framework: (document) =>
      Model.load({ framework: document }).then(
        (loaded) => (loaded.dispose(), true),
        () => false,
      ),
    scenario: async (document) => {
      try {
        model.scenario(document).dispose();
        return true;
      } catch {
        return false;
      }
    },
    indicators: async (document) => {
      const [findings] = await check([new TextEncoder().encode(JSON.stringify(document))]);
      return findings.every(({ severity }) => severity !== "error");
    },
  };

  const planned = (work) => async (document) => {
    try {
      work(document);
      return true;
    } catch {
      return false;
    }
  };
  reads.budget = planned((document) => planning.allocate(model, "2022", document));
  reads.goal = planned((document) => planning.goal(model, document));

  const tables = new Tables();
  reads.plan = (document) => tables.checkPlan(document).then(() => true, () => false);

  const plan = (good, path, value) => ["plan", good, PLAN, path, value];
  const framework = (good, path, value) => ["framework", good, provincial, path, value];
  const scenario = (good, path, value) => ["scenario", good, SCENARIO, path, value];
  const fund = (good, path, value) => ["scenario", good, FUND, path, value];
  const budget = (good, path, value) => ["budget", good, BUDGET, path, value];
  const goal = (good, path, value) => ["goal", good, GOAL, path, value];
  const indicators = (good, path, value) => ["indicators", good, json("data/indicators.json"), path, value];
  const cases = [
    framework(true, ["name"], undefined),
    framework(true, ["name"], null),
    framework(false, ["name"], "省级"),
    framework(false, ["name"], { zh: "省级" }),
    framework(false, ["name", "fr"], "Indice"),
    framework(false, ["id"], undefined),
    framework(false, ["id"], 7),
    framework(true, ["source"], "somebody"),
    framework(false, ["sources"], "somebody"),
    framework(false, ["indicators"], {}),
    framework(false, ["indicators", 0], "gdp"),
    framework(true, ["indicators", 0, "unit"], null),
    framework(false, ["indicators", 0, "direction"], undefined),
    framework(false, ["indicators", 0, "direction"], "up"),
    framework(false, ["indicators", 0, "direction"], 0.5),
    framework(false, ["indicators", 0, "direction"], 0),
    framework(false, ["indicators", 0, "direction"], 1000),
    framework(false, ["indicators", 0, "scale"], "100"),
    framework(false, ["tree", "children", 0, "weight"], undefined),
    framework(true, ["tree", "children", 0, "weight"], 2.5),
    framework(false, ["tree", "children", 0, "weight"], null),
    framework(false, ["tree", "children", 0, "weight"], "1"),
    framework(false, ["tree", "children", 0, "wieght"], 1),
    framework(true, ["tree", "children", 0, "aggregate"], "geometric"),
    framework(true, ["tree", "children", 0, "aggregate"], null),
    framework(false, ["tree", "children", 0, "aggregate"], "median"),
    framework(false, ["tree", "children", 0, "children"], {}),
    framework(false, ["tree"], []),
    framework(false, ["steps", 0, "step"], "divide"),
    framework(false, ["steps", 0, "step"], undefined),
    framework(false, ["steps", 0, "method"], "min_max"),
    framework(false, ["steps", 1, "method"], "minmax"),
    framework(false, ["steps", 1, "method"], undefined),
    framework(false, ["steps", 1, "method"], null),
    framework(true, ["steps", 1, "lower"], null),
    framework(false, ["steps", 1, "lower"], "0"),
    framework(true, ["steps", 1, "scope"], "all"),
    framework(true, ["steps", 1, "scope"], { base: "2015" }),
    framework(false, ["steps", 1, "scope"], "ever"),
    framework(false, ["steps", 1, "scope"], { base: "2015", to: "2020" }),
    framework(true, ["steps", 1, "overrides"], { rd_intensity: { method: "z_score", sd: 10 } }),
    framework(false, ["steps", 1, "overrides"], { rd_intensity: { method: "zscore" } }),
    framework(false, ["steps", 1, "overrides"], { rd_intensity: { step: "normalise" } }),
    framework(false, ["steps", 1, "overrides"], []),
    framework(false, ["steps", 2, "method"], undefined),
    framework(true, ["steps", 2, "minimum_share"], undefined),
    framework(false, ["steps", 2, "minimum_share"], "half"),
    framework(true, ["uncertainty"], { draws: 1000, weights: { noise: 0.25 } }),
    framework(false, ["uncertainty"], "much"),
    framework(true, ["notes"], [{ finding: "unit_coverage", at: ["54"], zh: "数据未公布。", en: "Not published." }]),
    framework(false, ["notes"], {}),
    framework(false, ["notes"], [{ finding: "covrage", at: ["54"], zh: "a", en: "a" }]),
    framework(false, ["notes"], [{ finding: "unit_coverage", at: [], zh: "a", en: "a" }]),
    framework(false, ["notes"], [{ finding: "unit_coverage", at: ["54"], zh: "a" }]),
    framework(false, ["notes"], [{ finding: "unit_coverage", at: ["54"], zh: "a", en: "a", fr: "a" }]),
    scenario(true, ["name"], undefined),
    scenario(true, ["name"], null),
    scenario(false, ["name"], 1),
    scenario(true, ["assumptions"], "anything"),
    scenario(false, ["change"], []),
    scenario(false, ["changes"], undefined),
    scenario(false, ["changes"], {}),
    scenario(true, ["changes", 0, "unit"], ["42", "43"]),
    scenario(false, ["changes", 0, "unit"], 42),
    scenario(false, ["changes", 0, "unit"], [42]),
    scenario(false, ["changes", 0, "indicator"], undefined),
    scenario(true, ["changes", 0, "op"], "fund"),
    scenario(false, ["changes", 0, "op"], "divide"),
    scenario(false, ["changes", 0, "value"], "1.1"),
    scenario(false, ["changes", 0, "value"], null),
    scenario(true, ["changes", 0, "keep"], undefined),
    scenario(false, ["changes", 0, "keep"], "rd_basic"),
    scenario(false, ["changes", 0, "keep"], null),
    scenario(false, ["changes", 0, "keeps"], []),
    scenario(true, ["changes", 0, "period"], null),
    scenario(false, ["changes", 0, "period"], 2022),
    fund(true, ["assumptions"], undefined),
    fund(true, ["assumptions"], null),
    fund(true, ["assumptions", "additionality"], 0.5),
    fund(false, ["assumptions", "additionality"], "0.5"),
    fund(false, ["assumptions", "additionality", "from"], "x"),
    fund(true, ["assumptions", "prices"], { base: 2022 }),
    fund(false, ["assumptions", "returns", "power"], 1),
    fund(false, ["assumptions", "elasticities", 0, "to"], undefined),
    fund(false, ["assumptions", "elasticities", 0, "lag"], -1),
    fund(false, ["assumptions", "elasticities", 0, "lag"], 1.5),
    fund(true, ["assumptions", "elasticities", 0, "lag"], undefined),
    fund(true, ["changes", 0, "assumptions"], undefined),
    fund(false, ["changes", 0, "assumptions"], 7),
    goal(true, ["limit"], undefined),
    goal(true, ["region"], "central"),
    goal(false, ["region"], 1),
    goal(false, ["rank"], "7"),
    goal(false, ["money"], 1),
    goal(true, ["fund"], undefined),
    budget(true, ["objective"], undefined),
    budget(true, ["objective"], "minimum"),
    budget(true, ["objective"], { unit: "43" }),
    budget(false, ["objective"], { units: ["43"] }),
    budget(false, ["objective"], "median"),
    budget(true, ["cap"], { 42: 5 }),
    budget(false, ["cap"], "5"),
    budget(false, ["cap"], { 42: "5" }),
    budget(true, ["floor"], 10),
    budget(true, ["units"], "*"),
    budget(false, ["units"], 42),
    budget(false, ["budget"], undefined),
    budget(false, ["bugdet"], 1),
    plan(true, ["accept"], undefined),
    plan(false, ["accept"], ["浙江"]),
    plan(false, ["accept", "浙汀"], 33),
    plan(false, ["missing"], "…"),
    plan(true, ["period"], "2022"),
    plan(true, ["period"], null),
    plan(false, ["period"], 2022),
    plan(true, ["thousands"], true),
    plan(false, ["thousands"], ","),
    plan(true, ["sources"], undefined),
    plan(false, ["sources"], []),
    plan(false, ["sources", "sales", "files"], "a.csv"),
    plan(false, ["sources", "sales", "columns", "sector"], "sector"),
    plan(true, ["sources", "sales", "columns", "sector"], "left_out"),
    plan(false, ["sources", "sales", "territory"], "world"),
    plan(true, ["sources", "sales", "territory"], null),
    plan(false, ["sources", "sales", "skip"], 2),
    plan(false, ["sources", "sales", "skip", 0], 2.5),
    plan(false, ["sources", "sales", "skip", 0], -1),
    plan(false, ["sources", "sales", "steps", 0, "columns"], "size"),
    plan(false, ["sources", "sales", "steps", 0, "column"], undefined),
    plan(true, ["sources", "sales", "steps", 0, "is"], "big"),
    plan(true, ["sources", "sales", "steps", 0, "to"], "2022"),
    plan(false, ["sources", "sales", "steps", 0, "to"], ["2022"]),
    plan(false, ["sources", "sales", "steps", 0, "present"], "yes"),
    plan(false, ["step"], []),
    plan(false, ["steps", 0, "step"], "merge"),
    plan(false, ["steps", 0, "step"], undefined),
    plan(false, ["steps", 0, "with"], undefined),
    plan(false, ["steps", 0, "on"], ["unit"]),
    plan(true, ["steps", 1, "how"], undefined),
    plan(false, ["steps", 1, "how"], "outer"),
    plan(false, ["steps", 1, "how"], null),
    plan(false, ["steps", 1, "on"], "unit"),
    plan(false, ["steps", 2, "by"], undefined),
    plan(true, ["steps", 2, "figures", "sales"], { count: "sales" }),
    plan(false, ["steps", 2, "figures", "sales"], { median: "sales" }),
    plan(false, ["steps", 2, "figures", "sales"], { sum: "sales", mean: "sales" }),
    plan(false, ["steps", 2, "figures", "sales"], "sum"),
    plan(true, ["steps", 3, "values"], null),
    plan(false, ["steps", 3, "names"], ["sector"]),
    plan(false, ["steps", 4, "scale"], "100"),
    plan(true, ["steps", 4, "measure"], "元/人"),
    plan(false, ["steps", 5, "rate"], "compound"),
    plan(false, ["steps", 5, "lag"], 0.5),
    plan(false, ["steps", 6, "ties"], "random"),
    plan(false, ["steps", 6, "direction"], 0),
    plan(true, ["steps", 6, "direction"], undefined),
    plan(false, ["steps", 7, "columns"], undefined),
    plan(true, ["indicators"], null),
    plan(false, ["indicators"], "rank"),
    plan(false, ["indicators", 1, "id"], undefined),
    indicators(true, [0, "further"], { anything: 1 }),
    indicators(true, [0, "note"], undefined),
    indicators(false, [0, "note"], 1),
    indicators(false, [0, "id"], undefined),
    indicators(false, [0, "kind"], "flow"),
    indicators(false, [1, "part_of", "complete"], "yes"),
    indicators(false, [1, "part_of", "total"], undefined),
    indicators(true, [1, "part_of", "factor"], 1),
    indicators(false, [1, "part_of", "of"], "x"),
    indicators(true, [1, "part_of"], null),
    indicators(false, [1, "same_as"], "gdp"),
  ];
  for (const [name, good, document, path, value] of cases) {
    test(`${name} ${path.join(".")} = ${JSON.stringify(value)}: ${good ? "good" : "bad"}`, async () => {
      const other = changed(document, path, value);
      const [schema, reader] = [validate[name](other), await reads[name](other)];
      assert.deepEqual({ schema, reader }, { schema: good, reader: good }, ajv.errorsText(validate[name].errors));
    });
  }
});

test("what is no JSON is refused by the reader with the line", async () => {
  for (const wrong of [text("data/frameworks/provincial.json").slice(0, -3), "{ 'id': 1 }", "{,}"]) {
    await assert.rejects(Model.load({ framework: wrong }), ({ code, place }) => code === "bad_json" && place.startsWith("line "));
  }
});
