/** Every word of the elements of trends, in Chinese and in English; the two objects have the same keys. */

import { ordinal, WORDS as SHARED } from "../elements/index.js";

/** More names than this are not written out. */
const MOST_NAMED = 4;

/**
 * Names in a row; of many the first, and how many there are.
 * @param {string[]} names @param {string} comma @param {(n: number) => string} more
 */
const listed = (names, comma, more) => names.slice(0, MOST_NAMED).join(comma) + (names.length > MOST_NAMED ? more(names.length) : "");

const zh = {
  ...SHARED.zh,
  shown: "显示",
  asRanks: "名次",
  asScores: "得分",
  addUnit: "添加地区",
  choose: "请选择",
  unitsShown: "所示地区",
  /** @param {string} name */
  mark: (name) => `突出显示${name}`,
  /** @param {string} name */
  remove: (name) => `移去${name}`,
  period: "时期",
  /** @param {string} node */
  title: (node) => `${node}历年名次`,
  /** @param {string} node */
  titleScores: (node) => `${node}历年得分`,
  howRanks: "折线越高名次越靠前，线端为最近一期名次；缺数据处断开。",
  howScores: "线端为最近一期得分；缺数据处断开。",
  howLoose: "空心圆点：该次名次变动不稳健（不足90%的模拟结果与之一致）。",
  lackingHere: "数据不全",
  bothIncomplete: "两期数据均不全",
  /** @param {string} periods */
  incompleteHead: (periods) => `* ${periods}数据不全（缺少的指标）`,
  /** @param {string} periods @param {string[]} names */
  incompleteIn: (periods, names) => `${periods}：本数据集没有${listed(names, "、", (n) => `等${n}项指标`)}的数据。`,
  /** @param {string} periods */
  laterIncomplete: (periods) => `${periods}数据不全，未列入；可在“截至”中选择。`,
  /** @param {string} from @param {string} to */
  stretch: (from, to) => `${from}—${to}`,
  listing: "、",
  until: "截至",
  notJoined: "竖虚线两侧可用的指标不同，不连线，也不作比较。",
  none: "没有可以显示的地区。",
  /** @param {string} period @param {string} node @param {string[]} names */
  first: (period, node, names) => `${period}${node}：${names.join("、")}${names.length > 1 ? "依次" : ""}居前`,
  /** @param {string} name @param {string} from @param {number} a @param {string} to @param {number} b */
  sentence: (name, from, a, to, b) => (a === b ? `${name}${from}、${to}均居第${b}位` : `${name}由${from}第${a}位${b < a ? "升至" : "降至"}${to}第${b}位`),
  /** @param {string} name @param {string} from @param {string} a @param {string} to @param {string} b @param {number} by */
  scoreSentence: (name, from, a, to, b, by) => (a === b ? `${name}${from}、${to}得分均为${b}` : `${name}得分由${from}的${a}${by > 0 ? "升至" : "降至"}${to}的${b}`),
  /** @param {string} name @param {string} period @param {number} rank */
  only: (name, period, rank) => `${name}${period}居第${rank}位`,
  /** @param {string} name @param {string} period @param {string} score */
  onlyScore: (name, period, score) => `${name}${period}得分${score}`,
  /** @param {string} name */
  unrankedIn: (name) => `${name}各期均无名次`,
  /** @param {string} period @param {string} against @param {string} changes */
  lately: (period, against, changes) => `${period}${against}：${changes}`,
  /** @param {string} name @param {string} by */
  named: (name, by) => name + by,
  /** @param {string} name @param {string} period */
  dot: (name, period) => `${name} ${period}`,
  /** @param {number} rank */
  rankIs: (rank) => `第${rank}位`,
  /** @param {string} score */
  scoreIs: (score) => `得分${score}`,
  againstLast: { year: "较上年", quarter: "较上季", month: "较上月" },
  /** @param {string} period */
  againstPeriod: (period) => `较${period}`,
  /** @param {string} against @param {string} reason */
  notAgainst: (against, reason) => `不作“${against}”的比较（${reason}）`,
  /** @param {string} against @param {string} by */
  changed: (against, by) => against + by,
  /** @param {number} by */
  change: (by) => (by < 0 ? `上升${-by}位` : by > 0 ? `下降${by}位` : "名次不变"),
  /** @param {number} sign @param {string} by */
  scoreBy: (sign, by) => (sign > 0 ? `得分提高${by}` : sign < 0 ? `得分降低${by}` : "得分不变"),
  /** @param {string} percent */
  firmBy: (percent) => `稳健，${percent}%的模拟结果与之一致`,
  /** @param {string} percent */
  looseBy: (percent) => `不稳健，仅${percent}%的模拟结果与之一致`,
  changeHead: "名次变动",
  scoreChange: "得分增减",
  growth: "得分增幅（%）",
  tableTitle: "各期名次和得分",
  history: "历年名次",
  robust: "变动是否稳健",
  robustTitle: "名次变动的稳健性",
  /** @param {string} from @param {string} to @param {string} draws */
  drawn: (from, to, draws) => `${from}至${to}；两期共用${draws}次权重和方法的模拟。`,
  rose: "上升",
  fell: "下降",
  same: "不变",
  /** @param {string} share */
  share: (share) => `${share}%`,
  firm: "稳健",
  loose: "不稳健",
  firmRule: "稳健：90%以上的模拟结果与实际变动一致。",
  calculate: "测算",
  robustHint: "名次变动可能只是权重和方法选择的结果，可用模拟检验。",

  png: "下载图片（PNG）",
  svg: "下载图片（SVG）",

  why: "名次变动的原因",
  from: "起始时期",
  to: "截止时期",
  /** @param {string} cause @param {string} by */
  mostly: (cause, by) => `影响最大的是${cause}（${by}）。`,
  notExplained: "不能分解名次变动：",
  cause: "原因",
  places: "名次（位）",
  scoreEffect: "得分",
  effects: "对名次的影响，正数为上升",
  causes: { own: "自身数据", others: "其他地区数据", weights: "权重", method: "方法" },
  total: "合计",
  byIndicator: "其中自身数据，按指标",
  /** @param {string} by */
  up: (by) => `上升${by}位`,
  /** @param {string} by */
  down: (by) => `下降${by}位`,
  partsNote: "各项之和等于名次、得分的变动（夏普利值分解）；名次为正表示上升。",
  /** @param {number} n @param {number} all */
  largest: (n, all) => `${all}项指标中影响最大的${n}项；正数为上升`,
  kind: "类别",
  sameTwo: "请选择两个不同的时期。",
  /** @param {string} from @param {string} to */
  instead: (from, to) => `改看${from}至${to}`,
  /** @param {string} name @param {string} by */
  driven: (name, by) => `自身数据中影响最大的指标是${name}（${by}）。`,
};

/** @type {typeof zh} */
const en = {
  ...SHARED.en,
  shown: "Show",
  asRanks: "Ranks",
  asScores: "Scores",
  addUnit: "Add a region",
  choose: "Choose",
  unitsShown: "Regions shown",
  mark: (name) => `Highlight ${name}`,
  remove: (name) => `Remove ${name}`,
  period: "Period",
  title: (node) => `${node}: ranks over time`,
  titleScores: (node) => `${node}: scores over time`,
  howRanks: " Higher is better; lines end in the latest rank and break where data are missing.",
  howScores: " Lines end in the latest score and break where data are missing.",
  howLoose: " Hollow dot: the change of rank is not robust (fewer than 90% of simulations agree).",
  lackingHere: "incomplete",
  bothIncomplete: "data of both periods are incomplete",
  incompleteHead: (periods) => `* Data of ${periods} are incomplete (missing indicators)`,
  incompleteIn: (periods, names) => `${periods}: this data set has none of ${listed(names, ", ", (n) => ` and others, ${n} indicators in all`)}.`,
  laterIncomplete: (periods) => `Data of ${periods} are incomplete and left out; choose them at "Until".`,
  stretch: (from, to) => `${from}–${to}`,
  listing: ", ",
  until: "Until",
  notJoined: "Periods on the two sides of a dashed line have different indicators and are neither joined nor compared.",
  none: "There is no region to show.",
  first: (period, node, names) => `${node} ${period}: ${names.join(", ")} ${names.length > 1 ? "lead" : "leads"}`,
  sentence: (name, from, a, to, b) => (a === b ? `${name} ranked ${ordinal(b)} in both ${from} and ${to}` : `${name} ${b < a ? "rose" : "fell"} from ${ordinal(a)} in ${from} to ${ordinal(b)} in ${to}`),
  scoreSentence: (name, from, a, to, b, by) => (a === b ? `${name} scored ${b} in both ${from} and ${to}` : `The score of ${name} ${by > 0 ? "rose" : "fell"} from ${a} in ${from} to ${b} in ${to}`),
  only: (name, period, rank) => `${name} ranked ${ordinal(rank)} in ${period}`,
  onlyScore: (name, period, score) => `${name} scored ${score} in ${period}`,
  unrankedIn: (name) => `${name} is not ranked in any period`,
  lately: (period, against, changes) => `${period} ${against}: ${changes}`,
  named: (name, by) => `${name} ${by}`,
  dot: (name, period) => `${name}, ${period}`,
  rankIs: (rank) => `rank ${rank}`,
  scoreIs: (score) => `score ${score}`,
  againstLast: { year: "on the year before", quarter: "on the quarter before", month: "on the month before" },
  againstPeriod: (period) => `since ${period}`,
  notAgainst: (against, reason) => `not compared ${against} (${reason})`,
  changed: (against, by) => `${by} ${against}`,
  change: (by) => (by < 0 ? `up ${-by}` : by > 0 ? `down ${by}` : "rank unchanged"),
  scoreBy: (sign, by) => (sign > 0 ? `score up ${by}` : sign < 0 ? `score down ${by}` : "score unchanged"),
  firmBy: (percent) => `robust, ${percent}% of simulations agree`,
  looseBy: (percent) => `not robust, only ${percent}% of simulations agree`,
  changeHead: "Change of rank",
  scoreChange: "Change of score",
  growth: "Growth of score (%)",
  tableTitle: "Ranks and scores by period",
  history: "ranks-over-time",
  robust: "Robust?",
  robustTitle: "Robustness of the change of rank",
  drawn: (from, to, draws) => `${from} to ${to}; ${draws} simulations of weights and methods, common to both.`,
  rose: "Rose",
  fell: "Fell",
  same: "Unchanged",
  share: (share) => `${share}%`,
  firm: "robust",
  loose: "not robust",
  firmRule: "Robust: at least 90% of simulations agree with the actual change.",
  calculate: "Calculate",
  robustHint: "A change of rank may only reflect the choice of weights and methods; simulations test that.",

  png: "Download picture (PNG)",
  svg: "Download picture (SVG)",

  why: "Why the rank changed",
  from: "From",
  to: "To",
  mostly: (cause, by) => `The largest effect is that of ${cause} (${by}).`,
  notExplained: "The change of rank cannot be explained: ",
  cause: "Cause",
  places: "Rank (places)",
  scoreEffect: "Score",
  effects: "Effect on the rank; above zero is a rise",
  causes: { own: "own data", others: "data of the others", weights: "weights", method: "method" },
  total: "Total",
  byIndicator: "Own data by indicator",
  up: (by) => `up ${by}`,
  down: (by) => `down ${by}`,
  partsNote: "Parts sum to the changes of rank and score (Shapley values); a positive number of places is a rise.",
  largest: (n, all) => `The ${n} largest effects of ${all} indicators; above zero is a rise`,
  kind: "Kind",
  sameTwo: "Choose two different periods.",
  instead: (from, to) => `Show ${from} to ${to}`,
  driven: (name, by) => `Of its own data the largest effect is that of ${name} (${by}).`,
};

export const WORDS = { zh, en };
