/**
 * The owner of a project while it is made: the project with its way back and forth, and what of it is being looked at (step,
 * chosen node, target group). Views send commands and read. No DOM, no wasm.
 */

import { blankFramework, columnsOf, denominated, freshId, frameworkOf, idsOf, indicatorOf, renamed, stepOf, targetsOf, withChange, withIndicator, withOverride, withoutNode, withStep } from "./framework.js";
import { directionOf, ratioName } from "./guess.js";
import { History } from "./history.js";
import { changed, emptyGroups, equal, find, inserted, isGroup, leavesOf, moved, parentOf, shifted, walk, weighted, withShare } from "./tree.js";

/** @typedef {import("../project/types.js").Project} Project */
/** @typedef {import("../project/types.js").Answer} Answer */
/** @typedef {import("../api/types.js").Framework} Framework */
/** @typedef {import("../api/types.js").IndicatorSpec} IndicatorSpec */
/** @typedef {import("../api/types.js").ColumnInfo} ColumnInfo */
/** @typedef {import("../api/types.js").Description} Description */
/** @typedef {import("../api/types.js").Text} Text */
/** @typedef {import("./framework.js").StepName} StepName */
/** @typedef {"data" | "index" | "results" | "publish"} Place */
/** A column of the data, as it is offered. @typedef {{ id: string, name: Text, measure: string }} Column */

/** @type {Place[]} */
export const PLACES = ["data", "index", "results", "publish"];

/** What can be shown of an index, in the order of a page; the first ones are shown unless somebody chose. */
export const VIEWS = /** @type {const} */ (["ranking", "trend", "map", "profile", "growth", "robustness", "weights", "scenario", "goal", "explain", "audit"]);
const USUAL = ["ranking", "trend", "profile"];

/** The answer that confirms a direction. */
const DIRECTION = "direction";

/** What a blank project is called. */
const UNNAMED = { zh: "未命名的指数", en: "Untitled index" };

/** A project without anything in it; its data are still to come. @returns {Project} */
export const blankProject = () => ({ innodex: "project", version: 1, title: UNNAMED, lang: "zh", framework: blankFramework(UNNAMED, true) });

/** Whether a project has data. @param {Project} project */
export const hasData = ({ data }) => data !== undefined && (!("csv" in data) || /\n[^\n]*[^\s]/.test(data.csv));

export class Workbench {
  /** @param {(what: { project: boolean }) => void} [notify] called after each change; `project` where that is another */
  constructor(notify = () => {}) {
    this.notify = notify;
    /** @type {History<Project>} */
    this.history = new History(blankProject());
    /** Whether a project is open at all. */
    this.opened = false;
    /** @type {Place} */
    this.place = "data";
    /** The group that indicators are added to. */
    this.target = "index";
    /** The node whose details are open. */
    this.chosen = "";
    /** What the data hold, once the core has read them. @type {Description | null} */
    this.description = null;
    /** The data that the description is of. @type {unknown} */
    this.described = null;
    /** What was calculated with last, and what it was made of. @type {{ framework?: unknown, answers?: unknown, data?: unknown, calculated: Framework | null }} */
    this.made = { calculated: null };
    /** The project as it was last saved. @type {Project | null} */
    this.saved = null;
  }

  get project() {
    return this.history.state;
  }

  /** The framework being made. A ready one is taken in as its own text when a project is opened. @returns {Framework} */
  get framework() {
    return /** @type {Framework} */ (this.project.framework);
  }

  /** The framework that is calculated with; null while there is none. The same object as long as nothing in it changes. @returns {Framework | null} */
  get calculated() {
    const { framework, answers, data } = this.project;
    const { made } = this;
    if (made.framework !== framework || made.answers !== answers || made.data !== data) {
      this.made = { framework, answers, data, calculated: hasData(this.project) ? frameworkOf({ framework: this.framework, answers }) : null };
    }
    return this.made.calculated;
  }

  get unsaved() {
    return this.opened && this.saved !== this.project;
  }

  /** The columns of the data. @returns {Column[]} */
  get columns() {
    return (this.description?.columns ?? []).map(({ id, name, measure }) => ({ id, name, measure }));
  }

  /** @param {string} id @returns {Column} */
  column(id) {
    return this.columns.find((each) => each.id === id) ?? { id, name: { zh: id, en: id }, measure: "" };
  }

  // What is being looked at: nothing to undo.

  /** @param {Place} place */
  go(place) {
    this.place = place;
    this.history.endStep();
    this.notify({ project: false });
  }

  /** Opens the details of a node, or closes them. @param {string} id */
  choose(id) {
    this.chosen = this.chosen === id ? "" : id;
    this.history.endStep();
    this.notify({ project: false });
  }

  /** @param {string} group what indicators are added to from now on */
  aim(group) {
    this.target = group;
    this.notify({ project: false });
  }

  /** What the core has read of the present data. @param {unknown} data @param {Description | null} description */
  describe(data, description) {
    this.described = data;
    this.description = description;
    this.notify({ project: false });
  }

  // Opening and saving.

  /** Begins with another project; the way back is a new one. @param {Project} project @param {Place} [place] */
  open(project, place = hasData(project) ? "index" : "data") {
    this.history = new History(project);
    this.opened = true;
    this.saved = project;
    this.place = place;
    this.chosen = "";
    this.target = firstTarget(this.framework);
    this.notify({ project: true });
  }

  /** The project is saved as it is now. */
  keep() {
    this.saved = this.project;
    this.notify({ project: false });
  }

  undo() {
    if (this.history.undo()) this.moved();
  }

  redo() {
    if (this.history.redo()) this.moved();
  }

  /** Another project: what was looked at may be gone. */
  moved() {
    const { tree } = this.framework;
    if (!find(tree, this.target)) this.target = firstTarget(this.framework);
    if (this.chosen && !find(tree, this.chosen)) this.chosen = "";
    this.notify({ project: true });
  }

  /**
   * Takes another state of the project.
   * @param {Partial<Project>} change @param {string} label what was done, in words @param {string} [topic] a slider on its way is one step
   */
  commit(change, label, topic) {
    const next = /** @type {any} */ (Object.fromEntries(Object.entries({ ...this.project, ...change }).filter(([, value]) => value !== undefined)));
    this.history.commit(next, label, topic);
    this.moved();
  }

  /** Takes another framework; nothing where it is the same. @param {Framework} framework @param {string} label @param {string} [topic] @param {Partial<Project>} [more] */
  frame(framework, label, topic, more = {}) {
    if (framework !== this.framework || Object.keys(more).length) this.commit({ ...more, framework: denominated(framework) }, label, topic);
  }

  // Data.

  /**
   * Takes figures. The tree stays: what it names and the data lack is said by the core.
   * @param {Pick<Project, "data"> & Partial<Project>} taken data, with what is known of the columns and of how they were made
   * @param {boolean} overTime whether there are several periods
   * @param {string} label
   */
  takeData(taken, overTime, label) {
    const { framework } = this;
    const fresh = !leavesOf(framework.tree).length && stepOf(framework, "normalise");
    const own = fresh ? withStep(framework, "normalise", { ...fresh, scope: overTime ? "all" : "period" }) : framework;
    this.commit({ indicators: undefined, cells: undefined, plan: undefined, files: undefined, units: undefined, ...taken, framework: own }, label);
  }

  /** @param {Partial<Pick<Project, "title" | "publisher" | "source" | "lang" | "show" | "address">>} change @param {string} label @param {string} topic */
  write(change, label, topic) {
    const titled = change.title ? { framework: { ...this.framework, name: { zh: change.title.zh || change.title.en || "", en: change.title.en || change.title.zh || "" } } } : {};
    this.commit({ ...change, ...titled }, label, topic);
  }

  // The tree.

  /** Adds indicators of columns to the group that is aimed at. @param {string[]} columns @param {string} label @param {{ group?: string, at?: number }} [where] */
  add(columns, label, { group = this.target, at } = {}) {
    let { framework } = this;
    for (const [i, each] of columns.entries()) {
      const column = this.column(each);
      const id = freshId(column.id, idsOf(framework));
      const { direction } = directionOf({ ...column.name, id });
      const indicator = { id, name: column.name, unit: column.measure, direction, ...(id === column.id ? {} : { column: column.id }) };
      framework = withIndicator(framework, indicator, group, at === undefined ? undefined : at + i);
    }
    this.frame(framework, label);
  }

  /** Adds a dimension to the index, or to a group, and aims at it. @param {Text} name @param {string} label @param {string} [parent] */
  addGroup(name, label, parent = this.framework.tree.id) {
    const { framework } = this;
    const id = freshGroup(framework);
    this.target = id;
    this.frame({ ...framework, tree: inserted(framework.tree, parent, { id, name, children: [] }) }, label);
    return id;
  }

  /** @param {string} id @param {string} label */
  remove(id, label) {
    const below = find(this.framework.tree, id);
    const gone = below ? walk(below).map(({ node }) => node.id) : [];
    const answers = this.project.answers?.filter(({ at }) => !at.some((each) => gone.includes(each)));
    const more = answers && answers.length !== this.project.answers?.length ? { answers: answers.length ? answers : undefined } : {};
    this.frame(withoutNode(this.framework, id), label, undefined, more);
  }

  /** @param {string} id @param {string} group @param {string} label @param {number} [at] */
  move(id, group, label, at) {
    const tree = moved(this.framework.tree, id, group, at);
    if (tree !== this.framework.tree) this.frame({ ...this.framework, tree }, label);
  }

  /** @param {string} id @param {-1 | 1} by @param {string} label */
  shift(id, by, label) {
    const tree = shifted(this.framework.tree, id, by);
    if (tree !== this.framework.tree) this.frame({ ...this.framework, tree }, label, `shift ${id}`);
  }

  /** @param {string} id @param {Partial<Text>} name @param {string} label */
  rename(id, name, label) {
    const { framework } = this;
    const node = /** @type {any} */ (find(framework.tree, id));
    const whole = (/** @type {Partial<Text> | null | undefined} */ former) => ({ zh: former?.zh || former?.en || id, en: former?.en || former?.zh || id, ...name });
    if (node && isGroup(node)) return this.frame({ ...framework, tree: changed(framework.tree, id, (each) => ({ ...each, name: whole(each.name) })) }, label, `name ${id}`);
    this.frame(withChange(framework, id, { name: whole(indicatorOf(framework, id)?.name) }), label, `name ${id}`);
  }

  // Indicators.

  /** The indicators whose direction is a doubtful guess that nobody has confirmed. @returns {string[]} */
  get unconfirmed() {
    const confirmed = new Set((this.project.answers ?? []).filter(({ check }) => check === DIRECTION).flatMap(({ at }) => at));
    return leavesOf(this.framework.tree).filter((id) => !confirmed.has(id) && this.isDoubtful(id));
  }

  /** Whether the name of an indicator leaves its direction in doubt. @param {string} id */
  isDoubtful(id) {
    const indicator = indicatorOf(this.framework, id);
    if (!indicator) return false;
    const [above] = columnsOf(indicator);
    return [{ ...indicator.name, id }, { ...this.column(above).name, id: above }].some((names) => directionOf(/** @type {any} */ (names)).doubtful);
  }

  /** Says whether more or less of an indicator is better; that confirms it. @param {string} id @param {1 | -1} direction @param {string} label */
  direct(id, direction, label) {
    const note = direction === 1 ? { zh: "正向：数值越大越好", en: "More is better" } : { zh: "逆向：数值越小越好", en: "Less is better" };
    const others = (this.project.answers ?? []).filter(({ check, at }) => check !== DIRECTION || !at.includes(id));
    const confirmed = this.isDoubtful(id) ? { answers: [...others, { check: DIRECTION, at: [id], note }] } : {};
    this.frame(withChange(this.framework, id, { direction }), label, undefined, confirmed);
  }

  /**
   * Divides an indicator by a column, or by nothing where it is null: its id, name and unit of measure follow.
   * @param {string} id @param {string | null} denominator @param {{ measure: string, scale: number } | null} quotient what the two units of measure give; nothing where they do not fit
   * @param {string} label
   */
  divide(id, denominator, quotient, label) {
    const { framework } = this;
    const indicator = indicatorOf(framework, id);
    if (!indicator) return;
    const [above] = columnsOf(indicator);
    const taken = idsOf(framework).filter((each) => each !== id);
    const numerator = this.column(above);
    const plain = { numerator: undefined, denominator: undefined, scale: undefined, column: undefined };
    const to = freshId(denominator ? `${above}_per_${denominator}` : above, taken);
    const change = denominator
      ? { ...plain, numerator: above, denominator, scale: quotient?.scale ?? 1, unit: quotient?.measure ?? "", name: ratioName(numerator.name, { ...this.column(denominator).name, id: denominator }) }
      : { ...plain, unit: numerator.measure, name: numerator.name, ...(to === above ? {} : { column: above }) };
    const answers = this.project.answers?.map((answer) => ({ ...answer, at: answer.at.map((each) => (each === id ? to : each)) }));
    if (this.chosen === id) this.chosen = to;
    this.frame(renamed(withChange(framework, id, change), id, to), label, undefined, answers ? { answers } : {});
  }

  /** Another unit of measure or factor of a ratio. @param {string} id @param {{ unit?: string, scale?: number }} change @param {string} label */
  measure(id, change, label) {
    this.frame(withChange(this.framework, id, change), label, `measure ${id}`);
  }

  /** How outliers of one indicator are treated by itself; null: as the others. @param {string} id @param {Record<string, any> | null} own @param {string} label */
  treat(id, own, label) {
    this.frame(withOverride(this.framework, "treat", id, own), label);
  }

  /** Tells the normalisation an end or a standard of one indicator; null takes it back. @param {string} id @param {"low" | "high" | "standard"} member @param {number | null} value @param {string} label */
  setTarget(id, member, value, label) {
    const own = { ...stepOf(this.framework, "normalise")?.overrides?.[id] };
    if (value === null || !Number.isFinite(value)) delete own[member];
    else own[member] = value;
    this.frame(withOverride(this.framework, "normalise", id, Object.keys(own).length ? own : null), label, `target ${id} ${member}`);
  }

  /** The indicators of which the normalisation has to be told something. @returns {string[]} */
  get untargeted() {
    return leavesOf(this.framework.tree).filter((id) => targetsOf(this.framework, id).some(({ value }) => value === null));
  }

  // Weights.

  /** A share of its group, by slider: the others keep their proportions. @param {string} id @param {number} share @param {string} label */
  slide(id, share, label) {
    this.frame({ ...this.framework, tree: withShare(this.framework.tree, id, share) }, label, `weight ${id}`);
  }

  /** A weight by number: the others stay as they are. @param {string} id @param {number} weight @param {string} label */
  weigh(id, weight, label) {
    const group = parentOf(this.framework.tree, id);
    if (group && Number.isFinite(weight) && weight >= 0) this.frame({ ...this.framework, tree: weighted(this.framework.tree, group.id, { [id]: weight }) }, label, `weight ${id}`);
  }

  /** @param {string} group @param {string} label */
  equal(group, label) {
    this.frame({ ...this.framework, tree: equal(this.framework.tree, group) }, label);
  }

  /**
   * Weights that were found: by judgements, by points, or in the figures of the period.
   * @param {Record<string, Record<string, number>>} found by group, then by child @param {string} label
   * @param {import("../project/types.js").ProjectJudgement} [judgement] what they were found by
   */
  weights(found, label, judgement) {
    let { tree } = this.framework;
    for (const [group, weights] of Object.entries(found)) tree = weighted(tree, group, Object.fromEntries(Object.entries(weights).map(([id, weight]) => [id, Math.round(weight * 1e6) / 1e4])));
    const others = (this.project.judgements ?? []).filter(({ node }) => node !== judgement?.node);
    this.frame(withStep({ ...this.framework, tree }, "weigh", null), label, undefined, judgement ? { judgements: [...others, judgement] } : {});
  }

  // Steps.

  /** @param {StepName} name @param {Record<string, any> | null} step @param {string} label */
  step(name, step, label) {
    this.frame(withStep(this.framework, name, step), label);
  }

  /** The aggregation: means that zeros make zero need a scale that begins above it. @param {Record<string, any>} step @param {string} label */
  aggregate(step, label) {
    const normalise = stepOf(this.framework, "normalise");
    const positive = ["geometric", "harmonic"].includes(step.method);
    const scaled = normalise?.method === "min_max" && (normalise.lower ?? 0) < 1 === positive ? { ...normalise, lower: positive ? 1 : 0 } : normalise;
    this.frame(withStep(scaled ? withStep(this.framework, "normalise", scaled) : this.framework, "aggregate", step), label);
  }

  // Presets.

  /** Keeps the present weights under a name. @param {Text} name @param {string} label */
  addPreset(name, label) {
    const presets = this.framework.presets ?? [];
    const weights = Object.fromEntries(walk(this.framework.tree).slice(1).map(({ node }) => [node.id, node.weight ?? 1]));
    this.frame({ ...this.framework, presets: [...presets, { id: freshId("preset_1", presets.map(({ id }) => id)), name, weights }] }, label);
  }

  /** The weights of a preset become those of the framework. @param {Record<string, number>} weights by id, of all nodes @param {string} label */
  usePreset(weights, label) {
    let { tree } = this.framework;
    for (const { node } of walk(tree)) if (isGroup(node) && node.children?.length) tree = weighted(tree, node.id, weights);
    this.frame({ ...this.framework, tree }, label);
  }

  /** @param {string} id @param {string} label */
  removePreset(id, label) {
    const presets = (this.framework.presets ?? []).filter((each) => each.id !== id);
    const rest = { ...this.framework };
    delete rest.presets;
    this.frame(presets.length ? { ...rest, presets } : rest, label);
  }

  // The audit.

  /** Explains a finding, or takes the explanation back where it is empty. @param {string} check @param {string[]} at @param {Partial<Text>} note @param {string} label */
  answer(check, at, note, label) {
    const same = (/** @type {Answer} */ each) => each.check === check && JSON.stringify(each.at) === JSON.stringify(at);
    const others = (this.project.answers ?? []).filter((each) => !same(each));
    const next = note.zh || note.en ? [...others, { check, at, note }] : others;
    this.commit({ answers: next.length ? next : undefined }, label);
  }

  // Results.

  /** What is shown, in the order of a page. @returns {string[]} */
  get views() {
    return this.project.show?.views ?? USUAL;
  }

  /** @param {string} view @param {boolean} shown @param {string} label */
  show(view, shown, label) {
    const views = /** @type {any} */ (VIEWS.filter((each) => (each === view ? shown : this.views.includes(each))));
    this.commit({ show: { ...this.project.show, views } }, label);
  }

  /** What is still open before the project can be published, by what it is about. */
  get openQuestions() {
    return {
      data: !hasData(this.project),
      indicators: leavesOf(this.framework.tree).length === 0,
      empty: emptyGroups(this.framework.tree).filter((id) => id !== this.framework.tree.id),
      directions: this.unconfirmed,
    };
  }
}

/** The group that indicators are added to first: the first dimension, or the index. @param {Framework} framework */
const firstTarget = ({ tree }) => tree.children?.find(isGroup)?.id ?? tree.id;

/** @param {Framework} framework */
function freshGroup(framework) {
  const taken = new Set(idsOf(framework));
  let n = 1;
  while (taken.has(`dimension_${n}`)) n++;
  return `dimension_${n}`;
}
