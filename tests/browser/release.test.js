// The files of a release on servers and pages as they are: caches that mix two builds, addresses with versions, files that are
// not what they should be.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { html, page, ranked, rows, SCRIPT } from "../support/browser.js";
import { hashed, json, project } from "../support/files.js";

const dist = `${project}pkg/dist`;
const { build } = json("pkg/dist/files.json");
const OTHER = "00000000";
const folder = mkdtempSync(join(tmpdir(), "innodex-other-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The same package as another build. */
cpSync(dist, folder, { recursive: true });
for (const name of readdirSync(folder).filter((each) => each.endsWith(".js"))) {
  const text = readFileSync(join(folder, name), "utf8");
  rmSync(join(folder, name));
  writeFileSync(join(folder, name.replace(build, OTHER)), text.replaceAll(build, OTHER));
}
const mount = { "/innodex/": dist, "/other/": folder };
const RANKING = "<innodex-ranking><p>本单位的表格</p></innodex-ranking>";

page(
  "scripts of another build are refused in both languages, and what stands already goes on",
  { mount, at: "/page.html", pages: { "/page.html": html(`${RANKING}<innodex-scenario></innodex-scenario>`, { head: SCRIPT }) } },
  async (tab, { expect, seen }) => {
    await ranked(tab);
    const message = await tab.evaluate(() => import("/other/whatif-00000000.js").then(String, ({ code, message }) => `${code} | ${message}`));
    assert.match(message, /^two_builds \| /);
    assert.ok(message.includes(`This page has files of two builds of innodex (${build} and ${OTHER}). Copy the whole folder again, then reload the page with Ctrl+F5.`));
    assert.ok(message.includes("此页面混用了 innodex 的两个版本"));
    assert.equal(await tab.evaluate(() => customElements.get("innodex-goal") ?? null), null);
    assert.equal((await rows(tab)).length, 31);
    expect({ errors: seen.errors.filter((error) => error.includes("two_builds")) });
  },
);

page("a model of one build is refused by the functions of another", { mount, at: "/page.html", pages: { "/page.html": html("") } }, async (tab) => {
  const codes = await tab.evaluate(async () => {
    const { Model } = await import("/innodex/index.js");
    const [analysis, others] = [await import("/innodex/analysis.js"), await import("/other/analysis.js")];
    const model = await Model.load({ methods: true });
    return [analysis, others].map(({ report }) => {
      try {
        return typeof report(model, "2022");
      } catch ({ code }) {
        return code;
      }
    });
  });
  assert.deepEqual(codes, ["object", "two_builds"]);
});

page(
  "addresses with versions: one copy of the elements, in their fuller form",
  { at: "/page.html", pages: { "/page.html": html(`<innodex-scenario></innodex-scenario>${RANKING}`, { head: '<script type="module" src="/innodex/innodex.js?v=3"></script><script type="module" src="/innodex/whatif.js?v=4"></script>' }) } },
  async (tab, { requests }) => {
    await ranked(tab);
    await tab.locator("innodex-scenario innodex-planner").first().waitFor();
    assert.equal(requests.filter((path) => path === "/innodex/innodex.js").length, 2, "the small script, and the one it leads to");
  },
);

const FURTHER = {
  id: "x",
  indicators: [{ id: "rd_expenditure", direction: 1 }],
  tree: { id: "index", children: [{ id: "rd_expenditure" }] },
  steps: [{ step: "normalise", method: "borda" }, { step: "aggregate", method: "arithmetic" }],
};
page(
  "a framework with a further method: its module at once, and the small one never",
  { at: "/page.html", pages: { "/page.html": html(`<innodex-ranking framework='${JSON.stringify(FURTHER)}'></innodex-ranking>`, { head: SCRIPT }) } },
  async (tab, { requests }) => {
    await ranked(tab);
    assert.deepEqual(requests.filter((path) => path.endsWith(".wasm")), ["/innodex/model.wasm"]);
  },
);

for (const type of ["application/wasm; charset=utf-8", "text/plain", "application/octet-stream"]) {
  page(`a server that says ${type} of .wasm`, { mime: { ".wasm": type }, at: "/page.html", pages: { "/page.html": html(RANKING, { head: SCRIPT }) } }, (tab) => ranked(tab));
}

for (const [what, content] of [
  ["a login page", "<!doctype html><title>请先登录</title>"],
  ["nothing", ""],
]) {
  page(
    `${what} in place of the module: named for what it is, and the page's own content stays`,
    { at: "/page.html", without: ["spare-first.js"], pages: { "/page.html": html(RANKING, { head: SCRIPT }), [`/innodex/${hashed("ranking.wasm")}`]: content } },
    async (tab, { expect, seen }) => {
      const problem = tab.locator("innodex-ranking [part=problem]");
      await problem.waitFor();
      assert.match(await problem.innerText(), /没能载入 innodex 的一个文件：服务器给出的不是这个文件。/);
      assert.ok(await tab.getByText("本单位的表格").isVisible());
      expect({ errors: seen.errors.filter((error) => /404/.test(error)) });
    },
  );
}

page(
  "an element made before its script has come is upgraded; on a page without a ranking too",
  { at: "/page.html", pages: { "/page.html": html("", { head: SCRIPT }) } },
  async (tab) => {
    await tab.evaluate(() => {
      const growth = Object.assign(document.createElement("innodex-growth"), { indicator: "gdp", period: "2022" });
      document.body.append(growth);
    });
    await tab.locator("innodex-growth tr[part=row]").nth(30).waitFor();
    assert.match(await tab.locator("innodex-growth caption").innerText(), /2022/);
  },
);

page(
  "without the script of the further elements: the ranking stands, the page's own content stays, and the page hears of it",
  { without: ["innodex-further.js"], at: "/page.html", pages: { "/page.html": html(`<innodex-growth><p>本单位的表格</p></innodex-growth><innodex-ranking></innodex-ranking>`, { head: SCRIPT }) }, init: 'addEventListener("error", ({ detail }) => detail && (window.heard = detail))' },
  async (tab, { expect, seen }) => {
    await ranked(tab);
    await tab.waitForFunction(() => window.heard);
    const { code, message, place } = await tab.evaluate(() => window.heard);
    assert.equal(code, "file_unreadable");
    assert.equal(message, "没能载入 innodex 的一个文件：HTTP 404。");
    assert.match(place, /^\/innodex\/innodex-further-\w+\.js$/);
    assert.ok(await tab.getByText("本单位的表格").isVisible());
    expect({ errors: seen.errors.filter((error) => /404|innodex-further-/.test(error)) });
  },
);
