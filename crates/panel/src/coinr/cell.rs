//! The cells of the tables as CSV has them.

/// What a spreadsheet takes for the beginning of a formula, full-width forms included (as www/elements/csv.js has it).
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text that no spreadsheet runs.
pub fn label(text: &str) -> String {
    match text {
        "" => "NA".to_owned(),
        text if text.starts_with(FORMULA) => format!("'{text}"),
        text => text.to_owned(),
    }
}

/// The shortest decimal that reads back to the same number.
pub fn number(value: f64) -> String {
    match value.abs() {
        // Infinite is numerator x scale where that is too large: there is no figure here either.
        size if !size.is_finite() => "NA".to_owned(),
        size if size != 0.0 && !(1e-5..1e16).contains(&size) => format!("{value:e}"),
        _ => value.to_string(),
    }
}

/// Rows as CSV.
pub fn csv(rows: &[Vec<String>]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("rows of one length, to memory");
    }
    String::from_utf8(writer.into_inner().expect("to memory")).expect("of texts")
}
