//! A table of which only the plan speaks: nobody has looked at it, and the plan says what each column is.

use super::table::{Cells, Column, Key, Kind, Lookup, Meant, Table};
use crate::plan::{Plan, Role, Source, Territories};
use innodex_panel::json::Members;
use innodex_panel::panel::Unit;
use innodex_panel::period::{Frequency, Period};
use innodex_panel::territory;

impl Table {
    /// The table of a source as the plan states it: units as they are written, provinces by code and name, periods that
    /// are years, figures that are numbers. None where the plan does not say enough.
    pub fn stated(plan: &Plan, name: &str) -> Option<Table> {
        let source = plan.source(name);
        let of = |role| source.columns.0.iter().filter(move |(_, known)| *known == role).map(|(column, _)| column);
        let unfit = [Role::Indicator, Role::Measure, Role::Parent].into_iter().any(|role| of(role).next().is_some());
        let territory = source.territory.unwrap_or(Territories::Free);
        let looked_up = matches!(territory, Territories::Divisions | Territories::Register);
        if unfit || looked_up || !source.skip.is_empty() || of(Role::Figure).next().is_none() {
            return None;
        }
        let words = if territory == Territories::China { provinces() } else { Vec::new() };
        let unit = of(Role::Unit).next().or(of(Role::Code).next());
        let open = |column: &String| Lookup { columns: vec![column.clone()], words: Vec::new() };
        let period = match &source.period {
            Some(stated) => Some(constant(stated.parse().ok()?)),
            None => of(Role::Period).next().map(open),
        };
        Some(Table {
            name: name.to_owned(),
            relation: String::new(),
            columns: source.columns.0.iter().map(|(name, role)| column(name, *role)).collect(),
            territory,
            source: String::new(),
            unique: false,
            complete: false,
            frequency: source
                .period
                .as_ref()
                .and_then(|p| p.parse::<Period>().ok())
                .map_or(Some(Frequency::Year), |p| Some(p.frequency())),
            units: if territory == Territories::China { all_provinces() } else { Vec::new() },
            unit: unit.map(|column| Lookup { columns: vec![column.clone()], words }),
            period,
            keys: of(Role::Key).map(|column| key(column)).collect(),
            indicator: None,
            figures: of(Role::Figure).map(|column| cells(column, &source)).collect(),
            measures: Members::default(),
        })
    }
}

fn column(name: &str, role: Role) -> Column {
    let holds = if role == Role::Figure { Kind::Exact } else { Kind::Other };
    Column { name: name.to_owned(), holds, padded: false }
}

/// A column of figures, all of them numbers.
fn cells(column: &str, source: &Source) -> Cells {
    Cells {
        id: column.to_owned(),
        measure: source.measures.get(column).cloned().unwrap_or_default(),
        column: column.to_owned(),
        odd: Vec::new(),
        period: None,
    }
}

/// A further key, of which nobody knows the words.
fn key(column: &str) -> Key {
    Key {
        name: column.to_owned(),
        columns: vec![column.to_owned()],
        words: Vec::new(),
        apart: Vec::new(),
        complete: false,
    }
}

/// One period for all rows.
fn constant(period: Period) -> Lookup {
    let meant = Some(period.ordinal().to_string());
    Lookup { columns: Vec::new(), words: vec![Meant { written: Vec::new(), meant }] }
}

fn all_provinces() -> Vec<Unit> {
    territory::ALL.iter().map(Unit::of).collect()
}

/// The provinces by what is commonly written for them.
fn provinces() -> Vec<Meant> {
    let written = |t: &territory::Territory| {
        let long = format!("{}0000", t.code);
        [t.code.to_owned(), long, t.zh.to_owned(), t.zh_full.to_owned(), t.en.to_owned()]
            .map(|word| Meant { written: vec![word], meant: Some(t.code.to_owned()) })
    };
    territory::ALL.iter().flat_map(written).collect()
}
