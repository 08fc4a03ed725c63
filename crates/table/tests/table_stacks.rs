//! Tables below each other in two units of measure: converted, and said; or refused.

use crate::common::faults::assert_fault;
use crate::common::tables::{column, figure, made};
use innodex::Code;
use innodex_panel::sheet::Sheet;
use innodex_table::{run, File, Plan};

#[test]
fn stack_converts_units_of_measure() {
    let plan =
        r#"{ "sources": { "one": {}, "two": {} }, "from": "one", "steps": [{ "step": "stack", "with": "two" }] }"#;
    let stacked = |above: &str, below: &str, written: &str| {
        let one = format!("地区,年份,x（{above}）,z（人）\n湖北,2021,1,5\n湖南,2021,2,6\n");
        let two = format!("地区,年份,x（{below}）,z（人）\n湖北,2022,{written},7\n湖南,2022,,8\n");
        made(plan, &[("one.csv", &one), ("two.csv", &two)])
    };
    // Every digit as a person who moves the point would write it: 1e-4 and 1e-8 are no numbers of a computer.
    for (above, below, written, brought) in [
        ("亿元", "万元", "12550000", 1255.0),
        ("亿元", "万元", "12345678.9", 1234.56789),
        ("亿元", "元", "123456789012", 1234.56789012),
        ("亿元", "千元", "3", 0.00003),
        ("万元", "亿元", "1234.5", 12345000.0),
        ("亿元", "百万元", "7", 0.07),
        ("元/人", "万元/人", "9.25", 92500.0),
        ("万元/人", "元/人", "92503", 9.2503),
        ("万人", "人", "36", 0.0036),
    ] {
        let outcome = stacked(above, below, written).unwrap();
        assert_eq!(figure(&outcome.panel, "x", "湖北", "2022"), Ok(brought), "{written} {below} in {above}");
        assert_eq!(figure(&outcome.panel, "x", "湖北", "2021"), Ok(1.0));
        // What is missing stays so, and what needs no conversion stays as it is.
        assert_eq!(figure(&outcome.panel, "x", "湖南", "2022"), Err("not_published"));
        assert_eq!(column(&outcome.panel, "z", "2022"), [7.0, 8.0]);
        let [remark] = &outcome.remarks[..] else { panic!("{:?}", outcome.remarks) };
        for text in [&remark.error.message.zh, &remark.error.message.en] {
            assert!([above, below, "one x", "two x"].iter().all(|word| text.contains(word)), "{text}");
        }
    }
    for (above, below) in [("亿元", "人"), ("亿元", "美元"), ("元/人", "元"), ("吨", "公里")] {
        assert_fault(&stacked(above, below, "1").unwrap_err(), Code::MixedMeasures, "$.steps[0].with");
    }
    // Too large is not infinite.
    let outcome = stacked("元", "亿元", "1e305").unwrap();
    assert_eq!(figure(&outcome.panel, "x", "湖北", "2022"), Err("overflow"));
}

#[test]
fn stack_keeps_why_a_figure_is_missing() {
    let plan = r#"{ "sources": { "one": {}, "two": { "measures": { "r": "元" }, "steps": [
        { "step": "ratio", "id": "r", "numerator": "x", "denominator": "y", "measure": "元/人" },
        { "step": "rename", "columns": { "r": "per" } }] } },
        "from": "one", "steps": [{ "step": "stack", "with": "two" }], "indicators": ["per"] }"#;
    let one = "地区,年份,per（万元/人）\n湖北,2021,1\n湖南,2021,2\n";
    let two = "地区,年份,x（万元）,y（人）\n湖北,2022,30,0\n湖南,2022,50,4\n";
    let outcome = made(plan, &[("one.csv", one), ("two.csv", two)]).unwrap();
    assert_eq!(figure(&outcome.panel, "per", "湖北", "2022"), Err("zero_denominator"));
    assert_eq!(figure(&outcome.panel, "per", "湖南", "2022"), Ok(12.5));
}

#[test]
fn sheets_of_one_form_in_two_units_of_measure() {
    let sheet = |name: &str, cells: &str| {
        let sheet = Sheet { name: name.to_owned(), cells: cells.to_owned(), ..Sheet::default() };
        File::of_sheet(&format!("book.xlsx#{name}"), &sheet, &mut |_| {}).unwrap()
    };
    let files = [
        sheet("2021年", "地区,经费（亿元）\n湖北,1160\n湖南,1029\n"),
        sheet("2022年", "地区,经费（万元）\n湖北,12550000\n湖南,11750000\n"),
    ];
    for plan in ["{}", r#"{ "sources": { "x": { "file": "book.xlsx" } } }"#] {
        let plan = Plan::from_json(plan).unwrap();
        let outcome = run(&plan, &[&files[0], &files[1]], &mut |_| {}).unwrap();
        assert_eq!(outcome.panel.values(), [1160.0, 1029.0, 1255.0, 1175.0]);
        let said = outcome.remarks.iter().filter(|r| r.error.code == Code::MixedMeasures && r.error.place.is_empty());
        assert_eq!(said.count(), 1, "{:?}", outcome.remarks);
    }
}

#[test]
fn the_note_of_a_figure_stays_with_it() {
    let plan =
        r#"{ "sources": { "one": {}, "two": {} }, "from": "one", "steps": [{ "step": "stack", "with": "two" }] }"#;
    let one = "地区,年份,x（亿元）\n湖北,2021,1160\n湖南,2021,1029\n";
    let two = "地区,年份,x（万元）\n湖北,2022,12550000①\n湖南,2022,11750000\n注：① 为快报数。\n";
    let with_note = |plan: &str, files: &[(&str, &str)]| {
        made(plan, files).unwrap().panel.note(0, 1, 0).map(|note| format!("{note:?}"))
    };
    let alone = made("{}", &[("two.csv", two)]).unwrap().panel.note(0, 0, 0).map(|note| format!("{note:?}"));
    assert!(alone.is_some());
    assert_eq!(with_note(plan, &[("one.csv", one), ("two.csv", two)]), alone);
    assert_eq!(with_note("{}", &[("one.csv", one), ("two.csv", two)]), alone);
}
