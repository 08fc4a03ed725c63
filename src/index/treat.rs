//! Step 4 of the Handbook: bring outliers in, by the rule of skewness and kurtosis or by a transformation.
//!
//! An indicator at a time, before direction is applied. The figures of the step's scope (the period's units, those of all
//! periods, or those of a base period) decide what is done; so with the scope `all` an indicator is treated in one way in
//! all years, and scores that compare over time do not mix figures and logarithms. Missing stays missing, and takes no part
//! in mean, minimum or count.

use crate::index::normalise::Fault;
use crate::json;
use crate::ranking::{is_constant, slack, EQUAL};
use crate::reason::Reason;
use innodex_schema::schema;
use serde::Serialize;

/// How an indicator is treated. x is a figure; minimum, maximum, skewness and kurtosis are those of the step's scope.
/// Handbook (2008), step 4; COINr's names in brackets.
///
/// A missing figure stays missing, equal figures (to 12 digits) stay equal, and zero is a figure. All but winsorising keep the units
/// in their order; winsorising makes ties.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// As it is. Of 4, 9: 4, 9.
    None,
    /// While |skewness| >= `skewness` and kurtosis >= `kurtosis`, the largest figures (the smallest, where skewness is
    /// negative) become the next, up to `points` figures; where that is not enough it is undone, and `then` is done
    /// with the figures as they were. At a limit is over it, to 12 digits \[qTreat, winsorise\]. Of 1, 2, 3, 4, 5, 100: 1, 2, 3, 4, 5, 5.
    Winsorise,
    /// ln x; of zero and below it is missing (`not_positive`). Of 1, 10, 0: 0, 2.302585, missing.
    Log,
    /// ln(x - min + 0.01 (max - min)): any values, from ln(range / 100) to ln(1.01 range); without a range it is
    /// missing (`constant`) \[log_CT\]. Of -20, 80: 0, 4.615121.
    LogShift,
    /// The same; where skewness is negative, -ln(max - x + 0.01 (max - min)) \[log_CT_plus\]. Of 0, 90, 100: -4.615121,
    /// -2.397895, 0.
    LogShiftEitherSide,
    /// The square root, from 0 upwards; below zero it is missing (`negative`). European Innovation Scoreboard. Of 4, 9,
    /// -1: 2, 3, missing.
    Sqrt,
    /// ((x - min + 1)^`lambda` - 1) / `lambda`; ln(x - min + 1) for lambda 0. Any values: the smallest becomes 0, the
    /// others more. Box, Cox (1964) \[boxcox\]. Of 5, 8 with `lambda` 0.5: 0, 2.
    BoxCox,
}

impl Treatment {
    /// All of them.
    pub const ALL: [Treatment; 7] = [
        Treatment::None,
        Treatment::Winsorise,
        Treatment::Log,
        Treatment::LogShift,
        Treatment::LogShiftEitherSide,
        Treatment::Sqrt,
        Treatment::BoxCox,
    ];
}

json::words!(Treatment {
    None = "none",
    Winsorise = "winsorise",
    Log = "log",
    LogShift = "log_shift",
    LogShiftEitherSide = "log_shift_either_side",
    Sqrt = "sqrt",
    BoxCox = "box_cox",
});

/// Treatment and parameters; what is not said of a single indicator is as in the step.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TreatSpec {
    /// The treatment; `winsorise` unless said.
    #[serde(default)]
    pub method: Option<Treatment>,
    /// `winsorise`: below it an indicator passes; 2 unless said.
    #[serde(default)]
    pub skewness: Option<f64>,
    /// `winsorise`: below it an indicator passes; 3.5 unless said.
    #[serde(default)]
    pub kurtosis: Option<f64>,
    /// `winsorise`: how many figures may be moved; 5 unless said.
    #[serde(default)]
    pub points: Option<f64>,
    /// `winsorise`: what is done where that is not enough; `log_shift` unless said.
    #[serde(default)]
    pub then: Option<Treatment>,
    /// `box_cox`: 0 unless said.
    #[serde(default)]
    pub lambda: Option<f64>,
}

json::readable!(TreatSpec { method, skewness, kurtosis, points, then, lambda });

impl TreatSpec {
    /// These, and where they say nothing, the step's.
    pub(crate) fn or(&self, step: &TreatSpec) -> TreatSpec {
        TreatSpec {
            method: self.method.or(step.method),
            skewness: self.skewness.or(step.skewness),
            kurtosis: self.kurtosis.or(step.kurtosis),
            points: self.points.or(step.points),
            then: self.then.or(step.then),
            lambda: self.lambda.or(step.lambda),
        }
    }
}

/// A treatment with all that it needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Treat {
    method: Treatment,
    skewness: f64,
    kurtosis: f64,
    points: u32,
    then: Treatment,
    lambda: f64,
}

/// What was done with an indicator, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Treated {
    /// What was done: `none` where it passed at once.
    pub method: Treatment,
    /// Figures moved by winsorising, as far as it went; 0 where it was not tried.
    pub points: u32,
    /// Before, after winsorising (where it was tried), and after what was done instead (where that was).
    pub shape: [Option<Shape>; 3],
}

/// Skewness and kurtosis of an indicator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// Sample skewness G1; NaN where there are fewer than three figures or no spread.
    pub skewness: f64,
    /// Sample excess kurtosis G2; NaN where there are fewer than four figures or no spread.
    pub kurtosis: f64,
    /// Whether the rule has nothing against it.
    pub passes: bool,
}

/// Skewness G1 and excess kurtosis G2 of the figures present, as Excel's SKEW and KURT and COINr have them. With d = x -
/// mean: G1 = sqrt(n) sum d^3 / (sum d^2)^1.5 x sqrt(n (n - 1)) / (n - 2); G2 = (n - 1) / ((n - 2) (n - 3)) x ((n + 1)
/// (n sum d^4 / (sum d^2)^2 - 3) + 6). NaN where there are too few figures (three, four) or no spread
/// (equal to 12 digits). Joanes, Gill (1998).
///
/// ```
/// let (skewness, kurtosis) = innodex::index::treat::shape(&[1.0, 2.0, 3.0, 4.0, 10.0]);
/// assert!((skewness - 1.697056274847714).abs() < 1e-12 && (kurtosis - 3.152).abs() < 1e-12);
/// ```
pub fn shape(x: &[f64]) -> (f64, f64) {
    let present = || x.iter().copied().filter(|v| !v.is_nan());
    let n = present().count() as f64;
    let mean = present().sum::<f64>() / n;
    let (mut two, mut three, mut four) = (0.0, 0.0, 0.0);
    for d in present().map(|v| v - mean) {
        two += d * d;
        three += d * d * d;
        four += d * d * d * d;
    }
    let skewness = n.sqrt() * three / (two * two.sqrt()) * (n * (n - 1.0)).sqrt() / (n - 2.0);
    let kurtosis = (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * (n * four / (two * two) - 3.0) + 6.0);
    let spread = !is_constant(x);
    let known = |value: f64, least: f64| if spread && n >= least && value.is_finite() { value } else { f64::NAN };
    (known(skewness, 3.0), known(kurtosis, 4.0))
}

/// Whether skewness or kurtosis is at a limit or over it. They are of the size of 1, and known to 12 digits of it: of three
/// equal figures and another the skewness is exactly 2.
fn reaches(value: f64, limit: f64) -> bool {
    value >= limit - EQUAL * limit.abs().max(1.0)
}

fn ends(x: &[f64]) -> (f64, f64) {
    let present = x.iter().filter(|v| !v.is_nan());
    present.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)))
}

impl Treat {
    /// Puts method and parameters together.
    pub(crate) fn resolve(p: &TreatSpec) -> Result<Treat, Fault> {
        let limit = |name: &'static str, value: Option<f64>, default: f64| match value.unwrap_or(default) {
            v if v.is_finite() => Ok(v),
            _ => Err((name, "须为有限的数", "must be a finite number")),
        };
        let points = limit("points", p.points, 5.0)?;
        if !(0.0..=1e9).contains(&points) || points % 1.0 != 0.0 {
            return Err(("points", "须为不小于零的整数", "must be a whole number from zero upwards"));
        }
        let then = p.then.unwrap_or(Treatment::LogShift);
        if then == Treatment::Winsorise {
            return Err(("then", "须为另一种处理方法", "must be another treatment"));
        }
        Ok(Treat {
            method: p.method.unwrap_or(Treatment::Winsorise),
            skewness: limit("skewness", p.skewness, 2.0)?,
            kurtosis: limit("kurtosis", p.kurtosis, 3.5)?,
            points: points as u32,
            then,
            lambda: limit("lambda", p.lambda, 0.0)?,
        })
    }

    /// Treats `x` (one indicator, a value a unit) into `out`, as the figures of the scope decide it; of the scope `period`
    /// they are `x` itself. Returns why the whole indicator is missing, where there is nothing that it could be shifted by.
    pub fn apply(&self, x: &[f64], scope: &[f64], out: &mut [f64]) -> Option<Reason> {
        let transformation = match self.method {
            Treatment::Winsorise => self.decide(scope).0,
            method => Transformation::of(method, self.lambda, scope),
        };
        for (out, x) in out.iter_mut().zip(x) {
            *out = transformation.of_one(*x);
        }
        transformation.impossible()
    }

    /// What is done with an indicator of which these are the figures of the scope, and why.
    pub fn report(&self, scope: &[f64]) -> Treated {
        self.decide(scope).1
    }

    /// Whether a figure is treated without looking at any other.
    pub(crate) fn is_pointwise(&self) -> bool {
        matches!(self.method, Treatment::None | Treatment::Log | Treatment::Sqrt)
    }

    /// The method.
    pub fn method(&self) -> Treatment {
        self.method
    }

    fn decide(&self, x: &[f64]) -> (Transformation, Treated) {
        let before = self.shape(x);
        let mut shape = [Some(before), None, None];
        let mut points = 0;
        let method = match self.method {
            Treatment::Winsorise if before.passes => {
                return (Transformation::Same, Treated { method: Treatment::None, points, shape });
            }
            Treatment::Winsorise => {
                let (ends, moved, after) = self.winsorise(before, x.to_vec());
                points = moved;
                shape[1] = (moved > 0).then_some(after);
                if after.passes {
                    return (ends, Treated { method: Treatment::Winsorise, points, shape });
                }
                self.then
            }
            method => method,
        };
        let transformation = Transformation::of(method, self.lambda, x);
        if self.method != Treatment::None {
            let treated: Vec<f64> = x.iter().map(|x| transformation.of_one(*x)).collect();
            shape[2] = Some(self.shape(&treated));
        }
        (transformation, Treated { method, points, shape })
    }

    fn shape(&self, x: &[f64]) -> Shape {
        let (skewness, kurtosis) = shape(x);
        // Without a figure for either there is nothing against it.
        let passes = !(reaches(skewness.abs(), self.skewness) && reaches(kurtosis, self.kurtosis));
        Shape { skewness, kurtosis, passes }
    }

    /// Moves ends inwards until it passes or enough were moved: where they stand then, how many were moved, and the shape.
    fn winsorise(&self, mut now: Shape, mut x: Vec<f64>) -> (Transformation, u32, Shape) {
        let (mut low, mut high) = (0, 0);
        while !now.passes && low + high < self.points {
            let (min, max) = ends(&x);
            let upper = reaches(now.skewness, 0.0);
            let end = if upper { max } else { min };
            let noise = slack([min, max].into_iter());
            let at_end = |v: &f64| (v - end).abs() <= noise;
            let next = x.iter().filter(|v| !at_end(v) && !v.is_nan());
            let next = match upper {
                true => next.fold(f64::NEG_INFINITY, |a, v| a.max(*v)),
                false => next.fold(f64::INFINITY, |a, v| a.min(*v)),
            };
            let mut moved = 0;
            for v in x.iter_mut().filter(|v| at_end(v)) {
                *v = next;
                moved += 1;
            }
            // Those that were moved before stand at this end, and move along.
            *if upper { &mut high } else { &mut low } = moved;
            now = self.shape(&x);
        }
        let (min, max) = ends(&x);
        let ends = Transformation::Ends {
            low: if low > 0 { min } else { f64::NEG_INFINITY },
            high: if high > 0 { max } else { f64::INFINITY },
        };
        (ends, low + high, now)
    }

    /// Why a single figure that was there before is missing after it, where the whole indicator is not.
    pub(crate) fn reason_of_one(&self) -> Reason {
        match if self.method == Treatment::Winsorise { self.then } else { self.method } {
            Treatment::Sqrt => Reason::Negative,
            Treatment::None | Treatment::Winsorise => Reason::Overflow,
            _ => Reason::NotPositive,
        }
    }
}

/// What goal seek and allocation ask of a treatment that looks at one figure alone.
#[cfg(feature = "methods")]
impl Treat {
    /// Whether figures stay as they are.
    pub(crate) fn is_none(&self) -> bool {
        self.method == Treatment::None
    }

    /// A single figure, treated pointwise.
    pub(crate) fn of_one(&self, x: f64) -> f64 {
        Transformation::of(self.method, self.lambda, &[]).of_one(x)
    }

    /// The figure that becomes `y` by a treatment that is pointwise.
    pub(crate) fn back(&self, y: f64) -> f64 {
        match self.method {
            Treatment::Log => libm::exp(y),
            Treatment::Sqrt => y * y,
            _ => y,
        }
    }
}

/// What becomes of a figure, decided by the figures of the scope.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Transformation {
    Same,
    Ends {
        low: f64,
        high: f64,
    },
    Log,
    Sqrt,
    /// ln(x - min + shift).
    LogShift {
        min: f64,
        shift: f64,
    },
    /// -ln(from - x).
    LogShiftBackwards {
        from: f64,
    },
    BoxCox {
        min: f64,
        lambda: f64,
    },
}

impl Transformation {
    fn of(method: Treatment, lambda: f64, scope: &[f64]) -> Transformation {
        let (min, max) = ends(scope);
        // The logarithm of noise is no figure.
        let shift = if is_constant(scope) { f64::NAN } else { 0.01 * (max - min) };
        match method {
            Treatment::None | Treatment::Winsorise => Transformation::Same,
            Treatment::Log => Transformation::Log,
            Treatment::Sqrt => Transformation::Sqrt,
            Treatment::LogShiftEitherSide if shape(scope).0 < -EQUAL => {
                Transformation::LogShiftBackwards { from: max + shift }
            }
            Treatment::LogShift | Treatment::LogShiftEitherSide => Transformation::LogShift { min, shift },
            Treatment::BoxCox => Transformation::BoxCox { min, lambda },
        }
    }

    /// Why no figure has a result.
    fn impossible(self) -> Option<Reason> {
        match self {
            Transformation::LogShift { min: end, .. }
            | Transformation::LogShiftBackwards { from: end }
            | Transformation::BoxCox { min: end, .. }
                if end.is_infinite() =>
            {
                Some(Reason::BaseMissing)
            }
            Transformation::LogShift { shift: x, .. } | Transformation::LogShiftBackwards { from: x } if x.is_nan() => {
                Some(Reason::Constant)
            }
            _ => None,
        }
    }

    /// What has no result is missing.
    fn of_one(self, x: f64) -> f64 {
        let result = match self {
            Transformation::Same => x,
            // Not `clamp`: a missing figure stays missing, whatever the ends.
            Transformation::Ends { low, .. } if x < low => low,
            Transformation::Ends { high, .. } if x > high => high,
            Transformation::Ends { .. } => x,
            Transformation::Log => libm::log(x),
            Transformation::Sqrt => x.sqrt(),
            Transformation::LogShift { min, shift } => libm::log(x - min + shift),
            Transformation::LogShiftBackwards { from } => -libm::log(from - x),
            Transformation::BoxCox { min, lambda: 0.0 } => libm::log(x - min + 1.0),
            Transformation::BoxCox { min, lambda } => (libm::pow(x - min + 1.0, lambda) - 1.0) / lambda,
        };
        // A zero is a zero, whatever its sign.
        if result.is_finite() {
            result + 0.0
        } else {
            f64::NAN
        }
    }
}
