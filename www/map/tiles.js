/** Tiles as a drawing: name and value of every unit, its class as a shade, and the legend below. */

import { html, nothing, svg } from "../elements/index.js";
import { emsOf, shortened } from "../trend/layout.js";

/** @typedef {import("./layout.js").Tile} Tile */
/** @typedef {{ tile: Tile, shade: string, name: string, text: string, said: string }} Shown a tile with what is written on it; `said` in full */
/** @typedef {{ shade: string, text: string }} Key an entry of the legend */
/** @typedef {{ title: string, tiles: Shown[], columns: number, rows: number, keys: Key[], legend: string, width: number, chosen: string, point: (code: string | null) => void, choose: (code: string) => void, key: (event: KeyboardEvent, code: string) => void }} Drawing */

/** Pixels: between tiles, the largest and smallest tile, and a row of the legend. */
const GAP = 4;
const LARGEST = 72;
const SMALLEST = 22;
const LEAST_LETTER = 9;
const LEGEND = 24;

/** The size of letters on tiles of so many pixels. @param {number} size */
const letters = (size) => (size >= 54 ? 13 : size >= 40 ? 12 : 11);

/** @param {Drawing} drawing */
function frame({ columns, rows, width, keys, legend }) {
  const size = Math.max(SMALLEST, Math.min(LARGEST, Math.floor((width + GAP) / columns) - GAP));
  const drawn = Math.max(columns * (size + GAP) - GAP, Math.min(width, 300));
  const placed = legendOf(keys, legend, drawn);
  const top = rows * (size + GAP) + 8;
  return { size, width: drawn, height: top + placed.lines * LEGEND, top, letter: letters(size), placed: placed.all };
}

/**
 * Where the entries of the legend stand: in lines that fit the width.
 * @param {Key[]} keys @param {string} legend @param {number} width
 */
function legendOf(keys, legend, width) {
  let [x, line] = [Math.ceil(emsOf(legend) * 12) + 8, 0];
  const all = keys.map((key) => {
    const wide = 20 + Math.ceil(emsOf(key.text) * 12) + 12;
    if (x > 0 && x + wide > width) [x, line] = [0, line + 1];
    const at = { ...key, x, line };
    x += wide;
    return at;
  });
  return { all, lines: line + 1 };
}

/** @param {Drawing} drawing */
export function drawingOf(drawing) {
  const made = frame(drawing);
  const { width, height, top, placed } = made;
  const { title, tiles, chosen, legend, keys } = drawing;
  const first = tiles.find(({ tile }) => tile.code === chosen) ?? tiles[0];
  return html`<svg class="tiles" part="map" viewBox="0 0 ${width} ${height}" width=${width} height=${height}>
    <g role="group" aria-label=${title}>${tiles.map((shown) => tileOf(shown, shown === first, drawing, made))}</g>
    <g aria-hidden="true">
      ${keys.length ? svg`<text class="key" x="0" y=${top + 15}>${legend}</text>` : nothing}
      ${placed.map(({ shade, text, x, line }) => svg`<rect class="swatch ${shade}" x=${x + 1} y=${top + line * LEGEND + 4} width="14" height="14" rx="2"></rect><text class="key" x=${x + 20} y=${top + line * LEGEND + 15}>${text}</text>`)}
    </g>
  </svg>`;
}

/** @param {Shown} shown @param {boolean} stop whether Tab comes to it @param {Drawing} drawing @param {ReturnType<typeof frame>} made */
function tileOf({ tile, shade, name, text, said }, stop, { chosen, point, choose, key }, { size, letter }) {
  const { code, mark, column, row } = tile;
  const [x, y] = [column * (size + GAP), row * (size + GAP)];
  const room = (size - 3) / letter;
  // A name gets smaller letters before it gets another, shorter one.
  const small = Math.min(letter, (size - 2) / emsOf(name));
  const label = small >= LEAST_LETTER ? name : mark || shortened(name, room);
  const written = emsOf(text) <= room ? text : "";
  // Letters are beside the button, whose name says them in full.
  return svg`<g class="tile ${code === chosen ? "chosen" : ""}" part="tile" role="button" tabindex=${stop ? "0" : "-1"} data-code=${code} aria-pressed=${code === chosen} aria-label=${said}
      @pointerenter=${() => point(code)} @focus=${() => point(code)} @click=${() => choose(code)} @keydown=${(/** @type {KeyboardEvent} */ event) => key(event, code)}>
      <rect class=${shade} x=${x + 1.5} y=${y + 1.5} width=${size - 3} height=${size - 3} rx="4"></rect>
    </g>
    <g class="letters" aria-hidden="true">
      <text class="on-${shade}" x=${x + size / 2} y=${y + size / 2 + (written ? -3 : 4)} font-size=${label === name ? small : letter} text-anchor="middle">${label}</text>
      ${written ? svg`<text class="on-${shade} figure" x=${x + size / 2} y=${y + size / 2 + letter} font-size=${letter} text-anchor="middle">${written}</text>` : nothing}
    </g>`;
}
