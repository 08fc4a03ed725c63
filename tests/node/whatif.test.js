// What if, without a page: links, the way back, targets, tiles, slopes, amounts, files, and the worked case of a district.
import "../support/build.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { csv } from "../../www/elements/csv.js";
import { isMoney, range, round, unitOf } from "../../www/whatif/amount.js";
import { COLUMNS, ROWS, shades, TILES } from "../../www/whatif/grid.js";
import { canonical, hash, hashText } from "../../www/whatif/hash.js";
import { decode, encode, LONGEST, partOf, withPart } from "../../www/whatif/link.js";
import { rowsOf, textOf, withFigure } from "../../www/whatif/rows.js";
import { importance, places } from "../../www/whatif/slope-layout.js";
import { History } from "../../www/whatif/history.js";
import { counted, planOf, specOf, touched, valueOf, withChange } from "../../www/whatif/plan.js";
import { isAssumed, targetOf, withTarget } from "../../www/whatif/target.js";
import { json, text } from "../support/files.js";

test("FNV-1a: the vectors that its authors publish", () => {
  // draft-eastlake-fnv, appendix C, and test_fnv.c of the authors
  const vectors = { "": "cbf29ce484222325", a: "af63dc4c8601ec8c", foobar: "85944171f73967e8", "chongo was here!\n": "46810940eff5f915" };
  for (const [words, sum] of Object.entries(vectors)) assert.equal(hashText(words), sum);
});

test("FNV-1a: as arithmetic in whole numbers gives it", () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 97 + (i >> 3)) & 255);
  let sum = 0xcbf29ce484222325n;
  for (const byte of bytes) sum = ((sum ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  assert.equal(hash(bytes), sum.toString(16).padStart(16, "0"));
});

test("JSON of which only the content counts", () => {
  const a = { b: [1, { d: null, c: "x" }], a: 1.5 };
  assert.equal(canonical(a), '{"a":1.5,"b":[1,{"c":"x","d":null}]}');
  assert.deepEqual(JSON.parse(canonical(a)), a);
  assert.equal(canonical({ a: undefined, b: 1 }), '{"b":1}');
  assert.equal(canonical(JSON.parse('{ "b" : 1, "a" : 2 }')), canonical({ a: 2, b: 1 }));
});

const CODES = TILES.map(({ code }) => code);
const COLUMN_IDS = json("data/indicators.json").filter(({ kind }) => kind !== "ratio").map(({ id }) => id);
/** A dozen changes, no two alike: the longest names there are, many provinces, money under assumptions. */
const dozen = Array.from({ length: 12 }, (_, i) => ({
  units: i === 3 ? ["*"] : CODES.slice(i, i + 1 + (i % 5)),
  indicator: [...COLUMN_IDS].sort((a, b) => b.length - a.length)[i],
  kind: /** @type {const} */ (["percent", "amount", "money"])[i % 3],
  value: [12.5, -1234567.8, 200000][i % 3],
}));
const assumptions = {
  additionality: { value: 0.8, source: "assumed" },
  returns: { exponent: 0.9, source: "assumed" },
  elasticities: [{ from: "rd_expenditure", to: "inventions_granted", value: 0.25, lag: 2, source: "《中国科技统计年鉴》回归，2010—2022年" }],
};
const shared = { framework: "provincial", frameworkHash: "0123456789abcdef", dataHash: "fedcba9876543210", seed: 1, period: "2022", state: { plans: [{ changes: dozen, assumptions }], at: 0 } };

test("a link holds the whole of it: a dozen changes in less than 1.5 kB", () => {
  const link = encode(shared);
  const address = `https://www.example.gov.cn/tjj/sjfb/index.html#whatif=${link}`;
  assert.match(link, /^1\.[\w-]+\.[0-9a-f]{6}$/);
  assert.equal(encodeURI(address), address, "no character that a program would write otherwise");
  assert.ok(address.length < LONGEST, `${address.length} characters`);
  assert.deepEqual(decode(link), { ...shared, frameworkHash: "0123456789", dataHash: "fedcba9876" });
});

test("a link of names that are no codes, and of three scenarios", () => {
  const plan = (value) => ({ changes: [{ units: value ? ["示例城区, 东", "100%", ".42"] : ["4236"], indicator: "a", kind: "amount", value }], assumptions: null });
  const state = { plans: [plan(1), plan(-2), plan(0)], at: 2 };
  const opened = decode(encode({ ...shared, state }));
  assert.deepEqual(opened.state, state);
});

test("a link that did not arrive whole, is newer, or was made up", () => {
  const link = encode(shared);
  for (const broken of ["", "1", "1..", link.slice(0, -1), link.slice(0, 200), link.replace(/.\./, "A."), link.replace(/[0-9a-f]{6}$/, "000000"), `x${link}`]) assert.equal(decode(broken), "damaged", broken.slice(0, 40));
  assert.equal(decode(link.replace(/^1/, "2")), "newer");
  const sealed = (content) => {
    const body = Buffer.from(typeof content === "string" ? content : JSON.stringify(content)).toString("base64url");
    return `1.${body}.${hashText(body).slice(-6)}`;
  };
  for (const content of ["{", "null", [1], ["f", "h", "d", 1, "2022", 5, [], [[[]]]], ["f", "h", "d", 1, "2022", 0, ["42"], [[[[0, 0, 9, 1]]]]], ["f", "h", "d", 1, "2022", 0, ["42"], [[[[0, 0, 0, null]]]]], ["f", "h", "d", 1, "2022", 0, ["42"], [[[[7, 0, 0, 1]]]]]])
    assert.equal(decode(sealed(content)), "damaged", JSON.stringify(content));
});

test("the part after # that is ours", () => {
  assert.equal(partOf("#whatif=1.a.b", "whatif"), "1.a.b");
  assert.equal(partOf("#top&whatif=x=y", "whatif"), "x=y");
  assert.equal(partOf("#whatifs=x", "whatif"), null);
  assert.equal(partOf("", "whatif"), null);
  // As an address bar writes an id in Chinese, and what is no writing of an address at all.
  assert.equal(partOf("#%E6%83%85%E6%99%AF=1.a.b", "情景"), "1.a.b");
  assert.equal(partOf("#%E6%=1&情景=2", "情景"), "2");
  // What a page finds its way by stays.
  assert.equal(withPart("#/report/2022?tab=1", "whatif", "x"), "/report/2022?tab=1&whatif=x");
  assert.equal(withPart("#top&whatif=old", "whatif", "x"), "top&whatif=x");
  assert.equal(withPart("", "情景", "x"), "情景=x");
  const url = new URL("https://a.example/#top");
  url.hash = withPart(url.hash, "情景", "1.a.b");
  assert.equal(partOf(url.hash, "情景"), "1.a.b");
});

test("what is put together, as the calculator reads it", () => {
  const plan = { changes: [{ units: ["42"], indicator: "rd_expenditure", kind: "percent", value: 10 }, { units: ["42", "43"], indicator: "gdp", kind: "amount", value: -5 }, { units: ["*"], indicator: "rd_expenditure", kind: "money", value: 7 }, { units: [], indicator: "gdp", kind: "percent", value: 3 }], assumptions: { additionality: 1 } };
  const spec = specOf(plan, "2022");
  assert.deepEqual(spec, {
    changes: [
      { unit: "42", indicator: "rd_expenditure", period: "2022", op: "multiply", value: 1.1 },
      { unit: ["42", "43"], indicator: "gdp", period: "2022", op: "add", value: -5 },
      { unit: "*", indicator: "rd_expenditure", period: "2022", op: "fund", value: 7 },
    ],
    assumptions: { additionality: 1 },
  });
  assert.deepEqual(specOf(plan, "2022", false).changes.map(({ op }) => op), ["multiply", "add"]);
  assert.equal(specOf(plan, "2022", false).assumptions, undefined);
  assert.equal(counted(plan, true).indexOf(plan.changes[2]), 2);
  assert.equal(valueOf(plan.changes[0]), 1.1);
  assert.deepEqual(planOf(spec).changes, plan.changes.slice(0, 3));
  assert.deepEqual([...touched(plan, ["11", "42", "43"])].sort(), ["11", "42", "43"]);
  assert.deepEqual([...touched({ ...plan, changes: plan.changes.map((change) => ({ ...change, value: 0 })) }, ["42"])], []);
});

test("back and forth: a slider on its way is one step", () => {
  const at = (value) => ({ plans: [{ changes: [{ units: ["42"], indicator: "gdp", kind: "percent", value }], assumptions: null }], at: 0 });
  const shown = (history) => history.now.plans[0].changes[0].value;
  const history = new History(at(0));
  for (const value of [1, 2, 3]) history.commit(withChange(history.now, 0, { value }), "0 0");
  history.endStep();
  for (const value of [4, 5]) history.commit(withChange(history.now, 0, { value }), "0 0");
  history.commit(at(9));
  assert.deepEqual([shown(history), history.past.length], [9, 3]);
  const seen = [];
  for (let i = 0; i < 4; i++) history.undo(), seen.push(shown(history));
  assert.deepEqual(seen, [5, 3, 0, 0]);
  history.redo();
  history.redo();
  assert.equal(shown(history), 5);
  history.commit(withChange(history.now, 0, { value: 6 }), "0 0");
  assert.deepEqual([history.future.length, shown(history)], [0, 6]);
  history.undo();
  assert.equal(shown(history), 5, "what follows an undo is a step of its own");
  for (let i = 0; i < 500; i++) history.commit(at(i));
  assert.equal(history.past.length, 100);
});

test("34 tiles: every provincial unit once, none on another", async () => {
  assert.equal(TILES.length, 34);
  assert.equal(new Set(CODES).size, 34);
  assert.equal(new Set(TILES.map(({ column, row }) => `${column},${row}`)).size, 34);
  for (const special of ["71", "81", "82"]) assert.ok(CODES.includes(special), special);
  const model = await Model.load();
  for (const { code, name } of model.description.units) {
    const tile = TILES.find((each) => each.code === code);
    assert.deepEqual([tile.name, tile.en], [name.zh, name.en]);
  }
  assert.equal(new Set(TILES.map(({ mark }) => mark)).size, 34);
  assert.ok(TILES.every(({ column, row }) => column >= 0 && column < COLUMNS && row >= 0 && row < ROWS));
  // Neighbours that everybody knows: west is left, north is up.
  const by = Object.fromEntries(TILES.map((tile) => [tile.name, tile]));
  assert.ok(by.新疆.column < by.上海.column && by.黑龙江.row < by.海南.row && by.台湾.column > by.福建.column && by.香港.row >= by.广东.row);
  model.dispose();
});

test("shades are fifths of those that have a score", () => {
  const rows = [5, 1, 2, 4, 3, null, 3].map((score, i) => ({ code: String(i), score }));
  assert.deepEqual([...shades(rows)], [["0", 5], ["1", 1], ["2", 1], ["3", 4], ["4", 2], ["6", 2]]);
  const many = Array.from({ length: 31 }, (_, i) => ({ code: String(i), score: i }));
  const counts = [1, 2, 3, 4, 5].map((shade) => [...shades(many).values()].filter((each) => each === shade).length);
  assert.deepEqual(counts, [7, 6, 6, 6, 6]);
});

test("slopes: nobody on another's place, unranked last, those that matter above", () => {
  const series = [
    { code: "11", ranks: [1, 2] },
    { code: "12", ranks: [2, 1] },
    { code: "13", ranks: [2, 3] },
    { code: "15", ranks: [null, 4] },
    { code: "14", ranks: [null, null] },
  ];
  assert.deepEqual(Object.fromEntries(places(series)), { 11: [0, 1], 12: [1, 0], 13: [2, 2], 14: [3, 4], 15: [4, 3] });
  assert.deepEqual(series.map((each) => importance(each, new Set(["13"]))), [1, 1, 2, 1, 0]);
  assert.equal(places([]).size, 0);
});

test("amounts in the unit that people say, sliders in round steps", () => {
  assert.deepEqual(["万元", "亿元", "元", "万人", "元/人"].map(isMoney), [true, true, true, false, false]);
  assert.deepEqual(unitOf("万元", 23265000, "zh"), { per: 10000, name: "亿元" });
  assert.deepEqual(unitOf("万元", 4819, "zh"), { per: 1, name: "万元" });
  assert.deepEqual(unitOf("亿元", 53734, "zh"), { per: 1, name: "亿元" });
  assert.deepEqual(unitOf("万元", 23265000, "en"), { per: 100, name: "million yuan" });
  assert.deepEqual(unitOf("人年", 5000, "zh"), { per: 1, name: "人年" });
  assert.deepEqual([1, 1.99, 2, 4.9, 5, 9.99, 10, 1000, 0.2, 0.03].map(round), [1, 1, 2, 2, 5, 5, 10, 1000, 0.2, 0.02]);
  assert.deepEqual(range("money", 3.5), { least: 0, most: 2, step: 0.01, press: 0.1 });
  assert.deepEqual(range("amount", -3.5), { least: -1, most: 2, step: 0.01, press: 0.1 });
  assert.deepEqual(range("amount", 0), { least: -0.5, most: 1, step: 0.005, press: 0.05 });
});

test("a CSV, cell by cell", () => {
  assert.deepEqual(rowsOf('\ufeffa,b\r\n1,"x,""y""\n z"\n\n,\n3,'), [["a", "b"], ["1", 'x,"y"\n z'], ["3", ""]]);
  assert.deepEqual(rowsOf(""), []);
  const table = [["unit", "year"], ['a "b", c', 1], ["", null], ["x", ""]];
  assert.deepEqual(rowsOf(textOf(table)), [["unit", "year"], ['a "b", c', "1"], ["x", ""]]);
  const data = "province,year,gdp\n湖北,2021,5\n湖北,2022,6\n";
  assert.equal(withFigure(data, { names: ["42", "湖北"], period: "2022", column: "gdp", value: 7.5 }), "province,year,gdp\n湖北,2021,5\n湖北,2022,7.5\n");
  for (const wrong of [{ names: ["43"] }, { period: "2023" }, { column: "gpd" }]) assert.equal(withFigure(data, { names: ["湖北"], period: "2022", column: "gdp", value: 1, ...wrong }), null);
});

test("no cell of a CSV is run by a spreadsheet", () => {
  const texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", '=HYPERLINK("http://a","b")', "a;=1+1"];
  const lines = csv(texts.map((each) => [each])).slice(1).split(/\r\n/).slice(0, -1);
  const read = lines.map((line) => rowsOf(line.replace(/\r(?=.)/, "␍"))[0][0]);
  for (const cell of read.slice(0, -1)) assert.match(cell, /^'/);
  // Where a list separator is a semicolon, a spreadsheet would part the cell there.
  assert.match(lines[texts.length - 1], /^".*"$/);
  assert.equal(csv([[-3.2, 1e-7, null, NaN, "a"]]), "\ufeff-3.2,1e-7,,,a\r\n");
});

const district = { data: text("www/district/figures.csv"), indicators: text("www/district/indicators.json"), framework: text("www/district/framework.json") };

test("the district's figures are those that a hand labelled in its work report", async () => {
  const report = text("tests/fixtures/report/report-1.txt");
  const labelled = text("tests/fixtures/report/report-1.figures.jsonl").trim().split("\n").map((line) => JSON.parse(line));
  const model = await Model.load(district);
  const [{ code }] = model.description.units;
  const subjects = { high_tech_new: "高新技术企业", small_tech: "科技型中小企业入库", eagles: "雏鹰企业", gazelles: "瞪羚企业", specialised: "国家级专精特新企业", incubators: "省级以上科技孵化载体", projects: "省基础研究重大项目、青年人才项目及自然科学基金项目", subsidy: "科技创新补助资金", awards: "科技奖励资金", central: "中央引导地方科技发展资金", provincial: "湖北省科技创新专项" };
  const first = report.indexOf("(二)");
  let compared = 0;
  for (const [id, subject] of Object.entries(subjects)) {
    const found = labelled.find((each) => each.subject === subject && each.kind !== "growth" && each.kind !== "rank" && each.start < first);
    assert.ok(found, subject);
    const { value, measure } = model.figure(id, code, "2024");
    assert.equal(value * (measure === "万元" ? 1e4 : 1), found.base_value, id);
    compared++;
  }
  const growth = labelled.find(({ kind, subject }) => kind === "growth" && subject === "科技型中小企业入库");
  assert.equal(model.figure("small_tech_growth", code, "2024").value, growth.value);
  // Everything else is marked as assumed: nothing was made up in the report's name.
  const assumed = model.description.columns.filter(isAssumed).map(({ id }) => id);
  assert.equal(compared + 1 + assumed.length, model.description.columns.length);
  assert.deepEqual(assumed, ["money_post", "money_interest", "money_risk", "share_post", "share_interest", "share_risk"]);
  model.dispose();
});

test("the district's index is the share of its targets", async () => {
  const model = await Model.load(district);
  const framework = JSON.parse(district.framework);
  const [{ code }] = model.description.units;
  const groups = framework.tree.children.map(({ weight, children }) => {
    const shares = children.map(({ id }) => {
      const { value } = model.figure(id, code, "2024");
      const target = targetOf(framework, id);
      assert.ok(target >= 1.2 * value && target < 1.2 * value + 1 + 1e-9, `${id}: a fifth more, rounded up`);
      return Math.min(100, (100 * value) / target);
    });
    return { weight, mean: shares.reduce((sum, share) => sum + share) / shares.length };
  });
  const counting = groups.filter(({ weight }) => weight);
  assert.deepEqual(groups.map(({ weight }) => weight), [1, 1, 1, 0]);
  const [row] = model.rank("2024");
  assert.ok(Math.abs(row.score - counting.reduce((sum, { mean }) => sum + mean, 0) / 3) < 1e-9);
  // The money through three ways of giving it: 17,500 / 20 %, 8,750 / 2 %, 8,750 / 10 %.
  assert.deepEqual(["rd_post", "loans_interest", "loans_risk"].map((id) => model.figure(id, code, "2024").value), [87500, 437500, 87500]);
  const scenario = model.scenario({ changes: [{ unit: code, indicator: "money_post", op: "add", value: 1000, period: "2024" }] });
  assert.deepEqual(scenario.moved("2024").map(({ indicator, to }) => [indicator, to]), [["money_post", 18500], ["subsidy", 36000]]);
  scenario.dispose();
  model.dispose();
});

test("a framework with another target: nothing else changes, and it counts", async () => {
  const framework = JSON.parse(district.framework);
  const other = withTarget(framework, "gazelles", 1);
  assert.equal(targetOf(other, "gazelles"), 1);
  assert.equal(targetOf(framework, "gazelles"), 2, "the first is untouched");
  assert.equal(canonical(withTarget(other, "gazelles", 2)), canonical(framework));
  const [before, after] = await Promise.all([framework, other].map((each) => Model.load({ ...district, framework: each })));
  const [was, now] = [before, after].map((model) => model.rank("2024")[0].dimensions.ladder);
  assert.ok(Math.abs(now - was - 10) < 1e-9, "from 50 to 100 % of one target of five");
  for (const model of [before, after]) model.dispose();
});

test("targets of other methods", () => {
  const framework = { indicators: [{ id: "a", direction: 1 }, { id: "b", direction: -1 }, { id: "c", direction: 1 }], steps: [{ step: "normalise", method: "distance_to_target", overrides: { a: { target: 5 }, b: { method: "goalposts", low: 2, high: 9 }, c: { method: "min_max" } } }, { step: "aggregate", method: "arithmetic" }] };
  assert.deepEqual(["a", "b", "c"].map((id) => targetOf(framework, id)), [5, 2, null]);
  assert.equal(withTarget(framework, "b", 3).steps[0].overrides.b.low, 3);
  assert.equal(withTarget(framework, "c", 3), framework);
  assert.deepEqual(["假设 (assumed)", "Assumed by us", "assumedly", "统计年鉴", ""].map((source) => isAssumed({ source })), [true, true, false, false, false]);
});
