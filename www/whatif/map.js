/** The 34 provincial units as tiles: shade by score, rank as a number, change as an arrow; "no data" where there is none. */

import { html, nothing, svg } from "../elements/index.js";
import { COLUMNS, ROWS, SHADES, shades, TILES } from "./grid.js";

/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("../elements/language.js").Lang} Lang */

/** A tile and the gap between two, in units of the drawing. */
const SIZE = 42;
const GAP = 4;
const LEGEND = 26;

/**
 * @param {{ rows: RankRow[], chosen: Set<string>, words: any, lang: Lang }} what
 */
export function tileMap({ rows, chosen, words, lang }) {
  const shade = shades(rows);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const width = COLUMNS * (SIZE + GAP) - GAP;
  const height = ROWS * (SIZE + GAP) + LEGEND;
  return html`<svg class="map" part="map" viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${TILES.map((tile) => {
      const row = byCode.get(tile.code);
      const [x, y] = [tile.column * (SIZE + GAP), tile.row * (SIZE + GAP)];
      const rank = row?.rank ?? null;
      const kind = rank === null ? "none" : `shade-${shade.get(tile.code) ?? 1}`;
      const by = rank !== null && row?.rank_before ? row.rank_before - rank : 0;
      return svg`<rect class="tile ${kind} ${chosen.has(tile.code) ? "chosen" : ""}" x=${x + 1} y=${y + 1} width=${SIZE - 2} height=${SIZE - 2} rx="4"></rect>
        <text class="label on-${kind}" x=${x + SIZE / 2} y=${y + 18} text-anchor="middle">${lang === "zh" ? tile.name : tile.mark}</text>
        <text class=${rank === null ? "figure none on-none" : `figure on-${kind}`} x=${x + SIZE / 2} y=${y + 33} text-anchor="middle">${rank === null ? words.noData : `${rank}${by ? ` ${by > 0 ? "▲" : "▼"}${Math.abs(by)}` : ""}`}</text>`;
    })}
    ${legend(height - LEGEND + 8, words)}
  </svg>`;
}

/** @param {number} y @param {any} words */
const legend = (y, words) => svg`<text class="key" x="0" y=${y + 11}>${words.low}</text>
  ${[...Array(SHADES).keys()].map((i) => svg`<rect class="tile shade-${i + 1}" x=${24 + 18 * i} y=${y} width="14" height="14" rx="2"></rect>`)}
  <text class="key" x=${24 + 18 * SHADES + 2} y=${y + 11}>${words.high}</text>
  <rect class="tile none" x=${24 + 18 * SHADES + 46} y=${y} width="14" height="14" rx="2"></rect>
  <text class="key" x=${24 + 18 * SHADES + 66} y=${y + 11}>${words.noData}</text>
  ${words.mapNote ? svg`<text class="key" x=${24 + 18 * SHADES + 126} y=${y + 11}>${words.mapNote}</text>` : nothing}`;
