// Ranks over time and why they changed, on a page: held against what Node is answered.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { Model } from "../../pkg/dist/node.js";
import { changes, explain, history } from "../../pkg/dist/analysis.js";
import { accessible, html, page, words } from "../support/browser.js";

const HEAD = '<script type="module" src="/innodex/trend.js"></script>';
const model = await Model.load({ methods: true });
const shown = (tab, element = "innodex-trend") => tab.locator(`${element} [part=result]`).waitFor();
const fits = async (tab, width) => assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= width, `wider than ${width}`);
const picture = process.env.INNODEX_SHOTS;
if (picture) mkdirSync(picture, { recursive: true });
const shoot = async (tab, name) => void (picture && (await tab.screenshot({ path: `${picture}/${name}.png`, fullPage: true })));

page("trend: lines, labels, sentence and table say what the model says; periods that do not compare are not joined", { at: "/trend.html" }, async (tab) => {
  await shown(tab);
  await shown(tab, "innodex-explain");
  const { rows, periods } = history(model);
  const first = model.rank(periods.map(({ period }) => period).reverse().find((period) => rows.some((row) => row.period === period && row.rank)) ?? "").slice(0, 5);
  const codes = await tab.locator("innodex-trend g.line").evaluateAll((lines) => lines.map((line) => line.getAttribute("data-code")));
  assert.deepEqual(codes, first.map(({ code }) => code));
  const labels = await tab.locator("innodex-trend text.end").allTextContents();
  assert.deepEqual(labels, first.map(({ unit, rank }) => `${unit.zh} ${rank}`));
  const breaks = periods.filter(({ comparable }) => comparable === false);
  assert.equal(await tab.locator("innodex-trend line.apart").count(), breaks.length);
  const notes = await words(tab, "innodex-trend [part=notes]");
  for (const { why } of breaks) assert.ok(notes.includes(why?.zh ?? "?"), why?.zh);
  const dots = rows.filter((row) => row.code === codes[0] && row.rank !== null).length;
  assert.equal(await tab.locator("innodex-trend g.line").first().locator(".dot").count(), dots);
  await tab.locator("innodex-trend summary").click();
  assert.equal(await tab.locator("innodex-trend table.history tbody tr").count(), 5 * periods.length);
  await accessible(tab);
  await shoot(tab, "trend");
  await tab.locator("[data-lang=en]").click();
  await tab.waitForFunction(() => /ranked|rose|fell/.test(document.querySelector("innodex-trend").shadowRoot.querySelector("[part=result]").textContent));
  await shoot(tab, "trend-en");
});

page("trend: a unit is added by name, dots answer focus, keys and taps, draws say whether the change is robust", { pages: { "/page.html": html('<innodex-trend unit="湖北,43"></innodex-trend>', { head: HEAD }) }, at: "/page.html" }, async (tab) => {
  await shown(tab);
  const trend = tab.locator("innodex-trend");
  await trend.getByLabel("添加地区").selectOption({ label: "江西" });
  await trend.locator('g.line[data-code="36"]').waitFor();
  const line = trend.locator('g.line[data-code="42"]');
  await line.locator(".target").last().focus();
  const last = await words(tab, "innodex-trend [part=card]");
  assert.match(last, /^湖北 \d{4}年：第\d+位，得分/);
  await tab.keyboard.press("ArrowLeft");
  await tab.waitForFunction((former) => document.querySelector("innodex-trend").shadowRoot.querySelector("[part=card]").textContent.trim() !== former, last);
  await trend.locator('g.line[data-code="43"] .target').first().click();
  assert.match(await words(tab, "innodex-trend [part=card]"), /^湖南/);
  await trend.getByRole("button", { name: "测算" }).click();
  const said = await trend.locator("table.changes tbody tr").first().locator("td").allTextContents();
  const { pair } = await tab.evaluate(() => ({ pair: document.querySelector("innodex-trend").pair }));
  const [row] = changes(model, { period: pair.period, since: pair.before, unit: "42" }).rows;
  assert.equal(said[4].startsWith(row.firm ? "稳健" : "不稳健"), true, said.join("|"));
  await trend.getByRole("button", { name: "得分" }).click();
  await tab.waitForFunction(() => /历年得分/.test(document.querySelector("innodex-trend").shadowRoot.textContent));
  await trend.getByRole("button", { name: "移去江西" }).click();
  await tab.waitForFunction(() => document.querySelector("innodex-trend").shadowRoot.querySelectorAll("g.line").length === 2);
});

page("trend: 320 pixels; a unit that is not there is an error with its name", { pages: { "/page.html": html('<innodex-trend></innodex-trend><innodex-explain unit="42"></innodex-explain>', { head: HEAD }), "/wrong.html": html('<innodex-trend unit="无此地"></innodex-trend>', { head: HEAD }) }, at: "/page.html", context: { viewport: { width: 320, height: 800 } } }, async (tab, { open }) => {
  await shown(tab);
  await shown(tab, "innodex-explain");
  await fits(tab, 320);
  await shoot(tab, "trend-320");
  await open("/wrong.html");
  assert.match(await words(tab, "innodex-trend [part=problem]"), /无此地/);
});

page("explain: the parts are those of the model and sum to the change; periods that do not compare say why", { pages: { "/page.html": html('<innodex-explain unit="42" from="2018" period="2022"></innodex-explain>', { head: HEAD }) }, at: "/page.html" }, async (tab) => {
  await shown(tab, "innodex-explain");
  const found = explain({ model, period: "2018" }, { model, period: "2022" }, "42");
  const cells = await tab.locator("innodex-explain table").first().locator("tbody tr td:nth-child(2)").allTextContents();
  const numbers = cells.map((text) => Number(text.replace("−", "-")));
  assert.equal(numbers.length, 5);
  assert.equal(numbers[4], found.rank);
  assert.ok(Math.abs(numbers[0] - Number(found.parts?.own.rank)) <= 0.05 && Math.abs(numbers[1] - Number(found.parts?.others.rank)) <= 0.05, `${numbers}`);
  const gap = history(model).periods.find(({ comparable }) => comparable === false);
  if (!gap) return;
  await tab.evaluate(({ period, before }) => Object.assign(document.querySelector("innodex-explain"), { period, from: before }), gap);
  await tab.waitForFunction(() => /没有.*的数据|无法|不足/.test(document.querySelector("innodex-explain").shadowRoot.querySelector("[part=result]").textContent));
});
