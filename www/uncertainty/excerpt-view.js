/** An excerpt of a table: a line where rows are left out, and the button that shows all. */

import { html, nothing } from "../elements/index.js";

/** @typedef {import("../api/types.js").RankRow} RankRow */
/** @typedef {import("./excerpt.js").Stretch} Stretch */

/**
 * The rows of a table, with a line where some are left out.
 * @param {Stretch[]} stretches
 * @param {number} columns
 * @param {(row: RankRow, at: number) => unknown} view `at`: its number among the rows shown
 * @param {{ between: (n: number) => string }} words
 */
export function excerptRows(stretches, columns, view, words) {
  let shown = 0;
  return stretches.map(
    ({ rows, before }) => html`${before
      ? html`<tr class="between">
          <td colspan=${columns} class="quiet">${words.between(before)}</td>
        </tr>`
      : nothing}${rows.map((row) => view(row, shown++))}`,
  );
}

/**
 * The button that shows all rows, where some are left out.
 * @param {Stretch[]} stretches
 * @param {number} count of all rows
 * @param {() => void} ask
 * @param {{ showAll: (n: number) => string }} words
 */
export const showAll = (stretches, count, ask, words) =>
  stretches.some(({ before }) => before) ? html`<button type="button" part="button" class="show-all" @click=${ask}>${words.showAll(count)}</button>` : nothing;
