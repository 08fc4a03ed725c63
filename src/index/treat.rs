//! Step 4 of the Handbook: bring outliers in, by the rule of skewness and kurtosis or by a transformation.
//!
//! An indicator at a time, before direction is applied. The figures of the step's scope (the period's units, those of all
//! periods, or those of a base period) decide what is done; so with the scope `all` an indicator is treated in one way in
//! all years, and scores that compare over time do not mix figures and logarithms. Missing stays missing, and takes no part
//! in mean, minimum or count.

mod box_cox;
mod log;
mod log_shift;
mod log_shift_either_side;
mod moments;
mod none;
mod sqrt;
mod winsorise;

pub use box_cox::{BOX_COX, LAMBDA};
pub use log::LOG;
pub use log_shift::LOG_SHIFT;
pub use log_shift_either_side::LOG_SHIFT_EITHER_SIDE;
pub use moments::{shape, Limits, Shape, KURTOSIS, SKEWNESS};
pub use none::NONE;
pub use sqrt::SQRT;
pub use winsorise::{Winsorise, POINTS, THEN, WINSORISE};

use super::methods::{row, rows, AnyParameter, Chosen, Family, Fault, Given};
use crate::json::{Json, Read};
use crate::reason::Reason;

/// All treatments; a first ranking needs them.
pub static ALL: &[&Treatment] = &[&NONE, &WINSORISE, &LOG, &LOG_SHIFT, &LOG_SHIFT_EITHER_SIDE, &SQRT, &BOX_COX];

/// Treatment and parameters of a step or of a single indicator.
pub type TreatSpec = Chosen<Treatment>;

/// How an indicator is treated: a row of the table.
pub struct Treatment {
    /// Its name in JSON.
    pub word: &'static str,
    /// Its description: formula, range, what is missing, COINr's name in brackets, and an example.
    pub docs: &'static str,
    /// What a framework may give it.
    pub parameters: &'static [&'static dyn AnyParameter],
    /// Checks the parameters, and makes what treats with them.
    pub resolve: fn(&Given) -> Result<Box<dyn Transform>, Fault>,
    /// What the method note says of an indicator that is treated so, in Chinese and English.
    pub called: (&'static str, &'static str),
}

impl Family for Treatment {
    const NAME: &'static str = "Treatment";
    const DOCS: &'static str = "How an indicator is treated. x is a figure; minimum, maximum, skewness and kurtosis are those of the step's scope.
        Handbook (2008), step 4; COINr's names in brackets.

        A missing figure stays missing, equal figures (to 12 digits) stay equal, and zero is a figure. All but winsorising keep the units
        in their order; winsorising makes ties.";
    const CHOSEN: [&'static str; 3] = [
        "TreatSpec",
        "Treatment and parameters; what is not said of a single indicator is as in the step.",
        "The treatment; `winsorise` unless said.",
    ];
    const NEEDED: bool = false;
}

rows!(Treatment, parameters);

/// What is done where winsorising is not enough is one of the crate's own treatments.
impl Read for &'static Treatment {
    fn read(json: &Json) -> crate::error::Result<Self> {
        row(json, ALL)
    }
}

/// What treats one indicator: a method with its parameters, checked. It cannot fail, only leave figures missing.
pub trait Transform: Send + Sync {
    /// Treats `x` (a value a unit) into `out`, as the figures of the scope decide it; of the scope `period` they are `x`
    /// itself. Returns why the whole indicator is missing, where there is nothing that it could be shifted by.
    fn apply(&self, x: &[f64], scope: &[f64], out: &mut [f64]) -> Option<Reason>;

    /// Itself, where it is winsorising: that alone decides what is done, and reports how.
    #[doc(hidden)]
    fn winsorising(&self) -> Option<&Winsorise> {
        None
    }

    /// Whether a figure is treated without looking at any other.
    fn is_pointwise(&self) -> bool {
        false
    }

    /// Whether figures stay as they are.
    fn is_identity(&self) -> bool {
        false
    }

    /// The figure that becomes `y`, where it is pointwise.
    fn back(&self, y: f64) -> f64 {
        y
    }

    /// Why a single figure that was there before is missing after it, where the whole indicator is not.
    fn reason_of_one(&self) -> Reason {
        Reason::NotPositive
    }
}

/// Applies `f` to what is present; what has no result is missing, and a zero has no sign.
pub fn each(x: &[f64], out: &mut [f64], f: impl Fn(f64) -> f64) {
    for (out, x) in out.iter_mut().zip(x) {
        let result = f(*x);
        *out = if result.is_finite() { result + 0.0 } else { f64::NAN };
    }
}

/// The figures of a scope, treated.
fn treated(transform: &dyn Transform, scope: &[f64]) -> Vec<f64> {
    let mut out = vec![f64::NAN; scope.len()];
    transform.apply(scope, scope, &mut out);
    out
}

fn ends(x: &[f64]) -> (f64, f64) {
    let present = x.iter().filter(|v| !v.is_nan());
    present.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)))
}

/// A treatment of one indicator with all that it needs.
pub struct Treat {
    treatment: &'static Treatment,
    transform: Box<dyn Transform>,
    limits: Limits,
}

impl std::fmt::Debug for Treat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Treat").field(self.treatment).finish()
    }
}

/// What was done with an indicator, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Treated {
    /// What was done: `none` where it passed at once.
    pub method: &'static Treatment,
    /// Figures moved by winsorising, as far as it went; 0 where it was not tried.
    pub points: u32,
    /// Before, after winsorising (where it was tried), and after what was done instead (where that was).
    pub shape: [Option<Shape>; 3],
}

impl Treat {
    /// Puts method and parameters together.
    pub(crate) fn resolve(chosen: &TreatSpec) -> Result<Treat, Fault> {
        if let Some(name) = chosen.given.infinite() {
            return Err((name, "须为有限的数", "must be a finite number"));
        }
        // Its parameters are checked whatever the method.
        let winsorise = (WINSORISE.resolve)(&chosen.given)?;
        let treatment = chosen.method.unwrap_or(&WINSORISE);
        let transform = if treatment == &WINSORISE { winsorise } else { (treatment.resolve)(&chosen.given)? };
        Ok(Treat { treatment, transform, limits: Limits::of(&chosen.given) })
    }

    /// Treats `x` (one indicator, a value a unit) into `out`, as the figures of the scope decide it; of the scope `period`
    /// they are `x` itself. Returns why the whole indicator is missing, where there is nothing that it could be shifted by.
    pub fn apply(&self, x: &[f64], scope: &[f64], out: &mut [f64]) -> Option<Reason> {
        self.transform.apply(x, scope, out)
    }

    /// What is done with an indicator of which these are the figures of the scope, and why.
    pub fn report(&self, scope: &[f64]) -> Treated {
        if let Some(winsorise) = self.transform.winsorising() {
            return winsorise.report(self.treatment, scope);
        }
        let after = || self.limits.shape(&treated(&*self.transform, scope));
        let shape = [Some(self.limits.shape(scope)), None, (!self.is_identity()).then(after)];
        Treated { method: self.treatment, points: 0, shape }
    }

    /// The method.
    pub fn method(&self) -> &'static Treatment {
        self.treatment
    }

    /// Whether a figure is treated without looking at any other.
    pub(crate) fn is_pointwise(&self) -> bool {
        self.transform.is_pointwise()
    }

    /// Whether figures stay as they are.
    pub(crate) fn is_identity(&self) -> bool {
        self.transform.is_identity()
    }

    /// A single figure, treated pointwise.
    pub(crate) fn of_one(&self, x: f64) -> f64 {
        let mut out = [f64::NAN];
        self.transform.apply(&[x], &[], &mut out);
        out[0]
    }

    /// The figure that becomes `y` by a treatment that is pointwise.
    pub(crate) fn back(&self, y: f64) -> f64 {
        self.transform.back(y)
    }

    /// Why a single figure that was there before is missing after it, where the whole indicator is not.
    pub(crate) fn reason_of_one(&self) -> Reason {
        self.transform.reason_of_one()
    }
}
