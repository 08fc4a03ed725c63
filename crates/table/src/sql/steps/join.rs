//! `join`: a LEFT JOIN in which each row finds at most one.

use crate::sql::frame::{Figure, Frame, Kind, Why};
use crate::sql::{list, Rule, Writer};
use crate::step::{How, Join};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json;
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;

impl Join {
    pub(super) fn write(&self, mut frame: Frame, writer: &mut Writer<'_>, place: &str) -> Result<Frame> {
        let other = writer.table(&self.with).map_err(|e| e.within(".with"))?;
        let on = self.equal_keys(&frame, &other).map_err(|e| e.within(".on"))?;
        let keys: Vec<_> = other.keys.iter().filter(|k| on.contains(&k.name)).cloned().collect();
        if !(other.unique && keys.len() == other.keys.len()) {
            writer.check_rows(&other.cte, keys, Rule::AtMostOne, self.multiplies());
        }
        if let Some(figure) = other.figures.iter().find(|figure| frame.knows(&figure.id)) {
            return Err(Error::new(
                Code::DuplicateColumn,
                ".with",
                Text::new(format!("两个表都有“{}”。", figure.id), format!("Both tables have \"{}\".", figure.id)),
                Text::new("请先用 rename 改名。", "Rename one of them first."),
            ));
        }
        let found = writer.name("found", "");
        let (beside, figures) = beside(&other, &found, writer);
        let columns = [frame.columns("t"), vec![format!("o.{found} AS {found}")], beside].concat();
        let equal: Vec<String> = on
            .iter()
            .map(|name| Ok(format!("o.{} = t.{}", other.key(name)?.column, frame.key(name)?.column)))
            .collect::<Result<_>>()?;
        let body = format!(
            "SELECT {}\n  FROM {} AS t\n  LEFT JOIN (SELECT x.*, 1 AS {found} FROM {} AS x) AS o ON {}",
            columns.join(",\n    "),
            frame.cte,
            other.cte,
            equal.join(" AND ")
        );
        frame.cte = writer.cte("joined", &format!("{place}: join {}", self.with), body);
        self.check_lost(&frame, &on, &found, writer);
        frame.figures.extend(figures);
        if self.how == How::Inner {
            frame.fewer_rows("");
            let columns = list(&frame.columns("t"));
            let body = format!("SELECT {columns}\n  FROM {} AS t\n  WHERE t.{found} IS NOT NULL", frame.cte);
            frame.cte = writer.cte("joined", &format!("{place}: join {}, inner", self.with), body);
        }
        Ok(frame)
    }

    /// Counts the keys that find nothing.
    fn check_lost(&self, frame: &Frame, on: &[String], found: &str, writer: &mut Writer<'_>) {
        let keys: Vec<_> = frame.keys.iter().filter(|k| on.contains(&k.name)).cloned().collect();
        let columns = list(&keys.iter().map(|k| k.column.clone()).collect::<Vec<_>>());
        let lost = format!("SELECT DISTINCT {columns} FROM {} WHERE {found} IS NULL", frame.cte);
        let which = format!("SELECT {columns} FROM ({lost}) AS x ORDER BY {columns} LIMIT 1");
        let count = format!("SELECT COUNT(*) FROM ({lost}) AS x");
        writer.check(Rule::Lost, count, Some(self.unmatched()), Some((which, keys)));
    }

    /// The keys to join on.
    fn equal_keys(&self, frame: &Frame, other: &Frame) -> Result<Vec<String>> {
        let on: Vec<String> = match &self.on {
            Some(on) => on.clone(),
            None => frame.keys.iter().filter(|k| other.is_key(&k.name)).map(|k| k.name.clone()).collect(),
        };
        if on.is_empty() {
            return Err(Error::new(
                Code::BadParameter,
                "",
                Text::new("两个表没有共同的列。", "The two tables have no key in common."),
                Text::new("请在 on 中写明连接列。", "Name the keys in \"on\"."),
            ));
        }
        for (at, name) in on.iter().enumerate() {
            let kind = |table: &Frame| table.kind(name).map_err(|e| e.item(at));
            match (kind(frame)?, kind(other)?) {
                (one, two) if one == two && one != Kind::Figure => {}
                _ => return Err(json::expected("两表共有的分类列", "a key that both tables have").item(at)),
            }
        }
        Ok(on)
    }

    fn multiplies(&self) -> Error {
        Error::new(
            Code::JoinMultiplies,
            "",
            Text::new(
                format!("“{}”中 {{}} 有多行，连接后行数会成倍增加。", self.with),
                format!("\"{}\" has several rows for {{}}: the join would multiply rows.", self.with),
            ),
            Text::new(
                "请先用 group_by 汇总或用 filter 筛选，或在 on 中增加连接列。",
                "First group_by or filter that table, or name more keys in \"on\".",
            ),
        )
    }

    /// What is said where rows find nothing: `{}` is the first of the keys, `{n}` how many there are.
    fn unmatched(&self) -> Error {
        let went = match self.how {
            How::Left => Text::new("其数据记为缺失", "its figures are missing there"),
            How::Inner => Text::new("这些行已去掉", "those rows are left out"),
        };
        Error::new(
            Code::JoinUnmatched,
            "",
            Text::new(
                format!("“{}”中没有 {{}} 等{{n}}项的数据，{}。", self.with, went.zh),
                format!("\"{}\" has nothing for {{n}} of the keys, {{}} first; {}.", self.with, went.en),
            ),
            Text::new("无需处理；如不妥，请在方案中写明。", "Nothing to do; if it is wrong, say so in the plan."),
        )
    }
}

/// The other table's figures, of a row that is found.
fn beside(other: &Frame, found: &str, writer: &mut Writer<'_>) -> (Vec<String>, Vec<Figure>) {
    let (mut columns, mut figures) = (Vec::new(), Vec::new());
    for figure in &other.figures {
        let (column, why) = (writer.name("f", &figure.id), writer.name("r", &figure.id));
        columns.push(format!("o.{} AS {column}", figure.column));
        columns.push(format!(
            "CASE WHEN o.{found} IS NULL THEN '{}' ELSE {} END AS {why}",
            Reason::NoMatch.id(),
            figure.reason("o")
        ));
        figures.push(Figure { column, why: Why::Column(why), ..figure.clone() });
    }
    (columns, figures)
}
