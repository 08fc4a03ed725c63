// Presets of weights on the sliders, and the ranks that standard errors leave open.
import assert from "node:assert/strict";
import { accessible, html, page } from "../support/browser.js";

const SCRIPTS = '<script type="module" src="/innodex/innodex.js"></script><script type="module" src="/innodex/uncertainty.js"></script>';
const DATA = "code,unit,year,x,y\n1,甲,2020,50,1\n2,乙,2020,48,9\n3,丙,2020,10,5\n";
const CELLS = "code,period,indicator,standard_error\n1,2020,x,2\n2,2020,x,2.4\n3,2020,x,0.5\n";
const FRAMEWORK = {
  id: "t",
  indicators: ["x", "y"].map((id) => ({ id, direction: 1 })),
  tree: { id: "index", children: [{ id: "x" }, { id: "y" }] },
  steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic" }],
  presets: [{ id: "first", name: { zh: "甲案", en: "First" }, weights: { x: 3 } }],
};
const part = (what, text) => `<script type="${/^[{[]/.test(text) ? "application/json" : "text/csv"}" data-innodex="${what}">${text}</script>`;
const own = (tag, more = "", inside = "") => `<innodex-${tag} ${more}>${part("data", DATA)}${part("framework", JSON.stringify(FRAMEWORK))}${inside}</innodex-${tag}>`;

page("a preset is chosen, by a reader or by the page, and a weight moved is no preset", {
  pages: { "/own.html": html(own("weights", 'lang="zh"'), { head: SCRIPTS }), "/set.html": html(own("weights", 'lang="en" preset="first"'), { head: SCRIPTS }) },
  at: "/own.html",
}, async (tab, { open }) => {
  const preset = tab.locator("innodex-weights").getByLabel("权重方案");
  await preset.waitFor();
  assert.equal(await preset.inputValue(), "");
  await preset.selectOption({ label: "甲案" });
  await tab.waitForFunction(() => document.querySelector("innodex-weights").weights.x === 0.75);
  assert.equal(await preset.inputValue(), "first");
  await tab.evaluate(() => (document.querySelector("innodex-weights").weights = { x: 0.6, y: 0.4 }));
  await tab.waitForFunction(() => document.querySelector("innodex-weights").shadowRoot.querySelector("select option[value='-']"));
  assert.equal(await preset.inputValue(), "-");
  await preset.selectOption("");
  await tab.waitForFunction(() => !Object.keys(document.querySelector("innodex-weights").weights).length);
  await open("/set.html");
  await tab.waitForFunction(() => document.querySelector("innodex-weights").weights?.x === 0.75);
});

const weightsAre = (tab, x) => tab.waitForFunction((wanted) => Math.abs((document.querySelector("innodex-weights").weights?.x ?? 0.5) - wanted) < 1e-3, x);

page("a link carries a preset or weights, beside what else stands after #", {
  pages: { "/own.html": html(own("weights", 'lang="zh"'), { head: SCRIPTS }) },
  at: "/own.html#/route&other=1",
}, async (tab, { address, open }) => {
  const element = tab.locator("innodex-weights");
  const copied = async () => {
    await element.getByRole("button", { name: "复制链接" }).click();
    return element.locator("textarea[part=link]").inputValue();
  };
  await element.getByLabel("权重方案").selectOption({ label: "甲案" });
  await weightsAre(tab, 0.75);
  const first = await copied();
  assert.equal(first, `${address}/own.html#/route&other=1&weights=first`);
  await tab.evaluate(() => (document.querySelector("innodex-weights").weights = { x: 0.6, y: 0.4 }));
  await weightsAre(tab, 0.6);
  const second = await copied();
  assert.match(second, /&weights=x:0\.6,y:0\.4$/);
  // Opened on a new page, and on this one.
  for (const [link, share, chosen] of [[first, 0.75, "first"], [second, 0.6, "-"]]) {
    await tab.goto("about:blank");
    await open(link.slice(address.length));
    await weightsAre(tab, share);
    assert.equal(await element.getByLabel("权重方案").inputValue(), chosen);
  }
  await tab.evaluate(() => (location.hash = "weights=first"));
  await weightsAre(tab, 0.75);
  // A reader goes on from there, and the link is not taken twice.
  await element.getByRole("button", { name: "恢复原权重" }).click();
  await weightsAre(tab, 0.5);
  assert.equal(await element.locator("[part=problem]").count(), 0);
});

page("a preset that is not there, in the page or in a link, is said to be so; the sliders stay", {
  pages: { "/wrong.html": html(own("weights", 'lang="zh" preset="second"'), { head: SCRIPTS }), "/own.html": html(own("weights", 'lang="en"'), { head: SCRIPTS }) },
  at: "/wrong.html",
  init: 'window.failed = []; document.addEventListener("error", (event) => event.detail && window.failed.push(event.detail));',
}, async (tab, { open }) => {
  const problem = tab.locator("innodex-weights [part=problem]");
  await problem.waitFor();
  assert.match(await problem.innerText(), /没有权重方案“second”。[\s\S]*位置：preset[\s\S]*可选：first。/);
  assert.deepEqual(await tab.evaluate(() => window.failed), [{ code: "bad_parameter", message: "没有权重方案“second”。", place: "preset" }]);
  assert.ok(await tab.locator("innodex-weights input[type=range]").count());
  await tab.evaluate(() => (document.querySelector("innodex-weights").preset = "first"));
  await weightsAre(tab, 0.75);
  await problem.waitFor({ state: "detached" });
  for (const [hash, text] of [["#weights=third", /There is no preset "third"[\s\S]*#weights/], ["#weights=x:0.5,z:0.5", /of another framework: this one has no "z"/], ["#weights=x:0.5,y", /are incomplete/]]) {
    await tab.goto("about:blank");
    await open(`/own.html${hash}`);
    await problem.waitFor();
    assert.match(await problem.innerText(), text);
    await weightsAre(tab, 0.5);
  }
});

/** 丁 has no figure of y. */
const LACKING = own("confidence", 'lang="en"', part("cells", CELLS)).replace(DATA, `${DATA}4,丁,2020,,\n`);
for (const [width, name] of [[320, "narrow"], [1240, "wide"]]) {
  page(`confidence sets: ${name}, in English, with the reason where there is none`, { pages: { "/sets.html": html(`<main><h1>页</h1>${LACKING}</main>`, { head: SCRIPTS, lang: "en" }) }, at: "/sets.html", context: { viewport: { width, height: 800 } } }, async (tab) => {
    const element = tab.locator("innodex-confidence");
    await element.locator("table").waitFor();
    assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= width);
    assert.match(await element.locator("tbody tr").last().innerText(), /丁[\s\S]*[a-z]{3,}/);
    // The message comes before the controls.
    const tops = await element.locator("[part=result], [part=controls], table").evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
    assert.deepEqual([...tops].sort((a, b) => a - b), tops);
    await accessible(tab);
    await tab.emulateMedia({ media: "print" });
    assert.equal(await element.locator(".controls").isVisible(), false);
    assert.equal(await element.locator("table").isVisible(), true);
  });
}

page("confidence sets: with the choice of what figures without an error are", {
  pages: { "/sets.html": html(own("confidence", 'lang="zh"', part("cells", CELLS)), { head: SCRIPTS }), "/none.html": html(own("confidence", 'lang="zh"'), { head: SCRIPTS }) },
  at: "/sets.html",
}, async (tab, { open }) => {
  const element = tab.locator("innodex-confidence");
  await element.locator("table").waitFor();
  const sets = () => element.locator("td.set span").allInnerTexts();
  const exact = await sets();
  assert.match(await element.locator("[part=notes]").innerText(), /6个数值中，只有3个带标准误，其余按没有误差计算/);
  await element.getByLabel("没有标准误的数值").selectOption("median");
  await tab.waitForFunction(() => /中位数/.test(document.querySelector("innodex-confidence").shadowRoot.querySelector("[part=notes]").textContent));
  assert.equal((await sets()).length, exact.length);
  await element.getByLabel(/^地区/).selectOption({ label: "乙" });
  await tab.waitForFunction(() => /^\s*乙/.test(document.querySelector("innodex-confidence").shadowRoot.querySelector("[part=result]").textContent));
  // A unit without a set says why; a unit by name is marked, and one that is not there is an error.
  assert.equal(await element.locator("tr.selected th").innerText(), "乙");
  await tab.evaluate(() => (document.querySelector("innodex-confidence").unit = "丙"));
  await tab.waitForFunction(() => document.querySelector("innodex-confidence").shadowRoot.querySelector("tr.selected th")?.textContent === "丙");
  await tab.evaluate(() => (document.querySelector("innodex-confidence").unit = "无此地"));
  await element.locator("[part=problem]", { hasText: "无此地" }).waitFor();
  await open("/none.html");
  await element.locator("[part=result]", { hasText: "数据没有标准误" }).waitFor();
});
