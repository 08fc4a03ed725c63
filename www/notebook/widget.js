/** What a notebook shows of a widget (anywidget): one of the elements, its properties tied to the traits of the same names. */
import "../elements/index.js";
import "../elements/further.js";
import { provide } from "./platform.js";

/**
 * A widget's state, as anywidget gives it.
 * @typedef {object} State
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(name: string, listener: () => void) => void} on
 * @property {{ get_model(id: string): Promise<State> }} widget_manager
 */

/**
 * How an element is tied to its widget: what each trait sets, and what the element now shows.
 * @typedef {object} Kind
 * @property {string} tag
 * @property {string[]} traits those that set the property of the same name
 * @property {Record<string, (element: any, value: any) => void>} [others] those that set something else
 * @property {(element: any) => Record<string, unknown>} seen
 */

/** @type {Record<string, Kind>} */
const KINDS = {
  ranking: {
    tag: "innodex-ranking",
    traits: ["period", "node", "region", "unit"],
    seen: ({ shownPeriod: period, node = null, region = null, unit }) => ({ period, node, region, unit }),
  },
  growth: {
    tag: "innodex-growth",
    traits: ["indicator", "rate", "period", "base", "lag", "unit"],
    others: { from_: (element, value) => (element.from = value ?? undefined) },
    seen: ({ shown: { series, rate, period }, from = null, base = null, lag = null }) => ({ indicator: series.id, rate, period, from_: from, base, lag }),
  },
  scenario: {
    tag: "innodex-scenario",
    traits: ["unit", "indicator", "period"],
    others: { percent: (element, value) => element.percent !== value && element.move(value) },
    seen: ({ shownUnit: unit, shownIndicator: indicator, shownPeriod: period, percent }) => ({ unit, indicator, period, percent }),
  },
};

/** What an element says after a reader's choice; choices in lists are heard within it. */
const SAID = ["ready", "rankchange", "scenariochange"];

/** The files that all widgets of a kernel share. @param {State} model */
async function shared(model) {
  const id = model.get("_files").slice("IPY_MODEL_".length);
  return (await model.widget_manager.get_model(id)).get("files");
}

/** @param {{ model: State, el: HTMLElement }} view */
function render({ model, el }) {
  const kind = KINDS[model.get("_kind")];
  const element = /** @type {any} */ (document.createElement(kind.tag));
  for (const part of ["data", "framework", "indicators"]) {
    const follow = () => (element[part] = model.get(`_${part}`) ?? undefined);
    follow();
    model.on(`change:_${part}`, follow);
  }

  /** @type {Record<string, (value: any) => void>} */
  const set = {
    lang: (lang) => element.setAttribute("lang", lang === "zh" ? "zh-CN" : lang),
    ...Object.fromEntries(kind.traits.map((trait) => [trait, (/** @type {any} */ value) => (element[trait] = value)])),
    ...Object.fromEntries(Object.entries(kind.others ?? {}).map(([trait, put]) => [trait, (value) => put(element, value)])),
  };
  for (const [trait, put] of Object.entries(set)) {
    const follow = () => put(model.get(trait));
    follow();
    model.on(`change:${trait}`, follow);
  }

  /** @param {Record<string, unknown>} state */
  const tell = (state) => {
    const news = Object.entries(state).filter(([trait, value]) => model.get(trait) !== value);
    for (const [trait, value] of news) model.set(trait, value);
    if (news.length) model.save_changes();
  };
  const report = () => {
    if (element.model && !element.problem) tell({ ...kind.seen(element), problem: null });
  };
  for (const name of SAID) element.addEventListener(name, report);
  element.addEventListener("error", (/** @type {CustomEvent} */ { detail }) => tell({ problem: detail }));
  // Not before its first rendering, which waits until the notebook has put `el` in its place.
  element.updateComplete.then(() => element.renderRoot.addEventListener("change", () => element.updateComplete.then(report)));
  shared(model).then(provide, (fault) => tell({ problem: { code: "unexpected", message: String(fault) } }));
  el.append(element);

  // A theme changes the colour of the text around without a word to the element, also while it is scrolled out of the page.
  const tone = () => element.isConnected && element.tone();
  const theme = new MutationObserver(tone);
  theme.observe(document.body, { attributes: true, attributeFilter: ["class", "data-jp-theme-light"] });
  const back = new ResizeObserver(tone);
  back.observe(el);
  return () => (theme.disconnect(), back.disconnect());
}

const widget = { render };
export { widget as default };
