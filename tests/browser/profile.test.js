// A unit beside its group on a page: what it shows, in both languages, by keyboard, narrow, printed, and who can use it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { accessible, html, page, words } from "../support/browser.js";

const SCRIPTS = '<script type="module" src="/innodex/innodex.js"></script><script type="module" src="/innodex/profile.js"></script>';

const profile = (name, body, work, more = {}) =>
  page(name, { pages: { "/profile.html": html(body, { head: SCRIPTS, lang: more.lang }) }, at: "/profile.html", context: more.context }, async (tab, rest) => {
    await tab.locator("innodex-profile table").waitFor();
    await work(tab, rest);
  });

/** Eight made-up cities: 甲 is first in a, in the middle of b (less is better), and lacks c. */
const OWN = (more = "") => `<innodex-model><script type="text/csv" data-innodex="data">
code,unit,unit_group,year,a,b,c
c1,甲,沿江,2022,80,4,
c2,乙,沿江,2022,70,1,5
c3,丙,沿江,2022,60,2,4
c4,丁,沿江,2022,50,3,3
c5,戊,沿江,2022,40,5,2
c6,己,沿江,2022,30,6,1
c7,庚,沿江,2022,20,7,6
c8,辛,沿江,2022,10,8,7
c9,壬,山区,2022,95,9,9
</script><script type="application/json" data-innodex="framework">
{"id":"x","indicators":[{"id":"a","direction":1},{"id":"b","direction":-1},{"id":"c","direction":1}],
 "tree":{"id":"i","children":[{"id":"one","name":{"zh":"第一","en":"One"},"children":[{"id":"a"},{"id":"b"}]},{"id":"c"}]},
 "steps":[{"step":"normalise","method":"min_max"},{"step":"aggregate","method":"arithmetic"}]}
</script><innodex-profile unit="c1" ${more}></innodex-profile></innodex-model>`;

profile("ranks, marks and gaps beside a group", OWN('group="沿江"'), async (tab) => {
  const text = await words(tab, "innodex-profile [part=root]");
  assert.match(text, /甲在沿江（8个）中的指标位置（2022年）/);
  assert.match(text, /甲的3项指标中，优势指标1项，居首的是a；没有短板指标。/);
  const rows = await tab.locator("innodex-profile tbody tr:not(.dimension)").allInnerTexts();
  assert.match(rows[0], /a 优势[\s\S]*80[\s\S]*1\/8[\s\S]*2\/9/);
  assert.match(rows[1], /b[\s\S]*4[\s\S]*4\/8[\s\S]*4\/9/);
  assert.match(rows[2], /c[\s\S]*本数据集无此数据/);
  // The dot of the first is at the better end, on the right; less is better of b, so that the greatest is on the left.
  const at = (nth) => tab.locator("innodex-profile .strip circle").nth(nth).evaluate((dot) => parseFloat(dot.getAttribute("cx")));
  assert.equal(await at(0), 97);
  assert.ok(Math.abs((await at(1)) - (3 + 94 * (1 - 3 / 7))) < 0.01);
  assert.equal(await tab.locator("innodex-profile .strip circle").count(), 2);
});

profile("another unit, another group and the figures of a row by keyboard", OWN(), async (tab, { requests }) => {
  const before = requests.length;
  const element = tab.locator("innodex-profile");
  await element.locator("select").nth(1).selectOption({ label: "与甲最相近的5个地区" });
  await tab.waitForFunction(() => /与甲最相近的5个地区（6个）/.test(document.querySelector("innodex-profile").shadowRoot.querySelector("h2").textContent));
  await element.locator("select").nth(0).selectOption({ label: "丙" });
  await tab.waitForFunction(() => /与丙最相近的5个地区（6个）/.test(document.querySelector("innodex-profile").shadowRoot.querySelector("h2").textContent));
  const strip = element.locator("button.strip").first();
  await strip.focus();
  await tab.keyboard.press("Enter");
  assert.match(await words(tab, "innodex-profile [part=more]"), /最小值 .*中位数 .*最大值/);
  assert.equal(await strip.getAttribute("aria-expanded"), "true");
  await tab.evaluate(() => (document.documentElement.lang = "en"));
  await tab.waitForFunction(() => /beside its group: The 5 most like/.test(document.querySelector("innodex-profile").shadowRoot.querySelector("h2").textContent));
  assert.equal(requests.length, before);
});

profile("a list as the group, of which the unit is none, and the data as a file", OWN(`group='["c5","c6","c7","c8"]'`), async (tab) => {
  assert.match(await words(tab, "innodex-profile [part=sentence]"), /该地区不在比较组内/);
  const download = tab.waitForEvent("download");
  await tab.locator("innodex-profile").getByRole("button", { name: "下载数据（CSV）" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).split("\r\n");
  assert.match(lines[1], /^甲,第一,a,,80,1,2,10,17\.5,25,32\.5,40,优势,$/);
});

page("a group of one says what is wrong", { pages: { "/profile.html": html(OWN('group="山区"'), { head: SCRIPTS }) }, at: "/profile.html" }, async (tab) => {
  await tab.locator("innodex-profile [part=problem]").waitFor();
  assert.match(await words(tab, "innodex-profile [part=problem]"), /该组只有一个单位（壬），无从比较/);
  // With another group it is there again.
  await tab.evaluate(() => (document.querySelector("innodex-profile").group = ""));
  await tab.locator("innodex-profile table").waitFor();
});

for (const [name, context] of [["at 1240 px", {}], ["at 320 px, dark", { viewport: { width: 320, height: 740 }, colorScheme: "dark" }]]) {
  profile(`axe: ${name}`, '<main><h1>页</h1><innodex-profile framework="provincial" unit="42" group="central"></innodex-profile></main>', async (tab) => {
    await accessible(tab);
    assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= (context.viewport?.width ?? 1240));
    if (process.env.INNODEX_SHOTS) await tab.screenshot({ path: `${process.env.INNODEX_SHOTS}/profile-${context.viewport ? "narrow" : "wide"}.png`, fullPage: true });
  }, { context });
}

profile("beside all units there is one rank, and beside a group two", OWN(), async (tab) => {
  const element = tab.locator("innodex-profile");
  assert.deepEqual(await element.locator("thead th").allTextContents(), ["指标", "数值", "名次"]);
  await tab.evaluate(() => (document.querySelector("innodex-profile").group = "沿江"));
  await tab.waitForFunction(() => document.querySelector("innodex-profile").shadowRoot.querySelectorAll("thead th").length === 4);
  assert.deepEqual(await element.locator("thead th").allTextContents(), ["指标", "数值", "组内名次", "全部名次"]);
});

profile("printed without controls", OWN('group="沿江"'), async (tab) => {
  await tab.emulateMedia({ media: "print" });
  assert.equal(await tab.locator("innodex-profile .controls").isVisible(), false);
  assert.equal(await tab.locator("innodex-profile table").isVisible(), true);
});
