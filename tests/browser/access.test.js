// Who can use the page: axe, narrow screens, dark pages, forced colours, paper, no motion.
import assert from "node:assert/strict";
import { accessible, focused, html, page, ranked, rows, SCRIPT, tabTo } from "../support/browser.js";

/** Opens everything that can be opened: the figures of a unit with their sources, the lines to embed, a change. */
async function everythingOpen(tab, { figures, close, embed, more }) {
  await tab.locator('innodex-ranking tr[data-code="54"] th button').click();
  await tab.locator("innodex-ranking [part=sources] summary").click();
  await tab.locator("innodex-ranking").getByRole("button", { name: embed, exact: true }).click();
  await tab.locator("innodex-scenario").getByRole("button", { name: more }).click();
  await tab.locator("innodex-scenario [part=notes] p").nth(1).waitFor();
  assert.equal(await tab.locator("innodex-ranking [part=panel]").getByRole("button", { name: close }).count(), 1);
  assert.match(await tab.locator("innodex-ranking [part=panel]").innerText(), figures);
}
const ZH = { figures: /西藏：2022年各项数字/, close: "关闭", embed: "嵌入代码", more: "增加5%" };
const EN = { figures: /Tibet: figures of 2022|Xizang: figures of 2022/, close: "Close", embed: "Embed", more: "5% more" };

/** Nothing is wider than the window. */
async function fits(tab, width) {
  const [page, widest] = await tab.evaluate(() => {
    const all = (root) => [...root.querySelectorAll("*")].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    const shown = all(document).filter((element) => element.checkVisibility() && !element.closest(".said, svg"));
    const far = shown.map((element) => [element.getBoundingClientRect().right, `${element.localName}.${element.className}`]).sort((a, b) => b[0] - a[0]);
    return [document.documentElement.scrollWidth, far[0]];
  });
  assert.ok(page <= width, `the page is ${page} wide, by ${widest}`);
  assert.ok(widest[0] <= width + 0.5, `${widest}`);
}

for (const width of [1240, 360]) {
  for (const [lang, names] of Object.entries({ zh: ZH, en: EN })) {
    page(`axe: the demo in ${lang} at ${width} px, everything open`, { context: { viewport: { width, height: 800 } } }, async (tab) => {
      await ranked(tab);
      if (lang === "en") await tab.getByRole("button", { name: "English" }).click();
      await everythingOpen(tab, names);
      await accessible(tab);
      await fits(tab, width);
    });
  }
}

page("axe: the demo as it opens", {}, async (tab) => {
  await ranked(tab);
  await accessible(tab);
});

page("axe: a year without ranks, an error, and the page's own content", {
  pages: { "/page.html": html(`<main>${SCRIPT}<h1>页</h1><innodex-ranking period="2024"></innodex-ranking><innodex-ranking period="1999"><p>本单位的表格</p></innodex-ranking></main>`) },
  at: "/page.html",
}, async (tab) => {
  await ranked(tab);
  await tab.locator("innodex-ranking [part=problem]").waitFor();
  await accessible(tab);
});

const DARK = {
  pages: {
    "/dark.css": "html { color-scheme: dark } body { background: #10161f; color: #e8edf3 }",
    "/page.html": html(
      `<main>${SCRIPT}<h1>页</h1><innodex-model><innodex-ranking></innodex-ranking><innodex-scenario unit="42" indicator="rd_expenditure"></innodex-scenario><innodex-growth unit="42"></innodex-growth></innodex-model></main>`,
      { head: '<link rel="stylesheet" href="/dark.css">' },
    ),
  },
  at: "/page.html",
  context: { colorScheme: "dark" },
};
page("axe: on a dark page", DARK, async (tab) => {
  await ranked(tab);
  await everythingOpen(tab, ZH);
  await accessible(tab);
});

page("axe: the demo for a reader who prefers dark", { context: { colorScheme: "dark" } }, async (tab) => {
  await ranked(tab);
  await everythingOpen(tab, ZH);
  await accessible(tab);
});

page("axe: forced colours, in which pressed and selected controls remain distinguishable", { context: { forcedColors: "active" } }, async (tab) => {
  await ranked(tab);
  await everythingOpen(tab, ZH);
  await accessible(tab);
  const [pressed, other] = await tab.locator("innodex-ranking").getByRole("group", { name: "一级指标" }).getByRole("button").evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).backgroundColor));
  assert.notEqual(pressed, other);
  const [bar, ink] = await tab.locator("innodex-ranking svg.bar rect").first().evaluate((rect) => [getComputedStyle(rect).fill, getComputedStyle(document.body).color]);
  assert.equal(bar, ink, "bars are drawn in the reader's own colour");
});

page("more contrast and text of 200% break nothing", { context: { contrast: "more" }, pages: { "/big.css": "html { font-size: 200% }", "/page.html": html(`<main>${SCRIPT}<h1>页</h1><innodex-ranking></innodex-ranking></main>`, { head: '<link rel="stylesheet" href="/big.css">' }) }, at: "/page.html" }, async (tab) => {
  await ranked(tab);
  await accessible(tab);
  await fits(tab, 1240);
});

for (const width of [360, 320]) {
  page(`${width} px: one column, no horizontal scrolling`, { context: { viewport: { width, height: 740 } } }, async (tab) => {
    await ranked(tab);
    await fits(tab, width);
    await everythingOpen(tab, ZH);
    await fits(tab, width);
    await tab.getByRole("button", { name: "English" }).click();
    await fits(tab, width);
    for (const period of ["2017", "2024"]) {
      await tab.locator("innodex-ranking").getByLabel("Year").selectOption(period);
      await fits(tab, width);
    }
    await tab.locator("innodex-growth").getByLabel("Growth").selectOption("least_squares");
    await fits(tab, width);
  });
}

page("targets are at least 24 px, also on a phone", { context: { viewport: { width: 360, height: 740 } } }, async (tab) => {
  await ranked(tab);
  await everythingOpen(tab, ZH);
  const small = await tab.evaluate(() => {
    const all = (root) => [...root.querySelectorAll("*")].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    return all(document)
      .filter((element) => element.matches("button, select, input, summary") && element.checkVisibility())
      .map((element) => [element, element.getBoundingClientRect()])
      // A place's name is also opened by its whole row.
      .filter(([element, { width, height }]) => (width < 24 || height < 24) && !(element.closest("tr[data-code]")?.getBoundingClientRect().height >= 24))
      .map(([element, { width, height }]) => `${element.localName} ${element.textContent.trim()} ${width}x${height}`);
  });
  assert.deepEqual(small, []);
});

page("print: the whole table, no controls", {}, async (tab) => {
  await ranked(tab);
  await everythingOpen(tab, ZH);
  await tab.emulateMedia({ media: "print" });
  const visible = await tab.evaluate(() => {
    const all = (root) => [...root.querySelectorAll("*")].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    return all(document)
      .filter((element) => element.matches("select, input, textarea, nav, button") && element.checkVisibility({ visibilityProperty: true }))
      .map((element) => `${element.getRootNode().host?.localName} ${element.localName} ${element.textContent.trim()}`);
  });
  // The names of the places are buttons; on paper they are words.
  assert.deepEqual(visible.filter((button) => !/^innodex-ranking button [\u4e00-\u9fff]{2,3}$/.test(button) || /关闭|复制/.test(button)), []);
  const shown = await rows(tab);
  assert.deepEqual([shown.length, shown[0].name, shown[0].score], [31, "北京", "90.8"]);
  assert.equal(await tab.locator("innodex-ranking tr[data-code] td.rank").last().isVisible(), true);
  const frame = await tab.locator("innodex-ranking tr[data-code] button").first().evaluate((button) => getComputedStyle(button).borderTopStyle);
  assert.equal(frame, "none");
  assert.match(await tab.locator("innodex-scenario [part=root]").innerText(), /湖北：R&D经费内部支出 \+5%/);
  const pdf = await tab.pdf({ format: "A4" });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
});

page("prefers-reduced-motion: no animations", { context: { reducedMotion: "reduce" } }, async (tab) => {
  await ranked(tab);
  await tab.locator("innodex-scenario").getByRole("button", { name: "增加5%" }).click();
  await tab.locator("innodex-ranking").getByLabel("年份").selectOption("2019");
  const moving = await tab.evaluate(() => {
    const all = (root) => [...root.querySelectorAll("*")].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    const long = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
    return all(document).filter((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
      return long(transitionDuration) || (animationName !== "none" && long(animationDuration));
    }).length + document.getAnimations().length;
  });
  assert.equal(moving, 0);
});

page("screen readers: headers, caption, drawings hidden, changes of rank in words", {}, async (tab) => {
  await ranked(tab);
  const table = tab.locator("innodex-ranking").getByRole("table").first();
  assert.equal(await table.getByRole("columnheader").count(), 4);
  assert.equal(await table.getByRole("rowheader").count(), 31);
  assert.match(await table.locator("caption").innerText(), /省级创新指数（2022年）/);
  assert.equal(await tab.locator("innodex-ranking svg.bar:not([aria-hidden=true])").count(), 0);
  assert.equal(await table.getByRole("cell", { name: /上升|下降|名次不变/ }).count(), 31);
});

page("focus is visible, and closing a panel returns it to the row", {}, async (tab) => {
  await ranked(tab);
  await tabTo(tab, /^button button 上海 innodex-ranking$/);
  const outline = await tab.evaluate(() => {
    let at = document.activeElement;
    while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return [outlineStyle, parseFloat(outlineWidth) >= 2];
  });
  assert.deepEqual(outline, ["solid", true]);
  await tab.keyboard.press("Enter");
  await tab.locator("innodex-ranking [part=panel]").getByRole("button", { name: "关闭" }).click();
  assert.match(await focused(tab), /^button button 上海 innodex-ranking$/);
});
