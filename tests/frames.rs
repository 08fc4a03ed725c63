//! A frame's columns are read as the CSV of the same figures is: to the bit, and refused at the same places.

use innodex::panel::Unit;
use innodex::{Code, Panel, Text};
use proptest::prelude::*;

/// A column: its name, and its cells as text or as numbers.
#[derive(Debug, Clone)]
enum Column {
    Text(&'static str, Vec<String>),
    Figures(&'static str, Vec<f64>),
}

fn row(cells: impl Iterator<Item = String>) -> String {
    let quoted: Vec<String> = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    format!("{}\r\n", quoted.join(","))
}

fn written(columns: &[&Column], rows: usize) -> Vec<u8> {
    let name = |column: &Column| match column {
        Column::Text(name, _) | Column::Figures(name, _) => (*name).to_owned(),
    };
    let cell = |column: &Column, at: usize| match column {
        Column::Text(_, cells) => cells[at].clone(),
        Column::Figures(_, figures) if figures[at].is_nan() => String::new(),
        Column::Figures(_, figures) => format!("{:?}", figures[at]),
    };
    let lines = (0..rows).map(|at| row(columns.iter().map(|column| cell(column, at))));
    std::iter::once(row(columns.iter().map(|c| name(c)))).chain(lines).collect::<String>().into_bytes()
}

/// Both ways.
fn read(columns: &[Column]) -> [innodex::Result<Panel>; 2] {
    let rows = columns.iter().map(|c| match c {
        Column::Text(_, cells) => cells.len(),
        Column::Figures(_, figures) => figures.len(),
    });
    let rows = rows.max().unwrap_or(0);
    let all: Vec<&Column> = columns.iter().collect();
    let text: Vec<&Column> = columns.iter().filter(|c| matches!(c, Column::Text(..))).collect();
    let names: Vec<Option<String>> = columns
        .iter()
        .map(|c| match c {
            Column::Text(..) => None,
            Column::Figures(name, _) => Some((*name).to_owned()),
        })
        .collect();
    let figures: Vec<f64> = columns
        .iter()
        .flat_map(|c| match c {
            Column::Text(..) => Vec::new(),
            Column::Figures(_, figures) => figures.clone(),
        })
        .collect();
    [Panel::from_csv(&written(&all, rows), None), Panel::from_frame(&written(&text, rows), &names, &figures, None)]
}

fn text(name: &'static str, cells: &[&str]) -> Column {
    Column::Text(name, cells.iter().map(|cell| (*cell).to_owned()).collect())
}

fn refused(columns: &[Column]) -> (Code, String) {
    let [csv, frame] = read(columns).map(|read| read.expect_err("refused"));
    assert_eq!(csv, frame, "in the same words");
    (frame.code, frame.place.clone())
}

#[test]
fn what_is_wrong_is_refused_at_the_row_and_column_of_a_csv() {
    let who = text("unit", &["a", "b"]);
    let when = text("year", &["2022", "2022"]);
    let figures = |name, cells: [f64; 2]| Column::Figures(name, cells.to_vec());
    let x = || figures("x", [1.0, 2.0]);
    let cases = [
        (vec![x(), who.clone(), when.clone(), figures("y", [1.0, f64::INFINITY])], Code::NotFinite, "row 3, column y"),
        (vec![who.clone(), figures("y", [f64::NEG_INFINITY; 2]), when.clone()], Code::NotFinite, "row 2, column y"),
        (vec![who.clone(), x(), when.clone(), text("y", &["1", "1,000"])], Code::ThousandsSeparator, "row 3, column y"),
        (vec![who.clone(), x(), when.clone(), x()], Code::DuplicateColumn, "row 1, column 4"),
        (vec![who.clone(), figures("", [1.0, 2.0]), when.clone()], Code::UnnamedColumn, "row 1, column 2"),
        (
            vec![x(), who.clone(), when.clone(), text("period", &["2022", "2022"])],
            Code::DuplicateColumn,
            "row 1, column 4",
        ),
        (vec![x(), when.clone()], Code::MissingColumn, "row 1"),
        (vec![who.clone(), x()], Code::MissingColumn, "row 1"),
        (vec![text("unit", &["a", "a"]), when.clone(), x()], Code::DuplicateRow, "row 3"),
        (vec![text("unit", &["a", ""]), when.clone(), x()], Code::MissingUnit, "row 3"),
        (vec![text("unit", &["a", ""]), text("year", &["2022", ""]), x()], Code::MissingUnit, "row 3"),
        (vec![x(), text("province", &["湖北", "湖比"]), when.clone()], Code::MisreadProvince, "row 3, column province"),
        (vec![x(), who.clone(), text("year", &["2022", "22"])], Code::BadPeriod, "row 3, column year"),
    ];
    for (columns, code, place) in cases {
        assert_eq!(refused(&columns), (code, place.to_owned()));
    }
}

#[test]
fn a_row_without_anything_is_left_out() {
    let columns = [
        text("unit", &["a", " ", "b"]),
        text("year", &["2022", "", "2022"]),
        Column::Figures("x", vec![1.0, f64::NAN, 3.0]),
    ];
    let [csv, frame] = read(&columns).map(|read| read.expect("a panel"));
    assert_eq!(frame.values(), [1.0, 3.0]);
    assert_eq!(csv.values(), frame.values());
}

#[test]
fn rows_are_counted_as_rows_and_not_as_lines() {
    let columns = [
        text("unit", &["a\nb", "c", "d"]),
        text("year", &["2022"; 3]),
        Column::Figures("x", vec![1.0, 2.0, f64::INFINITY]),
    ];
    let [csv, frame] = read(&columns).map(|read| read.expect_err("refused"));
    assert_eq!((csv.place.as_str(), frame.place.as_str()), ("row 5, column x", "row 4, column x"));
}

#[test]
fn columns_of_other_lengths_are_refused() {
    let names = [None, None, Some("x".to_owned())];
    for figures in [&[1.0][..], &[1.0, 2.0, 3.0], &[]] {
        let error = Panel::from_frame(b"unit,year\na,2022\nb,2022\n", &names, figures, None).expect_err("refused");
        assert_eq!(error.code, Code::BadParameter);
    }
    let error = Panel::from_frame(b"unit,year\na,2022\n", &names[1..], &[1.0], None).expect_err("refused");
    assert_eq!(error.code, Code::BadParameter);
}

fn figure() -> impl Strategy<Value = f64> {
    prop_oneof![any::<u64>().prop_map(f64::from_bits), Just(f64::NAN), Just(-0.0), Just(0.1), Just(2.0)]
}

proptest! {
    #[test]
    fn the_figures_are_those_of_the_csv_to_the_bit(
        rows in prop::collection::vec(("[a-e]", 2020..2023_i32, figure(), figure(), figure()), 1..12),
        order in Just((0..5_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let column = |at: usize| match at {
            0 => Column::Text("unit", rows.iter().map(|r| r.0.clone()).collect()),
            1 => Column::Text("year", rows.iter().map(|r| r.1.to_string()).collect()),
            2 => Column::Figures("x", rows.iter().map(|r| r.2).collect()),
            3 => Column::Figures("y", rows.iter().map(|r| r.3).collect()),
            // Text in the one and the other.
            _ => Column::Text("z", rows.iter().map(|r| if r.4.is_nan() { String::new() } else { format!("{:?}", r.4) }).collect()),
        };
        let columns: Vec<Column> = order.into_iter().map(column).collect();
        match read(&columns) {
            [Ok(csv), Ok(frame)] => {
                let bits = |panel: &Panel| panel.values().iter().map(|v| if v.is_nan() { 0 } else { v.to_bits() }).collect::<Vec<_>>();
                prop_assert_eq!(bits(&csv), bits(&frame));
                prop_assert_eq!(csv.units(), frame.units());
                prop_assert_eq!(csv.periods(), frame.periods());
                prop_assert_eq!(csv.indicators(), frame.indicators());
            }
            [Err(csv), Err(frame)] => prop_assert_eq!(csv, frame),
            [csv, frame] => prop_assert!(false, "{csv:?} {frame:?}"),
        }
    }
}

#[test]
fn a_unit_is_found_by_its_code_then_by_the_first_of_its_name_in_either_language() {
    let unit = |code: &str, zh: &str, en: &str| Unit { name: Text::new(zh, en), ..Unit::named(code, "") };
    let units = vec![unit("a", "甲", "One"), unit("b", "乙", "Two"), unit("c", "One", "甲"), unit("d", "b", "Three")];
    let panel = Panel::new(units, Vec::new(), Vec::new(), Vec::new()).expect("a panel");
    for (written, found) in [("c", 2), ("甲", 0), ("One", 0), ("Two", 1), ("乙", 1), ("b", 1), ("Three", 3)] {
        assert_eq!(panel.find_unit(written).ok(), Some(found), "{written}");
    }
    for written in ["", "e", "O", "Onf", "一"] {
        assert_eq!(panel.find_unit(written).expect_err("refused").code, Code::UnknownUnit, "{written}");
    }
}
