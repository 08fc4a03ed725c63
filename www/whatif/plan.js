/** What a plan is, and what the calculator reads of it. Plans are values: a change makes a copy. No DOM, no wasm. */

/** @typedef {import("../api/types.js").ScenarioInput} ScenarioInput */
/** @typedef {"percent" | "amount" | "money"} Kind in per cent of the figure; added to it; money put into it under assumptions */
/** @typedef {{ units: string[], indicator: string, kind: Kind, value: number }} Change `units`: codes, or "*" alone */
/** @typedef {{ changes: Change[], assumptions: any, revision?: number }} Plan `revision`: set by the history; equal revisions have equal content */
/** @typedef {{ plans: Plan[], at: number }} State `at`: the plan that is being changed */

/** How many plans stand side by side. */
export const MOST_PLANS = 3;

/** @type {Record<Kind, "multiply" | "add" | "fund">} */
const OPS = { percent: "multiply", amount: "add", money: "fund" };

/** The value that the calculator is given. @param {Change} change */
export const valueOf = ({ kind, value }) => (kind === "percent" ? 1 + value / 100 : value);

/** Whether a change is computed: it has units, and money is computed only where the calculator can. @param {Change} change @param {boolean} funds */
const counts = ({ units, kind }, funds) => units.length > 0 && (funds || kind !== "money");

/** The changes that are computed. @param {Plan} plan @param {boolean} funds whether the calculator knows `fund` */
export const counted = (plan, funds) => plan.changes.filter((change) => counts(change, funds));

/** The number that the calculator gives to a change; -1 where it is not computed. @param {Plan} plan @param {number} at @param {boolean} funds */
export function calculatorIndex({ changes }, at, funds) {
  if (!changes[at] || !counts(changes[at], funds)) return -1;
  return changes.slice(0, at).filter((change) => counts(change, funds)).length;
}

/**
 * A plan as the calculator reads it (and as `innodex scenario` does).
 * @param {Plan} plan @param {string} period @param {boolean} [funds] whether the calculator knows `fund`
 * @returns {ScenarioInput}
 */
export function specOf(plan, period, funds = true) {
  const changes = counted(plan, funds).map((change) => ({
    unit: change.units[0] === "*" ? "*" : change.units.length === 1 ? change.units[0] : change.units,
    indicator: change.indicator,
    period,
    op: OPS[change.kind],
    value: valueOf(change),
  }));
  const assumed = plan.assumptions && changes.some(({ op }) => op === "fund");
  return /** @type {any} */ (assumed ? { changes, assumptions: plan.assumptions } : { changes });
}

/**
 * The plan of a scenario as it is written. Changes that `<innodex-scenario>` has no control for (set) are left out.
 * @param {any} spec
 * @returns {Plan}
 */
export function planOf(spec) {
  /** @type {Record<string, Kind>} */
  const kinds = { multiply: "percent", add: "amount", fund: "money" };
  /** @param {any} one */
  const list = (one) => (Array.isArray(one) ? one : [one]).map(String);
  const changes = (spec?.changes ?? []).flatMap((/** @type {any} */ { unit, indicator, op, value }) =>
    kinds[op] && typeof value === "number" && Number.isFinite(value)
      ? list(indicator).map((id) => ({ units: list(unit), indicator: id, kind: kinds[op], value: op === "multiply" ? tidy(100 * (value - 1)) : value }))
      : [],
  );
  return { changes, assumptions: spec?.assumptions ?? null };
}

/** Drops the digits that binary fractions add (100 x (1.1 - 1)). @param {number} value */
const tidy = (value) => Number(value.toPrecision(12));

/** The units that a plan changes, by code. @param {Plan} plan @param {string[]} all every unit of the panel @returns {Set<string>} */
export function touched(plan, all) {
  const moved = plan.changes.filter(({ value }) => value !== 0);
  return new Set(moved.flatMap(({ units }) => (units[0] === "*" ? all : units)));
}

/** Whether a plan changes anything. @param {Plan} plan */
export const changesSomething = ({ changes }) => changes.some(({ value }) => value !== 0);

/** Whether a plan has money in it, an amount of zero included. @param {Plan} plan */
export const hasMoney = ({ changes }) => changes.some(({ kind }) => kind === "money");

/** Whether a plan needs the calculator of money. @param {Plan} plan */
export const needsFunds = ({ changes }) => changes.some(({ kind, units, value }) => kind === "money" && units.length > 0 && value !== 0);

/** A copy of a state with one plan changed. @param {State} state @param {Partial<Plan>} plan @returns {State} */
export const withPlan = (state, plan) => ({ ...state, plans: state.plans.map((each, i) => (i === state.at ? { ...each, ...plan, revision: undefined } : each)) });

/** A copy of a state with one change of the present plan changed. @param {State} state @param {number} at @param {Partial<Change>} change @returns {State} */
export function withChange(state, at, change) {
  const { changes } = state.plans[state.at];
  return withPlan(state, { changes: changes.map((each, i) => (i === at ? { ...each, ...change } : each)) });
}

/**
 * A state without the changes of units and indicators that a panel does not have.
 * @param {State} state
 * @param {{ codes: string[], isChangeable: (indicator: string) => boolean }} panel
 * @returns {{ state: State, unknown: string[] }} `unknown`: what was left out; empty where nothing was
 */
export function withoutUnknown(state, { codes, isChangeable }) {
  const known = new Set([...codes, "*"]);
  /** @type {Set<string>} */
  const unknown = new Set();
  const plans = state.plans.map((plan) => ({
    ...plan,
    revision: undefined,
    changes: plan.changes.flatMap((change) => {
      const units = change.units.filter((unit) => known.has(unit));
      const changeable = isChangeable(change.indicator);
      for (const unit of change.units) if (!known.has(unit)) unknown.add(unit);
      if (!changeable) unknown.add(change.indicator);
      return units.length && changeable ? [{ ...change, units }] : [];
    }),
  }));
  return unknown.size ? { state: { ...state, plans }, unknown: [...unknown] } : { state, unknown: [] };
}
