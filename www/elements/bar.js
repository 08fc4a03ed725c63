/** Bars beside figures. They are decoration: all that they show is also written as text. */

import { html, svg } from "lit";

/**
 * A share as an SVG length in per cent.
 * @param {number} share
 */
const length = (share) => `${(100 * share).toFixed(2)}%`;

/**
 * A score as a bar, split into its contributions where they are given.
 * @param {number[] | null} parts
 * @param {number} total
 * @param {{ least: number, most: number }} scale
 */
export function scoreBar(parts, total, { least, most }) {
  const span = most - least || 1;
  if (!parts || least < 0) return signedBar(total, { least, most });
  let at = 0;
  return html`<svg class="bar" part="bar" aria-hidden="true">
    ${parts.map((part, i) => {
      const piece = svg`<rect class="part-${(i % 6) + 1}" x=${length(at / span)} y="3" width=${length(part / span)} height="10"></rect>`;
      at += part;
      return piece;
    })}
  </svg>`;
}

/**
 * A bar from zero; negative values go to the left.
 * @param {number} value
 * @param {{ least: number, most: number }} scale
 */
export function signedBar(value, { least, most }) {
  const span = most - least || 1;
  const zero = length(-least / span);
  return html`<svg class="bar" part="bar" aria-hidden="true">
    <rect class=${value < 0 ? "below" : "above"} x=${length((Math.min(value, 0) - least) / span)} y="3" width=${length(Math.abs(value) / span)} height="10"></rect>
    ${least < 0 ? svg`<line class="zero" x1=${zero} x2=${zero} y1="0" y2="16"></line>` : ""}
  </svg>`;
}

/**
 * The scale that holds zero and every value.
 * @param {(number | null)[]} values
 */
export function scaleOf(values) {
  const known = values.filter((value) => value !== null);
  return { least: Math.min(0, ...known), most: Math.max(0, ...known) };
}

/**
 * A change of rank as an arrow and a number, with a text for screen readers.
 * @param {number | null} from
 * @param {number | null} to
 * @param {{ moved(by: number): string, notBefore: string }} words
 */
export function rankChange(from, to, words) {
  if (to === null) return "";
  if (from === null) return html`<span class="same" aria-hidden="true">–</span><span class="said">${words.notBefore}</span>`;
  const by = from - to;
  const [kind, mark] = by > 0 ? ["up", "▲"] : by < 0 ? ["down", "▼"] : ["same", "—"];
  return html`<span class=${kind} aria-hidden="true">${mark}${by ? ` ${Math.abs(by)}` : ""}</span><span class="said">${words.moved(by)}</span>`;
}
