/** A ready framework filled with a district's figures. What nobody states stays missing. No DOM. */

import { columnsOf } from "./columns.js";
import { measureOf, plain, shifted } from "./measures.js";
import { originText, OWN_UNIT, panelOf } from "./panel.js";
import { problem } from "./problems.js";
import { slotsOf } from "./ladders.js";
import { textOf } from "../whatif/rows.js";

/** @typedef {import("./columns.js").Column} Column */
/** @typedef {import("./ladders.js").Ladder} Ladder */
/** @typedef {import("./ladders.js").Slot} Slot */
/** @typedef {import("./reports.js").State} State */
/** @typedef {{ column?: string | null, own?: Record<string, number>, target?: number | null }} Slotted a person's choices: an indicator (null: none), figures of one's own by period, a target */
/** @typedef {{ value: number, note: string, own: boolean }} Filled */
/** @typedef {{ slot: Slot, column: Column | null, candidates: Column[], cells: Map<string, Filled>, target: number | null }} Place */

/** What counts things that are counted alike: 家 and 个. */
const COUNTS = ["家", "个", "户", "所"];

/** @param {Slot} slot @param {Column} column */
function fits({ kinds, words, without = [] }, { kind, key, unit }) {
  const subject = plain(key.split("|")[1]);
  const has = (/** @type {string} */ word) => subject.includes(word);
  return kinds.includes(kind) && COUNTS.includes(measureOf(unit).noun) && words.some(has) && !without.some(has);
}

/**
 * The places of a ready framework with what fills them. An indicator is proposed where exactly one fits; a person may choose another.
 * @param {State} state @param {Ladder} ladder
 * @returns {Place[]}
 */
export function places(state, ladder) {
  const columns = columnsOf(state).filter(({ cells }) => cells.length);
  const { origins } = panelOf(state);
  return slotsOf(ladder).map((slot) => {
    const chosen = state.slots[slot.id] ?? {};
    const candidates = columns.filter((column) => fits(slot, column));
    const column = chosen.column === undefined ? (candidates.length === 1 ? candidates[0] : null) : (columns.find(({ key }) => key === chosen.column) ?? null);
    /** @type {Map<string, Filled>} */
    const cells = new Map();
    const { power } = measureOf(column?.unit ?? "");
    for (const { period, value } of column?.cells ?? []) {
      const origin = origins.find((each) => each.column === column?.id && each.period === period);
      cells.set(period, { value: shifted(value, power), note: origin ? originText(origin).zh : "", own: false });
    }
    for (const [period, value] of Object.entries(chosen.own ?? {})) cells.set(period, { value, note: "使用者填写 (entered by the reader)", own: true });
    return { slot, column, candidates, cells, target: chosen.target !== undefined ? chosen.target : column && column.target !== null ? shifted(column.target, power) : null };
  });
}

/** The panel of a ready framework: a column for every place, an empty one where there is no figure. @param {State} state @param {Ladder} ladder */
export function ladderPanel(state, ladder) {
  const all = places(state, ladder);
  const periods = [...new Set(all.flatMap(({ cells }) => [...cells.keys()]))].sort();
  if (!periods.length) throw problem("nothing_accepted", ladder.id);
  const unit = state.unit || OWN_UNIT;
  const sources = state.reports.map(({ name, source }) => source || name).join("；");
  return {
    ...{ unit, periods, places: all },
    csv: textOf([["unit", "period", ...all.map(({ slot }) => slot.id)], ...periods.map((period) => [unit, period, ...all.map(({ cells }) => cells.get(period)?.value ?? "")])]),
    indicators: all.map(({ slot, cells }) => ({
      ...{ id: slot.id, zh: slot.name.zh, en: slot.name.en, unit: slot.unit, source: cells.size ? sources || "使用者填写 (entered by the reader)" : "报告没有写 (not in the report)" },
      note: [...cells].map(([period, { note }]) => `${period}：${note}`).join("；"),
    })),
  };
}

/** The framework of the places that have a target; the others are in the data only. @param {State} state @param {Ladder} ladder */
export function ladderFramework(state, ladder) {
  const aimed = places(state, ladder).filter(({ target }) => target !== null);
  if (!aimed.length) throw problem("no_targets", ladder.id);
  const wrong = aimed.find(({ target }) => Number(target) <= 0);
  if (wrong) throw problem("target_not_positive", wrong.slot.id, wrong.slot.name.zh, wrong.target);
  const ids = new Set(aimed.map(({ slot }) => slot.id));
  const groups = ladder.groups.map(({ id, name, slots }) => ({ id, name, weight: 1, children: slots.filter((slot) => ids.has(slot.id)).map(({ id: leaf }) => ({ id: leaf, weight: 1 })) }));
  return {
    ...{ id: ladder.id, name: ladder.name },
    source: "目标由使用者设定，各组、各项等权；没有数字的项目缺失，不计分 (Targets are the reader's own; groups and indicators weigh the same; what has no figure is missing and not scored)",
    indicators: aimed.map(({ slot }) => ({ id: slot.id, direction: 1 })),
    tree: { id: "progress", name: { zh: "目标完成指数", en: "Progress to targets" }, weight: 1, children: groups.filter(({ children }) => children.length) },
    steps: [
      { step: "normalise", method: "goalposts", low: 0, lower: 0, upper: 100, clamp: true, overrides: Object.fromEntries(aimed.map(({ slot, target }) => [slot.id, { high: target }])) },
      { step: "aggregate", method: "arithmetic", minimum_share: 0.5 },
    ],
  };
}
