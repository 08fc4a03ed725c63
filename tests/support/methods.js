// What others computed by methods that a first ranking does not need (COINr, pymcdm, Compind, scipy), held against the
// package in Node and in Chromium. What `play` functions are given is the API, nothing of Node: the same source runs in the
// page.
import assert from "node:assert/strict";
import { records, text } from "./files.js";

const oracle = (file) => records(text(`tests/oracle/${file}.csv`));

/** The panel CSV of an oracle's table. */
const panel = (file) => {
  const rows = oracle(file);
  const not = ["uName", "uCode", "Time"];
  const columns = Object.keys(rows[0]).filter((name) => !not.includes(name) && !name.endsWith("_group"));
  return [`code,year,${columns.join(",")}`, ...rows.map((row) => [row.uCode, "2018", ...columns.map((name) => row[name])].join(","))].join("\n");
};

/**
 * A framework of iMeta.
 * @param {string} folder
 * @param {object[]} steps
 * @param {{ ratios?: boolean, upwards?: boolean, levels?: Record<number, unknown> }} [options] the aggregation of a level's groups
 */
function framework(folder, steps, { ratios = false, upwards = false, levels = {} } = {}) {
  const meta = oracle(`${folder}/meta`).filter(({ Type }) => Type === "Indicator" || Type === "Aggregate");
  const node = ({ iCode, Weight, Level }) => {
    const children = meta.filter(({ Parent }) => Parent === iCode).map(node);
    const aggregate = levels[Level] === undefined ? {} : { aggregate: levels[Level] };
    return { id: iCode, weight: Number(Weight), ...(children.length ? { children, ...aggregate } : {}) };
  };
  const indicator = ({ iCode, Direction, Denominator }) => ({
    id: iCode,
    direction: upwards ? 1 : Number(Direction),
    ...(ratios && Denominator ? { numerator: iCode, denominator: Denominator } : {}),
  });
  return {
    id: "oracle",
    indicators: meta.filter(({ Type }) => Type === "Indicator").map(indicator),
    tree: node(meta.find(({ Parent }) => Parent === "")),
    steps: [...(ratios ? [{ step: "denominate" }] : []), ...steps],
  };
}

const groups = (folder) => Object.fromEntries(oracle(`${folder}/data`).map(({ uCode, EurAsia_group }) => [uCode, EurAsia_group]));
const minMax = (lower) => ({ step: "normalise", method: "min_max", lower, upper: 100 });
const aggregate = (method) => ({ step: "aggregate", ...(typeof method === "string" ? { method } : method) });

/** Cases by the file that they are held against; `data` is a table that several share. */
export function cases() {
  /** @type {{ file: string, data: string, framework: object, top?: string }[]} */
  const all = [];
  const normalised = (file, method) =>
    all.push({ file: `asem/${file}`, data: "asem/step_treated", framework: framework("asem", [{ step: "normalise", ...method }, aggregate("arithmetic")]) });
  normalised("norm_borda", { method: "borda" });
  normalised("norm_dist2max", { method: "distance_to_max" });
  normalised("norm_dist2ref_unit3", { method: "distance_to_reference", reference: "BEL" });
  normalised("norm_prank", { method: "percentile_rank" });
  normalised("norm_scaled", { method: "scaled", low: 0, high: 100 });
  const levels = (file, method) =>
    all.push({ file: `asem/${file}`, data: "asem/step_treated", framework: framework("asem", [minMax(1), aggregate(method)]) });
  levels("agg_hmean_minmax_1_100", "harmonic");
  levels("agg_genmean_p0.5_minmax_1_100", { method: "power", p: 0.5 });
  all.push({ file: "asem/agg_copeland", data: "asem/step_treated", top: "", framework: framework("asem", [minMax(0), aggregate("arithmetic")], { levels: { 2: "copeland" } }) });
  for (const file of ["step_normalised", "step_aggregated"]) {
    const steps = [
      { step: "impute", method: "mean", group: groups("asem") },
      { step: "screen", available: 0.9 },
      { step: "treat", points: 5 },
      minMax(0),
      aggregate("arithmetic"),
    ];
    all.push({ file: `asem/${file}`, data: "asem/data", framework: framework("asem", steps, { ratios: true }) });
    const hard = [
      { step: "screen", available: 0.75 },
      { step: "impute", method: "median", group: groups("asem_hard") },
      { step: "treat", points: 2 },
      minMax(0),
      aggregate("arithmetic"),
    ];
    all.push({ file: `asem_hard/${file}`, data: "asem_hard/data", framework: framework("asem_hard", hard, { ratios: true }) });
  }
  const pillars = (file, method, before = []) =>
    all.push({
      file: `mcdm/${file}`,
      data: "asem/norm_minmax_1_100",
      framework: framework("asem", [...before, aggregate(method)], { upwards: true }),
    });
  const z = [{ step: "normalise", method: "z_score", mean: 100, sd: 10 }];
  pillars("topsis_vector_pymcdm", "topsis");
  pillars("topsis_minmax_pymcdm", { method: "topsis", scale: "min_max" });
  pillars("mpi_pos_z100_10", "mazziotta_pareto", z);
  pillars("mpi_neg_minmax", { method: "mazziotta_pareto", penalty: "plus" });
  pillars("ampi_neg_gpmean", "adjusted_mazziotta_pareto", [{ step: "normalise", method: "around_reference" }]);
  pillars("meanmin_a0.5_b1_minmax_patched", "mean_min");
  pillars("powermean_p2_scipy", { method: "power", p: 2 });
  pillars("bod_exact_cddgmp", "benefit_of_the_doubt");
  pillars("bod_constr_low0.05_up0.5_exact_cddgmp", { method: "benefit_of_the_doubt", low: 0.05, high: 0.5 });
  return all.map((each) => ({ ...each, csv: panel(each.data) }));
}

/** The score of every unit by every node, of every case. Runs in Node and, as source, in a page. */
export async function playCases(Model, all) {
  const played = [];
  for (const { csv, framework } of all) {
    const model = await Model.load({ data: csv, framework });
    const scores = ({ id }) => [id, Object.fromEntries(model.rank("2018", { node: id }).map(({ code, score }) => [code, score]))];
    played.push(Object.fromEntries(model.description.nodes.map(scores)));
    model.dispose();
  }
  return played;
}

/** Holds what was played to the files, to 1e-9. Returns how many cells were compared. */
export function assertCases(all, played) {
  let cells = 0;
  for (const [at, { file, top }] of all.entries()) {
    const rows = oracle(file);
    assert.ok(rows.length >= 48, file);
    for (const { uCode, ...columns } of rows) {
      for (const [id, cell] of Object.entries(columns).filter(([id]) => id !== "TOP" || top === undefined)) {
        const [ours, theirs] = [played[at][id][uCode], Number(cell)];
        cells += 1;
        assert.ok(Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(theirs)), `${file} ${uCode} ${id}: ${ours}, golden ${theirs}`);
      }
    }
  }
  return cells;
}

/** Correlations, alpha and components of COINr's example. Runs in Node and, as source, in a page. */
export async function playAnalysis(Model, { association, report, contributions }, { csv, framework }) {
  const model = await Model.load({ data: csv, framework, methods: true });
  const pillars = model.description.nodes.filter(({ depth }) => depth === 2).map(({ id }) => id);
  const found = {
    all: Object.fromEntries(["pearson", "spearman", "kendall"].map((measure) => [measure, association(model, "2018", { measure, indicators: true })])),
    pillars: Object.fromEntries(pillars.map((group) => [group, association(model, "2018", { group })])),
    report: report(model, "2018"),
    contributions: contributions(model, "2018"),
    scores: model.rank("2018").map(({ code, score }) => [code, score]),
  };
  model.dispose();
  return found;
}

export const analysisInput = () => ({ csv: panel("asem/step_treated"), framework: framework("asem", [minMax(0), aggregate("arithmetic")]) });

/** Holds the analysis to COINr's files. Returns how many figures were compared. */
export function assertAnalysis({ all, pillars, report, contributions, scores }) {
  let figures = 0;
  const near = (ours, theirs, place) => {
    figures += 1;
    assert.ok(Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(theirs)), `${place}: ${ours}, golden ${theirs}`);
  };
  for (const [measure, { ids, correlations }] of Object.entries(all)) {
    for (const { Var1, Var2, Correlation } of oracle(`asem/corr_${measure}`)) {
      near(correlations[ids.indexOf(Var1) * ids.length + ids.indexOf(Var2)], Number(Correlation), `${measure} ${Var1} ${Var2}`);
    }
  }
  for (const [pillar, { alpha, eigenvalues }] of Object.entries(pillars)) {
    const row = oracle("asem/cronbach").find((each) => Object.values(each)[0] === pillar);
    near(alpha, Number(Object.values(row)[1]), `alpha ${pillar}`);
    const golden = oracle(`asem/pca_eigen_${pillar}`).map((each) => Number(each.eigenvalue ?? Object.values(each)[1]));
    assert.equal(eigenvalues.length, golden.length);
    golden.forEach((theirs, at) => near(eigenvalues[at], theirs, `eigenvalue ${pillar} ${at}`));
  }
  for (const { iCode, EffWeight } of oracle("asem/effective_weights")) near(report.weights.find(({ id }) => id === iCode).effective, Number(EffWeight), iCode);
  // What the indicators add is the score.
  for (const [code, score] of scores) near(contributions.reduce((sum, { values }) => sum + values[code], 0), score, `contributions ${code}`);
  return figures;
}
