/** Where the tile of every unit stands: that of the provinces, or one that an office writes as JSON. No DOM. */

import grid from "../../data/tile-grid.json" with { type: "json" };

/** @typedef {import("../api/types.js").Text} Text */
/** @typedef {{ code: string, name: Text, mark: string, column: number, row: number, known: boolean }} Tile `mark`: a short name; `known`: a unit of the data */
/** @typedef {{ tiles: Tile[], columns: number, rows: number, left: string[], made: boolean }} Layout `left`: codes of units without a tile; `made`: nobody wrote it */
/** @typedef {{ code: string, name: Text }} Unit */

/** No column or row has a larger number: nobody could see such a picture. */
const LARGEST = 99;

/** The members of a tile. */
const MEMBERS = ["code", "column", "row", "name", "en", "mark"];

/** What is wrong with a layout, where, and what to do about it: as an error of the model. */
export class LayoutError extends Error {
  /** @param {string} code @param {string} place @param {string} zh @param {string} en @param {Text} hint */
  constructor(code, place, zh, en, hint) {
    super(en);
    this.code = code;
    this.place = place;
    this.messages = { zh, en };
    this.hint = hint;
  }
}

const FORM = {
  zh: '请写成列表 [{"code": "甲", "column": 0, "row": 0}, …]，或按行写地区名称 [["甲", "乙"], ["", "丙"]]，空位写 ""。',
  en: 'Write a list [{"code": "A", "column": 0, "row": 0}, …], or rows of names [["A", "B"], ["", "C"]] with "" for an empty place.',
};

/** @param {string} place @param {string} zh @param {string} en @param {Text} [hint] */
const refused = (place, zh, en, hint = FORM) => new LayoutError("bad_layout", place, zh, en, hint);

/** The line and column of a syntax error, as the browser tells it. @param {string} text @param {Error} error */
function placeIn(text, error) {
  const [, position] = /position (\d+)/.exec(error.message) ?? [];
  if (!position) return "layout";
  const before = text.slice(0, Number(position)).split("\n");
  return `layout:${before.length}:${before[before.length - 1].length + 1}`;
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new LayoutError("bad_json", placeIn(text, /** @type {Error} */ (error)), "布局不是有效的JSON。", "The layout is not valid JSON.", {
      zh: "请检查该处的逗号、引号和括号。",
      en: "Check commas, quotes and brackets there.",
    });
  }
}

/**
 * A layout as it is written: a list of tiles, or rows of names.
 * @param {unknown} given JSON text, or what it stands for
 * @param {Unit[]} units of the data
 * @returns {Layout}
 */
export function readLayout(given, units) {
  const value = typeof given === "string" ? parsed(given) : given;
  if (!Array.isArray(value)) throw refused("$", "布局应是一个列表。", "A layout is a list.");
  const byRows = value.some(Array.isArray);
  const written = byRows ? tilesOfRows(value) : value.map(tileOf);
  if (!written.length) throw refused("$", "布局里没有地区。", "The layout has no unit.");
  const find = (/** @type {string} */ code) => units.find((unit) => unit.code === code) ?? units.find(({ name }) => name.zh === code || name.en === code);
  const tiles = written.map(({ at, code, name, mark, column, row }) => {
    const unit = find(code);
    return { at, code: unit?.code ?? code, name: name ?? unit?.name ?? { zh: code, en: code }, mark, column, row, known: unit !== undefined };
  });
  once(tiles, ({ code }) => code, (tile, first) => refused(`${tile.at}${byRows ? "" : ".code"}`, `“${tile.name.zh}”已在 ${first.at} 处。`, `"${tile.name.en}" is already at ${first.at}.`, { zh: "每个地区只写一次。", en: "Write each unit once." }));
  once(tiles, ({ column, row }) => `${column} ${row}`, (tile, first) => refused(tile.at, `第${tile.column}列第${tile.row}行已有“${first.name.zh}”。`, `Column ${tile.column}, row ${tile.row} has "${first.name.en}" already.`, { zh: "请改用空的位置。列、行从0起。", en: "Use an empty place. Columns and rows begin with 0." }));
  if (!tiles.some(({ known }) => known)) {
    throw refused("$", "布局里的地区都不在数据中。", "None of the units of the layout is in the data.", { zh: `请使用数据中的代码或名称，如“${units[0]?.code}”或“${units[0]?.name.zh}”。`, en: `Use codes or names of the data, such as "${units[0]?.code}" or "${units[0]?.name.en}".` });
  }
  return laidOut(tiles, units, false);
}

/**
 * Fails where two tiles have the same key.
 * @template {{ at: string }} T
 * @param {T[]} tiles @param {(tile: T) => string} key @param {(tile: T, first: T) => Error} error
 */
function once(tiles, key, error) {
  /** @type {Map<string, T>} */
  const seen = new Map();
  for (const tile of tiles) {
    const first = seen.get(key(tile));
    if (first) throw error(tile, first);
    seen.set(key(tile), tile);
  }
}

/** @typedef {{ at: string, code: string, name?: Text, mark: string, column: number, row: number }} Written */

/** Rows of names. @param {unknown[]} rows @returns {Written[]} */
function tilesOfRows(rows) {
  if (rows.length > LARGEST) throw refused("$", `最多${LARGEST}行。`, `There are at most ${LARGEST} rows.`);
  return rows.flatMap((cells, row) => {
    if (!Array.isArray(cells)) throw refused(`$[${row}]`, "这一行应是名称的列表。", "This row is to be a list of names.");
    if (cells.length > LARGEST) throw refused(`$[${row}]`, `一行最多${LARGEST}格。`, `A row has at most ${LARGEST} places.`);
    return cells.flatMap((cell, column) => {
      if (cell === "" || cell === null) return [];
      if (typeof cell !== "string") throw refused(`$[${row}][${column}]`, "此处应写地区的代码或名称，加引号。", "Expected a unit's code or name, in quotes.");
      return [{ at: `$[${row}][${column}]`, code: cell.trim(), mark: "", column, row }];
    });
  });
}

/** A tile of a list. @param {unknown} given @param {number} i @returns {Written} */
function tileOf(given, i) {
  const at = `$[${i}]`;
  if (given === null || typeof given !== "object" || Array.isArray(given)) throw refused(at, "此处应是一个地区的方格。", "Expected the tile of a unit.");
  const tile = /** @type {Record<string, unknown>} */ (given);
  for (const member of Object.keys(tile)) {
    if (!MEMBERS.includes(member)) throw refused(`${at}.${member}`, `不认识的成员“${member}”。`, `Unknown member "${member}".`, { zh: `可用：${MEMBERS.join("、")}。`, en: `Choose among: ${MEMBERS.join(", ")}.` });
  }
  const { code, column, row } = tile;
  if (typeof code !== "string" || !code.trim()) throw refused(`${at}.code`, "此处应写地区的代码或名称，加引号。", "Expected a unit's code or name, in quotes.");
  return { at, code: code.trim(), name: nameOf(tile, at), mark: textOf(tile.mark, `${at}.mark`), column: whole(column, `${at}.column`), row: whole(row, `${at}.row`) };
}

/** @param {Record<string, unknown>} tile @param {string} at @returns {Text | undefined} */
function nameOf({ name, en }, at) {
  if (name !== null && typeof name === "object" && !Array.isArray(name)) {
    const { zh, en: english } = /** @type {Record<string, unknown>} */ (name);
    const texts = { zh: textOf(zh, `${at}.name.zh`), en: textOf(english, `${at}.name.en`) };
    return { zh: texts.zh || texts.en, en: texts.en || texts.zh };
  }
  const zh = textOf(name, `${at}.name`);
  const english = textOf(en, `${at}.en`);
  return zh || english ? { zh: zh || english, en: english || zh } : undefined;
}

/** @param {unknown} value @param {string} at */
function textOf(value, at) {
  if (value === undefined) return "";
  if (typeof value !== "string") throw refused(at, "此处应写文字，加引号。", "Expected a text, in quotes.");
  return value.trim();
}

/** @param {unknown} value @param {string} at */
function whole(value, at) {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= LARGEST) return value;
  throw refused(at, `此处应写0至${LARGEST}的整数，不加引号。`, `Expected a whole number from 0 to ${LARGEST}, without quotes.`, { zh: "列从左数、行从上数，都从0起。", en: "Columns are counted from the left, rows from the top, both from 0." });
}

/** @param {Tile[]} tiles @param {Unit[]} units @param {boolean} made @returns {Layout} */
function laidOut(tiles, units, made) {
  const [left, top] = [Math.min(...tiles.map(({ column }) => column)), Math.min(...tiles.map(({ row }) => row))];
  const placed = new Set(tiles.map(({ code }) => code));
  return {
    tiles: tiles.map(({ code, name, mark, column, row, known }) => ({ code, name, mark, column: column - left, row: row - top, known })),
    columns: 1 + Math.max(...tiles.map(({ column }) => column)) - left,
    rows: 1 + Math.max(...tiles.map(({ row }) => row)) - top,
    left: units.filter(({ code }) => !placed.has(code)).map(({ code }) => code),
    made,
  };
}

/**
 * The layout where none is given: that of the 34 provincial units, or own units in the order of their codes.
 * @param {Unit[]} units of the data
 * @returns {Layout}
 */
export function usualLayout(units) {
  const provincial = units.length > 0 && units.every(({ code }) => grid.some((tile) => tile.code === code));
  if (provincial) {
    const named = new Map(units.map((unit) => [unit.code, unit.name]));
    const tiles = grid.map(({ code, name, en, mark, column, row }) => ({ code, name: named.get(code) ?? { zh: name, en }, mark, column, row, known: named.has(code) }));
    return laidOut(tiles, units, false);
  }
  const columns = Math.max(1, Math.ceil(Math.sqrt(units.length * 1.25)));
  const tiles = units.map(({ code, name }, i) => ({ code, name, mark: "", column: i % columns, row: Math.floor(i / columns), known: true }));
  return laidOut(tiles, units, true);
}

/**
 * The tile that an arrow key leads to: the nearest in that direction, those in line first.
 * @param {Tile[]} tiles @param {string} code @param {string} key
 * @returns {Tile | undefined}
 */
export function neighbour(tiles, code, key) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] ?? [0, 0];
  const here = tiles.find((tile) => tile.code === code);
  if (!here || (!dx && !dy)) return undefined;
  const far = (/** @type {Tile} */ { column, row }) => {
    const [along, across] = dx ? [(column - here.column) * dx, Math.abs(row - here.row)] : [(row - here.row) * dy, Math.abs(column - here.column)];
    return along > 0 ? along + 3 * across : Infinity;
  };
  return tiles.map((tile) => ({ tile, distance: far(tile) })).filter(({ distance }) => distance < Infinity).sort((a, b) => a.distance - b.distance)[0]?.tile;
}
