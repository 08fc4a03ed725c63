//! Reference units: scored and not ranked, and, where they do not count, seen by nobody.

use innodex::goal::{seek, Goal};
use innodex::question::ask;
use innodex::ranking::{rank, Ties};
use innodex::robustness::crossings::crossings;
use innodex::robustness::leave_one_out::leave_one_out;
use innodex::robustness::{Uncertainty, UncertaintySpec};
use innodex::{Framework, Model, Panel, Period, Reason, Result, Scores};
use proptest::prelude::*;
use serde_json::{json, Value};

const IDS: [&str; 4] = ["a", "b", "c", "d"];
/// In the middle of the order, and at its end.
const REFERENCES: [&str; 2] = ["u03", "u09"];

type Rows = Vec<[Option<f64>; 4]>;

/// Two years of the units of these codes.
fn panel(years: &[Rows], keep: impl Fn(&str) -> bool) -> Panel {
    let mut csv = format!("code,year,{}\n", IDS.join(","));
    for (year, rows) in years.iter().enumerate() {
        for (at, row) in rows.iter().enumerate() {
            let code = format!("u{at:02}");
            if keep(&code) {
                let cells: Vec<String> = row.iter().map(|v| v.map_or(String::new(), |v| v.to_string())).collect();
                csv += &format!("{code},{},{}\n", 2021 + year, cells.join(","));
            }
        }
    }
    Panel::from_csv(csv.as_bytes(), None).unwrap()
}

fn framework(steps: &[Value], reference: Option<Value>) -> Framework {
    let indicators: Vec<Value> =
        IDS.iter().enumerate().map(|(at, id)| json!({ "id": id, "direction": if at == 2 { -1 } else { 1 } })).collect();
    let mut written = json!({ "id": "test", "indicators": indicators, "steps": steps,
        "tree": { "id": "index", "children": [
            { "id": "first", "weight": 2, "children": [{ "id": "a" }, { "id": "b" }] },
            { "id": "second", "weight": 1, "children": [{ "id": "c", "weight": 1 }, { "id": "d", "weight": 3 }] }] } });
    if let Some(reference) = reference {
        written["reference"] = reference;
    }
    Framework::from_json(&written.to_string()).unwrap()
}

fn references(counted: bool) -> Option<Value> {
    Some(json!({ "units": REFERENCES, "counted": counted }))
}

fn year() -> Period {
    Period::year(2022)
}

fn scores(panel: Panel, framework: Framework) -> Scores {
    Model::new(panel, framework).unwrap().scores(year()).unwrap()
}

/// The bits of every figure of a unit, by its code.
fn bits(scores: &Scores, code: &str) -> Vec<u64> {
    let unit = scores.model().panel().unit(code).unwrap();
    let nodes = scores.model().framework().tree.children.iter().flatten().count() + IDS.len() + 1;
    (0..nodes).map(|node| scores.node(node)[unit].to_bits()).collect()
}

/// Steps of every method that looks at other units, one at a time, in every scope.
fn pipelines() -> Vec<Vec<Value>> {
    let normalise = |method: &str, scope: Value| {
        let mut step = json!({ "step": "normalise", "method": method, "scope": scope });
        let parameters: &[(&str, Value)] = match method {
            "goalposts" => &[("low", json!(0)), ("high", json!(10))],
            "distance_to_target" => &[("target", json!(12))],
            "standard" => &[("standard", json!(12))],
            "distance_to_reference" => &[("reference", json!("u01"))],
            _ => &[],
        };
        parameters.iter().for_each(|(name, value)| step[name] = value.clone());
        step
    };
    let aggregate = |method: &str| match method {
        "power" => json!({ "step": "aggregate", "method": "power", "p": 2 }),
        _ => json!({ "step": "aggregate", "method": method }),
    };
    let positive = json!({ "step": "normalise", "method": "min_max", "lower": 1, "upper": 100 });
    let mut all = Vec::new();
    for scope in [json!("period"), json!("all"), json!({ "base": "2021" })] {
        for method in innodex::index::normalise::ALL.iter().map(|row| row.word) {
            if method != "base_period" || scope.is_object() {
                all.push(vec![normalise(method, scope.clone()), aggregate("arithmetic")]);
            }
        }
        for method in innodex::index::treat::ALL.iter().map(|row| row.word) {
            let treat = json!({ "step": "treat", "method": method, "scope": scope, "points": 2 });
            let treat = if method == "winsorise" {
                treat
            } else {
                json!({ "step": "treat", "method": method, "scope": scope })
            };
            all.push(vec![treat, normalise("z_score", scope.clone()), aggregate("arithmetic")]);
        }
    }
    for method in innodex::index::impute::ALL.iter().map(|row| row.word) {
        let impute = json!({ "step": "impute", "method": method });
        all.push(vec![impute, positive.clone(), aggregate("geometric")]);
    }
    for method in innodex::index::weigh::ALL.iter().map(|row| row.word) {
        let weigh = json!({ "step": "weigh", "method": method });
        all.push(vec![positive.clone(), weigh, aggregate("arithmetic")]);
    }
    for method in innodex::index::aggregate::ALL.iter().map(|row| row.word).filter(|word| *word != "chained") {
        all.push(vec![positive.clone(), aggregate(method)]);
    }
    all.push(vec![json!({ "step": "screen", "available": 0.6 }), positive, aggregate("arithmetic")]);
    all
}

fn years() -> impl Strategy<Value = Vec<Rows>> {
    let figure = prop_oneof![8 => (1..400).prop_map(|v| Some(f64::from(v) / 8.0)), 1 => Just(None)];
    let row = [figure.clone(), figure.clone(), figure.clone(), figure];
    prop::collection::vec(prop::collection::vec(row, 10), 2)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Without a vote, a reference unit changes no bit of anybody else's figures, by any method.
    #[test]
    fn nobody_sees_one_that_does_not_count(years in years()) {
        for steps in pipelines() {
            let with = scores(panel(&years, |_| true), framework(&steps, references(false)));
            let without = scores(panel(&years, |code| !REFERENCES.contains(&code)), framework(&steps, None));
            for unit in without.model().panel().units() {
                prop_assert_eq!(bits(&with, &unit.code), bits(&without, &unit.code), "{}: {:?}", unit.code, steps);
            }
            prop_assert_eq!(with.model().newest_complete(), without.model().newest_complete());
        }
    }

    /// With a vote, everybody has the figures that the panel gives without any reference unit, and ranks are of the others.
    #[test]
    fn one_that_counts_is_a_unit_without_a_rank(years in years()) {
        for steps in pipelines() {
            let counted = scores(panel(&years, |_| true), framework(&steps, references(true)));
            let plain = scores(panel(&years, |_| true), framework(&steps, None));
            for unit in plain.model().panel().units() {
                prop_assert_eq!(bits(&counted, &unit.code), bits(&plain, &unit.code), "{}: {:?}", unit.code, steps);
            }
            let others: Vec<f64> = plain.model().panel().units().iter().zip(plain.node(0))
                .map(|(unit, score)| if REFERENCES.contains(&unit.code.as_str()) { f64::NAN } else { *score }).collect();
            let bits = |ranks: Vec<f64>| ranks.into_iter().map(f64::to_bits).collect::<Vec<_>>();
            prop_assert_eq!(bits(counted.rank(Ties::Competition)), bits(rank(&others, Ties::Competition)));
        }
    }

    /// Draws, leave one out and crossings rank the others as if reference units were not there.
    #[test]
    fn ranks_everywhere_are_those_of_the_others(years in years()) {
        let steps = [json!({ "step": "normalise", "method": "min_max" }), json!({ "step": "aggregate", "method": "arithmetic" })];
        let with = scores(panel(&years, |_| true), framework(&steps, references(false)));
        let without = scores(panel(&years, |code| !REFERENCES.contains(&code)), framework(&steps, None));
        let units: Vec<&str> = with.model().panel().units().iter().map(|unit| unit.code.as_str()).collect();
        let place = |code: &str| without.model().panel().unit(code);
        let same = |with: Vec<f64>, without: Vec<f64>| units.iter().zip(with).all(|(code, rank)| match place(code) {
            Some(at) => rank == without[at] || rank.is_nan() && without[at].is_nan(),
            None => rank.is_nan() || rank == 0.0,
        });
        let spec = r#"{ "weights": { "noise": 0.3 }, "draws": 20, "leave_out": true,
            "aggregate": ["arithmetic", "topsis"], "normalise": ["min_max", "z_score"] }"#;
        let spec = UncertaintySpec::from_json(spec).unwrap();
        let draws = |scores: &Scores| {
            let mut draws = Uncertainty::new(scores.model(), &spec, year()).unwrap();
            draws.advance(20);
            (0..20).map(|draw| draws.ranks(draw).iter().map(|r| f64::from(*r)).collect()).collect::<Vec<Vec<f64>>>()
        };
        for (with, without) in draws(&with).into_iter().zip(draws(&without)) {
            prop_assert!(same(with, without));
        }
        let (one, other) = (leave_one_out(&with, 1).unwrap(), leave_one_out(&without, 1).unwrap());
        for (with, without) in one.ranks.into_iter().zip(other.ranks) {
            prop_assert!(same(with, without));
        }
        let (one, other) = (crossings(&with, 1, None).unwrap(), crossings(&without, 1, None).unwrap());
        prop_assert_eq!(one.events.len(), other.events.len());
        for share in [0.0, 0.3, 0.9] {
            prop_assert!(same(one.ranks_at(share), other.ranks_at(share)));
        }
        for unit in REFERENCES {
            let unit = with.model().panel().unit(unit).unwrap();
            prop_assert!(one.range(unit).is_none());
        }
    }
}

const CSV: &str = "province,year,a,b,c,d\n北京,2021,9,8,2,7\n湖北,2021,5,5,3,4\n湖南,2021,2,3,4,1\n全国,2021,6,6,3,5\n\
    北京,2022,9,8,2,7\n湖北,2022,5,5,3,4\n湖南,2022,2,3,4,1\n";

fn min_max() -> Vec<Value> {
    vec![
        json!({ "step": "normalise", "method": "min_max", "scope": "all" }),
        json!({ "step": "aggregate", "method": "arithmetic" }),
    ]
}

fn national(counted: bool) -> Model {
    let panel = Panel::from_csv(CSV.as_bytes(), None).unwrap();
    Model::new(panel, framework(&min_max(), Some(json!({ "units": ["全国"], "counted": counted })))).unwrap()
}

#[test]
fn a_total_of_the_table_is_scored_and_not_ranked() {
    let model = national(false);
    let scores = model.scores(Period::year(2021)).unwrap();
    let rows = scores.rows(0, None, Ties::Competition);
    let nation = rows.iter().find(|row| row.code == "全国").unwrap();
    // (6 - 2) / 7, (6 - 3) / 5, (4 - 3) / 2, (5 - 1) / 6 in hundreds.
    let expected = (2.0 * (400.0 / 7.0 + 60.0) / 2.0 + (50.0 + 3.0 * 400.0 / 6.0) / 4.0) / 3.0;
    assert!((nation.score.unwrap() - expected).abs() < 1e-12, "{nation:?}");
    assert_eq!((nation.rank, nation.reason), (None, Some(Reason::ReferenceUnit)));
    assert_eq!(rows.iter().filter_map(|row| row.rank).collect::<Vec<_>>(), [1.0, 2.0, 3.0]);
    assert_eq!(rows.last().unwrap().code, "全国");
    // Missing in a year: the reason that its figures have.
    let later = model.scores(year()).unwrap().rows(0, None, Ties::Competition);
    let nation = later.iter().find(|row| row.code == "全国").unwrap();
    assert_eq!((nation.score, nation.rank, nation.reason), (None, None, Some(Reason::TooFewChildren)));
}

#[test]
fn three_tiers_beside_the_nation() {
    let model = national(false);
    let answer = ask(&model, "tiers", r#"{ "period": "2021" }"#).unwrap();
    let shown: Value = serde_json::to_value(&answer).unwrap();
    assert_eq!(
        (&shown["code"], &shown["counts"], &shown["reason"]),
        (&json!("全国"), &json!([1.0, 1.0, 1.0]), &Value::Null)
    );
    let tiers: Vec<(&str, f64)> = shown["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["unit"]["zh"].as_str().unwrap(), row["tier"].as_f64().unwrap()))
        .collect();
    assert_eq!(tiers, [("北京", 1.0), ("湖北", 2.0), ("湖南", 3.0)]);
    // Nobody is in a tier of a reference that is missing.
    let later: Value = serde_json::to_value(ask(&model, "tiers", r#"{ "period": "2022" }"#).unwrap()).unwrap();
    assert_eq!((&later["reason"], &later["counts"]), (&json!("too_few_children"), &json!([0.0, 0.0, 0.0])));
    assert!(later["rows"].as_array().unwrap().iter().all(|row| row["reason"] == "too_few_children"));
    // Half of the reference and the reference itself are in the second tier.
    let csv = "code,year,a\nr,2022,10\nx,2022,10.1\ny,2022,10\nz,2022,5\nw,2022,4.9\n";
    let plain = json!({ "id": "plain", "indicators": [{ "id": "a", "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": "a" }] }, "reference": { "units": ["r"], "counted": false },
        "steps": [{ "step": "aggregate", "method": "arithmetic" }] });
    let framework = Framework::from_json(&plain.to_string()).unwrap();
    let model = Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), framework).unwrap();
    let shown: Value = serde_json::to_value(ask(&model, "tiers", "").unwrap()).unwrap();
    let tiers: Vec<f64> = shown["rows"].as_array().unwrap().iter().map(|row| row["tier"].as_f64().unwrap()).collect();
    assert_eq!(tiers, [1.0, 2.0, 2.0, 3.0]);
}

#[test]
fn a_reference_unit_has_no_rank_to_seek() {
    let answer =
        |unit: &str| seek(&national(false), &Goal { rank: Some(1.0), ..Goal::new("2021", unit, "a") }).unwrap();
    assert_eq!(answer("全国").reason, Some(Reason::ReferenceUnit));
    // Second of three, whatever the nation has.
    assert_eq!(answer("湖北").rank_before, Some(2.0));
}

#[test]
fn distance_to_a_reference_unit_that_does_not_count() {
    let measured = |scope: Value| {
        let steps = [
            json!({ "step": "normalise", "method": "distance_to_reference", "reference": "u03", "scope": scope }),
            json!({ "step": "aggregate", "method": "arithmetic" }),
        ];
        let rows: Rows = (0..10).map(|at| [Some(f64::from(at)); 4]).collect();
        let model: Result<Model> =
            Model::new(panel(&[rows.clone(), rows], |_| true), framework(&steps, references(false)));
        model.map(|model| model.scores(year()).unwrap().step("normalise", "a").unwrap().to_vec())
    };
    // The worst that counts is u00, the reference u03: 0, 1/3, ..., and 3 for u09, which does not count either.
    let found = measured(json!("period")).unwrap();
    assert_eq!((found[0], found[3], found[9]), (0.0, 1.0, 3.0));
    let error = measured(json!({ "base": "2021" })).unwrap_err();
    assert_eq!((error.code.id(), error.place.as_str()), ("bad_parameter", "$.steps[0].reference"));
}

#[test]
fn groups_of_imputation_need_no_reference_unit() {
    let steps = [
        json!({ "step": "impute", "method": "mean", "group": "region" }),
        json!({ "step": "normalise", "method": "min_max" }),
        json!({ "step": "aggregate", "method": "arithmetic" }),
    ];
    let csv = CSV.replace("全国,2021,6", "全国,2021,").replace("湖南,2021,2", "湖南,2021,");
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    let model = Model::new(panel, framework(&steps, Some(json!({ "units": ["全国"], "counted": true })))).unwrap();
    let scores = model.scores(Period::year(2021)).unwrap();
    let filled = scores.step("impute", "a").unwrap();
    // 湖南 gets the mean of the central region, 湖北; the nation is in no region.
    assert_eq!(&filled[..3], [9.0, 5.0, 5.0]);
    assert!(filled[3].is_nan());
}

#[test]
fn what_is_refused() {
    let refused = |reference: Value| {
        let panel = Panel::from_csv(CSV.as_bytes(), None).unwrap();
        let error = Model::new(panel, framework(&min_max(), Some(reference))).unwrap_err();
        assert!(!error.message.zh.is_empty() && !error.hint.zh.is_empty());
        format!("{} {}", error.code.id(), error.place)
    };
    assert_eq!(refused(json!({ "units": ["全国"] })), "bad_json $.reference");
    assert_eq!(refused(json!({ "counted": true })), "bad_json $.reference");
    assert_eq!(refused(json!({ "units": [], "counted": true })), "bad_parameter $.reference.units");
    assert_eq!(refused(json!({ "units": ["广东"], "counted": true })), "unknown_unit $.reference.units[0]");
    assert_eq!(refused(json!({ "units": ["湖北", "42"], "counted": true })), "duplicate_id $.reference.units[1]");
    assert_eq!(
        refused(json!({ "units": ["北京", "湖北", "湖南"], "counted": true })),
        "bad_parameter $.reference.units"
    );
    assert_eq!(refused(json!({ "units": ["湖北"], "counted": true, "x": 1 })), "bad_json $.reference.x");
}
