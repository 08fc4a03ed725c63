// Ranks over time and why they changed, on a page: held against what Node is answered.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Model } from "../../pkg/dist/node.js";
import { changes, explain, history } from "../../pkg/dist/analysis.js";
import { accessible, html, page, tabTo, words } from "../support/browser.js";

const HEAD = '<script type="module" src="/innodex/trend.js"></script>';
const model = await Model.load({ methods: true });
const usual = model.description.newest_complete;
const periods = model.description.periods.filter((period) => period <= usual);
const shown = (tab, element = "innodex-trend") => tab.locator(`${element} [part=result]`).waitFor();
const fits = async (tab, width) => assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= width, `wider than ${width}`);
const picture = process.env.INNODEX_SHOTS;
if (picture) mkdirSync(picture, { recursive: true });
const shoot = async (tab, name) => void (picture && (await tab.screenshot({ path: `${picture}/${name}.png`, fullPage: true })));
/** Waits until every pair of periods is drawn. */
const drawn = (tab) => tab.waitForFunction(() => { const trend = document.querySelector("innodex-trend"); return trend.robust.found.size === trend.pairs.length && trend.pairs.length > 0; });
const trend = (name, body, work, more = {}) => page(name, { pages: { "/page.html": html(body, { head: HEAD }) }, at: "/page.html", ...more }, work);

page("trend: lines, labels, sentence and table say what the model says; periods that do not compare are not joined", { at: "/trend.html" }, async (tab) => {
  await shown(tab);
  await shown(tab, "innodex-explain");
  await drawn(tab);
  const { rows, periods: told } = history(model, { periods });
  const first = model.rank(usual).slice(0, 5);
  const codes = await tab.locator("innodex-trend g.line").evaluateAll((lines) => lines.map((line) => line.getAttribute("data-code")));
  assert.deepEqual(codes, first.map(({ code }) => code));
  assert.deepEqual(await tab.locator("innodex-trend text.end").allTextContents(), first.map(({ unit, rank }) => `${unit.zh} ${rank}`));
  assert.equal(await tab.locator("innodex-trend line.apart").count(), told.filter(({ comparable }) => comparable === false).length);
  assert.equal(await tab.locator("innodex-trend rect.incomplete").count(), told.filter(({ complete }) => !complete).length);
  // Each line has a dot for every rank, and is broken where two periods do not compare.
  for (const [i, code] of codes.entries()) {
    const own = rows.filter((row) => row.code === code);
    const line = tab.locator("innodex-trend g.line").nth(i);
    assert.equal(await line.locator(".dot").count(), own.filter(({ rank }) => rank !== null).length);
    assert.equal(await line.locator("polyline").count(), told.filter(({ comparable }, at) => own[at].rank !== null && (!comparable || own[at - 1].rank === null)).length);
  }
  // What is missing is named once, and periods that are not shown are named.
  await tab.locator("innodex-trend .lacking summary").click();
  const notes = await words(tab, "innodex-trend [part=notes]");
  const { nodes } = model.description;
  for (const id of told[0].missing) assert.ok(notes.includes(nodes.find((node) => node.id === id).name.zh), id);
  assert.match(notes, /2023—2024年数据不全，未列入/);
  await tab.locator("innodex-trend [part=details] summary").click();
  assert.equal(await tab.locator("innodex-trend table.history tbody tr").count(), 5 * periods.length);
  await accessible(tab);
  await shoot(tab, "trend");
  await tab.locator("[data-lang=en]").click();
  await tab.waitForFunction(() => /on the year before/.test(document.querySelector("innodex-trend").shadowRoot.querySelector("[part=result]").textContent));
  assert.match(await tab.locator("innodex-explain [part=title]").textContent(), /^Hubei (rose|fell) from .* in 2018 to .* in 2022$/);
  await shoot(tab, "trend-en");
});

trend("trend: changes that are not robust are hollow, and said to be so", '<main><h1>页</h1><innodex-trend unit="湖北,43"></innodex-trend></main>', async (tab) => {
  await shown(tab);
  await drawn(tab);
  for (const code of ["42", "43"]) {
    const expected = history(model, { periods, unit: code }).periods.filter(({ comparable, before, period }) => {
      const [row] = comparable ? changes(model, { since: before, period, unit: code }).rows : [];
      return row?.rank_change && !row.firm;
    });
    assert.equal(await tab.locator(`innodex-trend g.line[data-code="${code}"] .loose`).count(), expected.length, code);
  }
  const [row] = changes(model, { unit: "43" }).rows;
  const cells = await tab.locator("innodex-trend table.changes tbody tr").nth(1).locator("td").allTextContents();
  assert.equal(cells[4], row.firm ? "稳健" : "不稳健");
  assert.equal(row.firm, false);
  // The first named is marked: alone in orange, and in the message.
  assert.match(await words(tab, "innodex-trend [part=title]"), /^湖北由2018年第7位降至2022年第8位$/);
  assert.equal(await tab.locator("innodex-trend g.kind-0").count(), 1);
  await tab.locator("innodex-trend").getByRole("button", { name: "湖南", exact: true }).click();
  await tab.waitForFunction(() => /^湖南.*不稳健，仅\d+%的模拟结果与之一致/.test(document.querySelector("innodex-trend").shadowRoot.querySelector("[part=title]").textContent.trim() + document.querySelector("innodex-trend").shadowRoot.querySelector("[part=result]").textContent));
  assert.equal(await tab.evaluate(() => document.querySelector("innodex-trend").unit), "43,42");
  await accessible(tab);
});

trend("trend: a unit is added, removed, and dots answer pointer, focus, keys and taps", '<innodex-trend unit="湖北,43"></innodex-trend>', async (tab) => {
  await shown(tab);
  const element = tab.locator("innodex-trend");
  const heard = tab.evaluate(() => new Promise((resolve) => document.addEventListener("unitchange", (event) => resolve(event.detail), { once: true })));
  await element.getByLabel("添加地区").selectOption({ label: "江西" });
  assert.deepEqual(await heard, { unit: "42", units: ["42", "43", "36"] });
  const card = element.locator("[part=card]");
  await tabTo(tab, /湖北 2022年/);
  await card.waitFor();
  const row = history(model, { periods, unit: "42" }).rows.pop();
  const text = await card.innerText();
  assert.ok(text.startsWith("湖北 2022年") && text.includes(`\n${row.rank}\n`) && text.includes(row.score.toFixed(1)), text);
  await tab.keyboard.press("ArrowLeft");
  await tab.waitForFunction(() => /湖北 2021年/.test(document.querySelector("innodex-trend").shadowRoot.querySelector("[part=card]").textContent));
  await tab.keyboard.press("ArrowDown");
  await tab.waitForFunction(() => /湖南 2021年/.test(document.querySelector("innodex-trend").shadowRoot.querySelector("[part=card]").textContent));
  await tab.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });
  const dot = await element.locator('g.line[data-code="43"] .target').first().boundingBox();
  await tab.mouse.move(dot.x + dot.width / 2, dot.y + dot.height / 2);
  await card.waitFor();
  assert.match(await card.innerText(), /^湖南 2010年（数据不全）/);
  const wrap = await element.locator(".wrap").boundingBox();
  const box = await card.boundingBox();
  assert.ok(box.x >= wrap.x && box.x + box.width <= wrap.x + wrap.width + 1 && box.y >= wrap.y - 1, "the card is inside the picture");
  await tab.mouse.move(2, 2);
  await card.waitFor({ state: "detached" });
  await element.getByRole("button", { name: "得分" }).click();
  await tab.waitForFunction(() => /湖北得分由2018年/.test(document.querySelector("innodex-trend").shadowRoot.querySelector("[part=title]").textContent));
  await element.getByRole("button", { name: "移去江西" }).click();
  await tab.waitForFunction(() => document.querySelector("innodex-trend").shadowRoot.querySelectorAll("g.line").length === 2);
  const download = tab.waitForEvent("download");
  await element.getByRole("button", { name: "下载表格（CSV）" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\r\n");
  assert.equal(lines.length, 1 + 2 * periods.length);
  assert.match(lines[periods.length], /^42,湖北,2022,8,0,/);
});

trend("trend: the picture is a file of its own, with its message and its sources", '<innodex-trend unit="42,43"></innodex-trend>', async (tab) => {
  await shown(tab);
  const element = tab.locator("innodex-trend");
  const saved = async (kind) => {
    const download = tab.waitForEvent("download");
    await element.getByRole("button", { name: `下载图片（${kind}）` }).click();
    return readFile(await (await download).path());
  };
  const svg = (await saved("SVG")).toString();
  assert.match(svg, /<title>湖北由2018年第7位降至2022年第8位<\/title>/);
  for (const text of ["湖北 8", "湖南 12", "来源"]) assert.ok(svg.includes(text), text);
  assert.ok(!/class=|tabindex|aria-/.test(svg));
  assert.deepEqual([...(await saved("PNG")).subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
});

trend("trend: labels at line ends never overlap, with all units in one region", '<innodex-trend unit="11,12,13,14,15,21,22,23,31,32,33,34,35,36,37,41,42,43,44,45,46,50,51,52,53,54,61,62,63,64,65"></innodex-trend>', async (tab) => {
  await shown(tab);
  const boxes = await tab.locator("innodex-trend text.end").evaluateAll((all) => all.map((label) => label.getBoundingClientRect()).map(({ top, bottom, right }) => ({ top, bottom, right })));
  boxes.sort((a, b) => a.top - b.top);
  assert.equal(boxes.length, 31);
  for (let i = 1; i < 31; i++) assert.ok(boxes[i].top - boxes[i - 1].top >= 15, `${i}: ${boxes[i].top - boxes[i - 1].top}`);
  const right = await tab.locator("innodex-trend svg.trend").evaluate((svg) => svg.getBoundingClientRect().right);
  for (const box of boxes) assert.ok(box.right <= right + 0.5);
});

page("trend: 320 pixels; a unit, a node or a region that is not there is an error with its name", {
  pages: {
    "/page.html": html('<main><h1>页</h1><innodex-trend unit="42"></innodex-trend><innodex-explain unit="42"></innodex-explain></main>', { head: HEAD }),
    ...Object.fromEntries(["unit", "node", "region"].map((name) => [`/${name}.html`, html(`<innodex-trend ${name}="无此地"></innodex-trend>`, { head: HEAD })])),
  },
  at: "/page.html",
  context: { viewport: { width: 320, height: 800 }, colorScheme: "dark", hasTouch: true },
}, async (tab, { open }) => {
  await shown(tab);
  await shown(tab, "innodex-explain");
  await drawn(tab);
  await fits(tab, 320);
  await accessible(tab);
  await shoot(tab, "trend-320");
  // A tap opens a sheet at the lower edge, which has a button to close it.
  await tab.locator("innodex-trend svg.trend").scrollIntoViewIfNeeded();
  await tab.locator("innodex-trend .target").last().tap();
  const box = await tab.locator("innodex-trend [part=card]").boundingBox();
  assert.ok(box.x === 0 && box.width === 320 && Math.abs(box.y + box.height - 800) < 1, JSON.stringify(box));
  await tab.locator("innodex-trend").getByRole("button", { name: "关闭" }).tap();
  await tab.locator("innodex-trend [part=card]").waitFor({ state: "detached" });
  for (const name of ["unit", "node", "region"]) {
    await open(`/${name}.html`);
    assert.match(await words(tab, "innodex-trend [part=problem]"), /无此地/);
  }
});

trend("explain: the parts are those of the model and sum to the change; periods that do not compare say why, and offer two that do", '<innodex-explain unit="42" from="2018" period="2022"></innodex-explain>', async (tab) => {
  await shown(tab, "innodex-explain");
  const found = explain({ model, period: "2018" }, { model, period: "2022" }, "42");
  const cells = await tab.locator("innodex-explain table").first().locator("tbody tr td:nth-child(3)").allTextContents();
  const numbers = cells.map((text) => Number(text.replace("−", "-")));
  assert.equal(numbers.length, 5);
  // On the page a rise is above zero.
  assert.equal(numbers[4], -Number(found.rank));
  assert.ok(Math.abs(numbers[0] + Number(found.parts?.own.rank)) <= 0.05 && Math.abs(numbers[1] + Number(found.parts?.others.rank)) <= 0.05, `${numbers}`);
  assert.ok(Math.abs(numbers.slice(0, 4).reduce((sum, each) => sum + each, 0) - numbers[4]) <= 0.11);
  const gap = history(model).periods.find(({ comparable }) => comparable === false);
  await tab.evaluate(({ period, before }) => Object.assign(document.querySelector("innodex-explain"), { period, from: before }), gap);
  await tab.waitForFunction((why) => document.querySelector("innodex-explain").shadowRoot.querySelector("[part=result]").textContent.includes(why), gap.why.zh);
  await tab.locator("innodex-explain").getByRole("button", { name: "改看2021年至2022年" }).click();
  await tab.waitForFunction(() => /湖北2021年、2022年均居第8位/.test(document.querySelector("innodex-explain").shadowRoot.querySelector("[part=title]").textContent));
});

/** Made-up places of which 丙 has no figure in 2020, and of which there is no 2021. */
const GAPS = `<innodex-trend unit="丙"><script type="text/csv" data-innodex="data">
code,unit,year,a,b
1,甲,2018,5,6
1,甲,2019,6,6
1,甲,2020,7,6
1,甲,2022,7,5
1,甲,2023,7,9
2,乙,2018,4,3
2,乙,2019,3,2
2,乙,2020,1,2
2,乙,2022,1,3
2,乙,2023,3,1
3,丙,2018,1,1
3,丙,2019,9,9
3,丙,2020,,
3,丙,2022,2,1
3,丙,2023,2,2
</script><script type="application/json" data-innodex="framework">
{"id":"x","indicators":[{"id":"a","direction":1},{"id":"b","direction":1}],"tree":{"id":"i","children":[{"id":"a"},{"id":"b"}]},
 "steps":[{"step":"normalise","method":"min_max"},{"step":"aggregate","method":"arithmetic"}]}
</script></innodex-trend>`;

trend("trend: a gap is a gap, in a line and in the message, and so is a year that the data do not have", GAPS, async (tab) => {
  await shown(tab);
  const pieces = await tab.locator("innodex-trend polyline").evaluateAll((all) => all.map((line) => line.getAttribute("points").split(" ").length));
  assert.deepEqual(pieces, [2, 2]);
  assert.match(await words(tab, "innodex-trend [part=title]"), /^丙由2022年第3位升至2023年第2位|^丙2022年、2023年均居第\d位/);
});

trend("trend: printed with its message, lines and labels, without controls", '<innodex-trend unit="42,43"></innodex-trend>', async (tab) => {
  await shown(tab);
  await tab.emulateMedia({ media: "print" });
  assert.equal(await tab.locator("innodex-trend .controls").isVisible(), false);
  for (const part of ["title", "chart", "changes"]) assert.equal(await tab.locator(`innodex-trend [part=${part}]`).isVisible(), true, part);
});
