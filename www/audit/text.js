/** Every word of `<innodex-audit>`, in Chinese and in English; the two objects have the same keys. */

const zh = {
  loading: "正在载入……",
  /** @param {string} name */
  title: (name) => `${name}：质量检验`,
  year: "年份",
  quarter: "季度",
  month: "月份",
  about: "按经合组织与欧盟联合研究中心《综合指标构建手册》（2008）的要点逐项检验。列出的是需要编制者说明的问题，不是数据错误。",
  check: "检查项",
  looked: "检查数",
  remarked: "待说明项",
  /** @param {number} n @param {number} explained */
  found: (n, explained) => (n ? `共有${n}处需要说明${explained ? `，其中${explained}处已有说明` : ""}。` : "没有需要说明的地方。"),
  /** @param {string} text */
  explained: (text) => `说明：${text}`,
  note: "方法说明",
  noteHint: "由指标体系的设置和本期的处理结果生成，可复制到发布稿中。",
  copy: "复制",
  copied: "已复制",
  copyFailed: "没能复制，文字已选中，请按Ctrl+C",
  download: "下载检验结果（CSV）",
  columns: ["检查项", "对象", "另一对象", "数值", "参照值", "问题", "编制者说明"],
  /** @type {Record<string, string>} */
  checks: {
    indicator_coverage: "指标的数据覆盖",
    unit_coverage: "地区的数据覆盖",
    outliers: "离群值",
    mixed_measures: "计量单位不一",
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
  title: (name) => `${name}: audit`,
  year: "Year",
  quarter: "Quarter",
  month: "Month",
  about: "Checked against the OECD/JRC Handbook on Constructing Composite Indicators (2008). The findings concern design choices to be explained, not data errors.",
  check: "Check",
  looked: "Checked",
  remarked: "Findings",
  found: (n, explained) =>
    n ? `${n} ${n === 1 ? "finding needs" : "findings need"} explanation${explained ? `; ${explained === n ? "all are" : explained === 1 ? "1 is" : `${explained} are`} explained by the authors` : ""}.` : "No findings.",
  explained: (text) => `Explanation: ${text}`,
  note: "Methodology note",
  noteHint: "Generated from the framework's settings and this period's results, to be copied into a publication.",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Could not copy; the text is selected, press Ctrl+C",
  download: "Download audit (CSV)",
  columns: ["check", "place", "other", "value", "threshold", "message", "explanation"],
  checks: {
    indicator_coverage: "Data coverage of indicators",
    unit_coverage: "Data coverage of regions",
    outliers: "Outliers",
    mixed_measures: "Different units of measure together",
    negative_correlation: "Negative correlation within a group",
    redundancy: "Near-duplicates within a group",
    weak_link: "Weak link to its own group",
    other_group: "Closer to another group",
    alpha: "Internal consistency of a group",
    dimension: "Dimensionality of a group",
    importance: "Weight and linear importance",
  },
};

export const WORDS = { zh, en };
