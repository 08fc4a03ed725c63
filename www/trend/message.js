/** What lines over periods say, in sentences. */

import { number, periodName, say } from "../elements/index.js";
import { earlier } from "../elements/period.js";
import { following, pieces } from "./layout.js";
import { percentOf } from "./robust-changes.js";

/** @typedef {import("./trend.js").InnodexTrend} Trend */
/** @typedef {import("../api/types.js").HistoryRow} HistoryRow */

/** Units whose last change is told. */
const MOST_TOLD = 3;

/** A period in words. @param {Trend} trend @param {string} period */
const inWords = ({ language }, period) => periodName(period, language);

/** @param {Trend} trend @param {HistoryRow} row */
const valueOf = ({ ranks }, { rank, score }) => (ranks ? rank : score);

/** "较上年", or "较2015年" where periods are left out between. @param {Trend} trend @param {HistoryRow} row */
export function against(trend, { period, before }) {
  const { words, description } = trend;
  if (!before) return "";
  return before === earlier(period, 1) ? words.againstLast[description.frequency] : words.againstPeriod(inWords(trend, before));
}

/** The row that is told of a unit: of the period shown, or the last before it that has a value. @param {Trend} trend @param {string} code */
function toldOf(trend, code) {
  const rows = trend.of(code).filter((row) => row.period <= trend.shownPeriod && valueOf(trend, row) !== null);
  return rows[rows.length - 1];
}

/** The message: where the marked unit came from and is, or who is first. @param {Trend} trend @returns {string} */
export function headline(trend) {
  const { words, language: lang, found, marked } = trend;
  if (!found) return "";
  if (marked) return travelled(trend, marked);
  const rows = trend.chosen.flatMap((code) => toldOf(trend, code) ?? []);
  const [period] = rows.map((row) => row.period).sort().reverse();
  const first = rows.filter((row) => row.period === period && row.rank !== null).sort((a, b) => Number(a.rank) - Number(b.rank));
  return first.length ? words.first(inWords(trend, period), say(found.name, lang), first.map(({ unit }) => say(unit, lang))) : words.none;
}

/** From where to where a unit went along the last piece of its line. @param {Trend} trend @param {string} code */
function travelled(trend, code) {
  const { words, ranks } = trend;
  const name = trend.name(code);
  const rows = trend.of(code);
  const last = toldOf(trend, code);
  if (!last) return words.unrankedIn(name);
  const periods = trend.found?.periods ?? [];
  const follows = following(periods.map(({ period }) => period));
  const joined = periods.map(({ comparable }, at) => comparable === true && follows[at]);
  const at = rows.indexOf(last);
  const piece = pieces(rows.map((row) => valueOf(trend, row)), joined).find((points) => points.some((point) => point.at === at)) ?? [];
  const [from, to] = [rows[piece[0].at], last];
  if (from === to) return (ranks ? words.only : words.onlyScore)(name, inWords(trend, to.period), ranks ? to.rank : trend.written(Number(to.score)));
  return ranks
    ? words.sentence(name, inWords(trend, from.period), from.rank, inWords(trend, to.period), to.rank)
    : words.scoreSentence(name, inWords(trend, from.period), trend.written(Number(from.score)), inWords(trend, to.period), trend.written(Number(to.score)), Number(to.score) - Number(from.score));
}

/** By how much a unit's rank or score changed, and whether that is robust; none where it is not compared. @param {Trend} trend @param {HistoryRow} row @returns {string | null} */
function movedBy(trend, row) {
  const { words, language: lang, ranks, digits = 1 } = trend;
  const change = ranks ? row.rank_change : row.score_change;
  if (change === null || !row.before) return null;
  const by = ranks ? words.change(change) : words.scoreBy(Math.sign(Number(change.toFixed(digits))), number(Math.abs(change), digits, lang));
  return by + (ranks ? robustness(trend, row) : "") + (row.complete ? "" : words.aside(words.bothIncomplete));
}

/** The last change of a unit, against which period; or why it is not compared. @param {Trend} trend @param {HistoryRow} row @returns {string} */
export function changeOf(trend, row) {
  const { words } = trend;
  const by = movedBy(trend, row);
  if (by !== null) return words.changed(against(trend, row), by);
  return row.change_reason ? words.notAgainst(against(trend, row), trend.because(row.change_reason)) : "";
}

/** Whether a change of rank is robust, in an aside; nothing before the draws. @param {Trend} trend @param {HistoryRow} row */
function robustness(trend, { code, period }) {
  const { words, language: lang } = trend;
  const drawn = trend.robust.of(code, period);
  if (!drawn?.rank_change || drawn.agreeing === null || drawn.firm === null) return "";
  const { value, digits } = percentOf(drawn.agreeing);
  return words.aside((drawn.firm ? words.firmBy : words.looseBy)(number(value, digits, lang)));
}

/** What changed last, unit by unit, in a sentence. @param {Trend} trend @returns {string} */
export function lately(trend) {
  const { words, chosen, marked } = trend;
  const rows = (marked ? [marked] : chosen.slice(0, MOST_TOLD)).flatMap((code) => toldOf(trend, code) ?? []);
  const [first] = rows;
  if (!first?.before) return "";
  const told = rows.filter(({ period }) => period === first.period).map((row) => [trend.name(row.code), movedBy(trend, row)]);
  const period = inWords(trend, first.period);
  if (told.some(([, by]) => by === null)) return `${period}${words.colon}${changeOf(trend, first)}${words.stop}`;
  return words.lately(period, against(trend, first), told.map(([name, by]) => words.named(name, by)).join(words.semicolon)) + words.stop;
}

/** A dot in words. @param {Trend} trend @param {string} code @param {number} at @returns {string} */
export function spoken(trend, code, at) {
  const { words, language: lang, digits = 1 } = trend;
  const row = trend.of(code)[at];
  const told = [row.rank !== null && words.rankIs(row.rank), row.score !== null && words.scoreIs(number(row.score, digits, lang)), changeOf(trend, row)];
  return `${words.dot(trend.name(code), inWords(trend, row.period))}${words.colon}${told.filter(Boolean).join(words.comma)}`;
}

/**
 * Periods that lack indicators: which, in short, and of each set of missing ones the sentence that names them, once.
 * @param {Trend} trend @returns {{ head: string, each: string[] } | null}
 */
export function incomplete(trend) {
  const { words, language: lang, found, description } = trend;
  const lacking = (found?.periods ?? []).filter(({ complete }) => !complete);
  if (!lacking.length) return null;
  /** @type {Map<string, string[]>} */
  const sets = new Map();
  for (const { period, missing } of lacking) sets.set(missing.join("\n"), [...(sets.get(missing.join("\n")) ?? []), period]);
  const name = (/** @type {string} */ id) => say(description.nodes.find((node) => node.id === id)?.name ?? { zh: id, en: id }, lang);
  return {
    head: words.incompleteHead(stretches(trend, lacking.map(({ period }) => period))),
    each: [...sets].map(([key, periods]) => words.incompleteIn(stretches(trend, periods), key.split("\n").map(name))),
  };
}

/** Periods that follow each other as stretches: "2010—2013年、2016年". @param {Trend} trend @param {string[]} periods @returns {string} */
function stretches(trend, periods) {
  const { words, description } = trend;
  const place = (/** @type {string} */ period) => description.periods.indexOf(period);
  /** @type {string[][]} */
  const all = [];
  for (const period of periods) {
    const last = all[all.length - 1];
    if (last && place(period) === place(last[last.length - 1]) + 1) last.push(period);
    else all.push([period]);
  }
  return all.map((some) => (some.length > 1 ? words.stretch(some[0], inWords(trend, some[some.length - 1])) : inWords(trend, some[0]))).join(words.listing);
}

/** Later periods that are not shown, why lines break, and what a change of score means. @param {Trend} trend @returns {string[]} */
export function notesOf(trend) {
  const { words, language: lang, found, description } = trend;
  const notes = [];
  const later = description.periods.filter((period) => period > trend.shownPeriod);
  const lacking = later.filter((period) => description.incomplete.some((each) => each.period === period));
  if (lacking.length && lacking.length === later.length) notes.push(words.laterIncomplete(stretches(trend, later)));
  if (found?.periods.some(({ comparable }) => comparable === false)) notes.push(words.notJoined);
  if (found?.scale.note.zh && !trend.ranks) notes.push(say(found.scale.note, lang));
  return notes;
}
