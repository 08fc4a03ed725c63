//! Totals that were set apart, as units.

use super::{Names, Panel, Unit};
use crate::error::Result;

impl Panel {
    /// The same panel with some of the totals that were set apart as units, each by the name that its rows have; the name is
    /// its code too. A period in which a total has no row is missing.
    ///
    /// # Errors
    /// `bad_parameter` for a panel that would be too large.
    ///
    /// ```
    /// use innodex_panel::Panel;
    /// let panel = Panel::from_csv("province,year,papers\n湖北,2022,7\n北京,2022,9\n全国,2022,50\n".as_bytes(), None)?;
    /// let with = panel.with_totals(&["全国".to_owned()])?;
    /// assert_eq!((with.column(0, 0), with.find_unit("全国")?), (&[9.0, 7.0, 50.0][..], 2));
    /// assert!(with.set_apart().is_empty());
    /// # Ok::<(), innodex_panel::Error>(())
    /// ```
    pub fn with_totals(&self, names: &[String]) -> Result<Panel> {
        let mut units = self.units.clone();
        for name in names.iter().filter(|name| self.set_apart.iter().any(|total| total.name == **name)) {
            units.push(Unit::named(name, name));
        }
        units.sort_by(|a, b| a.code.cmp(&b.code));
        units.dedup_by(|a, b| a.code == b.code);
        let place = |code: &str| units.binary_search_by(|unit| unit.code.as_str().cmp(code)).unwrap_or(usize::MAX);
        let moved: Vec<usize> = self.units.iter().map(|unit| place(&unit.code)).collect();
        let (n, former) = (units.len(), self.units.len().max(1));
        let cell = |column: usize, unit: usize| column * n + unit;
        let mut values = vec![f64::NAN; self.periods.len() * self.indicators.len() * n];
        for (at, value) in self.values.iter().enumerate() {
            values[cell(at / former, moved[at % former])] = *value;
        }
        let (totals, set_apart) = self.set_apart.iter().cloned().partition(|total| names.contains(&total.name));
        let totals: Vec<super::SetApart> = totals;
        for total in &totals {
            let (unit, Ok(period)) = (place(&total.name), self.periods.binary_search(&total.period)) else { continue };
            for (indicator, value) in total.values.iter().enumerate() {
                values[cell(indicator * self.periods.len() + period, unit)] = *value;
            }
        }
        let notes = self.notes.iter().map(|(at, note)| (cell(at / former, moved[at % former]), note.clone()));
        let panel = Panel {
            units,
            periods: self.periods.clone(),
            indicators: self.indicators.clone(),
            values,
            notes: notes.collect(),
            set_apart,
            names: Names::default(),
        };
        panel.check_shape()?;
        Ok(panel)
    }
}
