// `innodex report FILE...`: the figures of work reports.
import { documentText, readReport } from "../dist/reports-node.js";

/** @typedef {import("../dist/reports-node.js").ReportReading} ReportReading */

export const COLUMNS = ["file", "start", "end", "text", "subject", "phrase", "value", "unit", "normalised", "normalised_unit", "kind", "qualifier", "period", "region"];

/**
 * The figures of files, and what they raise, a line each.
 * @param {string[]} files @param {(path: string) => Promise<Uint8Array>} bytesOf @param {(text: import("../dist/node.js").Text) => void} note
 * @returns {Promise<import("./print.js").Result>}
 */
export async function report(files, bytesOf, note) {
  const read = [];
  for (const file of files) read.push({ file, reading: await readingOf(file, await bytesOf(file)) });
  for (const { file, reading } of read) {
    for (const { message } of reading.questions) note({ zh: `${file}：${message.zh}`, en: `${file}: ${message.en}` });
  }
  const rows = read.flatMap(({ file, reading }) => reading.figures.map((figure) => ({ file, ...figure })));
  const json = read.map(({ file, reading: { figures, skipped, questions } }) => ({ file, figures, skipped, questions }));
  return { rows, columns: COLUMNS, json };
}

/** @param {string} file @param {Uint8Array} bytes @returns {Promise<ReportReading>} */
async function readingOf(file, bytes) {
  try {
    return await readReport(await documentText(bytes));
  } catch (thrown) {
    const fault = /** @type {any} */ (thrown);
    if (fault?.name === "InnodexError") fault.place = fault.place ? `${file}: ${fault.place}` : file;
    throw thrown;
  }
}
