/** A file that should have been a panel: what the table module makes of it where nothing has to be asked. */

/** @typedef {import("../api/types.js").Remark} Remark */
/** @typedef {import("../api/types.js").TablePanel} TablePanel */

/** What the reader of the panel's form says of a file of another one. */
export const OTHER_FORMS = ["missing_column", "encoding_not_utf8", "unnamed_column", "duplicate_column", "ragged_row"];

/** What became of such a file: its panel, or what is said of it where something waits for an answer. @typedef {{ kind: string, panel: TablePanel | null, waits: { zh: string, en: string } | null }} Converted */

/**
 * @param {import("./tables.js").Tables} tables @param {Uint8Array} bytes @param {string} name
 * @returns {Promise<Converted>}
 */
export async function converted(tables, bytes, name) {
  const seen = await tables.open(bytes, name);
  const others = await Promise.all(tables.tablesOf(name).slice(1).map((table) => tables.understand(table)));
  const kind = tables.sheets(name)[0]?.kind || seen.encoding.toUpperCase();
  const open = [seen, ...others].flatMap(({ remarks }) => remarks.filter(({ severity }) => severity === "error"));
  return open.length ? { kind, panel: null, waits: waiting(name, kind, open) } : { kind, panel: (await tables.run()).panel, waits: null };
}

/**
 * What is said of a file that waits for answers.
 * @param {string} name @param {string} kind @param {Remark[]} open
 */
function waiting(name, kind, open) {
  const [{ message, location }] = open;
  return {
    zh: `“${name}”（${kind}）不是innodex的数据格式（CSV），读成表格后有${open.length}处需要确认：${location.zh}${location.zh && "："}${message.zh}`,
    en: `"${name}" (${kind}) is not in innodex's own form (CSV). Read as a table it leaves ${open.length} question${open.length > 1 ? "s" : ""} open: ${message.en}${location.en && ` (${location.en})`}`,
  };
}
