//! Chained indices: from 100 in a base period by the growth of the children.

use super::{Aggregation, Combine, History, OverPeriods, Resolve};
use crate::error::Result;
use crate::index::methods::{documented, Parameter};
use crate::json;
use crate::panel::Panel;
use crate::reason::Reason;
use innodex_panel::growth::{between, Rate};
use innodex_schema::schema;
use serde::Serialize;
use std::sync::Arc;

documented! {
    /// From 100 in the period `base`, I_t = I_(t-1) (2 + V) / (2 - V), V the mean of the children's symmetric growth
    /// since the period before (a child of which less is better counts with the opposite sign). From zero upwards.
    /// Children are indicators. A child whose growth is missing, as that from or to a negative figure is, has no say in that
    /// period. A period in which V is missing breaks the chain (`chain_broken`), and so does one that the data do not have:
    /// 2017 after 2015 is not one year's growth. With `gap` `average_rate` the chain goes on behind it by the average growth
    /// a period. It has nothing before its base. NBS, China Innovation Index. Of the children (100, 110), (100, 100): 100,
    /// 104.878049.
    pub static CHAINED: Aggregation = Aggregation {
        word: "chained",
        parameters: &[&BASE, &GAP],
        resolve: Resolve::OverPeriods(resolve),
        called: ("按对称增长率逐期连乘", "chaining by symmetric growth"),
    };
}

documented! {
    /// `chained`: the period that is 100; the panel's first unless said.
    pub static BASE: Parameter<String> = "base";
    /// `chained`: `break` unless said.
    pub static GAP: Parameter<ChainGap> = "gap";
}

/// What `chained` does where a period has no growth: one that the data do not have, or that lacks figures.
#[schema]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChainGap {
    /// The chain ends there.
    #[default]
    Break,
    /// It goes on from the last period that it has, by each child's average growth a period since then: of 100 and 121 two
    /// years later that of 10 % a year, twice.
    AverageRate,
}

json::words!(ChainGap { Break = "break", AverageRate = "average_rate" });

fn resolve(written: &Combine, panel: &Panel) -> Result<Arc<dyn OverPeriods>> {
    let base = match written.get(&BASE) {
        Some(base) => base.parse().and_then(|p| panel.find_period(p)).map_err(|e| e.member("base"))?,
        None => 0,
    };
    Ok(Arc::new(Chained { base, gap: written.get(&GAP).unwrap_or_default() }))
}

#[derive(Debug)]
struct Chained {
    /// The number of the base period.
    base: usize,
    /// What a period without growth does.
    gap: ChainGap,
}

impl OverPeriods for Chained {
    fn since(&self) -> usize {
        self.base
    }

    /// 100 in the base period, then by the symmetric growth of the children. Of a unit some of whose indicators are seen from
    /// an earlier period than others, those do not grow after theirs.
    fn combine(&self, history: &History, out: &mut [f64]) {
        let (n, periods, children) = (out.len(), history.periods(), history.children());
        let last_of = |unit: usize| (0..children).map(|c| history.seen(c, unit)).max().unwrap_or(self.base);
        let ends: Vec<usize> = (0..n).map(last_of).collect();
        // Where each unit's chain stands: its level, in which period, and its children's figures there.
        let (mut levels, mut reached) = (vec![100.0; n], vec![self.base; n]);
        let mut last = history.figures(self.base);
        for (unit, level) in levels.iter_mut().enumerate() {
            // The base is 100 only for units that are in it.
            if ends[unit] == self.base && last.iter().all(|x| x[unit].is_nan()) {
                *level = f64::NAN;
            }
        }
        for period in self.base + 1..=ends.iter().copied().max().unwrap_or(self.base) {
            let now = history.figures(period);
            for unit in (0..n).filter(|unit| ends[*unit] >= period) {
                let since = periods[period].since(periods[reached[unit]]);
                if since > 1 && self.gap == ChainGap::Break {
                    continue;
                }
                let growth = |child: usize| match history.seen(child, unit) {
                    end if end < period => 0.0,
                    _ => pace(now[child][unit], last[child][unit], since),
                };
                let level = grown(levels[unit], mean_growth(history, growth), since);
                if level.is_finite() {
                    (levels[unit], reached[unit]) = (level, period);
                    last.iter_mut().zip(&now).for_each(|(last, now)| last[unit] = now[unit]);
                }
            }
        }
        for (unit, out) in out.iter_mut().enumerate() {
            *out = if reached[unit] == ends[unit] { levels[unit] } else { f64::NAN };
        }
    }

    fn reason(&self, _: &[(f64, f64)]) -> Reason {
        Reason::ChainBroken
    }
}

/// The weighted mean of the growth of the children that have one, each as better as it grows; NaN of too few.
fn mean_growth(history: &History, growth: impl Fn(usize) -> f64) -> f64 {
    let (mut sum, mut weights, mut present) = (0.0, 0.0, 0);
    for child in 0..history.children() {
        let growth = growth(child);
        if growth.is_nan() {
            continue;
        }
        present += 1;
        sum += history.weight(child) * growth * history.direction(child);
        weights += history.weight(child);
    }
    match history.enough(present) {
        true => sum / weights,
        false => f64::NAN,
    }
}

/// Symmetric growth a period of what grew from b to x in so many; NaN where there is none.
fn pace(x: f64, b: f64, periods: i32) -> f64 {
    match between(Rate::Symmetric, x, b, f64::NAN) {
        // From zero, or to it, is as far as it goes in one period.
        Ok(growth) if periods > 1 && growth.abs() < 2.0 => {
            let factor = libm::pow(x / b, 1.0 / f64::from(periods));
            (factor - 1.0) / ((factor + 1.0) / 2.0)
        }
        Ok(growth) => growth,
        Err(_) => f64::NAN,
    }
}

/// What a level becomes by a symmetric growth in each of so many periods.
fn grown(level: f64, growth: f64, periods: i32) -> f64 {
    (0..periods).fold(level, |level, _| level * (2.0 + growth) / (2.0 - growth))
}
