import { html, nothing, number, option } from "../elements/index.js";
import { isWhole, keptOf, keyOf, newExpert, pairsOf, saidBy, SCALE, sumOf } from "./judging.js";
import { nameOf, percent } from "./names.js";
import { find } from "./tree.js";

/** @typedef {import("./element.js").InnodexWorkbench} InnodexWorkbench */
/** @typedef {import("./judging.js").Judging} Judging */

/** Judgements of pairs, or points, of the children of a group; and the weights that follow. @param {InnodexWorkbench} element */
export function judgingView(element) {
  const judging = /** @type {Judging} */ (element.judging);
  const { workbench, words: { judging: words } } = element;
  const group = find(workbench.framework.tree, judging.group);
  if (!group) return nothing;
  const name = nameOf(element, group);
  const set = (/** @type {Judging} */ next) => element.judgeBy(next);
  const { experts, ids, method } = judging;
  return html`<section class="judging" role="group" aria-label=${words[method](name)} @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && element.endJudging()}>
    <h3 tabindex="-1">${words[method](name)}</h3>
    <p class="quiet">${method === "ahp" ? words.ahpHint : words.pointsHint}</p>
    ${experts.map((_, at) => html`<fieldset>
      <legend>${words.expert(at + 1)}</legend>
      ${method === "ahp" ? pairs(element, judging, at) : points(element, judging, at)}
      ${experts.length > 1 ? html`<button type="button" part="button" @click=${() => set({ ...judging, experts: experts.filter((__, i) => i !== at) })}>${words.removeExpert(words.expert(at + 1))}</button>` : nothing}
    </fieldset>`)}
    <div class="actions">
      <button type="button" part="button" @click=${() => set({ ...judging, experts: [...experts, newExpert(ids)] })}>${words.addExpert}</button>
    </div>
    ${resultView(element, judging, name)}
  </section>`;
}

/** @param {InnodexWorkbench} element @param {string} id */
const named = (element, id) => nameOf(element, find(element.workbench.framework.tree, id) ?? { id });

/** @param {InnodexWorkbench} element @param {Judging} judging @param {number} at */
function pairs(element, judging, at) {
  const { words: { judging: words } } = element;
  const expert = judging.experts[at];
  return pairsOf(judging.ids).map(([a, b]) => {
    const [first, second] = [named(element, a), named(element, b)];
    const now = expert.pairs[keyOf(a, b)] ?? 1;
    const label = (/** @type {number} */ value) => (value === 1 ? words.equal : value > 1 ? words.than(first, second, value) : words.than(second, first, Math.round(1 / value)));
    return html`<label class="pair">${words.pair(first, second)}
      <select part="select" @change=${(/** @type {any} */ { target }) => element.judgeBy(saidBy(judging, at, (each) => ({ ...each, pairs: { ...each.pairs, [keyOf(a, b)]: SCALE[Number(target.value)] } })))}>
        ${SCALE.map((value, nth) => option(String(nth), label(value), value === now))}
      </select></label>`;
  });
}

/** @param {InnodexWorkbench} element @param {Judging} judging @param {number} at */
function points(element, judging, at) {
  const { words: { judging: words }, language: lang } = element;
  const expert = judging.experts[at];
  const sum = sumOf(expert, judging.ids);
  return html`<div class="fields">
      ${judging.ids.map((id) => html`<label>${named(element, id)} <input type="number" min="0" max="100" step="any" .value=${String(expert.points[id] ?? 0)} aria-label=${words.pointsOf(words.expert(at + 1), named(element, id))} @change=${(/** @type {any} */ { target }) => element.judgeBy(saidBy(judging, at, (each) => ({ ...each, points: { ...each.points, [id]: Math.max(0, Number(target.value) || 0) } })))} /></label>`)}
    </div>
    ${sum === 100 ? nothing : html`<p role="status" class="doubtful">${words.sum(number(sum, Number.isInteger(sum) ? 0 : 1, lang))}</p>`}`;
}

/** @param {InnodexWorkbench} element @param {Judging} judging @param {string} name */
function resultView(element, judging, name) {
  const { workbench, words: { judging: words }, language: lang } = element;
  const label = words.labels[judging.method](name);
  const close = html`<button type="button" part="button" @click=${() => element.endJudging()}>${words.close}</button>`;
  const { outcome: result } = element;
  if (!result || (judging.method === "points" && !isWhole(judging))) return html`<div class="actions">${close}</div>`;
  const { weights, ratio, triple, spread } = result;
  const use = () => {
    element.act(label, () => workbench.weights({ [judging.group]: weights }, label, keptOf(judging)));
    element.endJudging();
  };
  return html`<div class="outcome">
      <p><strong>${words.result}</strong></p>
      <ul>${judging.ids.map((id) => html`<li>${named(element, id)} <output>${percent(weights[id] ?? 0, lang)}</output>${spread[id] === null || spread[id] === undefined ? nothing : html` <span class="quiet">${words.spread(number(/** @type {number} */ (spread[id]), 1, lang))}</span>`}</li>`)}</ul>
      ${ratio === null ? nothing : html`<p role="status" class=${ratio > 0.1 ? "doubtful" : "quiet"}>${words.ratio(number(ratio, 3, lang), ratio <= 0.1)}</p>`}
      ${ratio !== null && ratio > 0.1 && triple.length ? html`<p class="quiet">${words.triple(triple.map((id) => named(element, id)))}</p>` : nothing}
    </div>
    <div class="actions">
      <button type="button" class="main" part="button" @click=${use}>${words.use}</button>
      ${close}
    </div>`;
}
