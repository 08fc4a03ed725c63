/** The text with every figure marked in place, the list beside it, the reader's questions, and the numbers that are no figures. */

import { html, nothing } from "../elements/index.js";
import { exactOf } from "./shown.js";
import { linesOf } from "./pages.js";

/** @typedef {import("./element.js").InnodexReport} Host */
/** @typedef {import("./reports.js").Report} Report */
/** @typedef {import("./items.js").Item} Item */

/** How many questions, and numbers that are no figures, are listed. */
const MOST = 200;

/** What the keys of a figure do. @param {Host} element @param {KeyboardEvent} event */
function pressed(element, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: () => element.step(1),
    ArrowLeft: () => element.step(-1),
    a: () => element.decide("accept"),
    r: () => element.decide("reject"),
    u: () => element.reports.undo(),
    Enter: () => element.focusOn(".chosen input"),
  };
  const act = keys[event.key] ?? keys[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
}

/** @param {Host} element @param {Report} report */
export function textView(element, report) {
  const { words, pages } = element;
  const page = pages[Math.min(element.page, pages.length - 1)];
  const lines = linesOf(report.text, report.items, page);
  const shown = report.items.filter(({ start, end }) => end > page.from && start < page.to);
  const entry = shown.some(({ id }) => id === element.chosen) ? element.chosen : shown[0]?.id;
  return html`<section class="text" tabindex="-1" part="text" aria-label=${words.text(report.name)}>
    <p class="quiet">${words.keys}</p>
    ${pager(element, pages.length)}
    <div class="lines" @keydown=${(/** @type {KeyboardEvent} */ event) => pressed(element, event)}>
      ${lines.map(({ at, parts }) => html`<p data-at=${at}>${parts.map((part) => (typeof part === "string" ? part : figure(element, part, entry)))}</p>`)}
    </div>
    ${pager(element, pages.length)} ${marking(element)}
  </section>`;
}

/**
 * A figure in its place; of several of one place the later ones as a sign behind the first.
 * @param {Host} element @param {{ item: Item, again: boolean }} part @param {string | undefined} entry the one that Tab leads to
 */
function figure(element, { item, again }, entry) {
  const { words } = element;
  const chosen = item.id === element.chosen;
  return html`<button
    type="button"
    class="figure ${item.status} ${again ? "again" : ""}"
    part="figure"
    data-id=${item.id}
    tabindex=${item.id === entry ? 0 : -1}
    aria-pressed=${chosen}
    aria-label=${[item.text, words.statuses[item.status], item.said.subject].filter(Boolean).join(words.comma)}
    @click=${() => element.choose(item.id, true)}
  >${again ? "+" : item.text}</button>`;
}

/** @param {Host} element @param {number} count */
function pager(element, count) {
  const { words, page } = element;
  if (count < 2) return nothing;
  const turn = (/** @type {number} */ by) => {
    element.page = page + by;
    element.chosen = "";
  };
  return html`<div class="controls" role="group" aria-label=${words.pages}>
    <button type="button" part="button" ?disabled=${page === 0} @click=${() => turn(-1)}>${words.earlier}</button>
    <span>${words.page(page + 1, count)}</span>
    <button type="button" part="button" ?disabled=${page >= count - 1} @click=${() => turn(1)}>${words.later}</button>
  </div>`;
}

/** Where in the text a place of the page is; -1 where it is not in the text. @param {Node | null} node @param {number} offset */
function placeOf(node, offset) {
  const line = /** @type {HTMLElement | null} */ (node && (node instanceof Element ? node : node.parentElement)?.closest("p[data-at]"));
  if (!line) return -1;
  let at = Number(line.dataset.at);
  for (const child of line.childNodes) {
    const again = child instanceof Element && child.classList.contains("again");
    if (child === node || child.contains(node)) return again ? at : at + (node?.nodeType === Node.TEXT_NODE ? offset : 0);
    if (child.nodeType !== Node.COMMENT_NODE && !again) at += child.textContent?.length ?? 0;
  }
  return at;
}

/** The part of the text that a person has selected, within a line. @param {Host} element */
function selected(element) {
  const root = /** @type {any} */ (element.renderRoot);
  /** @type {Selection | null} */
  const selection = root.getSelection?.() ?? getSelection();
  if (!selection || selection.isCollapsed) return null;
  const [one, other] = [placeOf(selection.anchorNode, selection.anchorOffset), placeOf(selection.focusNode, selection.focusOffset)];
  return one < 0 || other < 0 || one === other ? null : { start: Math.min(one, other), end: Math.max(one, other) };
}

/** @param {Host} element */
function marking(element) {
  const { words } = element;
  const marked = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const field = /** @type {any} */ (event.target).elements.missed;
    const typed = field.value.trim();
    const part = typed ? null : selected(element);
    if (part) element.markAt(part.start, part.end);
    else element.mark(typed);
    field.value = "";
  };
  return html`<form class="marking" part="mark" @submit=${marked}>
    <label>${words.mark} <input type="text" name="missed" size="12" placeholder=${words.markHint} /></label>
    <button type="submit" part="button">${words.markButton}</button>
  </form>`;
}

/** The figures of the page as a table. @param {Host} element @param {Report} report */
export function listView(element, report) {
  const { words, pages, language: lang } = element;
  const page = pages[Math.min(element.page, pages.length - 1)];
  const shown = report.items.filter(({ start, end }) => end > page.from && start < page.to);
  return html`<div class="list" part="list" role="region" tabindex="0" aria-label=${words.list}>
    <table part="table">
      <caption><strong>${words.list}</strong></caption>
      <thead>
        <tr>
          <th scope="col">${words.subject}</th>
          <th scope="col" class="number">${words.figure}</th>
          <th scope="col">${words.kind}</th>
          <th scope="col">${words.status}</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          (item) => html`<tr part="row" class=${item.id === element.chosen ? "selected" : nothing}>
            <th scope="row"><button type="button" class="link" @click=${() => element.choose(item.id, true)}>${item.said.subject || item.text}</button></th>
            <td class="number">${exactOf(item.said, lang) || item.text}</td>
            <td>${words.kindNames[item.said.kind]}</td>
            <td class=${item.status}>${words.statuses[item.status]}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** @param {Host} element @param {Report} report */
export function questionsView(element, report) {
  const { words, language: lang } = element;
  if (!report.questions.length) return nothing;
  return html`<section class="questions" part="questions">
    <h3>${words.questions}${words.aside(String(report.questions.length))}</h3>
    <p class="quiet">${words.questionsLead}</p>
    <ul>
      ${report.questions.slice(0, MOST).map(
        ({ items, message, answer }, i) => html`<li>
          <p>${message[lang]}</p>
          <p class="controls">
            ${items.map((id) => link(element, report, id))}
            <label>${words.answer} <input type="text" .value=${answer} @change=${(/** @type {any} */ { target }) => element.reports.answer(report.id, i, target.value.trim())} /></label>
          </p>
        </li>`,
      )}
    </ul>
    ${report.questions.length > MOST ? html`<p class="quiet">${words.more(report.questions.length - MOST)}</p>` : nothing}
  </section>`;
}

/** @param {Host} element @param {Report} report @param {string} id */
function link(element, report, id) {
  const item = report.items.find((each) => each.id === id);
  return item ? html`<button type="button" part="button" class=${item.status} @click=${() => element.choose(id, true)}>${item.text}</button>` : nothing;
}

/** @param {Host} element @param {Report} report */
export function skippedView(element, report) {
  const { words, language: lang } = element;
  if (!report.skipped.length) return nothing;
  const rule = (/** @type {string} */ name) => report.rules.find((each) => each.name === name)?.[lang] ?? name;
  return html`<details part="skipped">
    <summary>${words.skipped}${words.aside(String(report.skipped.length))}</summary>
    <ul class="plain">
      ${report.skipped.slice(0, MOST).map(
        (each) => html`<li>
          <b>${each.text}</b> <span class="quiet">${rule(each.rule)}</span>
          <button type="button" part="button" aria-label=${`${words.asFigure}${words.colon}${each.text}`} @click=${() => element.markAt(each.start, each.end)}>${words.asFigure}</button>
        </li>`,
      )}
    </ul>
    ${report.skipped.length > MOST ? html`<p class="quiet">${words.more(report.skipped.length - MOST)}</p>` : nothing}
  </details>`;
}
