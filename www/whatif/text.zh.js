/** Every word of this script in Chinese. text.en.js has the same keys. */

/** @typedef {{ unit: string, period: string, name: string, score: string | null, full: string, all: number, met: number, least: { name: string, share: string } | null, because: string | null }} Progress */

export const zh = {
  loading: "正在载入……",
  year: "年份",
  quarter: "季度",
  month: "月份",
  unit: "地区",
  code: "代码",
  indicator: "指标",
  listing: "、",
  comma: "，",
  semicolon: "；",
  colon: "：",
  stop: "。",
  /** @param {string} text */
  aside: (text) => `（${text}）`,
  notBefore: "原来未排名",
  /** @param {number} by */
  moved: (by) => (by > 0 ? `上升${by}位` : by < 0 ? `下降${-by}位` : "名次不变"),
  copied: "已复制",
  copyFailed: "没能复制，文字已选中，请按Ctrl+C",
  csv: "下载表格（CSV）",

  ownFigures: "改成自己的数字",
  restoreOriginal: "还原",
  assumed: "假设",
  changed: "已改",
  changedByYou: "由读者改动，不是公布的数字",
  noWeight: "不计入指数",
  reported: "数值",
  target: "目标",
  done: "完成",
  note: "注：",
  origins: "每个数字的出处",
  keep: "保存数据和指标体系",
  assumedNote: "目标和标有“假设”的数字由读者设定，可以直接改，改后立即重算。",
  /** @param {string} value @param {boolean} published */
  growthIs: (value, published) => (published ? `报告同比${value}%` : `同比${value}%`),
  /** @param {string} total @param {string} whole @param {string} sum */
  unbalanced: (total, whole, sum) => `${total}为${whole}，假设的各项合计${sum}，两者应当相等。`,
  targetColumns: ["指标", "数值", "单位", "增长（%）", "目标", "完成（%）", "是否假设", "出处"],
  /** @param {Progress} p */
  progress: (p) =>
    p.score === null
      ? `${p.unit}${p.period}没有${p.name}：${p.because}。`
      : `${p.unit}${p.period}${p.name}${p.score}（全部达到目标为${p.full}）：${p.all}项指标中${p.met}项达到目标${p.least ? `，离目标最远的是${p.least.name}（完成${p.least.share}%）` : ""}。`,

  plans: "方案",
  /** @param {number} n */
  plan: (n) => `方案${["一", "二", "三"][n - 1] ?? n}`,
  compare: "再加一个方案比较",
  another: "再加一个方案",
  /** @param {number} n */
  removePlan: (n) => `删去方案${["一", "二", "三"][n - 1] ?? n}`,
  undo: "撤销",
  redo: "重做",
  reset: "重置",
  edit: "改",
  remove: "删",
  addChange: "再加一项变化",
  by: "方式",
  /** @type {Record<import("./plan.js").Kind, string>} */
  kinds: { percent: "百分比", amount: "增减数额", money: "投入资金" },
  change: "变化",
  amount: "合数额",
  /** @param {number} by @param {string} unit */
  less: (by, unit) => `减少${by}${unit}`,
  /** @param {number} by @param {string} unit */
  more: (by, unit) => `增加${by}${unit}`,
  /** @param {string} name @param {string} period @param {string} now */
  nowIs: (name, period, now) => `${name}${period}：${now}`,
  each: "每个地区",
  everybody: "全部地区",
  nobodyChosen: "未选地区",
  chooseSomebody: "请先选地区。",
  /** @param {string} names @param {number} n */
  andOthers: (names, n) => `${names}等${n}个地区`,
  noFigures: "所选地区没有这项数据。",
  fundLoading: "正在载入资金测算，载入后给出结果……",
  fundMissing: "资金测算未能载入，没有结果。",
  likelyLoading: "正在计算名次区间……",
  retry: "重试",

  assumptions: "改资金的假设",
  /** @param {number} n @param {number} all */
  assumedOf: (n, all) => (n ? `${all}项，其中${n}项没有来源` : `${all}项，都有来源`),
  assumptionsNote: "这些数不是统计结果。请填入有出处的数并写明来源；没有来源的一律标为假设。",
  additionality: "每1元资金使该项增加（元）",
  exponent: "递减指数（1为不递减）",
  follows: "随之变动的指标",
  byPercent: "投入每增1%，变动",
  later: "滞后",
  periods: "期",
  sourceHint: "来源",
  addElasticity: "再加一项带动",
  theInput: "投入",
  sourceIs: "来源：",
  /** @param {number} a */
  additionalityIs: (a) => `每1元资金使该项增加${a}元`,
  /** @param {number} e */
  exponentIs: (e) => `资金作用递减，指数${e}`,
  /** @param {number} s */
  limitIs: (s) => `资金作用递减，至多相当于现有数额的${s}倍`,
  /** @param {string} from @param {string} to @param {number} value @param {number} lag */
  elasticityIs: (from, to, value, lag) => `${from}每增1%，${to}变动${value}%${lag ? `，滞后${lag}期` : ""}`,
  restsOn: "资金的效果取决于以下假设：",
  along: "随之变动：",
  alongEach: "各地区随之变动：",

  /** @param {string} name @param {string} index @param {string} was @param {string} now @param {boolean} same */
  alone: (name, index, was, now, same) => (same ? `${name}的${index}为${now}` : `${name}的${index}由${was}变为${now}`),
  /** @param {number} n @param {number} up @param {number} down */
  together: (n, up, down) => `${n}个地区同时变化：${up}个名次上升，${down}个下降。`,
  /** @param {number} from @param {number} to */
  likely: (from, to) => (from === to ? `，90%的模拟结果在第${from}位` : `，90%的模拟结果在第${from}至${to}位`),
  likelyNote: "名次区间：权重和方法随机变化，模拟1000次，90%的模拟结果所在的名次。",
  show: "显示",
  /** @type {Record<"table" | "slopes" | "map", string>} */
  views: { table: "表格", slopes: "名次变化图", map: "分布图" },
  now: "现状",
  after: "变化后",
  asPublished: "按公布数",
  resultTitle: "变化前后的名次和得分",
  partsTitle: "各项得分",
  comparisonTitle: "各方案的名次",
  rankNow: "现名次",
  rankWas: "原名次",
  rankChange: "变动",
  scoreNow: "现得分",
  scoreWas: "原得分",
  likelyRanks: "名次区间",
  likelyFrom: "名次5%分位",
  likelyTo: "名次95%分位",
  acting: "影响本指数的数据",
  idle: "不影响本指数的数据",
  lookAt: "放进情景里看",
  goalTitle: "要到某个名次还差多少",
  toRank: "目标名次",
  better: "名次提高一位",
  worse: "名次降低一位",
  onlyBy: "只靠",
  byFigure: "数额",
  needed: "需要达到",
  /** @param {string} name @param {string} what @param {string} because */
  goalNoFigure: (name, what, because) => `${name}的${what}不能改变：${because}。`,
  /** @param {string} name */
  goalUnranked: (name) => `${name}现在没有名次。`,
  /** @param {string} name @param {number} rank */
  goalAlreadyReached: (name, rank) => `${name}现居第${rank}位，已经达到。`,
  /** @param {string} name @param {string} what @param {number} rank @param {number | null} best @param {boolean} funds */
  goalOut: (name, what, rank, best, funds) => `只靠${what}${funds ? "的投入" : ""}，${name}到不了第${rank}位${best === null ? "" : `，最好到第${best}位（至多为现有数额的10倍）`}。`,
  /** @param {string} name @param {number} rank @param {string} what @param {{ amount: string, percent: string, less: boolean, from: string, to: string }} by */
  goalReached: (name, rank, what, by) => `${name}到第${rank}位：${what}需${by.less ? "减少" : "增加"}${by.amount}（${by.percent}），由${by.from}到${by.to}。`,
  /** @param {string} name @param {number} rank @param {string} what @param {string} money @param {{ from: string, to: string }} by */
  goalMoney: (name, rank, what, money, by) => `${name}到第${rank}位：需向${what}投入${money}，使其由${by.from}到${by.to}。`,
  goalNote: "只改这一项，与它有关的总额和组成部分随之变动；其他地区不变，全部地区重新计算。",
  sampled: "这套方法没有可证明的解法，结果由逐点试算得出，可能还有更小的变化。",
  everyIndicator: "逐项试算：每项指标各需多少",
  eachNext: "逐项追上前一名，各能升几位",
  nextAbove: "前一名",
  rankThen: "届时名次",
  /** @param {string} name @param {boolean} ranges */
  leastTable: (name, ranges) => `${name}每次只在一项上追上前一名：需要的变化和届时的名次${ranges ? "（括号内为名次区间）" : ""}，升得多的在前`,
  /** @param {string} range */
  likelyIn: (range) => `（${range}）`,
  /** @param {string} why */
  unsure: (why) => `这里的名次不附名次区间：${why}`,
  /** @param {number} most */
  tooMany: (most) => `单位多于${most}个，逐项计算要等太久。`,
  nobodyAbove: "已是第一",
  /** @param {string} next */
  cannotReach: (next) => `只改这一项，追不上${next}`,
  leastColumns: ["指标", "单位", "现有", "前一名代码", "追上时", "改动的项目", "改动前", "改动后", "变化（%）", "现名次", "届时名次", "届时名次5%分位", "届时名次95%分位", "现得分", "届时得分", "无结果的原因"],
  /** @param {string} name @param {number} rank */
  goalTable: (name, rank) => `${name}到第${rank}位，只改一项各需多少，由易到难`,
  /** @param {number} n */
  unwanted: (n) => `另有${n}项靠减少达到，不作建议`,
  lessNote: "有的项减少反而使名次上升，因为它是比率的分母；这是计算结果，不是建议。",
  /** @param {number | null} best */
  atBest: (best) => (best === null ? "达不到" : `达不到，最好第${best}位`),
  goalColumns: ["指标", "单位", "现有", "需要达到", "变化", "变化（%）", "现名次", "届时名次", "最好名次", "不能改变的原因"],

  allocationTitle: "一笔资金怎样分",
  budget: "资金总额",
  into: "投向",
  among: "分给",
  aim: "使什么最高",
  /** @type {Record<"mean" | "minimum" | "unit", string>} */
  aims: { mean: "平均得分", minimum: "最低得分", unit: "某地区得分" },
  /** @type {Record<"mean" | "minimum" | "unit", (name: string) => string>} */
  aimsLong: { mean: () => "全部地区平均得分", minimum: () => "所分地区中的最低得分", unit: (name) => `${name}的得分` },
  atLeast: "每个至少",
  atMost: "每个至多",
  split: "计算分配",
  computing: "正在计算……",
  noMoney: "本页数据没有以元计的项目，无法分配资金。",
  gets: "",
  /** @param {string} spent @param {number} n */
  splitSo: (spent, n) => `${spent}分给${n}个地区：`,
  andSoOn: "等",
  /** @param {string} aim @param {string} before @param {string} achieved @param {string} equal */
  objectiveIs: (aim, before, achieved, equal) => `${aim}由${before}到${achieved}；平均分配为${equal}`,
  /** @param {string} bound */
  boundIs: (bound) => `，任何分法不会超过${bound}`,
  /** @param {string} unspent */
  unspentIs: (unspent) => `。余${unspent}，再投入不能提高`,
  /** @param {string} period */
  splitTable: (period) => `${period}的分配和前后名次、得分`,
  capped: "已到上限",
  splitColumns: ["代码", "地区", "资金", "单位", "下限", "上限", "再增一个单位资金的作用", "原名次", "现名次", "原得分", "现得分"],

  low: "低",
  high: "高",
  noData: "无数据",
  mapNote: "",

  share: "复制链接",
  link: "这个方案的链接",
  /** @param {number} n */
  longLink: (n) => `链接有${n}个字符，有的软件会截断；可减少变化项或来源文字。`,
  chartFirst: "请先选图",
  whatIfShort: "情景",
  madeWith: "按假设情景重新计算，不是公布的排名。",
  sources: "数据来源：",
  damaged: "链接不完整，没能打开其中的方案。",
  newer: "链接由更新的版本生成，本页打不开。",
  otherData: "链接是在另一份数据上做的，下面按本页的数据重新计算，结果会不同。",
  /** @param {string} id */
  otherFramework: (id) => `链接用的是另一套指标体系（${id}），下面按本页的指标体系重新计算，结果会不同。`,
  /** @param {string} period */
  otherPeriod: (period) => `本页没有链接所说的时期（${period}）。`,
  /** @param {string} names */
  unknown: (names) => `本页数据中没有：${names}；有关的变化已略去。`,
};
