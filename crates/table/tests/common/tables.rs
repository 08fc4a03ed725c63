//! Raw tables out of text, and what a plan makes of them.

use innodex::{Error, Panel};
use innodex_table::{run, File, Outcome, Plan, Understood};

/// A raw file.
#[track_caller]
pub fn file(name: &str, content: impl AsRef<[u8]>) -> File {
    File::read(name, content.as_ref(), &mut |_| {}).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// What a plan makes of named contents.
pub fn made(plan: &str, files: &[(&str, &str)]) -> Result<Outcome, Error> {
    let files: Vec<File> = files.iter().map(|(name, content)| file(name, content)).collect();
    run(&Plan::from_json(plan)?, &files.iter().collect::<Vec<_>>(), &mut |_| {})
}

/// What one file is understood as.
#[track_caller]
pub fn understood(plan: &str, content: impl AsRef<[u8]>) -> Understood {
    file("table.csv", content).understand(&Plan::from_json(plan).unwrap())
}

/// A figure, or why it is missing.
#[track_caller]
pub fn figure(panel: &Panel, indicator: &str, unit: &str, period: &str) -> Result<f64, &'static str> {
    let i = panel.indicator(indicator).unwrap_or_else(|| panic!("no {indicator}"));
    let p = panel.find_period(period.parse().unwrap()).unwrap();
    let u = panel.find_unit(unit).unwrap();
    let value = panel.column(i, p)[u];
    if value.is_nan() {
        Err(panel.reason(i, p, u).id())
    } else {
        Ok(value)
    }
}

/// The figures of an indicator in a period, one a unit, missing as NaN.
#[track_caller]
pub fn column(panel: &Panel, indicator: &str, period: &str) -> Vec<f64> {
    let i = panel.indicator(indicator).unwrap_or_else(|| panic!("no {indicator}"));
    panel.column(i, panel.find_period(period.parse().unwrap()).unwrap()).to_vec()
}
