/** Lines over periods: ranks as a bump chart, or scores. */

import { html, nothing, svg } from "../elements/index.js";
import { emsOf, named, nearest, pieces, rankSpan, rankTicks, shortened, spread, ticks, timeOf } from "./layout.js";

/** @typedef {{ code: string, name: string, kind: number, values: (number | null)[], loose: boolean[], end: string }} Line `kind`: which colour, 0 for the chosen unit; `loose`: changes that are not robust; `end`: the figure at its end */
/** @typedef {{ period: string, joined: boolean, comparable: boolean | null, incomplete: boolean }} Place a period; `joined` to the one before */
/** @typedef {{ code: string, at: number }} Spot a dot: a line and a period by its number */
/** @typedef {{ title: string, places: Place[], lines: Line[], ranks: boolean, width: number, active: Spot | null, lacking: string, tick: (value: number, digits: number) => string, said: (code: string, at: number) => string, point: (spot: Spot | null) => void, key: (event: KeyboardEvent, code: string, at: number) => void }} Chart */
/** @typedef {ReturnType<typeof frame>} Frame */

/** Pixels: the distance of labels, the size of letters, and how far a pointer reaches. */
const LABEL = 16;
const LETTER = 13;
const REACH = 44;

/** The most of the width that labels take. */
const LABELS = 0.36;

/** The label at the end of a line, in the room that there is. @param {Line} line @param {number} ems */
const labelOf = ({ name, end }, ems) => `${shortened(name, Math.max(2, ems - emsOf(` ${end}`)))} ${end}`.trim();

/** @param {Chart} chart */
function frame({ places, lines, ranks, width }) {
  const values = lines.flatMap((line) => line.values.filter((value) => value !== null));
  const [first, last] = ranks ? rankSpan(values) : [Math.min(...values), Math.max(...values)];
  const marks = ranks ? rankTicks(first, last) : ticks(first, last);
  const [least, most] = [Math.min(...marks), Math.max(...marks)];
  const widest = Math.max(...lines.map(({ name, end }) => emsOf(`${name} ${end}`)));
  const ems = Math.min(widest, (LABELS * width) / LETTER);
  const [left, right, top, bottom] = [ranks ? 30 : 44, Math.ceil(ems * LETTER) + 26, places.some(({ incomplete }) => incomplete) ? 30 : 14, 28];
  const height = Math.max(width < 520 ? 300 : 340, top + bottom + LABEL * (lines.length + 1), ranks ? top + bottom + 13 * (last - first) : 0);
  const times = places.map(({ period }) => timeOf(period));
  const span = times[times.length - 1] - times[0] || 1;
  const share = (/** @type {number} */ value) => (ranks ? value - least : most - value) / (most - least || 1);
  return {
    ...{ width, height, marks, left, right, top, bottom, ems },
    x: (/** @type {number} */ at) => Math.round(10 * (left + 10 + ((width - left - right - 20) * (times[at] - times[0])) / span)) / 10,
    y: (/** @type {number} */ value) => Math.round(10 * (top + (height - top - bottom) * share(value))) / 10,
  };
}

/** @param {Chart} chart */
export function chartOf(chart) {
  const made = frame(chart);
  const { width, height } = made;
  const dots = chart.lines.flatMap(({ code, values }) => values.flatMap((value, at) => (value === null ? [] : [{ code, at, x: made.x(at), y: made.y(value) }])));
  const moved = (/** @type {PointerEvent} */ event) => {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const scale = width / box.width;
    chart.point(nearest(dots, (event.clientX - box.left) * scale, (event.clientY - box.top) * scale, REACH) ?? null);
  };
  return html`<svg class="trend ${chart.active ? "pointing" : ""}" part="chart" viewBox="0 0 ${width} ${height}" role="group" aria-label=${chart.title} @pointermove=${moved} @pointerdown=${moved}>
    ${periods(chart, made)} ${axis(chart, made)} ${chart.lines.map((line) => lineOf(line, chart, made))} ${labels(chart, made)}
  </svg>`;
}

/** The periods below, those that are incomplete, and where two do not compare. @param {Chart} chart @param {Frame} made */
function periods({ places, lacking }, { height, bottom, top, x }) {
  const shown = named(places.map((_, at) => x(at)), 44);
  const middle = (/** @type {number} */ at) => (at < 1 ? x(0) - 8 : at < places.length ? (x(at - 1) + x(at)) / 2 : x(places.length - 1) + 8);
  return svg`${places.map(({ incomplete }, at) => (incomplete ? svg`<rect class="incomplete" x=${middle(at)} width=${middle(at + 1) - middle(at)} y=${top - 10} height=${height - top - bottom + 10}></rect>` : nothing))}
    ${places.map(({ comparable }, at) => (comparable === false ? svg`<line class="apart" x1=${middle(at)} x2=${middle(at)} y1=${top - 10} y2=${height - bottom}></line>` : nothing))}
    ${places.map(({ period, incomplete }, at) => (shown.has(at) ? svg`<text class="key" x=${x(at)} y=${height - 8} text-anchor="middle">${period}${incomplete ? "*" : ""}</text>` : nothing))}
    ${places.some(({ incomplete }) => incomplete) ? svg`<text class="key" x=${middle(places.findIndex(({ incomplete }) => incomplete))} y="14">* ${lacking}</text>` : nothing}`;
}

/** The decimals that marks need. @param {number[]} marks */
const decimals = (marks) => Math.max(...marks.map((mark) => String(mark).split(".")[1]?.length ?? 0));

/** @param {Chart} chart @param {Frame} made */
const axis = ({ ranks, tick }, { width, marks, left, right, y }) => svg`${marks.map(
  (mark) => svg`<line class="rule" x1=${left} x2=${width - right} y1=${y(mark)} y2=${y(mark)}></line>
    <text class="key" x=${left - 6} y=${y(mark) + 4} text-anchor="end">${ranks ? mark : tick(mark, decimals(marks))}</text>`,
)}`;

/** @param {Line} line @param {Chart} chart @param {Frame} made */
function lineOf({ code, kind, values, loose }, chart, { x, y }) {
  const { places, active, said, point, key } = chart;
  const parts = pieces(values, places.map(({ joined }) => joined));
  const dots = values.flatMap((value, at) => (value === null ? [] : [{ value, at }]));
  const last = dots[dots.length - 1]?.at;
  return svg`<g class="line kind-${kind}${active?.code === code ? " active" : ""}" data-code=${code}>
    ${parts.map((part) => svg`<polyline points=${part.map(({ at, value }) => `${x(at)},${y(value)}`).join(" ")}></polyline>`)}
    ${dots.map(({ at, value }) => svg`<circle class="dot${loose[at] ? " loose" : ""}" cx=${x(at)} cy=${y(value)} r=${active?.code === code && active.at === at ? 6 : 4}></circle>
      <circle class="target" part="dot" role="img" tabindex=${at === last ? "0" : "-1"} data-at=${at} cx=${x(at)} cy=${y(value)} r="11" aria-label=${said(code, at)}
        @focus=${() => point({ code, at })} @keydown=${(/** @type {KeyboardEvent} */ event) => key(event, code, at)}></circle>`)}
  </g>`;
}

/** Names at the ends of the lines. @param {Chart} chart @param {Frame} made */
function labels({ lines, active }, { top, height, bottom, width, right, ems, x, y }) {
  const ends = lines.flatMap((line) => {
    const at = lastOf(line.values);
    return at < 0 ? [] : [{ line, at, value: Number(line.values[at]) }];
  });
  const placed = spread(ends.map(({ value }) => y(value)), LABEL, top, height - bottom);
  const from = width - right + 2;
  return ends.map(({ line, at, value }, i) => {
    const classes = `kind-${line.kind}${active?.code === line.code ? " active" : ""}`;
    return svg`<line class="lead ${classes}" x1=${x(at) + 6} x2=${from + 6} y1=${y(value)} y2=${placed[i]}></line>
      <text class="end ${classes}" x=${from + 10} y=${placed[i] + 4.5}>${labelOf(line, ems)}</text>`;
  });
}

/** The last place with a value; -1 where there is none. @param {(number | null)[]} values */
function lastOf(values) {
  for (let at = values.length - 1; at >= 0; at--) if (values[at] !== null) return at;
  return -1;
}
