//! COINr's own pipeline from its raw tables to its ranks, step by step: ASEM, and ASEM made hard (units dropped, gaps
//! filled by group, few points to be winsorised, logs, unequal weights).

use crate::common;

use common::coinr::{self, step, Meta};
use common::golden::Golden;
use common::number;
use innodex::index::treat::{shape, Shape, LOG_SHIFT, NONE, WINSORISE};
use innodex::ranking::{rank, Ties};
use innodex::Scores;
use serde_json::{json, Value};

const INDICATORS: usize = 51 * 49;

fn normalise() -> Value {
    step("normalise", json!({ "method": "min_max" }))
}

fn aggregate(method: &str) -> Value {
    step("aggregate", json!({ "method": method }))
}

/// The pipeline of COINr's own example.
fn asem() -> Scores {
    let data = Golden::read("asem/data");
    let steps = vec![
        step("impute", json!({ "method": "mean", "group": coinr::groups(&data, "EurAsia_group") })),
        step("screen", json!({ "available": 0.9 })),
        step("treat", json!({ "points": 5 })),
        normalise(),
        aggregate("arithmetic"),
    ];
    coinr::scores(&data, Meta::read("asem").with_steps(true, steps, &[]))
}

/// The pipeline of golden_hard.R.
fn hard() -> Scores {
    let data = Golden::read("asem_hard/data");
    let steps = vec![
        step("screen", json!({ "available": 0.75 })),
        step("impute", json!({ "method": "median", "group": coinr::groups(&data, "EurAsia_group") })),
        step("treat", json!({ "method": "winsorise", "points": 2, "then": "log_shift" })),
        normalise(),
        aggregate("arithmetic"),
    ];
    coinr::scores(&data, Meta::read("asem_hard").with_steps(true, steps, &[]))
}

fn compare(scores: &Scores, file: &str, name: &str) -> (usize, usize) {
    Golden::read(file).compare(false, |unit, id| coinr::figure(scores, name, unit, id))
}

#[test]
fn every_step_of_the_example() {
    let scores = asem();
    assert_eq!(compare(&scores, "asem/step_imputed", "impute"), (INDICATORS, 0));
    assert_eq!(compare(&scores, "asem/step_screened", "screen"), (INDICATORS, 0));
    assert_eq!(compare(&scores, "asem/step_treated", "treat"), (INDICATORS, 0));
    assert_eq!(compare(&scores, "asem/step_normalised", "normalise"), (INDICATORS, 0));
    let cells = Golden::read("asem/step_aggregated").compare(false, |unit, id| coinr::node(&scores, unit, id));
    assert_eq!(cells, (51 * 60, 0));
}

#[test]
fn all_steps_at_once_are_the_steps_one_by_one() {
    let scores = asem();
    let (stages, nodes) = (scores.stages(), scores.model().describe().nodes);
    let bits = |x: &[f64]| x.iter().map(|v| v.to_bits()).collect::<Vec<u64>>();
    assert_eq!(stages.iter().map(|s| s.step).collect::<Vec<_>>(), scores.model().step_names());
    let (last, before) = stages.split_last().unwrap();
    for stage in before {
        assert_eq!(stage.nodes.len(), 49, "{}", stage.step);
        for (node, figures) in &stage.nodes {
            assert_eq!(bits(figures), bits(scores.step(stage.step, &nodes[*node].id).unwrap()));
        }
    }
    assert_eq!((last.step, last.nodes.len(), before.len()), ("aggregate", 60, 6));
    assert!(last.nodes.iter().all(|(node, figures)| bits(figures) == bits(scores.node(*node))));
}

#[test]
fn every_step_made_hard() {
    let scores = hard();
    assert_eq!(compare(&scores, "asem_hard/step_screened", "screen"), (48 * 49 - 147, 147));
    assert_eq!(compare(&scores, "asem_hard/step_imputed", "impute"), (48 * 49, 0));
    assert_eq!(compare(&scores, "asem_hard/step_treated", "treat"), (48 * 49, 0));
    assert_eq!(compare(&scores, "asem_hard/step_normalised", "normalise"), (48 * 49, 0));
    let cells = Golden::read("asem_hard/step_aggregated").compare(false, |unit, id| coinr::node(&scores, unit, id));
    assert_eq!(cells, (48 * 60, 0));
    let rank_of = |unit: &str, id: &str| {
        let model = scores.model();
        rank(scores.node(model.node(id).unwrap()), Ties::Competition)[model.panel().unit(unit).unwrap()]
    };
    assert_eq!(Golden::read("asem_hard/results_ranks").compare(true, rank_of), (48 * 60, 0));
    // Who is left out has no score at any level, and says why.
    let rows = scores.rows(0, None, Ties::Competition);
    let out: Vec<_> = rows.iter().filter(|r| r.rank.is_none()).map(|r| (r.score, r.reason.unwrap().id())).collect();
    assert_eq!(out, [(None, "screened_out"); 3]);
}

/// A logical of R, missing where it is empty.
fn logical(cell: &str) -> Option<bool> {
    match cell {
        "TRUE" => Some(true),
        "FALSE" => Some(false),
        "" => None,
        other => panic!("{other} is no logical"),
    }
}

#[test]
fn screening_summaries() {
    for (folder, scores) in [("asem", asem()), ("asem_hard", hard())] {
        let golden = Golden::read(&format!("{folder}/screen_summary"));
        let screening = scores.screening().unwrap();
        let mut cells = 0;
        for row in &golden.rows {
            let ours = screening[scores.model().panel().unit(&row[0]).unwrap()];
            let cell = |column: &str| row[golden.column(column)].as_str();
            assert_eq!(f64::from(ours.missing), number(cell("N_missing")), "{}", row[0]);
            assert_eq!(f64::from(ours.zero), number(cell("N_zero")), "{}", row[0]);
            assert!((ours.available - number(cell("Dat_Avail"))).abs() < 1e-15);
            assert!((ours.non_zero - number(cell("Non_Zero"))).abs() < 1e-15);
            assert_eq!(Some(ours.included), logical(cell("Included")));
            cells += 5;
        }
        assert_eq!(cells, 5 * 51);
    }
}

fn near(ours: f64, golden: f64) -> bool {
    (ours - golden).abs() <= 1e-12 * golden.abs().max(1.0)
}

#[test]
fn treatment_logs() {
    for (folder, scores, looked, moved) in [("asem", asem(), 49 + 15, 15), ("asem_hard", hard(), 49 + 21 + 9, 21)] {
        let golden = Golden::read(&format!("{folder}/treat_log"));
        let (mut shapes, mut winsorised) = (0, 0);
        for row in &golden.rows {
            let ours = scores.treatment(&row[0]).unwrap();
            let cell = |column: &str| golden.columns.iter().position(|c| c == column).map_or("", |c| row[c].as_str());
            for (at, shape) in ours.shape.iter().enumerate() {
                let of = |what: &str| cell(&format!("check_SkewKurt{at}.{what}"));
                assert_eq!(shape.map(|s: Shape| s.passes), logical(of("Pass")), "{} {at}", row[0]);
                let Some(shape) = shape else { continue };
                assert!(near(shape.skewness, number(of("Skew"))), "{} {at}: {}", row[0], shape.skewness);
                assert!(near(shape.kurtosis, number(of("Kurt"))), "{} {at}: {}", row[0], shape.kurtosis);
                shapes += 1;
            }
            let points = number(cell("winsorise.nwin"));
            assert_eq!(f64::from(ours.points), if points.is_nan() { 0.0 } else { points }, "{}", row[0]);
            winsorised += usize::from(ours.points > 0);
            let expected = match (points.is_nan(), ours.shape[2].is_some()) {
                (true, _) => &NONE,
                (false, false) => &WINSORISE,
                (false, true) => &LOG_SHIFT,
            };
            assert_eq!(ours.method, expected);
        }
        assert_eq!((golden.rows.len(), shapes, winsorised), (49, looked, moved), "{folder}");
    }
}

#[test]
fn skewness_and_kurtosis_of_the_denominated_data() {
    let scores = asem();
    let golden = Golden::read("asem/skew_kurt");
    let cells = golden.compare(false, |id, column| {
        let (skewness, kurtosis) = shape(scores.step("denominate", id).unwrap());
        if column == "skew" {
            skewness
        } else {
            kurtosis
        }
    });
    assert_eq!(cells, (2 * 49, 0));
}

#[test]
fn transformations_of_one_indicator() {
    let golden = Golden::read("asem/treat_ForPort");
    let treated = |parameters: Value| {
        let steps = vec![step("treat", parameters), aggregate("arithmetic")];
        coinr::scores(&Golden::read("asem/data"), Meta::read("asem").with_steps(true, steps, &[]))
    };
    let columns = [
        ("raw", treated(json!({ "method": "none" }))),
        ("winsorised", treated(json!({ "method": "winsorise", "points": 5, "skewness": 2, "kurtosis": 3.5 }))),
        ("log_CT", treated(json!({ "method": "log_shift" }))),
        ("log_CT_plus", treated(json!({ "method": "log_shift_either_side" }))),
        ("boxcox_half", treated(json!({ "method": "box_cox", "lambda": 0.5 }))),
    ];
    let mut cells = 0;
    for row in &golden.rows {
        for (column, scores) in &columns {
            let expected = number(&row[golden.column(column)]);
            let ours = coinr::figure(scores, "treat", &row[0], "ForPort");
            assert_eq!(ours.is_nan(), expected.is_nan(), "{} {column}", row[0]);
            assert!(expected.is_nan() || near(ours, expected), "{} {column}: golden {expected}, ours {ours}", row[0]);
            cells += usize::from(!expected.is_nan());
        }
    }
    assert!(cells > 5 * 45, "{cells}");
}

#[test]
fn imputed_across_units() {
    let data = Golden::read("asem/data");
    let groups = coinr::groups(&data, "EurAsia_group");
    let files = [
        ("impute_i_mean", json!({ "method": "mean" })),
        ("impute_i_median", json!({ "method": "median" })),
        ("impute_i_median_grp", json!({ "method": "median", "group": groups })),
    ];
    for (file, parameters) in files {
        let steps = vec![step("impute", parameters), aggregate("arithmetic")];
        let scores = coinr::scores(&data, Meta::read("asem").with_steps(true, steps, &[]));
        assert_eq!(compare(&scores, &format!("asem/{file}"), "impute"), (INDICATORS, 0));
        let imputed = |id: &String| scores.imputed(id).unwrap().iter().filter(|i| **i).count();
        assert_eq!(Golden::read("asem/step_raw").columns[1..].iter().map(imputed).sum::<usize>(), 65);
    }
}

#[test]
fn imputed_over_periods() {
    let data = Golden::read("asem_hard/panel_data");
    let indicators = &data.columns[2..];
    let mut csv = String::from("code,year");
    for id in indicators {
        csv.push_str(&format!(",{id}"));
    }
    for row in &data.rows {
        csv.push_str(&format!("\n{}", row.join(",")));
    }
    let leaf = |id: &String| json!({ "id": id, "direction": 1 });
    let methods = [("latest", "latest"), ("constant", "constant"), ("linear_constant", "linear_constant")];
    for (file, method) in methods {
        let framework = json!({
            "id": "panel",
            "indicators": indicators.iter().map(leaf).collect::<Vec<_>>(),
            "tree": { "id": "index", "children": indicators.iter().map(|id| json!({ "id": id })).collect::<Vec<_>>() },
            "steps": [{ "step": "impute", "method": method }, { "step": "aggregate", "method": "arithmetic" }],
        });
        let panel = innodex::Panel::from_csv(csv.as_bytes(), None).unwrap();
        let framework = innodex::Framework::from_json(&framework.to_string()).unwrap();
        let model = innodex::Model::new(panel, framework).unwrap();
        let golden = Golden::read(&format!("asem_hard/panel_impute_{file}"));
        let (mut cells, mut gaps) = (0, 0);
        for row in &golden.rows {
            let scores = model.scores(row[1].parse().unwrap()).unwrap();
            let unit = model.panel().unit(&row[0]).unwrap();
            for id in indicators {
                let expected = number(&row[golden.column(id)]);
                let ours = scores.step("impute", id).unwrap()[unit];
                assert_eq!(ours.is_nan(), expected.is_nan(), "{file} {} {} {id}: {expected} {ours}", row[0], row[1]);
                assert!(expected.is_nan() || near(ours, expected), "{file} {} {} {id}", row[0], row[1]);
                (cells, gaps) = (cells + usize::from(!expected.is_nan()), gaps + usize::from(expected.is_nan()));
            }
        }
        assert_eq!(cells + gaps, data.rows.len() * 5);
        assert!(cells > 1000, "{file}: {cells}");
    }
}
