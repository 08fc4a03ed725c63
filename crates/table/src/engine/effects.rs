//! What a plan says that has no effect on a file: said, since whoever wrote it expects one.

use super::carried::{is_formula, FORMULA};
use super::file::File;
use super::parts_of_year::part_of_year;
use super::plan::{Plan, Role, Source, Territories};
use super::understood::{Form, Remark, Understood};
use innodex_panel::error::{Code, Error, Severity};
use innodex_panel::panel::{comma_number, number};
use innodex_panel::text::Text;

/// A file and what it is understood as, to be asked whether a member had anything to do with it.
struct Effects<'a> {
    file: &'a File,
    seen: &'a Understood,
    /// The members without effect: place and why.
    idle: Vec<(String, Text)>,
}

impl File {
    /// The warnings about members of a source that have no effect; `self` is laid out as the source says.
    pub(super) fn without_effect(&self, said: &Source, seen: &Understood) -> Vec<Remark> {
        // A beginning may lack what the file has, and a file that is refused has not been read to the end.
        let refused = seen.remarks.iter().any(|remark| remark.severity == Severity::Error);
        if self.sample || refused {
            return Vec::new();
        }
        let mut effects = Effects { file: self, seen, idle: Vec::new() };
        effects.names(said);
        effects.figures(said);
        effects.table(said);
        effects.roles(said);
        effects.idle.into_iter().map(|(place, why)| warning(&place, why)).collect()
    }
}

/// The warning about a member that does nothing.
pub(super) fn warning(place: &str, why: Text) -> Remark {
    let hint = Text::new(
        "无需处理；如有误，请改正或删去此项。",
        "Nothing to do; if it is a slip, correct it or leave it out.",
    );
    Remark::of(Severity::Warning, Error::new(Code::NoEffect, place, why, hint), None, None)
}

/// The warnings about what a plan says of every file and has no effect on any, and about a register that no table uses;
/// `tables` are what each file is understood as, and the warnings about it alone.
pub(super) fn of_plan(plan: &Plan, tables: &[(&Understood, &[Remark])]) -> Vec<Remark> {
    let everywhere = |remark: &&Remark| {
        let says = |others: &[Remark]| others.iter().any(|other| other.error.place == remark.error.place);
        tables.iter().all(|(_, others)| says(others))
    };
    let of_files = tables.first().map_or(&[][..], |(_, first)| *first).iter().filter(everywhere);
    let mut all: Vec<Remark> = of_files.map(|remark| remark.clone().of_plan()).collect();
    if plan.register.is_some() && !tables.iter().any(|(seen, _)| seen.territory == Territories::Register) {
        all.push(warning(
            "$.register",
            Text::new(
                "没有一张表的地区在此名录中查找，此项不起作用。",
                "No table looks its units up in this register: this has no effect.",
            ),
        ));
    }
    all
}

/// The warning about a source that nothing takes up.
pub(super) fn unused_source(name: &str) -> Remark {
    warning(
        &format!("$.sources.{name}"),
        Text::new(
            format!("步骤没有用到表“{name}”，结果中没有它的数据。"),
            format!("No step uses the table \"{name}\": the result has nothing of it."),
        ),
    )
}

impl Effects<'_> {
    fn role(&self, column: usize) -> Role {
        self.seen.columns[column].role
    }

    /// Whether a word stands in a column of one of some roles.
    fn has_word(&self, roles: &[Role], word: &str) -> bool {
        let mut columns = (0..self.file.columns.len()).filter(|c| roles.contains(&self.role(*c)));
        columns.any(|c| self.file.columns[c].as_words().1.find(word).is_some())
    }

    /// Whether a cell of the figures is written in some way.
    fn has_figure(&self, is: &dyn Fn(&str) -> bool) -> bool {
        let mut columns = (0..self.file.columns.len()).filter(|c| self.role(*c) == Role::Figure);
        columns.any(|c| self.file.columns[c].first_word(is).is_some())
    }

    fn say(&mut self, place: String, zh: String, en: String) {
        self.idle.push((place, Text::new(zh + "，此项不起作用。", en + ": this has no effect.")));
    }

    /// Names that the file does not have.
    fn names(&mut self, said: &Source) {
        let accept = said.accept.0.iter().map(|(name, _)| ("accept", name));
        let totals = said.totals.0.iter().map(|(name, _)| ("totals", name));
        for (member, name) in accept.chain(totals) {
            if !self.has_word(&[Role::Unit, Role::Parent, Role::Code], name) {
                let place = format!(".{member}.{name}");
                self.say(place, format!("文件中没有名称“{name}”"), format!("The file has no name \"{name}\""));
            }
        }
        let unit = said.unit.as_ref().filter(|unit| !self.has_word(&[Role::Unit], unit));
        if unit.is_some() {
            let (zh, en) = ("表中已写明地区", "The table names its units itself");
            self.say(".unit".to_owned(), zh.to_owned(), en.to_owned());
        }
        let register = matches!(self.seen.territory, Territories::Divisions | Territories::Register);
        if said.within.is_some() && !register {
            let (zh, en) = ("地区未在名录中查找", "The units are looked up in no register");
            self.say(".within".to_owned(), zh.to_owned(), en.to_owned());
        }
    }

    /// Ways of writing that no figure has.
    fn figures(&mut self, said: &Source) {
        for (at, mark) in said.missing.iter().enumerate() {
            if !self.has_figure(&|cell| cell == mark || (mark == FORMULA && is_formula(cell))) {
                let place = format!(".missing[{at}]");
                self.say(place, format!("数值中没有“{mark}”"), format!("No figure is written \"{mark}\""));
            }
        }
        for (mark, _) in &said.marks.0 {
            let signs: Vec<char> = mark.chars().filter(|c| !c.is_whitespace()).collect();
            let has = |cell: &str| signs.iter().all(|sign| cell.contains(*sign));
            let named = (0..self.file.columns.len()).filter(|c| self.role(*c) == Role::Unit);
            let of_unit = named.into_iter().any(|c| self.file.columns[c].first_word(has).is_some());
            if !of_unit && !self.has_figure(&has) {
                let place = format!(".marks.{mark}");
                self.say(place, format!("数值旁没有“{mark}”"), format!("No figure has the mark \"{mark}\""));
            }
        }
        let separated = |cell: &str| {
            number(cell).is_err_and(|(code, ..)| matches!(code, Code::ThousandsSeparator | Code::FullWidthDigits))
        };
        // Between semicolons it says that a comma is none of decimals.
        let comma = |cell: &str| separated(cell) || cell.contains(',');
        if said.thousands && !self.has_figure(&comma) {
            let (zh, en) = ("数值中没有千位分隔符", "No figure has a separator of thousands");
            self.say(".thousands".to_owned(), zh.to_owned(), en.to_owned());
        }
        if said.decimal_comma && !self.has_figure(&|cell| comma_number(super::carried::figure(cell)).is_some()) {
            let (zh, en) = ("数值中没有用作小数点的逗号", "No figure has a decimal comma");
            self.say(".decimal_comma".to_owned(), zh.to_owned(), en.to_owned());
        }
        let seen = &self.seen.figures;
        let idle = |id: &String| {
            let mut columns = (0..self.file.header.len()).filter(|c| self.role(*c) == Role::Figure);
            let column = columns.any(|c| self.file.id_of(c, said) == *id || self.file.header[c] == *id);
            !column && !self.has_word(&[Role::Indicator], id) && seen.iter().all(|figure| figure.id != *id)
        };
        let idle: Vec<&String> = said.measures.0.iter().map(|(id, _)| id).filter(|id| idle(id)).collect();
        for id in idle {
            let place = format!(".measures.{id}");
            self.say(place, format!("文件中没有指标“{id}”"), format!("The file has no figure \"{id}\""));
        }
    }

    /// What the table says itself.
    fn table(&mut self, said: &Source) {
        let dated = self.seen.form == Form::Years || (0..self.file.columns.len()).any(|c| self.role(c) == Role::Period);
        // Months without a year take it from there.
        let mut columns = (0..self.file.columns.len()).filter(|c| self.role(*c) == Role::Period);
        let of_part = columns.any(|c| self.file.columns[c].first_word(|word| part_of_year(word).is_some()).is_some());
        if said.period.is_some() && dated && !of_part {
            let (zh, en) = ("表中已写明时期", "The table says its periods itself");
            self.say(".period".to_owned(), zh.to_owned(), en.to_owned());
        }
        let named = |name: &String| self.seen.figures.iter().any(|figure| figure.id == *name);
        if said.name.as_ref().is_some_and(|name| !named(name)) {
            let (zh, en) = ("表中已写明指标名称", "The table names its figures itself");
            self.say(".name".to_owned(), zh.to_owned(), en.to_owned());
        }
    }

    /// Of some roles a table has one column: the first counts.
    fn roles(&mut self, said: &Source) {
        for single in [Role::Unit, Role::Code, Role::Period, Role::Measure] {
            let all: Vec<&String> = self.file.header.iter().filter(|h| said.columns.get(h) == Some(&single)).collect();
            for other in all.iter().skip(1) {
                let (place, first) = (format!(".columns.{other}"), all[0]);
                self.say(place, format!("已用“{first}”列"), format!("Column \"{first}\" is used already"));
            }
        }
    }
}
