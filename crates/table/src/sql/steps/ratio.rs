//! `ratio`: a division of figures, which are `DOUBLE` already.

use crate::sql::frame::{Figure, Frame, Why};
use crate::sql::Writer;
use crate::step::Ratio;
use innodex_panel::error::Result;
use innodex_panel::reason::Reason;

impl Ratio {
    pub(super) fn write(&self, mut frame: Frame, writer: &mut Writer<'_>, place: &str) -> Result<Frame> {
        frame.is_new(&self.id).map_err(|e| e.within(".id"))?;
        let above = frame.figure(&self.numerator, writer).map_err(|e| e.within(".numerator"))?;
        let below = frame.figure(&self.denominator, writer).map_err(|e| e.within(".denominator"))?;
        let (scale, measure) = self.resolved(&above.measure, &below.measure)?;
        let (x, y) = (format!("t.{}", above.column), format!("t.{}", below.column));
        // x / 1 is x: nothing is multiplied that need not be.
        let scaled = if scale == 1.0 { x.clone() } else { writer.dialect.times(&x, scale) };
        let (zero, one, other) =
            (Reason::ZeroDenominator.id(), above.reason_of_missing("t"), below.reason_of_missing("t"));
        let value = format!("CASE WHEN {y} <> 0 THEN {} END", writer.dialect.divided(&scaled, &y));
        let reason =
            format!("CASE WHEN {x} IS NULL THEN {one} WHEN {y} IS NULL THEN {other} WHEN {y} = 0 THEN '{zero}' END");
        let (column, why) =
            frame.computed(writer, &self.id, "", &value, &reason, &format!("{place}: ratio {}", self.id));
        let needs = above.needs.iter().chain(&below.needs).copied().collect();
        frame.figures.push(Figure { id: self.id.clone(), measure, column, why: Why::Column(why), needs, ..above });
        Ok(frame)
    }
}

impl Frame {
    /// Adds a computed figure and why it is missing: of `value`, where it is a number, and of `reason`, of a row `t` of the
    /// table and what `joined` puts beside it. Gives the names of both columns.
    pub(super) fn computed(
        &mut self,
        writer: &mut Writer<'_>,
        id: &str,
        joined: &str,
        value: &str,
        reason: &str,
        says: &str,
    ) -> (String, String) {
        let (column, why) = (writer.name("f", id), writer.name("r", id));
        let (infinity, overflow) = (writer.dialect.infinity(), Reason::Overflow.id());
        let inner: Vec<String> = self.columns("t");
        let outer = self.columns("c");
        let body = format!(
            "SELECT {},\n    CASE WHEN c.{why} IS NULL AND ABS(c.{column}) < {infinity} THEN c.{column} END AS {column},\n    \
             CASE WHEN c.{why} IS NOT NULL THEN c.{why} WHEN ABS(c.{column}) < {infinity} THEN NULL ELSE '{overflow}' END AS {why}\n  \
             FROM (\n    SELECT {},\n      {value} AS {column},\n      {reason} AS {why}\n    FROM {} AS t{joined}\n  ) AS c",
            outer.join(", "),
            inner.join(", "),
            self.cte,
        );
        self.cte = writer.cte("with", says, body);
        (column, why)
    }
}
