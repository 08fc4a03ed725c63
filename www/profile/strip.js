/** An indicator as a dot on the range of a group: least to greatest, the middle half, the median, and the unit. */

import { nothing, svg } from "../elements/index.js";

/** @typedef {import("../api/types.js").ProfileRow} ProfileRow */

/** Room at the ends for half a dot, in per cent of the width. */
const EDGE = 3;

/**
 * Where a figure stands, in per cent of the width: what is better is further right.
 * @param {ProfileRow} row
 */
export function scaleOf({ direction, least, greatest, value }) {
  const ends = [least, greatest, value].filter((each) => each !== null);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  /** @param {number} figure */
  return (figure) => {
    const share = high > low ? (figure - low) / (high - low) : 0.5;
    return EDGE + (100 - 2 * EDGE) * (direction > 0 ? share : 1 - share);
  };
}

/** @param {number} x in per cent */
const percent = (x) => `${x.toFixed(2)}%`;

/**
 * The picture of a row; nothing where the group has no figure.
 * @param {ProfileRow} row
 */
export function strip(row) {
  const { least, lower_quartile: lower, median, upper_quartile: upper, greatest, value, mark } = row;
  if (least === null || greatest === null || lower === null || upper === null || median === null) return nothing;
  const at = scaleOf(row);
  const [left, right] = [Math.min(at(lower), at(upper)), Math.max(at(lower), at(upper))];
  return svg`<line class="range" x1=${percent(at(least))} x2=${percent(at(greatest))} y1="9" y2="9"></line>
    <rect class="middle" x=${percent(left)} width=${percent(Math.max(right - left, 0.4))} y="4" height="10"></rect>
    <line class="median" x1=${percent(at(median))} x2=${percent(at(median))} y1="2" y2="16"></line>
    ${value === null ? nothing : svg`<circle class=${mark ?? "own"} cx=${percent(at(value))} cy="9" r="5.5"></circle>`}`;
}
