//! `fund`: money added to an input, and what is assumed to follow from it.
//!
//! Units of measure: the value v of the change is in the input's own unit of measure. The input of the unit becomes
//! x' = x + a h(v), with a the additionality and h the returns; its account moves with it. Then, for every elasticity e of
//! the input, in the order written, an indicator y of the same unit becomes y (x' / x)^e, `lag` periods after the money, and
//! the account of y moves with it. Money is of one period: later periods move by lags alone.
//!
//! Nothing here is an estimate of ours: every number is the reader's, with its source or the word "assumed".

use super::accounts::{Accounts, Ledger};
use super::apply::{Book, Row};
use super::assumptions::{Assumptions, Elasticity, Returns, StatedReturns};
use super::{Change, Op};
use crate::error::{Code, Error, Result};
use crate::panel::{IndicatorKind, Panel};
use crate::text::Text;

/// What a `fund` takes for granted, its names looked up.
#[derive(Debug, Clone)]
pub(super) struct Fund {
    additionality: f64,
    returns: Returns,
    follows: Vec<Follow>,
}

#[derive(Debug, Clone)]
struct Follow {
    /// Its place in the list that it stands in.
    at: usize,
    from: Option<usize>,
    to: usize,
    elasticity: f64,
    lag: usize,
}

/// An effect that is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unseen {
    /// The number of the change.
    pub change: usize,
    /// The number of the elasticity in its list.
    pub elasticity: usize,
    /// How many periods after the period looked at the effect falls; none where the panel ends before it.
    pub periods: Option<i32>,
}

/// The assumptions of a change, where it is a `fund`.
///
/// # Errors
/// What is wrong with them, at their JSON path; `bad_parameter` where a change that is no `fund` has some.
pub(super) fn of(
    panel: &Panel,
    all: Option<&Assumptions>,
    change: &Change,
    indicators: &[usize],
    keep: &[usize],
    place: &str,
) -> Result<Option<Fund>> {
    if let Some(own) = &change.assumptions {
        own.check().map_err(|e| e.member("assumptions").within(place))?;
        if change.op != Op::Fund {
            return Err(Error::new(
                Code::BadParameter,
                &format!("{place}.assumptions"),
                Text::new("只有 fund 才能另设假设。", "Only a fund has assumptions of its own."),
                Text::new("请写在情景的 assumptions 中，或改用 fund。", "Put them beside the changes, or use fund."),
            ));
        }
    }
    if let Some(all) = all {
        all.check().map_err(|e| e.within("$.assumptions"))?;
    }
    match change.op {
        Op::Fund => Fund::resolve(panel, change, all, indicators, keep, place).map(Some),
        _ => Ok(None),
    }
}

impl Fund {
    /// The assumptions of a change: its own where it states them, else the scenario's.
    pub fn resolve(
        panel: &Panel,
        change: &Change,
        all: Option<&Assumptions>,
        indicators: &[usize],
        keep: &[usize],
        place: &str,
    ) -> Result<Fund> {
        let own = change.assumptions.as_ref();
        let stated = |of: &Assumptions| of.elasticities.clone();
        let (elasticities, above) = match own.and_then(stated) {
            Some(own) => (own, format!("{place}.assumptions")),
            None => (all.and_then(stated).unwrap_or_default(), "$.assumptions".to_owned()),
        };
        let additionality = own.and_then(|o| o.additionality.as_ref()).or_else(|| all?.additionality.as_ref());
        let returns = own.and_then(|o| o.returns.as_ref()).or_else(|| all?.returns.as_ref());
        let follow = |(at, e): (usize, &Elasticity)| -> Result<Option<Follow>> {
            let column =
                |id: &str, name: &str| panel.indicator(id).ok_or_else(|| crate::panel::unknown_column(id).member(name));
            let from = e.from.as_deref().map(|id| column(id, "from")).transpose()?;
            let to = column(&e.to, "to")?;
            let known = &panel.indicators()[to];
            let fault = |code, zh: String, en: String, mend: (&str, &str)| {
                Err(Error::new(code, ".to", Text::new(zh, en), Text::new(mend.0, mend.1)))
            };
            if known.kind == IndicatorKind::Ratio {
                let name = known.name();
                return fault(
                    Code::RatioNotChangeable,
                    format!("“{}”是比率，不能直接改变。", name.zh),
                    format!("\"{}\" is a ratio and cannot be changed.", name.en),
                    ("请改变其分子或分母。", "Change what it is made of."),
                );
            }
            if from.is_some_and(|from| !indicators.contains(&from)) {
                return Ok(None);
            }
            if keep.contains(&to) {
                return fault(
                    Code::KeepConflict,
                    format!("“{}”既要随投入变动又要固定。", known.id),
                    format!("\"{}\" is both to follow and kept.", known.id),
                    ("请从 keep 或 elasticities 中删去它。", "Take it out of keep or of elasticities."),
                );
            }
            if e.lag == 0 && indicators.contains(&to) {
                return fault(
                    Code::BadParameter,
                    format!("“{}”同期对自身的作用应写作 additionality。", known.id),
                    format!("What \"{}\" does to itself in the same period is its additionality.", known.id),
                    ("请改写 additionality，或设 lag。", "State the additionality, or a lag."),
                );
            }
            Ok(Some(Follow { at, from, to, elasticity: e.value, lag: e.lag }))
        };
        let placed = |(at, e): (usize, &Elasticity)| {
            follow((at, e)).map_err(|e| e.item(at).member("elasticities").within(&above)).transpose()
        };
        Ok(Fund {
            additionality: additionality.map_or(1.0, |a| a.value),
            returns: returns.map_or(Returns::Linear, StatedReturns::form),
            follows: elasticities.iter().enumerate().filter_map(placed).collect::<Result<_>>()?,
        })
    }

    /// The input after `money`; NaN where it is missing, or where returns that count from it have nothing to count from.
    pub fn input(&self, x: f64, money: f64) -> f64 {
        x + self.additionality * self.returns.of(x, money)
    }

    /// Whether everything that follows rises with the money.
    pub fn rises(&self) -> bool {
        self.follows.iter().all(|f| f.elasticity >= 0.0)
    }

    /// Moves what follows from an input that went from `x` to `to` in `period`, as seen from `viewed`.
    #[allow(clippy::too_many_arguments)] // the parts of a scenario at work, borrowed one by one
    pub fn follow(
        &self,
        panel: &Panel,
        accounts: &Accounts,
        values: &mut [f64],
        book: &mut Book,
        keep: &[usize],
        input: (usize, f64, f64),
        at: (usize, usize, usize),
        viewed: usize,
    ) -> Result<()> {
        let (indicator, x, to) = input;
        let (change, unit, period) = at;
        for follow in self.follows.iter().filter(|f| f.from.is_none_or(|from| from == indicator)) {
            let when = panel.periods()[period].lag(-(follow.lag as i32));
            let then = panel.find_period(when).ok();
            if then != Some(viewed) {
                let periods = then.map(|_| when.ordinal() - panel.periods()[viewed].ordinal());
                let unseen = Unseen { change, elasticity: follow.at, periods };
                if !book.unseen.contains(&unseen) {
                    book.unseen.push(unseen);
                }
            }
            let Some(then) = then else { continue };
            let mut row = Row { panel, values, book, unit, period: then };
            let y = row.get(follow.to) * libm::pow(to / x, follow.elasticity);
            match y.is_finite() {
                true => accounts.change(&mut row, follow.to, y, keep)?,
                false => row.stuck(follow.to, indicator),
            }
        }
        Ok(())
    }
}
