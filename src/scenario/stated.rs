//! The assumptions that a scenario relies on, for display next to its result.

use super::assumptions::{Assumptions, Elasticity, Stated, StatedReturns, ASSUMED};
use super::{Change, Op, ScenarioSpec};
use crate::json::{self, Json};
use crate::panel::Panel;
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// What an assumption is about.
#[typescript]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AssumptionKind {
    /// By how much money changes the input.
    Additionality,
    /// How the effect of money diminishes.
    Returns,
    /// An indicator that moves along with the input.
    Elasticity,
    /// A note of the reader's own: not computed with.
    Note,
}

json::words!(AssumptionKind {
    Additionality = "additionality",
    Returns = "returns",
    Elasticity = "elasticity",
    Note = "note",
});

/// One assumption that a scenario's result relies on.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatedAssumption {
    /// What it is about.
    pub kind: AssumptionKind,
    /// The number of the change that it belongs to; none for a note on the whole scenario and for an elasticity that no
    /// change uses.
    pub change: Option<usize>,
    /// The input, or the name of a note.
    pub from: String,
    /// The indicator that moves along.
    pub to: Option<String>,
    /// Additionality, exponent, limit or elasticity.
    pub value: Option<f64>,
    /// In periods.
    pub lag: Option<usize>,
    /// Its source, or "assumed".
    pub source: String,
    /// The assumption in words.
    pub text: Text,
}

json::shown!(StatedAssumption { kind, change, from, to, value, lag, source, text });

/// The assumptions of a scenario, change by change; then elasticities that no change uses, then notes.
pub(super) fn stated_assumptions(panel: &Panel, spec: &ScenarioSpec) -> Vec<StatedAssumption> {
    let general = spec.assumptions.as_ref();
    let mut stated = Vec::new();
    for (at, change) in spec.changes.iter().enumerate().filter(|(_, c)| c.op == Op::Fund) {
        stated.extend(of_fund(panel, at, change, general));
    }
    stated.extend(unused_elasticities(panel, spec));
    stated.extend(general.into_iter().flat_map(|general| notes(general, None)));
    stated
}

/// The assumptions of one `fund`: its own where it states them, else the scenario's.
fn of_fund(panel: &Panel, at: usize, change: &Change, general: Option<&Assumptions>) -> Vec<StatedAssumption> {
    let own = change.assumptions.as_ref();
    let additionality = own.and_then(|o| o.additionality.as_ref()).or_else(|| general?.additionality.as_ref());
    let returns = own.and_then(|o| o.returns.as_ref()).or_else(|| general?.returns.as_ref());
    let elasticities = own.and_then(|o| o.elasticities.as_ref()).or_else(|| general?.elasticities.as_ref());
    let mut stated = Vec::new();
    for id in change.indicator.ids() {
        let input = Input { panel, change: at, id };
        stated.push(input.additionality(additionality));
        stated.extend(returns.map(|returns| input.returns(returns)));
        let follows = |e: &&Elasticity| e.from.as_ref().is_none_or(|from| from == id);
        stated.extend(elasticities.into_iter().flatten().filter(follows).map(|e| input.elasticity(e)));
    }
    stated.extend(own.into_iter().flat_map(|own| notes(own, Some(at))));
    stated
}

/// An input that a change funds.
struct Input<'a> {
    panel: &'a Panel,
    change: usize,
    id: &'a str,
}

impl Input<'_> {
    fn additionality(&self, stated: Option<&Stated>) -> StatedAssumption {
        let (input, measure) = named(self.panel, self.id);
        let value = stated.map_or(1.0, |a| a.value);
        let source = stated.map_or(ASSUMED.to_owned(), |a| Assumptions::source(&a.source));
        let zh = format!("每投入 1{} 资金，{}变动 {value}", spaced(&measure), input.zh);
        let en = format!("1{} of money changes {} by {value}", spaced(&measure), input.en);
        self.assumption(AssumptionKind::Additionality, value, source, zh, en)
    }

    fn returns(&self, stated: &StatedReturns) -> StatedAssumption {
        let input = named(self.panel, self.id).0;
        let source = Assumptions::source(&stated.source);
        if let Some(e) = stated.exponent {
            let zh = format!("{}：资金作用递减，指数 {e}", input.zh);
            let en = format!("{}: diminishing returns, exponent {e}", input.en);
            return self.assumption(AssumptionKind::Returns, e, source, zh, en);
        }
        let limit = stated.limit.unwrap_or(f64::NAN);
        let zh = format!("{}：资金作用递减，至多相当于现有投入的 {limit} 倍", input.zh);
        let en = format!("{}: diminishing returns, at most {limit} times the present input", input.en);
        self.assumption(AssumptionKind::Returns, limit, source, zh, en)
    }

    fn elasticity(&self, stated: &Elasticity) -> StatedAssumption {
        let (input, to) = (named(self.panel, self.id).0, named(self.panel, &stated.to).0);
        let (later_zh, later_en) = match stated.lag {
            0 => (String::new(), String::new()),
            lag => (format!("，滞后 {lag} 期"), format!(", {lag} period(s) later")),
        };
        let zh = format!("{}增加 1 %，{}变动 {} %{later_zh}", input.zh, to.zh, stated.value);
        let en = format!("1 % more {} changes {} by {} %{later_en}", input.en, to.en, stated.value);
        let source = Assumptions::source(&stated.source);
        StatedAssumption {
            to: Some(stated.to.clone()),
            lag: Some(stated.lag),
            ..self.assumption(AssumptionKind::Elasticity, stated.value, source, zh, en)
        }
    }

    fn assumption(&self, kind: AssumptionKind, value: f64, source: String, zh: String, en: String) -> StatedAssumption {
        let shown = Text::new(if source == ASSUMED { "假设" } else { source.as_str() }, &source);
        StatedAssumption {
            kind,
            change: Some(self.change),
            from: self.id.to_owned(),
            to: None,
            value: Some(value),
            lag: None,
            text: Text::new(format!("{zh}（{}）。", shown.zh), format!("{en} ({}).", shown.en)),
            source,
        }
    }
}

/// The scenario's elasticities of inputs that no change funds.
fn unused_elasticities(panel: &Panel, spec: &ScenarioSpec) -> Vec<StatedAssumption> {
    let funds = spec.changes.iter().filter(|c| c.op == Op::Fund);
    let funded: Vec<&String> = funds.flat_map(|c| c.indicator.ids()).collect();
    let unused = |e: &&Elasticity| match &e.from {
        Some(from) => !funded.contains(&from),
        None => funded.is_empty(),
    };
    let elasticities = spec.assumptions.iter().flat_map(|all| all.elasticities.iter().flatten());
    let stated = |e: &Elasticity| {
        let to = named(panel, &e.to).0;
        StatedAssumption {
            kind: AssumptionKind::Elasticity,
            change: None,
            from: e.from.clone().unwrap_or_default(),
            to: Some(e.to.clone()),
            value: Some(e.value),
            lag: Some(e.lag),
            source: Assumptions::source(&e.source),
            text: Text::new(
                format!("{}的弹性未用到：没有对应的投入变化。", to.zh),
                format!("The elasticity of {} is not used: its input is not funded.", to.en),
            ),
        }
    };
    elasticities.filter(unused).map(stated).collect()
}

/// The notes, as text where they are text, else as JSON is written.
fn notes(of: &Assumptions, change: Option<usize>) -> impl Iterator<Item = StatedAssumption> + '_ {
    of.notes.0.iter().map(move |(name, note)| StatedAssumption {
        kind: AssumptionKind::Note,
        change,
        from: name.clone(),
        to: None,
        value: None,
        lag: None,
        source: match note {
            Json::Object(members) => {
                let source = members.iter().find(|(name, _)| name == "source").map(|(_, source)| written(source));
                source.unwrap_or_else(|| ASSUMED.to_owned())
            }
            _ => ASSUMED.to_owned(),
        },
        text: Text::same(&format!("{name}: {}", written(note))),
    })
}

/// A note as one line.
fn written(note: &Json) -> String {
    let all = |items: Vec<String>| items.join(", ");
    match note {
        Json::Null => "null".to_owned(),
        Json::Bool(value) => value.to_string(),
        Json::Number(value) => value.to_string(),
        Json::Text(text) => text.clone(),
        Json::List(items) => all(items.iter().map(written).collect()),
        Json::Object(members) => {
            all(members.iter().map(|(name, value)| format!("{name}: {}", written(value))).collect())
        }
    }
}

/// The name of a column and its unit of measure.
fn named(panel: &Panel, id: &str) -> (Text, String) {
    match panel.indicator(id).map(|i| &panel.indicators()[i]) {
        Some(known) => (known.name(), known.unit.clone()),
        None => (Text::same(id), String::new()),
    }
}

/// A unit of measure behind a number.
fn spaced(measure: &str) -> String {
    if measure.is_empty() {
        String::new()
    } else {
        format!(" {measure}")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_those_of_the_types() {
        super::AssumptionKind::words_agree();
    }
}
