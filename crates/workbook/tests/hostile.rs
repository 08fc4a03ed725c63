//! Workbooks that somebody damaged, or made to do harm: refused in words, in little time and memory; and what their parts may say
//! that no spreadsheet writes.

mod common;

use common::{rows, Random};
use innodex::Code;
use innodex_workbook::read;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::ZipWriter;

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
