import { html, nothing } from "../elements/index.js";

/** The first view: the example, a blank project, a saved one, or the kept one. @param {import("./element.js").InnodexWorkbench} element */
export function startView(element) {
  const { words } = element;
  const card = (/** @type {unknown} */ button, /** @type {string} */ hint) => html`<li class="card">${button}<p class="quiet">${hint}</p></li>`;
  const button = (/** @type {string} */ name, /** @type {() => unknown} */ work, main = false) => html`<button type="button" part="button" class=${main ? "main" : ""} @click=${work}>${name}</button>`;
  return html`<section class="start">
    <h2>${words.start}</h2>
    <p>${words.startHint}</p>
    <ul class="cards">
      ${card(button(words.blank, () => element.blank(), true), words.blankHint)} ${card(button(words.example, () => element.example()), words.exampleHint)} ${card(element.opener(), words.openHint)}
      ${element.restorable === null ? nothing : card(button(words.restore, () => element.openText(/** @type {string} */ (element.restorable))), words.restoreHint)}
    </ul>
  </section>`;
}
