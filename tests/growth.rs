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

fn ask(rate: Rate, at: &str) -> Request<'static> {
    Request::new(rate, period(at))
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

/// Money x and prices p of unit A from 2018 on, empty where missing.
#[cfg(feature = "methods")]
fn priced(figures: &[(&str, &str)]) -> Model {
    let rows = figures.iter().enumerate().map(|(i, (x, p))| format!("A,{},{x},{p}\n", 2018 + i));
    model(&format!("code,year,x,p\n{}", rows.collect::<String>()))
}

#[cfg(feature = "methods")]
fn real(at: &str) -> Request<'static> {
    Request { deflator: Some("p"), ..ask(Rate::Real, at) }
}

#[cfg(feature = "methods")]
#[test]
fn real_growth_is_simple_growth_at_the_prices_of_the_base() {
    // 121 at prices of 110 is 110 at prices of 100.
    let model = priced(&[("100", "100"), ("121", "110"), ("121", "121")]);
    assert_value(of(&model, &real("2019")), 0.1);
    assert_value(of(&model, &real("2020")), -1.0 / 11.0);
    assert_value(of(&model, &Request { lag: Some(2), ..real("2020") }), 0.0);
    let since = of(&model, &Request { base: Some(Period::year(2018)), ..real("2020") });
    assert_value(since, 0.0);
    assert_eq!((since.from, since.to), (Some(Period::year(2018)), Some(Period::year(2020))));
    // Whatever the index is a hundred in, growth is the same; without inflation it is simple growth.
    assert_value(of(&priced(&[("100", "1"), ("121", "1.1")]), &real("2019")), 0.1);
    assert_value(of(&priced(&[("80", "7"), ("100", "7")]), &real("2019")), 0.25);
    // Every unit has its own prices.
    let two = self::model("code,year,x,p\nA,2018,100,100\nA,2019,121,110\nB,2018,100,100\nB,2019,121,121\n");
    let rows = growth(&two, "x", &real("2019")).unwrap();
    assert_value(rows[0], 0.1);
    assert_value(rows[1], 0.0);
}

#[cfg(feature = "methods")]
#[test]
fn real_growth_undefined() {
    let of = |figures: [(&str, &str); 2]| of(&priced(&figures), &real("2019"));
    assert_undefined(of([("100", ""), ("121", "110")]), Reason::DeflatorMissing);
    assert_undefined(of([("100", "100"), ("121", "")]), Reason::DeflatorMissing);
    assert_undefined(of([("100", "0"), ("121", "110")]), Reason::DeflatorNotPositive);
    assert_undefined(of([("100", "100"), ("121", "-1")]), Reason::DeflatorNotPositive);
    // What is wrong with the figures themselves is said first.
    assert_undefined(of([("", ""), ("121", "")]), Reason::BaseMissing);
    assert_undefined(of([("0", ""), ("121", "")]), Reason::BaseNotPositive);
    assert_undefined(of([("100", "100"), ("", "110")]), Reason::NotPublished);
    assert_undefined(of([("1e-200", "100"), ("1e200", "100")]), Reason::Overflow);
}

#[cfg(feature = "methods")]
#[test]
fn deflators_that_have_no_sense() {
    let model = priced(&[("100", "100"), ("121", "110")]);
    let refused = |request: Request| {
        let error = growth(&model, "x", &request).unwrap_err();
        (error.code, error.place.clone())
    };
    assert_eq!(refused(ask(Rate::Real, "2019")), (Code::BadParameter, "deflator".to_owned()));
    assert_eq!(
        refused(Request { rate: Rate::Simple, ..real("2019") }),
        (Code::BadParameter, "deflator".to_owned()),
        "nominal growth must not pass for real"
    );
    assert_eq!(
        refused(Request { deflator: Some("cpi"), ..real("2019") }),
        (Code::UnknownColumn, "deflator".to_owned())
    );
    assert_eq!(
        refused(Request { base: Some(Period::year(2000)), ..real("2019") }),
        (Code::UnknownPeriod, String::new())
    );
}

/// Worked in fractions from the definitions (Python, `fractions`): all pairs, no library.
#[cfg(feature = "methods")]
#[test]
fn theil_sen_and_mann_kendall() {
    use innodex::growth::trend;
    // With ties: groups of three 2s and three 3s. Sizes 3 take 3 x 2 x 11 = 66 each: (8 x 7 x 21 - 132) / 18 = 58.
    let tied = trend(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], &[1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 2.0, 4.0]);
    assert_eq!((tied.n, tied.s, tied.reason), (8, 16.0, None));
    let close = |ours: f64, expected: f64| assert!((ours - expected).abs() < 1e-12, "{ours} is not {expected}");
    close(tied.variance, 58.0);
    close(tied.slope, 1.0 / 3.0);
    close(tied.z, 15.0 / 58.0_f64.sqrt());
    close(tied.p, 0.04888463391618117);
    close(tied.tau, 16.0 / (28.0 * 22.0_f64).sqrt());
    // Falling, at uneven times.
    let falling = trend(&[0.0, 1.0, 2.0, 4.0, 7.0], &[9.0, 7.0, 8.0, 3.0, 1.0]);
    assert_eq!((falling.s, falling.tau), (-8.0, -0.8));
    close(falling.slope, -26.0 / 21.0);
    close(falling.z, -7.0 / (50.0_f64 / 3.0).sqrt());
    close(falling.p, 0.08641073297370007);
    // Gaps are left out; equal figures show no trend; one figure is none.
    let gap = trend(&[0.0, 1.0, 1.5, 2.0, 4.0, 7.0], &[9.0, 7.0, f64::NAN, 8.0, 3.0, 1.0]);
    assert_eq!(gap, falling);
    let flat = trend(&[0.0, 1.0, 2.0], &[4.0, 4.0, 4.0]);
    assert_eq!((flat.slope, flat.s, flat.variance, flat.z, flat.p), (0.0, 0.0, 0.0, 0.0, 1.0));
    assert!(flat.tau.is_nan());
    let two = trend(&[0.0, 2.0], &[1.0, 3.0]);
    assert_eq!((two.slope, two.s, two.variance, two.z, two.p, two.tau), (1.0, 1.0, 1.0, 0.0, 1.0, 1.0));
    for (short, n) in [(trend(&[0.0], &[1.0]), 1), (trend(&[], &[]), 0)] {
        assert_eq!((short.n, short.reason), (n, Some(Reason::TooFewPoints)));
        assert!(short.slope.is_nan() && short.p.is_nan());
    }
    assert_eq!(trend(&[0.0, 1.0], &[-1e308, 1e308]).reason, Some(Reason::Overflow));
}

#[cfg(feature = "methods")]
#[test]
fn theil_sen_as_a_rate() {
    // The outlier of 2020 does not bend it; the line of least squares it would.
    assert_value(last(&["10", "12", "900", "16", "18"], Rate::TheilSen), 2.0);
    assert_value(last(&["10", "", "14"], Rate::TheilSen), 2.0);
    assert_value(last(&["5", "-5"], Rate::TheilSen), -10.0);
    assert_undefined(last(&["10", "", ""], Rate::TheilSen), Reason::TooFewPoints);
    assert_undefined(last(&["", "", ""], Rate::TheilSen), Reason::NotPublished);
    assert_undefined(last(&["-1e308", "1e308"], Rate::TheilSen), Reason::Overflow);
    let model = series(&["1", "100", "", "121", "9"]);
    let window = of(&model, &Request { from: Some(Period::year(2019)), ..ask(Rate::TheilSen, "2021") });
    assert_value(window, 10.5);
    assert_eq!((window.from, window.to), (Some(Period::year(2019)), Some(Period::year(2021))));
    // A year of months: 1 a month is 12 a year, to the last digit.
    let months = self::model("code,period,x\nA,2021-01,1\nA,2021-02,2\nA,2021-03,3\nA,2021-04,4\n");
    assert_value(of(&months, &ask(Rate::TheilSen, "2021-04")), 12.0);
    let trend = innodex::growth::trends(&months, "x", None, "2021-04".parse().unwrap()).unwrap()[0];
    assert_eq!((trend.trend.slope, trend.trend.s, trend.trend.tau), (12.0, 6.0, 1.0));
    assert_eq!([trend.from, trend.to], ["2021-01", "2021-04"].map(|p| p.parse().ok()));
}

#[cfg(feature = "methods")]
#[test]
fn trends_of_every_unit_have_the_slopes_of_the_rate() {
    use innodex::growth::trends;
    let model = common::model_of("provincial-first");
    let from = Some(Period::year(2015));
    for indicator in ["rd_intensity", "gdp"] {
        let rates = growth(&model, indicator, &Request { from, ..ask(Rate::TheilSen, "2022") }).unwrap();
        let found = trends(&model, indicator, from, Period::year(2022)).unwrap();
        assert_eq!(found.len(), 31);
        for (trend, rate) in found.iter().zip(rates) {
            assert_eq!((trend.trend.slope, trend.from, trend.to), (rate.value, rate.from, rate.to));
        }
    }
    let refused = |indicator, from, to| trends(&model, indicator, from, Period::year(to)).unwrap_err().code;
    assert_eq!(refused("gdp", from, 2015), innodex::Code::BadParameter);
    assert_eq!(refused("gdp", None, 1999), innodex::Code::UnknownPeriod);
    assert_eq!(refused("nothing", None, 2022), innodex::Code::UnknownIndicator);
}
