// No figure without its part: where the module that computes money or draws cannot be loaded, or is on its way, there is no result.
import assert from "node:assert/strict";
import { html, page, ranked, words } from "../support/browser.js";

// The second name too, which a server may let through where it refuses the first (docs/deploying.md).
const METHODS = /\/analysis(\.simd)?-\w+\.wasm(\.txt)?$/;
const planner = "innodex-planner";
const saving = (tab) => tab.locator(`${planner} .files button`);
const disabled = async (tab) => (await saving(tab).evaluateAll((all) => all.map((each) => each.disabled))).every(Boolean);

/** A server that refuses the module, or lets it wait, until the test says otherwise. */
async function gate(tab, path) {
  const state = { open: false, wait: null };
  await tab.route(METHODS, async (route) => {
    if (state.wait) await state.wait;
    else if (!state.open) return route.fulfill({ status: 403, contentType: "text/html", body: "no" });
    await route.continue();
  });
  state.start = () => tab.goto(path);
  return state;
}

for (const lang of ["zh", "en"]) {
  page(`the district, the module of money refused (${lang}): no result, no file, no link, but the problem; and all of it once it comes`, { at: "/icon.svg", context: { locale: lang === "zh" ? "zh-CN" : "en-GB" } }, async (tab, { address, seen }) => {
    const server = await gate(tab, `${address}/district.html`);
    await server.start();
    if (lang === "en") await tab.locator("[data-lang=en]").click();
    await tab.locator(`${planner} [part=problem]`).waitFor();
    const shown = () => words(tab, `${planner} .root`);
    await tab.waitForTimeout(700);
    assert.match(await words(tab, `${planner} [part=problem]`), lang === "zh" ? /没能载入/ : /Could not load/);
    assert.match(await shown(), lang === "zh" ? /资金测算未能载入，没有结果/ : /The funding calculation could not be loaded, so there is no result/);
    assert.doesNotMatch(await shown(), /79\.9|81\.2|正在载入|Loading/);
    assert.equal(await tab.locator(`${planner} [part=result], ${planner} table`).count(), 0);
    assert.equal(await disabled(tab), true);
    // What is not of money is there: the district against its targets.
    assert.match(await words(tab, "innodex-targets [part=result]"), /79\.9/);
    // Money alone is what is missing: of a change in per cent there is a result.
    server.open = true;
    await tab.locator(`${planner} [part=problem] button`).click();
    await tab.locator(`${planner} [part=result]`).waitFor();
    assert.match(await words(tab, `${planner} [part=result]`), /81\.2/);
    assert.equal(await tab.locator(`${planner} [part=problem]`).count(), 0);
    assert.equal(await saving(tab).first().isEnabled(), true);
    assert.ok(seen.errors.every((text) => /403/.test(text)), seen.errors.join());
    seen.errors.length = 0;
  });
}

page("the district, the module of money on its way: nothing is shown or saved before it is there", { at: "/icon.svg" }, async (tab, { address }) => {
  const server = await gate(tab, `${address}/district.html`);
  let go;
  server.wait = new Promise((resolve) => (go = resolve));
  await server.start();
  await tab.locator(`${planner} [part=pending]`).waitFor();
  assert.match(await words(tab, `${planner} [part=pending]`), /正在载入资金测算/);
  assert.equal(await tab.locator(`${planner} [part=result], ${planner} table`).count(), 0);
  assert.equal(await disabled(tab), true);
  assert.doesNotMatch(await words(tab, `${planner} .root`), /79\.9/);
  go();
  await tab.locator(`${planner} [part=result]`).waitFor();
  assert.match(await words(tab, `${planner} [part=result]`), /81\.2/);
});

const SCRIPTS = ["innodex", "whatif", "uncertainty", "audit"].map((name) => `<script type="module" src="/innodex/${name}.js"></script>`).join("");

page("without the module: what needs it says so and can be tried again, ranks say that they have no range, and no file has an empty column", {
  pages: { "/less.html": html('<innodex-scenario unit="42" indicator="rd_expenditure"></innodex-scenario><innodex-ranking intervals></innodex-ranking>' + ["goal", "allocation", "audit", "robustness", "weights"].map((each) => `<innodex-${each}></innodex-${each}>`).join(""), { head: SCRIPTS }) },
  at: "/icon.svg",
}, async (tab, { address, seen }) => {
  const server = await gate(tab, `${address}/less.html`);
  await server.start();
  await ranked(tab);
  for (const each of ["goal", "allocation", "audit", "robustness", "weights", "ranking"]) await tab.locator(`innodex-${each} [part=problem]`).waitFor();
  await tab.locator(`${planner} [part=unsure]`).waitFor();
  assert.match(await words(tab, `${planner} [part=unsure]`), /这里的名次不附名次区间/);
  const saved = async (at) => {
    const [download] = await Promise.all([tab.waitForEvent("download"), tab.locator(at).getByRole("button", { name: /CSV/ }).first().click()]);
    const { readFile } = await import("node:fs/promises");
    return (await readFile(await download.path(), "utf8")).replace(/^\ufeff/, "");
  };
  assert.match(await saved("innodex-scenario"), /名次区间,这里的名次不附名次区间/);
  assert.doesNotMatch((await saved("innodex-ranking")).split("\n")[0], /%|九成|区间|下限/);
  assert.doesNotMatch(await words(tab, "innodex-ranking"), /…/);
  server.open = true;
  for (const each of ["goal", "allocation", "audit", "robustness", "weights", "ranking"]) {
    await tab.locator(`innodex-${each} button.retry`).click();
    await tab.waitForFunction((at) => document.querySelector(at).shadowRoot.querySelector("[part=problem]") === null, `innodex-${each}`);
  }
  await tab.locator("innodex-goal [part=result]").waitFor();
  await tab.locator("innodex-audit table").waitFor();
  await tab.locator("innodex-robustness table").first().waitFor();
  await tab.locator(`${planner} button.retry`).click();
  await tab.locator(`${planner} .sure .interval`).first().waitFor({ state: "attached" });
  assert.equal(await tab.locator(`${planner} [part=unsure]`).count(), 0);
  seen.errors.length = 0;
});

page("a download waits for draws that are still running", {
  pages: { "/draws.html": html("<innodex-ranking intervals></innodex-ranking><innodex-robustness></innodex-robustness>", { head: SCRIPTS }) },
  at: "/icon.svg",
}, async (tab, { address }) => {
  const server = await gate(tab, `${address}/draws.html`);
  let go;
  server.wait = new Promise((resolve) => (go = resolve));
  await server.start();
  await ranked(tab);
  const button = tab.locator("innodex-ranking .actions button").first();
  assert.equal(await button.isDisabled(), true);
  go();
  await tab.waitForFunction(() => !document.querySelector("innodex-ranking").shadowRoot.querySelector(".actions button").disabled);
  await tab.waitForFunction(() => !document.querySelector("innodex-robustness").shadowRoot.querySelector(".actions button").disabled);
  assert.match(await words(tab, "innodex-ranking [part=legend]:last-of-type"), /共模拟/);
});

page("an invalid change shows and saves no earlier result", {
  pages: { "/bad.html": html(`<innodex-scenario unit="B" indicator="a"><script type="text/csv" data-innodex="data">unit,period,a,b\nA,2022,10,5\nB,2022,20,4\nC,2022,30,3\n</script><script type="application/json" data-innodex="indicators">[{"id":"a","zh":"a","en":"a"},{"id":"b","zh":"b","en":"b","part_of":{"total":"a","by":"kind","complete":true}}]</script><script type="application/json" data-innodex="framework">{"id":"x","indicators":[{"id":"a","direction":1},{"id":"b","direction":1}],"tree":{"id":"i","children":[{"id":"a"},{"id":"b"}]},"steps":[{"step":"normalise","method":"min_max"},{"step":"aggregate","method":"arithmetic"}]}</script></innodex-scenario>`, { head: SCRIPTS }) },
  at: "/bad.html",
}, async (tab) => {
  await tab.locator(`${planner} table`).waitFor();
  await tab.locator("innodex-scenario").getByRole("button", { name: "增减数额", exact: true }).click();
  await tab.locator(`${planner} #value`).fill("-100");
  await tab.locator(`${planner} [part=problem]`).waitFor();
  assert.equal(await tab.locator(`${planner} table`).count(), 0);
  assert.equal(await saving(tab).first().isDisabled(), true);
  await tab.locator(`${planner} #value`).fill("1");
  await tab.locator(`${planner} table`).waitFor();
  assert.equal(await saving(tab).first().isEnabled(), true);
  // Of two plans one cannot be: the other stands, and why that one has no figures stands beside it; nothing is saved of half of it.
  const button = (name) => tab.locator("innodex-scenario").getByRole("button", { name, exact: true });
  await button("再加一个方案比较").click();
  await tab.locator(`${planner} #value`).fill("-100");
  await tab.locator(`${planner} [part=problem]`).waitFor();
  await button("方案一").click();
  await tab.locator(`${planner} [part=pending]`, { hasText: "方案二" }).waitFor();
  assert.equal(await tab.locator(`${planner} tbody tr`).count(), 3);
  assert.deepEqual(await tab.locator(`${planner} tbody tr td:last-child`).allInnerTexts(), ["—", "—", "—"]);
  assert.equal(await saving(tab).first().isDisabled(), true);
});
