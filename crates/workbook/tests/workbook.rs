//! The COIN Tool's workbook, and COINr's tables as one: read as COINr reads it, written so that it, and others, read it again.
mod common;

use calamine::{DataType, Reader, Xlsx};
use common::{rows, Random};
use innodex::{coinr, Code};
use innodex_workbook::{read, write};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const ORACLE: &str = "../../tests/oracle/cointool";

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(ORACLE).join(name)).unwrap()
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
        [("esi", &[][..], 80, 8 * 3 + 6 * 3), ("levels", &empty_text, 37 + 2, 7 * 3 + 2 + 11 * 3), ("old", &[], 5, 15)]
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
    std::fs::read(format!("../../tests/oracle/asem/{name}.csv")).unwrap()
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

/// Two indicators of two units, as the COIN Tool has them; then what a test makes of the two sheets.
fn book(change: impl Fn(&mut Worksheet, &mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let (mut database, mut framework) = (Worksheet::new(), Worksheet::new());
    database.set_name("Database").unwrap();
    framework.set_name("Framework").unwrap();
    for (column, code, group) in [("E", "ind.01", "sp.01"), ("F", "ind.02", "sp.02")] {
        for (row, word) in [(11, "Index"), (12, "si.01"), (13, "p.01"), (14, group), (15, "Name"), (16, code)] {
            text(&mut database, &format!("{column}{row}"), word);
        }
        for (row, value) in [(7, 1.0), (8, 1.0), (17, 2.5), (18, -1.0)] {
            figure(&mut database, &format!("{column}{row}"), value);
        }
    }
    for (row, code) in [(17, "X"), (18, "Y")] {
        text(&mut database, &format!("B{row}"), &format!("Unit {code}"));
        text(&mut database, &format!("C{row}"), code);
    }
    text(&mut framework, "C4", "Dimension/indicator");
    for (row, code) in [(5, "Index"), (6, "si.01"), (7, "p.01"), (8, "sp.01"), (9, "sp.02")] {
        text(&mut framework, &format!("C{row}"), code);
        figure(&mut framework, &format!("E{row}"), 1.0);
        text(&mut framework, &format!("H{row}"), &format!("Name of {code}"));
    }
    change(&mut database, &mut framework);
    book.push_worksheet(database);
    book.push_worksheet(framework);
    book.save_to_buffer().unwrap()
}

/// `F18` from 0.
fn at(cell: &str) -> (u32, u16) {
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = cell[..letters].bytes().fold(0, |sum, b| sum * 26 + u16::from(b - b'A') + 1);
    (cell[letters..].parse::<u32>().unwrap() - 1, column - 1)
}

fn text(sheet: &mut Worksheet, cell: &str, text: &str) {
    // An empty text would leave what stands there.
    sheet.clear_cell(at(cell).0, at(cell).1);
    sheet.write_string(at(cell).0, at(cell).1, text).unwrap();
}

fn figure(sheet: &mut Worksheet, cell: &str, value: f64) {
    sheet.write_number(at(cell).0, at(cell).1, value).unwrap();
}

fn formula(sheet: &mut Worksheet, cell: &str, result: &str) {
    sheet.write_formula(at(cell).0, at(cell).1, Formula::new("=1/0").set_result(result)).unwrap();
}

#[test]
fn what_is_wrong_is_named_with_its_cell() {
    let wrong = |code: Code, place: &str, change: &dyn Fn(&mut Worksheet, &mut Worksheet)| {
        let error = read(&book(change)).unwrap_err();
        assert_eq!((error.code, error.place.as_str()), (code, place), "{error}");
        for words in [&error.message, &error.hint] {
            assert!(!words.zh.is_empty() && !words.en.is_empty(), "{error}");
        }
    };
    assert!(read(&book(|_, _| ())).is_ok());
    wrong(Code::NotANumber, "Database!F18", &|d, _| text(d, "F18", "many"));
    wrong(Code::ThousandsSeparator, "Database!F18", &|d, _| text(d, "F18", "1,234.5"));
    wrong(Code::NotANumber, "Database!F18", &|d, _| formula(d, "F18", "#DIV/0!"));
    wrong(Code::NotANumber, "Database!E7", &|d, _| formula(d, "E7", "#REF!"));
    wrong(Code::NotANumber, "Database!E17", &|d, _| {
        d.write_boolean(16, 4, true).unwrap();
    });
    wrong(Code::NotANumber, "Database!E17", &|d, _| {
        let date = Format::new().set_num_format("yyyy-mm-dd");
        d.write_number_with_format(16, 4, 44000.0, &date).unwrap();
    });
    wrong(Code::BadWeight, "Database!E7", &|d, _| figure(d, "E7", -1.0));
    wrong(Code::BadWeight, "Database!E7", &|d, _| text(d, "E7", "n/a"));
    wrong(Code::BadWeight, "Framework!E9", &|_, f| text(f, "E9", ""));
    wrong(Code::BadDirection, "Database!F8", &|d, _| figure(d, "F8", 0.5));
    wrong(Code::DuplicateId, "Database!F16", &|d, _| text(d, "F16", "ind.01"));
    wrong(Code::DuplicateId, "Database!C18", &|d, _| text(d, "C18", "X"));
    wrong(Code::DuplicateId, "Framework!C9", &|_, f| text(f, "C9", "sp.01"));
    wrong(Code::BadParameter, "Database!C18", &|d, _| text(d, "C18", ""));
    wrong(Code::BadParameter, "Database!C18", &|d, _| text(d, "C18", "NA"));
    wrong(Code::BadParameter, "Database!C316", &|d, _| text(d, "C316", "Z"));
    wrong(Code::BadParameter, "Database!CZ16", &|d, _| text(d, "CZ16", "ind.100"));
    wrong(Code::BadParameter, "Database!E16", &|d, _| text(d, "E16", "--"));
    wrong(Code::BadParameter, "Database!F14", &|d, _| text(d, "F14", ""));
    wrong(Code::BadParameter, "Database!F11", &|d, f| {
        text(d, "F11", "Index2");
        text(f, "C10", "Index2");
    });
    wrong(Code::UnknownNode, "Database!F14", &|d, _| text(d, "F14", "sp.07"));
    wrong(Code::UnknownNode, "Database!F14", &|_, f| text(f, "C9", "--"));
    wrong(Code::EmptyGroup, "Framework", &|_, f| {
        text(f, "C10", "sp.03");
        figure(f, "E10", 1.0);
    });
    wrong(Code::MissingColumn, "Framework!C4", &|_, f| text(f, "C4", "Dimension"));
    wrong(Code::BadParameter, "Database!F13", &|d, f| {
        // One sub-pillar in two pillars.
        for (cell, word) in [("F13", "p.02"), ("F14", "sp.01"), ("G11", "Index"), ("G12", "si.01"), ("G13", "p.02")] {
            text(d, cell, word);
        }
        for (cell, word) in [("G14", "sp.02"), ("G15", "Name"), ("G16", "ind.03"), ("G17", "n/a")] {
            text(d, cell, word);
        }
        [("G7", 1.0), ("G8", 1.0)].iter().for_each(|(cell, value)| figure(d, cell, *value));
        text(f, "C10", "p.02");
        figure(f, "E10", 1.0);
    });
}

#[test]
fn what_is_missing_stays_missing_and_nothing_is_dropped() {
    let (data, meta) = read(&book(|d, _| {
        for (cell, word) in
            [("E17", "n/a"), ("E18", "N/A"), ("F17", "--"), ("F18", "NA"), ("B20", "Late"), ("C20", "L")]
        {
            text(d, cell, word);
        }
        formula(d, "E20", "#N/A");
        // A column that a template has prepared, and one that has figures and no name.
        text(d, "H16", "ind.04");
        [("G7", 2.0), ("G8", -1.0), ("G20", 0.1)].iter().for_each(|(cell, value)| figure(d, cell, *value));
        [("G11", "Index"), ("G12", "si.01"), ("G13", "p.01"), ("G14", "sp.02"), ("G16", "x")]
            .iter()
            .for_each(|(cell, word)| text(d, cell, word));
    }))
    .unwrap();
    assert_eq!(data, "uName,uCode,ind.01,ind.02,x\nUnit X,X,NA,NA,NA\nUnit Y,Y,NA,NA,NA\nLate,L,NA,NA,0.1\n");
    assert_eq!(meta.lines().nth(3), Some("x,x,NA,NA,-1,2,sp.02,1,Indicator"));
    coinr::read(data.as_bytes(), meta.as_bytes()).unwrap();
}

#[test]
fn texts_that_look_like_formulas_are_written_as_texts() {
    let data = "uName,uCode,a\n'=1+1,U,1\n@x,V,2\n'own,W,3\n";
    let meta = "iCode,iName,Level,Parent,Weight,Direction,Type\na,'-2,1,I,1,1,Indicator\nI,+3,2,NA,1,1,Aggregate\n";
    let bytes = write(data.as_bytes(), meta.as_bytes()).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    for sheet in ["Database", "Framework", "iData", "iMeta"] {
        assert!(book.worksheet_formula(sheet).unwrap().cells().all(|(_, _, formula)| formula.is_empty()), "{sheet}");
    }
    let range = book.worksheet_range("Database").unwrap();
    let word = |row, column| range.get_value((row, column)).unwrap().to_string();
    assert_eq!([word(16, 1), word(17, 1), word(18, 1), word(14, 4)], ["=1+1", "@x", "'own", "-2"]);
    let (data, meta) = read(&bytes).unwrap();
    assert!(data.contains("'=1+1,U,1\n'@x,V,2\n'own,W,3\n"), "{data}");
    assert!(meta.contains("I,'+3,2,"), "{meta}");
}

#[test]
fn sheets_that_do_not_agree_are_refused() {
    let bytes = write(&asem("data"), &asem("meta")).unwrap();
    // The same workbook by its cells, with one of them changed.
    let changed = |sheet: &str, cell: (u32, u32), value: &str| {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
        let mut copy = Workbook::new();
        for name in book.sheet_names() {
            let page = copy.add_worksheet().set_name(&name).unwrap();
            let range = book.worksheet_range(&name).unwrap();
            let (top, left) = range.start().unwrap();
            for (row, column, value) in range.used_cells() {
                let (row, column) = (top + row as u32, left + column as u32);
                match value.get_float() {
                    Some(value) => page.write_number(row, column as u16, value).unwrap(),
                    None => page.write_string(row, column as u16, value.to_string()).unwrap(),
                };
            }
            if name == sheet {
                page.write(cell.0, cell.1 as u16, value).unwrap();
            }
        }
        read(&copy.save_to_buffer().unwrap())
    };
    assert!(changed("", (0, 0), "").is_ok());
    for (sheet, cell, place) in [
        ("Database", (16, 4), "Database!E17"),
        ("Database", (17, 1), "Database!D18"),
        ("Database", (14, 5), "Database!F16"),
        ("Framework", (5, 7), "Framework"),
    ] {
        let error = changed(sheet, cell, "123").unwrap_err();
        assert_eq!((error.code, error.place.as_str()), (Code::BadParameter, place), "{error}");
    }
}

#[test]
fn tables_that_the_layout_has_no_room_for_are_refused() {
    let meta = "iCode,iName,Level,Parent,Weight,Direction,Type\na,a,1,I,1,1,Indicator\nI,I,2,,1,1,Aggregate\n";
    let error = write(b"uCode,Time,a\nX,2020,1\nX,2021,2\n", meta.as_bytes()).unwrap_err();
    assert_eq!((error.code, error.place.as_str()), (Code::BadParameter, "iData"));
    let units: String = (0..300).map(|n| format!("U{n},1\n")).collect();
    let error = write(format!("uCode,a\n{units}").as_bytes(), meta.as_bytes()).unwrap_err();
    assert_eq!((error.code, error.place.as_str()), (Code::BadParameter, "iData"));
    assert!(error.message.en.contains("299"), "{error}");
    let mut deep = "iCode,iName,Level,Parent,Weight,Direction,Type\na,a,1,g2,1,1,Indicator\n".to_owned();
    (2..=5).for_each(|level| deep.push_str(&format!("g{level},g,{level},g{},1,1,Aggregate\n", level + 1)));
    deep.push_str("g6,g,6,,1,1,Aggregate\n");
    let error = write(b"uCode,a\nX,1\n", deep.as_bytes()).unwrap_err();
    assert_eq!((error.code, error.place.as_str()), (Code::BadParameter, "iMeta"));
    let long = format!("uName,uCode,a\n{},X,1\n", "x".repeat(40_000));
    assert_eq!(write(long.as_bytes(), meta.as_bytes()).unwrap_err().code, Code::BadParameter);
    assert_eq!(write(b"", meta.as_bytes()).unwrap_err().code, Code::EmptyFile);
}

#[test]
fn what_is_no_workbook_is_refused() {
    let csv = asem("data");
    for bytes in [&b""[..], b"PK", b"PK\x03\x04 and more", &[0xD0, 0xCF, 0x11, 0xE0, 1, 2], &csv] {
        assert_eq!(read(bytes).unwrap_err().code, Code::UnknownForm);
    }
    let mut other = Workbook::new();
    other.add_worksheet().set_name("Data").unwrap();
    let error = read(&other.save_to_buffer().unwrap()).unwrap_err();
    assert_eq!(error.code, Code::UnknownForm);
    assert!(error.message.en.contains("There are: Data."), "{error}");
}

/// A workbook with some parts written anew.
fn with_parts(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut file = old.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        new.start_file(file.name(), stored).unwrap();
        new.write_all(&change(file.name(), content)).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn declared_sizes_are_checked_against_the_contents() {
    let replaced = |part: &'static str, from: &'static str, to: &'static str| {
        let change = |name: &str, content: Vec<u8>| match name == part {
            true => {
                let text = String::from_utf8(content).unwrap();
                assert!(text.contains(from), "{part}: {from}");
                text.replacen(from, to, 1).into_bytes()
            }
            false => content,
        };
        read(&with_parts(&bytes("levels.xlsx"), change))
    };
    let (sheet, texts) = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml");
    let whole = read(&bytes("levels.xlsx")).unwrap();
    for (part, from, to) in [
        (sheet, "r=\"E17\"", "r=\"E17\""),
        // No room is made for what is only claimed.
        (texts, "uniqueCount=\"", "uniqueCount=\"9999999999"),
        (texts, "uniqueCount=\"", "uniqueCount=\"99999999999999999999999"),
    ] {
        assert_eq!(replaced(part, from, to).unwrap(), whole, "{part} {to}");
    }
    for (part, from, to) in [
        (sheet, "r=\"E17\"", "r=\"E99999999999\""),
        (sheet, "r=\"E17\"", "r=\"ZZZZZZZZ17\""),
        (sheet, "r=\"E17\"", "r=\"E0\""),
        (sheet, "r=\"E17\"", "r=\"17\""),
        (sheet, "r=\"E17\"", "r=\"É17\""),
        (sheet, "<row r=\"17\"", "<row r=\"4294967296\""),
        ("xl/workbook.xml", "r:id=\"", "r:id=\"no"),
    ] {
        let error = replaced(part, from, to).unwrap_err();
        assert_eq!(error.code, Code::UnknownForm, "{part} {to}: {error}");
    }
}

#[test]
fn damage_is_an_error_and_never_a_panic() {
    let mut random = Random(5);
    let mut refused = 0;
    for book in ["levels.xlsx", "old.xlsx"].map(bytes) {
        for round in 0..400 {
            // Half of them packed in order around a damaged part, half damaged as they lie.
            let damaged = if round % 2 == 0 {
                let (at, kind, byte) = (random.below(1 << 20), random.below(3), random.below(128) as u8);
                with_parts(&book, |name, mut content| {
                    let skip = !name.ends_with(".xml") && !name.ends_with(".rels");
                    if skip || content.is_empty() || at % 3 != name.len() % 3 {
                        return content;
                    }
                    let at = at % content.len();
                    match kind {
                        0 => content[at] = byte,
                        1 => content.truncate(at),
                        _ => drop(content.splice(at..at, [byte, b'<', b'"'])),
                    }
                    content
                })
            } else {
                let mut bytes = book.clone();
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
                bytes
            };
            refused += usize::from(read(&damaged).is_err());
        }
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn coinr_reads_what_is_written_as_it_was_meant() {
    // R's reading of the workbook of COINr's own example, as tests/oracle/cointool/golden.R made it.
    let book = write(&asem("data"), &asem("meta")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&book)).unwrap();
    let range = book.worksheet_range("Database").unwrap();
    let cell = |row: usize, column: usize| range.get_value((row as u32, column as u32)).unwrap().to_string();
    let (data, meta) = (rows(&bytes("asem_data.csv")), rows(&bytes("asem_meta.csv")));
    assert_eq!((data.len(), data[0].len(), meta.len()), (52, 51, 61));
    let mut figures = 0;
    for (at, row) in data.iter().enumerate().skip(1) {
        assert_eq!([cell(15 + at, 1), cell(15 + at, 2)], [0, 1].map(|c| row[c].clone().unwrap()));
        for (column, theirs) in row.iter().enumerate().skip(2) {
            let ours = cell(15 + at, column + 2);
            match theirs {
                Some(theirs) => {
                    assert_eq!(ours.parse::<f64>().unwrap().to_bits(), theirs.parse::<f64>().unwrap().to_bits());
                    figures += 1;
                }
                None => assert_eq!(ours, "n/a"),
            }
        }
    }
    assert!(figures > 2400, "{figures}");
    // The tree with its names, weights and directions is the one of iMeta.
    let column = |name: &str| meta[0].iter().position(|cell| cell.as_deref() == Some(name)).unwrap();
    let table = coinr::read(&asem("data"), &asem("meta")).unwrap();
    let of = |row: &[Option<String>], name: &str| row[column(name)].clone().unwrap_or_default();
    for element in &table.elements {
        let theirs =
            meta.iter().find(|row| of(row, "iName") == element.name && of(row, "Level") == element.level.to_string());
        let theirs = theirs.unwrap_or_else(|| panic!("{}", element.code));
        assert_eq!(of(theirs, "Weight").parse::<f64>().unwrap(), element.weight);
        assert_eq!(of(theirs, "Direction").parse::<i8>().unwrap(), element.direction);
        let above = table.elements.iter().find(|e| Some(&e.code) == element.parent.as_ref()).map(|e| e.name.clone());
        let theirs = meta
            .iter()
            .find(|row| row[column("iCode")] == theirs[column("Parent")] && theirs[column("Parent")].is_some());
        assert_eq!(theirs.map(|row| of(row, "iName")), above, "{}", element.code);
    }
}
