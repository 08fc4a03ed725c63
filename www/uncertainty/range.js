/** Likely ranks as a drawing. */

import { css, html } from "../elements/index.js";
export { rangeOf, rangeText } from "./likely-range.js";

/** @typedef {import("./likely-range.js").Range} Range */

/**
 * A band over the likely ranks, and a dot at the rank. Decoration: both are written beside it.
 * @param {number} rank
 * @param {Range} range
 * @param {number} units
 */
export function drawing(rank, { low, high }, units) {
  const at = (/** @type {number} */ position) => `${((100 * (position - 0.5)) / units).toFixed(2)}%`;
  return html`<svg class="interval" part="interval" aria-hidden="true">
    <line class="axis" x1="0" x2="100%" y1="8" y2="8"></line>
    <line class="likely-band" x1=${at(low)} x2=${at(high)} y1="8" y2="8"></line>
    <circle class="likely-dot" cx=${at(rank)} cy="8" r="3.5"></circle>
  </svg>`;
}

/** Styles of the drawing. */
export const drawn = css`
  .interval {
    flex: 1;
    min-width: 70px;
    height: 16px;
    overflow: visible;
    contain: layout size style;
  }
  .axis {
    stroke: var(--line);
  }
  .likely-band {
    stroke: var(--part-1);
    stroke-width: 6;
    stroke-linecap: round;
  }
  .likely-dot {
    fill: var(--part-3);
    stroke: var(--surface);
  }
  @media screen {
    .dark .likely-band {
      stroke: var(--part-3);
    }
    .dark .likely-dot {
      fill: var(--part-1);
    }
  }
  @media print {
    .interval {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }
  @media (forced-colors: active) {
    .axis,
    .likely-band,
    .likely-dot {
      stroke: CanvasText;
    }
    .likely-dot {
      fill: Canvas;
    }
  }
`;
