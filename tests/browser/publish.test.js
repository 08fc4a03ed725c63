// Publications as readers meet them: on nginx under a strict policy, without scripts, from a disk without a network, in a frame of
// another site.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { publish } from "../../pkg/dist/publish-node.js";
import { POLICY } from "../../scripts/serve.mjs";
import { innodex } from "../support/cli.js";
import { cells, project } from "../support/files.js";
import { lay, nginx, TYPES } from "../support/nginx.js";
import { HOSTILE, hostile, madeUp, PROVINCES } from "../support/publication.js";
import { rowsOf } from "../support/ranking.js";

const DATE = "2026-11-30";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "innodex-publications-"));
const at = (name) => join(folder, name);
/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof nginx>>} */
let server;
const single = {};

/** The page of another site around a frame, by the lines of embed.html. */
const portal = (address, resize) => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>门户</title><link rel="icon" href="${address}/index/innodex/icon.svg"></head><body><p>正文</p>
<iframe data-innodex src="${address}/index/frame.html" title="排名" width="100%" height="300" frameborder="0" loading="lazy" sandbox="allow-scripts"></iframe>
<iframe id="other" srcdoc="<p>别的</p>" title="别的"></iframe>
<script src="${resize}"></script></body></html>`;

before(async () => {
  for (const [name, given] of [["provinces", PROVINCES], ["own", madeUp()], ["hostile", hostile()]]) {
    const files = await publish(given, { date: DATE });
    single[name] = files.find(({ path }) => /^[\w-]+-\d{4}\.html$/.test(path)).path;
    lay(at(`site/${name}`), files);
    if (name === "own") lay(at("site/index"), files);
  }
  lay(at("site/package"), ["publish.js"].map((path) => ({ path: "page.html", bytes: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>发布</title></head><body><p>发布</p><script type="module" src="innodex/${path}"></script></body></html>` })));
  execFileSync("cp", ["-r", join(project, "pkg/dist"), at("site/package/innodex")]);
  browser = await chromium.launch({ executablePath: execFileSync("which", [process.env.CHROMIUM ?? "chromium"], { encoding: "utf8" }).trim(), args: ["--no-sandbox"] });
  const frames = ([first]) => `default-src 'self'; frame-src http://127.0.0.1:${first}; img-src http://127.0.0.1:${first}`;
  server = await nginx([{ root: at("site") }, { root: at("other"), policy: frames }, { root: at("site"), types: { html: TYPES.html } }]);
  const resize = execFileSync("ls", [at("site/own/innodex")], { encoding: "utf8" }).split("\n").find((name) => name.startsWith("resize-"));
  lay(at("other"), [{ path: "resize.js", bytes: readFileSync(at(`site/own/innodex/${resize}`)) }, { path: "portal.html", bytes: portal(server.addresses[0], "resize.js") }]);
});
after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * A test in a page of its own, in which nothing may go wrong.
 * @param {string} name @param {{ context?: object, expected?: RegExp }} how @param {(page: import("playwright-core").Page, requests: string[]) => Promise<void>} work
 */
const page = (name, { context = {}, expected }, work) =>
  test(name, async () => {
    const opened = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "zh-CN", serviceWorkers: "block", ...context });
    const [wrong, requests] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])];
    try {
      const tab = await opened.newPage();
      tab.setDefaultTimeout(30_000);
      tab.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
      tab.on("pageerror", (error) => wrong.push(String(error)));
      tab.on("dialog", (dialog) => (wrong.push(`dialog ${dialog.message()}`), dialog.dismiss()));
      tab.on("request", (request) => requests.push(request.url()));
      await work(tab, requests);
      assert.deepEqual(wrong.filter((text) => !expected?.test(text)), []);
      const known = [...server.addresses.map((address) => new URL(address).host), ""];
      for (const url of requests) assert.ok(known.includes(new URL(url).host), url);
    } finally {
      await opened.close();
    }
  });

/** Code, rank and score of every row that the element shows. */
const shown = async (tab) => (await rowsOf(tab.locator("innodex-ranking").first()));
const ranked = (tab, rows) => tab.waitForFunction((n) => document.querySelector("innodex-ranking")?.shadowRoot?.querySelectorAll("tr[data-code]").length === n, rows);

/** What the command line computes of a project's data and framework: code, rank. */
async function computed(name) {
  const parts = name === "provinces" ? ["--framework", "provincial", "--period", "2022"] : ["--data", at(`site/${name}/data/panel.csv`), "--indicators", at(`site/${name}/data/indicators.json`), "--framework", at(`site/${name}/data/framework.json`), "--period", "2023"];
  const { code, out, err } = await innodex("rank", ...parts, "--format", "csv");
  assert.equal(code, 0, err);
  return cells(out).slice(1).filter((row) => row.length > 1).map(([unit, , rank]) => [unit, Number(rank)]);
}

const codesAndRanks = (tab) => tab.evaluate(() => [...document.querySelector("innodex-ranking").shadowRoot.querySelectorAll("tr[data-code]")].map((row) => [row.getAttribute("data-code"), Number(row.querySelector(".rank").textContent)]));

describe("on nginx, under a strict policy, in a subfolder", () => {
  for (const [name, rows] of [["provinces", 31], ["own", 11], ["hostile", 11]]) {
    page(`${name}: page.html shows the ranks of the command line`, {}, async (tab) => {
      await tab.goto(`${server.addresses[0]}/${name}/page.html`);
      await ranked(tab, rows);
      assert.deepEqual(await codesAndRanks(tab), await computed(name));
      await tab.waitForFunction(() => document.querySelector("innodex-trend")?.shadowRoot?.querySelector("svg"));
      // The plain table has given its place to the element.
      assert.equal(await tab.locator("innodex-ranking .ix-static").isVisible(), false);
      assert.equal(await tab.evaluate(() => document.querySelectorAll("img[src=x], [onerror], [onmouseover]").length), 0);
      if (name === "hostile") for (const label of HOSTILE.slice(0, 4)) assert.ok((await shown(tab)).some((row) => JSON.stringify(row).includes(JSON.stringify(label).slice(1, -1))), label);
    });
  }

  page("every page passes axe, and no page scrolls sideways at 360 px", { context: { viewport: { width: 360, height: 800 } } }, async (tab) => {
    for (const path of ["page.html", "static.html", "method.html", "embed.html", single.provinces.replace(/.*/, "frame.html")]) {
      await tab.goto(`${server.addresses[0]}/provinces/${path}`);
      if (/page|frame/.test(path)) await ranked(tab, 31);
      assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= 360, path);
      await tab.evaluate(axe);
      const found = await tab.evaluate(async () => (await window.axe.run(document, { resultTypes: ["violations"] })).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().join(" ")).slice(0, 3)}`));
      assert.deepEqual(found, [], path);
    }
  });

  page("a click opens the figures behind a score", {}, async (tab) => {
    await tab.goto(`${server.addresses[0]}/own/page.html`);
    await ranked(tab, 11);
    await tab.locator("innodex-ranking button[aria-expanded]").first().click();
    await tab.locator("innodex-ranking").getByText("人均产出").first().waitFor();
  });

  page("a server that knows no types leaves the plain table in place", { expected: /MIME type|Refused to/ }, async (tab) => {
    await tab.goto(`${server.addresses[2]}/own/page.html`);
    await tab.waitForTimeout(500);
    assert.equal(await tab.locator("innodex-ranking .ix-static").isVisible(), true);
    assert.match(await tab.locator("innodex-ranking .ix-static tbody tr").first().innerText(), /^1\s/);
  });
});

describe("without scripts", () => {
  page("static.html and page.html show the same ranks", { context: { javaScriptEnabled: false } }, async (tab) => {
    for (const path of ["static.html", "page.html"]) {
      await tab.goto(`${server.addresses[0]}/provinces/${path}`);
      const rows = await tab.locator(".ix-static tbody tr").all();
      const ranks = await Promise.all(rows.map(async (row) => [await row.getAttribute("data-code"), Number(await row.locator(".ix-rank").innerText())]));
      assert.deepEqual(ranks, await computed("provinces"), path);
      assert.equal(await tab.locator(".ix-static").isVisible(), true);
    }
  });

  page("the plain table of embed.html, pasted into a page, shows no script and keeps to itself", {}, async (tab) => {
    await tab.goto(`${server.addresses[0]}/hostile/embed.html`);
    const lines = await tab.locator("pre").nth(2).innerText();
    await tab.goto("about:blank");
    await tab.setContent(`<!doctype html><html lang="zh-CN"><body><table id="host"><tr><td>原有</td></tr></table>${lines}</body></html>`);
    assert.equal(await tab.locator(".ix-static tbody tr").count(), 11);
    assert.equal(await tab.evaluate(() => document.querySelectorAll("script, img, iframe").length), 0);
    assert.equal(await tab.evaluate(() => getComputedStyle(document.querySelector("#host td")).borderBottomWidth), "0px");
  });
});

describe("one file, from a disk, without a network", () => {
  for (const [name, rows] of [["provinces", 31], ["own", 11], ["hostile", 11]]) {
    page(`${name}: it computes, and asks for nothing`, { context: { offline: true } }, async (tab, requests) => {
      await tab.goto(pathToFileURL(at(`site/${name}/${single[name]}`)).href);
      await ranked(tab, rows);
      assert.deepEqual(await codesAndRanks(tab), await computed(name));
      await tab.waitForFunction(() => document.querySelector("innodex-trend")?.shadowRoot?.querySelector("svg"));
      assert.equal(requests.length, 1);
    });
  }

  page("it computes anew: another year is ranked", { context: { offline: true } }, async (tab) => {
    await tab.goto(pathToFileURL(at(`site/own/${single.own}`)).href);
    await ranked(tab, 11);
    await tab.locator("innodex-ranking select").first().selectOption("2021");
    const parts = ["--data", at("site/own/data/panel.csv"), "--indicators", at("site/own/data/indicators.json"), "--framework", at("site/own/data/framework.json"), "--period", "2021"];
    const expected = cells((await innodex("rank", ...parts, "--format", "csv")).out).slice(1).filter((row) => row.length > 1).map(([unit, , rank]) => [unit, Number(rank)]);
    await tab.waitForFunction((first) => document.querySelector("innodex-ranking").shadowRoot.querySelector("tr[data-code]").dataset.code === first, expected[0][0]);
    assert.deepEqual(await codesAndRanks(tab), expected);
  });
});

describe("in a sandboxed frame of another site", () => {
  page("it computes under allow-scripts alone, and is as high as its content", {}, async (tab) => {
    await tab.goto(`${server.addresses[1]}/portal.html`);
    const frame = await (await tab.locator("iframe[data-innodex]").elementHandle()).contentFrame();
    await frame.waitForFunction(() => document.querySelector("innodex-ranking")?.shadowRoot?.querySelectorAll("tr[data-code]").length === 11);
    assert.equal(await frame.evaluate(() => window.origin), "null");
    const ranks = await frame.evaluate(() => [...document.querySelector("innodex-ranking").shadowRoot.querySelectorAll("tr[data-code]")].map((row) => [row.dataset.code, Number(row.querySelector(".rank").textContent)]));
    assert.deepEqual(ranks, await computed("own"));
    const inside = () => frame.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height));
    const outside = () => tab.evaluate(() => document.querySelector("iframe[data-innodex]").clientHeight);
    await tab.waitForFunction((height) => Math.abs(document.querySelector("iframe[data-innodex]").clientHeight - height) <= 2, await inside());
    const before = await outside();
    await frame.locator("innodex-ranking button[aria-expanded]").first().click();
    await frame.waitForFunction((height) => document.documentElement.getBoundingClientRect().height > height + 50, before);
    await tab.waitForFunction((height) => document.querySelector("iframe[data-innodex]").clientHeight > height + 50, before);
    assert.ok(Math.abs((await outside()) - (await inside())) <= 2);
  });

  page("only the frame itself is heard, within bounds, and nothing else it may say", {}, async (tab) => {
    await tab.goto(`${server.addresses[1]}/portal.html`);
    const frame = await (await tab.locator("iframe[data-innodex]").elementHandle()).contentFrame();
    await frame.waitForFunction(() => document.querySelector("innodex-ranking")?.shadowRoot?.querySelectorAll("tr[data-code]").length === 11);
    const height = () => tab.evaluate(() => document.querySelector("iframe[data-innodex]").style.height);
    await tab.waitForFunction(() => document.querySelector("iframe[data-innodex]").style.height !== "");
    const own = await height();
    // The page itself, and another frame, claim a height.
    await tab.evaluate(() => window.postMessage({ type: "innodex:height", height: 7777 }, "*"));
    const other = await (await tab.locator("#other").elementHandle()).contentFrame();
    await other.evaluate(() => parent.postMessage({ type: "innodex:height", height: 8888 }, "*"));
    for (const message of [null, "innodex:height", { type: "innodex:height", height: "9999px" }, { type: "innodex:height", height: NaN }, { type: "innodex:height", height: -5 }, { type: "other", height: 500 }]) {
      await frame.evaluate((said) => parent.postMessage(said, "*"), message);
    }
    await tab.waitForTimeout(300);
    assert.equal(await height(), own);
    await frame.evaluate(() => parent.postMessage({ type: "innodex:height", height: 1e9 }, "*"));
    await tab.waitForFunction(() => document.querySelector("iframe[data-innodex]").style.height === "20000px");
    await frame.evaluate(() => parent.postMessage({ type: "innodex:height", height: 1 }, "*"));
    await tab.waitForFunction(() => document.querySelector("iframe[data-innodex]").style.height === "120px");
  });
});

test("in a page the function writes the same bytes as in Node, and pictures as PNG", async () => {
  const opened = await browser.newContext({ locale: "zh-CN" });
  const tab = await opened.newPage();
  await tab.goto(`${server.addresses[0]}/package/page.html`);
  const given = madeUp();
  const found = await tab.evaluate(
    async ([spec, date]) => {
      const { publish, verify } = await import("/package/innodex/publish.js");
      const files = await publish(spec, { date });
      const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      const { same } = await verify(files);
      return { same, files: await Promise.all(files.map(async ({ path, bytes }) => [path, hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))), bytes.length, hex(bytes.slice(0, 4))])) };
    },
    [given, DATE],
  );
  await opened.close();
  const { createHash } = await import("node:crypto");
  const node = new Map((await publish(given, { date: DATE })).map(({ path, bytes }) => [path, createHash("sha256").update(bytes).digest("hex")]));
  assert.equal(found.same, true);
  const pictures = found.files.filter(([path]) => path.endsWith(".png"));
  assert.deepEqual(pictures.map(([path, , , begin]) => [path, begin]), [["ranking.png", "89504e47"], ["trend.png", "89504e47"]]);
  for (const [, , size] of pictures) assert.ok(size > 10_000, `${size}`);
  // Pages and README name the PNGs; everything else is the same.
  const differing = found.files.filter(([path, hash]) => !path.endsWith(".png") && node.get(path) !== hash).map(([path]) => path);
  assert.deepEqual(differing, ["README.txt", "page.html", "publication.json"]);
  assert.equal(POLICY.includes("'wasm-unsafe-eval'"), true);
});
