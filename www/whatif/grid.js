/** The 34 provincial units on a grid of tiles: no boundaries, and none is left out. */

import grid from "../../data/tile-grid.json" with { type: "json" };

/** @typedef {{ code: string, name: string, en: string, mark: string, column: number, row: number }} Tile `mark`: the letters of ISO 3166-2 */

/** @type {Tile[]} */
export const TILES = grid;

export const COLUMNS = 1 + Math.max(...TILES.map(({ column }) => column));
export const ROWS = 1 + Math.max(...TILES.map(({ row }) => row));

/** How many shades there are. */
export const SHADES = 5;

/**
 * The fifth of the scores that each unit is in, from 1 (low) to 5 (high). Equal scores have the same. Units without a score have no entry.
 * @param {{ code: string, score: number | null }[]} rows
 * @returns {Map<string, number>}
 */
export function shades(rows) {
  const known = rows.filter(({ score }) => score !== null);
  return new Map(
    known.map(({ code, score }) => {
      const below = known.filter((other) => Number(other.score) < Number(score)).length;
      return [code, 1 + Math.floor((SHADES * below) / known.length)];
    }),
  );
}
