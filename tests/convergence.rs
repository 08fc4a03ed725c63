//! Convergence, against statsmodels and scipy: tests/golden/convergence.py.

use innodex::question::ask;
use innodex::{Framework, Json, Model, Panel};

/// The lines of a regression or measure: term, value, error, t, p.
fn golden(name: &str) -> Vec<(String, [f64; 4])> {
    let mut reader = csv::Reader::from_path("tests/golden/convergence.csv").unwrap();
    let rows = reader.records().map(Result::unwrap).filter(|row| &row[0] == name);
    let number = |text: &str| text.parse().unwrap_or(f64::NAN);
    rows.map(|row| (row[1].to_owned(), [2, 3, 4, 5].map(|at| number(&row[at])))).collect()
}

fn model() -> Model {
    let panel = Panel::from_csv(&std::fs::read("tests/golden/convergence_figures.csv").unwrap(), None).unwrap();
    let framework = Framework::of_columns(&panel);
    Model::new(panel, framework).unwrap()
}

/// A member of an answer, or of a row of one.
fn member<'a>(json: &'a Json, name: &str) -> &'a Json {
    let Json::Object(members) = json else { panic!("{json:?}") };
    &members.iter().find(|(known, _)| known == name).unwrap_or_else(|| panic!("no {name} in {json:?}")).1
}

fn number(json: &Json, name: &str) -> f64 {
    match member(json, name) {
        Json::Number(value) => *value,
        other => panic!("{name}: {other:?}"),
    }
}

fn rows<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    match member(json, name) {
        Json::List(rows) => rows,
        other => panic!("{name}: {other:?}"),
    }
}

fn text<'a>(json: &'a Json, name: &str) -> &'a str {
    match member(json, name) {
        Json::Text(text) => text,
        other => panic!("{name}: {other:?}"),
    }
}

fn close(ours: f64, theirs: f64, about: &str) {
    assert!((ours - theirs).abs() <= 1e-9 * theirs.abs(), "{about}: golden {theirs}, ours {ours}");
}

#[test]
fn regressions_are_those_of_statsmodels() {
    let mut compared = 0;
    for (name, request) in [
        ("absolute", r#"{ "indicator": "level" }"#),
        ("conditional", r#"{ "indicator": "level", "controls": ["control_1", "control_2"] }"#),
    ] {
        let answer = ask(&model(), "beta_convergence", request).unwrap();
        let table = golden(name);
        for (row, (term, figures)) in rows(&answer, "rows").iter().zip(&table) {
            for (member, theirs) in ["value", "error", "t", "p"].into_iter().zip(figures) {
                close(number(row, member), *theirs, &format!("{name} {term} {member}"));
                compared += 1;
            }
        }
        for (term, member) in [("r2", "r2"), ("adjusted_r2", "adjusted_r2"), ("n", "units")] {
            let theirs = table.iter().find(|(known, _)| known == term).unwrap().1[0];
            close(number(&answer, member), theirs, &format!("{name} {term}"));
            compared += 1;
        }
        let b = table[1].1[0];
        let speed = -(1.0 + 7.0 * b).ln() / 7.0;
        close(number(&answer, "speed"), speed, "speed");
        close(number(&answer, "half_life"), 2.0_f64.ln() / speed, "half-life");
        assert_eq!(number(&answer, "years"), 7.0);
    }
    assert_eq!(compared, (2 + 4) * 4 + 2 * 3);
}

#[test]
fn dispersion_and_its_trend_are_those_of_scipy() {
    let answer = ask(&model(), "sigma_convergence", r#"{ "indicator": "level" }"#).unwrap();
    for (at, measure) in ["variation", "sd_log"].into_iter().enumerate() {
        let table = golden(measure);
        for (row, (year, figures)) in rows(&answer, "rows").iter().zip(&table) {
            assert_eq!(text(row, "period"), year);
            close(number(row, measure), figures[0], &format!("{measure} {year}"));
        }
        let (_, theirs) = table.iter().find(|(term, _)| term == "trend").unwrap();
        let ours = &rows(&answer, "trends")[at];
        assert_eq!(text(ours, "measure"), measure);
        for (member, theirs) in ["value", "error", "t", "p"].into_iter().zip(theirs) {
            close(number(ours, member), *theirs, &format!("{measure} trend {member}"));
        }
    }
    assert_eq!(rows(&answer, "rows").len(), 8);
}

/// The example of R's countryatlas (`beta_convergence`, read 2026) prints beta -0.00464, speed 0.00487 and half-life 142
/// over 20 years.
#[test]
fn speed_and_half_life_are_those_that_countryatlas_prints() {
    let units = [6.0, 8.0, 10.0].map(|log: f64| (log.exp(), (log + 20.0 * (0.05 - 0.00464 * log)).exp()));
    let (first, last): (Vec<f64>, Vec<f64>) = units.into_iter().unzip();
    let found = innodex::convergence::beta::beta(&first, &last, &[], 20.0).unwrap();
    assert!((found.regression.coefficients[1].value + 0.00464).abs() < 1e-12);
    assert!((found.speed.unwrap() - 0.00487).abs() < 0.000_005, "{found:?}");
    assert!((found.half_life.unwrap() - 142.0).abs() < 0.5, "{found:?}");
}

/// A panel whose units are short of something each: a has all, b a zero at first, c no last figure, d a negative one.
fn short() -> Model {
    let csv = "code,year,x,z\na,2020,10,1\na,2021,12,1\na,2022,15,1\nb,2020,0,2\nb,2021,3,2\nb,2022,4,2\n\
               c,2020,5,3\nc,2021,6,3\nc,2022,,3\nd,2020,-1,4\nd,2021,2,4\nd,2022,3,4\n\
               e,2020,20,0\ne,2021,21,5\ne,2022,22,6\nf,2020,7,\nf,2021,9,5\nf,2022,10,6\n";
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    let framework = Framework::of_columns(&panel);
    Model::new(panel, framework).unwrap()
}

#[test]
fn who_cannot_take_part_is_named_with_a_reason() {
    let answer = ask(&short(), "beta_convergence", r#"{ "indicator": "x", "log_controls": ["z"] }"#).unwrap();
    let left_out: Vec<(&str, &str)> =
        rows(&answer, "left_out").iter().map(|row| (text(row, "code"), text(member(row, "reason"), "en"))).collect();
    assert_eq!(
        left_out,
        [
            ("b", "2020: not above zero, so it has no logarithm"),
            ("c", "2022: not in this data set"),
            ("d", "2020: not above zero, so it has no logarithm"),
            ("e", "z: not above zero, so it has no logarithm"),
            ("f", "z: not in this data set"),
        ]
    );
    assert_eq!(number(&answer, "units"), 1.0);
    assert_eq!(text(member(&answer, "reason"), "en"), "no more observations than coefficients");
    assert!(rows(&answer, "rows").is_empty());
}

#[test]
fn a_balanced_sigma_has_the_same_units_in_every_period() {
    let units = |request: &str| -> Vec<f64> {
        let answer = ask(&short(), "sigma_convergence", request).unwrap();
        rows(&answer, "rows").iter().map(|row| number(row, "units")).collect()
    };
    assert_eq!(units(r#"{ "indicator": "x" }"#), [5.0, 5.0, 5.0]);
    assert_eq!(units(r#"{ "indicator": "x", "balanced": false }"#), [6.0, 6.0, 5.0]);
    let answer = ask(&short(), "sigma_convergence", r#"{ "indicator": "x" }"#).unwrap();
    assert_eq!(text(member(&rows(&answer, "rows")[0], "reason"), "en"), "a figure is below zero");
    assert_eq!(*member(&rows(&answer, "rows")[1], "reason"), Json::Null);
}

#[test]
fn bad_requests_are_errors_with_their_member() {
    for (word, request, code, place) in [
        ("sigma_convergence", r#"{ "indicator": "x", "periods": ["2020"] }"#, "bad_parameter", "$.periods"),
        ("sigma_convergence", r#"{ "indicator": "y" }"#, "unknown_indicator", "$.indicator"),
        ("sigma_convergence", r#"{ "indicator": "x", "node": " " }"#, "bad_parameter", "$.node"),
        ("beta_convergence", r#"{ "indicator": "x", "first": "2022" }"#, "bad_parameter", "$.first"),
        ("beta_convergence", r#"{ "indicator": "x", "last": "2030" }"#, "unknown_period", "$.last"),
        ("beta_convergence", r#"{ "indicator": "x", "controls": ["z", "y"] }"#, "unknown_indicator", "$.controls[1]"),
        ("beta_convergence", r#"{ "indicator": "x", "from": "2020" }"#, "bad_json", "$.from"),
    ] {
        let error = ask(&short(), word, request).unwrap_err();
        assert_eq!((error.code.id(), error.place.as_str()), (code, place), "{request}: {error:?}");
    }
}
