//! `fund`: money added to an input, and what is assumed to follow from it.
//!
//! The value v of the change is in the input's own unit of measure. The input of the unit becomes x' = x + a h(v), with a the
//! additionality and h the returns; its account moves with it. Then, for every elasticity e of the input, in the order
//! written, an indicator y of the same unit becomes y (x' / x)^e, `lag` periods after the money, and the account of y moves
//! with it. The money is given in one period: later periods change by lags alone.
//!
//! innodex estimates none of these numbers: each is the reader's, with its source or the word "assumed".

use super::accounts::Ledger;
use super::assumptions::{Assumptions, Elasticity, Returns, StatedReturns};
use super::change::{changeable, Funded, ResolvedChange};
use super::figures::{ChangedFigure, Figures, Unseen};
use super::{Op, ScenarioSpec};
use crate::error::{Code, Error, Result};
use crate::panel::{unknown_column, Panel};
use crate::text::Text;
use std::sync::Arc;

/// The assumptions of a `fund`, their names looked up.
#[derive(Debug)]
pub(super) struct Fund {
    additionality: f64,
    returns: Returns,
    follows: Vec<Follow>,
}

/// An indicator that moves along with an input.
#[derive(Debug)]
struct Follow {
    /// Its place in the list of elasticities.
    at: usize,
    /// The input; any that is funded where there is none.
    from: Option<usize>,
    to: usize,
    elasticity: f64,
    lag: usize,
}

impl Fund {
    /// The assumptions of a change, where it is a `fund`: its own where it states them, else the scenario's.
    ///
    /// # Errors
    /// What is wrong with them, at their JSON path; `bad_parameter` where a change that is no `fund` has some.
    pub fn of(
        panel: &Panel,
        spec: &ScenarioSpec,
        at: usize,
        resolved: &ResolvedChange,
    ) -> Result<Option<Arc<dyn Funded>>> {
        let (general, change) = (spec.assumptions.as_ref(), &spec.changes[at]);
        let place = format!("$.changes[{at}]");
        let own = change.assumptions.as_ref();
        if let Some(own) = own {
            own.check().map_err(|e| e.member("assumptions").within(&place))?;
            if change.op != Op::Fund {
                return Err(not_a_fund().within(&place));
            }
        }
        if let Some(general) = general {
            general.check().map_err(|e| e.within("$.assumptions"))?;
        }
        if change.op != Op::Fund {
            return Ok(None);
        }
        let additionality = own.and_then(|o| o.additionality.as_ref()).or_else(|| general?.additionality.as_ref());
        let returns = own.and_then(|o| o.returns.as_ref()).or_else(|| general?.returns.as_ref());
        let stated = |of: &Assumptions| of.elasticities.clone();
        let (elasticities, above) = match own.and_then(stated) {
            Some(own) => (own, format!("{place}.assumptions")),
            None => (general.and_then(stated).unwrap_or_default(), "$.assumptions".to_owned()),
        };
        let mut follows = Vec::new();
        for (at, elasticity) in elasticities.iter().enumerate() {
            let follow = Follow::of(panel, at, elasticity, resolved);
            follows.extend(follow.map_err(|e| e.item(at).member("elasticities").within(&above))?);
        }
        Ok(Some(Arc::new(Fund {
            additionality: additionality.map_or(1.0, |a| a.value),
            returns: returns.map_or(Returns::Linear, StatedReturns::form),
            follows,
        })))
    }
}

impl Funded for Fund {
    fn input(&self, x: f64, money: f64) -> f64 {
        x + self.additionality * self.returns.of(x, money)
    }

    fn rises(&self) -> bool {
        self.follows.iter().all(|f| f.elasticity >= 0.0)
    }

    fn follow(
        &self,
        figures: &mut Figures,
        input: ChangedFigure,
        (from, to): (f64, f64),
        keep: &[usize],
        viewed: usize,
    ) -> Result<()> {
        let (panel, accounts) = (figures.panel, figures.accounts);
        for follow in self.follows.iter().filter(|f| f.from.is_none_or(|from| from == input.indicator)) {
            let when = panel.periods()[input.period].lag(-(follow.lag as i32));
            let then = panel.find_period(when).ok();
            if then != Some(viewed) {
                let periods = then.map(|_| when.ordinal() - panel.periods()[viewed].ordinal());
                figures.log_unseen(Unseen { change: input.change, elasticity: follow.at, periods });
            }
            let Some(then) = then else { continue };
            let mut row = figures.of_unit(input.unit, then);
            let y = row.get(follow.to) * libm::pow(to / from, follow.elasticity);
            if y.is_finite() {
                accounts.change(&mut row, follow.to, y, keep)?;
            } else {
                row.stuck(follow.to, input.indicator);
            }
        }
        Ok(())
    }
}

impl Follow {
    /// An elasticity, its names looked up; none where it belongs to an input that is not funded here.
    fn of(
        panel: &Panel,
        at: usize,
        stated: &Elasticity,
        ResolvedChange { indicators, keep, .. }: &ResolvedChange,
    ) -> Result<Option<Follow>> {
        let column = |id: &str, member: &str| panel.indicator(id).ok_or_else(|| unknown_column(id).member(member));
        let from = stated.from.as_deref().map(|id| column(id, "from")).transpose()?;
        let to = column(&stated.to, "to")?;
        let known = &panel.indicators()[to];
        changeable(known).map_err(|e| e.member("to"))?;
        if from.is_some_and(|from| !indicators.contains(&from)) {
            return Ok(None);
        }
        if keep.contains(&to) {
            return Err(follows_and_kept(&known.id));
        }
        if stated.lag == 0 && indicators.contains(&to) {
            return Err(follows_itself(&known.id));
        }
        Ok(Some(Follow { at, from, to, elasticity: stated.value, lag: stated.lag }))
    }
}

fn not_a_fund() -> Error {
    Error::new(
        Code::BadParameter,
        ".assumptions",
        Text::new("只有 fund 才能另设假设。", "Only a fund has assumptions of its own."),
        Text::new("请写在情景的 assumptions 中，或改用 fund。", "Put them beside the changes, or use fund."),
    )
}

fn follows_and_kept(id: &str) -> Error {
    Error::new(
        Code::KeepConflict,
        ".to",
        Text::new(format!("“{id}”既要随投入变动又要固定。"), format!("\"{id}\" is both to follow and kept.")),
        Text::new("请从 keep 或 elasticities 中删去它。", "Take it out of keep or of elasticities."),
    )
}

fn follows_itself(id: &str) -> Error {
    Error::new(
        Code::BadParameter,
        ".to",
        Text::new(
            format!("“{id}”同期对自身的作用应写作 additionality。"),
            format!("What \"{id}\" does to itself in the same period is its additionality."),
        ),
        Text::new("请改写 additionality，或设 lag。", "State the additionality, or a lag."),
    )
}
