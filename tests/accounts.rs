//! Accounts stay true under a scenario: the worked cases of docs/formats.md, and what they leave open.

use crate::common;

use common::ledger::{after, assert_close, change, figures, model, reasons, spec, stuck, year};
use innodex::scenario::Why;
use innodex::{Code, Model, Scenario, ScenarioSpec};
use serde_json::{json, Value};

const NONE: f64 = f64::NAN;

fn part(id: &str, total: &str, by: &str, complete: bool) -> Value {
    json!({ "id": id, "part_of": { "total": total, "by": by, "complete": complete } })
}

/// The account of docs/formats.md: by activity (complete) 10 + 20 + 70, by source (incomplete) 30 + 60 of 100.
fn worked() -> Model {
    let figures = [
        ("basic", 10.0),
        ("applied", 20.0),
        ("experimental", 70.0),
        ("government", 30.0),
        ("enterprise", 60.0),
        ("total", 100.0),
    ];
    let of_total = |id, by, complete| part(id, "total", by, complete);
    let accounts = json!([
        of_total("basic", "activity", true),
        of_total("applied", "activity", true),
        of_total("experimental", "activity", true),
        of_total("government", "source", false),
        of_total("enterprise", "source", false),
        { "id": "total" },
    ]);
    model(&figures, accounts)
}

fn code(model: &Model, changes: &[Value]) -> Code {
    after(model, changes).unwrap_err().code
}

#[test]
fn worked_cases() {
    let model = worked();
    let cases: [(Value, [f64; 6]); 5] = [
        (change("total", "multiply", 1.1, &[]), [11.0, 22.0, 77.0, 33.0, 66.0, 110.0]),
        (change("basic", "add", 5.0, &[]), [15.0, 20.0, 70.0, 31.5, 63.0, 105.0]),
        (change("basic", "add", 5.0, &["total"]), [15.0, 170.0 / 9.0, 595.0 / 9.0, 30.0, 60.0, 100.0]),
        (change("government", "add", 10.0, &["total"]), [10.0, 20.0, 70.0, 40.0, 60.0, 100.0]),
        (change("total", "multiply", 1.1, &["basic"]), [10.0, 200.0 / 9.0, 700.0 / 9.0, 33.0, 66.0, 110.0]),
    ];
    for (change, expected) in cases {
        println!("{change}");
        assert_close(&after(&model, &[change]).unwrap(), &expected);
    }
    assert_eq!(code(&model, &[change("government", "add", 15.0, &["total"])]), Code::AccountExceeded);
}

#[test]
fn what_is_kept_does_not_move_at_all() {
    let model = worked();
    // 0.7 of a total of 100.1 is no round number: what is kept keeps its bits all the same.
    let figures = after(&model, &[change("total", "set", 100.1, &["experimental", "enterprise"])]).unwrap();
    assert_eq!((figures[2], figures[4], figures[5]), (70.0, 60.0, 100.1));
    assert_close(&figures[..2], &[10.0 * 30.1 / 30.0, 20.0 * 30.1 / 30.0]);
    assert_close(&figures[3..4], &[30.0 * 40.1 / 40.0]);
}

#[test]
fn changes_apply_one_on_the_other() {
    let figures = after(&worked(), &[change("basic", "add", 5.0, &[]), change("total", "multiply", 2.0, &[])]).unwrap();
    assert_close(&figures, &[30.0, 40.0, 140.0, 63.0, 126.0, 210.0]);
    let figures = after(&worked(), &[change("total", "multiply", 2.0, &[]), change("basic", "add", 5.0, &[])]).unwrap();
    assert_close(&figures, &[25.0, 40.0, 140.0, 61.5, 123.0, 205.0]);
}

#[test]
fn every_changed_figure_has_its_cause() {
    let mut scenario = Scenario::new(&worked(), &spec(&[change("basic", "add", 5.0, &[])])).unwrap();
    let moved = reasons(&mut scenario);
    let named = |id: &str, why| (id.to_owned(), why);
    let expected = [
        named("basic", Why::Asked),
        named("total", Why::Total),
        named("government", Why::Part),
        named("enterprise", Why::Part),
    ];
    assert_eq!(moved, expected);
    assert_eq!(stuck(&mut scenario), []);
}

/// Science spending 100 is half fiscal money (50), which by level is 20 central + 30 local.
fn nested() -> Model {
    let figures = [("science", 100.0), ("fiscal", 50.0), ("private", 50.0), ("central", 20.0), ("local", 30.0)];
    let accounts = json!([
        { "id": "science" },
        part("fiscal", "science", "money", true),
        part("private", "science", "money", true),
        part("central", "fiscal", "level", true),
        part("local", "fiscal", "level", true),
    ]);
    model(&figures, accounts)
}

#[test]
fn a_part_that_is_itself_a_total() {
    let model = nested();
    let cases: [(Value, [f64; 5]); 6] = [
        (change("science", "multiply", 1.2, &[]), [120.0, 60.0, 60.0, 24.0, 36.0]),
        (change("central", "add", 10.0, &[]), [110.0, 60.0, 50.0, 30.0, 30.0]),
        (change("fiscal", "multiply", 1.2, &[]), [110.0, 60.0, 50.0, 24.0, 36.0]),
        (change("private", "add", 10.0, &["science"]), [100.0, 40.0, 60.0, 16.0, 24.0]),
        (change("central", "add", 10.0, &["science"]), [100.0, 60.0, 40.0, 30.0, 30.0]),
        (change("science", "multiply", 1.2, &["central"]), [120.0, 60.0, 60.0, 20.0, 40.0]),
    ];
    for (change, expected) in cases {
        println!("{change}");
        assert_close(&after(&model, &[change]).unwrap(), &expected);
    }
    let refused = [
        // The central money alone is more than the fiscal money that would be left.
        change("science", "multiply", 0.3, &["central"]),
        change("central", "add", 60.0, &["science"]),
        change("local", "add", 25.0, &["fiscal"]),
    ];
    for change in refused {
        assert_eq!(code(&model, std::slice::from_ref(&change)), Code::AccountExceeded, "{change}");
    }
}

/// The total in 亿元, its parts in 万元: part x 0.0001 is in the total's unit.
#[test]
fn a_factor_brings_parts_to_the_unit_of_the_total() {
    let figures = [("total", 10.0), ("a", 40_000.0), ("b", 60_000.0)];
    let of_total =
        |id| json!({ "id": id, "part_of": { "total": "total", "by": "x", "complete": true, "factor": 0.0001 } });
    let model = model(&figures, json!([{ "id": "total" }, of_total("a"), of_total("b")]));
    let cases: [(Value, [f64; 3]); 4] = [
        (change("a", "add", 10_000.0, &[]), [11.0, 50_000.0, 60_000.0]),
        (change("total", "multiply", 1.5, &[]), [15.0, 60_000.0, 90_000.0]),
        (change("a", "add", 10_000.0, &["total"]), [10.0, 50_000.0, 50_000.0]),
        (change("total", "add", 2.0, &["a"]), [12.0, 40_000.0, 80_000.0]),
    ];
    for (change, expected) in cases {
        println!("{change}");
        assert_close(&after(&model, &[change]).unwrap(), &expected);
    }
}

/// Expenditure as the yearbook has it (万元) and as the communique does (亿元, rounded otherwise).
#[test]
fn same_as_changes_by_its_factor() {
    let figures = [("yearbook", 1_234_567.0), ("communique", 123.5), ("basic", 123_456.0)];
    let accounts = json!([
        { "id": "yearbook", "same_as": { "indicator": "communique", "factor": 0.0001 } },
        { "id": "communique" },
        part("basic", "yearbook", "activity", false),
    ]);
    let model = model(&figures, accounts);
    let up = after(&model, &[change("yearbook", "multiply", 1.1, &[])]).unwrap();
    assert_close(&up, &[1_234_567.0 * 1.1, 123.5 * 1.1, 123_456.0 * 1.1]);
    // The other way round, and through a part.
    assert_close(&after(&model, &[change("communique", "multiply", 1.1, &[])]).unwrap(), &up);
    let by_part = after(&model, &[change("basic", "add", 100_000.0, &[])]).unwrap();
    assert_close(&by_part, &[1_334_567.0, 123.5 * (1_334_567.0 / 1_234_567.0), 223_456.0]);
    // From nothing there is no proportion: the factor says how much.
    let nothing = common::ledger::model(
        &[("yearbook", 0.0), ("communique", 0.0)],
        json!([{ "id": "yearbook", "same_as": { "indicator": "communique", "factor": 0.0001 } }, { "id": "communique" }]),
    );
    assert_close(&after(&nothing, &[change("yearbook", "set", 50_000.0, &[])]).unwrap(), &[50_000.0, 5.0]);
    assert_close(&after(&nothing, &[change("communique", "set", 5.0, &[])]).unwrap(), &[50_000.0, 5.0]);
    // Kept, it stays.
    let kept = after(&model, &[change("yearbook", "multiply", 1.1, &["communique"])]).unwrap();
    assert_eq!(kept[1], 123.5);
}

#[test]
fn a_total_that_is_zero_or_missing_leaves_its_parts_and_says_so() {
    let accounts = || json!([{ "id": "t" }, part("a", "t", "x", false), part("b", "t", "y", false)]);
    let said = |a: &str, b: &str| (a.to_owned(), b.to_owned());

    let zero = model(&[("t", 0.0), ("a", 0.0), ("b", 0.0)], accounts());
    let mut scenario = Scenario::new(&zero, &spec(&[change("t", "add", 5.0, &[])])).unwrap();
    assert_eq!(figures(&mut scenario).unwrap(), [5.0, 0.0, 0.0]);
    assert_eq!(stuck(&mut scenario), [said("a", "t"), said("b", "t")]);

    let missing = model(&[("t", NONE), ("a", 3.0), ("b", NONE)], accounts());
    let mut scenario = Scenario::new(&missing, &spec(&[change("a", "add", 5.0, &[])])).unwrap();
    assert_close(&figures(&mut scenario).unwrap(), &[NONE, 8.0, NONE]);
    assert_eq!(stuck(&mut scenario), [said("t", "a")]);

    // A missing figure cannot grow; it can only be set.
    let mut scenario = Scenario::new(&missing, &spec(&[change("t", "multiply", 2.0, &[])])).unwrap();
    assert_close(&figures(&mut scenario).unwrap(), &[NONE, 3.0, NONE]);
    assert_eq!(stuck(&mut scenario), [said("t", "t")]);
    assert_close(&after(&missing, &[change("t", "set", 4.0, &[])]).unwrap(), &[4.0, 3.0, NONE]);
    assert_eq!(code(&missing, &[change("t", "set", 2.0, &[])]), Code::AccountExceeded);
}

#[test]
fn a_missing_part_stays_missing() {
    let accounts = json!([{ "id": "t" }, part("a", "t", "x", true), part("b", "t", "x", true)]);
    let model = model(&[("t", 10.0), ("a", 4.0), ("b", NONE)], accounts);
    assert_close(&after(&model, &[change("t", "multiply", 2.0, &[])]).unwrap(), &[20.0, 8.0, NONE]);
    assert_close(&after(&model, &[change("a", "add", 1.0, &[])]).unwrap(), &[11.0, 5.0, NONE]);
}

#[test]
fn a_part_kept_in_another_breakdown_takes_its_share_first() {
    // basic + 5 makes the total 105: enterprise takes what government leaves.
    let figures = after(&worked(), &[change("basic", "add", 5.0, &["government"])]).unwrap();
    assert_close(&figures, &[15.0, 20.0, 70.0, 30.0, 60.0 * 75.0 / 70.0, 105.0]);
    // basic - 5 leaves 95 for government and enterprise, kept at 90: enough. - 9.99 with 60 and 30 kept is 90.01.
    let model = worked();
    let keep = ["government", "enterprise"];
    let figures = after(&model, &[change("basic", "add", -5.0, &keep)]).unwrap();
    assert_close(&figures, &[5.0, 20.0, 70.0, 30.0, 60.0, 95.0]);
    assert_eq!(code(&model, &[change("experimental", "add", -10.01, &keep)]), Code::AccountExceeded);
}

#[test]
fn nothing_of_an_account_becomes_negative() {
    let model = worked();
    for change in [
        change("basic", "add", -11.0, &[]),
        change("total", "set", -1.0, &[]),
        change("basic", "set", 101.0, &["total"]),
        change("total", "set", 65.0, &["experimental"]),
    ] {
        assert_eq!(code(&model, std::slice::from_ref(&change)), Code::AccountExceeded, "{change}");
    }
    // Down to nothing is allowed, and outside an account a figure may be negative where its column is somewhere: a profit.
    assert_close(&after(&model, &[change("total", "set", 0.0, &[])]).unwrap(), &[0.0; 6]);
    let profit = common::ledger::model(&[("profit", -3.0)], json!([]));
    assert_close(&after(&profit, &[change("profit", "add", -5.0, &[])]).unwrap(), &[-8.0]);
}

/// 0.3 - 0.1 - 0.2 is -2.8e-17 in binary: rounding, not a debt.
#[test]
fn rounding_within_tolerance_is_accepted() {
    let accounts = json!([{ "id": "t" }, part("a", "t", "x", true), part("b", "t", "x", true)]);
    let model = model(&[("t", 0.3), ("a", 0.1), ("b", 0.2)], accounts);
    let figures = after(&model, &[change("a", "add", -0.1, &[]), change("b", "add", -0.2, &[])]).unwrap();
    assert_eq!(figures[1..], [0.0, 0.0]);
    assert!((0.0..1e-15).contains(&figures[0]), "{}", figures[0]);
}

/// All parts of a complete breakdown kept: its total cannot move, not even where they are a rounding apart.
#[test]
fn a_complete_breakdown_that_is_all_kept_holds_its_total() {
    for total in [10.0, 10.1, 9.9] {
        let accounts = json!([{ "id": "t" }, part("a", "t", "x", true), part("b", "t", "x", true)]);
        let model = model(&[("t", total), ("a", 4.0), ("b", 6.0)], accounts);
        assert_eq!(code(&model, &[change("t", "multiply", 1.5, &["a", "b"])]), Code::AccountExceeded, "{total}");
        if total >= 10.0 {
            let unmoved = after(&model, &[change("t", "multiply", 1.0, &["a", "b"])]);
            assert_close(&unmoved.unwrap(), &[total, 4.0, 6.0]);
        }
    }
}

#[test]
fn all_units_at_once() {
    let model = worked();
    let spec = r#"{"changes":[{"unit":"*","indicator":"total","op":"multiply","value":1.5}]}"#;
    let mut scenario = Scenario::new(&model, &ScenarioSpec::from_json(spec).unwrap()).unwrap();
    let moved = scenario.moved(year()).unwrap();
    assert_eq!(moved.len(), 2 * 6);
    for m in &moved {
        assert_close(&[m.to], &[1.5 * m.from]);
    }
    let listed = r#"{"changes":[{"unit":["here","other"],"indicator":"total","op":"multiply","value":1.5}]}"#;
    let mut same = Scenario::new(&model, &ScenarioSpec::from_json(listed).unwrap()).unwrap();
    assert_eq!(same.moved(year()).unwrap(), moved);
}

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|v| v.to_bits()).collect()
}

#[test]
fn after_an_error_nothing_is_applied() {
    let model = worked();
    let untouched = bits(model.scores(year()).unwrap().node(0));
    // The first change would do; the second is refused, so neither stands.
    let refused = spec(&[change("basic", "add", 5.0, &[]), change("government", "add", 50.0, &["total"])]);
    let mut scenario = Scenario::new(&model, &refused).unwrap();
    let error = scenario.scores(year()).unwrap_err();
    assert_eq!((error.code, error.place.as_str()), (Code::AccountExceeded, "$.changes[1]"));
    assert!(scenario.moved(year()).is_err());
    scenario.update(&spec(&[])).unwrap();
    assert_eq!(bits(scenario.scores(year()).unwrap().node(0)), untouched);
    assert_eq!(scenario.moved(year()).unwrap(), []);
    // Looking at an allowed change, then at a refused one, then at none leaves nothing behind either.
    scenario.update(&spec(&[change("total", "multiply", 1.3, &[])])).unwrap();
    assert_ne!(bits(scenario.scores(year()).unwrap().node(0)), untouched);
    scenario.set_value(0, -1.0).unwrap();
    assert_eq!(scenario.scores(year()).unwrap_err().code, Code::AccountExceeded);
    scenario.update(&spec(&[])).unwrap();
    assert_eq!(bits(scenario.scores(year()).unwrap().node(0)), untouched);
}

#[test]
fn the_result_depends_on_the_last_slider_value_alone() {
    let model = common::model_of("provincial-first");
    let year = innodex::Period::year(2022);
    let spec = |value: f64| {
        let change = json!({ "unit": "42", "indicator": "rd_expenditure", "op": "multiply", "value": value });
        ScenarioSpec::from_json(&json!({ "changes": [change] }).to_string()).unwrap()
    };
    let all = |scenario: &mut Scenario| -> Vec<u64> {
        let nodes = 0..22;
        nodes.flat_map(|node| bits(scenario.scores(year).unwrap().node(node))).collect()
    };
    let mut slider = Scenario::new(&model, &spec(1.0)).unwrap();
    for value in [1.0, 1.3, 0.2, 7.0, 1.1] {
        let fresh = all(&mut Scenario::new(&model, &spec(value)).unwrap());
        slider.set_value(0, value).unwrap();
        assert_eq!(all(&mut slider), fresh, "set_value {value}");
        slider.update(&spec(value)).unwrap();
        assert_eq!(all(&mut slider), fresh, "update {value}");
    }
    // Another period and back.
    slider.scores(innodex::Period::year(2015)).unwrap();
    assert_eq!(all(&mut slider), all(&mut Scenario::new(&model, &spec(1.1)).unwrap()));
    slider.set_value(0, 1.0).unwrap();
    let untouched = model.scores(year).unwrap();
    assert_eq!(all(&mut slider), (0..22).flat_map(|node| bits(untouched.node(node))).collect::<Vec<_>>());
    assert!(slider.set_value(1, 1.0).is_err() && slider.set_value(0, f64::NAN).is_err());
}

#[test]
fn a_missing_part_that_is_set_must_fit_into_its_total() {
    let accounts = json!([{ "id": "t" }, part("a", "t", "by", true), part("b", "t", "by", true)]);
    let model = model(&[("t", 100.0), ("a", 90.0), ("b", NONE)], accounts);
    assert_eq!(code(&model, &[change("b", "set", 50.0, &[])]), Code::AccountExceeded);
    let mut fits = Scenario::new(&model, &spec(&[change("b", "set", 10.0, &[])])).unwrap();
    assert_close(&figures(&mut fits).unwrap(), &[100.0, 90.0, 10.0]);
    assert_eq!(stuck(&mut fits), [("t".to_owned(), "b".to_owned())]);
}

/// As Shanghai 2021: figures that do not add up stay as published while nothing is changed.
#[test]
fn setting_a_figure_to_its_own_value_changes_nothing() {
    let accounts = json!([{ "id": "t" }, part("a", "t", "by", true), part("b", "t", "by", true)]);
    let model = model(&[("t", 9.9), ("a", 4.0), ("b", 6.0)], accounts);
    let mut same = Scenario::new(&model, &spec(&[change("t", "multiply", 1.0, &["a", "b"])])).unwrap();
    assert!(same.moved(year()).unwrap().is_empty());
}
