//! What is said of names that a register does not settle.

use super::unknown::{self, Guess, Likely};
use super::Input;
use crate::engine::remarks::Remarks;
use crate::understood::Ask;
use innodex_panel::error::{Code, Error};
use innodex_panel::register::{is_bare_zone, Answer, Context, Former, Register};
use innodex_panel::territory;
use innodex_panel::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// More units of one name are counted, not named.
const NAMED: usize = 6;
/// Of so many names of which none is known it is looked for what they may be.
const MOST_GUESSED: usize = 100;

/// A name that waits.
pub(super) struct Refusal {
    pub(super) word: String,
    /// The first row that has it.
    pub(super) row: usize,
    pub(super) rows: usize,
    /// What it could be.
    pub(super) meant: Vec<String>,
}

/// A name that waits, and what is known of its place.
pub(super) struct Waiting<'a> {
    pub(super) word: &'a str,
    /// What was looked up.
    pub(super) name: &'a str,
    pub(super) place: String,
    pub(super) context: Context<'a>,
}

/// Asks about names of which none is known: one question. What most of them may be part of tells the siblings, whose names come
/// first.
pub(super) fn none_known(waiting: &[Waiting<'_>], register: &Register, remarks: &mut Remarks) {
    let looked_at = &waiting[..waiting.len().min(MOST_GUESSED)];
    let mut votes: BTreeMap<u32, usize> = BTreeMap::new();
    for Waiting { name, context, .. } in looked_at {
        let outer: BTreeSet<u32> = match register.resolve(name, context) {
            Answer::Misread(unit) => register.chain(unit).skip(1).take(1).collect(),
            Answer::Unknown(units) | Answer::Ambiguous(units) => {
                units.iter().flat_map(|unit| register.chain(*unit).skip(1).take(1)).collect()
            }
            _ => BTreeSet::new(),
        };
        outer.into_iter().for_each(|outer| *votes.entry(outer).or_default() += 1);
    }
    let most = votes.into_iter().max_by_key(|(_, votes)| *votes).filter(|(_, votes)| 2 * votes >= looked_at.len());
    let guess = |waiting: &Waiting<'_>| {
        let mut context = waiting.context.clone();
        context.scope.within = context.scope.within.or(most.map(|(outer, _)| outer));
        guess(waiting.word, &register.resolve(waiting.name, &context), register)
    };
    let list = named_list(register);
    let guesses = looked_at.iter().map(guess).collect();
    unknown::ask(Code::UnknownUnit, &waiting[0].place, &list, guesses, waiting.len(), remarks);
}

fn guess(word: &str, answer: &Answer<'_>, register: &Register) -> Guess {
    let paths = |units: &[u32]| units.iter().take(NAMED).map(|unit| register.path(*unit)).collect::<Vec<String>>();
    let (likely, meant) = match answer {
        Answer::Found(unit) | Answer::Inferred(unit) | Answer::Misread(unit) => (Likely::Misread, paths(&[*unit])),
        Answer::Ambiguous(units) => (Likely::Ambiguous, paths(units)),
        Answer::Elsewhere(units) => (Likely::Elsewhere, paths(units)),
        Answer::Former(former) => (Likely::Elsewhere, vec![former.name.clone()]),
        Answer::Unknown(units) if units.is_empty() => (Likely::Unknown, Vec::new()),
        Answer::Unknown(units) => (Likely::Near, paths(units)),
    };
    Guess { word: word.to_owned(), likely, meant }
}

/// What a register is called.
fn named_list(register: &Register) -> Text {
    match register.is_national() {
        true => Text::new("行政区划名录", "register of divisions"),
        false => Text::new("本单位名录", "register"),
    }
}

/// Asks what a name means, and gives what it could mean. `word` is what is written, `name` what was looked up.
pub(super) fn refuse(
    place: &str,
    word: &str,
    name: &str,
    answer: &Answer<'_>,
    register: &Register,
    context: &Context<'_>,
    remarks: &mut Remarks,
) -> Vec<String> {
    let paths = |units: &[u32]| units.iter().map(|unit| register.path(*unit)).collect::<Vec<String>>();
    let (error, choices) = match answer {
        Answer::Ambiguous(units) => (ambiguous(place, name, &paths(units)), paths(units)),
        Answer::Elsewhere(units) => (elsewhere(place, name, &paths(units), register, context), Vec::new()),
        Answer::Former(former) => (no_more(place, word, former, register), vec![word.to_owned()]),
        Answer::Misread(unit) => (misread(place, name, &register.path(*unit)), vec![register.path(*unit)]),
        Answer::Unknown(units) => (unknown(place, name, &paths(units), register, context), paths(units)),
        Answer::Found(_) | Answer::Inferred(_) => return Vec::new(),
    };
    let listed = choices.clone();
    remarks.ask(error, Ask { member: "accept".to_owned(), of: Some(word.to_owned()), choices });
    listed
}

/// The first of some paths, in both languages.
fn named(paths: &[String]) -> Text {
    let some = &paths[..paths.len().min(NAMED)];
    let more = paths.len() > NAMED;
    Text::new(
        format!("{}{}", some.join("、"), if more { "等" } else { "" }),
        format!("{}{}", some.join(", "), if more { " and others" } else { "" }),
    )
}

fn ambiguous(place: &str, name: &str, paths: &[String]) -> Error {
    let (n, named) = (paths.len(), named(paths));
    Error::new(
        Code::AmbiguousUnit,
        place,
        Text::new(
            format!("“{name}”有{n}个同名单位：{}。", named.zh),
            format!("{n} units are called \"{name}\": {}.", named.en),
        ),
        Text::new(
            "请在表中增加所属省、市一列，或写全称、代码；也可在此选定。",
            "Add a column with the province or city, write the full name or the code, or choose one here.",
        ),
    )
}

fn elsewhere(place: &str, name: &str, paths: &[String], register: &Register, context: &Context<'_>) -> Error {
    let outer = context.within.map(|unit| register.path(unit)).unwrap_or_default();
    let named = named(paths);
    Error::new(
        Code::UnitElsewhere,
        place,
        Text::new(
            format!("{outer}没有“{name}”；同名的有：{}。", named.zh),
            format!("{outer} has no \"{name}\"; of this name there are: {}.", named.en),
        ),
        Text::new("请核对本行的所属省、市和名称。", "Check the row's province or city, and the name."),
    )
}

fn no_more(place: &str, name: &str, former: &Former, register: &Register) -> Error {
    let now: Vec<String> =
        former.now.iter().filter_map(|code| register.by_code(code)).map(|u| register.path(u)).collect();
    let (parts, year) = (now.join("、"), &former.year);
    let (zh, en) = match now.len() {
        0 | 1 => ("全部划归", "is now part of"),
        _ => ("分别划归", "was divided among"),
    };
    Error::new(
        Code::FormerUnit,
        place,
        Text::new(
            format!("{}已于{year}年撤销，其辖区{zh}{parts}，与现有地区范围不同，不能等同。", former.name),
            format!("{} was dissolved in {year} and {en} {}: it is equal to no unit of today.", former.name, now.join(", ")),
        ),
        Text::new(
            format!("请核对数据的年份；如要作为单独的地区保留，请写 \"accept\": {{\"{name}\": \"{name}\"}}。"),
            format!("Check the year of the figures; to keep it as a unit of its own, say \"accept\": {{\"{name}\": \"{name}\"}}."),
        ),
    )
}

fn misread(place: &str, name: &str, meant: &str) -> Error {
    Error::new(
        Code::MisreadUnit,
        place,
        Text::new(
            format!("没有“{name}”，疑为“{meant}”之误。"),
            format!("There is no \"{name}\"; it may be a misreading of {meant}."),
        ),
        Text::new(
            format!("请在原表中改正，或写明 \"accept\": {{\"{name}\": \"{meant}\"}}。"),
            format!("Correct it in the table, or say \"accept\": {{\"{name}\": \"{meant}\"}}."),
        ),
    )
}

fn unknown(place: &str, name: &str, paths: &[String], register: &Register, context: &Context<'_>) -> Error {
    let list = named_list(register);
    let near = named(paths);
    let message = if register.is_national() && is_bare_zone(name) {
        let outer = context.within.or(context.scope.within).map(|unit| register.path(unit));
        match outer {
            Some(outer) => Text::new(
                format!("名录中{outer}没有名为“{name}”的开发区。"),
                format!("The register has no zone \"{name}\" in {outer}."),
            ),
            None => Text::new(
                format!("“{name}”未写明所属地区。"),
                format!("\"{name}\" does not say which city it belongs to."),
            ),
        }
    } else if paths.is_empty() {
        Text::new(format!("{}中没有“{name}”。", list.zh), format!("The {} has no \"{name}\".", list.en))
    } else {
        Text::new(
            format!("{}中没有“{name}”；相近的有：{}。", list.zh, near.zh),
            format!("The {} has no \"{name}\"; near it are: {}.", list.en, near.en),
        )
    };
    Error::new(
        Code::UnknownUnit,
        place,
        message,
        Text::new(
            format!("请核对名称；如确为一个单位（如开发区），请写 \"accept\": {{\"{name}\": \"{name}\"}}，按原名保留。"),
            format!("Check the name; if it is a unit all the same, such as a zone, say \"accept\": {{\"{name}\": \"{name}\"}}."),
        ),
    )
}

/// The error for a plan whose `within` names no unit, or several.
pub(super) fn within(written: &str, register: &Register, units: &[u32]) -> Error {
    let paths: Vec<String> = units.iter().map(|unit| register.path(*unit)).collect();
    let error = match paths.is_empty() {
        true => unknown(".within", written, &paths, register, &Context::default()),
        false => ambiguous(".within", written, &paths),
    };
    let mut problem = error.problem();
    problem.hint = Text::new("请写省、市的全称或代码。", "Write the full name or the code of a province or city.");
    problem.into()
}

/// Asks about words of the columns of parents that name no unit: with them nothing can be told apart.
pub(super) fn unknown_parents(
    seen: &[(usize, usize, String)],
    register: &Register,
    input: &Input<'_>,
    remarks: &mut Remarks,
) {
    for (column, row, word) in seen {
        let meant = input.source.accept.get(word).unwrap_or(word);
        let own = input.source.accept.get(word).is_some_and(|meant| meant == word);
        if own || is_heading(meant) || territory::is_total(meant) || !register.candidates(meant).is_empty() {
            continue;
        }
        let (place, context) = (input.file.place(*row, *column), Context::default());
        let answer = register.resolve(meant, &context);
        refuse(&place, word, meant, &answer, register, &context, remarks);
    }
}

/// Whether a word of a column of parents only says that the unit is directly under its province.
fn is_heading(word: &str) -> bool {
    ["省直", "自治区直", "兵团直"].iter().any(|head| word.starts_with(head))
}
