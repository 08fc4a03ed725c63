//! A rank change explained: by hand, on the real panel, and what is refused. What holds for any figures is in
//! explain_properties.rs.

use crate::common;

use common::faults::assert_fault;
use common::{embedded, model_of};
use innodex::explain::{explain, Decomposition, Explanation, Request, State};
use innodex::framework::READY;
use innodex::ranking::Ties;
use innodex::{Code, Framework, Model, Panel, Period, Reason, Region, Scenario, ScenarioSpec};
use serde_json::{json, Value};

fn year(year: i32) -> Period {
    Period::year(year)
}

fn state(model: &Model, period: i32) -> State {
    State::new(model, year(period)).unwrap()
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0), "{a} {b}");
}

/// Figures as they are, combined by a framework of columns x and y.
fn plain(csv: &str, weights: [f64; 2], aggregate: Value, steps: &[Value]) -> Model {
    let mut last = json!({ "step": "aggregate" });
    last.as_object_mut().unwrap().extend(aggregate.as_object().unwrap().clone());
    let steps = [steps, &[last]].concat();
    let framework = json!({
        "id": "f",
        "indicators": [{ "id": "x", "direction": 1 }, { "id": "y", "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": "x", "weight": weights[0] }, { "id": "y", "weight": weights[1] }] },
        "steps": steps,
    });
    let framework = Framework::from_json(&framework.to_string()).unwrap();
    Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), framework).unwrap()
}

/// What every explanation with parts keeps to.
fn assert_sums(found: &Explanation) {
    let (parts, whole) = (found.parts.unwrap(), found.rank.unwrap());
    assert_eq!(parts.own.rank + parts.others.rank + parts.weights.rank + parts.method.rank, whole);
    assert_eq!(whole, found.to.rank.unwrap() - found.from.rank.unwrap());
    let score = parts.own.score + parts.others.score + parts.weights.score + parts.method.score;
    assert!((score - found.score.unwrap()).abs() <= 1e-12 * found.to.score.unwrap().abs().max(1.0));
    assert_eq!(found.own_reason, None);
    assert_eq!(found.indicators.iter().map(|i| i.rank).sum::<f64>(), parts.own.rank);
    close(found.indicators.iter().map(|i| i.score).sum(), parts.own.score);
    if !found.dimensions.is_empty() {
        close(found.dimensions.iter().map(|d| d.score).sum(), parts.own.score);
    }
}

#[test]
fn all_four_by_hand() {
    let (arithmetic, geometric) = (json!({ "method": "arithmetic" }), json!({ "method": "geometric" }));
    let csv = "unit,year,x,y\na,2021,1,4\nb,2021,2,2\na,2022,4,1\nb,2022,3,3\n";
    let (first, second) = (plain(csv, [1.0, 1.0], arithmetic, &[]), plain(csv, [3.0, 1.0], geometric, &[]));
    let found = explain(&state(&first, 2021), &state(&second, 2022), "a", &Request::default()).unwrap();
    assert_sums(&found);
    // a's score is 2.5, and with other weights 1.75, combined otherwise 2, both 2^(1/2); of 2022 2.5, 3.25, 2 and 2^(3/2).
    let (before, after) = (2f64.sqrt(), 8f64.sqrt());
    let parts = found.parts.unwrap();
    close(found.score.unwrap(), after - 2.5);
    close(parts.own.score, 0.0 / 3.0 + ((3.25 - 1.75) + 0.0) / 6.0 + (after - before) / 3.0);
    close(parts.weights.score, (1.75 - 2.5) / 3.0 + ((3.25 - 2.5) + (before - 2.0)) / 6.0 + (after - 2.0) / 3.0);
    close(parts.method.score, (2.0 - 2.5) / 3.0 + ((2.0 - 2.5) + (before - 1.75)) / 6.0 + (after - 3.25) / 3.0);
    assert_eq!(parts.others.score, 0.0);

    // One after the other: own figures, then those of b, weights, the geometric mean.
    let ordered = Request { decomposition: Decomposition::Ordered, ..Request::default() };
    let found = explain(&state(&first, 2021), &state(&second, 2022), "a", &ordered).unwrap();
    assert_sums(&found);
    let parts = found.parts.unwrap();
    assert_eq!([parts.own.score, parts.others.score, parts.weights.score], [0.0, 0.0, 0.75]);
    close(parts.method.score, after - 3.25);
    // First before b's 2, second behind b's 3, first again by x counting three times, and second again.
    let ranks = [parts.own.rank, parts.others.rank, parts.weights.rank, parts.method.rank];
    assert_eq!((found.from.rank, found.to.rank, ranks), (Some(1.0), Some(2.0), [0.0, 1.0, -1.0, 1.0]));
    // x + 3 / 2, y - 3 / 2, whichever first.
    assert_eq!(found.indicators.iter().map(|i| i.score).collect::<Vec<_>>(), [1.5, -1.5]);
}

#[test]
fn hubei_from_2021_to_2022() {
    let model = model_of("provincial-first");
    let found = explain(&state(&model, 2021), &state(&model, 2022), "湖北", &Request::default()).unwrap();
    assert_sums(&found);
    let standing = |period| {
        let scores = model.scores(year(period)).unwrap();
        let unit = model.panel().unit("42").unwrap();
        (Some(scores.rank(Ties::Competition)[unit]), Some(scores.node(0)[unit]))
    };
    assert_eq!(
        [(found.from.rank, found.from.score), (found.to.rank, found.to.score)],
        [standing(2021), standing(2022)]
    );
    let parts = found.parts.unwrap();
    assert_eq!([parts.weights.rank, parts.weights.score, parts.method.rank, parts.method.score], [0.0; 4]);

    // Both hybrids made by hand: the panel of one year with Hubei's row of the other.
    let panel = model.panel();
    let hubei = panel.unit("42").unwrap();
    let hybrid = |own: i32, others: i32| {
        let [own, others] = [own, others].map(|y| panel.find_period(year(y)).unwrap());
        let column = |i: usize| {
            let mut column = panel.column(i, others).to_vec();
            column[hubei] = panel.column(i, own)[hubei];
            column
        };
        let values = (0..panel.indicators().len()).flat_map(column).collect();
        let units = panel.units().to_vec();
        let made = Panel::new(units, vec![year(2000)], panel.indicators().to_vec(), values).unwrap();
        let model = Model::new(made, model_of("provincial-first").framework().clone()).unwrap();
        let scores = model.scores(year(2000)).unwrap();
        (scores.rank(Ties::Competition)[hubei], scores.node(0)[hubei])
    };
    let [from, own, others, to] = [(2021, 2021), (2022, 2021), (2021, 2022), (2022, 2022)].map(|(o, x)| hybrid(o, x));
    close(parts.own.score, ((own.1 - from.1) + (to.1 - others.1)) / 2.0);
    close(parts.others.score, ((others.1 - from.1) + (to.1 - own.1)) / 2.0);
    assert_eq!(parts.own.rank, ((own.0 - from.0) + (to.0 - others.0)) / 2.0);
    assert_eq!(parts.others.rank, ((others.0 - from.0) + (to.0 - own.0)) / 2.0);
    assert!(parts.own.score > 0.0 && parts.others.score < 0.0, "its figures grew, and so did those of the others");
    assert_eq!(
        found.dimensions.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(),
        ["environment", "input", "output", "effect"]
    );
    assert_eq!(found.indicators.len(), 17);
}

/// Every ready framework, with all that it has of steps and scopes, and every unit of the embedded panel.
#[test]
fn every_unit_by_every_ready_framework() {
    for (id, _) in READY.iter().filter(|(id, _)| !["hdi", "china_innovation_index"].contains(id)) {
        let model = model_of(id);
        let scores = [2020, 2022].map(|y| model.scores(year(y)).unwrap());
        let ranks = scores.each_ref().map(|s| s.rank(Ties::Competition));
        for (u, unit) in model.panel().units().iter().enumerate() {
            let found = explain(&state(&model, 2020), &state(&model, 2022), &unit.code, &Request::default()).unwrap();
            assert_sums(&found);
            assert_eq!([found.from.rank, found.to.rank], [Some(ranks[0][u]), Some(ranks[1][u])], "{id}");
            assert_eq!([found.from.score, found.to.score], scores.each_ref().map(|s| Some(s.node(0)[u])), "{id}");
        }
    }
}

#[test]
fn a_scenario_before_and_after_and_two_of_them() {
    let model = model_of("provincial-first");
    let after = |unit: &str, by: f64| {
        let change = json!({ "unit": unit, "indicator": "rd_expenditure", "op": "multiply", "value": by });
        let spec = ScenarioSpec::from_json(&json!({ "changes": [change] }).to_string()).unwrap();
        State::of_scenario(&mut Scenario::new(&model, &spec).unwrap(), year(2022)).unwrap()
    };
    let before = state(&model, 2022);
    let of = |from: &State, to: &State, unit: &str| {
        let found = explain(from, to, unit, &Request::default()).unwrap();
        assert_sums(&found);
        found
    };
    // README: 32.46 to 33.01.
    let own = of(&before, &after("42", 1.3), "42");
    let parts = own.parts.unwrap();
    assert_eq!((parts.own.score, parts.own.rank), (own.score.unwrap(), own.rank.unwrap()));
    assert_eq!(format!("{:.2}", own.score.unwrap()), format!("{:.2}", 33.01 - 32.46));
    // R&D expenditure is in the input: intensity, shares. Nothing else moves.
    let moved: Vec<&str> = own.dimensions.iter().filter(|d| d.score != 0.0).map(|d| d.id.as_str()).collect();
    assert_eq!(moved[0], "input");
    let others = of(&before, &after("11", 1.3), "42");
    let parts = others.parts.unwrap();
    assert_eq!((parts.others.score, parts.own.score), (others.score.unwrap(), 0.0));
    assert!(others.score.unwrap() < 0.0);
    assert!(others.indicators.iter().all(|i| i.score == 0.0 && i.rank == 0.0));
    // From Beijing's to Hubei's: both at once.
    let both = of(&after("11", 1.3), &after("42", 1.3), "42");
    assert!(both.parts.unwrap().own.score > 0.0 && both.parts.unwrap().others.score > 0.0);
    // And of a year against a scenario in another.
    of(&state(&model, 2021), &after("42", 1.3), "42");
}

#[test]
fn other_weights_another_method_other_groups() {
    let model = model_of("provincial-first");
    let other = |spoil: &dyn Fn(&mut Value)| {
        let text = std::fs::read_to_string("tests/fixtures/provincial-first.json").unwrap();
        let mut framework: Value = serde_json::from_str(&text).unwrap();
        spoil(&mut framework);
        Model::new(embedded(), Framework::from_json(&framework.to_string()).unwrap()).unwrap()
    };
    let of = |to: &Model| {
        let found = explain(&state(&model, 2022), &state(to, 2022), "42", &Request::default()).unwrap();
        assert_sums(&found);
        let p = found.parts.unwrap();
        assert!(found.score.unwrap() != 0.0);
        ([p.own.score, p.others.score, p.weights.score, p.method.score], found.score.unwrap())
    };
    let weights = |f: &mut Value| f["tree"]["children"][1]["weight"] = 3.into();
    let method = |f: &mut Value| f["steps"][1] = json!({ "step": "normalise", "method": "rank" });
    let (parts, whole) = of(&other(&weights));
    assert_eq!(parts, [0.0, 0.0, whole, 0.0]);
    let (parts, whole) = of(&other(&method));
    assert_eq!(parts, [0.0, 0.0, 0.0, whole]);
    // How a group is combined is method, whose weights are not.
    let (parts, whole) = of(&other(&|f| f["tree"]["children"][1]["aggregate"] = "geometric".into()));
    assert_eq!(parts, [0.0, 0.0, 0.0, whole]);
    let (parts, _) = of(&other(&|f| (weights(f), method(f)).0));
    assert!(parts[0] == 0.0 && parts[1] == 0.0 && parts[2] != 0.0 && parts[3] != 0.0);
    // Groups dissolved: the tree is weights. Names are nothing.
    let flat = |f: &mut Value| {
        let groups = f["tree"]["children"].as_array().unwrap().clone();
        let leaves = groups.iter().flat_map(|g| g["children"].as_array().unwrap().clone()).collect();
        f["tree"]["children"] = Value::Array(leaves);
    };
    let (parts, whole) = of(&other(&flat));
    assert_eq!(parts, [0.0, 0.0, whole, 0.0]);
    let renamed = other(&|f| f["indicators"][0]["name"] = json!({ "zh": "别名", "en": "other" }));
    let found = explain(&state(&model, 2022), &state(&renamed, 2022), "42", &Request::default()).unwrap();
    assert_eq!((found.score, found.rank), (Some(0.0), Some(0.0)));
    // Dimensions are those of the second tree.
    let found = explain(&state(&model, 2021), &state(&other(&flat), 2022), "42", &Request::default()).unwrap();
    assert_sums(&found);
    assert_eq!((found.dimensions.len(), found.indicators[0].dimension.as_deref()), (17, Some("science_share")));
}

/// What is taken from other periods is the same for every hybrid: only the unit's own figures move its score.
#[test]
fn scales_over_several_periods_stay_as_they_are() {
    let csv = "unit,year,x,y\na,2020,1,4\nb,2020,2,2\na,2021,3,9\nb,2021,8,2\na,2022,6,1\nb,2022,4,3\n";
    let scopes = [json!("all"), json!({ "base": "2020" }), json!({ "base": "2021" }), json!({ "base": "2022" })];
    for scope in scopes {
        let normalise = json!({ "step": "normalise", "method": "min_max", "scope": scope });
        let model = plain(csv, [1.0, 2.0], json!({ "method": "arithmetic" }), &[normalise]);
        let found = explain(&state(&model, 2021), &state(&model, 2022), "a", &Request::default()).unwrap();
        assert_sums(&found);
        assert_eq!(found.parts.unwrap().others.score, 0.0, "{scope}");
    }
}

#[test]
fn gaps_are_filled_from_the_units_own_past() {
    let csv = "unit,year,x,y\na,2020,3,0\nb,2020,1,0\na,2021,,0\nb,2021,8,0\na,2022,5,0\nb,2022,2,0\n";
    let model =
        plain(csv, [1.0, 0.0], json!({ "method": "arithmetic" }), &[json!({ "step": "impute", "method": "latest" })]);
    let found = explain(&state(&model, 2021), &state(&model, 2022), "a", &Request::default()).unwrap();
    assert_sums(&found);
    // Its 3 of 2020 stood in, and nothing of 2022: 5 - 3.
    let parts = found.parts.unwrap();
    assert_eq!((found.from.score, parts.own.score, parts.others.score), (Some(3.0), 2.0, 0.0));
    assert_eq!((found.rank, parts.own.rank, parts.others.rank), (Some(-1.0), 0.0, -1.0));
}

#[test]
fn a_chain_ends_in_the_period_of_its_state() {
    let csv = "unit,year,x,y\na,2020,10,10\nb,2020,10,10\na,2021,11,13\nb,2021,12,12\na,2022,14,12\nb,2022,13,9\n";
    let model = plain(csv, [1.0, 1.0], json!({ "method": "chained", "base": "2020" }), &[]);
    for (from, to) in [(2021, 2022), (2022, 2021), (2020, 2022)] {
        let found = explain(&state(&model, from), &state(&model, to), "a", &Request::default()).unwrap();
        assert_sums(&found);
        let parts = found.parts.unwrap();
        assert_eq!((parts.own.score, parts.others.score), (found.score.unwrap(), 0.0));
    }
    // From 2021, where x is 11: 2022 with y flat is one mean of growth, with x flat the other.
    let found = explain(&state(&model, 2021), &state(&model, 2022), "a", &Request::default()).unwrap();
    let grown = |a: f64, b: f64| (b - a) / ((a + b) / 2.0);
    let level = found.from.score.unwrap();
    let next = |v: f64| level * (2.0 + v) / (2.0 - v);
    let (x, y) = (grown(11.0, 14.0) / 2.0, grown(13.0, 12.0) / 2.0);
    close(found.to.score.unwrap(), next(x + y));
    close(found.indicators[0].score, ((next(x) - level) + (next(x + y) - next(y))) / 2.0);
    close(found.indicators[1].score, ((next(y) - level) + (next(x + y) - next(x))) / 2.0);
}

#[test]
fn within_a_region_by_a_dimension_and_by_an_indicator() {
    let model = model_of("provincial-first");
    let (from, to) = (state(&model, 2021), state(&model, 2022));
    let of = |request: &Request| {
        let found = explain(&from, &to, "42", request).unwrap();
        assert_sums(&found);
        found
    };
    let region = Some(Region::Central.into());
    let found = of(&Request { region, ..Request::default() });
    let rows = model.scores(year(2022)).unwrap().rows(0, region, Ties::Competition);
    assert_eq!(found.to.rank, rows.iter().find(|r| r.code == "42").unwrap().rank);
    let found = of(&Request { node: Some("input"), ..Request::default() });
    assert_eq!(found.node, "input");
    assert_eq!(found.dimensions.len(), found.indicators.len(), "its children are indicators");
    assert!(found.indicators.iter().all(|i| i.dimension.as_ref() == Some(&i.id)));
    let found = of(&Request { node: Some("rd_intensity"), ..Request::default() });
    assert_eq!((found.indicators.len(), found.dimensions.len()), (1, 0));
    assert_eq!(found.indicators[0].score, found.parts.unwrap().own.score);
}

#[test]
fn what_has_no_score_has_a_reason() {
    let csv = "unit,year,x,y\na,2021,1,\nb,2021,2,2\na,2022,4,1\nb,2022,3,3\n";
    let model = plain(csv, [1.0, 1.0], json!({ "method": "arithmetic", "minimum_share": 1.0 }), &[]);
    let found = explain(&state(&model, 2021), &state(&model, 2022), "a", &Request::default()).unwrap();
    assert_eq!((found.from.rank, found.to.rank, found.rank, found.parts), (None, Some(2.0), None, None));
    assert_eq!(found.reason, Some(Reason::TooFewChildren));
    // The geometric mean of a hybrid: the weight of a negative figure is 0 in both states, and not in between.
    let csv = "unit,year,x,y\na,2021,-1,4\nb,2021,2,2\na,2022,4,-1\nb,2022,3,3\n";
    let mean = json!({ "method": "geometric" });
    let (first, second) = (plain(csv, [0.0, 1.0], mean.clone(), &[]), plain(csv, [1.0, 0.0], mean, &[]));
    let found = explain(&state(&first, 2021), &state(&second, 2022), "a", &Request::default()).unwrap();
    assert_eq!((found.rank, found.score, found.parts), (Some(0.0), Some(0.0), None));
    assert_eq!(found.reason, Some(Reason::Negative));
    // Both states have a figure, and so have all hybrids; the way there by indicators passes a state without any.
    let csv = "unit,year,x,y\na,2021,,4\nb,2021,2,2\na,2022,4,\nb,2022,3,3\n";
    let model = plain(csv, [1.0, 1.0], json!({ "method": "arithmetic", "minimum_share": 0.5 }), &[]);
    let found = explain(&state(&model, 2021), &state(&model, 2022), "a", &Request::default()).unwrap();
    assert!(found.parts.is_some() && found.indicators.is_empty() && found.dimensions.is_empty());
    assert_eq!(found.own_reason, Some(Reason::TooFewChildren));
}

/// A rank by other indicators is that of another index.
#[test]
fn what_nobody_has_in_one_of_the_periods_leaves_nothing_to_explain() {
    let csv = "unit,year,x,y\na,2021,1,\nb,2021,2,\na,2022,4,1\nb,2022,3,3\na,2023,5,2\nb,2023,3,3\n";
    let model = plain(csv, [1.0, 1.0], json!({ "method": "arithmetic", "minimum_share": 0.5 }), &[]);
    let found = explain(&state(&model, 2021), &state(&model, 2022), "a", &Request::default()).unwrap();
    assert_eq!((found.from.rank, found.to.rank, found.rank, found.score), (Some(2.0), Some(2.0), None, None));
    assert_eq!((found.parts, found.reason), (None, Some(Reason::OtherIndicators)));
    let complete = explain(&state(&model, 2022), &state(&model, 2023), "a", &Request::default()).unwrap();
    assert!(complete.parts.is_some());
    // What is there in both compares.
    let x = Request { node: Some("x"), ..Request::default() };
    assert!(explain(&state(&model, 2021), &state(&model, 2022), "a", &x).unwrap().parts.is_some());
}

#[test]
fn tables_of_their_own() {
    let mean = || json!({ "method": "arithmetic" });
    let first = plain("unit,year,x,y\na,2021,1,4\nb,2021,2,2\n", [1.0, 1.0], mean(), &[]);
    // A year more, a column more, and in another order.
    let csv = "unit,year,z,y,x\na,2022,9,1,4\nb,2022,9,3,3\na,2023,9,8,8\nb,2023,9,9,9\n";
    let second = plain(csv, [1.0, 1.0], mean(), &[]);
    let found = explain(&state(&first, 2021), &state(&second, 2022), "a", &Request::default()).unwrap();
    assert_sums(&found);
    assert_eq!((found.from.rank, found.to.rank, found.parts.unwrap().others.rank), (Some(1.0), Some(2.0), 1.0));
    // Gaps of the one are not filled from what only the other table has.
    let gap = "unit,year,x,y\na,2021,1,4\nb,2021,2,\n";
    let impute = [json!({ "step": "impute", "method": "constant" })];
    let (first, second) = (plain(gap, [1.0, 1.0], mean(), &impute), plain(csv, [1.0, 1.0], mean(), &impute));
    let found = explain(&state(&first, 2021), &state(&second, 2022), "a", &Request::default()).unwrap();
    assert_sums(&found);
}

#[test]
fn what_is_refused() {
    let mean = || json!({ "method": "arithmetic" });
    let csv = "unit,year,x,y\na,2021,1,4\nb,2021,2,2\na,2022,4,1\nb,2022,3,3\n";
    let model = plain(csv, [1.0, 1.0], mean(), &[]);
    let fault = |to: &State, unit: &str, request: &Request, code| {
        let error = explain(&state(&model, 2021), to, unit, request).unwrap_err();
        assert_fault(&error, code, "");
        error
    };
    let there = state(&model, 2022);
    let plainly = Request::default();
    fault(&there, "c", &plainly, Code::UnknownUnit);
    fault(&there, "a", &Request { node: Some("z"), ..plainly }, Code::UnknownNode);
    fault(&there, "a", &Request { region: Some(Region::East.into()), ..plainly }, Code::BadParameter);
    assert_eq!(State::new(&model, year(2030)).unwrap_err().code, Code::UnknownPeriod);
    let more = plain("unit,year,x,y\na,2021,1,4\nc,2021,2,2\n", [1.0, 1.0], mean(), &[]);
    let error = fault(&state(&more, 2021), "a", &plainly, Code::BadParameter);
    assert!(error.message.en.contains("\"b\""), "{error}");
    let monthly = plain("unit,period,x,y\na,2021-01,1,4\nb,2021-01,2,2\n", [1.0, 1.0], mean(), &[]);
    let monthly = State::new(&monthly, "2021-01".parse().unwrap()).unwrap();
    fault(&monthly, "a", &plainly, Code::BadParameter);
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    let fewer = json!({
        "id": "f", "indicators": [{ "id": "x", "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": "x" }] }, "steps": [{ "step": "aggregate", "method": "arithmetic" }],
    });
    let fewer = Model::new(panel.clone(), Framework::from_json(&fewer.to_string()).unwrap()).unwrap();
    let error = fault(&state(&fewer, 2022), "a", &plainly, Code::UnknownIndicator);
    assert!(error.message.en.contains("\"y\""), "{error}");
    // A chain needs indicators: in groups there are none below the index.
    let nested = json!({
        "id": "f", "indicators": [{ "id": "x", "direction": 1 }, { "id": "y", "direction": 1 }],
        "tree": { "id": "index", "children": [{ "id": "g", "children": [{ "id": "x" }, { "id": "y" }] }] },
        "steps": [{ "step": "aggregate", "method": "arithmetic" }],
    });
    let nested = Model::new(panel, Framework::from_json(&nested.to_string()).unwrap()).unwrap();
    let chained = plain(csv, [1.0, 1.0], json!({ "method": "chained", "base": "2021" }), &[]);
    let error = explain(&state(&nested, 2021), &state(&chained, 2022), "a", &plainly).unwrap_err();
    assert_fault(&error, Code::BadParameter, "");
    assert!(error.message.en.contains("does not fit"), "{error}");
    // A chain is 100 in the first period that there is: with the other table's 2020 that is no longer 2021.
    let chain = || json!({ "method": "chained" });
    let two = plain("unit,year,x,y\na,2021,1,4\nb,2021,2,2\na,2022,1,5\nb,2022,2,2\n", [1.0, 1.0], chain(), &[]);
    let three = plain(
        "unit,year,x,y\na,2020,1,4\nb,2020,2,2\na,2021,1,4\nb,2021,2,2\na,2022,1,4\nb,2022,2,2\n",
        [1.0, 1.0],
        chain(),
        &[],
    );
    let error = explain(&state(&two, 2022), &state(&three, 2022), "a", &plainly).unwrap_err();
    assert_fault(&error, Code::BadParameter, "");
    assert!(error.message.en.contains("other periods or columns"), "{error}");
}
