import { html, nothing, option, periodName, say } from "../elements/index.js";
import { VIEWS } from "./workbench.js";

/** @typedef {import("./element.js").InnodexWorkbench} InnodexWorkbench */

/** The scripts of the elements, loaded when results are first shown. */
const SCRIPTS = () => [import("../trend/index.js"), import("../map/index.js"), import("../profile/index.js"), import("../uncertainty/index.js"), import("../whatif/index.js"), import("../audit/index.js")];

/** @type {Promise<unknown> | null} */
let loading = null;

/** The third step: the elements on the model of the project, and which of them a publication shows. @param {InnodexWorkbench} element */
export function resultsStep(element) {
  const { workbench, words: { results: words } } = element;
  if (!workbench.calculated) return html`<section class="step" aria-label=${words.title}><h2>${words.title}</h2><p>${words.nothing}</p></section>`;
  loading ??= Promise.all(SCRIPTS()).catch((error) => {
    loading = null;
    element.failed(error);
  });
  return html`<section class="step" aria-label=${words.title}>
    <h2>${words.title}</h2>
    <p class="quiet">${words.lead}</p>
    ${choices(element)}
    <div class="views">${VIEWS.filter((view) => workbench.views.includes(view)).map((view) => html`<section class="view" aria-label=${words.views[view]}>${viewOf(element, view)}</section>`)}</div>
  </section>`;
}

/** What is shown, of whom, and of which period. @param {InnodexWorkbench} element */
function choices(element) {
  const { workbench, words: { results: words }, language: lang } = element;
  const { units = [], periods = [] } = workbench.description ?? {};
  const { unit = "", period = "" } = workbench.project.show ?? {};
  const write = (/** @type {object} */ change, /** @type {string} */ label) => workbench.write({ show: { ...workbench.project.show, ...change } }, label, label);
  return html`<fieldset class="choices">
      <legend>${words.choose}</legend>
      ${VIEWS.map((view) => html`<label title=${words.about[view]}><input type="checkbox" .checked=${workbench.views.includes(view)} @change=${(/** @type {any} */ { target }) => workbench.show(view, target.checked, words.labels.views)} /> ${words.views[view]}</label>`)}
    </fieldset>
    <div class="controls">
      <label>${words.unit} <select part="select" @change=${(/** @type {any} */ { target }) => write({ unit: target.value || undefined }, words.labels.unit)}>
        ${[option("", words.nobody, !unit), ...units.map(({ code, name }) => option(code, say(name, lang), code === unit))]}
      </select></label>
      ${periods.length > 1
        ? html`<label>${words.period} <select part="select" @change=${(/** @type {any} */ { target }) => write({ period: target.value || undefined }, words.labels.period)}>
            ${[option("", words.newest, !period), ...[...periods].reverse().map((each) => option(each, periodName(each, lang), each === period))]}
          </select></label>`
        : nothing}
    </div>`;
}

/** The element of a view. @param {InnodexWorkbench} element @param {typeof VIEWS[number]} view */
function viewOf({ workbench }, view) {
  const { unit, period } = workbench.project.show ?? {};
  const [first] = workbench.description?.units ?? [];
  const one = unit ?? first?.code;
  const { numerator, column: own, id } = workbench.framework.indicators[0];
  const moved = numerator ?? own ?? id;
  switch (view) {
    case "ranking":
      return html`<innodex-ranking .period=${period} ?intervals=${workbench.views.includes("robustness")}></innodex-ranking>`;
    case "trend":
      return html`<innodex-trend .unit=${unit}></innodex-trend>`;
    case "map":
      return html`<innodex-map .unit=${unit} .period=${period} .layout=${workbench.project.layout}></innodex-map>`;
    case "growth":
      return html`<innodex-growth .unit=${unit} .indicator=${moved} .period=${period}></innodex-growth>`;
    case "profile":
      return html`<innodex-profile .unit=${one} .period=${period}></innodex-profile>`;
    case "robustness":
      return html`<innodex-robustness .unit=${unit} .period=${period}></innodex-robustness>`;
    case "weights":
      return html`<innodex-weights .unit=${unit} .period=${period}></innodex-weights>`;
    case "scenario":
      return html`<innodex-scenario .unit=${one} .indicator=${moved} .period=${period}></innodex-scenario>`;
    case "goal":
      return html`<innodex-goal .unit=${one} .indicator=${moved} .period=${period}></innodex-goal>`;
    case "explain":
      return html`<innodex-explain .unit=${one}></innodex-explain>`;
    case "audit":
      return html`<innodex-audit .period=${period}></innodex-audit>`;
  }
}
