import { html, nothing, option, problemView } from "../elements/index.js";
import { stepOf } from "./framework.js";
import { CHOSEN, chosenOf, stepAs } from "./methods.js";

/** @typedef {import("./element.js").InnodexWorkbench} InnodexWorkbench */
/** @typedef {import("./methods.js").Chosen} Chosen */

/** The method of every step, in words, with what follows from it. @param {InnodexWorkbench} element */
export function methodsView(element) {
  const { workbench, words: { methods: words } } = element;
  if (!workbench.framework.indicators.length) return nothing;
  return html`<section class="methods" aria-labelledby="methods">
    <h3 id="methods">${words.title}</h3>
    <p class="quiet">${words.hint}</p>
    <dl>${CHOSEN.map((name) => stepView(element, name))}</dl>
  </section>`;
}

/** @param {InnodexWorkbench} element @param {Chosen} name */
function stepView(element, name) {
  const { workbench, words: { methods: words }, fault } = element;
  const { framework } = workbench;
  const now = chosenOf(framework, name);
  const choices = words.choices[name];
  const options = Object.entries(choices).map(([value, { name: label }]) => option(value, label, value === now));
  const label = words.names[name];
  const choose = (/** @type {string} */ choice) => element.chooseMethod(name, stepAs(framework, name, choice), label);
  return html`<div class="method ${fault.step === name ? "faulty" : ""}">
    <dt><label for="step-${name}">${label}</label></dt>
    <dd>
      <select id="step-${name}" part="select" @change=${(/** @type {any} */ { target }) => choose(target.value)}>
        ${now in choices ? nothing : option(now, words.other(now), true)}${options}
      </select>
      ${name === "normalise" ? scopeView(element) : nothing} ${name === "weigh" && now !== "none" ? levelView(element) : nothing}
      <p class="quiet">${choices[now]?.effect ?? ""}</p>
      ${fault.step === name && fault.problem ? problemView(fault.problem, element.language) : nothing}
    </dd>
  </div>`;
}

/** Which years the scale is of. @param {InnodexWorkbench} element */
function scopeView({ workbench, words: { methods: words } }) {
  const step = stepOf(workbench.framework, "normalise");
  if (!step || (workbench.description?.periods.length ?? 1) < 2) return nothing;
  const now = typeof step.scope === "string" ? step.scope : step.scope ? "base" : "period";
  const options = Object.entries(words.scopes).map(([value, label]) => option(value, label, value === now));
  return html`<label>${words.scope} <select part="select" @change=${(/** @type {any} */ { target }) => workbench.step("normalise", { ...step, scope: target.value }, words.names.normalise)}>
    ${now === "base" ? option("base", words.other(JSON.stringify(step.scope)), true) : nothing}${options}
  </select></label>`;
}

/** Of which levels weights are found, and how they are fixed. @param {InnodexWorkbench} element */
function levelView(element) {
  const { workbench, words: { methods: words, index } } = element;
  const step = /** @type {Record<string, any>} */ (stepOf(workbench.framework, "weigh"));
  const depth = element.live.nodes.reduce((most, node) => Math.max(most, node.depth), 1);
  const all = (step.levels?.length ?? 1) > 1;
  const choose = (/** @type {string} */ level) => {
    const rest = { ...step };
    delete rest.levels;
    workbench.step("weigh", level === "all" ? { ...rest, levels: Array.from({ length: depth }, (__, at) => at + 1) } : rest, words.names.weigh);
  };
  return html`${depth > 1 ? html`<label>${words.level} <select part="select" @change=${(/** @type {any} */ { target }) => choose(target.value)}>${[option("leaves", words.levels.leaves, !all), option("all", words.levels.all, all)]}</select></label>` : nothing}
    <button type="button" part="button" title=${words.fixHint} @click=${() => element.act(index.labels.fixed, () => workbench.weights(element.live.found(), index.labels.fixed))}>${words.fix}</button>`;
}
