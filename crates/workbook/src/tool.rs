//! An index as the COIN Tool has it, whichever way it came.

use super::places::{column, framework, row, PREFIXES};
use innodex_panel::coinr::cell::label;
use innodex_panel::coinr::{Element, Tables};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::panel::Table;
use innodex_panel::text::Text;

/// A unit: a row of the sheet Database.
#[derive(Debug, PartialEq)]
pub(super) struct Unit {
    pub(super) name: String,
    pub(super) code: String,
    /// In the order of the indicators; NaN where missing.
    pub(super) figures: Vec<f64>,
}

/// An indicator: a column of the sheet Database.
#[derive(Debug, PartialEq)]
pub(super) struct Indicator {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) direction: i8,
    pub(super) weight: f64,
    /// Lower and upper; NaN where there is none.
    pub(super) goalposts: [f64; 2],
    /// The codes of its sub-pillar, pillar, sub-index and index.
    pub(super) groups: [String; 4],
}

/// A row of the sheet Framework.
#[derive(Debug, PartialEq)]
pub(super) struct Group {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) weight: f64,
    /// 0 for sub-pillars, up to 3 for the index.
    pub(super) level: usize,
}

/// Both sheets.
#[derive(Debug)]
pub(super) struct Tool {
    pub(super) units: Vec<Unit>,
    pub(super) indicators: Vec<Indicator>,
    /// In the order of the sheet.
    pub(super) groups: Vec<Group>,
}

impl Tool {
    /// Of the tables, with the codes of the COIN Tool where theirs are not of its kind. A figure with a denominator is the
    /// ratio of both: the COIN Tool has no step for it. Levels that the tree does not have get one group each.
    ///
    /// # Errors
    /// `bad_parameter`: several times, or more levels, groups, indicators or units than the sheets have room for.
    pub(super) fn of_tables(tables: &Tables, data: &[u8], meta: &[u8]) -> Result<Tool> {
        let (data, meta) = (Table::read(data)?, Table::read(meta)?);
        let most = tables.elements.iter().map(|e| e.level).max().unwrap_or(1);
        let leaves: Vec<&Element> = tables.elements.iter().filter(|e| e.level == 1).collect();
        have_room(tables, most, leaves.len())?;
        let levels = Levels::of(tables, most);
        fits(levels.groups.len(), framework::ROWS as usize, "iMeta", "分组", "groups")?;
        let goalpost = |id: &str, name: &str| {
            let column = meta.column(name)?;
            let id_column = meta.column("iCode")?;
            let (_, cells) = meta.rows.iter().find(|(_, cells)| cells[id_column].trim() == id)?;
            cells[column].trim().parse::<f64>().ok().filter(|v| v.is_finite())
        };
        let indicator = |(leaf, code): (&&Element, String)| Indicator {
            code,
            name: plain(&leaf.name),
            direction: leaf.direction,
            weight: leaf.weight,
            goalposts: ["GPlower", "GPupper"].map(|name| goalpost(&leaf.code, name).unwrap_or(f64::NAN)),
            groups: levels.path(tables, leaf),
        };
        let indicators = leaves.iter().zip(renamed(&leaves, "ind.")).map(indicator).collect();
        Ok(Tool { units: units(tables, &data, &leaves), indicators, groups: levels.groups })
    }
}

/// Checks that the sheets have room for the tables; `most` is the level of the index.
fn have_room(tables: &Tables, most: u32, leaves: usize) -> Result<()> {
    fits(most as usize, 5, "iMeta", "层级", "levels")?;
    fits(tables.panel.periods().len(), 1, "iData", "时期", "times")?;
    let places = (column::LAST_INDICATOR - column::FIRST_INDICATOR + 1) as usize;
    fits(leaves, places, "iMeta", "指标", "indicators")?;
    fits(tables.panel.units().len(), (row::LAST_UNIT - row::FIRST_UNIT + 1) as usize, "iData", "单位", "units")
}

/// The groups of the tables on the levels of the tool.
struct Levels<'a> {
    most: u32,
    groups: Vec<Group>,
    /// The tool's code of each element that is a group.
    own: Vec<(&'a str, String)>,
}

impl<'a> Levels<'a> {
    fn of(tables: &'a Tables, most: u32) -> Levels<'a> {
        let mut levels = Levels { most, groups: Vec::new(), own: Vec::new() };
        let index = tables.elements.iter().find(|e| e.level == most);
        for at in [3, 2, 1, 0] {
            let here: Vec<&Element> = tables.elements.iter().filter(|e| e.level > 1 && levels.level(e) == at).collect();
            let codes = renamed(&here, PREFIXES[at]);
            for (element, code) in here.iter().zip(codes) {
                levels.groups.push(group(code.clone(), &element.name, element.weight, at));
                levels.own.push((&element.code, code));
            }
            if here.is_empty() {
                let name = index.map_or("", |e| e.name.as_str());
                levels.groups.push(group(format!("{}01", PREFIXES[at]), name, 1.0, at));
            }
        }
        levels
    }

    /// A level of the tree as one of the tool's; those in between its highest and the index have one group each.
    fn level(&self, element: &Element) -> usize {
        if element.level == self.most {
            3
        } else {
            element.level as usize - 2
        }
    }

    /// The groups above an indicator, by their codes.
    fn path(&self, tables: &Tables, leaf: &Element) -> [String; 4] {
        let mut path: [String; 4] = PREFIXES.map(|prefix| format!("{prefix}01"));
        let mut above = leaf.parent.as_deref();
        while let Some(element) = above.and_then(|id| tables.elements.iter().find(|e| e.code == id)) {
            let named = self.own.iter().find(|(id, _)| *id == element.code).map(|(_, code)| code.clone());
            path[self.level(element)] = named.unwrap_or_default();
            above = element.parent.as_deref();
        }
        path
    }
}

/// The units with their figures; of a ratio, the quotient.
fn units(tables: &Tables, data: &Table, leaves: &[&Element]) -> Vec<Unit> {
    let figures = |id: &str| tables.panel.indicator(id).map(|at| tables.panel.column(at, 0));
    let columns = leaves.iter().map(|leaf| (figures(&leaf.code), leaf.denominator.as_deref().and_then(figures)));
    let columns: Vec<_> = columns.collect();
    let unit = |(at, code): (usize, String)| {
        let figure = |(above, below): &(Option<&[f64]>, Option<&[f64]>)| {
            let value = above.map_or(f64::NAN, |figures| figures[at]) / below.map_or(1.0, |figures| figures[at]);
            Some(value).filter(|v| v.is_finite()).unwrap_or(f64::NAN)
        };
        let name = plain(&tables.panel.units()[at].name.en);
        Unit { name, code, figures: columns.iter().map(figure).collect() }
    };
    order(data, tables).into_iter().map(unit).collect()
}

fn group(code: String, name: &str, weight: f64, level: usize) -> Group {
    Group { code, name: plain(name), weight, level }
}

/// The codes where all are of the tool's kind, else numbered in their order. There is one index, and it is called so.
fn renamed(elements: &[&Element], prefix: &str) -> Vec<String> {
    if prefix == PREFIXES[3] {
        return vec![prefix.to_owned(); elements.len()];
    }
    match elements.iter().all(|e| e.code.starts_with(prefix)) {
        true => elements.iter().map(|e| e.code.clone()).collect(),
        false => (1..=elements.len()).map(|n| format!("{prefix}{n:02}")).collect(),
    }
}

/// The units as iData lists them: number in the panel, and code.
fn order(data: &Table, tables: &Tables) -> Vec<(usize, String)> {
    let Some(column) = data.column("uCode") else { return Vec::new() };
    let found = |code: &str| tables.panel.units().iter().position(|unit| unit.code == code);
    let rows = data.rows.iter().map(|(_, cells)| cells[column].trim());
    rows.filter_map(|code| Some((found(code)?, plain(code)))).collect()
}

/// A label without the apostrophe that [`label`] gave it for CSV: a workbook knows what is text.
pub(super) fn plain(text: &str) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if label(rest) == text => rest.to_owned(),
        _ => text.to_owned(),
    }
}

/// Refuses more than there is room for.
fn fits(found: usize, most: usize, sheet: &str, zh: &str, en: &str) -> Result<()> {
    if found <= most {
        return Ok(());
    }
    Err(Error::new(
        Code::BadParameter,
        sheet,
        Text::new(
            format!("COIN Tool 工作簿最多容纳 {most} 个{zh}，这里有 {found} 个。"),
            format!("The COIN Tool's workbook has room for {most} {en}; there are {found}."),
        ),
        Text::new("请减少后再导出，或改用 CSV。", "Export fewer, or keep the tables as CSV."),
    ))
}
