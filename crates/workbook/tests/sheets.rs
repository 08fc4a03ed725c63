//! Sheets of files that others have written: the same table out of every kind, the values that calamine reads, and what is
//! refused. tests/fixtures/workbooks/make.py says how the files were made.

mod written;

use calamine::{open_workbook_auto_from_rs, Data, Reader};
use innodex_panel::sheet::{Range, Sheet};
use innodex_panel::Code;
use innodex_workbook::{kind, sheets, Kind};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use written::{xlsb_parts, RELATIONS, SPREADSHEET_ML};
use zip::write::{SimpleFileOptions, ZipWriter};

const FIXTURES: &str = "../../tests/fixtures/workbooks";

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(FIXTURES).join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

fn read(bytes: &[u8]) -> Vec<Sheet> {
    sheets(bytes, &mut |_| {}).unwrap_or_else(|e| panic!("{e}"))
}

fn refused(bytes: &[u8]) -> (Code, String) {
    let begin = Instant::now();
    let error = sheets(bytes, &mut |_| {}).expect_err("it should be refused");
    assert!(begin.elapsed() < Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 }), "{error}");
    assert!(!error.message.zh.is_empty() && !error.hint.en.is_empty());
    (error.code, error.place.clone())
}

const TABLE: &str = "各市（州）研发经费（虚构）,,,,,,\n\
    地区,代码,2021年,2022年,强度,日期,备注\n\
    武汉市,4201,620.5,0.0000001,2.33%,2022-01-31,\"含\"\"引号\"\",逗号\"\n\
    黄石市,4202,-35.25,1234567890123,7%,2022-01-31 12:00,\"两\n行\"\n\
    襄阳市,4206,0.1,90.5,-150%,2022-01,TRUE\n\
    隐藏行,4299,1,2,100%,08:30,FALSE\n\
    ,,,,,,\n\
    合计,42,100000000000000000000,0,0%,2022,  前有空格\n";

/// The table as every kind has to give it.
fn is_the_table(sheet: &Sheet, from: &str) {
    assert_eq!(sheet.cells, TABLE, "{from}");
    assert_eq!(sheet.merged, [Range { top: 0, left: 0, bottom: 0, right: 6 }], "{from}");
    assert_eq!((sheet.hidden_rows.as_slice(), sheet.hidden_columns.as_slice()), (&[5][..], &[1][..]), "{from}");
    assert_eq!((sheet.name.as_str(), sheet.hidden, sheet.extent()), ("2022年", false, (8, 7)), "{from}");
}

#[test]
fn one_table_is_the_same_out_of_every_kind() {
    for file in ["openpyxl.xlsx", "libreoffice.xlsx", "libreoffice.ods", "libreoffice.xls", "xlwt.xls"] {
        let found = read(&bytes(file));
        is_the_table(&found[0], file);
        let (name, hidden, cells) = (found[1].name.as_str(), found[1].hidden, found[1].cells.as_str());
        assert_eq!((name, hidden, cells), ("隐藏 表", true, "指标,数值\n甲,1\n乙,2.5\n"), "{file}");
    }
    is_the_table(&read(&xlsb())[0], "XLSB");
    is_the_table(&read(SPREADSHEET_ML.as_bytes())[0], "SpreadsheetML");
}

#[test]
fn a_web_page_of_libreoffice_gives_the_figures_in_full() {
    let page = &read(&bytes("libreoffice.html"))[0];
    let rows: Vec<&str> = page.cells.lines().collect();
    // What is hidden is not in the page, and a note of a cell stands before its text.
    assert_eq!(rows[1], "地区,2021年,2022年,强度,日期,备注");
    assert!(rows[2].contains(",620.5,0.0000001,2.33%,"), "{}", rows[2]);
    assert_eq!(page.merged, [Range { top: 0, left: 0, bottom: 0, right: 5 }]);
}

/// What calamine reads, against ours: numbers to the last bit, percentages moved back.
fn agree(file: &str) -> usize {
    let bytes = bytes(file);
    let ours = read(&bytes);
    let mut theirs = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    let mut compared = 0;
    for sheet in &ours {
        let range = theirs.worksheet_range(&sheet.name).unwrap_or_else(|e| panic!("{file}: {e}"));
        let start = range.start().unwrap_or((0, 0));
        let mut expected: BTreeMap<(u32, u32), Data> = range
            .used_cells()
            .filter(|(_, _, value)| !matches!(value, Data::String(text) if text.is_empty()))
            .map(|(row, column, value)| ((row as u32 + start.0, column as u32 + start.1), value.clone()))
            .collect();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(sheet.cells.as_bytes());
        for (row, record) in reader.records().enumerate() {
            for (column, cell) in record.unwrap().iter().enumerate() {
                let value = expected.remove(&(row as u32, column as u32));
                assert!(is_same(cell, value.as_ref()), "{file}, {}, {row}, {column}: {cell:?}, {value:?}", sheet.name);
                compared += usize::from(value.is_some());
            }
        }
        assert!(expected.is_empty(), "{file}, {}: {expected:?}", sheet.name);
    }
    compared
}

fn is_same(cell: &str, value: Option<&Data>) -> bool {
    match value {
        None | Some(Data::Empty) => cell.is_empty(),
        Some(Data::Float(value)) => match cell.strip_suffix('%') {
            Some(share) => format!("{share}e-2").parse() == Ok(*value),
            // calamine does not say what a boolean of ODS is.
            None => {
                cell.parse() == Ok(*value) || (cell == "TRUE" && *value == 1.0) || (cell == "FALSE" && *value == 0.0)
            }
        },
        Some(Data::Int(value)) => is_same(cell, Some(&Data::Float(*value as f64))),
        Some(Data::String(text)) => cell == text.replace("\r\n", "\n"),
        Some(Data::Bool(value)) => cell == if *value { "TRUE" } else { "FALSE" },
        Some(Data::Error(error)) => cell == error.to_string(),
        Some(Data::DateTime(value)) => {
            let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
            let time = format!("{hour:02}:{minute:02}:{second:02}");
            format!("{year:04}-{month:02}-{day:02} {time}").starts_with(cell)
                || time.starts_with(cell)
                || value.is_duration()
        }
        Some(Data::DateTimeIso(text)) => text.replace('T', " ").starts_with(cell),
        Some(Data::DurationIso(_)) => cell.contains(':'),
    }
}

#[test]
fn calamine_reads_the_same() {
    let files = [
        ("openpyxl.xlsx", 43),
        ("libreoffice.xls", 43),
        ("xlwt.xls", 43),
        ("libreoffice.ods", 43),
        ("computed.xlsx", 7),
        ("computed.xls", 7),
        ("calamine/issues.xlsx", 15),
        ("calamine/issues.xlsb", 15),
        ("calamine/issues.xls", 15),
        ("calamine/issues.ods", 15),
        ("calamine/biff5_write.xls", 1),
        ("calamine/issue_643_biff5_formula.xls", 1),
        ("calamine/date.xlsb", 1),
        ("calamine/date_1904.xlsb", 1),
        ("calamine/date_1904.xls", 1),
        ("calamine/any_sheets.xlsb", 1),
        ("calamine/merge_cells.xls", 1),
        ("calamine/merged_cells.ods", 1),
        ("calamine/nonstandard-xml-ns-prefix.xlsx", 1),
        ("calamine/rph.xlsx", 1),
    ];
    for (file, least) in files {
        let compared = agree(file);
        assert!(compared >= least, "{file}: {compared}");
    }
}

#[test]
fn formulas_with_and_without_a_result() {
    let waiting = "a,b\n1,=SUM(A2:A2)\n2,=A3/0\n";
    let text = "3,\"=IF(A4>9,\"\"x\"\",\"\"\"\")\"\n";
    assert_eq!(read(&bytes("waiting.xlsx"))[0].cells, format!("{waiting}{text}"));
    // xlwt writes an empty text for every result; only where none can be one is it no result.
    assert_eq!(read(&bytes("waiting.xls"))[0].cells, format!("{waiting}3,\n"));
    for computed in ["computed.xlsx", "computed.xls", "computed.ods"] {
        assert_eq!(read(&bytes(computed))[0].cells, "a,b\n1,1\n2,#DIV/0!\n3,\n", "{computed}");
    }
}

/// A zip file of parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0.0&quot;%&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>"#;

/// A workbook of one sheet, with what stands before, in and after its cells.
fn workbook(properties: &str, before: &str, rows: &str, after: &str) -> Vec<u8> {
    let book = format!(r#"<workbook>{properties}<sheets><sheet name="表" r:id="rId1"/></sheets></workbook>"#);
    let sheet = format!("<worksheet>{before}<sheetData>{rows}</sheetData>{after}</worksheet>");
    packed(&[
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        (
            "xl/sharedStrings.xml",
            "<sst><si><r><t>湖</t></r><r><t>北</t></r><rPh><t>hubei</t></rPh></si></sst>".as_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn what_xlsx_may_have_is_read() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>年</t><rPh><t>n</t></rPh></is></c></row>
        <row r="3" hidden="true"><c r="A3" t="str"><v>12</v></c><c t="e"><v>#N/A</v></c><c><v>0.10000000000000001</v></c><c s="1"><v>2.3300000000000001E-2</v></c></row>
        <row><c s="2"><v>0</v></c><c s="3"><v>5</v></c><c t="b"><v>1</v></c><c t="d"><v>2022-01-31T00:00:00</v></c><c><v>1E-7</v></c></row>
        <row r="9"><c r="A9" s="1"/></row>"#;
    let columns = r#"<cols><col min="2" max="16384" hidden="1"/></cols>"#;
    let merged = r#"<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="D1:XFD1"/></mergeCells>"#;
    let properties = r#"<workbookPr date1904="1"/>"#;
    let sheet = &read(&workbook(properties, columns, rows, merged))[0];
    assert_eq!(sheet.cells, "湖北,年,,,\n,,,,\n12,#N/A,0.1,2.33%,\n1904-01-01,5,TRUE,2022-01-31,0.0000001\n");
    assert_eq!((sheet.hidden_rows.as_slice(), sheet.hidden_columns.as_slice()), (&[2][..], &[1, 2, 3, 4][..]));
    let title = Range { top: 0, left: 3, bottom: 0, right: 4 };
    assert_eq!(sheet.merged, [Range { top: 0, left: 0, bottom: 1, right: 0 }, title]);
}

#[test]
fn what_merged_cells_cover_stays_where_it_says_something_else() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="C1"><v>2</v></c></row>"#;
    let sheet = &read(&workbook("", "", rows, r#"<mergeCells><mergeCell ref="A1:C1"/></mergeCells>"#))[0];
    assert_eq!(sheet.cells, "1,,2\n");
}

#[test]
fn damaged_workbooks_are_refused_with_their_place() {
    let cell = |rows: &str| workbook("", "", rows, "");
    let twice = cell(r#"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#);
    let merged = r#"<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/></mergeCells>"#;
    let overlap = workbook("", "", r#"<row r="1"><c r="A1"><v>1</v></c></row>"#, merged);
    let cases = [
        (twice, Code::UnknownForm, "表!A1"),
        (cell(r#"<row r="1"><c r="B1" t="s"><v>7</v></c></row>"#), Code::UnknownForm, "表!B1"),
        (cell(r#"<row r="2000000"><c><v>7</v></c></row>"#), Code::UnknownForm, "表!A2000000"),
        (overlap, Code::UnknownForm, "表!B2"),
        (cell(""), Code::EmptyFile, ""),
        (b"PK\x03\x04".to_vec(), Code::UnknownForm, ""),
        (packed(&[("word/document.xml", b"<w/>")]), Code::NotATable, ""),
        (packed(&[("a.txt", b"1,2")]), Code::NotATable, ""),
    ];
    for (bytes, code, place) in cases {
        assert_eq!(refused(&bytes), (code, place.to_owned()));
    }
    let charts = r#"<workbook><sheets><sheet name="图" r:id="rId3"/></sheets></workbook>"#;
    let charts =
        packed(&[("xl/workbook.xml", charts.as_bytes()), ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes())]);
    assert_eq!(refused(&charts).0, Code::EmptyFile);
}

#[test]
fn a_workbook_with_a_password_is_told_from_a_damaged_one() {
    for file in ["pass_protected.xlsx", "pass_protected.xlsb", "pass_protected.ods", "issue_385.xls"] {
        assert_eq!(refused(&bytes(&format!("calamine/{file}"))).0, Code::Locked, "{file}");
    }
}

/// A row for every row of a spreadsheet.
fn rows_of(row: impl Fn(usize) -> String) -> String {
    (1..=1_048_576).map(row).collect()
}

#[test]
fn too_much_is_refused_before_it_fills_memory() {
    let far = r#"<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>"#;
    assert_eq!(refused(&workbook("", "", far, "")), (Code::TooLarge, "表!XFD1".to_owned()));
    let spaces =
        packed(&[("xl/workbook.xml", &[b' '; 20_000_000][..]), ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes())]);
    assert_eq!(refused(&spaces), (Code::TooLarge, "xl/workbook.xml".to_owned()));
    let table = r#"<table:table table:name="t"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row></table:table>"#;
    let ods = format!("<office:document-content>{table}</office:document-content>");
    assert_eq!(refused(&packed(&[("content.xml", ods.as_bytes())])).0, Code::TooLarge);
}

#[test]
fn a_million_empty_rows_with_a_form_are_no_table() {
    let head = r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>"#;
    let empty =
        rows_of(|n| if n == 1 { head.to_owned() } else { format!(r#"<row r="{n}" s="1"><c r="A{n}" s="1"/></row>"#) });
    assert_eq!(read(&workbook("", "", &empty, ""))[0].cells, "1,2\n");
}

#[test]
fn a_file_that_is_cut_off_never_panics_and_never_reads_as_whole() {
    for file in ["openpyxl.xlsx", "libreoffice.ods", "libreoffice.xls", "xlwt.xls", "calamine/date.xlsb"] {
        let whole = bytes(file);
        for at in (0..whole.len()).step_by(131) {
            // What lies behind the cells may be lost, no cell.
            if let Ok(found) = sheets(&whole[..at], &mut |_| {}) {
                assert!(file.ends_with(".xls") && found == read(&whole), "{file}, {at}");
            }
        }
    }
}

#[test]
fn a_byte_that_flips_never_panics() {
    for file in
        ["libreoffice.xls", "xlwt.xls", "calamine/biff5_write.xls", "calamine/pass_protected.xlsx", "libreoffice.html"]
    {
        let mut bytes = bytes(file);
        for at in (0..bytes.len()).step_by(31) {
            for flip in [0x01, 0xff] {
                bytes[at] ^= flip;
                let _ = sheets(&bytes, &mut |_| {});
                bytes[at] ^= flip;
            }
        }
    }
    // Of the compressed kinds, the parts themselves.
    let xlsb = xlsb_parts();
    for part in 0..xlsb.len() {
        for at in 0..xlsb[part].1.len() {
            let mut parts = xlsb.clone();
            parts[part].1[at] ^= 0xff;
            let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (*name, content.as_slice())).collect();
            let _ = sheets(&packed(&parts), &mut |_| {});
        }
    }
}

#[test]
fn tables_of_web_pages() {
    let page = "<html><head><title>x</title></head><body><h1>不是单元格</h1><table>\
        <caption>单位：亿元</caption><thead><tr><th rowspan=2>地区<th colspan=2>2022年</thead>\
        <tr><td>R&amp;D经费<td>强度&nbsp;&#37;</tr>\
        <tr><td>&nbsp;&nbsp;武汉市<td x:num=\"620.123\">620.12<td x:num='0.0233'>2.33%\
        <tr style='display: none'><td>其中<br>东湖<td><p>1</p><p>2</p><td><table><tr><td>a<td>b<tr><td>c<td>d</table>\
        </table><table><tr><td>一格</table></body></html>";
    let found = read(page.as_bytes());
    assert_eq!(found.len(), 2);
    assert_eq!(
        found[0].cells,
        "单位：亿元,,\n地区,2022年,\n,R&D经费,强度 %\n  武汉市,620.123,2.33%\n\"其中\n东湖\",\"1\n2\",\n"
    );
    assert_eq!(
        found[0].merged,
        [Range { top: 1, left: 0, bottom: 2, right: 0 }, Range { top: 1, left: 1, bottom: 1, right: 2 },]
    );
    assert_eq!(found[0].hidden_rows, [4]);
    assert_eq!(found[1].cells, "a,b\nc,d\n");
}

#[test]
fn chinese_of_excel_5_whatever_code_page_it_says() {
    for page in [936, 1252, 0] {
        let sheet = read(&bytes(&format!("gbk_{page}.xls"))).remove(0);
        assert_eq!(sheet.name, "科技", "{page}");
        assert!(sheet.cells.starts_with("地区,经费\n湖北,1255\n"), "{page}: {}", sheet.cells);
        assert!(sheet.cells.ends_with("市,4\n"), "{page}: {}", sheet.cells);
        // A letter with an accent stands alone.
        assert_eq!(sheet.cells.contains("\né,3\n"), page != 936, "{page}: {}", sheet.cells);
    }
}

#[test]
fn web_pages_that_call_themselves_xls() {
    let page = |head: &str| {
        format!("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head>{head}</head><body><table><tr><td>地区<td>经费<tr><td>湖北省<td>1255</table></body></html>")
    };
    let cells = "地区,经费\n湖北省,1255\n";
    // What it says in which way, and what it is in.
    for head in [
        "<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">",
        "<meta http-equiv=\"Content-Type\" content=\"text/html;charset=GBK\">",
        "<META CHARSET='gb18030'>",
        "",
    ] {
        let text = page(head);
        let (gbk, _, failed) = encoding_rs::GBK.encode(&text);
        assert!(!failed);
        assert_eq!(read(&gbk)[0].cells, cells, "{head}");
        // Programs that say so and write UTF-8.
        assert_eq!(read(page(head).as_bytes())[0].cells, cells, "{head}");
    }
    // Says UTF-8 and is not: nobody knows what else.
    let text = page("<meta charset=utf-8>");
    let (gbk, ..) = encoding_rs::GBK.encode(&text);
    assert_eq!(refused(&gbk).0, Code::UnknownEncoding);
    // Half in one, half in the other.
    let mut mixed = encoding_rs::GBK.encode(&page("<meta charset=gb2312>")).0.into_owned();
    mixed.extend("<p>数据来源：统计局，快报数</p>".as_bytes().iter().chain(&[0xff, 0xff]));
    assert_eq!(refused(&mixed).0, Code::UnknownEncoding);
}

#[test]
fn web_pages_in_every_encoding() {
    let page =
        |charset: &str| format!("<meta charset=\"{charset}\"><table><tr><td>地区<td>经费<tr><td>湖北<td>1255</table>");
    let cells = "地区,经费\n湖北,1255\n";
    for (charset, encoding) in
        [("gb2312", encoding_rs::GBK), ("gb18030", encoding_rs::GB18030), ("big5", encoding_rs::BIG5)]
    {
        let text = page(charset)
            .replace("经费", if charset == "big5" { "經費" } else { "经费" })
            .replace("区", if charset == "big5" { "區" } else { "区" });
        let (bytes, _, failed) = encoding.encode(&text);
        assert!(!failed, "{charset}");
        let expected = if charset == "big5" { "地區,經費\n湖北,1255\n" } else { cells };
        assert_eq!(read(&bytes)[0].cells, expected, "{charset}");
    }
    // Nothing said: GB18030 where it is not UTF-8.
    let unsaid = page("x").replace("<meta charset=\"x\">", "");
    assert_eq!(read(&encoding_rs::GB18030.encode(&unsaid).0)[0].cells, cells);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(unsaid.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!((kind(&wide), read(&wide)[0].cells.as_str()), (Kind::Html, cells));
    assert_eq!(refused(b"<table><tr><td>1</table>").0, Code::NotATable);
    assert_eq!(refused(b"<html><frameset><frame src='a.files/sheet001.htm'></frameset></html>").0, Code::NotATable);
}

#[test]
fn a_web_archive_gives_the_tables_of_its_pages() {
    let archive = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--=_x\"\r\n\r\n----=_x\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<table><tr><td class=3D\"a\">=E6=B9=96<td>1<tr><td>=\r\nb<td>2</table>\r\n----=_x\r\nContent-Type: image/png\r\n\r\nPNG\r\n----=_x--\r\n";
    assert_eq!(read(archive.as_bytes())[0].cells, "湖,1\nb,2\n");
}

#[test]
fn lists_of_json() {
    let records = r#"{"状态": "ok", "数据": {"表": [{"地区": "湖北", "2022": 1254.7}, {"地区": "湖南", "备注": null, "2021": 1e-7, "真": true}]}}"#;
    let sheet = &read(records.as_bytes())[0];
    assert_eq!(sheet.cells, "地区,2022,备注,2021,真\n湖北,1254.7,,,\n湖南,,,0.0000001,TRUE\n");
    assert_eq!(sheet.name, "表");
    assert_eq!(read("\u{feff}[[\"地区\", \"x\"], [\"湖北\", 1]]".as_bytes())[0].cells, "地区,x\n湖北,1\n");
    assert_eq!(read(br#"[{"page": 1}, [{"a": 1, "b": 2}]]"#)[0].cells, "a,b\n1,2\n");
    assert_eq!(refused(br#"[{"a": 1}, {"a": [1]}]"#), (Code::NotATable, "$[1].a".to_owned()));
    assert_eq!(refused(br#"[{"a": 9007199254740993}]"#), (Code::NotANumber, "$[0].a".to_owned()));
    assert_eq!(refused(br#"{"a": [{"x": 1}], "b": [{"x": 1}]}"#), (Code::NotATable, "$.b".to_owned()));
    assert_eq!(refused(br#"{"a": 1}"#), (Code::NotATable, "$".to_owned()));
    assert_eq!(refused(br#"[{"a": 1}, {"a": 2]"#), (Code::BadJson, "line 1, column 19".to_owned()));
}

#[test]
fn kinds_are_told_by_what_a_file_holds() {
    let cases: [(&[u8], Kind); 12] = [
        (b"\xef\xbb\xbf  <html>", Kind::Html),
        (b"<div><table>", Kind::Html),
        (b"<!DOCTYPE html>", Kind::Html),
        (b"<?xml version=\"1.0\"?><html xmlns=\"x\">", Kind::Html),
        (b"<?xml version=\"1.0\"?><Workbook/>", Kind::Xml),
        (b"MIME-Version: 1.0", Kind::Mhtml),
        (b"%PDF-1.7", Kind::Other),
        ("[表1] 各省经费\n地区,x".as_bytes(), Kind::Text),
        (b"[1] Source: x\na,b\n", Kind::Text),
        (b"<5 years,1\n", Kind::Text),
        (b"[[1, 2], [3, 4]]", Kind::Json),
        ("地区,经费\n".as_bytes(), Kind::Text),
    ];
    for (bytes, expected) in cases {
        assert_eq!(kind(bytes), expected, "{}", String::from_utf8_lossy(bytes));
    }
}

fn xlsb() -> Vec<u8> {
    let parts = xlsb_parts();
    packed(&parts.iter().map(|(name, content)| (*name, content.as_slice())).collect::<Vec<_>>())
}
