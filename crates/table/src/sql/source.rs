//! The rows of a table as the plan begins with them: units by their codes, periods by their ordinals, figures as numbers.

use super::frame::{Figure, Frame, Key as FrameKey, Kind as Holds, Why, PERIOD, UNIT};
use super::table::{Cells, Key, Kind, Lookup, Table};
use super::{list, Writer};
use crate::step::Pivot;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;

/// From so many odd cells on they are looked up in a table of their own.
const FEW: usize = 40;

/// The parts of a SELECT.
#[derive(Default)]
struct Parts {
    columns: Vec<String>,
    joins: Vec<String>,
    conditions: Vec<String>,
}

impl Writer<'_> {
    /// A table as its source gives it.
    pub(super) fn source(&mut self, table: &Table) -> Result<Frame> {
        self.meet(table)?;
        let mut parts = Parts::default();
        let years = table.figures.iter().any(|f| f.period.is_some());
        let keys = self.keys_of(table, years, &mut parts);
        let figures = self.figures_of(table, years, &mut parts);
        let conditions = match parts.conditions.is_empty() {
            true => String::new(),
            false => format!("\n  WHERE {}", parts.conditions.join(" AND ")),
        };
        let joins: String = parts.joins.iter().map(|join| format!("\n  {join}")).collect();
        let body =
            format!("SELECT {}\n  FROM {} AS s{joins}{conditions}", parts.columns.join(",\n    "), table.relation);
        let cte = self.cte("source", &format!("{}: as it is understood", table.name), body);
        let frame = Frame {
            name: table.name.clone(),
            cte,
            keys,
            figures,
            territory: table.territory,
            measures: table.measures.0.iter().cloned().collect(),
            unique: table.unique,
            large: !table.complete,
        };
        frame.distinct()?;
        match &table.indicator {
            Some(names) => Pivot { names: names.name.clone(), values: None }.write(frame, self, &table.name),
            None => Ok(frame),
        }
    }

    /// The keys of a table: unit, period, and further words.
    fn keys_of(&mut self, table: &Table, years: bool, parts: &mut Parts) -> Vec<FrameKey> {
        let mut keys = Vec::new();
        let mut key = |name: &str, kind, open| {
            let column = name.to_owned();
            keys.push(FrameKey {
                name: name.to_owned(),
                kind,
                column,
                words: Vec::new(),
                all: true,
                open,
                truth: None,
            });
        };
        if let Some(unit) = &table.unit {
            let codes = self.looked_up(table, unit, parts, false);
            parts.columns.push(format!("{codes} AS {UNIT}"));
            key(UNIT, Holds::Unit, unit.words.is_empty());
        }
        if let Some(period) = table.period.as_ref().filter(|_| !years) {
            let ordinals = self.looked_up(table, period, parts, true);
            parts.columns.push(format!("{ordinals} AS {PERIOD}"));
        }
        if years {
            let ordinals: Vec<String> =
                table.figures.iter().filter_map(|f| f.period).map(|p| format!("({p})")).collect();
            parts.joins.push(format!("CROSS JOIN (VALUES {}) AS y({PERIOD})", list(&ordinals)));
            parts.columns.push(format!("y.{PERIOD} AS {PERIOD}"));
        }
        if years || table.period.is_some() {
            key(PERIOD, Holds::Period, false);
        }
        for words in table.keys.iter().chain(&table.indicator) {
            let column = self.name("k", &words.name);
            parts.columns.push(format!("{} AS {column}", self.words_of(table, words)));
            let truth = self.truth_of(table, words, parts);
            let there: Vec<usize> =
                words.words.iter().filter(|w| !words.apart.contains(w)).map(|w| self.number(w)).collect();
            keys.push(FrameKey {
                name: words.name.clone(),
                kind: Holds::Word,
                column,
                words: there,
                all: words.complete,
                open: !words.complete,
                truth,
            });
        }
        keys
    }

    /// Takes note of units, words and the kind of periods, in the order in which polars meets them.
    fn meet(&mut self, table: &Table) -> Result<()> {
        for unit in &table.units {
            self.number(&unit.code);
            self.units.entry(unit.code.clone()).or_insert_with(|| unit.clone());
        }
        if let Some(frequency) = table.frequency {
            if *self.frequency.get_or_insert(frequency) != frequency {
                return Err(Error::new(
                    Code::MixedPeriods,
                    "",
                    Text::new(
                        "各文件的时期种类不同（年、季、月）。",
                        "The files have years, quarters and months mixed.",
                    ),
                    Text::new("请分别处理。", "Use them one by one."),
                ));
            }
        }
        for words in table.keys.iter().chain(&table.indicator) {
            for word in &words.words {
                self.number(word);
            }
        }
        Ok(())
    }

    /// A column's cells as words without white space around.
    fn text(&self, table: &Table, column: &str) -> String {
        let quoted = format!("s.{}", self.dialect.quoted(column));
        let Some(known) = table.column(column) else { return quoted };
        let text = match known.holds {
            Kind::Text => quoted,
            Kind::Exact | Kind::Float | Kind::Truth | Kind::Other => {
                format!("CAST({quoted} AS {})", self.dialect.string())
            }
        };
        if known.padded {
            self.dialect.trimmed(&text)
        } else {
            text
        }
    }

    /// The words of a key; those of several columns one behind the other.
    fn words_of(&self, table: &Table, key: &Key) -> String {
        // Where no cell is empty none needs a look: databases are quicker with columns as they are.
        let filled = key.columns.len() == 1 && key.complete && !key.words.iter().any(String::is_empty);
        let word = |column: &String| match filled {
            true => self.text(table, column),
            false => format!("COALESCE({}, '')", self.text(table, column)),
        };
        key.columns.iter().map(word).collect::<Vec<_>>().join(" || ' ' || ")
    }

    /// The column that has a key as truth values.
    fn truth_of(&mut self, table: &Table, key: &Key, parts: &mut Parts) -> Option<String> {
        let [column] = &key.columns[..] else { return None };
        table.column(column).filter(|c| c.holds == Kind::Truth)?;
        let name = self.name("is", column);
        parts.columns.push(format!("s.{} AS {name}", self.dialect.quoted(column)));
        Some(name)
    }

    /// What words mean: a join with the table of them, or the words themselves where they mean nothing else.
    fn looked_up(&mut self, table: &Table, lookup: &Lookup, parts: &mut Parts, whole: bool) -> String {
        let dialect = self.dialect;
        let literal = |meant: &str| if whole { meant.to_owned() } else { dialect.text(meant) };
        let kind = if whole { "INT" } else { dialect.string() };
        if lookup.columns.is_empty() {
            return lookup.words.first().and_then(|w| w.meant.as_deref()).map_or_else(|| "NULL".to_owned(), literal);
        }
        let texts: Vec<String> = lookup.columns.iter().map(|column| self.text(table, column)).collect();
        let apart: Vec<&Vec<String>> = lookup.words.iter().filter(|w| w.meant.is_none()).map(|w| &w.written).collect();
        if let [text] = &texts[..] {
            let same = lookup.words.iter().all(|w| w.meant.as_ref().is_none_or(|meant| w.written[0] == *meant));
            if same {
                if !apart.is_empty() {
                    let words: Vec<String> = apart.iter().map(|w| dialect.text(&w[0])).collect();
                    parts.conditions.push(format!("COALESCE({text}, '') NOT IN ({})", list(&words)));
                }
                let held = table.column(&lookup.columns[0]).map(|c| c.holds);
                return match (whole, held) {
                    (true, Some(Kind::Exact)) => format!("CAST(s.{} AS INT)", dialect.quoted(&lookup.columns[0])),
                    (true, _) => format!("CAST({text} AS INT)"),
                    (false, _) => text.clone(),
                };
            }
        }
        let names: Vec<String> = (0..texts.len()).map(|at| format!("w{at}")).collect();
        let row = |w: &super::Meant| {
            let written = w.written.iter().map(|word| dialect.text(word));
            let meant = w.meant.as_deref().map_or_else(|| format!("CAST(NULL AS {kind})"), literal);
            format!(
                "({})",
                written.chain([meant, u8::from(w.meant.is_none()).to_string()]).collect::<Vec<_>>().join(", ")
            )
        };
        let rows: Vec<String> = lookup.words.iter().map(row).collect();
        let columns = format!("{}, meant, apart", names.join(", "));
        let says = format!("{}: what is written, and what it means", lookup.columns.join(", "));
        let body = format!("SELECT * FROM (VALUES\n    {}) AS v({columns})", rows.join(",\n    "));
        let words = self.cte("words", &says, body);
        let on: Vec<String> =
            names.iter().zip(&texts).map(|(name, text)| format!("{words}.{name} = COALESCE({text}, '')")).collect();
        parts.joins.push(format!("LEFT JOIN {words} ON {}", on.join(" AND ")));
        if !apart.is_empty() {
            // Words that nobody has seen yet stay, without a meaning, and are seen in the result.
            parts.conditions.push(format!("COALESCE({words}.apart, 0) = 0"));
        }
        format!("{words}.meant")
    }

    /// The figures; columns that are periods are one figure.
    fn figures_of(&mut self, table: &Table, years: bool, parts: &mut Parts) -> Vec<Figure> {
        let expressions: Vec<String> = table.figures.iter().map(|cells| self.figure(table, cells, parts)).collect();
        let measure = |cells: &Cells| table.measures.get("").unwrap_or(&cells.measure).clone();
        let figure = |cells: &Cells, column: String| Figure {
            id: cells.id.clone(),
            measure: measure(cells),
            source: table.source.clone(),
            column,
            why: Why::Always(Reason::NotPublished),
            needs: Vec::new(),
        };
        match table.figures.first().filter(|_| years) {
            Some(first) => {
                let column = self.name("f", &first.id);
                let when = |(cells, figure): (&Cells, &String)| {
                    cells.period.map(|p| format!("WHEN {p} THEN {figure}")).unwrap_or_default()
                };
                let cases: Vec<String> = table.figures.iter().zip(&expressions).map(when).collect();
                parts.columns.push(format!("CASE y.{PERIOD} {} END AS {column}", cases.join(" ")));
                vec![figure(first, column)]
            }
            None => {
                let mut figures = Vec::new();
                for (cells, expression) in table.figures.iter().zip(expressions) {
                    let column = self.name("f", &cells.id);
                    parts.columns.push(format!("{expression} AS {column}"));
                    figures.push(figure(cells, column));
                }
                figures
            }
        }
    }

    /// A column's cells as numbers.
    fn figure(&mut self, table: &Table, cells: &Cells, parts: &mut Parts) -> String {
        let dialect = self.dialect;
        let double = dialect.double();
        let raw = format!("s.{}", dialect.quoted(&cells.column));
        let holds = table.column(&cells.column).map_or(Kind::Text, |c| c.holds);
        let text = self.text(table, &cells.column);
        let number = match holds {
            Kind::Exact => format!("CAST({raw} AS {double})"),
            Kind::Float => format!("NULLIF(CAST({raw} AS {double}), CAST('NaN' AS {double}))"),
            Kind::Text | Kind::Truth | Kind::Other => format!("CAST(NULLIF({text}, '') AS {double})"),
        };
        let odd: Vec<_> = cells.odd.iter().filter(|odd| !odd.written.is_empty()).collect();
        if odd.is_empty() {
            return number;
        }
        let value =
            |number: Option<f64>| number.map_or_else(|| format!("CAST(NULL AS {double})"), |n| dialect.number(n));
        if odd.len() > FEW {
            let rows: Vec<String> =
                odd.iter().map(|o| format!("({}, {})", dialect.text(&o.written), value(o.number))).collect();
            let body = format!("SELECT * FROM (VALUES\n    {}) AS v(written, number)", rows.join(",\n    "));
            let words = self.cte("numbers", &format!("{}: cells that are written otherwise", cells.column), body);
            parts.joins.push(format!("LEFT JOIN {words} ON {words}.written = {text}"));
            return format!("CASE WHEN {words}.written IS NOT NULL THEN {words}.number ELSE {number} END");
        }
        let case = |o: &&super::Odd| format!("WHEN {text} = {} THEN {}", dialect.text(&o.written), value(o.number));
        format!("CASE {} ELSE {number} END", odd.iter().map(case).collect::<Vec<_>>().join(" "))
    }
}
