//! Growth rates among themselves, and periods.

use crate::common;

use common::random::{close, model, panel_over};
use innodex::growth::{growth, Growth, Rate, Request};
use innodex::{Frequency, Period};
use proptest::prelude::*;

/// The growth of each unit over one period and then all periods, from figures by period and unit.
fn rates(periods: &[Vec<f64>], rate: Rate) -> Vec<Growth> {
    let table: Vec<Vec<Vec<f64>>> = periods.iter().map(|p| vec![p.clone()]).collect();
    let model = model(panel_over(&table), &[1.0], &[1], None, "arithmetic");
    let last = Period::year(2020 + periods.len() as i32 - 1);
    growth(&model, "x0", &Request::new(rate, last)).unwrap()
}

fn positive() -> impl Strategy<Value = f64> {
    0.01..1e6
}

fn two_periods() -> impl Strategy<Value = Vec<Vec<f64>>> {
    (1..10_usize).prop_flat_map(|units| prop::collection::vec(prop::collection::vec(positive(), units), 2))
}

/// Two periods of figures that may be negative, zero, or alike.
fn any_sign() -> impl Strategy<Value = Vec<Vec<f64>>> {
    let figure = prop_oneof![3 => -1e3..1e3_f64, 1 => Just(0.0), 1 => (-3..4_i32).prop_map(f64::from)];
    (1..6_usize).prop_flat_map(move |units| prop::collection::vec(prop::collection::vec(figure.clone(), units), 2))
}

proptest! {
    #[test]
    fn logarithmic_is_the_logarithm_of_simple(x in two_periods()) {
        for (log, simple) in rates(&x, Rate::Log).iter().zip(rates(&x, Rate::Simple)) {
            prop_assert!(close(log.value, simple.value.ln_1p()));
        }
    }

    #[test]
    fn symmetric_is_antisymmetric_and_bounded(x in two_periods()) {
        let back = [x[1].clone(), x[0].clone()];
        for (there, back) in rates(&x, Rate::Symmetric).iter().zip(rates(&back, Rate::Symmetric)) {
            prop_assert_eq!(there.value, -back.value);
            prop_assert!(there.value.abs() <= 2.0);
        }
    }

    #[test]
    fn contributions_sum_to_the_growth_of_the_total(x in two_periods()) {
        let sum: f64 = rates(&x, Rate::Contribution).iter().map(|g| g.value).sum();
        let totals: Vec<Vec<f64>> = x.iter().map(|p| vec![p.iter().sum()]).collect();
        prop_assert!(close(sum, rates(&totals, Rate::Simple)[0].value));
    }

    #[test]
    fn a_compound_rate_compounds_back(series in prop::collection::vec(positive(), 2..12)) {
        let periods: Vec<Vec<f64>> = series.iter().map(|x| vec![*x]).collect();
        let rate = rates(&periods, Rate::Cagr)[0].value;
        let years = (series.len() - 1) as i32;
        prop_assert!(close(series[0] * (1.0 + rate).powi(years), series[series.len() - 1]));
    }

    /// Of a series that grows evenly every average rate is the same, and simple growth too.
    #[test]
    fn even_growth(start in positive(), rate in -0.5..0.9_f64, years in 2..10_i32) {
        let periods: Vec<Vec<f64>> = (0..=years).map(|t| vec![start * (1.0 + rate).powi(t)]).collect();
        for kind in [Rate::Simple, Rate::Cagr, Rate::LeastSquares] {
            prop_assert!((rates(&periods, kind)[0].value - rate).abs() < 1e-9, "{kind:?}");
        }
        let index = rates(&periods, Rate::BaseIndex)[0].value;
        prop_assert!(close(index, 100.0 * (1.0 + rate).powi(years)));
    }

    /// Money in another unit grows as fast.
    #[test]
    fn the_unit_of_measure_does_not_matter(x in two_periods(), times in 0.001..1000.0) {
        let scaled: Vec<Vec<f64>> = x.iter().map(|p| p.iter().map(|v| v * times).collect()).collect();
        for kind in [Rate::Simple, Rate::Log, Rate::Symmetric, Rate::Cagr, Rate::LeastSquares, Rate::BaseIndex, Rate::TrendPercent, Rate::Contribution] {
            for (a, b) in rates(&x, kind).iter().zip(rates(&scaled, kind)) {
                prop_assert!(close(a.value, b.value), "{kind:?}");
            }
        }
    }

    /// Wherever a rate is given it has the sign of the difference, or is zero where rounding leaves nothing of it; of figures
    /// of any sign.
    #[test]
    fn a_rate_has_the_sign_of_the_difference(x in any_sign()) {
        let differences = rates(&x, Rate::Difference);
        for kind in [Rate::Simple, Rate::Log, Rate::Symmetric, Rate::Cagr, Rate::BaseIndex, Rate::TrendPercent, Rate::Contribution, Rate::TheilSen] {
            for (rate, difference) in rates(&x, kind).iter().zip(&differences) {
                let value = if kind == Rate::BaseIndex { rate.value - 100.0 } else { rate.value };
                prop_assert_eq!(value.is_nan(), rate.reason.is_some(), "{:?}", kind);
                prop_assert!(rate.reason.is_some() || value * difference.value >= 0.0, "{:?}: {} of {}", kind, value, difference.value);
                let large = difference.value.abs() > 1e-9;
                prop_assert!(rate.reason.is_some() || !large || value != 0.0, "{:?}: 0 of {}", kind, difference.value);
            }
        }
    }

    /// In a smaller unit of measure the same rates are there, with the same reasons for those that are not; of any sign.
    #[test]
    fn the_unit_of_measure_does_not_matter_to_what_is_missing(x in any_sign(), power in -30..30_i32) {
        let times = 2.0_f64.powi(power);
        let scaled: Vec<Vec<f64>> = x.iter().map(|p| p.iter().map(|v| v * times).collect()).collect();
        for kind in [Rate::Simple, Rate::Log, Rate::Symmetric, Rate::Cagr, Rate::LeastSquares, Rate::BaseIndex, Rate::TrendPercent, Rate::Contribution] {
            for (a, b) in rates(&x, kind).iter().zip(rates(&scaled, kind)) {
                prop_assert_eq!(a.reason, b.reason, "{:?}", kind);
                prop_assert!(a.reason.is_some() || close(a.value, b.value), "{:?}", kind);
            }
        }
    }

    #[test]
    fn a_lag_and_back_is_the_same_period(year in 0..10_000_i32, part in 0..12_i32, lag in -50_000..50_000_i32) {
        for text in [format!("{year:04}"), format!("{year:04}Q{}", part % 4 + 1), format!("{year:04}-{:02}", part + 1)] {
            let period: Period = text.parse().unwrap();
            prop_assert_eq!(period.to_string(), text);
            prop_assert_eq!(period.lag(lag).lag(-lag), period);
            prop_assert_eq!(period.lag(lag) < period, lag > 0);
            let years = period.in_years() - period.lag(lag).in_years();
            prop_assert!((years * f64::from(period.frequency().per_year()) - f64::from(lag)).abs() < 1e-6);
        }
    }

    #[test]
    fn a_year_has_four_quarters_and_twelve_months(year in 1000..9000_i32) {
        for (frequency, first, next) in [
            (Frequency::Quarter, format!("{year}Q1"), format!("{}Q1", year + 1)),
            (Frequency::Month, format!("{year}-01"), format!("{}-01", year + 1)),
        ] {
            let period: Period = first.parse().unwrap();
            prop_assert_eq!(period.frequency(), frequency);
            prop_assert_eq!(period.lag(-frequency.per_year()).to_string(), next);
        }
    }
}
