// From the bytes of a raw table to a panel, in headless Chromium, beside duckdb-wasm and arquero in the same run:
// node benches/table.mjs [peers | ours | responsive | memory]; everything where nothing is named.
// Times are printed, and nothing fails on them; a result that is not the same does.
//
// The work: a million rows of firms (province, year, sector, size, sales, cost, staff, note) and a small table of prices by
// province and year. Without micro firms; prices joined (left); sums by province, year and sector, which skip what is
// missing, as SQL's do; sales a head at constant prices, and cost over sales; growth against the year before (not the row
// before: there are gaps); rank within year and sector; wide, a row a province and year, a column a sector and measure.
import { existsSync, readFileSync } from "node:fs";
import { begun, heading, launched, project, quantile, short, table } from "./common/bench.mjs";
import { serve } from "../scripts/serve.mjs";
import { CELLS, differences, made } from "./table/data.js";
import { MODULE } from "./table/ours.js";
import { peers } from "./table/peers.mjs";

const ROWS = 1_000_000;
const ROUNDS = 5;
/** The first is as on a page that has just been opened, the last as on one that was worked with. */
const PASSES = 3;
const LOADS = 100;
/** So many make about 2 MB. */
const ROWS_OF_A_LOAD = 52_000;

/** @typedef {{ name: string, file: string, how: object, ours: boolean }} Engine */
/** @typedef {{ start: number, passes: import("./table/page.js").Pass[] }} Round */

const part = process.argv[2];
const PARTS = ["peers", "ours", "responsive", "memory"];
if (part !== undefined && !PARTS.includes(part)) {
  console.error(`node benches/table.mjs [${PARTS.join(" | ")}]`);
  process.exit(2);
}

const built = existsSync(`${project}pkg/dist/${MODULE}`);
const { version } = JSON.parse(readFileSync(`${project}pkg/package.json`, "utf8"));
/** @type {Engine} */
const OURS = { name: `innodex ${version}`, file: "ours", how: {}, ours: true };
const { mount, versions } = part === "ours" || part === "memory" ? { mount: {}, versions: null } : await peers();
/** @type {Engine[]} */
const PEERS = versions
  ? [
      { name: `duckdb-wasm ${versions.duckdb}`, file: "duckdb", how: {}, ours: false },
      { name: "  straight from the CSV", file: "duckdb", how: { straight: true }, ours: false },
      { name: `arquero ${versions.arquero}`, file: "arquero", how: {}, ours: false },
    ]
  : [];
const ours = built ? [OURS] : [];

const browser = await launched();

/** What the pages of the browser hold of the machine's memory, in bytes; of Linux. @param {import("playwright-core").Page} page */
async function resident(page) {
  const own = await page.context().newCDPSession(page);
  await own.send("HeapProfiler.collectGarbage");
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await Promise.all([own.detach(), session.detach()]);
  const pages = processInfo.filter(({ type }) => type === "renderer");
  const kibibytes = pages.map(({ id }) => Number(readFileSync(`/proc/${id}/status`, "utf8").match(/VmRSS:\s+(\d+)/)?.[1]));
  return 1024 * kibibytes.reduce((sum, each) => sum + each, 0);
}

/**
 * Servers with the files of so many rows: ours under the policy that a strict office sets, the peers under one that lets
 * them make code. Both isolated, for the clock and for the measure of memory.
 * @param {number} rows
 */
async function site(rows) {
  const { sales, prices, values } = made(rows);
  const pages = { "/empty.html": '<!doctype html><title>bench</title><link rel="icon" href="data:,">', "/data/sales.csv": sales, "/data/prices.csv": prices };
  const isolated = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
  const folders = { "/benches/": `${project}benches`, "/innodex/": `${project}pkg/dist` };
  const strict = await serve({ pages, mount: folders, headers: isolated });
  const lax = await serve({ pages, mount: { ...mount, ...folders }, headers: { ...isolated, "Content-Security-Policy": "script-src 'self' 'unsafe-eval'" } });
  return {
    megabytes: short(sales.length / 1e6),
    values,
    /**
     * Runs a function of table/page.js in a page of its own.
     * @template {"timed" | "watched" | "loaded"} F
     * @param {Engine} engine @param {F} name @param {any[]} more
     * @returns {Promise<{ result: Awaited<ReturnType<typeof import("./table/page.js")[F]>>, workers: number }>}
     */
    async run({ file, how, ours }, name, ...more) {
      const context = await browser.newContext();
      try {
        const page = await context.newPage();
        await page.exposeFunction("__resident", () => resident(page));
        page.on("pageerror", (error) => console.error(`in the page: ${error.message}`));
        await page.goto(`${(ours ? strict : lax).address}/empty.html`);
        const result = await page.evaluate(
          async ([name, ...all]) => {
            const path = "/benches/table/page.js";
            return (await import(path))[name](...all);
          },
          [name, file, how, ...more],
        );
        return { result, workers: page.workers().length };
      } finally {
        await context.close();
      }
    },
    close: () => Promise.all([strict.close(), lax.close()]),
  };
}

/** Says where a result is not the one that was summed up beside the data. @param {Engine} engine @param {number[]} got @param {Float64Array} wanted */
function compare({ name }, got, wanted) {
  const found = differences(got, wanted);
  if (found.length === 0) return;
  process.exitCode = 1;
  console.log(`NOT THE SAME: ${name.trim()}: ${found.length} of ${CELLS} cells, ${found.slice(0, 3).join("; ")}`);
}

/** The least and the median. @param {number[]} all */
const spread = (all) => `${Math.min(...all).toFixed(0)} / ${quantile(all, 0.5).toFixed(0)}`;

/** @typedef {(round: Round) => number} Taken milliseconds of a round */

/**
 * A table of times and, where innodex is there, how much of a peer's total it takes.
 * @param {string} title
 * @param {Map<Engine, Round[]>} all
 * @param {Record<string, Taken>} parts
 * @param {Taken} total
 */
function print(title, all, parts, total) {
  const of = (/** @type {Engine} */ engine, /** @type {Taken} */ taken) => (all.get(engine) ?? []).map(taken);
  const least = (/** @type {Engine} */ engine) => Math.min(...of(engine, total));
  const median = (/** @type {Engine} */ engine) => quantile(of(engine, total), 0.5);
  const compared = all.has(OURS) && all.size > 1;
  console.log();
  table([
    [title, ...Object.keys(parts), "total", ...(compared ? ["innodex takes"] : [])],
    ...[...all.keys()].map((engine) => [
      engine.name,
      // A straight query reads the CSV while it works.
      ...Object.entries(parts).map(([what, taken]) => ("straight" in engine.how && what !== "start" ? "" : spread(of(engine, taken)))),
      spread(of(engine, total)),
      ...(compared ? [engine.ours ? "" : `x ${short(least(OURS) / least(engine))} / ${short(median(OURS) / median(engine))}`] : []),
    ]),
  ]);
}

/** @param {Engine[]} chosen */
async function timings(chosen) {
  const { megabytes, values, run, close } = await site(ROWS);
  heading(`${ROWS.toLocaleString("en")} rows x 8 columns, ${megabytes} MB of CSV, to 31 x 10 x 4 groups, wide: from bytes to panel`);
  /** @type {Map<Engine, Round[]>} */
  const all = new Map(chosen.map((engine) => [engine, []]));
  for (let round = 0; round < ROUNDS; round++) {
    // Everyone is first in some round.
    for (let turn = 0; turn < chosen.length; turn++) {
      const engine = chosen[(round + turn) % chosen.length];
      const { result } = await run(engine, "timed", PASSES);
      for (const pass of result.passes) compare(engine, pass.values, values);
      all.get(engine)?.push(result);
    }
  }
  await close();

  const [first, last] = [0, PASSES - 1].map((at) => (/** @type {Round} */ { passes }) => passes[at]);
  console.log(`ms, least / median of ${ROUNDS} rounds; every round a new page, ${PASSES} times over in it: the first and the last are shown`);
  print("page just opened", all, { start: ({ start }) => start, CSV: (round) => first(round).csv, "work and pivot": (round) => first(round).work }, (round) => round.start + first(round).csv + first(round).work);
  print("again", all, { CSV: (round) => last(round).csv, "work and pivot": (round) => last(round).work }, (round) => last(round).csv + last(round).work);
  if (!process.exitCode) console.log(`\nAll results are the same: ${CELLS.toLocaleString("en")} cells, ${[...values].filter(Number.isNaN).length} of them missing, 1e-9 relative.`);
}

async function responsive() {
  const { megabytes, values, run, close } = await site(ROWS);
  heading(`The main thread meanwhile (start, ${megabytes} MB, work, pivot), ms (goal for innodex: no task over 200)`);
  const rows = [];
  const asFiles = { ...OURS, name: `${OURS.name}, given files`, how: { asFile: true } };
  for (const engine of [...ours, ...(built ? [asFiles] : []), ...PEERS.filter(({ how }) => !("straight" in how))]) {
    const { result } = await run(engine, "watched");
    compare(engine, result.values, values);
    rows.push([engine.name, result.longest ? short(result.longest) : "none over 50", String(result.tasks), short(result.beat), short(result.frame)]);
  }
  await close();
  table([["", "longest task", "tasks over 50", "longest wait of a 5 ms timer", "longest time between two frames"], ...rows]);
}

async function memory() {
  const { megabytes, values, run, close } = await site(ROWS_OF_A_LOAD);
  heading(`Memory over ${LOADS} loads of ${megabytes} MB, opened, worked and closed each time (goal: flat)`);
  const { result, workers } = await run(OURS, "loaded", LOADS);
  await close();
  for (const each of [result.same, result.anew]) compare(OURS, each.values, values);
  const row = (/** @type {string} */ name, /** @type {typeof result.same} */ { wasm, before, after, early, late }) => [
    name,
    ...wasm.map((bytes) => `${(bytes / 1024).toLocaleString("en")} KiB`),
    ...[before, after].map((bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`),
    ...[early, late].map((ms) => `${short(ms)} ms`),
  ];
  table([
    ["", "wasm, first load", "tenth", "last", "process, first", "last", "a load, first tenth", "last tenth"],
    row("all in one worker", result.same),
    row("each in a new worker", result.anew),
  ]);
  console.log(`Workers left at the end: ${workers}. process: what the pages of the browser hold, the browser's own share with it.`);
}

const ended = begun(`Chromium ${browser.version()} headless`);
try {
  if (!built) {
    console.log(`innodex is left out: pkg/dist/${MODULE} is not built (make build)`);
    if (part === "ours" || part === "memory") process.exitCode = 1;
  }
  const timed = [...(part === "peers" ? [] : ours), ...(part === "ours" ? [] : PEERS)];
  if (part !== "responsive" && part !== "memory" && timed.length > 0) await timings(timed);
  if (!part || part === "responsive") await responsive();
  if ((!part || part === "memory") && built) await memory();
} finally {
  await browser.close();
}
ended();
