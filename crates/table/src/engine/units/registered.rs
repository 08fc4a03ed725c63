//! Units that are looked up in a register: divisions of China below the province, or an office's own list.

use super::refusals::{self, Refusal, Waiting};
use super::tally::Tally;
use super::unknown;
use super::{missing_unit, other_code, seen, Input, Units, Whom};
use crate::engine::marks::bare_name;
use crate::engine::registers::told_by_title;
use crate::engine::remarks::Remarks;
use crate::engine::roles::Roles;
use crate::engine::words::Words;
use crate::plan::Role;
use crate::understood::{Listed, UnitSeen};
use innodex_panel::error::{Code, Error};
use innodex_panel::panel::Unit;
use innodex_panel::register::{Answer, Context, Level, Register, Scope};
use innodex_panel::territory::{self, is_put_together};
use innodex_panel::text::{tidy, whole, Text};
use polars::prelude::PlHashMap;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// So many inferred names are written out.
const SHOWN: usize = 5;
/// After so many names that wait, suggestions are no longer looked for: nobody reads them.
const MOST_SUGGESTED: usize = 100;

/// What the name of a row means, where it stands.
#[derive(Debug, Clone, PartialEq)]
enum Meaning {
    /// The unit of this number in the register.
    Unit(u32),
    /// A unit that only the plan knows.
    Own(String),
    Total,
    Refused,
    /// No name at all.
    Nothing,
}

/// A column of words beside the names.
struct Beside<'a> {
    column: usize,
    numbers: Cow<'a, [u32]>,
    words: Cow<'a, Words>,
}

/// The names of a table and what is known of all of them.
struct Names<'a> {
    register: &'a Register,
    input: Input<'a>,
    numbers: Cow<'a, [u32]>,
    words: Cow<'a, Words>,
    parents: Vec<Beside<'a>>,
    code: Option<Beside<'a>>,
    /// Whether a word is that of a total, one a word.
    totals: Vec<bool>,
    /// The unit that all are in, as the plan says.
    within: Option<u32>,
    scope: Scope,
    known: Vec<u32>,
    /// The city whose block a row stands in, where the table lists every city before its counties.
    blocks: Vec<Option<u32>>,
}

impl<'a> Names<'a> {
    fn of(input: Input<'a>, register: &'a Register, code: Option<usize>, roles: &Roles) -> Names<'a> {
        let beside = |column: usize| {
            let (numbers, words) = input.file.columns[column].as_words();
            Beside { column, numbers, words }
        };
        let (numbers, words) = input.file.columns[input.column].as_words();
        let mut names = Names {
            register,
            input,
            totals: Vec::new(),
            parents: roles.columns(Role::Parent).map(beside).collect(),
            code: code.map(beside),
            within: None,
            scope: Scope::default(),
            known: Vec::new(),
            blocks: Vec::new(),
            numbers,
            words,
        };
        names.find_totals();
        names.find_scope();
        names.blocks = names.find_blocks().unwrap_or_default();
        names
    }

    /// The word that is meant by a written one.
    fn meant<'b>(&'b self, word: &'b str) -> &'b str {
        self.input.source.accept.get(word).map_or_else(|| bare_name(word).0, String::as_str)
    }

    /// Totals by their names, and units that all others are in: 湖北省 among its cities.
    fn find_totals(&mut self) {
        let words = self.words.all();
        let candidates: Vec<Vec<u32>> = words.iter().map(|word| self.register.candidates(self.meant(word))).collect();
        let by_name = |at: usize| {
            let accepted = self.input.source.accept.get(&words[at]).is_some();
            let own = !self.register.is_national() && !candidates[at].is_empty();
            let told = self.input.source.totals.get(&words[at]).copied();
            let group = || candidates[at].is_empty() && is_put_together(&words[at], words.iter().map(String::as_str));
            told.unwrap_or(!accepted && !own && (territory::is_total(&words[at]) || group()))
        };
        let mut totals: Vec<bool> = (0..words.len()).map(by_name).collect();
        let others: Vec<usize> = (0..words.len()).filter(|at| !totals[*at] && !candidates[*at].is_empty()).collect();
        let is_whole = |at: &usize| {
            let holds = |outer: u32| {
                let inside = |unit: &u32| *unit != outer && self.register.is_within(*unit, outer);
                others.iter().filter(|other| *other != at).all(|other| candidates[*other].iter().any(inside))
            };
            let told = self.input.source.totals.get(&words[*at]).is_some();
            !told && others.len() > 2 && candidates[*at].iter().any(|unit| holds(*unit))
        };
        if let Some(at) = others.iter().find(|at| is_whole(at)) {
            totals[*at] = self.input.source.accept.get(&words[*at]).is_none();
        }
        self.totals = totals;
    }

    /// What all names have in common; where they leave a choice, what the title or the name of the file says.
    fn find_scope(&mut self) {
        let words = self.words.all();
        let units = || words.iter().enumerate().filter(|(at, word)| !self.totals[*at] && !word.is_empty());
        let mut scope = self.register.scope(units().map(|(_, word)| self.meant(word)));
        if scope.within.is_none() && self.parents.is_empty() {
            scope.within = told_by_title(self.input.file, self.register).filter(|outer| {
                let inside = |unit: &u32| self.register.is_within(*unit, *outer);
                units()
                    .map(|(_, word)| self.register.candidates(self.meant(word)))
                    .all(|units| units.is_empty() || units.iter().any(inside))
            });
        }
        // 全州 is a county where all others are of its city.
        let inside = |unit: &u32| scope.within.is_some() && scope.holds(self.register, *unit);
        let is_unit = |at: &usize| self.register.candidates(&words[*at]).iter().any(inside);
        let by_name = |at: &usize| self.totals[*at] && territory::is_total(&words[*at]);
        let units: Vec<usize> = (0..words.len()).filter(by_name).filter(is_unit).collect();
        units.into_iter().for_each(|at| self.totals[at] = false);
        self.scope = scope;
    }

    /// The city above each row, where every county of one name stands below its own city: else none.
    fn find_blocks(&self) -> Option<Vec<Option<u32>>> {
        if !self.register.is_national() || !self.parents.is_empty() || self.scope.level.is_some() {
            return None;
        }
        let words = self.words.all();
        let candidates: Vec<Vec<u32>> = words.iter().map(|word| self.register.candidates(self.meant(word))).collect();
        let level = |unit: u32| self.register.unit(unit).level;
        let mut above = None;
        let mut blocks = vec![None; self.input.kept.len()];
        for row in (0..blocks.len()).filter(|row| self.input.kept[*row]) {
            match candidates[self.numbers[row] as usize][..] {
                [city] if level(city) == Some(Level::Prefecture) => above = Some(city),
                [county]
                    if level(county) > Some(Level::Prefecture)
                        && above.is_none_or(|city| !self.register.is_within(county, city)) =>
                {
                    return None;
                }
                _ => {}
            }
            blocks[row] = above;
        }
        Some(blocks)
    }

    /// The unit that the columns of parents name in a row; where there are none, the city above it if the name is one of its
    /// counties'.
    fn outer(&self, row: usize) -> Option<u32> {
        let mut outer = self.within;
        if let Some(city) = self.blocks.get(row).copied().flatten() {
            let candidates = self.register.candidates(self.meant(self.words.word(self.numbers[row])));
            let inside = |unit: &u32| *unit != city && self.register.is_within(*unit, city);
            return outer.or(Some(city).filter(|_| candidates.len() > 1 && candidates.iter().any(inside)));
        }
        for parent in &self.parents {
            let word = self.meant(parent.words.word(parent.numbers[row]));
            let mut candidates = self.register.candidates(word);
            candidates.retain(|unit| outer.is_none_or(|outer| self.register.is_within(*unit, outer)));
            // 吉林 beside 长春 is the province.
            candidates.sort_by_key(|unit| self.register.unit(*unit).level);
            let coarsest = candidates.first().map(|unit| self.register.unit(*unit).level);
            candidates.retain(|unit| Some(self.register.unit(*unit).level) == coarsest);
            if let [only] = candidates[..] {
                outer = Some(only);
            }
        }
        outer
    }

    /// The names that wait, with what is known of the place of each.
    fn waiting<'b>(&'b self, refusals: &'b [Refusal]) -> Vec<Waiting<'b>> {
        let of = |refusal: &'b Refusal| Waiting {
            word: &refusal.word,
            name: self.meant(&refusal.word),
            place: self.input.file.place(refusal.row, self.input.column),
            context: self.context(refusal.row, false),
        };
        refusals.iter().map(of).collect()
    }

    /// `plain` where suggestions are of no use any more.
    fn context(&self, row: usize, plain: bool) -> Context<'_> {
        Context { within: self.outer(row), scope: self.scope, known: &self.known, plain }
    }
}

impl Units {
    /// Looks up names in a register, each once for every different surrounding.
    pub(super) fn registered(
        &mut self,
        input: &Input<'_>,
        register: &Register,
        code: Option<usize>,
        roles: &Roles,
        remarks: &mut Remarks,
    ) {
        let mut names = Names::of(*input, register, code, roles);
        if let Some(written) = &input.source.within {
            match register.candidates(written)[..] {
                [only] => names.within = Some(only),
                ref several => remarks.error(refusals::within(written, register, several), None),
            }
        }
        refusals::unknown_parents(&names.parents_seen(), register, input, remarks);
        names.known = names.certain();
        names.known.sort_unstable();
        let mut found = Lookups::default();
        let mut asked = Remarks::default();
        for row in (0..input.kept.len()).filter(|row| input.kept[*row]) {
            let meaning = found.meaning(&names, row, &mut asked);
            self.whom[row] = self.take(&names, row, meaning, &mut found);
        }
        match self.units.is_empty() && found.refusals.len() >= unknown::MANY {
            true => refusals::none_known(&names.waiting(&found.refusals), register, remarks),
            false => remarks.append(asked),
        }
        self.list(&names, found, remarks);
    }

    /// Whom a row is about, given what its name means.
    fn take(&mut self, names: &Names<'_>, row: usize, meaning: Meaning, found: &mut Lookups) -> Whom {
        let (key, unit) = match meaning {
            Meaning::Total => return Whom::Total,
            Meaning::Refused | Meaning::Nothing => return Whom::Refused,
            Meaning::Unit(unit) => (names.register.unit(unit).code.clone(), names.register.panel_unit(unit)),
            Meaning::Own(name) => (name.clone(), Unit::named(&name, &name)),
        };
        let next = self.units.len() as u32;
        let number = *found.units.entry(key).or_insert(next);
        if number == next {
            self.seen.push(UnitSeen { written: vec![], ..seen(&unit) });
            self.units.push(unit);
        }
        let (seen, written) = (&mut self.seen[number as usize], names.words.word(names.numbers[row]));
        seen.rows += 1;
        if seen.written.iter().all(|other| other != written) {
            seen.written.push(written.to_owned());
        }
        Whom::Unit(number)
    }

    /// Lists totals, refused and accepted names, and what was inferred.
    fn list(&mut self, names: &Names<'_>, found: Lookups, remarks: &mut Remarks) {
        let (file, words) = (names.input.file, names.words.all());
        let mut tally = Tally::new(words.len());
        for row in (0..self.whom.len()).filter(|row| names.input.kept[*row]) {
            tally.count(names.numbers[row], row);
        }
        for (at, word) in words.iter().enumerate().filter(|(at, _)| tally.rows[*at] > 0) {
            let (rows, first) = (tally.rows[at], file.lines[tally.first[at]] as usize);
            if let Some(meant) = names.input.source.accept.get(word) {
                self.accepted.push((word.clone(), meant.clone()));
            }
            if names.totals[at] {
                self.totals.push(Listed { written: word.clone(), meant: vec![word.clone()], rows, first });
            }
            if word.is_empty() && self.whom[tally.first[at]] == Whom::Refused {
                remarks.error(missing_unit(&file.place(tally.first[at], names.input.column), rows), None);
            }
        }
        for Refusal { word, row, rows, meant } in found.refusals {
            let first = file.lines[row] as usize;
            self.refused.push(Listed { written: word, meant, rows, first });
        }
        self.remark_outer(names, remarks);
        if let Some((row, _, _)) = found.inferred.first() {
            remarks.warn(
                Code::UnitInferred,
                &file.place(*row, names.input.column),
                inferred(&found.inferred, names.register),
            );
        }
    }
}

impl Units {
    /// Tells of units that others of the table are part of: they may be subtotals.
    fn remark_outer(&self, names: &Names<'_>, remarks: &mut Remarks) {
        let number = |unit: &Unit| names.register.by_code(&unit.code);
        let inner: BTreeSet<u32> =
            self.units.iter().filter_map(number).flat_map(|unit| names.register.chain(unit).skip(1)).collect();
        let outer: Vec<&Unit> =
            self.units.iter().filter(|unit| number(unit).is_some_and(|unit| inner.contains(&unit))).collect();
        let Some(first) = outer.first() else { return };
        let (n, zh, en) = (outer.len(), &first.name.zh, &first.name.en);
        remarks.tell(Error::new(
            Code::PossibleTotal,
            "",
            Text::new(
                format!("表中既有“{zh}”等{n}个地区，也有其下辖的地区：前者可能是后者的小计，现都作为单独的地区。"),
                format!("The table has {n} units, such as {en}, and units that are part of them: they may be subtotals; all are taken as units."),
            ),
            Text::new(
                "如是小计，请在方案的 skip 中列出这些行，或用 filter 只留一级。",
                "If they are subtotals, skip their rows, or filter the units of one level.",
            ),
        ));
    }
}

/// What was looked up so far.
#[derive(Default)]
struct Lookups {
    /// By the numbers of the row's words: name, code, parents.
    meanings: PlHashMap<Vec<u32>, Meaning>,
    key: Vec<u32>,
    /// Numbers of units in the table, by code.
    units: PlHashMap<String, u32>,
    refusals: Vec<Refusal>,
    /// Row, name and unit of names that the others of the table decided.
    inferred: Vec<(usize, String, u32)>,
}

impl Lookups {
    fn meaning(&mut self, names: &Names<'_>, row: usize, remarks: &mut Remarks) -> Meaning {
        self.key.clear();
        self.key.push(names.numbers[row]);
        self.key.extend(names.code.iter().chain(&names.parents).map(|beside| beside.numbers[row]));
        self.key.extend(names.blocks.get(row).copied().flatten());
        if let Some(known) = self.meanings.get(&self.key) {
            if *known == Meaning::Refused {
                let word = names.words.word(names.numbers[row]);
                let again = self.refusals.iter_mut().find(|refusal| refusal.word == word);
                again.into_iter().for_each(|refusal| refusal.rows += 1);
            }
            return known.clone();
        }
        let meaning = self.find(names, row, remarks);
        self.meanings.insert(self.key.clone(), meaning.clone());
        meaning
    }

    /// What the name of a row means, by its code or by its name.
    fn find(&mut self, names: &Names<'_>, row: usize, remarks: &mut Remarks) -> Meaning {
        let (number, register) = (names.numbers[row], names.register);
        let word = names.words.word(number);
        if names.totals[number as usize] {
            return Meaning::Total;
        }
        let code = names.code.as_ref().map(|code| (code.column, code.words.word(code.numbers[row])));
        let code = code.filter(|(_, written)| !written.is_empty());
        let coded = code.and_then(|(_, written)| register.by_code(written));
        if word.is_empty() {
            return coded.map_or(Meaning::Nothing, Meaning::Unit);
        }
        let meant = names.meant(word);
        if let Some(unit) = coded {
            let bearers = register.candidates(meant);
            // A name that no unit has beside a code that one has: the code tells.
            if bearers.is_empty() || bearers.contains(&unit) {
                return Meaning::Unit(unit);
            }
        }
        let meaning = self.by_name(names, row, word, meant, remarks);
        if let (Meaning::Unit(unit), Some((column, written))) = (&meaning, code) {
            let own = register.panel_unit(*unit);
            remarks.error(other_code(&names.input.file.place(row, column), written, &own), None);
        }
        meaning
    }

    fn by_name(&mut self, names: &Names<'_>, row: usize, word: &str, meant: &str, remarks: &mut Remarks) -> Meaning {
        let register = names.register;
        let context = names.context(row, self.refusals.len() > MOST_SUGGESTED);
        let answer = register.resolve(meant, &context);
        match answer {
            Answer::Found(unit) => Meaning::Unit(unit),
            Answer::Inferred(unit) => {
                self.inferred.push((row, word.to_owned(), unit));
                Meaning::Unit(unit)
            }
            // The plan says that it is a unit, though no register knows it.
            _ if names.input.source.accept.get(word).is_some_and(|meant| meant == word) => {
                Meaning::Own(tidy(whole(word)).into_owned())
            }
            answer => {
                let accepted = word != meant;
                let place = match accepted {
                    true => format!(".accept.{word}"),
                    false => names.input.file.place(row, names.input.column),
                };
                if self.refusals.iter().all(|refusal| refusal.word != word) || !accepted {
                    let meant = refusals::refuse(&place, word, meant, &answer, register, &context, remarks);
                    self.refusals.push(Refusal { word: word.to_owned(), row, rows: 1, meant });
                }
                Meaning::Refused
            }
        }
    }
}

impl Names<'_> {
    /// Units that the table names by names of theirs alone.
    fn certain(&self) -> Vec<u32> {
        let words = self.words.all().iter().enumerate().filter(|(at, _)| !self.totals[*at]);
        let context = Context { scope: self.scope, ..Context::default() };
        let of = |word: &String| match self.register.candidates(self.meant(word)).len() {
            0 => None,
            _ => match self.register.resolve(self.meant(word), &context) {
                Answer::Found(unit) | Answer::Inferred(unit) => Some(unit),
                _ => None,
            },
        };
        words.filter_map(|(_, word)| of(word)).collect()
    }

    /// The words of the columns of parents, each with its column and the first row that has it.
    fn parents_seen(&self) -> Vec<(usize, usize, String)> {
        let mut seen = Vec::new();
        for parent in &self.parents {
            for (at, word) in parent.words.all().iter().enumerate().filter(|(_, word)| !word.is_empty()) {
                let kept = |row: &usize| self.input.kept[*row] && parent.numbers[*row] as usize == at;
                if let Some(row) = (0..self.input.kept.len()).find(kept) {
                    seen.push((parent.column, row, word.clone()));
                }
            }
        }
        seen
    }
}

/// What is said of names that the other names of the table decided.
fn inferred(all: &[(usize, String, u32)], register: &Register) -> Text {
    let some: Vec<String> =
        all.iter().take(SHOWN).map(|(_, word, unit)| format!("“{word}”读作“{}”", register.path(*unit))).collect();
    let more = all.len() > SHOWN;
    let some_en: Vec<String> =
        all.iter().take(SHOWN).map(|(_, word, unit)| format!("\"{word}\" is {}", register.path(*unit))).collect();
    Text::new(
        format!(
            "{}个名称有同名单位，按本表其他地区的所属和级别确定：{}{}。",
            all.len(),
            some.join("，"),
            if more { "等" } else { "" }
        ),
        format!(
            "{} names are borne by several units; the other names of the table tell which is meant: {}{}.",
            all.len(),
            some_en.join(", "),
            if more { " and so on" } else { "" }
        ),
    )
}
