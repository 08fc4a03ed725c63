// Sharing: the link to what is shown, its code, tables with their notes.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import jsQR from "jsqr";
import { accessible, html, page, ranked, words } from "../support/browser.js";

const SCRIPTS = ["innodex", "uncertainty", "whatif"].map((name) => `<script type="module" src="/innodex/${name}.js"></script>`).join("");
const ALL = "<main><h1>页</h1><innodex-model><innodex-ranking intervals></innodex-ranking><innodex-weights></innodex-weights><innodex-scenario></innodex-scenario></innodex-model></main>";
const DATA = "code,unit,year,x,y\n1,甲,2020,50,1\n2,乙,2020,48,9\n3,丙,2020,10,5\n";
const FRAMEWORK = { id: "t", indicators: ["x", "y"].map((id) => ({ id, direction: 1 })), tree: { id: "index", children: [{ id: "x" }, { id: "y" }] }, steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic" }] };
const part = (what, text) => `<script type="${/^[{[]/.test(text) ? "application/json" : "text/csv"}" data-innodex="${what}">${text}</script>`;
const own = (data, framework = FRAMEWORK) => html(`<innodex-ranking>${part("data", data)}${part("framework", JSON.stringify(framework))}</innodex-ranking>`, { head: SCRIPTS });

const dialogue = (tab) => tab.locator("innodex-ranking innodex-share dialog");
/** Opens the dialogue, and gives its link. */
async function shared(tab, name = "分享") {
  await tab.locator("innodex-ranking").getByRole("button", { name, exact: true }).click();
  await dialogue(tab).waitFor();
  return dialogue(tab).locator("textarea").inputValue();
}
/** What a scanner reads of the code on the page. */
async function scanned(tab) {
  const picture = await dialogue(tab).locator("svg[part=qr]").screenshot();
  const { data, width, height } = await tab.evaluate(async (bytes) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return { data: [...context.getImageData(0, 0, canvas.width, canvas.height).data], width: canvas.width, height: canvas.height };
  }, [...picture]);
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}

page("share: the link opens the same year, dimension, region, unit, weights, scenario and language; its code says the same", { pages: { "/all.html": html(ALL, { head: SCRIPTS }) }, at: "/all.html#top" }, async (tab, { open, requests }) => {
  await ranked(tab);
  assert.ok(!requests.some((path) => /share/.test(path)), "the script of sharing is not asked for before");
  const ranking = tab.locator("innodex-ranking");
  await ranking.getByLabel("年份").selectOption("2021");
  await ranking.locator(".controls .segments button").nth(1).click();
  await ranking.getByLabel("范围").selectOption("central");
  await ranking.getByRole("button", { name: "湖北" }).click();
  const slider = tab.locator("innodex-weights input[type=range]").first();
  await slider.waitFor();
  await slider.fill("60");
  await tab.locator("innodex-planner #value").fill("10");
  await tab.waitForFunction(() => document.querySelector("innodex-scenario").shadowRoot.querySelector("innodex-planner").history.plan.changes[0].value === 10);
  await tab.evaluate(() => (document.querySelector("innodex-model").lang = "en"));
  const address = await shared(tab, "Share");
  const { hash } = new URL(address);
  assert.match(hash, /^#top&ranking=1\.[\w-]+\.[\da-f]{6}&weights=[^&]+&whatif=1\./);
  assert.ok(address.length < 1500, `${address.length} bytes`);
  assert.match(await dialogue(tab).innerText(), /2021[\s\S]*Central[\s\S]*Hubei[\s\S]*English[\s\S]*changed weights, the scenario/);
  assert.equal(await scanned(tab), address);
  await accessible(tab);
  await tab.keyboard.press("Escape");
  await dialogue(tab).waitFor({ state: "detached" });
  const rows = await words(tab, "innodex-ranking table");
  const shares = await tab.locator("innodex-weights input[type=range]").evaluateAll((all) => all.map(({ value }) => value));
  await tab.goto("about:blank");
  await open(`/all.html${hash}`);
  await tab.waitForFunction(() => document.querySelector("innodex-ranking").period === "2021");
  await tab.locator("innodex-ranking section.panel").waitFor();
  await tab.waitForFunction(() => document.querySelector("innodex-scenario").shadowRoot.querySelector("innodex-planner")?.shadowRoot.querySelector("#value")?.value === "10");
  await tab.waitForFunction((text) => document.querySelector("innodex-ranking").shadowRoot.querySelector("table").innerText === text, rows);
  assert.deepEqual(await tab.locator("innodex-weights input[type=range]").evaluateAll((all) => all.map(({ value }) => value)), shares);
  assert.equal(await tab.evaluate(() => document.querySelector("innodex-model").lang), "en");
  assert.equal(await ranking.locator("[part=remark]").count(), 0);
});

page("share: a link of other data says so, a damaged or newer one too, and what the page lacks is named", {
  pages: { "/own.html": own(DATA), "/other.html": own(DATA.replace("50", "51")), "/less.html": own(DATA.replaceAll("2020", "2021"), { ...FRAMEWORK, id: "u" }) },
  at: "/own.html",
}, async (tab, { open }) => {
  await ranked(tab, 3);
  const { hash } = new URL(await shared(tab));
  const remark = tab.locator("innodex-ranking [part=remark]");
  for (const [path, after, text] of [
    ["/other.html", hash, /另一份数据/],
    ["/less.html", hash, /本页没有，已略去：2020。[\s\S]*另一份数据[\s\S]*另一套指标体系（t）/],
    ["/own.html", `${hash.slice(0, -1)}z`, /链接不完整/],
    ["/own.html", "#ranking=2.x.y", /较新的版本/],
  ]) {
    await tab.goto("about:blank");
    await open(path + after);
    await remark.filter({ hasText: text }).waitFor();
    assert.equal(await tab.locator("innodex-ranking tbody tr").count() >= 3, true);
  }
  await tab.goto("about:blank");
  await open(`/own.html${hash}`);
  await ranked(tab, 3);
  await tab.waitForTimeout(800);
  assert.equal(await remark.count(), 0);
});

for (const EACH of [["growth", "map", "trend", "profile"], ["weights", "scenario", "robustness"]]) page(`share: the tables of ${EACH.join(", ")}, with its notes, open as workbooks whose figures are those of the CSV`, {
  pages: { "/each.html": html(`<innodex-model>${EACH.map((name) => `<innodex-${name} unit="42"></innodex-${name}>`).join("")}</innodex-model>`, { head: ["innodex", "uncertainty", "whatif", "trend", "map", "profile"].map((name) => `<script type="module" src="/innodex/${name}.js"></script>`).join("") }) },
  at: "/each.html",
}, async (tab) => {
  if (EACH.includes("weights")) await tab.locator("innodex-weights input[type=range]").first().fill("60");
  for (const name of EACH) await tab.locator(`innodex-${name}`).getByRole("button", { name: "下载带说明的表格（XLSX）" }).waitFor();
  for (const name of EACH) {
    const saved = async (kind) => {
      const download = tab.waitForEvent("download");
      await tab.locator(`innodex-${name}`).getByRole("button", { name: `下载带说明的表格（${kind}）` }).click();
      return readFile(await (await download).path());
    };
    const csv = (await saved("CSV")).toString("utf8");
    assert.ok(/^[^,\r\n]{4,}/.test(csv.slice(1)), name);
    for (const text of ["数据来源,", "方法,", "湖北"]) assert.ok(csv.includes(text), `${name}: ${text}`);
    const parts = unzipSync(new Uint8Array(await saved("XLSX")));
    const sheet = Buffer.from(parts["xl/worksheets/sheet1.xml"]).toString("utf8");
    const numbers = [...sheet.matchAll(/<v>([^<]+)<\/v>/g)].map(([, value]) => value);
    assert.ok(numbers.length >= 5, name);
    for (const value of numbers) assert.ok(csv.includes(value), `${name}: ${value}`);
  }
});

page("share: the table as it is seen, with title, unit of measure, sources and method, as CSV and as a workbook", { pages: { "/one.html": html("<innodex-ranking></innodex-ranking>", { head: SCRIPTS }) }, at: "/one.html" }, async (tab) => {
  await ranked(tab);
  const ranking = tab.locator("innodex-ranking");
  await ranking.getByLabel("范围").selectOption("central");
  await ranked(tab, 6);
  const saved = async (kind) => {
    const download = tab.waitForEvent("download");
    await ranking.getByRole("button", { name: `下载带说明的表格（${kind}）` }).click();
    return readFile(await (await download).path());
  };
  const shown = await tab.locator("innodex-ranking tbody th button").allInnerTexts();
  const lines = (await saved("CSV")).toString("utf8").slice(1).trim().split("\r\n");
  assert.match(lines[0], /中部/);
  assert.equal(lines[1], "计量单位,得分");
  assert.match(lines[3], /^代码,名次/);
  assert.deepEqual(lines.slice(4, 10).map((line) => line.split(",")[3]), shown);
  assert.match(lines[11], /^数据来源,/);
  assert.match(lines[12], /^方法,/);
  const parts = unzipSync(new Uint8Array(await saved("XLSX")));
  const sheet = Buffer.from(parts["xl/worksheets/sheet1.xml"]).toString("utf8");
  for (const text of [...shown, "计量单位", "数据来源", "方法"]) assert.ok(sheet.includes(text), text);
  const numbers = [...sheet.matchAll(/<c r="E\d+"><v>([\d.]+)<\/v>/g)].map(([, value]) => Number(value));
  assert.deepEqual(numbers, lines.slice(4, 10).map((line) => Number(line.split(",")[4])));
});
