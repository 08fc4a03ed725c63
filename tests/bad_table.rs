//! Bad tables: each with a stable code, the place, and words in both languages; nothing is lost or guessed.

use crate::common;

use common::faults::{assert_fault, refused};
use innodex::panel::read_panel;
use innodex::{Code, Panel, Severity};

#[test]
fn missing_column() {
    refused("year,x\n2022,1\n", Code::MissingColumn, "row 1");
    refused("province,x\n湖北,1\n", Code::MissingColumn, "row 1");
    let both = read_panel(b"x,y\n1,2\n", None).findings;
    assert_eq!(both.iter().map(|f| f.error.code).collect::<Vec<_>>(), [Code::MissingColumn; 2]);
    assert!(both[0].error.message.en.contains("province") && both[1].error.message.en.contains("year"));
}

#[test]
fn columns_without_or_with_the_same_name() {
    refused("province,year,\n湖北,2022,1\n", Code::UnnamedColumn, "row 1, column 3");
    refused("province,year,x, x \n湖北,2022,1,2\n", Code::DuplicateColumn, "row 1, column 4");
    refused("province,year,period\n湖北,2022,2022\n", Code::DuplicateColumn, "row 1, column 3");
    refused("province,unit,year\n湖北,湖北,2022\n", Code::DuplicateColumn, "row 1, column 2");
}

#[test]
fn ragged_rows() {
    refused("province,year,x\n湖北,2022,1\n湖南,2022\n", Code::RaggedRow, "row 3");
    // Separators of thousands without quotes make two cells of one.
    let error = refused("province,year,x\n湖北,2022,1,234\n", Code::RaggedRow, "row 2");
    assert!(error.message.en.contains('4') && error.message.en.contains('3'), "{error}");
}

#[test]
fn the_row_is_the_line_of_the_file() {
    for end in ["\n", "\r\n", "\r"] {
        let lines = ["province,year,x", "湖北,2022,1", "", ",,", "\"湖南\",2022,\"2\"", "", "", "北京,2022,?"];
        refused(lines.join(end) + end, Code::NotANumber, "row 8, column x");
        refused(format!("\u{feff}{}", lines.join(end)), Code::NotANumber, "row 8, column x");
        // A cell of two lines counts as two.
        refused(
            ["\"a", "b\",code,year", "1,湖北,2022", "?,湖南,2022"].join(end),
            Code::NotANumber,
            &format!("row 4, column a{end}b"),
        );
    }
}

#[test]
fn duplicate_unit_and_period() {
    let error = refused("province,year,x\n湖北,2022,1\n湖南,2022,2\nHubei,2022,3\n", Code::DuplicateRow, "row 4");
    assert!(error.message.zh.contains("第2行") && error.message.en.contains("row 2"), "{error}");
    refused("unit,year,x\nA,2022,1\nA,2022,1\n", Code::DuplicateRow, "row 3");
}

#[test]
fn text_in_a_number() {
    for text in ["n/a", "12%", "1.2.3", "0x1f", "一二", "--1", "1e", "…", "-", "."] {
        let error = refused(format!("province,year,x,y\n湖北,2022,1,{text}\n"), Code::NotANumber, "row 2, column y");
        assert!(error.message.en.contains(text), "{error}");
    }
}

#[test]
fn separators_of_thousands() {
    for text in ["1,234.5", "1 234.5", "1'234.5", "1\u{a0}234.5", "1\u{202f}234.5", "1\u{2009}234.5"] {
        let csv = format!("province,year,x\n湖北,2022,\"{text}\"\n");
        let error = refused(csv, Code::ThousandsSeparator, "row 2, column x");
        assert!(error.hint.en.contains("1234.5") && error.hint.zh.contains("1234.5"), "{text}: {error}");
    }
}

#[test]
fn full_width_digits() {
    for text in ["１２３４．５", "１，２３４．５", "1234．5"] {
        let error = refused(format!("province,year,x\n湖北,2022,{text}\n"), Code::FullWidthDigits, "row 2, column x");
        assert!(error.hint.en.contains("1234.5"), "{error}");
    }
    refused("province,year,x\n湖北,２０２２,1\n", Code::BadPeriod, "row 2, column year");
}

#[test]
fn numbers_that_are_not_finite() {
    for text in ["inf", "-Infinity", "NaN", "nan", "+inf", "∞", "1e999", "-1e400"] {
        refused(format!("province,year,x\n湖北,2022,{text}\n"), Code::NotFinite, "row 2, column x");
    }
}

#[test]
fn every_way_of_writing_a_plain_number() {
    let csv = "province,year,a,b,c,d,e,f\n湖北,2022, 7 ,-0.5,+3,1e3,.5,1E-2\n";
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    assert_eq!(panel.values(), [7.0, -0.5, 3.0, 1000.0, 0.5, 0.01]);
}

#[test]
fn a_byte_order_mark_costs_nothing() {
    let csv = "province,year,x\n湖北,2022,1\n";
    let (plain, marked) =
        (Panel::from_csv(csv.as_bytes(), None), Panel::from_csv(format!("\u{feff}{csv}").as_bytes(), None));
    let (plain, marked) = (plain.unwrap(), marked.unwrap());
    assert_eq!((plain.units(), plain.values()), (marked.units(), marked.values()));
    assert_eq!(marked.indicators()[0].id, "x");
    // Where the first column is an indicator, its name is not spoilt either.
    let panel = Panel::from_csv("\u{feff}x,province,year\n1,湖北,2022\n".as_bytes(), None).unwrap();
    assert_eq!(panel.indicator("x"), Some(0));
}

#[test]
fn gbk_is_refused_with_a_word_on_converting() {
    let gbk = std::fs::read("tests/fixtures/raw/rd_personnel_2010_gbk.csv").unwrap();
    let first = gbk.iter().position(|b| !b.is_ascii()).unwrap();
    let row = 1 + gbk[..first].iter().filter(|b| **b == b'\n').count();
    let error = refused(&gbk, Code::EncodingNotUtf8, &format!("row {row}, byte {}", first + 1));
    assert!(error.hint.zh.contains("CSV UTF-8") && error.hint.en.contains("CSV UTF-8"), "{error}");
    assert!(error.message.zh.contains("GBK"));
}

#[test]
fn unknown_provinces() {
    refused("province,year,x\n湖北,2022,1\n东京,2022,1\n", Code::UnknownProvince, "row 3, column province");
    let error = refused("province,year,x\nAtlantis,2022,1\n", Code::UnknownProvince, "row 2, column province");
    assert!(error.message.zh.contains("Atlantis"));
    assert!(error.hint.en.contains("unit"), "other units have another column: {error}");
    refused("code,province,year,x\n99,,2022,1\n", Code::UnknownProvince, "row 2, column province");
    refused("province,year,x\n,2022,1\n", Code::MissingUnit, "row 2, column province");
    refused("code,unit,year,x\n,,2022,1\n", Code::MissingUnit, "row 2");
}

#[test]
fn misread_provinces_with_the_suggestion() {
    for (written, meant) in
        [("浙汀", "浙江"), ("四藏", "西藏"), ("两藏", "西藏"), ("山两", "山西"), ("江四", "江西"), ("内蒙占", "内蒙古")]
    {
        let csv = format!("province,year,x\n{written},2022,1\n");
        let error = refused(csv, Code::MisreadProvince, "row 2, column province");
        for text in [&error.message.zh, &error.message.en] {
            assert!(text.contains(written) && text.contains(meant), "{error}");
        }
    }
    // 尔部地区 is no province misread, but 东部地区, a total, misread.
    let error = refused("province,year,x\n尔部地区,2022,1\n", Code::MisreadProvince, "row 2, column province");
    assert!(error.message.zh.contains("东部地区"), "{error}");
}

#[test]
fn ambiguous_provinces_with_all_that_could_be_meant() {
    let error = refused("province,year,x\nHN,2022,1\n", Code::AmbiguousProvince, "row 2, column province");
    for meant in ["河南", "湖南", "海南"] {
        assert!(error.message.zh.contains(meant), "{error}");
    }
}

#[test]
fn a_code_of_another_province() {
    let error = refused("code,province,year,x\n43,湖北,2022,1\n", Code::CodeMismatch, "row 2, column code");
    assert!(error.hint.zh.contains("42") && error.hint.en.contains("42"), "{error}");
    assert!(Panel::from_csv("code,province,year,x\n420000,湖北省,2022,1\n".as_bytes(), None).is_ok());
    refused("code,unit,year,x\nA,Alpha,2021,1\nA,Beta,2022,1\n", Code::UnitConflict, "row 3");
    refused("code,unit,year,x\nA,Alpha,2021,1\nB,Alpha,2022,1\n", Code::UnitConflict, "row 3");
}

#[test]
fn totals_are_set_apart_with_a_warning() {
    let csv = "province,year,x\n全国,2022,3\n湖北,2022,1\n东部地区,2022,9\n湖南,2022,2\n";
    let reading = read_panel(csv.as_bytes(), None);
    let panel = reading.panel.unwrap();
    assert_eq!(panel.units().iter().map(|u| u.code.as_str()).collect::<Vec<_>>(), ["42", "43"]);
    let kept: Vec<_> = panel.set_apart().iter().map(|s| (s.row, s.name.as_str(), s.values[0])).collect();
    assert_eq!(kept, [(2, "全国", 3.0), (4, "东部地区", 9.0)]);
    for (finding, place) in reading.findings.iter().zip(["row 2", "row 4"]) {
        assert_eq!(finding.severity, Severity::Warning);
        assert_fault(&finding.error, Code::TotalSetApart, place);
    }
    refused("province,year,x\n全国,2022,3\n", Code::NoRows, "row 2");
}

#[test]
fn an_empty_file_is_refused() {
    for csv in ["", "\u{feff}", "\n\n", "\r\n"] {
        refused(csv, Code::EmptyFile, "");
    }
    for csv in ["province,year,x\n", "province,year,x", "province,year,x\n,,\n\n"] {
        refused(csv, Code::NoRows, "row 2");
    }
}

#[test]
fn periods() {
    refused("province,year,x\n湖北,22,1\n", Code::BadPeriod, "row 2, column year");
    refused("province,period,x\n湖北,2022年,1\n", Code::BadPeriod, "row 2, column period");
    refused("province,period,x\n湖北,,1\n", Code::BadPeriod, "row 2, column period");
    refused("province,period,x\n湖北,2022,1\n湖北,2022Q1,1\n", Code::MixedPeriods, "row 3, column period");
    refused("province,period,x\n湖北,2022-03,1\n湖北,2022Q1,1\n", Code::MixedPeriods, "row 3, column period");
}

#[test]
fn all_that_is_wrong_is_listed_at_once() {
    let csv = "province,year,x,y\n湖北,2022,a,１\n四藏,2022,1,1\n湖南,twelve,1,\"1,000\"\n北京,2022\n";
    let findings = read_panel(csv.as_bytes(), None).findings;
    let mut found: Vec<_> = findings.iter().map(|f| (f.error.code.id(), f.error.place.as_str())).collect();
    found.sort_unstable();
    let expected = [
        ("bad_period", "row 4, column year"),
        ("full_width_digits", "row 2, column y"),
        ("misread_province", "row 3, column province"),
        ("not_a_number", "row 2, column x"),
        ("ragged_row", "row 5"),
        ("thousands_separator", "row 4, column y"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn labels_with_html_stay_text() {
    let label = r#"<img src=x onerror="alert(1)">&amp;"#;
    let csv =
        format!("code,unit,year,{label2}\nA,{label2},2022,1\n", label2 = format!("\"{}\"", label.replace('"', "\"\"")));
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    assert_eq!((panel.units()[0].name.zh.as_str(), panel.indicators()[0].id.as_str()), (label, label));
    let error = refused(csv.replace(",1\n", ",no\n"), Code::NotANumber, &format!("row 2, column {label}"));
    assert!(error.place.contains(label));
}

#[test]
fn a_panel_that_is_too_large_is_refused_before_memory_is_allocated() {
    let rows: String = (0..5_000).map(|n| format!("u{n},{}-{:02},1\n", 1500 + n / 12, n % 12 + 1)).collect();
    let error = innodex::Panel::from_csv(format!("unit,period,a\n{rows}").as_bytes(), None).unwrap_err();
    assert_eq!(error.code, innodex::Code::TooLarge);
    assert!(error.message.en.starts_with("5000 units x 5000 periods x 1 columns"), "{error}");
}

#[test]
fn wide_headers_and_large_objects_are_read_in_little_time() {
    let begin = std::time::Instant::now();
    let names: String = (0..60_000).map(|n| format!(",c{n}")).collect();
    let error = innodex::Panel::from_csv(format!("unit,year{names},c7\n").as_bytes(), None).unwrap_err();
    assert_eq!(error.code, innodex::Code::DuplicateColumn);
    let members: Vec<String> = (0..100_000).map(|n| format!("\"m{n}\":1")).collect();
    let error = innodex::Framework::from_json(&format!("{{{},\"m7\":1}}", members.join(","))).unwrap_err();
    assert_eq!(error.code, innodex::Code::BadJson);
    assert!(begin.elapsed() < std::time::Duration::from_secs(10), "{:?}", begin.elapsed());
}
