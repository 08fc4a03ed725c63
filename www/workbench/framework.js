/** A project's framework: what a blank one has, indicators in and out, and the steps. Nothing is changed in place. */

import { emptyGroups, inserted, leavesOf, pruned, removed, walk } from "./tree.js";

/** @typedef {import("../api/types.js").Framework} Framework */
/** @typedef {import("../api/types.js").IndicatorSpec} IndicatorSpec */
/** @typedef {import("../api/types.js").NodeSpec} NodeSpec */
/** @typedef {import("../api/types.js").Text} Text */
/** @typedef {import("../project/types.js").Project} Project */
/** @typedef {Record<string, any>} Step a step of a framework, as JSON has it */
/** @typedef {"denominate" | "screen" | "impute" | "treat" | "normalise" | "weigh" | "aggregate"} StepName */

/** The order of the OECD/JRC Handbook: a step that joins takes its place in it. @type {StepName[]} */
export const ORDER = ["denominate", "screen", "impute", "treat", "normalise", "weigh", "aggregate"];

/** The checks of the audit; an answer to one of them becomes a note of the framework. */
const CHECKS = ["indicator_coverage", "unit_coverage", "outliers", "mixed_measures", "negative_correlation", "redundancy", "weak_link", "other_group", "alpha", "dimension", "importance"];

/** What a framework begins with. @param {Text} name @param {boolean} overTime whether there are several periods @returns {Framework} */
export const blankFramework = (name, overTime) => ({
  id: "index",
  name,
  indicators: [],
  tree: { id: "index", name: { zh: "总指数", en: "Index" }, children: [] },
  steps: /** @type {any} */ ([
    { step: "normalise", method: "min_max", lower: 0, upper: 100, scope: overTime ? "all" : "period" },
    { step: "aggregate", method: "arithmetic", minimum_share: 0.5 },
  ]),
});

/** An id that is not taken yet. @param {string} wanted @param {Iterable<string>} taken */
export function freshId(wanted, taken) {
  const used = new Set(taken);
  let id = wanted;
  for (let n = 2; used.has(id); n++) id = `${wanted}_${n}`;
  return id;
}

/** Every id of a framework. @param {Framework} framework */
export const idsOf = ({ tree, indicators }) => [...walk(tree).map(({ node }) => node.id), ...indicators.map(({ id }) => id)];

/** @param {Framework} framework @param {string} id @returns {IndicatorSpec | undefined} */
export const indicatorOf = ({ indicators }, id) => indicators.find((each) => each.id === id);

/** The columns that an indicator is made of. @param {IndicatorSpec} indicator */
export const columnsOf = ({ id, column, numerator, denominator }) => (numerator ? [numerator, denominator ?? ""] : [column || id]);

/** A framework with one indicator more, in a group. @param {Framework} framework @param {IndicatorSpec} indicator @param {string} group @param {number} [at] */
export const withIndicator = (framework, indicator, group, at) => ({ ...framework, indicators: [...framework.indicators, indicator], tree: inserted(framework.tree, group, { id: indicator.id }, at) });

/** @param {Record<string, any>} object @param {string[]} names */
const without = (object, names) => Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** A framework without a node: what is below it goes too, and what steps, presets and notes say of it. @param {Framework} framework @param {string} id @returns {Framework} */
export function withoutNode(framework, id) {
  const below = walk(framework.tree).find(({ node }) => node.id === id)?.node;
  if (!below || below === framework.tree) return framework;
  const gone = walk(below).map(({ node }) => node.id);
  const { presets, notes } = framework;
  return {
    ...framework,
    indicators: framework.indicators.filter((each) => !gone.includes(each.id)),
    tree: removed(framework.tree, id),
    steps: /** @type {any} */ (framework.steps.map((step) => withoutOverrides(step, gone))),
    ...(presets ? { presets: presets.map((preset) => ({ ...preset, weights: without(preset.weights, gone) })) } : {}),
    ...(notes ? { notes: notes.filter(({ at }) => !at.some((each) => gone.includes(each))) } : {}),
  };
}

/** @param {Step} step @param {string[]} ids */
function withoutOverrides(step, ids) {
  if (!step.overrides) return step;
  const { overrides, ...rest } = step;
  const left = without(overrides, ids);
  return Object.keys(left).length ? { ...rest, overrides: left } : rest;
}

/** A framework with one indicator changed. @param {Framework} framework @param {string} id @param {Partial<IndicatorSpec>} change */
export const withChange = (framework, id, change) => ({ ...framework, indicators: framework.indicators.map((each) => (each.id === id ? defined({ ...each, ...change }) : each)) });

/** An object without the members that are undefined. @template {object} T @param {T} object @returns {T} */
const defined = (object) => /** @type {T} */ (Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)));

/** A framework in which an indicator has another id, wherever it is named. @param {Framework} framework @param {string} from @param {string} to @returns {Framework} */
export function renamed(framework, from, to) {
  if (from === to) return framework;
  const one = (/** @type {string} */ id) => (id === from ? to : id);
  const keys = (/** @type {Record<string, any>} */ object) => Object.fromEntries(Object.entries(object).map(([key, value]) => [one(key), value]));
  /** @type {(spec: NodeSpec) => NodeSpec} */
  const node = (spec) => ({ ...spec, id: one(spec.id), ...(spec.children ? { children: spec.children.map(node) } : {}) });
  const { presets, notes } = framework;
  return {
    ...framework,
    indicators: framework.indicators.map((each) => ({ ...each, id: one(each.id) })),
    tree: node(framework.tree),
    steps: /** @type {any} */ (framework.steps.map((/** @type {Step} */ step) => (step.overrides ? { ...step, overrides: keys(step.overrides) } : step))),
    ...(presets ? { presets: presets.map((preset) => ({ ...preset, weights: keys(preset.weights) })) } : {}),
    ...(notes ? { notes: notes.map((note) => ({ ...note, at: note.at.map(one) })) } : {}),
  };
}

/** @param {Framework} framework @param {StepName} name @returns {Step | undefined} */
export const stepOf = ({ steps }, name) => /** @type {Step[]} */ (steps).find(({ step }) => step === name);

/**
 * A framework with a step as given, in its place; without it where it is null.
 * @param {Framework} framework @param {StepName} name @param {Step | null} step
 * @returns {Framework}
 */
export function withStep(framework, name, step) {
  const steps = /** @type {Step[]} */ (framework.steps);
  const at = steps.findIndex((each) => each.step === name);
  if (!step) return at < 0 ? framework : { ...framework, steps: /** @type {any} */ (steps.filter((_, i) => i !== at)) };
  if (at >= 0) return { ...framework, steps: /** @type {any} */ (steps.map((each, i) => (i === at ? step : each))) };
  const behind = steps.findIndex((each) => ORDER.indexOf(each.step) > ORDER.indexOf(name));
  const place = behind < 0 ? steps.length : behind;
  return { ...framework, steps: /** @type {any} */ ([...steps.slice(0, place), step, ...steps.slice(place)]) };
}

/** What a step says of one indicator by itself. @param {Framework} framework @param {StepName} name @param {string} id @returns {Step | undefined} */
export const overrideOf = (framework, name, id) => stepOf(framework, name)?.overrides?.[id];

/** What a normalisation has to be told of every indicator. @type {Record<string, ("low" | "high" | "standard")[]>} */
const TARGETS = { goalposts: ["low", "high"], standard: ["standard"] };

/** What the normalisation has to be told of an indicator, and what it is told. @param {Framework} framework @param {string} id @returns {{ member: "low" | "high" | "standard", value: number | null }[]} */
export function targetsOf(framework, id) {
  const step = stepOf(framework, "normalise");
  const own = step?.overrides?.[id] ?? {};
  const members = TARGETS[own.method ?? step?.method] ?? [];
  return members.map((member) => ({ member, value: own[member] ?? step?.[member] ?? null }));
}

/** A framework in which a step says something else of one indicator; nothing where it is null. @param {Framework} framework @param {StepName} name @param {string} id @param {Step | null} own */
export function withOverride(framework, name, id, own) {
  const step = stepOf(framework, name) ?? { step: name, method: "none" };
  const next = own ? { ...step, overrides: { ...step.overrides, [id]: own } } : withoutOverrides(step, [id]);
  // A treatment of nothing is no step.
  const idle = name === "treat" && next.method === "none" && !next.overrides;
  return withStep(framework, name, idle ? null : next);
}

/** A framework that divides where it has ratios, and only there. @param {Framework} framework */
export function denominated(framework) {
  const ratios = framework.indicators.some(({ denominator }) => denominator);
  if (ratios === Boolean(stepOf(framework, "denominate"))) return framework;
  return withStep(framework, "denominate", ratios ? { step: "denominate" } : null);
}

/**
 * The framework that is calculated with: without groups that are still empty, and with the answers to the audit as its notes.
 * @param {Pick<Project, "answers"> & { framework: Framework }} project
 * @returns {Framework | null} null while there is no indicator
 */
export function frameworkOf({ framework, answers = [] }) {
  if (!framework || !leavesOf(framework.tree).length) return null;
  const said = answers.flatMap(({ check, at, note }) => (note && CHECKS.includes(check) ? { finding: /** @type {any} */ (check), at, zh: note.zh || note.en || "", en: note.en || note.zh || "" } : []));
  const tree = emptyGroups(framework.tree).length ? pruned(framework.tree) : framework.tree;
  const notes = [...(framework.notes ?? []), ...said];
  return { ...framework, tree, ...(notes.length ? { notes } : {}) };
}

/**
 * What an error of the core is about, by its place in a framework (`$.tree.children[0].weight`).
 * @param {Framework} framework as it was given to the core
 * @param {string} place
 * @returns {{ node?: string, step?: string }}
 */
export function about(framework, place) {
  const [, list, at] = place.match(/^\$\.(indicators|steps)\[(\d+)\]/) ?? [];
  if (list === "indicators") return { node: framework.indicators[Number(at)]?.id };
  if (list === "steps") {
    const own = place.match(/\.overrides\.([^.]+)/)?.[1];
    return own ? { node: own } : { step: /** @type {Step} */ (framework.steps[Number(at)])?.step };
  }
  if (!place.startsWith("$.tree")) return {};
  let node = framework.tree;
  for (const [, child] of place.matchAll(/\.children\[(\d+)\]/g)) node = node.children?.[Number(child)] ?? node;
  return { node: node.id };
}
