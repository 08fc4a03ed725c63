// Pages as hosts have them: other sizes, inherited text, old libraries, frames, XML.
import assert from "node:assert/strict";
import { html, page, ranked, rows, SCRIPT } from "../support/browser.js";
import { text } from "../support/files.js";

const ELEMENTS = `<innodex-model framework="provincial"><innodex-ranking></innodex-ranking><innodex-scenario unit="42" indicator="rd_expenditure"></innodex-scenario></innodex-model>`;
const SCRIPTS = `${SCRIPT}<script type="module" src="/innodex/whatif.js"></script>`;
/** A page of one style sheet. @param {string} css */
const styled = (css, body = ELEMENTS) => ({ pages: { "/page.css": css, "/page.html": html(body, { head: `<link rel="stylesheet" href="/page.css">${SCRIPTS}` }) }, at: "/page.html" });

/** Sizes of text in the tables, pixels. */
const sizes = (tab) => tab.evaluate(() => ["innodex-ranking", "innodex-scenario"].map((name) => parseFloat(getComputedStyle(document.querySelector(name)).fontSize)));

for (const [what, css] of [["rem made for phones", "html { font-size: 100px }"], ["rem made ten pixels", "html { font-size: 62.5% }"], ["no rem of its own", ""]]) {
  page(`text is readable on a page with ${what}`, styled(css), async (tab) => {
    await ranked(tab);
    for (const size of await sizes(tab)) assert.ok(size >= 13 && size <= 18, `${size}`);
  });
}

/** What decides how text runs, of the root and of a cell. */
const running = (tab) =>
  tab.evaluate(() =>
    ["innodex-ranking"].flatMap((name) => {
      const root = document.querySelector(name).shadowRoot;
      return [document.querySelector(name), root.querySelector("td"), root.querySelector("label")].map((element) => {
        const { textIndent, whiteSpace, wordBreak, textTransform, fontStyle, textShadow, letterSpacing } = getComputedStyle(element);
        return [textIndent, wordBreak, textTransform, fontStyle, textShadow, letterSpacing, element === document.querySelector(name) ? whiteSpace : ""].join();
      });
    }),
  );
page("how the page runs its own text is none of the elements' matter", styled("article, body { text-indent: 2em; white-space: nowrap; word-break: break-all; text-transform: uppercase; font-style: italic; text-shadow: 1px 1px red; letter-spacing: 3px }", `<article>${ELEMENTS}</article>`), async (tab, { open }) => {
  await ranked(tab);
  const around = await running(tab);
  await tab.evaluate(() => document.querySelector('link[rel="stylesheet"]').remove());
  assert.deepEqual(around, await running(tab));
  assert.match(around[0], /^0px,normal,none,normal,none,normal,normal$/);
  await open("/page.html");
});

page("without a doctype tables are of the size of the rest", { pages: { "/page.html": html(ELEMENTS, { head: SCRIPTS }).replace("<!doctype html>", "") }, at: "/page.html" }, async (tab) => {
  await ranked(tab);
  assert.equal(await tab.evaluate(() => document.compatMode), "BackCompat");
  const [element, table, height] = await tab.evaluate(() => {
    const ranking = document.querySelector("innodex-ranking");
    return [getComputedStyle(ranking).fontSize, getComputedStyle(ranking.shadowRoot.querySelector("table")).fontSize, getComputedStyle(ranking.shadowRoot.querySelector("table")).lineHeight];
  });
  assert.equal(table, element);
  assert.equal(height, "22.5px");
});

page("an error of an element does not reach window.onerror, and is heard on the document", {
  pages: { "/page.html": html('<innodex-ranking data="/none.csv"><p>本单位的表格</p></innodex-ranking>', { head: `<script src="/monitor.js"></script>${SCRIPT}` }), "/monitor.js": "window.monitored = []; window.heard = []; window.onerror = (...given) => void window.monitored.push(String(given[0])); document.addEventListener('error', ({ detail }) => detail && window.heard.push(detail));" },
  at: "/page.html",
}, async (tab, { seen, expect }) => {
  await tab.locator("innodex-ranking [part=problem]").waitFor();
  assert.deepEqual(await tab.evaluate(() => window.monitored), []);
  assert.deepEqual(await tab.evaluate(() => window.heard.map(({ code, place }) => [code, place])), [["file_unreadable", "/none.csv (404)"]]);
  expect({ errors: seen.errors.filter((error) => /404/.test(error)) });
});

/** Of old libraries, what they do to built-in objects. */
const OLD = {
  "lists with a toJSON (Prototype 1.6)": "Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };",
  "an Array.from that knows no {length} (MooTools 1.4)": "Array.from = function (item) { return item == null ? [] : typeof item === 'object' && 'length' in item && typeof item !== 'string' && Array.isArray(item) ? item : [item]; };",
  "no constructed style sheets (MooTools hides them)": "delete CSSStyleSheet.prototype.replace;",
  "frozen errors": "Object.freeze(Error.prototype);",
};
for (const [what, script] of Object.entries(OLD)) {
  // Style elements, which Lit then writes, need the page's leave.
  const headers = /style sheets/.test(what) ? { "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; require-trusted-types-for 'script'" } : undefined;
  page(`a page with an old library: ${what}`, { headers, pages: { "/old.js": script, "/page.html": html(`<innodex-model framework="provincial"><innodex-ranking intervals></innodex-ranking><innodex-scenario unit="42" indicator="rd_expenditure"></innodex-scenario><innodex-robustness></innodex-robustness></innodex-model>`, { head: `<script src="/old.js"></script>${SCRIPTS}<script type="module" src="/innodex/uncertainty.js"></script>` }) }, at: "/page.html" }, async (tab) => {
    await ranked(tab);
    await tab.locator("innodex-planner table").first().waitFor();
    await tab.locator("innodex-planner #value").first().fill("30");
    await tab.waitForFunction(() => document.querySelector("innodex-scenario").shadowRoot.querySelector("innodex-planner").shadowRoot.querySelector("[part=result]")?.textContent.includes("64.1"));
    await tab.locator("innodex-robustness [part~=result], innodex-robustness table").first().waitFor();
    assert.equal(await tab.locator("[part=problem]").count(), 0);
    assert.ok(await tab.evaluate(() => getComputedStyle(document.querySelector("innodex-ranking").shadowRoot.querySelector("table")).borderCollapse === "collapse"));
  });
}
page("a page with an old library and a framework as an object", { pages: { "/old.js": `${OLD["lists with a toJSON (Prototype 1.6)"]}`, "/give.js": `document.querySelector("innodex-ranking").framework = ${text("examples/own-figures/central.json")};`, "/d.csv": text("examples/own-figures/central.csv"), "/page.html": html('<innodex-ranking data="/d.csv"></innodex-ranking><script src="/give.js"></script>', { head: `<script src="/old.js"></script>${SCRIPT}` }) }, at: "/page.html" }, (tab) => ranked(tab, 6));

page("a page that has a Lit of its own, under policies by name", { headers: { "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types lit-html innodex" }, pages: { "/own.js": "trustedTypes.createPolicy('lit-html', { createHTML: (s) => s });", "/page.html": html(ELEMENTS, { head: `<script src="/own.js"></script>${SCRIPTS}` }) }, at: "/page.html" }, async (tab, { seen, expect }) => {
  await ranked(tab);
  // The name that is taken was asked for, and is reported once.
  assert.equal(seen.violations.length, 1, seen.violations.join());
  expect({ violations: seen.violations, errors: seen.errors.filter((error) => /lit-html/.test(error)) });
});
page("copies from two folders, under policies by name", { headers: { "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types lit-html" }, pages: { "/page.html": html("<innodex-ranking></innodex-ranking>", { head: `${SCRIPT}<script type="module" src="/copy/innodex.js"></script><script type="module" src="/innodex/innodex.js?v=3"></script>` }) }, at: "/page.html" }, (tab) => ranked(tab));

const OWN = '<innodex-ranking data="/d.csv" framework="/f.json"><p>本单位的表格</p></innodex-ranking>';
const FILES = { "/d.csv": text("examples/own-figures/central.csv"), "/f.json": text("examples/own-figures/central.json") };
const inFrame = (tab) => tab.frames()[1].waitForFunction(() => document.querySelector("innodex-ranking")?.shadowRoot?.querySelectorAll("tr[data-code]").length === 6);
/** For an attribute. */
const quoted = (markup) => markup.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
page("a frame with srcdoc reads the files of its page's site", { pages: { ...FILES, "/page.html": html(`<iframe width="900" height="500" srcdoc="${quoted(html(OWN, { head: SCRIPT }))}"></iframe>`) }, at: "/page.html" }, inFrame);
for (const attribute of ['src="/inner.html"', `srcdoc="${quoted(html(OWN, { head: SCRIPT }))}"`]) {
  page(`a frame without an origin of its own (sandbox), ${attribute.slice(0, 6)}, on a server that lets it: own figures too`, {
    headers: { "Access-Control-Allow-Origin": "*", "Content-Security-Policy": "" },
    pages: { ...FILES, "/inner.html": html(OWN, { head: SCRIPT }), "/page.html": html(`<iframe sandbox="allow-scripts" width="900" height="500" ${attribute}></iframe>`) },
    at: "/page.html",
  }, inFrame);
}
page("in such a frame a file of another site is refused before it is asked for", {
  headers: { "Access-Control-Allow-Origin": "*", "Content-Security-Policy": "" },
  pages: { "/inner.html": html('<innodex-ranking data="http://example.org/d.csv"></innodex-ranking>', { head: SCRIPT }), "/page.html": html('<iframe sandbox="allow-scripts" src="/inner.html"></iframe>') },
  at: "/page.html",
}, async (tab) => {
  await tab.frames()[1].locator("innodex-ranking [part=problem]").waitFor();
  assert.match(await tab.frames()[1].locator("innodex-ranking [part=problem]").innerText(), /这个地址属于其他网站/);
});

page("a language written with an underscore", { pages: Object.fromEntries(["zh_CN", "zh-Hans-CN", "ZH-cn", "zh", "zha"].map((lang) => [`/${lang}.html`, html("<innodex-ranking></innodex-ranking>", { head: SCRIPT, lang })])), at: "/icon.svg" }, async (tab, { open }) => {
  for (const lang of ["zh_CN", "zh-Hans-CN", "ZH-cn", "zh", "zha"]) {
    await open(`/${lang}.html`);
    await ranked(tab);
    assert.equal((await rows(tab))[0].name, lang === "zha" ? "Beijing" : "北京", lang);
  }
});

page("addresses with brackets", { pages: { ...FILES, "/统计[终稿].csv": FILES["/d.csv"], "/api.csv": FILES["/d.csv"], "/page.html": html('<innodex-ranking data="/统计[终稿].csv" framework="/f.json"></innodex-ranking><innodex-ranking data="/api.csv?filter[year]=2022&amp;unit={p}" framework="/f.json?v={1}"></innodex-ranking>', { head: SCRIPT }) }, at: "/page.html" }, async (tab, { requests }) => {
  await ranked(tab, 6, 0);
  await ranked(tab, 6, 1);
  assert.ok(requests.includes("/统计[终稿].csv") && requests.includes("/api.csv"));
});
