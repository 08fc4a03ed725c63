/**
 * What it would take: goals, what each figure can reach, the next above in every indicator, more and less of everything, the
 * best split of a budget, and scenarios side by side. A file of its own, so that no page pays for it unasked; the same in Node and in a page. It needs a
 * model loaded with `methods: true`; in Node every model is.
 */
import { guarded } from "./error.js";
import { jsonOf } from "./json.js";
import { calculatorOf } from "./calculator-of.js";
import * as layout from "./layout.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Scenario} Scenario */
/** @typedef {import("./types.js").Allocation} Allocation */
/** @typedef {import("./types.js").StatedAssumption} StatedAssumption */
/** @typedef {import("./types.js").Bar} Bar */
/** @typedef {import("./types.js").BudgetInput} BudgetInput */
/** @typedef {import("./types.js").Comparison} Comparison */
/** @typedef {import("./types.js").GoalAnswer} GoalAnswer */
/** @typedef {import("./types.js").GoalInput} GoalInput */
/** @typedef {import("./types.js").Note} Note */
/** @typedef {import("./types.js").Raised} Raised */
/** @typedef {import("./types.js").RankOptions} RankOptions */
/** @typedef {import("./types.js").Reach} Reach */
/** @typedef {import("./types.js").ScenarioInput} ScenarioInput */

/** The root of a model's tree. @param {Model} model */
const rootOf = (model) => model.description.nodes[0].id;

/**
 * The smallest change of one column, or with `fund` the least money, with which a unit has a rank or a score: the nearest there
 * is, up or down, within `limit` times the present value.
 * @param {Model} model @param {GoalInput} goal
 * @returns {GoalAnswer}
 */
export const goal = (model, goal) => guarded(() => calculatorOf(model).goal(jsonOf(goal)));

/**
 * Of every column that can change a unit's rank, the smallest change for every rank that it can reach.
 * @param {Model} model @param {Omit<GoalInput, "indicator" | "rank" | "score">} goal
 * @returns {Reach[]}
 */
export const reach = (model, goal) => guarded(() => calculatorOf(model).reach(jsonOf({ indicator: "", ...goal })));

/**
 * For each indicator, the unit raised to the next unit above it: ranks and score gained, and of the whole index between which
 * ranks it lies then in nine of ten draws.
 * @param {Model} model
 * @param {import("./types.js").RobustnessOptions & { unit: string, node?: string }} options unit: code or name; draws: 0 for no intervals
 * @returns {Raised[]}
 */
export const leastData = (model, { period, unit, node = rootOf(model), spec, draws, seed }) =>
  guarded(() => calculatorOf(model).least_data(period, unit, node, jsonOf(spec), draws, seed));

/**
 * Some per cent more and less of every column that the index is made of, the largest effect on the unit's score first.
 * @param {Model} model @param {{ period: string, unit: string, percent?: number, node?: string }} options
 * @returns {Bar[]}
 */
export const tornado = (model, { period, unit, percent = 10, node = rootOf(model) }) => guarded(() => calculatorOf(model).tornado(period, unit, node, percent));

/**
 * The split of a budget over units or programmes with which the mean score, the lowest score or one unit's is as high as it can
 * be. `achieved` is what the index makes of the split, `bound` what no split can exceed (null where none is known), `gap` the
 * difference; `scenario` is the split as a scenario.
 * @param {Model} model @param {string} period @param {BudgetInput | string} budget object or JSON text (schema/budget.json)
 * @returns {Allocation}
 */
export const allocate = (model, period, budget) => guarded(() => calculatorOf(model).allocate(period, jsonOf(budget)));

/**
 * Several scenarios side by side: everybody's rank and score without any, then in each.
 * @param {Model} model @param {(ScenarioInput | string)[]} scenarios @param {{ period: string } & Omit<RankOptions, "compare">} options
 * @returns {Comparison}
 */
export const compare = (model, scenarios, { period, node = rootOf(model), region, ties = "competition" }) =>
  guarded(() => calculatorOf(model).compare(`[${scenarios.map(jsonOf).join()}]`, period, node, region ?? undefined, ties));

/**
 * What a scenario's funds take for granted, each with its source or the word "assumed".
 * @param {Scenario} scenario
 * @returns {StatedAssumption[]}
 */
export const assumptions = (scenario) => guarded(() => calculatorOf(scenario, "assumptions").assumptions());

/**
 * Effects of a scenario that are not seen in a period, in words: of money whose effect falls into another.
 * @param {Scenario} scenario @param {string} period
 * @returns {Note["text"][]}
 */
export function unseen(scenario, period) {
  /** @type {Float64Array} */
  const packed = guarded(() => calculatorOf(scenario, "unseen").unseen(period));
  return layout.unseen(packed).map(({ change, elasticity, later }) => {
    const [zh, en] = [`第 ${change + 1} 项变化的第 ${elasticity + 1} 个弹性`, `elasticity ${elasticity + 1} of change ${change + 1}`];
    return later === null
      ? { zh: `${zh}落在数据的最后时期之后，未计入。`, en: `The effect of ${en} falls behind the last period of the data and is not counted.` }
      : { zh: `${zh}落在所看时期之外（${later > 0 ? "之后" : "之前"} ${Math.abs(later)} 期），此处看不到。`, en: `The effect of ${en} falls ${Math.abs(later)} period(s) ${later > 0 ? "after" : "before"} the one looked at and is not seen here.` };
  });
}
