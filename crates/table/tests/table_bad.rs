//! Files that are none, or not quite: each with a stable code, its place, words in both languages, and, where something
//! could be meant, a suggestion that a plan can accept. Nothing is lost, guessed or filled.

use crate::common;

use common::faults::assert_fault;
use common::tables::{figure, made, understood};
use innodex::{Code, Severity};
use innodex_table::{File, Remark};

/// A file that cannot be read as a table at all.
#[track_caller]
fn refused(content: impl AsRef<[u8]>, code: Code, place: &str) -> innodex::Error {
    let error = File::read("t.csv", content.as_ref(), &mut |_| {}).unwrap_err();
    assert_fault(&error, code, place);
    error
}

/// The things to be settled in a file, after a plan.
fn errors(plan: &str, content: impl AsRef<[u8]>) -> Vec<Remark> {
    understood(plan, content).remarks.into_iter().filter(|r| r.severity == Severity::Error).collect()
}

/// The one thing to be settled in a file.
#[track_caller]
fn waits(content: impl AsRef<[u8]>, code: Code, place: &str) -> Remark {
    let all = errors("{}", content);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_fault(&all[0].error, code, place);
    all[0].clone()
}

/// What a plan would say to accept the suggestion.
fn fix(remark: &Remark) -> String {
    remark.fix.as_ref().map(|fix| serde_json::to_string(fix).unwrap().replace(".0", "")).unwrap_or_default()
}

#[test]
fn files_that_are_no_tables_are_refused() {
    refused("", Code::EmptyFile, "");
    refused("\n \n", Code::EmptyFile, "");
    for (content, word) in [
        (b"PK\x03\x04\x14\x00\x06\x00".as_slice(), "Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<!DOCTYPE html><html><table>", "web page"),
        (b"\n  <html>", "web page"),
        (b"{\"a\": [1, 2]}", "JSON"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff", "text"),
        (b"province,year\x00\x00,x\n", "text"),
        (b"\x00\x01\x02\xff\xfe\xfd", "text"),
    ] {
        let error = refused(content, Code::NotATable, "");
        assert!(error.message.en.contains(word), "{error}");
    }
    refused("province\n湖北\n湖南\n", Code::OneColumn, "row 1");
    refused("省级科技统计\n2022年\n湖北\n", Code::OneColumn, "row 1");
    refused("province,year,x\n", Code::NoRows, "row 2");
    refused("# only\n# comments\n", Code::EmptyFile, "");
}

#[test]
fn no_header() {
    let error = refused("湖北,2022,123.4\n湖南,2022,234.5\n", Code::NoHeader, "row 1");
    assert!(error.hint.zh.contains("列名"));
    refused("a,2022,-5\nb,2022,6\n", Code::NoHeader, "row 1");
    refused("湖北,2022,2021\n湖南,2022,2020\n", Code::NoHeader, "row 1");
    refused("# source\n湖北,2022,1.5\n", Code::NoHeader, "row 2");
}

#[test]
fn a_header_that_comes_again() {
    // The header once more, as printed tables repeat it on every page.
    let again = "province,year,x\n湖北,2022,1\n湖南,2022,2\nprovince,year,x\n江西,2022,3\n";
    assert_eq!(errors("{}", again), []);
    assert_eq!(made("{}", &[("t.csv", again)]).unwrap().panel.units().len(), 3);
}

#[test]
fn mixed_encodings() {
    let gbk = |text: &str| innodex_gbk(text);
    let mut mixed = gbk("地区,年份,经费\n湖北,2022,1254.7\n");
    mixed.extend("湖南,2022,1175.3\n江西,2022,558.2\n".as_bytes());
    refused(&mixed, Code::MixedEncodings, "row 3");
    let mut other = "地区,年份,经费\n湖北,2022,1\n".as_bytes().to_vec();
    other.extend(gbk("湖南,2022,2\n"));
    refused(&other, Code::MixedEncodings, "row 3");
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(gbk("地区,年份,经费\n湖北,2022,1\n"));
    refused(&marked, Code::MixedEncodings, "row 1");
    // Bytes that are neither.
    let error =
        refused(b"province,year,x\nHubei,2022,1\nHunan\xff\xff,2022,2\n", Code::UnknownEncoding, "row 3, byte 35");
    assert!(error.hint.en.contains("UTF-8"));
}

#[test]
fn encodings_that_are_read() {
    let text = "地区,年份,经费（亿元）\n联通,2022,1\n湖北,2022,1254.7\n";
    let plan = r#"{ "accept": { "联通": "湖南" } }"#;
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(text.as_bytes());
    for (content, encoding) in
        [(text.as_bytes().to_vec(), "utf-8"), (marked, "utf-8"), (innodex_gbk(text), "gb18030"), (utf16, "utf-16le")]
    {
        let seen = understood(plan, &content);
        assert_eq!(
            (seen.encoding, seen.units.len(), seen.figures[0].id.as_str()),
            (encoding, 2, "经费"),
            "{:?}",
            seen.remarks
        );
        assert!(seen.remarks.iter().all(|r| r.severity == Severity::Warning));
    }
}

/// GB18030, by the encoder of a library.
fn innodex_gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn invalid_figures_are_reported_at_their_cell() {
    let table = |cell: &str| format!("province,year,x\n湖北,2022,{cell}\n湖南,2022,7\n江西,2022,8\n");
    let remark = waits(table("1.2.3"), Code::NotANumber, "row 2, column x");
    assert!(remark.error.message.en.contains("1.2.3") && remark.fix.is_none());
    waits(table("12%"), Code::NotANumber, "row 2, column x");
    waits(table("约5"), Code::NotANumber, "row 2, column x");

    // What may mean "no figure" waits to be told so.
    for mark in ["…", "-", "—", "N/A", "..", "无"] {
        let remark = waits(table(mark), Code::MissingMark, "row 2, column x");
        assert_eq!(fix(&remark), format!(r#"{{"missing":["{mark}"]}}"#));
        let plan = format!(r#"{{ "missing": ["{mark}"] }}"#);
        let panel = made(&plan, &[("t.csv", &table(mark))]).unwrap().panel;
        assert_eq!(figure(&panel, "x", "湖北", "2022"), Err("not_published"));
    }
    // So do separators of thousands and full-width digits.
    for (cell, code, value) in [
        ("\"1,234.5\"", Code::ThousandsSeparator, 1234.5),
        ("１２", Code::FullWidthDigits, 12.0),
        ("1 234", Code::ThousandsSeparator, 1234.0),
    ] {
        let remark = waits(table(cell), code, "row 2, column x");
        assert_eq!(fix(&remark), r#"{"thousands":true}"#);
        let panel = made(r#"{ "thousands": true }"#, &[("t.csv", &table(cell))]).unwrap().panel;
        assert_eq!(figure(&panel, "x", "湖北", "2022"), Ok(value));
    }
    // Groups that are none stay refused.
    assert_eq!(errors(r#"{ "thousands": true }"#, table("\"1,23\"")).len(), 1);
}

#[test]
fn invalid_periods_are_reported() {
    let table = |cell: &str| format!("province,year,x\n湖北,{cell},1\n湖南,2022,7\n江西,2022,8\n");
    let remark = waits(table("2022-03-01"), Code::BadPeriod, "row 2, column year");
    assert!(remark.error.message.zh.contains("日期"), "{}", remark.error.message.zh);
    waits(table("2022/12/31"), Code::BadPeriod, "row 2, column year");
    waits(table("22"), Code::BadPeriod, "row 2, column year");
    waits(table(""), Code::BadPeriod, "row 2, column year");
    waits(table("2022Q1"), Code::MixedPeriods, "row 3, column year");
    // As people write it is read, and listed.
    let seen = understood("{}", "地区,年份,x\n湖北,2022年,1\n湖南,2021年,2\n");
    assert_eq!(seen.periods, ["2021", "2022"]);
    assert_eq!(seen.remarks.iter().map(|r| r.error.code).collect::<Vec<_>>(), [Code::PeriodRewritten]);
    let remark = waits("地区,x\n湖北,1\n湖南,2\n", Code::MissingPeriod, "row 1");
    assert_eq!(remark.fix, None);
    assert_fault(
        &made(r#"{ "period": "last year" }"#, &[("t.csv", "地区,x\n湖北,1\n湖南,2\n")]).unwrap_err(),
        Code::BadPeriod,
        "$.sources.t.period",
    );
}

#[test]
fn invalid_unit_names_are_reported() {
    let table = |name: &str| format!("province,year,x\n{name},2022,1\n湖南,2022,7\n江西,2022,8\n湖北,2022,9\n");
    let remark = waits(table("四藏"), Code::MisreadProvince, "row 2, column province");
    assert_eq!(fix(&remark), r#"{"accept":{"四藏":"西藏"}}"#);
    assert!(
        remark.error.hint.zh.contains("accept") && remark.error.hint.en.contains("accept"),
        "{:?}",
        remark.error.hint
    );
    let remark = waits(table("湖"), Code::AmbiguousProvince, "row 2, column province");
    assert_eq!(remark.fix, None);
    waits(table("亚特兰蒂斯"), Code::UnknownProvince, "row 2, column province");
    waits(table(""), Code::MissingUnit, "row 2, column province");
    // An answer that is no province either.
    let plan = r#"{ "accept": { "四藏": "亚特兰蒂斯" } }"#;
    assert!(errors(plan, table("四藏")).iter().any(|r| r.error.place == ".accept.四藏"));
    // An answer that makes two rows of one.
    let error = made(r#"{ "accept": { "四藏": "湖南" } }"#, &[("t.csv", &table("四藏"))]).unwrap_err();
    assert_fault(&error, Code::DuplicateRow, "t.csv: row 3");
    let remark =
        waits("code,province,year,x\n42,湖南,2022,1\n36,江西,2022,2\n", Code::CodeMismatch, "row 2, column code");
    assert!(remark.error.hint.en.contains("43"));
    // Others than provinces are taken as they are written.
    let seen = understood("{}", "country,year,x\nNorway,2021,0.961\nChad,2021,0.394\n");
    assert_eq!(seen.units.iter().map(|u| u.code.as_str()).collect::<Vec<_>>(), ["Norway", "Chad"]);
    let remark = waits(
        "code,country,year,x\nNOR,Norway,2020,1\nNOR,Norge,2021,2\n",
        Code::UnitConflict,
        "row 3, column country",
    );
    assert!(remark.error.message.en.contains("Norge"));
}

#[test]
fn invalid_rows_are_reported() {
    let remark = waits("province,year,x\n湖北,2022,1\n湖南,2022\n江西,2022,3\n", Code::RaggedRow, "row 3");
    assert!(remark.error.message.en.contains('2') && remark.error.message.en.contains('3'));
    waits("province,year,x\n湖北,2022,1,234\n湖南,2022,5\n", Code::RaggedRow, "row 2");
    // Left out where the plan says so, and listed.
    let outcome = made(
        r#"{ "sources": { "t": { "skip": [3] } } }"#,
        &[("t.csv", "province,year,x\n湖北,2022,1\n湖南,2022\n江西,2022,3\n")],
    )
    .unwrap();
    assert_eq!(outcome.panel.units().len(), 2);
    let remark = waits("province,year,x\n湖北,2022,1\n湖南,2022,2\n湖北,2022,3\n", Code::DuplicateRow, "row 4");
    assert!(remark.error.message.en.contains("row 2"));
    // Two spellings of one province are two rows of it.
    waits("region,2021,2022\nInner Mongolia,1,2\nInnermongolia,3,4\nHubei,5,6\n", Code::DuplicateRow, "row 3");
}

#[test]
fn invalid_headers_are_refused() {
    waits("province,year,\n湖北,2022,1\n湖南,2022,2\n", Code::UnnamedColumn, "row 1, column 3");
    waits("province,year,x,x\n湖北,2022,1,2\n湖南,2022,2,3\n", Code::DuplicateColumn, "row 1, column 4");
    let all = errors("{}", "province,year,note\n湖北,2022,good\n湖南,2022,bad\n");
    assert!(all.iter().any(|r| r.error.code == Code::NoFigures), "{all:?}");
    let error = made("{}", &[("t.csv", "year,price\n2021,1\n2022,2\n")]).unwrap_err();
    assert_fault(&error, Code::MissingColumn, "");
    // One figure in two units of measure.
    let mixed = "province,year,what,value,units\n湖北,2021,a,1,亿元\n湖北,2022,a,20000,万元\n湖南,2021,a,1,亿元\n湖南,2022,a,1,亿元\n";
    waits(mixed, Code::MixedMeasures, "row 3, column units");
}

#[test]
fn lines_beside_the_table_are_listed() {
    let table = "表1　各地区研发经费\n单位：亿元\n地区,年份,经费,备注\n湖北,2022,1254.7,快报\n湖南,2022,1175.3,\n资料来源：国家统计局\n注：快报数\n";
    let seen = understood("{}", table);
    assert_eq!(seen.skipped.iter().map(|s| s.row).collect::<Vec<_>>(), [1, 2, 6, 7]);
    assert_eq!((seen.header_row, seen.rows, seen.figures[0].measure.as_str()), (3, 2, "亿元"));
    let left: Vec<_> = seen.remarks.iter().map(|r| (r.error.code, r.error.place.as_str())).collect();
    assert_eq!(left, [(Code::ColumnLeftOut, "column 备注")]);
    let outcome = made("{}", &[("t.csv", table)]).unwrap();
    assert_eq!(outcome.panel.indicators()[0].source, "国家统计局");
}

#[test]
fn the_row_is_the_line_of_the_file() {
    for end in ["\n", "\r\n", "\r"] {
        let lines = ["province,year,x", "湖北,2022,1", "", ",,", "\"湖南\",2022,\"2\"", "", "", "北京,2022,?"];
        waits(lines.join(end) + end, Code::NotANumber, "row 8, column x");
        waits(format!("\u{feff}{}", lines.join(end)), Code::NotANumber, "row 8, column x");
        // A cell of two lines counts as two.
        let quoted = ["\"a", "b\",province,year", "1,湖北,2022", "?,湖南,2022", "3,江西,2022"].join(end);
        assert_eq!(errors("{}", quoted)[0].error.place, format!("row 4, column a{end}b"));
    }
}
