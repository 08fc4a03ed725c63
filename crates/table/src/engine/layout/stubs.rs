//! What the rows of a table are about: their labels, the section that they stand in, and the names of sub-items.

use super::grid::Grid;
use super::heads::Stub;
use crate::engine::marks::bare_name;
use innodex_panel::measure;
use innodex_panel::text::tidy;
use std::collections::BTreeMap;

/// The name of an indicator that a row has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its own name, without 其中 and its unit of measure.
    pub(crate) bare: String,
    pub(crate) measure: Option<String>,
    /// Whether it says that it is part of one above: 其中：工业.
    pub(crate) within: bool,
    /// How far it is indented, in characters.
    indent: usize,
    /// The item that it is part of.
    pub(crate) parent: Option<String>,
}

/// Before the name of an item that is part of the one above.
const WITHIN: [&str; 9] = ["#其中：", "其中：", "其中:", "其中，", "其中", "#", "＃", "＃其中：", "其 中："];

impl Named {
    fn of(written: &str) -> Named {
        let indent = written.chars().take_while(|c| c.is_whitespace()).count();
        let text = tidy(bare_name(written).0).into_owned();
        let inside =
            WITHIN.iter().find_map(|sign| text.strip_prefix(sign)).map(str::trim).filter(|rest| !rest.is_empty());
        let name = inside.unwrap_or(&text);
        let (bare, measure) = measure::in_header(name).map_or((name, None), |(bare, own)| (bare, Some(own.to_owned())));
        Named { bare: bare.to_owned(), measure, within: inside.is_some(), indent, parent: None }
    }

    /// The name that no other row has.
    fn full(&self) -> String {
        match &self.parent {
            Some(parent) => format!("{parent}：其中 {}", self.bare),
            None => self.bare.clone(),
        }
    }
}

/// The names of the rows of one unit or section after another, each with the item that it is part of.
pub(crate) fn named(grid: &Grid, stub: &Stub, rows: &[usize]) -> Vec<Named> {
    let mut all: Vec<Named> = Vec::new();
    // The items that a row may be part of, from the outermost inwards: indent and name.
    let mut above: Vec<(usize, String)> = Vec::new();
    for row in rows {
        let mut name = Named::of(grid.written(*row, stub.column));
        let follows = name.within || all.last().is_some_and(|last| last.within && last.indent < name.indent);
        above.retain(|(indent, _)| *indent < name.indent + usize::from(follows));
        name.parent = above.last().map(|(_, parent)| parent.clone());
        if !follows {
            above.push((name.indent, name.bare.clone()));
        }
        all.push(name);
    }
    all
}

/// What each row is called in the whole table: by its bare name, or, where that stands twice for one unit, with the item that
/// it is part of.
pub(crate) fn called(groups: &[Vec<Named>]) -> Vec<Vec<String>> {
    let mut twice: Vec<&str> = Vec::new();
    for group in groups {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        group.iter().for_each(|name| *seen.entry(name.bare.as_str()).or_default() += 1);
        twice.extend(seen.into_iter().filter(|(_, times)| *times > 1).map(|(name, _)| name));
    }
    let call = |name: &Named| if twice.contains(&name.bare.as_str()) { name.full() } else { name.bare.clone() };
    groups.iter().map(|group| group.iter().map(call).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::layout::heads::Label;

    fn of(names: &[&str]) -> Vec<String> {
        let mut grid = Grid::default();
        for (row, name) in names.iter().enumerate() {
            grid.push(row + 1, csv::StringRecord::from(vec![*name]));
        }
        let stub = Stub { column: 0, head: "指标".into(), label: Label::Indicator };
        let rows: Vec<usize> = (0..names.len()).collect();
        called(&[named(&grid, &stub, &rows)]).remove(0)
    }

    #[test]
    fn sub_items_are_named_with_their_parent_where_the_bare_name_stands_twice() {
        assert_eq!(of(&["生产总值（亿元）", "其中：工业", "人口"]), ["生产总值", "工业", "人口"]);
        assert_eq!(
            of(&["R&D人员", "其中：女性", "专利申请数", "其中：发明", "专利授权数", "其中：发明"]),
            ["R&D人员", "女性", "专利申请数", "专利申请数：其中 发明", "专利授权数", "专利授权数：其中 发明"]
        );
        assert_eq!(
            of(&["申请", "　发明", "　实用新型", "授权", "　发明", "　实用新型"]),
            ["申请", "申请：其中 发明", "申请：其中 实用新型", "授权", "授权：其中 发明", "授权：其中 实用新型"]
        );
    }
}
