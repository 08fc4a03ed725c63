// The JavaScript API in Node: shapes, accounts, errors, reading of typed CSV, memory.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bytes, json, text } from "../support/files.js";

/** Watches for the wasm memory, which the package keeps to itself. */
const memories = [];
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    super(...args);
    memories.push(this.exports.memory);
  }
};
const { check, frameworks, InnodexError, Model } = await import("../../pkg/dist/node.js");
const { confidenceSets } = await import("../../pkg/dist/robustness.js");

/** @type {import("../../pkg/dist/node.js").Model} */
let model;
before(async () => void (model = await Model.load({ framework: text("tests/fixtures/provincial-first.json") })));
after(() => model.dispose());

/** Asserts that something throws an InnodexError with everything it must have. */
function assertFault(error, code, place) {
  assert.ok(error instanceof InnodexError && error instanceof Error, String(error));
  assert.equal(error.name, "InnodexError");
  assert.deepEqual([error.code, error.place], [code, place]);
  for (const words of [error.messages, error.hint]) {
    assert.match(words.zh, /[\u4e00-\u9fff]/);
    assert.ok(words.en.trim());
  }
  assert.ok(error.message.includes(code) && error.message.includes(error.messages.en) && error.message.includes(error.messages.zh));
  assert.deepEqual(JSON.parse(JSON.stringify(error)), { code, place, message: error.messages, hint: error.hint });
  return true;
}
const throws = (work, code, place = "") => assert.throws(work, (error) => assertFault(error, code, place));
const rejects = (work, code, place = "") => assert.rejects(work, (error) => assertFault(error, code, place));

test("the description", () => {
  const { framework, units, provincial, periods, frequency, newest_complete, nodes, columns, method } = model.description;
  assert.deepEqual([framework.id, provincial, frequency, newest_complete], ["provincial", true, "year", "2022"]);
  assert.deepEqual([units.length, periods.length, nodes.length, columns.length], [31, 15, 22, 30]);
  assert.deepEqual(units[0], { code: "11", name: { zh: "北京", en: "Beijing" }, region: "east" });
  assert.deepEqual([nodes[0].parent, nodes[0].depth, nodes[0].leaf], [null, 0, false]);
  assert.ok(nodes.every(({ parent }, i) => parent === null || parent < i));
  assert.deepEqual(method, { normalise: "min_max", lower: 0, upper: 100, scope: "period", aggregate: "arithmetic", minimum_share: 0.5 });
});

test("a ranking: order, parts, what is missing, a comparison", () => {
  const rows = model.rank("2022", { compare: "2021" });
  assert.deepEqual(rows.map(({ rank }) => rank), Array.from({ length: 31 }, (_, i) => i + 1));
  assert.deepEqual([rows[0].unit.zh, rows[0].score.toFixed(1), rows[0].region], ["北京", "76.7", "east"]);
  const before = new Map(model.rank("2021").map(({ code, rank, score }) => [code, [rank, score]]));
  for (const { code, score, parts, dimensions, rank_before, score_before } of rows) {
    assert.deepEqual(Object.keys(dimensions), ["environment", "input", "output", "effect"]);
    assert.ok(Math.abs(Object.values(parts).reduce((sum, part) => sum + part) - score) < 1e-9);
    assert.deepEqual([rank_before, score_before], before.get(code));
  }
  assert.deepEqual(rows.filter(({ missing }) => missing).map(({ unit, rank, missing, leaves }) => [unit.zh, rank, missing, leaves]), [["西藏", 10, 1, 17]]);
  assert.ok(!("rank_before" in model.rank("2022")[0]));
});

test("years with gaps: unranked last, by code, with the reason", () => {
  const rows = model.rank("2024");
  assert.equal(rows.length, 31);
  assert.ok(rows.every(({ rank, score, reason }) => rank === null && score === null && reason === "too_few_children"));
  assert.deepEqual(rows.map(({ code }) => code), rows.map(({ code }) => code).sort());
  assert.deepEqual(model.reasonText("too_few_children"), { zh: "有数据的指标不足规定比例", en: "too few of its parts have figures" });
  assert.deepEqual(model.reasonText("no such reason"), { zh: "no such reason", en: "no such reason" });
  assert.ok(model.rank("2017").every(({ rank, dimensions }) => rank !== null && dimensions.effect === null));
});

test("regions, nodes and ties", () => {
  const central = model.rank("2022", { region: "central" });
  assert.deepEqual(central.map(({ unit, rank }) => `${rank} ${unit.zh}`), ["1 安徽", "2 湖北", "3 湖南", "4 江西", "5 河南", "6 山西"]);
  const leaf = model.rank("2022", { node: "rd_intensity" });
  assert.deepEqual([leaf[0].unit.zh, leaf[0].score, leaf[0].leaves, leaf[0].dimensions, leaf[0].parts], ["北京", 100, 1, {}, null]);
});

test("every tie rule on 90, 80, 80, 70", async () => {
  const framework = { id: "f", indicators: [{ id: "x", direction: 1 }], tree: { id: "i", children: [{ id: "x" }] }, steps: [{ step: "aggregate", method: "arithmetic" }] };
  const tied = await Model.load({ data: "unit,year,x\na,2022,90\nb,2022,80\nc,2022,80\nd,2022,70\n", framework });
  const ranks = (ties) => tied.rank("2022", { ties }).sort((a, b) => (a.code < b.code ? -1 : 1)).map(({ rank }) => rank);
  assert.deepEqual(ranks("competition"), [1, 2, 2, 4]);
  assert.deepEqual(ranks("modified"), [1, 3, 3, 4]);
  assert.deepEqual(ranks("dense"), [1, 2, 2, 3]);
  assert.deepEqual(ranks("ordinal"), [1, 2, 3, 4]);
  assert.deepEqual(ranks("fractional"), [1, 2.5, 2.5, 4]);
  tied.dispose();
});

test("a figure unfolds to its source", () => {
  const figure = model.figure("rd_intensity", "湖北", "2022");
  assert.deepEqual([figure.code, figure.measure, figure.value.toFixed(2), figure.formula], ["42", "%", "2.38", "rd_expenditure × 0.01 / gdp"]);
  assert.deepEqual(figure.steps.map(({ step }) => step), ["raw", "denominate", "normalise"]);
  const [over, under] = figure.parts;
  assert.deepEqual([over.value, over.measure, over.period, over.table], [12546696, "万元", "2022", ""]);
  assert.ok(over.source.includes("中国科技统计年鉴") && under.source && under.formula === "");
  const gap = model.figure("new_product_share", "西藏", "2022");
  assert.deepEqual([gap.value, gap.reason], [null, "not_published"]);
});

test("growth says which periods it used", () => {
  const rows = model.growth({ indicator: "rd_funds_enterprise", rate: "cagr", period: "2022", from: "2012" });
  assert.deepEqual(rows.map(({ code }) => code), model.description.units.map(({ code }) => code));
  // Beijing's enterprise funds of 2012 are missing: its window begins a year later.
  assert.deepEqual([rows[0].from, rows[0].to, rows[1].from], ["2013", "2022", "2012"]);
  const none = model.growth({ indicator: "gdp", rate: "simple", period: "2010" })[0];
  assert.deepEqual([none.value, none.reason, none.from, none.to], [null, "base_missing", null, null]);
  const two = model.growth({ indicator: "gdp", rate: "simple", period: "2022", lag: 2 })[0];
  const [x, y] = ["2020", "2022"].map((period) => model.figure("gdp", "11", period).value);
  assert.ok(Math.abs(two.value - (y / x - 1)) < 1e-12 && two.from === "2020");
});

test("real growth is at the prices of the base", async () => {
  const data = "unit,year,money,prices\na,2021,100,100\na,2022,121,110\nb,2021,100,\nb,2022,121,110\n";
  const own = await Model.load({ data, framework: null });
  const rows = own.growth({ indicator: "money", rate: "real", period: "2022", deflator: "prices" });
  assert.ok(Math.abs(rows[0].value - 0.1) < 1e-12);
  assert.deepEqual([rows[1].value, rows[1].reason, own.reasonText("deflator_missing").en], [null, "deflator_missing", "the price index has no figure in one of the two periods"]);
  assert.throws(() => own.growth({ indicator: "money", rate: "real", period: "2022" }), { code: "bad_parameter", place: "deflator" });
  assert.throws(() => own.growth({ indicator: "money", rate: "simple", period: "2022", deflator: "prices" }), { code: "bad_parameter", place: "deflator" });
});

const WORKED = ["basic", "applied", "experimental", "government", "enterprise", "total"];
const part = (id, by, complete) => ({ id, part_of: { total: "total", by, complete } });
const ACCOUNT = {
  data: `code,year,${WORKED}\nA,2022,10,20,70,30,60,100\n`,
  indicators: [...WORKED.slice(0, 3).map((id) => part(id, "activity", true)), ...WORKED.slice(3, 5).map((id) => part(id, "source", false)), { id: "total" }],
  framework: {
    id: "f",
    indicators: WORKED.map((id) => ({ id, direction: 1 })),
    tree: { id: "i", children: WORKED.map((id) => ({ id })) },
    steps: [{ step: "aggregate", method: "arithmetic" }],
  },
};

test("the worked account cases of docs/formats.md", async () => {
  const account = await Model.load(ACCOUNT);
  const change = (indicator, op, value, ...keep) => ({ unit: "A", indicator, op, value, keep });
  const after = (...changes) => {
    const scenario = account.scenario({ changes });
    const moved = new Map(scenario.moved("2022").map(({ indicator, to }) => [indicator, to]));
    // The scores are plain means of the figures: ranking and listing tell the same.
    const figures = WORKED.map((id) => moved.get(id) ?? account.figure(id, "A", "2022").value);
    const [{ dimensions, score_before }] = scenario.rank("2022");
    assert.deepEqual(WORKED.map((id) => dimensions[id]), figures);
    assert.ok(Math.abs(score_before - 290 / 6) < 1e-12);
    scenario.dispose();
    return figures;
  };
  const cases = [
    [change("total", "multiply", 1.1), [11, 22, 77, 33, 66, 110]],
    [change("basic", "add", 5), [15, 20, 70, 31.5, 63, 105]],
    [change("basic", "add", 5, "total"), [15, 170 / 9, 595 / 9, 30, 60, 100]],
    [change("government", "add", 10, "total"), [10, 20, 70, 40, 60, 100]],
    [change("total", "multiply", 1.1, "basic"), [10, 200 / 9, 700 / 9, 33, 66, 110]],
  ];
  for (const [given, expected] of cases) {
    after(given).forEach((figure, i) => assert.ok(Math.abs(figure - expected[i]) < 1e-9, `${JSON.stringify(given)}: ${WORKED[i]} ${figure}`));
  }
  throws(() => after(change("government", "add", 15, "total")), "account_exceeded", "$.changes[0]");
  account.dispose();
});

test("a what-if: Hubei's R&D expenditure by 30 %", () => {
  const scenario = model.scenario({ changes: [{ unit: "42", indicator: "rd_expenditure", op: "multiply", value: 1 }] });
  const hubei = () => scenario.rank("2022").find(({ code }) => code === "42");
  assert.deepEqual([hubei().score, scenario.moved("2022"), scenario.notes("2022")], [hubei().score_before, [], []]);
  scenario.setValue(0, 1.3);
  assert.deepEqual([hubei().score_before.toFixed(2), hubei().score.toFixed(2), hubei().rank], ["32.46", "33.01", 8]);
  const why = Object.fromEntries(scenario.moved("2022").map(({ indicator, why }) => [indicator, why]));
  assert.deepEqual([why.rd_expenditure, why.rd_basic, why.rd_expenditure_bulletin], ["asked", "part", "same_as"]);
  scenario.update({ changes: [] });
  assert.equal(hubei().score, hubei().score_before);
  assert.equal(model.rank("2022").find(({ code }) => code === "42").score, hubei().score, "the model is untouched");
  // What cannot move is said.
  scenario.update({ changes: [{ unit: "11", indicator: "hightech_revenue", op: "multiply", value: 2 }] });
  const [note] = scenario.notes("2017");
  assert.equal(note.code, "11");
  assert.ok(note.text.zh.includes("北京") && note.text.en.includes("Beijing"));
  scenario.dispose();
});

test("every error is an InnodexError with code, place, message and hint", async () => {
  throws(() => model.rank("1999"), "unknown_period");
  throws(() => model.rank("then"), "bad_period");
  throws(() => model.rank("2022", { node: "x" }), "unknown_node");
  throws(() => model.rank("2022", { region: "north" }), "bad_parameter", "region");
  throws(() => model.rank("2022", { ties: "none" }), "bad_parameter", "ties");
  throws(() => model.rank("2022", { compare: "1999" }), "unknown_period");
  throws(() => model.growth({ indicator: "x", rate: "simple", period: "2022" }), "unknown_indicator");
  throws(() => model.growth({ indicator: "gdp", rate: "x", period: "2022" }), "bad_parameter", "rate");
  throws(() => model.growth({ indicator: "gdp", rate: "cagr", period: "2022", from: "2023" }), "bad_parameter");
  throws(() => model.figure("x", "42", "2022"), "unknown_node");
  throws(() => model.figure("gdp", "99", "2022"), "unknown_unit");
  throws(() => model.scenario({ changes: [{ unit: "42", indicator: "x", op: "add", value: 1 }] }), "unknown_column", "$.changes[0].indicator");
  throws(() => model.scenario("{"), "bad_json", "line 1, column 2");
  await rejects(Model.load({ framework: "provincal" }), "unknown_framework");
  await rejects(Model.load({ framework: "../schema/framework" }), "unknown_framework");
  await rejects(Model.load({ framework: "{}" }), "bad_json", "$");
  const weight = json("tests/fixtures/provincial-first.json");
  weight.tree.children[1].weight = -1;
  await rejects(Model.load({ framework: weight }), "bad_weight", "$.tree.children[1].weight");
  const damaged = bytes("pkg/dist/provinces.bin");
  damaged[5000] ^= 1;
  await rejects(Model.load({ data: damaged }), "corrupt_data");
});

test("a year or a code that comes as a number is taken as it is written; what is no string at all is refused, and harms nothing", () => {
  const any = /** @type {any} */ (model);
  const before = model.rank("2022");
  assert.deepEqual(any.rank(2022, { compare: 2021 }), model.rank("2022", { compare: "2021" }));
  assert.deepEqual(any.growth({ indicator: "gdp", rate: "cagr", period: 2022, from: 2018 }), model.growth({ indicator: "gdp", rate: "cagr", period: "2022", from: "2018" }));
  assert.deepEqual(any.figure("gdp", 42, 2022), model.figure("gdp", "42", "2022"));
  for (const wrong of [undefined, null, {}, [], true, NaN, 2022.5, "", () => {}]) throws(() => any.rank(wrong), "bad_period");
  throws(() => any.growth({}), "bad_parameter", "rate");
  throws(() => any.scenario(undefined), "bad_json", "line 1, column 1");
  throws(() => any.rank("2022", { node: {} }), "unknown_node");
  assert.deepEqual(model.rank("2022"), before);
});

test("setValue refuses the number of a change that does not exist", () => {
  const one = model.scenario({ changes: [{ unit: "42", indicator: "gdp", op: "multiply", value: 1.1, period: "2022" }] });
  for (const wrong of [1, -1, 0.5, NaN]) throws(() => one.setValue(wrong, 1.2), "bad_parameter");
  one.setValue(0, 1.2);
  one.dispose();
  const scenario = model.scenario({ changes: [] });
  assert.throws(
    () => scenario.setValue(0, 1.1),
    ({ messages }) => !/finite/.test(messages.en),
  );
  scenario.dispose();
});

const SMALL = { id: "f", indicators: [{ id: "x", direction: 1 }], tree: { id: "i", children: [{ id: "x" }] }, steps: [{ step: "aggregate", method: "arithmetic" }] };
const small = (data) => Model.load({ data, framework: SMALL });

test("CSV as text, bytes and buffer, with and without a byte-order mark", async () => {
  const csv = "province,year,x\n湖北,2022,1.5\n 湖南省 ,2022,2\n";
  for (const given of [csv, `\ufeff${csv}`, csv.replaceAll("\n", "\r\n")]) {
    const encoded = new TextEncoder().encode(given);
    for (const data of [given, encoded, encoded.buffer, Buffer.from(encoded)]) {
      const read = await small(data);
      assert.deepEqual(read.rank("2022").map(({ code, score }) => [code, score]), [["43", 2], ["42", 1.5]]);
      read.dispose();
    }
  }
});

test("the embedded panel is the CSV of the data folder", async () => {
  const read = await Model.load({ data: bytes("data/provinces.csv"), indicators: text("data/indicators.json"), framework: text("tests/fixtures/provincial-first.json") });
  assert.deepEqual(read.description, model.description);
  for (const period of model.description.periods) assert.deepEqual(read.rank(period), model.rank(period));
  assert.deepEqual(read.figure("index", "42", "2022"), model.figure("index", "42", "2022"));
  read.dispose();
});

test("the embedded panel takes other definitions of its columns, and what single figures know", async () => {
  const framework = text("tests/fixtures/provincial-first.json");
  const named = await Model.load({ framework, indicators: [{ id: "rd_expenditure", zh: "研发支出", en: "R&D" }, { id: "nowhere", zh: "无", en: "none" }] });
  assert.deepEqual(named.rank("2022"), model.rank("2022"));
  assert.deepEqual([named, model].map((each) => each.figure("rd_expenditure", "42", "2022").name.zh), ["研发支出", "R&D经费内部支出"]);
  assert.equal(named.figure("gdp", "42", "2022").name.zh, model.figure("gdp", "42", "2022").name.zh);
  // A new name leaves the accounts as they are: parts move along.
  const [moved, usual] = [named, model].map((each) => {
    const scenario = each.scenario({ changes: [{ unit: "42", indicator: "rd_expenditure", op: "multiply", value: 1.3, period: "2022" }] });
    const found = scenario.moved("2022").map(({ indicator, to, why }) => ({ indicator, to, why }));
    scenario.dispose();
    return found;
  });
  assert.ok(usual.length > 1);
  assert.deepEqual(moved, usual);
  // A total that is known need not be in the list; an account that contradicts those that are known is refused, where it stands.
  const part = (/** @type {boolean} */ complete) => ({ id: "rd_basic", part_of: { total: "rd_expenditure", by: "activity", complete } });
  (await Model.load({ indicators: [part(true)] })).dispose();
  await rejects(Model.load({ indicators: [{ id: "gdp" }, part(false)] }), "bad_account", "$[1].part_of.complete");
  await rejects(Model.load({ indicators: [{ id: "gdp" }, { id: "gdp" }] }), "duplicate_id", "$[1].id");
  await rejects(Model.load({ indicators: [{ id: "rd_expenditure", part_of: { total: "rd_expenditure", by: "x", complete: false } }] }), "bad_account", "$[0].part_of.total");
  const noted = await Model.load({ framework, cells: "code,period,indicator,note,standard_error\n42,2022,rd_expenditure,修订,100000\n" });
  assert.deepEqual(noted.rank("2022"), model.rank("2022"));
  assert.deepEqual([noted, model].map((each) => each.figure("rd_expenditure", "42", "2022").note), ["修订", ""]);
  const sets = confidenceSets(noted, "2022");
  assert.ok(sets?.find(({ code }) => code === "42")?.standard_error > 0);
  // No index asked for: growth alone.
  const plain = await Model.load({ framework: null });
  const asked = { indicator: "gdp", rate: "simple", period: "2022" };
  assert.deepEqual(plain.growth(asked), model.growth(asked));
  assert.deepEqual((await Model.load(/** @type {any} */ ({ data: null, indicators: null, cells: null, framework: text("tests/fixtures/provincial-first.json") }))).rank("2022"), model.rank("2022"));
  await rejects(Model.load(/** @type {any} */ ({ indicators: 3 })), "bad_json", "$");
  await rejects(Model.load(/** @type {any} */ ({ framwork: "provincial" })), "bad_parameter", "framwork");
  await rejects(Model.load({ indicators: "[{}]" }), "bad_json", "$[0]");
  await rejects(Model.load({ cells: "code,period,indicator\n42,2022,nothing\n" }), "unknown_column", "row 2, column indicator");
  for (const each of [named, noted, plain]) each.dispose();
});

test("quarters and months", async () => {
  const read = await small("unit,period,x\na,2021Q4,1\na,2022Q4,2\na,2022Q1,4\n");
  assert.deepEqual([read.description.periods, read.description.frequency], [["2021Q4", "2022Q1", "2022Q4"], "quarter"]);
  assert.equal(read.growth({ indicator: "x", rate: "simple", period: "2022Q4" })[0].value, 1);
  read.dispose();
});

test("tables that are refused, each at its place", async () => {
  await rejects(small(bytes("tests/fixtures/raw/rd_personnel_2010_gbk.csv")), "encoding_not_utf8", "row 1, byte 1");
  const error = await small(bytes("tests/fixtures/raw/rd_personnel_2010_gbk.csv")).catch((e) => e);
  assert.ok(error.messages.zh.includes("GBK") && error.hint.zh.includes("UTF-8"));
  const cases = [
    ["", "empty_file", ""],
    ["province,year,x\n", "no_rows", "row 2"],
    ["year,x\n2022,1\n", "missing_column", "row 1"],
    ["province,year,x\n湖北,2022\n", "ragged_row", "row 2"],
    ["province,year,x\n湖北,2022,1\nHubei,2022,2\n", "duplicate_row", "row 3"],
    ["province,year,x\n湖北,2022,n/a\n", "not_a_number", "row 2, column x"],
    ['province,year,x\n湖北,2022,"1,234"\n', "thousands_separator", "row 2, column x"],
    ["province,year,x\n湖北,2022,１２\n", "full_width_digits", "row 2, column x"],
    ["province,year,x\n湖北,2022,inf\n", "not_finite", "row 2, column x"],
    ["province,year,x\n浙汀,2022,1\n", "misread_province", "row 2, column province"],
    ["province,year,x\nHN,2022,1\n", "ambiguous_province", "row 2, column province"],
    ["province,year,x\n东京,2022,1\n", "unknown_province", "row 2, column province"],
    ["province,year,y\n湖北,2022,1\n", "unknown_column", "$.indicators[0].id"],
  ];
  for (const [csv, code, place] of cases) await rejects(small(csv), code, place);
});

test("frameworks and check", async () => {
  assert.deepEqual(
    (await frameworks()).map(({ id, name, indicators }) => [id, name.en, indicators]),
    [
      ["provincial", "Provincial innovation index", 13],
      ["hdi", "Human Development Index", 4],
      ["st_progress", "Level of progress in science and technology (style)", 14],
      ["regional_capability", "Regional innovation capability (style)", 29],
      ["eis", "European Innovation Scoreboard (style)", 13],
      ["gii", "Global Innovation Index (style)", 15],
      ["china_innovation_index", "China Innovation Index", 18],
    ],
  );
  const found = await check([bytes("data/provinces.csv"), bytes("data/frameworks/provincial.json"), new Uint8Array()]);
  assert.deepEqual(found.map((findings) => findings.map(({ severity, code }) => `${severity} ${code}`)), [
    ["warning accounts_differ", "warning accounts_differ"],
    [],
    ["error empty_file"],
  ]);
});

test("a disposed model throws, and other models keep working", async () => {
  const gone = await Model.load();
  const scenario = gone.scenario({ changes: [] });
  gone.dispose();
  gone.dispose();
  assert.throws(() => gone.rank("2022"), { name: "InnodexError", code: "disposed" });
  assert.equal(scenario.rank("2022").length, 31, "a scenario outlives its model");
  scenario.dispose();
  assert.throws(() => scenario.rank("2022"), { name: "InnodexError", code: "disposed" });
  assert.equal(model.rank("2022")[0].code, "11");
});

test("memory does not grow: models, scenarios, slider steps, errors", async () => {
  const [memory] = memories;
  const data = text("data/provinces.csv");
  const round = async () => {
    for (const options of [{}, { data }]) {
      const each = await Model.load(options);
      const scenario = each.scenario({ changes: [{ unit: "42", indicator: "rd_expenditure", op: "multiply", value: 1 }] });
      for (let i = 0; i < 200; i++) {
        scenario.setValue(0, 0.5 + i / 200);
        scenario.rank("2022");
        assert.throws(() => scenario.update("{"));
      }
      each.figure("index", "42", "2022");
      await assert.rejects(Model.load({ data: data.replace("北京", "北亰") }));
      scenario.dispose();
      each.dispose();
    }
  };
  for (let i = 0; i < 3; i++) await round();
  const before = memory.buffer.byteLength;
  for (let i = 0; i < 10; i++) await round();
  assert.equal(memory.buffer.byteLength, before);
});
