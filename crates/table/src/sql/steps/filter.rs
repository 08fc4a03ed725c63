//! `filter`: a WHERE.

use crate::plan::Territories;
use crate::sql::frame::{refused, Frame, Kind};
use crate::sql::{list, Writer};
use crate::step::{Filter, Value, Values};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json;
use innodex_panel::territory::{self, Place};
use innodex_panel::text::{tidy, whole, Text};

impl Filter {
    pub(super) fn write(&self, mut frame: Frame, writer: &mut Writer<'_>, place: &str) -> Result<Frame> {
        let kind = frame.kind(&self.column).map_err(|e| e.within(".column"))?;
        let column = match kind {
            Kind::Figure => frame.figure(&self.column, writer)?.column,
            Kind::Unit | Kind::Period | Kind::Word => frame.key(&self.column)?.column.clone(),
        };
        let mut all = Vec::new();
        let mut words = None;
        if let Some(values) = &self.is {
            let (any, named) = self.listed(values, kind, &frame, writer).map_err(|e| e.within(".is"))?;
            all.push(within(&column, &any, &frame, &self.column));
            words = Some((named, true));
        }
        if let Some(values) = &self.not {
            let (any, named) = self.listed(values, kind, &frame, writer).map_err(|e| e.within(".not"))?;
            // A missing figure is equal to nothing, so it stays.
            all.push(format!("NOT COALESCE({}, FALSE)", within(&column, &any, &frame, &self.column)));
            keep(&mut frame, &self.column, &named, false);
        }
        if let Some(from) = &self.from {
            let bound = bound(from, kind, writer).map_err(|e| e.within(".from"))?;
            all.push(format!("t.{column} >= {bound}"));
        }
        if let Some(to) = &self.to {
            let bound = bound(to, kind, writer).map_err(|e| e.within(".to"))?;
            all.push(format!("t.{column} <= {bound}"));
        }
        if self.present && kind == Kind::Figure {
            all.push(format!("t.{column} IS NOT NULL"));
        }
        if let Some((named, kept)) = words {
            keep(&mut frame, &self.column, &named, kept);
        }
        if all.is_empty() {
            return Ok(frame);
        }
        frame.fewer_rows(if kind == Kind::Word { &self.column } else { "" });
        let body =
            format!("SELECT {}\n  FROM {} AS t\n  WHERE {}", list(&frame.columns("t")), frame.cte, all.join(" AND "));
        frame.cte = writer.cte("filter", &format!("{place}: filter {}", self.column), body);
        Ok(frame)
    }

    /// The values as SQL, and the words among them by their numbers.
    fn listed(
        &self,
        values: &Values,
        kind: Kind,
        frame: &Frame,
        writer: &mut Writer<'_>,
    ) -> Result<(Vec<String>, Vec<usize>)> {
        let open = frame.key(&self.column).is_ok_and(|key| key.open);
        let values: &[Value] = match values {
            Values::One(value) => std::slice::from_ref(value),
            Values::Many(values) => values,
        };
        let (mut any, mut named) = (Vec::new(), Vec::new());
        for (at, value) in values.iter().enumerate() {
            let written = match value {
                Value::Word(word) => word.clone(),
                Value::Number(number) => number.to_string(),
            };
            let literal = match kind {
                // Nobody has seen all words of this key: it may have that one.
                Kind::Unit if open => writer.dialect.text(&tidy(whole(&written))),
                Kind::Unit => writer.dialect.text(&unit(&written, frame, writer).map_err(|e| e.item(at))?),
                Kind::Word if open => {
                    named.push(writer.number(&written));
                    writer.dialect.text(&written)
                }
                Kind::Word => {
                    named.push(*writer.numbers.get(&written).ok_or_else(|| unknown(&written).item(at))?);
                    writer.dialect.text(&written)
                }
                Kind::Period | Kind::Figure => bound(value, kind, writer).map_err(|e| e.item(at))?,
            };
            any.push(literal);
        }
        Ok((any, named))
    }
}

/// Whether a column is one of some values; a missing one is none.
fn within(column: &str, values: &[String], frame: &Frame, name: &str) -> String {
    let truth = frame.key(name).ok().and_then(|key| key.truth.as_ref());
    match (values, truth) {
        ([], _) => "(1 = 0)".to_owned(),
        // As the database has it: its own truth values need no comparison of words.
        ([only], Some(truth)) if only == "'true'" => format!("t.{truth}"),
        ([only], Some(truth)) if only == "'false'" => format!("(NOT t.{truth})"),
        ([only], _) => format!("(t.{column} = {only})"),
        _ => format!("(t.{column} IN ({}))", list(values)),
    }
}

/// The words that a key has left.
fn keep(frame: &mut Frame, column: &str, named: &[usize], kept: bool) {
    let key = frame.keys.iter_mut().find(|k| k.name == column && k.kind == Kind::Word);
    match key {
        Some(key) if kept && key.open => (key.words, key.open) = (named.to_vec(), false),
        Some(key) => key.words.retain(|word| named.contains(word) == kept),
        None => {}
    }
}

/// The code of a unit, by what may be written for it.
fn unit(written: &str, frame: &Frame, writer: &Writer<'_>) -> Result<String> {
    let tidied = tidy(whole(written));
    let code = match (frame.territory, territory::resolve(written)) {
        (Territories::China, Ok(Place::Province(territory))) => territory.code,
        _ => &tidied,
    };
    let known = |word: &str| writer.numbers.contains_key(word).then(|| word.to_owned());
    // Looked up in a register, units are known by their codes.
    let named = || {
        let mut named = writer.units.values().filter(|unit| unit.level.is_some() || unit.parent.is_some());
        named.find(|unit| unit.name.zh == *tidied).map(|unit| unit.code.clone())
    };
    known(code).or_else(|| known(written)).or_else(named).ok_or_else(|| {
        Error::new(
            Code::UnknownUnit,
            "",
            Text::new(format!("表中没有“{written}”。"), format!("The table has no \"{written}\".")),
            Text::new("请使用表中的单位名称或代码。", "Use a name or code of the table."),
        )
    })
}

/// A value that a column can be compared with.
fn bound(value: &Value, kind: Kind, writer: &Writer<'_>) -> Result<String> {
    match (kind, value) {
        (Kind::Figure, Value::Number(number)) => Ok(writer.dialect.number(*number)),
        (Kind::Period, Value::Word(period)) => writer.ordinal(period).map(|p| p.to_string()),
        (Kind::Period, Value::Number(year)) => writer.ordinal(&year.to_string()).map(|p| p.to_string()),
        (Kind::Figure, Value::Word(_)) => Err(json::expected("数字", "a number")),
        _ => Err(refused(
            "该列是文字，只能用 is 或 not。",
            "The column is text: only \"is\" and \"not\" can be said of it.",
            "请改用 is 或 not。",
            "Use \"is\" or \"not\".",
        )),
    }
}

fn unknown(word: &str) -> Error {
    Error::new(
        Code::UnknownValue,
        "",
        Text::new(format!("数据中没有“{word}”。"), format!("The data have no \"{word}\".")),
        Text::new("请核对写法。", "Check how it is written."),
    )
}
