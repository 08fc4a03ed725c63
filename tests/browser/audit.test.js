// The audit on a page: what it shows, in both languages, and who can use it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { accessible, html, page, words } from "../support/browser.js";

const SCRIPTS = '<script type="module" src="/innodex/innodex.js"></script><script type="module" src="/innodex/audit.js"></script>';
const shown = (tab) => tab.locator("innodex-audit table").waitFor();

const audit = (name, body, work, more = {}) =>
  page(name, { pages: { "/audit.html": html(body, { head: SCRIPTS, lang: more.lang }) }, at: "/audit.html", context: more.context }, async (tab, rest) => {
    await shown(tab);
    await work(tab, rest);
  });

audit("findings by check, and the methodology note", '<innodex-audit framework="provincial"></innodex-audit>', async (tab, { requests }) => {
  const text = await words(tab, "innodex-audit [part=root]");
  assert.match(text, /省级创新指数：质量检验\s*2022年/);
  assert.match(text, /“R&D经费投入强度”与“每万人口R&D研究人员全时当量”的相关系数为0\.95，近乎重复计算/);
  const [listed, said] = [await tab.locator("innodex-audit li").count(), /共有(\d+)处/.exec(text)?.[1]];
  assert.deepEqual([String(listed), said], ["3", "3"]);
  const note = await tab.locator("innodex-audit textarea").inputValue();
  assert.match(note, /^“省级创新指数”（2022）由13项指标合成/);
  assert.equal(requests.filter((path) => /analysis(\.simd)?\.wasm$/.test(path)).length, 1);
});

audit("a change of year or language loads nothing again", '<innodex-audit framework="provincial"></innodex-audit>', async (tab, { requests }) => {
  const before = requests.length;
  await tab.locator("innodex-audit").getByLabel("年份").selectOption("2015");
  await tab.waitForFunction(() => document.querySelector("innodex-audit").shadowRoot.querySelector("textarea").value.includes("（2015）"));
  await tab.evaluate(() => (document.documentElement.lang = "en"));
  await tab.waitForFunction(() => document.querySelector("innodex-audit").shadowRoot.querySelector("textarea").value.startsWith('"Provincial innovation index" (2015) combines 13'));
  assert.match(await words(tab, "innodex-audit caption"), /Provincial innovation index: audit/);
  assert.equal(requests.length, before);
});

const OWN = `<innodex-model><script type="text/csv" data-innodex="data">
unit,year,a,b
甲,2022,1,5
乙,2022,2,4
丙,2022,3,3
丁,2022,4,2
戊,2022,5,1
</script><script type="application/json" data-innodex="framework">
{"id":"x","indicators":[{"id":"a","direction":1},{"id":"b","direction":1}],"tree":{"id":"i","children":[{"id":"a"},{"id":"b"}]},
 "steps":[{"step":"normalise","method":"min_max"},{"step":"aggregate","method":"arithmetic"}]}
</script><innodex-audit></innodex-audit></innodex-model>`;

audit("audits own data in a shared innodex-model", OWN, async (tab) => {
  assert.match(await words(tab, "innodex-audit [part=root]"), /“a”与“b”的相关系数为-1\.00，此长彼消/);
});

const NOTED = OWN.replace('"steps"', '"notes":[{"finding":"negative_correlation","at":["b"],"zh":"两项此长彼消，是有意为之。","en":"Intended."}],"steps"');

audit("the authors' explanation is shown with its finding", NOTED, async (tab) => {
  const text = await words(tab, "innodex-audit [part=root]");
  assert.match(text, /“a”与“b”的相关系数为-1\.00，此长彼消。\s*说明：两项此长彼消，是有意为之。/);
  assert.match(text, /共有(\d+)处需要说明，其中1处已有说明。/);
  assert.equal(await tab.locator("innodex-audit [part=explanation]").count(), 1);
  const download = tab.waitForEvent("download");
  await tab.locator("innodex-audit").getByRole("button", { name: "下载检验结果（CSV）" }).click();
  const file = await readFile(await (await download).path(), "utf8");
  assert.match(file, /,编制者说明\r\n/);
  assert.match(file, /,两项此长彼消，是有意为之。\r\n/);
});

page("an unknown framework shows the problem and keeps the page's content", { pages: { "/audit.html": html('<innodex-audit framework="nothing"><p>原来的内容</p></innodex-audit>', { head: SCRIPTS }) }, at: "/audit.html" }, async (tab, { expect }) => {
  await tab.locator("innodex-audit [part=problem]").waitFor();
  const text = await words(tab, "innodex-audit [part=problem]");
  assert.match(text, /nothing/);
  assert.equal(await tab.getByText("原来的内容").isVisible(), true);
  // The browser itself reports the file that is not there.
  expect({ errors: ["Failed to load resource: the server responded with a status of 404 (Not Found)"] });
});

for (const [name, context] of [["at 1240 px", {}], ["at 360 px, dark", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }]]) {
  audit(`axe: ${name}`, '<main><h1>页</h1><innodex-audit framework="provincial"></innodex-audit></main>', async (tab) => {
    await accessible(tab);
    assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= (context.viewport?.width ?? 1240));
  }, { context });
}
