//! Step 3 of the Handbook, first half: leave out units of which too little is known.

use innodex_schema::schema;
use serde::Serialize;

/// What is known of a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screened {
    /// Indicators without a figure.
    pub missing: u32,
    /// Indicators that are zero.
    pub zero: u32,
    /// Share of indicators with a figure, 0 to 1.
    pub available: f64,
    /// Share of figures other than zero among those there, 0 to 1; NaN where there are none.
    pub non_zero: f64,
    /// Whether the unit stays.
    pub included: bool,
}

/// Thresholds \[Screen\]. A unit without any figure is left out whatever they are, with none of them too.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Screen {
    /// A unit of which a smaller share of the indicators has figures is left out; exactly equal stays. From 0 to 1.
    #[serde(default)]
    pub available: Option<f64>,
    /// A unit of whose figures a smaller share is other than zero is left out. From 0 to 1.
    #[serde(default)]
    pub non_zero: Option<f64>,
}

crate::json::readable!(members Screen { available, non_zero });

impl Screen {
    /// What is known of a unit with these figures, one an indicator.
    pub fn look(&self, figures: impl Iterator<Item = f64>) -> Screened {
        let (mut n, mut missing, mut zero) = (0u32, 0u32, 0u32);
        for x in figures {
            n += 1;
            missing += u32::from(x.is_nan());
            zero += u32::from(x == 0.0);
        }
        let there = n - missing;
        let available = 1.0 - f64::from(missing) / f64::from(n);
        let non_zero = if there == 0 { f64::NAN } else { 1.0 - f64::from(zero) / f64::from(there) };
        // 1e-12: a threshold written as 0.333333333333 is met by one of three.
        let below = |share: f64, threshold: Option<f64>| threshold.is_some_and(|t| share < t - 1e-12);
        let included = there > 0 && !below(available, self.available) && !below(non_zero, self.non_zero);
        Screened { missing, zero, available, non_zero, included }
    }
}
