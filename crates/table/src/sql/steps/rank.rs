//! `rank`: window functions, with ties as `crates/panel/src/ranking.rs` has them.
//!
//! Figures tie that are within 1e-12 of the largest of their group: the best that is left leads, and all that are so near
//! to it share its rank. Hardly any figure is as near to another without being equal: only these are looked at further. In
//! their order they fall into runs, where each is as near to the one before. In a run no wider than the tolerance all tie;
//! else the first of it lead one after the other, each in a column of its own. A run that needs more than [`ROUNDS`] leaders
//! is refused: SQL has no loop that all databases share.

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
        let [x, slack, before, leader] = ["x", "slack", "before", "leader"].map(|name| writer.name(name, ""));
        let infinity = writer.dialect.infinity();
        let largest = format!("MAX(CASE WHEN ABS({score}) < {infinity} THEN ABS({score}) END) OVER ({})", parted(over));
        let body = format!(
            "SELECT {},\n    {score} AS {x},\n    {} * {largest} AS {slack},\n    LAG({score}) OVER ({}) AS {before}\n  FROM {} AS t",
            list(&frame.columns("t")),
            writer.dialect.number(EQUAL),
            window(over, &format!("{score} DESC NULLS LAST")),
            frame.cte
        );
        let near = writer.cte("near", &format!("{says}: how far each is from the one before"), body);
        let close = Close { x: &x, slack: &slack, over, says };
        let (led, leads) = close.led(writer, &near, &before);
        let on: Vec<String> = over.iter().chain([&x]).map(|column| format!("l.{column} = t.{column}")).collect();
        let body = format!(
            "SELECT {},\n    COALESCE({leads}, t.{x}) AS {leader}\n  FROM {near} AS t\n    LEFT JOIN {led} AS l ON {}",
            list(&frame.columns("t")),
            on.join(" AND ")
        );
        frame.cte = writer.cte("led", &format!("{says}: who leads"), body);
        leader
    }
}

/// The figures that are near to others without being equal, each once.
struct Close<'a> {
    x: &'a str,
    slack: &'a str,
    over: &'a [String],
    says: &'a str,
}

impl Close<'_> {
    /// Their columns, behind the name of the CTE.
    fn columns(&self, x: &str) -> String {
        let over = self.over.iter().map(|column| format!("t.{column}"));
        list(&over.chain([format!("t.{x} AS {}", self.x), format!("t.{}", self.slack)]).collect::<Vec<_>>())
    }

    /// The CTE that has their leaders, and which of them leads a row `l` of it.
    fn led(&self, writer: &mut Writer<'_>, near: &str, before: &str) -> (String, String) {
        let Close { x, slack, over, says } = self;
        let pairs = format!("FROM {near} AS t WHERE t.{before} > t.{x} AND t.{before} - t.{x} <= t.{slack}");
        let body = format!("SELECT {} {pairs}\n  UNION\n  SELECT {} {pairs}", self.columns(x), self.columns(before));
        let close = writer.cte("close", &format!("{says}: near figures that are not equal"), body);
        let [last, run] = ["last", "run"].map(|name| writer.name(name, ""));
        let order = format!("t.{x} DESC NULLS LAST");
        let body = format!(
            "SELECT {},\n    SUM(CASE WHEN t.{last} - t.{x} <= t.{slack} THEN 0 ELSE 1 END) OVER ({1}) AS {run}\n  \
             FROM (SELECT {0}, LAG(t.{x}) OVER ({1}) AS {last} FROM {close} AS t) AS t",
            self.columns(x),
            window(over, &order),
        );
        let mut from = writer.cte("runs", &format!("{says}: runs of near figures"), body);
        let run_of = parted(&over.iter().cloned().chain([run.clone()]).collect::<Vec<_>>());
        let mut tops: Vec<String> = Vec::new();
        for round in 0..ROUNDS {
            let top = writer.name("top", "");
            let left = match tops.is_empty() {
                true => format!("t.{x}"),
                false => format!("CASE WHEN {} THEN NULL ELSE t.{x} END", self.follows_any("t", &tops)),
            };
            let kept: Vec<String> = [&run].into_iter().chain(&tops).map(|name| format!("t.{name}")).collect();
            let body = format!(
                "SELECT {}, {},\n    MAX({left}) OVER ({run_of}) AS {top}\n  FROM {from} AS t",
                self.columns(x),
                list(&kept)
            );
            from = writer.cte("lead", &format!("{says}: leader {} of each run", round + 1), body);
            tops.push(top);
        }
        let more = format!("SELECT COUNT(*) FROM {from} AS t WHERE NOT ({})", self.follows_any("t", &tops));
        writer.check(Rule::None, more, Some(too_near()), None);
        let case = |top: &String| format!(" WHEN {} THEN l.{top}", self.follows("l", top));
        let cases: String = tops.iter().map(case).collect();
        (from, format!("CASE{cases} END"))
    }

    /// Whether a row is as near to a leader as makes them equal.
    fn follows(&self, of: &str, top: &str) -> String {
        let Close { x, slack, .. } = self;
        format!("{of}.{top} = {of}.{x} OR {of}.{top} - {of}.{x} BETWEEN 0 AND {of}.{slack}")
    }

    fn follows_any(&self, of: &str, tops: &[String]) -> String {
        tops.iter().map(|top| self.follows(of, top)).collect::<Vec<_>>().join(" OR ")
    }
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
            "有一长串数值首尾相差极小（每两个相邻数值之差不足最大值的一万亿分之一），SQL 无法排名。",
            "A long run of figures, each within 1e-12 of the next: SQL cannot rank them.",
        ),
        Text::new(
            "请先四舍五入或汇总，或在本机运行此方案。",
            "Round or group them first, or run the plan without a database.",
        ),
    )
}
