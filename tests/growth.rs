//! Growth rates against values worked by hand, and every case in which METHODS leaves one undefined.

use crate::common;

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
    assert_undefined(last(&["-10", "-8"], Rate::Symmetric), Reason::BaseNotPositive);
    assert_undefined(last(&["-10", "0"], Rate::Symmetric), Reason::BaseNotPositive);
    assert_undefined(last(&["0", "-10"], Rate::Symmetric), Reason::BaseNotPositive);
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
    // World Development Indicators: none where more than half of the figures are missing.
    assert_undefined(last(&["1", "", "", "", "8"], Rate::LeastSquares), Reason::HalfMissing);
    assert_value(last(&["1", "", "4", "", "16"], Rate::LeastSquares), 1.0);
    let request = Request { from: Some(Period::year(2021)), ..ask(Rate::LeastSquares, "2022") };
    assert_value(of(&series(&["", "", "", "2", "6"]), &request), 2.0);
    // Years without a row are missing ones.
    let decade = model("code,year,x\nA,2012,1\nA,2022,8\n");
    assert_undefined(of(&decade, &ask(Rate::LeastSquares, "2022")), Reason::HalfMissing);
    assert_undefined(last(&["1", "0", "2"], Rate::LeastSquares), Reason::NotPositive);
    assert_undefined(last(&["1", "-1", "2"], Rate::LeastSquares), Reason::NotPositive);
    assert_undefined(last(&["1", "", ""], Rate::LeastSquares), Reason::TooFewPoints);
}

#[test]
fn base_index() {
    assert_value(last(&["80", "1", "100"], Rate::BaseIndex), 125.0);
    assert_undefined(last(&["-80", "40"], Rate::BaseIndex), Reason::BaseNotPositive);
    assert_undefined(last(&["-80", "-40"], Rate::BaseIndex), Reason::BaseNotPositive);
    assert_undefined(last(&["0", "5"], Rate::BaseIndex), Reason::BaseZero);
    assert_undefined(last(&["", "5"], Rate::BaseIndex), Reason::BaseMissing);
    let request = Request { base: Some(Period::year(2020)), ..ask(Rate::BaseIndex, "2018") };
    assert_value(of(&series(&["80", "1", "100"]), &request), 80.0);
}

#[test]
fn trend_percent() {
    // 1, 3, 4: slope 1.5, mean 8/3, fitted at the first 8/3 - 1.5 = 7/6: 100 x 1.5 / (7/6) = 900/7.
    assert_value(last(&["1", "3", "4"], Rate::TrendPercent), 900.0 / 7.0);
    // A loss that shrinks is no falling trend, and a way out of one is none of -200 %.
    for figures in [["-10", "-8", "-6"], ["-1", "1", "3"], ["-10", "-20", "-30"]] {
        assert_undefined(last(&figures, Rate::TrendPercent), Reason::BaseNotPositive);
    }
    assert_value(last(&["10", "12", "14"], Rate::TrendPercent), 20.0);
    assert_value(last(&["10", "-2", "-14"], Rate::TrendPercent), -120.0);
    assert_undefined(last(&["0", "1", "2"], Rate::TrendPercent), Reason::BaseZero);
    assert_undefined(last(&["7"; 1], Rate::Simple), Reason::BaseMissing);
    assert_undefined(last(&["7", ""], Rate::TrendPercent), Reason::TooFewPoints);
}

/// 0, 5 of two months, quarters and years; through the twelfths of a year the first was -8.8e14 %.
#[test]
fn a_trend_from_zero_is_missing_at_every_frequency() {
    for (first, last) in [("2018-12", "2019-01"), ("2018Q4", "2019Q1"), ("2019-10", "2020-03"), ("2018", "2019")] {
        let model = model(&format!("code,period,x\nA,{first},0\nA,{last},5\n"));
        assert_undefined(of(&model, &ask(Rate::TrendPercent, last)), Reason::BaseZero);
    }
    // 10, 11, 12 by the month from a March on: 12 a year on 10.
    let months = model("code,period,x\nA,2019-03,10\nA,2019-04,11\nA,2019-05,12\n");
    assert_value(of(&months, &ask(Rate::TrendPercent, "2019-05")), 120.0);
    let quarters = model("code,period,x\nA,2019Q2,10\nA,2019Q4,12\nA,2020Q2,14\n");
    assert_value(of(&quarters, &ask(Rate::TrendPercent, "2020Q2")), 40.0);
}

#[test]
fn the_base_of_an_index_is_exactly_100() {
    for figure in ["173.83", "674.81", "0.1", "3", "1e-300"] {
        let request = Request { base: Some(Period::year(2018)), ..ask(Rate::BaseIndex, "2018") };
        assert_eq!(of(&series(&[figure, "5"]), &request).value, 100.0, "{figure}");
    }
}

/// What the documentation says of zero, rate by rate.
#[test]
fn growth_from_zero_to_zero() {
    let zeros = |rate| last(&["0", "0"], rate);
    for rate in [Rate::Simple, Rate::Log, Rate::Cagr] {
        assert_undefined(zeros(rate), Reason::BaseNotPositive);
    }
    assert_undefined(zeros(Rate::Symmetric), Reason::ZeroSum);
    assert_undefined(zeros(Rate::BaseIndex), Reason::BaseZero);
    assert_undefined(zeros(Rate::TrendPercent), Reason::BaseZero);
    assert_undefined(zeros(Rate::LeastSquares), Reason::NotPositive);
    assert_value(zeros(Rate::Difference), 0.0);
    assert_value(zeros(Rate::TheilSen), 0.0);
    let two = model("code,year,x\nA,2018,0\nB,2018,5\nA,2019,0\nB,2019,6\n");
    assert_value(of(&two, &ask(Rate::Contribution, "2019")), 0.0);
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
    // Zero but for rounding: 0.1 + 0.2 - 0.3.
    let cancelled = model("code,year,x\nA,2018,0.1\nB,2018,0.2\nC,2018,-0.3\nA,2019,1\nB,2019,2\nC,2019,3\n");
    assert_undefined(of(&cancelled, &ask(Rate::Contribution, "2019")), Reason::BaseZero);
    // A total that is a loss has no growth that its parts could sum to.
    let loss = model("code,year,x\nA,2018,5\nB,2018,-15\nA,2019,7\nB,2019,-9\n");
    assert_undefined(of(&loss, &ask(Rate::Contribution, "2019")), Reason::BaseNotPositive);
    let profit = model("code,year,x\nA,2018,15\nB,2018,-5\nA,2019,15\nB,2019,-1\n");
    assert_value(innodex::growth::growth(&profit, "x", &ask(Rate::Contribution, "2019")).unwrap()[1], 0.4);
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
fn invalid_growth_requests_are_refused() {
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
fn priced(figures: &[(&str, &str)]) -> Model {
    let rows = figures.iter().enumerate().map(|(i, (x, p))| format!("A,{},{x},{p}\n", 2018 + i));
    model(&format!("code,year,x,p\n{}", rows.collect::<String>()))
}

fn real(at: &str) -> Request<'static> {
    Request { deflator: Some("p"), ..ask(Rate::Real, at) }
}

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

#[test]
fn invalid_deflators_are_refused() {
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

/// Money x of 2020 to 2022 and a price index p, with its unit of measure and Chinese name.
fn indexed(rows: &str, unit: &str, zh: &str) -> Model {
    let indicators = format!(r#"[{{"id":"x"}},{{"id":"p","zh":"{zh}","unit":"{unit}"}}]"#);
    let framework = r#"{"id":"f","indicators":[{"id":"x","direction":1}],"tree":{"id":"index","children":[{"id":"x"}]},
        "steps":[{"step":"aggregate","method":"arithmetic"}]}"#;
    let panel = Panel::from_csv(
        format!("code,period,x,p\n{rows}").as_bytes(),
        Some(innodex::panel::indicators_from_json(&indicators).unwrap()),
    )
    .unwrap();
    Model::new(panel, Framework::from_json(framework).unwrap()).unwrap()
}

const SINCE_2020: Request<'static> = Request {
    rate: Rate::Real,
    period: Period::year(2022),
    from: None,
    base: Some(Period::year(2020)),
    lag: None,
    deflator: Some("p"),
};

/// The year before is 100: prices rose by 1.009 x 1.02 from 2020 to 2022, so 1.21 / 1.02918 - 1 is left.
#[test]
fn an_index_of_yearly_changes_is_chained() {
    let index = "A,2020,100,102.5\nA,2021,110,100.9\nA,2022,121,102.0\n";
    let right = 1.21 / (1.009 * 1.02) - 1.0;
    assert!((right - 0.175693_f64).abs() < 1e-6);
    let stated = [
        "上年=100",
        "上年＝100",
        "上年 = 100",
        "（上年=１００）",
        "上年同期=100",
        "上一年=100",
        "去年为100",
        "以上年价格为100",
        "previous year = 100",
        "Preceding year=100",
        "last year =100",
        "同比（上年=100）",
        "same period of the previous year = 100",
        "year-on-year, 100",
        "上期=100",
        "previous period = 100.0",
    ];
    for unit in stated {
        assert_value(of(&indexed(index, unit, "居民消费价格指数"), &SINCE_2020), right);
        // The name says it too, where the unit says nothing; or per cent, as yearbooks write it.
        assert_value(of(&indexed(index, "", &format!("居民消费价格指数({unit})")), &SINCE_2020), right);
        assert_value(of(&indexed(index, "%", &format!("居民消费价格指数({unit})")), &SINCE_2020), right);
    }
    let year = Request { base: None, ..SINCE_2020 };
    assert_value(of(&indexed(index, "上年=100", ""), &year), 1.1 / 1.02 - 1.0);
    // Back from 2022 to the prices of 2020, with 2022 the base.
    let back = Request { period: Period::year(2020), base: Some(Period::year(2022)), ..SINCE_2020 };
    assert_value(of(&indexed(index, "上年=100", ""), &back), 1.009 * 1.02 / 1.21 - 1.0);
    // 1.025 where the year before is 1.
    let ones = "A,2020,100,1.025\nA,2021,110,1.009\nA,2022,121,1.02\n";
    assert_value(of(&indexed(ones, "上年=1", ""), &SINCE_2020), right);
}

#[test]
fn a_deflator_in_per_cent_is_growth() {
    let growth = "A,2020,100,2.5\nA,2021,110,0.9\nA,2022,121,2.0\n";
    let right = 1.21 / (1.009 * 1.02) - 1.0;
    for unit in ["%", "％", "同比 %", "同比％", "per cent", "percent", "annual %", "上年同期增长%", "year on year, %"]
    {
        assert_value(of(&indexed(growth, unit, "居民消费价格"), &SINCE_2020), right);
    }
    assert_value(of(&indexed(growth, "", "居民消费价格同比涨幅"), &SINCE_2020), right);
    assert_value(of(&indexed("A,2020,100,25\nA,2021,110,9\nA,2022,121,20\n", "‰", ""), &SINCE_2020), right);
}

#[test]
fn a_level_of_prices_stays_a_level() {
    let index = "A,2020,100,102.5\nA,2021,110,100.9\nA,2022,121,102.0\n";
    let level = 1.21 * 102.5 / 102.0 - 1.0;
    for unit in ["1978年=100", "1978年＝100", "2015=100", "2020年1月=100", "base 2015, 100", "指数", ""] {
        assert_value(of(&indexed(index, unit, "居民消费价格指数"), &SINCE_2020), level);
    }
    assert_value(of(&indexed(index, "%", "居民消费价格指数（2015年=100）"), &SINCE_2020), level);
}

#[test]
fn a_chain_of_prices_needs_every_year_between() {
    let of = |rows: &str| of(&indexed(rows, "上年=100", ""), &SINCE_2020);
    assert_undefined(of("A,2020,100,102.5\nA,2021,110,\nA,2022,121,102\n"), Reason::DeflatorMissing);
    assert_undefined(of("A,2020,100,102.5\nA,2022,121,102\n"), Reason::DeflatorMissing);
    assert_undefined(of("A,2020,100,102.5\nA,2021,110,0\nA,2022,121,102\n"), Reason::DeflatorNotPositive);
    // That of the base itself says what happened before.
    assert_value(of("A,2020,100,\nA,2021,110,100.9\nA,2022,121,102\n"), 1.21 / (1.009 * 1.02) - 1.0);
}

#[test]
fn changes_of_months_and_quarters_are_chained_by_what_they_compare_with() {
    let months = "A,2021-01,100,102\nA,2021-02,100,103\nA,2021-03,110,101\nA,2022-03,121,104\n";
    let at = |period: &'static str, lag| Request { period: self::period(period), base: None, lag, ..SINCE_2020 };
    assert_value(of(&indexed(months, "上年同月=100", ""), &at("2022-03", None)), 1.1 / 1.04 - 1.0);
    assert_value(of(&indexed(months, "上月=100", ""), &at("2021-03", Some(1))), 1.1 / 1.01 - 1.0);
    assert_value(of(&indexed(months, "上月=100", ""), &at("2021-03", Some(2))), 1.1 / (1.01 * 1.03) - 1.0);
    assert_undefined(of(&indexed(months, "上月=100", ""), &at("2022-03", None)), Reason::DeflatorMissing);
    let quarters = "A,2021Q1,100,2\nA,2021Q2,110,3\n";
    assert_value(of(&indexed(quarters, "环比 %", ""), &at("2021Q2", Some(1))), 1.1 / 1.03 - 1.0);
    let refused = |rows: &str, unit: &str, request: Request| {
        let error = growth(&indexed(rows, unit, ""), "x", &request).unwrap_err();
        assert_eq!((error.code, error.place.as_str()), (Code::BadParameter, "deflator"), "{unit}");
        error.message.en.clone()
    };
    assert!(refused(months, "上年同月=100", at("2021-03", Some(1))).contains("whole years"));
    assert!(refused(quarters, "%", at("2021Q2", Some(1))).contains("does not say whether"));
    assert!(refused(quarters, "上月=100", at("2021Q2", Some(1))).contains("not a period of the data"));
    assert!(refused(months, "上年12月=100", at("2022-03", None)).contains("not a period of the data"));
}

#[test]
fn a_deflator_whose_figures_are_not_what_its_unit_says_is_refused() {
    let refused = |rows: &str, unit: &str| {
        let error = growth(&indexed(rows, unit, ""), "x", &SINCE_2020).unwrap_err();
        assert_eq!((error.code, error.place.as_str()), (Code::BadParameter, "deflator"), "{unit}");
        error.message.en.clone()
    };
    let index = "A,2020,100,102.5\nA,2021,110,100.9\nA,2022,121,102.0\n";
    assert!(refused(index, "%").contains("look like an index"));
    assert!(refused(index, "同比％").contains("look like an index"));
    let growth = "A,2020,100,2.5\nA,2021,110,0.9\nA,2022,121,2.0\n";
    assert!(refused(growth, "上年=100").contains("look like growth"));
}

/// Worked in fractions from the definitions (Python, `fractions`): all pairs, no library.
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
    // Of all 8! orders (Python, itertools) 5 in 112 are as far from 0.
    close(tied.p, 5.0 / 112.0);
    close(tied.tau, 16.0 / (28.0 * 22.0_f64).sqrt());
    // Falling, at uneven times.
    let falling = trend(&[0.0, 1.0, 2.0, 4.0, 7.0], &[9.0, 7.0, 8.0, 3.0, 1.0]);
    assert_eq!((falling.s, falling.tau), (-8.0, -0.8));
    close(falling.slope, -26.0 / 21.0);
    close(falling.z, -7.0 / (50.0_f64 / 3.0).sqrt());
    close(falling.p, 1.0 / 12.0);
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

fn p_of(x: &[f64]) -> f64 {
    let t: Vec<f64> = (0..x.len()).map(|i| i as f64).collect();
    innodex::growth::trend(&t, x).p
}

/// scipy 1.17, `kendalltau(time, x, method="exact")`.
#[test]
fn mann_kendall_is_exact_up_to_ten_figures() {
    let cases: [(&[f64], f64); 15] = [
        (&[0.0, 1.0], 1.0),
        (&[0.0, 1.0, 2.0], 0.3333333333333333),
        (&[0.0, 2.0, 1.0], 1.0),
        (&[0.0, 1.0, 2.0, 3.0], 0.08333333333333333),
        (&[3.0, 2.0, 1.0, 0.0], 0.08333333333333333),
        (&[2.0, 3.0, 0.0, 1.0], 0.75),
        (&[0.0, 1.0, 2.0, 3.0, 4.0], 0.016666666666666666),
        (&[4.0, 2.0, 5.0, 1.0, 0.0, 3.0], 0.46944444444444444),
        (&[1.0, 0.0, 2.0, 3.0, 4.0, 6.0, 5.0], 0.010714285714285714),
        (&[5.0, 7.0, 2.0, 4.0, 6.0, 1.0, 3.0, 0.0], 0.10868055555555556),
        (&[6.0, 8.0, 7.0, 5.0, 4.0, 1.0, 0.0, 3.0, 2.0], 0.012665343915343916),
        (&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0], 5.511463844797178e-7),
        (&[1.0, 5.0, 4.0, 2.0, 6.0, 0.0, 7.0, 3.0, 9.0, 8.0], 0.10831349206349207),
        (&[4.0, 1.0, 0.0, 5.0, 3.0, 2.0, 9.0, 7.0, 6.0, 8.0], 0.07255015432098766),
        (&[2.0, 9.0, 8.0, 6.0, 4.0, 1.0, 5.0, 3.0, 0.0, 7.0], 0.2912483465608466),
    ];
    for (x, p) in cases {
        assert!((p_of(x) - p).abs() <= 1e-14 * p, "{x:?}: {} is not {p}", p_of(x));
    }
    // Eleven and more by the normal distribution: S = 55, variance 165.
    let eleven: Vec<f64> = (0..11).map(f64::from).collect();
    assert!((p_of(&eleven) - 2.6236149394586993e-5).abs() < 1e-17, "{}", p_of(&eleven));
}

/// All orders of the figures, counted one by one (Python, `itertools.permutations`).
#[test]
fn mann_kendall_is_exact_with_equal_figures_too() {
    let cases: [(&[f64], f64, f64); 6] = [
        (&[1.0, 1.0, 2.0], 2.0, 3.0),
        (&[1.0, 2.0, 2.0, 1.0, 3.0], 7.0, 15.0),
        (&[5.0, 5.0, 4.0, 4.0, 3.0, 3.0], 1.0, 45.0),
        (&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 6.0], 1.0, 1260.0),
        (&[1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 2.0, 4.0], 5.0, 112.0),
        (&[4.0, 4.0, 4.0], 1.0, 1.0),
    ];
    for (x, over, under) in cases {
        assert!((p_of(x) - over / under).abs() <= 1e-14, "{x:?}: {} is not {over} / {under}", p_of(x));
    }
}

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
