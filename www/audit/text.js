/** Every word of `<innodex-audit>`, in Chinese and in English; the two objects have the same keys. */

const zh = {
  loading: "正在载入……",
  /** @param {string} name */
  title: (name) => `${name}：自查`,
  year: "年份",
  quarter: "季度",
  month: "月份",
  about: "按经合组织与欧盟联合研究中心《综合指标手册》的要点逐项检查。列出的是需要编制者说明的问题，不是数据错误。",
  check: "检查项",
  looked: "检查数",
  remarked: "需说明",
  /** @param {number} n @param {number} explained */
  found: (n, explained) => (n ? `共有${n}处需要说明${explained ? `，其中${explained}处已有说明` : ""}。` : "没有需要说明的地方。"),
  /** @param {string} text */
  explained: (text) => `说明：${text}`,
  note: "方法说明",
  noteHint: "由指标体系的设置和本期的处理结果生成，可复制到发布稿中。",
  copy: "复制",
  copied: "已复制",
  copyFailed: "没能复制，文字已选中，请按Ctrl+C",
  download: "下载自查结果（CSV）",
  columns: ["检查项", "对象", "另一对象", "数值", "参照值", "问题", "编制者说明"],
  /** @type {Record<string, string>} */
  checks: {
    indicator_coverage: "指标的数据覆盖",
    unit_coverage: "地区的数据覆盖",
    outliers: "离群值",
    negative_correlation: "组内负相关",
    redundancy: "组内重复",
    weak_link: "与所在分组关联弱",
    other_group: "与其他分组关联更强",
    alpha: "组内一致性",
    dimension: "组内维度",
    importance: "权重与线性影响",
  },
};

/** @type {typeof zh} */
const en = {
  loading: "Loading …",
  title: (name) => `${name}: self-audit`,
  year: "Year",
  quarter: "Quarter",
  month: "Month",
  about: "Checked by the points of the OECD/JRC Handbook on composite indicators. What is listed is for the makers to explain; it is no fault of the figures.",
  check: "Check",
  looked: "Looked at",
  remarked: "To explain",
  found: (n, explained) =>
    n ? `${n} ${n === 1 ? "point is" : "points are"} to be explained${explained ? `; the makers explain ${explained === n ? "all" : explained}` : ""}.` : "Nothing is to be explained.",
  explained: (text) => `Explanation: ${text}`,
  note: "The method in words",
  noteHint: "Made from the framework's settings and what they did in this period, to be copied into a publication.",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Could not copy; the text is selected, press Ctrl+C",
  download: "Download the audit (CSV)",
  columns: ["check", "place", "other", "value", "threshold", "message", "explanation"],
  checks: {
    indicator_coverage: "Figures of indicators",
    unit_coverage: "Figures of units",
    outliers: "Outliers",
    negative_correlation: "Negative correlation within a group",
    redundancy: "Counted twice within a group",
    weak_link: "Weak link to its own group",
    other_group: "Nearer to another group",
    alpha: "Consistency of a group",
    dimension: "Dimensions of a group",
    importance: "Weight and linear importance",
  },
};

export const WORDS = { zh, en };
