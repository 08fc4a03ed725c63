//! Golden tables of COINr: reading them, and comparing cell by cell with a count of the cells compared.

use super::number;

/// How far a computed figure may lie from a golden one, relative to the golden one.
///
/// Golden figures carry 17 digits, so reading them loses nothing. Both sides sum at most a few dozen terms, in another
/// order and with another `ln` and `exp`: that costs some 1e-14. The issue asks for 1e-9; a hundred times the noise is
/// already met, and what differs by more is another formula.
pub const TOLERANCE: f64 = 1e-12;

/// A golden file: rows are named by their first column (units mostly, in an order that differs from file to file).
pub struct Golden {
    pub file: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Golden {
    /// A file of tests/oracle: `asem/step_raw`.
    pub fn read(file: &str) -> Golden {
        let mut reader = csv::Reader::from_path(format!("tests/oracle/{file}.csv")).unwrap();
        Golden {
            file: file.to_owned(),
            columns: reader.headers().unwrap().iter().map(str::to_owned).collect(),
            rows: reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect(),
        }
    }

    pub fn column(&self, name: &str) -> usize {
        self.columns.iter().position(|c| c == name).unwrap_or_else(|| panic!("{} has no column {name}", self.file))
    }

    pub fn row(&self, name: &str) -> &[String] {
        let row = self.rows.iter().find(|r| r[0] == name);
        row.unwrap_or_else(|| panic!("{} has no row {name}", self.file))
    }

    pub fn cell(&self, row: &str, column: &str) -> f64 {
        number(&self.row(row)[self.column(column)])
    }

    /// The figures of a column, in the order of the file.
    pub fn figures(&self, column: &str) -> Vec<f64> {
        let at = self.column(column);
        self.rows.iter().map(|r| number(&r[at])).collect()
    }

    /// Compares every cell but the row names; both missing or both there. Returns how many cells of each kind there were:
    /// (figures, gaps).
    pub fn compare(&self, exact: bool, ours: impl Fn(&str, &str) -> f64) -> (usize, usize) {
        let (mut figures, mut gaps) = (0, 0);
        for (at, column) in self.columns.iter().enumerate().skip(1) {
            let largest = self.figures(column).iter().filter(|v| !v.is_nan()).fold(0.0_f64, |l, v| l.max(v.abs()));
            for row in &self.rows {
                let (golden, ours) = (number(&row[at]), ours(&row[0], column));
                let place = format!("{} {} {column}: golden {golden}, ours {ours}", self.file, row[0]);
                assert_eq!(golden.is_nan(), ours.is_nan(), "{place}");
                if golden.is_nan() {
                    gaps += 1;
                    continue;
                }
                figures += 1;
                // A difference that should be zero leaves the noise of what it was taken from, so the column's size
                // counts, a thousand times less than the cell's own.
                let room = if exact { 0.0 } else { TOLERANCE * golden.abs() + TOLERANCE * 1e-3 * largest };
                assert!((golden - ours).abs() <= room, "{place}");
            }
        }
        (figures, gaps)
    }
}

/// R's quantile type 7 of what is present: h = (n - 1) p, linear between its neighbours.
pub fn quantile(values: &[f64], p: f64) -> f64 {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|v| !v.is_nan()).collect();
    sorted.sort_by(f64::total_cmp);
    let h = (sorted.len() - 1) as f64 * p;
    let (below, above) = (sorted[h.floor() as usize], sorted[h.ceil() as usize]);
    below + (h - h.floor()) * (above - below)
}
