// The demo page from the packed package: what it shows, and everything a reader can do with it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Model } from "../../pkg/dist/node.js";
import { focused, page, ranked, rows, tabTo, words } from "../support/browser.js";
import { cells } from "../support/files.js";

const model = await Model.load();

/** What a ranking must show. */
const expected = (period, options) =>
  model.rank(period, options).map(({ code, rank, unit, score }) => ({ code, rank: String(rank), name: unit.zh, score: score.toFixed(1) }));

const demo = (name, work, site = {}) =>
  page(name, site, async (tab, more) => {
    await ranked(tab);
    await work(tab, more);
  });

const year = (tab) => tab.locator("innodex-ranking").getByLabel("年份");
const region = (tab) => tab.locator("innodex-ranking").getByLabel("范围");
const dimension = (tab, name) => tab.locator("innodex-ranking").getByRole("group", { name: "一级指标" }).getByRole("button", { name });
const unit = (tab, name) => tab.locator("innodex-ranking tr[data-code] th button", { hasText: name }).first();

demo("31 provinces in order, Beijing first", async (tab, { requests }) => {
  const shown = await rows(tab);
  assert.deepEqual(shown, expected("2022"));
  assert.deepEqual(shown[0], { code: "11", rank: "1", name: "北京", score: "90.8" });
  assert.equal(await year(tab).inputValue(), "2022");
  assert.equal(requests.filter((path) => path.endsWith("provinces.bin")).length, 1, "one model for all elements");
  assert.equal(requests.filter((path) => path.endsWith(".wasm")).length, 1);
  assert.deepEqual(requests.filter((path) => path.includes("model.wasm")), []);
});

demo("year, dimension and region by mouse", async (tab) => {
  await year(tab).selectOption("2019");
  assert.deepEqual(await rows(tab), expected("2019"));
  await dimension(tab, "创新投入").click();
  assert.deepEqual(await rows(tab), expected("2019", { node: "input" }));
  assert.equal(await dimension(tab, "创新投入").getAttribute("aria-pressed"), "true");
  await region(tab).selectOption("central");
  await ranked(tab, 6);
  assert.deepEqual(await rows(tab), expected("2019", { node: "input", region: "central" }));
  await region(tab).selectOption("");
  await ranked(tab, 31);
});

demo("everything by keyboard alone", async (tab) => {
  const select = (label) => new RegExp(`^select .*${label}.* innodex-ranking$`);
  await tabTo(tab, select("2024"));
  await tab.keyboard.press("ArrowDown");
  assert.equal(await year(tab).inputValue(), "2021");
  assert.deepEqual(await rows(tab), expected("2021"));
  await tabTo(tab, /^button button 创新产出 innodex-ranking$/);
  await tab.keyboard.press("Enter");
  assert.deepEqual(await rows(tab), expected("2021", { node: "output" }));
  await tabTo(tab, select("全国"));
  for (let i = 0; i < 2; i++) await tab.keyboard.press("ArrowDown");
  await ranked(tab, 6);
  await tabTo(tab, /^button button 湖北 innodex-ranking$/);
  await tab.keyboard.press("Enter");
  assert.equal(await unit(tab, "湖北").getAttribute("aria-expanded"), "true");
  await tabTo(tab, /^button button 关闭 innodex-ranking$/);
  await tab.keyboard.press("Escape");
  assert.equal(await unit(tab, "湖北").getAttribute("aria-expanded"), "false");
  assert.match(await focused(tab), /湖北/, "the focus is where it was");
  await tabTo(tab, /^input range .* innodex-scenario$/);
  await tab.keyboard.press("ArrowRight");
  await tabTo(tab, /^input number .*innodex-scenario$/);
  await tabTo(tab, /^select .* innodex-growth$/);
  await tabTo(tab, /^input range .* innodex-scenario$/, "Shift+Tab");
});

demo("a year without figures: everybody unranked, with the reason", async (tab) => {
  await year(tab).selectOption("2024");
  const shown = await rows(tab);
  assert.equal(shown.length, 31);
  assert.ok(shown.every(({ rank, score }) => rank === "—" && score === "未排名：有数据的指标不足规定比例"), JSON.stringify(shown[0]));
  assert.deepEqual(shown.map(({ code }) => code), shown.map(({ code }) => code).sort());
  assert.match(await words(tab, "innodex-ranking [part=nobody]"), /2024年没有可以排名的地区：\s*有数据的指标不足规定比例（31个地区）/);
});

demo("a year without a dimension: ranked on the rest, and marked", async (tab) => {
  await year(tab).selectOption("2017");
  assert.deepEqual(await rows(tab), expected("2017"));
  assert.equal(await tab.locator("innodex-ranking .lacking").count(), 31);
  await dimension(tab, "创新成效").click();
  assert.ok((await rows(tab)).every(({ rank }) => rank === "—"));
});

demo("a rank that rests on fewer indicators says so: Tibet", async (tab) => {
  const marked = await tab.locator("innodex-ranking tr[data-code]", { has: tab.locator(".lacking") }).evaluateAll((found) => found.map(({ dataset }) => dataset.code));
  assert.deepEqual(marked, ["54"]);
  const tibet = tab.locator('innodex-ranking tr[data-code="54"]');
  assert.match(await tibet.innerText(), /\*缺1项/);
  assert.equal(await tibet.locator(".said", { hasText: "缺1项指标，按已有指标计算" }).count(), 1);
  assert.match(await words(tab, "innodex-ranking [part=notes]"), /\* 有指标缺失，按已有指标计算。/);
  await unit(tab, "西藏").click();
  assert.match(await words(tab, "innodex-ranking [part=panel]"), /本数据集无此数据/);
});

demo("any figure shows its source, year, unit and how it was made", async (tab) => {
  await unit(tab, "湖北").click();
  const panel = tab.locator("innodex-ranking [part=panel]");
  const text = await panel.innerText();
  const { value, parts } = model.figure("rd_intensity", "42", "2022");
  assert.match(text, /湖北：2022年各项数字/);
  assert.match(text, /61\.9分，第8位/);
  assert.ok(text.includes(`${value.toFixed(2)}%`), text);
  assert.match(text, /R&D经费内部支出 1,254\.7亿元\s*÷ 地区生产总值 52,741\.7亿元/);
  await panel.locator("summary").click();
  const sources = await panel.locator("[part=sources]").innerText();
  assert.ok(sources.includes(`${parts[0].name.zh}：12,546,696万元，2022年，中国科技统计年鉴`), sources);
  assert.doesNotMatch(sources, /RDActivity|PyPSA/, "no inner name of a collection");
  assert.match(sources, /地区生产总值：52,741\.7亿元，2022年，国家统计局/);
  assert.match(sources, /为第五次全国经济普查后数据库中的数据/, "notes too speak Chinese on a Chinese page");
  assert.doesNotMatch(sources, /economic census/);
  await panel.getByRole("button", { name: "关闭" }).click();
  assert.equal(await panel.count(), 0);
});

demo("the whole row opens and closes too", async (tab) => {
  const row = tab.locator('innodex-ranking tr[data-code="31"] td.score');
  await row.click();
  assert.match(await words(tab, "innodex-ranking [part=panel]"), /上海：2022年各项数字/);
  await row.click();
  assert.equal(await tab.locator("innodex-ranking [part=panel]").count(), 0);
});

const NOT_COMPARED = "名次不与2016年比较，两期可用的指标不同：2017年没有高技术产业营业收入与地区生产总值之比、每百万人口高技术产业企业数的数据。";

demo("the table as CSV", async (tab) => {
  await year(tab).selectOption("2017");
  const saving = tab.waitForEvent("download");
  await tab.locator("innodex-ranking").getByRole("button", { name: "下载表格" }).click();
  const saved = await saving;
  const csv = readFileSync(await saved.path(), "utf8");
  assert.match(saved.suggestedFilename(), /2017\.csv$/);
  assert.ok(csv.startsWith("\ufeff") && csv.endsWith("\r\n"));
  const [head, ...lines] = cells(csv.slice(1));
  assert.deepEqual(head, ["代码", "名次", "较上年", "地区", "得分", "创新环境", "创新投入", "创新产出", "创新成效", "缺指标数", "未排名原因"]);
  assert.deepEqual(
    lines,
    // 2017 lacks indicators that 2016 has: the ranks are not compared, and each line says why.
    model.rank("2017", { compare: "2016" }).map(({ code, rank, unit, score, dimensions, missing }) =>
      [code, rank, NOT_COMPARED, unit.zh, score, ...Object.values(dimensions), missing, ""].map((cell) => String(cell ?? "")),
    ),
  );
});

demo("the change against the year before", async (tab) => {
  const shown = await tab.locator("innodex-ranking td.change").allInnerTexts();
  const moves = model.rank("2022", { compare: "2021" }).map(({ rank, rank_before }) => rank_before - rank);
  assert.deepEqual(
    shown.map((text) => text.split("\n")[0].trim().replace(/上升.*|下降.*|名次不变/, "").trim()),
    moves.map((by) => (by > 0 ? `▲ ${by}` : by < 0 ? `▼ ${-by}` : "—")),
  );
  await year(tab).selectOption("2010");
  assert.equal(await tab.locator("innodex-ranking td.change").count(), 0, "there is no year before");
});

const what = (tab) => tab.locator("innodex-scenario");
/** Waits for the sentence: a change is computed in the next frame. */
const says = (tab, pattern) => what(tab).locator("[part=result]", { hasText: pattern }).waitFor();
const fieldSays = (tab, value) => tab.waitForFunction((v) => document.querySelector("innodex-scenario").shadowRoot.querySelector("input[type=number]").value === v, value);

demo("what if: the number field; Hubei's R&D expenditure by 30 %", async (tab) => {
  await says(tab, /湖北居第8位（得分61\.9）/);
  await what(tab).getByRole("spinbutton").fill("30");
  await says(tab, /湖北由第8位升至第7位（得分61\.9→64\.1）。另有1个地区名次变动。/);
  assert.match(await words(tab, "innodex-scenario .amount"), /\+376\.4亿元（2022年：1,254\.7亿元）/);
  const scenario = model.scenario({ changes: [{ unit: "42", indicator: "rd_expenditure", op: "multiply", value: 1.3 }] });
  const table = await tab.locator("innodex-scenario tbody tr").evaluateAll((found) => found.map((row) => [...row.cells].filter((cell) => !cell.classList.contains("moves")).map((cell) => cell.textContent.trim())));
  assert.deepEqual(
    table,
    scenario.rank("2022").map(({ rank, rank_before, unit, score, score_before }) => [String(rank), String(rank_before), unit.zh, score.toFixed(1), score_before.toFixed(1)]),
  );
  scenario.dispose();
  // Once it rests, what moved along is listed and the result is spoken.
  await what(tab).locator("[part=notes]", { hasText: "组成部分按比例变动：基础研究经费" }).waitFor();
  assert.match(await what(tab).locator("p[role=status]").textContent(), /湖北由第8位升至第7位（得分61\.9→64\.1）/);
  assert.deepEqual(await rows(tab), expected("2022"), "the ranking beside it is untouched");
  await what(tab).getByRole("button", { name: "重置" }).click();
  await says(tab, /湖北居第8位（得分61\.9）/);
});

demo("what if: plus and minus, slider by mouse and by keyboard", async (tab) => {
  const slider = what(tab).getByRole("slider");
  await what(tab).getByRole("button", { name: "增加5%" }).click();
  await fieldSays(tab, "5");
  await what(tab).getByRole("button", { name: "减少5%" }).click();
  await fieldSays(tab, "0");
  await what(tab).getByRole("button", { name: "减少5%" }).click();
  await fieldSays(tab, "-5");
  assert.equal(await slider.inputValue(), "-5");
  await slider.focus();
  await tab.keyboard.press("End");
  await fieldSays(tab, "100");
  assert.ok(await what(tab).getByRole("button", { name: "增加5%" }).isDisabled());
  await says(tab, /湖北由第8位升至第\d位|湖北仍居第8位/);
  await tab.keyboard.press("Home");
  await fieldSays(tab, "-50");
  await says(tab, /湖北由第8位降至第\d+位/);
  await tab.keyboard.press("ArrowRight");
  await fieldSays(tab, "-49");
  const { x, y, width, height } = await slider.boundingBox();
  await tab.mouse.move(x + width / 2, y + height / 2);
  await tab.mouse.down();
  await tab.mouse.move(x + width * 0.9, y + height / 2, { steps: 4 });
  await tab.mouse.up();
  await tab.waitForFunction(() => Number(document.querySelector("innodex-scenario").shadowRoot.querySelector("input[type=number]").value) > 70);
});

demo("what if: another unit and figure, one without a figure, one out of range", async (tab) => {
  await what(tab).getByLabel("地区").selectOption("11");
  await says(tab, /北京居第1位（得分90\.8）/);
  await what(tab).getByLabel("指标").selectOption("hightech_new_products");
  await what(tab).getByLabel("地区").selectOption("54");
  assert.match(await words(tab, "innodex-scenario .amount"), /这个地区没有这项数据：本数据集无此数据/);
  assert.ok(await what(tab).getByRole("slider").isDisabled());
  await what(tab).getByLabel("地区").selectOption("44");
  const field = what(tab).getByRole("spinbutton");
  await field.fill("5000");
  await field.blur();
  await fieldSays(tab, "100");
});

demo("scenario: the event scenariochange carries the scenario", async (tab) => {
  await tab.evaluate(() => document.addEventListener("scenariochange", (e) => (window.said = e.detail), { once: true }));
  await what(tab).getByRole("button", { name: "增加5%" }).click();
  await tab.waitForFunction(() => window.said);
  assert.deepEqual(await tab.evaluate(() => window.said), {
    spec: { changes: [{ unit: "42", indicator: "rd_expenditure", period: "2022", op: "multiply", value: 1.05 }] },
    period: "2022",
  });
});

demo("growth: rates, periods, what is missing", async (tab) => {
  const growth = tab.locator("innodex-growth");
  const first = async () => (await growth.locator("tbody tr").first().innerText()).replace(/\s+/g, " ").trim();
  const best = (options) => model.growth({ indicator: "rd_expenditure", period: "2022", ...options }).filter(({ value }) => value !== null).sort((a, b) => b.value - a.value)[0];
  assert.equal(await growth.locator("tbody tr").count(), 31);
  const simple = best({ rate: "simple" });
  assert.equal(await first(), `${simple.unit.zh} +${(100 * simple.value).toFixed(1)}`);
  await growth.getByLabel("增长").selectOption("cagr");
  await growth.getByLabel("起始").selectOption("2015");
  const cagr = best({ rate: "cagr", from: "2015" });
  assert.equal(await first(), `${cagr.unit.zh} +${(100 * cagr.value).toFixed(1)} 2015–2022`);
  await growth.getByLabel("增长").selectOption("difference");
  assert.match(await first(), /^广东 \+\S+亿元$/);
  await growth.getByLabel("指标").selectOption("new_products_gdp");
  assert.match(await growth.locator("tbody tr").last().innerText(), /本数据集无此数据|基期无数据/);
  const saving = tab.waitForEvent("download");
  await growth.getByRole("button", { name: "下载表格" }).click();
  assert.equal(cells(readFileSync(await (await saving).path(), "utf8").slice(1)).length, 32);
});

demo("English by lang, back to Chinese, nothing loaded again", async (tab, { requests }) => {
  const before = requests.length;
  await tab.getByRole("button", { name: "English" }).click();
  await tab.waitForFunction(() => /Rank/.test(document.querySelector("innodex-ranking").shadowRoot.querySelector("thead").textContent));
  const shown = await rows(tab);
  assert.deepEqual(shown.slice(0, 3).map(({ name }) => name), ["Beijing", "Shanghai", "Jiangsu"]);
  await says(tab, /Hubei ranks 8th \(score 61\.9\)/);
  await tab.locator("innodex-ranking tr[data-code] button").first().click();
  await tab.locator("innodex-ranking summary").click();
  const texts = await tab.locator("[part=root]").allInnerTexts();
  assert.ok(texts.length >= 4 && texts.join().length > 3000, "there is something to read");
  const chinese = texts.join().match(/[\u4e00-\u9fff][^\n]*/g) ?? [];
  assert.deepEqual([...new Set(chinese)], [], "no Chinese is left in what is shown");
  await tab.getByRole("button", { name: "中文" }).click();
  await tab.waitForFunction(() => /名次/.test(document.querySelector("innodex-ranking").shadowRoot.querySelector("thead").textContent));
  assert.deepEqual(await rows(tab), expected("2022"));
  assert.equal(requests.length, before);
});

demo("events of a ranking: ready and rankchange", async (tab) => {
  await tab.evaluate(() => document.addEventListener("rankchange", (e) => (window.said = e.detail)));
  await region(tab).selectOption("west");
  await tab.waitForFunction(() => window.said);
  const { period, node, region: within, unit: open, rows: all } = await tab.evaluate(() => window.said);
  assert.deepEqual([period, node, within, open, all.length], ["2022", "index", "west", null, 12]);
});
