import { html, nothing, option, problemView } from "../elements/index.js";
import { stepOf } from "./framework.js";

/** @typedef {import("./element.js").InnodexWorkbench} InnodexWorkbench */
/** @typedef {import("./framework.js").StepName} StepName */

/** The steps in which something is chosen, in their order. */
const CHOSEN = /** @type {const} */ (["screen", "impute", "treat", "normalise", "weigh", "aggregate"]);
/** A step that stands among the others of a framework. @typedef {typeof CHOSEN[number]} Chosen */

/** What a step is set to, as the choices call it. @param {import("../api/types.js").Framework} framework @param {Chosen} name */
export function chosenOf(framework, name) {
  const step = stepOf(framework, name);
  if (!step) return "none";
  if (name === "screen") return String(step.available ?? "none");
  return step.method ?? (name === "treat" ? "winsorise" : "none");
}

/**
 * A step as a choice makes it: what it had beside its method stays where that still means something.
 * @param {import("../api/types.js").Framework} framework @param {Chosen} name @param {string} choice
 * @returns {Record<string, any> | null}
 */
export function stepAs(framework, name, choice) {
  const former = stepOf(framework, name);
  switch (name) {
    case "screen":
      return choice === "none" ? null : { step: name, available: Number(choice) };
    case "treat":
      return choice === "none" && !former?.overrides ? null : { step: name, method: choice, ...(former?.overrides ? { overrides: former.overrides } : {}) };
    case "normalise":
      return { step: name, method: choice, ...(choice === "min_max" ? { lower: 0, upper: 100 } : {}), ...(former?.scope ? { scope: former.scope } : {}) };
    case "weigh":
      return choice === "none" ? null : { step: name, method: choice, ...(former?.levels ? { levels: former.levels } : {}) };
    case "aggregate":
      return { step: name, method: choice, minimum_share: former?.minimum_share ?? 0.5 };
    default:
      return choice === "none" ? null : { step: name, method: choice };
  }
}

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
