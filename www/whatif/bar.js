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

/**
 * Likely ranks: a dot on a band.
 * @param {{ from: number, to: number, at: number, of: number }} ranks
 */
export function band({ from, to, at, of }) {
  const x = (/** @type {number} */ rank) => length((rank - 0.5) / of);
  return html`<svg class="band" part="band" aria-hidden="true">
    <line class="axis" x1="0" x2="100%" y1="8" y2="8"></line>
    <line class="likely" x1=${x(from)} x2=${x(to)} y1="8" y2="8"></line>
    <circle class="dot" cx=${x(at)} cy="8" r="3.5"></circle>
  </svg>`;
}

/**
 * A change of rank as an arrow and a number, and in words for those who listen.
 * @param {number | null | undefined} from @param {number | null} to @param {{ moved(by: number): string }} words
 */
export function move(from, to, words) {
  if (to === null || from === null || from === undefined) return "";
  const by = from - to;
  const [kind, mark] = by > 0 ? ["up", "▲"] : by < 0 ? ["down", "▼"] : ["same", "—"];
  return html`<span class=${kind} aria-hidden="true">${mark}${by ? Math.abs(by) : ""}</span><span class="said">${words.moved(by)}</span>`;
}
