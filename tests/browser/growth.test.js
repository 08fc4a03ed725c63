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

growth("real growth is computed from the attributes", `<innodex-growth ${PARTS} indicator="money" rate="real" deflator="prices" period="2022"></innodex-growth>`, async (tab, { requests }) => {
  const rows = await shown(tab);
  assert.deepEqual(rows, [...best({ rate: "real", deflator: "prices" }).slice(0, 2).map(percent), "湖南 基期无数据"]);
  assert.match(await tab.locator("innodex-growth caption").innerText(), /经费\s*实际增长率，2021年→2022年/);
  assert.equal(await tab.locator("innodex-growth").getByLabel("增长").inputValue(), "real");
  assert.deepEqual(requests.filter((path) => /\/(ranking|model|analysis)(\.simd)?\.wasm$/.test(path)), ["/innodex/model.wasm"], "the module that reads own figures has every rate");
  await accessible(tab);
  // At the prices of 2020, and back to a rate that knows no deflator.
  await tab.evaluate(() => (document.querySelector("innodex-growth").base = "2020"));
  const since = best({ rate: "real", deflator: "prices", base: "2020" }).map(percent);
  await tab.waitForFunction((first) => document.querySelector("innodex-growth").shadowRoot.querySelector("tbody tr").innerText.replace(/\s+/g, " ").trim() === first, since[0]);
  assert.deepEqual(await shown(tab), since);
  await tab.locator("innodex-growth").getByLabel("增长").selectOption("simple");
  assert.deepEqual((await shown(tab))[0], percent(best({ rate: "simple" })[0]));
});

growth("real growth without a price index shows what is missing", `<innodex-growth ${PARTS} indicator="money" rate="real" period="2022"></innodex-growth>`, async (tab) => {
  const problem = tab.locator("innodex-growth [part=problem]");
  await problem.waitFor();
  assert.match(await problem.innerText(), /实际增长率须有价格指数/);
});

growth("choosing the Theil-Sen slope loads model.wasm once for all elements of a model", `<innodex-model><innodex-ranking></innodex-ranking><innodex-growth indicator="rd_expenditure" unit="42"></innodex-growth></innodex-model>`, async (tab, { requests }) => {
  await ranked(tab);
  await shown(tab, 31);
  assert.ok(!requests.some((path) => path.includes("/analysis")));
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
  assert.equal(top, `${first.unit.zh} +${(first.value / 10_000).toFixed(1)}亿元 ${from}–2022`);
  await ranked(tab);
  assert.deepEqual(await tab.evaluate(() => [document.querySelector("innodex-ranking").model === document.querySelector("innodex-growth").model, window.said.filter(([name]) => name === "error")]), [true, []]);
  assert.equal(await tab.evaluate(() => window.said.filter(([, name]) => name === "innodex-growth").length), 1, "ready with the rows, not before");
  assert.deepEqual(requests.filter((path) => /\/(ranking|model|analysis)(\.simd)?\.wasm$/.test(path)), ["/innodex/ranking.wasm", "/innodex/model.wasm"]);
});

/** A panel of one's own, each in a page of its own. */
const ownPage = (name, csv, indicators, body, work) =>
  page(name, { pages: { "/page.html": html(`<main>${SCRIPT}<h1>页</h1>${body}</main>`), "/own.csv": csv, "/own.json": JSON.stringify(indicators), "/framework.json": plainFramework(indicators) }, at: "/page.html" }, work);
const plainFramework = (indicators) =>
  JSON.stringify({
    id: "own",
    indicators: indicators.map(({ id }) => ({ id, direction: 1 })),
    tree: { id: "index", children: indicators.map(({ id }) => ({ id })) },
    steps: [{ step: "aggregate", method: "arithmetic" }],
  });
const OWN = `data="/own.csv" indicators="/own.json" framework="/framework.json"`;
const caption = (tab) => tab.locator("innodex-growth caption").innerText();

const OUTPUT = [{ id: "output", zh: "产值", en: "Output", unit: "亿元" }];
const MONTHS = ["2021-02", "2021-03", "2021-04", "2021-05", "2021-06", "2021-07", "2021-08", "2021-09", "2021-10", "2021-11", "2021-12", "2022-02", "2022-03"];
const MONTHLY = `unit,period,output\n${MONTHS.map((month, at) => `甲,${month},${100 + at}\n`).join("")}`;

ownPage("the caption names the periods that the rates are of, where a month is missing", MONTHLY, OUTPUT, `<innodex-growth ${OWN} period="2022-03"></innodex-growth>`, async (tab) => {
  // 112 in March 2022 on 101 in March 2021: not on the twelfth row before, February's.
  assert.deepEqual(await shown(tab, 1), ["甲 +10.9"]);
  assert.match(await caption(tab), /同比 增长率，2021年3月→2022年3月/);
  await tab.evaluate(() => (document.querySelector("innodex-growth").lag = 1));
  await tab.waitForFunction(() => /环比/.test(document.querySelector("innodex-growth").shadowRoot.querySelector("caption").innerText));
  assert.match(await caption(tab), /环比 增长率，2022年2月→2022年3月/);
  // January is not there: no rate, and the caption says on what.
  await tab.evaluate(() => (document.querySelector("innodex-growth").period = "2022-02"));
  await tab.waitForFunction(() => /2022年1月→2022年2月/.test(document.querySelector("innodex-growth").shadowRoot.querySelector("caption").innerText));
  assert.deepEqual(await shown(tab, 1), ["甲 基期无数据"]);
  // Two months before is neither.
  await tab.evaluate(() => Object.assign(document.querySelector("innodex-growth"), { period: "2022-03", lag: 3 }));
  await tab.waitForFunction(() => /2021年12月→2022年3月/.test(document.querySelector("innodex-growth").shadowRoot.querySelector("caption").innerText));
  assert.doesNotMatch(await caption(tab), /同比|环比/);
});

ownPage("the default start of a trend is five years earlier, also where years are missing", "unit,year,output\n甲,2005,1\n甲,2010,100\n甲,2015,100\n甲,2018,100\n甲,2020,121\n", OUTPUT, `<innodex-growth ${OWN} rate="cagr" period="2020"></innodex-growth>`, async (tab) => {
  await shown(tab, 1);
  assert.equal(await tab.locator("innodex-growth").getByLabel("起始").inputValue(), "2015");
  assert.match(await caption(tab), /2015年→2020年/);
  assert.deepEqual(await shown(tab, 1), ["甲 +3.9 2015–2020"]); // 1.21^(1/5) - 1
});

for (const [unit, points, sign] of [["%", "百分点", ""], ["％", "百分点", ""], [" ％ ", "百分点", ""], ["percent", "百分点", ""], ["个百分点", "百分点", ""], ["‰", "千分点", ""]]) {
  ownPage(`a share in "${unit}" changes by points`, "unit,year,share\n甲,2021,2\n甲,2022,2.5\n", [{ id: "share", zh: "研发投入强度", en: "R&D intensity", unit }], `<innodex-growth ${OWN}></innodex-growth>`, async (tab) => {
    assert.deepEqual(await shown(tab, 1), [`甲 +0.50${sign}`]);
    assert.match(await caption(tab), /增减量，2021年→2022年/);
    assert.match(await tab.locator("innodex-growth th.score").innerText(), new RegExp(`增减量（${points}）`));
    await accessible(tab);
  });
}

const TWO = [{ id: "x", zh: "专利", en: "Patents", unit: "件" }, { id: "y", zh: "论文", en: "Papers", unit: "篇" }];
// Nobody has y in 2018 and 2019; 2020 is not there.
const COVERAGE = "unit,year,x,y\n甲,2016,3,1\n乙,2016,2,1\n甲,2017,1,1\n乙,2017,2,1\n甲,2018,3,\n乙,2018,2,\n甲,2019,1,\n乙,2019,2,\n甲,2021,3,1\n乙,2021,2,1\n甲,2022,1,1\n乙,2022,2,1\n甲,2024,3,1\n乙,2024,2,1\n";

ownPage("ranks of two years are compared only where both have the same indicators; otherwise the page says why not", COVERAGE, TWO, `<innodex-ranking ${OWN}></innodex-ranking>`, async (tab) => {
  await ranked(tab, 2);
  const ranking = tab.locator("innodex-ranking");
  const years = ranking.getByLabel("年份");
  assert.deepEqual(await years.locator("option").allInnerTexts(), ["2024", "2022", "2021", "2019（不全）", "2018（不全）", "2017", "2016"]);
  const choose = async (year) => {
    await years.selectOption(year);
    await tab.waitForFunction((year) => document.querySelector("innodex-ranking").shadowRoot.querySelector("caption").innerText.includes(`${year}年`), year);
    const head = ranking.locator("th.change");
    return [(await head.count()) ? await head.innerText() : "", (await ranking.locator("[part=notes] p").allInnerTexts()).find((text) => /不与/.test(text)) ?? ""];
  };
  assert.deepEqual(await choose("2017"), ["较上年", ""]);
  assert.deepEqual(await choose("2018"), ["", "名次不与2017年比较，两期可用的指标不同：2018年没有论文的数据。"]);
  assert.deepEqual(await choose("2019"), ["较上年", ""]); // both lack it
  assert.deepEqual(await choose("2021"), ["", "名次不与2019年比较，两期可用的指标不同：2019年没有论文的数据。"]);
  assert.deepEqual(await choose("2022"), ["较上年", ""]);
  assert.deepEqual(await choose("2024"), ["较2022年", ""]); // no year before: named by its date
  assert.deepEqual(await choose("2016"), ["", ""]);
  await choose("2018");
  await accessible(tab);
  await tab.evaluate(() => (document.querySelector("innodex-ranking").lang = "en"));
  await ranking.locator("[part=notes] p", { hasText: "Ranks are not compared with 2017, because the available indicators differ: 2018 has no data on Papers." }).waitFor();
});
