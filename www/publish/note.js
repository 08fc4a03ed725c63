/** The method note: how the index is made, of which figures, what the audit found and what is said to it. */
import { number } from "../elements/format.js";
import { attribute, markup } from "./markup.js";
import { sourcesTable, treeTable } from "./tables.js";

/** @typedef {import("./content.js").Content} Content */
/** @typedef {import("./markup.js").Part} Part */

/** A table with its name; the first line is its head. @param {string} name @param {(string | number | null)[][]} lines @param {(value: number) => string} written @param {string} [kind] */
const table = (name, [head, ...lines], written, kind = "") => markup`<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table${attribute("class", kind)}>
<thead><tr>${head.map((each) => markup`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${lines.map((line) => markup`
<tr>${line.map((each) => (typeof each === "number" ? markup`<td class="number">${written(each)}</td>` : markup`<td>${each}</td>`))}</tr>`)}
</tbody></table></div>`;

/** The findings of the audit, each with what is said to it. @param {Content} content */
function findings({ audit, words, lang }) {
  const looked = audit.checks.reduce((sum, each) => sum + each.looked_at, 0);
  const intro = markup`<p>${words.checked(looked, audit.remarks.length)}</p>`;
  if (!audit.remarks.length) return markup`${intro}<p>${words.noFindings}</p>`;
  return markup`${intro}${table(words.noteAudit, [[words.finding, words.explanation], ...audit.remarks.map(({ message, explanation }) => [message[lang], explanation?.[lang] ?? words.unanswered])], String, "findings")}`;
}

/** What says which publication this is. @param {Content} content @param {{ date: string, program: string }} made */
export const imprint = ({ words, source, publisher, dataHash }, { date, program }) => markup`<dl>
${[
  [words.publisher, publisher],
  [words.source, source],
  [words.date, date],
  [words.dataHash, dataHash],
  [words.version, program],
]
  .filter(([, value]) => value)
  .map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>
`)}</dl>
<p>${words.frozen}</p>`;

/** The note without the page around it. @param {Content} content */
export function noteBody(content) {
  const { words, audit, lang } = content;
  const share = (/** @type {number} */ value) => `${number(100 * value, 1, lang)}%`;
  return markup`<div class="note">
<h2>${words.noteMethod}</h2>
<p>${audit.note[lang]}</p>
<h2>${words.noteTree}</h2>
${table(words.noteTree, treeTable(content), share)}
<h2>${words.noteSources}</h2>
${table(words.noteSources, sourcesTable(content), String)}
<h2>${words.noteAudit}</h2>
${findings(content)}
</div>`;
}
