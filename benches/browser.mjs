// Speed and memory in headless Chromium, beside native Rust and plain JavaScript:
// node benches/browser.mjs [loads | slides | memory | asem | computing]
// Nothing passes or fails here: the figures stand beside their goals, and the machine beside the figures.
import { execFileSync } from "node:child_process";
import { begun, exponent, heading, launched, project, quantile, served, short, table } from "./common/bench.mjs";
import { captureMemories } from "./page/memory.js";
import { watchRanking } from "./page/slide.js";

const LOADS = 15;
const STEPS = 300;
const UNITS = [31, 300, 3000];
const INDICATORS = [17, 100];
/** How much slower an office's old machine is, roughly; for orientation. */
const OLD = 4;
/**
 * COINr 1.1.14 in R 4.2.2 on the same kind of machine, as recorded, milliseconds: one regeneration (0.27 to 0.35 s), and what
 * a draw of its uncertainty analysis took at best, which regenerates once.
 */
const COINR = { regeneration: 270, draw: 77 };

const cargo = (/** @type {string[]} */ ...args) => execFileSync("cargo", args, { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
/** @param {number} ns */
const time = (ns) => (ns < 1e6 ? `${short(ns / 1e3)} µs` : `${short(ns / 1e6)} ms`);
/** @param {number[]} samples milliseconds */
const spread = (samples) => `p50 ${short(quantile(samples, 0.5))}, p95 ${short(quantile(samples, 0.95))}, max ${short(Math.max(...samples))} ms`;

// A cache to be warm.
const server = await served({ "Cache-Control": "public, max-age=3600" });
const browser = await launched();

/** A page in a context, hence a cache, of its own, before anything is loaded. */
async function freshPage() {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`in the page: ${error.message}`));
  await page.addInitScript(watchRanking);
  await page.addInitScript(captureMemories);
  const session = await context.newCDPSession(page);
  return { page, slow: (/** @type {number} */ rate) => session.send("Emulation.setCPUThrottlingRate", { rate }), close: () => context.close() };
}

/**
 * Opens the demo; milliseconds from the beginning of navigation.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<{ ready: number, painted: number }>}
 */
async function open(page) {
  await page.goto("about:blank");
  await page.goto(`${server.address}/`, { waitUntil: "commit" });
  return page.evaluate(() => /** @type {any} */ (window).painted);
}

async function loads() {
  heading("From navigation to the painted ranking (the demo page; goal: 300 ms on a warm cache)");
  const row = (/** @type {string} */ name, /** @type {{ ready: number, painted: number }[]} */ all) => [
    name,
    String(all.length),
    spread(all.map(({ ready }) => ready)),
    spread(all.map(({ painted }) => painted)),
  ];
  const cold = [];
  for (let i = 0; i < 5; i++) {
    const { page, close } = await freshPage();
    cold.push(await open(page));
    await close();
  }
  const { page, slow, close } = await freshPage();
  await open(page);
  await open(page);
  const warm = [];
  for (let i = 0; i < LOADS; i++) warm.push(await open(page));
  await slow(OLD);
  const old = [];
  for (let i = 0; i < 5; i++) old.push(await open(page));
  await close();
  table([
    ["", "loads", "to the element's `ready`", "to the second frame after `ready`"],
    row("warm cache", warm),
    row("empty cache", cold),
    row(`warm cache, processor slowed ${OLD} times`, old),
  ]);
}

async function slides() {
  heading(`A step of the demo's slider, event to after the paint (${STEPS} steps, one a frame; goal: p95 8 ms)`);
  const { page, slow, close } = await freshPage();
  await open(page);
  const run = (/** @type {number} */ steps) =>
    page.evaluate(async (steps) => {
      const path = "/benches/page/slide.js";
      const element = /** @type {any} */ (document.querySelector("innodex-scenario"));
      element.scrollIntoView();
      const { slide } = await import(path);
      return /** @type {ReturnType<typeof import("./page/slide.js").slide>} */ (slide(element, steps));
    }, steps);
  await run(60);
  const one = await run(STEPS);
  await slow(OLD);
  const old = await run(60);
  await close();
  const mean = one.busy.reduce((sum, x) => sum + x, 0) / one.busy.length;
  table([
    ["", "main thread at work", "with the wait for the frame"],
    ["steps", spread(one.busy), spread(one.latency)],
    [`processor slowed ${OLD} times`, spread(old.busy), spread(old.latency)],
  ]);
  console.log(
    `Of a mean of ${short(mean)} ms: computing ${short(one.compute)}, rendering ${short(one.render)}, style, layout, paint and the rest ${short(mean - one.compute - one.render)} ms.` +
      ` Scores moved in ${one.moved} of ${one.busy.length} steps (none at 0 %).`,
  );
}

/** @param {string[]} args @returns {Map<string, Record<string, number>>} nanoseconds (and the sum of scores) by panel and case */
function native(...args) {
  const lines = cargo("bench", "--locked", "--quiet", "--bench", "native", "--", ...args).trim().split("\n");
  const all = new Map();
  for (const { panel, case: name, ns, value } of lines.map((line) => JSON.parse(line))) {
    if (!all.has(panel)) all.set(panel, {});
    all.get(panel)[name] = ns ?? value;
  }
  return all;
}

async function asem() {
  heading("COINr's example (51 units, 49 indicators): raw figures to ranks, imputing and treating with it (goal: 1 ms)");
  const rust = /** @type {Record<string, number>} */ (native("asem").get("ASEM")).rank / 1e6;
  const { page, slow, close } = await freshPage();
  await page.goto(`${server.address}/empty.html`);
  const tests = "../tests/support/oracle/input.js";
  const { framework, oracle, panel, pipelines } = await import(tests);
  /** @type {string} */
  const csv = panel("asem/data");
  const [head, first, ...others] = csv.split("\n");
  // One unit ten times as large in everything.
  const larger = first.split(",").map((cell, c) => (c < 2 || cell === "" ? cell : String(10 * Number(cell))));
  const input = {
    csv,
    changed: [head, larger.join(","), ...others].join("\n"),
    framework: framework("asem", pipelines.asem, { ratios: true }),
    ranks: Object.fromEntries(oracle("asem/results_ranks").map((/** @type {any} */ { uCode, Index }) => [uCode, Number(Index)])),
  };
  const run = () =>
    page.evaluate(async (input) => {
      const [api, path] = ["/innodex/index.js", "/benches/page/asem.js"];
      const [{ Model }, { asem }] = await Promise.all([import(api), import(path)]);
      return /** @type {ReturnType<typeof import("./page/asem.js").asem>} */ (asem(Model, input));
    }, input);
  const now = await run();
  await slow(OLD);
  const old = await run();
  await close();
  const row = (/** @type {string} */ name, /** @type {number[]} */ samples) => {
    const middle = quantile(samples, 0.5);
    return [name, samples.length > 1 ? spread(samples) : `median ${short(middle)} ms`, ...Object.values(COINR).map((coinr) => `1/${(coinr / middle).toFixed(0)}`)];
  };
  table([
    ["", "", `of COINr's regeneration (${COINR.regeneration} ms, recorded)`, `of its best draw (${COINR.draw} ms, recorded)`],
    row("Chromium, model.rank", now.api),
    row("Chromium, wasm alone", now.wasm),
    row("native", [rust]),
    row("Chromium, Model.load before it: CSV and framework", now.loading),
    row(`model.rank, processor slowed ${OLD} times`, old.api),
  ]);
  console.log("Ranks of all 51 units are COINr's. Two models of other figures in turn: nothing is kept from one time to the next.");
}

async function computing() {
  const rust = native();
  const { page, close } = await freshPage();
  await page.goto(`${server.address}/empty.html`);
  /** @type {{ panel: string, csv?: number, sum: number, times: Record<string, number> }[]} */
  const all = await page.evaluate(
    async ([units, indicators]) => {
      const [api, path] = ["/innodex/index.js", "/benches/page/compute.js"];
      const [{ Model }, { provincial, made }] = await Promise.all([import(api), import(path)]);
      const results = [await provincial(Model)];
      for (const n of indicators) for (const u of units) results.push(await made(Model, u, n));
      return results;
    },
    [UNITS, INDICATORS],
  );
  await close();

  const of = (/** @type {string} */ panel) => /** @type {Record<string, number>} */ (rust.get(panel));
  for (const { panel, sum } of all) {
    const other = of(panel)["sum of scores"];
    if (Math.abs(sum / other - 1) > 1e-12) console.log(`NOT THE SAME: ${panel}: the scores sum to ${sum} in the browser and ${other} natively`);
  }
  /** @type {[string, string][]} */
  const parts = [
    ["rank", "A period scored and ranked from nothing (model.rank)"],
    ["one", "A step that moves one column (scenario.setValue and rank)"],
    ["most", "A step that moves the column that most indicators rest on"],
  ];
  for (const [part, title] of parts) {
    const step = part !== "rank";
    heading(title);
    table([
      ["panel", "native", "wasm through the API", "wasm / native", ...(step ? ["wasm alone", "alone / native", "plain JS", "API / plain JS", "alone / plain JS"] : [])],
      ...all.map(({ panel, times }) => {
        const [ours, theirs, packed, plain] = [times[part], of(panel)[part], times[`${part}, packed`], times[`${part}, plain`]];
        const more = () => [time(packed), short(packed / theirs), time(plain), short(ours / plain), short(packed / plain)];
        return [panel, time(theirs), time(ours), short(ours / theirs), ...(step ? more() : [])];
      }),
    ]);
  }
  console.log("wasm alone: before the API makes row objects of it. plain JS: benches/page/plain.js, which knows scores and ranks only.");

  heading("Reading a CSV into a model (Model.load, framework and description with it)");
  table([
    ["panel", "CSV", "native, without the description", "wasm", "wasm / native"],
    ...all.filter(({ csv }) => csv).map(({ panel, csv = 0, times: { load } }) => [panel, `${short(csv / 1e3)} kB`, time(of(panel).load), time(load), short(load / of(panel).load)]),
  ]);

  heading("Growth: exponent of the fit (1 is linear; n log n is 1.19 from 31 to 3,000)");
  const wasm = (/** @type {number} */ u, /** @type {number} */ n) => /** @type {Record<string, number>} */ (all.find(({ panel }) => panel === `${u} x ${n}`)?.times);
  const plainly = (/** @type {number} */ u, /** @type {number} */ n) => of(`${u} x ${n}`);
  const row = (/** @type {string} */ name, /** @type {typeof wasm} */ times, /** @type {string} */ part) => [
    name,
    ...INDICATORS.map((n) => short(exponent(UNITS.map((u) => [u, times(u, n)[part]])))),
    ...UNITS.map((u) => short(exponent(INDICATORS.map((n) => [n, times(u, n)[part]])))),
  ];
  table([
    ["", ...INDICATORS.map((n) => `31 to 3,000 units at ${n}`), ...UNITS.map((u) => `17 to 100 indicators at ${u}`)],
    row("native: scored and ranked from nothing", plainly, "rank"),
    row("native: step, one column", plainly, "one"),
    row("native: step, most columns", plainly, "most"),
    row("wasm: scored and ranked from nothing", wasm, "rank"),
    row("wasm: step, one column, alone", wasm, "one, packed"),
    row("wasm: step, most columns, alone", wasm, "most, packed"),
    row("wasm: CSV read", wasm, "load"),
  ]);
  console.log("A step of one column computes one indicator again whatever their number: below 1 over indicators is right.");
}

async function memory() {
  heading("wasm memory (it never shrinks: what it holds at the end is the most it held; goal: flat)");
  const { page, close } = await freshPage();
  await page.goto(`${server.address}/empty.html`);
  /** @type {Awaited<ReturnType<typeof import("./page/memory.js").memory>>} */
  const all = await page.evaluate(async () => {
    const [api, path] = ["/innodex/index.js", "/benches/page/memory.js"];
    const [{ Model }, { memory }] = await Promise.all([import(api), import(path)]);
    return memory(Model);
  });
  await close();
  const kB = (/** @type {number[]} */ bytes) => bytes.map((b) => `${b / 1024}`).join(" + ");
  table([
    ["", "times", "KiB after the first", "KiB at the end", "each, second tenth", "each, last tenth"],
    ...all.map(({ what, times, before, after, first, last }) => [what, times.toLocaleString("en"), kB(before), kB(after), time(first * 1e6), time(last * 1e6)]),
  ]);
}

const ended = begun(`Chromium ${browser.version()} headless`, cargo("--version").trim());
try {
  const parts = { loads, slides, memory, asem, computing };
  for (const [name, part] of Object.entries(parts)) if (!process.argv[2] || process.argv[2] === name) await part();
} finally {
  await browser.close();
  await server.close();
}
ended();
