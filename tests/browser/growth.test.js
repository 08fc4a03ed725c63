// Rates that a first ranking's module does not have: real growth and the Theil-Sen slope, by attribute and by a reader's choice.
import assert from "node:assert/strict";
import { Model } from "../../pkg/dist/node.js";
import { accessible, html, page, ranked, SCRIPT } from "../support/browser.js";

const DATA = "province,year,money,prices,share\n安徽,2020,100,100,5\n安徽,2021,121,110,6\n安徽,2022,150,115,9\n湖北,2020,80,100,4\n湖北,2021,88,110,5\n湖北,2022,120,115,2\n湖南,2020,50,100,3\n湖南,2021,,110,3\n湖南,2022,60,115,4\n";
const INDICATORS = JSON.stringify([
  { id: "money", zh: "经费", en: "Money", unit: "亿元" },
  { id: "prices", zh: "价格指数", en: "Price index" },
  { id: "share", zh: "占比", en: "Share", unit: "%" },
]);
const PARTS = `data="/figures.csv" indicators="/indicators.json" framework="/framework.json"`;
const FRAMEWORK = JSON.stringify({
  id: "money",
  indicators: [{ id: "money", direction: 1 }, { id: "share", direction: 1 }],
  tree: { id: "index", children: [{ id: "money" }, { id: "share" }] },
  steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic" }],
});
const own = await Model.load({ data: DATA, framework: FRAMEWORK });

/** A page of one body, tested. */
const growth = (name, body, work) =>
  page(name, { pages: { "/page.html": html(`<main>${SCRIPT}<h1>页</h1>${body}</main>`), "/figures.csv": DATA, "/indicators.json": INDICATORS, "/framework.json": FRAMEWORK }, at: "/page.html" }, work);

/** Rows as they are shown, once there are so many. */
async function shown(tab, rows = 3) {
  const body = tab.locator("innodex-growth tbody tr");
  await tab.waitForFunction((n) => document.querySelector("innodex-growth").shadowRoot?.querySelectorAll("tbody tr").length === n, rows);
  return (await body.allInnerTexts()).map((row) => row.replace(/\s+/g, " ").trim());
}
const percent = ({ unit, value }) => `${unit.zh} ${value < 0 ? "−" : "+"}${Math.abs(100 * value).toFixed(1)}`;
const best = (options) => own.growth({ indicator: "money", period: "2022", ...options }).sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));

growth("real growth by attributes, at once", `<innodex-growth ${PARTS} indicator="money" rate="real" deflator="prices" period="2022"></innodex-growth>`, async (tab, { requests }) => {
  const rows = await shown(tab);
  assert.deepEqual(rows, [...best({ rate: "real", deflator: "prices" }).slice(0, 2).map(percent), "湖南 基期无数据"]);
  assert.match(await tab.locator("innodex-growth caption").innerText(), /经费\s*实际增长率，2021年→2022年/);
  assert.equal(await tab.locator("innodex-growth").getByLabel("增长").inputValue(), "real");
  assert.equal(requests.filter((path) => path === "/innodex/methods.simd.wasm").length, 1);
  await accessible(tab);
  // At the prices of 2020, and back to a rate that knows no deflator.
  await tab.evaluate(() => (document.querySelector("innodex-growth").base = "2020"));
  const since = best({ rate: "real", deflator: "prices", base: "2020" }).map(percent);
  await tab.waitForFunction((first) => document.querySelector("innodex-growth").shadowRoot.querySelector("tbody tr").innerText.replace(/\s+/g, " ").trim() === first, since[0]);
  assert.deepEqual(await shown(tab), since);
  await tab.locator("innodex-growth").getByLabel("增长").selectOption("simple");
  assert.deepEqual((await shown(tab))[0], percent(best({ rate: "simple" })[0]));
});

growth("real growth without prices says what is missing", `<innodex-growth ${PARTS} indicator="money" rate="real" period="2022"></innodex-growth>`, async (tab) => {
  const problem = tab.locator("innodex-growth [part=problem]");
  await problem.waitFor();
  assert.match(await problem.innerText(), /实际增长率须有价格指数/);
});

growth("a reader's choice of the Theil-Sen slope fetches the module once, for all inside a model", `<innodex-model><innodex-ranking></innodex-ranking><innodex-growth indicator="rd_expenditure" unit="42"></innodex-growth></innodex-model>`, async (tab, { requests }) => {
  await ranked(tab);
  await shown(tab, 31);
  assert.ok(!requests.some((path) => path.includes("/methods")));
  await tab.evaluate(() => {
    window.said = [];
    for (const name of ["ready", "error"]) document.addEventListener(name, (event) => window.said.push([name, event.target.localName]));
  });
  const element = tab.locator("innodex-growth");
  const choice = element.getByLabel("增长");
  assert.ok(!(await choice.locator("option").allInnerTexts()).includes("实际增长率"), "not offered without a price index");
  await choice.selectOption("theil_sen");
  await tab.waitForFunction(() => /趋势增减量/.test(document.querySelector("innodex-growth").shadowRoot.querySelector("caption")?.innerText));
  const whole = await Model.load();
  const from = await element.getByLabel("起始").inputValue();
  const [first] = whole.growth({ indicator: "rd_expenditure", rate: "theil_sen", period: "2022", from }).sort((a, b) => b.value - a.value);
  const top = (await shown(tab, 31))[0];
  // 万元 in the data, 亿元 in words.
  assert.equal(top, `${first.unit.zh} +${(first.value / 10_000).toFixed(1)}亿元`);
  await ranked(tab);
  assert.deepEqual(await tab.evaluate(() => [document.querySelector("innodex-ranking").model === document.querySelector("innodex-growth").model, window.said.filter(([name]) => name === "error")]), [true, []]);
  assert.equal(await tab.evaluate(() => window.said.filter(([, name]) => name === "innodex-growth").length), 1, "ready with the rows, not before");
  assert.equal(requests.filter((path) => path === "/innodex/methods.simd.wasm").length, 1);
});
