// The controller of reports, apart from the page and from the reader: what a person decides of figures, and the panel of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf } from "../../www/report/columns.js";
import { LADDERS } from "../../www/report/ladders.js";
import { ladderFramework, ladderPanel, places } from "../../www/report/ladder.js";
import { lineUp } from "../../www/report/lining.js";
import { frameworkOf, panelOf } from "../../www/report/panel.js";
import { opened, written as kept } from "../../www/report/kept.js";
import { inUnit, measureOf, numeral } from "../../www/report/measures.js";
import { linesOf, pagesOf } from "../../www/report/pages.js";
import { Reports } from "../../www/report/reports.js";
import { cells } from "../support/files.js";
import { reading, written } from "../support/reports.js";

const code = (wanted) => (error) => (assert.equal(error.code, wanted), assert.ok(error.messages.zh && error.messages.en && error.hint.zh && error.hint.en), true);

/** Reports with one text. */
function of(read, about = {}) {
  const reports = new Reports();
  const report = reports.add({ name: "a.txt", source: "某区管委会", period: "2024", reading: read, ...about });
  const id = (text, nth = 0) => reports.state.reports.flatMap(({ items }) => items).filter((item) => item.text === text)[nth].id;
  return { reports, report, id };
}

/** Accepts whatever the panel takes; what it refuses, by text. */
function acceptAll(reports) {
  const refused = [];
  for (const { items } of reports.state.reports) {
    for (const { id, text } of items) {
      try {
        reports.accept(id);
      } catch (error) {
        refused.push([text, error.code]);
      }
    }
  }
  return refused;
}

test("nothing is in the panel until it is accepted", () => {
  const { reports, id } = of(reading("report-1"));
  assert.equal(reports.state.reports[0].items.length, 41);
  assert.deepEqual(panelOf(reports.state).columns, []);
  assert.throws(() => frameworkOf(reports.state), code("nothing_accepted"));
  reports.accept(id("130家"));
  reports.reject(id("36项"));
  const { csv, indicators, origins } = panelOf(reports.state);
  assert.deepEqual(cells(csv), [["unit", "period", "新增高新技术企业"], ["本地区 (This district)", "2024", "130"]]);
  assert.equal(indicators[0].unit, "家");
  assert.match(indicators[0].note, /^2024：某区管委会，a\.txt第1段第243—246字：“全区新认定高新技术企业130家”；人工确认$/);
  assert.deepEqual([origins[0].report, origins[0].paragraph, origins[0].value], ["a.txt", 1, 130]);
});

test("of the district's report all but the second value of two indicators go in", () => {
  const { reports } = of(reading("report-1"));
  const refused = acceptAll(reports);
  // 279 and 402 firms on the list; little giants and gazelles are named twice in other words, once in the same.
  assert.deepEqual(refused.filter(([, each]) => each !== "two_values"), []);
  assert.ok(refused.some(([text]) => text === "402家"));
  const made = panelOf(reports.state);
  assert.equal(made.origins.length, 41 - refused.length);
  const [head, row] = cells(made.csv);
  assert.equal(row[head.indexOf("科技创新补助资金")], "3.5");
  assert.equal(row[head.indexOf("科技奖励资金")], "4819");
  assert.equal(row[head.indexOf("新增科技型中小企业入库_growth")], "65.8");
  assert.equal(made.indicators.find(({ id }) => id === "新增科技型中小企业入库_growth").kind, "ratio");
  // 全省第二 of two programmes: split, each has its rank.
  const [, both] = reports.state.reports[0].items.filter(({ text }) => text === "全省第二");
  const parts = reports.split(both.id);
  assert.deepEqual(parts.map(({ said }) => said.subject), ["中央引导地方科技发展资金", "湖北省科技创新专项"]);
  for (const part of parts) reports.accept(part.id);
  assert.equal(columnsOf(reports.state).filter(({ kind }) => kind === "rank").length, 3);
});

test("a second value of one indicator and period is refused until the first is gone", () => {
  const { reports, id } = of(reading("report-1"));
  reports.accept(id("279家"));
  assert.throws(() => reports.accept(id("402家")), code("two_values"));
  reports.correct(id("402家"), { kind: "level" });
  reports.accept(id("402家"));
  assert.deepEqual(panelOf(reports.state).origins.map(({ column, value, corrected }) => [column, value, corrected]), [["新增科技型中小企业入库", 279, []], ["科技型中小企业入库", 402, ["kind"]]]);
});

test("a figure without value, subject or period, and a range, is refused with what to do", () => {
  const { reports, id } = of(written("新建孵化器[[3-5家|孵化器|new|3|家|{\"high\":5}]]，[[7个||level|7|个]]，[[8项|项目|level|8|项|{\"period\":\"上半年\"}]]。"));
  assert.throws(() => reports.accept(id("3-5家")), code("range_undecided"));
  reports.correct(id("3-5家"), { value: 5, high: null });
  reports.accept(id("3-5家"));
  assert.throws(() => reports.accept(id("7个")), code("no_subject"));
  assert.throws(() => reports.accept(id("8项")), code("no_period"));
  reports.correct(id("8项"), { period: null, value: null });
  assert.throws(() => reports.accept(id("8项")), code("no_value"));
  reports.correct(id("8项"), { period: "2024Q3", value: 8 });
  assert.throws(() => reports.accept(id("8项")), code("mixed_periods"));
});

test("a correction takes the acceptance back, and restoring the correction", () => {
  const { reports, id } = of(reading("report-1"));
  reports.accept(id("130家"));
  reports.correct(id("130家"), { value: 131 });
  assert.equal(reports.find(id("130家")).item.status, "open");
  reports.restore(id("130家"));
  assert.equal(reports.find(id("130家")).item.said.value, 130);
  reports.undo();
  reports.undo();
  assert.deepEqual([reports.find(id("130家")).item.said.value, reports.find(id("130家")).item.status], [130, "accepted"]);
  reports.redo();
  assert.equal(reports.find(id("130家")).item.said.value, 131);
});

test("figures are cut, joined and marked, and never overlap", () => {
  const { reports, report, id } = of(written("投入[[3亿|资金|level|3|亿]][[5000万元|资金|level|5000|万元]]，惠及12家企业。"));
  const one = reports.join(id("3亿"));
  assert.deepEqual([one.text, one.said.value, one.said.unit, one.status], ["3亿5000万元", null, "万元", "open"]);
  assert.throws(() => reports.accept(one.id), code("no_value"));
  const parts = reports.split(one.id, 2);
  assert.deepEqual(parts.map(({ text, said }) => [text, said.value, said.unit]), [["3亿", 3, "亿"], ["5000万元", 5000, "万元"]]);
  assert.throws(() => reports.join(parts[1].id), code("no_neighbour"));
  assert.throws(() => reports.split(parts[0].id), code("one_only"));
  const at = report.text.indexOf("12家");
  const found = reports.mark(report.id, at, at + 3);
  assert.deepEqual([found.said.value, found.said.unit, found.read], [12, "家", null]);
  for (const [from, to] of [[at, at + 3], [at + 2, at + 4], [-1, 1], [at, at], [0, 99]]) assert.throws(() => reports.mark(report.id, from, to), code("bad_span"));
  const { items } = reports.state.reports[0];
  assert.ok(items.every((item, i) => i === 0 || items[i - 1].end <= item.start));
});

test("a second year's report lines up by phrase and unit, and growth follows", () => {
  const { reports, id } = of(written("新增雏鹰企业[[133家|雏鹰企业|new|133|家]]，补助资金[[4819万元|补助资金|level|4819|万元]]，孵化载体[[17家|省级以上科技孵化载体|cumulative|17|家]]。"));
  const later = reports.add({ name: "b.txt", period: "2025", reading: written("全年新增“雏鹰”企业[[150家|“雏鹰”企业|new|150|家]]，补助资金[[0.6亿元|补助资金|level|0.6|亿元]]，载体[[20家|科技孵化载体|cumulative|20|家]]，另有[[2人|英才|level|2|人]]。") });
  const lines = lineUp(reports.state);
  assert.deepEqual(lines.map(({ subject, items, near }) => [subject, Object.keys(items), Object.values(near).flat().map(({ text }) => text)]), [
    ["雏鹰企业", ["r1", "r2"], []],
    ["补助资金", ["r1", "r2"], []],
    ["省级以上科技孵化载体", ["r1"], ["20家"]],
    ["科技孵化载体", ["r2"], []],
    ["英才", ["r2"], []],
  ]);
  reports.assign(id("20家"), lines[2].key);
  assert.deepEqual(acceptAll(reports), []);
  const { csv, periods } = panelOf(reports.state);
  assert.deepEqual(periods, ["2024", "2025"]);
  assert.deepEqual(cells(csv), [["unit", "period", "新增雏鹰企业", "补助资金", "累计省级以上科技孵化载体", "英才"], ["本地区 (This district)", "2024", "133", "4819", "17", ""], ["本地区 (This district)", "2025", "150", "6000", "20", "2"]]);
  assert.equal(later.period, "2025");
  reports.assign(id("2人"), lines[0].key);
  assert.throws(() => reports.accept(id("2人")), code("other_unit"));
});

test("targets of the text become targets of their indicators", () => {
  const { reports } = of(written("瞪羚企业[[87家|瞪羚企业|cumulative|87|家]]，能耗[[5%|能耗强度|share|5|%]]。2025年力争瞪羚企业达到[[100家|瞪羚企业|target|100|家|{\"target_of\":\"cumulative\",\"period\":\"2025\"}]]。"));
  assert.deepEqual(acceptAll(reports), []);
  const [gazelles, energy] = columnsOf(reports.state);
  assert.deepEqual([gazelles.target, gazelles.cells.length, energy.target], [100, 1, null]);
  const framework = frameworkOf(reports.state);
  assert.deepEqual(framework.indicators, [{ id: "累计瞪羚企业", direction: 1 }]);
  assert.deepEqual(framework.steps[0].overrides, { 累计瞪羚企业: { high: 100 } });
  // Less is better: the way is from the first figure to the target.
  reports.choose(energy.key, { target: 4, direction: -1 });
  assert.deepEqual(frameworkOf(reports.state).steps[0].overrides.能耗强度, { low: 4, high: 5 });
  reports.choose(energy.key, { target: 6 });
  assert.throws(() => frameworkOf(reports.state), code("no_target_above"));
  reports.choose(energy.key, { target: 0, direction: 1 });
  assert.throws(() => frameworkOf(reports.state), code("target_not_positive"));
});

test("targets made of present figures have their decimals, and leave rates, ranks and given targets alone", () => {
  const { reports } = of(written("[[3.5亿元|资金|level|3.5|亿元]]，[[1.97亿元|专项|level|1.97|亿元]]，[[133家|雏鹰企业|new|133|家]]，[[65%|资金|growth|65|%]]，[[全省第二|立项数|rank|2|位]]，[[0.07亿元|奖金|level|0.07|亿元]]。"));
  acceptAll(reports);
  reports.choose("new|雏鹰企业|家", { target: 200 });
  reports.raise(20);
  assert.deepEqual(columnsOf(reports.state).map(({ target }) => target), [4.2, 2.37, 200, null, null, 0.09]);
  assert.deepEqual(columnsOf(reports.state).map(({ direction }) => direction), [1, 1, 1, 1, -1, 1]);
  reports.undo();
  assert.deepEqual(columnsOf(reports.state).map(({ target }) => target), [null, null, 200, null, null, null]);
});

test("everything is saved and opened again", () => {
  const { reports, id } = of(reading("zone"), { source: "望川高新区" });
  acceptAll(reports);
  reports.correct(id("四成"), { value: 40, unit: "%" });
  reports.split(id("全市第一"));
  reports.choose("cumulative|瞪羚企业|家", { target: 100 });
  reports.fill("eaglet_new", { target: 120 });
  reports.call("望川高新区");
  const text = kept(reports.state);
  assert.deepEqual(JSON.parse(JSON.stringify(opened(text))), JSON.parse(JSON.stringify(reports.state)));
  assert.equal(kept(opened(text)), text);
  const other = new Reports();
  other.replace(opened(text));
  assert.equal(panelOf(other.state).csv, panelOf(reports.state).csv);
});

test("characters beyond the first plane count as one where figures are saved", () => {
  const { reports, id } = of(written("𠮷区🚀新增[[7家|企业|new|7|家]]。"));
  const file = JSON.parse(kept(reports.state));
  assert.deepEqual([file.reports[0].figures[0].start, reports.find(id("7家")).item.start], [5, 7]);
  assert.equal(opened(kept(reports.state)).reports[0].items[0].start, 7);
});

test("a damaged file is refused with its place", () => {
  const { reports, id } = of(reading("report-1"));
  reports.accept(id("130家"));
  const good = JSON.parse(kept(reports.state));
  const broken = (change) => {
    const file = JSON.parse(JSON.stringify(good));
    change(file);
    return () => opened(JSON.stringify(file));
  };
  const figures = (file) => file.reports[0].figures;
  for (const [change, place] of [
    [(file) => (file.version = 2), "$.version"],
    [(file) => (file.more = 1), "$.more"],
    [(file) => delete file.unit, "$.unit"],
    [(file) => (figures(file)[0].text = "131家"), "$.reports[0].figures[0].start"],
    [(file) => (figures(file)[3].start = 1e9), "$.reports[0].figures[3].start"],
    [(file) => (figures(file)[2].status = "perhaps"), "$.reports[0].figures[2].status"],
    [(file) => (figures(file)[2].said.value = "7"), "$.reports[0].figures[2].said.value"],
    [(file) => (figures(file)[2].said.kind = "stock"), "$.reports[0].figures[2].said.kind"],
    [(file) => (figures(file)[1].id = "r1.1"), "$.reports[0].figures[].id"],
    [(file) => (file.reports[0].period = "二四年"), "$.reports[0].period"],
    [(file) => (file.slots = { nobody: {} }), "$.slots.nobody"],
  ]) {
    assert.throws(broken(change), (error) => (code("bad_file")(error), assert.equal(error.place, place), true));
  }
  assert.throws(() => opened("不是"), code("bad_file"));
  assert.throws(broken((file) => ((figures(file)[0].said.value = null), (figures(file)[0].status = "accepted"))), code("no_value"));
  assert.throws(broken((file) => figures(file).forEach((figure) => (figure.status = "accepted"))), code("two_values"));
});

test("of files damaged anywhere, each is refused with a code or opens as a sound state", () => {
  const { reports, id } = of(reading("report-1", [{ check: "two_values", figures: [2, 32], message: { zh: "问", en: "asked" } }]));
  for (const text of ["130家", "133家", "3.5亿元"]) reports.accept(id(text));
  reports.raise(20);
  reports.raise(20, LADDERS[0]);
  reports.fill("gazelle_stock", { own: { 2024: 9 } });
  const good = JSON.parse(kept(reports.state));
  let seed = 7;
  const random = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below;
  const values = [null, true, -1, 0, 2, 1e300, "", "x", "2024", "level", [], {}, ["a"], { a: 1 }];
  let refused = 0;
  for (let n = 0; n < 1500; n++) {
    const file = JSON.parse(JSON.stringify(good));
    let at = file;
    for (let depth = random(6); depth >= 0; depth--) {
      const keys = Object.keys(at);
      const key = keys[random(keys.length)];
      if (depth && at[key] && typeof at[key] === "object" && Object.keys(at[key]).length) at = at[key];
      else {
        if (random(4) === 0 && !Array.isArray(at)) delete at[key];
        else at[key] = values[random(values.length)];
        break;
      }
    }
    try {
      const state = opened(JSON.stringify(file));
      panelOf(state);
      lineUp(state);
      for (const ladder of LADDERS) places(state, ladder);
      assert.equal(typeof kept(state), "string");
    } catch (error) {
      assert.ok(error.code && error.messages?.zh, `${error.stack}`);
      refused++;
    }
  }
  assert.ok(refused > 500 && refused < 1500, `${refused}`);
});

test("firms by rung are filled with what fits, and what is missing stays missing", () => {
  const { reports, id } = of(reading("report-1"));
  for (const text of ["130家", "6家", "133家", "1家", "279家", "17家"]) reports.accept(id(text));
  const [firms, carriers] = LADDERS;
  assert.deepEqual(places(reports.state, firms).map(({ slot, cells: filled }) => [slot.id, filled.get("2024")?.value ?? null]), [
    ["small_new", 279], ["high_tech_new", 130], ["eaglet_new", 133], ["gazelle_new", 1], ["giant_new", 6],
    ["small_stock", null], ["high_tech_stock", null], ["eaglet_stock", null], ["gazelle_stock", null], ["giant_stock", null],
  ]);
  assert.deepEqual(places(reports.state, carriers).flatMap(({ slot, cells: filled }) => (filled.size ? [[slot.id, filled.get("2024").value]] : [])), [["carrier_all", 17]]);
  assert.throws(() => ladderFramework(reports.state, firms), code("no_targets"));
  reports.fill("eaglet_new", { target: 160 });
  reports.fill("eaglet_stock", { target: 500 });
  reports.fill("gazelle_stock", { own: { 2024: 9 } });
  const { csv, indicators } = ladderPanel(reports.state, firms);
  const [head, row] = cells(csv);
  assert.deepEqual(head.slice(2).map((name, i) => [name, row[i + 2]]).filter(([, value]) => value !== "").map(([name]) => name), ["small_new", "high_tech_new", "eaglet_new", "gazelle_new", "giant_new", "gazelle_stock"]);
  assert.match(indicators.find((each) => each.id === "gazelle_stock").note, /使用者填写/);
  assert.match(indicators.find((each) => each.id === "eaglet_new").note, /新增备案雏鹰企业133家/);
  assert.equal(indicators.find((each) => each.id === "eaglet_stock").source, "报告没有写 (not in the report)");
  assert.deepEqual(ladderFramework(reports.state, firms).tree.children.map((group) => [group.id, group.children.map((each) => each.id)]), [["firms_new", ["eaglet_new"]], ["firms_stock", ["eaglet_stock"]]]);
  reports.empty("gazelle_stock", "2024");
  assert.equal(places(reports.state, firms).find(({ slot }) => slot.id === "gazelle_stock").cells.size, 0);
});

test("what two figures fit is for a person to choose", () => {
  const { reports } = of(written("新增雏鹰企业[[133家|雏鹰企业|new|133|家]]，新增市级雏鹰企业[[20家|市级雏鹰企业|new|20|家]]。"));
  acceptAll(reports);
  const place = () => places(reports.state, LADDERS[0]).find(({ slot }) => slot.id === "eaglet_new");
  assert.deepEqual([place().column, place().candidates.length], [null, 2]);
  reports.fill("eaglet_new", { column: place().candidates[1].key });
  assert.equal(place().cells.get("2024").value, 20);
});

test("units of measure are taken apart and changed to the digit", () => {
  for (const [unit, power, noun] of [["亿元", 8, "元"], ["万亿元", 12, "元"], ["億元", 8, "元"], ["千公顷", 3, "公顷"], ["千瓦", 0, "千瓦"], ["亿千瓦", 8, "千瓦"], ["个百分点", 0, "百分点"], ["万", 0, "万"], ["", 0, ""]]) {
    assert.deepEqual(measureOf(unit), { power, noun }, unit);
  }
  assert.equal(inUnit(4819, "万元", "亿元"), 0.4819);
  assert.equal(inUnit(0.07, "亿元", "万元"), 700);
  assert.equal(inUnit(1, "家", "人"), null);
  assert.deepEqual(numeral("１，２３４．５万元"), { value: 1234.5, unit: "万元" });
  assert.deepEqual(numeral("30余场"), { value: 30, unit: "场" });
  assert.deepEqual(numeral("三十场"), { value: null, unit: "" });
});

test("names of columns are never those of the panel itself, nor twice", () => {
  const { reports } = of(written("[[1家|year|level|1|家]]，[[2人|企业|level|2|人]]，[[3家|企业|level|3|家]]，[[4家|a,\"b|level|4|家]]。"));
  assert.deepEqual(acceptAll(reports), []);
  assert.deepEqual(cells(panelOf(reports.state).csv)[0], ["unit", "period", "year*", "企业", "企业 2", 'a,"b']);
});

test("pages hold the whole text, and cut no figure, no line and no character", () => {
  for (const name of ["report-1", "communique", "budget"]) {
    const one = reading(name);
    for (const between of ["\n", "", "。", "🚀"]) {
      const text = Array.from({ length: 12 }, () => one.text).join(between);
      const items = Array.from({ length: 12 }, (_, i) => one.figures.map(({ utf16: [start, end] }) => ({ start: start + i * (one.text.length + between.length), end: end + i * (one.text.length + between.length) }))).flat();
      const pages = pagesOf(text, items);
      assert.ok(pages.length > 2);
      assert.equal(pages.map(({ from, to }) => text.slice(from, to)).join(""), text);
      for (const { to } of pages) assert.ok(items.every(({ start, end }) => end <= to || start >= to) && !/[\ud800-\udbff]/.test(text[to - 1]));
      const lines = pages.flatMap((page) => linesOf(text, items, page));
      const shown = lines.flatMap(({ parts }) => parts);
      assert.equal(shown.filter((part) => typeof part !== "string").length, items.length);
      const plain = (part) => (typeof part === "string" ? part : text.slice(part.item.start, part.item.end));
      assert.equal(shown.map(plain).join(""), text.replace(/\n/g, ""));
      for (const { at, parts } of lines) {
        const line = parts.map(plain).join("");
        assert.equal(text.slice(at, at + line.length), line);
      }
    }
  }
  // Without a place to cut, pages are cut where they end.
  assert.deepEqual(pagesOf("长".repeat(13000), []).map(({ from, to }) => to - from), [6000, 6000, 1000]);
  assert.deepEqual(pagesOf("", []), [{ from: 0, to: 0 }]);
  // Two figures of one place, as a split leaves them: the text is there once.
  const [one, two] = [{ start: 3, end: 5 }, { start: 3, end: 5 }];
  assert.deepEqual(linesOf("均排第二。", [one, two], { from: 0, to: 5 }), [{ at: 0, parts: ["均排第", { item: one, again: false }, { item: two, again: true }] }]);
});
