//! Which figures decide how an indicator is treated: those of the period, of all periods, or of a base period.

use innodex::index::treat::LOG;
use innodex::{Framework, Model, Panel, Period, Reason, Scores};
use serde_json::{json, Value};

/// Ten units: even in 2020, and in 2021 with one far beyond the others.
fn panel() -> Panel {
    let mut csv = "code,year,x\n".to_owned();
    for unit in 0..10 {
        csv += &format!("U{unit},2020,{}\n", 10 + unit);
        csv += &format!("U{unit},2021,{}\n", if unit == 9 { 1000 } else { 20 + unit });
    }
    Panel::from_csv(csv.as_bytes(), None).unwrap()
}

fn framework(treat: Value, scope: Value) -> Framework {
    let spec = json!({
        "id": "t",
        "indicators": [{ "id": "x", "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": "x" }] },
        "steps": [
            treat,
            { "step": "normalise", "method": "min_max", "scope": scope },
            { "step": "aggregate", "method": "arithmetic" },
        ],
    });
    Framework::from_json(&spec.to_string()).unwrap()
}

fn scores(treat: Value, scope: Value, year: i32) -> Scores {
    Model::new(panel(), framework(treat, scope)).unwrap().scores(Period::year(year)).unwrap()
}

fn treated(scores: &Scores) -> Vec<f64> {
    scores.step("treat", "x").unwrap().to_vec()
}

#[test]
fn of_the_period_alone_each_year_is_treated_by_itself() {
    let step = json!({ "step": "treat", "scope": "period" });
    assert_eq!(treated(&scores(step.clone(), json!("all"), 2020)), (10..20).map(f64::from).collect::<Vec<_>>());
    let later = scores(step, json!("all"), 2021);
    assert_eq!(treated(&later)[9], 28.0, "the largest becomes the next of its year");
    assert_eq!(later.treatment("x").unwrap().points, 1);
}

#[test]
fn over_all_periods_one_decision_holds_for_every_year() {
    let step = json!({ "step": "treat", "method": "winsorise", "points": 0, "then": "log", "scope": "all" });
    for year in [2020, 2021] {
        let scores = scores(step.clone(), json!("period"), year);
        assert_eq!(scores.treatment("x").unwrap().method, &LOG, "{year}");
        assert_eq!(treated(&scores)[0], libm::log(if year == 2020 { 10.0 } else { 20.0 }));
    }
}

#[test]
fn unless_said_the_scope_is_that_of_the_normalisation() {
    let plain = json!({ "step": "treat", "points": 3 });
    for scope in [json!("period"), json!("all"), json!({ "base": "2021" })] {
        let mut said = plain.clone();
        said["scope"] = scope.clone();
        for year in [2020, 2021] {
            let [a, b] = [&plain, &said].map(|step| treated(&scores(step.clone(), scope.clone(), year)));
            assert_eq!(a, b, "{scope} {year}");
        }
    }
    assert_eq!(treated(&scores(plain, json!("all"), 2021))[9], 28.0, "of all twenty the next is 28");
}

#[test]
fn a_shift_is_that_of_the_scope_and_what_lies_below_it_has_no_logarithm() {
    let step = |scope: Value| json!({ "step": "treat", "method": "log_shift", "scope": scope });
    // Over all: minimum 10, range 990.
    let all = scores(step(json!("all")), json!("all"), 2020);
    assert!(treated(&all).iter().zip(10..).all(|(y, x)| *y == libm::log(f64::from(x) - 10.0 + 9.9)));
    // By 2021: minimum 20, range 980; of 2020 all figures to 10.2 and below are out of its reach.
    let base = scores(step(json!({ "base": "2021" })), json!("period"), 2020);
    assert!(treated(&base).iter().zip(10..).all(|(y, x)| y.is_nan() == (f64::from(x) < 10.2)));
    assert_eq!(base.figure("x", "U0").unwrap().reason, Some(Reason::NotPositive));
    assert_eq!(base.figure("x", "U9").unwrap().reason, None);
}

#[test]
fn a_base_period_without_figures_gives_nothing_and_says_so() {
    let csv = "code,year,x,y\nA,2020,,1\nB,2020,,2\nA,2021,1,3\nB,2021,2,4\n";
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    let step = json!({ "step": "treat", "method": "box_cox", "scope": { "base": "2020" } });
    let model = Model::new(panel, framework(step, json!("period"))).unwrap();
    let scores = model.scores(Period::year(2021)).unwrap();
    assert!(treated(&scores).iter().all(|y| y.is_nan()));
    assert_eq!(scores.figure("x", "A").unwrap().reason, Some(Reason::BaseMissing));
}

#[test]
fn a_base_period_that_the_panel_lacks_is_refused_at_its_place() {
    let step = json!({ "step": "treat", "method": "log", "scope": { "base": "1999" } });
    let error = Model::new(panel(), framework(step, json!("period"))).unwrap_err();
    assert_eq!((error.code.id(), error.place.as_str()), ("unknown_period", "$.steps[0].scope"));
}
