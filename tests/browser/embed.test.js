// The two lines in somebody's page: on their own, with the page's own figures, and where something is in the way.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Model } from "../../pkg/dist/node.js";
import { POLICY } from "../../scripts/serve.mjs";
import { html, page, ranked, rows, SCRIPT, words } from "../support/browser.js";
import { cells, json, text } from "../support/files.js";

const own = { data: text("examples/own-figures/central.csv"), framework: json("examples/own-figures/central.json") };
const ownModel = await Model.load(own);
const expected = (model, period, options) => model.rank(period, options).map(({ code, rank, unit, score }) => ({ code, rank: String(rank), name: unit.zh, score: score.toFixed(1) }));

/** A page of one body, tested. */
const embed = (name, body, work, { pages = {}, ...site } = {}) => page(name, { pages: { "/page.html": html(body), ...pages }, at: "/page.html", ...site }, work);
const HOST = "<p>本单位的表格</p>";
const problem = (tab, at = "innodex-ranking", nth = 0) => tab.locator(at).nth(nth).locator("[part=problem]");

/** The host's own content is in view and the reason is given. */
async function leftInPlace(tab, reason) {
  await problem(tab).waitFor();
  assert.match(await problem(tab).innerText(), reason);
  assert.ok(await tab.getByText("本单位的表格").isVisible());
}

embed("two lines are enough", `${SCRIPT}\n<innodex-ranking></innodex-ranking>`, async (tab, { requests }) => {
  await ranked(tab);
  assert.equal((await rows(tab))[0].name, "北京");
  const FILES = ["/icon.svg", "/innodex/ranking.wasm", "/innodex/frameworks/provincial.json", "/innodex/innodex.js", "/innodex/provinces.bin", "/page.html"];
  await tab.evaluate(() => customElements.whenDefined("innodex-scenario"));
  assert.deepEqual([...new Set(requests)].sort(), [...FILES, "/innodex/innodex-further.js"].sort());
  assert.equal(requests.length, 8, "each once, and the script that the small one leads to");
  assert.equal(requests.at(-1), "/innodex/innodex-further.js", "the further elements after the ranking");
});

page("the embed button gives two lines that show the same on another page", { pages: {} }, async (tab, { open, address }) => {
  await ranked(tab);
  const ranking = tab.locator("innodex-ranking");
  await ranking.getByLabel("年份").selectOption("2019");
  await ranking.getByRole("button", { name: "创新投入" }).click();
  await ranking.getByLabel("范围").selectOption("west");
  await ranked(tab, 12);
  const shown = await rows(tab);
  await ranking.getByRole("button", { name: "嵌入代码" }).click();
  const lines = await ranking.locator("#snippet").inputValue();
  assert.equal(
    lines,
    '<script type="module" src="/innodex/innodex.js"></script>\n<innodex-ranking framework="provincial" period="2019" node="input" region="west" lang="zh-CN"></innodex-ranking>',
  );
  await tab.context().route(`${address}/other.html`, (route) => route.fulfill({ contentType: "text/html", headers: { "Content-Security-Policy": POLICY }, body: html(lines) }));
  await open("/other.html");
  await ranked(tab, 12);
  assert.deepEqual(await rows(tab), shown);
  assert.equal(await tab.locator("innodex-ranking").getByLabel("年份").inputValue(), "2019");
});

embed(
  "the embed button writes out figures that stand inside the element",
  `${SCRIPT}\n<innodex-ranking lang="en"><script type="text/csv" data-innodex="data">${own.data}</script><script type="application/json" data-innodex="framework">${JSON.stringify(own.framework)}</script></innodex-ranking>`,
  async (tab, { open, address }) => {
    await ranked(tab, 6);
    const shown = await rows(tab);
    await tab.locator("innodex-ranking").getByRole("button", { name: "Embed" }).click();
    const lines = await tab.locator("innodex-ranking #snippet").inputValue();
    await tab.context().route(`${address}/other.html`, (route) => route.fulfill({ contentType: "text/html", headers: { "Content-Security-Policy": POLICY }, body: html(lines) }));
    await open("/other.html");
    await ranked(tab, 6);
    assert.deepEqual(await rows(tab), shown);
  },
);

embed("attributes choose what is shown", `${SCRIPT}<innodex-ranking period="2015" node="output" region="east" lang="en"></innodex-ranking>`, async (tab) => {
  await ranked(tab, 10);
  const model = await Model.load();
  assert.deepEqual(
    (await rows(tab)).map(({ code, rank }) => [code, rank]),
    model.rank("2015", { node: "output", region: "east" }).map(({ code, rank }) => [code, String(rank)]),
  );
  assert.match(await words(tab, "innodex-ranking caption"), /2015, East/);
});

embed(
  "elements in one model share it, each alone has its own; files are asked for once",
  `${SCRIPT}<innodex-model><innodex-ranking></innodex-ranking><div><innodex-growth></innodex-growth></div><innodex-scenario></innodex-scenario></innodex-model><innodex-ranking period="2019"></innodex-ranking>`,
  async (tab, { requests }) => {
    await ranked(tab);
    await ranked(tab, 31, 1);
    const same = await tab.evaluate(() => {
      const [inside, growth, scenario, alone] = ["innodex-ranking", "innodex-growth", "innodex-scenario", "body > innodex-ranking"].map((s) => document.querySelector(s).model);
      return [inside === document.querySelector("innodex-model").model, growth === inside, scenario === inside, alone !== inside];
    });
    assert.deepEqual(same, [true, true, true, true]);
    for (const file of ["provinces.bin", "ranking.wasm", "provincial.json"]) assert.equal(requests.filter((path) => path.endsWith(file)).length, 1, file);
  },
);

const OWN = { "/data/own.csv": own.data, "/data/own.json": JSON.stringify(own.framework) };

embed(
  "data and framework by an address on the site",
  `${SCRIPT}<innodex-ranking data="data/own.csv" framework="/data/own.json"></innodex-ranking>`,
  async (tab, { requests }) => {
    await ranked(tab, 6);
    assert.deepEqual(await rows(tab), expected(ownModel, "2022"));
    assert.ok(requests.includes("/data/own.csv") && requests.includes("/innodex/model.wasm"));
    assert.ok(!requests.includes("/innodex/provinces.bin"), "the embedded panel is not loaded beside it");
  },
  { pages: OWN },
);

embed(
  "data and framework inside the element",
  `${SCRIPT}<innodex-ranking>\n<script type="text/csv" data-innodex="data">\n${own.data}</script>\n<script type="application/json" data-innodex="framework">${JSON.stringify(own.framework)}</script>\n</innodex-ranking>`,
  async (tab) => {
    await ranked(tab, 6);
    assert.deepEqual(await rows(tab), expected(ownModel, "2022"));
  },
);

embed(
  "data and framework inside the model; another set later by the page's script",
  `${SCRIPT}<innodex-model><script type="text/csv" data-innodex="data">${own.data}</script><script type="application/json" data-innodex="framework">${JSON.stringify(own.framework)}</script><innodex-ranking></innodex-ranking></innodex-model>`,
  async (tab) => {
    await ranked(tab, 6);
    assert.deepEqual(await rows(tab), expected(ownModel, "2022"));
    const fewer = own.data.split("\n").slice(0, 9).join("\n");
    await tab.evaluate((csv) => (document.querySelector("innodex-model").data = csv), fewer);
    await ranked(tab, 4);
    assert.deepEqual(await rows(tab), expected(await Model.load({ ...own, data: fewer }), "2022"));
    await tab.evaluate(() => Object.assign(document.querySelector("innodex-model"), { data: null, framework: "provincial" }));
  },
);

embed(
  "figures as bytes, by property, before the script has arrived",
  `<innodex-ranking></innodex-ranking><script src="/early.js"></script>${SCRIPT}`,
  async (tab) => {
    await ranked(tab, 6);
    assert.deepEqual(await rows(tab), expected(ownModel, "2022"));
  },
  { pages: { "/early.js": `Object.assign(document.querySelector("innodex-ranking"), { data: new TextEncoder().encode(${JSON.stringify(own.data)}), framework: ${JSON.stringify(own.framework)} });` } },
);

embed("an element made by a script, moved, and taken away", SCRIPT, async (tab) => {
  await tab.evaluate(() => document.body.append(Object.assign(document.createElement("innodex-ranking"), { period: "2020" })));
  await ranked(tab);
  await tab.evaluate(() => document.body.prepend(document.querySelector("innodex-ranking")));
  await ranked(tab);
  assert.equal(await tab.locator("innodex-ranking").getByLabel("年份").inputValue(), "2020");
  // As a template with :period="2019" sets it.
  await tab.evaluate(() => (document.querySelector("innodex-ranking").period = 2019));
  await tab.locator("innodex-ranking caption").getByText("2019年").waitFor();
  assert.equal(await tab.locator("innodex-ranking").getByLabel("年份").inputValue(), "2019");
  assert.deepEqual(await rows(tab), expected(await Model.load(), "2019"));
  await tab.evaluate(() => document.querySelector("innodex-ranking").remove());
});

for (const [name, address] of [
  ["another host", "http://example.org/own.csv"],
  ["another port", "http://127.0.0.1:9/own.csv"],
  ["no scheme", "//example.org/own.csv"],
]) {
  embed(`data on another site is refused before anything is asked for: ${name}`, `${SCRIPT}<innodex-ranking data="${address}">${HOST}</innodex-ranking>`, async (tab) => {
    await leftInPlace(tab, /只能读取本网站的数据文件，这个地址属于其他网站/);
    assert.match(await problem(tab).locator("code").innerText(), /own\.csv$/);
    assert.equal(await problem(tab).getAttribute("role"), "alert");
  });
}

embed(
  "a file that is not there",
  `${SCRIPT}<innodex-ranking data="/data/none.csv" lang="en">${HOST}</innodex-ranking>`,
  async (tab, { seen, expect }) => {
    await leftInPlace(tab, /This file could not be read\s+At: \/data\/none\.csv \(404\)/);
    expect({ errors: seen.errors.filter((message) => /404/.test(message)) });
  },
);

embed(
  "a bad file: what, where and what to do, in the language of the element, and an event",
  `<script src="/listen.js"></script>${SCRIPT}<innodex-ranking data="/bad.csv">${HOST}</innodex-ranking><innodex-ranking data="/bad.csv" lang="en"></innodex-ranking>`,
  async (tab) => {
    await leftInPlace(tab, /浙汀[\s\S]*浙江[\s\S]*位置：row 2, column province/);
    await problem(tab, "innodex-ranking", 1).waitFor();
    assert.match(await problem(tab, "innodex-ranking", 1).innerText(), /At: row 2, column province/);
    const [{ code, message }] = await tab.evaluate(() => window.errors);
    assert.equal(code, "misread_province");
    assert.match(message, /浙汀/);
  },
  { pages: { "/bad.csv": "province,year,x\n浙汀,2022,1\n", "/listen.js": 'window.errors = []; document.addEventListener("error", (e) => e.detail && window.errors.push(e.detail));' } },
);

embed(
  "a fault of a shared model is told once; a wrong attribute is told by its element, and mended",
  `${SCRIPT}<innodex-model framework="provincal"><innodex-ranking>${HOST}</innodex-ranking><innodex-growth></innodex-growth></innodex-model>`,
  async (tab, { seen, expect }) => {
    await problem(tab, "innodex-model").waitFor();
    assert.match(await problem(tab, "innodex-model").innerText(), /没有名为“provincal”的现成指标体系。[\s\S]*可选：provincial、hdi、st_progress、regional_capability、eis、gii、china_innovation_index。/);
    assert.equal(await tab.locator("[part=problem]").count(), 1);
    assert.ok(await tab.getByText("本单位的表格").isVisible());
    await tab.evaluate(() => (document.querySelector("innodex-model").framework = "provincial"));
    await ranked(tab);
    await tab.evaluate(() => (document.querySelector("innodex-ranking").node = "nothing"));
    await problem(tab).waitFor();
    assert.match(await problem(tab).innerText(), /nothing/);
    await tab.evaluate(() => (document.querySelector("innodex-ranking").node = "input"));
    await ranked(tab);
    assert.equal(await tab.locator("[part=problem]").count(), 0);
    expect({ errors: seen.errors.filter((message) => /404/.test(message)) });
  },
);

const NASTY = ["<img src=x onerror=window.broken=1>", "=1+1", "@SUM(1)", "</script><b>b</b>", 'a "b", c', "-3", "+4", "＝1", "plain"];
const nasty = {
  data: `code,unit,year,x,y\n${NASTY.map((name, i) => `c${i},"${name.replaceAll('"', '""')}",2022,${i - 4},${i}`).join("\n")}\n`,
  framework: {
    id: "nasty",
    name: { zh: "<b>粗</b>", en: "<i>x</i>" },
    source: "<u>source</u>",
    indicators: ["x", "y"].map((id) => ({ id, name: { zh: `<s>${id}</s>`, en: `=${id}` }, unit: "<em>", direction: 1 })),
    tree: { id: "root", name: { zh: "${1}", en: "r" }, children: [{ id: "x" }, { id: "y" }] },
    steps: [
      { step: "normalise", method: "z_score" },
      { step: "aggregate", method: "arithmetic" },
    ],
  },
};

embed(
  "labels that carry HTML stay text; cells that a spreadsheet would run are made safe, numbers stay numbers",
  `${SCRIPT}<innodex-model data="/nasty.csv" framework="/nasty.json"><innodex-ranking></innodex-ranking><innodex-growth></innodex-growth><innodex-scenario></innodex-scenario></innodex-model>`,
  async (tab) => {
    await ranked(tab, NASTY.length);
    assert.deepEqual((await rows(tab)).map(({ name }) => name).sort(), [...NASTY].sort());
    await tab.locator("innodex-ranking tr[data-code] button").first().click();
    const strange = await tab.evaluate(() => {
      const roots = ["innodex-ranking", "innodex-growth", "innodex-scenario"].map((name) => document.querySelector(name).shadowRoot);
      return [roots.flatMap((root) => [...root.querySelectorAll("img,b:not([part]),i,u,s,em")]).length, window.broken];
    });
    assert.deepEqual(strange, [0, undefined]);
    assert.match(await words(tab, "innodex-ranking caption"), /<b>粗<\/b>/);
    const saving = tab.waitForEvent("download");
    await tab.locator("innodex-ranking").getByRole("button", { name: "下载表格" }).click();
    const saved = await saving;
    assert.doesNotMatch(saved.suggestedFilename(), /[<>/]/);
    const [head, ...lines] = cells(readFileSync(await saved.path(), "utf8").slice(1));
    const safe = (name) => (/^[=+\-@＝]/.test(name) ? `'${name}` : name);
    const column = (title) => lines.map((line) => line[head.indexOf(title)]);
    assert.deepEqual(column("地区").sort(), NASTY.map(safe).sort());
    assert.ok(column("得分").some((score) => Number(score) < 0), "a negative score is a number, without an apostrophe");
    assert.ok(column("得分").every((score) => Number.isFinite(Number(score))));
  },
  { pages: { "/nasty.csv": nasty.data, "/nasty.json": JSON.stringify(nasty.framework) } },
);

const alone = `${SCRIPT}<innodex-ranking>${HOST}</innodex-ranking>`;

embed(
  "where the policy does not allow wasm the host's content stays, and the reason is said",
  alone,
  async (tab, { seen, expect }) => {
    await leftInPlace(tab, /本页的安全设置不允许运行计算程序，这里保留网页原有内容。\s+请网站管理员在Content-Security-Policy的script-src中加入'wasm-unsafe-eval'。/);
    assert.equal(await problem(tab).getAttribute("role"), "status");
    assert.ok(seen.violations.length && seen.violations.every((violation) => violation.startsWith("script-src | wasm-eval")), JSON.stringify(seen));
    expect({ violations: seen.violations, errors: seen.errors.filter((message) => /WebAssembly|wasm/i.test(message)) });
  },
  { headers: { "Content-Security-Policy": "default-src 'self'; require-trusted-types-for 'script'; script-src 'self'" } },
);

embed(
  "where the .wasm is missing the host's content stays",
  alone,
  async (tab, { seen, expect }) => {
    await leftInPlace(tab, /没能载入 innodex 的一个文件：HTTP 404。[^]*ranking-\w+\.wasm[^]*请确认整个文件夹/);
    expect({ errors: seen.errors.filter((message) => /404/.test(message)) });
  },
  { without: ["ranking.wasm", "spare-first.js"] },
);

embed("where the engine has no WebAssembly the host's content stays", alone, (tab) => leftInPlace(tab, /这个浏览器版本过旧，不能运行计算程序，这里保留网页原有内容。\s+请换用较新的浏览器。/), {
  init: "delete globalThis.WebAssembly",
});

page(
  "without JavaScript the host's content stays",
  { pages: { "/page.html": html(alone) }, at: "/page.html", context: { javaScriptEnabled: false } },
  async (tab) => assert.ok(await tab.getByText("本单位的表格").isVisible()),
);

for (const type of ["application/octet-stream", "text/plain", "text/html; charset=utf-8"]) {
  embed(
    `a server that takes .wasm for ${type}`,
    `${SCRIPT}<innodex-ranking data="data/own.csv" framework="/data/own.json"></innodex-ranking><innodex-ranking></innodex-ranking>`,
    async (tab) => {
      await ranked(tab, 6);
      await ranked(tab, 31, 1);
    },
    { mime: { ".wasm": type }, pages: OWN },
  );
}

embed(
  "two copies of the script on a page",
  `${SCRIPT}<script type="module" src="/copy/innodex.js"></script><innodex-ranking></innodex-ranking><innodex-model><innodex-ranking period="2015"></innodex-ranking></innodex-model>`,
  async (tab) => {
    await ranked(tab);
    await ranked(tab, 31, 1);
  },
);

embed("a stricter policy: no style-src, named trusted types", alone, (tab) => ranked(tab).then(() => assert.ok(true)), {
  headers: {
    "Content-Security-Policy":
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'none'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html; base-uri 'none'; form-action 'none'",
  },
});

embed("a ranking inside a page's own shadow tree", `<x-host></x-host><script src="/host.js"></script>${SCRIPT}`, async (tab) => {
  await tab.waitForFunction(() => document.querySelector("x-host").shadowRoot.querySelector("innodex-ranking")?.shadowRoot?.querySelectorAll("tr[data-code]").length === 31);
}, {
  pages: {
    "/host.js": `const root = document.querySelector("x-host").attachShadow({ mode: "open" }); const model = document.createElement("innodex-model"); model.append(document.createElement("innodex-ranking")); root.append(model);`,
  },
});

// The watch itself: it must see what the tests above say did not happen.
embed(
  "the watch sees violations of the policy",
  `<p style="color: red">styled</p>${SCRIPT}<innodex-ranking></innodex-ranking><script>window.inline = 1</script>`,
  async (tab, { seen, expect }) => {
    await ranked(tab);
    await tab.evaluate(() => {
      try {
        document.querySelector("p").innerHTML = "<b>markup</b>";
      } catch {
        // refused, and reported
      }
    });
    await tab.waitForTimeout(50);
    const directives = seen.violations.map((violation) => violation.split(" | ")[0]);
    assert.deepEqual([...new Set(directives)].sort(), ["require-trusted-types-for", "script-src-elem", "style-src-attr"]);
    assert.ok(seen.errors.length >= 2);
    expect(structuredClone(seen));
  },
);

embed(
  "the watch sees every way out of the site",
  "",
  async (tab, { seen, expect }) => {
    await tab.evaluate(async () => {
      await fetch("http://example.invalid/fetch").catch(() => 0);
      await fetch("http://localhost:1/port").catch(() => 0);
      new Image().src = "http://example.invalid/image";
      navigator.sendBeacon("http://example.invalid/beacon", "x");
      new WebSocket("ws://example.invalid/socket");
      await new Promise((done) => setTimeout(done, 200));
    });
    const paths = seen.outside.map((url) => new URL(url).pathname).sort();
    assert.deepEqual(paths, ["/beacon", "/fetch", "/image", "/port", "/socket"]);
    expect({ outside: seen.outside, errors: seen.errors });
  },
  { headers: { "Content-Security-Policy": "script-src 'self'" } },
);
