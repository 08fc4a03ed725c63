//! Registers of units: China's divisions below the province, or an office's own list of firms, parks, schools, countries.
//!
//! [`Register::resolve`] finds the unit that a written name means, with what is known of the table that it stands in. As with
//! provinces nothing is guessed: a name that several units bear waits for its parent, a misread one for an answer.

mod misread;
mod names;
pub mod national;
mod own;
mod scope;
mod zones;

pub use crate::level::Level;
pub use national::is_municipality;
pub use national::Former;
pub use scope::Scope;
pub use zones::is_bare as is_bare_zone;

use crate::panel::{Parent, Unit};
use crate::territory::{fold, Territory};
use crate::text::{whole, Text};
use std::collections::BTreeMap;

/// Characters of the longest name that a title is searched for.
const LONGEST_NAME: usize = 16;

/// A unit of a register.
#[derive(Debug, Clone, PartialEq)]
pub struct Division {
    /// Six digits; two for a province; as it is written in an office's own register.
    pub code: String,
    /// The name that is shown.
    pub name: Text,
    /// The full Chinese name.
    pub full: String,
    /// Its tier, where it is a division of China.
    pub level: Option<Level>,
    /// The number of the unit that it is part of.
    pub parent: Option<u32>,
    /// A group across parents, as an office's own register names it.
    pub group: Option<String>,
    province: Option<&'static Territory>,
}

/// Units by their codes and names.
#[derive(Debug, Clone, Default)]
pub struct Register {
    units: Vec<Division>,
    codes: BTreeMap<String, u32>,
    /// Units by folded name, and whether it is the full one.
    names: BTreeMap<String, Vec<(u32, bool)>>,
    formers: Vec<Former>,
    simplified: Vec<(char, char)>,
    /// Whether it is that of China's divisions.
    national: bool,
}

/// What is known of the place where a name stands.
#[derive(Debug, Clone, Default)]
pub struct Context<'a> {
    /// The unit that it must be in, as another column or the plan says.
    pub within: Option<u32>,
    /// What the other names of the table have in common.
    pub scope: Scope,
    /// Units that the table names clearly, ascending: no misreading is theirs.
    pub known: &'a [u32],
    /// Whether a name that is none is left without suggestions: looking for them goes through the whole register.
    pub plain: bool,
}

/// What a written name means.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer<'a> {
    /// This unit.
    Found(u32),
    /// This unit, since the other names of the table are in the same parent or of the same tier; several bear the name.
    Inferred(u32),
    /// Several, all of them.
    Ambiguous(Vec<u32>),
    /// A name that is in the register, but elsewhere than the table says.
    Elsewhere(Vec<u32>),
    /// A unit that is no more, and not equal to any other.
    Former(&'a Former),
    /// Misread or mistyped, and one name is clearly nearest.
    Misread(u32),
    /// Nothing in the register; what it could be, if anything.
    Unknown(Vec<u32>),
}

impl Register {
    /// The units, by number.
    pub fn units(&self) -> &[Division] {
        &self.units
    }

    /// The unit of a number that this register gave.
    pub fn unit(&self, number: u32) -> &Division {
        &self.units[number as usize]
    }

    /// Whether it is that of China's divisions.
    pub fn is_national(&self) -> bool {
        self.national
    }

    /// The unit as panels have it.
    pub fn panel_unit(&self, number: u32) -> Unit {
        let division = self.unit(number);
        let known = division.province.map_or_else(|| Unit::named(&division.code, ""), Unit::of);
        let parent = division.parent.map(|parent| self.unit(parent));
        Unit {
            name: division.name.clone(),
            level: division.level,
            parent: parent.map(|parent| Parent { code: parent.code.clone(), name: parent.name.clone() }),
            group: division.group.clone(),
            ..known
        }
    }

    /// The full name with those of all that it is in, by which it is found wherever it stands: 江苏省南京市鼓楼区. In an office's
    /// own register it is the name, or where several have it the code.
    pub fn path(&self, number: u32) -> String {
        if !self.national {
            let unit = self.unit(number);
            let alone = self.exact(&self.fold(&unit.full)).len() == 1;
            return if alone { unit.full.clone() } else { unit.code.clone() };
        }
        let chain: Vec<u32> = self.chain(number).collect();
        let mut path = String::new();
        for at in chain.into_iter().rev() {
            let unit = self.unit(at);
            let around =
                unit.parent.filter(|_| unit.level == Some(Level::Zone)).map(|parent| self.names_around(parent));
            let around: Vec<&str> = around.iter().flatten().map(String::as_str).collect();
            path += zones::inner(&unit.full, &around);
        }
        path
    }

    /// The unit and all that it is in, the nearest first.
    pub fn chain(&self, number: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(Some(number), |at| self.unit(*at).parent)
    }

    /// Whether a unit is, or is in, another.
    pub fn is_within(&self, number: u32, outer: u32) -> bool {
        self.chain(number).any(|at| at == outer)
    }

    /// The unit of a code: six digits, four or two without the zeros behind them, nine or twelve with them.
    pub fn by_code(&self, written: &str) -> Option<u32> {
        let folded = fold(written);
        let code = whole(&folded);
        if !self.national {
            return self.codes.get(written.trim()).or_else(|| self.codes.get(code)).copied();
        }
        let digits = code.bytes().all(|b| b.is_ascii_digit());
        let six = match code.len() {
            2 => format!("{code}0000"),
            4 => format!("{code}00"),
            6 => code.to_owned(),
            9 | 12 if digits && code[6..].bytes().all(|b| b == b'0') => code[..6].to_owned(),
            _ => return None,
        };
        self.codes.get(&six).copied()
    }

    /// Whether a word can only be a code.
    pub fn is_code(written: &str) -> bool {
        let folded = fold(written);
        let code = whole(&folded);
        code.len() >= 2 && code.bytes().all(|b| b.is_ascii_digit())
    }

    /// All units that a name could be, wherever it stands: by full name, else by a short one, else by a name that begins with
    /// those of the units around it.
    pub fn candidates(&self, written: &str) -> Vec<u32> {
        if let Some(unit) = self.by_code(written) {
            return vec![unit];
        }
        self.named(&self.fold(written))
    }

    /// Provinces and cities that a text speaks of, by the longest of their names at every place: a title, the name of a file.
    pub fn mentioned(&self, text: &str) -> Vec<u32> {
        let text = self.fold(text);
        let mut found = Vec::new();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1).take(LONGEST_NAME);
            let ends: Vec<usize> = ends.collect();
            let named = ends.iter().rev().find_map(|end| {
                let units = self.exact(&rest[..*end]);
                let outer: Vec<u32> =
                    units.into_iter().filter(|at| self.unit(*at).level < Some(Level::County)).collect();
                (!outer.is_empty()).then_some((*end, outer))
            });
            let step = rest.chars().next().map_or(1, char::len_utf8);
            match named {
                // 海南 may be the province or a prefecture: it tells nothing.
                Some((end, outer)) => {
                    found.extend(outer.first().filter(|_| outer.len() == 1));
                    rest = &rest[end..];
                }
                None => rest = &rest[step..],
            }
        }
        found
    }

    /// One form for all ways of writing.
    fn fold(&self, written: &str) -> String {
        let simplified = |c: char| match self.simplified.binary_search_by_key(&c, |(from, _)| *from) {
            Ok(at) => self.simplified[at].1,
            Err(_) => c,
        };
        fold(written)
            .chars()
            .filter(|c| !self.national || !matches!(c, '-' | '/' | '>' | ','))
            .map(simplified)
            .collect()
    }

    fn named(&self, text: &str) -> Vec<u32> {
        let exact = self.exact(text);
        if !exact.is_empty() || !self.national {
            return exact;
        }
        // 湖北省武汉市江岸区: what it begins with is around what it ends in.
        let mut found: Vec<u32> = Vec::new();
        for (at, _) in text.char_indices().skip(2) {
            let heads = self.exact(&text[..at]);
            for head in heads.into_iter().filter(|head| self.unit(*head).level < Some(Level::County)) {
                found.extend(self.inside(&text[at..], head));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The units of a name in another unit; a zone by its kind too.
    fn inside(&self, text: &str, outer: u32) -> Vec<u32> {
        let mut found = self.named(text);
        found.retain(|unit| *unit != outer && self.is_within(*unit, outer));
        if found.is_empty() {
            found = self.zones(text, outer);
        }
        found
    }

    /// The zones of a unit that a name without the unit's means.
    fn zones(&self, text: &str, outer: u32) -> Vec<u32> {
        let around = self.names_around(outer);
        let around: Vec<&str> = around.iter().map(String::as_str).collect();
        let zone = |at: &u32| self.unit(*at).level == Some(Level::Zone) && self.unit(*at).parent == Some(outer);
        let named = |at: &u32| zones::same(zones::inner(&self.unit(*at).full, &around), text);
        (0..self.units.len() as u32).filter(|at| zone(at) && named(at)).collect()
    }

    /// The units of exactly this folded name: those whose full name it is, if there are any.
    fn exact(&self, text: &str) -> Vec<u32> {
        let Some(bearers) = self.names.get(text) else { return Vec::new() };
        let full = bearers.iter().any(|(_, full)| *full);
        bearers.iter().filter(|(_, is_full)| *is_full || !full).map(|(unit, _)| *unit).collect()
    }

    /// What a written name means where it stands.
    pub fn resolve(&self, written: &str, context: &Context<'_>) -> Answer<'_> {
        if let Some(unit) = self.by_code(written) {
            return Answer::Found(unit);
        }
        if self.national && Register::is_code(written) {
            return Answer::Unknown(Vec::new());
        }
        let text = self.fold(written);
        let mut all = self.named(&text);
        if let Some(former) = self.former(&text, context, all.is_empty()) {
            return Answer::Former(former);
        }
        if let Some(outer) = context.within {
            let elsewhere = std::mem::take(&mut all);
            all = elsewhere.iter().copied().filter(|unit| *unit != outer && self.is_within(*unit, outer)).collect();
            // A province that is a city too stands in both columns.
            if all.is_empty() && elsewhere.contains(&outer) {
                all = vec![outer];
            }
            if all.is_empty() {
                all = self.zones(&text, outer);
            }
            if all.is_empty() && !elsewhere.is_empty() {
                return Answer::Elsewhere(elsewhere);
            }
        }
        let here: Vec<u32> = all.iter().copied().filter(|unit| context.scope.holds(self, *unit)).collect();
        match (&all[..], &here[..]) {
            ([only], _) => Answer::Found(*only),
            (_, [only]) => Answer::Inferred(*only),
            ([], _) => self.without_a_name(&text, context),
            (_, []) => Answer::Ambiguous(all),
            _ => Answer::Ambiguous(here),
        }
    }

    /// The unit that is no more and that a table of cities means; a table of counties means the one that has its name now.
    fn former(&self, text: &str, context: &Context<'_>, nameless: bool) -> Option<&Former> {
        let among_cities = match context.scope.level {
            Some(Level::County | Level::Zone) => false,
            Some(_) => true,
            None => nameless || context.scope.within.is_some(),
        };
        let inside = |at: u32| self.unit(at).level == Some(Level::Province);
        if !among_cities || !context.within.is_none_or(inside) {
            return None;
        }
        let folded = |name: &str| self.fold(name) == text;
        self.formers.iter().find(|f| folded(&f.name) || names::short_forms(&f.name).iter().any(|form| folded(form)))
    }

    /// Whether a name is also that of a unit that is no more.
    fn was(&self, text: &str) -> bool {
        let cities = Context { scope: Scope { level: Some(Level::Prefecture), within: None }, ..Context::default() };
        self.former(text, &cities, true).is_some()
    }

    /// A zone without its parent, or a misread name.
    fn without_a_name(&self, text: &str, context: &Context<'_>) -> Answer<'_> {
        let outer = context.within.or(context.scope.within);
        let zones = outer.map(|outer| self.zones(text, outer)).unwrap_or_default();
        match zones[..] {
            [only] => Answer::Inferred(only),
            [_, ..] => Answer::Ambiguous(zones),
            [] if zones::is_bare(text) && self.national => Answer::Unknown(Vec::new()),
            [] if context.plain => Answer::Unknown(Vec::new()),
            [] => misread::nearest(self, text, context),
        }
    }

    fn add(&mut self, division: Division) -> u32 {
        let at = self.units.len() as u32;
        self.codes.insert(division.code.clone(), at);
        self.units.push(division);
        at
    }

    /// Lets a unit be found by a name.
    fn name(&mut self, name: &str, unit: u32, full: bool) {
        let bearers = self.names.entry(self.fold(name)).or_default();
        match bearers.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, known)) => *known |= full,
            None => bearers.push((unit, full)),
        }
    }
}
