// Elder mode: large type, one column, steps in place of sliders, the result as a sentence; the address alone remembers it.
import assert from "node:assert/strict";
import { Model } from "../../pkg/dist/node.js";
import { accessible, html, page, ranked, tabTo } from "../support/browser.js";

const NAMES = ["ranking", "growth", "weights", "map", "trend", "profile", "goal", "allocation", "robustness", "confidence", "audit", "explain"];
const HEAD = ["innodex", "uncertainty", "whatif", "trend", "map", "profile", "audit"].map((name) => `<script type="module" src="/innodex/${name}.js"></script>`).join("");
const each = (names, more) => html(`<main><h1>页</h1>${names.map((name) => `<innodex-${name} unit="42" ${more}></innodex-${name}>`).join("")}</main>`, { head: HEAD });
const shadow = (name) => `document.querySelector("innodex-${name}").shadowRoot`;
const model = await Model.load();

/** The texts of an element that are smaller than 18 or larger than 24 px, drawings apart. */
const misfits = (tab, name) =>
  tab.evaluate((tag) => {
    const roots = [document.querySelector(tag).shadowRoot];
    for (const at of roots) for (const inner of at.querySelectorAll("*")) if (inner.shadowRoot) roots.push(inner.shadowRoot);
    return roots.flatMap((root) =>
      [...root.querySelectorAll(".root *")]
        .filter((at) => !at.closest("svg") && !at.matches(".said, .said *") && [...at.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()) && at.getClientRects().length)
        .map((at) => [at.localName, parseFloat(getComputedStyle(at).fontSize)])
        .filter(([, size]) => size < 18 || size > 24),
    );
  }, `innodex-${name}`);

for (const width of [360, 1280]) {
  page(`elder: every element has type of 18 to 24 px, no slider and no page that scrolls sideways, at ${width} px`, { pages: { "/elder.html": each(NAMES, 'mode="elder"') }, at: "/elder.html", context: { viewport: { width, height: 800 } } }, async (tab) => {
    await ranked(tab);
    for (const name of NAMES) await tab.waitForFunction((tag) => document.querySelector(tag).shadowRoot.querySelector(".root.elder"), `innodex-${name}`);
    await tab.locator("innodex-weights input[type=range]").first().waitFor({ state: "attached" });
    await tab.locator("innodex-robustness table").first().waitFor();
    for (const name of NAMES) {
      assert.deepEqual(await misfits(tab, name), [], name);
      const button = tab.locator(`innodex-${name}`).getByRole("button", { name: "返回标准版" });
      assert.ok((await button.boundingBox()).height >= 48, name);
    }
    assert.equal(await tab.locator("input[type=range]:visible").count(), 0);
    assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= width);
    await accessible(tab);
  });
}

page("elder: the result of a ranking is a sentence; steps move a weight, by keyboard too", { pages: { "/elder.html": each(["ranking", "weights", "growth"], 'mode="elder"') }, at: "/elder.html" }, async (tab) => {
  await ranked(tab);
  const said = tab.locator("innodex-ranking [part=elder-result]");
  const rows = model.rank(await tab.evaluate(() => document.querySelector("innodex-ranking").shownPeriod));
  await said.filter({ hasText: `前三位：${rows.slice(0, 3).map(({ unit }) => unit.zh).join("、")}。` }).waitFor();
  await tab.locator("innodex-ranking").getByRole("button", { name: "湖北" }).click();
  const { rank, score } = rows.find(({ code }) => code === "42");
  await said.filter({ hasText: `湖北居第${rank}位，得分${score.toFixed(1)}。` }).waitFor();
  assert.match(await tab.locator("innodex-growth [part=elder-result]").innerText(), /湖北.+：.+%。/);
  const value = () => tab.evaluate(`Number(${shadow("weights")}.querySelector("input[type=range]").value)`);
  const before = await value();
  await tab.locator("innodex-weights .steps button").first().focus();
  await tabTo(tab, /增加：/);
  await tab.keyboard.press("Enter");
  await tab.waitForFunction((was) => Number(document.querySelector("innodex-weights").shadowRoot.querySelector("input[type=range]").value) === was + 5, before);
  await tab.waitForFunction((now) => document.querySelector("innodex-weights").shadowRoot.querySelector(".steps output").textContent === String(now), before + 5);
});

page("elder: the switch is on the page, its choice in the address beside the page's own hash, and nowhere else", { pages: { "/plain.html": html("<innodex-ranking></innodex-ranking>", { head: HEAD }), "/model.html": html('<innodex-model mode="standard"><innodex-ranking></innodex-ranking><innodex-growth></innodex-growth></innodex-model>', { head: HEAD }) }, at: "/plain.html#top" }, async (tab, { open }) => {
  await ranked(tab);
  const large = tab.locator("innodex-ranking").getByRole("button", { name: "长辈版（大字）" });
  await large.click();
  const back = tab.locator("innodex-ranking").getByRole("button", { name: "返回标准版" });
  await back.waitFor();
  assert.equal(await tab.evaluate(() => location.hash), "#top&mode=elder");
  await tab.reload();
  await back.waitFor();
  await back.click();
  await tab.waitForFunction(() => !document.querySelector("innodex-ranking").shadowRoot.querySelector(".root.elder"));
  assert.equal(await tab.evaluate(() => location.hash), "#top&mode=standard");
  assert.deepEqual(await tab.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, ""]);
  // One switch for all that share a model.
  await open("/model.html");
  await ranked(tab);
  await tab.locator("innodex-model").getByRole("button", { name: "长辈版（大字）" }).first().click();
  await tab.waitForFunction(() => ["ranking", "growth"].every((name) => document.querySelector(`innodex-${name}`).shadowRoot.querySelector(".root.elder")));
  assert.equal(await tab.getByRole("button", { name: "返回标准版" }).count(), 1);
});
