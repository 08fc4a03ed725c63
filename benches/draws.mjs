// How fast ranks are made sure: the uncertainty analysis in headless Chromium, beside the same draws in plain JavaScript, native
// Rust and COINr's recorded time. Nothing passes or fails here: the figures stand beside their goals.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { begun, exponent, heading, launched, project, quantile, served, short, table } from "./common/bench.mjs";
import { panel, SPEC } from "./page/draws.js";

/** Seconds a draw: COINr 1.1.14 on its ASEM example, 51 x 49, at its best (tests/oracle, "77 ms a draw"). */
const COINR = 0.077;
const SIZES = [
  [31, 60, 1000],
  [51, 49, 1000],
  [31, 60, 4000],
  [300, 60, 1000],
  [3000, 50, 1000],
];
const GROWTH = {
  units: [[31, 60, 1000], [300, 60, 1000], [1000, 60, 1000]],
  indicators: [[31, 15, 1000], [31, 60, 1000], [31, 120, 1000]],
  draws: [[31, 60, 250], [31, 60, 1000], [31, 60, 4000]],
};
/** How often everything is timed, native and in the page by turns: of each the least, for what else a machine does only adds. */
const ROUNDS = 3;
const name = (/** @type {number[]} */ [units, indicators, draws]) => `${units} x ${indicators}, ${draws}`;

/** The demo with the panel of 31 x 60 in place of the provinces'. */
const sixty = panel(31, 60);
const demo = await readFile(new URL("../www/robustness.html", import.meta.url), "utf8");
const other = demo.replace('framework="provincial"', 'data="/sixty.csv" framework="/sixty.json"').replace(' unit="42"', "");
const server = await served(undefined, {
  "/sixty.csv": sixty.csv,
  "/sixty.json": JSON.stringify({ ...sixty.framework, uncertainty: SPEC }),
  "/sixty.html": other,
});
const browser = await launched();
const ended = begun(`Chromium ${browser.version()} headless`);

/** @param {boolean} simd */
async function inPage(simd) {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(`in the page: ${error.message}`));
  await page.goto(`${server.address}/empty.html`);
  if (!simd) await page.evaluate(() => void (WebAssembly.validate = () => false));
  const all = [...SIZES, ...Object.values(GROWTH).flat()].filter((size, at, list) => list.findIndex((other) => name(other) === name(size)) === at);
  const found = await page.evaluate(
    async ([sizes, plainly]) => {
      const [api, sure, path] = ["/innodex/index.js", "/innodex/robustness.js", "/benches/page/draws.js"];
      const [{ Model }, { Robustness }, { timed }] = await Promise.all([import(api), import(sure), import(path)]);
      const results = [];
      for (const [units, indicators, draws] of /** @type {number[][]} */ (sizes)) {
        results.push(await timed(Model, Robustness, units, indicators, draws, /** @type {boolean} */ (plainly)));
      }
      return results;
    },
    [all, simd],
  );
  await page.close();
  return new Map(all.map((size, at) => [name(size), /** @type {Awaited<ReturnType<typeof import("./page/draws.js").timed>>} */ (found[at])]));
}

/** @returns {Map<string, { ms: number }>} */
function natively() {
  const lines = execFileSync("cargo", ["bench", "--locked", "--quiet", "--bench", "draws"], { cwd: project, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return new Map(lines.trim().split("\n").map((line) => JSON.parse(line)).map((each) => [each.case, { ms: each.ns / 1e6 }]));
}

/**
 * Of every figure the least of all rounds.
 * @template {{ [figure: string]: number }} Times
 * @param {Map<string, Times>[]} rounds
 */
function least(rounds) {
  /** @param {Times} a @param {Times} b */
  const less = (a, b) => /** @type {Times} */ (Object.fromEntries(Object.entries(a).map(([figure, time]) => [figure, Math.min(time, b[figure])])));
  return rounds.reduce((best, round) => new Map([...best].map(([key, times]) => [key, less(times, /** @type {Times} */ (round.get(key)))])));
}

/**
 * What the steps of a slider cost, in words: all steps of three drags, and each step at the least of the three, without what else
 * the machine did. With both its cores busy this one is stopped for 2 to 10 ms several times a second.
 * @param {string} path of a page with `<innodex-weights>`
 */
async function slid(path) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  page.on("pageerror", (error) => console.error(`in the page: ${error.message}`));
  await page.goto(server.address + path);
  const drags = await page.evaluate(async (rounds) => {
    const script = "/benches/page/weights.js";
    const slide = /** @type {typeof import("./page/weights.js").slide} */ ((await import(script)).slide);
    const drags = [];
    for (let round = 0; round < rounds; round++) drags.push((await slide(200)).busy);
    return drags;
  }, ROUNDS);
  await page.close();
  const all = drags.flat();
  const least = drags[0].map((_, step) => Math.min(...drags.map((drag) => drag[step])));
  const spread = (/** @type {number[]} */ times) => `p50 ${short(quantile(times, 0.5))}, p95 ${short(quantile(times, 0.95))} ms`;
  return `${spread(all)} (max ${short(Math.max(...all))}); each step at the least of ${ROUNDS} drags: ${spread(least)}`;
}

try {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push({ native: natively(), fast: await inPage(true), scalar: await inPage(false) });
  const native = least(rounds.map((each) => each.native));
  const fast = least(rounds.map((each) => each.fast));
  const scalar = least(rounds.map((each) => each.scalar));
  heading("Other weights to rank intervals: units x indicators, draws; three levels, all weights, two normalisations, two aggregations");
  console.log("Goals: at most half of plain JavaScript, at most 1.5 of native. COINr: its recorded 77 ms a draw on 51 x 49.");
  table([
    ["case", "ours", "plain JS", "ours / plain", "native", "ours / native", "without vectors", "first 16 draws", "COINr / ours"],
    ...SIZES.map((size) => {
      const [one, slow, rust] = [fast.get(name(size)), scalar.get(name(size)), native.get(name(size))?.ms];
      if (!one || !slow) return [name(size)];
      const coinr = size[0] === 51 ? `${short((COINR * 1000 * size[2]) / one.ours)}` : "";
      return [name(size), `${short(one.ours)} ms`, `${short(one.plain)} ms`, short(one.ours / one.plain), rust ? `${short(rust)} ms` : "", rust ? short(one.ours / rust) : "", `${short(slow.ours)} ms`, `${short(one.first)} ms`, coinr];
    }),
  ]);
  console.log(`Mean ranks of ours and of plain JavaScript differ by ${SIZES.map((size) => short(fast.get(name(size))?.off ?? NaN)).join(", ")} (root mean square): other random numbers.`);
  heading("Growth: exponent of the fit (1 is linear)");
  for (const [what, sizes] of Object.entries(GROWTH)) {
    const at = { units: 0, indicators: 1, draws: 2 }[what] ?? 0;
    console.log(`${what} ${sizes.map((size) => size[at]).join(", ")}: ${short(exponent(sizes.map((size) => [size[at], fast.get(name(size))?.ours ?? NaN])))}`);
  }

  heading("A slider of <innodex-weights>, main thread at work: weights, 1,000 draws, render, paint (goal: p95 16 ms)");
  console.log(`The demo (robustness.html), 31 x 17: ${await slid("/robustness.html")}`);
  console.log(`The same page, 31 x 60: ${await slid("/sixty.html")}`);
} finally {
  await browser.close();
  await server.close();
}
ended();
