//! Points by rule, resolved: bonuses, deductions and vetoes beside the score of the index.
//!
//! They act where groups have been combined, on the score of the index alone: dimensions keep theirs, and the score without
//! points stays beside the one with them. Scenarios, draws and every other score of the index have them from here.

use super::class::Classes;
use super::{Columns, Evaluation};
use crate::error::{Code, Error, Result};
use crate::index::framework::points::{PointRule, PointsSpec};
use crate::index::{ResolvedModel, Source};
use crate::json::{Json, Read};
use crate::panel::Panel;
use crate::reason::Reason;
use crate::text::Text;
use std::fmt::Debug;

/// A figure, or why it is missing.
type Found = std::result::Result<f64, Reason>;

/// What finds weights in the figures, and what is done to scores once everything is combined.
pub(crate) trait FindWeights: Debug + Send + Sync {
    /// Finds the weights of a group's children, before they are combined.
    fn of_children(&self, evaluation: &mut Evaluation, model: &ResolvedModel, at: usize);

    /// Finds weights in the whole index, all at once, after everything is combined.
    fn of_index(&self, evaluation: &mut Evaluation, model: &ResolvedModel, columns: Columns);

    /// The classes that have weights of their own.
    fn classes(&self) -> Option<&Classes> {
        None
    }

    /// The points that the index has by rule.
    fn points(&self) -> Option<&Points> {
        None
    }
}

/// The rules of a framework, and what found weights before.
#[derive(Debug)]
pub(crate) struct Points {
    pub(in crate::index) weigh: Option<Box<dyn FindWeights>>,
    pub rules: Vec<Rule>,
    pub bonus_cap: f64,
    pub deduction_cap: f64,
}

/// A rule, resolved.
#[derive(Debug)]
pub(crate) struct Rule {
    pub spec: PointRule,
    source: Source,
    leaf: Option<usize>,
    condition: Condition,
    pub effect: Effect,
}

#[derive(Debug, Clone, Copy)]
enum Condition {
    AtLeast(f64),
    AtMost(f64),
    GrowthAtLeast(f64),
    GrowthAtMost(f64),
}

/// What a rule does where it holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Effect {
    Bonus(f64),
    Deduction(f64),
    Veto,
}

/// A rule of a unit: the figure that it looks at, and whether it holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Outcome {
    /// The figure, or its growth; NaN where missing.
    pub figure: f64,
    /// Why it is missing.
    pub reason: Option<Reason>,
    pub holds: bool,
}

/// What all rules come to for a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sum {
    pub bonus: f64,
    pub deduction: f64,
    pub vetoed: bool,
}

impl Sum {
    /// What is added to the score: NaN where the unit is not ranked.
    pub fn added(self) -> f64 {
        if self.vetoed {
            f64::NAN
        } else {
            self.bonus - self.deduction
        }
    }
}

/// Resolves what a framework says of points; a model without them stays as it is.
pub(in crate::index) fn add(model: &mut ResolvedModel) -> Result<()> {
    let Some(written) = &model.framework.points else { return Ok(()) };
    // A model that was resolved anew for its reference units has them.
    if model.points().is_some() {
        return Ok(());
    }
    let spec = PointsSpec::read(&Json::Object(written.0.clone()));
    let resolved = spec.and_then(|spec| Points::resolve(&spec, model)).map_err(|e| e.within("$.points"))?;
    let weigh = model.weigh.take();
    model.weigh = Some(Box::new(Points { weigh, ..resolved }));
    Ok(())
}

impl Points {
    fn resolve(spec: &PointsSpec, model: &ResolvedModel) -> Result<Points> {
        if spec.rules.is_empty() {
            return Err(wrong("rules", "没有规则。", "There is no rule."));
        }
        let cap = |cap: Option<f64>, name: &str| match cap.unwrap_or(f64::INFINITY) {
            cap if cap >= 0.0 => Ok(cap),
            _ => Err(wrong(name, "封顶值须不小于零。", "A cap is a number from zero upwards.")),
        };
        let rule = |(at, rule): (usize, &PointRule)| {
            Rule::resolve(rule, model).map_err(|error: Error| error.item(at).member("rules"))
        };
        Ok(Points {
            weigh: None,
            rules: spec.rules.iter().enumerate().map(rule).collect::<Result<_>>()?,
            bonus_cap: cap(spec.bonus_cap, "bonus_cap")?,
            deduction_cap: cap(spec.deduction_cap, "deduction_cap")?,
        })
    }

    /// What all rules come to for a unit.
    pub fn sum(&self, panel: &Panel, columns: Columns, period: usize, unit: usize) -> Sum {
        let mut sum = Sum { bonus: 0.0, deduction: 0.0, vetoed: false };
        for rule in self.rules.iter().filter(|rule| rule.outcome(panel, columns, period, unit).holds) {
            match rule.effect {
                Effect::Bonus(points) => sum.bonus += points,
                Effect::Deduction(points) => sum.deduction += points,
                Effect::Veto => sum.vetoed = true,
            }
        }
        Sum { bonus: sum.bonus.min(self.bonus_cap), deduction: sum.deduction.min(self.deduction_cap), ..sum }
    }
}

impl Rule {
    fn resolve(spec: &PointRule, model: &ResolvedModel) -> Result<Rule> {
        let leaf = model.leaves.iter().position(|leaf| leaf.id == spec.indicator);
        let column = || model.panel.indicator(&spec.indicator).map(Source::Column);
        let source = leaf.map(|leaf| model.leaves[leaf].source).or_else(column);
        let source = source.ok_or_else(|| unknown(&spec.indicator).member("indicator"))?;
        Ok(Rule { spec: spec.clone(), source, leaf, condition: condition(spec)?, effect: effect(spec)? })
    }

    /// Whether it looks at growth.
    pub fn is_growth(&self) -> bool {
        matches!(self.condition, Condition::GrowthAtLeast(_) | Condition::GrowthAtMost(_))
    }

    /// Whether it holds for a unit in a period.
    pub fn outcome(&self, panel: &Panel, columns: Columns, period: usize, unit: usize) -> Outcome {
        let (columns, period) = columns.of_unit(self.leaf, unit, period);
        let found = match self.is_growth() {
            true => self.growth(panel, columns, period, unit),
            false => self.figure(panel, columns, period, unit),
        };
        let (figure, reason) = match found {
            Ok(figure) => (figure, None),
            Err(reason) => (f64::NAN, Some(reason)),
        };
        let holds = match self.condition {
            Condition::AtLeast(bound) | Condition::GrowthAtLeast(bound) => figure >= bound,
            Condition::AtMost(bound) | Condition::GrowthAtMost(bound) => figure <= bound,
        };
        Outcome { figure, reason, holds }
    }

    fn figure(&self, panel: &Panel, columns: Columns, period: usize, unit: usize) -> Found {
        let given = |column: usize| match columns.column(column, period)[unit] {
            x if x.is_nan() => Err(panel.reason(column, period, unit)),
            x => Ok(x),
        };
        match self.source {
            Source::Column(column) => given(column),
            Source::Ratio { numerator, denominator, scale } => {
                let (above, below) = (given(numerator)?, given(denominator)?);
                match above * scale / below {
                    ratio if ratio.is_finite() => Ok(ratio),
                    _ if below == 0.0 => Err(Reason::ZeroDenominator),
                    _ => Err(Reason::Overflow),
                }
            }
        }
    }

    /// The growth since a year before.
    fn growth(&self, panel: &Panel, columns: Columns, period: usize, unit: usize) -> Found {
        let now = self.figure(panel, columns, period, unit)?;
        let before = panel.periods()[period].lag(panel.frequency().per_year());
        let before = panel.find_period(before).map_err(|_| Reason::BaseMissing)?;
        match self.figure(panel, columns, before, unit).map_err(|_| Reason::BaseMissing)? {
            base if base > 0.0 => Ok(now / base - 1.0),
            0.0 => Err(Reason::BaseZero),
            _ => Err(Reason::BaseNotPositive),
        }
    }
}

fn condition(spec: &PointRule) -> Result<Condition> {
    let given = [
        ("at_least", spec.at_least.map(Condition::AtLeast), spec.at_least),
        ("at_most", spec.at_most.map(Condition::AtMost), spec.at_most),
        ("growth_at_least", spec.growth_at_least.map(Condition::GrowthAtLeast), spec.growth_at_least),
        ("growth_at_most", spec.growth_at_most.map(Condition::GrowthAtMost), spec.growth_at_most),
    ];
    let mut given = given.into_iter().filter_map(|(name, condition, bound)| Some((name, condition?, bound?)));
    match (given.next(), given.next()) {
        (Some((name, _, bound)), None) if !bound.is_finite() => {
            Err(wrong(name, "须为有限的数。", "It must be a finite number."))
        }
        (Some((_, condition, _)), None) => Ok(condition),
        (_, Some((name, ..))) => Err(wrong(name, "一条规则只能有一个条件。", "A rule has one condition.")),
        (None, None) => Err(wrong(
            "indicator",
            "缺少条件：at_least、at_most、growth_at_least 或 growth_at_most。",
            "A condition is missing: at_least, at_most, growth_at_least or growth_at_most.",
        )),
    }
}

fn effect(spec: &PointRule) -> Result<Effect> {
    let given = [
        ("bonus", spec.bonus.map(Effect::Bonus)),
        ("deduction", spec.deduction.map(Effect::Deduction)),
        ("veto", spec.veto.then_some(Effect::Veto)),
    ];
    let mut given = given.into_iter().filter_map(|(name, effect)| Some((name, effect?)));
    match (given.next(), given.next()) {
        (Some((name, Effect::Bonus(points) | Effect::Deduction(points))), None)
            if !(points > 0.0 && points.is_finite()) =>
        {
            Err(wrong(
                name,
                "分值须为大于零的有限数：加分写 bonus，扣分写 deduction。",
                "Points are a finite number above zero: write bonus to add them, deduction to take them off.",
            ))
        }
        (Some((_, effect)), None) => Ok(effect),
        (_, Some((name, _))) => Err(wrong(name, "一条规则只能有一种效果。", "A rule has one effect.")),
        (None, None) => Err(wrong(
            "indicator",
            "缺少效果：bonus、deduction 或 veto。",
            "An effect is missing: bonus, deduction or veto.",
        )),
    }
}

fn unknown(id: &str) -> Error {
    Error::new(
        Code::UnknownIndicator,
        "",
        Text::new(format!("没有指标“{id}”。"), format!("There is no indicator \"{id}\".")),
        Text::new("请使用数据列名或指标体系中的 id。", "Use a column of the data or an id of the framework."),
    )
}

fn wrong(member: &str, zh: &str, en: &str) -> Error {
    let hint = Text::new("请修改该规则。", "Correct this rule.");
    Error::new(Code::BadParameter, "", Text::new(zh, en), hint).member(member)
}
