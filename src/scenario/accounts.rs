//! Accounts stay true: when a part moves its total moves, when a total moves its parts move (docs/formats.md).
//!
//! Without this a what-if lies: raising only a total lowers the shares of its parts.

use crate::error::{Code, Error, Result};
use crate::panel::{breakdown, by_id, Panel};
use crate::places::Places;
use crate::ranking::ascending;
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// Which indicators belong together, by number.
#[derive(Debug, Clone)]
pub(crate) struct Accounts {
    breakdowns: Vec<Breakdown>,
    /// `[indicator]`: the others that it repeats or that repeat it, and by what its change is multiplied to be theirs.
    same: Vec<Vec<(usize, f64)>>,
    /// `[indicator]`: the breakdowns that it is the total or a part of, ascending.
    of: Vec<Vec<usize>>,
}

#[derive(Debug, Clone)]
pub(crate) struct Breakdown {
    pub total: usize,
    pub complete: bool,
    /// Part, and the factor that brings it to the total's unit of measure.
    pub parts: Vec<(usize, f64)>,
}

/// Why a figure moved.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
    /// Whether the column is published below zero somewhere, as balances and growth are.
    fn goes_below_zero(&self, indicator: usize) -> bool;
    /// The error for a figure of another column that would be.
    fn negative(&self, indicator: usize) -> Error;
}

/// Rounding of what is computed, relative to the figures at hand: not an excess.
const ROUNDING: f64 = 1e-9;

impl Accounts {
    /// The accounts of a panel's indicators; an account whose total the panel does not have is left out.
    pub fn of(panel: &Panel) -> Accounts {
        let indicators = panel.indicators();
        let number = by_id(indicators);
        let mut known = Places::default();
        let mut breakdowns: Vec<Breakdown> = Vec::new();
        let mut same = vec![Vec::new(); indicators.len()];
        let mut of = vec![Vec::new(); indicators.len()];
        for (i, indicator) in indicators.iter().enumerate() {
            let part = indicator.part_of.as_ref();
            if let Some((part, total)) = part.and_then(|p| Some((p, number.get(&p.total)?))) {
                let at = known.add(&breakdown(total, &part.by), breakdowns.len());
                if at == breakdowns.len() {
                    breakdowns.push(Breakdown { total, complete: part.complete, parts: Vec::new() });
                    of[total].push(at);
                }
                breakdowns[at].parts.push((i, part.factor));
                of[i].push(at);
            }
            let other = indicator.same_as.as_ref();
            if let Some((other, j)) = other.and_then(|o| Some((o, number.get(&o.indicator)?))) {
                same[i].push((j, other.factor));
                same[j].push((i, 1.0 / other.factor));
            }
        }
        let of = of.into_iter().map(|all| ascending(all.into_iter(), &|at| at as f64)).collect();
        Accounts { breakdowns, same, of }
    }

    /// Every breakdown of a total.
    pub fn breakdowns(&self) -> &[Breakdown] {
        &self.breakdowns
    }

    /// Moves a figure to a new value and everything that belongs to it, except what is to be kept.
    ///
    /// # Errors
    /// `account_exceeded`: a figure of an account, or the unnamed rest of one, would be negative, or a part would
    /// exceed its total. `negative_figure`: a figure would be negative in a column that is nowhere below zero. The ledger is
    /// then half written: the caller forgets it.
    pub fn change(&self, ledger: &mut dyn Ledger, indicator: usize, to: f64, keep: &[usize]) -> Result<()> {
        if to == ledger.get(indicator) {
            return Ok(()); // no change: figures that do not add up to the last digit stay as published
        }
        let settled = vec![false; self.of.len()];
        let mut change = Settling { accounts: self, ledger, keep, settled, todo: Vec::new() };
        change.todo.push(Movement::Settle { indicator, to, why: Why::Asked, from: None });
        while let Some(next) = change.todo.pop() {
            change.make(next)?;
        }
        Ok(())
    }
}

/// A step of a change that is still to be made.
enum Movement {
    /// A figure gets its new value. `from` is the breakdown that the movement comes through, which is seen to already.
    Settle { indicator: usize, to: f64, why: Why, from: Option<usize> },
    /// A figure that repeats another moves in proportion.
    Repeat { moved: usize, other: usize, was: f64, to: f64, factor: f64 },
    /// The total of a breakdown moved: its parts move with it.
    Down { at: usize, was: f64, to: f64 },
    /// A part of a breakdown moved: its total moves, or its siblings make room.
    Up { at: usize, part: usize, was: f64, to: f64 },
}

/// One change on its way through the accounts.
struct Settling<'a> {
    accounts: &'a Accounts,
    ledger: &'a mut dyn Ledger,
    keep: &'a [usize],
    /// Figures that have their new value: nothing moves twice in one change.
    settled: Vec<bool>,
    /// What is still to be made, the next last: accounts may be nested as deeply as a list is long.
    todo: Vec<Movement>,
}

impl Settling<'_> {
    fn kept(&self, indicator: usize) -> bool {
        self.keep.contains(&indicator)
    }

    fn make(&mut self, movement: Movement) -> Result<()> {
        match movement {
            Movement::Settle { indicator, to, why, from } => self.settle(indicator, to, why, from),
            Movement::Repeat { moved, other, was, to, factor } => {
                self.repeat(moved, other, was, to, factor);
                Ok(())
            }
            Movement::Down { at, was, to } => self.downwards(at, was, to),
            Movement::Up { at, part, was, to } => self.upwards(at, part, was, to),
        }
    }

    /// Parts of a breakdown get their new values, one after the other, each with all that follows from it.
    fn settle_parts(&mut self, parts: impl DoubleEndedIterator<Item = (usize, f64)>, at: usize) {
        let settle = |(indicator, to)| Movement::Settle { indicator, to, why: Why::Part, from: Some(at) };
        self.todo.extend(parts.rev().map(settle));
    }

    /// Gives a figure its new value; then what repeats it, its parts, and its totals follow.
    fn settle(&mut self, indicator: usize, to: f64, why: Why, from: Option<usize>) -> Result<()> {
        let accounts = self.accounts;
        let was = self.ledger.get(indicator);
        let to = self.not_below_zero(indicator, was, to)?;
        self.ledger.set(indicator, to, why);
        self.settled[indicator] = true;
        let next = self.todo.len();
        for (other, factor) in &accounts.same[indicator] {
            self.todo.push(Movement::Repeat { moved: indicator, other: *other, was, to, factor: *factor });
        }
        for at in accounts.of[indicator].iter().copied().filter(|at| Some(*at) != from) {
            if accounts.breakdowns[at].total == indicator {
                self.todo.push(Movement::Down { at, was, to });
            }
            if accounts.breakdowns[at].has(indicator) {
                self.todo.push(Movement::Up { at, part: indicator, was, to });
            }
        }
        // The last is made first.
        self.todo[next..].reverse();
        Ok(())
    }

    /// A new value, where it may be: amounts, people and papers cannot be below zero, balances and growth can.
    fn not_below_zero(&self, indicator: usize, was: f64, to: f64) -> Result<f64> {
        if to >= 0.0 {
            return Ok(to + 0.0); // -0 is 0
        }
        let has_account = !self.accounts.of[indicator].is_empty();
        if !has_account && self.ledger.goes_below_zero(indicator) {
            return Ok(to);
        }
        // What is left of 0.3 - 0.1 - 0.2 is a rounding, not a debt.
        if -to <= ROUNDING * was.abs() {
            return Ok(0.0);
        }
        Err(match has_account {
            true => exceeded("账户中的数值将为负。", "A figure of an account would be negative."),
            false => self.ledger.negative(indicator),
        })
    }

    /// A figure that repeats another moves in proportion: published figures of one thing differ in their last digits.
    fn repeat(&mut self, moved: usize, other: usize, was: f64, to: f64, factor: f64) {
        let value = self.ledger.get(other);
        if self.kept(other) || self.settled[other] {
            return;
        }
        if value.is_nan() || was.is_nan() {
            self.ledger.stuck(other, moved);
            return;
        }
        let new = if was == 0.0 { value + to * factor } else { value * (to / was) };
        self.todo.push(Movement::Settle { indicator: other, to: new, why: Why::SameAs, from: None });
    }

    /// A total moved: its parts move with it; what the kept ones do not take is shared by the others.
    fn downwards(&mut self, at: usize, was: f64, to: f64) -> Result<()> {
        let breakdown = &self.accounts.breakdowns[at];
        let present = |s: &Self| -> Vec<(usize, f64, f64)> {
            let figures = breakdown.parts.iter().map(|(p, f)| (*p, *f, s.ledger.get(*p)));
            figures.filter(|(_, _, v)| !v.is_nan()).collect()
        };
        let parts = present(self);
        let (kept, free): (Vec<_>, Vec<_>) = parts.iter().partition(|(p, _, _)| self.kept(*p) || self.settled[*p]);
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
        self.settle_parts(free.into_iter().map(|(part, _, value)| (part, value * ratio)), at);
        Ok(())
    }

    /// A part moved: its total moves by as much, or, if that is kept, the siblings or the unnamed rest make room.
    fn upwards(&mut self, at: usize, part: usize, was: f64, to: f64) -> Result<()> {
        let breakdown = &self.accounts.breakdowns[at];
        let total = breakdown.total;
        if self.settled[total] {
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
            self.todo.push(Movement::Settle { indicator: total, to: sum + by, why: Why::Total, from: Some(at) });
            return Ok(());
        }
        let others = breakdown.parts.iter().filter(|(p, _)| *p != part);
        let figures: Vec<_> =
            others.map(|(p, f)| (*p, *f, self.ledger.get(*p))).filter(|(_, _, v)| !v.is_nan()).collect();
        if breakdown.complete {
            let free: Vec<_> = figures.iter().filter(|(p, _, _)| !self.kept(*p) && !self.settled[*p]).collect();
            let shared: f64 = free.iter().map(|(_, f, v)| v * f).sum();
            if by != 0.0 && (shared == 0.0 || shared - by < -ROUNDING * sum.abs()) {
                return Err(exceeded(
                    "其他组成部分不足以抵消该变化。",
                    "The other parts cannot make room for the change.",
                ));
            }
            let ratio = if shared == 0.0 { 1.0 } else { ((shared - by) / shared).max(0.0) };
            let siblings: Vec<_> = free.iter().map(|(sibling, _, value)| (*sibling, value * ratio)).collect();
            self.settle_parts(siblings.into_iter(), at);
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
