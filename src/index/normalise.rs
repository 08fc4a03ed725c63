//! Step 5 of the Handbook: bring indicators to a common scale.
//!
//! Direction is applied first, by negation, except where that has no sense (goalposts, fixed ends, targets): those are
//! defined on the original value and flipped. An indicator that is the same for all units (to 12 digits) has no spread: it
//! is missing with the reason `constant`, or the middle of the scale if the framework says so. Missing stays missing.
//!
//! Figures equal to 12 digits of the scope's largest are equal: what is equal to the worst of them is at the end of the
//! scale, and not a last digit above it or below.

#[cfg(feature = "methods")]
mod bends;
mod spec;

#[cfg(feature = "methods")]
pub(crate) use bends::Shape;
#[cfg(feature = "methods")]
pub use spec::Centre;
pub use spec::{Constant, Method, Parameters, PostScale, Scope};

use crate::panel::Panel;
use crate::ranking::{ascending, plus, same, slack};
use crate::reason::Reason;

/// A normalisation with all that it needs: computing it cannot fail, only leave figures missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Normalisation {
    form: Form,
    /// 1 or -1.
    direction: f64,
    constant: Constant,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    MinMax {
        lower: f64,
        upper: f64,
    },
    ZScore {
        mean: f64,
        sd: f64,
    },
    Goalposts {
        low: f64,
        high: f64,
        lower: f64,
        upper: f64,
        clamp: bool,
        ln: bool,
    },
    Rank,
    DistanceToTarget {
        target: f64,
        lower: f64,
        upper: f64,
        cap: bool,
    },
    #[cfg(feature = "methods")]
    Scaled {
        low: f64,
        high: f64,
        lower: f64,
        upper: f64,
    },
    #[cfg(feature = "methods")]
    PercentileRank,
    #[cfg(feature = "methods")]
    Borda,
    #[cfg(feature = "methods")]
    FractionOfMax,
    #[cfg(feature = "methods")]
    DistanceToReference {
        unit: usize,
    },
    #[cfg(feature = "methods")]
    BasePeriod,
    #[cfg(feature = "methods")]
    AroundReference {
        centre: Centre,
        lower: f64,
        upper: f64,
    },
}

/// Why parameters do not make a normalisation: which one, and what is wrong (zh, en).
pub(crate) type Fault = (&'static str, &'static str, &'static str);

impl Normalisation {
    /// Puts method and parameters together.
    pub(crate) fn resolve(
        p: &Parameters,
        direction: f64,
        scope: &Scope,
        panel: &Panel,
    ) -> Result<Normalisation, Fault> {
        #[cfg(not(feature = "methods"))]
        let _ = (scope, panel);
        let all = [
            ("lower", p.lower),
            ("upper", p.upper),
            ("mean", p.mean),
            ("sd", p.sd),
            ("low", p.low),
            ("high", p.high),
            ("target", p.target),
        ];
        if let Some((name, _)) = all.iter().find(|(_, v)| v.is_some_and(|v| !v.is_finite())) {
            return Err((name, "须为有限的数", "must be a finite number"));
        }
        let needed = |name: &'static str, value: Option<f64>| {
            value.ok_or((name, "是该方法必需的参数", "is needed by this method"))
        };
        let scale = |default: f64| {
            let (lower, upper) = (p.lower.unwrap_or(0.0), p.upper.unwrap_or(default));
            if lower < upper {
                Ok((lower, upper))
            } else {
                Err(("upper", "须大于 lower", "must be greater than lower"))
            }
        };
        let form = match p.method.unwrap_or(Method::MinMax) {
            Method::MinMax => {
                let (lower, upper) = scale(100.0)?;
                Form::MinMax { lower, upper }
            }
            Method::ZScore => {
                let (mean, sd) = (p.mean.unwrap_or(0.0), p.sd.unwrap_or(1.0));
                if sd <= 0.0 {
                    return Err(("sd", "须大于零", "must be greater than zero"));
                }
                Form::ZScore { mean, sd }
            }
            Method::Goalposts => {
                let (lower, upper) = scale(100.0)?;
                let (low, high) = (needed("low", p.low)?, needed("high", p.high)?);
                if low >= high {
                    return Err(("high", "须大于 low", "must be greater than low"));
                }
                let ln = p.scale == Some(PostScale::Ln);
                if ln && low <= 0.0 {
                    return Err(("low", "取对数时须大于零", "must be greater than zero for a logarithm"));
                }
                let post = |x: f64| if ln { libm::log(x) } else { x };
                Form::Goalposts { low: post(low), high: post(high), lower, upper, clamp: p.clamp.unwrap_or(true), ln }
            }
            Method::Rank => Form::Rank,
            Method::DistanceToTarget => {
                let (lower, upper) = scale(1.0)?;
                Form::DistanceToTarget { target: needed("target", p.target)?, lower, upper, cap: p.cap.unwrap_or(true) }
            }
            #[cfg(feature = "methods")]
            Method::Scaled => {
                let (lower, upper) = scale(100.0)?;
                let (low, high) = (p.low.unwrap_or(0.0), p.high.unwrap_or(100.0));
                if low >= high {
                    return Err(("high", "须大于 low", "must be greater than low"));
                }
                Form::Scaled { low, high, lower, upper }
            }
            #[cfg(feature = "methods")]
            Method::PercentileRank => Form::PercentileRank,
            #[cfg(feature = "methods")]
            Method::Borda => Form::Borda,
            #[cfg(feature = "methods")]
            Method::FractionOfMax => Form::FractionOfMax,
            #[cfg(feature = "methods")]
            Method::DistanceToMax => Form::MinMax { lower: 0.0, upper: 1.0 },
            #[cfg(feature = "methods")]
            Method::DistanceToReference => {
                let code =
                    p.reference.as_deref().ok_or(("reference", "是该方法必需的参数", "is needed by this method"))?;
                let unit = panel.unit(code).ok_or((
                    "reference",
                    "不是数据中的单位代码",
                    "is no code of a unit of the data",
                ))?;
                Form::DistanceToReference { unit }
            }
            #[cfg(feature = "methods")]
            Method::BasePeriod => match scope {
                Scope::Base(_) => Form::BasePeriod,
                _ => {
                    return Err((
                        "scope",
                        "须为基期，如 {\"base\": \"2015\"}",
                        "must be a base period, as in {\"base\": \"2015\"}",
                    ))
                }
            },
            #[cfg(feature = "methods")]
            Method::AroundReference => {
                let (lower, upper) = (p.lower.unwrap_or(70.0), p.upper.unwrap_or(130.0));
                if lower >= upper {
                    return Err(("upper", "须大于 lower", "must be greater than lower"));
                }
                Form::AroundReference { centre: p.centre.unwrap_or(Centre::Mean), lower, upper }
            }
        };
        Ok(Normalisation { form, direction, constant: p.constant.unwrap_or(Constant::Missing) })
    }

    /// Whether it looks at other units' figures.
    pub(crate) fn needs_scope(&self) -> bool {
        !matches!(self.form, Form::Goalposts { .. }) && !self.is_scaled()
    }

    #[cfg(feature = "methods")]
    fn is_scaled(&self) -> bool {
        matches!(self.form, Form::Scaled { .. })
    }

    #[cfg(not(feature = "methods"))]
    fn is_scaled(&self) -> bool {
        false
    }

    /// Normalises `x` (one indicator, a value a unit) into `out`, with the figures of the scope in `pool`.
    ///
    /// Returns why there is no scale, if there is none: then every figure of `out` is NaN.
    pub fn apply(&self, x: &[f64], pool: &[f64], out: &mut [f64]) -> Option<Reason> {
        let spread = if self.needs_scope() { Spread::of(pool) } else { Spread::NONE };
        if self.needs_scope() && spread.n == 0 {
            // Of one period nothing is there to be normalised; of a base period there may be.
            out.fill(f64::NAN);
            return Some(Reason::BaseMissing);
        }
        #[cfg(feature = "methods")]
        if self.form == Form::BasePeriod {
            // Divided first: 100 x / x may miss 100 by a last digit, 100 (x / x) is 100.
            let ratio = |(x, b): (&f64, &f64)| if self.direction > 0.0 { 100.0 * (x / b) } else { 100.0 * (b / x) };
            for (out, pair) in out.iter_mut().zip(x.iter().zip(pool)) {
                *out = finite(ratio(pair));
            }
            return None;
        }
        if self.needs_scope() && spread.is_constant() {
            return self.without_spread(x, out);
        }
        let d = self.direction;
        let worst = if d > 0.0 { spread.min } else { spread.max };
        let noise = spread.slack();
        match self.form {
            Form::MinMax { lower, upper } => {
                let range = spread.max - spread.min;
                each(x, out, |v| plus(beyond(v, worst, noise) * d / range * (upper - lower), lower));
            }
            Form::ZScore { mean, sd } => {
                let (m, s) = mean_and_sd(pool);
                each(x, out, |v| plus(beyond(v, m, noise) * d / s * sd, mean));
            }
            Form::Goalposts { low, high, lower, upper, clamp, ln } => each(x, out, |v| {
                // Zero has no logarithm; left at minus infinity it would be clamped to the lower post.
                let v = match ln {
                    true if v <= 0.0 => f64::NAN,
                    true => libm::log(v),
                    false => v,
                };
                let share = between(v, low, high, d);
                let share = if clamp { share.clamp(0.0, 1.0) } else { share };
                plus(lower, share * (upper - lower))
            }),
            Form::Rank => {
                let (below, _) = below(pool, d);
                each(x, out, |v| 1.0 + below(v));
            }
            Form::DistanceToTarget { target, lower, upper, cap } => {
                let range = (target - worst) * d;
                if range <= 0.0 || same(target, worst) {
                    out.fill(f64::NAN);
                    return Some(Reason::NoDistance);
                }
                each(x, out, |v| {
                    let share = beyond(v, worst, noise) * d / range;
                    plus(lower, if cap { share.min(1.0) } else { share } * (upper - lower))
                });
            }
            #[cfg(feature = "methods")]
            Form::Scaled { low, high, lower, upper } => {
                each(x, out, |v| plus(lower, between(v, low, high, d) * (upper - lower)));
            }
            #[cfg(feature = "methods")]
            Form::PercentileRank => {
                let (below, n) = below(pool, d);
                each(x, out, |v| below(v) / (n - 1.0));
            }
            #[cfg(feature = "methods")]
            Form::Borda => {
                let (below, _) = below(pool, d);
                each(x, out, below);
            }
            #[cfg(feature = "methods")]
            Form::FractionOfMax => {
                if spread.max <= noise {
                    out.fill(f64::NAN);
                    return Some(Reason::BaseNotPositive);
                }
                each(x, out, |v| if d > 0.0 { v } else { beyond(spread.max + spread.min, v, noise) } / spread.max);
            }
            #[cfg(feature = "methods")]
            Form::DistanceToReference { unit } => {
                // One period's figures stand in the order of the units; of several, the reference is the one shown.
                let reference = if pool.len() == x.len() { pool[unit] } else { x[unit] };
                let range = (reference - worst) * d;
                if range.is_nan() || range <= noise {
                    out.fill(f64::NAN);
                    return Some(if range.is_nan() { Reason::BaseMissing } else { Reason::NoDistance });
                }
                each(x, out, |v| beyond(v, worst, noise) * d / range);
            }
            #[cfg(feature = "methods")]
            Form::BasePeriod => {}
            #[cfg(feature = "methods")]
            Form::AroundReference { centre, lower, upper } => {
                let range = spread.max - spread.min;
                let middle = match centre {
                    Centre::Mean => mean_and_sd(pool).0,
                    Centre::Middle => (spread.min + spread.max) / 2.0,
                };
                each(x, out, |v| plus(lower, ((v - middle) * d / range + 0.5) * (upper - lower)));
            }
        }
        None
    }

    fn without_spread(&self, x: &[f64], out: &mut [f64]) -> Option<Reason> {
        let middle = match self.form {
            Form::MinMax { lower, upper }
            | Form::DistanceToTarget { lower, upper, .. }
            | Form::Goalposts { lower, upper, .. } => (lower + upper) / 2.0,
            Form::ZScore { mean, .. } => mean,
            Form::Rank => 1.0,
            #[cfg(feature = "methods")]
            Form::Scaled { lower, upper, .. } | Form::AroundReference { lower, upper, .. } => (lower + upper) / 2.0,
            #[cfg(feature = "methods")]
            Form::PercentileRank => 0.5,
            #[cfg(feature = "methods")]
            Form::Borda => 0.0,
            #[cfg(feature = "methods")]
            Form::FractionOfMax | Form::DistanceToReference { .. } => 1.0,
            #[cfg(feature = "methods")]
            Form::BasePeriod => 100.0,
        };
        match self.constant {
            Constant::Middle => {
                each(x, out, |_| middle);
                None
            }
            Constant::Missing => {
                out.fill(f64::NAN);
                Some(Reason::Constant)
            }
        }
    }

    /// Why a single figure that was there before is missing after it, where the whole indicator is not.
    pub(crate) fn reason_of_one(&self) -> Reason {
        match self.form {
            Form::Goalposts { ln: true, .. } => Reason::NotPositive,
            #[cfg(feature = "methods")]
            Form::BasePeriod => Reason::BaseMissing,
            _ => Reason::Overflow,
        }
    }
}

/// Applies `f` to what is present; a result that is infinite is missing.
fn each(x: &[f64], out: &mut [f64], f: impl Fn(f64) -> f64) {
    for (out, v) in out.iter_mut().zip(x) {
        *out = if v.is_nan() { f64::NAN } else { finite(f(*v)) };
    }
}

/// What is finite, a zero without a sign; all else is missing.
fn finite(x: f64) -> f64 {
    if x.is_finite() {
        x + 0.0
    } else {
        f64::NAN
    }
}

/// How far a figure is from another, by no more than noise being nothing.
fn beyond(v: f64, from: f64, noise: f64) -> f64 {
    let distance = v - from;
    if distance.abs() <= noise {
        0.0
    } else {
        distance
    }
}

/// The share of the way between two ends, flipped where less is better. At an end it is there, to 12 digits of the ends.
fn between(v: f64, low: f64, high: f64, d: f64) -> f64 {
    let noise = slack([low, high].into_iter());
    let share = if d > 0.0 { beyond(v, low, noise) } else { beyond(high, v, noise) };
    share / (high - low)
}

/// How many of the figures are worse than a value, and how many there are. What ties with a value is not worse: groups of
/// ties are those of [`rank`](crate::ranking::rank), each led by its best.
fn below(pool: &[f64], d: f64) -> (impl Fn(f64) -> f64, f64) {
    let slack = slack(pool.iter().copied());
    let order = ascending((0..pool.len()).filter(|u| !pool[*u].is_nan()), &|u| -pool[u] * d);
    let n = order.len();
    // Every group by its leader, the best first, with the number of figures below it.
    let mut groups: Vec<(f64, usize)> = Vec::new();
    for (at, z) in order.iter().map(|u| pool[*u] * d).enumerate() {
        match groups.last_mut() {
            Some((best, below)) if *best - z <= slack => *below = n - at - 1,
            _ => groups.push((z, n - at - 1)),
        }
    }
    let worse = move |v: f64| {
        let z = v * d;
        // A group that is led by what is not below the value, and so near that it is the value's own.
        let mut at = groups.partition_point(|(best, _)| *best >= z);
        if at > 0 && groups[at - 1].0 - z > slack || at == 0 {
            // A figure of another scope, between two groups: those just below it tie with it.
            at += groups[at..].iter().take_while(|(best, _)| z - best <= slack).count();
        }
        at.checked_sub(1).map_or(n, |at| groups[at].1) as f64
    };
    (worse, n as f64)
}

struct Spread {
    min: f64,
    max: f64,
    n: usize,
}

impl Spread {
    const NONE: Spread = Spread { min: f64::INFINITY, max: f64::NEG_INFINITY, n: 0 };

    fn of(pool: &[f64]) -> Spread {
        pool.iter().filter(|v| !v.is_nan()).fold(Spread::NONE, |s, v| Spread {
            min: s.min.min(*v),
            max: s.max.max(*v),
            n: s.n + 1,
        })
    }

    /// Equal to 12 digits: ratios of proportional columns differ in the last digits, and that noise is no spread.
    fn is_constant(&self) -> bool {
        same(self.min, self.max)
    }

    /// What figures may differ by and still be equal.
    fn slack(&self) -> f64 {
        slack([self.min, self.max].into_iter())
    }
}

fn mean_and_sd(pool: &[f64]) -> (f64, f64) {
    let present = || pool.iter().copied().filter(|v| !v.is_nan());
    let n = present().count() as f64;
    let mean = present().sum::<f64>() / n;
    let squares: f64 = present().map(|v| (v - mean) * (v - mean)).sum();
    (mean, (squares / (n - 1.0)).sqrt())
}
