/** Figures of work reports, wherever the module comes from. */
import { guarded } from "../api/error.js";

/** @typedef {Pick<typeof import("../../build/report/report.js"), "read_report" | "report_rules">} Reading */
/** @typedef {Pick<typeof import("../../build/workbook-read/workbook-read.js"), "document_text">} Documents */
/** @typedef {import("./types.js").ReportReading} ReportReading */
/** @typedef {import("./types.js").ReportFigure} ReportFigure */
/** @typedef {import("./types.js").ReportRule} ReportRule */

/** Numbers and words of a figure, as crates/wasm/src/report.rs has them. */
const NUMBERS = 16;
const WORDS = 8;
/** Numbers of what is no figure. */
const SKIPPED = 5;

/** @type {ReportFigure["kind"][]} */
const KINDS = ["level", "new", "cumulative", "growth", "points", "rank", "share", "target"];
/** @type {NonNullable<ReportFigure["bound"]>[]} */
const BOUNDS = ["about", "above", "below"];

/** @param {number} value */
const known = (value) => (Number.isNaN(value) ? null : value);

/** The names of the rules in two sets of bits. @param {string[]} names @param {number} low @param {number} high */
function rulesOf(names, low, high) {
  const found = [];
  for (let at = 0; at < names.length; at += 1) if ((at < 32 ? low >>> at : high >>> (at - 32)) & 1) found.push(names[at]);
  return found;
}

/**
 * @param {string} text @param {Float64Array} row @param {string[]} words @param {number} first @param {string[]} names
 * @returns {ReportFigure}
 */
function figure(text, row, words, first, names) {
  const [start, end, from, to, value, high, normalised, normalisedHigh, kind, targetOf, bound, partOf, paragraph, rule, low, upper] = row;
  return {
    start,
    end,
    utf16: [from, to],
    text: text.slice(from, to),
    phrase: words[first],
    subject: words[first + 1],
    value,
    high: known(high),
    unit: words[first + 2],
    normalised,
    normalised_high: known(normalisedHigh),
    normalised_unit: words[first + 3],
    kind: KINDS[kind],
    target_of: Number.isNaN(targetOf) ? null : KINDS[targetOf],
    qualifier: words[first + 4] || null,
    bound: Number.isNaN(bound) ? null : BOUNDS[bound],
    period: words[first + 5] || null,
    region: words[first + 6] || null,
    compared_with: words[first + 7] || null,
    part_of: known(partOf),
    paragraph,
    rule: names[rule],
    rules: rulesOf(names, low, upper),
  };
}

/** Lines of a text, so many together; each ends with a line break. @param {string} text @param {number} width */
function lines(text, width) {
  const all = text.split("\n");
  return Array.from({ length: Math.floor(all.length / width) }, (_, at) => all.slice(at * width, (at + 1) * width));
}

/** @param {Reading} module @param {string} text @returns {ReportReading} */
function read(module, text) {
  const made = guarded(() => module.read_report(text));
  try {
    const rules = lines(module.report_rules(), 5).map(([name, group, zh, en, example]) => ({ name, group, text: { zh, en }, example }));
    const names = rules.map(({ name }) => name);
    const [numbers, words, others] = [made.numbers(), made.words().split("\n"), made.skipped()];
    const figures = Array.from({ length: numbers.length / NUMBERS }, (_, at) => figure(text, numbers.subarray(at * NUMBERS, (at + 1) * NUMBERS), words, at * WORDS, names));
    const skipped = Array.from({ length: others.length / SKIPPED }, (_, at) => {
      const [start, end, from, to, rule] = others.subarray(at * SKIPPED, (at + 1) * SKIPPED);
      return { start, end, utf16: /** @type {[number, number]} */ ([from, to]), text: text.slice(from, to), rule: names[rule] };
    });
    const questions = lines(made.questions(), 4).map(([check, of, zh, en]) => ({ check: /** @type {any} */ (check), figures: of.split(" ").map(Number), message: { zh, en } }));
    return { text, figures, skipped, questions, rules };
  } finally {
    made.free();
  }
}

/** @param {Promise<Reading>} loading @param {string} text @returns {Promise<ReportReading>} */
export async function report(loading, text) {
  return read(await loading, String(text));
}

/** @param {Promise<Documents>} loading @param {Uint8Array | ArrayBuffer} bytes @returns {Promise<string>} */
export async function textOf(loading, bytes) {
  const { document_text } = await loading;
  return guarded(() => document_text(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes));
}
