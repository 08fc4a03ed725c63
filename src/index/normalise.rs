//! Step 5 of the Handbook: bring indicators to a common scale.
//!
//! Direction is applied first, by negation, except where that has no sense (goalposts, fixed ends, targets): those are
//! defined on the original value and flipped. An indicator that is the same for all units (to 12 digits) has no spread: it
//! is missing with the reason `constant`, or the middle of the scale if the framework says so. Missing stays missing.
//!
//! Figures equal to 12 digits of the scope's largest are equal: what is equal to the worst of them is at the end of the
//! scale, and not a last digit above it or below.

mod around_reference;
mod base_period;
mod borda;
mod distance_to_max;
mod distance_to_reference;
mod distance_to_target;
mod figures;
mod fraction_of_max;
mod goalposts;
mod min_max;
mod monotonicity;
mod percentile_rank;
mod rank;
mod scaled;
mod spec;
mod standard;
mod z_score;

pub use around_reference::{Centre, AROUND_REFERENCE, CENTRE};
pub use base_period::BASE_PERIOD;
pub use borda::BORDA;
pub use distance_to_max::DISTANCE_TO_MAX;
pub use distance_to_reference::{DISTANCE_TO_REFERENCE, REFERENCE};
pub use distance_to_target::{CAP, DISTANCE_TO_TARGET, TARGET};
pub use figures::{between, beyond, finite, Figures, Spread};
pub use fraction_of_max::FRACTION_OF_MAX;
pub use goalposts::{PostScale, CLAMP, GOALPOSTS, HIGH, LOW, SCALE};
pub use min_max::{LOWER, MIN_MAX, UPPER};
pub use monotonicity::{Monotonicity, Piece};
pub use percentile_rank::PERCENTILE_RANK;
pub use rank::RANK;
pub use scaled::SCALED;
pub use spec::{Constant, Parameters, Scope, Written, CONSTANT};
pub use standard::{LIMIT, STANDARD, STANDARD_VALUE};
pub use z_score::{MEAN, SD, Z_SCORE};

use super::methods::{AnyParameter, Family, Fault};
use crate::panel::Panel;
use crate::reason::Reason;

/// The normalisations that a first ranking needs.
pub static FIRST: &[&Method] = &[&MIN_MAX, &Z_SCORE, &GOALPOSTS, &RANK, &DISTANCE_TO_TARGET];

/// All normalisations.
pub static ALL: &[&Method] = &[
    &MIN_MAX,
    &Z_SCORE,
    &GOALPOSTS,
    &RANK,
    &DISTANCE_TO_TARGET,
    &SCALED,
    &PERCENTILE_RANK,
    &BORDA,
    &FRACTION_OF_MAX,
    &DISTANCE_TO_MAX,
    &DISTANCE_TO_REFERENCE,
    &BASE_PERIOD,
    &AROUND_REFERENCE,
    &STANDARD,
];

/// A method of normalisation: a row of the table.
pub struct Method {
    /// Its name in JSON.
    pub word: &'static str,
    /// Its description: formula, range, what is missing, COINr's name in brackets, and an example.
    pub docs: &'static str,
    /// What a framework may give it.
    pub parameters: &'static [&'static dyn AnyParameter],
    /// Checks the parameters, and makes what normalises with them.
    pub resolve: fn(&Written) -> Result<Box<dyn Normalise>, Fault>,
    /// What the method note calls it, in Chinese and English.
    pub called: (&'static str, &'static str),
    /// The ends of its scale unless said, where the method note states them.
    pub ends: Option<(f64, f64)>,
}

impl Family for Method {
    const NAME: &'static str = "Method";
    const DOCS: &'static str = r#"A method of normalisation. OECD/JRC Handbook (2008), step 5; COINr's names in brackets.

        z is direction x value; minimum, maximum, mean and standard deviation are taken over the figures of the scope, and
        results are in the ranges given for figures of the scope: another period's may lie beyond. A missing figure stays
        missing and takes no part in them; zeros and negative figures are figures; equal figures (to 12 digits of the
        scope's largest) get equal ranks and ends. Where all figures of the scope are equal there is no scale: the indicator
        is missing (`constant`), or in the middle of the scale with `constant: "middle"`."#;
    const CHOSEN: [&'static str; 3] = [
        "Parameters",
        "Method and parameters of a single indicator; what is not said here is as in the step.",
        "Another method.",
    ];
    const SHARED: &'static [&'static dyn AnyParameter] = &[&CONSTANT];
    const NEEDED: bool = false;
}

super::methods::rows!(Method, parameters);

/// What normalises one indicator: a method with its parameters, checked. It cannot fail, only leave figures missing.
pub trait Normalise: Send + Sync {
    /// Normalises the figures of one indicator into `out`; a missing one stays missing.
    ///
    /// Returns why there is no scale, where there is none: then every figure of `out` has to be NaN.
    fn apply(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason>;

    /// The middle of its scale, for an indicator that is the same for all units.
    fn middle(&self) -> f64;

    /// Whether its scale depends on the figures of the scope.
    fn needs_scope(&self) -> bool {
        true
    }

    /// Whether it has no scale where all figures of the scope are equal.
    fn needs_spread(&self) -> bool {
        true
    }

    /// Whether it reads of the scope no more than the unit's own figures.
    fn is_by_unit(&self) -> bool {
        false
    }

    /// Why a single figure that was there before is missing after it, where the whole indicator is not.
    fn reason_of_one(&self) -> Reason {
        Reason::Overflow
    }

    /// How the normalised figures move with one unit's figure, between two [breakpoints](Normalise::breakpoints).
    fn monotonicity(&self) -> Monotonicity {
        Monotonicity { piece: Piece::Rational, monotone: true, falls_with_others: true }
    }

    /// Appends the values of one unit's figure at which the normalised figure of some unit may turn, or change its
    /// formula. `others` are the figures of the other units, and those that the scale is made of without this one.
    fn breakpoints(&self, _others: &Figures, _found: &mut Vec<f64>) {}
}

/// A normalisation of one indicator with all that it needs.
pub struct Normalisation {
    method: Box<dyn Normalise>,
    /// 1 or -1.
    direction: f64,
    constant: Constant,
}

impl std::fmt::Debug for Normalisation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Normalisation").field("direction", &self.direction).finish_non_exhaustive()
    }
}

impl Normalisation {
    /// Puts method and parameters together.
    pub(crate) fn resolve(
        chosen: &Parameters,
        direction: f64,
        scope: &Scope,
        panel: &Panel,
    ) -> Result<Normalisation, Fault> {
        if let Some(name) = chosen.given.infinite() {
            return Err((name, "须为有限的数", "must be a finite number"));
        }
        let method = chosen.method.unwrap_or(&MIN_MAX);
        Ok(Normalisation {
            method: (method.resolve)(&Written { given: &chosen.given, scope, panel })?,
            direction,
            constant: chosen.get(&CONSTANT).unwrap_or(Constant::Missing),
        })
    }

    /// Whether it looks at other units' figures.
    pub(crate) fn needs_scope(&self) -> bool {
        self.method.needs_scope()
    }

    /// Whether it reads of the scope no more than the unit's own figures.
    pub(crate) fn is_by_unit(&self) -> bool {
        self.method.is_by_unit()
    }

    /// Normalises `x` (one indicator, a value a unit) into `out`, with the figures of the scope in `pool`.
    ///
    /// Returns why there is no scale, if there is none: then every figure of `out` is NaN.
    pub fn apply(&self, x: &[f64], pool: &[f64], out: &mut [f64]) -> Option<Reason> {
        let needs_scope = self.method.needs_scope();
        let spread = if needs_scope { Spread::of(pool) } else { Spread::NONE };
        if needs_scope && spread.n == 0 {
            // Of one period nothing is there to be normalised; of a base period there may be.
            out.fill(f64::NAN);
            return Some(Reason::BaseMissing);
        }
        let figures = Figures { x, scope: pool, spread, direction: self.direction };
        if needs_scope && self.method.needs_spread() && spread.is_constant() {
            return self.without_spread(&figures, out);
        }
        self.method.apply(&figures, out)
    }

    fn without_spread(&self, figures: &Figures, out: &mut [f64]) -> Option<Reason> {
        match self.constant {
            Constant::Middle => {
                let middle = self.method.middle();
                figures.each(out, |_| middle);
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
        self.method.reason_of_one()
    }
}
