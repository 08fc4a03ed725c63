/** Small drawings beside figures; everything they show is also written. */

import { html } from "../elements/index.js";

/** @param {number} share */
const length = (share) => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;

/** A share of a whole. @param {number} share */
export const bar = (share) =>
  html`<svg class="bar" part="bar" aria-hidden="true">
    <rect class="rest" x="0" y="3" width="100%" height="10"></rect>
    <rect class=${share >= 1 ? "part-3" : "part-2"} x="0" y="3" width=${length(share)} height="10"></rect>
  </svg>`;
