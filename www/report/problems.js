/** What can be wrong with a decision about a report's figures: a stable code, where, what to do. */

/** @typedef {import("../api/types.js").Text} Text */

export class ReportProblem extends Error {
  /** @param {string} code @param {string} place @param {Text} messages @param {Text} hint */
  constructor(code, place, messages, hint) {
    super(messages.en);
    this.code = code;
    this.place = place;
    this.messages = messages;
    this.hint = hint;
  }
}

/** @type {Record<string, { message: (...given: any[]) => Text, hint: Text }>} */
const KNOWN = {
  no_value: {
    message: (text) => ({ zh: `“${text}”没有数值`, en: `"${text}" has no value` }),
    hint: { zh: "在“数值”一栏填写数字", en: "Put a number into the field Value" },
  },
  no_subject: {
    message: (text) => ({ zh: `“${text}”没有写明是什么的数`, en: `It is not said what "${text}" counts` }),
    hint: { zh: "在“指标”一栏填写名称", en: "Put a name into the field Subject" },
  },
  range_undecided: {
    message: (text) => ({ zh: `“${text}”是一个范围，面板的一格只能放一个数`, en: `"${text}" is a range, and a cell of the panel holds one number` }),
    hint: { zh: "选取下限或上限，或改成一个数", en: "Take the lower or the upper end, or put one number" },
  },
  no_period: {
    message: (text) => ({ zh: `“${text}”的时期不是年份、季度或月份`, en: `The period of "${text}" is no year, quarter or month` }),
    hint: { zh: "时期写作2024、2024Q3或2024-03；清空数字的时期，即按报告的时期", en: "Write it as 2024, 2024Q3 or 2024-03; a figure whose period is empty has that of the report" },
  },
  mixed_periods: {
    message: (text, period, other) => ({ zh: `“${text}”的时期是${period}，面板里已有${other}，二者长短不同`, en: `"${text}" is of ${period}, while the panel has ${other}, which is of another length` }),
    hint: { zh: "一个面板只能全用年份、全用季度或全用月份；改这个数的时期，或不采用它", en: "A panel has years only, quarters only or months only; change this period or reject the figure" },
  },
  two_values: {
    message: (name, period, one, other) => ({ zh: `${name}（${period}）已采用“${one}”，不能再采用“${other}”`, en: `${name} (${period}) is "${one}" already; "${other}" would be a second value` }),
    hint: { zh: "先确认哪一个是流量、哪一个是存量，再改“指标”或“类别”；或不采用其中一个", en: "Find out which is a flow and which a stock, and change subject or kind; or reject one of them" },
  },
  other_unit: {
    message: (name, unit, other) => ({ zh: `${name}的计量单位是${other || "（无）"}，不能放入以${unit || "（无）"}计的数`, en: `${name} is in ${other || "(none)"}; a figure in ${unit || "(none)"} does not fit` }),
    hint: { zh: "改计量单位，或把它作为另一项指标", en: "Change the unit, or make it another indicator" },
  },
  one_only: {
    message: (text) => ({ zh: `“${text}”只说一项，没有可拆的`, en: `"${text}" is of one subject; there is nothing to split` }),
    hint: { zh: "几项之间要有“、”“和”或“及”，或指明从第几个字拆开", en: "Subjects are separated by 、 和 or 及; or say after which character to cut" },
  },
  no_neighbour: {
    message: (text) => ({ zh: `“${text}”后面没有可以合并的数`, en: `No figure follows "${text}" that it could be joined with` }),
    hint: { zh: "只能与同一段里紧接着的数合并", en: "Only the next figure of the same paragraph can be joined" },
  },
  bad_span: {
    message: (text) => ({ zh: `“${text}”不能标为一个数：它是空的、在文本之外，或与已标的数重叠`, en: `"${text}" cannot be marked: it is empty, outside of the text, or meets a figure marked already` }),
    hint: { zh: "选取还没有标出的字", en: "Choose characters that are not marked" },
  },
  two_texts: {
    message: (name) => ({ zh: `“${name}”已经打开`, en: `"${name}" is open already` }),
    hint: { zh: "换一个文件，或先移除原来的", en: "Open another file, or remove the former" },
  },
  no_target_above: {
    message: (name, target, from) => ({ zh: `${name}越小越好，目标${target}不比最早的数${from}小，算不出完成程度`, en: `Less is better of ${name}, and the target ${target} is not below its first figure ${from}` }),
    hint: { zh: "改目标，或改为越大越好", en: "Change the target or the direction" },
  },
  target_not_positive: {
    message: (name, target) => ({ zh: `${name}的目标${target}不大于0，算不出完成百分比`, en: `The target ${target} of ${name} is not above zero, so there is no percentage of it` }),
    hint: { zh: "填大于0的目标，或不设目标", en: "Put a target above zero, or none" },
  },
  nothing_accepted: {
    message: () => ({ zh: "还没有采用任何数字", en: "No figure is accepted yet" }),
    hint: { zh: "在文本或清单中逐个确认", en: "Accept figures in the text or in the list" },
  },
  no_targets: {
    message: () => ({ zh: "还没有目标", en: "There is no target yet" }),
    hint: { zh: "在面板中填写目标，或采用文中写明的目标", en: "Put targets into the panel, or accept those of the text" },
  },
  foreign_text: {
    message: (address) => ({ zh: `“${address}”不在本站，不能读取`, en: `"${address}" is not on this site and is not read` }),
    hint: { zh: "把文本放到本站，或打开文件", en: "Put the text on this site, or open a file" },
  },
  absent_text: {
    message: (address) => ({ zh: `读不到“${address}”`, en: `"${address}" cannot be read` }),
    hint: { zh: "检查地址，或直接打开文件", en: "Check the address, or open a file" },
  },
  no_reader: {
    message: () => ({ zh: "读数模块没有构建", en: "The reader of reports is not built" }),
    hint: { zh: "请运行scripts/build.sh", en: "Run scripts/build.sh" },
  },
  bad_file: {
    message: (what) => ({ zh: `不是本页保存的文件：${what.zh}`, en: `Not a file that this page saved: ${what.en}` }),
    hint: { zh: "请打开用“保存”得到的JSON文件", en: "Open the JSON file that Save made" },
  },
};

/** @param {string} code @param {string} place @param {...any} given */
export const problem = (code, place, ...given) => new ReportProblem(code, place, KNOWN[code].message(...given), KNOWN[code].hint);
