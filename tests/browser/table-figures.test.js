// Raw tables on the page: figures with their notes and where they stand, and corrections by pointing.
import assert from "node:assert/strict";
import { accessible, focused, tabTo } from "../support/browser.js";
import { json } from "../support/files.js";
import { book, csv, element, file, line, open, questions, rank, ranked, settled, table } from "../support/table-page.js";

/** A table with marks, and lines that say what they mean. */
const MARKED = "地区,年份,x（亿元）\n湖北,2022,1255①\n湖南,2022,20.5\n江西,2022,…\n安徽,2022,7\n注：①含东湖高新区；“…”表示不足本表最小单位数。\n";
const cellOf = (tab, label) => element(tab).locator("button.figure").and(tab.locator(`[aria-label^="${label}"]`));

table("a figure has its note beside it, by pointer, focus and press, and says where it stands", async (tab) => {
  await open(tab, csv("m.csv", MARKED));
  await questions(tab, "m.csv").first().getByRole("button", { name: "接受建议" }).click();
  await settled(tab, "m.csv");
  await rank(tab).click();
  await ranked(tab, 4);
  const hubei = cellOf(tab, "湖北 x");
  assert.equal(await hubei.innerText(), "1,255①");
  assert.equal(await cellOf(tab, "江西 x").innerText(), "…");
  const tip = element(tab).locator(".tip");
  await hubei.hover();
  await tip.waitFor();
  assert.equal(await tip.innerText(), "①：含东湖高新区");
  await cellOf(tab, "湖南 x").hover();
  await tip.waitFor({ state: "detached" });
  await cellOf(tab, "江西 x").focus();
  await tip.waitFor();
  assert.equal(await tip.innerText(), "…：不足本表最小单位数");
  assert.match(await cellOf(tab, "江西 x").getAttribute("aria-label"), /不足本表最小单位数/);
  // The marks are listed below the table, too.
  assert.deepEqual(await element(tab).locator("ul.notes li").allInnerTexts(), ["…：不足本表最小单位数", "①：含东湖高新区"]);
  await hubei.press("Enter");
  await element(tab).getByText("单元格C2").waitFor();
  assert.match(await element(tab).locator("tr.origin").innerText(), /湖北 2022年 x 注：①：含东湖高新区[\s\S]*出处：m\.csv，单元格C2，原文“1255①”/);
  await tab.keyboard.press("Escape");
  await element(tab).locator("tr.origin").waitFor({ state: "detached" });
  await accessible(tab);
});

table("a figure of a workbook says its sheet; a ratio, both cells", async (tab) => {
  await open(tab, book("3-sheet-a-year.xlsx"));
  await settled(tab, "3-sheet-a-year.xlsx#2023年");
  await element(tab).getByLabel("除以").selectOption({ index: 1 });
  await rank(tab).click();
  await ranked(tab, 17);
  await element(tab).locator("summary", { hasText: "各项数值" }).click();
  const cells = element(tab).locator("tbody tr", { hasText: "武汉市" }).locator("button.figure");
  await cells.first().click();
  const [, , id, value] = json("tests/fixtures/office/expected.json")["3-sheet-a-year.xlsx"].find(([unit, period, id]) => unit === "武汉市" && period === "2023" && id);
  await element(tab).locator("tr.origin").getByText("工作表“2023年”").waitFor();
  const said = await element(tab).locator("tr.origin").innerText();
  assert.match(said, new RegExp(`${id}[\\s\\S]*3-sheet-a-year\\.xlsx，工作表“2023年”，单元格[A-Z]+\\d+，原文“${value}”`));
  await cells.nth(2).click();
  await element(tab).getByText("由2个单元格的数值计算").waitFor();
  assert.equal(await element(tab).locator("tr.origin li").count(), 2);
});

table("a workbook is called by its kind, not by an encoding", async (tab) => {
  await open(tab, book("1-two-headers.xlsx"));
  await settled(tab, "1-two-headers.xlsx");
  const said = await file(tab, "1-two-headers.xlsx").locator("header").innerText();
  assert.match(said, /XLSX/);
  assert.doesNotMatch(said, /UTF-8/);
});

table("a column is corrected by its letter, by keyboard alone", async (tab) => {
  await open(tab, csv("t.csv", "name,year,x,y\n甲,2021,1,10\n乙,2021,2,20\n甲,2022,3,30\n乙,2022,4,40\n"));
  await settled(tab, "t.csv");
  const figures = (n) => tab.waitForFunction((n) => document.querySelector("innodex-table").files[0].seen.figures.length === n, n);
  await tabTo(tab, /^input file/);
  await tabTo(tab, /指定D列的含义/);
  await tab.keyboard.press("Enter");
  const asked = file(tab, "t.csv").locator("div.pointed");
  await asked.waitFor();
  assert.match(await asked.innerText(), /D列“y”是：/);
  assert.equal(await asked.locator('[aria-pressed="true"]').innerText(), "数值");
  await tabTo(tab, /^button.*不使用/, "Shift+Tab");
  await tab.keyboard.press("Enter");
  await figures(1);
  const plan = () => element(tab).locator("textarea").inputValue().then((text) => Object.values(JSON.parse(text).sources)[0]);
  assert.deepEqual((await plan()).columns, { y: "left_out" });
  await tab.keyboard.press("Escape");
  await asked.waitFor({ state: "detached" });
  assert.match(await focused(tab), /指定D列的含义/);
  await tab.keyboard.press("Enter");
  await asked.getByRole("button", { name: "自动" }).press("Enter");
  await figures(2);
  assert.equal((await plan()).columns, undefined);
});

table("lines that are the header are pointed at, the first and the last", async (tab) => {
  // Two lines of names that look like rows of words.
  await open(tab, csv("h.csv", "某省主要指标,,,\n地区,经费,经费,人员\n名称,政府,企业,总数\n湖北,1,2,3\n湖南,4,5,6\n江西,7,8,9\n"));
  await file(tab, "h.csv").locator(".lines tr.line").first().waitFor();
  const press = (row) => file(tab, "h.csv").getByRole("button", { name: `选中第${row}行`, exact: true }).press("Enter");
  await press(2);
  await press(3);
  const asked = file(tab, "h.csv").locator("div.pointed");
  assert.match(await asked.innerText(), /第2—3行：/);
  await asked.getByRole("button", { name: "是表头" }).press("Enter");
  await tab.waitForFunction(() => document.querySelector("innodex-table").files[0].answers.header?.length === 2);
  await asked.waitFor({ state: "detached" });
  assert.match(await focused(tab), /选中第3行/);
  assert.deepEqual(await tab.evaluate(() => document.querySelector("innodex-table").files[0].answers), { header: ["地区", "名称"] });
  for (const row of [2, 3]) assert.match(await line(tab, "h.csv", row).getAttribute("class"), /header/);
  const ids = await tab.evaluate(() => document.querySelector("innodex-table").files[0].seen.figures.map(({ id }) => id));
  assert.equal(ids.length, 3);
  assert.ok(ids.some((id) => /政府/.test(id)) && ids.some((id) => /企业/.test(id)), ids.join());
  // A range of rows is left out.
  await press(5);
  await press(6);
  await asked.getByRole("button", { name: "不使用" }).press("Enter");
  await tab.waitForFunction(() => document.querySelector("innodex-table").files[0].seen.units.length === 1);
  assert.deepEqual(await tab.evaluate(() => document.querySelector("innodex-table").files[0].answers.skip), ["湖南", "江西"]);
});
