//! Scores over periods: each period is its ranking, a change is between periods that compare; a change of rank by common draws is
//! what two whole models by the same draw give.

use crate::common;
use crate::uncertainty::drawn;

use common::random::{columns, leaf, model_of_tree, panel_over};
use common::{embedded, model_of, number};
use innodex::json::{read, Show};
use innodex::question::ask;
use innodex::question::changes::{changes, Changes, ChangesRequest};
use innodex::question::history::{history, History, HistoryRequest, HistoryRow};
use innodex::ranking::Ties;
use innodex::robustness::{Uncertainty, UncertaintySpec};
use innodex::{Framework, Model, Panel, Period, Reason};
use proptest::prelude::*;
use serde_json::{json, Value};
use std::collections::BTreeMap;

fn asked(model: &Model, request: Value) -> History {
    history(model, &read::<HistoryRequest>(&request.to_string()).unwrap()).unwrap()
}

fn changed(model: &Model, request: Value) -> Changes {
    changes(model, &read::<ChangesRequest>(&request.to_string()).unwrap()).unwrap()
}

fn refusal(model: &Model, word: &str, request: Value) -> (String, String) {
    let error = ask(model, word, &request.to_string()).unwrap_err();
    assert!(!error.message.zh.is_empty() && !error.message.en.is_empty() && !error.hint.zh.is_empty(), "{error:?}");
    (error.code.id().to_owned(), error.place.clone())
}

fn bits(value: Option<f64>) -> Option<u64> {
    value.map(f64::to_bits)
}

/// Three units, an index of x and y. 2021 lacks y for everybody, 丙 lacks x in 2022.
fn small() -> Model {
    let csv = "code,unit,year,x,y\n1,甲,2020,4,10\n2,乙,2020,2,20\n10,丙,2020,3,30\n\
        1,甲,2021,5,\n2,乙,2021,6,\n10,丙,2021,7,\n\
        1,甲,2022,8,20\n2,乙,2022,6,10\n10,丙,2022,,30\n\
        1,甲,2023,8,40\n2,乙,2023,3,15\n10,丙,2023,9,15\n";
    let framework = json!({
        "id": "small",
        "indicators": [{ "id": "x", "direction": 1 }, { "id": "y", "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": "g", "children": [{ "id": "x" }] }, { "id": "h", "children": [{ "id": "y" }] }] },
        "steps": [{ "step": "aggregate", "method": "arithmetic", "minimum_share": 1 }],
    });
    let framework = Framework::from_json(&framework.to_string()).unwrap();
    Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), framework).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// To the last bit, for the index and for every child of it, whoever is asked for and in whatever periods.
    #[test]
    fn every_period_is_its_ranking(
        (figures, chosen) in (columns(4, true), columns(4, true), columns(4, true), prop::collection::vec(any::<bool>(), 3)).prop_map(|(a, b, c, chosen)| {
            let units = a[0].len().min(b[0].len()).min(c[0].len());
            let cut = |p: Vec<Vec<f64>>| p.into_iter().map(|x| x[..units].to_vec()).collect::<Vec<_>>();
            ([cut(a), cut(b), cut(c)], chosen)
        }),
        method in prop_oneof![Just("min_max"), Just("z_score"), Just("rank")],
    ) {
        let group = |id: &str, a, b| json!({ "id": id, "children": [leaf(a, 1.0), leaf(b, 2.0)] });
        let step = json!({ "method": method, "constant": "middle" });
        let model = model_of_tree(panel_over(&figures), vec![group("g", 0, 1), group("h", 2, 3)], &[1, -1, 1, 1], Some(step), "arithmetic");
        let periods: Vec<String> = (0..3).filter(|p| chosen[*p]).map(|p| (2020 + p).to_string()).collect();
        let found = asked(&model, json!({ "periods": periods }));
        let units = model.panel().units().len();
        prop_assert_eq!(found.rows.len(), units * periods.len());
        prop_assert_eq!(found.dimensions.len(), 2 * units * periods.len());
        for row in found.rows.iter().chain(&found.dimensions) {
            same_as_ranked(&model, row)?;
            changes_add_up(&model, row, found.rows.iter().chain(&found.dimensions))?;
        }
    }
}

fn same_as_ranked(model: &Model, row: &HistoryRow) -> Result<(), TestCaseError> {
    let node = model.node(&row.node).unwrap();
    let ranked = model.scores(row.period.parse().unwrap()).unwrap().rows(node, None, Ties::Competition);
    let own = ranked.iter().find(|r| r.code == row.code).unwrap();
    prop_assert_eq!((bits(row.score), bits(row.rank)), (bits(own.score), bits(own.rank)));
    prop_assert_eq!((row.reason, row.missing), (own.reason, own.missing as usize));
    Ok(())
}

fn changes_add_up<'a>(
    model: &Model,
    row: &HistoryRow,
    mut all: impl Iterator<Item = &'a HistoryRow>,
) -> Result<(), TestCaseError> {
    let Some(before) = &row.before else {
        prop_assert_eq!((row.score_change, row.rank_change, row.change_reason), (None, None, None));
        return Ok(());
    };
    let former = all.find(|r| (&r.code, &r.node, &r.period) == (&row.code, &row.node, before)).unwrap();
    let node = model.node(&row.node).unwrap();
    let compare = model.comparable(node, before.parse().unwrap(), row.period.parse().unwrap()).unwrap();
    let less = |a: Option<f64>, b: Option<f64>| a.zip(b).filter(|_| compare).map(|(a, b)| a - b);
    prop_assert_eq!(bits(row.score_change), bits(less(row.score, former.score)));
    prop_assert_eq!(bits(row.rank_change), bits(less(row.rank, former.rank)));
    prop_assert_eq!(row.change_reason.is_some(), row.score_change.is_none());
    if row.score.is_some() && former.score.is_some() && !compare {
        prop_assert_eq!(row.change_reason, Some(Reason::OtherIndicators));
    }
    Ok(())
}

#[test]
fn what_does_not_compare_has_no_change_and_says_which_indicators_are_why() {
    let found = asked(&small(), json!({}));
    let complete: Vec<bool> = found.periods.iter().map(|p| p.complete).collect();
    assert_eq!(complete, [true, false, true, true]);
    assert_eq!(found.periods[1].missing, ["y"]);
    assert_eq!(
        found.periods.iter().map(|p| p.comparable).collect::<Vec<_>>(),
        [None, Some(false), Some(false), Some(true)]
    );
    let why = found.periods[2].why.as_ref().unwrap();
    assert_eq!(why.zh, "2022年不与2021年比较，两期可用的指标不同：2021年没有y的数据。");
    assert_eq!(
        why.en,
        "2022 is not compared with 2021, because the available indicators differ: 2021 has no data on y."
    );
    let of =
        |code: &str, period: &str| found.rows.iter().find(|r| r.code == code && r.period == period).unwrap().clone();
    // The index of 2021 has no score by its minimum share; its group g has, and compares.
    assert_eq!(of("1", "2021").change_reason, of("1", "2021").reason);
    let g = |period: &str| {
        let rows = found.dimensions.iter();
        rows.clone().find(|r| r.code == "1" && r.node == "g" && r.period == period).unwrap().clone()
    };
    assert_eq!(
        (g("2021").score_change, g("2021").score_growth, g("2021").rank_change),
        (Some(1.0), Some(0.25), Some(2.0))
    );
    // A unit that is missing in a year has no change into it, nor out of it.
    let (into, out) = (of("10", "2022"), of("10", "2023"));
    assert_eq!((into.score, into.change_reason), (None, into.reason));
    assert_eq!((out.score, out.score_change, out.reason, out.change_reason), (Some(12.0), None, None, into.reason));
    // Compared with the period before of those asked for.
    let skipped = asked(&small(), json!({ "unit": "甲", "periods": ["2023", "2020"] }));
    let row = &skipped.rows[1];
    assert_eq!(
        (row.before.as_deref(), row.score_change, row.score_growth),
        (Some("2020"), Some(17.0), Some(17.0 / 7.0))
    );
    assert!(skipped.scale.ratio && skipped.scale.fixed && skipped.scale.note.zh.is_empty());
}

#[test]
fn units_by_code_or_name_one_or_several_in_the_order_of_codes() {
    let codes = |request: Value| {
        let mut codes: Vec<String> = asked(&small(), request).rows.into_iter().map(|r| r.code).collect();
        codes.dedup();
        codes
    };
    assert_eq!(codes(json!({})), ["1", "2", "10"]);
    assert_eq!(codes(json!({ "unit": ["10", "甲", "甲"] })), ["1", "10"]);
    assert_eq!(codes(json!({ "unit": "乙" })), ["2"]);
    let one = asked(&small(), json!({ "unit": "乙", "periods": ["2022"] }));
    assert_eq!((one.rows.len(), one.rows[0].before.clone(), one.periods[0].comparable), (1, None, None));
    // What is asked as JSON is what Rust is given.
    let json = ask(&small(), "history", r#"{"unit":"乙","periods":["2022"]}"#).unwrap();
    assert_eq!(json, one.show());
}

#[test]
fn what_is_not_known_is_refused_with_its_member() {
    let (model, error) = (small(), |code: &str, place: &str| (code.to_owned(), place.to_owned()));
    assert_eq!(refusal(&model, "history", json!({ "unit": "丁" })), error("unknown_unit", "$.unit"));
    assert_eq!(refusal(&model, "history", json!({ "unit": ["甲", "丁"] })), error("unknown_unit", "$.unit[1]"));
    assert_eq!(refusal(&model, "history", json!({ "unit": 3 })), error("bad_json", "$.unit"));
    assert_eq!(refusal(&model, "history", json!({ "node": "z" })), error("unknown_node", "$.node"));
    assert_eq!(
        refusal(&model, "history", json!({ "periods": ["2020", "1999"] })),
        error("unknown_period", "$.periods[1]")
    );
    assert_eq!(refusal(&model, "history", json!({ "periods": ["soon"] })), error("bad_period", "$.periods[0]"));
    let provinces = model_of("provincial");
    assert_eq!(
        refusal(&provinces, "history", json!({ "unit": ["北京", "湖北"], "region": "east" })),
        error("bad_parameter", "$.unit[1]")
    );
    assert_eq!(refusal(&model, "changes", json!({ "period": "2020" })), error("bad_parameter", "$.period"));
    assert_eq!(
        refusal(&model, "changes", json!({ "period": "2022", "since": "2022" })),
        error("bad_parameter", "$.since")
    );
    assert_eq!(
        refusal(&model, "changes", json!({ "period": "2022", "since": "2019" })),
        error("unknown_period", "$.since")
    );
    assert_eq!(
        refusal(&model, "changes", json!({ "period": "2023", "spec": { "weights": { "noise": 2 } } })),
        error("bad_parameter", "$.spec.weights.noise")
    );
    assert_eq!(
        refusal(&model, "changes", json!({ "period": "2023", "spec": { "wieghts": {} } })),
        error("bad_json", "$.spec.wieghts")
    );
    assert_eq!(refusal(&model, "changes", json!({ "period": "2023", "draws": 0 })), error("bad_parameter", "$.draws"));
    assert_eq!(refusal(&model, "changes", json!({ "period": "2023", "draws": 2.5 })), error("bad_json", "$.draws"));
}

/// Figures that are doubled double the score exactly where the scale says that it is a ratio scale.
#[test]
fn a_ratio_scale_is_one_where_doubled_figures_double_the_score() {
    let csv = |times: f64| {
        let figures = [(2.0, 4.0), (3.0, 3.0), (5.0, 7.0)];
        let rows: Vec<String> = figures
            .iter()
            .enumerate()
            .map(|(u, (x, y))| format!("u{u},2020,{x},{y}\nu{u},2021,{},{}", x * times, y * times))
            .collect();
        format!("unit,year,x,y\n{}\n", rows.join("\n"))
    };
    let base = json!({ "base": "2020" });
    let methods = [
        (Value::Null, true),
        (json!({ "method": "min_max" }), false),
        (json!({ "method": "min_max", "scope": base }), false),
        (json!({ "method": "z_score", "scope": base }), false),
        (json!({ "method": "rank", "scope": base }), false),
        (json!({ "method": "percentile_rank", "scope": base }), false),
        (json!({ "method": "distance_to_max", "scope": base }), false),
        (json!({ "method": "around_reference", "scope": base }), false),
        (json!({ "method": "distance_to_target", "target": 20, "scope": base }), false),
        (json!({ "method": "fraction_of_max", "scope": base }), true),
        (json!({ "method": "base_period", "scope": base }), true),
        (json!({ "method": "scaled" }), true),
        (json!({ "method": "scaled", "low": 1 }), false),
        (json!({ "method": "scaled", "lower": 1 }), false),
        (json!({ "method": "goalposts", "low": 0, "high": 50 }), true),
        (json!({ "method": "goalposts", "low": 1, "high": 50 }), false),
        (json!({ "method": "goalposts", "low": 1, "high": 50, "scale": "ln" }), false),
    ];
    let aggregates =
        [("arithmetic", true), ("geometric", true), ("harmonic", true), ("topsis", false), ("copeland", false)];
    for ((normalise, keeps), (aggregate, homogeneous)) in
        methods.iter().flat_map(|m| aggregates.iter().map(move |a| (m, a)))
    {
        let mut steps = vec![json!({ "step": "aggregate", "method": aggregate })];
        if let Value::Object(_) = normalise {
            let mut step = normalise.clone();
            step["step"] = "normalise".into();
            steps.insert(0, step);
        }
        let framework = json!({ "id": "s", "indicators": [{ "id": "x", "direction": 1 }, { "id": "y", "direction": 1 }],
            "tree": { "id": "index", "children": [{ "id": "x" }, { "id": "y" }] }, "steps": steps });
        let panel = Panel::from_csv(csv(2.0).as_bytes(), None).unwrap();
        let model = Model::new(panel, Framework::from_json(&framework.to_string()).unwrap()).unwrap();
        let scale = model.score_scale(0);
        assert_eq!(scale.ratio, *keeps && *homogeneous, "{normalise} {aggregate}");
        assert_eq!(scale.note.zh.contains("百分比"), !scale.ratio, "{normalise} {aggregate}");
        for row in asked(&model, json!({ "periods": ["2020", "2021"] })).rows.iter().filter(|r| r.period == "2021") {
            assert_eq!(row.score_growth.is_some(), scale.ratio, "{normalise} {aggregate}");
            if let Some(growth) = row.score_growth {
                assert!((growth - 1.0).abs() < 1e-12, "{normalise} {aggregate}: {growth}");
            }
        }
    }
}

#[test]
fn scores_within_a_period_are_of_relative_position() {
    let fixed = |steps: Value| {
        let framework = json!({ "id": "s", "indicators": [{ "id": "x", "direction": 1 }, { "id": "y", "direction": 1 }],
            "tree": { "id": "index", "children": [{ "id": "x" }, { "id": "y" }] }, "steps": steps });
        let scale = Model::new(small().panel().clone(), Framework::from_json(&framework.to_string()).unwrap())
            .unwrap()
            .score_scale(0);
        assert_eq!(scale.note.zh.contains("相对位置"), !scale.fixed);
        scale.fixed
    };
    let mean = json!({ "step": "aggregate", "method": "arithmetic" });
    assert!(!fixed(json!([{ "step": "normalise", "method": "min_max" }, mean])));
    assert!(fixed(json!([{ "step": "normalise", "method": "min_max", "scope": "all" }, mean])));
    assert!(fixed(json!([{ "step": "normalise", "method": "goalposts", "low": 0, "high": 9 }, mean])));
    assert!(!fixed(json!([{ "step": "aggregate", "method": "copeland" }])));
}

/// The change of rank between two published tables is that of their ranks: SCI papers of the provinces, 2010 to 2022. Tibet of 2012
/// and 2013 is ranked among one more body there.
#[test]
fn changes_of_rank_are_those_of_the_published_tables() {
    let csv = std::fs::read("data/published_ranks.csv").unwrap();
    let mut published: BTreeMap<(String, i32), f64> = BTreeMap::new();
    for record in csv::Reader::from_reader(&csv[..]).records().map(Result::unwrap) {
        published.insert((record[0].to_owned(), record[2].parse().unwrap()), number(&record[5]));
    }
    let spec = r#"{"id":"sci","indicators":[{"id":"papers_sci","direction":1}],
        "tree":{"id":"index","children":[{"id":"papers_sci"}]},"steps":[{"step":"aggregate","method":"arithmetic"}]}"#;
    let model = Model::new(embedded(), Framework::from_json(spec).unwrap()).unwrap();
    let years: Vec<String> = (2010..=2022).map(|year| year.to_string()).collect();
    let (mut compared, mut moved) = (0, 0);
    for row in asked(&model, json!({ "periods": years })).rows.iter().filter(|row| row.code != "54") {
        let year: i32 = row.period.parse().unwrap();
        let Some(before) = published.get(&(row.code.clone(), year - 1)) else { continue };
        let change = published[&(row.code.clone(), year)] - before;
        assert_eq!(row.rank_change, Some(change), "{} {year}", row.code);
        compared += 1;
        moved += usize::from(change != 0.0);
    }
    assert_eq!(compared, 30 * 12);
    assert!(moved > 60, "{moved} of them moved");
}

/// A random-looking model of two years, both with gaps.
fn two_years() -> (Panel, Value) {
    let figure = |u: u32, i: u32, year: u32| (u * 37 + i * i * 11 + year * (u % 3 + 1) * 7 + u * i * year) % 53;
    let mut csv = String::from("code,year,a,b,c,d\n");
    for (u, year) in (0..9).flat_map(|u| [(u, 1), (u, 2)]) {
        let cells: Vec<String> =
            (0..4).map(|i| if (u, i) == (4, 2) { String::new() } else { figure(u, i, year).to_string() }).collect();
        csv += &format!("u{u},{},{}\n", 2019 + year, cells.join(","));
    }
    let leaf = |id: &str| json!({ "id": id });
    let indicators: Vec<Value> = ["a", "b", "c", "d"].map(|id| json!({ "id": id, "direction": 1 })).into();
    let framework = json!({
        "id": "t", "indicators": indicators,
        "tree": { "id": "root", "children": [{ "id": "g", "weight": 2, "children": [leaf("a"), leaf("b")] }, { "id": "h", "weight": 1, "children": [leaf("c"), leaf("d")] }] },
        "steps": [{ "step": "impute", "method": "mean" }, { "step": "normalise", "method": "min_max" }, { "step": "aggregate", "method": "arithmetic" }],
    });
    (Panel::from_csv(csv.as_bytes(), None).unwrap(), framework)
}

/// Each draw is written out as a framework, two models are made of it from the start, and the moves are counted by hand.
#[test]
fn shares_are_those_of_a_plain_loop_over_both_years_with_the_same_draw() {
    let (panel, framework) = two_years();
    let spec = json!({
        "draws": 60, "seed": 11, "weights": { "noise": 0.9 }, "leave_out": true, "aggregate": ["arithmetic", "geometric"],
        "normalise": [{ "method": "min_max", "lower": 1, "upper": 10 }, { "method": "z_score", "mean": 10, "sd": 2 }],
        "impute": ["mean", "median"],
    });
    let model = Model::new(panel.clone(), Framework::from_json(&framework.to_string()).unwrap()).unwrap();
    let analysis =
        Uncertainty::new(&model, &UncertaintySpec::from_json(&spec.to_string()).unwrap(), Period::year(2021)).unwrap();
    let mut counts = vec![[0_u32; 4]; 9];
    for draw in 0..60 {
        let written = drawn(&framework, &spec, &analysis, draw);
        let whole = Model::new(panel.clone(), Framework::from_json(&written.to_string()).unwrap()).unwrap();
        let ranks = |year| whole.scores(Period::year(year)).unwrap().rank(Ties::Competition);
        for (count, (before, now)) in counts.iter_mut().zip(ranks(2020).into_iter().zip(ranks(2021))) {
            let at = if before.is_nan() || now.is_nan() {
                3
            } else if now < before {
                0
            } else {
                1 + usize::from(now == before)
            };
            count[at] += 1;
        }
    }
    let found = changed(&model, json!({ "period": "2021", "spec": spec }));
    assert_eq!((found.since.as_str(), found.draws, found.seed, found.comparable), ("2020", 60, 11, true));
    for (row, [rose, fell, same, missing]) in found.rows.iter().zip(counts) {
        let ranked = f64::from(rose + fell + same);
        assert_eq!(
            [row.rose, row.fell, row.same, row.missing],
            [f64::from(rose) / ranked, f64::from(fell) / ranked, f64::from(same) / ranked, f64::from(missing) / 60.0]
                .map(Some)
        );
        let ahead = row.rank_change.unwrap();
        let agreeing = if ahead < 0.0 {
            row.rose
        } else if ahead > 0.0 {
            row.fell
        } else {
            row.same
        };
        assert_eq!((row.agreeing, row.firm), (agreeing, agreeing.map(|share| share >= 0.9)));
    }
    assert!(found.rows.iter().any(|r| r.firm == Some(false)) && found.rows.iter().any(|r| r.rose > Some(0.0)));
}

/// A dimension is drawn as an index is that consists of it alone: the weights of its indicators have the same random numbers.
#[test]
fn shares_of_a_dimension_are_those_of_an_index_of_it_alone() {
    let (panel, framework) = two_years();
    let of =
        |framework: &Value| Model::new(panel.clone(), Framework::from_json(&framework.to_string()).unwrap()).unwrap();
    let whole = of(&framework);
    for (at, ids) in [(0, ["a", "b"]), (1, ["c", "d"])] {
        let mut alone = framework.clone();
        alone["tree"] = framework["tree"]["children"][at].clone();
        alone["indicators"] = ids.map(|id| json!({ "id": id, "direction": 1 })).into();
        let node = alone["tree"]["id"].clone();
        let spec = json!({ "draws": 80, "seed": 5, "weights": { "noise": 0.9 }, "aggregate": ["arithmetic", "geometric"], "impute": ["mean", "median"],
            "normalise": [{ "method": "min_max", "lower": 1, "upper": 10 }, { "method": "z_score", "mean": 10, "sd": 2 }] });
        let expected = changed(&of(&alone), json!({ "period": "2021", "spec": spec }));
        let found = changed(&whole, json!({ "period": "2021", "spec": spec, "node": node }));
        assert_eq!((found.node.as_str(), found.draws), (node.as_str().unwrap(), 80));
        assert_eq!(found.rows, expected.rows);
        assert!(found.rows.iter().any(|row| row.agreeing.is_some_and(|share| share < 1.0)));
    }
    // An indicator's own ranks vary with the method alone.
    let leaf =
        changed(&whole, json!({ "period": "2021", "node": "a", "spec": { "draws": 5, "weights": { "noise": 0.9 } } }));
    assert!(leaf.rows.iter().all(|row| row.agreeing == Some(1.0)), "{leaf:?}");
    assert_eq!(
        refusal(&whole, "changes", json!({ "period": "2021", "node": "x" })),
        ("unknown_node".into(), "$.node".into())
    );
}

#[test]
fn the_same_seed_gives_the_same_shares_and_another_others() {
    let model = model_of("provincial");
    let asked = |seed: Value| changed(&model, json!({ "period": "2022", "since": "2021", "draws": 300, "seed": seed }));
    assert_eq!(asked(json!(5)), asked(json!(5)));
    assert_eq!(asked(Value::Null), asked(json!(1)));
    let shares = |found: Changes| found.rows.into_iter().map(|r| r.rose).collect::<Vec<_>>();
    assert_ne!(shares(asked(json!(5))), shares(asked(json!(6))));
    // Members win over the specification.
    let spec = json!({ "draws": 40, "seed": 9, "weights": { "noise": 0.2 } });
    let own = changed(&model, json!({ "period": "2022", "spec": spec }));
    let member = changed(&model, json!({ "period": "2022", "spec": spec, "draws": 30, "seed": 3 }));
    assert_eq!([(own.draws, own.seed), (member.draws, member.seed)], [(40, 9), (30, 3)]);
}

/// Ranks within a region are those that the draws give its units among themselves.
#[test]
fn shares_within_a_region_are_of_ranks_within_it() {
    let model = model_of("provincial");
    let spec = json!({ "draws": 50, "weights": { "noise": 0.5 } });
    let found = changed(&model, json!({ "period": "2022", "since": "2018", "region": "northeast", "spec": spec }));
    let codes: Vec<&str> = found.rows.iter().map(|r| r.code.as_str()).collect();
    assert_eq!(codes, ["21", "22", "23"]);
    let numbers: Vec<usize> = codes.iter().map(|code| model.panel().unit(code).unwrap()).collect();
    let spec = UncertaintySpec::from_json(&spec.to_string()).unwrap();
    let [mut first, mut second] = [2018, 2022].map(|year| Uncertainty::new(&model, &spec, Period::year(year)).unwrap());
    first.advance(50);
    second.advance(50);
    for (at, row) in found.rows.iter().enumerate() {
        let rose = (0..50).filter(|draw| {
            let place = |ranks: &[u32]| numbers.iter().filter(|u| ranks[**u] < ranks[numbers[at]]).count();
            place(second.ranks(*draw)) < place(first.ranks(*draw))
        });
        assert_eq!(row.rose, Some(rose.count() as f64 / 50.0));
    }
}

#[test]
fn what_cannot_be_drawn_or_does_not_vary_is_said() {
    let model = small();
    // Nothing varies: every draw agrees, and that is said.
    let still = changed(&model, json!({ "period": "2023", "spec": {}, "draws": 10 }));
    assert!(still.warnings[0].zh.contains("没有任何设置在变动"));
    let of = |code: &str| still.rows.iter().find(|r| r.code == code).unwrap();
    assert_eq!((of("1").agreeing, of("1").firm), (Some(1.0), Some(true)));
    // A unit without a rank in one of the two.
    assert_eq!((of("10").rose, of("10").missing, of("10").firm, of("10").rank), (None, Some(1.0), None, Some(2.0)));
    assert!(of("10").reason.is_some());
    // Other indicators: nothing is drawn.
    let other = changed(&model, json!({ "period": "2022", "since": "2021" }));
    assert_eq!((other.comparable, other.draws), (false, 0));
    assert!(other.why.unwrap().en.contains("2021 has no data on y"));
    let first = &other.rows[0];
    assert_eq!((first.rank_change, first.rose, first.missing, first.firm), (None, None, None, None));
    assert!(other.rows.iter().all(|r| r.reason.is_some()));
    // One unit alone is first in both, whatever is drawn.
    let alone = Panel::from_csv(b"unit,year,x\na,2020,1\na,2021,2\n", None).unwrap();
    let framework = Framework::of_columns(&alone);
    let found = changed(&Model::new(alone, framework).unwrap(), json!({ "period": "2021", "spec": {}, "draws": 5 }));
    assert_eq!((found.rows[0].same, found.rows[0].firm), (Some(1.0), Some(true)));
}
