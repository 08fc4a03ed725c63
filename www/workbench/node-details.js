import { html, nothing, option, problemView, say } from "../elements/index.js";
import { columnsOf, indicatorOf, overrideOf, targetsOf } from "./framework.js";
import { divisorsOf } from "./guess.js";
import { atOf } from "./marks.js";
import { nameOf } from "./names.js";
import { find, isGroup, parentOf, walk } from "./tree.js";

/** @typedef {import("./element.js").InnodexWorkbench} InnodexWorkbench */
/** @typedef {import("../api/types.js").NodeSpec} NodeSpec */
/** @typedef {import("./marks.js").Mark} Mark */

/** The settings of a node below its row. @param {InnodexWorkbench} element @param {NodeSpec} node @param {Mark[]} marks */
export function nodeDetails(element, node, marks) {
  const { words: { index: words } } = element;
  const problem = element.faulty(node.id);
  return html`<div class="details" role="group" aria-label=${words.details(nameOf(element, node))}>
    ${problem ? problemView(problem, element.language) : nothing}
    ${marksView(element, marks)}
    ${isGroup(node) ? nothing : indicatorFields(element, node)}
    ${names(element, node)}
    ${isGroup(node) ? groupActions(element, node) : nothing}
    ${moving(element, node)}
  </div>`;
}

/** @param {InnodexWorkbench} element @param {NodeSpec} node */
function names(element, node) {
  const { workbench, words: { index: words } } = element;
  const name = /** @type {any} */ (isGroup(node) ? node.name : indicatorOf(workbench.framework, node.id)?.name) ?? { zh: node.id, en: node.id };
  const field = (/** @type {"zh" | "en"} */ lang, /** @type {string} */ label) =>
    html`<label>${label} <input type="text" .value=${name[lang] ?? ""} @change=${(/** @type {any} */ { target }) => target.value.trim() && workbench.rename(node.id, { [lang]: target.value.trim() }, words.labels.rename(nameOf(element, node)))} /></label>`;
  return html`<div class="fields">${field("zh", words.nameZh)} ${field("en", words.nameEn)}</div>`;
}

/** Direction, ratio, treatment and weight of an indicator. @param {InnodexWorkbench} element @param {NodeSpec} node */
function indicatorFields(element, node) {
  const { workbench, words: { index: words } } = element;
  const indicator = indicatorOf(workbench.framework, node.id);
  if (!indicator) return nothing;
  const { id, direction } = indicator;
  const name = nameOf(element, node);
  const doubtful = workbench.unconfirmed.includes(id);
  const side = (/** @type {1 | -1} */ each, /** @type {string} */ label) => html`<button type="button" part="segment" aria-pressed=${direction === each && !doubtful} @click=${() => element.act(words.labels.direction(name), () => workbench.direct(id, each, words.labels.direction(name)))}>${label}</button>`;
  return html`${doubtful ? html`<p class="doubtful">${words.confirmHint(name, direction)}</p>` : nothing}
    <div class="fields">
      <span class="segments" role="group" aria-label=${words.direction}>${side(1, words.more)}${side(-1, words.less)}</span>
      ${targets(element, id)} ${treatment(element, id, name)} ${weightNumber(element, node, name)}
    </div>
    ${ratioFields(element, indicator)}`;
}

/** The ends or the standard that the normalisation has to be told. @param {InnodexWorkbench} element @param {string} id */
function targets({ workbench, words: { index: words, methods } }, id) {
  return targetsOf(workbench.framework, id).map(({ member, value }) => html`<label>${words.targets[member]} <input type="number" step="any" name=${member} .value=${value === null ? "" : String(value)} @change=${(/** @type {any} */ { target }) => workbench.setTarget(id, member, target.value === "" ? null : Number(target.value), methods.names.normalise)} /></label>`);
}

/** @param {InnodexWorkbench} element @param {string} id @param {string} name */
function treatment({ workbench, words: { index: words } }, id, name) {
  const now = overrideOf(workbench.framework, "treat", id)?.method ?? "";
  const known = /** @type {Record<string, string>} */ (words.treatments);
  const options = [["", known.none], ...["log", "log_shift", "sqrt", "winsorise"].map((each) => [each, known[each]]), ...(now && !(now in known) ? [[now, now]] : [])];
  return html`<label>${words.treatment} <select part="select" @change=${(/** @type {any} */ { target }) => workbench.treat(id, target.value ? { method: target.value } : null, words.labels.treat(name))}>${options.map(([value, label]) => option(value, label, value === now))}</select></label>`;
}

/** @param {InnodexWorkbench} element @param {NodeSpec} node @param {string} name */
function weightNumber({ workbench, words: { index: words } }, node, name) {
  const siblings = parentOf(workbench.framework.tree, node.id)?.children?.length ?? 0;
  if (siblings < 2) return nothing;
  return html`<label>${words.weight} <input type="number" min="0" step="any" .value=${String(node.weight ?? 1)} aria-label=${words.weightOf(name)} @change=${(/** @type {any} */ { target }) => workbench.weigh(node.id, target.value === "" ? NaN : Number(target.value), words.labels.weight(name))} /></label>`;
}

/** A factor as it is read: 0.01, 10,000. @param {number} value */
const scaleText = (value) => value.toLocaleString("en", { maximumSignificantDigits: 6 });

/** What a ratio comes to, to be changed. @param {InnodexWorkbench} element @param {import("../api/types.js").IndicatorSpec} indicator */
function ratioFields({ workbench, words: { index: words }, language: lang }, indicator) {
  const { id, numerator, denominator, scale = 1, unit = "" } = indicator;
  if (!numerator || !denominator) return nothing;
  const [above, below] = [numerator, denominator].map((each) => say(workbench.column(each).name, lang));
  const label = words.labels.measure(say(/** @type {any} */ (indicator.name ?? { zh: id, en: id }), lang));
  const value = scale ?? 1;
  return html`<p class="quiet">${unit ? words.divided(above, below, unit, scaleText(value)) : words.unfit}</p>
    <div class="fields">
      <label>${words.scale} <input type="number" step="any" .value=${String(value)} @change=${(/** @type {any} */ { target }) => Number(target.value) && workbench.measure(id, { scale: Number(target.value) }, label)} /></label>
      <label>${words.measure} <input type="text" .value=${unit ?? ""} @change=${(/** @type {any} */ { target }) => workbench.measure(id, { unit: target.value.trim() }, label)} /></label>
    </div>`;
}

/** What an indicator may be divided by: the second of two clicks. @param {InnodexWorkbench} element @param {string} id */
export function ratioChoice(element, id) {
  const { workbench, words: { index: words }, language: lang } = element;
  const indicator = indicatorOf(workbench.framework, id);
  if (!indicator) return nothing;
  const [above] = columnsOf(indicator);
  const { likely, others } = divisorsOf(workbench.columns.map((each) => ({ ...each, zh: each.name.zh, en: each.name.en })), above);
  const press = (/** @type {string | null} */ column, /** @type {string} */ label) => html`<button type="button" part="button" aria-pressed=${(indicator.denominator ?? null) === column} @click=${() => element.divide(id, column)}>${label}</button>`;
  return html`<div class="ratio-choice" role="group" aria-label=${words.ratioHint} @keydown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && element.offerRatio(id)}>
    <span>${words.ratioHint}</span>
    ${likely.map((each) => press(each.id, say(each.name, lang)))}
    ${others.length ? html`<label><span class="said">${words.ratioOther}</span><select part="select" @change=${(/** @type {any} */ { target }) => target.value && element.divide(id, target.value)}>${[option("", words.ratioOther, true), ...others.map((each) => option(each.id, say(each.name, lang), false))]}</select></label>` : nothing}
    ${press(null, words.ratioNone)}
  </div>`;
}

/** What a group can have done with its weights. @param {InnodexWorkbench} element @param {NodeSpec} node */
function groupActions(element, node) {
  const { workbench, words: { index: words } } = element;
  const name = nameOf(element, node);
  if ((node.children?.length ?? 0) < 2) return nothing;
  return html`<div class="actions">
    <button type="button" part="button" @click=${() => element.act(words.labels.equal(name), () => workbench.equal(node.id, words.labels.equal(name)))}>${words.equal}</button>
    <button type="button" part="button" @click=${() => element.judge(node.id, "ahp")}>${words.judge}</button>
    <button type="button" part="button" @click=${() => element.judge(node.id, "points")}>${words.points}</button>
  </div>`;
}

/** Up, down, to another group, out. @param {InnodexWorkbench} element @param {NodeSpec} node */
function moving(element, node) {
  const { workbench, words: { index: words } } = element;
  const { tree } = workbench.framework;
  if (node === tree) return nothing;
  const name = nameOf(element, node);
  const parent = parentOf(tree, node.id)?.id;
  const groups = walk(tree).filter((each) => isGroup(each.node) && each.node.id !== parent && !find(node, each.node.id));
  const shift = (/** @type {-1 | 1} */ by) => element.act(words.labels.move(name), () => workbench.shift(node.id, by, words.labels.move(name)));
  return html`<div class="actions">
    <button type="button" part="button" @click=${() => shift(-1)}>${words.up}</button>
    <button type="button" part="button" @click=${() => shift(1)}>${words.down}</button>
    ${groups.length
      ? html`<label>${words.moveTo} <select part="select" @change=${(/** @type {any} */ { target }) => target.value && element.act(words.labels.move(name), () => workbench.move(node.id, target.value, words.labels.move(name)))}>
          ${[option("", "—", true), ...groups.map((each) => option(each.node.id, nameOf(element, each.node), false))]}
        </select></label>`
      : nothing}
    <button type="button" part="button" class="remove" @click=${() => element.removeNode(node.id)}>${words.remove}</button>
  </div>`;
}

/** The findings on a node: a sentence each, what can be done in one click, and an explanation. @param {InnodexWorkbench} element @param {Mark[]} marks */
export function marksView(element, marks) {
  return marks.length ? html`<ul class="findings">${marks.map((mark) => findingView(element, mark))}</ul>` : nothing;
}

/** @param {InnodexWorkbench} element @param {Mark} mark */
function findingView(element, { finding, remedies }) {
  const { workbench, words: { index: words, comma }, language: lang } = element;
  const key = JSON.stringify([finding.check, atOf(finding)]);
  const named = (/** @type {string} */ id) => {
    const node = find(workbench.framework.tree, id);
    return node ? nameOf(element, node) : id;
  };
  const explaining = element.explaining === key;
  return html`<li>
    <p>${say(finding.message, lang)}${finding.explanation ? html` <span class="quiet">${words.explained}${element.words.colon}${say(finding.explanation, lang)}</span>` : nothing}</p>
    <div class="actions">
      ${remedies.map((remedy) => {
        const label = /** @type {Record<string, (name: string, group: string) => string>} */ (words.remedies)[remedy.kind](named(remedy.node), remedy.group ? named(remedy.group) : comma);
        return html`<button type="button" part="button" class="remedy" @click=${() => element.remedy(remedy, label)}>${label}</button>`;
      })}
      <button type="button" part="button" aria-expanded=${explaining} @click=${() => (element.explaining = explaining ? "" : key)}>${words.explain}</button>
    </div>
    ${explaining
      ? html`<label class="explain">${words.explanation}
            <textarea rows="2" .value=${finding.explanation ? say(finding.explanation, lang) : ""} @change=${(/** @type {any} */ { target }) => element.explainFinding(finding, target.value.trim())}></textarea>
          </label>
          <p class="quiet">${words.explainHint}</p>`
      : nothing}
  </li>`;
}
