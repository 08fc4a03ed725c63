/** The sheets of a workbook, each opened as a file of its own. */
import { InnodexError } from "../api/error.js";

/** @typedef {typeof import("../../build/workbook-read/workbook-read.js")} Reading */
/** @typedef {import("../../build/workbook-read/workbook-read.js").FileSheet} FileSheet */

/** @typedef {import("../api/types.js").SheetSeen} SheetSeen */

/** What is no table: a line of text, a list. @param {SheetSeen} sheet */
const holdsTable = ({ rows, columns }) => rows > 1 && columns > 1;

/**
 * Opens the tables among the sheets of a file, and gives the sheets back.
 * @param {string} file @param {FileSheet[]} sheets @param {string[] | null} wanted
 * @param {(file: string, nameless: string, sheet: FileSheet, at: number) => void} open `nameless`: what a sheet without a name is called
 * @returns {SheetSeen[]}
 */
export function opening(file, sheets, wanted, open) {
  try {
    const seen = sheets.map((sheet) => seenOf(sheet));
    const chosen = wanted ? wanted.map((name) => named(file, seen, name)) : usual(seen);
    for (const at of chosen) {
      const nameless = chosen.length === 1 ? "" : String(at + 1);
      const name = chosen.length === 1 ? file : `${file}#${seen[at].name || nameless}`;
      try {
        open(name, nameless, sheets[at], at);
        seen[at].file = name;
      } catch (thrown) {
        if (!(thrown instanceof InnodexError) || thrown.code === "broke_off") throw thrown;
        seen[at].problem = thrown.toJSON();
      }
    }
    const first = seen.find(({ problem }) => problem)?.problem;
    if (first && !seen.some((sheet) => sheet.file)) throw new InnodexError(first);
    return seen;
  } finally {
    for (const sheet of sheets) sheet.free();
  }
}

/** @param {FileSheet} sheet @returns {SheetSeen} */
function seenOf(sheet) {
  const [rows, columns] = sheet.extent();
  return { name: sheet.name(), kind: sheet.kind(), hidden: sheet.hidden(), rows, columns, file: null, problem: null };
}

/** The sheets that are opened without being asked for: those that are not hidden and hold a table, or else all. @param {SheetSeen[]} seen */
function usual(seen) {
  const all = seen.map((_, at) => at);
  const tables = all.filter((at) => !seen[at].hidden && holdsTable(seen[at]));
  return tables.length ? tables : all.filter((at) => seen[at].rows > 0);
}

/** @param {string} file @param {SheetSeen[]} seen @param {string} name */
function named(file, seen, name) {
  const at = seen.findIndex((sheet) => sheet.name === name);
  if (at >= 0) return at;
  const names = seen.map((sheet) => sheet.name);
  throw new InnodexError({
    code: "unknown_table",
    place: file,
    message: { zh: `工作簿中没有工作表“${name}”。`, en: `The workbook has no sheet "${name}".` },
    hint: { zh: `现有：${names.join("、")}。`, en: `There are: ${names.join(", ")}.` },
  });
}
