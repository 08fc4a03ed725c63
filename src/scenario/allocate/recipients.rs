//! Who may have money, looked up in the panel: every unit named, or every programme.

use super::{bad, Amounts, Budget, Programme};
use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::scenario::{Assumptions, Change, OneOrMany, Op, ScenarioSpec};
use crate::text::Text;

/// Somebody who may have money.
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
pub(super) fn named(error: Error, programmes: bool) -> Error {
    error.relocated("$.changes[]", if programmes { "$.programmes[]" } else { "$" })
}

/// Who may have money, and the scenario of all of it.
pub(super) fn recipients(model: &Model, budget: &Budget, at: usize) -> Result<(Vec<Recipient>, ScenarioSpec)> {
    let panel = model.panel();
    let paid = match &budget.paid {
        Some(text) => text.parse().and_then(|p| panel.find_period(p)).map_err(|e| e.within("$.paid"))?,
        None => at,
    };
    let programmes = match (&budget.programmes, &budget.units, &budget.indicator) {
        (Some(programmes), None, None) => {
            if budget.floor.is_some() || budget.cap.is_some() {
                let en = "The floors and caps of programmes stand with them.";
                return Err(bad("$.programmes", "各计划的下限、上限须写在计划之内。", en));
            }
            programmes.clone()
        }
        (None, Some(units), Some(indicator)) => of_units(model, budget, units, indicator)?,
        (Some(_), ..) => {
            return Err(bad(
                "$.programmes",
                "programmes 与 units、indicator 不能并用。",
                "Programmes exclude units and indicator.",
            ))
        }
        (None, None, _) => return Err(bad("$", "缺少 units 或 programmes。", "It needs units or programmes.")),
        (None, Some(_), None) => return Err(bad("$", "缺少 indicator。", "It needs an indicator.")),
    };
    let of_units = budget.programmes.is_none();
    let mut recipients: Vec<Recipient> = Vec::new();
    let mut spec =
        ScenarioSpec { name: budget.name.clone(), changes: Vec::new(), assumptions: budget.assumptions.clone() };
    let mut measure: Option<&str> = None;
    for (nth, programme) in programmes.iter().enumerate() {
        let place = if of_units { "$".to_owned() } else { format!("$.programmes[{nth}]") };
        let column = panel
            .indicator(&programme.indicator)
            .ok_or_else(|| crate::panel::unknown_column(&programme.indicator).member("indicator").within(&place))?;
        let known = &panel.indicators()[column];
        if recipients.iter().any(|r| r.id == programme.id) {
            return Err(Error::new(
                Code::DuplicateId,
                &format!("{place}.{}", if of_units { "units" } else { "id" }),
                Text::new(format!("“{}”重复。", programme.id), format!("\"{}\" stands twice.", programme.id)),
                Text::new("请删去其一。", "Delete one of them."),
            ));
        }
        match measure {
            None => measure = Some(&known.unit),
            Some(first) if first != known.unit && programme.factor.is_none() => {
                return Err(bad(
                    &format!("{place}.factor"),
                    &format!("资金以{first}计，“{}”以{}计，需要换算系数。", known.name().zh, known.unit),
                    &format!("Money is in {first}, \"{}\" in {}: a factor is needed.", known.name().en, known.unit),
                ))
            }
            Some(_) => {}
        }
        let factor = programme.factor.unwrap_or(1.0);
        if !factor.is_finite() || factor <= 0.0 {
            return Err(bad(&format!("{place}.factor"), "换算系数须为正数。", "The factor must be a positive number."));
        }
        let cap = programme.cap.unwrap_or(budget.budget).min(budget.budget);
        if !programme.floor.is_finite() || programme.floor < 0.0 {
            return Err(bad(
                &format!("{place}.floor"),
                "下限须为不小于零的数。",
                "A floor must be a number from zero upwards.",
            ));
        }
        if cap.is_nan() || cap < programme.floor {
            return Err(bad(&format!("{place}.cap"), "上限不得小于下限。", "A cap must not be less than the floor."));
        }
        let units: Vec<usize> = match &programme.unit {
            OneOrMany::One(all) if all == "*" => (0..panel.units().len()).collect(),
            units => {
                let found = units.ids().iter().map(|code| panel.find_unit(code)).collect::<Result<_>>();
                found.map_err(|e| e.member(if of_units { "units" } else { "unit" }).within(&place))?
            }
        };
        let input = |unit: usize| panel.values()[panel.cell(column, paid, unit)];
        let there: Vec<usize> = units.iter().copied().filter(|u| units.len() == 1 || input(*u) > 0.0).collect();
        let sum: f64 = there.iter().map(|u| input(*u)).sum();
        if there.is_empty() {
            return Err(bad(
                &format!("{place}.unit"),
                "没有一个地区有该投入的数据。",
                "None of the units has a figure of this input.",
            ));
        }
        let mut changes = Vec::new();
        for unit in &there {
            changes.push((spec.changes.len(), if there.len() == 1 { 1.0 } else { input(*unit) / sum }));
            spec.changes.push(Change {
                unit: OneOrMany::One(panel.units()[*unit].code.clone()),
                indicator: OneOrMany::One(programme.indicator.clone()),
                period: budget.paid.clone(),
                op: Op::Fund,
                value: 0.0,
                keep: Vec::new(),
                assumptions: programme.assumptions.clone(),
            });
        }
        let name = programme.name.clone().unwrap_or_else(|| match there[..] {
            [unit] if of_units => panel.units()[unit].name.clone(),
            _ => Text::same(&programme.id),
        });
        recipients.push(Recipient {
            id: programme.id.clone(),
            name,
            units: there,
            floor: programme.floor,
            cap,
            factor,
            changes,
        });
    }
    if recipients.is_empty() {
        return Err(bad("$", "没有资金接受方。", "Nobody is there to have money."));
    }
    let floors: f64 = recipients.iter().map(|r| r.floor).sum();
    if floors > budget.budget * (1.0 + 1e-12) {
        return Err(bad("$.budget", "各下限之和超过预算。", "The floors sum to more than the budget."));
    }
    Ok((recipients, spec))
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
