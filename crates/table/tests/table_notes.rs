//! Notes of single figures, and where figures come from.

use crate::common::tables::figure;
use innodex_panel::panel::number;
use innodex_panel::sheet::{Range, Sheet};
use innodex_panel::Panel;
use innodex_table::{origin, run, File, Origin, Outcome, Plan, Registers};

fn files(given: &[(&str, &str)]) -> Vec<File> {
    given.iter().map(|(name, content)| File::read(name, content.as_bytes(), &mut |_| {}).unwrap()).collect()
}

fn made(plan: &str, files: &[File]) -> Outcome {
    let plan = Plan::from_json(plan).unwrap();
    run(&plan, &files.iter().collect::<Vec<_>>(), &mut |_| {}).unwrap_or_else(|e| panic!("{e}"))
}

/// The cells that a figure is of.
fn cells(plan: &str, files: &[File], asked: (&str, &str, &str)) -> Vec<Origin> {
    let found =
        origin(&Plan::from_json(plan).unwrap(), &files.iter().collect::<Vec<_>>(), &Registers::default(), asked);
    let found = found.unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(found.all, found.cells.len());
    found.cells
}

/// The notes of an outcome: unit, period, indicator, mark, text.
fn notes(outcome: &Outcome) -> Vec<String> {
    let panel = &outcome.panel;
    let (units, periods) = (panel.units(), panel.periods());
    let said = |(place, note): &(u32, u32)| {
        let (place, note) = (*place as usize, &outcome.notes[*note as usize]);
        let (unit, rest) = (&units[place % units.len()], place / units.len());
        let (period, indicator) = (periods[rest % periods.len()], &panel.indicators()[rest / periods.len()].id);
        format!("{} {period} {indicator}: {} {}", unit.name.zh, note.mark, note.text)
    };
    outcome.noted.iter().map(said).collect()
}

const MARKED: &str = "地区,年份,x,y\n湖北,2022,1255①,…\n湖南,2022,[360],ND\n江西,2022,90,-\n安徽,2022,70,8\n河南,2022,60,7\n山东,2022,80,9\n注：①含东湖高新区；“…”表示不足本表最小单位数。\n[ ]内为估计数\n";

#[test]
fn marks_are_listed_once_and_figures_point_at_them() {
    let plan = r#"{ "missing": ["…", "ND", "-"] }"#;
    let outcome = made(plan, &files(&[("t.csv", MARKED)]));
    // What stands in the place of a figure says more than that there is none, or is no note.
    let wanted = [
        "湖北 2022 x: ① 含东湖高新区",
        "湖南 2022 x: [ ] 内为估计数",
        "湖北 2022 y: … 不足本表最小单位数",
        "湖南 2022 y: ND ",
    ];
    assert_eq!(notes(&outcome), wanted);
    let panel = &outcome.panel;
    assert_eq!(panel.note(1, 0, panel.find_unit("湖南").unwrap()).map(|n| n.note.as_str()), Some("ND"));
    assert_eq!(figure(panel, "y", "湖南", "2022"), Err("not_published"));
}

#[test]
fn notes_go_with_their_figures() {
    let long = "地区,年份,指标,部门,数值\n湖北,2022,经费,高校,10①\n湖北,2022,经费,企业,20\n湖北,2022,人员,高校,3\n湖北,2022,人员,企业,4*\n①估计数 *快报数\n";
    let read = files(&[("t.csv", long)]);
    let key = r#""sources": { "t": { "columns": { "部门": "key", "指标": "indicator" } } }"#;
    let pivot = format!(r#"{{ {key}, "steps": [{{ "step": "pivot", "names": "部门" }}] }}"#);
    assert_eq!(notes(&made(&pivot, &read)), ["湖北 2022 高校 经费: ① 估计数", "湖北 2022 企业 人员: * 快报数"]);
    let renamed = format!(
        r#"{{ {key}, "steps": [{{ "step": "rename", "columns": {{ "经费": "rd", "部门": "who" }} }}, {{ "step": "pivot", "names": "who", "values": ["rd"] }}] }}"#
    );
    assert_eq!(notes(&made(&renamed, &read)), ["湖北 2022 高校: ① 估计数"]);
    // A sum is not what its part was; where it comes from still says so.
    let summed = format!(
        r#"{{ {key}, "steps": [{{ "step": "group_by", "by": ["unit", "period"], "figures": {{ "all": {{ "sum": "经费" }} }} }}] }}"#
    );
    assert!(notes(&made(&summed, &read)).is_empty());
    let parts = cells(&summed, &read, ("湖北", "2022", "all"));
    assert_eq!(
        parts.iter().map(|o| (o.cell.as_str(), o.text.as_str())).collect::<Vec<_>>(),
        [("E2", "10①"), ("E3", "20")]
    );
    assert_eq!(parts[0].note.as_ref().map(|note| note.text.as_str()), Some("估计数"));
}

#[test]
fn notes_of_a_hundred_thousand_figures() {
    let rows: String = (0..100_000).map(|i| format!("u{i},2022,{i}.5*\n")).collect();
    let outcome = made("{}", &files(&[("t.csv", &format!("企业,年份,x\n{rows}*为快报数\n"))]));
    assert_eq!((outcome.notes.len(), outcome.noted.len()), (1, 100_000));
    assert_eq!(outcome.noted().len(), 200_000);
}

/// Every figure that a panel has comes from one cell, which says the figure.
fn check_each(plan: &str, files: &[File], panel: &Panel) -> usize {
    let mut checked = 0;
    for (i, indicator) in panel.indicators().iter().enumerate() {
        for (p, period) in panel.periods().iter().enumerate() {
            for (u, unit) in panel.units().iter().enumerate() {
                let value = panel.column(i, p)[u];
                if value.is_nan() {
                    continue;
                }
                let found = cells(plan, files, (&unit.code, &period.to_string(), &indicator.id));
                let said: Vec<f64> = found.iter().map(|o| number(o.text.trim()).unwrap()).collect();
                assert_eq!(said, [value], "{} {period} {}: {found:?}", unit.code, indicator.id);
                checked += 1;
            }
        }
    }
    checked
}

#[test]
fn every_figure_of_a_published_table_is_found_where_it_stands() {
    let names = ["gdp_wide_english.csv", "population_wide_english.csv", "rd_intensity_long.csv"];
    for name in names {
        let path = format!("{}/../../tests/fixtures/raw/{name}", env!("CARGO_MANIFEST_DIR"));
        let read = vec![File::read(name, &std::fs::read(path).unwrap(), &mut |_| {}).unwrap()];
        let outcome = made("{}", &read);
        // Some of them, spread over the table: each asks for the file anew.
        let panel = &outcome.panel;
        let last = panel.periods().len() - 1;
        for (i, indicator) in panel.indicators().iter().enumerate() {
            for (p, u) in [(0, 0), (last, 16), (last / 2, 30), (last, 5)] {
                let (value, period) = (panel.column(i, p)[u], panel.periods()[p].to_string());
                if value.is_nan() {
                    continue;
                }
                let found = cells("{}", &read, (&panel.units()[u].code, &period, &indicator.id));
                assert_eq!(
                    found.iter().map(|o| o.text.trim().parse::<f64>().unwrap()).collect::<Vec<_>>(),
                    [value],
                    "{name} {found:?}"
                );
            }
        }
    }
}

#[test]
fn figures_of_a_sheet_with_merged_heads_are_found_by_their_letters() {
    let cells_of = "某市各区主要指标,,,,\n单位：亿元,,,,\n地区,2022年,,2023年,\n,经费,产值,经费,产值\n湖北,1,2,3,4\n湖南,5,6,7,8\n江西,9,10,11,12①\n注：①为快报数。,,,,\n";
    let merged = vec![
        Range { top: 2, left: 1, bottom: 2, right: 2 },
        Range { top: 2, left: 3, bottom: 2, right: 4 },
        Range { top: 2, left: 0, bottom: 3, right: 0 },
    ];
    let sheet = Sheet { name: "表1".into(), cells: cells_of.into(), merged, ..Sheet::default() };
    let read = vec![File::of_sheet("book.xlsx#表1", &sheet, &mut |_| {}).unwrap()];
    let outcome = made("{}", &read);
    assert_eq!(notes(&outcome), ["江西 2023 产值: ① 快报数"]);
    let found = cells("{}", &read, ("湖南", "2023", "经费"));
    let at = &found[0];
    assert_eq!(
        (at.file.as_str(), at.sheet.as_deref(), at.cell.as_str(), at.text.as_str(), found.len()),
        ("book.xlsx", Some("表1"), "D6", "7", 1)
    );
    assert_eq!(cells("{}", &read, ("湖北", "2022", "产值"))[0].cell, "C5");
    assert!(cells("{}", &read, ("湖北", "2021", "产值")).is_empty());
    // The columns say where their cells stand.
    let seen = read[0].understand(&Plan::default());
    let letters: Vec<(&str, Vec<&str>)> =
        seen.columns.iter().map(|c| (c.name.as_str(), c.letters.iter().map(String::as_str).collect())).collect();
    assert!(letters.contains(&("经费", vec!["B", "D"])) && letters.contains(&("产值", vec!["C", "E"])), "{letters:?}");
}

#[test]
fn layouts_read_as_they_stand() {
    let wide = "地区,年份,x（亿元）,y\n湖北,2021,1,2\n湖北,2022,3,4\n湖南,2022,5,6\n";
    let years = "地区,2021年,2022年\n湖北,1160,1255\n湖南,1029,1175\n全国,9,9\n";
    let long = "地区,年份,指标,数值\n湖北,2021,甲,1\n湖北,2021,乙,2\n湖南,2021,甲,3\n湖南,2021,乙,4\n";
    for (plan, table, many) in
        [("{}", wide, 6), (r#"{ "sources": { "t": { "name": "x" } } }"#, years, 4), ("{}", long, 4)]
    {
        let read = files(&[("t.csv", table)]);
        assert_eq!(check_each(plan, &read, &made(plan, &read).panel), many, "{table}");
    }
}

#[test]
fn computed_figures_come_from_the_cells_that_give_them() {
    let read = files(&[
        ("rd.csv", "地区,年份,经费\n湖北,2021,10\n湖北,2022,12\n湖南,2021,20\n湖南,2022,30\n"),
        ("人口.csv", "地区,年份,行业,人口\n湖北,2021,a,1\n湖北,2021,b,2\n湖北,2022,a,3\n湖北,2022,b,5\n湖南,2021,a,7\n湖南,2021,b,11\n湖南,2022,a,13\n湖南,2022,b,17\n"),
    ]);
    let plan = r#"{
        "sources": {
            "rd": {},
            "人口": { "columns": { "行业": "key" }, "steps": [
                { "step": "filter", "column": "行业", "not": "b" },
                { "step": "group_by", "by": ["unit", "period"], "figures": { "pop": { "sum": "人口" } } },
                { "step": "rename", "columns": { "pop": "人" } }
            ] }
        },
        "from": "rd",
        "steps": [
            { "step": "join", "with": "人口" },
            { "step": "ratio", "id": "每人", "numerator": "经费", "denominator": "人" },
            { "step": "growth", "id": "增速", "column": "每人", "rate": "simple" },
            { "step": "rank", "id": "名次", "column": "增速" }
        ]
    }"#;
    let outcome = made(plan, &read);
    let of = |id: &str, period: &str| -> Vec<(String, String, f64)> {
        let all = cells(plan, &read, ("湖北", period, id));
        all.into_iter().map(|o| (o.file, o.cell, o.text.parse().unwrap())).collect()
    };
    let cell = |file: &str, cell: &str, value: f64| (file.to_owned(), cell.to_owned(), value);
    assert_eq!(of("每人", "2022"), [cell("rd.csv", "C3", 12.0), cell("人口.csv", "D4", 3.0)]);
    assert_eq!(figure(&outcome.panel, "每人", "湖北", "2022"), Ok(12.0 / 3.0));
    // The period before, too.
    let growth = of("增速", "2022");
    assert_eq!(growth.len(), 4);
    assert!(
        growth.contains(&cell("rd.csv", "C2", 10.0)) && growth.contains(&cell("人口.csv", "D2", 1.0)),
        "{growth:?}"
    );
    assert_eq!(of("名次", "2022"), growth);
    assert_eq!(of("经费", "2021"), [cell("rd.csv", "C2", 10.0)]);
}

#[test]
fn figures_of_several_files_and_sheets() {
    let sheet = |name: &str, cells: &str| {
        let sheet = Sheet { name: name.to_owned(), cells: cells.to_owned(), ..Sheet::default() };
        File::of_sheet(&format!("book.xlsx#{name}"), &sheet, &mut |_| {}).unwrap()
    };
    let read =
        [sheet("2021年", "地区,经费\n湖北,1160\n湖南,1029\n"), sheet("2022年", "地区,经费\n湖北,1255\n湖南,1175\n")];
    for plan in ["{}", r#"{ "sources": { "x": { "file": "book.xlsx" } } }"#] {
        let found = cells(plan, &read, ("湖南", "2022", "经费"));
        assert_eq!(
            found.iter().map(|o| (o.sheet.as_deref(), o.cell.as_str(), o.text.as_str())).collect::<Vec<_>>(),
            [(Some("2022年"), "B3", "1175")],
            "{plan}"
        );
    }
}

#[test]
fn a_mark_that_nobody_explains_is_asked_for_once() {
    let table = "地区,年份,x\n湖北,2022,1255①\n湖南,2022,20①\n江西,2022,9*\n安徽,2022,8\n";
    let read = files(&[("t.csv", table)]);
    let seen = read[0].understand(&Plan::default());
    let asked: Vec<_> = seen.remarks.iter().filter_map(|r| r.ask.clone()).collect();
    let of: Vec<_> = asked.iter().map(|ask| (ask.member.as_str(), ask.of.as_deref().unwrap())).collect();
    assert_eq!(of, [("marks", "①"), ("marks", "*")]);
    assert!(seen.remarks[0].error.message.zh.contains("同类共2处"), "{}", seen.remarks[0].error.message.zh);
    let plan = r#"{ "sources": { "t": { "marks": { "①": "快报数", "*": "初步数" } } } }"#;
    let wanted = ["江西 2022 x: * 初步数", "湖北 2022 x: ① 快报数", "湖南 2022 x: ① 快报数"];
    assert_eq!(notes(&made(plan, &read)), wanted);
}

#[test]
fn formulas_that_nobody_computed_are_one_question() {
    let table = "地区,年份,x\n湖北,2022,=B2*2\n湖南,2022,=B3*2\n江西,2022,=B4*2\n安徽,2022,8\n";
    let seen = files(&[("t.csv", table)])[0].understand(&Plan::default());
    let errors: Vec<_> = seen.remarks.iter().filter(|r| r.severity == innodex_panel::error::Severity::Error).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].error.message.zh.contains("同类共3处"), "{}", errors[0].error.message.zh);
}

#[test]
fn all_formulas_are_missing_where_the_plan_says_so() {
    let table = "地区,年份,x\n湖北,2022,=B2*2\n湖南,2022,=B3*2\n江西,2022,=B4*2\n安徽,2022,8\n";
    let read = files(&[("t.csv", table)]);
    let fix = read[0].understand(&Plan::default()).remarks.iter().find_map(|r| r.fix.clone()).unwrap();
    let plan = format!(r#"{{ "sources": {{ "t": {} }} }}"#, serde_json::to_string(&fix).unwrap());
    let outcome = made(&plan, &read);
    assert_eq!(figure(&outcome.panel, "x", "湖南", "2022"), Err("not_published"));
    assert_eq!(figure(&outcome.panel, "x", "安徽", "2022"), Ok(8.0));
    // What stood there stays with the missing figure.
    assert_eq!(notes(&outcome)[0], "江西 2022 x: =B4*2 ");
}

#[test]
fn digits_behind_a_space_are_asked_for_once() {
    let table = "地区,年份,x\n湖北,2022,1255 1\n湖南,2022,20 1\n江西,2022,9\n安徽,2022,8\n";
    let asked = |table: &str| {
        let seen = files(&[("t.csv", table)])[0].understand(&Plan::default());
        let errors: Vec<_> =
            seen.remarks.iter().filter(|r| r.severity == innodex_panel::error::Severity::Error).collect();
        assert_eq!(errors.len(), 1, "{errors:#?}");
        let ask = errors[0].ask.clone().unwrap();
        (ask.member, ask.of.unwrap(), ask.choices)
    };
    assert_eq!(asked(table), ("marks".to_owned(), "1".to_owned(), vec![]));
    let explained = format!("{table}注：1. 为快报数\n");
    assert_eq!(asked(&explained).2, ["为快报数"]);
    let plan = r#"{ "sources": { "t": { "marks": { "1": "快报数" } } } }"#;
    let outcome = made(plan, &files(&[("t.csv", table)]));
    assert_eq!(figure(&outcome.panel, "x", "湖北", "2022"), Ok(1255.0));
    assert_eq!(notes(&outcome), ["湖北 2022 x: 1 快报数", "湖南 2022 x: 1 快报数"]);
    assert!(outcome.remarks.iter().all(|r| r.error.code != innodex_panel::error::Code::NoEffect));
}

#[test]
fn marks_of_units_are_notes_of_their_figures() {
    let table = "地区,年份,x,y\n湖北①,2022,1,2\n湖南[1],2022,3*,\n江西*,2022,5,6\n安徽,2022,7,8\n河南①,2022,7,8\n山东,2022,7,8\n注：①含高新区；[1]不含飞地 *快报数\n";
    let outcome = made("{}", &files(&[("t.csv", table)]));
    let wanted = [
        "江西 2022 x: * 快报数",
        "河南 2022 x: ① 含高新区",
        "湖北 2022 x: ① 含高新区",
        // One figure may have two.
        "湖南 2022 x: * [1] 快报数；不含飞地",
        "江西 2022 y: * 快报数",
        "河南 2022 y: ① 含高新区",
        "湖北 2022 y: ① 含高新区",
    ];
    assert_eq!(notes(&outcome), wanted);
}

/// The same of cities that are columns, below two lines of header.
#[test]
fn marks_of_units_that_are_columns() {
    let table = "指标,单位,甲市①,乙市,丙市\n产值,亿元,1,2,3\n人口,万人,4,5,6\n①不含飞地,,,,\n";
    let plan = r#"{ "period": "2022" }"#;
    let outcome = made(plan, &files(&[("t.csv", table)]));
    assert_eq!(notes(&outcome), ["甲市 2022 产值: ① 不含飞地", "甲市 2022 人口: ① 不含飞地"]);
}
