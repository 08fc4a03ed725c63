//! COINr 1.1.14 on its own example (ASEM: 51 units, 49 indicators, 8 pillars, 2 sub-indices, 1 index), file by file.
//! Every test counts the cells it compared, so that none passes by comparing nothing.
//!
//! Not replayed are the files of [`WAITING`], each for its reason. COINr ranks figures apart that differ in the last digit
//! only; where it does, scipy's ranks of rounded figures stand in for its own: tests/oracle/ties/make.py.

use crate::common;

use common::coinr::{self, Meta};
use common::golden::{quantile, Golden};
use innodex::growth::{growth, Rate, Request};
use innodex::ranking::{rank, Ties};
use innodex::{Framework, Model, Panel, Period, Scores};
use serde_json::{json, Map, Value};

/// Files (or the beginning of their names) that no test compares, and why.
const WAITING: [(&str, &str); 4] = [
    ("panel_", "has no gaps: those of asem_hard are replayed"),
    ("sensitivity", "sensitivity analysis"),
    ("uncertainty_rank_stats", "uncertainty analysis"),
    ("uncertainty_run", "uncertainty analysis"),
];

/// Files that other tests compare: association.rs, oracle_steps.rs, weights.rs.
const ELSEWHERE: [&str; 13] = [
    "corr_",
    "cronbach",
    "impute_",
    "opt_weights",
    "pca_",
    "screen_summary",
    "skew_kurt",
    "step_imputed",
    "step_screened",
    "step_treated",
    "treat_",
    "data",
    "meta",
];

/// Files that the tests below compare.
const REPLAYED: [&str; 32] = [
    "agg_amean_gmean_amean",
    "agg_amean_with_missing",
    "agg_amean_with_missing_threshold_0.75",
    "agg_copeland",
    "agg_genmean_p0.5_minmax_1_100",
    "agg_gmean_minmax_1_100",
    "agg_hmean_minmax_1_100",
    "effective_weights",
    "growth_example",
    "leave_one_out_level2_mean",
    "leave_one_out_level2_ranks",
    "leave_one_out_level2_scores",
    "norm_borda",
    "norm_dist2max",
    "norm_dist2ref_unit3",
    "norm_dist2target_p90_capped",
    "norm_fracmax",
    "norm_goalposts_p10_p90",
    "norm_minmax_0_1",
    "norm_minmax_1_100",
    "norm_prank",
    "norm_rank",
    "norm_scaled",
    "norm_zscore",
    "norm_zscore_50_10",
    "results_ranks",
    "results_scores",
    "step_aggregated",
    "step_denominated",
    "step_normalised",
    "step_raw",
    "uncertainty_nominal",
];

const INDICATORS: usize = 51 * 49;
const ALL_LEVELS: usize = 51 * 60;

fn golden(file: &str) -> Golden {
    Golden::read(&format!("asem/{file}"))
}

/// A file of ranks without the column of which COINr ranks the last digit.
fn ranks_of(file: &str) -> (Golden, usize) {
    let mut file = golden(file);
    let rows = file.rows.len();
    let noise = file.columns.iter().position(|c| c == "TolMin").unwrap();
    file.columns.remove(noise);
    file.rows.iter_mut().for_each(|row| drop(row.remove(noise)));
    (file, rows)
}

#[test]
fn figures_equal_but_for_the_last_digit_tie_as_scipy_ranks_them_rounded() {
    let scipy = Golden::read("ties/ranks");
    let scores = |method: &str| treated(json!({ "method": method }), arithmetic());
    let ordered = treated(min_max(), arithmetic());
    let competition = rank(ordered.node(ordered.model().node("TolMin").unwrap()), Ties::Competition);
    let unit = |code: &str| ordered.model().panel().unit(code).unwrap();
    let normalised = ["rank", "borda", "percentile_rank"].map(|method| (method, scores(method)));
    let cells = scipy.compare(true, |code, column| match normalised.iter().find(|(method, _)| *method == column) {
        Some((_, scores)) => coinr::figure(scores, "normalise", code, "TolMin"),
        None => competition[unit(code)],
    });
    assert_eq!(cells, (51 * 4, 0));
}

fn meta() -> Meta {
    Meta::read("asem")
}

fn min_max() -> Value {
    json!({ "method": "min_max", "lower": 0, "upper": 100 })
}

fn arithmetic() -> Value {
    json!({ "method": "arithmetic" })
}

/// Scores from the treated data.
fn treated(normalise: Value, aggregate: Value) -> Scores {
    coinr::scores(&golden("step_treated"), meta().framework(false, normalise, aggregate, &[]))
}

/// Scores from the data as they are, with their gaps, denominated.
fn untreated(aggregate: Value) -> Scores {
    coinr::scores(&golden("data"), meta().framework(true, min_max(), aggregate, &[]))
}

/// Compares a file of normalised indicators.
fn normalised(file: &str, normalise: Value) {
    let scores = treated(normalise, arithmetic());
    let cells = golden(file).compare(false, |unit, id| coinr::figure(&scores, "normalise", unit, id));
    assert_eq!(cells, (INDICATORS, 0));
}

/// The same of ranks.
fn normalised_ranks(file: &str, exact: bool, method: &str) {
    let scores = treated(json!({ "method": method }), arithmetic());
    let (file, units) = ranks_of(file);
    let cells = file.compare(exact, |unit, id| coinr::figure(&scores, "normalise", unit, id));
    assert_eq!(cells, (INDICATORS - units, 0));
}

#[test]
fn every_file_is_replayed_or_waits_for_a_method() {
    let mut files: Vec<String> = std::fs::read_dir("tests/oracle/asem")
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap().trim_end_matches(".csv").to_owned())
        .collect();
    files.sort();
    let waits = |file: &str| WAITING.iter().any(|(begin, _)| file.starts_with(begin));
    for file in &files {
        let elsewhere = ELSEWHERE.iter().any(|begin| file.starts_with(begin));
        let kinds = [waits(file), elsewhere, REPLAYED.contains(&file.as_str())];
        assert_eq!(kinds.iter().filter(|k| **k).count(), 1, "{file}");
    }
}

#[test]
fn raw_figures_are_read_to_the_last_bit() {
    let scores = untreated(arithmetic());
    let cells = golden("step_raw").compare(true, |unit, id| coinr::figure(&scores, "raw", unit, id));
    assert_eq!(cells, (INDICATORS - 63, 63));
}

#[test]
fn denominated() {
    // Two more gaps than in the raw data: what is divided by is missing there.
    let scores = untreated(arithmetic());
    let cells = golden("step_denominated").compare(false, |unit, id| coinr::figure(&scores, "denominate", unit, id));
    assert_eq!(cells, (INDICATORS - 65, 65));
}

#[test]
fn min_max_to_three_scales() {
    normalised("norm_minmax_0_1", json!({ "method": "min_max", "lower": 0, "upper": 1 }));
    normalised("norm_minmax_1_100", json!({ "method": "min_max", "lower": 1, "upper": 100 }));
    normalised("step_normalised", min_max());
    normalised("step_normalised", json!({ "method": "min_max" }));
}

#[test]
fn z_scores() {
    normalised("norm_zscore", json!({ "method": "z_score" }));
    normalised("norm_zscore_50_10", json!({ "method": "z_score", "mean": 50, "sd": 10 }));
}

#[test]
fn ranks_as_a_normalisation() {
    normalised_ranks("norm_rank", true, "rank");
    normalised_ranks("norm_borda", true, "borda");
    normalised_ranks("norm_prank", false, "percentile_rank");
}

/// Overrides of every indicator, from its figures and its direction.
fn overrides(of: impl Fn(&[f64], i32) -> Value) -> Map<String, Value> {
    let data = golden("step_treated");
    meta().level(1).map(|e| (e.code.clone(), of(&data.figures(&e.code), e.direction))).collect()
}

#[test]
fn goalposts_at_the_outer_tenths() {
    let posts = overrides(|x, _| json!({ "low": quantile(x, 0.1), "high": quantile(x, 0.9) }));
    normalised("norm_goalposts_p10_p90", json!({ "method": "goalposts", "overrides": posts }));
}

#[test]
fn distance_to_a_target() {
    let target = |x: &[f64], direction| json!({ "target": quantile(x, if direction > 0 { 0.9 } else { 0.1 }) });
    let targets = overrides(target);
    normalised("norm_dist2target_p90_capped", json!({ "method": "distance_to_target", "overrides": targets }));
}

#[test]
fn further_normalisations() {
    normalised("norm_dist2max", json!({ "method": "distance_to_max" }));
    normalised("norm_dist2ref_unit3", json!({ "method": "distance_to_reference", "reference": "BEL" }));
    // COINr's ends are of the figures with their direction, ours of the figures themselves.
    let ends = overrides(|_, direction| if direction > 0 { json!({}) } else { json!({ "low": -100, "high": 0 }) });
    normalised("norm_scaled", json!({ "method": "scaled", "low": 0, "high": 100, "overrides": ends }));
}

#[test]
fn fraction_of_the_largest() {
    // Where less is better COINr divides by the number nearest to zero from below: figures without sense, some infinite.
    let scores = treated(json!({ "method": "fraction_of_max" }), arithmetic());
    let up: Vec<String> = meta().level(1).filter(|e| e.direction > 0).map(|e| e.code.clone()).collect();
    let mut file = golden("norm_fracmax");
    let keep: Vec<usize> = (0..file.columns.len()).filter(|c| *c == 0 || up.contains(&file.columns[*c])).collect();
    file.columns = keep.iter().map(|c| file.columns[*c].clone()).collect();
    file.rows = file.rows.iter().map(|r| keep.iter().map(|c| r[*c].clone()).collect()).collect();
    let cells = file.compare(false, |unit, id| coinr::figure(&scores, "normalise", unit, id));
    assert_eq!(cells, (51 * up.len(), 0));
    assert!(up.len() > 30);
}

/// Compares a file with all levels.
fn aggregated(file: &str, scores: &Scores, gaps: usize) {
    let cells = golden(file).compare(false, |unit, id| coinr::node(scores, unit, id));
    assert_eq!(cells, (ALL_LEVELS - gaps, gaps));
}

#[test]
fn arithmetic_mean_at_every_level() {
    aggregated("step_aggregated", &treated(min_max(), arithmetic()), 0);
}

#[test]
fn geometric_mean_at_every_level() {
    let normalise = json!({ "method": "min_max", "lower": 1, "upper": 100 });
    aggregated("agg_gmean_minmax_1_100", &treated(normalise, json!({ "method": "geometric" })), 0);
}

#[test]
fn harmonic_and_power_mean_at_every_level() {
    let normalise = || json!({ "method": "min_max", "lower": 1, "upper": 100 });
    aggregated("agg_hmean_minmax_1_100", &treated(normalise(), json!({ "method": "harmonic" })), 0);
    aggregated("agg_genmean_p0.5_minmax_1_100", &treated(normalise(), json!({ "method": "power", "p": 0.5 })), 0);
}

#[test]
fn copeland() {
    // The two sub-indices are arithmetic means of arithmetic means; what is above them, and the pillars, are Copeland's.
    let of_pillars = meta().framework(false, min_max(), arithmetic(), &["copeland", "arithmetic", "arithmetic"]);
    let of_top = meta().framework(false, min_max(), arithmetic(), &["arithmetic", "arithmetic", "copeland"]);
    let (pillars, top) =
        (coinr::scores(&golden("step_treated"), of_pillars), coinr::scores(&golden("step_treated"), of_top));
    let cells = golden("agg_copeland").compare(true, |unit, id| match id {
        "TOP" => coinr::node(&top, unit, "Index"),
        pillar => coinr::node(&pillars, unit, pillar),
    });
    assert_eq!(cells, (51 * 9, 0));
}

#[test]
fn each_level_its_own_mean() {
    let means = ["arithmetic", "geometric", "arithmetic"];
    // The step's own mean would be wrong at two of the levels: the node's wins.
    let framework = meta().framework(false, min_max(), json!({ "method": "geometric" }), &means);
    aggregated("agg_amean_gmean_amean", &coinr::scores(&golden("step_treated"), framework), 0);
}

#[test]
fn gaps_renormalise_the_weights() {
    aggregated("agg_amean_with_missing", &untreated(arithmetic()), 65);
}

#[test]
fn too_many_gaps_leave_a_group_missing() {
    let aggregate = json!({ "method": "arithmetic", "minimum_share": 0.75 });
    aggregated("agg_amean_with_missing_threshold_0.75", &untreated(aggregate), 65 + 12);
}

#[test]
fn results() {
    let scores = treated(min_max(), arithmetic());
    let ranks = |id: &str| rank(scores.node(scores.model().node(id).unwrap()), Ties::Competition);
    let of = |unit: &str, ranks: Vec<f64>| ranks[scores.model().panel().unit(unit).unwrap()];
    let (file, units) = ranks_of("results_ranks");
    let cells = file.compare(true, |unit, id| of(unit, ranks(id)));
    assert_eq!(cells, (ALL_LEVELS - units, 0));
    let cells = golden("results_scores").compare(false, |unit, id| match id {
        "Rank" => of(unit, ranks("Index")),
        id => coinr::node(&scores, unit, id),
    });
    assert_eq!(cells, (ALL_LEVELS + 51, 0));
}

#[test]
fn nominal_scores_and_ranks_of_the_uncertainty_analysis() {
    let scores = treated(json!({ "method": "min_max", "lower": 1, "upper": 100 }), arithmetic());
    let ranks = scores.rank(Ties::Competition);
    let cells = golden("uncertainty_nominal").compare(false, |unit, column| match column {
        "Rank" => ranks[scores.model().panel().unit(unit).unwrap()],
        _ => coinr::node(&scores, unit, "Index"),
    });
    assert_eq!(cells, (51 * 2, 0));
}

#[test]
fn a_pillar_left_out() {
    let model = |pillar: &str| -> Framework {
        let meta = if pillar == "Nominal" { meta() } else { meta().with_weight(pillar, 0.0) };
        meta.framework(false, min_max(), arithmetic(), &[])
    };
    let (scores, ranks) = (golden("leave_one_out_level2_scores"), golden("leave_one_out_level2_ranks"));
    let computed: Vec<(String, Scores)> = ranks.columns[1..]
        .iter()
        .map(|pillar| (pillar.clone(), coinr::scores(&golden("step_treated"), model(pillar))))
        .collect();
    let without = |pillar: &str| &computed.iter().find(|(name, _)| name == pillar).unwrap().1;
    assert_eq!(scores.compare(false, |unit, pillar| coinr::node(without(pillar), unit, "Index")), (51 * 9, 0));
    let rank_of = |unit: &str, pillar: &str| {
        without(pillar).rank(Ties::Competition)[without(pillar).model().panel().unit(unit).unwrap()]
    };
    assert_eq!(ranks.compare(true, rank_of), (51 * 9, 0));
    let moved = |pillar: &str, _: &str| {
        let (all, rest) = (without("Nominal").rank(Ties::Competition), without(pillar).rank(Ties::Competition));
        all.iter().zip(&rest).map(|(a, b)| (a - b).abs()).sum::<f64>() / 51.0
    };
    assert_eq!(golden("leave_one_out_level2_mean").compare(false, moved), (9, 0));
}

#[test]
fn effective_weights() {
    let nodes = treated(min_max(), arithmetic()).model().describe().nodes;
    let golden = golden("effective_weights");
    assert_eq!((nodes.len(), golden.rows.len()), (60, 60));
    for node in nodes {
        let expected = golden.cell(&node.id, "EffWeight");
        assert!((node.effective_weight - expected).abs() <= 1e-15, "{}: {expected}", node.id);
    }
}

#[test]
fn growth_example() {
    let csv = "code,year,y\nA,2018,100\nA,2019,104\nA,2020,111\nA,2021,108\nA,2022,125\n";
    let framework = r#"{"id":"y","indicators":[{"id":"y","direction":1}],"tree":{"id":"i","children":[{"id":"y"}]},
        "steps":[{"step":"aggregate","method":"arithmetic"}]}"#;
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    let model = Model::new(panel, Framework::from_json(framework).unwrap()).unwrap();
    let rate = |rate| {
        let request = Request::new(rate, Period::year(2022));
        growth(&model, "y", &request).unwrap()[0].value
    };
    let golden = golden("growth_example");
    for (column, ours) in [("cagr", rate(Rate::Cagr)), ("prc_change_per1", rate(Rate::TrendPercent))] {
        let expected = golden.figures(column)[0];
        assert!((ours - expected).abs() <= 1e-12 * expected, "{column}: golden {expected}, ours {ours}");
    }
}
