//! Which indicators a period has, and which periods compare.

use innodex::{Framework, Model, Panel, Period};

/// Two groups: `g` of x and of the ratio y / z, `h` of w. 2020 has all; 2021 lacks y for everybody, 2022 divides by zero, and
/// 2023 has a gap in x of one unit, which is no matter of the period.
fn model() -> Model {
    let csv = "unit,year,x,y,z,w\n\
        a,2020,1,2,1,5\nb,2020,2,3,1,6\n\
        a,2021,1,,1,5\nb,2021,2,,1,6\n\
        a,2022,1,2,0,5\nb,2022,2,3,0,6\n\
        a,2023,,2,1,5\nb,2023,2,3,1,6\n\
        a,2024,1,2,1,\nb,2024,2,3,1,\n";
    let framework = r#"{"id":"f","indicators":[{"id":"x","direction":1},{"id":"r","direction":1,"numerator":"y","denominator":"z"},{"id":"w","direction":1}],
        "tree":{"id":"index","children":[{"id":"g","children":[{"id":"x"},{"id":"r"}]},{"id":"h","children":[{"id":"w"}]}]},
        "steps":[{"step":"denominate"},{"step":"aggregate","method":"arithmetic"}]}"#;
    Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), Framework::from_json(framework).unwrap()).unwrap()
}

#[test]
fn every_period_that_lacks_an_indicator_is_named() {
    let found = model().describe().incomplete;
    let listed: Vec<(&str, Vec<&str>)> =
        found.iter().map(|p| (p.period.as_str(), p.indicators.iter().map(String::as_str).collect())).collect();
    assert_eq!(listed, [("2021", vec!["r"]), ("2022", vec!["r"]), ("2024", vec!["w"])]);
}

#[test]
fn periods_compare_that_have_the_same_indicators_below_a_node() {
    let model = model();
    let compare = |node: &str, one, other| {
        model.comparable(model.node(node).unwrap(), Period::year(one), Period::year(other)).unwrap()
    };
    assert!(!compare("index", 2020, 2021) && !compare("index", 2021, 2020));
    assert!(compare("index", 2021, 2022), "both lack r");
    assert!(compare("index", 2020, 2023), "a gap of one unit is not the period's");
    assert!(compare("h", 2020, 2021), "r is not below h");
    assert!(compare("w", 2021, 2023) && !compare("r", 2020, 2021));
    assert!(compare("g", 2020, 2024) && !compare("h", 2020, 2024));
    assert_eq!(model.lacking(0, Period::year(2021)).unwrap(), ["r"]);
    assert_eq!(model.lacking(0, Period::year(1999)).unwrap_err().code, innodex::Code::UnknownPeriod);
}

/// Of 2020-01 and 2020-07, 2020-03 is a third of the way and no half, though it stands in the middle of the list.
#[test]
fn a_figure_between_two_is_on_the_line_in_time() {
    let csv = "unit,period,x\na,2020-01,0\na,2020-03,\na,2020-07,6\n";
    let framework = r#"{"id":"f","indicators":[{"id":"x","direction":1}],"tree":{"id":"index","children":[{"id":"x"}]},
        "steps":[{"step":"impute","method":"linear"},{"step":"aggregate","method":"arithmetic"}]}"#;
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    let model = Model::new(panel, Framework::from_json(framework).unwrap()).unwrap();
    assert_eq!(model.scores("2020-03".parse().unwrap()).unwrap().node(0), [2.0]);
}
