// Reports of 1 to 10 MB on a page, in headless Chromium: node benches/reports.mjs. Prints times and the exponent of their growth.
import { readFileSync } from "node:fs";
import { begun, heading, launched, project, short, table } from "./common/bench.mjs";
import { serve } from "../scripts/serve.mjs";

const SIZES = [1.25, 2.5, 5, 10];
const report = readFileSync(`${project}tests/fixtures/report/report-1.txt`, "utf8");
const browser = await launched();
const ended = begun(`Chromium ${browser.version()} headless`);
const server = await serve({
  pages: { "/empty.html": '<!doctype html><title>bench</title><link rel="icon" href="data:,">' },
  mount: { "/innodex/": `${project}pkg/dist` },
});
try {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${server.address}/empty.html`);
  const rows = await page.evaluate(
    async ([text, sizes]) => {
      const path = "/innodex/reports.js";
      const { readReport } = await import(path);
      await readReport(text);
      const found = [];
      for (const size of sizes) {
        const long = text.repeat(Math.round((size * 1e6) / new TextEncoder().encode(text).length));
        const times = [];
        let figures = 0;
        for (let run = 0; run < 3; run += 1) {
          const start = performance.now();
          figures = (await readReport(long)).figures.length;
          times.push(performance.now() - start);
        }
        found.push({ size, figures, time: Math.min(...times) });
      }
      return found;
    },
    /** @type {const} */ ([report, SIZES]),
  );
  heading("a report of so many MB, read to objects (best of three)");
  table([["MB", "figures", "time"], ...rows.map(({ size, figures, time }) => [String(size), figures.toLocaleString("en"), `${short(time)} ms`])]);
  const [first, last] = [rows[0], rows[rows.length - 1]];
  console.log(`time grows as n^${(Math.log(last.time / first.time) / Math.log(last.size / first.size)).toFixed(2)}`);
} finally {
  await browser.close();
  await server.close();
  ended();
}
