//! What is known of an indicator: names, unit of measure, source, and the account that it belongs to.

use crate::error::{Code, Error, Result};
use crate::json;
use crate::text::Text;
use serde::Serialize;

/// Whether a scenario may change an indicator.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// An amount: money, people, papers.
    #[default]
    Stock,
    /// Follows from other figures; no scenario changes it.
    Ratio,
}

/// The account of a part: which total, by which breakdown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct PartOf {
    /// The indicator that is the total.
    pub total: String,
    /// The breakdown: parts of one total with one `by` are siblings.
    pub by: String,
    /// Whether the named parts are all there are.
    pub complete: bool,
    /// part x factor is in the total's unit of measure.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(default = "crate::json::one"), ts(as = "Option<f64>", optional))]
    pub factor: f64,
}

/// The same quantity published elsewhere: this indicator x factor is in the other's unit of measure.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields = nullable))]
#[serde(deny_unknown_fields)]
pub struct SameAs {
    /// The other indicator.
    pub indicator: String,
    /// This x factor = the other.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(default = "crate::json::one"), ts(as = "Option<f64>", optional))]
    pub factor: f64,
}

json::words!(IndicatorKind { Stock = "stock", Ratio = "ratio" });
json::readable!(PartOf { total, by, complete, factor = 1.0 });
json::shown!(PartOf { total, by, complete, factor });
json::readable!(SameAs { indicator, factor = 1.0 });
json::shown!(SameAs { indicator, factor });
json::readable!(Indicator {
    id,
    zh = String::new(),
    en = String::new(),
    unit = String::new(),
    source = String::new(),
    table = String::new(),
    note = String::new(),
    kind = IndicatorKind::Stock,
    part_of,
    same_as,
    ..
});

#[cfg(any(feature = "table", feature = "schema"))]
json::shown!(Indicator { id, zh, en, unit, source, table, note, kind, part_of, same_as });

/// An indicator of a panel, as in `indicators.json`. Members that are not listed here are kept in the file and ignored.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema, ts_rs::TS), ts(optional_fields = nullable))]
pub struct Indicator {
    /// The name of its column.
    pub id: String,
    /// Chinese name.
    #[serde(default)]
    #[cfg_attr(feature = "schema", ts(as = "Option<String>", optional))]
    pub zh: String,
    /// English name.
    #[serde(default)]
    #[cfg_attr(feature = "schema", ts(as = "Option<String>", optional))]
    pub en: String,
    /// Unit of measure.
    #[serde(default)]
    #[cfg_attr(feature = "schema", ts(as = "Option<String>", optional))]
    pub unit: String,
    /// Who publishes it.
    #[serde(default)]
    #[cfg_attr(feature = "schema", ts(as = "Option<String>", optional))]
    pub source: String,
    /// The table of the source.
    #[serde(default)]
    #[cfg_attr(feature = "schema", ts(as = "Option<String>", optional))]
    pub table: String,
    /// What a reader should know.
    #[serde(default)]
    #[cfg_attr(feature = "schema", ts(as = "Option<String>", optional))]
    pub note: String,
    /// Amount or ratio.
    #[serde(default)]
    #[cfg_attr(feature = "schema", ts(as = "Option<IndicatorKind>", optional))]
    pub kind: IndicatorKind,
    /// The total that it is a part of.
    #[serde(default)]
    pub part_of: Option<PartOf>,
    /// The indicator that it repeats.
    #[serde(default)]
    pub same_as: Option<SameAs>,
}

impl Indicator {
    /// A column of which only the name is known.
    pub fn unknown(id: &str) -> Self {
        Indicator {
            id: id.to_owned(),
            zh: String::new(),
            en: String::new(),
            unit: String::new(),
            source: String::new(),
            table: String::new(),
            note: String::new(),
            kind: IndicatorKind::Stock,
            part_of: None,
            same_as: None,
        }
    }

    /// What it says, and where it says nothing what the other does.
    #[cfg(feature = "reader")]
    pub(super) fn or(self, known: &Indicator) -> Self {
        let text = |own: String, other: &String| if own.is_empty() { other.clone() } else { own };
        Indicator {
            id: self.id,
            zh: text(self.zh, &known.zh),
            en: text(self.en, &known.en),
            unit: text(self.unit, &known.unit),
            source: text(self.source, &known.source),
            table: text(self.table, &known.table),
            note: text(self.note, &known.note),
            kind: if self.kind == IndicatorKind::Stock { known.kind } else { self.kind },
            part_of: self.part_of.or_else(|| known.part_of.clone()),
            same_as: self.same_as.or_else(|| known.same_as.clone()),
        }
    }

    /// Its name; the id where a language has none.
    pub fn name(&self) -> Text {
        let or_id = |s: &str| if s.is_empty() { self.id.clone() } else { s.to_owned() };
        Text::new(or_id(&self.zh), or_id(&self.en))
    }
}

/// Reads a list of indicators.
///
/// # Errors
/// `bad_json`, `duplicate_id`, `bad_account` (a total that is not in the list, an indicator within itself, a factor
/// that is not a positive number, one breakdown called complete and incomplete).
pub fn indicators_from_json(json: &str) -> Result<Vec<Indicator>> {
    let indicators: Vec<Indicator> = json::read(json)?;
    check(&indicators)?;
    Ok(indicators)
}

pub(super) fn check(indicators: &[Indicator]) -> Result<()> {
    for (at, indicator) in indicators.iter().enumerate() {
        check_one(indicators, at, indicator).map_err(|e| e.item(at).within("$"))?;
    }
    Ok(())
}

fn check_one(all: &[Indicator], at: usize, indicator: &Indicator) -> Result<()> {
    let id = &indicator.id;
    if all[..at].iter().any(|other| other.id == *id) {
        return Err(Error::new(
            Code::DuplicateId,
            ".id",
            Text::new(format!("指标“{id}”重复。"), format!("Indicator \"{id}\" stands twice.")),
            Text::new("请删去其一。", "Delete one of them."),
        ));
    }
    let account = |place: &str, zh: String, en: String| {
        Error::new(
            Code::BadAccount,
            place,
            Text::new(zh, en),
            Text::new("请核对该指标的 part_of 或 same_as。", "Check part_of or same_as of this indicator."),
        )
    };
    let known = |other: &str| all.iter().any(|i| i.id == other);
    let positive = |factor: f64| factor.is_finite() && factor > 0.0;
    if let Some(part) = &indicator.part_of {
        if !known(&part.total) {
            return Err(account(
                ".part_of.total",
                format!("总量“{}”不在指标说明中。", part.total),
                format!("The total \"{}\" is not in the list.", part.total),
            ));
        }
        if !positive(part.factor) {
            return Err(account(
                ".part_of.factor",
                "换算系数须为正数。".into(),
                "The factor must be a positive number.".into(),
            ));
        }
        let sibling_differs = all
            .iter()
            .filter_map(|i| i.part_of.as_ref())
            .any(|other| other.total == part.total && other.by == part.by && other.complete != part.complete);
        if sibling_differs {
            return Err(account(
                ".part_of.complete",
                format!("“{}”的“{}”分类既完整又不完整。", part.total, part.by),
                format!("The breakdown \"{}\" of \"{}\" is called both complete and incomplete.", part.by, part.total),
            ));
        }
        // Upwards from total to total: longer than the list means a circle.
        let mut above = Some(part.total.as_str());
        for _ in 0..=all.len() {
            let Some(total) = above else { break };
            if total == id {
                return Err(account(
                    ".part_of.total",
                    format!("“{id}”是它自身的组成部分。"),
                    format!("\"{id}\" is a part of itself."),
                ));
            }
            above = all.iter().find(|i| i.id == total).and_then(|i| i.part_of.as_ref()).map(|p| p.total.as_str());
        }
    }
    if let Some(same) = &indicator.same_as {
        if !known(&same.indicator) || same.indicator == *id {
            return Err(account(
                ".same_as.indicator",
                format!("“{}”不在指标说明中，或即其自身。", same.indicator),
                format!("\"{}\" is not in the list, or is itself.", same.indicator),
            ));
        }
        if !positive(same.factor) {
            return Err(account(
                ".same_as.factor",
                "换算系数须为正数。".into(),
                "The factor must be a positive number.".into(),
            ));
        }
    }
    Ok(())
}
