// How fast what-ifs are answered, in headless Chromium. Nothing passes or fails here: the figures stand beside their goals.
import { begun, heading, launched, quantile, served, short } from "./common/bench.mjs";

const server = await served();
const browser = await launched();
const ended = begun(`Chromium ${browser.version()} headless`);
const spread = (/** @type {number[]} */ all) => `p50 ${short(quantile(all, 0.5))}, p95 ${short(quantile(all, 0.95))}, max ${short(Math.max(...all))} ms`;
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(`in the page: ${error.message}`));
  await page.goto(`${server.address}/empty.html`);
  const { steps, goals, columns, splits } = await page.evaluate(async () => {
    const paths = ["/innodex/index.js", "/innodex/robustness.js", "/innodex/planning.js", "/benches/page/planning.js"];
    const [{ Model }, { Robustness }, planning, bench] = await Promise.all(paths.map((path) => import(path)));
    const steps = /** @type {number[]} */ (await bench.step(Model, Robustness));
    return { steps, .../** @type {Awaited<ReturnType<typeof import("./page/planning.js").answers>>} */ (await bench.answers(Model, planning)) };
  });
  heading("A scenario step, 31 x 60: one figure changed, everyone ranked, 1,000 draws, likely ranks (goal: within a frame, 16 ms)");
  console.log(spread(steps));
  heading(`Goal seek, provincial index of 2022: ${columns} columns, every rank, for one unit (goal 50 ms); over all units`);
  console.log(spread(goals));
  heading("A budget over 31 units, provincial index of 2022 (goal 100 ms)");
  ["the mean score", "the lowest score", "one unit's score"].forEach((objective, at) => console.log(`${objective}: ${spread(splits[at])}`));

  heading("A slider of <innodex-scenario> of whatif.js (provinces, 31 x 17): scores, 1,000 draws, render, paint (goal: p95 16 ms)");
  const demo = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await demo.goto(`${server.address}/whatif.html`);
  const { busy } = await demo.evaluate(async () => {
    const path = "/benches/page/weights.js";
    const planner = () => document.querySelector("innodex-scenario")?.shadowRoot?.querySelector("innodex-planner");
    const slide = /** @type {typeof import("./page/weights.js").slide} */ ((await import(path)).slide);
    return slide(200, /** @type {() => any} */ (planner), () => Boolean(/** @type {any} */ (planner())?.likely));
  });
  console.log(`${busy.length} steps, main thread at work: ${spread(busy)}`);
} finally {
  await browser.close();
  await server.close();
}
ended();
