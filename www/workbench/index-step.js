import { html, nothing, problemView, say } from "../elements/index.js";
import { columnsOf } from "./framework.js";
import { judgingView } from "./judging-view.js";
import { liveView } from "./live-view.js";
import { marksOf } from "./marks.js";
import { methodsView } from "./methods-view.js";
import { nameOf } from "./names.js";
import { treeView } from "./tree-view.js";
import { find } from "./tree.js";

/** @typedef {import("./element.js").InnodexWorkbench} InnodexWorkbench */

/** The second step: data, tree and live ranking side by side; methods and presets below. @param {InnodexWorkbench} element */
export function indexStep(element) {
  const { workbench, live, words } = element;
  const marks = marksOf(workbench.framework, live.findings);
  return html`<section class="step" aria-label=${words.index.title}>
    <h2>${words.index.title}</h2>
    ${element.judging ? judgingView(element) : nothing}
    <div class="desk">
      ${poolView(element)}
      <div class="middle">
        ${treeView({ element, marks, faulty: element.fault.node ?? "", unconfirmed: new Set(workbench.unconfirmed), untargeted: new Set(workbench.untargeted) })}
        ${element.fault.problem && !element.fault.node && !element.fault.step ? problemView(element.fault.problem, element.language) : nothing}
        ${presetsView(element)} ${methodsView(element)}
      </div>
      ${liveView(element, marks.get("") ?? [])}
    </div>
  </section>`;
}

/** The columns of the data, to be pressed or dragged into the tree. @param {InnodexWorkbench} element */
function poolView(element) {
  const { workbench, words: { index: words }, language: lang, search } = element;
  const used = new Set(workbench.framework.indicators.flatMap(columnsOf));
  const wanted = search.trim().toLowerCase();
  const columns = workbench.columns.filter(({ id, name }) => !wanted || `${id} ${name.zh} ${name.en}`.toLowerCase().includes(wanted));
  const target = find(workbench.framework.tree, workbench.target) ?? workbench.framework.tree;
  const group = nameOf(element, target);
  const left = columns.filter(({ id }) => !used.has(id));
  return html`<div class="pool">
    <h3 id="pool">${words.pool}</h3>
    <p class="quiet">${words.poolHint}</p>
    ${workbench.columns.length > 8 ? html`<label class="search"><span class="said">${words.search}</span><input type="search" placeholder=${words.search} .value=${search} @input=${(/** @type {any} */ { target: field }) => (element.search = field.value)} /></label>` : nothing}
    <p class="into">${words.into} <strong>${group}</strong></p>
    <ul class="columns" aria-labelledby="pool" tabindex="0">
      ${columns.map(
        ({ id, name, measure }) => html`<li draggable="true" @dragstart=${(/** @type {DragEvent} */ event) => element.drag({ column: id }, event)}>
          <button type="button" class="plus" data-column=${id} aria-label=${words.add(say(name, lang), group)} @click=${() => element.addColumns([id])}>＋</button>
          <span>${say(name, lang)} <span class="quiet">${measure}${used.has(id) ? html` · ${words.used}` : nothing}</span></span>
        </li>`,
      )}
    </ul>
    ${left.length > 1 ? html`<button type="button" part="button" @click=${() => element.addColumns(left.map(({ id }) => id))}>${words.addAll(left.length)}</button>` : nothing}
  </div>`;
}

/** Named weights. @param {InnodexWorkbench} element */
function presetsView(element) {
  const { workbench, words: { index: words }, language: lang } = element;
  const presets = workbench.framework.presets ?? [];
  if (!workbench.framework.indicators.length) return nothing;
  const add = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (/** @type {HTMLFormElement} */ (event.target).elements.namedItem("preset"));
    const name = field.value.trim();
    if (!name) return field.focus();
    element.act(words.labels.preset, () => workbench.addPreset({ zh: name, en: name }, words.labels.preset));
    field.value = "";
  };
  return html`<details class="presets" ?open=${presets.length > 0}>
    <summary>${words.presets}</summary>
    ${presets.length
      ? html`<ul>
          ${presets.map(({ id, name }) => {
            const said = name ? say(name, lang) : id;
            return html`<li>
              <button type="button" part="button" @click=${() => element.usePreset(id)}>${words.presetUse(said)}</button>
              <button type="button" class="plain" aria-label=${words.presetRemove(said)} @click=${() => element.act(words.labels.preset, () => workbench.removePreset(id, words.labels.preset))}>×</button>
            </li>`;
          })}
        </ul>`
      : nothing}
    <form class="fields" @submit=${add}>
      <label>${words.presetName} <input type="text" name="preset" /></label>
      <button type="submit" part="button">${words.presetAdd}</button>
    </form>
  </details>`;
}
