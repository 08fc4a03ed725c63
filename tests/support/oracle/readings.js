// How the cells of a file are found in what a model answers: `ask` is played where the model is, `of` makes of the answer a
// function from row and column (and all of the row, all rows, the row's number) to a value; undefined: not to be compared.
import { level, parentOf, YEAR } from "./input.js";

/** What was asked is a whole number, or to be equal to the last bit. */
const exact = (reading) => ({ ...reading, exact: true });
/** Some columns of a file; another reading has the others. */
export const only = (columns, reading) => ({ ...reading, columns });

/**
 * All but ASEM's TolMin: of it COINr ranks figures apart that differ in the last binary digit only (3.4 and 3.4000000000000004).
 * tests/oracle/ties has them as scipy ranks them, rounded; tests/oracle_asem.rs and tests/association.rs hold to that.
 */
export const tied = (reading) => ({
  ...reading,
  of: (all) => {
    const found = reading.of(all);
    return (id, column, more) => ([id, column, more.row.Var2].includes("TolMin") ? undefined : found(id, column, more));
  },
});

/** Figures after a step: of the indicator that the column names, or of one. */
export const figures = (step, id) => ({
  ask: `step ${step}`,
  of:
    ({ units, years }) =>
    (unit, column, { row }) =>
      years[row.Time ?? YEAR][id ?? column][units.indexOf(unit)],
});
export const raw = exact(figures("raw"));
export const every = figures("aggregate");
export const copeland = (id) => exact(figures("aggregate", id));

const asked = (node) => (node ? `ranks ${node}` : "ranks");
/** What `rank` says: of the node that the column names, or of one. */
export const ranks = (node) => exact({ ask: asked(node), of: (all) => (unit, column) => all[node ?? column][unit].rank });
export const scores = (node) => ({ ask: asked(node), of: (all) => (unit, column) => all[node ?? column][unit].score });

const report = (of) => ({ ask: "report", of });
const SCREENING = { N_missing: "missing", N_zero: "zero", Dat_Avail: "available", Non_Zero: "non_zero", Included: "included" };
export const screening = report(
  ({ screening }) =>
    (unit, column) =>
      screening.find(({ code }) => code === unit)[SCREENING[column]],
);
const SHAPE = { Pass: "passes", Skew: "skewness", Kurt: "kurtosis", skew: "skewness", kurt: "kurtosis" };
export const treatments = report(({ treatments }) => (id, column) => {
  const { points, before, winsorised, transformed } = treatments.find(({ indicator }) => indicator === id);
  if (column === "winsorise.nwin") return points || null;
  const [, at, what] = /^check_SkewKurt(\d)\.(\w+)$/.exec(column);
  return [before, winsorised, transformed][at]?.[SHAPE[what]] ?? null;
});
export const shapes = report(
  ({ treatments }) =>
    (id, column) =>
      treatments.find(({ indicator }) => indicator === id).before[SHAPE[column]],
);

const effective = ({ weights }, id) => weights.find((each) => each.id === id).effective;
export const weights = report((answer) => (id) => effective(answer, id));
/** The share of an indicator within its group. */
export const shares = report((answer) => (id) => effective(answer, id) / effective(answer, parentOf(id)));
/** Weights of the first component, as COINr has them: of length 1. Those of mixed signs are no weights, and as given. */
export const componentWeights = report((answer) => (id, column, { row, rows }) => {
  if (row.Level !== "1" || answer.weights.find((each) => each.id === id).as_given !== null) return undefined;
  const group = rows.filter(({ iCode }) => parentOf(iCode) === parentOf(id));
  return shares.of(answer)(id) * group.reduce((sum, { Weight }) => sum + Number(Weight), 0);
});

export const correlations = (measure) => ({
  ask: `association ${measure}`,
  of:
    ({ ids, correlations }) =>
    (id, column, { row: { Var2 } }) =>
      correlations[ids.indexOf(id) * ids.length + ids.indexOf(Var2)],
});
export const alpha = { ask: "groups", of: (all) => (pillar) => all[pillar].alpha };
export const eigenvalues = (pillar) => ({ ask: "groups", of: (all) => (at) => all[pillar].eigenvalues[at - 1] });
/** A component's loading, with the sign that the file's has. */
function loading({ ids, loadings }, at, id, theirs) {
  const ours = loadings.slice(at * ids.length, (at + 1) * ids.length);
  return ours[ids.indexOf(id)] * Math.sign(ids.reduce((sum, each, i) => sum + ours[i] * theirs(each), 0));
}
const cell = (rows, column) => (id) => Number(rows.find(({ iCode }) => iCode === id)[column]);
export const loadings = (pillar) => ({
  ask: "groups",
  of:
    (all) =>
    (id, column, { rows }) =>
      loading(all[pillar], Number(column.slice(2)) - 1, id, cell(rows, column)),
});
export const firstLoadings = {
  ask: "groups",
  of:
    (all) =>
    (id, column, { row, rows }) =>
      row.Level === "1" ? loading(all[parentOf(id)], 0, id, cell(rows, column)) : undefined,
};

function pearson(x, y) {
  const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const product = (a, ma, b, mb) => a.reduce((sum, v, i) => sum + (v - ma) * (b[i] - mb), 0);
  return product(x, mx, y, my) / Math.sqrt(product(x, mx, x, mx) * product(y, my, y, my));
}
/** The correlations of the sub-indices with the index, as shares of their sum. */
export const importance = {
  ask: "step aggregate",
  of: ({ years: { [YEAR]: values } }) => {
    const all = level(3).map((id) => pearson(values[id], values.Index));
    return (unit, column, { at }) => all[at] / all.reduce((sum, c) => sum + c, 0);
  },
};

/** How far ranks without an element lie from those with all, on average. */
export const shifts = {
  ask: asked("Index"),
  of: (answer, named) => (element) => {
    const [all, without] = ["Nominal", element].map((name) => named[name][asked("Index")].Index);
    const codes = Object.keys(all);
    return codes.reduce((sum, code) => sum + Math.abs(all[code].rank - without[code].rank), 0) / codes.length;
  },
};

export const contributions = { ask: "contributions", of: (sums) => (unit) => sums[unit] };

const RATES = { cagr: "cagr", prc_change_per1: "trend_percent" };
export const growth = { ask: "growth", of: (found) => (row, column) => found[RATES[column]] };
