//! Amounts, people and papers do not become negative by a change; balances and growth may.

use crate::common;

use common::faults::assert_fault;
use common::ledger::{after, assert_close, change, model, spec, year};
use innodex::goal::{least_data, seek, tornado, Goal};
use innodex::{Code, Model, Panel, Result, Scenario, ScenarioSpec};
use serde_json::{json, Value};

/// Money, what repeats it, papers, and a balance that is below zero for the other unit alone.
fn figures() -> Model {
    let model = model(
        &[("rd", 100.0), ("again", 1e6), ("papers", 8.0), ("balance", -3.0)],
        json!([{ "id": "rd" }, { "id": "again", "same_as": { "indicator": "rd", "factor": 0.0001 } }]),
    );
    assert!(model.panel().column(3, 0).iter().any(|x| *x < 0.0));
    model
}

#[track_caller]
fn refused(changes: &[Value], place: &str) {
    let error = after(&figures(), changes).unwrap_err();
    assert_fault(&error, Code::NegativeFigure, place);
    assert!(error.message.en.starts_with("here: "), "{error}");
}

#[test]
fn no_operation_takes_an_amount_below_zero() {
    refused(&[change("rd", "add", -150.0, &[])], "$.changes[0].value");
    refused(&[change("rd", "set", -1.0, &[])], "$.changes[0].value");
    refused(&[change("rd", "multiply", -1.0, &[])], "$.changes[0].value");
    refused(&[change("rd", "fund", -150.0, &[])], "$.changes[0].value");
    // By way of what repeats it, and by several changes together.
    refused(&[change("again", "add", -1.5e6, &[])], "$.changes[0].value");
    refused(&[change("rd", "add", -60.0, &[]), change("rd", "add", -60.0, &[])], "$.changes[1].value");
}

#[test]
fn zero_itself_is_allowed_and_has_no_sign() {
    for zero in [
        vec![change("rd", "add", -100.0, &[])],
        vec![change("rd", "set", 0.0, &[])],
        vec![change("rd", "set", -0.0, &[])],
        vec![change("rd", "multiply", 0.0, &[])],
        vec![change("rd", "set", 0.0, &[]), change("rd", "multiply", -1.0, &[])],
        // 0.3 - 0.1 - 0.2 is -2.8e-17: a rounding, no debt.
        vec![change("rd", "set", 0.3, &[]), change("rd", "add", -0.1, &[]), change("rd", "add", -0.2, &[])],
    ] {
        let now = after(&figures(), &zero).unwrap();
        assert_eq!((now[0].to_bits(), now[1].to_bits()), (0, 0), "{zero:?}: {now:?}");
    }
}

#[test]
fn a_balance_that_is_negative_somewhere_may_be_so_elsewhere() {
    let more = after(&figures(), &[change("balance", "add", -10.0, &[])]).unwrap();
    assert_close(&more, &[100.0, 1e6, 8.0, -13.0]);
    // It is the column that decides, in any unit and period: here it is positive now.
    let csv = "code,year,growth\nhere,2021,-2\nhere,2022,5\nother,2022,1\n";
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    let framework = innodex::Framework::of_columns(&panel);
    let model = Model::new(panel, framework).unwrap();
    let falls = spec(&[change("growth", "multiply", -1.0, &[])]);
    let mut scenario = Scenario::new(&model, &falls).unwrap();
    assert_eq!(scenario.moved(year()).unwrap()[0].to, -5.0);
}

#[test]
fn nothing_of_a_refused_scenario_is_applied_and_the_next_value_counts() -> Result<()> {
    let mut scenario = Scenario::new(&figures(), &spec(&[change("rd", "add", -150.0, &[])]))?;
    assert!(scenario.scores(year()).is_err());
    assert!(scenario.scores(year()).is_err(), "and again");
    scenario.set_value(0, -40.0)?;
    assert_eq!(scenario.moved(year())?.iter().map(|m| m.to).collect::<Vec<_>>(), [60.0, 6e5]);
    Ok(())
}

#[test]
fn money_taken_away_lowers_what_follows_and_never_turns_its_sign() -> Result<()> {
    let text = |value: f64, elasticity: f64| {
        json!({
            "changes": [{ "unit": "here", "indicator": "rd", "op": "fund", "value": value }],
            "assumptions": { "elasticities": [{ "to": "papers", "value": elasticity }] },
        })
        .to_string()
    };
    for elasticity in [0.5, 2.0, -1.0] {
        let papers = |value: f64| -> Result<Option<f64>> {
            let mut scenario = Scenario::new(&figures(), &ScenarioSpec::from_json(&text(value, elasticity))?)?;
            Ok(scenario.moved(year())?.iter().find(|m| m.indicator == 2).map(|m| m.to))
        };
        let halved = papers(-50.0)?.unwrap();
        assert!((halved - 8.0 * 0.5_f64.powf(elasticity)).abs() < 1e-12, "{halved}");
        assert_eq!(papers(-100.0)?, if elasticity > 0.0 { Some(0.0) } else { None });
        assert_fault(&papers(-100.1).unwrap_err(), Code::NegativeFigure, "$.changes[0].value");
    }
    Ok(())
}

/// Less of x is better: whatever the rank, the figure ends at zero.
#[test]
fn searches_end_at_zero() -> Result<()> {
    let csv = "code,year,x\na,2022,0.5\nb,2022,4\nc,2022,5\n";
    let panel = Panel::from_csv(csv.as_bytes(), None)?;
    let framework = r#"{ "id": "m", "indicators": [{ "id": "x", "direction": -1 }],
        "tree": { "id": "index", "children": [{ "id": "x" }] },
        "steps": [{ "step": "normalise", "method": "z_score" }, { "step": "aggregate", "method": "arithmetic" }] }"#;
    let model = Model::new(panel, innodex::Framework::from_json(framework)?)?;
    let score = |score: f64| Goal { score: Some(score), ..Goal::new("2022", "c", "x") };
    let answer = seek(&model, &score(100.0))?;
    assert!(!answer.reachable && answer.best_rank == Some(1.0));
    // At zero c is 0.688 standard deviations better than the mean.
    let nearly = seek(&model, &score(0.68))?;
    assert!(nearly.reachable && nearly.to.unwrap() >= 0.0 && !seek(&model, &score(0.69))?.reachable, "{nearly:?}");
    for bar in tornado(&model, year(), "a", 0, 100.0)? {
        assert_eq!(bar.less.unwrap().to, 0.0);
    }
    for raised in least_data(&model, year(), "c", 0, &mut |_| Ok(None))? {
        assert_eq!((raised.column_to, raised.to), (Some(4.0), Some(4.0)));
    }
    Ok(())
}
