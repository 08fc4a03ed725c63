/** The style sheets of a publication: files of their own, for `style-src 'self'` refuses what stands in a page. */
import { THEMES } from "./themes.js";

const FONT = 'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** Of the plain ranking: small, by class names of its own, so that it disturbs no page that it is pasted into. @param {"default" | "red" | "dark"} name */
export function staticCss(name) {
  const { ink, muted, line, accent, marked, more } = THEMES[name];
  return `.ix-static { color: ${ink}; font: 15px/1.5 ${FONT}; overflow-x: auto; }
.ix-static .ix-message { font-size: 20px; line-height: 1.35; margin: 0 0 4px; }
.ix-static .ix-note, .ix-static .ix-legend { color: ${muted}; font-size: 13px; margin: 4px 0 8px; }
.ix-static .ix-legend span { margin-right: 12px; white-space: nowrap; }
.ix-static table { border-collapse: collapse; font-size: 14px; width: 100%; }
.ix-static caption { color: ${muted}; font-size: 13px; padding: 4px 0; text-align: left; }
.ix-static th, .ix-static td { border-bottom: 1px solid ${line}; padding: 5px 10px 5px 0; text-align: left; vertical-align: middle; }
.ix-static thead th { color: ${accent}; font-size: 13px; font-weight: 600; }
.ix-static tbody th { font-weight: 500; white-space: nowrap; }
.ix-static .ix-rank, .ix-static .ix-score, .ix-static .ix-part { font-variant-numeric: tabular-nums; text-align: right; }
.ix-static .ix-part { color: ${muted}; }
.ix-static .ix-bar { padding-left: 6px; width: 34%; }
.ix-static td svg { display: block; height: 14px; min-width: 90px; width: 100%; }
.ix-static .ix-marked th, .ix-static .ix-marked b { color: ${marked}; }
.ix-static .ix-marked { background: ${more.selected ?? "#fff6ea"}; }
@media (max-width: 560px) { .ix-static .ix-part { display: none; } .ix-static .ix-bar { width: 45%; } }
@media print { .ix-static { overflow: visible; } .ix-static thead { display: table-header-group; } .ix-static tr { break-inside: avoid; } }
`;
}

/** Of the pages: the frame around the elements, and their colours. @param {"default" | "red" | "dark"} name */
export function pageCss(name) {
  const { ground, ink, muted, line, accent, accentInk, parts, more } = THEMES[name];
  const own = { ink, muted, line, accent, "accent-ink": accentInk, size: "15px", ...Object.fromEntries(parts.map((part, i) => [`part-${i + 1}`, part])), ...more };
  return `:root { color-scheme: ${name === "dark" ? "dark" : "light"}; ${Object.entries(own).map(([property, value]) => `--innodex-${property}: ${value};`).join(" ")} }
* { box-sizing: border-box; }
body { background: ${ground}; color: ${ink}; font: 15px/1.6 ${FONT}; margin: 0; }
body.frame main { max-width: none; padding: 8px 12px; }
.hidden { clip-path: inset(50%); height: 1px; margin: 0; overflow: hidden; position: absolute; white-space: nowrap; width: 1px; }
header, main, footer { margin: 0 auto; max-width: 1000px; padding: 0 20px; }
header { border-bottom: 3px solid ${accent}; margin-top: 28px; padding-bottom: 12px; }
h1 { font-size: 26px; line-height: 1.3; margin: 0; }
h2 { font-size: 19px; margin: 36px 0 10px; }
header p, footer { color: ${muted}; font-size: 13px; }
header p { margin: 6px 0 0; }
header p.lead { color: ${ink}; font-size: 18px; }
main { padding-top: 20px; }
main > section, innodex-model > section { margin: 0 0 32px; }
innodex-model { display: block; }
a { color: ${accent}; }
footer { border-top: 1px solid ${line}; margin-top: 28px; padding-bottom: 36px; padding-top: 12px; }
footer dl { display: grid; gap: 2px 14px; grid-template-columns: max-content 1fr; margin: 10px 0; }
footer dt { font-weight: 600; }
footer dd { margin: 0; overflow-wrap: anywhere; }
ul.downloads { display: flex; flex-wrap: wrap; gap: 6px 18px; list-style: none; margin: 10px 0; padding: 0; }
img { height: auto; max-width: 100%; }
.scroll { overflow-x: auto; }
.note table { border-collapse: collapse; font-size: 14px; width: 100%; }
.note th, .note td { border: 1px solid ${line}; padding: 5px 8px; text-align: left; vertical-align: top; }
.note th, .note td:first-child { white-space: nowrap; }
.note table.findings td:first-child { white-space: normal; width: 45%; }
.note td.number { font-variant-numeric: tabular-nums; text-align: right; white-space: nowrap; }
pre { border: 1px solid ${line}; max-height: 260px; overflow: auto; padding: 10px; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 560px) { header, main, footer { padding-left: 14px; padding-right: 14px; } h1 { font-size: 21px; } footer dl { grid-template-columns: 1fr; } footer dd { margin-bottom: 6px; } }
@media print { ul.downloads { display: none; } main { max-width: none; } h2 { break-after: avoid; } }
${staticCss(name)}`;
}
