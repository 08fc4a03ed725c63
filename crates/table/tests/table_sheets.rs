//! Several sheets of one workbook in a plan.

use innodex_panel::sheet::Sheet;
use innodex_table::{run, File, Plan};

fn plan(json: &str) -> Plan {
    Plan::from_json(json).unwrap_or_else(|e| panic!("{e}"))
}

fn sheet(name: &str, cells: &str) -> Sheet {
    Sheet { name: name.to_owned(), cells: cells.to_owned(), ..Sheet::default() }
}

fn file(name: &str, sheet: &Sheet) -> File {
    File::of_sheet(name, sheet, &mut |_| {}).unwrap()
}

/// Made-up figures of two years, a sheet a year.
fn years() -> Vec<File> {
    ["2021年", "2022年"]
        .iter()
        .enumerate()
        .map(|(at, year)| {
            let cells = format!("地区,经费（亿元）,人员（人）\n湖北,{},{}\n湖南,2{at},2\n", 10 + at, 100 + at);
            file(&format!("book.xlsx#{year}"), &sheet(year, &cells))
        })
        .collect()
}

/// Units, periods, ids, and the figures `[indicator][period][unit]`.
fn made(plan: &Plan, files: &[File]) -> (Vec<String>, Vec<String>, Vec<f64>) {
    let files: Vec<&File> = files.iter().collect();
    let panel = run(plan, &files, &mut |_| {}).unwrap_or_else(|e| panic!("{e}")).panel;
    let periods = panel.periods().iter().map(ToString::to_string).collect();
    (periods, panel.indicators().iter().map(|i| i.id.clone()).collect(), panel.values().to_vec())
}

#[test]
fn a_sheet_a_year_is_one_table() {
    let expected = (
        vec!["2021".to_owned(), "2022".to_owned()],
        vec!["经费".to_owned(), "人员".to_owned()],
        vec![10.0, 20.0, 11.0, 21.0, 100.0, 2.0, 101.0, 2.0],
    );
    let plans = [
        "{}",
        r#"{"sources": {"x": {"file": "book.xlsx"}}}"#,
        r#"{"sources": {"x": {"file": "book.xlsx", "sheet": ["2021年", "2022年"]}}}"#,
        r#"{"sources": {"book": {}}}"#,
        r#"{"sources": {"a": {"file": "book.xlsx", "sheet": "2021年"}, "b": {"file": "book.xlsx", "sheet": "2022年"}}}"#,
    ];
    for text in plans {
        assert_eq!(made(&plan(text), &years()), expected, "{text}");
    }
    // Steps meet one table.
    let rank = r#"{"sources": {"x": {"file": "book.xlsx"}}, "steps": [{"step": "ratio", "numerator": "经费", "denominator": "人员", "id": "人均"}], "indicators": ["人均"]}"#;
    let files = years();
    let (periods, _, values) = made(&plan(rank), &files);
    assert_eq!((periods.len(), values.len()), (2, 4));
}

#[test]
fn some_sheets_of_a_workbook_are_enough() {
    let (periods, _, values) = made(&plan(r#"{"sources": {"x": {"file": "book.xlsx", "sheet": "2022年"}}}"#), &years());
    assert_eq!((periods, values), (vec!["2022".to_owned()], vec![11.0, 21.0, 101.0, 2.0]));
}

#[test]
fn a_sheet_an_indicator_stands_side_by_side() {
    let of = |name: &str, base: u32| {
        file(
            &format!("b.ods#{name}"),
            &sheet(name, &format!("地区,2021年,2022年\n湖北,{base},{}\n湖南,3,4\n", base + 1)),
        )
    };
    let files = [of("专利数", 10), of("论文数", 20)];
    for text in ["{}", r#"{"sources": {"x": {"file": "b.ods"}}}"#] {
        let (periods, ids, values) = made(&plan(text), &files);
        assert_eq!((periods.len(), ids), (2, vec!["专利数".to_owned(), "论文数".to_owned()]), "{text}");
        assert_eq!(values, [10.0, 3.0, 11.0, 4.0, 20.0, 3.0, 21.0, 4.0], "{text}");
    }
}

#[test]
fn a_sheet_that_does_not_say_its_period_is_asked_about() {
    let unnamed = file("book.xlsx#Sheet1", &sheet("Sheet1", "地区,经费\n湖北,1\n湖南,2\n"));
    let seen = unnamed.understand(&plan("{}"));
    assert!(seen.remarks.iter().any(|remark| remark.error.code.id() == "missing_period"));
    // What the plan says of the workbook holds for each of its sheets.
    let seen = unnamed.understand(&plan(r#"{"sources": {"x": {"file": "book.xlsx", "period": "2022"}}}"#));
    assert_eq!(seen.periods, ["2022"]);
}
