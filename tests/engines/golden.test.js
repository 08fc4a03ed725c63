// One file of scores for every engine: tests/golden/scores.json, which native code has written. Node and wasmtime are held to it too
// (tests/node/golden.test.js, tests/python/test_golden.py).
import assert from "node:assert/strict";
import { test } from "node:test";
import { Model } from "../../pkg/dist/node.js";
import { POLICY, serve } from "../../scripts/serve.mjs";
import { assertGolden, GOLDEN_FIGURES, golden, goldenInput, playGolden } from "../support/golden.js";
import { ENGINES } from "./drive.js";

const GROUPS = ["rankings", "provincial", "after", "hdi"];

/** How many figures are not those of the file to the last bit. */
function differing(played) {
  const apart = (ours, theirs) => theirs.filter((figure, i) => !Object.is(figure, ours[i])).length;
  const scores = GROUPS.flatMap((group) => Object.entries(golden[group]).map(([name, { scores }]) => apart(played[group][name].scores, scores)));
  return [...scores, ...Object.entries(golden.growth).map(([name, values]) => apart(played.growth[name], values))].reduce((sum, each) => sum + each, 0);
}

const pages = {
  "/golden.html": '<!doctype html><meta charset="utf-8"><title>golden</title><pre></pre><script type="module" src="/golden.js"></script>',
  "/golden.js": `import { Model } from "/innodex/index.js";\n(${playGolden})(Model, ${JSON.stringify(goldenInput())}).then((played) => (document.querySelector("pre").textContent = JSON.stringify(played)), (error) => (document.querySelector("pre").textContent = "failed: " + error));`,
};

/** Reads what the page has put there. */
async function read() {
  for (let waited = 0; waited < 600; waited++) {
    const { textContent } = document.querySelector("pre");
    if (textContent) return textContent;
    await new Promise((done) => setTimeout(done, 200));
  }
  return "failed: nothing came";
}

test("Node: every figure to the last bit", async () => assert.equal(differing(JSON.parse(JSON.stringify(await playGolden(Model, goldenInput())))), 0));

const engines = process.env.ENGINES?.split(",") ?? Object.keys(ENGINES);
for (const name of engines) {
  test(`${name}: every figure to the last bit`, async (t) => {
    const engine = await ENGINES[name]();
    t.diagnostic(engine.version);
    const server = await serve({ pages, headers: { "Content-Security-Policy": POLICY } });
    try {
      await engine.goto(`${server.address}/golden.html`);
      const text = await engine.run(String(read));
      assert.doesNotMatch(text.slice(0, 100), /^failed/);
      const played = JSON.parse(text);
      assert.equal(assertGolden(played), GOLDEN_FIGURES);
      assert.equal(differing(played), 0);
    } finally {
      await engine.close();
      await server.close();
    }
  });
}

/** A policy that forbids wasm, in an engine that knows how to allow it. */
const STRICT = POLICY.replace(" 'wasm-unsafe-eval'", "");
const alone = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>t</title><script type="module" src="/innodex/innodex.js"></script><innodex-ranking><p>本单位的表格</p></innodex-ranking></html>';

/** What the ranking says. */
async function said() {
  for (let waited = 0; waited < 300; waited++) {
    const problem = document.querySelector("innodex-ranking").shadowRoot?.querySelector("[part=problem]");
    if (problem) return `${problem.textContent} | ${document.querySelector("innodex-ranking").shadowRoot.querySelector("slot") !== null}`;
    await new Promise((done) => setTimeout(done, 100));
  }
  return "nothing";
}

for (const name of engines.filter((each) => each !== "Chromium 90")) {
  test(`${name}: a policy that forbids wasm is obeyed and named`, async () => {
    const engine = await ENGINES[name]();
    const server = await serve({ pages: { "/page.html": alone }, headers: { "Content-Security-Policy": STRICT } });
    try {
      await engine.goto(`${server.address}/page.html`);
      assert.match(await engine.run(String(said)), /本页的安全设置不允许运行计算程序，这里保留网页原有内容。[^]*'wasm-unsafe-eval'[^]*\| true$/);
    } finally {
      await engine.close();
      await server.close();
    }
  });
}

/** As a page of XHTML has it; Chromium and WebKit run no module there. */
const XHTML = `<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" lang="zh-CN"><head><title>t</title><script type="module" src="/innodex/innodex.js"></script></head><body><innodex-ranking><p>本单位的表格</p></innodex-ranking></body></html>`;
for (const name of engines) {
  test(`${name}: a page that is read as XML keeps its own content`, async () => {
    const engine = await ENGINES[name]();
    const server = await serve({ pages: { "/page.xhtml": XHTML }, mime: { ".xhtml": "application/xhtml+xml" } });
    try {
      await engine.goto(`${server.address}/page.xhtml`);
      const [root, height] = await engine.run("async () => { await new Promise((done) => setTimeout(done, 2000)); const ranking = document.querySelector('innodex-ranking'); return [ranking.shadowRoot === null, ranking.querySelector('p').getBoundingClientRect().height]; }");
      assert.ok(root && height > 10, `${height}`);
    } finally {
      await engine.close();
      await server.close();
    }
  });
}
