//! `pivot`: a column of every word, by a summary over each group of rows that has one figure at most.

use crate::sql::frame::{Figure, Frame, Key, Kind, Why};
use crate::sql::{list, Rule, Writer};
use crate::step::Pivot;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json;
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;

impl Pivot {
    pub(in crate::sql) fn write(&self, mut frame: Frame, writer: &mut Writer<'_>, place: &str) -> Result<Frame> {
        if frame.kind(&self.names).map_err(|e| e.within(".names"))? != Kind::Word {
            return Err(json::expected("一个分类列", "a key other than unit and period").within(".names"));
        }
        let values: Vec<Figure> = match &self.values {
            None => frame.figures.clone(),
            Some(ids) => ids
                .iter()
                .enumerate()
                .map(|(at, id)| frame.figure(id, writer).map_err(|e| e.item(at).within(".values")))
                .collect::<Result<_>>()?,
        };
        frame.check_unique(writer, Rule::AtMostOne, two_values());
        let names = frame.key(&self.names)?.clone();
        if names.open && names.words.is_empty() {
            return Err(not_seen(&self.names).within(".names"));
        }
        frame.keys.retain(|k| k.name != self.names);
        let mut order = names.words.clone();
        // In the order in which the files have them, whatever the order of the rows is by now.
        order.sort_unstable();
        order.dedup();
        let present: Vec<Option<usize>> = order.iter().map(|word| frame.check_present(&names, *word, writer)).collect();
        let mut figures = Vec::new();
        let mut columns = frame.key_columns("t");
        for value in &values {
            for (number, there) in order.iter().zip(&present) {
                let word = writer.words[*number].clone();
                let id = if values.len() == 1 { word.clone() } else { format!("{word} {}", value.id) };
                let is = format!("t.{} = {}", names.column, writer.dialect.text(&word));
                let column = writer.name("f", &id);
                columns.push(format!("MAX(CASE WHEN {is} THEN t.{} END) AS {column}", value.column));
                let why = match &value.why {
                    // Of no row, and of a row without a figure: not published either way.
                    Why::Always(Reason::NotPublished) => value.why.clone(),
                    _ => {
                        let why = writer.name("r", &id);
                        let (reason, none) = (value.reason("t"), Reason::NotPublished.id());
                        columns.push(format!(
                            "CASE WHEN COUNT(CASE WHEN {is} THEN 1 END) = 0 THEN '{none}' ELSE MAX(CASE WHEN {is} THEN {reason} END) END AS {why}"
                        ));
                        Why::Column(why)
                    }
                };
                let measure = frame.measures.get(&word).unwrap_or(&value.measure).clone();
                let needs = value.needs.iter().chain(there).copied().collect();
                figures.push(Figure { id, measure, column, why, needs, ..value.clone() });
            }
        }
        frame.grouped(writer, "wide", &format!("{place}: pivot {}", self.names), &columns);
        frame.figures = figures;
        frame.distinct()?;
        Ok(frame)
    }
}

impl Frame {
    /// The check that a word of a key is there; none where it is for certain.
    fn check_present(&self, key: &Key, word: usize, writer: &mut Writer<'_>) -> Option<usize> {
        let literal = writer.dialect.text(&writer.words[word]);
        let rows = format!("SELECT COUNT(*) FROM {} WHERE {} = {literal}", self.cte, key.column);
        (!key.all).then(|| writer.check(Rule::Present, rows, None, None))
    }

    /// Makes one row of all that have the same keys.
    pub(super) fn grouped(&mut self, writer: &mut Writer<'_>, kind: &str, says: &str, columns: &[String]) {
        let keys = self.key_columns("t");
        // All rows are one group where there is no key, and none where there are no rows.
        let groups = match keys.is_empty() {
            true => "HAVING COUNT(*) > 0".to_owned(),
            false => format!("GROUP BY {}", list(&keys)),
        };
        let body = format!("SELECT {}\n  FROM {} AS t\n  {groups}", columns.join(",\n    "), self.cte);
        self.keys.iter_mut().for_each(|key| key.truth = None);
        (self.large, writer.large) = (false, false);
        self.cte = writer.cte(kind, says, body);
        self.unique = true;
    }
}

fn not_seen(names: &str) -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new(format!("不知道“{names}”列有哪些值。"), format!("Nobody has seen the words of \"{names}\".")),
        Text::new(
            "请给出含有全部取值的样本文件，或先用 filter 写明。",
            "Give a sample of the table in which all of them stand, or name them in a filter.",
        ),
    )
}

fn two_values() -> Error {
    Error::new(
        Code::PivotConflict,
        "",
        Text::new("{} 有两个数值。", "There are two values for {}."),
        Text::new("请先用 group_by 汇总或用 filter 筛选。", "First group_by or filter."),
    )
}
