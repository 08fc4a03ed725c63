// `data` that is no CSV of the panel's form: read by the table module where nothing is to be asked, else said what it is and where it
// is converted. A file of the panel's form costs nothing of this.
import assert from "node:assert/strict";
import { html, page, ranked, rows, SCRIPT } from "../support/browser.js";
import { bytes, json } from "../support/files.js";

/** A page that ranks by one column of a file. */
const ranking = (data, column, inside = "") =>
  html(`${SCRIPT}<innodex-ranking data="${data}"><script type="application/json" data-innodex="framework">${JSON.stringify({
    id: "own",
    indicators: [{ id: column, direction: 1 }],
    tree: { id: "all", children: [{ id: column }] },
    steps: [{ step: "aggregate", method: "arithmetic" }],
  })}</script>${inside}</innodex-ranking>`);
const site = (name, content, column) => ({ pages: { "/page.html": ranking(name, column), [`/${name}`]: content }, at: "/page.html" });
const HEAVY = /tables\.js|table\.wasm|table-worker/;

const name = "10-nanjing.xlsx";
const [, period, id] = json("tests/fixtures/office/expected.json")[name][0];
page("a workbook", site(name, bytes(`tests/fixtures/office/${name}`), id), async (tab) => {
  await ranked(tab, 11);
  const expected = json("tests/fixtures/office/expected.json")[name].filter(([, p, i]) => p === period && i === id).sort((a, b) => b[3] - a[3]);
  assert.deepEqual((await rows(tab)).map(({ name }) => name), expected.map(([unit]) => unit));
});

/** 地区,年份,经费 / 湖北,2022,3 / 湖南,2022,5 in GB18030. */
const GBK = Uint8Array.from([0xb5, 0xd8, 0xc7, 0xf8, 0x2c, 0xc4, 0xea, 0xb7, 0xdd, 0x2c, 0xbe, 0xad, 0xb7, 0xd1, 0x0a, 0xba, 0xfe, 0xb1, 0xb1, 0x2c, ...Buffer.from("2022,3\n"), 0xba, 0xfe, 0xc4, 0xcf, 0x2c, ...Buffer.from("2022,5\n")]);
page("a CSV in GB18030 with Chinese heads", site("gbk.csv", GBK, "经费"), async (tab) => {
  await ranked(tab, 2);
  assert.deepEqual((await rows(tab)).map(({ name, score }) => [name, Number(score)]), [["湖南", 5], ["湖北", 3]]);
});

page("two lines of heads", site("two.csv", "某省主要指标,,\n地区,2021年,2022年\n,经费（亿元）,经费（亿元）\n湖北,1,3\n湖南,2,5\n", "经费"), async (tab) => {
  await ranked(tab, 2);
  assert.deepEqual((await rows(tab)).map(({ name, score }) => [name, Number(score)]), [["湖南", 5], ["湖北", 3]]);
});

page("what has to be asked: the page says what it is and links to where it is converted", site("gdp.csv", "地区,GDP（亿元）\n湖北,3\n湖南,5\n", "GDP"), async (tab) => {
  const problem = tab.locator("innodex-ranking").locator("[part=problem]");
  await problem.getByRole("link").waitFor();
  assert.match(await problem.innerText(), /“gdp\.csv”（UTF-8）不是innodex的数据格式[\s\S]*1处需要确认[\s\S]*原始表格页（table\.html）/);
  assert.match(await problem.getByRole("link").getAttribute("href"), /\/table\.html$/);
  await tab.evaluate(() => (document.documentElement.lang = "en"));
  await problem.getByText("is not in innodex's own form").waitFor();
  assert.doesNotMatch(await problem.innerText(), /[\u4e00-\u9fff]/);
});

page("what is no table at all is told as before", site("page.csv", "%PDF-1.7\n", "x"), async (tab, { requests }) => {
  const problem = tab.locator("innodex-ranking").locator("[part=problem]");
  await problem.waitFor();
  assert.match(await problem.innerText(), /数据行|PDF/);
  assert.ok(requests.filter((path) => path.endsWith("table.wasm")).length <= 1);
});

page("a CSV of the panel's form loads nothing of tables", site("own.csv", "province,year,x\n湖北,2022,3\n湖南,2022,5\n", "x"), async (tab, { requests }) => {
  await ranked(tab, 2);
  assert.deepEqual(requests.filter((path) => HEAVY.test(path)), []);
});

page("a mistake in the framework is told of the framework", site("own.csv", "province,year,x\n湖北,2022,3\n", "y"), async (tab, { requests }) => {
  const problem = tab.locator("innodex-ranking").locator("[part=problem]");
  await problem.waitFor();
  assert.match(await problem.innerText(), /没有“y”列/);
  assert.deepEqual(requests.filter((path) => HEAVY.test(path)), []);
});
