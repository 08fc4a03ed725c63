/** What a reader has put together: up to three scenarios of changes, and the way back. No DOM, no wasm. */

/** @typedef {import("../api/types.js").ScenarioInput} ScenarioInput */
/** @typedef {"percent" | "amount" | "money"} Kind in per cent of the figure; added to it; money put into it under assumptions */
/** @typedef {{ units: string[], indicator: string, kind: Kind, value: number }} Change `units`: codes, or "*" alone */
/** @typedef {{ changes: Change[], assumptions: any }} Plan */
/** @typedef {{ plans: Plan[], at: number }} State `at`: the plan that is being changed */

/** How many scenarios stand side by side. */
export const MOST_PLANS = 3;

/** How far back one can go. */
const MOST_STEPS = 100;

/** @type {Record<Kind, "multiply" | "add" | "fund">} */
const OPS = { percent: "multiply", amount: "add", money: "fund" };

/** The value that the calculator is given. @param {Change} change */
export const valueOf = ({ kind, value }) => (kind === "percent" ? 1 + value / 100 : value);

/**
 * The changes that are computed: those of somebody, and of money only where money can be computed.
 * @param {Plan} plan @param {boolean} funds
 */
export const counted = (plan, funds) => plan.changes.filter(({ units, kind }) => units.length && (funds || kind !== "money"));

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
 * The plan of a scenario as it is written; changes that `<innodex-scenario>` has no control for (set) are left out.
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

/** Takes away what binary fractions added (100 x (1.1 - 1)). @param {number} value */
const tidy = (value) => Number(value.toPrecision(12));

/** The units that a plan changes, by code. @param {Plan} plan @param {string[]} all every unit of the panel @returns {Set<string>} */
export function touched(plan, all) {
  const moved = plan.changes.filter(({ value }) => value !== 0);
  return new Set(moved.flatMap(({ units }) => (units[0] === "*" ? all : units)));
}

/** A copy of a state with one plan changed. @param {State} state @param {Partial<Plan>} plan @returns {State} */
export const withPlan = (state, plan) => ({ ...state, plans: state.plans.map((each, i) => (i === state.at ? { ...each, ...plan } : each)) });

/** A copy of a state with one change of the present plan changed. @param {State} state @param {number} at @param {Partial<Change>} change @returns {State} */
export function withChange(state, at, change) {
  const { changes } = state.plans[state.at];
  return withPlan(state, { changes: changes.map((each, i) => (i === at ? { ...each, ...change } : each)) });
}

/** The way back and forth between states. */
export class History {
  /** @param {State} first */
  constructor(first) {
    this.now = first;
    /** @type {State[]} */
    this.past = [];
    /** @type {State[]} */
    this.future = [];
    /** What the last change was about. */
    this.about = "";
  }

  /**
   * A new state. Several with the same `about` (a slider on its way) are one step back.
   * @param {State} state @param {string} [about]
   */
  go(state, about = "") {
    if (!about || about !== this.about) this.past = [...this.past, this.now].slice(-MOST_STEPS);
    this.about = about;
    this.future = [];
    this.now = state;
  }

  /** What follows is a new step, whatever it is about. */
  rest() {
    this.about = "";
  }

  back() {
    const former = this.past.pop();
    if (former) [this.future, this.now] = [[this.now, ...this.future], former];
    this.rest();
  }

  forth() {
    const next = this.future.shift();
    if (next) {
      this.past.push(this.now);
      this.now = next;
    }
    this.rest();
  }
}
