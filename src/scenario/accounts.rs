//! Accounts stay true: when a part moves its total moves, when a total moves its parts move (FORMATS, Accounts).
//!
//! Without this a what-if lies: raising only a total lowers the shares of its parts.

use crate::error::{Code, Error, Result};
use crate::panel::Panel;
use crate::text::Text;
use serde::Serialize;

/// Which indicators belong together, by number.
#[derive(Debug, Clone)]
pub(crate) struct Accounts {
    breakdowns: Vec<Breakdown>,
    /// This, the other, and the factor: this x factor = the other.
    same: Vec<(usize, usize, f64)>,
}

#[derive(Debug, Clone)]
pub(crate) struct Breakdown {
    pub total: usize,
    pub complete: bool,
    /// Part, and the factor that brings it to the total's unit of measure.
    pub parts: Vec<(usize, f64)>,
}

/// Why a figure moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The change names it.
    Asked,
    /// Its total moved, or a sibling made room.
    Part,
    /// A part of it moved.
    Total,
    /// It repeats a figure that moved.
    SameAs,
}

crate::json::words!(Why { Asked = "asked", Part = "part", Total = "total", SameAs = "same_as" });

/// What a change did to the figures of one unit and period.
pub(crate) trait Ledger {
    /// The figure as it is now; NaN where missing.
    fn get(&self, indicator: usize) -> f64;
    /// Moves a figure.
    fn set(&mut self, indicator: usize, value: f64, why: Why);
    /// Says that a figure could not move along, being zero or missing.
    fn stuck(&mut self, indicator: usize, because_of: usize);
}

/// Rounding of what is computed, relative to the figures at hand: not an excess.
const ROUNDING: f64 = 1e-9;

impl Accounts {
    /// The accounts of a panel's indicators; an account whose total the panel does not have is left out.
    pub fn of(panel: &Panel) -> Accounts {
        let mut breakdowns: Vec<Breakdown> = Vec::new();
        let mut names: Vec<&str> = Vec::new();
        let mut same = Vec::new();
        for (i, indicator) in panel.indicators().iter().enumerate() {
            let part = indicator.part_of.as_ref();
            if let Some((part, total)) = part.and_then(|p| Some((p, panel.indicator(&p.total)?))) {
                let known = breakdowns.iter().zip(&names).position(|(b, by)| b.total == total && *by == part.by);
                let at = known.unwrap_or_else(|| {
                    names.push(&part.by);
                    breakdowns.push(Breakdown { total, complete: part.complete, parts: Vec::new() });
                    breakdowns.len() - 1
                });
                breakdowns[at].parts.push((i, part.factor));
            }
            if let Some(other) = &indicator.same_as {
                same.extend(panel.indicator(&other.indicator).map(|j| (i, j, other.factor)));
            }
        }
        Accounts { breakdowns, same }
    }

    /// Every breakdown of a total.
    #[cfg(feature = "reader")]
    pub fn breakdowns(&self) -> &[Breakdown] {
        &self.breakdowns
    }

    /// Moves a figure to a new value and everything that belongs to it, except what is to be kept.
    ///
    /// # Errors
    /// `account_exceeded`: a figure of an account, or the unnamed rest of one, would be negative, or a part would
    /// exceed its total. The ledger is then half written: the caller forgets it.
    pub fn change(&self, ledger: &mut dyn Ledger, indicator: usize, to: f64, keep: &[usize]) -> Result<()> {
        if to == ledger.get(indicator) {
            return Ok(()); // no change: figures that do not add up to the last digit stay as published
        }
        let mut change = Settling { accounts: self, ledger, keep, settled: Vec::new() };
        change.settle(indicator, to, Why::Asked, None)
    }
}

/// One change on its way through the accounts.
struct Settling<'a> {
    accounts: &'a Accounts,
    ledger: &'a mut dyn Ledger,
    keep: &'a [usize],
    /// Figures that have their new value: nothing moves twice in one change.
    settled: Vec<usize>,
}

impl Settling<'_> {
    fn kept(&self, indicator: usize) -> bool {
        self.keep.contains(&indicator)
    }

    /// Gives a figure its new value; then what repeats it, its parts, and its totals follow. `from` is the breakdown
    /// that the movement comes through, which is seen to already.
    fn settle(&mut self, indicator: usize, to: f64, why: Why, from: Option<usize>) -> Result<()> {
        let accounts = self.accounts;
        let was = self.ledger.get(indicator);
        let has_account = accounts.breakdowns.iter().any(|b| b.total == indicator || b.has(indicator));
        // What is left of 0.3 - 0.1 - 0.2 is a rounding, not a debt.
        let to = if has_account && to < 0.0 && -to <= ROUNDING * was.abs() { 0.0 } else { to };
        if to < 0.0 && has_account {
            return Err(exceeded("账户中的数值将为负。", "A figure of an account would be negative."));
        }
        self.ledger.set(indicator, to, why);
        self.settled.push(indicator);
        for (this, other, factor) in &accounts.same {
            if *this == indicator {
                self.repeat(indicator, *other, was, to, *factor)?;
            } else if *other == indicator {
                self.repeat(indicator, *this, was, to, 1.0 / factor)?;
            }
        }
        for (at, breakdown) in accounts.breakdowns.iter().enumerate() {
            if Some(at) == from {
                continue;
            }
            if breakdown.total == indicator {
                self.downwards(at, was, to)?;
            }
            if breakdown.has(indicator) {
                self.upwards(at, indicator, was, to)?;
            }
        }
        Ok(())
    }

    /// A figure that repeats another moves in proportion: published figures of one thing differ in their last digits.
    fn repeat(&mut self, moved: usize, other: usize, was: f64, to: f64, factor: f64) -> Result<()> {
        let value = self.ledger.get(other);
        if self.kept(other) || self.settled.contains(&other) {
            return Ok(());
        }
        if value.is_nan() || was.is_nan() {
            self.ledger.stuck(other, moved);
            return Ok(());
        }
        let new = if was == 0.0 { value + to * factor } else { value * (to / was) };
        self.settle(other, new, Why::SameAs, None)
    }

    /// A total moved: its parts move with it; what the kept ones do not take is shared by the others.
    fn downwards(&mut self, at: usize, was: f64, to: f64) -> Result<()> {
        let breakdown = &self.accounts.breakdowns[at];
        let present = |s: &Self| -> Vec<(usize, f64, f64)> {
            let figures = breakdown.parts.iter().map(|(p, f)| (*p, *f, s.ledger.get(*p)));
            figures.filter(|(_, _, v)| !v.is_nan()).collect()
        };
        let parts = present(self);
        let (kept, free): (Vec<_>, Vec<_>) =
            parts.iter().partition(|(p, _, _)| self.kept(*p) || self.settled.contains(p));
        let taken: f64 = kept.iter().map(|(_, f, v)| v * f).sum();
        let largest = to.abs().max(taken.abs());
        if taken > to + ROUNDING * largest {
            return Err(exceeded("固定的组成部分将超过总量。", "A part that is kept would exceed its total."));
        }
        if was.is_nan() || was == 0.0 {
            for (part, factor, value) in free {
                if value * factor > to + ROUNDING * largest {
                    return Err(exceeded("组成部分将超过总量。", "A part would exceed its total."));
                }
                self.ledger.stuck(part, breakdown.total);
            }
            return Ok(());
        }
        let room = was - taken;
        let ratio = if taken == 0.0 { to / was } else { (to - taken) / room };
        let held = taken > 0.0 && free.iter().all(|(_, _, v)| *v == 0.0);
        if !ratio.is_finite() || ratio < 0.0 || held {
            // Only kept parts are there; an unnamed rest takes the difference, a complete breakdown has none.
            return if breakdown.complete && (to - was).abs() > ROUNDING * largest {
                Err(exceeded("没有可变动的组成部分。", "There is no part left that could move."))
            } else {
                Ok(())
            };
        }
        for (part, _, value) in free {
            self.settle(part, value * ratio, Why::Part, Some(at))?;
        }
        Ok(())
    }

    /// A part moved: its total moves by as much, or, if that is kept, the siblings or the unnamed rest make room.
    fn upwards(&mut self, at: usize, part: usize, was: f64, to: f64) -> Result<()> {
        let breakdown = &self.accounts.breakdowns[at];
        let total = breakdown.total;
        if self.settled.contains(&total) {
            return Ok(());
        }
        let factor = breakdown.parts.iter().find(|(p, _)| *p == part).map_or(1.0, |(_, f)| *f);
        let (by, sum) = ((to - was) * factor, self.ledger.get(total));
        if by.is_nan() || sum.is_nan() {
            // By how much the part moved is not known, so the total stays; the parts must still fit into it.
            self.ledger.stuck(total, part);
            let parts = breakdown.parts.iter().map(|(p, f)| self.ledger.get(*p) * f);
            let named: f64 = parts.filter(|v| !v.is_nan()).sum();
            if named > sum + ROUNDING * sum.abs() {
                return Err(exceeded("组成部分之和将超过总量。", "The parts would exceed their total."));
            }
            return Ok(());
        }
        if !self.kept(total) {
            return self.settle(total, sum + by, Why::Total, Some(at));
        }
        let others = breakdown.parts.iter().filter(|(p, _)| *p != part);
        let figures: Vec<_> =
            others.map(|(p, f)| (*p, *f, self.ledger.get(*p))).filter(|(_, _, v)| !v.is_nan()).collect();
        if breakdown.complete {
            let free: Vec<_> = figures.iter().filter(|(p, _, _)| !self.kept(*p) && !self.settled.contains(p)).collect();
            let shared: f64 = free.iter().map(|(_, f, v)| v * f).sum();
            if by != 0.0 && (shared == 0.0 || shared - by < -ROUNDING * sum.abs()) {
                return Err(exceeded(
                    "其他组成部分不足以抵消该变化。",
                    "The other parts cannot make room for the change.",
                ));
            }
            for (sibling, _, value) in free {
                let ratio = ((shared - by) / shared).max(0.0);
                self.settle(*sibling, value * if shared == 0.0 { 1.0 } else { ratio }, Why::Part, Some(at))?;
            }
        } else {
            let named: f64 = to * factor + figures.iter().map(|(_, f, v)| v * f).sum::<f64>();
            if by > 0.0 && named > sum + ROUNDING * sum.abs() {
                return Err(exceeded("组成部分之和将超过总量。", "The parts would exceed their total."));
            }
        }
        Ok(())
    }
}

impl Breakdown {
    fn has(&self, indicator: usize) -> bool {
        self.parts.iter().any(|(p, _)| *p == indicator)
    }
}

fn exceeded(zh: &str, en: &str) -> Error {
    Error::new(
        Code::AccountExceeded,
        "",
        Text::new(zh, en),
        Text::new("请减小变化幅度，或不固定（keep）该指标。", "Change less, or do not keep that indicator."),
    )
}
