/** A slope chart of ranks: a line for each unit shows who overtakes whom. */

import { html, nothing, svg } from "../elements/index.js";
import { importance, places } from "./slope-layout.js";

/** @typedef {import("./slope-layout.js").Series} Series */

/** Heights of a row and of the head; widths of the names at both ends. */
const ROW = 17;
const HEAD = 22;
const SIDE = { zh: 82, en: 128 };
const WIDTH = 340;
const MORE = 60;

const KINDS = ["still", "passed", "changed"];

/**
 * @param {{ heads: string[], series: (Series & { name: string })[], chosen: Set<string>, lang: "zh" | "en" }} what
 */
export function slopes({ heads, series, chosen, lang }) {
  const rows = places(series);
  const side = SIDE[lang];
  const width = WIDTH + 2 * (side - SIDE.zh) + MORE * Math.max(0, heads.length - 3);
  const height = HEAD + ROW * series.length + 4;
  const x = (/** @type {number} */ column) => side + ((width - 2 * side) * column) / (heads.length - 1);
  const y = (/** @type {number} */ row) => HEAD + ROW * (row + 0.5);
  const last = heads.length - 1;
  const order = [...series].sort((a, b) => importance(a, chosen) - importance(b, chosen));
  const written = (/** @type {number | null} */ rank) => String(rank ?? "—");
  return html`<svg class="slopes" part="slopes" viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${heads.map((head, i) => svg`<text class="key" x=${x(i)} y="12" text-anchor=${i === 0 ? "end" : i === last ? "start" : "middle"}>${head}</text>`)}
    ${order.map(({ code, name, ranks }) => {
      const at = rows.get(code) ?? [];
      const kind = KINDS[importance({ code, ranks }, chosen)];
      return svg`<polyline class="line ${kind}" points=${at.map((row, i) => `${x(i)},${y(row)}`).join(" ")}></polyline>
        ${at.map((row, i) => svg`<circle class="dot ${kind}" cx=${x(i)} cy=${y(row)} r=${kind === "changed" ? 3.5 : 2.5}></circle>`)}
        <text class="label ${kind}" x=${side - 8} y=${y(at[0]) + 4} text-anchor="end">${name} ${written(ranks[0])}</text>
        ${kind === "still" ? nothing : at.slice(1, -1).map((row, i) => svg`<text class="label ${kind}" x=${x(i + 1) + 6} y=${y(row) - 4}>${written(ranks[i + 1])}</text>`)}
        <text class="label ${kind}" x=${width - side + 8} y=${y(at[last]) + 4}>${written(ranks[last])} ${name}</text>`;
    })}
  </svg>`;
}
