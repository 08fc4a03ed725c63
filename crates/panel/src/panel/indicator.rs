//! What is known of an indicator: names, unit of measure, source, and the account that it belongs to.

use crate::error::{Code, Error, Result};
use crate::json;
use crate::places::Places;
use crate::text::Text;
use innodex_schema::schema;
use serde::Serialize;

/// Whether a scenario may change an indicator.
#[schema]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorKind {
    /// An amount: money, people, papers.
    #[default]
    Stock,
    /// Follows from other figures; no scenario changes it.
    Ratio,
}

/// The account of a part: which total, by which breakdown.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PartOf {
    /// The indicator that is the total.
    pub total: String,
    /// The breakdown: parts of one total with one `by` are siblings.
    pub by: String,
    /// Whether the named parts are all there are.
    pub complete: bool,
    /// part x factor is in the total's unit of measure: 0.0001 from 万元 to 亿元. Where both units are stated and known, another
    /// factor is refused, and so are units of different things without a factor.
    #[serde(default)]
    #[schemars(default = "crate::json::one")]
    #[ts(as = "Option<f64>", optional)]
    pub factor: f64,
}

/// The same quantity published elsewhere: this indicator x factor is in the other's unit of measure.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SameAs {
    /// The other indicator.
    pub indicator: String,
    /// This x factor = the other.
    #[serde(default)]
    #[schemars(default = "crate::json::one")]
    #[ts(as = "Option<f64>", optional)]
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

json::shown!(Indicator { id, zh, en, unit, source, table, note, kind, part_of, same_as });

/// An indicator of a panel, as in `indicators.json`. Members that are not listed here are kept in the file and ignored.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Indicator {
    /// The name of its column.
    pub id: String,
    /// Chinese name.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub zh: String,
    /// English name.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub en: String,
    /// Unit of measure.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub unit: String,
    /// Who publishes it.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub source: String,
    /// The table of the source.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub table: String,
    /// What a reader should know.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
    /// Amount or ratio.
    #[serde(default)]
    #[ts(as = "Option<IndicatorKind>", optional)]
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
/// `bad_json`, `duplicate_id`, `bad_account` (a total that is not in the list, an indicator within itself or that repeats itself
/// by way of others, a factor that is not a positive number or not the one between the stated units of measure, one breakdown
/// called complete and incomplete).
pub fn indicators_from_json(json: &str) -> Result<Vec<Indicator>> {
    let indicators: Vec<Indicator> = json::read(json)?;
    check(&indicators)?;
    Ok(indicators)
}

/// Checks a list: ids, accounts, their factors and units of measure; `n log n` in its length, whatever its chains.
pub(super) fn check(indicators: &[Indicator]) -> Result<()> {
    check_accounts(indicators)?;
    let at = by_id(indicators);
    let unit = |id: &str| at.get(id).map_or("", |at| indicators[at].unit.as_str());
    for (nth, indicator) in indicators.iter().enumerate() {
        let part = indicator.part_of.as_ref().map(|p| (".part_of", p.factor, &p.total));
        let same = indicator.same_as.as_ref().map(|s| (".same_as", s.factor, &s.indicator));
        for (place, factor, other) in part.into_iter().chain(same) {
            same_measure(&indicator.unit, factor, unit(other)).map_err(|e| e.within(place).item(nth).within("$"))?;
        }
    }
    Ok(())
}

/// The same without units of measure: enough for a list that was checked when it was packed.
pub(super) fn check_accounts(indicators: &[Indicator]) -> Result<()> {
    let checked = Checked::of(indicators);
    for (at, indicator) in indicators.iter().enumerate() {
        checked.indicator(at, indicator).map_err(|e| e.item(at).within("$"))?;
    }
    Ok(())
}

/// Where each id stands first, so that a list is not gone through anew for every name.
pub fn by_id(indicators: &[Indicator]) -> Places {
    Places::of(indicators.iter().map(|indicator| indicator.id.as_str()))
}

/// The name of one breakdown of a total, among those of all.
pub fn breakdown(total: usize, by: &str) -> String {
    format!("{total}:{by}")
}

/// A list of indicators with what is asked of it again and again.
struct Checked {
    at: Places,
    /// Breakdowns, by [`breakdown`], and whether one is called complete, and incomplete.
    breakdowns: Places,
    completeness: Vec<(bool, bool)>,
    /// Whether an indicator is reached again by going from it to its total, and so on.
    within_itself: Vec<bool>,
    /// The same by what it repeats.
    repeats_itself: Vec<bool>,
}

impl Checked {
    fn of(all: &[Indicator]) -> Checked {
        let at = by_id(all);
        let (mut breakdowns, mut completeness) = (Places::default(), vec![(false, false); all.len()]);
        for (nth, part) in all.iter().filter_map(|i| i.part_of.as_ref()).enumerate() {
            let Some(total) = at.get(&part.total) else { continue };
            let (complete, incomplete) = &mut completeness[breakdowns.add(&breakdown(total, &part.by), nth)];
            *(if part.complete { complete } else { incomplete }) = true;
        }
        let next = |other: Option<&String>| other.and_then(|id| at.get(id));
        let totals: Vec<_> = all.iter().map(|i| next(i.part_of.as_ref().map(|p| &p.total))).collect();
        let same: Vec<_> = all.iter().map(|i| next(i.same_as.as_ref().map(|s| &s.indicator))).collect();
        Checked { within_itself: in_a_cycle(&totals), repeats_itself: in_a_cycle(&same), at, breakdowns, completeness }
    }

    fn indicator(&self, at: usize, indicator: &Indicator) -> Result<()> {
        let id = &indicator.id;
        if self.at.get(id).is_some_and(|first| first < at) {
            return Err(Error::new(
                Code::DuplicateId,
                ".id",
                Text::new(format!("指标“{id}”重复。"), format!("Duplicate id \"{id}\".")),
                Text::new("请删去其一。", "Delete one of them."),
            ));
        }
        if let Some(part) = &indicator.part_of {
            self.part(at, indicator, part)?;
        }
        match &indicator.same_as {
            Some(same) => self.same(at, indicator, same),
            None => Ok(()),
        }
    }

    fn part(&self, at: usize, indicator: &Indicator, part: &PartOf) -> Result<()> {
        let Some(total) = self.at.get(&part.total) else {
            return Err(account(
                ".part_of.total",
                format!("总量“{}”不在指标说明中。", part.total),
                format!("The total \"{}\" is not in the list.", part.total),
            ));
        };
        positive(part.factor).map_err(|e| e.within(".part_of"))?;
        let called = self.breakdowns.get(&breakdown(total, &part.by)).map(|at| self.completeness[at]);
        if called == Some((true, true)) {
            return Err(account(
                ".part_of.complete",
                format!("“{}”的“{}”分类既完整又不完整。", part.total, part.by),
                format!("The breakdown \"{}\" of \"{}\" is called both complete and incomplete.", part.by, part.total),
            ));
        }
        if self.within_itself[at] {
            return Err(account(
                ".part_of.total",
                format!("“{}”是它自身的组成部分。", indicator.id),
                format!("\"{}\" is a part of itself.", indicator.id),
            ));
        }
        Ok(())
    }

    fn same(&self, at: usize, indicator: &Indicator, same: &SameAs) -> Result<()> {
        let id = &indicator.id;
        if self.at.get(&same.indicator).is_none() || same.indicator == *id {
            return Err(account(
                ".same_as.indicator",
                format!("“{}”不在指标说明中，或即其自身。", same.indicator),
                format!("\"{}\" is not in the list, or is itself.", same.indicator),
            ));
        }
        positive(same.factor).map_err(|e| e.within(".same_as"))?;
        if self.repeats_itself[at] {
            return Err(account(
                ".same_as.indicator",
                format!("“{id}”经由 same_as 又指向自身；同一数据只须一方写明 same_as。"),
                format!("Following same_as from \"{id}\" leads back to it; it is stated on one of the two only."),
            ));
        }
        Ok(())
    }
}

fn account(place: &str, zh: String, en: String) -> Error {
    Error::new(
        Code::BadAccount,
        place,
        Text::new(zh, en),
        Text::new("请核对该指标的 part_of 或 same_as。", "Check part_of or same_as of this indicator."),
    )
}

fn positive(factor: f64) -> Result<()> {
    match factor.is_finite() && factor > 0.0 {
        true => Ok(()),
        false => Err(account(".factor", "换算系数须为正数。".into(), "The factor must be a positive number.".into())),
    }
}

/// Which of a list lead back to themselves, where each leads to one other at most. Every item is passed twice at most.
fn in_a_cycle(next: &[Option<usize>]) -> Vec<bool> {
    const NOT_SEEN: usize = usize::MAX;
    let mut walk_of = vec![NOT_SEEN; next.len()];
    let mut found = vec![false; next.len()];
    for start in 0..next.len() {
        let mut at = Some(start);
        while let Some(here) = at.filter(|here| walk_of[*here] == NOT_SEEN) {
            walk_of[here] = start;
            at = next[here];
        }
        // Met on this very walk: a cycle, gone round once.
        while let Some(here) = at.filter(|here| walk_of[*here] == start && !found[*here]) {
            found[here] = true;
            at = next[here];
        }
    }
    found
}

/// That figures in a unit of measure, times a factor, are in another. Units that are not stated, or not known, are left alone.
fn same_measure(own: &str, factor: f64, other: &str) -> Result<()> {
    use crate::measure::Measure;
    let needed = match (Measure::parse(own), Measure::parse(other)) {
        (Some(from), Some(to)) => from.factor_to(&to),
        _ if !own.is_empty() && own == other => Some(1.0),
        _ => return Ok(()),
    };
    match needed {
        Some(needed) if (factor - needed).abs() <= 1e-6 * needed => Ok(()),
        Some(needed) => Err(account(
            ".factor",
            format!("计量单位由“{own}”换算为“{other}”，系数应为 {needed}，而非 {factor}。"),
            format!("From \"{own}\" to \"{other}\" the factor is {needed}, not {factor}."),
        )),
        // A factor of the user's own may make one of the other (a price, a weight); without one they cannot agree.
        None if factor != 1.0 => Ok(()),
        None => Err(account(
            ".factor",
            format!("“{own}”与“{other}”是不同的计量单位，不能相加或相等。"),
            format!("\"{own}\" and \"{other}\" measure different things: they can be neither added nor equal."),
        )),
    }
}

/// Accounts of which nobody can say whether their units of measure agree: both are stated, they differ, one at least is not
/// known, and there is no factor. Each with its place in the list.
pub fn doubtful_measures(indicators: &[Indicator]) -> Vec<Error> {
    use crate::measure::Measure;
    let at = by_id(indicators);
    let unit = |id: &str| at.get(id).map_or("", |at| indicators[at].unit.as_str());
    let mut found = Vec::new();
    for (nth, indicator) in indicators.iter().enumerate() {
        let own = indicator.unit.as_str();
        let part = indicator.part_of.as_ref().map(|p| (".part_of.factor", p.total.as_str(), p.factor));
        let same = indicator.same_as.as_ref().map(|s| (".same_as.factor", s.indicator.as_str(), s.factor));
        for (place, id, factor) in part.into_iter().chain(same) {
            let other = unit(id);
            let unknown = || Measure::parse(own).is_none() || Measure::parse(other).is_none();
            if factor == 1.0 && own != other && !own.is_empty() && !other.is_empty() && unknown() {
                found.push(
                    Error::new(
                        Code::BadAccount,
                        place,
                        Text::new(
                            format!("“{own}”与“{other}”写法不同，又没有换算系数，无法判断是否一致。"),
                            format!("\"{own}\" and \"{other}\" differ and there is no factor: whether they agree cannot be told."),
                        ),
                        Text::new("请统一计量单位的写法，或写明 factor。", "Write both units alike, or state the factor."),
                    )
                    .item(nth)
                    .within("$"),
                );
            }
        }
    }
    found
}
