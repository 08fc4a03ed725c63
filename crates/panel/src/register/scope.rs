//! What the names of a table have in common: the parent that they all are in, and their tier.

use super::{national::is_municipality, Level, Register};

/// A part of the register; all of it where nothing is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scope {
    /// All are in this unit.
    pub within: Option<u32>,
    /// All are of this tier; zones are counted with counties.
    pub level: Option<Level>,
}

impl Scope {
    /// Whether a unit is in this part.
    pub fn holds(&self, register: &Register, unit: u32) -> bool {
        let inside = self.within.is_none_or(|outer| unit != outer && register.is_within(unit, outer));
        inside && self.level.is_none_or(|level| is_of(register, unit, level))
    }
}

/// Whether a unit is of a tier: a zone stands among counties, Beijing among cities.
fn is_of(register: &Register, unit: u32, level: Level) -> bool {
    let unit = register.unit(unit);
    match (unit.level, level) {
        (Some(Level::Zone), Level::County) => true,
        (Some(Level::Province), Level::Prefecture) => is_municipality(&unit.code),
        (own, level) => own == Some(level),
    }
}

impl Register {
    /// The narrowest part of the register in which every name of a table has a unit. A table of cities is one of cities, though
    /// counties have some of the names; one of districts is of the one city that has them all.
    pub fn scope<'a>(&self, names: impl Iterator<Item = &'a str>) -> Scope {
        let names: Vec<(Vec<u32>, bool)> = names
            .map(|name| (self.candidates(name), self.was(&self.fold(name))))
            .filter(|(c, _)| !c.is_empty())
            .collect();
        for level in [Level::Prefecture, Level::County] {
            // A city that is no more says nothing about a table of cities.
            let counts = |was: bool| !(was && level == Level::Prefecture);
            let of_level = |units: &Vec<u32>| units.iter().copied().filter(|unit| is_of(self, *unit, level)).collect();
            let tier: Vec<Vec<u32>> =
                names.iter().filter(|(_, was)| counts(*was)).map(|(units, _)| of_level(units)).collect();
            if !tier.is_empty() && tier.iter().all(|units| !units.is_empty()) {
                return Scope { within: self.common_parent(&tier), level: Some(level) };
            }
        }
        let all: Vec<Vec<u32>> = names.into_iter().map(|(units, _)| units).collect();
        Scope { within: self.common_parent(&all), level: None }
    }

    /// The nearest unit in which every name has a unit; none where several such units are equally near.
    fn common_parent(&self, names: &[Vec<u32>]) -> Option<u32> {
        let first = names.first()?;
        for depth in [Level::Prefecture, Level::Province] {
            let mut outer: Vec<u32> = first.iter().filter_map(|unit| self.outer(*unit, depth)).collect();
            outer.sort_unstable();
            outer.dedup();
            let covers = |outer: &u32| {
                let inside = |unit: &u32| *unit != *outer && self.is_within(*unit, *outer);
                names.iter().all(|units| units.iter().any(inside))
            };
            outer.retain(covers);
            match outer[..] {
                [only] => return Some(only),
                [] => {}
                _ => return None,
            }
        }
        None
    }

    /// The unit of a tier that a unit is in. Without tiers, in an office's own register, it is the parent.
    fn outer(&self, unit: u32, level: Level) -> Option<u32> {
        if !self.national {
            return self.unit(unit).parent.filter(|_| level == Level::Prefecture);
        }
        self.chain(unit).skip(1).find(|at| self.unit(*at).level == Some(level))
    }
}
