//! What cannot be computed is missing with a reason beside the figure: never an error, never NaN or infinity in a score.

use crate::common;

use common::faults::{model, small_panel, spoilt, FRAMEWORK};
use innodex::index::Model;
use innodex::ranking::Ties;
use innodex::{Framework, Panel, Period, RankRow, Reason, Scenario, ScenarioSpec};

fn model_from(csv: &str, normalise: &str, mean: &str) -> Model {
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    let columns: Vec<String> = panel.indicators().iter().map(|i| i.id.clone()).collect();
    let list = |f: fn(&String) -> String| columns.iter().map(f).collect::<Vec<_>>().join(",");
    let framework = format!(
        r#"{{"id":"f","indicators":[{}],"tree":{{"id":"index","children":[{}]}},
            "steps":[{normalise}{{"step":"aggregate","method":"{mean}"}}]}}"#,
        list(|c| format!(r#"{{"id":"{c}","direction":1}}"#)),
        list(|c| format!(r#"{{"id":"{c}"}}"#)),
    );
    Model::new(panel, Framework::from_json(&framework).unwrap()).unwrap()
}

const MIN_MAX: &str = r#"{"step":"normalise","method":"min_max"},"#;

fn rows(model: &Model, node: &str) -> Vec<RankRow> {
    let scores = model.scores(Period::year(2022)).unwrap();
    scores.rows(model.node(node).unwrap(), None, Ties::Competition)
}

fn row(model: &Model, node: &str, code: &str) -> RankRow {
    rows(model, node).into_iter().find(|r| r.code == code).unwrap()
}

#[test]
fn zero_and_missing_denominators() {
    let model = model(FRAMEWORK).unwrap();
    let scores = model.scores(Period::year(2021)).unwrap();
    let figure = scores.figure("ratio", "C").unwrap();
    assert_eq!((figure.value, figure.reason), (None, Some(Reason::ZeroDenominator)));
    let steps: Vec<_> = figure.steps.iter().map(|s| (s.step, s.value, s.reason)).collect();
    let zero = Some(Reason::ZeroDenominator);
    assert_eq!(steps, [("raw", Some(4.0), None), ("denominate", None, zero), ("normalise", None, zero)]);
    assert_eq!((figure.parts[1].id.as_str(), figure.parts[1].value), ("y", Some(0.0)));
    // The other two have their figures, and the index of C rests on one of its two children.
    assert_eq!(scores.step("denominate", "ratio").unwrap()[..2], [10.0, 10.0]);
    let row = scores.rows(0, None, Ties::Competition).into_iter().find(|r| r.code == "C").unwrap();
    assert_eq!((row.score, row.missing, row.leaves), (Some(100.0), 1, 2));
}

#[test]
fn zero_over_zero_is_a_zero_denominator_too() {
    let panel = Panel::from_csv(b"code,year,x,y\nA,2022,0,0\nB,2022,1,1\nC,2022,1,2\n", None).unwrap();
    let model = Model::new(panel, Framework::from_json(FRAMEWORK).unwrap()).unwrap();
    let figure = model.scores(Period::year(2022)).unwrap().figure("ratio", "A").unwrap();
    assert_eq!((figure.value, figure.reason), (None, Some(Reason::ZeroDenominator)));
}

#[test]
fn a_constant_indicator() {
    let csv = "code,year,same,differs\nA,2022,5,1\nB,2022,5,2\nC,2022,,3\n";
    let model = model_from(csv, MIN_MAX, "arithmetic");
    assert_eq!(row(&model, "same", "A").reason, Some(Reason::Constant));
    assert_eq!(row(&model, "same", "C").reason, Some(Reason::NotPublished));
    let index: Vec<_> = rows(&model, "index").iter().map(|r| (r.code.clone(), r.score.unwrap(), r.missing)).collect();
    assert_eq!(index, [("C".to_owned(), 100.0, 1), ("B".to_owned(), 50.0, 1), ("A".to_owned(), 0.0, 1)]);
    for (method, middle) in [("min_max", 50.0), ("z_score", 0.0)] {
        let step = format!(r#"{{"step":"normalise","method":"{method}","constant":"middle"}},"#);
        let model = model_from(csv, &step, "arithmetic");
        assert_eq!(row(&model, "same", "A").score, Some(middle));
        assert_eq!(row(&model, "same", "C").reason, Some(Reason::NotPublished));
    }
}

#[test]
fn one_unit_only() {
    for method in ["min_max", "z_score", "rank"] {
        let step = format!(r#"{{"step":"normalise","method":"{method}"}},"#);
        let model = model_from("code,year,x\nA,2022,5\n", &step, "arithmetic");
        let row = row(&model, "x", "A");
        assert_eq!((row.rank, row.score, row.reason), (None, None, Some(Reason::Constant)), "{method}");
        assert_eq!(rows(&model, "index")[0].reason, Some(Reason::TooFewChildren));
    }
    let posts = r#"{"step":"normalise","method":"goalposts","low":0,"high":10},"#;
    assert_eq!(row(&model_from("code,year,x\nA,2022,5\n", posts, "arithmetic"), "index", "A").score, Some(50.0));
}

#[test]
fn all_missing() {
    let model = model_from("code,year,x,y\nA,2022,,\nB,2022,,\n", MIN_MAX, "arithmetic");
    assert_eq!(model.newest_complete(), None);
    for row in rows(&model, "index") {
        assert_eq!((row.rank, row.score, row.missing, row.leaves), (None, None, 2, 2));
        assert_eq!(row.reason, Some(Reason::TooFewChildren));
    }
    assert_eq!(row(&model, "x", "A").reason, Some(Reason::NotPublished));
}

#[test]
fn too_few_children_counts_heads_not_weights() {
    let csv = "code,year,a,b,c\nA,2022,1,1,1\nB,2022,2,,\nC,2022,3,3,\n";
    let spec = |share: &str| {
        let framework = format!(
            r#"{{"id":"f","indicators":[{{"id":"a","direction":1}},{{"id":"b","direction":1}},{{"id":"c","direction":1}}],
            "tree":{{"id":"index","children":[{{"id":"a","weight":98}},{{"id":"b","weight":1}},{{"id":"c","weight":1}}]}},
            "steps":[{{"step":"aggregate","method":"arithmetic","minimum_share":{share}}}]}}"#
        );
        Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), Framework::from_json(&framework).unwrap()).unwrap()
    };
    let there = |share: &str| rows(&spec(share), "index").iter().filter(|r| r.score.is_some()).count();
    assert_eq!(["0", "0.333333333333", "0.34", "0.666666666667", "0.67", "1"].map(there), [3, 3, 2, 2, 1, 1]);
    assert_eq!(row(&spec("0.34"), "index", "B").reason, Some(Reason::TooFewChildren));
}

/// A child without a weight is there all the same; where only such are there, there is nothing to score.
#[test]
fn children_of_weight_zero_are_counted_but_have_no_say() {
    let csv = b"code,year,a,b,c\nA,2022,9,5,\nB,2022,9,,\n";
    let framework = r#"{"id":"f","indicators":[{"id":"a","direction":1},{"id":"b","direction":1},{"id":"c","direction":1}],
        "tree":{"id":"index","children":[{"id":"a","weight":0},{"id":"b","weight":1},{"id":"c","weight":1}]},
        "steps":[{"step":"aggregate","method":"arithmetic","minimum_share":0.3}]}"#;
    for framework in [framework.to_owned(), framework.replace("0.3", "0.6")] {
        let model = Model::new(Panel::from_csv(csv, None).unwrap(), Framework::from_json(&framework).unwrap()).unwrap();
        assert_eq!(row(&model, "index", "A").score, Some(5.0));
        assert_eq!(
            (row(&model, "index", "B").score, row(&model, "index", "B").reason),
            (None, Some(Reason::TooFewChildren))
        );
    }
}

#[test]
fn a_period_is_complete_where_every_indicator_can_be_computed_for_somebody() {
    let newest = |rows: &str| {
        let panel = Panel::from_csv(format!("code,year,x,y\nA,2021,1,1\n{rows}").as_bytes(), None).unwrap();
        Model::new(panel, Framework::from_json(FRAMEWORK).unwrap()).unwrap().newest_complete()
    };
    assert_eq!(newest("A,2022,1,2\n"), Some(Period::year(2022)));
    assert_eq!(newest("A,2022,1,0\nB,2022,,3\n"), Some(Period::year(2021)));
    assert_eq!(newest("A,2022,1,0\nB,2022,2,3\n"), Some(Period::year(2022)));
    assert_eq!(newest("A,2022,1,\nB,2022,,3\n"), Some(Period::year(2021)));
}

#[test]
fn geometric_means_of_zero_and_of_negative_figures() {
    let csv = "code,year,a,b\nA,2022,0,5\nB,2022,-1,5\nC,2022,4,9\n";
    let model = model_from(csv, "", "geometric");
    let of = |code| row(&model, "index", code);
    assert_eq!((of("A").score, of("A").reason), (Some(0.0), None));
    assert_eq!((of("B").score, of("B").reason), (None, Some(Reason::Negative)));
    assert!((of("C").score.unwrap() - 6.0).abs() < 1e-12);
    assert_eq!(of("C").parts, None, "a geometric mean is not a sum of parts");
}

#[test]
fn logarithms_of_what_is_not_positive() {
    let posts = r#"{"step":"normalise","method":"goalposts","low":1,"high":100,"scale":"ln"},"#;
    let model = model_from("code,year,x\nA,2022,0\nB,2022,-1\nC,2022,10\nD,2022,0.1\n", posts, "arithmetic");
    for code in ["A", "B"] {
        let row = row(&model, "x", code);
        assert_eq!((row.score, row.reason), (None, Some(Reason::NotPositive)), "{code}");
    }
    assert!((row(&model, "x", "C").score.unwrap() - 50.0).abs() < 1e-12);
    assert_eq!(row(&model, "x", "D").score, Some(0.0), "below the lower post, but it has a logarithm");
}

#[test]
fn targets_no_further_than_the_worst() {
    let step = r#"{"step":"normalise","method":"distance_to_target","target":1},"#;
    let model = model_from("code,year,x\nA,2022,1\nB,2022,2\n", step, "arithmetic");
    assert_eq!(row(&model, "x", "B").reason, Some(Reason::NoDistance));
}

#[test]
fn a_base_period_without_figures() {
    for method in ["min_max", "z_score", "rank"] {
        let step = format!(r#"{{"step":"normalise","method":"{method}","scope":{{"base":"2021"}}}},"#);
        let model = model_from("code,year,x\nA,2021,\nB,2021,\nA,2022,1\nB,2022,2\n", &step, "arithmetic");
        let row = row(&model, "x", "B");
        assert_eq!((row.score, row.reason), (None, Some(Reason::BaseMissing)), "{method}");
    }
}

#[test]
fn figures_at_the_edge_of_what_a_number_holds() {
    let csv = "code,year,a,b\nA,2022,1.7e308,1.7e308\nB,2022,-1.7e308,1\nC,2022,0,0\n";
    for (normalise, mean) in [
        ("", "arithmetic"),
        (MIN_MAX, "arithmetic"),
        ("", "geometric"),
        (r#"{"step":"normalise","method":"z_score"},"#, "arithmetic"),
    ] {
        let model = model_from(csv, normalise, mean);
        for node in ["index", "a", "b"] {
            for row in rows(&model, node) {
                assert!(row.score.is_none_or(f64::is_finite), "{normalise} {mean} {row:?}");
                assert_eq!(row.score.is_none(), row.reason.is_some(), "{normalise} {mean} {row:?}");
            }
        }
    }
    let sum = model_from(csv, "", "arithmetic");
    assert_eq!(row(&sum, "index", "A").reason, Some(Reason::Overflow));
}

#[test]
fn a_missing_figure_has_the_reason_that_its_cell_gives() {
    let cells = b"code,period,indicator,note,reason\nA,2022,z,confidential,too_few_points\n";
    let panel = small_panel().with_cells(cells).unwrap();
    let framework = spoilt(
        r#""ratio", "direction": -1, "numerator": "x", "denominator": "y""#,
        r#""ratio", "direction": -1, "numerator": "z", "denominator": "y""#,
    );
    let model = Model::new(panel, Framework::from_json(&framework).unwrap()).unwrap();
    let scores = model.scores(Period::year(2022)).unwrap();
    assert_eq!(scores.figure("ratio", "A").unwrap().reason, Some(Reason::TooFewPoints));
    assert_eq!(scores.figure("ratio", "B").unwrap().reason, Some(Reason::NotPublished));
    let column = scores.figure("z", "A").unwrap();
    assert_eq!((column.reason, column.note.as_str()), (Some(Reason::TooFewPoints), "confidential"));
    // A second file that gives no reason leaves the one that is known.
    let more = b"code,period,indicator,standard_error\nA,2022,z,\nA,2022,x,0.5\n";
    let panel = small_panel().with_cells(cells).unwrap().with_cells(more).unwrap();
    let model = Model::new(panel, Framework::from_json(&framework).unwrap()).unwrap();
    assert_eq!(model.scores(Period::year(2022)).unwrap().figure("z", "A").unwrap().reason, Some(Reason::TooFewPoints));
}

#[test]
fn a_scenario_explains_its_own_gaps() {
    let model = model(FRAMEWORK).unwrap();
    let spec = r#"{"changes":[{"unit":"A","indicator":"y","op":"set","value":0}]}"#;
    let mut scenario = Scenario::new(&model, &ScenarioSpec::from_json(spec).unwrap()).unwrap();
    let node = model.node("ratio").unwrap();
    let rows = scenario.rows(Period::year(2022), node, None, Ties::Competition).unwrap();
    let (after, before) = rows.into_iter().find(|(row, _)| row.code == "A").unwrap();
    assert!(before.score.is_some());
    assert_eq!((after.score, after.reason), (None, Some(Reason::ZeroDenominator)));
}
