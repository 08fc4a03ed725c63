//! What a column of figures is called, its unit of measure, and where on the sheet it stands.

use super::carried;
use super::file::File;
use super::layout::grid::letters;
use super::layout::Beside;
use super::plan::Source;
use innodex_panel::measure;
use std::collections::BTreeSet;

impl File {
    /// The columns of the sheet that a column's cells stand in, by their letters.
    pub(super) fn letters_of(&self, column: usize) -> Vec<String> {
        let Some(spots) = self.laid.as_ref().and_then(|laid| laid.spots.get(column)) else {
            return vec![letters(column)];
        };
        let columns: BTreeSet<usize> = spots.iter().flatten().map(|(_, column)| *column).collect();
        columns.into_iter().map(letters).collect()
    }

    /// The id of a column of figures: its header without the unit of measure.
    pub(super) fn id_of(&self, column: usize, source: &Source) -> String {
        let header = &self.header[column];
        let bare = measure::in_header(header).map_or(header.as_str(), |(name, _)| name);
        let shared = |other: &String| measure::in_header(other).map_or(other.as_str(), |(name, _)| name) == bare;
        match source.measures.get(header) {
            Some(_) => header.clone(),
            None if self.header.iter().filter(|h| shared(h)).count() > 1 => header.clone(),
            None => bare.to_owned(),
        }
    }

    /// The unit of measure of a column of figures: as is stated, and as the cells carry it.
    pub(super) fn measure_of(&self, column: usize, source: &Source, beside: &Beside) -> String {
        let stated = self.stated_measure(column, source, beside);
        let carried = carried::unit_of(&self.columns[column]);
        carried.and_then(|unit| carried::together(&stated, &unit)).unwrap_or(stated)
    }

    /// The unit of measure of a column of figures: as the plan, the header or the lines beside the table say.
    pub(super) fn stated_measure(&self, column: usize, source: &Source, beside: &Beside) -> String {
        let header = &self.header[column];
        let stated = source.measures.get(&self.id_of(column, source)).cloned();
        let own = || measure::in_header(header).map(|(_, measure)| measure.to_owned());
        stated.or_else(own).or_else(|| beside.measure.clone()).unwrap_or_default()
    }
}
