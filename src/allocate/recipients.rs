//! The recipients of money, looked up in the panel: every unit that is named, or every programme.

use super::{bad, Amounts, Budget, Programme};
use crate::error::{Code, Error, Problem, Result};
use crate::index::Model;
use crate::panel::unknown_column;
use crate::scenario::{Assumptions, Change, OneOrMany, Op, ScenarioSpec};
use crate::text::Text;

/// A unit or a programme that may have money.
#[derive(Debug, Clone)]
pub(super) struct Recipient {
    pub id: String,
    pub name: Text,
    pub units: Vec<usize>,
    pub floor: f64,
    pub cap: f64,
    pub factor: f64,
    /// The changes that are its money, and the share of each.
    pub changes: Vec<(usize, f64)>,
}

/// The unit of measure of money.
pub(super) fn money_measure(model: &Model, budget: &Budget) -> String {
    let first = budget.programmes.as_ref().and_then(|p| p.first()).map(|p| &p.indicator).or(budget.indicator.as_ref());
    let known = first.and_then(|id| model.panel().indicator(id)).map(|i| &model.panel().indicators()[i]);
    known.map_or_else(String::new, |i| i.unit.clone())
}

/// Puts an error of a change where the budget says it.
pub(super) fn at_the_budget(error: Error, programmes: bool) -> Error {
    let mut problem = Problem::clone(&error);
    if let Some(rest) = problem.place.strip_prefix("$.changes[") {
        let member = rest.split_once(']').map_or("", |(_, member)| member);
        problem.place = if programmes {
            format!("$.programmes[]{member}")
        } else {
            format!("$.{}", member.trim_start_matches('.'))
        };
    }
    problem.into()
}

/// Who may have money, and the scenario of all of it.
pub(super) fn recipients(model: &Model, budget: &Budget, at: usize) -> Result<(Vec<Recipient>, ScenarioSpec)> {
    let panel = model.panel();
    let paid = match &budget.paid {
        Some(text) => text.parse().and_then(|p| panel.find_period(p)).map_err(|e| e.within("$.paid"))?,
        None => at,
    };
    let programmes = programmes(model, budget)?;
    let mut found = Found { model, budget, paid, money: None, recipients: Vec::new(), changes: Vec::new() };
    for (nth, programme) in programmes.iter().enumerate() {
        let place = if found.of_units() { "$".to_owned() } else { format!("$.programmes[{nth}]") };
        found.add(programme, &place)?;
    }
    let Found { recipients, changes, .. } = found;
    if recipients.is_empty() {
        return Err(bad("$", "没有资金接受方。", "No recipients given."));
    }
    let floors: f64 = recipients.iter().map(|r| r.floor).sum();
    if floors > budget.budget * (1.0 + 1e-12) {
        return Err(bad("$.budget", "各下限之和超过预算。", "The floors sum to more than the budget."));
    }
    let spec = ScenarioSpec { name: budget.name.clone(), changes, assumptions: budget.assumptions.clone() };
    Ok((recipients, spec))
}

/// The programmes of a budget; where it names units, each is a programme.
fn programmes(model: &Model, budget: &Budget) -> Result<Vec<Programme>> {
    match (&budget.programmes, &budget.units, &budget.indicator) {
        (Some(_), None, None) if budget.floor.is_some() || budget.cap.is_some() => Err(bad(
            "$.programmes",
            "各计划的下限、上限须写在计划之内。",
            "Put the floor and cap of a programme into the programme.",
        )),
        (Some(programmes), None, None) => Ok(programmes.clone()),
        (None, Some(units), Some(indicator)) => of_units(model, budget, units, indicator),
        (Some(_), ..) => Err(bad(
            "$.programmes",
            "programmes 与 units、indicator 不能并用。",
            "Programmes exclude units and indicator.",
        )),
        (None, None, _) => Err(bad("$", "缺少 units 或 programmes。", "It needs units or programmes.")),
        (None, Some(_), None) => Err(bad("$", "缺少 indicator。", "It needs an indicator.")),
    }
}

/// The recipients found so far.
struct Found<'a> {
    model: &'a Model,
    budget: &'a Budget,
    /// The number of the period in which the money is given.
    paid: usize,
    /// The unit of measure of money: that of the first input.
    money: Option<String>,
    recipients: Vec<Recipient>,
    changes: Vec<Change>,
}

impl Found<'_> {
    /// Whether every recipient is a unit.
    fn of_units(&self) -> bool {
        self.budget.programmes.is_none()
    }

    /// Adds a programme, written at a place.
    fn add(&mut self, programme: &Programme, place: &str) -> Result<()> {
        let panel = self.model.panel();
        let column = panel
            .indicator(&programme.indicator)
            .ok_or_else(|| unknown_column(&programme.indicator).member("indicator").within(place))?;
        if self.recipients.iter().any(|r| r.id == programme.id) {
            return Err(self.duplicate(&programme.id).within(place));
        }
        let factor = self.factor(programme, column).map_err(|e| e.member("factor").within(place))?;
        let cap = self.cap(programme).map_err(|e| e.within(place))?;
        let units = self.units(programme, column).map_err(|e| e.within(place))?;
        let changes = self.add_changes(programme, column, &units);
        let name = programme.name.clone().unwrap_or_else(|| match units[..] {
            [unit] if self.of_units() => panel.units()[unit].name.clone(),
            _ => Text::same(&programme.id),
        });
        let (id, floor) = (programme.id.clone(), programme.floor);
        self.recipients.push(Recipient { id, name, units, floor, cap, factor, changes });
        Ok(())
    }

    fn duplicate(&self, id: &str) -> Error {
        Error::new(
            Code::DuplicateId,
            if self.of_units() { ".units" } else { ".id" },
            Text::new(format!("“{id}”重复。"), format!("Duplicate id \"{id}\".")),
            Text::new("请删去其一。", "Delete one of them."),
        )
    }

    /// By what money is multiplied to be in the unit of measure of the input.
    fn factor(&mut self, programme: &Programme, column: usize) -> Result<f64> {
        let known = &self.model.panel().indicators()[column];
        let money = self.money.get_or_insert_with(|| known.unit.clone());
        if *money != known.unit && programme.factor.is_none() {
            return Err(bad(
                "",
                &format!("资金以{money}计，“{}”以{}计，需要换算系数。", known.name().zh, known.unit),
                &format!("Money is in {money}, \"{}\" in {}: a factor is needed.", known.name().en, known.unit),
            ));
        }
        let factor = programme.factor.unwrap_or(1.0);
        if !factor.is_finite() || factor <= 0.0 {
            return Err(bad("", "换算系数须为正数。", "The factor must be a positive number."));
        }
        Ok(factor)
    }

    fn cap(&self, programme: &Programme) -> Result<f64> {
        let cap = programme.cap.unwrap_or(self.budget.budget).min(self.budget.budget);
        if !programme.floor.is_finite() || programme.floor < 0.0 {
            return Err(bad(".floor", "下限须为不小于零的数。", "A floor must be a number from zero upwards."));
        }
        if cap.is_nan() || cap < programme.floor {
            return Err(bad(".cap", "上限不得小于下限。", "A cap must not be less than the floor."));
        }
        Ok(cap)
    }

    /// The units of a programme; of several, those whose input is above zero.
    fn units(&self, programme: &Programme, column: usize) -> Result<Vec<usize>> {
        let panel = self.model.panel();
        let units: Vec<usize> = match &programme.unit {
            OneOrMany::One(all) if all == "*" => (0..panel.units().len()).collect(),
            units => {
                let found = units.ids().iter().map(|code| panel.find_unit(code)).collect::<Result<_>>();
                found.map_err(|e| e.member(if self.of_units() { "units" } else { "unit" }))?
            }
        };
        let several = units.len() > 1;
        let funded: Vec<usize> = units.into_iter().filter(|u| !several || self.input(column, *u) > 0.0).collect();
        if funded.is_empty() {
            return Err(bad(".unit", "没有一个地区有该投入的数据。", "None of the units has a figure of this input."));
        }
        Ok(funded)
    }

    /// The input of a unit in the period in which the money is given.
    fn input(&self, column: usize, unit: usize) -> f64 {
        let panel = self.model.panel();
        panel.values()[panel.cell(column, self.paid, unit)]
    }

    /// Adds a change for every unit of a programme; gives their numbers and shares, in proportion to the inputs.
    fn add_changes(&mut self, programme: &Programme, column: usize, units: &[usize]) -> Vec<(usize, f64)> {
        let sum: f64 = units.iter().map(|u| self.input(column, *u)).sum();
        let mut changes = Vec::new();
        for unit in units {
            let share = if units.len() == 1 { 1.0 } else { self.input(column, *unit) / sum };
            changes.push((self.changes.len(), share));
            let code = &self.model.panel().units()[*unit].code;
            self.changes.push(Change {
                period: self.budget.paid.clone(),
                assumptions: programme.assumptions.clone(),
                ..Change::new(code, &programme.indicator, Op::Fund, 0.0)
            });
        }
        changes
    }
}

/// Every unit as a programme of its own.
fn of_units(model: &Model, budget: &Budget, units: &OneOrMany, indicator: &str) -> Result<Vec<Programme>> {
    let panel = model.panel();
    let codes: Vec<String> = match units {
        OneOrMany::One(all) if all == "*" => panel.units().iter().map(|u| u.code.clone()).collect(),
        units => {
            let code = |written: &String| panel.find_unit(written).map(|u| panel.units()[u].code.clone());
            units.ids().iter().map(code).collect::<Result<_>>().map_err(|e| e.within("$.units"))?
        }
    };
    let amount = |of: &Option<Amounts>, code: &str| match of {
        None => None,
        Some(Amounts::All(all)) => Some(*all),
        Some(Amounts::Each(each)) => each.get(code).copied(),
    };
    for (name, of) in [("floor", &budget.floor), ("cap", &budget.cap)] {
        let Some(Amounts::Each(each)) = of else { continue };
        if let Some((code, _)) = each.0.iter().find(|(code, _)| !codes.contains(code)) {
            let unknown = Error::new(
                Code::UnknownUnit,
                &format!("$.{name}.{code}"),
                Text::new(format!("“{code}”不在 units 中。"), format!("\"{code}\" is not among the units.")),
                Text::new("请使用 units 中的单位代码。", "Use the code of one of the units."),
            );
            return Err(unknown);
        }
    }
    let one = |code: &String| Programme {
        id: code.clone(),
        name: None,
        unit: OneOrMany::One(code.clone()),
        indicator: indicator.to_owned(),
        floor: amount(&budget.floor, code).unwrap_or(0.0),
        cap: amount(&budget.cap, code),
        factor: None,
        assumptions: None::<Assumptions>,
    };
    Ok(codes.iter().map(one).collect())
}
