// Raw tables on the page: what is understood is shown, what is refused waits, nothing goes on before; a worker that is
// stopped or dies harms no other file.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Model } from "../../pkg/dist/node.js";
import { Tables } from "../../pkg/dist/tables-node.js";
import { accessible, html, page, rows, tabTo, words } from "../support/browser.js";
import { bytes, json, project, text } from "../support/files.js";
import { assertTables, playTables, tablesInput } from "../support/golden.js";
import { book, csv, element, fault, file, line, open, questions, rank, ranked, RAW, settled, shown, table } from "../support/table-page.js";

const SCRIPT = '<script type="module" src="/innodex/table.js"></script>';
const [PATENTS, PERSONNEL, INTENSITY, POPULATION] = ["patents_in_force_2013_2015", "rd_personnel_2010_gbk", "rd_intensity_long", "population_wide_english"].map((name) => `${name}.csv`);

/** The exit code and the CSV that the command line gives for a plan and files. */
const cli = (plan, ...files) => {
  const path = join(mkdtempSync(join(tmpdir(), "innodex-plan-")), "plan.json");
  writeFileSync(path, plan);
  const { status, stdout } = spawnSync("node", [`${project}pkg/bin/innodex.js`, "table", path, ...files.map((name) => RAW + name), "--format", "csv"], { encoding: "utf8" });
  return [status, stdout];
};

page("every plan makes in the worker what it makes natively, to the last bit", { pages: { "/empty.html": html("") }, at: "/empty.html" }, async (tab, { requests }) => {
  const played = await tab.evaluate(`import("/innodex/tables.js").then(({ Tables }) => (${playTables})(Tables, ${JSON.stringify(tablesInput())}))`);
  assert.ok(assertTables(played) > 4_000);
  assert.equal(requests.filter((path) => path.endsWith("table.wasm")).length, 1);
});

table("the module is fetched when the first file is opened, and not before", async (tab, { requests }) => {
  await element(tab).locator("input[type=file]").waitFor();
  const heavy = () => requests.filter((path) => /\.wasm|worker|provinces|model/.test(path));
  assert.deepEqual(heavy(), []);
  await open(tab, INTENSITY);
  await settled(tab, INTENSITY);
  assert.deepEqual(heavy(), ["/innodex/table-worker.js", "/innodex/table.wasm"]);
});

table("misread names wait, each with a suggestion; nothing goes on before all are answered", async (tab) => {
  await open(tab, PATENTS);
  await questions(tab, PATENTS).first().waitFor();
  assert.equal(await questions(tab, PATENTS).count(), 4);
  const said = await file(tab, PATENTS).innerText();
  for (const part of ["388行", "UTF-8", "31个地区", "2013至2015", "4项数据", "江四（4行） — 可能是 江西", "尔部地区（4行） — 可能是 东部地区", "全国（12行）", "第58行“province”列"]) {
    assert.ok(said.includes(part), part);
  }
  assert.ok(await rank(tab).isDisabled());
  for (const left of [3, 2, 1]) {
    await questions(tab, PATENTS).first().getByRole("button", { name: "接受建议" }).click();
    await tab.waitForFunction((n) => document.querySelector("innodex-table").shadowRoot.querySelectorAll(".waiting li").length === n, left);
    assert.ok(await rank(tab).isDisabled());
  }
  await questions(tab, PATENTS).first().getByRole("button", { name: "接受建议" }).click();
  await settled(tab, PATENTS);
  // What was accepted is listed, and the total it named is set apart.
  assert.match(await file(tab, PATENTS).innerText(), /“江四”读作“江西”/);
  assert.match(await file(tab, PATENTS).innerText(), /尔部地区（4行）/);
  await element(tab).locator("section.use").getByLabel(/^数据/).selectOption({ label: "发明 (件)" });
  await rank(tab).click();
  await ranked(tab);
  const model = await Model.load();
  const expected = model.description.units.map(({ code }) => model.figure("inventions_valid", code, "2015").value).sort((a, b) => b - a);
  assert.deepEqual((await rows(tab)).map(({ score }) => Number(score.replaceAll(",", ""))), expected);
});

table("a file of another encoding whose name alone has the year", async (tab) => {
  await open(tab, PERSONNEL);
  await questions(tab, PERSONNEL).first().waitFor();
  const said = await file(tab, PERSONNEL).innerText();
  for (const part of ["GB18030", "没有时期列", "写作“内蒙 古”", "全   国"]) assert.ok(said.includes(part) || said.includes(part.replace(/ +/g, " ")), part);
  assert.ok(await rank(tab).isDisabled());
  await file(tab, PERSONNEL).getByRole("button", { name: "接受建议" }).click();
  await settled(tab, PERSONNEL);
  await rank(tab).click();
  await ranked(tab);
  assert.equal(await tab.locator("innodex-ranking").getByLabel("年份").inputValue(), "2010");
});

/** Opens the two tables and asks for one figure by the other. */
async function perPerson(tab) {
  await open(tab, INTENSITY, POPULATION);
  await settled(tab, POPULATION);
  const name = file(tab, POPULATION).getByLabel("名称", { exact: true });
  await name.fill("常住人口");
  await name.press("Tab");
  await element(tab).getByLabel("除以").selectOption({ label: `常住人口 (万人) · ${POPULATION}` });
  await element(tab).getByText("亿元除以万人，乘以10,000，得元/人").waitFor();
}

table("expenditure per person, 2011 to 2023, from two files, down to the published figures", async (tab) => {
  await perPerson(tab);
  await rank(tab).click();
  await ranked(tab);
  const ranking = tab.locator("innodex-ranking");
  const years = await ranking.getByLabel("年份").locator("option").allTextContents();
  assert.deepEqual(years.map((year) => year.trim()), Array.from({ length: 13 }, (_, i) => String(2023 - i)));
  // The same by a plan in Node.
  const tables = new Tables();
  for (const name of [INTENSITY, POPULATION]) await tables.open(bytes(`tests/fixtures/raw/${name}`), name);
  const { panel } = await tables.run(json("tests/golden/tables/cases.json")["per person"].plan);
  const at = (id) => panel.indicators.findIndex((each) => each.id === id);
  for (const year of ["2023", "2011"]) {
    await ranking.getByLabel("年份").selectOption(year);
    await tab.waitForFunction((y) => document.querySelector("innodex-table").shadowRoot.querySelector("innodex-ranking").shownPeriod === y, year);
    await ranked(tab);
    const p = panel.periods.indexOf(year);
    const expected = panel.units
      .map(({ code }, u) => ({ code, rank: String(panel.figure(at("rank"), p, u)), score: panel.figure(at("rd_per_person"), p, u) }))
      .sort((a, b) => a.rank - b.rank);
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    assert.deepEqual(
      (await rows(tab)).map(({ code, rank, score }) => ({ code, rank, score })),
      expected.map(({ code, rank, score }) => ({ code, rank, score: score.toLocaleString("en", digits) })),
    );
  }
  await ranking.locator('tr[data-code="42"] button').click();
  const unfolded = await ranking.locator("[part=panel]").innerText();
  assert.match(unfolded, /RD经费[\s\S]*323(\.0)?亿元/);
  assert.match(unfolded, /常住人口[\s\S]*5,760万人/);
});

table("the plan is saved, and does the same another day; it may be changed by hand", async (tab, { open: go }) => {
  await perPerson(tab);
  await element(tab).locator("summary", { hasText: "方案" }).click();
  const plan = JSON.parse(await element(tab).locator("textarea").inputValue());
  assert.deepEqual(plan, {
    sources: { rd_intensity_long: { file: INTENSITY }, population_wide_english: { file: POPULATION, name: "常住人口" } },
    from: "rd_intensity_long",
    steps: [
      { step: "join", with: "population_wide_english" },
      { step: "ratio", id: "RD经费／常住人口", numerator: "RD经费", denominator: "常住人口", measure: "元/人" },
      { step: "rank", id: "名次", column: "RD经费／常住人口" },
    ],
    indicators: ["RD经费", "常住人口", "RD经费／常住人口", "名次"],
  });
  const [download] = await Promise.all([tab.waitForEvent("download"), element(tab).getByRole("button", { name: "下载方案" }).click()]);
  const saved = readFileSync(await download.path(), "utf8");
  assert.deepEqual(JSON.parse(saved), plan);
  // On the command line it gives what the page shows.
  await rank(tab).click();
  await ranked(tab);
  const shownRows = await rows(tab);
  const [code, out] = await cli(saved, INTENSITY, POPULATION);
  assert.equal(code, 0, out);
  const [header, ...lines] = out.trim().split("\n").map((line) => line.split(","));
  const latest = lines.filter((line) => line[2] === "2023").sort((a, b) => Number(a[header.indexOf("名次")]) - Number(b[header.indexOf("名次")]));
  assert.deepEqual(latest.map((line) => [line[0], line[header.indexOf("名次")]]), shownRows.map(({ code, rank }) => [code, rank]));

  await go("/table.html");
  const steps = [plan.steps[0], { step: "ratio", id: "人均", numerator: "RD经费", denominator: "常住人口", measure: "元/人" }, { step: "growth", id: "增速", column: "人均", rate: "simple" }];
  const more = { ...plan, steps, indicators: ["增速", "人均"] };
  // The plan is among the files, in any order.
  await open(tab, POPULATION, INTENSITY, { name: "plan.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(more)) });
  await settled(tab, POPULATION);
  assert.equal(await file(tab, POPULATION).getByLabel("名称", { exact: true }).inputValue(), "常住人口");
  await element(tab).getByRole("button", { name: "按方案计算" }).click();
  await ranked(tab);
  assert.match(await words(tab, "innodex-ranking caption"), /增速/);
  await element(tab).getByLabel("改按一项数据排名").selectOption("人均");
  await tab.waitForFunction(() => /人均/.test(document.querySelector("innodex-table").shadowRoot.querySelector("innodex-ranking").shadowRoot.querySelector("caption")?.innerText));
  // A mistake is said, with its place in the plan.
  await element(tab).locator("textarea").fill(JSON.stringify({ ...more, steps: [{ step: "filter", column: "没有" }] }));
  await element(tab).locator("textarea").press("Tab");
  await element(tab).getByRole("button", { name: "按方案计算" }).click();
  await element(tab).getByText("表中没有“没有”列").waitFor();
  assert.match(await shown(tab), /\$\.steps\[0\]\.column/);
});

table("a workbook with two header lines: read, shown as it stands, and ranked", async (tab, { requests }) => {
  await open(tab, book("1-two-headers.xlsx"));
  await settled(tab, "1-two-headers.xlsx");
  // What reads workbooks, and the register of divisions, come with the first file that needs them.
  for (const part of ["workbook-read", "divisions"]) assert.equal(requests.filter((path) => path.includes(part) && /wasm|bin/.test(path)).length, 1, part);
  const name = "1-two-headers.xlsx";
  const kinds = await file(tab, name).locator(".lines tr.line").evaluateAll((all) => all.slice(0, 6).map((row) => row.className));
  assert.deepEqual(kinds, ["line title", "line measure", "line header", "line header", "line total", "line body"]);
  assert.deepEqual(await line(tab, name, 6).locator("td.cell").evaluateAll((all) => all.map((cell) => cell.className)), ["cell unit", ...Array(4).fill("cell figure")]);
  await rank(tab).click();
  await ranked(tab, 17);
  const expected = json("tests/fixtures/office/expected.json")[name].filter(([, period, id]) => period === "2023" && id === "R&D经费").sort((a, b) => b[3] - a[3]);
  assert.deepEqual((await rows(tab)).map(({ name }) => name), expected.map(([unit]) => unit));
});

table("a line that was taken for the wrong thing is corrected where it stands", async (tab) => {
  const name = "10-nanjing.xlsx";
  await open(tab, book(name));
  await settled(tab, name);
  const units = () => tab.evaluate(() => document.querySelector("innodex-table").files[0].seen.units.length);
  assert.equal(await units(), 11);
  // 高淳区 is left out, and comes back.
  await line(tab, name, 14).locator("select").selectOption("left_out");
  await tab.waitForFunction(() => document.querySelector("innodex-table").files[0].seen.units.length === 10);
  assert.match(await line(tab, name, 14).getAttribute("class"), /left_out/);
  const plan = JSON.parse(await element(tab).locator("textarea").inputValue());
  assert.deepEqual(Object.values(plan.sources)[0].skip, ["高淳区"]);
  await line(tab, name, 14).locator("select").selectOption("body");
  await tab.waitForFunction(() => document.querySelector("innodex-table").files[0].seen.units.length === 11);
});

table("the same form on three sheets is one source, ranked by year", async (tab) => {
  await open(tab, book("3-sheet-a-year.xlsx"));
  await settled(tab, "3-sheet-a-year.xlsx#2023年");
  await rank(tab).click();
  await ranked(tab, 17);
  const years = await tab.locator("innodex-ranking").getByLabel("年份").locator("option").allTextContents();
  assert.deepEqual(years.map((year) => year.trim()), ["2023", "2022", "2021"]);
  const plan = JSON.parse(await element(tab).locator("textarea").inputValue());
  assert.deepEqual(Object.values(plan.sources).map(({ file, sheet }) => [file, sheet]), [["3-sheet-a-year.xlsx", ["2021年", "2022年", "2023年"]]]);
});

table("a table that does not say its year asks for it, in a field beside the question", async (tab) => {
  await open(tab, csv("gdp.csv", "地区,GDP(亿元)\n湖北,53734.9\n湖南,48670.4\n"));
  const asked = questions(tab, "gdp.csv").first();
  await asked.getByLabel("这是哪一年的数据").fill("2022");
  await asked.getByRole("button", { name: "确定" }).press("Enter");
  await settled(tab, "gdp.csv");
  await rank(tab).click();
  await ranked(tab, 2);
  assert.deepEqual((await rows(tab)).map(({ name }) => name), ["湖北", "湖南"]);
  const plan = JSON.parse(await element(tab).locator("textarea").inputValue());
  assert.equal(plan.sources.gdp.period, "2022");
});

table("a name that several units could be is asked for with all of them", async (tab) => {
  await open(tab, csv("t.csv", "province,year,x\n湖,2022,1\n湖南,2022,2\n广东,2022,3\n四川,2022,4\n"));
  const asked = questions(tab, "t.csv").first();
  await asked.waitFor();
  assert.deepEqual(await asked.locator("option").evaluateAll((all) => all.map((each) => each.value)), ["湖北", "湖南"]);
  await asked.getByLabel("应为").fill("湖北");
  await asked.getByLabel("应为").press("Enter");
  await settled(tab, "t.csv");
});

table("the embed code of a ranking names the file that the data are saved as", async (tab, { open: go, address }) => {
  await perPerson(tab);
  await rank(tab).click();
  await ranked(tab);
  const shownRows = await rows(tab);
  const [download] = await Promise.all([tab.waitForEvent("download"), element(tab).getByRole("button", { name: "下载数据（CSV）" }).click()]);
  const ranking = tab.locator("innodex-ranking");
  await ranking.getByRole("button", { name: "嵌入代码" }).click();
  const lines = await ranking.locator("#snippet").inputValue();
  assert.match(lines, new RegExp(` data="${download.suggestedFilename()}"`));
  const body = readFileSync(await download.path());
  await tab.context().route(`${address}/own/*`, (route) => route.fulfill(route.request().url().endsWith(".csv") ? { contentType: "text/csv", body } : { contentType: "text/html", body: html(lines) }));
  await go("/own/page.html");
  await ranked(tab);
  assert.deepEqual(await rows(tab), shownRows);
});

table("a reader can change the role of a column", async (tab) => {
  await open(tab, csv("t.csv", "name,year,x,y\n甲,2021,1,10\n乙,2021,2,20\n甲,2022,3,30\n乙,2022,4,40\n"));
  await settled(tab, "t.csv");
  await file(tab, "t.csv").getByLabel("作为: x").selectOption("left_out");
  await tab.waitForFunction(() => document.querySelector("innodex-table").files[0].seen.figures.length === 1);
  await file(tab, "t.csv").getByLabel("作为: x").selectOption("");
  await tab.waitForFunction(() => document.querySelector("innodex-table").files[0].seen.figures.length === 2);
  // Lowest first.
  await element(tab).getByLabel("排序").selectOption("-1");
  await rank(tab).click();
  await ranked(tab, 2);
  assert.deepEqual((await rows(tab)).map(({ name }) => name), ["甲", "乙"]);
});

table("several rows of a unit and period are combined", async (tab) => {
  await open(tab, csv("firms.csv", "province,year,sector,sales\n湖北,2022,a,1\n湖北,2022,a,2\n湖北,2022,b,4\n湖南,2022,a,8\n湖南,2022,b,16\n湖南,2022,b,32\n"));
  // So few rows could as well be named by the sector: the reader says that they are not.
  await file(tab, "firms.csv").getByLabel("作为: sector").selectOption("key");
  await settled(tab, "firms.csv");
  assert.match(await file(tab, "firms.csv").innerText(), /每个地区和时期有多行/);
  await element(tab).getByLabel("多行合并为").selectOption("sum");
  await rank(tab).click();
  await ranked(tab, 2);
  assert.deepEqual((await rows(tab)).map(({ name, score }) => [name, score]), [["湖南", "56.0"], ["湖北", "7.0"]]);
});

table("a dropped table opens although the file dropped with it is no table", async (tab) => {
  const transfer = await tab.evaluateHandle(
    ([content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content], "good.csv"));
      data.items.add(new File(["PK\u0003\u0004"], "book.xlsx"));
      return data;
    },
    ["province,year,x\n湖北,2022,1\n湖南,2022,2\n"],
  );
  await element(tab).locator(".drop").dispatchEvent("drop", { dataTransfer: transfer });
  await settled(tab, "good.csv");
  await fault(tab, "book.xlsx").waitFor();
  assert.match(await fault(tab, "book.xlsx").innerText(), /工作簿已损坏/);
  await rank(tab).click();
  await ranked(tab, 2);
});

const BAD = {
  "一列.csv": ["province\n湖北\n", /只有一列/],
  "无表头.csv": ["湖北,2022,1.5\n湖南,2022,2.5\n", /没有表头/],
  "空.csv": ["", /文件为空/],
};
table("files that are no table are refused, each by its reason, and others stay", async (tab) => {
  await open(tab, csv("good.csv", "province,year,x\n湖北,2022,1\n湖南,2022,2\n"), ...Object.entries(BAD).map(([name, [content]]) => csv(name, content)));
  for (const [name, [, reason]] of Object.entries(BAD)) {
    await fault(tab, name).waitFor();
    assert.match(await fault(tab, name).innerText(), reason);
  }
  await open(tab, { name: "混.csv", mimeType: "text/csv", buffer: Buffer.concat([Buffer.from("地区,年份,x\n湖北,2022,1\n"), Buffer.from([0xba, 0xfe, 0xc4, 0xcf]), Buffer.from(",2022,2\n")]) });
  await fault(tab, "混.csv").waitFor();
  assert.match(await fault(tab, "混.csv").innerText(), /UTF-8 和 GBK/);
  await settled(tab, "good.csv");
  await open(tab, csv("两点.csv", "province,year,x\n湖北,2022,1.2.3\n湖南,2022,2\n"), csv("日期.csv", "province,year,x\n湖北,2022-03-01,1\n湖南,2022,2\n"));
  await questions(tab, "日期.csv").first().waitFor();
  assert.match(await file(tab, "两点.csv").innerText(), /“1\.2\.3”不是数字[\s\S]*第2行“x”列/);
  assert.match(await file(tab, "日期.csv").innerText(), /“2022-03-01”是日期/);
});

table("a file that memory will not do for: its plan is given, with the command that runs it", async (tab) => {
  // A machine of little memory.
  await tab.evaluate(async (content) => {
    const { Tables } = await import("/innodex/tables.js");
    const element = document.querySelector("innodex-table");
    element.tables = new Tables({ memory: 3e6 });
    element.open([new File([content], "登记 2022.csv")]);
  }, large(400_000));
  await fault(tab, "登记 2022.csv").waitFor();
  assert.match(await fault(tab, "登记 2022.csv").innerText(), /文件太大[\s\S]*innodex table plan\.json .*--sql/);
  await element(tab).getByText("innodex table plan.json", { exact: false }).last().waitFor();
  assert.match(await element(tab).locator("section.use code").innerText(), /^innodex table plan\.json "登记 2022\.csv" --sql$/);
  assert.ok(await rank(tab).isDisabled());
  const plan = JSON.parse(await element(tab).locator("textarea").inputValue());
  assert.deepEqual(Object.values(plan.sources).map((source) => source.file), ["登记 2022.csv"]);
});

/** A table of so many rows. */
const large = (rows) => `province,year,sector,value\n${Array.from({ length: rows }, (_, i) => `${["湖北", "湖南", "江西"][i % 3]},${2000 + (i % 20)},s${i % 7},${i}.5\n`).join("")}`;

table("a load that is cancelled stops at once, and leaves the others", async (tab) => {
  await open(tab, csv("good.csv", "province,year,x\n湖北,2022,1\n湖南,2022,2\n"));
  await settled(tab, "good.csv");
  await open(tab, csv("large.csv", large(1_200_000)));
  await element(tab).getByText(/正在读取large.csv/).waitFor();
  await element(tab).getByRole("button", { name: "取消" }).click();
  await element(tab).getByText("已取消").waitFor();
  assert.equal(await element(tab).locator("section.file").count(), 1);
  // The files that were open are opened again by themselves.
  await rank(tab).click();
  await ranked(tab, 2);
  await open(tab, INTENSITY);
  await settled(tab, INTENSITY);
});

/** Does something to the worker from within, as a lack of memory would. */
const harm = async (tab, how) => {
  const [worker] = tab.workers();
  await worker.evaluate(how);
};

table("a worker that breaks off says so, and the next file opens", async (tab) => {
  await open(tab, csv("good.csv", "province,year,x\n湖北,2022,1\n湖南,2022,2\n"));
  await settled(tab, "good.csv");
  await harm(tab, () => {
    Uint8Array.prototype.set = () => {
      throw new RangeError("Array buffer allocation failed");
    };
  });
  await open(tab, csv("next.csv", "province,year,x\n湖北,2022,3\n湖南,2022,4\n"));
  await fault(tab, "next.csv").waitFor();
  assert.match(await fault(tab, "next.csv").innerText(), /表格计算中断。\s*文件没有改动/);
  await file(tab, "next.csv").getByRole("button", { name: "重试" }).click();
  await settled(tab, "next.csv");
  await rank(tab).click();
  await ranked(tab, 2);
});

table("a worker that dies says so, and the next file opens", async (tab, { expect }) => {
  await open(tab, csv("good.csv", "province,year,x\n湖北,2022,1\n湖南,2022,2\n"));
  await settled(tab, "good.csv");
  await harm(tab, () => {
    self.onmessage = () => {
      throw new Error("gone");
    };
  });
  await open(tab, INTENSITY);
  await fault(tab, INTENSITY).waitFor();
  assert.match(await fault(tab, INTENSITY).innerText(), /表格计算中断/);
  await file(tab, INTENSITY).getByRole("button", { name: "重试" }).click();
  await settled(tab, INTENSITY);
  await rank(tab).click();
  await ranked(tab, 2);
  expect({});
});

const withoutModule = { without: ["table.wasm"] };
table("a server that lacks the module: the page says so, and a retry may help", async (tab, { expect, seen }) => {
  await open(tab, INTENSITY);
  await fault(tab, INTENSITY).waitFor();
  assert.match(await fault(tab, INTENSITY).innerText(), /没能载入 innodex 的一个文件：HTTP 404。/);
  expect({ errors: seen.errors });
  assert.ok(seen.errors.every((error) => /404/.test(error)));
}, withoutModule);

page(
  "inside a model the elements around show the panel, by the page's own framework where it has one",
  {
    pages: { "/page.html": html(`${SCRIPT}<innodex-model><innodex-table></innodex-table><innodex-ranking></innodex-ranking></innodex-model>`) },
    at: "/page.html",
  },
  async (tab) => {
    await ranked(tab);
    const changed = tab.evaluate(() => new Promise((done) => document.addEventListener("panelchange", ({ detail }) => done({ plan: detail.plan, units: detail.panel.units.length }))));
    await open(tab, csv("t.csv", "province,year,x\n湖北,2022,1\n湖南,2022,2\n"));
    await settled(tab, "t.csv");
    await rank(tab).click();
    await ranked(tab, 2);
    assert.deepEqual(await changed, { plan: { sources: { t: { file: "t.csv" } }, steps: [{ step: "rank", id: "名次", column: "x" }], indicators: ["x", "名次"] }, units: 2 });
    assert.equal(await element(tab).locator("innodex-ranking").count(), 0);
  },
);

for (const [lang, words] of [["zh", /本页的安全设置不允许启动后台计算（Worker）[^]*worker-src 'self'/], ["en", /does not allow a worker, so raw tables cannot be opened[^]*worker-src 'self'/]]) {
  table(
    `a policy without workers is named (${lang})`,
    async (tab, { expect, seen }) => {
      if (lang === "en") await tab.getByRole("button", { name: "English" }).click();
      await open(tab, INTENSITY);
      await fault(tab, INTENSITY).waitFor();
      assert.match(await fault(tab, INTENSITY).innerText(), words);
      expect({ violations: seen.violations.filter((violation) => violation.startsWith("worker-src")), errors: seen.errors.filter((error) => /worker/i.test(error)) });
    },
    { headers: { "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'; require-trusted-types-for 'script'" } },
  );
}

const FULL = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html innodex; base-uri 'none'; form-action 'none'";
table(
  "the strictest policy",
  async (tab) => {
    await open(tab, INTENSITY);
    await settled(tab, INTENSITY);
    await rank(tab).click();
    await ranked(tab);
  },
  { headers: { "Content-Security-Policy": FULL } },
);

table("by keyboard alone", async (tab) => {
  await open(tab, PATENTS); // the picker itself is the browser's
  await questions(tab, PATENTS).first().waitFor();
  await tabTo(tab, /^input file/);
  await tabTo(tab, /^button.*全部接受/);
  await tab.keyboard.press("Enter");
  await settled(tab, PATENTS);
  await tabTo(tab, /^button (button )?排名 /);
  await tab.keyboard.press("Enter");
  await ranked(tab);
});

for (const [name, context] of [
  ["as it is", {}],
  ["dark", { colorScheme: "dark" }],
]) {
  table(`axe: questions, settled, ranked (${name})`, async (tab) => {
    await accessible(tab);
    await open(tab, PATENTS, POPULATION);
    await questions(tab, PATENTS).first().waitFor();
    await settled(tab, POPULATION);
    await accessible(tab);
    await file(tab, PATENTS).getByRole("button", { name: "全部接受" }).click();
    await settled(tab, PATENTS);
    await rank(tab).click();
    await ranked(tab);
    const closed = element(tab).locator("details:not([open]) > summary");
    while (await closed.count()) await closed.first().click();
    await accessible(tab);
  }, { context });
}

table("a phone: nothing runs out of the page", async (tab) => {
  await open(tab, PATENTS, POPULATION);
  await settled(tab, POPULATION);
  assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= 360);
  await file(tab, PATENTS).getByRole("button", { name: "全部接受" }).click();
  await settled(tab, PATENTS);
  await rank(tab).click();
  await ranked(tab);
  assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= 360);
}, { context: { viewport: { width: 360, height: 740 } } });

table("in English", async (tab) => {
  await tab.getByRole("button", { name: "English" }).click();
  await open(tab, PATENTS);
  await element(tab).getByText("4 issues to resolve").first().waitFor();
  await element(tab).getByRole("button", { name: "Accept all" }).click();
  await element(tab).getByText("No issues to resolve").first().waitFor();
  await element(tab).getByRole("button", { name: "Rank", exact: true }).click();
  await ranked(tab);
  assert.equal((await rows(tab))[0].name, "Guangdong");
  // The file as it stands is in its own words.
  await element(tab).locator("summary", { hasText: "The file as it is" }).click();
  const said = await shown(tab);
  assert.ok(said.includes("Guangdong"));
  // Names and headers of the file aside, nothing is left in Chinese.
  const rest = said.replaceAll(/合计|发明|实用新型|外观设计|全国|江四|江西|尔部地区|东部地区|浙汀|浙江|四藏|西藏|件/g, "");
  assert.ok(!/[\u4e00-\u9fff]/.test(rest), rest.match(/.{0,20}[\u4e00-\u9fff]+.{0,20}/)?.[0]);
});

table("labels out of a stranger's file stay text", async (tab) => {
  const bad = '<img src=x onerror="document.title=1">';
  await open(tab, csv(`${bad.replaceAll(/[<>"=]/g, "_")}.csv`, `name,year,"${bad.replaceAll('"', '""')}"\n"${bad.replaceAll('"', '""')}",2022,1\n=1+1,2022,2\n`));
  await element(tab).getByText("没有需要确认的地方").first().waitFor();
  await rank(tab).click();
  await ranked(tab, 2);
  assert.equal(await tab.locator("img").count(), 0);
  const [download] = await Promise.all([tab.waitForEvent("download"), element(tab).getByRole("button", { name: "下载数据" }).click()]);
  const saved = readFileSync(await download.path(), "utf8");
  assert.ok(saved.includes("'=1+1"), saved);
});

assert.ok(text("www/table.html").includes("innodex-table"));
