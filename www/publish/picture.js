/** Pictures of a ranking and of the years, as SVG by attributes alone: they are the same in a page, in a document and on paper. */
import { say } from "../elements/language.js";
import { number, periodName } from "../elements/format.js";
import { pieces, spread } from "../trend/layout.js";
import { messageOf } from "./content.js";
import { markup } from "./markup.js";
import { THEMES } from "./themes.js";

/** @typedef {import("./content.js").Content} Content */
/** @typedef {import("./markup.js").Part} Part */

const WIDTH = 720;
const EDGE = 20;
const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** More rows than this are not drawn. */
const MOST_ROWS = 50;

/** More lines than this are not drawn. */
const MOST_LINES = 40;

/** Lines with a name at the end. */
const NAMED = 6;

/** The width of a text in letters of its size: Chinese ones take one, others about half. @param {string} text */
const widthOf = (text) => [...text].reduce((sum, sign) => sum + (/[\u1100-\u115f\u2e80-\uffdc]/.test(sign) ? 1 : 0.56), 0);

/** A text cut to a width. @param {string} text @param {number} most */
function cut(text, most) {
  if (widthOf(text) <= most) return text;
  let kept = "";
  for (const sign of text) {
    if (widthOf(kept + sign) > most - 1) break;
    kept += sign;
  }
  return `${kept}…`;
}

/** A text in lines of a width: broken between words, and between Chinese letters. @param {string} text @param {number} most */
function broken(text, most) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of text.match(/[\u2e80-\uffdc]|[^\u2e80-\uffdc\s]+\s*|\s+/g) ?? []) {
    if (line && widthOf(line + word.trimEnd()) > most) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += word;
  }
  return [...lines, line.trimEnd()].filter(Boolean);
}

/** @param {number} x @param {number} y @param {number} size @param {string} fill @param {string | number} text @param {{ anchor?: string, weight?: string }} [more] */
const words = (x, y, size, fill, text, { anchor = "start", weight = "normal" } = {}) =>
  markup`<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" text-anchor="${anchor}" font-weight="${weight}">${text}</text>`;

/** Coordinates with one decimal. @param {number} value */
const round = (value) => Math.round(value * 10) / 10;

/** What stands below every picture: whom the figures are from, who publishes, when. @param {Content} content @param {string} date */
const footOf = ({ source, publisher, words: said }, date) => [source && `${said.source}${said.colon}${source}`, publisher && `${said.publisher}${said.colon}${publisher}`, `${said.date}${said.colon}${date}`].filter(Boolean);

/**
 * A picture with its head and foot.
 * @param {Content} content @param {{ date: string, heading: string, sub: string, height: number, body: (top: number) => Part }} what
 */
function picture(content, { date, heading, sub, height, body }) {
  const theme = THEMES[content.theme];
  const head = broken(heading, (WIDTH - 2 * EDGE) / 20);
  const below = broken(sub, (WIDTH - 2 * EDGE) / 12);
  const foot = footOf(content, date).flatMap((text) => broken(String(text), (WIDTH - 2 * EDGE) / 11.5));
  const top = EDGE + 26 * head.length + 18 * below.length + 10;
  const whole = top + height + 16 * foot.length + EDGE;
  return `${markup`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${whole}" viewBox="0 0 ${WIDTH} ${whole}" role="img" aria-label="${heading}" font-family="${FONT}">
<title>${heading}</title>
<rect width="${WIDTH}" height="${whole}" fill="${theme.ground}"/>
${head.map((line, i) => words(EDGE, EDGE + 20 + 26 * i, 20, theme.ink, line, { weight: "bold" }))}
${below.map((line, i) => words(EDGE, EDGE + 26 * head.length + 14 + 18 * i, 12, theme.muted, line))}
${body(top)}
${foot.map((line, i) => words(EDGE, top + height + 16 * (i + 1), 11, theme.muted, line))}
</svg>
`}`;
}

/** The pieces of a bar: what each part adds, where all add and together are the score. @param {Content["rows"][0]} row @param {Content["parts"]} parts */
export function barOf({ score, parts: adds }, parts) {
  const added = parts.map(({ id }) => adds?.[id] ?? 0);
  return adds && parts.length > 1 && added.every((each) => each >= 0) ? added : [score ?? 0];
}

/** The scale of the bars of a ranking. @param {Content["rows"]} rows */
export const scaleOf = (rows) => ({ least: Math.min(0, ...rows.map(({ score }) => score ?? 0)), most: Math.max(0, ...rows.map(({ score }) => score ?? 0)) });

/** The rows of a picture: the first, and the marked one. @param {Content} content */
function shownRows({ rows, unit }) {
  const ranked = rows.filter(({ rank }) => rank !== null);
  const first = ranked.slice(0, MOST_ROWS);
  const own = ranked.find(({ code }) => code === unit);
  return { shown: own && !first.includes(own) ? [...first, own] : first, left: ranked.length - first.length - (own && !first.includes(own) ? 1 : 0) };
}

/** @param {Content} content @param {string} date */
export function rankingSvg(content, date) {
  const { rows, parts, unit, digits, lang, words: said, theme: look } = content;
  const theme = THEMES[look];
  const { shown, left } = shownRows(content);
  const { least, most } = scaleOf(rows);
  const named = Math.min(140, 14 * Math.max(3, ...shown.map((row) => widthOf(say(row.unit, lang)))) + 8);
  const from = EDGE + 30 + named;
  const room = WIDTH - from - EDGE - 56;
  const x = (/** @type {number} */ value) => round(from + (room * (value - least)) / (most - least || 1));
  const divided = shown.some((row) => barOf(row, parts).length > 1);
  const legend = divided ? 22 : 0;
  /** @param {Content["rows"][0]} row @param {number} y */
  const line = (row, y) => {
    const own = row.code === unit;
    let at = 0;
    const bar = barOf(row, parts).map((piece, i) => {
      const [a, b] = [x(Math.min(at, at + piece)), x(Math.max(at, at + piece))];
      at += piece;
      return markup`<rect x="${a}" y="${y - 11}" width="${round(b - a)}" height="14" fill="${own && !divided ? theme.marked : theme.parts[i % theme.parts.length]}"/>`;
    });
    return markup`${words(EDGE + 22, y, 13, own ? theme.marked : theme.muted, Number(row.rank), { anchor: "end" })}${words(EDGE + 30, y, 13, own ? theme.marked : theme.ink, cut(say(row.unit, lang), named / 13.5), { weight: own ? "bold" : "normal" })}${bar}${words(x(Math.max(at, 0)) + 6, y, 13, own ? theme.marked : theme.ink, number(Number(row.score), digits, lang), { weight: own ? "bold" : "normal" })}`;
  };
  /** @param {number} top */
  const key = (top) => {
    let at = from;
    const each = (WIDTH - EDGE - from) / parts.length;
    return parts.map(({ name }, i) => {
      const text = cut(say(name, lang), Math.max(2, (each - 22) / 12));
      const made = markup`<rect x="${round(at)}" y="${top - 1}" width="10" height="10" fill="${theme.parts[i % theme.parts.length]}"/>${words(round(at + 14), top + 8, 12, theme.muted, text)}`;
      at += Math.min(each, 30 + 12 * widthOf(text));
      return made;
    });
  };
  const sub = said.ranked(rows.filter(({ rank }) => rank !== null).length) + (left > 0 ? said.more(left) : "");
  return picture(content, {
    ...{ date, heading: messageOf(content), sub, height: legend + 22 * shown.length + 8 },
    body: (top) => [divided ? key(top) : "", shown.map((row, i) => line(row, top + legend + 16 + 22 * i))],
  });
}

/** The units whose lines are named: the marked one, and the first of the newest period with a rank. @param {NonNullable<Content["years"]>} years @param {string | null} unit */
function namedUnits(years, unit) {
  const newest = [...years.periods].reverse().find(({ period }) => years.rows.some((row) => row.period === period && row.rank !== null));
  const ranked = years.rows.filter((row) => row.period === newest?.period && row.rank !== null).sort((a, b) => Number(a.rank) - Number(b.rank));
  return [...new Set([...(unit ? [unit] : []), ...ranked.map(({ code }) => code)])].slice(0, NAMED);
}

/** The years in which somebody has a rank. @param {NonNullable<Content["years"]>} years */
function rankedYears(years) {
  const ranked = new Set(years.rows.filter(({ rank }) => rank !== null).map(({ period }) => period));
  const periods = years.periods.filter(({ period }) => ranked.has(period));
  return periods.length > 1 ? { ...years, periods, rows: years.rows.filter(({ period }) => ranked.has(period)) } : null;
}

/** Marks of an axis of ranks. @param {number} last */
function rankMarks(last) {
  const step = last > 60 ? 20 : last > 24 ? 5 : last > 10 ? 3 : 1;
  const inside = Array.from({ length: Math.floor(last / step) }, (_, i) => (i + 1) * step).filter((rank) => rank > 1 && rank < last - step / 2);
  return [...new Set([1, ...inside, last])];
}

/** The ranks of the years as lines; nothing where there is one period. @param {Content} content @param {string} date @returns {string | null} */
export function trendSvg(content, date) {
  const { unit, lang, words: said, theme: look } = content;
  const years = content.years && rankedYears(content.years);
  if (!years) return null;
  const theme = THEMES[look];
  const names = namedUnits(years, unit);
  const codes = [...new Set(years.rows.map(({ code }) => code))];
  const drawn = codes.length > MOST_LINES ? names : [...codes.filter((code) => !names.includes(code)), ...names];
  const series = drawn.map((code) => ({ code, rows: years.rows.filter((row) => row.code === code) }));
  const last = Math.max(1, ...series.flatMap(({ rows }) => rows.map(({ rank }) => rank ?? 1)));
  const height = Math.max(260, Math.min(520, 16 * last)) + 30;
  const ends = Math.min(170, 13 * Math.max(3, ...series.filter(({ code }) => names.includes(code)).map(({ rows }) => widthOf(say(rows[0].unit, lang)) + 2)) + 10);
  const [left, right] = [EDGE + 26, WIDTH - EDGE - ends];
  const x = (/** @type {number} */ at) => round(left + ((right - left) * at) / Math.max(1, years.periods.length - 1));
  const comparable = years.periods.map((period) => period.comparable);
  const colour = (/** @type {string} */ code) => (code === unit ? theme.marked : names.includes(code) ? theme.parts[names.indexOf(code) % theme.parts.length] : theme.line);
  return picture(content, {
    ...{ date, heading: `${content.index}${said.colon}${said.trendTitle}`, sub: said.trendNote, height },
    body: (top) => {
      const y = (/** @type {number} */ rank) => round(top + 10 + ((height - 50) * (rank - 1)) / Math.max(1, last - 1));
      const every = Math.ceil(years.periods.length / 12);
      const placed = spread(names.map((code) => endOf(series, code, y)), 15, top + 6, top + height - 36);
      return [
        rankMarks(last).map((rank) => markup`<line x1="${left}" x2="${right}" y1="${y(rank)}" y2="${y(rank)}" stroke="${theme.line}" stroke-width="0.5"/>${words(left - 8, y(rank) + 4, 11, theme.muted, rank, { anchor: "end" })}`),
        years.periods.map(({ period }, at) => ((years.periods.length - 1 - at) % every ? "" : words(x(at), top + height - 12, 11, theme.muted, periodName(period, "en"), { anchor: "middle" }))),
        series.map(({ code, rows }) => lineOf(rows, comparable, x, y, colour(code), names.includes(code) ? 2.2 : 1)),
        names.map((code, i) => words(right + 8, placed[i] + 4, 12, code === unit ? theme.marked : theme.ink, cut(nameOf(series, code, lang), ends / 12.5), { weight: code === unit ? "bold" : "normal" })),
      ];
    },
  });
}

/** @typedef {{ code: string, rows: NonNullable<Content["years"]>["rows"] }[]} Series */

/** @param {Series} series @param {string} code @param {(rank: number) => number} y */
const endOf = (series, code, y) => y(Number([...(series.find((each) => each.code === code)?.rows ?? [])].reverse().find(({ rank }) => rank !== null)?.rank ?? 1));

/** The name at the end of a line, with the last rank. @param {Series} series @param {string} code @param {"zh" | "en"} lang */
function nameOf(series, code, lang) {
  const rows = series.find((each) => each.code === code)?.rows ?? [];
  const last = [...rows].reverse().find(({ rank }) => rank !== null);
  return `${say(rows[0].unit, lang)} ${last?.rank ?? ""}`.trim();
}

/** @param {Series[0]["rows"]} rows @param {(boolean | null)[]} comparable @param {(at: number) => number} x @param {(rank: number) => number} y @param {string} colour @param {number} thick */
const lineOf = (rows, comparable, x, y, colour, thick) =>
  pieces(rows.map(({ rank }) => rank), comparable).map((piece) =>
    piece.length > 1
      ? markup`<polyline fill="none" stroke="${colour}" stroke-width="${thick}" points="${piece.map(({ at, value }) => `${x(at)},${y(value)}`).join(" ")}"/>`
      : markup`<circle cx="${x(piece[0].at)}" cy="${y(piece[0].value)}" r="${thick + 0.6}" fill="${colour}"/>`,
  );

/** The size of a picture. @param {string} svg */
export function sizeOf(svg) {
  const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

