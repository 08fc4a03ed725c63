// Links of a what-if: wherever the data come from, and whatever is written into them; and number fields, which show what is computed.
import assert from "node:assert/strict";
import { html, page, words } from "../support/browser.js";
import { hashText } from "../../www/whatif/hash.js";

const SCRIPTS = '<script type="module" src="/innodex/innodex.js"></script><script type="module" src="/innodex/whatif.js"></script>';
const rows = ["甲", "乙", "丙"].map((name, u) => `${name},2022,${u + 1},${[5, 2, 9][u]},${100 - 10 * u}`);
const DATA = `unit,period,x,y,m\n${rows.join("\n")}\n`;
const FRAMEWORK = JSON.stringify({
  id: "own",
  indicators: ["x", "y", "m"].map((id) => ({ id, direction: 1 })),
  tree: { id: "index", children: ["x", "y", "m"].map((id) => ({ id })) },
  steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic" }],
});
const INDICATORS = JSON.stringify([{ id: "m", zh: "经费", en: "money", unit: "万元" }, { id: "x", zh: "x", en: "x" }, { id: "y", zh: "y", en: "y" }]);
const other = DATA.replace("甲,2022,1", "甲,2022,1.5");
const part = (what, text) => `<script type="${what === "data" ? "text/csv" : "application/json"}" data-innodex="${what}">${text}</script>`;
const inline = (tag, more = "", data = DATA) => `<innodex-${tag} ${more}>${part("data", data)}${part("framework", FRAMEWORK)}${part("indicators", INDICATORS)}</innodex-${tag}>`;
const byFile = (data) => `<innodex-scenario data="${data}" framework="/f.json" indicators="/i.json"></innodex-scenario>`;
const byBytes = (make) => `<innodex-scenario framework="/f.json" indicators="/i.json"></innodex-scenario>`.replace("></", ` class="${make}"></`);
const give = (make) => `<script type="module" src="/${make}.js"></script>`;
const files = { "/d.csv": DATA, "/e.csv": other, "/f.json": FRAMEWORK, "/i.json": INDICATORS };
for (const [name, made] of Object.entries({ bytes: "bytes", view: "new Uint8Array([32, ...bytes]).subarray(1)", buffer: "bytes.buffer", text: "text" })) {
  files[`/${name}.js`] = `const text = ${JSON.stringify(DATA)}; const bytes = new TextEncoder().encode(text); for (const each of document.querySelectorAll("innodex-scenario")) each.data = ${made};`;
}
const problem = (tab) => tab.locator("innodex-planner [part=problem]");
const field = (tab) => tab.locator("innodex-planner #value");

page("a link of data in a file, in bytes, in a view of bytes, in a buffer, in text: each opens in each, and on other data it says so", {
  pages: {
    ...files,
    "/file.html": html(byFile("/d.csv"), { head: SCRIPTS }),
    "/changed.html": html(byFile("/e.csv"), { head: SCRIPTS }),
    "/inline.html": html(inline("scenario"), { head: SCRIPTS }),
    ...Object.fromEntries(["bytes", "view", "buffer", "text"].map((make) => [`/${make}.html`, html(byBytes(make), { head: SCRIPTS + give(make) })])),
  },
  at: "/file.html",
}, async (tab, { open }) => {
  const links = {};
  for (const at of ["file", "bytes", "view", "buffer", "text", "inline"]) {
    await open(`/${at}.html`);
    await field(tab).fill("50");
    await tab.locator("innodex-scenario").getByRole("button", { name: "复制链接" }).click();
    links[at] = new URL(await tab.locator("innodex-planner textarea").inputValue()).hash;
    assert.equal(await problem(tab).count(), 0);
  }
  assert.equal(new Set(Object.values(links)).size, 1, "the same data are the same, wherever they come from");
  for (const at of ["file", "view", "inline"]) {
    await tab.goto("about:blank");
    await open(`/${at}.html${links.file}`);
    await tab.waitForFunction(() => document.querySelector("innodex-scenario").shadowRoot.querySelector("innodex-planner")?.shadowRoot.querySelector("#value")?.value === "50");
    await tab.waitForTimeout(400);
    assert.equal(await problem(tab).count(), 0);
  }
  await tab.goto("about:blank");
  await open(`/changed.html${links.bytes}`);
  await tab.locator("innodex-planner [part=problem]", { hasText: "另一份数据" }).waitFor();
});

page("an error after a click is shown on the page", {
  pages: { ...files, "/file.html": html(byFile("/d.csv"), { head: SCRIPTS }) },
  at: "/file.html",
}, async (tab, { seen }) => {
  await tab.locator("innodex-planner table").waitFor();
  await tab.route("**/d.csv", (route) => route.fulfill({ status: 500, body: "no" }));
  await tab.locator("innodex-scenario").getByRole("button", { name: "复制链接" }).click();
  await problem(tab).waitFor();
  assert.match(await problem(tab).innerText(), /d\.csv/);
  assert.equal(await tab.locator("innodex-planner textarea").count(), 0);
  // It goes with the next change.
  await tab.unroute("**/d.csv");
  await field(tab).fill("5");
  await tab.waitForFunction(() => document.querySelector("innodex-scenario").shadowRoot.querySelector("innodex-planner").shadowRoot.querySelector("[part=problem]") === null);
  seen.errors.length = 0;
});

/** A link with anything in it, and the right check. */
function link(change) {
  const content = { framework: "own", fh: "0".repeat(10), dh: "0".repeat(10), seed: 1, period: "2022", at: 0, names: ["甲", "x"], plans: [[[[0, 1, 0, 10]]]] };
  change(content);
  const text = Buffer.from(JSON.stringify([content.framework, content.fh, content.dh, content.seed, content.period, content.at, content.names, content.plans])).toString("base64url");
  return `#whatif=1.${text}.${hashText(text).slice(-6)}`;
}
const money = (assumptions) => (content) => (content.plans = [[[[0, 1, 2, 10]], assumptions]]);

page("a link that is sound but of other data opens, and says both; of one that is not, nothing is taken", {
  pages: { ...files, "/file.html": html(byFile("/d.csv"), { head: SCRIPTS }) },
  at: "/file.html",
}, async (tab, { open }) => {
  await tab.goto("about:blank");
  await open(`/file.html${link(() => {})}`);
  await tab.locator("innodex-planner [part=problem]", { hasText: "另一份数据" }).waitFor();
  assert.equal(await field(tab).inputValue(), "10");
  await tab.goto("about:blank");
  await open(`/file.html${link((content) => ((content.names = ["甲", "m"]), money({ additionality: { value: 0.5, source: "年鉴" }, returns: { exponent: 0.9 }, elasticities: [{ to: "x", value: 0.1, lag: 1 }], note: "x" })(content)))}`);
  await tab.locator("innodex-planner .assumed li").first().waitFor();
  const bad = {
    "assumptions, elasticities null": money({ elasticities: null }),
    "assumptions, a text": money("abc"),
    "assumptions, a list": money([null]),
    "assumptions, a number": money(7),
    "assumptions, an elasticity null": money({ elasticities: [null] }),
    "assumptions, an elasticity to nothing": money({ elasticities: [{ value: 1 }] }),
    "assumptions, an elasticity of text": money({ elasticities: [{ to: "x", value: "1" }] }),
    "assumptions, a source that is a number": money({ additionality: { value: 1, source: 5 } }),
    "assumptions, additionality a text": money({ additionality: "1" }),
    "assumptions, returns a list": money({ returns: [] }),
    "assumptions, many elasticities": money({ elasticities: Array.from({ length: 2000 }, () => ({ to: "x", value: 1 })) }),
    "period null": (content) => (content.period = null),
    "period a number": (content) => (content.period = 2022),
    "period an object": (content) => (content.period = {}),
    "period a list": (content) => (content.period = ["2022"]),
    "hash a number": (content) => (content.dh = 5),
    "framework null": (content) => (content.framework = null),
    "seed a text": (content) => (content.seed = "1"),
    "seed below zero": (content) => (content.seed = -1),
    "the plan shown a text": (content) => (content.at = "0"),
    "the plan shown not there": (content) => (content.at = 3),
    "a name that is a number": (content) => (content.names[1] = 5),
    "a name that is not there": (content) => (content.plans[0][0][0][0] = 9),
    "a value that is none": (content) => (content.plans[0][0][0][3] = null),
    "four plans": (content) => (content.plans = Array(4).fill(content.plans[0])),
    "a hundred plans": (content) => (content.plans = Array(100).fill(content.plans[0])),
    "no plan": (content) => (content.plans = []),
    "20,000 changes": (content) => (content.plans[0][0] = Array(20000).fill([0, 1, 0, 1])),
    "500 changes": (content) => (content.plans[0][0] = Array(500).fill([0, 1, 0, 1])),
  };
  for (const [what, change] of Object.entries(bad)) {
    await tab.goto("about:blank");
    await open(`/file.html${link(change)}`);
    await tab.locator("innodex-planner [part=problem]", { hasText: "链接不完整" }).waitFor();
    assert.equal(await field(tab).inputValue(), "0", what);
    assert.equal(await tab.locator("innodex-planner tbody tr").count(), 3, what);
  }
});

page("invalid assumptions in the page's own script are reported, and the rest of the element works", {
  pages: Object.fromEntries(["null", '"abc"', '{"elasticities":null}', '{"elasticities":[null]}', '{"returns":5}'].map((assumptions, at) => [`/own-${at}.html`, html(inline("scenario").replace("</innodex-scenario>", `<script type="application/json" data-innodex="scenario">{"changes":[{"unit":"甲","indicator":"m","op":"fund","value":10}],"assumptions":${assumptions}}</script></innodex-scenario>`), { head: SCRIPTS })])),
  at: "/own-0.html",
}, async (tab, { open }) => {
  await tab.locator("innodex-planner [part=result]").waitFor();
  for (const at of [1, 2, 3, 4]) {
    await open(`/own-${at}.html`);
    await tab.locator("innodex-planner [part=problem], innodex-planner [part=result]").first().waitFor();
    await tab.locator("innodex-planner details.assumptions").waitFor();
    assert.equal(await field(tab).inputValue(), "10");
  }
});

/** Types into a field, leaves it, and says what it shows then. */
async function typed(tab, locator, text) {
  await locator.fill(text);
  await locator.blur();
  await tab.waitForTimeout(150);
  return locator.inputValue();
}

page("a number field shows what is computed once it is left", {
  pages: { ...files, "/fields.html": html(inline("scenario", 'indicator="m"') + inline("goal", 'indicator="x"') + inline("allocation") + inline("weights"), { head: `${SCRIPTS}<script type="module" src="/innodex/uncertainty.js"></script>` }) },
  at: "/fields.html",
}, async (tab) => {
  const value = field(tab);
  assert.equal(await typed(tab, value, "10"), "10");
  assert.equal(await typed(tab, value, ""), "10");
  assert.equal(await typed(tab, value, "-150"), "-100");
  assert.equal(await typed(tab, value, "-200"), "-100");
  const scenario = tab.locator("innodex-scenario");
  await scenario.getByRole("button", { name: "投入资金", exact: true }).click();
  await tab.waitForFunction(() => !document.querySelector("innodex-scenario").shadowRoot.querySelector("innodex-planner").shadowRoot.querySelector("#value").disabled);
  assert.equal(await typed(tab, value, "7"), "7");
  assert.equal(await typed(tab, value, ""), "7");
  await scenario.locator("details.assumptions summary").click();
  await scenario.getByRole("button", { name: "再加一项带动" }).click();
  const numbers = scenario.locator("details.assumptions input[type=number]");
  assert.equal(await numbers.count(), 4);
  for (const at of [0, 1, 2, 3]) {
    const before = await numbers.nth(at).inputValue();
    assert.equal(await typed(tab, numbers.nth(at), ""), before, `assumption ${at}`);
  }
  assert.equal(await typed(tab, numbers.nth(3), "-3"), "0", "a lag is not below nothing");
  assert.equal(await typed(tab, numbers.nth(3), "1.6"), "2", "and whole");
  const rank = tab.locator("innodex-goal #rank");
  assert.equal(await typed(tab, rank, "2"), "2");
  for (const [text, then] of [["", "2"], ["99", "3"], ["99", "3"], ["0", "1"], ["1.4", "1"]]) assert.equal(await typed(tab, rank, text), then, text);
  const budget = tab.locator("innodex-allocation #budget");
  const usual = await budget.inputValue();
  for (const text of ["", "-5", "0"]) assert.equal(await typed(tab, budget, text), usual, text);
  assert.equal(await typed(tab, budget, "12"), "12");
  assert.equal(await typed(tab, budget, ""), "12");
  const cap = tab.locator("innodex-allocation #cap");
  assert.equal(await typed(tab, cap, "9"), "9");
  assert.equal(await typed(tab, cap, ""), "", "no limit is one that is empty");
  const weight = tab.locator("innodex-weights input[type=number]").first();
  assert.equal(await typed(tab, weight, "50"), "50");
  assert.equal(await typed(tab, weight, ""), "50");
  assert.equal(await typed(tab, weight, "120"), "100");
});

page("fields of targets: what is not taken gives way to what is computed", { at: "/district.html" }, async (tab) => {
  const target = tab.locator("innodex-targets input[type=number]").first();
  assert.equal(await target.inputValue(), "335");
  assert.equal(await typed(tab, target, ""), "335");
  await target.fill("0");
  await target.blur();
  await tab.locator("innodex-targets [part=problem]").waitFor();
  await tab.waitForTimeout(200);
  assert.equal(await target.inputValue(), "335");
  await target.fill("400");
  await target.blur();
  await tab.waitForTimeout(500);
  assert.equal(await target.inputValue(), "400");
});

for (const [what, attributes, wrong] of [["a unit that is not there", 'units="zzz"', true], ["some units that are not there", 'units="甲,zzz"', true], ["an input that is not there", 'indicator="zzz"', true], ["no input named", 'indicator=""', false]]) {
  page(`an allocation with ${what}`, { pages: { "/a.html": html(inline("allocation", attributes), { head: `<script src="/hear.js"></script>${SCRIPTS}` }), "/hear.js": 'window.heard = []; document.addEventListener("error", ({ detail }) => detail && heard.push(detail.code), true);' }, at: "/a.html" }, async (tab) => {
    const at = tab.locator("innodex-allocation");
    if (!wrong) return at.locator("button.run").waitFor();
    await at.locator("[part=problem]").waitFor();
    assert.match(await words(tab, "innodex-allocation [part=problem]"), /zzz/);
    assert.equal((await tab.evaluate(() => window.heard)).length, 1);
    assert.doesNotMatch(await words(tab, "innodex-allocation"), /正在载入|正在计算/);
    // The page may think better of it.
    await tab.evaluate(() => Object.assign(document.querySelector("innodex-allocation"), { units: undefined, indicator: undefined }));
    await at.locator("button.run").waitFor();
    await tab.evaluate(() => Object.assign(document.querySelector("innodex-allocation"), { units: "zzz" }));
    await at.locator("[part=problem]").waitFor();
    await at.locator("[part=controls]").waitFor();
  });
}
