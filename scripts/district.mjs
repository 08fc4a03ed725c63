// Writes www/district/report.json: a district's report as the reader reads it, with what was decided about its figures, compared
// with the text one by one. `node scripts/district.mjs`, after the reader has changed; tests/node/report-district.test.js says when.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readReport } from "../pkg/dist/reports-node.js";
import { written } from "../www/report/kept.js";
import { LADDERS } from "../www/report/ladders.js";
import { Reports } from "../www/report/reports.js";

const SUBJECTS = { small: "科技型中小企业入库", both: "中央引导地方科技发展资金、湖北省科技创新专项" };

/** The figures that are accepted, by their text and which of that text it is, with what they count. @type {[string, number, { subject: string }][]} */
const ACCEPTED = [
  ["130家", 0, { subject: "高新技术企业" }],
  ["6家", 0, { subject: "国家级专精特新企业" }],
  ["279家", 0, { subject: SUBJECTS.small }],
  ["65.8%", 0, { subject: SUBJECTS.small }],
  ["133家", 0, { subject: "雏鹰企业" }],
  ["1家", 0, { subject: "瞪羚企业" }],
  ["17家", 0, { subject: "省级以上科技孵化载体" }],
  ["3.5亿元", 0, { subject: "科技创新补助资金" }],
  ["4819万元", 0, { subject: "国家、省市科技奖励资金" }],
  ["36项", 0, { subject: "省基础研究重大项目、青年人才项目及自然科学基金项目" }],
  ["全省第二", 0, { subject: "立项数" }],
  ["1.97亿元", 0, { subject: "中央引导地方科技发展资金" }],
  ["1.24亿元", 0, { subject: "湖北省科技创新专项" }],
];

/** What is noted at a question, by its check. @type {Record<string, string>} */
const NOTES = { base_not_whole: "上年168家则增长66.1%，169家则增长65.1%；暂按原文采用，待向发布单位核实" };

/** How much more than the report's figure a target is, in per cent: an assumption, which the page names. */
const MORE = 20;

/** The file. @returns {Promise<string>} */
export async function review() {
  const text = await readFile(new URL("../www/district/report-1.txt", import.meta.url), "utf8");
  const reports = new Reports();
  const { id } = reports.add({ name: "report-1.txt", source: "武汉经开区2024年工作报告（推进全面创新改革、推进高新技术产业发展两节）", period: "2024", reading: await readReport(text) });
  reports.call("武汉经开区");
  const items = () => reports.state.reports[0].items;
  const find = (/** @type {string} */ figure, /** @type {number} */ nth) => items().filter((item) => item.text === figure)[nth] ?? missing(figure);
  for (const [figure, nth, { subject }] of ACCEPTED) {
    const item = find(figure, nth);
    if (item.said.subject !== subject) reports.correct(item.id, { subject });
    if (item.said.period && item.said.period !== "2024") reports.correct(item.id, { period: "2024" });
    reports.accept(item.id);
  }
  // Both programmes are second in the province: each has a rank of its own.
  const both = find("全省第二", 1);
  reports.correct(both.id, { subject: SUBJECTS.both });
  for (const part of reports.split(both.id)) reports.accept(part.id);
  reports.state.reports[0].questions.forEach(({ check }, i) => NOTES[check] && reports.answer(id, i, NOTES[check]));
  reports.raise(MORE);
  for (const ladder of LADDERS) reports.raise(MORE, ladder);
  return written(reports.state);
}

/** @param {string} figure @returns {never} */
function missing(figure) {
  throw new Error(`the reader does not find ${figure}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(new URL("../www/district/report.json", import.meta.url), await review());
