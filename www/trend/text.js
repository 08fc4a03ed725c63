/** Every word of the elements of trends, in Chinese and in English; the two objects have the same keys. */

import { ordinal, WORDS as SHARED } from "../elements/index.js";

const zh = {
  ...SHARED.zh,
  shown: "显示",
  asRanks: "名次",
  asScores: "得分",
  addUnit: "添加地区",
  choose: "请选择",
  /** @param {string} name */
  remove: (name) => `移去${name}`,
  reset: "恢复默认地区",
  period: "时期",
  /** @param {string} node */
  title: (node) => `${node}历年名次`,
  /** @param {string} node */
  titleScores: (node) => `${node}历年得分`,
  howRanks: "折线越高名次越靠前；线端为地区名和最近一期名次。缺数据处断开。",
  howScores: "线端为地区名和最近一期得分。缺数据处断开。",
  notJoined: "竖虚线处前后两期指标不同，不连线、不作比较：",
  incompleteNote: "* 当期数据不全。",
  none: "没有可以显示的地区。",
  /** @param {string} name @param {string} from @param {number} a @param {string} to @param {number} b */
  sentence: (name, from, a, to, b) => (a === b ? `${name}${from}、${to}均居第${b}位` : `${name}由${from}第${a}位${b < a ? "升至" : "降至"}${to}第${b}位`),
  /** @param {string} name @param {string} period @param {number} rank */
  only: (name, period, rank) => `${name}${period}居第${rank}位，没有可比的上期`,
  /** @param {string} name */
  unrankedIn: (name) => `${name}各期均无名次`,
  /** @param {string} name @param {string} period */
  dot: (name, period) => `${name} ${period}`,
  /** @param {number} rank */
  rankIs: (rank) => `第${rank}位`,
  /** @param {string} score */
  scoreIs: (score) => `得分${score}`,
  /** @param {number} by */
  change: (by) => (by < 0 ? `较上期上升${-by}位` : by > 0 ? `较上期下降${by}位` : "较上期名次不变"),
  changeHead: "名次变动",
  scoreChange: "得分增减",
  growth: "得分增幅（%）",
  tableTitle: "各期名次和得分",
  history: "历年名次",
  robust: "变动是否稳健",
  robustTitle: "最近一期名次变动的稳健性",
  /** @param {string} from @param {string} to @param {number} draws */
  drawn: (from, to, draws) => `${from}至${to}；两期共用${draws}次权重和方法的模拟。`,
  rose: "上升",
  fell: "下降",
  same: "不变",
  /** @param {string} share */
  share: (share) => `${share}%`,
  firm: "稳健（90%以上的模拟与之一致）",
  loose: "不稳健（不足90%）",
  calculate: "测算",
  robustHint: "名次的变动可能只是权重和方法选择的结果，可用模拟检验。",

  why: "名次变动的原因",
  from: "起始时期",
  to: "截止时期",
  /** @param {string} name @param {string} from @param {number} a @param {string} to @param {number} b */
  explained: (name, from, a, to, b) => `${zh.sentence(name, from, a, to, b)}。`,
  /** @param {string} cause @param {string} by */
  mostly: (cause, by) => `影响最大的是${cause}（${by}）。`,
  notExplained: "不能分解名次变动：",
  cause: "原因",
  places: "名次（位）",
  scoreEffect: "得分",
  causes: { own: "自身数据", others: "其他地区数据", weights: "权重", method: "方法" },
  total: "合计",
  byIndicator: "其中自身数据，按指标",
  /** @param {string} by */
  up: (by) => `上升${by}位`,
  /** @param {string} by */
  down: (by) => `下降${by}位`,
  partsNote: "各项之和等于名次、得分的变动（夏普利值分解）；名次为负表示上升。",
  sameTwo: "请选择两个不同的时期。",
};

/** @type {typeof zh} */
const en = {
  ...SHARED.en,
  shown: "Show",
  asRanks: "Ranks",
  asScores: "Scores",
  addUnit: "Add a region",
  choose: "Choose",
  remove: (name) => `Remove ${name}`,
  reset: "Default regions",
  period: "Period",
  title: (node) => `${node}: ranks over time`,
  titleScores: (node) => `${node}: scores over time`,
  howRanks: "Higher is better; lines end in the name and the latest rank. Lines break where data are missing.",
  howScores: "Lines end in the name and the latest score. They break where data are missing.",
  notJoined: "Periods on the two sides of a dashed line have different indicators and are not joined or compared: ",
  incompleteNote: "* Data of this period are incomplete.",
  none: "There is no region to show.",
  sentence: (name, from, a, to, b) => (a === b ? `${name} ranked ${ordinal(b)} in both ${from} and ${to}` : `${name} ${b < a ? "rose" : "fell"} from ${ordinal(a)} in ${from} to ${ordinal(b)} in ${to}`),
  only: (name, period, rank) => `${name} ranked ${ordinal(rank)} in ${period}, with no earlier period to compare`,
  unrankedIn: (name) => `${name} is not ranked in any period`,
  dot: (name, period) => `${name}, ${period}`,
  rankIs: (rank) => `rank ${rank}`,
  scoreIs: (score) => `score ${score}`,
  change: (by) => (by < 0 ? `up ${-by} from the previous period` : by > 0 ? `down ${by} from the previous period` : "unchanged from the previous period"),
  changeHead: "Change of rank",
  scoreChange: "Change of score",
  growth: "Growth of score (%)",
  tableTitle: "Ranks and scores by period",
  history: "ranks-over-time",
  robust: "Are changes robust?",
  robustTitle: "Robustness of the latest changes of rank",
  drawn: (from, to, draws) => `${from} to ${to}; ${draws} simulations of weights and methods, common to both.`,
  rose: "Rose",
  fell: "Fell",
  same: "Unchanged",
  share: (share) => `${share}%`,
  firm: "robust (90% of simulations or more agree)",
  loose: "not robust (under 90%)",
  calculate: "Calculate",
  robustHint: "A change of rank may only reflect the choice of weights and methods; simulations test that.",

  why: "Why the rank changed",
  from: "From",
  to: "To",
  explained: (name, from, a, to, b) => `${en.sentence(name, from, a, to, b)}.`,
  mostly: (cause, by) => `The largest effect is that of ${cause} (${by}).`,
  notExplained: "The change of rank cannot be explained: ",
  cause: "Cause",
  places: "Rank (places)",
  scoreEffect: "Score",
  causes: { own: "own data", others: "data of the others", weights: "weights", method: "method" },
  total: "Total",
  byIndicator: "Own data by indicator",
  up: (by) => `up ${by}`,
  down: (by) => `down ${by}`,
  partsNote: "Parts sum to the changes of rank and score (Shapley values); a negative number of places is a rise.",
  sameTwo: "Choose two different periods.",
};

export const WORDS = { zh, en };
