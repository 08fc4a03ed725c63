// The tables of tests/oracle as the API reads them, and COINr's iMeta as frameworks.
import { records, text } from "../files.js";

const cache = new Map();

/** The rows of a file of tests/oracle. */
export function oracle(file) {
  if (!cache.has(file)) cache.set(file, records(text(`tests/oracle/${file}.csv`)));
  return cache.get(file);
}

/** What has no `Time` is of this year. */
export const YEAR = "2018";

/** A table as a panel's CSV: its figures, not its names and groups. */
export function panel(file) {
  const columns = Object.keys(oracle(file)[0]).filter((name) => !["uName", "uCode", "Time"].includes(name) && !name.endsWith("_group"));
  const row = (each) => [each.uCode, each.Time ?? YEAR, ...columns.map((name) => each[name])].join(",");
  return [`code,year,${columns.join(",")}`, ...oracle(file).map(row)].join("\n");
}

/** The lines of iMeta that stand in the tree. */
const elements = (folder) => oracle(`${folder}/meta`).filter(({ Type }) => Type === "Indicator" || Type === "Aggregate");
/** Their ids, by level: 1 the indicators, 2 the pillars, 3 the sub-indices. */
export const level = (number) => elements("asem").filter(({ Level }) => Level === String(number)).map(({ iCode }) => iCode);
export const parentOf = (id) => elements("asem").find(({ iCode }) => iCode === id).Parent;
const directionOf = (id) => Number(elements("asem").find(({ iCode }) => iCode === id).Direction);
export const lessIsBetter = () => level(1).filter((id) => directionOf(id) < 0);

/**
 * A framework of iMeta.
 * @param {string} folder
 * @param {object[]} steps
 * @param {{ ratios?: boolean, upwards?: boolean, levels?: Record<number, unknown>, weights?: Record<string, number> }} [options]
 *   `ratios` divides by iMeta's denominators; `upwards` takes more as better everywhere; `levels` combines a level's groups
 *   otherwise; `weights` stand instead of iMeta's
 */
export function framework(folder, steps, { ratios = false, upwards = false, levels = {}, weights = {} } = {}) {
  const all = elements(folder);
  const node = ({ iCode, Weight, Level }) => {
    const children = all.filter(({ Parent }) => Parent === iCode).map(node);
    const aggregate = levels[Level] === undefined ? {} : { aggregate: levels[Level] };
    return { id: iCode, weight: weights[iCode] ?? Number(Weight), ...(children.length ? { children, ...aggregate } : {}) };
  };
  const indicator = ({ iCode, Direction, Denominator }) => ({
    id: iCode,
    direction: upwards ? 1 : Number(Direction),
    ...(ratios && Denominator ? { numerator: iCode, denominator: Denominator } : {}),
  });
  return {
    id: "oracle",
    indicators: all.filter(({ Type }) => Type === "Indicator").map(indicator),
    tree: node(all.find(({ Parent }) => Parent === "")),
    steps: [...(ratios ? [{ step: "denominate" }] : []), ...steps],
  };
}

/** A framework of columns side by side. */
export const flat = (ids, steps) => ({
  id: "flat",
  indicators: ids.map((id) => ({ id, direction: 1 })),
  tree: { id: "index", children: ids.map((id) => ({ id })) },
  steps: [...steps, aggregate("arithmetic")],
});

/** The group of every unit, as `impute` takes it. */
export const groups = (folder) => Object.fromEntries(oracle(`${folder}/data`).map(({ uCode, EurAsia_group }) => [uCode, EurAsia_group]));

export const normalise = (method, more = {}) => ({ step: "normalise", method, ...more });
export const minMax = (lower) => normalise("min_max", { lower, upper: 100 });
export const aggregate = (method, more = {}) => ({ step: "aggregate", method, ...more });

/** Overrides of every indicator, by quantiles (R's type 7) of its treated figures, and by its direction. */
export function overrides(of) {
  const quantiles = (id) => {
    const sorted = oracle("asem/step_treated").map((row) => Number(row[id])).sort((a, b) => a - b);
    return (p) => {
      const h = (sorted.length - 1) * p;
      const [below, above] = [sorted[Math.floor(h)], sorted[Math.ceil(h)]];
      return below + (h - Math.floor(h)) * (above - below);
    };
  };
  return Object.fromEntries(level(1).map((id) => [id, of(quantiles(id), directionOf(id))]));
}

/** The pipelines of golden.R and golden_hard.R, from raw tables. */
export const pipelines = {
  asem: [{ step: "impute", method: "mean", group: groups("asem") }, { step: "screen", available: 0.9 }, { step: "treat", points: 5 }, minMax(0), aggregate("arithmetic")],
  asem_hard: [{ step: "screen", available: 0.75 }, { step: "impute", method: "median", group: groups("asem_hard") }, { step: "treat", points: 2 }, minMax(0), aggregate("arithmetic")],
};
