// The command line: every command in every format, with the columns of docs/formats.md.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { innodex } from "../support/cli.js";
import { cells, json, records, text } from "../support/files.js";

const folder = mkdtempSync(join(tmpdir(), "innodex-cli-"));
after(() => rmSync(folder, { recursive: true }));
const file = (name, content) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

/** Runs a command that must succeed and say nothing but its result. */
async function result(...args) {
  const { code, out, err } = await innodex(...args);
  assert.deepEqual([code, err], [0, ""], args.join(" "));
  return out;
}

/** Runs a command that must fail, with the error as JSON and nothing else. */
async function fault(code, place, ...args) {
  const said = await innodex(...args, "--format", "json");
  assert.deepEqual([said.code, said.out], [2, ""], args.join(" "));
  const error = JSON.parse(said.err);
  assert.deepEqual(Object.keys(error), ["code", "place", "message", "hint", "mend"]);
  // For this release beside its new name.
  assert.deepEqual(error.mend, error.hint);
  assert.deepEqual([error.code, error.place], [code, place], said.err);
  for (const words of [error.message, error.hint]) assert.ok(words.zh && words.en, said.err);
  return error;
}

const number = (cell) => (cell === "" ? null : Number(cell));
const PROVINCIAL = ["rank", "--framework", "provincial", "--period"];
const DIMENSIONS = ["environment", "input", "output", "effect"];

describe("commands", { concurrency: 2 }, () => {
  test("rank as csv: columns, order, every number to the last bit", async () => {
    const model = await Model.load();
    for (const period of ["2022", "2017", "2024"]) {
      const out = await result(...PROVINCIAL, period, "--format", "csv");
      assert.equal(out.split("\n")[0], `code,unit,rank,score,${DIMENSIONS},reason`);
      assert.ok(out.endsWith("\n") && !out.includes("\r") && !out.startsWith("\ufeff"));
      const expected = model.rank(period).map(({ code, unit, rank, score, dimensions, reason }) => ({ code, unit: unit.zh, rank, score, ...dimensions, reason }));
      const read = records(out).map(({ code, unit, reason, ...numbers }) => ({
        code,
        unit,
        ...Object.fromEntries(Object.entries(numbers).map(([key, cell]) => [key, number(cell)])),
        reason: reason || null,
      }));
      assert.deepEqual(read, expected);
    }
  });

  test("rank as json carries the same", async () => {
    const model = await Model.load();
    const rows = JSON.parse(await result(...PROVINCIAL, "2022", "--format", "json"));
    assert.deepEqual(Object.keys(rows[0]), ["code", "unit", "rank", "score", ...DIMENSIONS, "reason"]);
    assert.deepEqual(
      rows,
      model.rank("2022").map(({ code, unit, rank, score, dimensions, reason }) => ({ code, unit, rank, score, ...dimensions, reason })),
    );
  });

  test("rank as a table for people, in both languages; Chinese where nothing is said", async () => {
    const [zh, en] = await Promise.all([result(...PROVINCIAL, "2022"), result(...PROVINCIAL, "2022", "--lang", "en")]);
    assert.match(zh.split("\n")[0], /^代码\s+地区\s+名次\s+得分/);
    assert.match(zh.split("\n")[1], /^11\s+北京\s+1\s+90\.76/);
    assert.match(en.split("\n")[1], /^11\s+Beijing\s+1\s+90\.76/);
    assert.equal(zh.split("\n").length, 33);
    assert.equal(await result(...PROVINCIAL, "2022", "--format", "table"), zh);
    assert.match(await result(...PROVINCIAL, "2024", "--lang", "en"), /too few of its parts have figures/);
  });

  test("the framework is provincial where none is named, and may be a file", async () => {
    const named = await result(...PROVINCIAL, "2022", "--format", "csv");
    assert.equal(await result("rank", "--period", "2022", "--format", "csv"), named);
    assert.equal(await result("rank", "--period", "2022", "--format", "csv", "--framework", "data/frameworks/provincial.json"), named);
    const own = ["--data", "data/provinces.csv", "--indicators", "data/indicators.json"];
    assert.equal(await result("rank", "--period", "2022", "--format", "csv", ...own), named);
  });

  test("rank by a node, a region, a tie rule", async () => {
    const rows = records(await result("rank", "--period", "2022", "--format", "csv", "--node", "input", "--region", "northeast"));
    const expected = (await Model.load()).rank("2022", { node: "input", region: "northeast" });
    assert.deepEqual(rows.map(({ code, score }) => [code, Number(score)]), expected.map(({ code, score }) => [code, score]));
    assert.deepEqual(Object.keys(rows[0]), ["code", "unit", "rank", "score", "reason"]);
    const tied = ["rank", "--data", file("tied.csv", "unit,year,x\na,2022,2\nb,2022,2\nc,2022,1\n"), "--framework", file("x.json", JSON.stringify(ONE)), "--period", "2022"];
    assert.deepEqual(records(await result(...tied, "--format", "csv", "--ties", "fractional")).map(({ rank }) => rank), ["1.5", "1.5", "3"]);
  });

  test("a deeper tree: every group in tree order, the root and the indicators left out", async () => {
    const leaf = (id) => ({ id });
    const deep = {
      id: "deep",
      indicators: ["a", "b", "c"].map((id) => ({ id, direction: 1 })),
      tree: { id: "root", children: [{ id: "one", children: [{ id: "inner", children: [leaf("a")] }, leaf("b")] }, { id: "two", children: [leaf("c")] }] },
      steps: [{ step: "aggregate", method: "arithmetic" }],
    };
    const data = file("deep.csv", "unit,year,a,b,c\nu,2022,1,2,4\nv,2022,3,,5\n");
    const out = await result("rank", "--data", data, "--framework", file("deep.json", JSON.stringify(deep)), "--period", "2022", "--format", "csv");
    assert.deepEqual(cells(out), [
      ["code", "unit", "rank", "score", "one", "inner", "two", "reason"],
      ["v", "v", "1", "4", "3", "3", "5", ""],
      ["u", "u", "2", "2.75", "1.5", "1", "4", ""],
    ]);
  });

  test("HDI: all 191 countries to the published three decimals, in every year of the file", async () => {
    const published = records(text("data/hdi.csv"));
    let compared = 0;
    for (const period of new Set(published.map(({ year }) => year))) {
      const out = records(await result("rank", "--data", "data/hdi.csv", "--framework", "hdi", "--period", period, "--format", "csv"));
      const ours = new Map(out.map(({ code, score }) => [code, score]));
      for (const { code, published_hdi: theirs } of published.filter(({ year }) => year === period)) {
        if (theirs === "") continue;
        compared += 1;
        assert.equal(Number(ours.get(code)).toFixed(3), Number(theirs).toFixed(3), `${code} ${period}`);
      }
    }
    assert.equal(compared, published.filter(({ published_hdi }) => published_hdi !== "").length);
    assert.ok(compared > 500, `${compared}`);
  });

  const RATES = { simple: [], log: [], symmetric: ["--lag", "2"], cagr: ["--from", "2012"], least_squares: ["--from", "2015"], difference: [], base_index: ["--base", "2015"], trend_percent: ["--from", "2015"], contribution: [], real: ["--deflator", "population"], theil_sen: ["--from", "2015"] };
  for (const [rate, more] of Object.entries(RATES)) {
    test(`growth by ${rate}`, async () => {
      const model = await Model.load();
      const options = Object.fromEntries(more.length ? [[more[0].slice(2), more[0] === "--lag" ? Number(more[1]) : more[1]]] : []);
      for (const indicator of ["rd_funds_enterprise", "rd_intensity"]) {
        const expected = model.growth({ indicator, rate, period: "2022", ...options });
        const ask = ["growth", "--indicator", indicator, "--rate", rate, "--period", "2022", ...more, "--format"];
        const [csv, asJson] = await Promise.all([innodex(...ask, "csv"), innodex(...ask, "json")]);
        assert.deepEqual([csv.code, asJson.code, csv.out.split("\n")[0]], [0, 0, "code,unit,value,reason"]);
        assert.deepEqual(
          records(csv.out).map(({ value, reason, ...row }) => ({ ...row, value: number(value), reason: reason || null })),
          expected.map(({ code, unit, value, reason }) => ({ code, unit: unit.zh, value, reason })),
        );
        assert.deepEqual(JSON.parse(asJson.out), expected);
      }
    });
  }

  test("growth over a window says on stderr whose ends are others", async () => {
    const ask = ["growth", "--indicator", "rd_funds_enterprise", "--rate", "cagr", "--period", "2022", "--from", "2012"];
    const [zh, en] = await Promise.all([innodex(...ask), innodex(...ask, "--lang", "en")]);
    assert.deepEqual([zh.code, zh.err], [0, "名义增长（现价）。\n北京：2013 至 2022\n"]);
    assert.equal(en.err, "Nominal growth, at current prices.\nBeijing: from 2013 to 2022\n");
  });

  test("growth of one's own data without a framework for them", async () => {
    const data = file("own.csv", "unit,year,x\na,2021,1\na,2022,3\n");
    const { code, out, err } = await innodex("growth", "--data", data, "--indicator", "x", "--rate", "simple", "--period", "2022", "--format", "csv");
    assert.deepEqual([code, out, err], [0, "code,unit,value,reason\na,a,2,\n", ""]);
  });

  test("frameworks", async () => {
    const listed = cells(await result("frameworks", "--format", "csv"));
    assert.deepEqual(listed.slice(0, 3), [
      ["id", "name", "indicators", "source"],
      ["provincial", "省级创新指数", "13", "OECD/JRC, Handbook on Constructing Composite Indicators (2008); COINr"],
      ["hdi", "人类发展指数", "4", "UNDP, Human Development Report 2021-22, technical note 1"],
    ]);
    assert.deepEqual(listed.slice(3).map(([id, , indicators]) => [id, indicators]), [["st_progress", "14"], ["regional_capability", "29"], ["eis", "13"], ["gii", "15"], ["china_innovation_index", "18"]]);
    assert.deepEqual(JSON.parse(await result("frameworks", "--format", "json"))[0], {
      id: "provincial",
      name: { zh: "省级创新指数", en: "Provincial innovation index" },
      indicators: 13,
      source: "OECD/JRC, Handbook on Constructing Composite Indicators (2008); COINr",
    });
    assert.match(await result("frameworks", "--lang", "en"), /Human Development Index/);
  });

  test("check: a line a finding, exit 2 where one is an error", async () => {
    const good = ["data/provinces.csv", "data/indicators.json", "data/frameworks/provincial.json"];
    const rows = cells(await result("check", ...good, "--format", "csv"));
    assert.deepEqual(rows[0], ["file", "severity", "code", "place", "message"]);
    assert.deepEqual(
      rows.slice(1).map((row) => row.slice(0, 4)),
      [
        ["data/provinces.csv", "warning", "accounts_differ", "33 2015, column rd_expenditure"],
        ["data/provinces.csv", "warning", "accounts_differ", "31 2021, column rd_expenditure"],
      ],
    );
    assert.equal(await result("check", "data/frameworks/hdi.json", "--format", "csv"), "file,severity,code,place,message\n");
    assert.equal(await result("check", "data/frameworks/hdi.json", "--format", "json"), "[]\n");
    const bad = file("bad.csv", "province,year,x\n湖北,2022,?\n浙汀,2022,1\n");
    const { code, out, err } = await innodex("check", bad, "data/frameworks/hdi.json", "--format", "csv", "--lang", "en");
    assert.deepEqual([code, err], [2, ""]);
    assert.deepEqual(
      cells(out).slice(1).map((row) => row.slice(0, 4)),
      [
        [bad, "error", "not_a_number", "row 2, column x"],
        [bad, "error", "misread_province", "row 3, column province"],
      ],
    );
    assert.equal((await innodex("check", "tests/fixtures/raw/rd_personnel_2010_gbk.csv")).code, 2);
  });

  test("rank beside another period: the change, or why there is none", async () => {
    const framework = file("two.json", JSON.stringify({
      id: "f",
      indicators: [{ id: "x", direction: 1 }, { id: "y", direction: 1 }],
      tree: { id: "index", children: [{ id: "x" }, { id: "y" }] },
      steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic", minimum_share: 0.5 }],
    }));
    const data = file("two.csv", "unit,year,x,y\nA,2020,1,\nB,2020,2,\nC,2020,3,\nA,2021,1,5\nB,2021,2,4\nC,2021,9,3\nA,2022,9,5\nB,2022,2,4\nC,2022,1,3\n");
    const ranked = async (/** @type {string} */ compare) => {
      const rows = records(await result("rank", "--framework", framework, "--data", data, "--period", "2022", "--compare", compare, "--format", "csv"));
      return rows.map(({ unit, rank, rank_before, rank_change, change_reason }) => [unit, rank, rank_before, rank_change, change_reason]);
    };
    // A and C share the first rank of 2021.
    assert.deepEqual(await ranked("2021"), [["A", "1", "1", "0", ""], ["B", "2", "3", "-1", ""], ["C", "3", "1", "2", ""]]);
    assert.deepEqual((await ranked("2020")).map((row) => row.slice(3)), Array(3).fill(["", "other_indicators"]));
    assert.equal((await innodex("rank", "--framework", framework, "--data", data, "--period", "2022", "--compare", "2031")).code, 2);
  });

  test("scenario from a file: as rank, and before", async () => {
    const spec = { changes: [{ unit: "湖北", indicator: "rd_expenditure", op: "multiply", value: 1.3 }] };
    const model = await Model.load({ framework: text("tests/fixtures/provincial-first.json") });
    const expected = model.scenario(spec).rank("2022");
    const path = file("more.json", JSON.stringify(spec));
    const out = await result("scenario", path, "--framework", "tests/fixtures/provincial-first.json", "--period", "2022", "--format", "csv");
    assert.equal(out.split("\n")[0], `code,unit,rank,score,${DIMENSIONS},reason,rank_before,score_before`);
    const rows = records(out);
    assert.deepEqual(
      rows.map((row) => [row.code, number(row.rank), number(row.score), number(row.rank_before), number(row.score_before)]),
      expected.map((row) => [row.code, row.rank, row.score, row.rank_before, row.score_before]),
    );
    const hubei = rows.find(({ code }) => code === "42");
    assert.deepEqual([Number(hubei.score).toFixed(2), Number(hubei.score_before).toFixed(2)], ["33.01", "32.46"]);
    assert.equal(JSON.parse(await result("scenario", path, "--period", "2022", "--format", "json")).length, 31);
    assert.match(await result("scenario", path, "--period", "2022"), /原名次/);
  });

  test("scenario: what could not move is said on stderr, in the language asked for", async () => {
    const path = file("gap.json", JSON.stringify({ changes: [{ unit: "11", indicator: "hightech_revenue", op: "multiply", value: 2 }] }));
    const ask = ["scenario", path, "--period", "2017", "--format", "csv"];
    const [zh, en] = await Promise.all([innodex(...ask), innodex(...ask, "--lang", "en")]);
    assert.deepEqual([zh.code, zh.out.split("\n").length], [0, 33]);
    assert.ok(zh.err.startsWith("北京：") && zh.err.endsWith("\n"), zh.err);
    assert.ok(en.err.startsWith("Beijing: "), en.err);
  });

  test("labels with quotes, commas and HTML read back from the csv", async () => {
    const names = ['he said "yes"', "a, b", "<img src=x onerror=alert(1)>", "\"", "</script>", "=1+1"];
    const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;
    const data = file("labels.csv", `code,unit,year,x\n${names.map((name, i) => `c${i},${quoted(name)},2022,${names.length - i}`).join("\n")}\n`);
    const ask = ["--data", data, "--framework", file("x.json", JSON.stringify(ONE)), "--period", "2022", "--format"];
    const [csv, asJson] = await Promise.all([result("rank", ...ask, "csv"), result("rank", ...ask, "json")]);
    assert.deepEqual(records(csv).map(({ unit }) => unit), names);
    assert.deepEqual(JSON.parse(asJson).map(({ unit }) => unit.zh), names);
  });

  test("a line end in a name is a space, and that is said", async () => {
    const data = file("lines.csv", 'code,unit,year,x\nc,"two\nlines",2022,1\nd,other,2022,2\n');
    const ask = ["rank", "--data", data, "--framework", file("x.json", JSON.stringify(ONE)), "--period", "2022", "--format", "csv"];
    const { code, out, err } = await innodex(...ask);
    assert.deepEqual([code, records(out).map(({ unit }) => unit)], [0, ["other", "two lines"]]);
    assert.match(err, /^name_rewritten \(.*: row 2, column unit\): /);
  });

  test("numbers of every size read back exactly", async () => {
    const values = ["1e-7", "123456789.123456789", "1e21", "0.1", "-0.30000000000000004", "1e308", "5e-324"];
    const data = file("sizes.csv", `unit,year,x\n${values.map((value, i) => `u${i},2022,${value}`).join("\n")}\n`);
    const rows = records(await result("rank", "--data", data, "--framework", file("x.json", JSON.stringify(ONE)), "--period", "2022", "--format", "csv"));
    for (const [i, value] of values.entries()) assert.equal(Number(rows.find(({ code }) => code === `u${i}`).score), Number(value), value);
  });

  test("help and version", async () => {
    const help = await result("--help");
    for (const command of ["rank", "growth", "frameworks", "check", "scenario"]) assert.match(help, new RegExp(`innodex ${command}`));
    assert.equal(await result("-h"), help);
    assert.equal(await result("--version"), `${json("pkg/package.json").version}\n`);
  });
});

const ONE = { id: "one", indicators: [{ id: "x", direction: 1 }], tree: { id: "i", children: [{ id: "x" }] }, steps: [{ step: "aggregate", method: "arithmetic" }] };

describe("errors: exit 2, nothing on stdout, {code, place, message, hint} with --format json", { concurrency: 2 }, () => {
  const cases = [
    ["no command", "bad_command", ""],
    ["unknown command", "bad_command", "", "rang"],
    ["unknown flag", "bad_command", "", "rank", "--period", "2022", "--years", "3"],
    ["flag without its value", "bad_command", "", "rank", "--period"],
    ["no period", "bad_command", "", "rank"],
    ["no rate", "bad_command", "", "growth", "--indicator", "gdp", "--period", "2022"],
    ["lag that is no number", "bad_command", "", "growth", "--indicator", "gdp", "--rate", "simple", "--period", "2022", "--lag", "two"],
    ["lag of zero", "bad_command", "", "growth", "--indicator", "gdp", "--rate", "simple", "--period", "2022", "--lag", "0"],
    ["unknown language", "bad_command", "", "frameworks", "--lang", "fr"],
    ["no scenario file", "bad_command", "", "scenario", "--period", "2022"],
    ["no file to check", "bad_command", "", "check"],
    ["missing data", "bad_command", "nowhere.csv", "rank", "--period", "2022", "--data", "nowhere.csv"],
    ["missing framework file", "bad_command", "nowhere.json", "rank", "--period", "2022", "--framework", "nowhere.json"],
    ["missing scenario", "bad_command", "nowhere.json", "scenario", "nowhere.json", "--period", "2022"],
    ["missing file to check", "bad_command", "nowhere.csv", "check", "nowhere.csv"],
    ["a folder for a file", "bad_command", "data", "rank", "--period", "2022", "--data", "data"],
    ["unknown framework", "unknown_framework", "", "rank", "--period", "2022", "--framework", "provincal"],
    ["unknown period", "unknown_period", "", "rank", "--period", "1999"],
    ["bad period", "bad_period", "", "rank", "--period", "last year"],
    ["unknown node", "unknown_node", "", "rank", "--period", "2022", "--node", "x"],
    ["unknown region", "bad_parameter", "region", "rank", "--period", "2022", "--region", "x"],
    ["unknown rate", "bad_parameter", "rate", "growth", "--indicator", "gdp", "--rate", "x", "--period", "2022"],
    ["unknown indicator", "unknown_indicator", "", "growth", "--indicator", "x", "--rate", "simple", "--period", "2022"],
    ["GBK", "encoding_not_utf8", "row 1, byte 1", "rank", "--period", "2022", "--data", "tests/fixtures/raw/rd_personnel_2010_gbk.csv"],
    ["a scenario that is a table", "bad_json", "line 1, column 1", "scenario", "data/provinces.csv", "--period", "2022"],
  ];
  for (const [name, code, place, ...args] of cases) test(name, () => fault(code, place, ...args));

  test("an account that is exceeded", async () => {
    const spec = { changes: [{ unit: "42", indicator: "rd_basic", op: "multiply", value: 100, keep: ["rd_expenditure"] }] };
    await fault("account_exceeded", "$.changes[0]", "scenario", file("far.json", JSON.stringify(spec)), "--period", "2022");
  });

  test("a format that does not exist", async () => {
    const { code, out, err } = await innodex("rank", "--period", "2022", "--format", "xml");
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, /^bad_command: .*csv.*json.*table/);
  });

  test("for people: one line in the language asked for", async () => {
    const [zh, en] = await Promise.all([innodex("rank", "--period", "1999"), innodex("rank", "--period", "1999", "--lang", "en")]);
    assert.deepEqual([zh.code, zh.out, en.out], [2, "", ""]);
    assert.equal(zh.err, "unknown_period: 数据中没有 1999。可选 2010 至 2024。\n");
    assert.equal(en.err, "unknown_period: The data have no 1999. Choose from 2010 to 2024.\n");
  });

  test("--format=json is --format json", async () => {
    const { code, err } = await innodex("rank", "--period=1999", "--format=json");
    assert.equal(code, 2);
    assert.equal(JSON.parse(err).code, "unknown_period");
    assert.match((await innodex("rank", "--period=1999", "--lang=en")).err, /^unknown_period: The data/);
  });
});

describe("raw tables", { concurrency: 2 }, () => {
  const RAW = "tests/fixtures/raw/";
  const plan = (content) => file(`plan-${Math.random()}.json`, JSON.stringify(content));
  /** Runs a command whose remarks go to standard error. */
  const made = async (...args) => {
    const said = await innodex("table", ...args);
    assert.equal(said.code, 0, said.err);
    return said;
  };

  test("a plan and files: the panel as csv, which --data reads again", async () => {
    const { out, err } = await made("examples/raw-tables/per-person.json", `${RAW}rd_intensity_long.csv`, `${RAW}population_wide_english.csv`, "--format", "csv");
    assert.equal(out.split("\n")[0], "code,province,year,rd_per_person,rank");
    const rows = records(out);
    assert.equal(rows.length, 31 * 13);
    const hubei = rows.find(({ code, year }) => code === "42" && year === "2023");
    assert.deepEqual([hubei.province, Number(hubei.rd_per_person), hubei.rank], ["湖北", (1408.2 * 1e4) / 5838, "8"]);
    assert.match(err, /全国.*单独存放/);
    const again = await result("growth", "--data", file("panel.csv", out), "--indicator", "rd_per_person", "--rate", "simple", "--period", "2023", "--format", "csv");
    assert.equal(records(again).length, 31);
  });

  test("as json with everything that is known", async () => {
    const { out } = await made("examples/raw-tables/per-person.json", `${RAW}rd_intensity_long.csv`, `${RAW}population_wide_english.csv`, "--format", "json");
    const { indicators, rows, remarks, set_apart } = JSON.parse(out);
    assert.deepEqual(indicators.map(({ id, zh, unit }) => [id, zh, unit]), [["rd_per_person", "人均研发经费", "元/人"], ["rank", "", ""]]);
    assert.equal(rows.length, 31 * 13);
    assert.deepEqual(remarks.map(({ code, severity }) => [code, severity]), [["total_set_apart", "warning"]]);
    assert.deepEqual([set_apart[0].rows.length, set_apart[0].header.length], [26, 5]);
  });

  test("notes of figures, and where a figure comes from", async () => {
    const marked = file("marked.csv", "地区,年份,x\n湖北,2022,1255①\n湖南,2022,20\n①为快报数\n");
    assert.equal((await made(marked, "--notes", "--format", "csv")).out, "code,period,indicator,note,mark\n42,2022,x,快报数,①\n");
    assert.deepEqual(JSON.parse((await made(marked, "--format", "json")).out).notes, [{ unit: "42", period: "2022", indicator: "x", mark: "①", text: "快报数" }]);
    const where = (...args) => made(marked, "--origin", "--unit", "湖北", "--period", "2022", "--indicator", "x", ...args);
    assert.equal((await where("--format", "csv")).out, "file,sheet,cell,row,text,figure,period,mark,note\nmarked.csv,,C2,2,1255①,x,2022,①,快报数\n");
    await fault("bad_command", "", "table", marked, "--origin", "--unit", "湖北");
  });

  test("without a plan, as a table for people", async () => {
    const { out } = await made(`${RAW}public_budget_2018_2019.csv`, "--lang", "en");
    assert.match(out.split("\n")[0], /^code\s+province\s+year\s+合计/);
    assert.equal(out.split("\n").length, 62 + 2);
  });

  test("an unaccepted name is exit 2 with the suggestion; all of them are said", async () => {
    const error = await fault("misread_province", `${RAW}patents_in_force_2013_2015.csv: row 58, column province`, "table", `${RAW}patents_in_force_2013_2015.csv`);
    assert.match(error.hint.zh, /江西/);
    const { code, out, err } = await innodex("table", `${RAW}patents_in_force_2013_2015.csv`, "--format", "csv");
    assert.deepEqual([code, out], [2, ""]);
    for (const words of ["“江四”可能是“江西”的误写", '"accept": {"浙汀": "浙江"}', "四藏", "尔部地区"]) assert.ok(err.includes(words), err);
    const accept = { 江四: "江西", 浙汀: "浙江", 四藏: "西藏", 尔部地区: "东部地区" };
    const { out: csv } = await made(plan({ accept }), `${RAW}patents_in_force_2013_2015.csv`, "--format", "csv");
    assert.equal(records(csv).length, 93);
  });

  test("a period that only the file's name has waits, and the plan may say it", async () => {
    const error = await fault("missing_period", `${RAW}rd_personnel_2010_gbk.csv: row 1`, "table", `${RAW}rd_personnel_2010_gbk.csv`);
    assert.match(error.hint.en, /"period": "2010"/);
    const { out } = await made(plan({ period: "2010" }), `${RAW}rd_personnel_2010_gbk.csv`, "--format", "csv");
    assert.deepEqual(records(out)[0], { code: "11", province: "北京", year: "2010", 合计: "193718", 研究人员: "107218", 基础研究: "29482", 应用研究: "52441", 试验发展: "111794" });
  });

  test("invalid files and plans are exit 2 with their code", async () => {
    await fault("bad_command", "", "table");
    await fault("bad_command", "nothing.csv", "table", "nothing.csv");
    await fault("missing_file", "", "table", plan({}));
    await fault("bad_json", "$.steps[0].step", "table", plan({ steps: [{ step: "merge" }] }), `${RAW}rd_intensity_long.csv`);
    await fault("unknown_column", "$.steps[0].column", "table", plan({ steps: [{ step: "filter", column: "nothing" }] }), `${RAW}rd_intensity_long.csv`);
    await fault("unknown_form", file("book.xlsx", "PK\u0003\u0004"), "table", file("book.xlsx", "PK\u0003\u0004"));
  });

  test("check tells a plan from the other files", async () => {
    const good = await result("check", "examples/raw-tables/per-person.json", "data/frameworks/provincial.json", "--format", "csv");
    assert.equal(good, "file,severity,code,place,message\n");
    const bad = file("bad-plan.json", '{"sources": {}, "steps": [{"step": "merge"}]}');
    const { code, out } = await innodex("check", bad, "data/frameworks/provincial.json", "--format", "csv");
    assert.equal(code, 2);
    assert.deepEqual(records(out).map(({ file, severity, code, place }) => [file, severity, code, place]), [[bad, "error", "bad_json", "$.steps[0].step"]]);
  });
});
