//! Box and Cox's transformation.

use super::{each, ends, Transform, Treatment};
use crate::index::methods::{documented, Parameter};
use crate::reason::Reason;

documented! {
    /// ((x - min + 1)^`lambda` - 1) / `lambda`; ln(x - min + 1) for lambda 0. Any values: the smallest becomes 0, the
    /// others more. Box, Cox (1964) \[boxcox\]. Of 5, 8 with `lambda` 0.5: 0, 2.
    pub static BOX_COX: Treatment = Treatment {
        word: "box_cox",
        parameters: &[&LAMBDA],
        resolve: |given| Ok(Box::new(BoxCox { lambda: given.get(&LAMBDA).unwrap_or(0.0) })),
        called: ("作Box-Cox变换", "taken through Box and Cox's transformation"),
    };
}

documented! {
    /// `box_cox`: 0 unless said.
    pub static LAMBDA: Parameter<f64> = "lambda";
}

struct BoxCox {
    lambda: f64,
}

impl Transform for BoxCox {
    fn apply(&self, x: &[f64], scope: &[f64], out: &mut [f64]) -> Option<Reason> {
        let (min, lambda) = (ends(scope).0, self.lambda);
        match lambda == 0.0 {
            true => each(x, out, |x| libm::log(x - min + 1.0)),
            false => each(x, out, |x| (libm::pow(x - min + 1.0, lambda) - 1.0) / lambda),
        }
        min.is_infinite().then_some(Reason::BaseMissing)
    }
}
