/** Every word of growth and what-ifs beyond those of text.js, in Chinese and in English; the two objects have the same keys. */

import { ordinal, WORDS as COMMON } from "./text.js";

/** @typedef {import("./language.js").Lang} Lang */
/** @typedef {{ name: string, rankFrom: number | null, rankTo: number | null, scoreFrom: string, scoreTo: string, changed: boolean }} Outcome */

const zh = {
  embedHint: "把下面的代码贴进网页，显示的就是现在看到的这张表。innodex文件夹放在本单位的服务器上即可，不向外发送请求。",
  embedLost: "请先下载数据（CSV），存为panel.csv，与网页放在一起。",
  copy: "复制",
  copied: "已复制",
  copyFailed: "没能复制，代码已选中，请按Ctrl+C",

  growth: "增长",
  /** Growth rates by their names in the interface. @type {Record<string, string>} */
  rates: {
    simple: "增长率", real: "实际增长率", log: "对数增长率", symmetric: "对称增长率", cagr: "年均增长率", least_squares: "趋势增长率（最小二乘）",
    difference: "增减量", theil_sen: "趋势增减量（Theil–Sen）", base_index: "定基指数", trend_percent: "线性趋势增幅（相对期初）", contribution: "对全体增长的拉动",
  },
  figures: "统计数据",
  indicators: "指标",
  yearOnYear: "同比",
  periodOnPeriod: "环比",
  compare: "比较",
  from: "起始",
  to: "截止",
  missingReason: "没有结果的原因",
  base: "基期",
  point: "百分点",
  permillePoint: "千分点",
  spanHead: "起止",
  /** @param {string} base */
  baseIs: (base) => `${base}＝100`,
  nominal: "（名义，现价）",
  growthNote: "按数值由高到低；没有结果的列在最后，并注明原因。",

  whatIf: "情景测算",
  change: "变化",
  /** @param {number} by */
  less: (by) => `减少${by}%`,
  /** @param {number} by */
  more: (by) => `增加${by}%`,
  reset: "重置",
  amount: "数额",
  acting: "影响本指数的数据",
  idle: "不影响本指数的数据",
  /** @param {string} amount @param {string} period @param {string} now */
  amounts: (amount, period, now) => (amount ? `${amount}（${period}：${now}）` : `${now}（${period}）`),
  /** @param {string} reason */
  noFigure: (reason) => `这个地区没有这项数据：${reason}`,
  others: "其他地区的数据不变，全部地区已重新计算。",
  /** @param {Outcome} o */
  outcome: (o) => {
    const scores = o.changed ? `（得分${o.scoreFrom}→${o.scoreTo}）` : `（得分${o.scoreFrom}）`;
    if (o.rankFrom === null || o.rankTo === null) return { head: `${o.name}没有名次`, tail: "" };
    if (o.rankTo === o.rankFrom) return { head: `${o.name}${o.changed ? "仍" : ""}居第${o.rankTo}位`, tail: scores };
    return { head: `${o.name}由第${o.rankFrom}位${o.rankTo < o.rankFrom ? "升" : "降"}至第${o.rankTo}位`, tail: scores };
  },
  /** @param {number} n */
  othersMoved: (n) => (n ? `另有${n}个地区名次变动。` : "其他地区名次不变。"),
  /** @param {string} part @param {string} total @param {string} same */
  alongside: (part, total, same) =>
    [part && `组成部分按比例变动：${part}`, total && `总量随之变动：${total}`, same && `同一数据的另一口径随之变动：${same}`].filter(Boolean).join("；") + "。",
  listing: "、",
  resultTitle: "变化前后的得分和名次",
  rankNow: "现名次",
  rankWas: "原名次",
  scoreNow: "现得分",
  scoreWas: "原得分",
  rankChange: "变动",
};

/** @type {typeof zh} */
const en = {
  embedHint: "Paste this into a page to show exactly this table. Put the innodex folder on your own server; nothing is requested from elsewhere.",
  embedLost: "Download the data (CSV) as panel.csv, and put that file beside the page.",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Could not copy; the code is selected, press Ctrl+C",

  growth: "Growth",
  rates: {
    simple: "Growth rate", real: "Real growth", log: "Log growth", symmetric: "Symmetric growth", cagr: "Average annual growth", least_squares: "Trend growth (least squares)",
    difference: "Change", theil_sen: "Trend change (Theil–Sen)", base_index: "Fixed-base index", trend_percent: "Linear trend (relative to the start)", contribution: "Contribution to total growth",
  },
  figures: "Statistics",
  indicators: "Indicators",
  yearOnYear: "Year on year",
  periodOnPeriod: "Period on period",
  compare: "Compare",
  from: "From",
  to: "To",
  missingReason: "Why there is no result",
  base: "Base",
  point: "percentage points",
  permillePoint: "per mille points",
  spanHead: "Periods",
  baseIs: (base) => `${base} = 100`,
  nominal: " (nominal, current prices)",
  growthNote: "Highest first; regions without a result last, with the reason.",

  whatIf: "Scenario",
  change: "Change",
  less: (by) => `${by}% less`,
  more: (by) => `${by}% more`,
  reset: "Reset",
  amount: "Amount",
  acting: "Data used by this index",
  idle: "Data not used by this index",
  amounts: (amount, period, now) => (amount ? `${amount} (${period}: ${now})` : `${now} (${period})`),
  noFigure: (reason) => `This region has no figure: ${reason}`,
  others: "All other data are unchanged; all scores have been recalculated.",
  outcome: (o) => {
    const scores = o.changed ? ` (score ${o.scoreFrom} → ${o.scoreTo})` : ` (score ${o.scoreFrom})`;
    if (o.rankFrom === null || o.rankTo === null) return { head: `${o.name} is not ranked`, tail: "" };
    if (o.rankTo === o.rankFrom) return { head: `${o.name} ${o.changed ? "stays" : "ranks"} ${ordinal(o.rankTo)}`, tail: scores };
    return { head: `${o.name} ${o.rankTo < o.rankFrom ? "rises" : "falls"} from ${ordinal(o.rankFrom)} to ${ordinal(o.rankTo)}`, tail: scores };
  },
  othersMoved: (n) => (n ? ` ${n} ${n === 1 ? "other changes" : "others change"} rank.` : " No other rank changes."),
  alongside: (part, total, same) =>
    "Also changed: " + [part && `parts in proportion: ${part}`, total && `totals: ${total}`, same && `the same figure published elsewhere: ${same}`].filter(Boolean).join("; ") + ".",
  listing: ", ",
  resultTitle: "Scores and ranks before and after",
  rankNow: "Rank",
  rankWas: "Before",
  scoreNow: "Score",
  scoreWas: "Before",
  rankChange: "Change",
};

/** @type {Record<Lang, typeof zh & import("./text.js").Words>} */
export const WORDS = { zh: { ...COMMON.zh, ...zh }, en: { ...COMMON.en, ...en } };
