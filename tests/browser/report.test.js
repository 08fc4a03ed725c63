// A work report on a page: figures decided by keyboard and mouse, the panel, a second year, targets, saving, narrow, printed.
// The reader is put in by the test, with the labels as its answer: what is tested here is the page.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { strToU8, zipSync } from "fflate";
import { accessible, html, page, tabTo, words } from "../support/browser.js";
import { reading, written } from "../support/reports.js";

const SCRIPTS = '<script type="module" src="/innodex/report.js"></script><script type="module" src="/reader.js"></script>';

const QUESTIONS = [{ check: "two_values", figures: [2, 32], message: { zh: "科技型中小企业入库有279家和402家两个数，哪个是流量、哪个是存量？", en: "279 and 402: which is a flow and which a stock?" } }];

/** The answers of the reader, by the beginning of the text. */
const ANSWERS = { district: reading("report-1", QUESTIONS), zone: reading("zone"), later: written("(一)2025年新认定高新技术企业[[150家|高新技术企业|new|150|家]]，拨付科技创新补助资金[[38000万元|科技创新补助资金|level|38000|万元]]，科技孵化载体累计[[20家|科技孵化载体|cumulative|20|家]]。") };

const READER = `
const answers = ${JSON.stringify(ANSWERS)};
const find = (text) => Object.values(answers).find((each) => each.text === text) ?? { text, figures: [], questions: [], skipped: [], rules: [] };
await customElements.whenDefined("innodex-report");
for (const element of document.querySelectorAll("innodex-report")) {
  element.load = async () => ({ readReport: async (text) => find(text), readDocument: async (bytes) => find(new TextDecoder().decode(bytes)) });
}
`;

const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

/** A page with a report opened. */
const report = (name, work, { lang, context, opened = [file("report-1.txt", ANSWERS.district.text)] } = {}) =>
  page(name, { pages: { "/report.html": html('<main><h1>页</h1><innodex-report period="2024"></innodex-report></main>', { head: SCRIPTS, lang }), "/reader.js": READER }, at: "/report.html", context }, async (tab, rest) => {
    await tab.waitForFunction(() => document.querySelector("innodex-report")?.load?.toString().includes("find("));
    if (opened.length) {
      await tab.locator("innodex-report input[type=file]").setInputFiles(opened);
      await tab.locator("innodex-report .figure").first().waitFor();
    }
    await work(tab, rest);
  });

const figure = (tab, text, nth = 0) => tab.locator("innodex-report .lines .figure", { hasText: new RegExp(`^${text}$`) }).nth(nth);
const field = (tab, label) => tab.locator("innodex-report .chosen").getByLabel(label, { exact: true });
const button = (tab, name) => tab.locator("innodex-report").getByRole("button", { name, exact: true });
const period = async (tab, value) => {
  const input = tab.locator("innodex-report [part=about]").getByLabel("报告时期");
  await input.fill(value);
  await input.press("Enter");
};
const saved = async (tab, name) => {
  const download = tab.waitForEvent("download");
  await button(tab, name).click();
  return readFile(await (await download).path(), "utf8");
};

report("figures are marked, explained and accepted by keyboard", async (tab) => {
  assert.equal(await tab.locator("innodex-report .figure").count(), 41);
  assert.match(await words(tab, "innodex-report [part=sentence]"), /共识别41个数字：待确认41个，已采用0个，不采用0个/);
  assert.match(await words(tab, "innodex-report [part=panel]"), /还没有采用任何数字/);
  await tabTo(tab, /button 130家/);
  // Without a period nothing is accepted, and it is said what to do.
  await tab.keyboard.press("a");
  assert.match(await words(tab, "innodex-report [part=problem]"), /时期/);
  await period(tab, "2024");
  await figure(tab, "130家").focus();
  await tab.keyboard.press("a");
  await tab.keyboard.press("r");
  await tab.keyboard.press("ArrowRight");
  await tab.keyboard.press("ArrowLeft");
  await tab.keyboard.press("a");
  assert.match(await words(tab, "innodex-report [part=sentence]"), /待确认38个，已采用2个，不采用1个/);
  assert.equal(await figure(tab, "130家").getAttribute("aria-label"), "130家，已采用，高新技术企业");
  assert.match(await words(tab, "innodex-report [part=panel]"), /新增高新技术企业\s+家\s+130[\s\S]*新增科技型中小企业入库\s+家\s+279/);
  await tab.keyboard.press("u");
  assert.match(await words(tab, "innodex-report [part=sentence]"), /待确认39个，已采用1个，不采用1个/);
  // The details of the figure, from the keyboard.
  await figure(tab, "3.5亿元").click();
  await tab.keyboard.press("Enter");
  assert.match(await words(tab, "innodex-report [part=how]"), /规则：人工标注[\s\S]*例：130家/);
  await tab.keyboard.press("Control+A");
  await tab.keyboard.type("科技补助");
  await tab.keyboard.press("Tab");
  assert.equal(await figure(tab, "3.5亿元").getAttribute("aria-label"), "3.5亿元，待确认，科技补助");
  assert.match(await words(tab, "innodex-report [part=how]"), /已改正：指标/);
});

report("a second value is refused, and the reader's question is answered", async (tab) => {
  await period(tab, "2024");
  assert.match(await words(tab, "innodex-report [part=questions]"), /哪个是流量、哪个是存量/);
  await tab.locator("innodex-report .questions").getByRole("button", { name: "402家" }).click();
  await button(tab, "采用").click();
  await figure(tab, "279家").click();
  await button(tab, "采用").click();
  assert.match(await words(tab, "innodex-report [part=problem]"), /已采用“402家”，不能再采用“279家”[\s\S]*先确认哪一个是流量/);
  await tab.locator("innodex-report .chosen").getByRole("combobox", { name: "类别" }).selectOption("cumulative");
  await button(tab, "采用").click();
  assert.equal(await tab.locator("innodex-report [part=problem]").count(), 0);
  await tab.locator("innodex-report .questions input").fill("402家为存量");
  await tab.locator("innodex-report .questions input").press("Enter");
  assert.equal(JSON.parse(await saved(tab, "保存（JSON）")).reports[0].questions[0].answer, "402家为存量");
});

report("split by subjects, joined, cut and marked by hand", async (tab) => {
  await period(tab, "2024");
  await figure(tab, "全省第二", 1).click();
  await button(tab, "按指标拆分").click();
  // The text stands there once; the second figure of its place is a sign behind it.
  assert.equal(await tab.locator("innodex-report .lines .figure", { hasText: "全省第二" }).count(), 2);
  assert.equal(await tab.locator("innodex-report .lines .again").getAttribute("aria-label"), "全省第二，待确认，湖北省科技创新专项");
  assert.equal(await field(tab, "指标").inputValue(), "中央引导地方科技发展资金");
  await figure(tab, "1.97亿元").click();
  await button(tab, "与下一个合并").click();
  assert.equal(await field(tab, "数值").inputValue(), "");
  await button(tab, "采用").click();
  assert.match(await words(tab, "innodex-report [part=problem]"), /没有数值/);
  await button(tab, "撤销").click();
  await tab.locator("innodex-report .marking input").fill("8项");
  await tab.locator("innodex-report .marking button").click();
  assert.match(await words(tab, "innodex-report .drop ~ [part=status]"), /正文中没有尚未标出的“8项”/);
  await tab.locator("innodex-report .marking input").fill("第二批");
  await tab.locator("innodex-report .marking button").click();
  assert.match(await words(tab, "innodex-report .chosen"), /由人工标出/);
  // Selected in the text: behind the split figure, the second of two places with these characters.
  await tab.evaluate(() => {
    const [, line] = document.querySelector("innodex-report").shadowRoot.querySelectorAll(".lines p");
    const node = [...line.childNodes].filter(({ nodeType, data }) => nodeType === 3 && data.includes("四是")).pop();
    const at = node.data.indexOf("四是");
    getSelection().setBaseAndExtent(node, at, node, at + 2);
  });
  await tab.locator("innodex-report .marking button").click();
  assert.match(await words(tab, "innodex-report .chosen h3"), /^四是/);
  assert.equal(await tab.locator('innodex-report .lines p:nth-of-type(2) .figure[aria-pressed="true"]').innerText(), "四是");
});

report("a second year lines up, growth follows, and everything opens again", async (tab) => {
  await period(tab, "2024");
  for (const text of ["130家", "3.5亿元", "17家"]) {
    await figure(tab, text).click();
    await button(tab, "采用").click();
  }
  await tab.locator("innodex-report input[type=file]").setInputFiles([file("report-2.txt", ANSWERS.later.text)]);
  await figure(tab, "150家").waitFor();
  await period(tab, "2025");
  const lining = await words(tab, "innodex-report [part=lining]");
  assert.match(lining, /高新技术企业\s+新增数\s+130家\s+150家/);
  assert.match(lining, /科技创新补助资金\s+水平数\s+3.5亿元\s+38,000万元/);
  await tab.locator("innodex-report [part=lining]").getByRole("button", { name: "归入这一行：科技孵化载体 20家" }).first().click();
  for (const text of ["150家", "38000万元", "20家"]) {
    await figure(tab, text).click();
    await button(tab, "采用").click();
  }
  const panel = await words(tab, "innodex-report [part=panel]");
  assert.match(panel, /科技创新补助资金\s+亿元\s+3.5\s+3.8\s+8.6%/);
  assert.match(panel, /累计省级以上科技孵化载体\s+家\s+17\s+20\s+17.6%/);
  const kept = await saved(tab, "保存（JSON）");
  await tab.reload();
  await tab.locator("innodex-report input[type=file]").waitFor({ state: "attached" });
  await tab.locator("innodex-report input[type=file]").setInputFiles([file("kept.json", kept)]);
  await tab.locator("innodex-report [part=panel] table").waitFor();
  assert.equal(await words(tab, "innodex-report [part=panel]"), panel);
  assert.equal(await saved(tab, "保存（JSON）"), kept);
  await tab.locator("innodex-report input[type=file]").setInputFiles([file("other.json", kept.replace('"version": 1', '"version": 9'))]);
  assert.match(await words(tab, "innodex-report [part=problem]"), /版本是9/);
});

report("from the text to targets and to what-if, by the rungs of firms", async (tab, { requests }) => {
  await period(tab, "2024");
  for (const text of ["130家", "133家", "279家"]) {
    await figure(tab, text).click();
    await button(tab, "采用").click();
  }
  assert.ok(!requests.some((path) => path.endsWith("whatif.js")));
  await button(tab, "测算").click();
  assert.match(await words(tab, "innodex-report [part=problem]"), /还没有目标/);
  await button(tab, "企业梯队：雏鹰—瞪羚—小巨人").click();
  const use = tab.locator("innodex-report [part=use]");
  assert.match(await use.innerText(), /新增雏鹰企业[\s\S]*133家[\s\S]*新增瞪羚企业\s+报告没有写/);
  assert.equal(await use.getByLabel("新增瞪羚企业 自行填写").getAttribute("placeholder"), "缺失");
  await use.getByLabel("新增瞪羚企业 目标").fill("2");
  await use.getByLabel("新增瞪羚企业 目标").press("Tab");
  await button(tab, "填入没有目标的项目").click();
  assert.equal(await use.getByLabel("新增雏鹰企业 目标").inputValue(), "160");
  await button(tab, "测算").click();
  const targets = tab.locator("innodex-report innodex-targets");
  await targets.locator("table").waitFor();
  const told = await targets.locator("[part=root]").innerText();
  assert.match(told, /新增雏鹰企业\s+133家/);
  assert.match(told, /新增瞪羚企业\s+[^\d]*无/);
  await tab.locator("innodex-report innodex-scenario [part=planner]").waitFor();
  await use.getByLabel("新增瞪羚企业 自行填写").fill("1");
  await use.getByLabel("新增瞪羚企业 自行填写").press("Tab");
  await button(tab, "测算").click();
  await tab.waitForFunction(() => /新增瞪羚企业\s+1家/.test(document.querySelector("innodex-report").shadowRoot.querySelector("innodex-targets").shadowRoot.querySelector(".root").innerText));
  if (process.env.INNODEX_SHOTS) await tab.screenshot({ path: `${process.env.INNODEX_SHOTS}/report-used.png`, fullPage: true });
});

report("the panel and the origins are saved as CSV, without formulas for a spreadsheet", async (tab) => {
  await period(tab, "2024");
  await figure(tab, "130家").click();
  await field(tab, "指标").fill("=cmd()");
  await field(tab, "指标").press("Tab");
  await tab.locator("innodex-report .chosen").getByRole("combobox", { name: "类别" }).selectOption("level");
  await button(tab, "采用").click();
  assert.equal(await saved(tab, "数据（CSV）"), "\ufeffunit,period,'=cmd()\r\n本地区 (This district),2024,130\r\n");
  assert.match(await saved(tab, "出处（CSV）"), /^\ufeffcode,period,indicator,note\r\n本地区 \(This district\),2024,'=cmd\(\),report-1\.txt第1段第243—246字：“全区新认定高新技术企业130家”；人工改正并确认\r\n$/);
});

report("a panel for the model around it", async (tab) => {
  await tab.evaluate(() => {
    const model = document.createElement("innodex-model");
    const element = document.querySelector("innodex-report");
    element.replaceWith(model);
    model.append(element);
  });
  await period(tab, "2024");
  await figure(tab, "130家").click();
  await button(tab, "采用").click();
  await button(tab, "填入没有目标的项目").click();
  const given = tab.evaluate(() => new Promise((resolve) => document.addEventListener("panelchange", ({ detail }) => resolve(detail))));
  await button(tab, "测算").click();
  const { data, origins } = await given;
  assert.equal(data, "unit,period,新增高新技术企业\n本地区 (This district),2024,130\n");
  assert.equal(origins[0].context, "全区新认定高新技术企业130家");
  await tab.waitForFunction(() => document.querySelector("innodex-model").model?.description.framework.id === "report");
});

report("a text is pasted, and one with markup stays text", async (tab) => {
  await tab.locator("innodex-report [part=paste] summary").click();
  await tab.locator("innodex-report textarea").fill('<img src=x onerror="alert(1)">新增12家');
  await tab.locator("innodex-report [part=paste] button").click();
  await tab.locator("innodex-report .lines").waitFor();
  assert.match(await words(tab, "innodex-report .lines"), /<img src=x onerror="alert\(1\)">新增12家/);
  await tab.locator("innodex-report .marking input").fill("12家");
  await tab.locator("innodex-report .marking button").click();
  assert.equal(await field(tab, "数值").inputValue(), "12");
  assert.equal(await field(tab, "计量单位").inputValue(), "家");
}, { opened: [] });

report("an address of another site, one that is not there, and files that are dropped", async (tab, { expect }) => {
  expect({ errors: ["Failed to load resource: the server responded with a status of 404 (Not Found)"] });
  await tab.evaluate(() => (document.querySelector("innodex-report").src = "https://example.org/report.txt"));
  await tab.waitForFunction(() => /不在本站/.test(document.querySelector("innodex-report").shadowRoot.querySelector("[part=problem]")?.textContent));
  await tab.evaluate(() => (document.querySelector("innodex-report").src = "/nothing.txt"));
  await tab.waitForFunction(() => /读不到/.test(document.querySelector("innodex-report").shadowRoot.querySelector("[part=problem]")?.textContent));
  const transfer = await tab.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "report-1.txt", { type: "text/plain" }));
    return data;
  }, ANSWERS.district.text);
  await tab.locator("innodex-report .drop").dispatchEvent("drop", { dataTransfer: transfer });
  await figure(tab, "130家").waitFor();
  assert.equal(await tab.locator("innodex-report [part=problem]").count(), 0);
}, { opened: [] });

report("English", async (tab) => {
  assert.match(await words(tab, "innodex-report [part=sentence]"), /41 figures found: 41 to confirm, 0 accepted, 0 rejected/);
  await figure(tab, "130家").click();
  await tab.locator("innodex-report .chosen").getByRole("button", { name: "Accept" }).click();
  assert.match(await words(tab, "innodex-report [part=problem]"), /no year, quarter or month/);
}, { lang: "en" });

page("the district's page: the real report, its confirmed figures, targets and a scenario", { at: "/report.html" }, async (tab, { requests }) => {
  const root = "innodex-report";
  await tab.locator(`${root} innodex-targets table`).first().waitFor();
  assert.match(await words(tab, `${root} [part=sentence]`), /共识别41个数字|共识别42个数字/);
  const told = await words(tab, `${root} innodex-targets [part=root]`);
  assert.match(told, /武汉经开区2024年目标完成指数/);
  for (const [name, value] of [["新增雏鹰企业", "133家"], ["新增高新技术企业", "130家"], ["新增科技型中小企业", "279家"]]) assert.match(told, new RegExp(`${name}\\s+${value}`));
  // A saved review needs no reader; a text does.
  assert.ok(!requests.some((path) => path.endsWith("report.wasm")));
  // What if: the first figure of the framework doubles, and meets its target.
  const scenario = tab.locator(`${root} innodex-scenario`);
  await scenario.locator("[part=planner]").waitFor();
  await scenario.getByRole("spinbutton").first().fill("100");
  await scenario.getByRole("spinbutton").first().press("Tab");
  await tab.waitForFunction(() => /新增科技型中小企业\s+83\.3\s+100/.test(document.querySelector("innodex-report").shadowRoot.querySelector("innodex-scenario").shadowRoot.querySelector("innodex-planner").shadowRoot.querySelector(".root").innerText));
  await accessible(tab);
  await tab.getByRole("button", { name: "English" }).click();
  await tab.waitForFunction(() => /Firms by rung: eaglet, gazelle, little giant: progress to targets/.test(document.querySelector("innodex-report").shadowRoot.querySelector("[part=use]").textContent));
  await tab.getByRole("button", { name: "中文" }).click();
  // The chain of carriers: only the total is in the report, the rest is missing.
  await button(tab, "孵化链条：众创空间—孵化器—加速器—园区").click();
  const chain = await words(tab, `${root} [part=use]`);
  for (const name of ["众创空间", "科技企业孵化器", "加速器", "科技园区"]) {
    assert.match(chain, new RegExp(`${name}\\s+报告没有写`));
    assert.deepEqual([await tab.locator(root).getByLabel(`${name} 自行填写`, { exact: true }).inputValue(), await tab.locator(root).getByLabel(`${name} 目标`, { exact: true }).inputValue()], ["", ""]);
  }
  assert.match(chain, /省级以上科技孵化载体[\s\S]*17家/);
});

page("a text is read by the real reader, which is fetched then", { at: "/report.html" }, async (tab, { requests }) => {
  await tab.locator("innodex-report innodex-targets table").first().waitFor();
  await tab.locator("innodex-report [part=paste] summary").click();
  await tab.locator("innodex-report textarea").fill("2025年，全区新认定高新技术企业150家，同比增长15.4%。");
  await tab.locator("innodex-report [part=paste] button").click();
  await figure(tab, "150家").click();
  assert.ok(requests.some((path) => path.endsWith("report.wasm")));
  assert.match(await words(tab, "innodex-report [part=how]"), /规则：.+/);
  await period(tab, "2025");
  await button(tab, "采用").click();
  assert.match(await words(tab, "innodex-report [part=panel]"), /新增高新技术企业\s+家\s+130\s+150\s+15.4%/);
  await button(tab, "测算").click();
  await tab.locator("innodex-report innodex-growth table").waitFor();
});

page("a DOCX is read, and figures keep their paragraph", { at: "/report.html" }, async (tab, { requests }) => {
  await tab.locator("innodex-report innodex-targets table").first().waitFor();
  const paragraph = (text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const document = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph("某区2025年工作报告")}${paragraph("全区新认定高新技术企业150家。")}</w:body></w:document>`;
  const buffer = Buffer.from(zipSync({ "[Content_Types].xml": strToU8('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'), "word/document.xml": strToU8(document) }));
  await tab.locator("innodex-report input[type=file]").setInputFiles([{ name: "报告.docx", mimeType: "application/octet-stream", buffer }]);
  await figure(tab, "150家").click();
  assert.ok(requests.some((path) => path.endsWith("workbook-read.wasm")));
  await period(tab, "2025");
  await button(tab, "采用").click();
  await tab.locator("innodex-report [part=origins] summary").click();
  assert.match(await words(tab, "innodex-report [part=origins]"), /报告\.docx第2段第12—15字：“全区新认定高新技术企业150家”/);
});

for (const [name, context] of [["at 1280 px", { viewport: { width: 1280, height: 900 } }], ["at 360 px", { viewport: { width: 360, height: 740 } }], ["at 320 px, dark", { viewport: { width: 320, height: 740 }, colorScheme: "dark" }]]) {
  report(`axe: ${name}`, async (tab) => {
    await period(tab, "2024");
    for (const text of ["130家", "3.5亿元"]) {
      await figure(tab, text).click();
      await button(tab, "采用").click();
    }
    await figure(tab, "36项").click();
    await button(tab, "不采用").click();
    await button(tab, "孵化链条：众创空间—孵化器—加速器—园区").click();
    await accessible(tab);
    assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= context.viewport.width);
    if (process.env.INNODEX_SHOTS) await tab.screenshot({ path: `${process.env.INNODEX_SHOTS}/report-${context.viewport.width}.png`, fullPage: true });
  }, { context });
}

report("printed with its figures, without controls", async (tab) => {
  await tab.emulateMedia({ media: "print" });
  assert.equal(await tab.locator("innodex-report .drop").isVisible(), false);
  assert.equal(await figure(tab, "130家").isVisible(), true);
  assert.equal(await tab.locator("innodex-report [part=list] table").isVisible(), true);
});
