/** Every word the elements say, in Chinese and in English; the two objects have the same keys. */

/** @typedef {import("./language.js").Lang} Lang */

/**
 * The English form of a count: "1 indicator", "2 indicators".
 * @param {number} n
 * @param {string} noun
 */
const count = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;

/**
 * "1st", "2nd", "3rd", "11th".
 * @param {number} rank
 */
export function ordinal(rank) {
  const ending = rank % 100 > 10 && rank % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][rank % 10] ?? "th");
  return `${rank}${ending}`;
}

/** More names than this are not written out. */
const MOST_NAMED = 5;

/**
 * Names in a row; of many the first, and how many there are.
 * @param {string[]} names
 * @param {string} comma
 * @param {(n: number) => string} more
 */
const listed = (names, comma, more) => names.slice(0, MOST_NAMED).join(comma) + (names.length > MOST_NAMED ? more(names.length) : "");

const zh = {
  loading: "正在计算……",
  year: "年份",
  quarter: "季度",
  month: "月份",
  incomplete: "（不全）",
  dimension: "一级指标",
  region: "范围",
  all: "全国",
  east: "东部",
  central: "中部",
  west: "西部",
  northeast: "东北",

  rank: "名次",
  unit: "地区",
  code: "代码",
  score: "得分",
  missing: "缺指标数",
  reason: "未排名原因",
  unranked: "未排名",
  against: { year: "较上年", quarter: "较上季", month: "较上月" },
  /** @param {string} period */
  againstPeriod: (period) => `较${period}`,
  /** @param {string} former @param {{ period: string, names: string[] }[]} gaps */
  notCompared: (former, gaps) =>
    `名次不与${former}比较，两期可用的指标不同：${gaps.map(({ period, names }) => `${period}没有${listed(names, "、", (n) => `等${n}项指标`)}的数据`).join("，")}。`,
  /** @param {number} by */
  moved: (by) => (by > 0 ? `上升${by}位` : by < 0 ? `下降${-by}位` : "名次不变"),
  notBefore: "上期未排名",
  /** @param {string} node @param {number} parts none where nobody is ranked */
  legend: (node, parts) =>
    `按${node}排名${parts ? `；条形长度为得分${parts > 1 ? `，${parts}段为各部分的贡献` : ""}` : ""}。点开地区看每项数字。`,
  /** @param {string} period */
  nobody: (period) => `${period}没有可以排名的地区：`,
  /** @param {string} reason @param {number} n */
  because: (reason, n) => `${reason}（${n}个地区）`,
  /** @param {number} n */
  lacking: (n) => `缺${n}项`,
  /** @param {number} n */
  lackingLong: (n) => `缺${n}项指标，按已有指标计算`,
  lackingNote: "* 有指标缺失，按已有指标计算。",
  /** @param {number} units @param {number} groups @param {number} leaves */
  extent: (units, groups, leaves) => `${units}个地区，${groups ? `${groups}个一级指标，` : ""}${leaves}项指标`,
  equal: "等权",
  weighted: "加权",
  normalise: { min_max: "极差标准化", z_score: "标准分", goalposts: "目标区间标准化", rank: "按名次标准化", distance_to_target: "与目标之比" },
  scope: { period: "按当期", all: "各期统一" },
  treatment: { log: "取对数", sqrt: "开平方", winsorise: "缩尾", log_shift: "平移后取对数", log_shift_either_side: "平移后取对数", box_cox: "Box-Cox变换" },
  /** @param {string} how @param {number} n */
  treated: (how, n) => `${n}项${how}`,
  /** @param {string} period */
  onBase: (period) => `以${period}为基期`,
  aggregate: { arithmetic: "算术平均", geometric: "几何平均" },
  /** @param {string} share */
  share: (share) => `组内有数据的指标不足${share}的不计分`,
  method: "方法",
  sources: "数据来源",
  download: "下载表格（CSV）",
  embed: "嵌入代码",
  close: "关闭",

  /** @param {string} name @param {string} period */
  panel: (name, period) => `${name}：${period}各项数字`,
  /** @param {string} node @param {string} score @param {number} rank */
  standing: (node, score, rank) => `${node}${score}分，第${rank}位`,
  /** @param {number} rank */
  before: (rank) => `上期第${rank}位`,
  indicator: "指标",
  value: "数值",
  points: "得分",
  origins: "数据来源：每项数字的年份、出处、统计表和说明",
  note: "注：",
  table: "表",
  source: "来源：",

  comma: "，",
  semicolon: "；",
  colon: "：",
  stop: "。",
  /** @param {string} text */
  aside: (text) => `（${text}）`,

  failed: "出现意外情况，请刷新页面。",
  retry: "重试",
  at: "位置：",
};

/** @type {typeof zh} */
const en = {
  loading: "Calculating...",
  year: "Year",
  quarter: "Quarter",
  month: "Month",
  incomplete: " (incomplete)",
  dimension: "Dimension",
  region: "Area",
  all: "All",
  east: "East",
  central: "Central",
  west: "West",
  northeast: "Northeast",

  rank: "Rank",
  unit: "Region",
  code: "Code",
  score: "Score",
  missing: "Missing indicators",
  reason: "Why not ranked",
  unranked: "Not ranked",
  against: { year: "Change on year", quarter: "Change on quarter", month: "Change on month" },
  againstPeriod: (period) => `Change from ${period}`,
  notCompared: (former, gaps) =>
    `Ranks are not compared with ${former}, because the available indicators differ: ${gaps.map(({ period, names }) => `${period} has no data on ${listed(names, ", ", (n) => ` and others (${n} in all)`)}`).join("; ")}.`,
  moved: (by) => (by > 0 ? `up ${by}` : by < 0 ? `down ${-by}` : "unchanged"),
  notBefore: "not ranked before",
  legend: (node, parts) =>
    `Ranked by ${node}.${parts ? ` Bars show the score${parts > 1 ? `, split into the contributions of its ${parts} parts` : ""}.` : ""} Open a region for its figures.`,
  nobody: (period) => `No region can be ranked for ${period}: `,
  because: (reason, n) => `${reason} (${n})`,
  lacking: (n) => `${n} missing`,
  lackingLong: (n) => `${count(n, "indicator")} missing; computed from the others`,
  lackingNote: "* Indicators are missing; computed from those available.",
  extent: (units, groups, leaves) => `${count(units, "region")}, ${groups ? `${count(groups, "dimension")}, ` : ""}${count(leaves, "indicator")}`,
  equal: "equal weights",
  weighted: "weighted",
  normalise: { min_max: "min-max", z_score: "z-scores", goalposts: "goalposts", rank: "ranks", distance_to_target: "distance to target" },
  scope: { period: "within the period", all: "over all periods" },
  treatment: { log: "as a logarithm", sqrt: "as a square root", winsorise: "outliers winsorised", log_shift: "shifted, as a logarithm", log_shift_either_side: "shifted, as a logarithm", box_cox: "Box-Cox transformed" },
  treated: (how, n) => `${n} ${how}`,
  onBase: (period) => `on ${period}`,
  aggregate: { arithmetic: "arithmetic mean", geometric: "geometric mean" },
  share: (share) => `no score where fewer than ${share} of a group are available`,
  method: "Method",
  sources: "Sources",
  download: "Download table (CSV)",
  embed: "Embed",
  close: "Close",

  panel: (name, period) => `${name}: figures of ${period}`,
  standing: (node, score, rank) => `${node} ${score}, rank ${rank}`,
  before: (rank) => `rank ${rank} in the previous period`,
  indicator: "Indicator",
  value: "Value",
  points: "Score",
  origins: "Sources: year, publisher, table and note of each figure",
  note: "note: ",
  table: "table ",
  source: "Source: ",

  comma: ", ",
  semicolon: "; ",
  colon: ": ",
  stop: ".",
  aside: (text) => ` (${text})`,

  failed: "Something unexpected happened. Reload the page.",
  retry: "Try again",
  at: "At: ",
};

/** @typedef {typeof zh} Words */

/** @type {Record<Lang, Words>} */
export const WORDS = { zh, en };
