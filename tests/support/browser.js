// A page as somebody's site would show it: the packed package, a strict policy, one browser, and a watch on everything
// that must not happen.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";
import { named, project } from "./files.js";
import { rowsOf } from "./ranking.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const executablePath = execFileSync("which", [process.env.CHROMIUM ?? "chromium"], { encoding: "utf8" }).trim();

/** @type {import("playwright-core").Browser} */
let browser;
/** Where the packed package is, unpacked: scripts/test.sh has done it once for all files, a file that is run alone does it. */
let folder;
let packed;

/** What a test makes of the package for itself. */
const own = mkdtempSync(join(tmpdir(), "innodex-browser-"));

before(async () => {
  folder = process.env.INNODEX_PACKED;
  if (!folder) {
    folder = own;
    const npm = { cwd: join(project, "pkg") };
    execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--offline", "--pack-destination", folder], npm);
  }
  packed = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (folder === own) execFileSync("tar", ["xzf", packed], { cwd: folder });
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});
after(async () => {
  await browser?.close();
  rmSync(own, { recursive: true, force: true });
});

/** The packed package. */
export const tarball = () => join(folder, packed);

/** The dist folder of the packed package. */
export const dist = () => join(folder, "package/dist");

const NOTHING = { violations: [], errors: [], outside: [] };

/**
 * @typedef {object} Site
 * @property {Record<string, string | Uint8Array>} [pages] contents by path
 * @property {string} [root] the folder served; the demo's where left out
 * @property {Record<string, string>} [mount] folders by the beginning of their path; the package's where left out
 * @property {string} [at] the page opened; the demo where left out
 * @property {Record<string, string>} [headers]
 * @property {Record<string, string>} [mime]
 * @property {string[]} [without] files of the package, by their names without hashes, that are not on this server
 * @property {Record<string, unknown>} [context] how the browser is set up: viewport, colorScheme
 * @property {string} [init] a script that runs before the page's own
 */

/**
 * A test in a page of its own; at its end nothing may have been reported, unless `seen` is asserted by the test.
 * @param {string} name
 * @param {Site} site
 * @param {(page: import("playwright-core").Page, more: { address: string, requests: string[], seen: typeof NOTHING, expect: (what: Partial<typeof NOTHING>) => void, open: (path: string) => Promise<void> }) => Promise<void>} work
 */
export function page(name, { pages = {}, root, mount, at = "/", headers, mime, without = [], context = {}, init }, work) {
  test(name, async () => {
    let from = dist();
    if (without.length) {
      from = mkdtempSync(join(own, "less-"));
      cpSync(dist(), from, { recursive: true, filter: (file) => !without.includes(named(basename(file))) });
    }
    /** @type {string[]} */
    const requests = [];
    const onRequest = (path) => void requests.push(named(path));
    const server = await serve({ onRequest, pages, root, headers, mime, mount: mount ?? { "/innodex/": from, "/copy/": dist() } });
    const opened = await browser.newContext({ viewport: { width: 1240, height: 900 }, locale: "zh-CN", serviceWorkers: "block", ...context });
    const seen = { violations: [], errors: [], outside: [] };
    let expected = NOTHING;
    try {
      await opened.route(
        (url) => url.hostname !== "127.0.0.1",
        (route) => (seen.outside.push(route.request().url()), route.abort()),
      );
      await opened.routeWebSocket(/.*/, (socket) => (seen.outside.push(socket.url()), socket.close()));
      const tab = await opened.newPage();
      tab.setDefaultTimeout(30_000);
      tab.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
      tab.on("pageerror", (error) => seen.errors.push(String(error)));
      await tab.exposeFunction("__violation", (violation) => seen.violations.push(violation));
      await tab.addInitScript(() =>
        document.addEventListener("securitypolicyviolation", (e) => window.__violation([e.effectiveDirective, e.blockedURI, e.sample].join(" | "))),
      );
      if (init) await tab.addInitScript(init);
      const open = async (path) => {
        await tab.goto(server.address + path);
        // What a page names leads to the script of its build, which no `load` waits for.
        const alive = () => !document.querySelector('script[src*="innodex/"]') || ![...document.querySelectorAll(":not(:defined)")].some(({ localName }) => /^innodex-/.test(localName));
        await tab.waitForFunction(alive, null, { timeout: 3000 }).catch(() => {});
      };
      await open(at);
      await work(tab, { address: server.address, requests, seen, open, expect: (what) => (expected = { ...NOTHING, ...what }) });
      assert.deepEqual(seen, expected);
    } finally {
      await opened.close();
      await server.close();
    }
  });
}

/** A page of HTML around some elements. */
export const html = (body, { lang = "zh-CN", head = "" } = {}) =>
  `<!doctype html>\n<html lang="${lang}">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>页</title><link rel="icon" href="/icon.svg">${head}</head>\n<body>\n${body}\n</body>\n</html>\n`;

export const SCRIPT = '<script type="module" src="/innodex/innodex.js"></script>';

/** Waits for a ranking of so many rows. */
export const ranked = (page, rows = 31, nth = 0) => page.waitForFunction(([n, at]) => document.querySelectorAll("innodex-ranking")[at]?.shadowRoot?.querySelectorAll("tr[data-code]").length === n, [rows, nth]);

/** What a ranking shows, row by row. */
export const rows = (page, nth = 0) => rowsOf(page.locator("innodex-ranking").nth(nth));

/** The text of an element as rendered, shadow trees and all. */
export const words = (page, selector) => page.locator(selector).first().innerText();

/** Runs axe over the whole page. */
export async function accessible(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(
    violations.map(({ id, nodes }) => [id, nodes.map(({ target, failureSummary }) => `${target.flat().join(" ")}: ${failureSummary}`)]),
    [],
  );
  assert.ok(passes.length > 10, `${passes.length} rules`);
}

/** The element that has the focus, through shadow roots, as a short description. */
export const focused = (page) =>
  page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at && [at.localName, at.getAttribute("type"), at.getAttribute("aria-label"), at.textContent.trim().slice(0, 20), at.getRootNode().host?.localName].filter(Boolean).join(" ");
  });

/** Presses Tab until what has the focus is as wanted. */
export async function tabTo(page, wanted, key = "Tab") {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press(key);
    if (wanted.test((await focused(page)) ?? "")) return;
  }
  assert.fail(`no way to ${wanted} by ${key}`);
}
