//! A plan as SQL: one SELECT with a CTE for each step, in a small part of the language that DuckDB, Spark and PostgreSQL
//! have in common. The rows stay where they are.
//!
//! It needs no polars. What the steps do is what `steps/` does by polars, and the tests hold the two together: a missing
//! figure is NULL, with a reason beside it; a sum with a missing part is missing; figures are `DOUBLE` before anything is
//! divided; where NULLs stand in an order is written out; growth looks for the earlier period by its ordinal.

mod dialect;
mod frame;
mod panel;
mod profile;
mod source;
mod stated;
mod steps;
mod table;

pub use dialect::Dialect;
pub use panel::{Check, Query, Rule};
pub use profile::{combinations, rows_of, Asked, Profile, MOST_WORDS};
pub use table::{Cells, Column, Key, Kind, Lookup, Meant, Odd, Table, Tables};

use crate::plan::Plan;
use crate::step::Step;
use frame::{Frame, Key as FrameKey};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::panel::Unit;
use innodex_panel::period::{Frequency, Period};
use innodex_panel::text::Text;
use std::collections::BTreeMap;

/// The SQL of a plan over tables that were understood.
///
/// # Errors
/// What is wrong in the plan, with its JSON path.
pub fn query(plan: &Plan, tables: &[Table], dialect: Dialect) -> Result<Query> {
    // A table of which only the plan's name is known is what the plan says.
    let named = |table: &Table| match table.relation.is_empty() {
        true => Table { relation: dialect.relation(plan.file_of(&table.name)), ..table.clone() },
        false => table.clone(),
    };
    let tables: Vec<Table> = tables.iter().map(named).collect();
    let mut writer = Writer::new(plan, &tables, dialect);
    // What is wrong in a source's own steps stands there, whoever asked for its table.
    writer.query().map_err(|error| error.from_last("$.sources"))
}

/// A named part of the query.
struct Cte {
    name: String,
    /// What it does.
    says: String,
    body: String,
    /// Whether its rows may be too many to be kept: where it is used twice it is computed twice.
    large: bool,
}

/// What has been written so far.
struct Writer<'a> {
    plan: &'a Plan,
    tables: &'a [Table],
    dialect: Dialect,
    ctes: Vec<Cte>,
    checks: Vec<Check>,
    /// Every word, in the order in which the tables have them: units by their codes, and words of keys.
    words: Vec<String>,
    numbers: BTreeMap<String, usize>,
    units: BTreeMap<String, Unit>,
    frequency: Option<Frequency>,
    /// The tables that are made.
    made: BTreeMap<String, Frame>,
    /// The tables being made, to find one that needs itself.
    open: Vec<String>,
    /// Whether what is written now has all rows of a large table.
    large: bool,
    /// How many names were given.
    names: usize,
}

impl<'a> Writer<'a> {
    fn new(plan: &'a Plan, tables: &'a [Table], dialect: Dialect) -> Self {
        Writer {
            plan,
            tables,
            dialect,
            ctes: Vec::new(),
            checks: Vec::new(),
            words: Vec::new(),
            numbers: BTreeMap::new(),
            units: BTreeMap::new(),
            frequency: None,
            made: BTreeMap::new(),
            open: Vec::new(),
            large: false,
            names: 0,
        }
    }

    fn query(&mut self) -> Result<Query> {
        let names: Vec<String> = self.tables.iter().map(|table| table.name.clone()).collect();
        let frames = match (&self.plan.from, self.plan.steps.is_empty()) {
            (None, true) => names.iter().map(|name| self.table(name)).collect::<Result<Vec<_>>>()?,
            (from, _) => {
                let first = match (from, &names[..]) {
                    (Some(from), _) => from.clone(),
                    (None, [only]) => only.clone(),
                    (None, _) => {
                        return Err(frame::refused(
                            "有几个表，须写明步骤从哪个表开始。",
                            "There are several tables: say which the steps begin with.",
                            "请写明 \"from\"。",
                            "Say \"from\".",
                        )
                        .within("$.from"))
                    }
                };
                let frame = self.table(&first).map_err(|e| e.within("$.from"))?;
                vec![self.steps(frame, &self.plan.steps, "steps").map_err(|e| e.within("$.steps"))?]
            }
        };
        self.panel(frames)
    }

    /// A table by its name in the plan, its own steps done.
    fn table(&mut self, name: &str) -> Result<Frame> {
        if let Some(made) = self.made.get(name) {
            return Ok(made.clone());
        }
        if self.open.iter().any(|open| open == name) {
            return Err(Error::new(
                Code::Cycle,
                "",
                Text::new(format!("“{name}”用到它自身。"), format!("\"{name}\" needs itself.")),
                Text::new("请修改 sources 中的步骤。", "Change the steps in \"sources\"."),
            ));
        }
        let Some(table) = self.tables.iter().find(|table| table.name == name) else {
            let known: Vec<&str> = self.tables.iter().map(|table| table.name.as_str()).collect();
            return Err(Error::new(
                Code::UnknownTable,
                "",
                Text::new(format!("没有名为“{name}”的表。"), format!("There is no table \"{name}\".")),
                Text::new(format!("可用的有：{}。", known.join("、")), format!("Choose one of: {}.", known.join(", "))),
            ));
        };
        self.open.push(name.to_owned());
        let large = std::mem::replace(&mut self.large, !table.complete);
        let frame = self.source(table)?;
        let own: &[Step] = self.plan.sources.get(name).map_or(&[], |source| &source.steps);
        let made = self.steps(frame, own, &format!("sources.{name}.steps"));
        self.open.pop();
        self.large = large;
        let made = made.map_err(|e| e.within(&format!("$.sources.{name}.steps")))?;
        self.made.insert(name.to_owned(), made.clone());
        Ok(made)
    }

    fn steps(&mut self, mut frame: Frame, steps: &[Step], place: &str) -> Result<Frame> {
        for (at, step) in steps.iter().enumerate() {
            let checks = self.checks.len();
            self.large = frame.large;
            frame = step.write(frame, self, &format!("{place}[{at}]")).map_err(|e| e.item(at))?;
            // What a check finds is wrong here.
            self.checks[checks..].iter_mut().for_each(|check| check.within(&format!("$.{place}[{at}]")));
        }
        Ok(frame)
    }

    /// A name that nothing else has, with a part of a label that shows what it is of.
    fn name(&mut self, kind: &str, label: &str) -> String {
        self.names += 1;
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
        let label: String = label.chars().map(plain).collect();
        let label = label.trim_matches('_');
        let end = label.len().min(24);
        match label.is_empty() {
            true => format!("{kind}{}", self.names),
            false => format!("{kind}{}_{}", self.names, &label[..end]),
        }
    }

    /// Adds a CTE and gives its name.
    fn cte(&mut self, kind: &str, says: &str, body: String) -> String {
        self.names += 1;
        let name = format!("{kind}_{}", self.names);
        self.ctes.push(Cte { name: name.clone(), says: says.to_owned(), body, large: self.large });
        name
    }

    /// The number of a word, a new one where it was not met before.
    fn number(&mut self, word: &str) -> usize {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        self.words.push(word.to_owned());
        self.numbers.insert(word.to_owned(), self.words.len() - 1);
        self.words.len() - 1
    }

    /// The ordinal of a period, of the kind that the tables have.
    fn ordinal(&self, written: &str) -> Result<i32> {
        let period: Period = written.parse()?;
        match self.frequency {
            Some(frequency) if frequency != period.frequency() => Err(Error::new(
                Code::MixedPeriods,
                "",
                Text::new(
                    format!("{period} 与表中的时期种类不同。"),
                    format!("{period} is not of the kind that the table has."),
                ),
                Text::new("请写同一种类的时期。", "Write one of the same kind."),
            )),
            _ => Ok(period.ordinal()),
        }
    }

    /// Adds a check: an expression that a rule holds for, else the error. `keys` tells the rows that broke it.
    fn check(
        &mut self,
        rule: Rule,
        sql: String,
        error: Option<Error>,
        which: Option<(String, Vec<FrameKey>)>,
    ) -> usize {
        self.checks.push(Check::new(self.checks.len(), rule, sql, error, which));
        self.checks.len() - 1
    }

    /// What a step names has to be there: the checks that say so become needed.
    fn needs(&mut self, needs: &[usize], error: &Error) {
        for at in needs {
            let sql = self.checks[*at].sql.clone();
            self.check(Rule::Some, sql, Some(error.clone()), None);
        }
    }
}

/// A list of expressions, parted by commas.
fn list(of: &[String]) -> String {
    of.join(", ")
}
