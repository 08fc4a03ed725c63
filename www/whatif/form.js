/** The controls of the planner: its plans, their changes, the fields of the open change. */

import { html, nothing, number, option, periodName, say } from "../elements/index.js";
import { figure } from "../elements/format.js";
import { isMoney, range, tidy, unitOf } from "./amount.js";
import { assumptionsView } from "./assumptions.js";
import { changesSomething, hasMoney, MOST_PLANS } from "./plan.js";
import { unitBoxes, whoSays } from "./units.js";

/** @typedef {import("./planner.js").InnodexPlanner} Planner */
/** @typedef {import("./plan.js").Change} Change */
/** @typedef {import("./plan.js").Kind} Kind */
/** @typedef {import("../api/types.js").ColumnInfo} ColumnInfo */

/** The plans, undo and redo. @param {Planner} planner */
export function plansView(planner) {
  const { words } = planner;
  const history = /** @type {NonNullable<Planner["history"]>} */ (planner.history);
  const { plans, at } = history.now;
  return html`<div class="plans" part="controls">
    ${plans.length > 1
      ? html`<div class="segments" role="group" aria-label=${words.plans} part="segments">
          ${plans.map((_, i) => html`<button type="button" part="segment" aria-pressed=${i === at} @click=${() => i !== at && history.openPlan(i)}>${words.plan(i + 1)}</button>`)}
        </div>`
      : nothing}
    ${plans.length < MOST_PLANS ? html`<button type="button" part="button" @click=${() => history.copyPlan()}>${plans.length > 1 ? words.another : words.compare}</button>` : nothing}
    ${plans.length > 1 ? html`<button type="button" part="button" @click=${() => history.removePlan()}>${words.removePlan(at + 1)}</button>` : nothing}
    <span class="back">
      <button type="button" part="button" ?disabled=${!history.past.length} @click=${() => history.undo()}>${words.undo}</button>
      <button type="button" part="button" ?disabled=${!history.future.length} @click=${() => history.redo()}>${words.redo}</button>
      <button type="button" part="button" ?disabled=${!changesSomething(history.plan)} @click=${() => history.clear()}>${words.reset}</button>
    </span>
  </div>`;
}

/** The changes of the present plan, one of them with its fields. @param {Planner} planner */
export function changesView(planner) {
  const { words, plan } = planner;
  const history = /** @type {NonNullable<Planner["history"]>} */ (planner.history);
  const show = (/** @type {number} */ i) => {
    history.openChange(i);
    planner.requestUpdate();
  };
  const add = () => {
    const host = /** @type {NonNullable<Planner["host"]>} */ (planner.host);
    const [last] = plan.changes.slice(-1);
    history.addChange({ units: last?.units ?? [host.shownUnit], indicator: last?.indicator ?? host.shownIndicator, kind: "percent", value: 0 });
  };
  return html`<ol class="changes" part="changes">
      ${plan.changes.map(
        (change, i) => html`<li class=${i === history.open ? "open" : ""}>
          ${i === history.open ? controls(planner, change, i) : html`<span class="brief">${brief(planner, change)}</span>`}
          ${plan.changes.length > 1
            ? html`<span class="change-actions">
                ${i === history.open ? nothing : html`<button type="button" part="button" aria-label="${words.edit}${words.colon}${brief(planner, change)}" @click=${() => show(i)}>${words.edit}</button>`}
                <button type="button" part="button" aria-label="${words.remove}${words.colon}${brief(planner, change)}" @click=${() => history.removeChange(i)}>${words.remove}</button>
              </span>`
            : nothing}
        </li>`,
      )}
    </ol>
    <button type="button" part="button" class="add" @click=${add}>${words.addChange}</button>
    ${hasMoney(plan) ? assumptionsView(owner(planner)) : nothing}`;
}

/** What the fields of the assumptions need. @param {Planner} planner @returns {import("./assumptions.js").Owner} */
function owner(planner) {
  const { words, language, description, plan } = planner;
  const { choices } = /** @type {NonNullable<Planner["host"]>} */ (planner.host);
  const funded = plan.changes.filter(({ kind }) => kind === "money").map(({ indicator }) => indicator);
  return { words, language, description, choices, funded, assumptions: plan.assumptions, column: (id) => planner.column(id), assume: (assumptions) => planner.history?.setPlan({ assumptions }) };
}

/** A change in one line. @param {Planner} planner @param {Change} change */
export function brief(planner, change) {
  const { words, language: lang } = planner;
  const column = planner.column(change.indicator);
  const by = change.kind === "percent" ? `${number(change.value, Number.isInteger(change.value) ? 0 : 1, lang, true)}%` : figure(change.value, column?.measure ?? "", lang, true);
  return `${whoSays(planner, change.units)}${words.colon}${column ? say(column.name, lang) : change.indicator} ${by}`;
}

/** @param {Planner} planner @param {Change} change @param {number} at */
function controls(planner, change, at) {
  const { words, language: lang } = planner;
  const history = /** @type {NonNullable<Planner["history"]>} */ (planner.history);
  const { units } = planner.description;
  const { acting, idle } = /** @type {NonNullable<Planner["host"]>} */ (planner.host).choices;
  const measure = planner.column(change.indicator)?.measure ?? "";
  const options = (/** @type {string} */ label, /** @type {ColumnInfo[]} */ columns) =>
    columns.length ? html`<optgroup label=${label}>${columns.map(({ id, name }) => option(id, say(name, lang), id === change.indicator))}</optgroup>` : nothing;
  const host = /** @type {any} */ (planner.host).words;
  /** @type {Kind[]} */
  const kinds = isMoney(measure) ? ["percent", "amount", "money"] : ["percent", "amount"];
  const pick = (/** @type {string} */ indicator) => {
    const money = isMoney(planner.column(indicator)?.measure ?? "");
    const kind = change.kind === "money" && !money ? "amount" : change.kind;
    history.setChange(at, { indicator, kind, value: kind === "percent" ? change.value : 0 });
  };
  return html`<div class="form">
    ${units.length > 1
      ? html`<span class="head">${words.unit}</span>
          <details class="units" part="units">
            <summary>${whoSays(planner, change.units)}</summary>
            ${unitBoxes(planner, change.units, (chosen) => history.setChange(at, { units: chosen }))}
          </details>`
      : nothing}
    <label class="head" for="indicator">${words.indicator}</label>
    <select id="indicator" part="select" @change=${(/** @type {any} */ event) => pick(event.target.value)}>
      ${options(host.acting, acting)} ${options(host.idle, idle)}
    </select>
    <span class="head" id="kind">${words.by}</span>
    <div class="segments" role="group" aria-labelledby="kind" part="segments">
      ${kinds.map((kind) => html`<button type="button" part="segment" aria-pressed=${kind === change.kind} @click=${() => kind !== change.kind && history.setChange(at, { kind, value: 0 })}>${words.kinds[kind]}</button>`)}
    </div>
    ${slider(planner, change, at)}
  </div>`;
}

/** The figure of a change's first unit that has one. @param {Planner} planner @param {Change} change @returns {{ value: number, code: string } | null} */
function presentFigure({ engine, codes, shownPeriod }, { units, indicator }) {
  for (const code of units[0] === "*" ? codes : units) {
    const { value } = engine.figure(indicator, code, shownPeriod);
    if (value !== null) return { value, code };
  }
  return null;
}

/** @param {Planner} planner @param {Change} change @param {number} at */
function slider(planner, change, at) {
  const { words, language: lang } = planner;
  const history = /** @type {NonNullable<Planner["history"]>} */ (planner.history);
  const measure = planner.column(change.indicator)?.measure ?? "";
  const present = presentFigure(planner, change);
  if (!present) return html`<span></span><span class="quiet">${change.units.length ? words.noFigures : words.chooseSomebody}</span>`;
  const percent = change.kind === "percent";
  const unit = percent ? { per: 1, name: "%" } : unitOf(measure, present.value, lang);
  const { least, most, step, press: by } = range(change.kind, present.value / unit.per);
  const shown = tidy(change.value / unit.per);
  const set = (/** @type {number} */ value) => history.slide(at, tidy((percent ? Math.max(-100, value) : value) * unit.per));
  const input = (/** @type {any} */ event) => set(event.target.valueAsNumber);
  const press = (/** @type {number} */ by) => {
    history.endStep();
    set(tidy(Math.min(most, Math.max(least, shown + by))));
    history.endStep();
  };
  const waits = change.kind === "money" && !planner.full;
  // When the field is left, it shows the value that is computed with.
  const leave = (/** @type {any} */ event) => (event.target.value = String(tidy(planner.plan.changes[at].value / unit.per)));
  return html`<label class="head" for="value">${words.change}</label>
    <div class="slide">
      <button type="button" part="step" aria-label=${words.less(by, unit.name)} ?disabled=${waits || shown <= least} @click=${() => press(-by)}>−</button>
      <input type="range" part="slider" aria-label="${words.change} ${unit.name}" min=${least} max=${most} step=${step} .value=${String(shown)} ?disabled=${waits} @input=${input} />
      <button type="button" part="step" aria-label=${words.more(by, unit.name)} ?disabled=${waits || shown >= most} @click=${() => press(by)}>+</button>
      <span class="field"><input id="value" type="number" part="field" step="any" .value=${String(shown)} ?disabled=${waits} @input=${input} @change=${leave} /> ${unit.name}</span>
    </div>
    <span class="head">${words.amount}</span>
    <span class="amount quiet">${waits ? (planner.missing ? words.fundMissing : words.fundLoading) : amount(planner, change, present, measure)}</span>`;
}

/** "＋697.9亿元（湖北2022年：2,326.5亿元）". @param {Planner} planner @param {Change} change @param {{ value: number, code: string }} present @param {string} measure */
function amount(planner, change, present, measure) {
  const { words, language: lang } = planner;
  const by = change.kind === "percent" ? (present.value * change.value) / 100 : change.value;
  const several = planner.codes.length > 1 && (change.units.length > 1 || change.units[0] === "*");
  const now = words.nowIs(several ? planner.nameOf(present.code) : "", periodName(planner.shownPeriod, lang), figure(present.value, measure, lang));
  const each = change.kind !== "percent" && several ? words.each : "";
  return `${each}${change.value ? figure(by, measure, lang, true) : ""}${words.aside(now)}`;
}
