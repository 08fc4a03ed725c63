/** Lines over periods: ranks as a bump chart, or scores. */

import { html, nothing, svg } from "../elements/index.js";
import { every, pieces, rankTicks, spread, ticks } from "./layout.js";

/** @typedef {import("./layout.js").Point} Point */
/** @typedef {{ code: string, name: string, kind: number, values: (number | null)[], label: string }} Line `kind`: which colour and dash */
/** @typedef {{ title: string, periods: { name: string, comparable: boolean | null, incomplete: boolean }[], lines: Line[], ranks: boolean, last: number, narrow: boolean, active: { code: string, at: number } | null, written: (value: number) => string, said: (code: string, at: number) => string, point: (code: string, at: number) => void, leave: () => void, key: (event: KeyboardEvent, code: string, at: number) => void }} Chart */

const LABEL = 15;

/** Room around the lines. @param {boolean} narrow */
const room = (narrow) => ({ left: 34, right: narrow ? 84 : 118, top: 14, bottom: 26 });

/** @param {Chart} chart */
function frame({ periods, lines, ranks, last, narrow }) {
  const width = narrow ? 340 : 760;
  const { left, right, top, bottom } = room(narrow);
  const values = lines.flatMap((line) => line.values.filter((value) => value !== null));
  const marks = ranks ? rankTicks(last) : ticks(Math.min(...values), Math.max(...values));
  const height = Math.max(narrow ? 280 : 320, Math.min(520, top + bottom + LABEL * (lines.length + 2)));
  const [least, most] = [Math.min(...marks), Math.max(...marks)];
  const share = (/** @type {number} */ value) => (ranks ? value - least : most - value) / (most - least || 1);
  return {
    ...{ width, height, marks, left, right, top, bottom },
    x: (/** @type {number} */ at) => left + 8 + ((width - left - right - 16) * at) / Math.max(periods.length - 1, 1),
    y: (/** @type {number} */ value) => top + (height - top - bottom) * share(value),
  };
}

/** @param {Chart} chart */
export function chartOf(chart) {
  const made = frame(chart);
  const { width, height } = made;
  return html`<svg class="trend" part="chart" viewBox="0 0 ${width} ${height}" role="group" aria-label=${chart.title} @pointerleave=${chart.leave}>
    ${axes(chart, made)} ${chart.lines.map((line) => lineOf(line, chart, made))} ${labels(chart, made)}
  </svg>`;
}

/** @param {Chart} chart @param {ReturnType<typeof frame>} made */
function axes({ periods, written }, { width, height, marks, left, right, bottom, top, x, y }) {
  const step = every(periods.length, width - left - right, 44);
  return svg`${marks.map((mark) => svg`<line class="rule" x1=${left} x2=${width - right} y1=${y(mark)} y2=${y(mark)}></line>
      <text class="key" x=${left - 6} y=${y(mark) + 4} text-anchor="end">${written(mark)}</text>`)}
    ${periods.map(({ comparable }, at) => (comparable === false ? svg`<line class="apart" x1=${(x(at) + x(at - 1)) / 2} x2=${(x(at) + x(at - 1)) / 2} y1=${top - 8} y2=${height - bottom}></line>` : nothing))}
    ${periods.map(({ name, incomplete }, at) => ((periods.length - 1 - at) % step ? nothing : svg`<text class="key" x=${x(at)} y=${height - 8} text-anchor="middle">${name}${incomplete ? "*" : ""}</text>`))}`;
}

/** @param {Line} line @param {Chart} chart @param {ReturnType<typeof frame>} made */
function lineOf({ code, kind, values }, chart, { x, y }) {
  const { periods, active, said, point, key } = chart;
  const parts = pieces(values, periods.map(({ comparable }) => comparable));
  const dots = values.flatMap((value, at) => (value === null ? [] : [{ value, at }]));
  const last = dots[dots.length - 1]?.at;
  return svg`<g class="line kind-${kind}${active?.code === code ? " active" : ""}" data-code=${code}>
    ${parts.map((part) => svg`<polyline points=${part.map(({ at, value }) => `${x(at)},${y(value)}`).join(" ")}></polyline>`)}
    ${dots.map(({ at, value }) => svg`<circle class="dot" cx=${x(at)} cy=${y(value)} r=${active?.code === code && active.at === at ? 6 : 3.5}></circle>
      <circle class="target" part="dot" role="img" tabindex=${at === last ? "0" : "-1"} data-at=${at} cx=${x(at)} cy=${y(value)} r="11" aria-label=${said(code, at)}
        @pointerenter=${() => point(code, at)} @click=${() => point(code, at)} @focus=${() => point(code, at)}
        @keydown=${(/** @type {KeyboardEvent} */ event) => key(event, code, at)}></circle>`)}
  </g>`;
}

/** Names at the ends of the lines. @param {Chart} chart @param {ReturnType<typeof frame>} made */
function labels({ lines }, { top, height, bottom, width, right, x, y }) {
  const ends = lines.flatMap((line) => {
    const at = lastOf(line.values);
    return at < 0 ? [] : [{ line, at, value: Number(line.values[at]) }];
  });
  const placed = spread(ends.map(({ value }) => y(value)), LABEL, top, height - bottom);
  const from = width - right + 2;
  return ends.map(
    ({ line, at, value }, i) => svg`<line class="lead kind-${line.kind}" x1=${x(at) + 5} x2=${from + 4} y1=${y(value)} y2=${placed[i]}></line>
      <text class="end kind-${line.kind}" x=${from + 7} y=${placed[i] + 4}>${line.label}</text>`,
  );
}

/** The last place with a value; -1 where there is none. @param {(number | null)[]} values */
function lastOf(values) {
  for (let at = values.length - 1; at >= 0; at--) if (values[at] !== null) return at;
  return -1;
}
