//! What a scenario took for granted, in words: shown beside its result, never hidden.

use super::assumptions::{Assumptions, ASSUMED};
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
    /// How money counts less the more there is of it.
    Returns,
    /// What moves along with the input.
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

/// One assumption that a scenario's result rests on.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AssumptionUsed {
    /// What it is about.
    pub kind: AssumptionKind,
    /// The number of the change that it belongs to; none of a note on all of them, and of an elasticity that none uses.
    pub change: Option<usize>,
    /// The input, or the name of a note.
    pub from: String,
    /// What moves along.
    pub to: Option<String>,
    /// Additionality, exponent, limit or elasticity.
    pub value: Option<f64>,
    /// In periods.
    pub lag: Option<usize>,
    /// Where it comes from, or "assumed".
    pub source: String,
    /// All of it in words.
    pub text: Text,
}

json::shown!(AssumptionUsed { kind, change, from, to, value, lag, source, text });

/// What the changes of a scenario take for granted, change by change; then notes, and elasticities that no change uses.
pub(super) fn used(panel: &Panel, spec: &ScenarioSpec) -> Vec<AssumptionUsed> {
    let mut told = Vec::new();
    let all = spec.assumptions.as_ref();
    let inputs = |change: &Change| change.indicator.ids().to_vec();
    for (at, change) in spec.changes.iter().enumerate().filter(|(_, c)| c.op == Op::Fund) {
        let own = change.assumptions.as_ref();
        let additionality = own.and_then(|o| o.additionality.as_ref()).or_else(|| all?.additionality.as_ref());
        let returns = own.and_then(|o| o.returns.as_ref()).or_else(|| all?.returns.as_ref());
        let elasticities = own.and_then(|o| o.elasticities.as_ref()).or_else(|| all?.elasticities.as_ref());
        for from in inputs(change) {
            let (input, measure) = named(panel, &from);
            let tell =
                |kind, to: Option<&str>, value: f64, lag: Option<usize>, source: String, zh: String, en: String| {
                    let said = Text::new(if source == ASSUMED { "假设" } else { source.as_str() }, &source);
                    AssumptionUsed {
                        kind,
                        change: Some(at),
                        from: from.clone(),
                        to: to.map(str::to_owned),
                        value: Some(value),
                        lag,
                        text: Text::new(format!("{zh}（{}）。", said.zh), format!("{en} ({}).", said.en)),
                        source,
                    }
                };
            let a = additionality.map_or(1.0, |a| a.value);
            told.push(tell(
                AssumptionKind::Additionality,
                None,
                a,
                None,
                additionality.map_or(ASSUMED.to_owned(), |a| Assumptions::source(&a.source)),
                format!("每投入 1{} 资金，{}变动 {a}", spaced(&measure), input.zh),
                format!("1{} of money changes {} by {a}", spaced(&measure), input.en),
            ));
            if let Some(returns) = returns {
                let (value, zh, en) = match (returns.exponent, returns.limit) {
                    (Some(e), _) => (
                        e,
                        format!("{}：资金作用递减，指数 {e}", input.zh),
                        format!("{}: diminishing returns, exponent {e}", input.en),
                    ),
                    (None, limit) => {
                        let s = limit.unwrap_or(f64::NAN);
                        (
                            s,
                            format!("{}：资金作用递减，至多相当于现有投入的 {s} 倍", input.zh),
                            format!("{}: diminishing returns, at most {s} times the present input", input.en),
                        )
                    }
                };
                told.push(tell(
                    AssumptionKind::Returns,
                    None,
                    value,
                    None,
                    Assumptions::source(&returns.source),
                    zh,
                    en,
                ));
            }
            for e in elasticities.into_iter().flatten().filter(|e| e.from.as_ref().is_none_or(|f| *f == from)) {
                let to = named(panel, &e.to).0;
                let (later, after) = match e.lag {
                    0 => (String::new(), String::new()),
                    lag => (format!("，滞后 {lag} 期"), format!(", {lag} period(s) later")),
                };
                told.push(tell(
                    AssumptionKind::Elasticity,
                    Some(&e.to),
                    e.value,
                    Some(e.lag),
                    Assumptions::source(&e.source),
                    format!("{}增加 1 %，{}变动 {} %{later}", input.zh, to.zh, e.value),
                    format!("1 % more {} changes {} by {} %{after}", input.en, to.en, e.value),
                ));
            }
        }
        told.extend(own.into_iter().flat_map(|own| notes(own, Some(at))));
    }
    let funded: Vec<String> = spec.changes.iter().filter(|c| c.op == Op::Fund).flat_map(inputs).collect();
    let idle = |e: &&super::assumptions::Elasticity| match &e.from {
        Some(from) => !funded.contains(from),
        None => funded.is_empty(),
    };
    for e in all.into_iter().flat_map(|all| all.elasticities.iter().flatten()).filter(idle) {
        told.push(AssumptionUsed {
            kind: AssumptionKind::Elasticity,
            change: None,
            from: e.from.clone().unwrap_or_default(),
            to: Some(e.to.clone()),
            value: Some(e.value),
            lag: Some(e.lag),
            source: Assumptions::source(&e.source),
            text: Text::new(
                format!("{}的弹性未用到：没有对应的投入变化。", named(panel, &e.to).0.zh),
                format!("The elasticity of {} is not used: its input is not funded.", named(panel, &e.to).0.en),
            ),
        });
    }
    told.extend(all.into_iter().flat_map(|all| notes(all, None)));
    told
}

/// The notes, as text where they are text, else as JSON is written.
fn notes(of: &Assumptions, change: Option<usize>) -> impl Iterator<Item = AssumptionUsed> + '_ {
    of.notes.0.iter().map(move |(name, note)| AssumptionUsed {
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
