/** Every word of `<innodex-map>`, in Chinese and in English; the two objects have the same keys. */

import { WORDS as SHARED } from "../elements/index.js";

/** @typedef {{ unit: string, text: string }} End the first or last unit, with its value */

/** More names than this are not written out. */
const MOST_NAMED = 12;

const zh = {
  ...SHARED.zh,
  show: "显示",
  shows: { rank: "名次", score: "得分", value: "指标数值", growth: "增长" },
  rates: { simple: "增长率", difference: "增减量", cagr: "年均增长率" },
  rate: "增长指标",
  figures: "统计数据",
  indicators: "指标",
  nominal: "（名义，现价）",
  /** @param {string} name @param {string} what */
  of: (name, what) => `${name}${what}`,
  /** @param {string} period @param {string} what @param {string[]} names */
  ranksTitle: (period, what, names) => `${period}${what}：${names.join("、")}居前${names.length}位`,
  /** @param {string} period @param {string} what @param {End} most @param {End} least */
  valuesTitle: (period, what, most, least) => `${period}${what}：${most.unit}最高（${most.text}），${least.unit}最低（${least.text}）`,
  /** @param {string} period @param {string} what */
  sameTitle: (period, what) => `${period}${what}：各地区相同`,
  /** @param {string} unit @param {string} period @param {string} what @param {number} rank */
  rankTitle: (unit, period, what, rank) => `${unit}${period}${what}居第${rank}位`,
  /** @param {string} unit @param {string} period @param {string} what @param {string} text @param {number} rank @param {number} among */
  valueTitle: (unit, period, what, text, rank, among) => `${unit}${period}${what}为${text}，在${among}个地区中由高到低居第${rank}位`,
  /** @param {string} unit @param {string} period @param {string} what */
  noneTitle: (unit, period, what) => `${unit}${period}没有${what}`,
  /** @param {string} period @param {string} what */
  nobodyTitle: (period, what) => `${period}没有可以显示的${what}`,
  howRanks: "颜色越深名次越靠前。",
  howValues: "颜色越深数值越大。",
  howSigned: "蓝色为增长，颜色越深增幅越大；紫色为下降。",
  scheme: "方格示意，不表示边界和面积。",
  /** @param {string} measure */
  inMeasure: (measure) => `单位：${measure}。`,
  noData: "无数据",
  notInData: "本数据集未收录",
  /** @param {string[]} names */
  without: (names) => `无数据：${listed(names, "、", (n) => `等${n}个地区`)}。`,
  /** @param {string[]} names */
  notHere: (names) => `本数据集未收录：${listed(names, "、", (n) => `等${n}个地区`)}。`,
  /** @param {string[]} names */
  leftOut: (names) => `布局中没有方格、只列在表中的地区：${listed(names, "、", (n) => `等${n}个地区`)}。`,
  /** @param {string[]} names */
  unknown: (names) => `布局中有方格、数据中没有的地区：${listed(names, "、", (n) => `等${n}个地区`)}。`,
  made: "未给出方格布局，地区按代码顺序排列；可用layout给出布局。",
  range: (/** @type {string} */ from, /** @type {string} */ to) => (from === to ? from : `${from}—${to}`),
  under: (/** @type {string} */ to) => `${to}以下`,
  over: (/** @type {string} */ from) => `${from}及以上`,
  legend: "图例",
  map: "方格示意图",
  values: "数值",
  group: "档",
  png: "下载图片（PNG）",
  svg: "下载图片（SVG）",

  badShow: (/** @type {string} */ given) => `show不能是“${given}”。`,
  badShowHint: "可用：rank（名次）、score（得分）、value（指标数值）、growth（增长）。",
  badRate: (/** @type {string} */ given) => `rate不能是“${given}”。`,
  badRateHint: "可用：simple（增长率）、difference（增减量）、cagr（年均增长率）。",
  badClasses: (/** @type {string} */ given) => `classes不能是“${given}”。`,
  badClassesHint: "请写2至5的整数。",
  badBreaks: (/** @type {string} */ given) => `breaks不能是“${given}”。`,
  badBreaksHint: "可用：quantile（各档地区数相近）、equal（等距），或由小到大的1至4个分档界限，如60,70,80。",
};

/**
 * Names in a row; of many the first, and how many there are.
 * @param {string[]} names @param {string} comma @param {(n: number) => string} more
 */
function listed(names, comma, more) {
  return names.slice(0, MOST_NAMED).join(comma) + (names.length > MOST_NAMED ? more(names.length) : "");
}

/** @type {typeof zh} */
const en = {
  ...SHARED.en,
  show: "Show",
  shows: { rank: "Ranks", score: "Scores", value: "Figures", growth: "Growth" },
  rates: { simple: "Growth rate", difference: "Change", cagr: "Mean annual growth" },
  rate: "Growth by",
  figures: "Statistics",
  indicators: "Indicators",
  nominal: " (nominal, current prices)",
  of: (name, what) => `${name}, ${what}`,
  ranksTitle: (period, what, names) => `${what} ${period}: ${names.join(", ")} ${names.length > 1 ? "lead" : "leads"}`,
  valuesTitle: (period, what, most, least) => `${what} ${period}: ${most.unit} highest (${most.text}), ${least.unit} lowest (${least.text})`,
  sameTitle: (period, what) => `${what} ${period}: the same everywhere`,
  rankTitle: (unit, period, what, rank) => `${unit}, ${period}: ${what}, rank ${rank}`,
  valueTitle: (unit, period, what, text, rank, among) => `${unit}, ${period}: ${what} ${text}, ${rank} of ${among} from the highest`,
  noneTitle: (unit, period, what) => `${unit}, ${period}: no ${what}`,
  nobodyTitle: (period, what) => `${period}: no ${what} to show`,
  howRanks: "Deeper is nearer to the top. ",
  howValues: "Deeper is larger. ",
  howSigned: "Blue is growth, deeper is more; purple is decline. ",
  scheme: "Tiles show neither borders nor areas. ",
  inMeasure: (measure) => `In ${measure}. `,
  noData: "No data",
  notInData: "not in the data",
  without: (names) => `No data: ${listed(names, ", ", (n) => ` and others, ${n} in all`)}. `,
  notHere: (names) => `Not in this data set: ${listed(names, ", ", (n) => ` and others, ${n} in all`)}. `,
  leftOut: (names) => `Without a tile in the layout, in the table only: ${listed(names, ", ", (n) => ` and others, ${n} in all`)}. `,
  unknown: (names) => `With a tile in the layout, not in the data: ${listed(names, ", ", (n) => ` and others, ${n} in all`)}. `,
  made: "No layout is given: regions stand in the order of their codes. The attribute layout gives one. ",
  range: (from, to) => (from === to ? from : `${from} to ${to}`),
  under: (to) => `below ${to}`,
  over: (from) => `${from} and above`,
  legend: "Legend",
  map: "Tile grid",
  values: "Value",
  group: "Class",
  png: "Download picture (PNG)",
  svg: "Download picture (SVG)",

  badShow: (given) => `show cannot be "${given}".`,
  badShowHint: "Choose one of: rank, score, value, growth.",
  badRate: (given) => `rate cannot be "${given}".`,
  badRateHint: "Choose one of: simple, difference, cagr.",
  badClasses: (given) => `classes cannot be "${given}".`,
  badClassesHint: "Write a whole number from 2 to 5.",
  badBreaks: (given) => `breaks cannot be "${given}".`,
  badBreaksHint: "Write quantile, equal, or one to four bounds in ascending order, such as 60,70,80.",
};

export const WORDS = { zh, en };
