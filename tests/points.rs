//! Bonus, deduction and veto by rule: by hand, and in scenarios, draws, crossings and explanations.

use innodex::explain::{explain, Request, State};
use innodex::question::{ask, points};
use innodex::ranking::Ties;
use innodex::robustness::crossings::crossings;
use innodex::robustness::{leave_one_out, Uncertainty, UncertaintySpec};
use innodex::{Framework, Model, Panel, Period, Reason, Scenario, ScenarioSpec};
use serde_json::{json, Value};

/// Made up. `accidents` is a column that the index does not have.
const FIGURES: &str = "code,year,a,b,people,accidents\n\
    u1,2021,40,10,10,0\nu2,2021,50,20,10,0\nu3,2021,30,30,10,1\nu4,2021,20,12,10,0\n\
    u1,2022,44,10,10,0\nu2,2022,50,20,10,3\nu3,2022,60,30,10,1\nu4,2022,30,12,10,\n";

fn framework(mean: &str, points: &Value) -> Framework {
    let mut framework = json!({
        "id": "made_up",
        "indicators": [{ "id": "a", "direction": 1 },
                       { "id": "density", "numerator": "b", "denominator": "people", "scale": 10, "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": "a" }, { "id": "density" }] },
        "steps": [{ "step": "denominate" }, { "step": "aggregate", "method": mean }]
    });
    if !points.is_null() {
        framework["points"] = points.clone();
    }
    Framework::from_json(&framework.to_string()).unwrap()
}

fn model_of(mean: &str, points: &Value) -> innodex::Result<Model> {
    Model::new(Panel::from_csv(FIGURES.as_bytes(), None).unwrap(), framework(mean, points))
}

fn model(mean: &str, points: &Value) -> Model {
    model_of(mean, points).unwrap()
}

fn year() -> Period {
    Period::year(2022)
}

fn rules() -> Value {
    json!({
        "rules": [
            { "indicator": "a", "at_least": 50, "bonus": 3 },
            { "indicator": "density", "at_least": 30, "bonus": 4, "name": { "zh": "密度高", "en": "dense" } },
            { "indicator": "a", "growth_at_most": 0.2, "deduction": 2 },
            { "indicator": "b", "at_most": 10, "deduction": 1.5 },
            { "indicator": "accidents", "at_least": 2, "veto": true }
        ],
        "bonus_cap": 5, "deduction_cap": 3
    })
}

#[test]
fn points_are_added_and_capped_and_a_veto_ranks_nobody() {
    let (with, without) = (model("arithmetic", &rules()), model("arithmetic", &Value::Null));
    let (scores, plain) = (with.scores(year()).unwrap(), without.scores(year()).unwrap());
    // u1 grew by 10 % and has b 10: 2 + 1.5, capped at 3. u3 has both bonuses, capped at 5. u4 grew by 50 %.
    let expected = [27.0 - 3.0, f64::NAN, 45.0 + 5.0, 21.0];
    for (unit, expected) in expected.into_iter().enumerate() {
        let ours = scores.node(0)[unit];
        assert!(ours == expected || ours.is_nan() && expected.is_nan(), "{unit}: {ours}, by hand {expected}");
    }
    assert_eq!(plain.node(0), [27.0, 35.0, 45.0, 21.0]);
    let ranking = scores.ranking(0, None, Ties::Competition);
    assert_eq!(ranking.reasons, [None, Some(Reason::Vetoed), None, None]);
    assert_eq!((ranking.ranks[2], ranking.ranks[0], ranking.ranks[3]), (1.0, 2.0, 3.0));
    assert_eq!(scores.node(1), plain.node(1)); // an indicator keeps its figures
    let answer = points::points(&with, &points::PointsRequest::default()).unwrap();
    let u2 = &answer.scores[1];
    assert_eq!((u2.score, u2.score_without, u2.rank, u2.rank_without), (None, Some(35.0), None, Some(2.0)));
    assert!(u2.vetoed && u2.reason.is_some());
    assert_eq!((answer.scores[2].bonus, answer.scores[0].deduction), (5.0, 3.0));
    let held: Vec<(&str, &str, f64)> = answer
        .rows
        .iter()
        .filter(|row| row.holds)
        .map(|row| (row.code.as_str(), row.indicator.as_str(), row.points))
        .collect();
    assert_eq!(
        held,
        [
            ("u1", "a", -2.0),
            ("u1", "b", -1.5),
            ("u2", "a", 3.0),
            ("u2", "a", -2.0),
            ("u2", "accidents", 0.0),
            ("u3", "a", 3.0),
            ("u3", "density", 4.0)
        ]
    );
    let gap = answer.rows.iter().find(|row| row.code == "u4" && row.indicator == "accidents").unwrap();
    assert!(!gap.holds && gap.figure.is_none() && gap.reason.is_some());
    assert_eq!(answer.rows[1].rule.zh, "密度高");
    assert_eq!(answer.rows[0].rule.en, "a at least 50: 3 points added");
    // A year before there is none before: growth has no base.
    let first = points::PointsRequest { period: Some("2021".to_owned()), ..Default::default() };
    assert!(points::points(&with, &first).unwrap().rows[2].reason.is_some());
}

#[test]
fn rules_that_never_hold_leave_every_bit() {
    let never = json!({ "rules": [{ "indicator": "a", "at_least": 1e9, "bonus": 1 },
                                  { "indicator": "a", "at_most": -1, "veto": true }] });
    for mean in ["arithmetic", "geometric"] {
        let bits = |points: &Value| -> Vec<u64> {
            model(mean, points).scores(year()).unwrap().node(0).iter().map(|x| x.to_bits()).collect()
        };
        assert_eq!(bits(&never), bits(&Value::Null), "{mean}");
    }
}

#[test]
fn a_scenario_meets_the_rules_with_its_figures() {
    let model = model("arithmetic", &rules());
    let change = |indicator: &str, unit: &str, value: f64| {
        let json = json!({ "changes": [{ "unit": unit, "indicator": indicator, "op": "set", "value": value }] });
        let mut scenario = Scenario::new(&model, &ScenarioSpec::from_json(&json.to_string()).unwrap()).unwrap();
        scenario.scores(year()).unwrap().node(0).to_vec()
    };
    // From a 30 to 50: the mean rises by 10, and the first bonus is met.
    assert_eq!(change("a", "u4", 50.0)[3], 31.0 + 3.0);
    // A column that no indicator is read from lifts the veto: u2 then has 35 + 3 - 2.
    assert_eq!(change("accidents", "u2", 0.0)[1], 36.0);
    assert!(change("accidents", "u3", 2.0)[2].is_nan());
}

#[test]
fn draws_have_points_too() {
    let far = json!({ "rules": [{ "indicator": "b", "at_most": 10, "bonus": 1000 },
                                { "indicator": "accidents", "at_least": 2, "veto": true }] });
    for mean in ["arithmetic", "geometric"] {
        for spec in [
            json!({ "draws": 50, "weights": { "noise": 0.9 } }),
            json!({ "draws": 50, "aggregate": ["arithmetic", "geometric"] }),
            json!({ "draws": 50, "weights": { "noise": 0.5 }, "leave_out": true }),
        ] {
            let model = model(mean, &far);
            let spec = UncertaintySpec::from_json(&spec.to_string()).unwrap();
            let mut analysis = Uncertainty::new(&model, &spec, year()).unwrap();
            analysis.advance(usize::MAX);
            for draw in 0..50 {
                let ranks = analysis.ranks(draw);
                assert_eq!((ranks[0], ranks[1]), (1, 0), "{mean} {draw}: {ranks:?}");
            }
        }
    }
    // Each draw ranks as the whole framework does with the weights of the draw: u1 leads by its points, or not.
    let near = json!({ "rules": [{ "indicator": "b", "at_most": 10, "bonus": 9 }] });
    let model = model("arithmetic", &near);
    let spec = UncertaintySpec::from_json(r#"{ "draws": 200, "weights": { "noise": 0.9 } }"#).unwrap();
    let mut analysis = Uncertainty::new(&model, &spec, year()).unwrap();
    analysis.advance(usize::MAX);
    let mut firsts = 0;
    for draw in 0..200 {
        let factors = analysis.draw(draw).multipliers;
        let of = |id: &str| factors.iter().find(|(node, _)| node == id).unwrap().1;
        let (a, b) = (of("a"), of("density"));
        let score = |x: f64, y: f64| (a * x + b * y) / (a + b);
        let scores = [score(44.0, 10.0) + 9.0, score(50.0, 20.0), score(60.0, 30.0), score(30.0, 12.0)];
        let rank = |unit: usize| 1 + scores.iter().filter(|other| **other > scores[unit]).count() as u32;
        assert_eq!(analysis.ranks(draw as usize), [rank(0), rank(1), rank(2), rank(3)], "draw {draw}");
        firsts += usize::from(rank(0) < rank(1));
    }
    assert!(firsts > 0 && firsts < 200, "{firsts}");
}

#[test]
fn crossings_and_leaving_out_keep_points() {
    let near = json!({ "rules": [{ "indicator": "b", "at_most": 10, "bonus": 12 },
                                 { "indicator": "accidents", "at_least": 2, "veto": true }] });
    let model = model("arithmetic", &near);
    let scores = model.scores(year()).unwrap();
    let found = crossings(&scores, 1, None).unwrap();
    // At share 0.25 of a: u1 has 11 + 7.5 + 12.
    assert!((found.score_at(0, 0.25) - 30.5).abs() < 1e-12);
    assert!(found.score_at(1, 0.25).is_nan());
    // u1 and u4 at share s: 10 + 34 s + 12 = 12 + 18 s has no root in (0, 1); u1 and u3: 22 + 34 s = 30 + 30 s at s = 2.
    assert!(found.events.is_empty(), "{:?}", found.events);
    let without = leave_one_out::leave_one_out(&scores, 1).unwrap();
    assert_eq!(without.scores[0][0], 10.0 + 12.0); // without a, of u1 there is b and the bonus
    assert!(without.scores[0][1].is_nan());
}

#[test]
fn parts_of_a_change_sum_to_the_change_with_points() {
    let model = model("arithmetic", &rules());
    let [from, to] = [2021, 2022].map(|y| State::new(&model, Period::year(y)).unwrap());
    for unit in ["u1", "u3", "u4"] {
        let found = explain(&from, &to, unit, &Request::default()).unwrap();
        let Some(parts) = found.parts else { panic!("{unit}: {found:?}") };
        let sum = parts.own.score + parts.others.score + parts.weights.score + parts.method.score;
        assert!((sum - found.score.unwrap()).abs() < 1e-9, "{unit}: {found:?}");
        assert!(parts.others.score.abs() < 1e-9, "{unit}: points are of the unit's own figures");
    }
}

#[test]
fn what_makes_no_sense_is_an_error_at_its_place() {
    let one = |rule: Value| json!({ "rules": [{ "indicator": "a", "at_least": 1, "bonus": 1 }, rule] });
    for (points, code, place) in [
        (json!({ "rules": [] }), "bad_parameter", "$.points.rules"),
        (
            one(json!({ "indicator": "no", "at_least": 1, "bonus": 1 })),
            "unknown_indicator",
            "$.points.rules[1].indicator",
        ),
        (one(json!({ "indicator": "a", "at_least": 1, "bonus": -1 })), "bad_parameter", "$.points.rules[1].bonus"),
        (
            one(json!({ "indicator": "a", "at_least": 1, "deduction": -1 })),
            "bad_parameter",
            "$.points.rules[1].deduction",
        ),
        (one(json!({ "indicator": "a", "at_least": 1, "bonus": 0 })), "bad_parameter", "$.points.rules[1].bonus"),
        (one(json!({ "indicator": "a", "at_least": 1 })), "bad_parameter", "$.points.rules[1].indicator"),
        (one(json!({ "indicator": "a", "bonus": 1 })), "bad_parameter", "$.points.rules[1].indicator"),
        (
            one(json!({ "indicator": "a", "at_least": 1, "at_most": 2, "bonus": 1 })),
            "bad_parameter",
            "$.points.rules[1].at_most",
        ),
        (
            one(json!({ "indicator": "a", "at_least": 1, "bonus": 1, "veto": true })),
            "bad_parameter",
            "$.points.rules[1].veto",
        ),
        (one(json!({ "indicator": "a", "more_than": 1, "bonus": 1 })), "bad_json", "$.points.rules[1].more_than"),
        (
            json!({ "rules": [{ "indicator": "a", "at_least": 1, "bonus": 1 }], "bonus_cap": -1 }),
            "bad_parameter",
            "$.points.bonus_cap",
        ),
        (
            json!({ "rules": [{ "indicator": "a", "at_least": 1, "bonus": 1 }], "deduction_cap": -0.5 }),
            "bad_parameter",
            "$.points.deduction_cap",
        ),
    ] {
        let error = model_of("arithmetic", &points).unwrap_err();
        assert_eq!((error.code.id(), error.place.as_str()), (code, place), "{points}: {error:?}");
    }
    let error = ask(&model("arithmetic", &Value::Null), "points", "").unwrap_err();
    assert_eq!(error.code.id(), "bad_parameter");
}
