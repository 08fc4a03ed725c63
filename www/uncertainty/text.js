/** Every word of the uncertainty elements, in Chinese and in English; the two objects have the same keys. */

import { number, ordinal } from "../elements/index.js";

/** @typedef {import("../api/types.js").UncertaintySpec} UncertaintySpec */

/** Thousands apart, in both languages. @param {number} n */
const many = (n) => number(n, 0, "en");

const zh = {
  loading: "正在模拟……",
  year: "年份",
  quarter: "季度",
  month: "月份",
  comma: "，",
  semicolon: "；",
  colon: "：",
  stop: "。",
  listing: "、",
  /** @param {string} share */
  percent: (share) => `${share}%`,
  /** @param {string} name @param {number} rank */
  standing: (name, rank) => `${name}第${rank}位`,
  /** @param {number} low @param {number} high */
  likely: (low, high) => (low === high ? `，名次稳定在第${low}位` : `，90%的模拟结果在第${low}至第${high}位`),
  /** @param {string} name */
  unranked: (name) => `${name}没有名次`,
  apart: "低于上一梯队首位",
  /** @param {number} tier @param {number} tiers */
  tier: (tier, tiers) => `第${tier}梯队（共${tiers}个梯队）；与本梯队首位难分先后`,
  interval: "名次区间",
  ninety: "90%",
  rangeNote: "名次区间：90%的模拟结果所在的名次",
  bandNote: "（横条为90%区间，圆点为当前名次）",
  tierNote: "粗线为梯队分界：线下地区在95%以上的模拟中排在上一梯队首位之后",
  reweighed: "按所设权重计算",
  panelNote: "以下各项得分按指标体系原有的权重计算。",
  intervalsOff: "名次区间只就总指数、全国排名给出。",
  csvInterval: ["名次5%分位", "名次95%分位", "梯队"],
  /** @param {string[]} factors */
  varying: (factors) => (factors.length ? `${factors.join("、")}变化` : "权重和方法变化"),
  /** @param {string} percent @param {boolean} together */
  within: (percent, together) => (together ? `狄利克雷分布，离散程度同±${percent}%` : `±${percent}%`),
  /** @param {number} n */
  ways: (n) => `${n}种`,
  /** @param {string} varying @param {number} done @param {number} draws */
  drawn: (varying, done, draws) => (done < draws ? `${varying}，已模拟${many(done)}次，共${many(draws)}次` : `${varying}，共模拟${many(draws)}次`),

  rank: "名次",
  rankNow: "现名次",
  rankWas: "原名次",
  rankChange: "变动",
  unit: "地区",
  score: "得分",
  /** @param {number} by */
  moved: (by) => (by > 0 ? `上升${by}位` : by < 0 ? `下降${-by}位` : "名次不变"),
  notBefore: "原来未排名",

  weights: "权重",
  weightsHint: "各项占所在分组的比重，每组合计100%。改动一项，同组其他各项按原有比例分摊。",
  whole: "总指数",
  /** @param {string} name */
  shareOf: (name) => `${name}的权重（%）`,
  /** @param {string} name @param {number} by */
  less: (name, by) => `${name}减少${by}个百分点`,
  /** @param {string} name @param {number} by */
  more: (name, by) => `${name}增加${by}个百分点`,
  /** @param {string} share */
  effective: (share) => `占总指数${share}%`,
  /** @param {number} n */
  inside: (n) => `${n}项下级指标`,
  reset: "恢复原权重",
  /** @param {string} name @param {string} low @param {string} high */
  keeps: (name, low, high) => `权重在${low}%至${high}%之间，${name}名次不变`,
  /** @param {string} name */
  noCrossing: (name) => `权重无论多少，${name}名次不变`,
  crossingsHint: "该项权重高于此值时：",
  /** @param {string} share @param {string} above @param {string} below */
  crossing: (share, above, below) => `${share}%：${above}反超${below}`,
  /** @param {string} name */
  crossingsOf: (name) => `▲：权重高于此值时，${name}反超其他地区；▼：被其他地区反超。`,
  resultTitle: "改变权重前后的得分和名次",
  /** @param {string} name @param {number | null} from @param {number | null} to @param {boolean} changed */
  outcome: (name, from, to, changed) =>
    to === null
      ? `${name}没有名次`
      : from === null || from === to
        ? `${name}${changed ? "仍居" : ""}第${to}位`
        : `${name}由第${from}位${to < from ? "升" : "降"}至第${to}位`,
  /** @param {number} n */
  between: (n) => `…… 其间${many(n)}个地区`,
  /** @param {number} n */
  showAll: (n) => `显示全部${many(n)}个`,
  /** @param {number} n */
  othersMoved: (n) => (n ? `另有${n}个地区名次变动。` : "其他地区名次不变。"),
  weightList: "所设权重：",
  preset: "权重方案",
  presetOwn: "指标体系原有权重",
  presetOther: "自行设定",
  share: "复制链接",
  link: "权重的链接",
  copied: "已复制",
  copyFailed: "没能复制，链接已选中，请按Ctrl+C",
  downloadDraws: "下载每次模拟（CSV）",

  loadingModel: "正在载入……",
  coverage: "置信水平",
  kind: "置信范围",
  /** @type {Record<string, string>} */
  kinds: { simultaneous: "全部地区同时", marginal: "单个地区" },
  withoutError: "没有标准误的数值",
  /** @type {Record<string, string>} */
  without: { exact: "按没有误差计算", median: "按相对标准误的中位数计算" },
  noErrors: "数据没有标准误，无法给出名次置信集。",
  /** @param {string} name */
  confidenceOf: (name) => `${name}：名次置信集`,
  confidenceHint: "由各数值的标准误推出的名次范围：横条为置信集，圆点为当前名次。",
  standardError: "得分标准误",
  rankSet: "名次置信集",
  /** @param {string} name @param {number} rank @param {number} lower @param {number} upper @param {string} percent */
  setOf: (name, rank, lower, upper, percent) => (lower === upper ? `${name}第${rank}位，在${percent}%的置信水平下名次确定。` : `${name}第${rank}位，${percent}%的置信集为第${lower}至第${upper}位。`),
  /** @param {number} n @param {number} units @param {string} percent */
  certain: (n, units, percent) => `在${percent}%的置信水平下，${units}个地区中有${n}个的名次可以确定。`,
  /** @param {number} n */
  allErrors: (n) => `得分所依据的${many(n)}个数值都有标准误。`,
  setColumns: ["代码", "地区", "名次", "得分", "得分标准误", "最好名次", "最差名次"],

  /** @param {string} name */
  firmness: (name) => `${name}：排名稳健性分析`,
  allUnits: "全部地区",
  /** @param {number} n */
  heatTitle: (n) => `各名次出现的概率（%${n > 1 ? `，每列${n}个名次` : ""}）`,
  heatHint: "颜色越深，概率越高。",
  here: "当前名次",
  /** @param {number} low @param {number} high */
  rankHead: (low, high) => (low === high ? `${low}` : `${low}–${high}`),
  /** @param {number} low @param {number} high */
  rankSaid: (low, high) => (low === high ? `第${low}位` : `第${low}至第${high}位`),
  /** @param {number} k */
  top: (k) => `前${k}位`,
  /** @param {number} k @param {string} share */
  topOf: (k, share) => `进入前${k}位的概率为${share}%`,
  /** @param {number} n @param {number} units */
  firm: (n, units) => `90%的模拟结果中，${units}个地区中有${n}个的名次上下变动不超过1位。`,
  /** @param {string} text */
  aside: (text) => `（${text}）`,
  download: "下载表格（CSV）",
  downloadCauses: "下载变动来源（CSV）",
  csvHead: ["代码", "地区", "名次", "平均名次", "名次中位数", "名次5%分位", "名次95%分位", "无名次的比例", "梯队"],
  factor: "不确定因素",
  alone: "单独作用",
  together: "含交互作用",
  sensitivity: "名次变动来源",
  /** @param {string | null} name */
  sensitivityOf: (name) => `对象：${name ? `${name}的名次` : "全部地区名次的平均变动"}`,
  sensitivityHint: "占名次变动（方差）的比例；误差线为90%自助法（Bootstrap）置信区间。含交互作用的比例合计可以超过100%。",
  /** @param {string} cause @param {string} first @param {string} total @param {string | null} name */
  mostly: (cause, first, total, name) => `${name ? `${name}的` : ""}名次变动最多来自${cause}：${first && `单独占${first}%，`}连同交互作用占${total}%。`,
  /** @param {string | null} name */
  unmoved: (name) => `${name ? `${name}的` : ""}名次不随这些因素变动。`,
  /** @param {string} low @param {string} high */
  interval90: (low, high) => `，区间${low}%至${high}%`,
  analysing: "正在分解名次变动的来源……",
  /** @type {Record<string, string>} */
  factors: {
    weights: "权重",
    normalise: "标准化方法",
    aggregate: "合成方法",
    treat: "离群值处理",
    impute: "缺失值插补",
    leave_out: "去掉某项指标",
  },
};

/** @type {typeof zh} */
const en = {
  loading: "Simulating …",
  year: "Year",
  quarter: "Quarter",
  month: "Month",
  comma: ", ",
  semicolon: "; ",
  colon: ": ",
  stop: ".",
  listing: ", ",
  percent: (share) => `${share}%`,
  standing: (name, rank) => `${name} ranks ${ordinal(rank)}`,
  likely: (low, high) => (low === high ? `; 90% of simulations place it ${ordinal(low)}` : `; 90% of simulations place it ${ordinal(low)} to ${ordinal(high)}`),
  unranked: (name) => `${name} is not ranked`,
  apart: "below the leader of the tier above",
  tier: (tier, tiers) => `tier ${tier} of ${tiers}; cannot be told apart from the leader of its tier`,
  interval: "Rank interval",
  ninety: "90%",
  rangeNote: "Rank interval: the ranks in 90% of simulations",
  bandNote: " (bar; the dot is the current rank)",
  tierNote: "Thick line: tier boundary (below it, ranked behind the leader of the tier above in at least 95% of simulations)",
  reweighed: "with the weights as set",
  panelNote: "The scores below are those with the framework's own weights.",
  intervalsOff: "Rank intervals are given only for the overall index and all regions.",
  csvInterval: ["q5", "q95", "tier"],
  varying: (factors) => (factors.length ? factors.join(", ") : "weights and methods"),
  within: (percent, together) => (together ? `Dirichlet, as wide as ±${percent}%` : `±${percent}%`),
  ways: (n) => `${n} methods`,
  drawn: (varying, done, draws) => `${done < draws ? `${many(done)} of ` : ""}${many(draws)} simulations with varying ${varying}`,

  rank: "Rank",
  rankNow: "Rank",
  rankWas: "Before",
  rankChange: "Change",
  unit: "Region",
  score: "Score",
  moved: (by) => (by > 0 ? `up ${by}` : by < 0 ? `down ${-by}` : "unchanged"),
  notBefore: "not ranked before",

  weights: "Weights",
  weightsHint: "Weights sum to 100% within each group. Changing one rescales the others proportionally.",
  whole: "Overall index",
  shareOf: (name) => `Weight of ${name} (%)`,
  less: (name, by) => `${name}: ${by} points less`,
  more: (name, by) => `${name}: ${by} points more`,
  effective: (share) => `${share}% of the index`,
  inside: (n) => `${n} parts`,
  reset: "Reset weights",
  keeps: (name, low, high) => `${name} keeps its rank from ${low}% to ${high}%`,
  noCrossing: (name) => `${name} keeps its rank at any weight`,
  crossingsHint: "When this weight exceeds:",
  crossing: (share, above, below) => `${share}%: ${above} overtakes ${below}`,
  crossingsOf: (name) => `▲ above this weight ${name} overtakes another region; ▼ it is overtaken.`,
  resultTitle: "Scores and ranks before and after the change of weights",
  outcome: (name, from, to, changed) =>
    to === null
      ? `${name} is not ranked`
      : from === null || from === to
        ? `${name} ${changed ? "stays" : "ranks"} ${ordinal(to)}`
        : `${name} ${to < from ? "rises" : "falls"} from ${ordinal(from)} to ${ordinal(to)}`,
  between: (n) => `… ${many(n)} between`,
  showAll: (n) => `Show all ${many(n)}`,
  othersMoved: (n) => (n ? ` ${n} ${n === 1 ? "other changes" : "others change"} rank.` : " No other rank changes."),
  weightList: "Weights as set: ",
  preset: "Preset of weights",
  presetOwn: "Framework's own",
  presetOther: "Own choice",
  share: "Copy link",
  link: "Link to these weights",
  copied: "Copied",
  copyFailed: "Could not copy; the link is selected, press Ctrl+C",
  downloadDraws: "Download every simulation (CSV)",

  loadingModel: "Loading …",
  coverage: "Confidence",
  kind: "Of",
  kinds: { simultaneous: "all regions at once", marginal: "each region by itself" },
  withoutError: "Figures without a standard error",
  without: { exact: "taken as exact", median: "given the median relative error" },
  noErrors: "The data have no standard errors; ranks have no confidence sets.",
  confidenceOf: (name) => `${name}: confidence sets of ranks`,
  confidenceHint: "The ranks that the standard errors of figures leave open: the bar is the set, the dot the current rank.",
  standardError: "Standard error",
  rankSet: "Confidence set",
  setOf: (name, rank, lower, upper, percent) => (lower === upper ? `${name} ranks ${ordinal(rank)}; with ${percent}% confidence no other rank is possible.` : `${name} ranks ${ordinal(rank)}; the ${percent}% confidence set is ${ordinal(lower)} to ${ordinal(upper)}.`),
  certain: (n, units, percent) => `With ${percent}% confidence, ${n} of ${units} regions have a single possible rank.`,
  allErrors: (n) => `All ${many(n)} figures that the scores rest on have a standard error.`,
  setColumns: ["code", "unit", "rank", "score", "standard_error", "lower", "upper"],

  firmness: (name) => `${name}: rank uncertainty`,
  allUnits: "All regions",
  heatTitle: (n) => `Probability of each rank (%${n > 1 ? `, ${n} ranks a column` : ""})`,
  heatHint: "The darker the colour, the higher the probability.",
  here: "Current rank",
  rankHead: (low, high) => (low === high ? `${low}` : `${low}–${high}`),
  rankSaid: (low, high) => (low === high ? ordinal(low) : `${ordinal(low)} to ${ordinal(high)}`),
  top: (k) => `Top ${k}`,
  topOf: (k, share) => `among the first ${k} in ${share}% of simulations`,
  firm: (n, units) => `In 90% of simulations, ${n} of ${units} regions stay within one place of their rank.`,
  aside: (text) => ` (${text})`,
  download: "Download table (CSV)",
  downloadCauses: "Download sources of variation (CSV)",
  csvHead: ["code", "unit", "rank", "mean", "median", "q5", "q95", "missing", "tier"],
  factor: "Source of uncertainty",
  alone: "First-order",
  together: "Total effect",
  sensitivity: "Sources of rank variation",
  sensitivityOf: (name) => (name ? `Output: rank of ${name}` : "Output: mean absolute rank shift"),
  sensitivityHint: "Share of the variance of ranks; error bars are 90% bootstrap intervals. Total effects include interactions and may sum to more than 100%.",
  mostly: (cause, first, total, name) => `The largest source of rank variation${name ? ` of ${name}` : ""} is ${cause}: ${first && `first-order ${first}%, `}total effect ${total}%.`,
  unmoved: (name) => `${name ? `The rank of ${name} does` : "Ranks do"} not change with any of these choices.`,
  interval90: (low, high) => `, interval ${low}% to ${high}%`,
  analysing: "Decomposing rank variation …",
  factors: {
    weights: "weights",
    normalise: "normalisation",
    aggregate: "aggregation",
    treat: "treatment of outliers",
    impute: "imputation",
    leave_out: "leaving out an indicator",
  },
};

export const WORDS = { zh, en };
