// Models, each of a table and a framework, and the files of tests/oracle that its answers are held to.
import { aggregate, flat, framework, groups, lessIsBetter, level, minMax, normalise, oracle, overrides, pipelines } from "./input.js";
import * as read from "./readings.js";

/** The models: `files` says by file how its cells are read. */
export function models() {
  const all = [];
  const add = (data, framework, files, name) => all.push({ data, framework, files: Object.entries(files), name });

  // From raw tables to ranks, step by step.
  for (const [folder, steps] of Object.entries(pipelines)) {
    const file = (name) => `${folder}/${name}`;
    add(file("data"), framework(folder, steps, { ratios: true }), {
      [file("step_imputed")]: read.figures("impute"),
      [file("step_screened")]: read.figures("screen"),
      [file("step_treated")]: read.figures("treat"),
      [file("step_normalised")]: read.figures("normalise"),
      [file("step_aggregated")]: read.every,
      [file("results_ranks")]: folder === "asem" ? read.tied(read.ranks()) : read.ranks(),
      [file("screen_summary")]: read.screening,
      [file("treat_log")]: read.treatments,
      [file("effective_weights")]: read.weights,
    });
  }

  // The data as they are, with their gaps.
  const untreated = (file, steps, more) => [`${file}/data`, framework(file, [...steps, aggregate("arithmetic", more)], { ratios: true })];
  add(...untreated("asem", [minMax(0)]), {
    "asem/step_raw": read.raw,
    "asem/step_denominated": read.figures("denominate"),
    "asem/agg_amean_with_missing": read.every,
  });
  add(...untreated("asem", [minMax(0)], { minimum_share: 0.75 }), { "asem/agg_amean_with_missing_threshold_0.75": read.every });
  add(...untreated("asem_hard", []), { "asem_hard/step_raw": read.raw, "asem_hard/step_denominated": read.figures("denominate") });
  add(...untreated("asem", [{ step: "impute", method: "mean" }]), { "asem/impute_i_mean": read.figures("impute") });
  add(...untreated("asem", [{ step: "impute", method: "median" }]), { "asem/impute_i_median": read.figures("impute") });
  add(...untreated("asem", [{ step: "impute", method: "median", group: groups("asem") }]), { "asem/impute_i_median_grp": read.figures("impute") });
  const treatments = {
    raw: { method: "none" },
    winsorised: { method: "winsorise", points: 5, skewness: 2, kurtosis: 3.5 },
    log_CT: { method: "log_shift" },
    log_CT_plus: { method: "log_shift_either_side" },
    boxcox_half: { method: "box_cox", lambda: 0.5 },
  };
  for (const [column, treat] of Object.entries(treatments)) {
    add(...untreated("asem", [{ step: "treat", ...treat }]), {
      "asem/treat_ForPort": read.only([column], read.figures("treat", "ForPort")),
      ...(column === "raw" ? { "asem/skew_kurt": read.shapes } : {}),
    });
  }
  for (const folder of ["asem", "asem_hard"]) {
    const methods = folder === "asem" ? ["latest", "constant", "linear", "linear_constant"] : ["latest", "constant", "linear_constant"];
    for (const method of methods) {
      const file = `${folder}/panel_impute_${method}`;
      add(`${folder}/panel_data`, flat(Object.keys(oracle(file)[0]).slice(2), [{ step: "impute", method }]), { [file]: read.figures("impute") });
    }
  }

  // Normalisations of the treated data.
  const treated = (steps, more) => ["asem/step_treated", framework("asem", steps, more)];
  const normalisations = {
    borda: normalise("borda"),
    dist2max: normalise("distance_to_max"),
    dist2ref_unit3: normalise("distance_to_reference", { reference: "BEL" }),
    dist2target_p90_capped: normalise("distance_to_target", { overrides: overrides((quantile, direction) => ({ target: quantile(direction > 0 ? 0.9 : 0.1) })) }),
    fracmax: normalise("fraction_of_max"),
    goalposts_p10_p90: normalise("goalposts", { overrides: overrides((quantile) => ({ low: quantile(0.1), high: quantile(0.9) })) }),
    minmax_0_1: normalise("min_max", { lower: 0, upper: 1 }),
    minmax_1_100: minMax(1),
    prank: normalise("percentile_rank"),
    rank: normalise("rank"),
    // COINr's ends are of the figures with their direction, ours of the figures themselves.
    scaled: normalise("scaled", { low: 0, high: 100, overrides: overrides((_, direction) => (direction > 0 ? {} : { low: -100, high: 0 })) }),
    zscore: normalise("z_score"),
    zscore_50_10: normalise("z_score", { mean: 50, sd: 10 }),
  };
  for (const [name, step] of Object.entries(normalisations)) {
    const figures = read.figures("normalise");
    const readings = { fracmax: read.only(level(1).filter((id) => !lessIsBetter().includes(id)), figures), rank: read.tied(figures), borda: read.tied(figures), prank: read.tied(figures) };
    const reading = readings[name] ?? figures;
    add(...treated([step, aggregate("arithmetic")]), { [`asem/norm_${name}`]: reading });
  }

  // Aggregations of them, and what is found in the result.
  const pillars = level(2);
  const byPillar = (name, reading) => Object.fromEntries(pillars.map((pillar) => [`asem/${name}_${pillar}`, reading(pillar)]));
  add(...treated([minMax(0), aggregate("arithmetic")]), {
    "asem/results_scores": read.only(Object.keys(oracle("asem/results_ranks")[0]).slice(1), read.scores()),
    "asem/corr_pearson": read.correlations("pearson"),
    "asem/corr_spearman": read.tied(read.correlations("spearman")),
    "asem/corr_kendall": read.tied(read.correlations("kendall")),
    "asem/cronbach": read.alpha,
    "asem/pca_weights": read.firstLoadings,
    ...byPillar("pca_eigen", read.eigenvalues),
    ...byPillar("pca_loadings", read.loadings),
  });
  add(...treated([minMax(0), aggregate("arithmetic")]), { "asem/results_scores": read.only(["Rank"], read.ranks("Index")) });
  // What the indicators add up to is the score.
  add(...treated([minMax(0), aggregate("arithmetic")]), { "asem/results_scores": read.only(["Index"], read.contributions) });
  add(...treated([minMax(1), aggregate("geometric")]), { "asem/agg_gmean_minmax_1_100": read.every });
  add(...treated([minMax(1), aggregate("harmonic")]), { "asem/agg_hmean_minmax_1_100": read.every });
  add(...treated([minMax(1), aggregate("power", { p: 0.5 })]), { "asem/agg_genmean_p0.5_minmax_1_100": read.every });
  add(...treated([minMax(0), aggregate("geometric")], { levels: { 2: "arithmetic", 3: "geometric", 4: "arithmetic" } }), { "asem/agg_amean_gmean_amean": read.every });
  add(...treated([minMax(0), aggregate("arithmetic")], { levels: { 2: "copeland" } }), { "asem/agg_copeland": read.only(pillars, read.copeland()) });
  add(...treated([minMax(0), aggregate("arithmetic")], { levels: { 4: "copeland" } }), { "asem/agg_copeland": read.only(["TOP"], read.copeland("Index")) });
  add("asem_hard/step_treated", framework("asem_hard", [minMax(0), aggregate("arithmetic")], { levels: { 2: "copeland" } }), { "asem_hard/agg_copeland": read.copeland() });
  const screened = (steps) => ["asem_hard/step_screened", framework("asem_hard", steps)];
  for (const [name, method] of Object.entries({ amean: "arithmetic", gmean: "geometric", hmean: "harmonic" })) {
    add(...screened([minMax(1), aggregate(method, { minimum_share: 0.5 })]), { [`asem_hard/agg_${name}_with_missing_threshold_0.5`]: read.every });
  }
  add(...screened([aggregate("arithmetic")]), {
    "asem_hard/corr_with_missing_pearson": read.correlations("pearson"),
    "asem_hard/corr_with_missing_spearman": read.correlations("spearman"),
    "asem_hard/corr_with_missing_kendall": read.correlations("kendall"),
  });

  // Weights.
  add(...treated([minMax(0), { step: "weigh", method: "pca_coinr" }, aggregate("arithmetic")]), { "asem/pca_weights": read.componentWeights });
  add(...treated([minMax(0), { step: "weigh", method: "optimised", levels: [3] }, aggregate("arithmetic")]), { "asem/opt_weights_correlations": read.importance });
  for (const [folder, file] of [["asem", "leave_one_out_level2_ranks"], ["asem_hard", "leave_one_out_level1_ranks"]]) {
    for (const name of Object.keys(oracle(`${folder}/${file}`)[0]).slice(1)) {
      add(`${folder}/step_treated`, framework(folder, [minMax(0), aggregate("arithmetic")], { weights: { [name]: 0 } }), {
        [`${folder}/${file}`]: read.only([name], read.ranks("Index")),
        ...(folder === "asem" ? { "asem/leave_one_out_level2_scores": read.only([name], read.scores("Index")) } : {}),
      }, folder === "asem" ? name : undefined);
    }
  }
  all.find(({ name }) => name === "Nominal").files.push(["asem/leave_one_out_level2_mean", read.shifts]);
  add("growth", flat(["y"], []), { "asem/growth_example": read.growth });

  // What COINr has not: every pillar from its indicators between 1 and 100.
  const z = [normalise("z_score", { mean: 100, sd: 10 })];
  const mcdm = (file, method, more, before = []) =>
    add("asem/norm_minmax_1_100", framework("asem", [...before, aggregate(method, more)], { upwards: true }), { [`mcdm/${file}`]: read.every });
  mcdm("geom_equal", "geometric");
  for (const p of [-1, -2, 0.5, 2]) mcdm(`powermean_p${p}_scipy`, "power", { p });
  mcdm("topsis_vector_pymcdm", "topsis");
  mcdm("topsis_minmax_pymcdm", "topsis", { scale: "min_max" });
  for (const [sign, penalty] of [["pos", "minus"], ["neg", "plus"]]) {
    mcdm(`mpi_${sign}_minmax`, "mazziotta_pareto", { penalty });
    mcdm(`mpi_${sign}_z100_10`, "mazziotta_pareto", { penalty }, z);
  }
  for (const [name, penalty] of [["neg_gpmean", "minus"], ["neg_gpmid", "minus"], ["pos_gpmean_components", "plus"], ["pos_gpmid_components", "plus"]]) {
    const centre = name.includes("gpmean") ? "mean" : "middle";
    mcdm(`ampi_${name}`, "adjusted_mazziotta_pareto", { penalty }, [normalise("around_reference", { centre })]);
  }
  for (const [a, b] of [[0.25, 10], [0.5, 0], [0.5, 1], [1, 0]]) {
    mcdm(`meanmin_a${a}_b${b}_minmax_patched`, "mean_min", { a, b });
    mcdm(`meanmin_a${a}_b${b}_z100_10`, "mean_min", { a, b }, z);
  }
  mcdm("bod_exact_cddgmp", "benefit_of_the_doubt");
  mcdm("bod_constr_low0.05_up0.5_exact_cddgmp", "benefit_of_the_doubt", { low: 0.05, high: 0.5 });
  for (const method of ["entropy", "critic"]) {
    add("asem/norm_minmax_1_100", framework("asem", [{ step: "weigh", method }, aggregate("arithmetic")], { upwards: true }), { [`mcdm/weights_${method}_pymcdm`]: read.shares });
  }
  return all;
}
