// Printing rows: csv and json carry ids and numbers that read back exactly, table is for people.

/** @typedef {import("../dist/node.js").Model} Model */
/** @typedef {{ rows: Record<string, any>[], columns?: string[], loaded?: Model, json?: object, text?: import("../dist/node.js").Text, always?: "json" }} Result `json`: what is printed as JSON, where it is more than the rows */
/** @typedef {"zh" | "en"} Lang */

/** A bilingual text in one language; anything else as it is. @param {any} value @param {Lang} lang */
const said = (value, lang) => (value && typeof value === "object" && "zh" in value ? value[lang] : value);

/** For people: what a terminal would obey, or draw the other way round, as it is written in code. @param {string} text */
export const visible = (text) =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`)
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** @param {Result} result */
const columnsOf = ({ rows, columns }) => columns ?? Object.keys(rows[0] ?? {});

/** @param {unknown} value */
function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {Result} result @param {Lang} lang */
export function csv(result, lang) {
  if (result.text) return `${said(result.text, lang)}\n`;
  const columns = columnsOf(result);
  const lines = result.rows.map((row) => columns.map((column) => cell(said(row[column], lang))).join(","));
  return [columns.join(","), ...lines].map((line) => `${line}\n`).join("");
}

/**
 * Writes the `hint` of an error also by its former name `mend`, for this release.
 * @param {string} _name @param {any} value
 */
export const hintAndMend = (_name, value) => (value?.code && value.hint ? { ...value, mend: value.hint } : value);

/** @param {Result} result */
export function json({ rows, text, json = text ?? rows }) {
  return `${JSON.stringify(json, hintAndMend, 1)}\n`;
}

const TITLES = {
  code: { zh: "代码", en: "code" },
  province: { zh: "地区", en: "province" },
  year: { zh: "年份", en: "year" },
  period: { zh: "时期", en: "period" },
  unit: { zh: "地区", en: "unit" },
  rank: { zh: "名次", en: "rank" },
  score: { zh: "得分", en: "score" },
  reason: { zh: "说明", en: "reason" },
  rank_before: { zh: "原名次", en: "rank before" },
  score_before: { zh: "原得分", en: "score before" },
  value: { zh: "数值", en: "value" },
  part: { zh: "原因", en: "because of" },
  places: { zh: "名次变化", en: "places" },
  score_change: { zh: "得分变化", en: "score" },
  n: { zh: "期数", en: "n" },
  slope: { zh: "每年变化", en: "slope a year" },
  s: { zh: "S", en: "S" },
  variance: { zh: "S的方差", en: "variance of S" },
  from: { zh: "起", en: "from" },
  to: { zh: "止", en: "to" },
  id: { zh: "标识", en: "id" },
  name: { zh: "名称", en: "name" },
  indicators: { zh: "指标数", en: "indicators" },
  source: { zh: "来源", en: "source" },
  file: { zh: "文件", en: "file" },
  severity: { zh: "级别", en: "severity" },
  place: { zh: "位置", en: "place" },
  message: { zh: "问题", en: "message" },
  check: { zh: "检查项", en: "check" },
  other: { zh: "对象", en: "other" },
  amount: { zh: "资金", en: "amount" },
  at: { zh: "状态", en: "at" },
  marginal: { zh: "边际值", en: "marginal" },
  money: { zh: "资金", en: "money" },
  threshold: { zh: "参照值", en: "threshold" },
  explanation: { zh: "说明", en: "explanation" },
};

/** Columns of whole numbers, beside ranks. */
const WHOLE = new Set(["indicators", "n", "s"]);

/** Columns of a terminal: Chinese characters take two. @param {string} text */
const width = (text) => [...text].reduce((sum, c) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(c) && !/[\uff61-\uffdc]/.test(c) ? 2 : 1), 0);

/** @param {Result} result @param {Lang} lang */
export function table(result, lang) {
  if (result.text) return `${said(result.text, lang)}\n`;
  const columns = columnsOf(result);
  const nodes = result.loaded?.description.nodes ?? [];
  /** @param {string} column */
  const title = (column) =>
    said(TITLES[/** @type {keyof typeof TITLES} */ (column)] ?? nodes.find(({ id }) => id === column)?.name ?? column, lang);
  /** @param {string} column @param {any} value */
  const shown = (column, value) => {
    if (value === null || value === undefined) return column === "reason" ? "" : "–";
    if (column === "reason" && result.loaded) return said(result.loaded.reasonText(value), lang);
    if (typeof value === "number" && !column.startsWith("rank") && !WHOLE.has(column)) return digits(value);
    return String(said(value, lang));
  };
  const cells = [columns.map(title), ...result.rows.map((row) => columns.map((column) => shown(column, row[column])))].map((line) => line.map(visible));
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => width(line[at]))));
  const right = columns.map((column) => result.rows.some((row) => typeof row[column] === "number"));
  const lines = cells.map((line) =>
    line
      .map((text, at) => {
        const space = " ".repeat(widths[at] - width(text));
        return right[at] ? space + text : text + space;
      })
      .join("  ")
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join("");
}

/** Four significant digits at least, and no more decimals than that needs. @param {number} value */
function digits(value) {
  if (value === 0) return "0";
  if (Math.abs(value) < 1e-6) return value.toExponential(3);
  const decimals = Math.max(0, Math.min(6, 3 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toFixed(Math.abs(value) >= 10 ? 2 : decimals);
}
