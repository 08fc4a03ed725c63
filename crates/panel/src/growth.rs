//! The growth rates, and those that need two values only.

use crate::reason::Reason;
use innodex_schema::schema;
use serde::Serialize;

/// A growth rate. x is the value of a unit, t the period asked for, k the lag, s the first period of a window. Periods are
/// found by date: a period that the data do not have has no figure.
///
/// Where a value that it needs is missing, or it is undefined, it is missing with a reason. Over a window the figures
/// that are there are used. A rate that is there has the sign of the change: what is relative to a base needs a base above
/// zero (`base_not_positive`), so that a loss that shrinks is no decline. Zero is a value: from 0 to 0 `difference`,
/// `theil_sen` and, where the total is above zero, `contribution` are 0; the other rates have nothing to be relative to and
/// are missing (`base_not_positive`, `zero_sum` or `base_zero`). From 0 upwards `symmetric` is 2.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rate {
    /// x_t / x_(t-k) - 1, a fraction from -1 upwards for non-negative values; the base must be above zero
    /// (`base_not_positive`). Of 80, 100: 0.25.
    Simple,
    /// ln(x_t / x_(t-k)), any value; both must be above zero (`base_not_positive`, `not_positive`). Of 80, 100:
    /// 0.223144.
    Log,
    /// (x_t - x_(t-k)) / ((x_t + x_(t-k)) / 2), as the NBS uses for its innovation index: in \[-2, 2\]. Of values from
    /// zero upwards; undefined where both are zero (`zero_sum`), where the signs differ (`sign_change`) and where neither
    /// is above zero (`base_not_positive`). Of 80, 100: 0.222222.
    Symmetric,
    /// (x_t / x_s)^(1 / years) - 1, a fraction a year from -1 upwards. Where an end is missing, the nearest period
    /// inside the window is used, and said. x_s must be above zero (`base_not_positive`), x_t not below (`negative`).
    /// Of 100, missing, 121: 0.1.
    Cagr,
    /// exp(b) - 1, b the slope of ln x on t (in years) over the window, as the World Bank does (World Development
    /// Indicators): a fraction a year, above -1. All values used must be above zero (`not_positive`), there must be two,
    /// and a value for at least half of the periods from s to t, those that the data do not have included
    /// (`half_missing`). Of 100, 110, 121: 0.1.
    LeastSquares,
    /// x_t - x_(t-k), in the indicator's own unit: for a percentage these are percentage points (个百分点). Any values. Of
    /// 80, 100: 20.
    Difference,
    /// 100 (x_t / x_b), b the base period, which is exactly 100; x_b must be above zero (`base_zero`,
    /// `base_not_positive`). Of 80, 100: 125.
    BaseIndex,
    /// 100 x slope a year / fitted value at the first period used, by linear regression over the window \[COINr's
    /// prc_change\]: any values; needs two, and a fitted value above zero (`base_zero`, `base_not_positive`), which it is
    /// not within 1e-12 of the largest value. Of 10, 12, 14: 20.
    TrendPercent,
    /// (x_t - x_(t-k)) / X_(t-k), X the total over the units that have both figures: sums to the growth of that total.
    /// X must be above zero (`base_zero`, `base_not_positive`), which it is not within 1e-12 of what it is the total of. Of
    /// the units (80, 100), (20, 20): 0.2, 0.
    Contribution,
    /// (x_t / P_t) / (x_b / P_b) - 1, simple growth of x at the prices of b: a fraction from -1 upwards; b is t - k, or
    /// the base period where one is given. P is the `deflator` of the request; where that is a series of yearly changes
    /// (上年=100), P_t / P_b is the product of those after b. x_b must be above zero, and so must P (`deflator_missing`,
    /// `deflator_not_positive`). Of 100, 121 at prices 100, 110: 0.1.
    Real,
    /// The median of the slopes a year between all pairs of points of the window, in the indicator's own unit: any
    /// values, and one outlier does not bend it. Needs two values; see `trend` of the crate innodex for its test.
    /// Theil (1950), Sen (1968). Of 10, 12, 900, 16: 2.
    TheilSen,
}

crate::json::words!(Rate {
    Simple = "simple",
    Log = "log",
    Symmetric = "symmetric",
    Cagr = "cagr",
    LeastSquares = "least_squares",
    Difference = "difference",
    BaseIndex = "base_index",
    TrendPercent = "trend_percent",
    Contribution = "contribution",
    Real = "real",
    TheilSen = "theil_sen",
});

impl Rate {
    /// Whether it looks at all figures from one period to another, and not at two alone.
    pub fn uses_window(self) -> bool {
        matches!(self, Rate::Cagr | Rate::LeastSquares | Rate::TrendPercent | Rate::TheilSen)
    }
}

/// A rate of two values, x now and b at the base.
pub fn between(rate: Rate, x: f64, b: f64, total: f64) -> std::result::Result<f64, Reason> {
    if b.is_nan() {
        return Err(Reason::BaseMissing);
    }
    let value = match rate {
        Rate::Simple if b <= 0.0 => return Err(Reason::BaseNotPositive),
        Rate::Simple => x / b - 1.0,
        Rate::Log if b <= 0.0 => return Err(Reason::BaseNotPositive),
        Rate::Log if x <= 0.0 => return Err(Reason::NotPositive),
        Rate::Log => libm::log(x / b),
        Rate::Symmetric if (x < 0.0 && b > 0.0) || (x > 0.0 && b < 0.0) => return Err(Reason::SignChange),
        Rate::Symmetric if x + b == 0.0 => return Err(Reason::ZeroSum),
        Rate::Symmetric if x + b < 0.0 => return Err(Reason::BaseNotPositive),
        Rate::Symmetric => (x - b) / ((x + b) / 2.0),
        Rate::BaseIndex if b == 0.0 => return Err(Reason::BaseZero),
        Rate::BaseIndex if b < 0.0 => return Err(Reason::BaseNotPositive),
        Rate::BaseIndex => 100.0 * (x / b),
        Rate::Contribution if total == 0.0 => return Err(Reason::BaseZero),
        Rate::Contribution if total < 0.0 => return Err(Reason::BaseNotPositive),
        Rate::Contribution => (x - b) / total,
        Rate::Difference | Rate::Cagr | Rate::LeastSquares | Rate::TrendPercent => x - b,
        // Both need more than two values; the one that calls for them has its own.
        Rate::Real | Rate::TheilSen => f64::NAN,
    };
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Reason::Overflow)
    }
}
