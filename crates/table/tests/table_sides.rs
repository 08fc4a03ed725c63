//! Tables beside each other on one sheet: read as one where they are one that was printed in parts, and asked about where
//! they are several. All figures are made up.

use crate::common::faults::assert_fault;
use crate::common::tables::{figure, file, made, understood};
use innodex::{Code, Severity};
use innodex_panel::sheet::Sheet;
use innodex_table::{run, File, Plan};

/// The question about tables beside each other: place, and the answers that are offered.
#[track_caller]
fn asked(plan: &str, table: &str) -> (String, Vec<String>) {
    let seen = understood(plan, table);
    let errors: Vec<_> = seen.remarks.iter().filter(|r| r.severity == Severity::Error).collect();
    let first = errors.first().unwrap_or_else(|| panic!("nothing is asked: {:?}", seen.columns));
    assert_fault(&first.error, Code::SideBySide, &first.error.place);
    let ask = first.ask.clone().expect("it is a question");
    assert_eq!((ask.member.as_str(), ask.of), ("area", None));
    assert!(made(plan, &[("table.csv", table)]).is_err(), "used without an answer");
    (first.error.place.clone(), ask.choices)
}

/// The columns and figures that are read.
#[track_caller]
fn read(plan: &str, table: &str) -> (Vec<String>, Vec<String>, usize) {
    let outcome = made(plan, &[("table.csv", table)]).unwrap_or_else(|e| panic!("{e} {}", e.hint.zh));
    let (about, panel) = (outcome.about(), outcome.panel);
    let units = about.units.iter().map(|unit| unit.name.zh.clone()).collect();
    let indicators = panel.indicators().iter().map(|i| i.id.clone()).collect();
    (units, indicators, panel.values().iter().filter(|v| !v.is_nan()).count())
}

const OTHERS: &str = "城市,GDP,,城市,人口\n武汉市,18000,,武汉市,1370\n黄石市,2000,,宜昌市,390\n";

#[test]
fn several_tables_are_asked_about() {
    let choices = |all: &[&str]| all.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    let plan = r#"{ "period": "2022" }"#;
    assert_eq!(asked(plan, OTHERS), ("row 1, column D".into(), choices(&["A:B", "D:E", "A:E"])));
    // A second column of names, without an empty one before it.
    let close = OTHERS.replace(",,", ",");
    assert_eq!(asked(plan, &close), ("row 1, column C".into(), choices(&["A:B", "C:D", "A:D"])));
    // Other names: they cannot come together by these.
    let heads = "城市,GDP,,区县,人口\n武汉市,18000,,江岸区,96\n黄石市,2000,,武昌区,109\n";
    assert_eq!(asked(plan, heads).1, choices(&["A:B", "D:E"]));
    // The same header over the same cities: what is the difference?
    let same = "城市,GDP,,城市,GDP\n武汉市,18000,,武汉市,16900\n黄石市,2000,,黄石市,1850\n";
    assert_eq!(asked(plan, same).1, choices(&["A:B", "D:E"]));
    // Three, with titles of their own, from other lines on.
    let three = "表1 经济,,,表2 人口,,,,\n城市,GDP,,城市,人口,,,\n武汉市,18000,,武汉市,1370,,年份,电量\n黄石市,2000,,黄石市,240,,2021,88\n,,,,,,2022,90\n";
    assert_eq!(asked(plan, three).1, choices(&["A:B", "D:E", "G:H"]));
}

#[test]
fn an_answer_takes_the_columns_of_one() {
    let of = |area: &str| {
        read(&format!(r#"{{ "period": "2022", "sources": {{ "table": {{ "area": "{area}" }} }} }}"#), OTHERS)
    };
    let names = |all: &[&str]| all.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    assert_eq!(of("A:B"), (names(&["武汉市", "黄石市"]), names(&["GDP"]), 2));
    assert_eq!(of("d：e"), (names(&["武汉市", "宜昌市"]), names(&["人口"]), 2));
    let (units, indicators, figures) = of("A:E");
    assert_eq!((units.len(), indicators, figures), (3, names(&["GDP", "人口"]), 4));
    // Both, each a source of its own.
    let plan = r#"{ "period": "2022", "sources": {
        "gdp": { "file": "table.csv", "area": "A:B" }, "people": { "file": "table.csv", "area": "D:E" } } }"#;
    let (units, indicators, figures) = read(plan, OTHERS);
    assert_eq!((units.len(), indicators, figures), (3, names(&["GDP", "人口"]), 4));
}

#[test]
fn titles_and_notes_are_those_of_the_table() {
    let table = "表1 2021年经济,,,表2 2022年人口,\n单位：亿元,,,单位：万人,\n城市,GDP,,城市,人口\n武汉市,18000,,武汉市,1370\n黄石市,2000,,宜昌市,390\n注：快报数。,,,,\n";
    let plan = |area: &str| format!(r#"{{ "sources": {{ "table": {{ "area": "{area}" }} }} }}"#);
    let left = made(&plan("A:B"), &[("table.csv", table)]).unwrap().panel;
    assert_eq!(figure(&left, "GDP", "武汉市", "2021"), Ok(18000.0));
    assert_eq!(left.indicators()[0].unit, "亿元");
    let right = made(&plan("D:E"), &[("table.csv", table)]).unwrap().panel;
    assert_eq!(figure(&right, "人口", "宜昌市", "2022"), Ok(390.0));
    assert_eq!(right.indicators()[0].unit, "万人");
    // One title over both.
    let table = "2022年主要指标,,,,\n城市,GDP,,城市,人口\n武汉市,18000,,武汉市,1370\n黄石市,2000,,宜昌市,390\n";
    let right = made(&plan("D:E"), &[("table.csv", table)]).unwrap().panel;
    assert_eq!(figure(&right, "人口", "宜昌市", "2022"), Ok(390.0));
}

#[test]
fn parts_of_one_table_come_below_each_other() {
    let plan = r#"{ "period": "2022" }"#;
    for table in [
        "城市,GDP,,城市,GDP\n武汉市,18000,,宜昌市,5500\n黄石市,2000,,襄阳市,5800\n",
        "城市,GDP,城市,GDP\n武汉市,18000,宜昌市,5500\n黄石市,2000,襄阳市,5800\n",
        "序号,城市,GDP,序号,城市,GDP\n1,武汉市,18000,3,宜昌市,5500\n2,黄石市,2000,4,襄阳市,5800\n",
        // A header of two lines.
        "城市,2022年,,城市,2022年,\n,GDP,,,GDP,\n武汉市,18000,,宜昌市,5500,\n黄石市,2000,,襄阳市,5800,\n",
    ] {
        let seen = understood(plan, table);
        let told: Vec<_> = seen.remarks.iter().filter(|r| r.error.code == Code::SideBySide).collect();
        assert_eq!(told.len(), 1, "{table} {:?}", seen.remarks);
        assert_eq!(told[0].severity, Severity::Warning);
        let (units, indicators, figures) = read(plan, table);
        assert_eq!((units.len(), indicators.as_slice(), figures), (4, &["GDP".to_owned()][..], 4), "{table}");
    }
    // The same cities in another year, as the titles say.
    let years = "2021年,,,2022年,\n城市,GDP,,城市,GDP\n武汉市,16900,,武汉市,18000\n黄石市,1850,,黄石市,2000\n";
    let panel = made("{}", &[("table.csv", years)]).unwrap().panel;
    assert_eq!(figure(&panel, "GDP", "武汉市", "2021"), Ok(16900.0));
    assert_eq!(figure(&panel, "GDP", "武汉市", "2022"), Ok(18000.0));
    // Years that go on to the right.
    let years = "年份,GDP,,年份,GDP\n2019,10,,2021,30\n2020,20,,2022,40\n";
    let plan = r#"{ "sources": { "table": { "unit": "武汉市", "orientation": "units_as_rows" } } }"#;
    let seen = understood(plan, years);
    assert!(seen.remarks.iter().any(|r| r.error.code == Code::SideBySide), "{:?}", seen.remarks);
}

#[test]
fn columns_that_are_no_table() {
    let plan = |area: &str| format!(r#"{{ "period": "2022", "sources": {{ "table": {{ "area": "{area}" }} }} }}"#);
    for area in ["", "A1:B9", "B:A", "C:C", "X:Z", "左边"] {
        let error = made(&plan(area), &[("table.csv", OTHERS)]).map(|_| ()).unwrap_err();
        assert_fault(&error, Code::BadParameter, "$.sources.table.area");
    }
}

#[test]
fn the_place_is_on_the_sheet() {
    let sheet = Sheet { name: "表一".into(), cells: OTHERS.into(), ..Sheet::default() };
    let file = File::of_sheet("book.xlsx", &sheet, &mut |_| {}).unwrap();
    let plan = Plan::from_json(r#"{ "period": "2022" }"#).unwrap();
    let fault = run(&plan, &[&file], &mut |_| {}).unwrap_err();
    assert_eq!(fault.place, "book.xlsx: sheet 表一, row 1, column D");
    assert!(fault.hint.zh.contains("area") && fault.hint.en.contains("area"), "{fault}");
}

#[test]
fn a_table_with_an_empty_column_is_one() {
    for table in [
        "城市,GDP,,人口\n武汉市,18000,,1370\n黄石市,2000,,240\n",
        "城市,GDP,,备注\n武汉市,18000,,初步数\n黄石市,2000,,快报数\n",
        "指标,2021年,2022年,指标\n武汉市GDP,1,2,武汉市GDP\n武汉市人口,3,4,武汉市人口\n",
    ] {
        let seen = file("table.csv", table).understand(&Plan::default());
        assert!(seen.remarks.iter().all(|r| r.error.code != Code::SideBySide), "{table}");
    }
}
