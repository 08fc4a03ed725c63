//! Which figure the result hangs on, the least that data can tell, and scenarios side by side: against scenarios applied one
//! by one, and against figures worked by hand.
use crate::common;

use common::faults::assert_fault;
use common::model_of;
use innodex::goal::{least_data, tornado};
use innodex::ranking::Ties;
use innodex::scenario::compare;
use innodex::{Code, Framework, Model, Panel, Period, Reason, Scenario, ScenarioSpec};
use serde_json::json;

fn year() -> Period {
    Period::year(2022)
}

fn scenario(model: &Model, unit: &str, indicator: &str, op: &str, value: f64) -> Scenario {
    let change = json!({ "unit": unit, "indicator": indicator, "op": op, "value": value });
    Scenario::new(model, &ScenarioSpec::from_json(&json!({ "changes": [change] }).to_string()).unwrap()).unwrap()
}

/// Score and rank of a unit after one change.
fn outcome(model: &Model, unit: &str, indicator: &str, op: &str, value: f64) -> Option<(f64, f64)> {
    let u = model.panel().unit(unit).unwrap();
    let mut scenario = scenario(model, unit, indicator, op, value);
    let scores = scenario.scores(year()).ok()?;
    Some((scores.node(0)[u], scores.rank(Ties::Competition)[u]))
}

/// Two columns of three units; the index is the mean of x and of x / y as they are.
fn small() -> Model {
    let csv = "code,year,x,y\na,2022,4,2\nb,2022,6,2\nc,2022,10,1\n";
    let framework = json!({
        "id": "small",
        "indicators": [{ "id": "x", "direction": 1 }, { "id": "ratio", "numerator": "x", "denominator": "y", "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": "x" }, { "id": "ratio" }] },
        "steps": [{ "step": "denominate" }, { "step": "aggregate", "method": "arithmetic" }],
    });
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    Model::new(panel, Framework::from_json(&framework.to_string()).unwrap()).unwrap()
}

#[test]
fn a_tornado_by_hand() {
    // a: x = 4, x / y = 2, so 3. Half of x: 2 and 1, so 1.5; half as much more: 6 and 3, so 4.5, as b has.
    // Half of y: x / y = 4, so 4; half as much more: 4 / 3, so 8 / 3.
    let bars = tornado(&small(), year(), "a", 0, 50.0).unwrap();
    let seen: Vec<_> = bars
        .iter()
        .map(|b| {
            let of = |s: &Option<innodex::goal::Swayed>| s.as_ref().map(|s| (s.to, s.score.unwrap(), s.rank.unwrap()));
            (b.indicator.as_str(), b.swing, of(&b.less), of(&b.more))
        })
        .collect();
    let expected = [
        ("x", 1.5, Some((2.0, 1.5, 3.0)), Some((6.0, 4.5, 2.0))),
        ("y", 1.0, Some((1.0, 4.0, 3.0)), Some((3.0, 8.0 / 6.0 + 4.0 / 3.0, 3.0))),
    ];
    assert_eq!(seen.len(), 2);
    for ((id, swing, less, more), (id2, swing2, less2, more2)) in seen.into_iter().zip(expected) {
        assert_eq!((id, swing, less), (id2, swing2, less2));
        let ((to, score, rank), (to2, score2, rank2)) = (more.unwrap(), more2.unwrap());
        assert!(to == to2 && rank == rank2 && (score - score2).abs() < 1e-15);
    }
}

#[test]
fn a_tornado_is_what_scenarios_give_one_by_one() {
    let model = model_of("provincial-first");
    for (unit, percent) in [("42", 10.0), ("54", 100.0), ("11", 0.5)] {
        let bars = tornado(&model, year(), unit, 0, percent).unwrap();
        let mut ids: Vec<&str> = bars.iter().map(|b| b.indicator.as_str()).collect();
        ids.sort_unstable();
        // The columns that the seventeen indicators are made of.
        let mut used: Vec<&str> = model
            .framework()
            .indicators
            .iter()
            .flat_map(|i| [i.numerator.as_deref().unwrap(), i.denominator.as_deref().unwrap()])
            .collect();
        used.sort_unstable();
        used.dedup();
        assert_eq!(ids, used);
        assert!(bars.windows(2).all(|w| w[0].swing >= w[1].swing));
        let u = model.panel().unit(unit).unwrap();
        let now = model.scores(year()).unwrap();
        let (score, rank) = (now.node(0)[u], now.rank(Ties::Competition)[u]);
        for bar in &bars {
            let Some(from) = bar.from else {
                assert!(bar.less.is_none() && bar.more.is_none() && bar.note.is_some());
                continue;
            };
            for (swayed, factor) in [(&bar.less, 1.0 - percent / 100.0), (&bar.more, 1.0 + percent / 100.0)] {
                let expected = outcome(&model, unit, &bar.indicator, "multiply", factor);
                assert_eq!(swayed.is_some(), expected.is_some(), "{}", bar.indicator);
                let (Some(swayed), Some(expected)) = (swayed, expected) else { continue };
                assert_eq!((swayed.score.unwrap(), swayed.rank.unwrap()), expected);
                assert_eq!((swayed.score_change, swayed.gained), (Some(expected.0 - score), Some(rank - expected.1)));
                assert_eq!(swayed.to, from * factor);
            }
        }
    }
    assert_fault(&tornado(&model, year(), "42", 0, 0.0).unwrap_err(), Code::BadParameter, "percent");
    assert_fault(&tornado(&model, year(), "42", 0, f64::NAN).unwrap_err(), Code::BadParameter, "percent");
    assert_fault(&tornado(&model, year(), "99", 0, 1.0).unwrap_err(), Code::UnknownUnit, "");
}

#[test]
fn the_next_above_by_hand() {
    // a is at x = 4 below b's 6, and at x / y = 2 below b's 3: for that x must be 6, too.
    let rows = least_data(&small(), year(), "a", 0, &mut |_| Ok(None)).unwrap();
    for (row, id, from, to) in [(&rows[0], "x", 4.0, 6.0), (&rows[1], "ratio", 2.0, 3.0)] {
        assert_eq!((row.indicator.as_str(), row.column.as_str(), row.next.as_deref()), (id, "x", Some("b")));
        assert_eq!((row.from, row.to, row.column_from, row.column_to), (Some(from), Some(to), Some(4.0), Some(6.0)));
        assert_eq!(
            (row.change_percent, row.rank_before, row.rank, row.gained),
            (Some(50.0), Some(3.0), Some(2.0), Some(1.0))
        );
        assert_eq!((row.score_before, row.score, row.interval.is_none()), (Some(3.0), Some(4.5), true));
    }
    // c is first in both: nobody is above.
    let rows = least_data(&small(), year(), "c", 0, &mut |_| Ok(None)).unwrap();
    assert!(rows.iter().all(|r| r.next.is_none() && r.to.is_none() && r.reason.is_none() && r.rank.is_none()));
    // Whoever knows how sure a rank is, is asked once an answer.
    let mut asked = 0;
    let rows = least_data(&small(), year(), "b", 0, &mut |scenario| {
        asked += 1;
        Ok(Some((1.0, scenario.scores(year())?.node(0)[1])))
    });
    assert_eq!(rows.unwrap().iter().map(|r| r.interval.clone().unwrap()[0]).collect::<Vec<_>>(), [1.0; 2]);
    assert_eq!(asked, 2);
}

#[test]
fn the_next_above_in_the_provincial_index() {
    let model = model_of("provincial-first");
    let panel = model.panel();
    let scores = model.scores(year()).unwrap();
    let (mut answered, mut gained) = (0, 0.0);
    for (u, unit) in panel.units().iter().enumerate() {
        let rows = least_data(&model, year(), &unit.code, 0, &mut |_| Ok(None)).unwrap();
        assert_eq!(rows.len(), 17);
        for row in rows {
            let column = scores.step("denominate", &row.indicator).unwrap();
            let above = column.iter().copied().filter(|x| *x > column[u]).fold(f64::INFINITY, f64::min);
            if row.reason == Some(Reason::NotPublished) {
                assert!(column[u].is_nan());
                continue;
            }
            assert_eq!(row.next.is_none(), above.is_infinite());
            let Some(to) = row.to else {
                assert!(row.rank.is_none() && row.moved.is_empty());
                // A share that has nothing to grow from, or a total that has no room.
                assert!(
                    row.next.is_none()
                        || ["basic_share", "enterprise_share", "researcher_share"].contains(&row.indicator.as_str()),
                    "{row:?}"
                );
                continue;
            };
            answered += 1;
            gained += row.gained.unwrap();
            // It is the next one's figure, or above it by no more than rounding.
            assert!(to >= above && to <= above * (1.0 + 1e-12), "{row:?} {above}");
            let applied = outcome(&model, &unit.code, &row.column, "set", row.column_to.unwrap()).unwrap();
            assert_eq!((row.score.unwrap(), row.rank.unwrap()), applied, "{row:?}");
            assert!(row.moved.iter().any(|m| m.indicator == row.column && m.to == row.column_to.unwrap()));
        }
    }
    assert!(answered > 450 && gained > 0.0, "{answered} {gained}");
}

#[test]
fn scenarios_are_compared_side_by_side() {
    let model = model_of("provincial-first");
    let of = |name: &str, unit: &str, value: f64| {
        let change = json!({ "unit": unit, "indicator": "rd_expenditure", "op": "fund", "value": value });
        ScenarioSpec::from_json(&json!({ "name": name, "changes": [change] }).to_string()).unwrap()
    };
    let specs = [of("Hubei", "42", 2e7), of("Anhui", "34", 1.5e7), ScenarioSpec::default()];
    let seen = compare(&model, &specs, year(), 0, None, Ties::Competition).unwrap();
    assert_eq!(seen.names, [Some("Hubei".to_owned()), Some("Anhui".to_owned()), None]);
    assert_eq!(seen.assumptions.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 0]);
    assert_eq!(seen.rows.len(), 31);
    assert!(seen.rows.windows(2).all(|w| w[0].ranks[0] <= w[1].ranks[0]));
    for row in &seen.rows {
        let u = model.panel().unit(&row.code).unwrap();
        assert_eq!((row.ranks.len(), row.scores.len()), (4, 4));
        assert_eq!((row.ranks[0], row.scores[0]), (row.ranks[3], row.scores[3]));
        for (at, spec) in specs.iter().enumerate() {
            let mut alone = Scenario::new(&model, spec).unwrap();
            let scores = alone.scores(year()).unwrap();
            assert_eq!(row.scores[at + 1], Some(scores.node(0)[u]));
            assert_eq!(row.ranks[at + 1], Some(scores.rank(Ties::Competition)[u]));
        }
    }
    let central = compare(&model, &specs, year(), 0, Some(innodex::Region::Central.into()), Ties::Competition).unwrap();
    assert_eq!(central.rows.len(), 6);
    assert!(central.rows.iter().any(|r| r.code == "42" && r.ranks[1] == Some(1.0)));
    let bad = [ScenarioSpec::default(), of("x", "99", 1.0)];
    let error = compare(&model, &bad, year(), 0, None, Ties::Competition).unwrap_err();
    assert_fault(&error, Code::UnknownUnit, "[1]$.changes[0].unit");
}
