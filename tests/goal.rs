//! Goal seek, against published answers and against brute force: every value of a dense grid, applied as a scenario.
use crate::common;

use common::faults::assert_fault;
use common::model_of;
use innodex::goal::{reach, seek, Goal, GoalAnswer};
use innodex::ranking::Ties;
use innodex::{Code, Framework, Model, Panel, Period, Scenario, ScenarioSpec};
use serde_json::json;

const YEAR: i32 = 2022;

fn provincial() -> Model {
    model_of("provincial-first")
}

fn asked(unit: &str, indicator: &str, rank: f64) -> Goal {
    Goal { rank: Some(rank), ..Goal::new("2022", unit, indicator) }
}

/// A scenario of one change.
fn change(model: &Model, unit: &str, indicator: &str, op: &str, value: f64) -> Scenario {
    let change = json!({ "unit": unit, "indicator": indicator, "op": op, "value": value });
    Scenario::new(model, &ScenarioSpec::from_json(&json!({ "changes": [change] }).to_string()).unwrap()).unwrap()
}

fn rank(scenario: &mut Scenario, unit: &str) -> Option<f64> {
    let unit = scenario.model().panel().unit(unit).unwrap();
    let ranks = scenario.scores(Period::year(YEAR)).ok()?.rank(Ties::Competition);
    Some(ranks[unit])
}

/// METHODS, section 5, on the figures of 2022.
#[test]
fn hubei_to_seventh() {
    let model = provincial();
    let seventh = seek(&model, &asked("42", "rd_expenditure", 7.0)).unwrap();
    assert!(seventh.reachable && seventh.certain);
    assert!((seventh.change_percent.unwrap() - 127.8).abs() < 0.05, "{seventh:?}");
    assert_eq!((seventh.rank, seventh.rank_before), (Some(7.0), Some(8.0)));
    let fifth = seek(&model, &asked("湖北", "rd_expenditure", 5.0)).unwrap();
    assert!(!fifth.reachable && fifth.certain);
    assert_eq!((fifth.rank, fifth.from, fifth.to, fifth.change, fifth.change_percent), (None, None, None, None, None));
    assert!(fifth.best_rank.unwrap() > 5.0 && fifth.moved.is_empty(), "{fifth:?}");
    // + 50 % of both technology markets gives 7th.
    let change = |id: &str| json!({ "unit": "42", "indicator": id, "op": "multiply", "value": 1.5 });
    let both = json!({ "changes": [change("tech_contracts_sold"), change("tech_contracts_bought")] }).to_string();
    let mut both = Scenario::new(&model, &ScenarioSpec::from_json(&both).unwrap()).unwrap();
    assert_eq!(rank(&mut both, "42"), Some(7.0));
}

#[test]
fn what_moves_along_is_listed_as_a_scenario_lists_it() {
    let model = provincial();
    let answer = seek(&model, &asked("42", "rd_expenditure", 7.0)).unwrap();
    let mut scenario = change(&model, "42", "rd_expenditure", "set", answer.to.unwrap());
    let moved = scenario.moved(Period::year(YEAR)).unwrap();
    let ids: Vec<&str> = answer.moved.iter().map(|m| m.indicator.as_str()).collect();
    assert_eq!(
        ids,
        [
            "rd_expenditure",
            "rd_expenditure_bulletin",
            "rd_basic",
            "rd_applied",
            "rd_experimental",
            "rd_funds_government",
            "rd_funds_enterprise"
        ]
    );
    for (ours, theirs) in answer.moved.iter().zip(&moved) {
        assert_eq!((ours.from, ours.to, ours.why), (Some(theirs.from), theirs.to, theirs.why));
        assert_eq!((ours.code.as_str(), ours.period.as_str()), ("42", "2022"));
    }
    assert_eq!(answer.measure, "万元");
}

#[test]
fn already_there_is_no_change() {
    let model = provincial();
    for target in [asked("42", "rd_expenditure", 8.0), Goal { score: Some(30.0), ..Goal::new("2022", "42", "gdp") }] {
        let answer = seek(&model, &target).unwrap();
        assert_eq!((answer.change, answer.change_percent, answer.rank), (Some(0.0), Some(0.0), Some(8.0)));
        assert!(answer.reachable && answer.moved.is_empty() && answer.from == answer.to);
    }
}

#[test]
fn a_score() {
    let model = provincial();
    let at_least = |score: f64, indicator: &str| {
        seek(&model, &Goal { score: Some(score), ..Goal::new("2022", "42", indicator) }).unwrap()
    };
    // 30 % more R&D gives 33.01 (METHODS), so 33.01 takes 30 % to the rounding of a printed score.
    let answer = at_least(33.01, "rd_expenditure");
    assert!((answer.change_percent.unwrap() - 30.0).abs() < 0.5, "{answer:?}");
    assert!(answer.score.unwrap() >= 33.01 && answer.score.unwrap() < 33.01 + 1e-9);
    // More or fewer researchers: their number is also what patents are divided by.
    let answer = at_least(33.0, "rd_personnel");
    assert!(answer.reachable && answer.score.unwrap() >= 33.0 && answer.certain, "{answer:?}");
    assert!(!at_least(90.0, "rd_expenditure").reachable);
}

/// Whatever is printed (the figure, the change, the percentage), applied, reaches the goal; a billionth of the present
/// value nearer does not, and nor does any value of a grid that is nearer.
fn check(model: &Model, target: &Goal, answer: &GoalAnswer, grid: usize) {
    let (unit, indicator) = (target.unit.as_str(), target.indicator.as_str());
    let panel = model.panel();
    let (u, i) = (panel.unit(unit).unwrap(), panel.indicator(indicator).unwrap());
    let period = panel.find_period(Period::year(YEAR)).unwrap();
    let x = panel.column(i, period)[u];
    let mut scenario = change(model, unit, indicator, "set", x);
    let mut reaches = |value: f64| -> bool {
        scenario.set_value(0, value).unwrap();
        let Ok(scores) = scenario.scores(Period::year(YEAR)) else { return false };
        let scores = scores.node(0);
        let rank = 1.0 + scores.iter().filter(|s| **s > scores[u]).count() as f64;
        match target.score {
            Some(score) => scores[u] >= score,
            None => !scores[u].is_nan() && rank <= target.rank.unwrap(),
        }
    };
    let place = format!("{unit} {indicator} {:?} {:?}: {answer:?}", target.rank, target.score);
    let distance = match answer.to {
        Some(to) => {
            assert!(reaches(to), "{place}");
            if to == x {
                return;
            }
            let change = answer.change.unwrap();
            assert!(reaches(x + change), "by the change: {place}");
            assert!(reaches(x * (1.0 + answer.change_percent.unwrap() / 100.0)), "by the percentage: {place}");
            // On both sides: a billionth of the present value nearer it is not reached.
            let nearer = change.abs() - 1e-9 * x.abs();
            if nearer > 0.0 {
                assert!(!reaches(x + nearer * change.signum()), "not the nearest: {place}");
            }
            nearer
        }
        None => f64::INFINITY,
    };
    let (low, high) = if x > 0.0 { (0.0, 10.0 * x) } else { (10.0 * x, 0.0) };
    for k in 0..=grid {
        let share = k as f64 / grid as f64;
        // Even, and denser around the present.
        for value in [low + (high - low) * share, x + (high - x) * share * share, x + (low - x) * share * share] {
            if (value - x).abs() < distance && value != x {
                assert!(!reaches(value), "{value} is nearer: {place}");
            }
        }
    }
}

/// A sample of units, every column, every rank that is better: against a grid.
#[test]
fn no_smaller_change_reaches_the_goal_in_provincial() {
    let model = provincial();
    for (nth, unit) in ["42", "11", "54", "33", "64", "13"].into_iter().enumerate() {
        let rows = reach(&model, &Goal::new("2022", unit, "")).unwrap();
        assert!(rows.len() >= 20, "{}", rows.len());
        for (at, row) in rows.iter().enumerate().filter(|(at, _)| at % 6 == nth) {
            assert!(row.certain);
            let now = row.rank.unwrap();
            for target in [now - 1.0, now - 3.0, now / 2.0].map(f64::floor) {
                if target < 1.0 {
                    continue;
                }
                let goal_asked = asked(unit, &row.indicator, target);
                let answer = seek(&model, &goal_asked).unwrap();
                let in_row = row.ranks.iter().find(|r| r.rank == target).map(|r| r.to);
                assert_eq!(in_row.is_some(), answer.reachable, "{row:?} {answer:?}");
                if let (Some(swept), Some(to)) = (in_row, answer.to) {
                    assert!((swept - to).abs() <= 1e-9 * row.from.unwrap().abs(), "{at}: {swept} {to}");
                }
                check(&model, &goal_asked, &answer, 300);
            }
        }
    }
}

/// R&D personnel is a numerator, and what patents are divided by: both directions can help, and the nearer one is found.
#[test]
fn the_index_need_not_rise_with_a_figure() {
    let model = provincial();
    let mut downwards = 0;
    for unit in model.panel().units() {
        let rows = reach(&model, &Goal::new("2022", &unit.code, "")).unwrap();
        let row = rows.iter().find(|r| r.indicator == "rd_personnel").unwrap();
        downwards += row.ranks.iter().filter(|r| r.change < 0.0).count();
        for wanted in row.ranks.iter().take(2) {
            let asked = asked(&unit.code, "rd_personnel", wanted.rank);
            check(&model, &asked, &seek(&model, &asked).unwrap(), 200);
        }
    }
    assert!(downwards > 0, "somebody gains by fewer personnel");
}

#[test]
fn region_node_keep_and_limit() {
    let model = provincial();
    let base = Goal { rank: Some(1.0), ..Goal::new("2022", "42", "rd_expenditure") };
    // Among the six central provinces Hubei is second: to pass Anhui takes less than to pass all.
    let central = seek(&model, &Goal { region: Some("central".to_owned()), ..base.clone() }).unwrap();
    assert_eq!((central.rank_before, central.rank, central.best_rank), (Some(2.0), Some(1.0), Some(1.0)));
    assert!(!seek(&model, &base).unwrap().reachable);
    // Within "input" alone a rank is reached that the index does not give.
    let input = seek(&model, &Goal { node: Some("input".to_owned()), rank: Some(5.0), ..base.clone() }).unwrap();
    assert!(input.rank_before.unwrap() > 5.0 && input.reachable, "{input:?}");
    // 127.8 % is beyond twice the present value.
    let seventh = Goal { rank: Some(7.0), limit: 2.0, ..base.clone() };
    let answer = seek(&model, &seventh).unwrap();
    assert_eq!((answer.reachable, answer.best_rank), (false, Some(8.0)));
    assert!(seek(&model, &Goal { limit: 2.3, ..seventh.clone() }).unwrap().reachable);
    // With the total kept, basic research ends where the other activities are used up.
    let basic = Goal {
        indicator: "rd_basic".to_owned(),
        keep: vec!["rd_expenditure".to_owned()],
        rank: Some(1.0),
        limit: 1e3,
        ..base
    };
    let answer = seek(&model, &basic).unwrap();
    let full = seek(&model, &Goal { rank: answer.best_rank, ..basic }).unwrap();
    assert!(full.reachable && full.moved.iter().all(|m| m.indicator != "rd_expenditure"), "{full:?}");
}

#[test]
fn every_error_names_its_json_path() {
    let model = provincial();
    let base = asked("42", "rd_expenditure", 5.0);
    let refused =
        |goal_asked: Goal, code, place: &str| assert_fault(&seek(&model, &goal_asked).unwrap_err(), code, place);
    refused(Goal { unit: "99".to_owned(), ..base.clone() }, Code::UnknownUnit, "$.unit");
    refused(Goal { indicator: "rd".to_owned(), ..base.clone() }, Code::UnknownColumn, "$.indicator");
    refused(
        Goal { indicator: "rd_intensity_bulletin".to_owned(), ..base.clone() },
        Code::RatioNotChangeable,
        "$.indicator",
    );
    refused(Goal { period: "2035".to_owned(), ..base.clone() }, Code::UnknownPeriod, "$.period");
    refused(Goal { period: "soon".to_owned(), ..base.clone() }, Code::BadPeriod, "$.period");
    refused(Goal { rank: None, ..base.clone() }, Code::BadParameter, "$");
    refused(Goal { score: Some(1.0), ..base.clone() }, Code::BadParameter, "$");
    refused(Goal { rank: Some(0.0), ..base.clone() }, Code::BadParameter, "$.rank");
    refused(Goal { rank: Some(f64::NAN), ..base.clone() }, Code::BadParameter, "$.rank");
    refused(Goal { limit: 0.5, ..base.clone() }, Code::BadParameter, "$.limit");
    refused(Goal { node: Some("x".to_owned()), ..base.clone() }, Code::UnknownNode, "$.node");
    refused(Goal { keep: vec!["x".to_owned()], ..base.clone() }, Code::UnknownColumn, "$.keep");
    refused(Goal { keep: vec!["rd_expenditure".to_owned()], ..base.clone() }, Code::KeepConflict, "$.keep");
    refused(Goal { paid: Some("2021".to_owned()), ..base }, Code::BadParameter, "$.paid");
    let json = r#"{"period":"2022","unit":"42","indicator":"gdp","rank":1,"money":2}"#;
    assert_fault(&Goal::from_json(json).unwrap_err(), Code::BadJson, "$.money");
}

/// Without a figure there is no multiple of it to try.
#[test]
fn a_missing_figure_has_no_smallest_change() {
    let model = provincial();
    let answer = seek(&model, &asked("54", "hightech_new_products", 1.0)).unwrap();
    assert_eq!(
        (answer.reachable, answer.reason, answer.best_rank),
        (false, Some(innodex::Reason::NotPublished), Some(10.0))
    );
    // Already there: still so, without a figure.
    let answer = seek(&model, &asked("54", "hightech_new_products", 10.0)).unwrap();
    assert_eq!((answer.reachable, answer.from, answer.to, answer.change), (true, None, None, Some(0.0)));
}

/// The least money: with an additionality of a half it takes twice the money.
#[test]
fn the_least_money() {
    let model = provincial();
    let base = asked("42", "rd_expenditure", 7.0);
    let plain = seek(&model, &base).unwrap();
    let money = |assumptions: &str| {
        let spec = ScenarioSpec::from_json(&format!(r#"{{"changes":[],"assumptions":{assumptions}}}"#)).unwrap();
        seek(&model, &Goal { fund: spec.assumptions, ..base.clone() }).unwrap()
    };
    let (one, half) = (money("{}"), money(r#"{"additionality":0.5}"#));
    let close = |a: f64, b: f64| assert!((a - b).abs() <= 1e-9 * b.abs(), "{a} {b}");
    close(one.money.unwrap(), plain.change.unwrap());
    close(half.money.unwrap(), 2.0 * plain.change.unwrap());
    close(half.to.unwrap(), plain.to.unwrap());
    assert_eq!(one.assumptions.len(), 1);
    assert!(one.certain && half.certain);
    // Applied, what is printed reaches it; less by a billionth does not.
    let with = r#"{"additionality":0.8,"returns":{"exponent":0.9},"elasticities":[{"to":"papers_sci","value":0.3}]}"#;
    let answer = money(with);
    assert!(answer.certain && answer.money.unwrap() > 0.0, "{answer:?}");
    let spec = |value: f64| {
        let change = json!({ "unit": "42", "indicator": "rd_expenditure", "op": "fund", "value": value });
        format!(r#"{{"changes":[{change}],"assumptions":{with}}}"#)
    };
    let at = |value: f64| {
        rank(&mut Scenario::new(&model, &ScenarioSpec::from_json(&spec(value)).unwrap()).unwrap(), "42").unwrap()
    };
    let least = answer.money.unwrap();
    assert!(at(least) <= 7.0 && at(least - 1e-9 * answer.from.unwrap()) > 7.0);
    for k in 0..400 {
        assert!(at(least * f64::from(k) / 400.0) > 7.0);
    }
    // An elasticity below zero, and a ratio of which both sides move: nothing is proved, and that is said.
    let answer = money(r#"{"elasticities":[{"to":"rd_personnel","value":-0.2}]}"#);
    assert!(!answer.certain && answer.reachable);
}

/// A clamp lets a rise to the very sum that b has, of the same three figures in another order: where the last bit is b's, that is
/// a tie all the same, and so the first rank.
#[test]
fn a_tie_within_rounding_counts() {
    let mut by_a_bit = 0;
    for tenths in 0..60 {
        let (q, p) = (f64::from(tenths % 10 + 3) / 70.0, f64::from(tenths / 10 + 1) / 30.0);
        let csv = format!("code,year,x,q,p\na,2022,0.15,{q},{p}\nb,2022,{p},{q},0.3\nc,2022,0,0,0\n");
        let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
        let framework = r#"{ "id": "clamped",
            "indicators": [{ "id": "x", "direction": 1 }, { "id": "q", "direction": 1 }, { "id": "p", "direction": 1 }],
            "tree": { "id": "index", "children": [{ "id": "x" }, { "id": "q" }, { "id": "p" }] },
            "steps": [{ "step": "normalise", "method": "goalposts", "low": 0, "high": 0.3 },
                { "step": "aggregate", "method": "arithmetic" }] }"#;
        let model = Model::new(panel, Framework::from_json(framework).unwrap()).unwrap();
        let mut most = change(&model, "a", "x", "set", 1.5);
        let scores = most.scores(Period::year(YEAR)).unwrap().node(0).to_vec();
        assert!((scores[1] - scores[0]).abs() < 1e-14 * scores[1], "{scores:?}");
        by_a_bit += u32::from(scores[1] > scores[0]);
        let answer = seek(&model, &asked("a", "x", 1.0)).unwrap();
        assert!(answer.reachable && answer.rank == Some(1.0), "{answer:?}");
        assert!((answer.to.unwrap() - 0.3).abs() < 1e-11, "{answer:?}");
        let reached = reach(&model, &asked("a", "x", 1.0)).unwrap();
        assert!(reached.iter().any(|r| r.indicator == "x" && r.ranks.iter().any(|r| r.rank == 1.0)), "{reached:?}");
    }
    assert!(by_a_bit > 0);
}
