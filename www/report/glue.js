/** Figures of work reports, wherever the module comes from. */
import { guarded } from "../api/error.js";

/** @typedef {Pick<typeof import("../../build/report/report.js"), "read_report">} Reading */
/** @typedef {Pick<typeof import("../../build/workbook-read/workbook-read.js"), "document_text">} Documents */
/** @typedef {import("./types.js").ReportReading} ReportReading */
/** @typedef {import("./types.js").ReportFigure} ReportFigure */
/** @typedef {import("./types.js").ReportRule} ReportRule */

/** Numbers and words of a figure, as crates/wasm/src/report.rs has them. */
const NUMBERS = 16;
const WORDS = 8;
/** Bytes of the counts that stand first. */
const HEAD = 24;
/** Numbers of what is no figure. */
const SKIPPED = 5;

/** @type {ReportFigure["kind"][]} */
const KINDS = ["level", "new", "cumulative", "growth", "points", "rank", "share", "target"];
/** @type {NonNullable<ReportFigure["bound"]>[]} */
const BOUNDS = ["about", "above", "below"];

/** @param {number} value */
const known = (value) => (Number.isNaN(value) ? null : value);

/** What gives the names of the rules in two sets of bits; few sets are different. @param {string[]} names */
function rulesBy(names) {
  /** @type {Map<number, string[]>} */
  const seen = new Map();
  return (/** @type {number} */ low, /** @type {number} */ high) => {
    const key = low + high * 2 ** 32;
    const found = seen.get(key) ?? names.filter((_, at) => (at < 32 ? low >>> at : high >>> (at - 32)) & 1);
    seen.set(key, found);
    return found;
  };
}

/**
 * @param {string} text @param {Float64Array} n the numbers of all figures @param {number} i where those of this one begin
 * @param {string[]} words @param {number} first where its words begin @param {string[]} names @param {ReturnType<typeof rulesBy>} rules
 * @returns {ReportFigure}
 */
function figure(text, n, i, words, first, names, rules) {
  return {
    start: n[i],
    end: n[i + 1],
    utf16: [n[i + 2], n[i + 3]],
    text: text.slice(n[i + 2], n[i + 3]),
    subject: words[first + 1],
    phrase: words[first],
    value: n[i + 4],
    high: known(n[i + 5]),
    unit: words[first + 2],
    normalised: n[i + 6],
    normalised_high: known(n[i + 7]),
    normalised_unit: words[first + 3],
    kind: KINDS[n[i + 8]],
    target_of: KINDS[n[i + 9]] ?? null,
    qualifier: words[first + 4] || null,
    bound: BOUNDS[n[i + 10]] ?? null,
    period: words[first + 5] || null,
    region: words[first + 6] || null,
    compared_with: words[first + 7] || null,
    part_of: known(n[i + 11]),
    paragraph: n[i + 12],
    rule: names[n[i + 13]],
    rules: rules(n[i + 14], n[i + 15]),
  };
}

/** Lines of a text, so many together; each ends with a line break. @param {string} text @param {number} width */
function lines(text, width) {
  const all = text.split("\n");
  return Array.from({ length: Math.floor(all.length / width) }, (_, at) => all.slice(at * width, (at + 1) * width));
}

/** @param {Reading} module @param {string} text @returns {ReportReading} */
function read(module, text) {
  const bytes = guarded(() => module.read_report(text));
  const [count, others, ...sizes] = new Uint32Array(bytes.buffer, bytes.byteOffset, HEAD / 4);
  const numbers = new Float64Array(bytes.buffer, bytes.byteOffset + HEAD, count * NUMBERS + others * SKIPPED);
  let at = HEAD + numbers.byteLength;
  const [said, asked, known] = sizes.slice(0, 3).map((size) => new TextDecoder().decode(bytes.subarray(at, (at += size))));
  const rules = lines(known, 5).map(([name, group, zh, en, example]) => ({ name, group, text: { zh, en }, example }));
  const names = rules.map(({ name }) => name);
  const [words, named] = [said.split("\n"), rulesBy(names)];
  const figures = Array.from({ length: count }, (_, i) => figure(text, numbers, i * NUMBERS, words, i * WORDS, names, named));
  const skipped = Array.from({ length: others }, (_, i) => {
    const [start, end, from, to, rule] = numbers.subarray(count * NUMBERS + i * SKIPPED, count * NUMBERS + (i + 1) * SKIPPED);
    return { start, end, utf16: /** @type {[number, number]} */ ([from, to]), text: text.slice(from, to), rule: names[rule] };
  });
  const questions = lines(asked, 4).map(([check, of, zh, en]) => ({ check: /** @type {any} */ (check), figures: of.split(" ").map(Number), message: { zh, en } }));
  return { text, figures, skipped, questions, rules };
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
