/** What a map says, in sentences. */

import { periodName, say } from "../elements/index.js";
import { isNominal } from "./values.js";

/** @typedef {import("./element.js").InnodexMap} InnodexMap */

/** How many of the first are named. */
const FIRST = 3;

/** The name of what is shown: "总指数名次", "R&D经费增长率（名义，现价）". @param {InnodexMap} map @returns {string} */
export function nameOf(map) {
  const { words, language: lang, description, shown } = map;
  const { show, node, indicator, rate } = shown;
  const name = (/** @type {string} */ id) => say([...description.nodes, ...description.columns].find((each) => each.id === id)?.name ?? { zh: id, en: id }, lang);
  if (show === "value") return name(indicator);
  if (show === "growth") return words.of(name(indicator), words.rates[rate]) + (isNominal(shown) ? words.nominal : "");
  return words.of(name(node), words.shows[show]);
}

/** The message, and how the map is read. @param {InnodexMap} map */
export function headline(map) {
  const { words, language: lang, shown, entries, marked, classing, writing } = map;
  const signed = classing?.classes.some(({ shade }) => shade.startsWith("below"));
  const how = shown.show === "rank" ? words.howRanks : signed ? words.howSigned : words.howValues;
  const measure = writing.measure && shown.show !== "rank" ? words.inMeasure(writing.measure) : "";
  const lead = marked ? ofUnit(map) : ofAll(map, periodName(shown.period, lang), nameOf(map), entries);
  return { lead, how: `${how}${measure}${map.querySelector(":scope > [slot=map]") ? "" : words.scheme}` };
}

/** @param {InnodexMap} map @returns {string} */
function ofUnit(map) {
  const { words, language: lang, shown, entries, byCode, marked, description, writing } = map;
  const entry = byCode.get(marked);
  const tile = map.placed?.tiles.find(({ code }) => code === marked);
  const name = say(entry?.unit ?? tile?.name ?? description.units[0].name, lang);
  const [period, what] = [periodName(shown.period, lang), nameOf(map)];
  if (!entry || entry.value === null || entry.rank === null) return words.noneTitle(name, period, what);
  if (shown.show === "rank") return words.rankTitle(name, period, say(description.nodes.find(({ id }) => id === shown.node)?.name ?? { zh: "", en: "" }, lang), entry.rank);
  return words.valueTitle(name, period, what, writing.long(entry.value), entry.rank, entries.filter(({ value }) => value !== null).length);
}

/** @param {InnodexMap} map @param {string} period @param {string} what @param {import("./values.js").Entry[]} entries @returns {string} */
function ofAll({ words, language: lang, shown, writing }, period, what, entries) {
  const known = entries.filter(({ value }) => value !== null);
  if (!known.length) return words.nobodyTitle(period, what);
  if (shown.show === "rank") return words.ranksTitle(period, what, known.slice(0, FIRST).map(({ unit }) => say(unit, lang)));
  const sorted = [...known].sort((a, b) => Number(b.value) - Number(a.value));
  const end = (/** @type {import("./values.js").Entry} */ { unit, value }) => ({ unit: say(unit, lang), text: writing.long(Number(value)) });
  const [most, least] = [sorted[0], sorted[sorted.length - 1]];
  return most.value === least.value ? words.sameTitle(period, what) : words.valuesTitle(period, what, end(most), end(least));
}

/** Units without a figure or without a tile, and where the layout comes from. @param {InnodexMap} map @returns {string[]} */
export function notesOf(map) {
  const { words, language: lang, placed, byCode, description } = map;
  if (!placed) return [];
  const name = (/** @type {string} */ code) => say(description.units.find((unit) => unit.code === code)?.name ?? { zh: code, en: code }, lang);
  const without = placed.tiles.filter(({ code, known }) => known && byCode.get(code)?.value === null).map((tile) => say(tile.name, lang));
  const unknown = placed.tiles.filter(({ known }) => !known).map((tile) => say(tile.name, lang));
  const notes = [];
  if (placed.made) notes.push(words.made);
  if (without.length) notes.push(words.without(without));
  if (unknown.length) notes.push((map.read?.given === undefined ? words.notHere : words.unknown)(unknown));
  if (placed.left.length) notes.push(words.leftOut(placed.left.map(name)));
  return notes;
}
