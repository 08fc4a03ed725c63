//! The COIN Tool's workbook, and COINr's tables as one: read as COINr reads it, written so that it, and others, read it again.
#![cfg(feature = "workbook")]

use innodex::workbook::{read, write};
use innodex::{coinr, Code};
use std::path::Path;

const ORACLE: &str = "tests/oracle/cointool";

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(ORACLE).join(name)).unwrap()
}

/// Rows of cells; NA and nothing are none.
fn rows(csv: &[u8]) -> Vec<Vec<Option<String>>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    let cell = |cell: &str| Some(cell.to_owned()).filter(|cell| !cell.is_empty() && cell != "NA");
    reader.records().map(|row| row.unwrap().iter().map(cell).collect()).collect()
}

/// A text as one that no spreadsheet runs is without its apostrophe.
fn plain(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with('=')).unwrap_or(text)
}

/// Every cell of ours against theirs: texts to the letter, numbers to the last bit. How many are numbers.
fn same(ours: &str, theirs: &[u8], but: &[(usize, usize)]) -> usize {
    let (ours, theirs) = (rows(ours.as_bytes()), rows(theirs));
    assert_eq!(ours.len(), theirs.len());
    let mut numbers = 0;
    for (r, (a, b)) in ours.iter().zip(&theirs).enumerate() {
        assert_eq!(a.len(), b.len(), "row {r}");
        for (c, (a, b)) in a.iter().zip(b).enumerate() {
            if but.contains(&(r, c)) {
                assert_ne!(a, b);
                continue;
            }
            match (a.as_deref().map(str::parse::<f64>), b.as_deref().map(str::parse::<f64>)) {
                (Some(Ok(a)), Some(Ok(b))) => {
                    assert_eq!(a.to_bits(), b.to_bits(), "row {r}, column {c}");
                    numbers += 1;
                }
                _ => assert_eq!(a.as_deref().map(plain), b.as_deref(), "row {r}, column {c}"),
            }
        }
    }
    numbers
}

#[test]
fn a_workbook_is_read_as_coinr_reads_it() {
    // LibreOffice's empty text is 0 to readxl, and missing to us.
    let empty_text = [(5, 6)];
    for (book, but, data, meta) in
        [("esi", &[][..], 80, 8 * 3 + 6 * 3), ("levels", &empty_text, 35 + 2, 7 * 3 + 2 + 11 * 3), ("old", &[], 5, 15)]
    {
        let (ours, ours_meta) = read(&bytes(&format!("{book}.xlsx"))).unwrap();
        assert_eq!(same(&ours, &bytes(&format!("{book}_data.csv")), but), data, "{book}");
        assert_eq!(same(&ours_meta, &bytes(&format!("{book}_meta.csv")), &[]), meta, "{book}");
        coinr::read(ours.as_bytes(), ours_meta.as_bytes()).unwrap();
    }
}

#[test]
fn formulas_that_nobody_computed_are_named() {
    let error = read(&bytes("waiting.xlsx")).unwrap_err();
    assert_eq!((error.code, error.place.as_str()), (Code::NotANumber, "Database!E18"));
    assert!(error.message.en.contains("never computed"), "{error}");
}

fn asem(name: &str) -> Vec<u8> {
    std::fs::read(format!("tests/oracle/asem/{name}.csv")).unwrap()
}

#[test]
fn the_example_of_coinr_comes_back_whole() {
    let (data, meta) = (asem("data"), asem("meta"));
    let book = write(&data, &meta).unwrap();
    assert_eq!(write(&data, &meta).unwrap(), book, "the same bytes every time");
    let (data_again, meta_again) = read(&book).unwrap();
    assert!(same(&data_again, &data, &[]) > 51 * 49);
    assert!(same(&meta_again, &meta, &[]) > 49 * 3);
    // A second time round the texts themselves stay.
    let again = write(data_again.as_bytes(), meta_again.as_bytes()).unwrap();
    assert_eq!(again, book);
    assert_eq!(read(&again).unwrap(), (data_again, meta_again));
}
