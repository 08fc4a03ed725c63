//! `growth`: a join of the table with itself, on the ordinal of the earlier period.

use crate::sql::frame::{Figure, Frame, Why, PERIOD};
use crate::sql::{Dialect, Rule, Writer};
use crate::step::Growth;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::growth::Rate;
use innodex_panel::json;
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;

impl Growth {
    pub(super) fn write(&self, mut frame: Frame, writer: &mut Writer<'_>, place: &str) -> Result<Frame> {
        frame.is_new(&self.id).map_err(|e| e.within(".id"))?;
        let of = frame.figure(&self.column, writer).map_err(|e| e.within(".column"))?;
        let measure = match self.rate {
            Rate::Difference => of.measure.clone(),
            Rate::Simple | Rate::Log | Rate::Symmetric => String::new(),
            _ => return Err(unfit(self.rate).within(".rate")),
        };
        frame.key(PERIOD).map_err(|e| e.within(".step"))?;
        let lag = match self.lag {
            Some(lag) if (1..=10_000).contains(&lag) => lag as i32,
            Some(_) => {
                return Err(json::expected("1 至 10000 的整数", "a whole number from 1 to 10,000").within(".lag"))
            }
            None => writer.frequency.map_or(1, |f| f.per_year()),
        };
        frame.check_unique(writer, Rule::AtMostOne, several());
        frame.unique = true;
        let on: Vec<String> = frame
            .keys
            .iter()
            .map(|k| match &*k.name {
                PERIOD => format!("b.{0} = t.{0} - {lag}", k.column),
                _ => format!("b.{0} = t.{0}", k.column),
            })
            .collect();
        let (x, b) = (format!("t.{}", of.column), format!("b.{}", of.column));
        let (value, refused) = formula(self.rate, &x, &b, writer.dialect);
        let (missing, base) = (of.reason_of_missing("t"), Reason::BaseMissing.id());
        let reason = format!("CASE WHEN {x} IS NULL THEN {missing} WHEN {b} IS NULL THEN '{base}'{refused} END");
        let joined = format!("\n    LEFT JOIN {} AS b ON {}", frame.cte, on.join(" AND "));
        let (column, why) =
            frame.computed(writer, &self.id, &joined, &value, &reason, &format!("{place}: growth {}", self.id));
        frame.figures.push(Figure { id: self.id.clone(), measure, column, why: Why::Column(why), ..of });
        Ok(frame)
    }
}

/// The growth of x against b as SQL, and what is refused: `crates/panel/src/growth.rs` has the formulas.
fn formula(rate: Rate, x: &str, b: &str, dialect: Dialect) -> (String, String) {
    let refuse = |of: &[(String, Reason)]| -> String {
        of.iter().map(|(when, reason)| format!(" WHEN {when} THEN '{}'", reason.id())).collect()
    };
    match rate {
        Rate::Log => (
            format!("CASE WHEN {b} > 0 AND {x} > 0 THEN LN({}) END", dialect.divided(x, b)),
            refuse(&[(format!("{b} <= 0"), Reason::BaseNotPositive), (format!("{x} <= 0"), Reason::NotPositive)]),
        ),
        Rate::Symmetric => (
            format!("CASE WHEN {x} + {b} > 0 THEN ({x} - {b}) / (({x} + {b}) / 2) END"),
            refuse(&[
                (format!("({x} < 0 AND {b} > 0) OR ({x} > 0 AND {b} < 0)"), Reason::SignChange),
                (format!("{x} + {b} = 0"), Reason::ZeroSum),
                (format!("{x} + {b} < 0"), Reason::BaseNotPositive),
            ]),
        ),
        Rate::Difference => (format!("{x} - {b}"), String::new()),
        _ => (
            format!("CASE WHEN {b} > 0 THEN ({}) - 1 END", dialect.divided(x, b)),
            refuse(&[(format!("{b} <= 0"), Reason::BaseNotPositive)]),
        ),
    }
}

fn several() -> Error {
    Error::new(
        Code::DuplicateRow,
        "",
        Text::new("{} 有多行，无法计算增长。", "There are several rows for {}."),
        Text::new("请先用 group_by 汇总。", "First group_by."),
    )
}

fn unfit(rate: Rate) -> Error {
    Error::new(
        Code::BadParameter,
        "",
        Text::new(format!("“{}”不能在此计算。", rate.id()), format!("\"{}\" cannot be computed here.", rate.id())),
        Text::new(
            "请用 simple、log、symmetric 或 difference；其余由增长表计算。",
            "Use simple, log, symmetric or difference; the growth table computes the others.",
        ),
    )
}

impl Frame {
    /// Checks that no two rows have the same keys, unless that is known.
    pub(super) fn check_unique(&self, writer: &mut Writer<'_>, rule: Rule, error: Error) {
        if !self.unique {
            let keys = self.keys.clone();
            writer.check_rows(&self.cte, keys, rule, error);
        }
    }
}
