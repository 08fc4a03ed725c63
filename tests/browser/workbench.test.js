// The workbench in a page: from an empty page and an Excel file to the bytes of a publication, by mouse and by keyboard; undo, saving,
// keeping, the audit's remedies, judgements; who can use it, narrow, and how long its steps hold up the page.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { accessible, focused, page, tabTo, words } from "../support/browser.js";
import { records } from "../support/files.js";
import { workbook } from "../../www/publish/xlsx.js";

/** Twelve made-up cities in two years. */
const CITIES = [..."甲乙丙丁戊己庚辛壬癸子丑"].map((sign) => `${sign}州市`);
const ROWS = CITIES.flatMap((name, i) => ["2021", "2022"].map((year, y) => [name, year, 20 + ((i * 7) % 12) * 3 + y, 300 + ((i * 5) % 12) * 40 + 10 * y, 4 + ((i * 11) % 12), 80 + i * 15]));
const HEAD = ["地区", "年份", "R&D经费（亿元）", "专利授权数（件）", "单位GDP能耗（吨标准煤/万元）", "常住人口（万人）"];
const XLSX = { name: "城市.xlsx", mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", buffer: Buffer.from(workbook([{ name: "数据", lines: [HEAD, ...ROWS] }], "2026-11-30")) };

/** Scores by hand: money and patents per person in one dimension, energy (less is better) in another; min-max over both years. */
function expected() {
  const scaled = (of, turned) => {
    const all = ROWS.map(of);
    const [least, most] = [Math.min(...all), Math.max(...all)];
    return (row) => (100 * (turned ? most - of(row) : of(row) - least)) / (most - least);
  };
  const [money, patents, energy] = [scaled((row) => row[2], false), scaled((row) => row[3] / row[5], false), scaled((row) => row[4], true)];
  const scores = ROWS.filter((row) => row[1] === "2022").map((row) => ({ unit: row[0], score: ((money(row) + patents(row)) / 2 + energy(row)) / 2 }));
  return scores.sort((a, b) => b.score - a.score);
}

const bench = (tab) => tab.locator("innodex-workbench");
const workbench = (name, work, more = {}) => page(name, { at: "/workbench.html", ...more }, async (tab, rest) => {
  await bench(tab).locator(".cards").waitFor();
  await work(tab, rest);
});
const press = (tab, name) => bench(tab).getByRole("button", { name, exact: true }).click();
/** Goes to a step, from 1. */
const step = (tab, nth) => bench(tab).locator(".places button").nth(nth - 1).click();
const project = (tab) => bench(tab).evaluate((element) => element.workbench.project);
const ranked = (tab) => tab.waitForFunction(() => {
  const { live, workbench: { calculated } } = document.querySelector("innodex-workbench");
  return live.audited && live.of === calculated;
});
/** Waits until what is shown is of the present framework. */
const settled = async (tab) => {
  await tab.waitForTimeout(200);
  await ranked(tab);
};
const live = async (tab) => (await bench(tab).locator(".live tbody tr").allInnerTexts()).map((row) => row.split("\t").slice(0, 3));

/** The bytes that a button offers. */
async function saved(tab, act) {
  const [download] = await Promise.all([tab.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}

/** A publication has the ranks that were computed by hand. */
function assertPublished(zip) {
  const files = unzipSync(zip);
  const rows = records(strFromU8(files["data/ranking.csv"]).replace(/^\ufeff/, "").replaceAll("\r", ""));
  const [unit, rank, score] = [/地区|名称/, /^名次/, /^得分/].map((head) => Object.keys(rows[0]).find((key) => head.test(key)));
  const found = rows.map((row) => ({ unit: row[unit], rank: Number(row[rank]), score: Number(row[score]) })).sort((a, b) => a.rank - b.rank);
  assert.deepEqual(found.map((each) => each.unit), expected().map((each) => each.unit));
  found.forEach((each, at) => assert.ok(Math.abs(each.score - expected()[at].score) < 1e-6, `${each.unit}: ${each.score}`));
  for (const name of ["page.html", "static.html", "README.txt", "project.json", "publication.json", "ranking.xlsx"]) assert.ok(name in files, name);
  return files;
}

workbench("by mouse: from an empty page and an Excel file to the zip", async (tab) => {
  await press(tab, "新建空白项目");
  await bench(tab).locator("innodex-workbench-sources input[type=file]").setInputFiles(XLSX);
  await press(tab, "使用这些数据");
  await bench(tab).getByText("正在使用的数据：12个地区，2个时期，4项数据").waitFor();
  // The tables stay open.
  assert.equal(await bench(tab).locator("innodex-workbench-sources section.file").count(), 1);
  await press(tab, "下一步：搭建指标体系");
  await press(tab, "＋ 新增维度");
  for (const column of ["R&D经费", "专利授权数"]) await bench(tab).locator(`[data-column="${column}"]`).click();
  await press(tab, "＋ 新增维度");
  await bench(tab).locator('[data-column="单位GDP能耗"]').click();
  // A denominator in two clicks.
  await bench(tab).getByRole("button", { name: "作比值：专利授权数" }).click();
  await bench(tab).getByRole("group", { name: "除以哪一项" }).getByRole("button", { name: "常住人口" }).click();
  await bench(tab).locator('[data-node="专利授权数_per_常住人口"]').waitFor();
  assert.match(await words(tab, 'innodex-workbench [data-node="专利授权数_per_常住人口"]'), /人均专利授权数[\s\S]*件\/万人/);
  // The direction is a guess until it is confirmed: nothing is published before.
  await step(tab, 4);
  assert.ok(await bench(tab).getByRole("button", { name: "下载发布包（zip）" }).isDisabled());
  await bench(tab).getByRole("listitem").filter({ hasText: "方向还没有确认：单位GDP能耗" }).getByRole("button", { name: "去处理" }).click();
  await bench(tab).getByRole("button", { name: "越小越好", exact: true }).click();
  await settled(tab);
  assert.deepEqual((await live(tab)).map(([, unit, score]) => [unit, score]), expected().slice(0, 10).map(({ unit, score }) => [unit, score.toFixed(1)]));
  await step(tab, 3);
  await tab.locator("innodex-ranking tr[data-code]").nth(11).waitFor();
  await step(tab, 4);
  const fields = bench(tab);
  await fields.locator('.form [name="title-zh"]').fill("甲省城市创新指数");
  await fields.locator('[name="source-zh"]').fill("甲省统计局");
  await fields.locator('[name="source-zh"]').press("Tab");
  const { name, bytes } = await saved(tab, () => press(tab, "下载发布包（zip）"));
  assert.equal(name, "甲省城市创新指数.zip");
  const files = assertPublished(bytes);
  assert.match(strFromU8(files["static.html"]), /甲省城市创新指数[\s\S]*甲省统计局/);
  const single = await saved(tab, () => press(tab, "下载单文件网页（html）"));
  assert.match(strFromU8(single.bytes), /^<!doctype html>/i);
  assert.equal(single.name, "甲省城市创新指数.html");
});

/** Presses Tab until a control has the focus, then a key. */
const reach = async (tab, wanted, key = "Enter") => {
  await tabTo(tab, wanted);
  if (key) await tab.keyboard.press(key);
};

workbench("by keyboard alone: the same", async (tab) => {
  await reach(tab, /新建空白项目/);
  // The field that opens tables: the file chooser opens by the keyboard too.
  await tabTo(tab, /input file innodex-workbench-sources/);
  const [chooser] = await Promise.all([tab.waitForEvent("filechooser"), tab.keyboard.press("Enter")]);
  await chooser.setFiles(XLSX);
  await bench(tab).getByRole("button", { name: "使用这些数据" }).waitFor();
  await reach(tab, /button 使用这些数据/);
  await bench(tab).getByRole("button", { name: "下一步：搭建指标体系" }).waitFor();
  await tabBack(tab, /下一步：搭建指标体系/);
  await bench(tab).locator(".tree").waitFor();
  await reach(tab, /＋ 新增维度/);
  // The name of the new dimension has the focus, to be written at once.
  assert.match(await focused(tab), /input text/);
  await tab.keyboard.press("Control+A");
  await tab.keyboard.type("投入产出");
  await tab.keyboard.press("Tab");
  await tabBack(tab, /把“R&D经费”放入“投入产出”/);
  await reach(tab, /把“专利授权数”放入“投入产出”/);
  await reach(tab, /作比值：专利授权数/);
  assert.match(await focused(tab), /常住人口/);
  await tab.keyboard.press("Enter");
  await bench(tab).locator('[data-node="专利授权数_per_常住人口"]').waitFor();
  await reach(tab, /＋ 新增维度/);
  await tab.keyboard.type("绿色");
  await tab.keyboard.press("Tab");
  await tabBack(tab, /把“单位GDP能耗”/);
  await reach(tab, /button 请确认方向/);
  await reach(tab, /button 越小越好/);
  await settled(tab);
  assert.deepEqual((await live(tab)).map(([, unit]) => unit), expected().slice(0, 10).map(({ unit }) => unit));
  await tabBack(tab, /button 4 发布/);
  const [download] = await Promise.all([tab.waitForEvent("download"), reach(tab, /下载发布包/)]);
  assertPublished(new Uint8Array(readFileSync(await download.path())));
});

/** The same backwards. */
const tabBack = async (tab, wanted, key = "Enter") => {
  await tabTo(tab, wanted, "Shift+Tab");
  await tab.keyboard.press(key);
};

/** The example, calculated. */
async function example(tab) {
  await press(tab, "打开示例");
  await settled(tab);
}

workbench("the example opens with one click, and everything goes back by Ctrl+Z", async (tab) => {
  await example(tab);
  const first = await project(tab);
  assert.deepEqual((await live(tab))[0], ["1", "北京", "90.8"]);
  const slider = bench(tab).getByLabel("“创新投入”在本组中的占比");
  await slider.focus();
  for (let i = 0; i < 10; i++) await tab.keyboard.press("ArrowRight");
  await tab.keyboard.press("Tab");
  await settled(tab);
  assert.notDeepEqual(await project(tab), first);
  await bench(tab).getByLabel("合成").selectOption("geometric");
  await settled(tab);
  assert.match(await words(tab, "innodex-workbench .effect"), /这一步/);
  await tab.keyboard.press("Control+z");
  await tab.keyboard.press("Control+z");
  assert.deepEqual(await project(tab), first);
  assert.ok(await bench(tab).getByRole("button", { name: "撤销" }).isDisabled());
  await tab.keyboard.press("Control+y");
  await tab.keyboard.press("Control+Shift+Z");
  assert.ok(await bench(tab).getByRole("button", { name: "重做" }).isDisabled());
  assert.equal((await project(tab)).framework.steps.find(({ step }) => step === "aggregate").method, "geometric");
});

workbench("a finding is a mark on its indicator, with a remedy in one click", async (tab) => {
  await example(tab);
  // What the makers answered is marked so; without the logarithm the outlier is there.
  await bench(tab).locator('[data-node="tech_sales"] .name').click();
  await bench(tab).locator(".details").getByLabel("离群值").selectOption("");
  await settled(tab);
  const row = bench(tab).locator('[data-node="tech_sales"]');
  await row.locator(".mark").waitFor();
  const details = bench(tab).locator(".details");
  assert.match(await details.innerText(), /有离群值/);
  const before = await project(tab);
  await details.getByRole("button", { name: "取对数" }).click();
  await settled(tab);
  assert.equal((await project(tab)).framework.steps.find(({ step }) => step === "treat").overrides.tech_sales.method, "log");
  assert.equal(await row.locator(".mark").count(), 0);
  await press(tab, "撤销");
  assert.deepEqual(await project(tab), before);
});

workbench("weights by comparing pairs, and by points", async (tab) => {
  await example(tab);
  await bench(tab).locator('[data-node="input"] .name').click();
  await press(tab, "两两比较（AHP）");
  const judging = bench(tab).locator(".judging");
  await judging.locator("select").first().selectOption({ index: 3 });
  await judging.getByText("一致性比率").waitFor();
  await press(tab, "采用这些权重");
  const weights = async () => (await project(tab)).framework.tree.children[1].children.map(({ weight }) => weight);
  // 3 : 1 for one pair, all others alike: the eigenvector is the row's geometric mean of three.
  const [a, b, c] = [3 ** (1 / 3), 3 ** (-1 / 3), 1];
  (await weights()).forEach((weight, at) => assert.ok(Math.abs(weight - (100 * [a, b, c][at]) / (a + b + c)) < 1e-3, String(weight)));
  // The judgements are kept in the project, and there when they are asked for again.
  assert.equal((await project(tab)).judgements[0].experts[0].judgements[0].value, 3);
  await press(tab, "两两比较（AHP）");
  assert.equal(await judging.locator("select").first().inputValue(), "3");
  await press(tab, "关闭");
  await press(tab, "专家打分（100分）");
  const points = judging.locator("input[type=number]");
  for (const [at, value] of ["50", "30", "10"].entries()) {
    await points.nth(at).fill(value);
    await points.nth(at).press("Tab");
  }
  await judging.getByText("合计90分，应为100分").waitFor();
  assert.equal(await judging.getByRole("button", { name: "采用这些权重" }).count(), 0);
  await points.nth(2).fill("20");
  await points.nth(2).press("Tab");
  await press(tab, "采用这些权重");
  assert.deepEqual(await weights(), [50, 30, 20]);
});

workbench("dragged from the data into a dimension, and from one to another", async (tab) => {
  await example(tab);
  await bench(tab).locator('[data-column="papers_ei"]').locator("xpath=..").dragTo(bench(tab).locator('[data-node="output"]'));
  const ids = async (at) => (await project(tab)).framework.tree.children[at].children.map(({ id }) => id);
  assert.ok((await ids(2)).includes("papers_ei"));
  await bench(tab).locator('li.leaf:has([data-node="rd_intensity"])').dragTo(bench(tab).locator('[data-node="effect"]'));
  assert.ok((await ids(3)).includes("rd_intensity"));
});

workbench("saved as one file and opened again; kept in the browser only when that is asked", async (tab, { open }) => {
  await example(tab);
  await bench(tab).locator('[data-node="input"] .name').click();
  await bench(tab).locator(".details").getByLabel("名称（中文）").fill("投入");
  await bench(tab).locator(".details").getByLabel("名称（中文）").press("Tab");
  const { name, bytes } = await saved(tab, () => press(tab, "保存项目"));
  assert.equal(name, "省级创新指数.json");
  assert.ok(bytes.length < 50_000, "the embedded data are not inside");
  const stored = () => tab.evaluate(() => indexedDB.databases().then((all) => all.map((each) => each.name)));
  await open("/workbench.html");
  await bench(tab).locator(".cards").waitFor();
  assert.equal(await bench(tab).getByRole("button", { name: "继续上次的项目" }).count(), 0);
  const file = { name, mimeType: "application/json", buffer: Buffer.from(bytes) };
  await bench(tab).locator(".cards input[type=file]").setInputFiles(file);
  await bench(tab).locator('[data-node="input"]').getByText("投入").waitFor();
  await bench(tab).getByLabel("在本浏览器中保留").check();
  await tab.waitForTimeout(1500);
  assert.ok((await stored()).includes("innodex-workbench"));
  await open("/workbench.html");
  await press(tab, "继续上次的项目");
  await bench(tab).locator('[data-node="input"]').getByText("投入").waitFor();
  await bench(tab).getByLabel("在本浏览器中保留").uncheck();
  await tab.waitForTimeout(300);
  await open("/workbench.html");
  await bench(tab).locator(".cards").waitFor();
  await tab.waitForTimeout(300);
  assert.equal(await bench(tab).getByRole("button", { name: "继续上次的项目" }).count(), 0);
});

workbench("a file that is no project, and a framework that does not fit, are said with their place", async (tab) => {
  const field = bench(tab).locator(".cards input[type=file]");
  await field.setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from('{"innodex":"project","version":2,"title":{"zh":"x"},"data":{"ready":"provinces"},"framework":"provincial"}') });
  await bench(tab).locator("[part=problem]").waitFor();
  assert.match(await words(tab, "innodex-workbench [part=problem]"), /版本/);
  const spoilt = { innodex: "project", version: 1, title: { zh: "坏" }, data: { csv: "unit,year,x,y\n甲,2022,1,2\n乙,2022,2,1\n" }, framework: { id: "f", indicators: [{ id: "x", direction: 1 }, { id: "z", direction: 1 }], tree: { id: "i", children: [{ id: "x" }, { id: "z" }] }, steps: [{ step: "aggregate", method: "arithmetic" }] } };
  await field.setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(spoilt)) });
  await bench(tab).locator('[data-node="z"].faulty').waitFor();
  await bench(tab).locator('[data-node="z"] .name').click();
  assert.match(await bench(tab).locator(".details [part=problem]").innerText(), /z[\s\S]*\$\.indicators\[1\]/);
});

workbench("a tidy CSV: taken as it is; in another encoding, or not tidy, refused with what to do", async (tab) => {
  await press(tab, "新建空白项目");
  const field = bench(tab).locator(".other input[type=file]");
  const take = (buffer) => field.setInputFiles({ name: "面板.csv", mimeType: "text/csv", buffer });
  await take(Buffer.from([0xb5, 0xd8, 0xc7, 0xf8, 0x2c, 0x78, 0x0a]));
  await bench(tab).getByText("不是UTF-8编码").waitFor();
  await take(Buffer.from("地区,x\n甲,1\n"));
  await bench(tab).getByText("数据没能读取").waitFor();
  await take(Buffer.from("unit,year,x,y\n甲,2021,1,2\n乙,2021,2,1\n甲,2022,3,2\n乙,2022,2,5\n"));
  await bench(tab).getByText("正在使用的数据：2个地区，2个时期，2项数据").waitFor();
  assert.equal(await bench(tab).locator("[part=problem]").count(), 0);
  // Data are taken back as anything else.
  for (let i = 0; i < 2; i++) await press(tab, "撤销");
  await bench(tab).getByText("正在使用的数据").waitFor({ state: "detached" });
  assert.equal((await project(tab)).data, undefined);
});

workbench("a project that is not saved is not replaced by one click", async (tab) => {
  await example(tab);
  await press(tab, "＋ 新增维度");
  await press(tab, "新建空白项目");
  assert.match(await words(tab, "innodex-workbench [role=alert]"), /还没有保存/);
  assert.equal((await project(tab)).title.zh, "省级创新指数");
  await press(tab, "新建空白项目");
  assert.equal((await project(tab)).title.zh, "未命名的指数");
});

for (const [how, context] of [["at 1240 px", {}], ["at 360 px", { viewport: { width: 360, height: 740 } }], ["dark", { colorScheme: "dark" }]]) {
  workbench(`axe in every step: ${how}`, async (tab) => {
    await accessible(tab);
    await example(tab);
    await bench(tab).locator('[data-node="input"] .name').click();
    await press(tab, "两两比较（AHP）");
    for (const [at, name] of ["数据", "指标体系", "结果", "发布"].entries()) {
      await step(tab, at + 1);
      if (name === "结果") await tab.locator("innodex-trend svg").first().waitFor();
      await accessible(tab);
      const { width } = context.viewport ?? { width: 1240 };
      assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= width, `${name}: wider than the window`);
      if (process.env.INNODEX_SHOTS) await tab.screenshot({ path: `${process.env.INNODEX_SHOTS}/workbench-${at + 1}-${how.replace(/\W+/g, "")}.png`, fullPage: true });
    }
  }, { context });
}

workbench("every result that can be shown is there, and axe finds nothing", async (tab) => {
  await example(tab);
  await step(tab, 3);
  const boxes = bench(tab).locator(".choices input[type=checkbox]");
  await tab.locator("innodex-trend svg").first().waitFor();
  for (let i = 0; i < (await boxes.count()); i++) await boxes.nth(i).check();
  const names = ["ranking", "trend", "map", "profile", "growth", "robustness", "weights", "scenario", "goal", "explain", "audit"];
  for (const name of names) await tab.waitForFunction((tag) => /** @type {any} */ (document.querySelector("innodex-workbench").shadowRoot.querySelector(tag))?.announced, `innodex-${name}`);
  assert.deepEqual((await project(tab)).show.views, names);
  assert.equal(await bench(tab).locator(".view [part=problem]").count(), 0);
  await accessible(tab);
});

workbench("English is complete", async (tab) => {
  await tab.getByRole("button", { name: "English" }).click();
  await bench(tab).getByRole("button", { name: "Open the example" }).click();
  await settled(tab);
  for (const nth of [1, 2, 4]) {
    await step(tab, nth);
    const text = (await bench(tab).innerText()).replace(/[A-Za-z ]*[（(][^）)]*[）)]/g, "");
    const left = [...text.matchAll(/[\u4e00-\u9fff][^\n]*/g)].map(([each]) => each).filter((each) => !/^(国家|中国|省级)/.test(each));
    assert.deepEqual(left, [], `step ${nth}`);
  }
});

/** A made-up project of so many units and indicators, as text. */
function large(units, indicators) {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const ids = Array.from({ length: indicators }, (_, i) => `x${i}`);
  const lines = Array.from({ length: units }, (_, u) => {
    const base = random();
    return `u${u},县${u},2022,${ids.map(() => (100 * (base + random())).toFixed(3)).join(",")}`;
  });
  const children = Array.from({ length: 10 }, (_, g) => ({ id: `g${g}`, name: { zh: `维度${g}`, en: `D${g}` }, children: ids.slice((g * indicators) / 10, ((g + 1) * indicators) / 10).map((id) => ({ id })) }));
  const framework = { id: "large", name: { zh: "大", en: "Large" }, indicators: ids.map((id) => ({ id, direction: 1 })), tree: { id: "index", name: { zh: "总指数", en: "Index" }, children }, steps: [{ step: "normalise", method: "min_max" }, { step: "aggregate", method: "arithmetic" }] };
  return JSON.stringify({ innodex: "project", version: 1, title: { zh: "大" }, data: { csv: `code,unit,year,${ids.join(",")}\n${lines.join("\n")}\n` }, framework });
}

/** The longest tasks of the page's main thread while something is done, in milliseconds of its processor: other work on the machine does not count. */
async function tasks(tab, work) {
  const browser = tab.context().browser();
  await browser.startTracing(tab, { categories: ["toplevel", "devtools.timeline"] });
  await work();
  await tab.waitForTimeout(200);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threads = new Set(traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(({ pid, tid }) => `${pid} ${tid}`));
  const found = traceEvents.filter(({ name, pid, tid, tdur }) => /RunTask$/.test(name) && tdur && threads.has(`${pid} ${tid}`)).map(({ tdur }) => tdur / 1000);
  assert.ok(found.length > 0, "nothing was traced");
  return Math.max(...found);
}

workbench("3,000 units and 100 indicators: no step of the work holds up the page for 100 ms", async (tab) => {
  tab.setDefaultTimeout(120_000);
  const path = join(mkdtempSync(join(tmpdir(), "innodex-workbench-")), "large.json");
  writeFileSync(path, large(3000, 100));
  const slide = (share) => bench(tab).locator(".weight input").first().evaluate((slider, value) => ((slider.value = value), slider.dispatchEvent(new Event("input"))), share);
  /** @type {[string, () => Promise<unknown>][]} */
  const steps = [
    ["open", async () => (await bench(tab).locator(".cards input[type=file]").setInputFiles(path), await bench(tab).locator(".live tbody tr").first().waitFor(), await settled(tab))],
    ["slide", async () => (await slide("30"), await slide("35"), await settled(tab))],
    ["choose", () => bench(tab).locator('[data-node="x5"] .name').click()],
    ["turn", async () => (await press(tab, "越小越好"), await settled(tab))],
    ["more rows", () => press(tab, "再看100个")],
    ["method", async () => (await bench(tab).getByLabel("合成").selectOption("geometric"), await settled(tab))],
    ["by the data", async () => (await bench(tab).getByLabel("权重", { exact: true }).first().selectOption("critic"), await settled(tab))],
    ["new dimension", () => press(tab, "＋ 新增维度")],
    ["undo", async () => (await press(tab, "撤销"), await settled(tab))],
    ["save", () => saved(tab, () => press(tab, "保存项目"))],
    ["publish", () => step(tab, 4)],
    ["data", () => step(tab, 1)],
  ];
  const longest = [];
  for (const [name, work] of steps) longest.push([name, Math.round(await tasks(tab, work))]);
  const pieces = await bench(tab).evaluate(({ live }) => live.pieces.map(({ what, ms }) => [what, Math.round(ms)]));
  console.log(`longest task of the main thread (ms): ${longest.map((each) => each.join(" ")).join(", ")}; in the worker: ${pieces.slice(-3).map((each) => each.join(" ")).join(", ")}`);
  assert.deepEqual(longest.filter(([, ms]) => ms >= 100), []);
});
