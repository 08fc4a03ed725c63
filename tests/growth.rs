//! Growth rates against values worked by hand, and every case in which METHODS leaves one undefined.

mod common;

use innodex::growth::{growth, Growth, Rate, Request};
use innodex::index::Model;
use innodex::{Code, Framework, Panel, Period, Reason};

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

/// A model of one series a unit; the index is there because a model needs one.
fn model(csv: &str) -> Model {
    let framework = r#"{"id":"f","indicators":[{"id":"x","direction":1}],"tree":{"id":"index","children":[{"id":"x"}]},
        "steps":[{"step":"aggregate","method":"arithmetic"}]}"#;
    Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), Framework::from_json(framework).unwrap()).unwrap()
}

/// A model of one unit: yearly figures from 2018 on, empty where missing.
fn series(figures: &[&str]) -> Model {
    let rows: Vec<String> = figures.iter().enumerate().map(|(i, x)| format!("A,{},{x}\n", 2018 + i)).collect();
    model(&format!("code,year,x\n{}", rows.concat()))
}

fn ask(rate: Rate, at: &str) -> Request {
    Request { rate, period: period(at), from: None, base: None, lag: None }
}

fn of(model: &Model, request: &Request) -> Growth {
    growth(model, "x", request).unwrap()[0]
}

/// The rate of the last of a unit's figures.
fn last(figures: &[&str], rate: Rate) -> Growth {
    of(&series(figures), &ask(rate, &(2017 + figures.len()).to_string()))
}

#[track_caller]
fn assert_value(growth: Growth, expected: f64) {
    assert_eq!(growth.reason, None);
    assert!((growth.value - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{} is not {expected}", growth.value);
}

#[track_caller]
fn assert_undefined(growth: Growth, reason: Reason) {
    assert!(growth.value.is_nan(), "{}", growth.value);
    assert_eq!((growth.reason, growth.from, growth.to), (Some(reason), None, None));
}

#[test]
fn simple() {
    assert_value(last(&["80", "100"], Rate::Simple), 0.25);
    assert_value(last(&["80", "0"], Rate::Simple), -1.0);
    assert_value(last(&["80", "-20"], Rate::Simple), -1.25);
    assert_undefined(last(&["0", "5"], Rate::Simple), Reason::BaseNotPositive);
    assert_undefined(last(&["-1", "5"], Rate::Simple), Reason::BaseNotPositive);
    assert_undefined(last(&["", "5"], Rate::Simple), Reason::BaseMissing);
    assert_undefined(last(&["5", ""], Rate::Simple), Reason::NotPublished);
    assert_undefined(last(&["5"], Rate::Simple), Reason::BaseMissing);
    assert_undefined(last(&["1e-300", "1e300"], Rate::Simple), Reason::Overflow);
    let growth = last(&["80", "100"], Rate::Simple);
    assert_eq!((growth.from, growth.to), (Some(Period::year(2018)), Some(Period::year(2019))));
}

#[test]
fn log() {
    assert_value(last(&["100", "200"], Rate::Log), std::f64::consts::LN_2);
    assert_value(last(&["200", "100"], Rate::Log), -std::f64::consts::LN_2);
    assert_undefined(last(&["0", "5"], Rate::Log), Reason::BaseNotPositive);
    assert_undefined(last(&["5", "0"], Rate::Log), Reason::NotPositive);
    assert_undefined(last(&["5", "-5"], Rate::Log), Reason::NotPositive);
    assert_undefined(last(&["", "5"], Rate::Log), Reason::BaseMissing);
}

#[test]
fn symmetric() {
    assert_value(last(&["100", "150"], Rate::Symmetric), 0.4);
    assert_value(last(&["150", "100"], Rate::Symmetric), -0.4);
    assert_value(last(&["0", "5"], Rate::Symmetric), 2.0);
    assert_value(last(&["5", "0"], Rate::Symmetric), -2.0);
    assert_undefined(last(&["0", "0"], Rate::Symmetric), Reason::ZeroSum);
    assert_undefined(last(&["-3", "3"], Rate::Symmetric), Reason::SignChange);
    assert_undefined(last(&["4", "-3"], Rate::Symmetric), Reason::SignChange);
    assert_undefined(last(&["4", ""], Rate::Symmetric), Reason::NotPublished);
}

#[test]
fn difference() {
    // Of a percentage these are percentage points.
    assert_value(last(&["2.5", "2.75"], Rate::Difference), 0.25);
    assert_value(last(&["-1", "2"], Rate::Difference), 3.0);
    assert_undefined(last(&["", "2"], Rate::Difference), Reason::BaseMissing);
}

#[test]
fn cagr() {
    // 100 x 1.1^3 = 133.1
    assert_value(last(&["100", "7", "", "133.1"], Rate::Cagr), 0.1);
    assert_value(last(&["100", "0"], Rate::Cagr), -1.0);
    assert_undefined(last(&["0", "3"], Rate::Cagr), Reason::BaseNotPositive);
    assert_undefined(last(&["-2", "3"], Rate::Cagr), Reason::BaseNotPositive);
    assert_undefined(last(&["2", "-3"], Rate::Cagr), Reason::Negative);
    assert_undefined(last(&["", ""], Rate::Cagr), Reason::NotPublished);
    assert_undefined(last(&["2", ""], Rate::Cagr), Reason::TooFewPoints);
}

#[test]
fn cagr_says_which_ends_it_used() {
    let growth = last(&["", "100", "", "121", ""], Rate::Cagr);
    assert_value(growth, 0.1);
    assert_eq!((growth.from, growth.to), (Some(Period::year(2019)), Some(Period::year(2021))));
    let request = Request { from: Some(Period::year(2019)), ..ask(Rate::Cagr, "2021") };
    let growth = of(&series(&["1", "100", "", "121", "9"]), &request);
    assert_value(growth, 0.1);
    assert_eq!((growth.from, growth.to), (Some(Period::year(2019)), Some(Period::year(2021))));
}

#[test]
fn least_squares() {
    assert_value(last(&["100", "110", "121"], Rate::LeastSquares), 0.1);
    // ln x = 0, ln 2, ln 2: slope = (ln 2) / 2.
    assert_value(last(&["1", "2", "2"], Rate::LeastSquares), 2.0_f64.sqrt() - 1.0);
    // A gap only leaves its point out: ln x = 0 at 0 and ln 8 at 3.
    assert_value(last(&["1", "", "", "8"], Rate::LeastSquares), 1.0);
    assert_undefined(last(&["1", "0", "2"], Rate::LeastSquares), Reason::NotPositive);
    assert_undefined(last(&["1", "-1", "2"], Rate::LeastSquares), Reason::NotPositive);
    assert_undefined(last(&["1", "", ""], Rate::LeastSquares), Reason::TooFewPoints);
}

#[test]
fn base_index() {
    assert_value(last(&["80", "1", "100"], Rate::BaseIndex), 125.0);
    assert_value(last(&["-80", "40"], Rate::BaseIndex), -50.0);
    assert_undefined(last(&["0", "5"], Rate::BaseIndex), Reason::BaseZero);
    assert_undefined(last(&["", "5"], Rate::BaseIndex), Reason::BaseMissing);
    let request = Request { base: Some(Period::year(2020)), ..ask(Rate::BaseIndex, "2018") };
    assert_value(of(&series(&["80", "1", "100"]), &request), 80.0);
}

#[test]
fn trend_percent() {
    // 1, 3, 4: slope 1.5, mean 8/3, fitted at the first 8/3 - 1.5 = 7/6: 100 x 1.5 / (7/6) = 900/7.
    assert_value(last(&["1", "3", "4"], Rate::TrendPercent), 900.0 / 7.0);
    assert_value(last(&["-10", "-20"], Rate::TrendPercent), 100.0);
    assert_undefined(last(&["0", "1", "2"], Rate::TrendPercent), Reason::BaseZero);
    assert_undefined(last(&["7"; 1], Rate::Simple), Reason::BaseMissing);
    assert_undefined(last(&["7", ""], Rate::TrendPercent), Reason::TooFewPoints);
}

/// A line through zero fits zero but for rounding: 0.1 + 0.2 is not 0.3, and no growth of 10^18 %.
#[test]
fn a_fitted_value_of_nothing_but_rounding_is_zero() {
    for figures in [["0", "0.1", "0.2"], ["0", "0.3", "0.6"], ["0", "0.7", "1.4"], ["0", "1e-9", "2e-9"]] {
        assert_undefined(last(&figures, Rate::TrendPercent), Reason::BaseZero);
    }
}

#[test]
fn contribution() {
    let csv = "code,year,x\nA,2018,10\nB,2018,30\nC,2018,\nD,2018,60\nA,2019,14\nB,2019,28\nC,2019,50\nD,2019,\n";
    let growth = growth(&model(csv), "x", &ask(Rate::Contribution, "2019")).unwrap();
    // The total is that of A and B, which have both figures: 40.
    assert_value(growth[0], 0.1);
    assert_value(growth[1], -0.05);
    assert_undefined(growth[2], Reason::BaseMissing);
    assert_undefined(growth[3], Reason::NotPublished);
    let zero = model("code,year,x\nA,2018,5\nB,2018,-5\nA,2019,1\nB,2019,2\n");
    assert_undefined(of(&zero, &ask(Rate::Contribution, "2019")), Reason::BaseZero);
}

#[test]
fn quarters_year_on_year_and_period_on_period() {
    let csv = "code,period,x\nA,2021Q1,100\nA,2021Q4,160\nA,2022Q1,120\nA,2022Q2,90\n";
    let model = model(csv);
    let year_on_year = of(&model, &ask(Rate::Simple, "2022Q1"));
    assert_value(year_on_year, 0.2);
    assert_eq!(year_on_year.from, Some(period("2021Q1")));
    let quarter_on_quarter = of(&model, &Request { lag: Some(1), ..ask(Rate::Simple, "2022Q1") });
    assert_value(quarter_on_quarter, -0.25);
    assert_eq!(quarter_on_quarter.from, Some(period("2021Q4")));
    assert_undefined(of(&model, &ask(Rate::Simple, "2022Q2")), Reason::BaseMissing);
    // A compound rate is a year's, whatever the periods: 160 to 90 in half a year.
    let request = Request { from: Some(period("2021Q4")), ..ask(Rate::Cagr, "2022Q2") };
    assert_value(of(&model, &request), (90.0_f64 / 160.0).powi(2) - 1.0);
    let months = self::model("code,period,x\nA,2021-03,50\nA,2022-02,80\nA,2022-03,60\n");
    assert_value(of(&months, &ask(Rate::Simple, "2022-03")), 0.2);
    assert_value(of(&months, &Request { lag: Some(1), ..ask(Rate::Simple, "2022-03") }), -0.25);
}

#[test]
fn a_ratio_grows_as_the_ratio_of_each_period() {
    let csv = "code,year,x,y\nA,2018,10,100\nB,2018,1,0\nC,2018,1,\nA,2019,30,150\nB,2019,1,2\nC,2019,1,2\n";
    let framework = r#"{"id":"f","indicators":[{"id":"share","direction":1,"numerator":"x","denominator":"y","scale":100}],
        "tree":{"id":"index","children":[{"id":"share"}]},
        "steps":[{"step":"denominate"},{"step":"aggregate","method":"arithmetic"}]}"#;
    let model =
        Model::new(Panel::from_csv(csv.as_bytes(), None).unwrap(), Framework::from_json(framework).unwrap()).unwrap();
    let rate = |rate| growth(&model, "share", &ask(rate, "2019")).unwrap();
    assert_value(rate(Rate::Simple)[0], 1.0);
    assert_value(rate(Rate::Difference)[0], 10.0);
    assert_undefined(rate(Rate::Simple)[1], Reason::BaseMissing);
    assert_undefined(rate(Rate::Simple)[2], Reason::BaseMissing);
    let zero_now =
        growth(&model, "share", &Request { base: Some(Period::year(2019)), ..ask(Rate::BaseIndex, "2018") }).unwrap();
    assert_undefined(zero_now[1], Reason::ZeroDenominator);
    assert_undefined(zero_now[2], Reason::NotPublished);
    // The columns themselves are there too.
    assert_value(growth(&model, "y", &ask(Rate::Simple, "2019")).unwrap()[0], 0.5);
}

#[test]
fn requests_that_have_no_sense() {
    let model = series(&["1", "2", "3"]);
    let code = |indicator: &str, request: Request| growth(&model, indicator, &request).unwrap_err().code;
    assert_eq!(code("y", ask(Rate::Simple, "2019")), Code::UnknownIndicator);
    assert_eq!(code("x", ask(Rate::Simple, "2030")), Code::UnknownPeriod);
    assert_eq!(code("x", ask(Rate::Simple, "2019Q1")), Code::UnknownPeriod);
    assert_eq!(code("x", Request { lag: Some(0), ..ask(Rate::Simple, "2019") }), Code::BadParameter);
    assert_eq!(code("x", Request { from: Some(Period::year(2020)), ..ask(Rate::Cagr, "2020") }), Code::BadParameter);
    assert_eq!(code("x", Request { from: Some(Period::year(2000)), ..ask(Rate::Cagr, "2020") }), Code::UnknownPeriod);
    assert_eq!(
        code("x", Request { base: Some(Period::year(2000)), ..ask(Rate::BaseIndex, "2020") }),
        Code::UnknownPeriod
    );
    assert_undefined(of(&model, &Request { lag: Some(u32::MAX), ..ask(Rate::Simple, "2020") }), Reason::BaseMissing);
}
