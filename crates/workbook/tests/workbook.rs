//! The COIN Tool's workbook, and COINr's tables as one: read as COINr reads it, written so that it, and others, read it again.
use calamine::{DataType, Reader, Xlsx};
use innodex::{coinr, Code};
use innodex_workbook::{read, write};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const ORACLE: &str = "../../tests/oracle/cointool";

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

/// Numbers that are the same every time (splitmix64).
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % most as u64) as usize
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

/// A workbook of parts: its two sheets are named, and stand behind what comes before them.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns:r="r"><sheets><sheet name="iData" sheetId="1" r:id="rId1"/><sheet name="iMeta" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
const META: &str = "Level,iCode,iName,Direction,Weight,Parent,Type\n1,a,A,1,1,I,Indicator\n2,I,Index,1,1,,Aggregate\n";

/// A cell with a text, or with what stands for one.
fn inline(cell: &str, text: &str) -> String {
    format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// A sheet that says what a CSV says, with more of it behind.
fn sheet(csv: &str, more: &str) -> String {
    let row = |(at, line): (usize, &str)| {
        let cells: String =
            line.split(',').enumerate().map(|(c, cell)| inline(&name(at as u32 + 1, c as u32 + 1), cell)).collect();
        format!("<row>{cells}</row>")
    };
    let rows: String = csv.lines().enumerate().map(row).collect();
    format!("<worksheet><sheetData>{rows}{more}</sheetData></worksheet>")
}

fn name(row: u32, column: u32) -> String {
    let letter = |n: u32| char::from(b'A' + n as u8);
    match (column - 1) / 26 {
        0 => format!("{}{row}", letter(column - 1)),
        n => format!("{}{}{row}", letter(n - 1), letter((column - 1) % 26)),
    }
}

/// A workbook of iData and iMeta as COINr has them, with more cells in both.
fn tables(more_data: &str, more_meta: &str) -> Vec<u8> {
    packed(&[
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>"),
        ("xl/worksheets/sheet1.xml", &sheet("uName,uCode,a\nX,x,1\nY,y,2\n", more_data)),
        ("xl/worksheets/sheet2.xml", &sheet(META, more_meta)),
    ])
}

fn hostile(name: &str) -> Vec<u8> {
    std::fs::read(Path::new("../../tests/fixtures/hostile").join(name)).unwrap()
}

/// What is said of a workbook, which has words in both languages, none of them long, and takes no time.
fn refused(book: &[u8]) -> (Code, String) {
    let begin = Instant::now();
    let error = read(book).unwrap_err();
    assert!(begin.elapsed() < Duration::from_secs(5), "{error}: {:?}", begin.elapsed());
    for words in [&error.message, &error.hint] {
        assert!(!words.zh.is_empty() && !words.en.is_empty(), "{error}");
        // A thousand characters, and the sign that there was more.
        assert!(words.zh.chars().count().max(words.en.chars().count()) <= 1_001, "{words:?}");
    }
    (error.code, error.place.clone())
}

#[test]
fn sparse_sheets_do_not_allocate_their_bounding_box() {
    assert_eq!(refused(&hostile("corners_small.xlsx")), (Code::TooLarge, "iData!A200000".to_owned()));
    assert_eq!(refused(&hostile("corners.xlsx")), (Code::TooLarge, "iData!A1048576".to_owned()));
    let below = tables("", &format!("<row r=\"1000000\">{}</row>", inline("B1000000", "z")));
    assert_eq!(refused(&below), (Code::TooLarge, "iMeta!B1000000".to_owned()));
    let message = read(&below).unwrap_err().message.clone();
    for words in [&message.zh, &message.en] {
        assert!(words.contains("1000000") && words.contains('7'), "{words}");
    }
    // What is blank does not count, as far away as it is.
    let blank = inline("A1048576", "  ") + &inline("XFD2", " ");
    assert_eq!(read(&tables(&blank, "")).unwrap(), read(&tables("", "")).unwrap());
    // A row of nothing in between stays one, and is no unit.
    let (data, _) = read(&tables(&(inline("A9", "Z") + &inline("B9", "z") + &inline("C9", "5")), "")).unwrap();
    assert_eq!(data, "uName,uCode,a\nX,x,1\nY,y,2\n,,\n,,\n,,\n,,\n,,\nZ,z,5\n");
}

#[test]
fn a_note_beside_the_table_is_named_with_its_cell() {
    assert_eq!(refused(&hostile("note_right.xlsx")), (Code::RaggedRow, "iData!G3".to_owned()));
    assert_eq!(refused(&tables(&inline("D2", "see"), "")), (Code::RaggedRow, "iData!D2".to_owned()));
    assert_eq!(refused(&tables("", &inline("H9", "1"))), (Code::RaggedRow, "iMeta!H9".to_owned()));
    assert_eq!(refused(&tables(&inline("F1", "b"), "")), (Code::UnnamedColumn, "iData!D1".to_owned()));
}

#[test]
fn the_parts_that_are_checked_are_those_that_are_read() {
    // Two attributes of one local name: the one was checked, the other read.
    assert_eq!(refused(&hostile("differ_c.xlsx")), (Code::UnknownForm, "xl/workbook.xml".to_owned()));
    assert_eq!(refused(&hostile("differ_far.xlsx")), (Code::UnknownForm, "xl/workbook.xml".to_owned()));
    let parts = |book: &str, relations: &str, more: &[(&str, &str)]| {
        let sheets = [sheet("uName,uCode,a\nX,x,1\n", ""), sheet(META, "")];
        let mut parts = vec![("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", relations)];
        parts.extend([("xl/worksheets/sheet1.xml", sheets[0].as_str()), ("xl/worksheets/sheet2.xml", &sheets[1])]);
        parts.extend(more);
        packed(&parts)
    };
    assert!(read(&parts(BOOK, RELATIONS, &[])).is_ok());
    let other = sheet("uName,uCode,a\nOTHER,x,1\n", "");
    for twice in [
        parts(&BOOK.replace("iMeta", "IDATA"), RELATIONS, &[]),
        parts(BOOK, &RELATIONS.replace("rId2", "rId1"), &[]),
        parts(BOOK, RELATIONS, &[("xl/worksheets/SHEET1.xml", &other)]),
    ] {
        assert_eq!(read(&twice).unwrap_err().code, Code::UnknownForm);
    }
    // Two entries of exactly one name: the same bytes with one of them called like the other.
    let mut same = parts(BOOK, RELATIONS, &[("xl/worksheets/sheet7.xml", &other)]);
    let (from, to) = (b"xl/worksheets/sheet7.xml", b"xl/worksheets/sheet1.xml");
    for at in 0..same.len() - from.len() {
        if same[at..].starts_with(from) {
            same[at..at + to.len()].copy_from_slice(to);
        }
    }
    assert_eq!(refused(&same), (Code::UnknownForm, String::new()));
    // Two cells of one place.
    assert_eq!(refused(&tables(&inline("C2", "7"), "")), (Code::UnknownForm, "iData!C2".to_owned()));
}

#[test]
fn a_cell_that_points_nowhere_is_damage_and_newer_faults_are_named() {
    assert_eq!(refused(&hostile("sst_neg.xlsx")), (Code::UnknownForm, "iData!C2".to_owned()));
    let cell = |kind: &str, value: &str| {
        let cell = format!(r#"<c r="C4" t="{kind}"><v>{value}</v></c>"#);
        tables(&(inline("A4", "Z") + &inline("B4", "z") + &cell), "")
    };
    assert_eq!(read(&cell("s", "0")).unwrap_err().message.en, "\"a\" is not a number.");
    for index in ["1", "-0", "+0", "0.0", "99999999999999999999", "x"] {
        assert_eq!(refused(&cell("s", index)), (Code::UnknownForm, "iData!C4".to_owned()), "{index}");
    }
    assert_eq!(refused(&cell("odd", "0")), (Code::UnknownForm, "iData!C4".to_owned()));
    for fault in ["#SPILL!", "#GETTING_DATA", "#CALC!", "#DIV/0!"] {
        assert_eq!(refused(&cell("e", fault)), (Code::NotANumber, "iData!C4".to_owned()));
        assert!(read(&cell("e", fault)).unwrap_err().message.en.contains(fault));
    }
    assert!(read(&cell("e", "#N/A")).unwrap().0.ends_with("Z,z,NA\n"));
}

#[test]
fn texts_come_with_their_entities_and_without_what_only_tells_how_to_say_them() {
    let text = |xml: &str| {
        let cell = format!(r#"<c r="A4" t="inlineStr"><is>{xml}</is></c>"#);
        let (data, _) = read(&tables(&(cell + &inline("B4", "z")), "")).unwrap();
        rows(data.as_bytes())[3][0].clone().unwrap()
    };
    assert_eq!(text("<t>R&amp;D &#x4E2D;&#22269;</t>"), "R&D 中国");
    assert_eq!(text("<r><t>湖</t></r><r><rPr><b/></rPr><t>北</t></r><rPh><t>hubei</t></rPh>"), "湖北");
    assert_eq!(text("<t><![CDATA[a<b]]></t>"), "a<b");
    assert_eq!(text("<t>a_x0009_b_x005F_x0041__x00</t>"), "a\tb_x0041__x00");
}

#[test]
fn dates_are_no_figures_by_whatever_format_they_are_shown() {
    let read = |format: &str, id: &str| {
        let styles = format!(
            r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="{format}"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="{id}"/></cellXfs></styleSheet>"#
        );
        let cell = r#"<row r="3"><c r="A3" t="str"><v>Y</v></c><c r="B3" t="str"><v>y</v></c><c r="C3" s="1"><v>44000</v></c></row>"#;
        read(&packed(&[
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/styles.xml", &styles),
            ("xl/worksheets/sheet1.xml", &sheet("uName,uCode,a\nX,x,1\n", cell)),
            ("xl/worksheets/sheet2.xml", &sheet(META, "")),
        ]))
    };
    // The examples of openpyxl (openpyxl/styles/tests/test_number_style.py), and the numbers that have no words, those of
    // Chinese spreadsheets with them (ECMA-376, 18.8.30).
    for format in [
        "DD/MM/YY",
        "H:MM:SS;@",
        "m&quot;M&quot;d&quot;D&quot;;@",
        "[h]:mm:ss",
        "[$-404]e&quot;年&quot;m&quot;月&quot;d&quot;日&quot;",
        "[h]",
        "[ss]",
        "[s].000",
        "[mm]",
        "[Blue]\\+[h]:mm;[Red]\\-[h]:mm;[Green][h]:mm",
        "[&gt;=100][Magenta][s].00",
        "[h]:mm;[=0]\\-",
        "ha/p\\\\m",
    ] {
        assert_eq!(read(format, "164").unwrap_err().place, "iData!C3", "{format}");
    }
    for format in [
        "General",
        "#,##0\\ [$\\u20bd-46D]",
        "&quot;Y: &quot;0.00&quot;m&quot;;&quot;Y: &quot;-0.00&quot;m&quot;",
        "&quot;$&quot;#,##0_);[Red](&quot;$&quot;#,##0)",
        "0_ ;[Red]\\-0\\ ",
        "\\Y000000",
        "#,##0.0####&quot; YMD&quot;",
        "[&gt;=100][Magenta].00",
        "[&gt;=100][Magenta]General",
        "#,##0.00\\ _M&quot;H&quot;_);[Red]#,##0.00\\ _M&quot;S&quot;_)",
    ] {
        assert!(read(format, "164").unwrap().0.ends_with("Y,y,44000\n"), "{format}");
    }
    assert_eq!(["14", "22", "46", "27", "31", "57"].map(|id| read("0", id).is_err()), [true; 6]);
    assert_eq!(["0", "1", "10", "44", "49", "163"].map(|id| read("0", id).is_ok()), [true; 6]);
}

#[test]
fn files_made_of_few_bytes_are_refused_or_read_in_little_time() {
    // 10,000 attributes in one tag: once 0.8 s, 50,000 17 s.
    let begin = Instant::now();
    assert_eq!(refused(&hostile("attributes_10000.xlsx")).0, Code::NoRows);
    let many: String = (0..100_000).map(|n| format!(" a{n}=\"\"")).collect();
    assert!(read(&tables(&format!("<row{many}/>"), "")).is_ok());
    assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
    // Millions of cells, or one of millions of letters, in some hundred kilobytes.
    let cells = tables(&format!("<row>{}</row>", "<c><v>1</v></c>".repeat(1_000)).repeat(2_100), "");
    let letters = tables(&inline("A4", &"x".repeat(40_000_000)), "");
    for book in [&cells, &letters] {
        assert!(book.len() < 200_000, "{}", book.len());
        assert_eq!(refused(book).0, Code::TooLarge);
    }
    // One text of the table in each of many cells.
    let text = |n: usize| format!("<sst><si><t>{}</t></si></sst>", "y".repeat(n));
    let pointing = |n: usize, cells: usize| {
        packed(&[
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", RELATIONS),
            ("xl/sharedStrings.xml", &text(n)),
            (
                "xl/worksheets/sheet1.xml",
                &sheet("uName,uCode,a\n", &r#"<row><c t="s"><v>0</v></c></row>"#.repeat(cells)),
            ),
            ("xl/worksheets/sheet2.xml", &sheet(META, "")),
        ])
    };
    assert_eq!(refused(&pointing(32_000, 300_000)).0, Code::TooLarge);
    assert_eq!(refused(&pointing(32_768, 1)), (Code::TooLarge, "iData!A2".to_owned()));
    // Sheets and relations against each other: 40,000 took 5.8 s.
    let many = |each: &dyn Fn(usize) -> String| (0..40_000).map(each).collect::<String>();
    let sheets = many(&|n| format!(r#"<sheet name="s{n}" r:id="r{n}"/>"#));
    let relations = many(&|n| format!(r#"<Relationship Id="r{n}" Target="worksheets/s{n}.xml"/>"#));
    let book = packed(&[
        ("xl/workbook.xml", &format!(r#"<workbook xmlns:r="r"><sheets>{sheets}</sheets></workbook>"#)),
        ("xl/_rels/workbook.xml.rels", &format!("<Relationships>{relations}</Relationships>")),
    ]);
    assert_eq!(refused(&book).0, Code::UnknownForm);
}

#[test]
fn what_a_fuzzer_found_is_refused() {
    for name in ["fuzz-workbook-calamine-column-overflow.parts", "fuzz-workbook-row-wider-than-header.parts"] {
        let file = hostile(name);
        // Workbook, relations, texts, styles and two sheets, with form feeds between them.
        let parts: Vec<&[u8]> = file.split(|b| *b == 0x0c).collect();
        let names = ["workbook.xml", "_rels/workbook.xml.rels", "sharedStrings.xml", "styles.xml"];
        let names = names.iter().chain(&["worksheets/sheet1.xml", "worksheets/sheet2.xml"]);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in names.zip(parts) {
            zip.start_file(format!("xl/{name}"), SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        refused(&zip.finish().unwrap().into_inner());
    }
}

#[test]
fn whatever_the_parts_hold_nothing_panics_and_nothing_takes_long() {
    let pieces = [
        "<row>",
        "</row>",
        "<row r=\"1048576\">",
        "<c>",
        "</c>",
        "<c r=\"G3\">",
        "<c r=\"XFD1\" t=\"s\">",
        "<v>",
        "</v>",
        "<v>-1</v>",
        "<v>1e999</v>",
        "<is>",
        "</is>",
        "<t>",
        "</t>",
        "<f/>",
        "<f>1</f>",
        "<rPh>",
        "&lt;",
        "&#x0;",
        "&bogus;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "</sheetData>",
        "<sheetData>",
        "<sheet name=\"iData\" r:id=\"rId2\"/>",
        " r=\"A1\"",
        " t=\"e\"",
        " t=\"str\"",
        " s=\"9\"",
        "9999999999",
        "\"",
        "<",
        ">",
        "\u{0}",
        "é",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
        "<c t=\"inlineStr\"><is><t>=1</t></is></c>",
    ];
    let mut random = Random(11);
    let (mut refusals, begin) = (0, Instant::now());
    for _ in 0..1_500 {
        let cells = "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>0</v></c><c r=\"B4\" t=\"str\"><f>1</f><v>q</v></c><c r=\"C4\"><v>1.5</v></c></row>";
        let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>"#;
        let mut parts = [
            ("xl/workbook.xml", BOOK.to_owned()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.to_owned()),
            ("xl/sharedStrings.xml", "<sst><si><r><t>Z</t></r><rPh><t>z</t></rPh></si></sst>".to_owned()),
            ("xl/styles.xml", styles.to_owned()),
            ("xl/worksheets/sheet1.xml", sheet("uName,uCode,a\nX,x,1\nY,y,2\n", cells)),
            ("xl/worksheets/sheet2.xml", sheet(META, "")),
        ];
        for _ in 0..=random.below(3) {
            // The first sheet as often as all others.
            let at = if random.below(2) == 0 { 4 } else { random.below(6) };
            let part = &mut parts[at].1;
            let places: Vec<usize> = part.char_indices().map(|(at, _)| at).collect();
            let from = places[random.below(places.len())];
            let to = places.iter().copied().find(|at| *at >= from + random.below(12)).unwrap_or(from);
            part.replace_range(from..to, pieces[random.below(pieces.len())]);
        }
        let parts: Vec<(&str, &str)> = parts.iter().map(|(name, content)| (*name, content.as_str())).collect();
        refusals += usize::from(read(&packed(&parts)).is_err());
    }
    assert!(refusals > 300, "{refusals}");
    assert!(begin.elapsed() < Duration::from_secs(60), "{:?}", begin.elapsed());
}
