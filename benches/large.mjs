// A file of 400 MB on a page, in headless Chromium: node benches/large.mjs [megabytes].
// Time, the most memory, the longest task of the main thread; a cancel at 30 %; a refusal where memory will not do.
// Times are printed; a result that is not the same, a page that freezes and a cancel that does not work fail.
import { readFileSync } from "node:fs";
import { begun, heading, launched, project, short, table } from "./common/bench.mjs";
import { serve } from "../scripts/serve.mjs";

const megabytes = Number(process.argv[2] ?? 400);
const browser = await launched();
const ended = begun(`Chromium ${browser.version()} headless`);
const server = await serve({
  pages: { "/empty.html": '<!doctype html><title>bench</title><link rel="icon" href="data:,">' },
  mount: { "/benches/": `${project}benches`, "/innodex/": `${project}pkg/dist` },
});

/** What the page's own processes hold of the machine's memory, in bytes; of Linux. */
async function resident() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const pages = processInfo.filter(({ type }) => type === "renderer");
  const kibibytes = pages.map(({ id }) => Number(readFileSync(`/proc/${id}/status`, "utf8").match(/VmRSS:\s+(\d+)/)?.[1]));
  return 1024 * kibibytes.reduce((sum, each) => sum + each, 0);
}

try {
  const page = await (await browser.newContext()).newPage();
  await page.exposeFunction("__resident", resident);
  page.on("pageerror", (error) => console.error(`in the page: ${error.message}`));
  await page.goto(`${server.address}/empty.html`);
  const found = await page.evaluate(async (size) => {
    const path = "/benches/table/large.js";
    return (await import(path)).large(size);
  }, megabytes);
  const mebibytes = (/** @type {number} */ bytes) => `${Math.round(bytes / 2 ** 20)} MiB`;
  const seconds = (/** @type {number} */ ms) => `${short(ms / 1000)} s`;
  heading(`${short(found.bytes / 1e6)} MB, ${found.rows.toLocaleString("en")} rows x 8 columns, given as a File`);
  table([
    ["", "time", "wasm memory after", "the page's process at most"],
    ["opened and understood", seconds(found.open), mebibytes(found.wasm), mebibytes(found.reading)],
    ["a plan: filter, group_by, ratio", seconds(found.work), mebibytes(found.after), mebibytes(found.working)],
  ]);
  console.log(`before: ${mebibytes(found.before)}; progress told ${found.steps} times; half-way ${seconds(found.foreseen)} were foreseen for reading`);
  console.log(`the main thread meanwhile: longest task ${found.longest ? `${short(found.longest)} ms` : "none over 50 ms"}, longest wait of a 5 ms timer ${short(found.beat)} ms`);
  console.log(`cancelled at 30 %: ${found.cancelled.why}; another file was ranked ${seconds(found.cancelled.usable)} after the beginning; wasm memory then ${mebibytes(found.cancelled.memory)}`);
  console.log(`with 100 MB for files: ${found.refused.code} after ${seconds(found.refusal)}, ${found.refused.place}\n  ${found.refused.message} ${found.refused.hint}\n  understood by its beginning: ${found.sample.join(", ")}; a plan on it: ${found.unused}`);
  const checks = {
    "all rows are read": found.read === found.rows,
    "the panel is the one that was summed up": found.wrong === 0,
    "no task of the main thread over 200 ms": found.longest <= 200,
    "a cancel leaves the page usable": found.cancelled.why === "AbortError" && found.cancelled.same && found.cancelled.names.join() === "small.csv",
    "what will not fit is refused": found.refused.code === "too_large" && found.unused === "too_large",
  };
  for (const [what, holds] of Object.entries(checks)) {
    if (holds) continue;
    process.exitCode = 1;
    console.log(`NOT SO: ${what}`);
  }
} finally {
  await browser.close();
  await server.close();
}
ended();
