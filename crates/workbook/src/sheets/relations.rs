//! How the parts of a package (XLSX, XLSB) lead to each other.

use super::package::{attribute, damaged, Parts};
use innodex_panel::error::Result;
use quick_xml::events::Event;

/// One part that another points to.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `worksheet`, `styles`.
    pub(super) kind: String,
    /// The name of the part that it leads to.
    pub(super) part: String,
}

/// The parts that a part points to; the package itself has no name.
pub(super) fn relations(parts: &mut Parts, of: &str) -> Result<Vec<Relation>> {
    let (folder, name) = of.rsplit_once('/').map_or(("", of), |(folder, name)| (folder, name));
    let file = format!("{folder}{}_rels/{name}.rels", if folder.is_empty() { "" } else { "/" });
    let mut found: Vec<Relation> = Vec::new();
    parts.events(&file, |event| {
        let Event::Start(e) = event else { return Ok(()) };
        if e.local_name().as_ref() != b"Relationship" {
            return Ok(());
        }
        let value = |name: &[u8]| attribute(e, name).map(Option::unwrap_or_default).ok_or_else(|| damaged(&file));
        if value(b"TargetMode")? == "External" {
            return Ok(());
        }
        let kind = value(b"Type")?.rsplit('/').next().unwrap_or_default().to_owned();
        let relation = Relation { id: value(b"Id")?, kind, part: resolved(folder, &value(b"Target")?) };
        match found.iter().any(|known| known.id == relation.id) {
            true => Err(damaged(&file)),
            false => {
                found.push(relation);
                Ok(())
            }
        }
    })?;
    Ok(found)
}

/// The name of a part that stands in a part of that folder.
fn resolved(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|piece| !piece.is_empty()).collect(),
    };
    for piece in target.split('/') {
        match piece {
            "" | "." => {}
            ".." => drop(path.pop()),
            piece => path.push(piece),
        }
    }
    path.join("/")
}

/// The part of a kind; where nothing points to one, the one that is named so everywhere.
pub(super) fn part_of<'a>(relations: &'a [Relation], kind: &str, usual: &'a str) -> &'a str {
    relations.iter().find(|relation| relation.kind == kind).map_or(usual, |relation| &relation.part)
}

#[cfg(test)]
mod tests {
    #[test]
    fn targets_are_read_from_where_they_stand() {
        let of = super::resolved;
        assert_eq!(of("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(of("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(of("xl/worksheets", "../styles.xml"), "xl/styles.xml");
        assert_eq!(of("", "xl/workbook.xml"), "xl/workbook.xml");
    }
}
