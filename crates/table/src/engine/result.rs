//! The end of the way: a panel, and what there is to say about it.

use super::checks::mixed_measures;
use super::file::File;
use super::frame::{failed, own, Figure, Frame, Key, Kind, PERIOD, UNIT};
use super::measures::{brought, Conversion};
use super::missing;
use super::plan::{Chosen, Plan};
use super::shared::Shared;
use super::understood::{About, Apart, Remark, TableNote};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::measure::{agree, Measure};
use innodex_panel::panel::{Indicator, Panel, Unit};
use innodex_panel::period::Period;
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;
use polars::prelude::DataFrame;
use std::collections::BTreeMap;

/// What a plan gave.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The panel. A figure that could not be computed knows why.
    pub panel: Panel,
    /// The units in the order in which they are listed, by their numbers in the panel: that of the files, or of their codes
    /// where all are divisions of China.
    pub order: Vec<usize>,
    /// Everything that was skipped, set apart, left out, accepted or not found on the way.
    pub remarks: Vec<Remark>,
    /// The rows of totals, file by file.
    pub set_apart: Vec<Apart>,
    /// What the marks of figures say, each once.
    pub notes: Vec<TableNote>,
    /// The figures that carry one: the place in the panel's values, ascending, and the number of the note.
    pub noted: Vec<(u32, u32)>,
}

impl Apart {
    pub(super) fn of(file: &File, rows: &[usize]) -> Self {
        let cells = |row: &usize| file.columns.iter().map(|column| column.text(*row).into_owned()).collect();
        Apart { file: file.name.clone(), header: file.header.clone(), rows: rows.iter().map(cells).collect() }
    }
}

/// A table whose keys are unit and period alone.
struct Finished {
    unit: Vec<u32>,
    period: Vec<i32>,
    /// The number of the panel's indicator, and its figures.
    figures: Vec<(usize, Vec<f64>)>,
}

impl Outcome {
    /// Its figures, `[indicator][period][unit]`, the units in the order of [`Outcome::about`]; NaN where missing.
    pub fn values(&self) -> Vec<f64> {
        self.listed(self.panel.values())
    }

    /// Why figures are missing, beside [`Outcome::values`]: [`Reason::ALL`] by number, 0 where they are not.
    pub fn reasons(&self) -> Vec<u8> {
        self.listed(&self.panel.reasons())
    }

    /// Columns of the panel with the units as they are listed.
    fn listed<T: Copy>(&self, columns: &[T]) -> Vec<T> {
        columns.chunks(self.order.len().max(1)).flat_map(|column| self.order.iter().map(|unit| column[*unit])).collect()
    }

    /// Everything about it but its figures.
    pub fn about(&self) -> About {
        About {
            units: self.order.iter().map(|unit| self.panel.units()[*unit].clone()).collect(),
            periods: self.panel.periods().iter().map(Period::to_string).collect(),
            indicators: self.panel.indicators().to_vec(),
            remarks: self.remarks.clone(),
            set_apart: self.set_apart.clone(),
            notes: self.notes.clone(),
        }
    }

    /// The figures with a note as plain numbers: of each the place in [`Outcome::values`], and the number of the note.
    pub fn noted(&self) -> Vec<u32> {
        let units = self.order.len().max(1);
        let mut listed = vec![0; units];
        self.order.iter().enumerate().for_each(|(at, unit)| listed[*unit] = at as u32);
        let place = |place: u32| {
            let unit = place as usize % units;
            place - unit as u32 + listed[unit]
        };
        let mut noted: Vec<[u32; 2]> = self.noted.iter().map(|(at, note)| [place(*at), *note]).collect();
        noted.sort_unstable();
        noted.concat()
    }

    /// The panel of one table, or of several whose figures come together.
    pub(super) fn of(frames: Vec<Frame>, shared: &mut Shared, plan: &Plan) -> Result<Outcome> {
        let mut indicators: Vec<Indicator> = Vec::new();
        let mut tables: Vec<Finished> = Vec::new();
        let mut met = Vec::new();
        for frame in frames {
            tables.push(Finished::of(frame, shared, plan, &mut indicators, &mut met)?);
        }
        if let Some(chosen) = &plan.indicators {
            arrange(chosen, &mut indicators, &mut tables)?;
        }
        let mut codes: Vec<u32> = distinct(tables.iter().flat_map(|t| &t.unit));
        codes.sort_by_key(|number| shared.words.word(*number));
        let ordinals: Vec<i32> = distinct(tables.iter().flat_map(|t| &t.period));
        if codes.is_empty() {
            return Err(Error::new(
                Code::NoRows,
                "",
                Text::new("结果中没有任何数据。", "Nothing is left."),
                Text::new("请核对筛选条件（filter）。", "Check the filters."),
            ));
        }
        let unit_at: BTreeMap<u32, usize> = codes.iter().enumerate().map(|(at, number)| (*number, at)).collect();
        let units: Vec<Unit> = codes
            .iter()
            .map(|number| shared.units.get(shared.words.word(*number)).cloned())
            .map(|unit| unit.expect("every unit of a table was met in a file"))
            .collect();
        let periods: Vec<Period> = ordinals.iter().map(|p| shared.period(*p)).collect();
        let places = Places { units: unit_at, ordinals };
        let values = places.values(tables, &indicators, &units, &periods)?;
        let reasons: Vec<Reason> = values.iter().map(|v| missing::reason(*v).unwrap_or(Reason::NotPublished)).collect();
        let panel = Panel::new(units, periods, indicators, values)?.with_reasons(&reasons);
        let (notes, noted) = shared.notes.placed(&panel, &places.units, &places.ordinals, &shared.words);
        let text = |(place, note): &(u32, u32)| (*place as usize, notes[*note as usize].shown().to_owned());
        let panel = panel.with_notes(noted.iter().map(text));
        let order = order(panel.units(), &codes);
        Ok(Outcome { panel, order, remarks: Vec::new(), set_apart: Vec::new(), notes, noted })
    }
}

/// Where the figures of units and periods stand in a panel.
struct Places {
    /// The numbers of the units, by those of their words.
    units: BTreeMap<u32, usize>,
    /// The periods, ascending.
    ordinals: Vec<i32>,
}

impl Places {
    /// The figures of all tables. Two may say the same; where only one has a figure, it is that one.
    fn values(
        &self,
        tables: Vec<Finished>,
        indicators: &[Indicator],
        units: &[Unit],
        periods: &[Period],
    ) -> Result<Vec<f64>> {
        let (n, t) = (units.len(), periods.len());
        let mut values = vec![f64::NAN; indicators.len() * n * t];
        for table in tables {
            let places = table.unit.iter().zip(&table.period);
            let places: Vec<usize> =
                places.map(|(unit, p)| self.ordinals.binary_search(p).unwrap_or(0) * n + self.units[unit]).collect();
            for (indicator, figures) in table.figures {
                for (place, figure) in places.iter().zip(figures) {
                    let known = &mut values[indicator * n * t + place];
                    if !known.is_nan() && !figure.is_nan() && *known != figure {
                        let (unit, period) = (&units[place % n].name, &periods[place / n]);
                        return Err(two_values(&indicators[indicator].id, unit, *period, *known, figure));
                    }
                    if known.is_nan() {
                        *known = figure;
                    }
                }
            }
        }
        Ok(values)
    }
}

/// The order in which units are listed; `met` are their numbers in the order in which the files name them.
fn order(units: &[Unit], met: &[u32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..units.len()).collect();
    // Divisions of China are printed in the order of their codes everywhere.
    if !units.iter().all(|unit| unit.provincial || unit.level.is_some()) {
        order.sort_by_key(|unit| met[*unit]);
    }
    order
}

fn distinct<'a, T: Copy + Ord + 'a>(all: impl Iterator<Item = &'a T>) -> Vec<T> {
    let mut all: Vec<T> = all.copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn two_values(id: &str, unit: &Text, period: Period, one: f64, other: f64) -> Error {
    Error::new(
        Code::PivotConflict,
        "",
        Text::new(
            format!("{} {period} 的“{id}”有两个数值：{one} 和 {other}。", unit.zh),
            format!("There are two values of \"{id}\" for {} {period}: {one} and {other}.", unit.en),
        ),
        Text::new("请先改名或汇总，或去掉其一。", "Rename or group first, or leave one of them out."),
    )
}

impl Finished {
    /// Takes what a table ends in, and adds its figures to the panel's indicators; `met` are the tables that these came from.
    fn of(
        frame: Frame,
        shared: &mut Shared,
        plan: &Plan,
        indicators: &mut Vec<Indicator>,
        met: &mut Vec<String>,
    ) -> Result<Finished> {
        let (mut frame, rows) = frame.collect()?;
        check_keys(&mut frame, &rows, shared)?;
        let unit = rows.column(&own(UNIT)).and_then(|c| c.u32()).map_err(failed)?.into_no_null_iter().collect();
        let period = rows.column(&own(PERIOD)).and_then(|c| c.i32()).map_err(failed)?.into_no_null_iter().collect();
        let mut figures = Vec::new();
        let wanted = |id: &str| plan.indicators.as_ref().is_none_or(|all| all.iter().any(|chosen| chosen.id() == id));
        for figure in frame.figures.iter().filter(|f| wanted(&f.id)) {
            let (indicator, conversion) = placed(figure, &frame.name, shared, indicators, met)?;
            let brought = |figure: f64| conversion.map_or(figure, |conversion| conversion.of_figure(figure));
            let values = rows.column(&own(&figure.id)).and_then(|c| c.f64()).map_err(failed)?;
            figures.push((indicator, values.iter().map(|v| brought(v.unwrap_or(f64::NAN))).collect()));
        }
        Ok(Finished { unit, period, figures })
    }
}

/// Checks that a table has unit and period as its keys, and one row for each of both; a key of one word tells nothing apart any
/// more, and is left out.
fn check_keys(frame: &mut Frame, rows: &DataFrame, shared: &Shared) -> Result<()> {
    let several = |key: &Key| rows.column(&own(&key.name)).and_then(|c| c.n_unique()).map_err(failed).map(|n| n > 1);
    let hint = Text::new(
        "请用 pivot 展开、用 group_by 汇总，或用 filter 只留一类。",
        "Pivot it, group without it, or filter it to one.",
    );
    for key in frame.keys.iter().filter(|k| k.kind == Kind::Word) {
        if several(key)? {
            let message = Text::new(
                format!("“{}”列既不是单位、时期，也不是数值。", key.name),
                format!("Column \"{}\" is neither unit nor period nor a figure.", key.name),
            );
            return Err(Error::new(Code::LeftoverKey, "", message, hint));
        }
    }
    frame.keys.retain(|k| k.kind != Kind::Word);
    for (name, zh) in [(UNIT, "单位"), (PERIOD, "时期")] {
        if !frame.is_key(name) {
            return Err(no_key(name, zh));
        }
    }
    let keys = [UNIT.to_owned(), PERIOD.to_owned()];
    if let Some(twice) = frame.twice(rows, &keys, &shared.words)? {
        let whose = frame.describe(&twice, &keys, shared);
        let message = Text::new(format!("{} 有多行。", whose.zh), format!("There are several rows for {}.", whose.en));
        return Err(Error::new(Code::PivotConflict, "", message, hint));
    }
    Ok(())
}

fn no_key(name: &str, zh: &str) -> Error {
    Error::new(
        Code::MissingColumn,
        "",
        Text::new(format!("结果中没有{zh}列。"), format!("The result has no column \"{name}\".")),
        Text::new(
            "请在 group_by 中保留该列，或在 columns 中指明。",
            "Keep it in group_by, or say in \"columns\" which it is.",
        ),
    )
}

/// The number of a figure among the panel's indicators, a new one where none had it before, and what brings it to the unit of
/// measure of those.
fn placed(
    figure: &Figure,
    table: &str,
    shared: &mut Shared,
    indicators: &mut Vec<Indicator>,
    met: &mut Vec<String>,
) -> Result<(usize, Option<Conversion>)> {
    let Some(known) = indicators.iter().position(|i| i.id == figure.id) else {
        indicators.push(Indicator {
            unit: figure.measure.clone(),
            source: figure.source.clone(),
            table: figure.table.clone(),
            ..Indicator::unknown(&figure.id)
        });
        met.push(table.to_owned());
        return Ok((indicators.len() - 1, None));
    };
    let named = |table: &str| format!("{table} {}", figure.id);
    let (one, other) = (named(&met[known]), named(table));
    let brought = brought("", (&one, &indicators[known].unit), (&other, &figure.measure))?;
    let conversion = brought.map(|(conversion, said)| {
        shared.converted(&figure.id, conversion, said);
        conversion
    });
    Ok((known, conversion))
}

/// The indicators that the plan takes, in its order, with what it knows of them.
fn arrange(chosen: &[Chosen], indicators: &mut Vec<Indicator>, tables: &mut [Finished]) -> Result<()> {
    let mut place = vec![0; indicators.len()];
    let mut arranged = Vec::new();
    for (at, chosen) in chosen.iter().enumerate() {
        let Some(old) = indicators.iter().position(|i| i.id == chosen.id()) else {
            let known: Vec<&str> = indicators.iter().map(|i| i.id.as_str()).collect();
            return Err(Error::new(
                Code::UnknownIndicator,
                &format!("$.indicators[{at}]"),
                Text::new(format!("结果中没有“{}”。", chosen.id()), format!("The result has no \"{}\".", chosen.id())),
                Text::new(format!("有：{}。", known.join("、")), format!("It has: {}.", known.join(", "))),
            ));
        };
        if arranged.iter().any(|known: &Indicator| known.id == chosen.id()) {
            return Err(Error::new(
                Code::DuplicateId,
                &format!("$.indicators[{at}]"),
                Text::new(format!("“{}”重复。", chosen.id()), format!("\"{}\" stands twice.", chosen.id())),
                Text::new("请删去其一。", "Delete one of them."),
            ));
        }
        place[old] = arranged.len();
        let found = &indicators[old];
        if let Chosen::Known(known) = chosen {
            check_measure(at, known, found)?;
        }
        arranged.push(match chosen {
            Chosen::Id(_) => found.clone(),
            Chosen::Known(known) => {
                let or = |said: &String, found: &String| if said.is_empty() { found.clone() } else { said.clone() };
                Indicator {
                    unit: or(&known.unit, &found.unit),
                    source: or(&known.source, &found.source),
                    table: or(&known.table, &found.table),
                    ..known.clone()
                }
            }
        });
    }
    for (indicator, _) in tables.iter_mut().flat_map(|table| &mut table.figures) {
        *indicator = place[*indicator];
    }
    *indicators = arranged;
    Ok(())
}

/// Refuses another unit of measure than the figures have: naming it does not convert them.
fn check_measure(at: usize, known: &Indicator, found: &Indicator) -> Result<()> {
    let measured = |unit: &str| Measure::parse(unit).is_some();
    let contradicts = measured(&known.unit) && measured(&found.unit) && !agree(&known.unit, &found.unit);
    match contradicts {
        true => Err(mixed_measures(
            &format!("$.indicators[{at}].unit"),
            (&format!("indicators {}", known.id), &known.unit),
            (&found.id, &found.unit),
        )),
        false => Ok(()),
    }
}
