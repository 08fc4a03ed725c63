//! `rank`: window functions, with ties as `crates/panel/src/ranking.rs` has them.
//!
//! Figures tie that are within 1e-12 of the largest of their group: the best that is left leads, and all that are so near
//! to it share its rank. Rows in the order of their figures fall into runs, where each is as near to the one before. In a
//! run no wider than the tolerance all tie; else the first of it lead one after the other, each in a column of its own. A
//! run that needs more than [`ROUNDS`] leaders is refused: SQL has no loop that all databases share.

use crate::sql::frame::{Figure, Frame, Kind, Why, PERIOD, UNIT};
use crate::sql::{list, Rule, Writer};
use crate::step::Rank;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::ranking::{Ties, EQUAL};
use innodex_panel::text::Text;

/// So many leaders a run of near figures can have.
const ROUNDS: usize = 4;

impl Rank {
    pub(super) fn write(&self, mut frame: Frame, writer: &mut Writer<'_>, place: &str) -> Result<Frame> {
        frame.is_new(&self.id).map_err(|e| e.within(".id"))?;
        let of = frame.figure(&self.column, writer).map_err(|e| e.within(".column"))?;
        let over: Vec<String> = match &self.over {
            None => frame.keys.iter().filter(|k| k.name == PERIOD).map(|k| k.column.clone()).collect(),
            Some(over) => over
                .iter()
                .enumerate()
                .map(|(at, name)| frame.key(name).map(|k| k.column.clone()).map_err(|e| e.item(at).within(".over")))
                .collect::<Result<_>>()?,
        };
        let says = format!("{place}: rank {}", self.id);
        let score = match self.direction {
            1 => format!("t.{}", of.column),
            _ => format!("-t.{}", of.column),
        };
        let leader = self.leaders(&mut frame, writer, &over, &score, &says);
        let (column, why) = (writer.name("f", &self.id), writer.name("r", &self.id));
        let order = format!("t.{leader} DESC NULLS LAST");
        let rank = match self.ties {
            Ties::Competition => format!("RANK() OVER ({})", window(&over, &order)),
            Ties::Modified => format!("RANK() OVER ({}) + {} - 1", window(&over, &order), tied(&over, &leader)),
            Ties::Dense => format!("DENSE_RANK() OVER ({})", window(&over, &order)),
            Ties::Ordinal => {
                let by = frame.in_order(writer);
                format!("ROW_NUMBER() OVER ({})", window(&over, &list(&[vec![order], by].concat())))
            }
            Ties::Fractional => {
                format!(
                    "RANK() OVER ({}) + ({} - 1) / {}",
                    window(&over, &order),
                    tied(&over, &leader),
                    writer.dialect.number(2.0)
                )
            }
        };
        let body = format!(
            "SELECT {},\n    CASE WHEN t.{leader} IS NOT NULL THEN CAST({rank} AS {}) END AS {column},\n    {} AS {why}\n  FROM {} AS t",
            list(&frame.columns("t")),
            writer.dialect.double(),
            of.reason("t"),
            frame.cte
        );
        frame.cte = writer.cte("ranked", &says, body);
        frame.figures.push(Figure { id: self.id.clone(), measure: String::new(), column, why: Why::Column(why), ..of });
        Ok(frame)
    }

    /// Puts beside each row the figure that leads its ties, and gives the name of that column.
    fn leaders(&self, frame: &mut Frame, writer: &mut Writer<'_>, over: &[String], score: &str, says: &str) -> String {
        let [x, slack, before, run, leader] =
            ["x", "slack", "before", "run", "leader"].map(|name| writer.name(name, ""));
        let keep = |frame: &Frame, more: &[&String]| {
            let more = more.iter().map(|name| format!("t.{name}"));
            list(&frame.columns("t").into_iter().chain(more).collect::<Vec<_>>())
        };
        let infinity = writer.dialect.infinity();
        let largest = format!("MAX(CASE WHEN ABS({score}) < {infinity} THEN ABS({score}) END) OVER ({})", parted(over));
        let body = format!(
            "SELECT {},\n    {score} AS {x},\n    {} * {largest} AS {slack},\n    LAG({score}) OVER ({}) AS {before}\n  FROM {} AS t",
            keep(frame, &[]),
            writer.dialect.number(EQUAL),
            window(over, &format!("{score} DESC NULLS LAST")),
            frame.cte
        );
        let near = writer.cte("near", &format!("{says}: how far each is from the one before"), body);
        let body = format!(
            "SELECT {},\n    SUM(CASE WHEN t.{before} = t.{x} OR t.{before} - t.{x} <= t.{slack} THEN 0 ELSE 1 END) OVER ({}) AS {run}\n  FROM {near} AS t",
            keep(frame, &[&x, &slack]),
            window(over, &format!("t.{x} DESC NULLS LAST")),
        );
        let runs = writer.cte("runs", &format!("{says}: runs of near figures"), body);
        let run_of = parted(&over.iter().cloned().chain([run.clone()]).collect::<Vec<_>>());
        let mut tops: Vec<String> = Vec::new();
        let mut from = runs;
        for round in 0..ROUNDS {
            let top = writer.name("top", "");
            let follows: Vec<String> = tops.iter().map(|top| follows(top, &x, &slack)).collect();
            let left = match follows.is_empty() {
                true => format!("t.{x}"),
                false => format!("CASE WHEN {} THEN NULL ELSE t.{x} END", follows.join(" OR ")),
            };
            let kept: Vec<&String> = [&x, &slack, &run].into_iter().chain(&tops).collect();
            let body =
                format!("SELECT {},\n    MAX({left}) OVER ({run_of}) AS {top}\n  FROM {from} AS t", keep(frame, &kept));
            from = writer.cte("lead", &format!("{says}: leader {} of each run", round + 1), body);
            tops.push(top);
        }
        let case: String = tops.iter().map(|top| format!(" WHEN {} THEN t.{top}", follows(top, &x, &slack))).collect();
        let left: Vec<String> = tops.iter().map(|top| follows(top, &x, &slack)).collect();
        let more = format!("SELECT COUNT(*) FROM {from} AS t WHERE t.{x} IS NOT NULL AND NOT ({})", left.join(" OR "));
        let keys: Vec<String> = frame.keys.iter().map(|key| format!("t.{}", key.column)).collect();
        let which = (!keys.is_empty()).then(|| {
            let (keys, left) = (list(&keys), left.join(" OR "));
            let first = format!(
                "SELECT {keys} FROM {from} AS t WHERE t.{x} IS NOT NULL AND NOT ({left}) ORDER BY {keys} LIMIT 1"
            );
            (first, frame.keys.clone())
        });
        writer.check(Rule::None, more, Some(too_near()), which);
        let body = format!("SELECT {},\n    CASE{case} END AS {leader}\n  FROM {from} AS t", keep(frame, &[]));
        frame.cte = writer.cte("led", &format!("{says}: who leads"), body);
        leader
    }
}

/// Whether a row is as near to a leader as makes them equal.
fn follows(top: &str, x: &str, slack: &str) -> String {
    format!("t.{top} = t.{x} OR t.{top} - t.{x} BETWEEN 0 AND t.{slack}")
}

/// How many share a rank.
fn tied(over: &[String], leader: &str) -> String {
    format!("COUNT(*) OVER ({})", parted(&over.iter().cloned().chain([leader.to_owned()]).collect::<Vec<_>>()))
}

fn parted(by: &[String]) -> String {
    let by: Vec<String> = by.iter().map(|column| format!("t.{column}")).collect();
    if by.is_empty() {
        String::new()
    } else {
        format!("PARTITION BY {}", list(&by))
    }
}

fn window(by: &[String], order: &str) -> String {
    format!("{} ORDER BY {order}", parted(by)).trim_start().to_owned()
}

impl Frame {
    /// The rows in an order that is always the same: by unit code, then by the other keys.
    fn in_order(&self, writer: &Writer<'_>) -> Vec<String> {
        let rest = self.keys.iter().filter(|k| k.name != UNIT);
        self.keys
            .iter()
            .filter(|k| k.name == UNIT)
            .chain(rest)
            .map(|key| {
                let column = format!("t.{}", key.column);
                let column = if key.kind == Kind::Period { column } else { writer.dialect.bytewise(&column) };
                format!("{column} NULLS LAST")
            })
            .collect()
    }
}

fn too_near() -> Error {
    Error::new(
        Code::BadParameter,
        ".column",
        Text::new(
            "{} 等{n}行的数值与一长串数值相连：相邻两数之差都不足最大值的一万亿分之一，而首尾之差超过此数，并列名次超过4组，SQL 无法逐一判定。",
            "{n} rows, such as {}, are part of a run of figures, each within 1e-12 of the next, while the ends are further apart: that makes more than 4 shared ranks in a row, and SQL cannot tell them.",
        ),
        Text::new(
            "请先在数据库中把该列四舍五入到有意义的位数，或先汇总（group_by）再排名；也可不用数据库、直接读取文件运行此方案（innodex table 方案 文件），结果按相同规则排名。",
            "Round the column in the database to the digits that mean something, or group the rows before ranking; or run the plan on files, without a database (innodex table PLAN FILE), which ranks by the same rule.",
        ),
    )
}
