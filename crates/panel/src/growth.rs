//! The growth rates: what each looks at, what it refuses, and its formula.

use crate::period::Period;
use crate::ranking::ascending;
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

/// What a rate looks at, and its formula.
#[derive(Clone, Copy)]
pub enum Formula {
    /// Two values: x now, b at the base, and the total of all units at the base.
    Two(fn(f64, f64, f64) -> Result<f64, Reason>),
    /// Two values at the prices of the base: x, b, and the prices at the base over those now.
    Deflated(fn(f64, f64, &mut Prices) -> Result<f64, Reason>),
    /// All values of a window.
    Window(fn(&Window) -> Result<f64, Reason>),
}

/// Prices at the base over those now, or why there are none; asked for once a rate needs them.
pub type Prices<'a> = dyn FnMut() -> Result<f64, Reason> + 'a;

/// A growth rate: a row of the table.
pub struct GrowthRate {
    /// Which.
    pub rate: Rate,
    /// What it looks at, what it refuses, and its formula.
    pub formula: Formula,
}

impl std::fmt::Debug for GrowthRate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.rate.id())
    }
}

/// The rates that a first ranking needs.
pub static FIRST: &[&GrowthRate] =
    &[&SIMPLE, &LOG, &SYMMETRIC, &CAGR, &LEAST_SQUARES, &DIFFERENCE, &BASE_INDEX, &TREND_PERCENT, &CONTRIBUTION];

/// All rates.
pub static ALL: &[&GrowthRate] = &[
    &SIMPLE,
    &LOG,
    &SYMMETRIC,
    &CAGR,
    &LEAST_SQUARES,
    &DIFFERENCE,
    &BASE_INDEX,
    &TREND_PERCENT,
    &CONTRIBUTION,
    &REAL,
    &THEIL_SEN,
];

/// `simple`
pub static SIMPLE: GrowthRate = GrowthRate {
    rate: Rate::Simple,
    formula: Formula::Two(|x, b, _| above_zero(b, Reason::BaseNotPositive).map(|b| x / b - 1.0)),
};

/// `log`
pub static LOG: GrowthRate = GrowthRate {
    rate: Rate::Log,
    formula: Formula::Two(|x, b, _| {
        let b = above_zero(b, Reason::BaseNotPositive)?;
        above_zero(x, Reason::NotPositive).map(|x| libm::log(x / b))
    }),
};

/// `symmetric`
pub static SYMMETRIC: GrowthRate = GrowthRate {
    rate: Rate::Symmetric,
    formula: Formula::Two(|x, b, _| match () {
        () if (x < 0.0 && b > 0.0) || (x > 0.0 && b < 0.0) => Err(Reason::SignChange),
        () if x + b == 0.0 => Err(Reason::ZeroSum),
        () if x + b < 0.0 => Err(Reason::BaseNotPositive),
        () => Ok((x - b) / ((x + b) / 2.0)),
    }),
};

/// `cagr`
pub static CAGR: GrowthRate = GrowthRate {
    rate: Rate::Cagr,
    formula: Formula::Window(|window| {
        let ((first, last), years) = window.ends();
        let first = above_zero(first, Reason::BaseNotPositive)?;
        match last < 0.0 {
            true => Err(Reason::Negative),
            // The power, as exp and ln: within a few units of the last digit, and 0 stays 0.
            false => Ok(libm::exp(libm::log(last / first) / years) - 1.0),
        }
    }),
};

/// `least_squares`
pub static LEAST_SQUARES: GrowthRate = GrowthRate {
    rate: Rate::LeastSquares,
    formula: Formula::Window(|window| match () {
        () if 2 * window.points.len() < window.length as usize => Err(Reason::HalfMissing),
        () if window.points.iter().any(|(_, x)| *x <= 0.0) => Err(Reason::NotPositive),
        () => Ok(libm::exp(window.line(libm::log).0) - 1.0),
    }),
};

/// `difference`
pub static DIFFERENCE: GrowthRate = GrowthRate { rate: Rate::Difference, formula: Formula::Two(|x, b, _| Ok(x - b)) };

/// `base_index`
pub static BASE_INDEX: GrowthRate =
    GrowthRate { rate: Rate::BaseIndex, formula: Formula::Two(|x, b, _| base(b).map(|b| 100.0 * (x / b))) };

/// `trend_percent`
pub static TREND_PERCENT: GrowthRate = GrowthRate {
    rate: Rate::TrendPercent,
    formula: Formula::Window(|window| {
        let (slope, fitted) = window.line(|x| x);
        let largest = window.points.iter().fold(0.0, |most: f64, (_, x)| most.max(x.abs()));
        // What is left of digits that cancel each other is no base.
        let fitted = if fitted.abs() <= 1e-12 * largest { 0.0 } else { fitted };
        base(fitted).map(|fitted| 100.0 * slope / fitted)
    }),
};

/// `contribution`
pub static CONTRIBUTION: GrowthRate = GrowthRate {
    rate: Rate::Contribution,
    formula: Formula::Two(|x, b, total| base(total).map(|total| (x - b) / total)),
};

/// `real`
pub static REAL: GrowthRate = GrowthRate {
    rate: Rate::Real,
    formula: Formula::Deflated(|x, b, prices| {
        // Where x itself has no growth, that is the reason.
        between(Rate::Simple, x, b, f64::NAN)?;
        Ok(x / b * prices()? - 1.0)
    }),
};

/// `theil_sen`
pub static THEIL_SEN: GrowthRate = GrowthRate {
    rate: Rate::TheilSen,
    formula: Formula::Window(|window| {
        let (years, x) = timed(window.periods, window.points);
        Ok(median_slope(&years, &x))
    }),
};

impl Rate {
    /// Its row.
    pub fn row(self) -> &'static GrowthRate {
        ALL.iter().find(|row| row.rate == self).unwrap_or(&&SIMPLE)
    }

    /// Whether it looks at all figures from one period to another, and not at two alone.
    pub fn uses_window(self) -> bool {
        matches!(self.row().formula, Formula::Window(_))
    }
}

fn above_zero(x: f64, reason: Reason) -> Result<f64, Reason> {
    match x <= 0.0 {
        true => Err(reason),
        false => Ok(x),
    }
}

/// What a rate is relative to: above zero.
fn base(b: f64) -> Result<f64, Reason> {
    match b {
        0.0 => Err(Reason::BaseZero),
        b if b < 0.0 => Err(Reason::BaseNotPositive),
        b => Ok(b),
    }
}

/// A rate of two values, x now and b at the base. NaN of a rate that looks at more (`overflow`).
///
/// # Errors
/// Why there is none.
pub fn between(rate: Rate, x: f64, b: f64, total: f64) -> Result<f64, Reason> {
    rate.row().between(x, b, total)
}

impl GrowthRate {
    /// The rate of two values, x now and b at the base.
    ///
    /// # Errors
    /// Why it is missing.
    pub fn between(&self, x: f64, b: f64, total: f64) -> Result<f64, Reason> {
        if b.is_nan() {
            return Err(Reason::BaseMissing);
        }
        finite(match self.formula {
            Formula::Two(formula) => formula(x, b, total)?,
            Formula::Deflated(_) | Formula::Window(_) => f64::NAN,
        })
    }

    /// A rate of two values at the prices of the base.
    ///
    /// # Errors
    /// Why there is none.
    pub fn deflated(&self, x: f64, b: f64, prices: &mut Prices) -> Result<f64, Reason> {
        finite(match self.formula {
            Formula::Deflated(formula) => formula(x, b, prices)?,
            Formula::Two(_) | Formula::Window(_) => f64::NAN,
        })
    }

    /// A rate over a window: `points` are the periods that have a figure, by number, with the figure.
    ///
    /// # Errors
    /// Why there is none.
    pub fn over(&self, window: &Window) -> Result<f64, Reason> {
        match window.points {
            [] => Err(Reason::NotPublished),
            [_] => Err(Reason::TooFewPoints),
            _ => finite(match self.formula {
                Formula::Window(formula) => formula(window)?,
                Formula::Two(_) | Formula::Deflated(_) => f64::NAN,
            }),
        }
    }
}

fn finite(value: f64) -> Result<f64, Reason> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Reason::Overflow)
    }
}

/// The figures of one unit in a window.
#[derive(Debug, Clone, Copy)]
pub struct Window<'a> {
    /// All periods of the data.
    pub periods: &'a [Period],
    /// Numbers of the periods of the window that have a figure, and the figures.
    pub points: &'a [(usize, f64)],
    /// How many periods the window is long, those included that the data do not have.
    pub length: i32,
}

impl Window<'_> {
    /// The first and the last figure, and the years between them.
    fn ends(&self) -> ((f64, f64), f64) {
        let ([(s, first), ..], [.., (t, last)]) = (self.points, self.points) else { return Default::default() };
        let per_year = f64::from(self.periods[*s].frequency().per_year());
        ((*first, *last), f64::from(self.periods[*t].since(self.periods[*s])) / per_year)
    }

    /// Least squares of y(x) on time: the slope a year, and the fitted value at the first point. Time is counted in whole
    /// periods from that point, so that no digits are lost to how many years ago year 0 was, or to twelfths of a year.
    fn line(&self, y: fn(f64) -> f64) -> (f64, f64) {
        let (n, first) = (self.points.len() as f64, self.periods[self.points[0].0]);
        let since = |p: usize| f64::from(self.periods[p].since(first));
        let mean_t = self.points.iter().map(|(p, _)| since(*p)).sum::<f64>() / n;
        let mean_y = self.points.iter().map(|(_, x)| y(*x) / n).sum::<f64>();
        let (mut ty, mut tt) = (0.0, 0.0);
        for (p, x) in self.points {
            let t = since(*p) - mean_t;
            ty += t * (y(*x) - mean_y);
            tt += t * t;
        }
        let slope = ty / tt;
        (slope * f64::from(first.frequency().per_year()), mean_y - slope * mean_t)
    }
}

/// Points as years since the first of them, and figures. Counted in whole periods: differences of years since 0 would lose
/// digits of a month.
pub fn timed(periods: &[Period], points: &[(usize, f64)]) -> (Vec<f64>, Vec<f64>) {
    let Some((s, _)) = points.first() else { return Default::default() };
    let per_year = f64::from(periods[*s].frequency().per_year());
    let since = |p: usize| f64::from(periods[p].since(periods[*s])) / per_year;
    points.iter().map(|(p, x)| (since(*p), *x)).unzip()
}

/// The median slope of all pairs of two or more points without gaps.
pub fn median_slope(t: &[f64], x: &[f64]) -> f64 {
    let mut slopes = Vec::with_capacity(x.len() * (x.len() - 1) / 2);
    for j in 0..x.len() {
        for i in 0..j {
            slopes.push((x[j] - x[i]) / (t[j] - t[i]));
        }
    }
    let order = ascending(0..slopes.len(), &|at| slopes[at]);
    let middle = slopes.len() / 2;
    match slopes.len() % 2 {
        0 => slopes[order[middle - 1]] / 2.0 + slopes[order[middle]] / 2.0,
        _ => slopes[order[middle]],
    }
}
