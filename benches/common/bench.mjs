// What the benches in Chromium share: the browser, how they print, and what is said of the machine.
import { execFileSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";

export const project = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The package, the benches and the demo, isolated: only there does Chromium give a clock of 5 microseconds.
 * @param {Record<string, string>} [headers] @param {Record<string, string>} [pages] further ones, by path
 */
export const served = (headers, pages) =>
  serve({
    mount: { "/innodex/": `${project}pkg/dist`, "/benches/": `${project}benches` },
    headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp", ...headers },
    pages: { "/empty.html": "<!doctype html><title>benches</title>", ...pages },
  });

const program = (/** @type {string} */ name) => execFileSync("sh", ["-c", `command -v "${name}"`], { encoding: "utf8" }).trim();

/** @param {string[]} args */
export const launched = (...args) => chromium.launch({ executablePath: program(process.env.CHROMIUM ?? "chromium"), args: ["--no-sandbox", ...args] });

/** @param {number[]} samples @param {number} share */
export const quantile = (samples, share) => [...samples].sort((a, b) => a - b)[Math.min(samples.length - 1, Math.ceil(share * samples.length) - 1)];
/** @param {number} x */
export const short = (x) => (x >= 100 ? x.toFixed(0) : x >= 10 ? x.toFixed(1) : x.toFixed(2));

/** @param {string} title */
export const heading = (title) => console.log(`\n${title}\n${"-".repeat(title.length)}`);

/** Columns as wide as they must be; the first to the left, the others to the right. @param {string[][]} rows */
export function table(rows) {
  const widths = rows[0].map((_, c) => Math.max(...rows.map((row) => row[c].length)));
  for (const row of rows) console.log(row.map((cell, c) => (c ? cell.padStart(widths[c]) : cell.padEnd(widths[c]))).join("   ").trimEnd());
}

const load = () => loadavg()[0].toFixed(1);

/** Says what machine this is; the function that it gives says at the end how busy it was. @param {string[]} versions */
export function begun(...versions) {
  const [since, before] = [Date.now(), load()];
  console.log([`${new Date().toISOString().slice(0, 16)}Z; ${cpus().length} x ${cpus()[0].model}`, ...versions, `Node ${process.version}`].join("; "));
  return () =>
    console.log(`\n${Math.round((Date.now() - since) / 1000)} s; load of the machine ${before} before, ${load()} after (a load above 1 before: others were working, and the times are too long).`);
}

/** The slope of ln y over ln x: 1 where y grows as x does. @param {[number, number][]} points */
export function exponent(points) {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)]);
  const [mx, my] = [0, 1].map((c) => logs.reduce((sum, p) => sum + p[c], 0) / logs.length);
  return logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}
