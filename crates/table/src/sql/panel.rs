//! The end of the way: the one SELECT, what its columns are, and what has to hold for it.

use super::frame::{Figure, Frame, Key as FrameKey, Kind, PERIOD, UNIT};
use super::{list, Writer};
use crate::measures::{brought, mixed_measures, Converted};
use crate::plan::Chosen;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json::{self, Json, Show};
use innodex_panel::measure::{agree, Measure};
use innodex_panel::panel::{Indicator, Unit};
use innodex_panel::period::{Frequency, Period};
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;
use serde::Serialize;

/// The SQL of a plan, and how its answer is read.
#[derive(Debug, Clone)]
pub struct Query {
    /// One SELECT: a row for each unit and period that has rows, with the columns code, period, figures, reasons, checks.
    pub sql: String,
    /// The figures, in the order of their columns.
    pub indicators: Vec<Indicator>,
    /// For each figure the checks (by number) of which all have to be more than zero; else it is not there.
    pub needs: Vec<Vec<f64>>,
    /// What has to hold; each is a column, the same in every row.
    pub checks: Vec<Check>,
    /// The kind of the periods.
    pub frequency: Option<Frequency>,
    /// The units that there may be.
    pub units: Vec<Unit>,
}

/// What a count has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// At most one: else the error.
    AtMostOne,
    /// None: else the error.
    None,
    /// One at least: else the error.
    Some,
    /// One at least: else the figures that need it are not there.
    Present,
    /// Anything; what there is is said.
    Lost,
}

json::words!(Rule { AtMostOne = "at_most_one", None = "none", Some = "some", Present = "present", Lost = "lost" });

/// A count that says whether the result can be used.
#[derive(Debug, Clone)]
pub struct Check {
    /// The column's name.
    pub column: String,
    /// What it has to be.
    pub rule: Rule,
    /// The count: a SELECT of the CTEs.
    pub sql: String,
    /// What is wrong, or to be said, otherwise. In its words `{}` stands for the keys that `which` finds, and `{n}` for the
    /// count.
    pub error: Option<Error>,
    /// A whole query that finds the first keys of which that is so, and what they are: `unit`, `period` or `word`.
    pub which: Option<(String, Vec<String>)>,
}

impl Check {
    pub(super) fn new(
        number: usize,
        rule: Rule,
        sql: String,
        error: Option<Error>,
        which: Option<(String, Vec<FrameKey>)>,
    ) -> Self {
        let kind = |key: &FrameKey| match key.kind {
            Kind::Unit => UNIT.to_owned(),
            Kind::Period => PERIOD.to_owned(),
            Kind::Word | Kind::Figure => "word".to_owned(),
        };
        let which = which.map(|(sql, keys)| (sql, keys.iter().map(kind).collect()));
        Check { column: format!("check_{}", number + 1), rule, sql, error, which }
    }

    /// Puts the place of what is wrong into another.
    pub(super) fn within(&mut self, place: &str) {
        let outside = |error: &Error| self.rule != Rule::Lost && !error.place.starts_with('$');
        if let Some(error) = self.error.take() {
            self.error = Some(if outside(&error) { error.within(place) } else { error });
        }
    }
}

impl Show for Check {
    fn show(&self) -> Json {
        let (which, keys) = self.which.clone().map_or((None, Vec::new()), |(sql, keys)| (Some(sql), keys));
        let error = self.error.as_ref().map_or(Json::Null, |error| error.show());
        json::object(&[
            ("column", &self.column),
            ("rule", &self.rule),
            ("error", &error),
            ("which", &which),
            ("keys", &keys),
        ])
    }
}

json::shown!(Query { sql, indicators, needs, checks, frequency, units });

impl Writer<'_> {
    /// Checks that no two rows of a CTE have the same keys.
    pub(super) fn check_rows(&mut self, cte: &str, keys: Vec<FrameKey>, rule: Rule, error: Error) {
        let columns: Vec<String> = keys.iter().map(|k| k.column.clone()).collect();
        let (groups, which) = match columns.is_empty() {
            true => (String::new(), "1".to_owned()),
            false => (format!(" GROUP BY {}", list(&columns)), list(&columns)),
        };
        let most = format!("SELECT MAX(x.n) FROM (SELECT COUNT(*) AS n FROM {cte}{groups}) AS x");
        let first = format!("SELECT {which} FROM {cte}{groups} HAVING COUNT(*) > 1 ORDER BY {which} LIMIT 1");
        self.check(rule, most, Some(error), Some((first, keys)));
    }

    /// The query of one table, or of several whose figures come together.
    pub(super) fn panel(&mut self, mut frames: Vec<Frame>) -> Result<Query> {
        for frame in &mut frames {
            self.finish(frame)?;
        }
        let mut indicators: Vec<(Indicator, String)> = Vec::new();
        for frame in &mut frames {
            for at in 0..frame.figures.len() {
                let wanted = self.is_wanted(&frame.figures[at].id);
                let converted = if wanted { known(&mut indicators, frame, &frame.figures[at])? } else { None };
                if let Some(converted) = converted {
                    let table = frame.name.clone();
                    frame.convert(at, converted, self, &table);
                }
            }
        }
        let indicators = self.arranged(indicators.into_iter().map(|(indicator, _)| indicator).collect())?;
        let figure = |frame: &Frame, id: &str| frame.figures.iter().find(|f| f.id == id).cloned();
        let needs = |id: &str| {
            let needs = frames.iter().filter_map(|frame| figure(frame, id)).map(|f| f.needs);
            needs.min_by_key(Vec::len).unwrap_or_default()
        };
        let needs = indicators.iter().map(|i| needs(&i.id).into_iter().map(|n| n as f64).collect()).collect();
        let figures: Vec<(String, String)> = match &frames[..] {
            [only] => {
                let of = |id: &str| figure(only, id).map(|f| (format!("p.{}", f.column), f.reason("p")));
                indicators.iter().filter_map(|i| of(&i.id)).collect()
            }
            _ => self.together(&frames, &indicators),
        };
        let from = frames.first().map_or_else(String::new, |frame| frame.cte.clone());
        let from = if frames.len() > 1 { self.ctes.last().map_or(from, |cte| cte.name.clone()) } else { from };
        Ok(Query {
            sql: self.written(&from, &indicators, &figures),
            needs,
            checks: self.finished_checks(),
            frequency: self.frequency,
            units: self.units.values().cloned().collect(),
            indicators,
        })
    }

    /// What a table ends in has unit and period, and nothing else that tells rows apart.
    fn finish(&mut self, frame: &mut Frame) -> Result<()> {
        let hint = || {
            Text::new(
                "请用 pivot 展开、用 group_by 汇总，或用 filter 只留一类。",
                "Pivot it, group without it, or filter it to one.",
            )
        };
        for key in frame.keys.iter().filter(|k| k.kind == Kind::Word) {
            let error = Error::new(
                Code::LeftoverKey,
                "",
                Text::new(
                    format!("“{}”列既不是单位、时期，也不是数值。", key.name),
                    format!("Column \"{}\" is neither unit nor period nor a figure.", key.name),
                ),
                hint(),
            );
            if key.all && key.words.len() > 1 {
                return Err(error);
            }
            if key.words.len() != 1 || !key.all {
                let several = format!("SELECT COUNT(DISTINCT {}) FROM {}", key.column, frame.cte);
                self.check(Rule::AtMostOne, several, Some(error), None);
            }
        }
        frame.keys.retain(|k| k.kind != Kind::Word);
        for (name, zh) in [(UNIT, "单位"), (PERIOD, "时期")] {
            if !frame.is_key(name) {
                return Err(Error::new(
                    Code::MissingColumn,
                    "",
                    Text::new(format!("结果中没有{zh}列。"), format!("The result has no column \"{name}\".")),
                    Text::new(
                        "请在 group_by 中保留该列，或在 columns 中指明。",
                        "Keep it in group_by, or say in \"columns\" which it is.",
                    ),
                ));
            }
        }
        if !frame.unique {
            let several =
                Error::new(Code::PivotConflict, "", Text::new("{} 有多行。", "There are several rows for {}."), hint());
            self.check_rows(&frame.cte, frame.keys.clone(), Rule::AtMostOne, several);
        }
        Ok(())
    }

    fn is_wanted(&self, id: &str) -> bool {
        self.plan.indicators.as_ref().is_none_or(|all| all.iter().any(|chosen| chosen.id() == id))
    }

    /// The indicators that the plan takes, in its order, with what it knows of them.
    fn arranged(&self, found: Vec<Indicator>) -> Result<Vec<Indicator>> {
        let Some(chosen) = &self.plan.indicators else { return Ok(found) };
        let mut arranged: Vec<Indicator> = Vec::new();
        for (at, chosen) in chosen.iter().enumerate() {
            let Some(own) = found.iter().find(|i| i.id == chosen.id()) else {
                let known: Vec<&str> = found.iter().map(|i| i.id.as_str()).collect();
                return Err(Error::new(
                    Code::UnknownIndicator,
                    &format!("$.indicators[{at}]"),
                    Text::new(
                        format!("结果中没有“{}”。", chosen.id()),
                        format!("The result has no \"{}\".", chosen.id()),
                    ),
                    Text::new(format!("有：{}。", known.join("、")), format!("It has: {}.", known.join(", "))),
                ));
            };
            if arranged.iter().any(|known| known.id == chosen.id()) {
                return Err(Error::new(
                    Code::DuplicateId,
                    &format!("$.indicators[{at}]"),
                    Text::new(format!("“{}”重复。", chosen.id()), format!("\"{}\" stands twice.", chosen.id())),
                    Text::new("请删去其一。", "Delete one of them."),
                ));
            }
            arranged.push(match chosen {
                Chosen::Id(_) => own.clone(),
                Chosen::Known(known) => {
                    let measured = |unit: &str| Measure::parse(unit).is_some();
                    if measured(&known.unit) && measured(&own.unit) && !agree(&known.unit, &own.unit) {
                        return Err(mixed_measures(
                            &format!("$.indicators[{at}].unit"),
                            (&format!("indicators {}", known.id), &known.unit),
                            (&own.id, &own.unit),
                        ));
                    }
                    let or = |said: &String, found: &String| if said.is_empty() { found.clone() } else { said.clone() };
                    Indicator {
                        unit: or(&known.unit, &own.unit),
                        source: or(&known.source, &own.source),
                        table: or(&known.table, &own.table),
                        ..known.clone()
                    }
                }
            });
        }
        Ok(arranged)
    }

    /// The figures of several tables beside each other; where two have one, they must agree.
    fn together(&mut self, frames: &[Frame], indicators: &[Indicator]) -> Vec<(String, String)> {
        let double = self.dialect.double();
        let names: Vec<(String, String)> =
            indicators.iter().map(|i| (self.name("f", &i.id), self.name("r", &i.id))).collect();
        let rows = |(number, frame): (usize, &Frame)| {
            let columns = indicators.iter().zip(&names).flat_map(|(indicator, (value, reason))| {
                match frame.figures.iter().find(|f| f.id == indicator.id) {
                    Some(f) => [format!("t.{} AS {value}", f.column), format!("{} AS {reason}", f.reason("t"))],
                    None => [
                        format!("CAST(NULL AS {double}) AS {value}"),
                        format!("CAST(NULL AS {}) AS {reason}", self.dialect.string()),
                    ],
                }
            });
            let columns: Vec<String> = columns.collect();
            format!("SELECT t.{UNIT}, t.{PERIOD}, {number} AS place, {} FROM {} AS t", list(&columns), frame.cte)
        };
        let body = frames.iter().enumerate().map(rows).collect::<Vec<_>>().join("\n  UNION ALL\n  ");
        let all = self.cte("all", "the tables below each other", body);
        let mut columns = Vec::new();
        for ((value, reason), indicator) in names.iter().zip(indicators) {
            let id = &indicator.id;
            columns.push(format!("MAX(t.{value}) AS {value}"));
            // Of several reasons that of the last table.
            let last = (0..frames.len()).rev().map(|n| format!("MAX(CASE WHEN t.place = {n} THEN t.{reason} END)"));
            let none = format!("'{}'", Reason::NotPublished.id());
            let reasons = last.chain([none]).collect::<Vec<_>>().join(", ");
            columns.push(format!("CASE WHEN MAX(t.{value}) IS NULL THEN COALESCE({reasons}) END AS {reason}"));
            let several = frames.iter().filter(|f| f.figures.iter().any(|f| f.id == *id)).count();
            if several > 1 {
                let having = format!("FROM {all} GROUP BY {UNIT}, {PERIOD} HAVING MIN({value}) <> MAX({value})");
                let keys = frames[0].keys.iter().filter(|k| k.kind != Kind::Word).cloned().collect();
                let error = Error::new(
                    Code::PivotConflict,
                    "",
                    Text::new(
                        format!("{{}} 的“{id}”有两个数值。"),
                        format!("There are two values of \"{id}\" for {{}}."),
                    ),
                    Text::new("请先改名或汇总，或去掉其一。", "Rename or group first, or leave one of them out."),
                );
                let first = format!("SELECT {UNIT}, {PERIOD} {having} ORDER BY {UNIT}, {PERIOD} LIMIT 1");
                let count = format!("SELECT COUNT(*) FROM (SELECT 1 AS n {having}) AS x");
                self.check(Rule::None, count, Some(error), Some((first, keys)));
            }
        }
        let body = format!(
            "SELECT t.{UNIT}, t.{PERIOD},\n    {}\n  FROM {all} AS t\n  GROUP BY t.{UNIT}, t.{PERIOD}",
            columns.join(",\n    ")
        );
        self.cte("together", "one row for each unit and period", body);
        names.into_iter().map(|(value, reason)| (format!("p.{value}"), format!("p.{reason}"))).collect()
    }

    fn with(&self) -> String {
        let ctes: Vec<String> = self
            .ctes
            .iter()
            .map(|cte| {
                let how = self.dialect.kept(!cte.large);
                // A line of its own, without a variable of Spark's.
                let says = cte.says.replace(char::is_control, " ").replace("${", "$ {");
                format!("-- {says}\n{} AS {how}(\n  {}\n)", cte.name, cte.body)
            })
            .collect();
        format!("WITH\n{}\n", ctes.join(",\n"))
    }

    fn finished_checks(&self) -> Vec<Check> {
        let whole = |check: &Check| {
            let which = check.which.as_ref().map(|(sql, keys)| (format!("{}{sql}", self.with()), keys.clone()));
            Check { which, ..check.clone() }
        };
        self.checks.iter().map(whole).collect()
    }

    fn written(&self, from: &str, indicators: &[Indicator], figures: &[(String, String)]) -> String {
        let mut taken = vec!["code".to_owned(), PERIOD.to_owned()];
        let mut name = |id: &str, otherwise: String| {
            let lower = id.to_lowercase();
            let free = self.dialect.can_name(id) && !taken.contains(&lower);
            taken.push(if free { lower } else { otherwise.clone() });
            self.dialect.quoted(if free { id } else { &otherwise })
        };
        let mut columns = vec![format!("p.{UNIT} AS code"), format!("{} AS {PERIOD}", self.period())];
        for (at, (indicator, (value, _))) in indicators.iter().zip(figures).enumerate() {
            columns.push(format!("{value} AS {}", name(&indicator.id, format!("figure_{}", at + 1))));
        }
        for (at, (indicator, (_, reason))) in indicators.iter().zip(figures).enumerate() {
            let id = format!("{} (reason)", indicator.id);
            columns.push(format!("{reason} AS {}", name(&id, format!("reason_{}", at + 1))));
        }
        for check in &self.checks {
            columns.push(format!("({}) AS {}", check.sql, check.column));
        }
        format!(
            "{}SELECT {}\nFROM {from} AS p\nORDER BY {} NULLS LAST, p.{PERIOD} NULLS LAST",
            self.with(),
            columns.join(",\n  "),
            self.dialect.bytewise(&format!("p.{UNIT}")),
        )
    }

    /// The period as it is written: of an ordinal.
    fn period(&self) -> String {
        let string = self.dialect.string();
        let column = format!("p.{PERIOD}");
        // Division of whole numbers is each database's own; of floating-point ones it is the same.
        let year =
            |n: i32| format!("CAST(CAST(FLOOR({column} / CAST({n} AS {})) AS INT) AS {string})", self.dialect.double());
        let rest = |n: i32| format!("MOD({column}, {n}) + 1");
        let padded = |text: String| format!("LPAD({text}, 4, '0')");
        match self.frequency.unwrap_or(Frequency::Year) {
            Frequency::Year => padded(format!("CAST({column} AS {string})")),
            Frequency::Quarter => format!("{} || 'Q' || CAST({} AS {string})", padded(year(4)), rest(4)),
            Frequency::Month => {
                format!("{} || '-' || LPAD(CAST({} AS {string}), 2, '0')", padded(year(12)), rest(12))
            }
        }
    }
}

/// Finds a table's figure among the indicators, or adds it; each comes with the table that had it first. Gives what brings
/// the figure to the unit of measure that it has there.
fn known(indicators: &mut Vec<(Indicator, String)>, frame: &Frame, figure: &Figure) -> Result<Option<Converted>> {
    let Some((known, table)) = indicators.iter().find(|(known, _)| known.id == figure.id) else {
        let indicator =
            Indicator { unit: figure.measure.clone(), source: figure.source.clone(), ..Indicator::unknown(&figure.id) };
        indicators.push((indicator, frame.name.clone()));
        return Ok(None);
    };
    let (one, other) = (format!("{table} {}", figure.id), format!("{} {}", frame.name, figure.id));
    brought("", (&one, &known.unit), (&other, &figure.measure))
}

impl Query {
    /// The period of an ordinal of the query's.
    pub fn period_of(&self, ordinal: i32) -> Period {
        Period::of(self.frequency.unwrap_or(Frequency::Year), ordinal)
    }
}
