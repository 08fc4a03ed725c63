// A folder is upgraded on a plain server, which sends no Cache-Control: the browser keeps what it has for a tenth of its age. Two
// releases, one profile, no interception (it would switch the cache off).
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { dist, executablePath, html, ranked } from "../support/browser.js";
import { json } from "../support/files.js";

const TYPES = { ".js": "text/javascript", ".html": "text/html; charset=utf-8", ".json": "application/json", ".wasm": "application/wasm" };
const MONTH = 30 * 86_400_000;
const own = mkdtempSync(join(tmpdir(), "innodex-upgrade-"));
after(() => rmSync(own, { recursive: true, force: true }));

/** Every file looks a month old, so that the browser keeps it for three days. */
const age = (folder) => {
  const then = new Date(Date.now() - MONTH);
  for (const name of readdirSync(folder, { recursive: true })) utimesSync(join(folder, name), then, then);
};

/** The package as the next release: every hash another one, and 名次 called 位次. */
function nextRelease(folder) {
  const { build } = json("pkg/dist/files.json");
  const hashes = [...new Set(readdirSync(dist()).flatMap((name) => /-([0-9A-F]{8})\.\w+$/.exec(name)?.[1] ?? []))];
  const other = (text) => hashes.reduce((all, hash) => all.replaceAll(hash, [...hash].reverse().join("") === hash ? "0A0B0C0D" : [...hash].reverse().join("")), text);
  assert.ok(hashes.includes(build));
  cpSync(dist(), folder, { recursive: true, filter: (path) => !/types|schema/.test(path) });
  for (const name of readdirSync(folder).filter((each) => statSync(join(folder, each)).isFile())) {
    const text = /\.(js|json)$/.test(name) ? other(readFileSync(join(folder, name), "utf8")).replaceAll('rank:"名次"', 'rank:"位次"') : readFileSync(join(folder, name));
    rmSync(join(folder, name));
    writeFileSync(join(folder, other(name)), text);
  }
}

let browser;
const next = join(own, "next");
before(async () => {
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  nextRelease(next);
});
after(() => browser?.close());

const head = (...names) => names.map((name) => `<script type="module" src="/innodex/${name}.js"></script>`).join("");
const OWN = '<innodex-ranking framework="provincial"><p>本单位的表格</p></innodex-ranking>';
const PAGES = {
  "/ranking.html": html(OWN, { head: head("innodex") }),
  "/whatif.html": html(`<innodex-model framework="provincial"><innodex-ranking></innodex-ranking><innodex-scenario unit="42" indicator="rd_expenditure"></innodex-scenario><innodex-goal unit="42" rank="7" indicator="rd_expenditure"></innodex-goal></innodex-model>`, { head: head("innodex", "whatif") }),
  "/own.html": html(`<innodex-ranking data="/d.csv" framework="/f.json"><p>本单位的表格</p></innodex-ranking>`, { head: head("innodex") }),
  "/d.csv": "unit,year,x\n甲,2022,1\n乙,2022,2\n",
  "/f.json": JSON.stringify({ id: "f", indicators: [{ id: "x", direction: 1 }], tree: { id: "t", children: [{ id: "x" }] }, steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic" }] }),
};

/** A returning visitor and a folder that can be upgraded. */
function visitor(name, work) {
  test(name, async () => {
    const folder = mkdtempSync(join(own, "site-"));
    cpSync(dist(), folder, { recursive: true, filter: (path) => !/types|schema/.test(path) });
    age(folder);
    const asked = [];
    const server = createServer((request, response) => {
      const path = request.url.split("?")[0];
      asked.push(path);
      const file = join(folder, path.replace("/innodex/", ""));
      if (PAGES[path]) return response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "text/plain" }).end(PAGES[path]);
      if (!path.startsWith("/innodex/") || !existsSync(file)) return response.writeHead(404).end();
      const changed = statSync(file).mtime.toUTCString();
      if (request.headers["if-modified-since"] === changed) return response.writeHead(304).end();
      response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Last-Modified": changed }).end(readFileSync(file));
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const context = await browser.newContext({ locale: "zh-CN" });
    let others;
    const heard = [];
    await context.exposeFunction("__heard", (detail) => heard.push(detail));
    await context.addInitScript(() => document.addEventListener("error", ({ detail }) => detail?.code && window.__heard(detail), true));
    const upgrade = ({ over }) => {
      if (!over) rmSync(folder, { recursive: true, force: true });
      cpSync(next, folder, { recursive: true });
      age(folder);
    };
    const open = async (path, { kept = true } = {}) => {
      const tab = await (kept ? context : (others = await browser.newContext({ locale: "zh-CN" }))).newPage();
      tab.setDefaultTimeout(15_000);
      asked.length = 0;
      await tab.goto(`http://127.0.0.1:${server.address().port}${path}`);
      return tab;
    };
    try {
      await work({ open, upgrade, asked, heard });
    } finally {
      await context.close();
      await others?.close();
      server.close();
      server.closeAllConnections();
    }
  });
}

const fuller = async (tab) => {
  await tab.locator("innodex-planner table").first().waitFor();
  await tab.locator("innodex-goal [part=controls], innodex-goal form, innodex-goal .controls").first().waitFor();
};
/** What the first column of the ranking is called. */
const word = async (tab) => (await tab.locator("innodex-ranking thead th").first().innerText()).trim();

visitor("the new folder copied over the old one: the visitor's build goes on, its parts that were not kept too", async ({ open, upgrade, asked, heard }) => {
  let tab = await open("/ranking.html");
  await ranked(tab);
  assert.equal(await word(tab), "名次");
  await tab.close();
  upgrade({ over: true });
  tab = await open("/whatif.html");
  await ranked(tab);
  await fuller(tab);
  assert.ok(!asked.includes("/innodex/innodex.js"), "the browser has kept it");
  assert.ok(asked.some((path) => /whatif-/.test(path)));
  assert.equal(await word(tab), "名次", "one build on the page");
  assert.deepEqual(heard, []);
});

visitor("the folder replaced, and only what leads to the build was kept: the new build, without a reload", async ({ open, upgrade, heard }) => {
  let tab = await open("/ranking.html");
  await ranked(tab);
  // A browser that has thrown away all but the smallest file.
  const entry = await tab.evaluate(async () => (await fetch("/innodex/innodex.js", { cache: "force-cache" })).text());
  assert.match(entry, /innodex-/);
  await tab.close();
  upgrade({ over: false });
  PAGES["/first.html"] = html(OWN, { head: '<script type="module" src="/kept/innodex.js"></script>' });
  PAGES["/kept/innodex.js"] = entry.replaceAll("import.meta.url", "new URL('/innodex/innodex.js', location.href).href");
  tab = await open("/first.html", { kept: false });
  await ranked(tab);
  assert.equal(await word(tab), "位次");
  assert.deepEqual(heard, []);
});

visitor("the folder replaced, the old ranking kept: it goes on; what needs the new build says so, and one reload mends it", async ({ open, upgrade, heard }) => {
  let tab = await open("/ranking.html");
  await ranked(tab);
  await tab.evaluate(() => customElements.whenDefined("innodex-scenario"));
  await tab.close();
  upgrade({ over: false });
  tab = await open("/whatif.html");
  await ranked(tab);
  assert.equal(await word(tab), "名次");
  await tab.waitForFunction(() => document.querySelector("innodex-goal:not(:defined)"));
  for (let i = 0; i < 50 && !heard.length; i++) await tab.waitForTimeout(100);
  assert.deepEqual(heard.map(({ code }) => code), ["two_builds"]);
  assert.match(heard[0].message, /两个版本.*刷新页面/);
  await tab.reload();
  await ranked(tab);
  await fuller(tab);
  assert.equal(await word(tab), "位次");
});

visitor("the folder replaced, and a module is wanted that was not kept: said, and one reload mends it", async ({ open, upgrade }) => {
  let tab = await open("/ranking.html");
  await ranked(tab);
  await tab.close();
  upgrade({ over: false });
  tab = await open("/own.html");
  const problem = tab.locator("innodex-ranking [part=problem]");
  await problem.waitFor();
  assert.match(await problem.innerText(), /请刷新页面/);
  assert.ok(await tab.getByText("本单位的表格").isVisible());
  await tab.reload();
  await ranked(tab, 2);
  assert.equal(await word(tab), "位次");
});

visitor("nothing changed: the second visit asks for nothing of the package", async ({ open, asked }) => {
  let tab = await open("/ranking.html");
  await ranked(tab);
  await tab.evaluate(() => customElements.whenDefined("innodex-scenario"));
  await tab.close();
  tab = await open("/ranking.html");
  await ranked(tab);
  assert.deepEqual(asked.filter((path) => path.startsWith("/innodex/")), []);
});
