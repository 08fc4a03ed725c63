//! Notes of single figures, on their way from the files to the panel: numbers, and of every text one.

use super::measures::Conversion;
use super::read::Rows;
use super::step::{Pivot, Rename};
use super::understood::TableNote;
use super::words::Words;
use innodex_panel::panel::Panel;
use std::collections::BTreeMap;

/// The notes of all tables of a run.
#[derive(Debug, Default)]
pub(super) struct Notes {
    said: Vec<TableNote>,
    all: Vec<Noted>,
}

/// A note of a figure, by the numbers that words and units have in the run.
#[derive(Debug, Clone)]
struct Noted {
    unit: u32,
    period: i32,
    indicator: u32,
    /// The figure as its file has it: what it is no more has not its note either.
    value: f64,
    note: u32,
    /// The words of further keys, each with its column.
    keys: Box<[(u32, u32)]>,
}

impl Notes {
    /// Takes the notes of a table, by what its figures will be called.
    pub(super) fn take(&mut self, rows: &Rows, words: &mut Words) {
        let (Some(unit), Some((_, periods))) = (&rows.unit, &rows.period) else { return };
        let said: Vec<u32> = rows.said.iter().map(|note| self.number(note)).collect();
        let units: Vec<u32> = rows.units.iter().map(|unit| words.number(&unit.code)).collect();
        let mut ids: BTreeMap<(usize, Option<u32>), u32> = BTreeMap::new();
        for (at, column, note) in &rows.notes {
            let (id, _, values) = &rows.figures[*column];
            let name = rows.indicator.as_ref().map(|names| names.numbers[*at]);
            let indicator = *ids
                .entry((*column, name))
                .or_insert_with(|| words.number(&named(rows.word(name), id, rows.figures.len())));
            let key = |key: &super::read::Words| {
                (words.number(&key.name), words.number(&key.words[key.numbers[*at] as usize]))
            };
            let keys = rows.keys.iter().map(key).collect();
            let (unit, period, value) = (units[unit[*at] as usize], periods[*at], values[*at]);
            self.all.push(Noted { unit, period, indicator, value, note: said[*note as usize], keys });
        }
    }

    /// The number of a note.
    fn number(&mut self, note: &TableNote) -> u32 {
        let known = self.said.iter().position(|known| known == note);
        known.unwrap_or_else(|| {
            self.said.push(note.clone());
            self.said.len() - 1
        }) as u32
    }

    /// The notes of a figure go with it to another unit of measure.
    pub(super) fn converted(&mut self, indicator: Option<u32>, conversion: Conversion) {
        let of_it = self.all.iter().filter(|noted| Some(noted.indicator) == indicator);
        let converted = |noted: &Noted| Noted { value: conversion.of_figure(noted.value), ..noted.clone() };
        let converted: Vec<Noted> = of_it.map(converted).collect();
        self.all.extend(converted);
    }

    /// The notes of figures go with them to another name.
    pub(super) fn renamed(&mut self, rename: &Rename, words: &mut Words) {
        for (old, new) in &rename.columns.0 {
            let (old, new) = (words.number(old), words.number(new));
            self.add(|noted| (noted.indicator == old).then(|| Noted { indicator: new, ..noted.clone() }));
            for (name, _) in
                self.all.iter_mut().flat_map(|noted| noted.keys.iter_mut()).filter(|(name, _)| *name == old)
            {
                *name = new;
            }
        }
    }

    /// The notes of figures go with them where the words of a key name them.
    pub(super) fn pivoted(&mut self, pivot: &Pivot, values: &[String], words: &mut Words) {
        let key = words.number(&pivot.names);
        let of: Vec<u32> = values.iter().map(|id| words.number(id)).collect();
        let mut ids: BTreeMap<(usize, u32), u32> = BTreeMap::new();
        self.add(|noted| {
            let at = of.iter().position(|id| *id == noted.indicator)?;
            let (_, word) = *noted.keys.iter().find(|(name, _)| *name == key)?;
            let indicator = *ids.entry((at, word)).or_insert_with(|| {
                let id = named(Some(words.word(word)), &values[at], values.len());
                words.number(&id)
            });
            Some(Noted { indicator, ..noted.clone() })
        });
    }

    fn add(&mut self, of: impl FnMut(&Noted) -> Option<Noted>) {
        let more: Vec<Noted> = self.all.iter().filter_map(of).collect();
        self.all.extend(more);
    }

    /// What the notes of a panel say, and which of its figures have one: those that are still what their file says.
    pub(super) fn placed(
        &self,
        panel: &Panel,
        units: &BTreeMap<u32, usize>,
        periods: &[i32],
        words: &Words,
    ) -> (Vec<TableNote>, Vec<(u32, u32)>) {
        let indicators = panel.indicators().iter().enumerate();
        let indicators: BTreeMap<u32, usize> =
            indicators.filter_map(|(at, i)| Some((words.find(&i.id)?, at))).collect();
        let place = |noted: &Noted| {
            let (i, u) = (*indicators.get(&noted.indicator)?, *units.get(&noted.unit)?);
            let place = panel.cell(i, periods.binary_search(&noted.period).ok()?, u);
            let value = panel.values()[place];
            (value == noted.value || value.is_nan() && noted.value.is_nan()).then_some((place as u32, noted.note))
        };
        let mut noted: Vec<(u32, u32)> = self.all.iter().filter_map(place).collect();
        // One note a figure: two files may say the same, and the first of them is the first read.
        noted.sort_by_key(|(place, _)| *place);
        noted.dedup_by_key(|(place, _)| *place);
        let mut number: BTreeMap<u32, u32> = BTreeMap::new();
        let mut said = Vec::new();
        for (_, note) in &mut noted {
            *note = *number.entry(*note).or_insert_with(|| {
                said.push(self.said[*note as usize].clone());
                said.len() as u32 - 1
            });
        }
        (said, noted)
    }
}

/// What a figure is called whose rows a word names: by the word alone where there is no other figure.
pub(super) fn named(word: Option<&str>, id: &str, figures: usize) -> String {
    match word {
        Some(word) if figures == 1 => word.to_owned(),
        Some(word) => format!("{word} {id}"),
        None => id.to_owned(),
    }
}
