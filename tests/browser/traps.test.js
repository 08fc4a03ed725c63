// What ends a wasm instance is survived on a page: the element whose computation broke off says so, the others go on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dist, html, page, words } from "../support/browser.js";
import { hashed, project } from "../support/files.js";
import { KINDS, waylay } from "../support/traps.js";

const head = ["innodex", "whatif", "uncertainty", "audit"].map((name) => `<script type="module" src="/innodex/${name}.js"></script>`).join("");
const plain = '<script type="module" src="/innodex/innodex.js"></script>';
const names = ["甲", "乙", "丙", "丁"];
const rows = [2021, 2022].flatMap((year) => names.map((name, u) => `${name},${year},${(u + 1) * (year - 2020)},${[5, 2, 9, 1][u]},${100 - 10 * u}`));
const DATA = `unit,period,x,y,m\n${rows.join("\n")}\n`;
const INDICATORS = [{ id: "m", zh: "经费", en: "money", unit: "万元" }];
const FRAMEWORK = {
  id: "own",
  name: { zh: "自有", en: "own" },
  indicators: ["x", "y", "m"].map((id) => ({ id, name: { zh: id, en: id }, unit: id === "m" ? "万元" : "", direction: 1 })),
  tree: { id: "index", name: { zh: "指数", en: "index" }, children: ["x", "y", "m"].map((id) => ({ id })) },
  steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic" }],
};
const parts = `<script type="text/csv" data-innodex="data">${DATA}</script><script type="application/json" data-innodex="framework">${JSON.stringify(FRAMEWORK)}</script><script type="application/json" data-innodex="indicators">${JSON.stringify(INDICATORS)}</script>`;
const element = (name, attributes = "") => `<innodex-${name} ${attributes}>${parts}</innodex-${name}>`;

const spring = (tab, name, kind, always = false) => tab.evaluate((next) => void (window.traps.next = next), { name, kind, always });
const calm = (tab) => tab.evaluate(() => void (window.traps.next = null));
const sprung = (tab) => tab.evaluate(() => window.traps.sprung);
/** Ranks and names of a ranking, by the year in its own list. */
const ranks = (tab, at) => tab.locator(at).locator("tr[data-code]").evaluateAll((all) => all.map((row) => `${row.querySelector(".rank").innerText.trim()} ${row.querySelector(".name").innerText.trim()[0]}`));
/** The ranking of the year: (x + y + m) / 3, each from 0 to 100. */
const RANKED = ["1 丙", "2 甲", "3 乙", "4 丁"];
/** A ranking that a reader asks for anew. */
async function works(tab, at, year) {
  await tab.locator(at).locator("select").first().selectOption(String(year));
  await tab.waitForFunction(([where, wanted]) => [...(document.querySelector(where).shadowRoot?.querySelectorAll("tr[data-code]") ?? [])].map((row) => `${row.querySelector(".rank").innerText.trim()} ${row.querySelector(".name").innerText.trim()[0]}`).join() === wanted, [at, RANKED.join()]);
  assert.equal(await tab.locator(at).locator("[part=problem]").count(), 0);
}

page("ten wasm traps in one element: each is shown, other elements keep working, and another choice works again", {
  pages: { "/traps.html": html(element("scenario") + element("ranking") + element("growth", 'indicator="x"'), { head: plain }) },
  at: "/traps.html",
  init: waylay,
}, async (tab) => {
  await tab.locator("innodex-scenario table").waitFor();
  const complaints = await tab.evaluateHandle(() => {
    const heard = [];
    document.addEventListener("error", ({ target, detail }) => detail && heard.push([target.localName, detail.code]), true);
    return heard;
  });
  for (let time = 1; time <= 10; time++) {
    const kind = Object.keys(KINDS)[time % 3];
    await spring(tab, "whatif_frame", kind);
    await tab.locator("innodex-scenario #percent").fill(String(time));
    await tab.waitForFunction((n) => window.traps.sprung === n, time);
    const problem = tab.locator("innodex-scenario [part=problem]");
    await problem.waitFor();
    assert.match(await problem.innerText(), /计算中断[\s\S]*请重新载入/);
    assert.doesNotMatch(await problem.innerText(), /unreachable|borrow|recursive|out of bounds/);
    // No figure of what could not be computed.
    assert.equal(await tab.locator("innodex-scenario tbody tr").count(), 0);
    await works(tab, "innodex-ranking", time % 2 ? 2021 : 2022);
    await tab.locator("innodex-growth table").waitFor();
  }
  await tab.locator("innodex-scenario #percent").fill("50");
  await tab.locator("innodex-scenario table").waitFor();
  assert.match(await words(tab, "innodex-scenario [part=result]"), /得分/);
  const heard = await complaints.jsonValue();
  assert.deepEqual(new Set(heard.map(String)), new Set(["innodex-scenario,broke_off"]));
  await tab.evaluate(() => {
    for (const each of document.querySelectorAll("innodex-scenario")) each.remove();
  });
  await works(tab, "innodex-ranking", 2021);
});

for (const [what, name, where] of [
  ["the fuller what-if", "whatif_moved", "innodex-planner"],
  ["likely ranks of the fuller what-if, weights, robustness", "robustness_advance", "innodex-robustness"],
  ["the causes of shifts", "causes_advance", "innodex-robustness"],
  ["the audit", "calculator_audit", "innodex-audit"],
  ["a goal", "calculator_goal", "innodex-goal"],
]) {
  page(`a computation that always traps is tried once, and no other element fails: ${what}`, {
    pages: { "/traps.html": html(["scenario", "goal", "allocation", "robustness", "weights", "audit"].map((each) => element(each)).join("") + element("ranking"), { head }) },
    at: "/traps.html",
    init: `${waylay}\nwaylay().next = { name: ${JSON.stringify(name)}, kind: "unreachable", always: true };`,
  }, async (tab) => {
    await tab.locator(`${where} [part=problem]`).first().waitFor();
    await works(tab, "innodex-ranking", 2021);
    await tab.waitForTimeout(1500);
    const before = await sprung(tab);
    await tab.waitForTimeout(1500);
    assert.equal(await sprung(tab), before, "it has come to rest");
    assert.ok(before <= 12, `${before}`);
    const shown = await tab.evaluate(() =>
      Object.fromEntries(["innodex-goal", "innodex-allocation", "innodex-robustness", "innodex-weights", "innodex-audit"].map((each) => [each, document.querySelector(each).shadowRoot.querySelector("[part~=result], [part=note], button.run, [part=weights]") !== null])),
    );
    const harmed = { "innodex-goal": name === "calculator_goal", "innodex-robustness": name === "robustness_advance", "innodex-weights": name === "robustness_advance", "innodex-audit": name === "calculator_audit", "innodex-allocation": false };
    for (const [each, there] of Object.entries(shown)) assert.equal(there, !harmed[each], each);
    await works(tab, "innodex-ranking", 2022);
    // Once it does not break off any more, it is only to be asked again.
    await calm(tab);
    const again = tab.locator(`${where} button.retry`);
    if (await again.count()) {
      await again.first().click();
      await tab.waitForFunction((at) => {
        const planner = document.querySelector("innodex-scenario").shadowRoot.querySelector("innodex-planner");
        const root = at === "innodex-planner" ? planner : document.querySelector(at);
        return root.shadowRoot.querySelector("[part=problem]") === null && root.shadowRoot.querySelector("[part~=result], [part=note]") !== null;
      }, where);
    }
  });
}

page("in one innodex-model: after a trap in one element, or on opening a row, the others get a new model", {
  pages: { "/traps.html": html(`<innodex-model>${parts}<innodex-scenario></innodex-scenario><innodex-allocation></innodex-allocation><innodex-ranking></innodex-ranking><innodex-weights></innodex-weights></innodex-model>`, { head }) },
  at: "/traps.html",
  init: waylay,
}, async (tab) => {
  await tab.locator("innodex-weights .reset").waitFor();
  await tab.locator("innodex-planner table").waitFor();
  await tab.locator("innodex-planner #value").fill("20");
  // A weight that a reader has set is kept, for it is not what broke off.
  await tab.locator("innodex-weights input[type=number]").first().fill("80");
  await tab.waitForTimeout(700);
  await spring(tab, "calculator_allocate", "stack");
  await tab.locator("innodex-allocation button.run").click();
  await tab.locator("innodex-allocation [part=problem]").waitFor();
  assert.equal(await sprung(tab), 1);
  await tab.waitForFunction(() => document.querySelector("innodex-planner, innodex-scenario").shadowRoot.querySelector("innodex-planner").shadowRoot.querySelector("[part=result]") !== null);
  assert.equal(await tab.locator("innodex-planner #value").inputValue(), "20");
  await tab.waitForFunction(() => Number(document.querySelector("innodex-weights").shadowRoot.querySelector("input[type=number]").value) === 80);
  await tab.locator("innodex-allocation button.run").click();
  await tab.locator("innodex-allocation table").waitFor();
  assert.equal(await tab.locator("innodex-allocation [part=problem]").count(), 0);
  await spring(tab, "calculator_figure", "memory");
  await tab.locator("innodex-ranking tr[data-code] button").first().click();
  await tab.locator("innodex-ranking [part=problem]").waitFor();
  await tab.locator("innodex-planner [part=result]").waitFor();
  await tab.locator("innodex-ranking button.retry").click();
  await tab.locator("innodex-ranking tr[data-code]").first().waitFor();
  assert.deepEqual((await ranks(tab, "innodex-ranking")).length, 4);
});

const worker = { "/w.html": html("") };
page("raw tables and workbooks: after a trap a new worker or instance takes over", { pages: worker, at: "/w.html", init: waylay }, async (tab) => {
  const script = readFileSync(`${dist()}/${hashed("table-worker.js")}`, "utf8");
  worker[`/innodex/${hashed("table-worker.js")}`] = `${waylay}\nwaylay().next = { name: "tables_run", kind: "memory", always: true };\n${script}`;
  const first = await tab.evaluate(async () => {
    const { Tables } = await import("/innodex/tables.js");
    const tables = (window.tables = new Tables());
    await tables.open("unit,year,x\nA,2022,1\nB,2022,2\n", "a.csv");
    const codes = [];
    for (let time = 0; time < 3; time++) await tables.run().catch(({ name, code, message }) => codes.push([name, code, /out of bounds/.test(message.split("/")[1])]));
    return codes;
  });
  assert.deepEqual(first, Array(3).fill(["InnodexError", "table_worker_died", false]));
  worker[`/innodex/${hashed("table-worker.js")}`] = script;
  assert.equal(await tab.evaluate(async () => (await window.tables.run()).panel.figure(0, 0, 1)), 2);
  const book = [...readFileSync(`${project}tests/oracle/cointool/esi.xlsx`)];
  for (let time = 0; time < 3; time++) {
    await spring(tab, "read_workbook", "unreachable");
    const [code, read] = await tab.evaluate(async (given) => {
      const { readCoinTool } = await import("/innodex/workbook.js");
      const broken = await readCoinTool(new Uint8Array(given)).catch((thrown) => thrown.code);
      return [broken, Object.keys(await readCoinTool(new Uint8Array(given)))];
    }, book);
    assert.deepEqual([code, read], ["broke_off", ["data", "meta"]]);
  }
});
