// Tables of cities and counties in Node: the register is loaded by the first table that names them, units know their parent, and
// rankings stay within it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { InnodexError, Model } from "../../pkg/dist/node.js";
import { Tables } from "../../pkg/dist/tables-node.js";

const CITIES = "省份,城市,年份,产值\n湖北,武汉,2023,3\n湖北,宜昌,2023,2\n湖北,恩施州,2023,1\n湖南,长沙,2023,5\n湖南,株洲,2023,4\n";
const FRAMEWORK = {
  id: "one",
  name: { zh: "产值", en: "output" },
  indicators: [{ id: "产值", direction: 1 }],
  tree: { id: "index", children: [{ id: "产值" }] },
  steps: [{ step: "aggregate", method: "arithmetic" }],
};
const PARKS = "code,name,parent,group\nP1,东湖生物城|生物城,,园区\nF1,甲药业有限公司|甲药业,P1,医药\nF2,乙软件有限公司,P1,软件\n";
const FIRMS = "企业,年份,营业收入\n甲药业,2023,1\n乙软件有限公司,2023,2\n";

test("the register has at most 20 kB, compressed", () => {
  const size = brotliCompressSync(readFileSync("pkg/dist/divisions.bin")).length;
  console.log(`divisions.bin: ${size} bytes of brotli`);
  assert.ok(size <= 20_000, String(size));
});

test("a table of cities loads the register, and its panel ranks within a province", async () => {
  const tables = new Tables();
  const seen = await tables.open(CITIES, "cities.csv");
  assert.deepEqual([seen.territory, seen.needs_register], ["divisions", false]);
  assert.deepEqual(seen.units.map(({ code }) => code), ["420100", "420500", "422800", "430100", "430200"]);
  assert.equal(seen.source.columns.省份, "parent");
  const { panel } = await tables.run();
  const model = await Model.load({ data: panel, framework: FRAMEWORK });
  const ranked = (region) => model.rank("2023", { region }).map(({ code, rank }) => [code, rank]);
  assert.deepEqual(ranked("42"), [["420100", 1], ["420500", 2], ["422800", 3]]);
  assert.deepEqual(ranked("湖南省"), [["430100", 1], ["430200", 2]]);
  assert.equal(ranked(null).length, 5);
  const unit = model.description.units.find(({ code }) => code === "422800");
  assert.deepEqual([unit.level, unit.parent.code, unit.parent.name.zh, unit.group], ["prefecture", "42", "湖北", undefined]);
  assert.throws(() => ranked("44"), (error) => error instanceof InnodexError && error.code === "bad_parameter" && error.hint.zh.includes("湖北"));
  // As a CSV and back.
  const csv = panel.rows().map((row) => row.map((cell) => cell ?? "").join(",")).join("\n");
  assert.ok(csv.startsWith("code,unit,unit_level,unit_parent,unit_parent_name,year,产值\n"), csv.slice(0, 80));
  const again = await Model.load({ data: csv, framework: FRAMEWORK });
  assert.deepEqual(again.description.units, model.description.units);
  tables.dispose();
});

test("a panel of provinces has regions only", async () => {
  const model = await Model.load();
  const period = model.description.newest_complete;
  assert.equal(model.rank(period, { region: "central" }).length, 6);
  assert.throws(() => model.rank(period, { region: "420100" }), (error) => error.code === "bad_parameter");
});

test("an office's own register", async () => {
  const tables = new Tables();
  await tables.register(PARKS, "parks.csv");
  const seen = await tables.open(FIRMS, "firms.csv");
  assert.deepEqual([seen.territory, seen.units.map(({ code }) => code)], ["register", ["F1", "F2"]]);
  const { panel } = await tables.run({ register: { file: "parks.csv" } });
  assert.deepEqual(panel.units.map(({ group, parent }) => [group, parent.name.zh]), [["医药", "东湖生物城"], ["软件", "东湖生物城"]]);
  await assert.rejects(tables.register("code,name\nA,甲\nA,乙\n", "bad.csv"), (error) => error.code === "unit_conflict");
  // The former one stays.
  assert.equal((await tables.understand("firms.csv")).territory, "register");
  tables.dispose();
  const without = new Tables();
  await without.open(FIRMS, "firms.csv");
  await assert.rejects(without.run({ register: { file: "parks.csv" } }), (error) => error.code === "missing_file");
  without.dispose();
});

test("on the command line", () => {
  const folder = mkdtempSync(join(tmpdir(), "innodex-"));
  try {
    const path = (name, content) => (writeFileSync(join(folder, name), content), join(folder, name));
    const innodex = (...given) => execFileSync(process.execPath, ["pkg/bin/innodex.js", ...given], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const cities = innodex("table", path("cities.csv", CITIES), "--format", "csv");
    assert.match(cities, /^420100,武汉市,prefecture,42,湖北,2023,3$/m);
    const data = path("panel.csv", cities);
    const framework = path("framework.json", JSON.stringify(FRAMEWORK));
    const ranked = innodex("rank", "--data", data, "--framework", framework, "--period", "2023", "--region", "42", "--format", "csv");
    assert.deepEqual(ranked.trim().split("\n").slice(1).map((line) => line.split(",")[0]), ["420100", "420500", "422800"]);
    const firms = innodex("table", path("plan.json", '{"register": {"file": "parks.csv"}}'), path("firms.csv", FIRMS), "--register", path("parks.csv", PARKS), "--format", "csv");
    assert.match(firms, /^F1,甲药业有限公司,P1,东湖生物城,医药,2023,1$/m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
