//! Lines that a plan names, `header` and `skip`: what no line says is an error with what there is, and so is a layout of a
//! file that is too large to be laid out. All figures are made up.

use crate::common::faults::assert_fault;
use innodex::{Code, Error};
use innodex_panel::sheet::Sheet;
use innodex_table::{run, File, Plan, Reader};

const TABLE: &str =
    "某市科技投入,,\n单位：亿元,,\n地区,2021年,2022年\n武汉市,500.5,550.5\n黄石市,30,33\n填表人：王某,,\n";

/// The first fault of a plan with files.
fn fault(plan: &str, files: &[File]) -> Option<Error> {
    let plan = Plan::from_json(plan).unwrap_or_else(|e| panic!("{e}"));
    run(&plan, &files.iter().collect::<Vec<_>>(), &mut |_| {}).err()
}

fn read(text: &str) -> Vec<File> {
    vec![File::read("t.csv", text.as_bytes(), &mut |_| {}).unwrap()]
}

/// A source is refused at a place of it.
#[track_caller]
fn refused(source: &str, files: &[File], place: &str) -> Error {
    let plan = format!(r#"{{ "sources": {{ "t": {{ {source} }} }} }}"#);
    let error = fault(&plan, files).unwrap_or_else(|| panic!("{source} is taken"));
    assert_fault(&error, Code::BadParameter, place);
    error
}

#[track_caller]
fn taken(source: &str, files: &[File]) {
    let fault = fault(&format!(r#"{{ "sources": {{ "t": {{ {source} }} }} }}"#), files);
    assert!(fault.is_none(), "{source}: {fault:?}");
}

#[test]
fn a_line_that_is_not_there_is_an_error() {
    let files = read(TABLE);
    let error = refused(r#""header": ["地名"]"#, &files, "$.sources.t.header[0]");
    assert!(error.message.zh.contains("“地名”") && error.message.en.contains("\"地名\""), "{error}");
    // What there is.
    for text in [&error.hint.zh, &error.hint.en] {
        assert!(["某市科技投入", "地区", "武汉市"].iter().all(|first| text.contains(first)), "{text}");
    }
    refused(r#""header": ["地区", "区域"]"#, &files, "$.sources.t.header[1]");
    refused(r#""skip": ["填表人：李某"]"#, &files, "$.sources.t.skip[0]");
    refused(r#""skip": [6, "填表人：李某"]"#, &files, "$.sources.t.skip[1]");
    let error = refused(r#""skip": [7]"#, &files, "$.sources.t.skip[0]");
    assert!(error.message.zh.contains("第7行") && error.message.zh.contains("第6行"), "{error}");
    refused(r#""header": [99]"#, &files, "$.sources.t.header[0]");
    refused(r#""header": [0]"#, &files, "$.sources.t.header[0]");
    refused(r#""skip": [0]"#, &files, "$.sources.t.skip[0]");
    // The cell as a whole, not how it begins.
    refused(r#""skip": ["填表人"]"#, &files, "$.sources.t.skip[0]");
    taken(r#""header": ["地区"], "skip": ["填表人：王某"]"#, &files);
    taken(r#""header": [3], "skip": [6]"#, &files);
}

#[test]
fn lines_of_a_plain_file() {
    // Neither a line above nor one below the table is a row.
    let plain = "# 说明\n地区,年份,x\n湖北,2021,1\n\n湖南,2021,2\n江西,2021\n注：快报数\n";
    for (whole_below, header) in [(60, "header"), (4_000_000, "header[0]")] {
        let bytes = plain.as_bytes();
        let mut reader = Reader::new("t.csv", Some(bytes.len() as u64)).whole_below(whole_below);
        reader.push(bytes).unwrap();
        let innodex_table::Next::Go(file) = reader.end().unwrap() else { panic!("read twice") };
        let files = [file];
        taken(r##""skip": ["江西", "# 说明", "注：快报数", 4]"##, &files);
        taken(r#""skip": [6, 7]"#, &files);
        // Read in pieces, it has no other header.
        refused(r#""header": ["河南"], "skip": [6]"#, &files, &format!("$.sources.t.{header}"));
        refused(r#""skip": [6, "河南"]"#, &files, "$.sources.t.skip[1]");
        refused(r#""skip": [6, 8]"#, &files, "$.sources.t.skip[1]");
    }
    // A line of nothing heads nothing.
    let error = refused(r#""header": [4], "skip": [6]"#, &read(plain), "$.sources.t.header[0]");
    assert!(error.message.zh.contains("空行"), "{error}");
}

#[test]
fn one_of_several_sheets_has_the_line() {
    let sheet = |name: &str, last: &str| {
        let cells = format!("地区,经费\n湖北,1\n湖南,2\n{last}");
        let sheet = Sheet { name: name.to_owned(), cells, ..Sheet::default() };
        File::of_sheet(&format!("book.xlsx#{name}"), &sheet, &mut |_| {}).unwrap()
    };
    let files = [sheet("2021年", ""), sheet("2022年", "填表人,3\n")];
    let source = |skip: &str| format!(r#""file": "book.xlsx", "territory": "free", "skip": ["{skip}"]"#);
    taken(&source("填表人"), &files);
    let plan = format!(r#"{{ "sources": {{ "t": {{ {} }} }} }}"#, source("填表人"));
    let plan = Plan::from_json(&plan).unwrap();
    let units = run(&plan, &[&files[0], &files[1]], &mut |_| {}).unwrap().panel.units().len();
    assert_eq!(units, 2);
    refused(&source("制表人"), &files, "$.sources.t.skip[0]");
}

#[test]
fn a_large_file_is_not_laid_out_otherwise() {
    let words = "字".repeat(3000);
    let rows: String = (0..500).map(|at| format!("企业{at},2021,{at},{words}\n")).collect();
    let files = read(&format!("企业,年份,经费,说明\n{rows}"));
    let base = r#""columns": { "说明": "left_out" }, "territory": "free""#;
    taken(base, &files);
    for (member, said) in [("header", r#"["企业"]"#), ("orientation", r#""units_as_columns""#), ("unit", r#""武汉市""#)]
    {
        let place = format!("$.sources.t.{member}");
        let error = refused(&format!(r#"{base}, "{member}": {said}"#), &files, &place);
        assert!(error.message.zh.contains("4 MB") && error.hint.zh.contains(member), "{error}");
    }
    // Lines can be left out of it.
    taken(&format!(r#"{base}, "skip": ["企业7", 12]"#), &files);
    refused(&format!(r#"{base}, "skip": ["企业7", "企业500"]"#), &files, "$.sources.t.skip[1]");
}
