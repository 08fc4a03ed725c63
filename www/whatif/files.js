/** The table as CSV, the chart as SVG or PNG, the link. */

import { copy, saveCsv, say } from "../elements/index.js";
import { inLanguage } from "../elements/format.js";
import { planAssumptions } from "./assumptions.js";
import { LINK } from "./link.js";
import { asPng, asSvg, save, standalone } from "./picture.js";
import { tooLarge } from "./problems.js";
import { asked, sentences } from "./result.js";
import { fingerprint } from "./model-parts.js";

/** @typedef {import("./planner.js").InnodexPlanner} Planner */

/** What is changed in every plan that a picture shows, and what money takes for granted. @param {Planner} planner */
function allAsked(planner) {
  const { words, state, plan } = planner;
  const plans = planner.view === "map" ? [plan] : state.plans;
  return plans.flatMap((each) => {
    const name = state.plans.length > 1 ? `${words.plan(state.plans.indexOf(each) + 1)}${words.colon}` : "";
    return [name + asked(planner, each), ...planAssumptions(planner, each)];
  });
}

/** The chart or the map, as it stands. @param {Planner} planner @param {"svg" | "png"} kind */
export const savePicture = (planner, kind) => picture(planner, kind).catch((error) => planner.fail(error));

/** @param {Planner} planner @param {"svg" | "png"} kind */
async function picture(planner, kind) {
  const { words, language: lang } = planner;
  const drawn = /** @type {SVGSVGElement | null} */ (planner.renderRoot.querySelector("svg.slopes, svg.map"));
  if (!drawn) return;
  const style = getComputedStyle(/** @type {Element} */ (planner.renderRoot.querySelector(".root")));
  const alone = standalone(drawn, {
    title: `${say(planner.description.framework.name, lang)}${words.colon}${sentences(planner)[0]?.head ?? ""}`,
    above: allAsked(planner).join(words.semicolon),
    below: `${words.madeWith}${sourcesLine(planner)}`,
    ink: style.color,
    surface: style.getPropertyValue("--surface").trim() || "#fff",
  });
  const name = `${say(planner.description.framework.name, lang)}-${planner.shownPeriod}-${planner.view === "map" ? words.views.map : words.views.slopes}`;
  save(`${name}.${kind}`, kind === "svg" ? asSvg(alone) : await asPng(alone));
}

/** Who published the figures that the framework reads. @param {Planner} planner */
function sourcesLine(planner) {
  const { words, language: lang } = planner;
  const used = new Set(planner.description.nodes.flatMap(({ column, numerator, denominator }) => [column, numerator, denominator]));
  const sources = new Set(planner.description.columns.filter(({ id, source }) => used.has(id) && source).map(({ source }) => inLanguage(source, lang)));
  return sources.size ? `${words.sources}${[...sources].join(words.semicolon)}${words.stop}` : "";
}

/** The same as CSV. @param {Planner} planner */
export function saveTable(planner) {
  const { name, lines } = savedPlans(planner);
  saveCsv(name, lines);
}

/** Everybody in every plan, and what the plans are. @param {Planner} planner @returns {import("../elements/sharing.js").Saved} */
export function savedPlans(planner) {
  const { words, language: lang, runs: { all: runs }, likely, state } = planner;
  const [first] = runs;
  const many = runs.length > 1;
  const name = (/** @type {number} */ i) => (many ? `${words.plan(i + 1)} ` : "");
  const at = new Map(runs.map(({ rows }, i) => [i, new Map(rows.map((row) => [row.code, row]))]));
  const title = `${say(planner.description.framework.name, lang)}${words.colon}${sentences(planner)[0]?.head ?? ""}`;
  const lines = [
    [words.code, words.unit, words.rankWas, words.scoreWas, ...runs.flatMap((_, i) => [name(i) + words.rankNow, name(i) + words.scoreNow]), ...(likely ? [name(state.at) + words.likelyFrom, name(state.at) + words.likelyTo] : [])],
    ...first.rows.map(({ code, rank_before, score_before }) => [
      code,
      planner.nameOf(code),
      rank_before ?? null,
      score_before ?? null,
      ...runs.flatMap((_, i) => [at.get(i)?.get(code)?.rank ?? null, at.get(i)?.get(code)?.score ?? null]),
      ...(likely ? [likely.get(code)?.q5 ?? null, likely.get(code)?.q95 ?? null] : []),
    ]),
    [],
    ...state.plans.flatMap((plan, i) =>
      plan.changes
        .filter(({ value }) => value)
        .map((change) => [words.plan(i + 1), change.units[0] === "*" ? words.everybody : change.units.map((code) => planner.nameOf(code)).join(words.listing), say(planner.column(change.indicator)?.name ?? { zh: "", en: "" }, lang), words.kinds[change.kind], change.value, change.kind === "percent" ? "%" : (planner.column(change.indicator)?.measure ?? "")]),
    ),
    ...(likely || planner.codes.length < 2 ? [] : [[words.likelyRanks, planner.missing || planner.draws.problem ? words.unsure(say(/** @type {any} */ (planner.missing ?? planner.draws.problem).message, lang)) : words.likelyLoading]]),
    ...state.plans.flatMap((plan, i) => planAssumptions(planner, plan).map((text) => [words.plan(i + 1), words.assumptions, text])),
  ];
  return { name: `${say(planner.description.framework.name, lang)}-${planner.shownPeriod}-${words.whatIfShort}`, title, lines };
}

/** Makes the link, shows it and copies it. @param {Planner} planner */
export async function share(planner) {
  const { host, words, history } = planner;
  if (!host?.source || !history) return;
  try {
    const hashes = await fingerprint(host.source);
    const made = { framework: planner.description.framework.id, ...hashes, period: planner.shownPeriod };
    if (!history.makeLink(location.href, host.id || LINK, made)) throw tooLarge();
  } catch (error) {
    return planner.fail(error);
  }
  planner.requestUpdate();
  await planner.updateComplete;
  const status = /** @type {HTMLElement} */ (planner.renderRoot.querySelector(".copied"));
  const area = /** @type {HTMLTextAreaElement} */ (planner.renderRoot.querySelector("textarea[part=link]"));
  await copy(area, status, history.link, words);
}
