//! The part of the units that is ranked among itself: a region, a parent, a group.

use crate::error::{Code, Error, Result};
use crate::panel::{Panel, Unit};
use crate::region::Region;
use crate::territory::{self, Place};
use crate::text::Text;

/// A part of a panel's units. Parents and groups are known by the first unit that is in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// The units of a region of provinces.
    Region(Region),
    /// The units of the province that this unit is in, of whatever level.
    Province(usize),
    /// The units that have the same parent as this one, and what is part of them.
    Parent(usize),
    /// The units of this one's group.
    Group(usize),
}

impl From<Region> for Area {
    fn from(region: Region) -> Self {
        Area::Region(region)
    }
}

/// The digits of a division's province.
fn province(unit: &Unit) -> Option<&str> {
    unit.level.and(unit.code.get(..2)).filter(|_| unit.code.len() > 2)
}

impl Panel {
    /// The part of the units that is meant: the id of a region, the code or name of a parent or of its province, the name of a
    /// group.
    ///
    /// # Errors
    /// `bad_parameter` where no unit is in such a part, with those that there are.
    pub fn area(&self, written: &str) -> Result<Area> {
        let province = match territory::resolve(written) {
            Ok(Place::Province(territory)) => self.area_as_written(territory.code),
            _ => None,
        };
        province.or_else(|| self.area_as_written(written)).ok_or_else(|| self.no_area(written))
    }

    /// The same where nobody looks up the names of provinces, as in the module of a first ranking: a province is meant by its
    /// code. None where no unit is in such a part.
    pub fn area_as_written(&self, written: &str) -> Option<Area> {
        if let Some(region) = Region::from_id(written) {
            return Some(Area::Region(region));
        }
        let units = self.units();
        let is_parent = |unit: &Unit| {
            unit.parent
                .as_ref()
                .is_some_and(|p| [&p.code, &p.name.zh, &p.name.en].into_iter().any(|name| name == written))
        };
        let by_province = units.iter().position(|unit| province(unit) == Some(written)).map(Area::Province);
        let by_parent = || units.iter().position(is_parent).map(Area::Parent);
        let by_group = || units.iter().position(|unit| unit.group.as_deref() == Some(written)).map(Area::Group);
        by_province.or_else(by_parent).or_else(by_group)
    }

    /// Whether a unit is in a part; every unit is where none is asked for.
    pub fn is_in(&self, unit: usize, area: Option<Area>) -> bool {
        let units = self.units();
        match area {
            None => true,
            Some(Area::Region(region)) => units[unit].region == Some(region),
            Some(Area::Province(of)) => province(&units[unit]).is_some_and(|own| Some(own) == province(&units[of])),
            Some(Area::Group(of)) => units[unit].group.is_some() && units[unit].group == units[of].group,
            Some(Area::Parent(of)) => {
                let wanted = units[of].parent.as_ref().map(|parent| parent.code.as_str());
                self.parents(unit).any(|parent| Some(parent) == wanted)
            }
        }
    }

    /// The codes of what a unit is part of, the nearest first, as far as the panel has the units.
    fn parents(&self, unit: usize) -> impl Iterator<Item = &str> {
        /// No register is deeper, and units that are part of each other end here.
        const DEEPEST: usize = 8;
        let parent = |at: usize| self.units()[at].parent.as_ref().map(|parent| parent.code.as_str());
        std::iter::successors(parent(unit), move |code| parent(self.unit(code)?)).take(DEEPEST)
    }

    fn no_area(&self, written: &str) -> Error {
        const NAMED: usize = 8;
        let mut known: Vec<&str> = Vec::new();
        for unit in self.units() {
            let region = unit.region.map(Region::id);
            let parent = unit.parent.as_ref().map(|parent| parent.name.zh.as_str());
            for name in [region, parent, unit.group.as_deref()].into_iter().flatten() {
                if known.len() < NAMED && !known.contains(&name) {
                    known.push(name);
                }
            }
        }
        let known = if known.is_empty() { "-".to_owned() } else { known.join(", ") };
        let hint = Text::new(format!("可选：{known}。"), format!("Choose one of: {known}."));
        Error::new(
            Code::BadParameter,
            "region",
            Text::new(format!("没有“{written}”这一地区或分组。"), format!("Unknown region or group \"{written}\".")),
            hint,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Area;
    use crate::level::Level;
    use crate::panel::{Panel, Parent, Unit};
    use crate::text::Text;
    use crate::Region;

    fn panel() -> Panel {
        let unit = |code: &str, parent: &str, level, group: Option<&str>| Unit {
            level,
            group: group.map(str::to_owned),
            parent: (!parent.is_empty())
                .then(|| Parent { code: parent.to_owned(), name: Text::same(&format!("{parent}区")) }),
            ..Unit::named(code, code)
        };
        let units = vec![
            unit("420102", "420100", Some(Level::County), None),
            unit("420200", "42", Some(Level::Prefecture), Some("沿江")),
            unit("430100", "43", Some(Level::Prefecture), Some("沿江")),
            unit("F1", "P1", None, None),
            unit("P1", "P0", None, None),
        ];
        Panel::new(units, vec!["2022".parse().unwrap()], vec![], vec![]).unwrap()
    }

    #[test]
    fn parts_by_code_name_and_group() {
        let panel = panel();
        let members = |written: &str| {
            let area = panel.area(written).unwrap_or_else(|e| panic!("{written}: {e:?}"));
            let all = (0..panel.units().len()).filter(|u| panel.is_in(*u, Some(area)));
            all.map(|u| panel.units()[u].code.as_str()).collect::<Vec<_>>().join(" ")
        };
        for (written, expected) in [
            ("42", "420102 420200"),
            ("420000", "420102 420200"),
            ("湖北省", "420102 420200"),
            ("420100", "420102"),
            ("420100区", "420102"),
            ("43", "430100"),
            ("沿江", "420200 430100"),
            ("P1", "F1"),
            ("P0", "F1 P1"),
            ("east", ""),
        ] {
            assert_eq!(members(written), expected, "{written}");
        }
        assert_eq!(panel.area("central").unwrap(), Area::Region(Region::Central));
        let error = panel.area("南区").unwrap_err();
        assert!(error.hint.zh.contains("420100区"), "{error:?}");
        assert!((0..5).all(|u| panel.is_in(u, None)));
    }
}
