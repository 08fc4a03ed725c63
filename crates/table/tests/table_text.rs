//! Encodings, separators, headers and kinds of files as people of this job have met them.

use crate::common;

use common::cases::*;
use common::faults::assert_fault;
use common::tables::{figure, made, understood};
use innodex::panel::read_panel;
use innodex::{Code, Panel};
use innodex_table::File;

// Encodings.

#[test]
fn letters_with_accents_are_not_read_as_chinese() {
    let text = "country,year,patents\nMéxico,2022,12\nCuraçao,2022,3\nCôte d'Ivoire,2022,1\nEspaña,2022,30\n";
    let error = refused(encoded("windows-1252", text), Code::UnknownEncoding, "row 2, byte 23");
    assert!(error.message.zh.contains("M閤ico") && error.message.zh.contains("编码"), "{error}");
    for (label, text) in [
        ("windows-1252", "city,year,x\nMünster,2022,12\nKöln,2022,3\n"),
        ("windows-1252", "land;jahr;wert\nÖsterreich;2022;12\nDeutschland;2022;3\n"),
        ("windows-1250", "city,year,x\nKraków,2022,12\nGdańsk,2022,3\n"),
        ("windows-1254", "city,year,x\nTürkiye,2022,12\nAnkara,2022,3\n"),
        ("windows-1251", "страна,год,х\nРоссия,2022,12\nФранция,2022,3\nГермания,2022,3\n"),
        ("windows-1253", "χώρα,έτος,τιμή\nΕλλάδα,2022,12\nΓαλλία,2022,3\n"),
        ("shift_jis", "都道府県,年,研究費\n北海道,2022,12\n東京都,2022,3\n神奈川県,2022,3\n"),
        ("big5", "地區,年份,經費\n臺北市,2022,12\n臺中市,2022,3\n高雄市,2022,3\n桃園市,2022,4\n"),
        ("euc-kr", "지역,연도,연구비\n서울,2022,12\n부산,2022,3\n대구,2022,3\n인천,2022,4\n광주,2022,4\n대전,2022,4\n"),
    ] {
        let error = File::read("t.csv", &encoded(label, text), &mut |_| {}).map(|_| label).unwrap_err();
        assert_eq!(error.code, Code::UnknownEncoding, "{label} {error}");
        assert!(error.hint.en.contains("UTF-8"));
    }
}

#[test]
fn gb18030_with_rare_characters_is_read() {
    for text in [
        "单位,年份,论文\n龤㎡大学,2022,12\n㐀研中心,2022,7\n武汉大学,2022,90\n",
        "unit,year,x\n衢州,2022,1\n亳州,2022,2\n濮阳,2022,3\n漯河,2022,4\n",
        "地区,年份,x\n濮阳,2022,1\n",
        "city,year,x\nWuhan武汉,2022,1\nXiangyang襄阳,2022,2\n",
        "公司,年份,x\nA镕基公司,2022,1\nB喆科技,2022,2\n",
        "地區,年份,經費\n臺灣省,2022,1\n廣東省,2022,2\n",
    ] {
        let file = File::read("t.csv", &encoded("gb18030", text), &mut |_| {}).unwrap_or_else(|e| panic!("{text} {e}"));
        let seen = file.understand(&innodex_table::Plan::from_json("{}").unwrap());
        assert_eq!(
            (seen.encoding, seen.preview[0][0].as_str()),
            ("gb18030", text.lines().nth(1).unwrap().split(',').next().unwrap())
        );
    }
}

#[test]
fn what_is_cut_off_or_damaged_is_called_that() {
    let text = "单位,年份,论文\n武汉大学,2022,90\n华中科技大学,2022,80\n湖";
    let bytes = text.as_bytes();
    for lost in 1..=2 {
        let error = refused(&bytes[..bytes.len() - lost], Code::UnknownEncoding, "row 4, byte 70");
        assert!(
            error.message.en.contains("not valid UTF-8") && error.message.en.contains("middle of a character"),
            "{error}"
        );
    }
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(&bytes[..bytes.len() - 1]);
    assert!(refused(&marked, Code::UnknownEncoding, "row 4, byte 70").message.zh.contains("截断"));
    // GB18030 too.
    let gbk = encoded("gb18030", text);
    let error = refused(&gbk[..gbk.len() - 1], Code::UnknownEncoding, "row 4, byte 54");
    assert!(error.message.en.contains("GB18030") && error.message.en.contains("middle of a character"), "{error}");
    // One byte in the middle.
    let mut broken = bytes.to_vec();
    broken[20 + 3] = b'?';
    let error = File::read("t.csv", &broken, &mut |_| {}).unwrap_err();
    assert_eq!((error.code, error.place.starts_with("row 2, byte ")), (Code::UnknownEncoding, true), "{error}");
    assert!(error.message.en.contains("damaged"), "{error}");
}

// Separators, headers, kinds.

#[test]
fn decimal_commas_are_no_separators_of_thousands() {
    for (content, figures) in [
        (
            "country;year;share\nDE;2022;3,130\nFR;2022;2,180\nAT;2022;3,200\nES;2022;1,440\n",
            [("DE", 3.13), ("ES", 1.44)],
        ),
        ("country;year;share\nDE;2022;3,13\nFR;2022;-2,18\n", [("DE", 3.13), ("FR", -2.18)]),
        (
            "country;year;share\nDE;2022;3,13%\nFR;2022;2\n".replace(";2\n", ";2,5%\n").leak(),
            [("DE", 3.13), ("FR", 2.5)],
        ),
    ] {
        let outcome = made("{}", &[("eu.csv", content)]).unwrap();
        for (unit, value) in figures {
            assert_eq!(figure(&outcome.panel, "share", unit, "2022"), Ok(value));
        }
        assert!(outcome.remarks.iter().any(|r| r.error.code == Code::DecimalComma), "{:?}", outcome.remarks);
    }
    // A column that has separators of thousands for certain waits, and so does a point in a column of commas.
    let remark = waits("country;year;x\nDE;2022;1,234.5\nFR;2022;2,180\n", Code::ThousandsSeparator, "row 2, column x");
    assert_eq!(fix(&remark), r#"{"thousands":true}"#);
    waits("country;year;x\nDE;2022;3,13\nFR;2022;1.234\n", Code::NotANumber, "row 3, column x");
    let thousands =
        made(r#"{ "thousands": true }"#, &[("d.csv", "country;year;x\nDE;2022;3,130\nFR;2022;2,180\n")]).unwrap();
    assert_eq!(figure(&thousands.panel, "x", "DE", "2022"), Ok(3130.0));
    // Parted by commas: two digits behind a comma are decimal or nothing; three may be either.
    let remark = waits("country,year,x\nDE,2022,\"3,13\"\nFR,2022,2\nES,2022,1\n", Code::NotANumber, "row 2, column x");
    assert!(remark.error.hint.zh.contains("3.13") && !remark.error.hint.zh.contains("313"), "{:?}", remark.error.hint);
    assert_eq!(fix(&remark), r#"{"decimal_comma":true}"#);
    let remark =
        waits("country,year,x\nDE,2022,\"3,130\"\nFR,2022,2\nES,2022,1\n", Code::ThousandsSeparator, "row 2, column x");
    assert!(
        remark.error.message.en.contains("3130") && remark.error.message.en.contains("3.130"),
        "{:?}",
        remark.error
    );
    let pointed =
        made(r#"{ "decimal_comma": true }"#, &[("d.csv", "country,year,x\nDE,2022,\"3,130\"\nFR,2022,2\n")]).unwrap();
    assert_eq!(figure(&pointed.panel, "x", "DE", "2022"), Ok(3.13));
}

#[test]
fn no_suggested_fix_changes_a_figure() {
    // A footnote is no group of digits.
    let table = "地区,年份,经费\n湖北,2022,1255 1\n湖南,2022,1175①\n河南,2022,1143*\n安徽,2022,1152^2\n江西,2022,558(2)\n山东,2022,2180\n江苏,2022,3835\n";
    let seen = understood("{}", table);
    assert_eq!(
        errors(&seen),
        (2..7)
            .map(|row| (
                Code::NotANumber,
                [
                    "row 2, column 经费",
                    "row 3, column 经费",
                    "row 4, column 经费",
                    "row 5, column 经费",
                    "row 6, column 经费"
                ][row - 2]
            ))
            .collect::<Vec<_>>()
    );
    for cell in [
        "1255 1",
        "1255 12",
        "12,34",
        "1,2345",
        "1 23 456",
        "1,234 567",
        "１２５５　１",
        "0,130",
        "1'2",
        "1_000_0",
        "1,,234",
    ] {
        let finding = read_panel(format!("unit,year,x\na,2021,\"{cell}\"\n").as_bytes(), None).findings.remove(0);
        let (code, message, hint) = (finding.error.code, finding.error.message, finding.error.hint);
        assert_eq!(code, Code::NotANumber, "{cell}");
        let joined: String = cell.chars().filter(char::is_ascii_digit).collect();
        assert!(
            joined.len() < 3 || !hint.en.contains(&joined) && !hint.zh.contains(&joined),
            "{cell}: {} {}",
            message.en,
            hint.en
        );
    }
    for (cell, plain) in [
        ("1,234,567", "1234567"),
        ("-1 234.5", "-1234.5"),
        ("１，２３４，５６７", "1234567"),
        ("12,345.67", "12345.67"),
    ] {
        let finding = read_panel(format!("unit,year,x\na,2021,\"{cell}\"\n").as_bytes(), None).findings.remove(0);
        assert!(finding.error.hint.en.contains(&format!("Write {plain}.")), "{cell}: {}", finding.error.hint.en);
    }
}

#[test]
fn separators_of_an_input_method_are_named() {
    for sign in ['，', '；', '｜'] {
        let table = ["地区,年份,经费", "湖北,2022,1255", "湖南,2022,1175"].join("\n").replace(',', &sign.to_string());
        let error = refused(&table, Code::OneColumn, "row 1");
        assert!(error.message.zh.contains(sign) && error.message.zh.contains("全角"), "{error}");
    }
    // In the header only, or in some rows.
    let error = refused("地区，年份，经费\n湖北,2022,1255\n湖南,2022,1175\n河南,2022,1143\n", Code::NoHeader, "row 2");
    assert!(error.hint.zh.contains('，') && error.hint.zh.contains("第1行"), "{error}");
    let remark = waits("地区,年份,经费\n湖北,2022,1255\n湖南，2022，1175\n河南,2022,1143\n", Code::RaggedRow, "row 3");
    assert!(remark.error.hint.zh.contains('，'), "{:?}", remark.error);
    // In text it is no separator.
    assert_eq!(codes(&panel("企业,年份,x\n甲，乙,2022,1\n丙，丁,2022,2\n")), ["丙，丁", "甲，乙"]);
}

#[test]
fn the_header_is_the_line_that_names_the_columns() {
    let counted = panel("#,地区,年份,经费\n1,湖北,2022,1255\n2,湖南,2022,1175\n3,河南,2022,1143\n");
    assert_eq!((counted.indicators().len(), figure(&counted, "经费", "湖北", "2022")), (1, Ok(1255.0)));
    let error = refused("# code,year,rd\n42,2022,1255\n43,2022,1175\n", Code::NoHeader, "row 2");
    assert!(error.hint.en.contains("Row 1") && error.hint.en.contains('#'), "{error}");

    // Remarks in several cells above the header.
    let table = "2022年,,,单位：万元\n地区,经费,人员,机构\n湖北,12550000,320,90\n湖南,11750000,300,80\n";
    let seen = understood("{}", table);
    let said = seen.remarks.iter().find(|remark| remark.error.code == Code::PeriodRewritten).unwrap();
    assert!(said.error.message.zh.contains("第1行") && said.error.message.zh.contains("2022"), "{said:?}");
    assert_eq!(seen.periods, ["2022"]);
    assert_eq!((seen.skipped[0].row, seen.figures[0].measure.as_str(), errors(&seen)), (1, "万元", vec![]));
    // A table whose first figures are years is not taken for one.
    assert_eq!(understood("{}", "地区,2021年,2022年\n湖北,1160,1255\n湖南,1029,1175\n").header_row, 1);
}

#[test]
fn a_header_of_two_rows_is_read() {
    for below in [",2021年,2022年,2021年,2022年", ",2021,2022,2021,2022"] {
        let table = format!("地区,研发人员,,经费,\n{below}\n湖北,300,320,1160,1255\n湖南,280,300,1029,1175\n");
        let read = panel(&table);
        let of = |indicator, period| figure(&read, indicator, "湖北", period).unwrap();
        assert_eq!((of("研发人员", "2021"), of("研发人员", "2022")), (300.0, 320.0));
        assert_eq!((of("经费", "2021"), of("经费", "2022")), (1160.0, 1255.0));
    }
    let table = "地区,研发人员,,经费,\n,男,女,亿元,万元\n湖北,300,320,1160,1255\n湖南,280,300,1029,1175\n";
    waits(table, Code::MissingPeriod, "row 2");
    let read = made(r#"{ "period": "2022" }"#, &[("d.csv", table)]).unwrap().panel;
    let indicators: Vec<_> = read.indicators().iter().map(|i| (i.id.as_str(), i.unit.as_str())).collect();
    assert_eq!(
        indicators,
        [("研发人员 男", ""), ("研发人员 女", ""), ("经费（亿元）", "亿元"), ("经费（万元）", "万元")]
    );
}

#[test]
fn what_a_file_is_is_told_by_more_than_its_first_bytes() {
    let page = "<table><tr><td>地区</td><td>经费</td></tr></table>";
    let utf16 = |text: &str| {
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<u8>>()
    };
    for content in [
        format!("\u{feff}<html>{page}").into_bytes(),
        format!("<div>{page}</div>").into_bytes(),
        format!("<meta charset=utf-8>{page}").into_bytes(),
        format!("\r\n <!-- x -->{page}").into_bytes(),
        format!("<style>td{{}}</style>{page}").into_bytes(),
        "\u{feff}<?xml version=\"1.0\"?><Workbook/>".as_bytes().to_vec(),
        "MIME-Version: 1.0\nX-Document-Type: Workbook\n\n--x\n".as_bytes().to_vec(),
        format!("<ss:Workbook xmlns=\"x\">{page}").replace("ss:Workbook", "Workbook").into_bytes(),
        encoded("gb18030", &format!("<div>{page}</div>")),
        utf16(&format!("<html>{page}")),
    ] {
        let error = refused(&content, Code::NotATable, "");
        assert!(error.message.en.contains("web page or XML") && error.hint.zh.contains("CSV UTF-8"), "{error}");
    }
    for content in ["{\"a\": [1, 2]}", " [1, 2]", "[[1], [2]]", "[\n{\"a\": 1}]", "\u{feff}{\n}", "[]"] {
        assert!(refused(content, Code::NotATable, "").message.en.contains("JSON"), "{content}");
    }
    // Titles in brackets, and a column that begins with less than.
    for title in ["[表1] 各地区研发经费", "[1] 各地区研发经费", "（表1）", "【表1】", "{表1}", "<5岁人口>"]
    {
        let seen =
            understood("{}", format!("{title}\n地区,年份,经费\n湖北,2022,1255\n湖南,2022,1175\n河南,2022,1143\n"));
        assert_eq!((seen.header_row, seen.figures[0].present, errors(&seen)), (2, 3, vec![]), "{title}");
    }
}

#[test]
fn a_panel_that_is_cut_off_is_called_that() {
    let text = "province,year,x\n湖北,2022,1\n湖";
    let error = Panel::from_csv(&text.as_bytes()[..text.len() - 1], None).unwrap_err();
    assert_fault(&error, Code::EncodingNotUtf8, "row 3, byte 31");
    assert!(error.message.zh.contains("截断") && error.message.en.contains("cut off"), "{error}");
    let error = Panel::from_csv(&encoded("gb18030", text), None).unwrap_err();
    assert!(error.message.zh.contains("GBK"), "{error}");
}
