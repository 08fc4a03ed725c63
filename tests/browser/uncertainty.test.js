// How sure ranks are, on a page: likely ranks in the ranking, sliders of weights, the strip of ranks and its causes. What they
// show is held against the same draws made in Node.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Model } from "../../pkg/dist/node.js";
import { crossings, Robustness } from "../../pkg/dist/robustness.js";
import { panel, SPEC } from "../../benches/page/draws.js";
import { accessible, html, page, ranked, SCRIPT, tabTo, words } from "../support/browser.js";

const HEAD = '<script type="module" src="/innodex/uncertainty.js"></script>';
const UNITS = 31;

const model = await Model.load({ methods: true });
/** All draws with some weights. */
const drawn = (weights = {}) => {
  const robustness = new Robustness(model, { period: "2022" });
  robustness.setWeights(weights);
  return robustness.run();
};
const usual = drawn();
const intervals = usual.intervals();
const text = ({ q5, q95 }) => (q5 === q95 ? `${q5}` : `${q5}–${q95}`);

/** Waits until every element says that all draws were made. */
const done = (tab, draws = "1,000") =>
  tab.waitForFunction(
    (all) => [...document.querySelectorAll("innodex-ranking[intervals], innodex-weights, innodex-robustness")].every(({ shadowRoot }) => new RegExp(`共模拟${all}次|[^f] ${all} simulations with`).test(shadowRoot?.textContent)),
    draws,
  );

/** A page of one body, whose elements have made all their draws. */
const draws = (name, body, work, { lang, context, pages, ...site } = {}) =>
  page(name, { pages: { ...pages, "/page.html": html(body, { head: HEAD, lang }) }, at: "/page.html", context, ...site }, async (tab, rest) => {
    await done(tab);
    await work(tab, rest);
  });

/** What a table says, row by row: by the part or class of a cell. */
const column = (tab, element, cell) => tab.locator(`${element} tbody tr ${cell}`).evaluateAll((cells) => cells.map((each) => each.textContent.trim()));
const likely = (tab, element) => tab.locator(`${element} tbody tr .likely [part=interval-text]`).evaluateAll((cells) => cells.map((each) => each.textContent));
const settled = (tab, shown) => tab.waitForFunction(([wanted]) => document.querySelector("innodex-weights").shadowRoot.querySelector("[role=status]").textContent.includes(wanted), [shown]);
const fits = async (tab, width) => assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= width);

draws("intervals: a ranking shows likely ranks and tiers, in the table, the opened row, the CSV and the embed code", '<innodex-ranking intervals period="2022"></innodex-ranking>', async (tab, { requests }) => {
  const by = [...intervals].sort((a, b) => a.nominal - b.nominal);
  assert.deepEqual(await likely(tab, "innodex-ranking"), by.map(text));
  const tiers = new Set(by.map(({ tier }) => tier)).size;
  assert.equal(await tab.locator("innodex-ranking tr.apart").count(), tiers - 1);
  assert.match(await column(tab, "innodex-ranking", ".likely").then((cells) => cells[7]), /湖北第8位，90%的模拟结果在第7至第8位$/);
  assert.match(await words(tab, "innodex-ranking caption"), /90%的模拟结果所在的名次.*权重（±25%）、标准化方法（2种）、合成方法（2种）变化，共模拟1,000次/);
  assert.equal(requests.filter((path) => /analysis.*\.wasm$/.test(path)).length, 1);

  const ranking = tab.locator("innodex-ranking");
  await ranking.locator('tr[data-code="54"] th button').click();
  assert.match(await words(tab, "innodex-ranking .opened"), /西藏第31位，90%的模拟结果在第30至第31位。 第\d+梯队（共\d+个梯队）/);

  const [saved] = await Promise.all([tab.waitForEvent("download"), ranking.getByRole("button", { name: "下载表格" }).click()]);
  const lines = readFileSync(await saved.path(), "utf8").trim().split("\r\n");
  assert.match(lines[0], /,名次5%分位,名次95%分位,梯队$/);
  for (const [i, { code, q5, q95, tier }] of by.entries()) assert.ok(lines[i + 1].startsWith(`${code},`) && lines[i + 1].endsWith(`,${q5},${q95},${tier}`), lines[i + 1]);

  await ranking.getByRole("button", { name: "嵌入代码" }).click();
  assert.match(await ranking.locator("#snippet").inputValue(), /^<script type="module" src="\/innodex\/uncertainty.js"><\/script>\n<innodex-ranking intervals framework="provincial"|^<script type="module" src="\/innodex\/uncertainty.js"><\/script>\n<innodex-ranking intervals period="2022"/);

  // Draws are of the whole index and of all: a part of either has none.
  await ranking.getByRole("button", { name: "创新投入" }).click();
  assert.equal(await ranking.locator(".likely").count(), 0);
  assert.match(await words(tab, "innodex-ranking caption"), /只就总指数、全国排名给出/);
  await ranking.getByRole("button", { name: "总指数" }).click();
  await ranking.getByLabel("范围").selectOption("west");
  await ranked(tab, 12);
  assert.equal(await ranking.locator(".likely, tr.apart").count(), 0);
  await ranking.getByLabel("范围").selectOption("");
  await tab.evaluate(() => (document.documentElement.lang = "en"));
  await tab.waitForFunction(() => /Hubei ranks 8th; 90% of simulations place it 7th to 8th/.test(document.querySelector("innodex-ranking").shadowRoot.textContent));
  await tab.evaluate(() => (document.querySelector("innodex-ranking").intervals = false));
  await tab.waitForFunction(() => !document.querySelector("innodex-ranking").shadowRoot.querySelector(".likely"));
});

page("intervals: without uncertainty.js the attribute changes nothing and loads nothing", { pages: { "/page.html": html(`${SCRIPT}<innodex-ranking intervals></innodex-ranking>`) }, at: "/page.html" }, async (tab, { requests }) => {
  await ranked(tab);
  assert.equal(await tab.locator("innodex-ranking th[scope=col]").count(), 4);
  assert.deepEqual(requests.filter((path) => /analysis|uncertainty/.test(path)), []);
});

page("intervals: where analysis.wasm cannot be loaded, the ranking stays and shows the problem", {
  pages: { "/page.html": html("<innodex-ranking intervals></innodex-ranking><innodex-robustness><p>本单位的表格</p></innodex-robustness>", { head: HEAD }) },
  at: "/page.html",
  without: ["analysis.wasm", "analysis.simd.wasm"],
}, async (tab, { expect, seen }) => {
  await ranked(tab);
  await tab.locator("innodex-ranking [part=problem]").waitFor();
  await tab.locator("innodex-robustness [part=problem]").waitFor();
  assert.ok(await tab.getByText("本单位的表格").isVisible());
  assert.equal(await tab.locator("innodex-ranking tbody tr[data-code]").count(), UNITS);
  expect({ errors: seen.errors.filter((error) => /404/.test(error)) });
});

draws("weights: keys, buttons and the number field change a share; the rest of the group is rescaled and all units are ranked again", '<innodex-weights unit="42" period="2022"></innodex-weights>', async (tab) => {
  const weights = tab.locator("innodex-weights");
  const field = (name) => weights.getByRole("spinbutton", { name, exact: true });
  const shares = () => Promise.all(["创新环境", "创新投入", "创新产出", "创新成效"].map(async (name) => Number(await field(name).inputValue())));
  assert.match(await words(tab, "innodex-weights [part=result]"), /^湖北第8位，90%的模拟结果在第7至第8位。$/);

  await tabTo(tab, /创新产出的权重/);
  await tab.keyboard.press("ArrowRight");
  await settled(tab, "湖北仍居第8位");
  assert.deepEqual(await shares(), [24.7, 24.7, 26, 24.6]);
  assert.match(await words(tab, "innodex-weights [part=result]"), /名次变动|名次不变/);

  const changed = tab.evaluate(() => new Promise((resolve) => document.addEventListener("weightschange", ({ detail }) => resolve(detail), { once: true })));
  await field("创新产出").fill("40");
  const { period, weights: asked } = await changed;
  assert.deepEqual({ period, weights: Object.fromEntries(Object.entries(asked).map(([id, share]) => [id, Number(share.toFixed(12))])) }, { period: "2022", weights: { environment: 0.2, input: 0.2, output: 0.4, effect: 0.2 } });
  const after = drawn({ environment: 0.2, input: 0.2, output: 0.4, effect: 0.2 });
  const rows = after.rank();
  const now = rows.find(({ code }) => code === "42").rank;
  // Its sentence may be the one that stood there: the last row is the last to follow.
  const last = rows[rows.length - 1].score.toFixed(1);
  await tab.waitForFunction((score) => [...document.querySelector("innodex-weights").shadowRoot.querySelectorAll("tbody .score")].pop().textContent.trim() === score, last);
  await settled(tab, now === 8 ? "湖北仍居第8位" : `湖北由第8位${now < 8 ? "升" : "降"}至第${now}位`);
  const all = after.intervals();
  assert.deepEqual(await column(tab, "innodex-weights", ".name"), rows.map(({ unit }) => unit.zh));
  assert.deepEqual(await column(tab, "innodex-weights", ".score"), rows.map(({ score }) => score.toFixed(1)));
  assert.deepEqual(await likely(tab, "innodex-weights"), rows.map(({ code }) => text(all.find((each) => each.code === code))));
  assert.equal(await tab.locator("innodex-weights tr.moved").count(), rows.filter(({ code, rank }) => rank !== intervals.find((each) => each.code === code).nominal).length);

  // Indicators have sliders of their own, within their group.
  await weights.getByRole("button", { name: "创新产出：3项下级指标" }).click();
  await weights.locator("ul ul button[part=step]").nth(1).click();
  await tab.waitForFunction(() => document.querySelector("innodex-weights").shadowRoot.querySelectorAll("ul ul input[type=number]")[0].value === "38.4");
  assert.match(await words(tab, "innodex-weights ul ul .quiet"), /占总指数15\.4%/);

  await weights.getByRole("button", { name: "恢复原权重" }).click();
  await settled(tab, "湖北第8位");
  assert.deepEqual(await shares(), [25, 25, 25, 25]);
  assert.deepEqual(await likely(tab, "innodex-weights"), [...intervals].sort((a, b) => a.nominal - b.nominal).map(text));
  assert.equal(await tab.locator("innodex-weights tr.moved").count(), 0);

  // As a script of the page sets them.
  await tab.evaluate(() => (document.querySelector("innodex-weights").weights = { input: 0.75 }));
  await tab.waitForFunction(() => document.querySelector("innodex-weights").shadowRoot.querySelectorAll("input[type=number]")[1].value === "50");
  await tab.evaluate(() => (document.querySelector("innodex-weights").weights = { nothing: 1 }));
  assert.match(await words(tab, "innodex-weights [part=problem]"), /nothing/);
});

draws("weights: marks and their list show where ranks cross, and each list entry sets that share", '<innodex-weights unit="62" period="2022"></innodex-weights>', async (tab) => {
  const { events, ranges } = crossings(model, "2022", "output", { unit: "62" });
  const name = (code) => model.description.units.find((unit) => unit.code === code).name;
  const row = tab.locator("innodex-weights .share").nth(2);
  const said = events.map(({ share, above, below }) => `${(100 * share).toFixed(1)}%：${name(above).zh}反超${name(below).zh}`);
  assert.ok(said.length > 3);
  assert.deepEqual(await row.locator("svg title").allTextContents(), said);
  const places = await row.locator("svg.ticks > svg").evaluateAll((ticks) => ticks.map((tick) => tick.getAttribute("x")));
  assert.deepEqual(places, events.map(({ share }) => `${(100 * share).toFixed(2)}%`));
  assert.match(await row.locator("summary").innerText(), new RegExp(`权重在${(100 * ranges[0].low).toFixed(1)}%至${(100 * ranges[0].high).toFixed(1)}%之间，甘肃名次不变`));
  await row.locator("summary").focus();
  await tab.keyboard.press("Enter");
  await row.locator("details button").first().waitFor();
  assert.deepEqual(await row.locator("details button").allTextContents().then((all) => all.map((each) => each.trim())), said);
  // Just beyond it the two have changed places.
  const [{ below }] = events.filter(({ above, share }) => above === "62" && share > 0.5);
  await row.locator("details button").filter({ hasText: `甘肃反超${name(below).zh}` }).click();
  await tab.waitForFunction(() => document.querySelector("innodex-weights").shadowRoot.querySelector(".moved"));
  const order = await column(tab, "innodex-weights", ".name");
  assert.equal(order.indexOf(name(below).zh), order.indexOf("甘肃") + 1);
  await tab.evaluate(() => (document.documentElement.lang = "en"));
  await tab.waitForFunction(([wanted]) => document.querySelector("innodex-weights").shadowRoot.textContent.includes(wanted), [`Gansu overtakes ${name(below).en}`]);
});

draws("robustness: shows how often each unit has each rank, a sentence for one unit, and the sensitivity indices", '<innodex-robustness unit="54" period="2022" top="8"></innodex-robustness>', async (tab) => {
  assert.match(await words(tab, "innodex-robustness [part=result]"), new RegExp(`西藏第31位，90%的模拟结果在第30至第31位，进入前8位的概率为${Math.round(100 * usual.top(8)["54"])}%`));
  const histogram = usual.histogram();
  const shown = await tab.locator("innodex-robustness .heat tbody tr").evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll(".share")].map((cell) => [cell.textContent.trim(), Number(/level-(\d)/.exec(cell.className)[1])])));
  const level = (share) => (share > 0 ? 1 + [0.05, 0.15, 0.3, 0.5, 0.75].filter((step) => share > step).length : 0);
  const written = (share) => (share === 0 ? "" : `${share < 0.005 ? "<1" : share < 1 && share >= 0.995 ? ">99" : Math.round(100 * share)}%`);
  const rows = usual.rank().map(({ code }) => [...histogram[model.description.units.findIndex((unit) => unit.code === code)]]);
  assert.deepEqual(shown, rows.map((shares) => shares.map((share) => [written(share), level(share)])));
  const table = tab.locator("innodex-robustness").getByRole("table").first();
  assert.equal(await table.getByRole("columnheader").count(), UNITS + 4);
  assert.equal(await table.getByRole("rowheader").count(), UNITS);
  assert.equal(await table.getByRole("cell", { name: "湖北第8位，90%的模拟结果在第7至第8位" }).count(), 1);

  const causes = tab.locator("innodex-robustness .causes tbody tr");
  await causes.first().waitFor();
  const found = (await usual.sensitivity({ unit: "54" })).factors.sort((a, b) => b.total - a.total);
  const NAMES = { weights: "权重", normalise: "标准化方法", aggregate: "合成方法" };
  assert.deepEqual(await causes.locator("th").allTextContents().then((all) => all.map((each) => each.trim())), found.map(({ id }) => NAMES[id]));
  assert.deepEqual(await causes.locator("b").evaluateAll((all) => all.map((each) => parseInt(each.textContent))), found.flatMap(({ first, total }) => [first, total].map((share) => Math.round(100 * Math.min(1, Math.max(0, share))))));
  assert.match(await tab.locator("innodex-robustness [part=result]").last().innerText(), new RegExp(`西藏的名次变动最多来自${NAMES[found[0].id]}：单独占\\d+%，连同交互作用占${Math.round(100 * found[0].total)}%`));

  await tab.locator("innodex-robustness").getByLabel("地区").selectOption("");
  await tab.evaluate(() => (document.documentElement.lang = "en"));
  await tab.waitForFunction(() => /The largest source of rank variation is aggregation: first-order \d+%, total effect \d+%/.test(document.querySelector("innodex-robustness").shadowRoot.textContent));
  const firm = intervals.filter(({ nominal, q5, q95 }) => q5 >= nominal - 1 && q95 <= nominal + 1).length;
  assert.match(await words(tab, "innodex-robustness [part=result]"), new RegExp(`${firm} of 31 regions stay within one place of their rank`));
  const [saved] = await Promise.all([tab.waitForEvent("download"), tab.locator("innodex-robustness").getByRole("button", { name: "Download table (CSV)" }).click()]);
  const lines = readFileSync(await saved.path(), "utf8").trim().split("\r\n");
  assert.equal(lines.length, UNITS + 1);
  assert.deepEqual(lines[1].split(",").slice(-UNITS).map(Number), rows[0]);
});

const SHARED = '<innodex-model framework="provincial"><innodex-ranking intervals></innodex-ranking><innodex-weights unit="42"></innodex-weights><innodex-robustness unit="42"></innodex-robustness></innodex-model>';
draws("elements in one innodex-model share the weights and load analysis.wasm once", SHARED, async (tab, { requests }) => {
  const state = () => Promise.all([likely(tab, "innodex-ranking"), column(tab, "innodex-ranking", "[part=score-number]"), column(tab, "innodex-robustness .heat", ".name")]);
  const before = await state();
  await tab.locator("innodex-weights").getByRole("spinbutton", { name: "创新产出", exact: true }).fill("70");
  await tab.waitForFunction(() => ["innodex-ranking", "innodex-robustness"].every((name) => document.querySelector(name).shadowRoot.textContent.includes("按所设权重计算")));
  await done(tab);
  const after = drawn({ environment: 0.1, input: 0.1, output: 0.7, effect: 0.1 });
  const rows = after.rank();
  const all = after.intervals();
  assert.deepEqual(await state(), [rows.map(({ code }) => text(all.find((each) => each.code === code))), rows.map(({ score }) => score.toFixed(1)), rows.map(({ unit }) => unit.zh)]);
  await tab.evaluate(() => document.querySelector("innodex-weights").remove());
  await tab.waitForFunction(() => !document.querySelector("innodex-ranking").shadowRoot.textContent.includes("按所设权重计算"));
  await done(tab);
  assert.deepEqual(await state(), before);
  assert.equal(requests.filter((path) => /analysis.*\.wasm$/.test(path)).length, 1);
});

draws("while a slider moves, elements other than its own do not render", SHARED, async (tab) => {
  const { own, others } = await tab.evaluate(async () => {
    const counts = { own: 0, others: 0 };
    for (const name of ["innodex-weights", "innodex-ranking", "innodex-robustness"]) {
      const element = document.querySelector(name);
      const { performUpdate } = element;
      element.performUpdate = function () {
        counts[name === "innodex-weights" ? "own" : "others"]++;
        return performUpdate.call(this);
      };
    }
    const input = document.querySelector("innodex-weights").shadowRoot.querySelector("input[type=range]");
    for (let step = 0; step < 60; step++) {
      input.value = String(20 + (step % 30));
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((next) => requestAnimationFrame(next));
    }
    return counts;
  });
  assert.ok(own >= 50, `${own} steps`);
  // A frame of more than an eighth of a second counts as rest, and a busy machine may have one.
  assert.ok(others < own / 8, `${others} of others in ${own} steps`);
  await tab.waitForFunction(() => ["innodex-ranking", "innodex-robustness"].every((name) => document.querySelector(name).shadowRoot.textContent.includes("按所设权重计算")));
  // Moved to another place just after, it is at rest there: nothing of it waits for ever.
  await tab.evaluate(async () => {
    const weights = document.querySelector("innodex-weights");
    const input = weights.shadowRoot.querySelector("input[type=range]");
    input.value = "33";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    document.querySelector("innodex-model").append(weights);
    document.documentElement.lang = "en";
  });
  await tab.locator("innodex-weights").getByLabel("Region").first().waitFor();
});

const TOWNS = panel(230, 20);
draws("while a slider moves, all cells of a row belong to one unit, also where rows of the excerpt appear and disappear", '<innodex-weights data="/towns.csv" framework="/towns.json"></innodex-weights>', async (tab) => {
  const towns = await Model.load({ data: TOWNS.csv, framework: TOWNS.framework });
  const robustness = new Robustness(towns, { period: "2022" });
  const [few, many] = [0.1, 0.6].map((share) => {
    robustness.setWeights({ d0: share, d1: 1 - share });
    return new Map(robustness.rank().map(({ code, rank }) => [code, rank]));
  });
  const unit = [...few.keys()].find((code) => few.get(code) > 55 && many.get(code) < 45);
  await tab.setViewportSize({ width: 1240, height: 3200 });
  const { torn, lengths, orders } = await tab.evaluate(async (unit) => {
    const element = document.querySelector("innodex-weights");
    element.unit = unit;
    await element.updateComplete;
    const root = element.shadowRoot;
    const input = root.querySelector("input[type=range]");
    const found = { torn: [], lengths: new Set(), orders: new Set() };
    for (const share of [10, 20, 30, 40, 50, 60, 10, 60, 10, 30, 10]) {
      input.value = String(share);
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      const { ranges, robustness } = element.analysis;
      const known = new Map(robustness.rank().map((row) => [row.code, row]));
      const rows = [...root.querySelectorAll("tbody tr[part=row]")];
      found.lengths.add(rows.length);
      found.orders.add(rows.map((row) => row.querySelector(".name").textContent).join());
      for (const row of rows) {
        const shown = [".rank", ".name", ".score", "[part=interval-text]"].map((cell) => row.querySelector(cell)?.textContent.trim());
        const { code, rank, score } = known.get(shown[1]);
        const [low, high] = [ranges.get(code).q5, ranges.get(code).q95];
        const wanted = [String(rank), code, score.toFixed(1), low === high ? `${low}` : `${low}–${high}`];
        const dot = `${((100 * (rank - 0.5)) / known.size).toFixed(2)}%`;
        if (shown.join() !== wanted.join() || row.querySelector("circle").getAttribute("cx") !== dot) found.torn.push([share, shown, wanted]);
      }
    }
    return { ...found, lengths: [...found.lengths], orders: found.orders.size };
  }, unit);
  assert.deepEqual(torn, []);
  assert.ok(lengths.length > 1 && orders > 4, JSON.stringify([lengths, orders]));
}, { pages: { "/towns.csv": TOWNS.csv, "/towns.json": JSON.stringify(TOWNS.framework) } });

const COUNTIES = panel(3000, 50);
// So many draws that a quick machine has to tell of them on the way, too.
const COUNTIES_FRAMEWORK = { ...COUNTIES.framework, uncertainty: { ...SPEC, draws: 10_000 } };
const many = `<innodex-model data="/figures.csv" framework="/framework.json"><innodex-ranking intervals></innodex-ranking><innodex-weights unit="U02000"></innodex-weights><innodex-robustness unit="U02000"></innodex-robustness></innodex-model>`;
page("3,000 counties: first likely ranks at once, further draws while idle, none after the elements are removed", {
  pages: { "/page.html": html(many, { head: HEAD }), "/figures.csv": COUNTIES.csv, "/framework.json": JSON.stringify(COUNTIES_FRAMEWORK) },
  at: "/page.html",
}, async (tab) => {
  tab.setDefaultTimeout(60_000);
  // What a reader sees on the way: how many draws, and whether the first row has likely ranks.
  const steps = await tab.evaluate(async () => {
    const seen = [];
    for (;;) {
      await new Promise((next) => requestAnimationFrame(next));
      const root = document.querySelector("innodex-ranking")?.shadowRoot;
      const [, made] = /变化，(?:已模拟([\d,]+)次，)?共/.exec(root?.querySelector("caption")?.textContent ?? "") ?? [];
      const all = /变化，共模拟10,000次/.test(root?.textContent ?? "");
      const count = all ? 10_000 : Number((made ?? "0").replace(",", ""));
      if (count && seen.at(-1)?.[0] !== count) seen.push([count, root.querySelector("tbody [part=interval-text]")?.textContent ?? ""]);
      if (all) return seen;
    }
  });
  assert.ok(steps.length > 2, `${JSON.stringify(steps)}: refined on the way`);
  assert.ok(steps.every(([, likely]) => /^\d+(–\d+)?$/.test(likely)), JSON.stringify(steps));
  await done(tab, "10,000");

  const counties = await Model.load({ data: COUNTIES.csv, framework: COUNTIES_FRAMEWORK });
  const robustness = new Robustness(counties, { period: "2022" }).run();
  const expected = robustness.intervals().find(({ code }) => code === "U02000");
  const own = tab.locator("innodex-weights tr.selected");
  assert.equal(await own.locator("[part=interval-text]").textContent(), text(expected));
  assert.equal(await tab.locator("innodex-ranking tr[data-code='U02000'] [part=interval-text]").textContent(), text(expected));
  // The strip: so many ranks a column, whose shares are those of the draws.
  const strip = tab.locator("innodex-robustness .heat");
  assert.equal(await strip.locator("thead .share").count(), 40);
  assert.equal(await strip.locator("tr.selected .share.here").count(), 1);
  assert.equal(await strip.locator("tbody tr.between").count(), 2);
  const bins = robustness.histogram({ width: 75 })[1999];
  assert.deepEqual(await strip.locator("tr.selected .share").evaluateAll((cells) => cells.map((cell) => cell.textContent.trim() !== "")), [...bins].map((share) => share > 0));
  const whole = robustness.histogram()[1999];
  bins.forEach((share, bin) => assert.ok(Math.abs(share - whole.subarray(75 * bin, 75 * bin + 75).reduce((a, b) => a + b, 0)) < 1e-12));

  const weights = tab.locator("innodex-weights");
  await weights.getByRole("button", { name: "显示全部3,000个" }).click();
  assert.equal(await weights.locator("tbody tr").count(), 3000);
  assert.equal(await weights.locator(".show-all").count(), 0);

  // A slider starts the draws anew; elements that leave take the rest of the work with them.
  const ended = await tab.evaluate(async () => {
    const element = document.querySelector("innodex-weights");
    const { robustness: analysis } = element;
    element.weights = { d0: 0.7, d1: 0.1, d2: 0.1, d3: 0.1 };
    await element.updateComplete;
    const made = analysis.done;
    document.querySelector("innodex-model").remove();
    await new Promise((next) => setTimeout(next, 100));
    return [made > 0 && made < 1000, analysis._inner];
  });
  assert.deepEqual(ended, [true, null]);
});

const NASTY = "<b>粗</b><img src=x onerror=window.broken=1>";
const FIGURES = `unit,year,a,b,c\n${NASTY},2022,9,2,8\n乙,2022,7,6,1\n丙,2022,4,5,6\n丁,2022,2,9,3\n`;
const FRAMEWORK = {
  id: "x",
  name: { zh: NASTY, en: NASTY },
  indicators: ["a", "b", "c"].map((id) => ({ id, direction: 1, name: { zh: `${id}${NASTY}`, en: id } })),
  tree: { id: "i", aggregate: { method: "geometric" }, children: [{ id: "g", name: { zh: NASTY, en: "g" }, children: [{ id: "a" }, { id: "b" }] }, { id: "c" }] },
  steps: [{ step: "normalise", method: "min_max", lower: 1, upper: 100 }, { step: "aggregate", method: "geometric" }],
};
const inline = `<innodex-model><script type="text/csv" data-innodex="data">${FIGURES}</script><script type="application/json" data-innodex="framework">${JSON.stringify(FRAMEWORK).replace(/</g, "\\u003c")}</script><innodex-ranking intervals></innodex-ranking><innodex-weights></innodex-weights><innodex-robustness></innodex-robustness></innodex-model>`;
delete FRAMEWORK.tree.aggregate;
draws("markup in labels stays text; groups with geometric means have sliders without marks", inline.replace(',"aggregate":{"method":"geometric"}', ""), async (tab) => {
  for (const element of ["innodex-ranking", "innodex-weights", "innodex-robustness"]) {
    assert.ok((await words(tab, `${element} [part=root]`)).includes(NASTY), element);
    assert.equal(await tab.locator(`${element} img, ${element} b b`).count(), 0);
  }
  assert.equal(await tab.evaluate(() => window.broken), undefined);
  assert.equal(await tab.locator("innodex-weights input[type=range]").count(), 2);
  assert.equal(await tab.locator("innodex-weights svg.ticks > svg, innodex-weights details").count(), 0);
});

page("an invalid spec shows the JSON path of the error and keeps the page's content", {
  pages: { "/page.html": html(`<main><h1>页</h1><innodex-robustness spec='{"weights":{"noise":2}}'><p>本单位的表格</p></innodex-robustness></main>`, { head: HEAD }) },
  at: "/page.html",
}, async (tab) => {
  await tab.locator("innodex-robustness [part=problem]").waitFor();
  assert.match(await words(tab, "innodex-robustness [part=problem]"), /weights\.noise/);
  assert.ok(await tab.getByText("本单位的表格").isVisible());
  await accessible(tab);
});

page("robustness: shows the warnings of the result, in the language of the page", {
  pages: { "/page.html": html(`<main><h1>页</h1><innodex-robustness period="2022" spec='{"weights":{"noise":0}}'></innodex-robustness></main>`, { head: HEAD }) },
  at: "/page.html",
}, async (tab, { expect, seen }) => {
  const warnings = tab.locator("innodex-robustness [part=warnings]");
  await warnings.waitFor();
  assert.equal(await warnings.innerText(), "没有任何设置在变动：每次抽取的结果都相同，名次区间不反映不确定性。");
  await tab.evaluate(() => (document.documentElement.lang = "en"));
  await warnings.getByText("Nothing varies: every draw is the same, and the intervals say nothing of uncertainty.").waitFor();
  await done(tab);
  await accessible(tab);
  await tab.evaluate(() => (document.querySelector("innodex-robustness").spec = undefined));
  await warnings.waitFor({ state: "detached" });
  expect({ errors: seen.errors });
});

const COPIES = {
  "a cache buster on both scripts": ["/innodex/innodex.js?v=3", "/innodex/uncertainty.js?v=3"],
  "copies in two folders": ["/innodex/innodex.js", "/copy/uncertainty.js"],
  "uncertainty.js twice": ["/innodex/innodex.js", "/innodex/uncertainty.js", "/copy/uncertainty.js"],
};
for (const [what, scripts] of Object.entries(COPIES)) {
  page(`two copies of a script: ${what}: likely ranks are added once, and the elements share the weights`, {
    pages: { "/page.html": html(SHARED, { head: scripts.map((src) => `<script type="module" src="${src}"></script>`).join("") }) },
    at: "/page.html",
  }, async (tab, { requests }) => {
    await done(tab);
    assert.equal(await tab.locator("innodex-ranking thead .likely").count(), 1);
    await tab.locator("innodex-weights").getByRole("spinbutton", { name: "创新产出", exact: true }).fill("70");
    await tab.waitForFunction(() => ["innodex-ranking", "innodex-robustness"].every((name) => document.querySelector(name).shadowRoot.textContent.includes("按所设权重计算")));
    await done(tab);
    assert.equal(requests.filter((path) => /analysis.*\.wasm$/.test(path)).length, 1);
  });
}

const PHONE = { viewport: { width: 360, height: 740 }, colorScheme: "dark" };
for (const [lang, name, context] of [["zh-CN", "at 1240 px", {}], ["en", "at 360 px, for who prefers dark", PHONE]]) {
  page(`robustness.html in ${lang} ${name}: axe, no horizontal scrolling, targets of 24 px, print`, { at: "/robustness.html", context }, async (tab) => {
    await tab.locator("innodex-robustness .causes").waitFor();
    if (lang === "en") await tab.getByRole("button", { name: "English" }).click();
    await tab.locator("innodex-weights .fold").first().click();
    await tab.locator("innodex-weights summary").first().click();
    await tab.locator("innodex-weights button[part=step]").nth(1).click();
    await tab.locator('innodex-ranking tr[data-code="42"] th button').click();
    await tab.locator("innodex-weights tr.moved").first().waitFor();
    await accessible(tab);
    await fits(tab, context.viewport?.width ?? 1240);
    const small = await tab.evaluate(() =>
      [...document.querySelectorAll("innodex-weights, innodex-robustness")]
        .flatMap(({ shadowRoot }) => [...shadowRoot.querySelectorAll("button, select, input, summary")])
        .filter((element) => element.checkVisibility())
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 24 || height < 24)
        .map(([element, { width, height }]) => `${element.localName} ${element.textContent.trim()} ${width}x${height}`),
    );
    assert.deepEqual(small, []);
    await tab.emulateMedia({ media: "print" });
    assert.equal(await tab.locator("innodex-weights :is(input, select, button)").filter({ visible: true }).count(), 0);
    assert.match(await words(tab, "innodex-weights .printed"), lang === "en" ? /^Weights as set: Innovation environment 30\.0%/ : /^所设权重：创新环境 30\.0%/);
    assert.equal(await tab.locator("innodex-robustness .heat .level-6 > span").first().isVisible(), true);
  });
}
