//! `stack`: a UNION ALL.

use crate::measures::{brought, Converted};
use crate::sql::frame::{Figure, Frame, Why};
use crate::sql::{list, Rule, Writer};
use crate::step::Stack;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;

impl Stack {
    pub(super) fn write(&self, mut frame: Frame, writer: &mut Writer<'_>, place: &str) -> Result<Frame> {
        let mut other = writer.table(&self.with).map_err(|e| e.within(".with"))?;
        check_keys(&frame, &other)?;
        for at in 0..other.figures.len() {
            let figure = &other.figures[at];
            let Some(own) = named(&frame, &figure.id) else { continue };
            let say = |table: &str| format!("{table} {}", figure.id);
            let (one, two) = (say(&frame.name), say(&self.with));
            if let Some(converted) = brought(".with", (&one, &own.measure), (&two, &figure.measure))? {
                other.convert(at, converted, writer, place);
            }
        }
        let stacked = stacked(&frame, &other, writer);
        let rows = |table: &Frame| rows(table, &frame, &stacked, writer.dialect.double());
        let body = format!("{}\n  UNION ALL\n  {}", rows(&frame)?, rows(&other)?);
        frame.cte = writer.cte("stacked", &format!("{place}: stack {}", self.with), body);
        for key in &mut frame.keys {
            let more = other.key(&key.name)?;
            key.words.extend(more.words.iter().filter(|w| !key.words.contains(w)).copied().collect::<Vec<_>>());
            key.all &= more.all;
            key.open |= more.open;
            key.truth = None;
        }
        frame.figures = stacked;
        frame.unique = false;
        Ok(frame)
    }
}

fn named<'a>(frame: &'a Frame, id: &str) -> Option<&'a Figure> {
    frame.figures.iter().find(|figure| figure.id == id)
}

/// Refuses tables of which one has a key that the other lacks.
fn check_keys(frame: &Frame, other: &Frame) -> Result<()> {
    let differs = |a: &Frame, b: &Frame| a.keys.iter().find(|k| !b.is_key(&k.name)).map(|k| k.name.clone());
    match differs(frame, other).or_else(|| differs(other, frame)) {
        None => Ok(()),
        Some(key) => Err(Error::new(
            Code::UnknownColumn,
            ".with",
            Text::new(format!("只有一个表有“{key}”列。"), format!("Only one of the tables has the key \"{key}\".")),
            Text::new("请先用 group_by 或 rename 使两表一致。", "Make them alike first, by group_by or rename."),
        )),
    }
}

/// The figures of both tables.
fn stacked(frame: &Frame, other: &Frame, writer: &mut Writer<'_>) -> Vec<Figure> {
    let all = frame.figures.iter().chain(other.figures.iter().filter(|f| !frame.knows(&f.id)));
    let figure = |figure: &Figure| {
        let needs = [named(frame, &figure.id), named(other, &figure.id)].into_iter().flatten();
        // Where one of the two has it for certain, it is there.
        let needs = needs.map(|f| f.needs.clone()).min_by_key(Vec::len).unwrap_or_default();
        let (column, why) = (writer.name("f", &figure.id), Why::Column(writer.name("r", &figure.id)));
        Figure { column, why, needs, ..figure.clone() }
    };
    all.map(figure).collect()
}

/// The rows of one of the tables, in the columns of both.
fn rows(table: &Frame, frame: &Frame, stacked: &[Figure], double: &str) -> Result<String> {
    let mut columns = Vec::new();
    for key in &frame.keys {
        columns.push(format!("t.{} AS {}", table.key(&key.name)?.column, key.column));
    }
    for figure in stacked {
        let (value, reason) = match named(table, &figure.id) {
            Some(own) => (format!("t.{}", own.column), own.reason("t")),
            None => (format!("CAST(NULL AS {double})"), format!("'{}'", Reason::NotPublished.id())),
        };
        let names = figure.columns();
        columns.push(format!("{value} AS {}", names[0]));
        columns.extend(names.get(1).map(|name| format!("{reason} AS {name}")));
    }
    Ok(format!("SELECT {} FROM {} AS t", list(&columns), table.cte))
}

impl Frame {
    /// Brings a figure to another unit of measure, and says so.
    pub(in crate::sql) fn convert(
        &mut self,
        at: usize,
        (conversion, said): Converted,
        writer: &mut Writer<'_>,
        place: &str,
    ) {
        let figure = self.figures[at].clone();
        let value = conversion.of_sql(&format!("t.{}", figure.column), writer.dialect);
        let says = format!("{place}: {} in another unit of measure", figure.id);
        let large = std::mem::replace(&mut writer.large, self.large);
        let (column, why) = self.computed(writer, &figure.id, "", &value, &figure.reason("t"), &says);
        writer.large = large;
        // Where the figure is not there at all, nothing was converted.
        let needs: Vec<String> =
            figure.needs.iter().map(|check| format!("({}) > 0", writer.checks[*check].sql)).collect();
        let there = match needs.is_empty() {
            true => "SELECT 1".to_owned(),
            false => format!("SELECT CASE WHEN {} THEN 1 ELSE 0 END", needs.join(" AND ")),
        };
        writer.check(Rule::Lost, there, Some(said), None);
        self.figures[at] = Figure { column, why: Why::Column(why), ..figure };
    }
}
