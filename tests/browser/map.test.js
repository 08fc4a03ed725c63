// The tile grid on a page: the provinces, own units in a layout of their own, a host's own map; held against what Node is answered.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Model } from "../../pkg/dist/node.js";
import { accessible, focused, html, page, tabTo, words } from "../support/browser.js";

const HEAD = '<script type="module" src="/innodex/map.js"></script>';
const model = await Model.load();
const usual = model.description.newest_complete;
const shown = (tab) => tab.locator("innodex-map svg.tiles, innodex-map [part=problem]").first().waitFor();
const picture = process.env.INNODEX_SHOTS;
if (picture) mkdirSync(picture, { recursive: true });
const shoot = async (tab, name) => void (picture && (await tab.screenshot({ path: `${picture}/${name}.png`, fullPage: true })));
const map = (name, body, work, more = {}) => page(name, { pages: { "/page.html": html(body, { head: HEAD }), ...more.pages }, at: "/page.html", context: more.context }, async (tab, rest) => {
  await shown(tab);
  await work(tab, rest);
});

/** Made-up places: 丁 has no figure. */
const OWN = (more = "", layout = "") => `<main><h1>页</h1><innodex-map ${more}><script type="text/csv" data-innodex="data">
code,unit,year,a,b
c1,甲,2022,80,4
c2,乙,2022,70,1
c3,丙,2022,60,2
c4,丁,2022,,
</script><script type="application/json" data-innodex="framework">
{"id":"x","indicators":[{"id":"a","direction":1},{"id":"b","direction":1}],"tree":{"id":"i","children":[{"id":"a"},{"id":"b"}]},
 "steps":[{"step":"normalise","method":"min_max"},{"step":"aggregate","method":"arithmetic"}]}
</script>${layout ? `<script type="application/json" data-innodex="layout">${layout}</script>` : ""}</innodex-map></main>`;

page("map: all 34 units with ranks of the model, three of them without data, and the table beside it", { at: "/map.html" }, async (tab) => {
  await shown(tab);
  const ranks = new Map(model.rank(usual).map(({ code, rank }) => [code, rank]));
  const tiles = await tab.locator("innodex-map .tile").evaluateAll((all) => all.map((tile) => ({ code: tile.getAttribute("data-code"), text: tile.nextElementSibling.querySelector(".figure").textContent, kind: tile.querySelector("rect").getAttribute("class") })));
  assert.equal(tiles.length, 34);
  for (const { code, text, kind } of tiles) {
    assert.equal(text, ranks.has(code) ? String(ranks.get(code)) : "—", code);
    assert.equal(kind === "none", !ranks.has(code), code);
  }
  assert.equal(await words(tab, "innodex-map [part=title]"), "湖北2022年总指数居第8位");
  assert.match(await words(tab, "innodex-map [part=notes]"), /本数据集未收录：台湾、澳门、香港。/);
  assert.equal(await tab.locator("innodex-map tbody tr").count(), 34);
  assert.equal(await tab.locator("innodex-map tbody tr.selected th").innerText(), "湖北");
  const legend = await tab.locator("innodex-map svg .key").allTextContents();
  assert.deepEqual(legend.slice(1, 3).concat(legend.slice(-1)), ["1—7", "8—13", "无数据"]);
  await accessible(tab);
  await shoot(tab, "map");
  await tab.locator("[data-lang=en]").click();
  await tab.waitForFunction(() => /^Hubei, 2022: Index, rank 8$/.test(document.querySelector("innodex-map").shadowRoot.querySelector("[part=title]").textContent));
  await accessible(tab);
});

map("map: by keyboard, from tile to tile, with a card; a unit is chosen and let go", '<innodex-map framework="provincial"></innodex-map>', async (tab) => {
  const element = tab.locator("innodex-map");
  assert.equal(await words(tab, "innodex-map [part=title]"), "2022年总指数名次：北京、上海、江苏居前3位");
  await tabTo(tab, /黑龙江：20/);
  await tab.keyboard.press("ArrowDown");
  assert.match(await focused(tab), /吉林：22/);
  assert.match(await element.locator("[part=card]").innerText(), /^吉林 2022年[\s\S]*总指数名次\n22\n得分\n\d/);
  const heard = tab.evaluate(() => new Promise((resolve) => document.addEventListener("unitchange", (event) => resolve(event.detail), { once: true })));
  await tab.keyboard.press("Enter");
  assert.deepEqual(await heard, { unit: "22" });
  await tab.waitForFunction(() => /^吉林2022年总指数居第22位$/.test(document.querySelector("innodex-map").shadowRoot.querySelector("[part=title]").textContent));
  assert.equal(await element.locator(".tile.chosen").getAttribute("aria-pressed"), "true");
  await tab.keyboard.press("Escape");
  await element.locator("[part=card]").waitFor({ state: "detached" });
  await tab.keyboard.press(" ");
  await tab.waitForFunction(() => document.querySelector("innodex-map").unit === undefined);
  // A unit that the data do not have can be chosen, and is said to have nothing.
  await element.locator('.tile[data-code="71"]').click();
  await tab.waitForFunction(() => /^台湾2022年没有总指数名次$/.test(document.querySelector("innodex-map").shadowRoot.querySelector("[part=title]").textContent));
  assert.match(await element.locator("[part=card]").innerText(), /无数据（本数据集未收录）/);
});

map("map: scores, figures, growth, each as the model gives them", '<innodex-map framework="provincial" indicator="rd_expenditure"></innodex-map>', async (tab) => {
  const element = tab.locator("innodex-map");
  const title = (text) => tab.waitForFunction((wanted) => document.querySelector("innodex-map").shadowRoot.querySelector("[part=title]").textContent.includes(wanted), text);
  await element.getByRole("button", { name: "得分", exact: true }).click();
  const [first] = model.rank(usual);
  await title(`${first.unit.zh}最高（${first.score.toFixed(1)}）`);
  await element.getByRole("button", { name: "指标数值" }).click();
  await title("2022年R&D经费内部支出：广东最高（4,411.9亿元）");
  assert.equal(await element.locator('.tile[data-code="44"] + g .figure').textContent(), "4,412");
  assert.match(await words(tab, "innodex-map [part=result]"), /单位：亿元/);
  await element.getByRole("button", { name: "增长", exact: true }).click();
  await title("R&D经费内部支出增长率（名义，现价）");
  const growth = model.growth({ indicator: "rd_expenditure", rate: "simple", period: usual }).find(({ code }) => code === "42");
  assert.equal(await element.locator('.tile[data-code="42"] + g .figure').textContent(), `+${(100 * growth.value).toFixed(1)}`);
  assert.ok((await element.locator("rect.below-1, rect.below-2").count()) >= 2, "a fall has a shade of its own");
  await tab.evaluate(() => Object.assign(document.querySelector("innodex-map"), { breaks: "5,10", classes: 3 }));
  await tab.waitForFunction(() => [...document.querySelector("innodex-map").shadowRoot.querySelectorAll("svg .key")].some((key) => key.textContent === "+10.0及以上"));
  const download = tab.waitForEvent("download");
  await element.getByRole("button", { name: "下载表格（CSV）" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\r\n");
  assert.equal(lines.length, 32);
  const svg = tab.waitForEvent("download");
  await element.getByRole("button", { name: "下载图片（SVG）" }).click();
  const drawn = (await readFile(await (await svg).path())).toString();
  for (const text of ["湖北", "方格示意", "来源", "+10.0及以上"]) assert.ok(drawn.includes(text), text);
});

map("map: own units in a layout written inside the element, a missing figure and a unit without a tile are shown as such", OWN('unit="乙"', '[["", "甲"], ["乙", "丁"]]'), async (tab) => {
  const at = await tab.locator("innodex-map .tile").evaluateAll((all) => Object.fromEntries(all.map((tile) => [tile.getAttribute("data-code"), [...["x", "y"].map((name) => Math.round(Number(tile.querySelector("rect").getAttribute(name)))), tile.querySelector("rect").getAttribute("class"), tile.getAttribute("aria-label")]])));
  assert.ok(at.c1[0] > at.c2[0] && at.c1[1] < at.c2[1] && at.c4[0] === at.c1[0] && at.c4[1] === at.c2[1]);
  assert.equal(at.c4[2], "none");
  assert.match(at.c4[3], /^丁：无数据（.+）$/);
  const notes = await words(tab, "innodex-map [part=notes]");
  assert.match(notes, /无数据：丁。/);
  assert.match(notes, /布局中没有方格、只列在表中的地区：丙。/);
  assert.match(await words(tab, "innodex-map [part=title]"), /^乙2022年i居第\d位$/);
  await accessible(tab);
});

map("map: a layout by address, as a property, and what is wrong with one", OWN('layout="/tiles.json"'), async (tab, { seen }) => {
  assert.equal(await tab.locator("innodex-map .tile").count(), 2);
  const problem = () => words(tab, "innodex-map [part=problem]");
  const give = async (layout) => {
    await tab.evaluate((given) => (document.querySelector("innodex-map").layout = given), layout);
    await tab.waitForTimeout(150);
  };
  await give([{ code: "c1", column: 0, row: 0 }, { code: "c2", column: 0, row: 0 }]);
  assert.match(await problem(), /第0列第0行已有“甲”。[\s\S]*\$\[1\]/);
  await give('[{"code": "c1", "column": 0 "row": 0}]');
  assert.match(await problem(), /布局不是有效的JSON。/);
  await give("/none.json");
  assert.match(await problem(), /none\.json/);
  assert.match(seen.errors.splice(0).join(), /404/);
  await give([["丙", "甲", "乙"]]);
  await tab.waitForFunction(() => document.querySelector("innodex-map").shadowRoot.querySelectorAll(".tile").length === 3);
  for (const [name, value, text] of [["show", "ranks", "show不能是“ranks”"], ["classes", "9", "classes不能是“9”"], ["breaks", "3,2", "breaks不能是“3,2”"], ["rate", "x", "rate不能是“x”"], ["unit", "无此地", "无此地"], ["indicator", "none", "none"]]) {
    await tab.evaluate(([key, given]) => { const element = document.querySelector("innodex-map"); element.show = key === "indicator" ? "value" : undefined; element[key] = given; }, [name, value]);
    await tab.locator("innodex-map [part=problem]").waitFor();
    assert.ok((await problem()).includes(text), `${name}: ${await problem()}`);
    await tab.evaluate((key) => { const element = document.querySelector("innodex-map"); element.show = undefined; element[key] = undefined; }, name);
    await tab.locator("innodex-map svg.tiles").waitFor();
  }
}, { pages: { "/tiles.json": '[["甲", "乙"]]' } });

const HOST = `<innodex-map framework="provincial" show="score"><svg slot="map" width="200" height="100" role="img" aria-label="审图号">
<rect data-code="42" width="90" height="90"></rect><rect data-code="43" x="100" width="90" height="90"></rect></svg></innodex-map><script type="module" src="/host.js"></script>`;
const SCRIPT = `document.addEventListener("mapchange", ({ detail }) => {
  window.told = [...(window.told ?? []), detail];
  for (const { code, color } of detail.areas) document.querySelector("[data-code='" + code + "']")?.setAttribute("fill", color);
});`;
page("map: a host's own map takes the place of the tiles, is told values, classes and colours, and its areas choose a unit", { pages: { "/page.html": html(HOST, { head: HEAD }), "/host.js": SCRIPT }, at: "/page.html" }, async (tab) => {
  await tab.waitForFunction(() => window.told?.length);
  const [detail] = await tab.evaluate(() => window.told);
  const scores = model.rank(usual);
  assert.deepEqual(detail.areas.map(({ code, value, rank }) => [code, value, rank]), scores.map(({ code, score, rank }) => [code, score, rank]));
  assert.equal(detail.classes.length, 5);
  assert.equal(detail.classes.reduce((sum, { count }) => sum + count, 0), 31);
  for (const { value, class: at, color } of detail.areas) assert.ok(value >= detail.classes[at].from && value <= detail.classes[at].to && color === detail.classes[at].color && /^#/.test(color));
  assert.equal(await tab.locator("innodex-map .tile").first().isVisible(), false);
  assert.equal(await tab.locator("[slot=map]").isVisible(), true);
  assert.doesNotMatch(await words(tab, "innodex-map [part=result]"), /方格/);
  assert.match(await tab.locator("[slot=map] [data-code='42']").getAttribute("fill"), /^#/);
  await tab.locator("[slot=map] [data-code='43']").click();
  await tab.waitForFunction(() => window.told.length === 2 && window.told[1].unit === "43");
  assert.match(await words(tab, "innodex-map [part=title]"), /^湖南2022年总指数得分为/);
});

for (const [name, width, scheme] of [["at 320 px, dark", 320, "dark"], ["at 700 px", 700, "light"]]) {
  map(`map: ${name}`, '<main><h1>页</h1><innodex-map framework="provincial" unit="42"></innodex-map></main>', async (tab) => {
    assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= width);
    await accessible(tab);
    await shoot(tab, `map-${width}`);
    // Names stay inside their tiles.
    const outside = await tab.locator("innodex-map .tile").evaluateAll((all) => all.filter((tile) => [...tile.nextElementSibling.querySelectorAll("text")].some((text) => text.getBoundingClientRect().width > tile.querySelector("rect").getBoundingClientRect().width + 2)).map((tile) => tile.nextElementSibling.textContent));
    assert.deepEqual(outside, []);
    await tab.emulateMedia({ media: "print" });
    for (const part of ["title", "map", "table"]) assert.equal(await tab.locator(`innodex-map [part=${part}]`).isVisible(), true, part);
    assert.equal(await tab.locator("innodex-map .controls").isVisible(), false);
  }, { context: { viewport: { width, height: 800 }, colorScheme: scheme } });
}
