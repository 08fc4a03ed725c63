//! Tables as yearbooks of cities print them: continued under 续表, beside each other, with the unit of measure in the title, years
//! as rows, quarters under a year. All figures are made up; each table is held to the panel that a person writes down from it.

use crate::common::tables::{figure, made, understood};
use innodex::Severity;
use innodex_panel::sheet::{Range, Sheet};
use innodex_table::{run, File, Outcome, Plan};

/// A table holds just these figures: unit, period, indicator, figure.
#[track_caller]
fn holds(outcome: &Outcome, figures: &[(&str, &str, &str, f64)]) {
    let names: Vec<&str> = outcome.panel.indicators().iter().map(|i| i.id.as_str()).collect();
    for (unit, period, indicator, value) in figures {
        assert!(names.contains(indicator), "{indicator} among {names:?}");
        assert_eq!(figure(&outcome.panel, indicator, unit, period), Ok(*value), "{unit} {period} {indicator}");
    }
    let present = outcome.panel.values().iter().filter(|v| !v.is_nan()).count();
    assert_eq!(present, figures.len(), "{names:?}");
}

#[track_caller]
fn read(plan: &str, table: &str) -> Outcome {
    made(plan, &[("table.csv", table)]).unwrap_or_else(|e| panic!("{e} {:#?}", understood(plan, table).remarks))
}

#[track_caller]
fn measures(outcome: &Outcome) -> Vec<(&str, &str)> {
    outcome.panel.indicators().iter().map(|i| (i.id.as_str(), i.unit.as_str())).collect()
}

/// What a sheet gives, with its merged cells: top, left, bottom, right, counted from 0.
#[track_caller]
fn of_sheet(name: &str, cells: &str, merged: &[[u32; 4]]) -> Outcome {
    let range =
        |[top, left, bottom, right]: &[u32; 4]| Range { top: *top, left: *left, bottom: *bottom, right: *right };
    let merged = merged.iter().map(range).collect();
    let sheet = Sheet { name: name.into(), cells: cells.into(), merged, ..Sheet::default() };
    let file = File::of_sheet("book.xlsx", &sheet, &mut |_| {}).unwrap_or_else(|e| panic!("{e}"));
    run(&Plan::default(), &[&file], &mut |_| {}).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn a_continued_table_keeps_what_was_said_above_it() {
    let table = "表3-1 各区规模以上工业（2022年）,,,\n,,,单位：万元\n地区,企业数（个）,营业收入,利润总额\n全市,1200,350000,21000\n江岸区,200,50000,3000\n江汉区,180,40000,2500\n,,,\n续表,,,\n地区,企业数（个）,营业收入,利润总额\n硚口区,220,60000,4000\n汉阳区,600,200000,11500\n注：企业数为年末数。,,,\n";
    let outcome = read("{}", table);
    let rows = [
        ("江岸区", [200.0, 50000.0, 3000.0]),
        ("江汉区", [180.0, 40000.0, 2500.0]),
        ("硚口区", [220.0, 60000.0, 4000.0]),
        ("汉阳区", [600.0, 200000.0, 11500.0]),
    ];
    let names = ["企业数", "营业收入", "利润总额"];
    let of = |(unit, values): (&'static str, [f64; 3])| [0, 1, 2].map(|at| (unit, "2022", names[at], values[at]));
    holds(&outcome, &rows.into_iter().flat_map(of).collect::<Vec<_>>());
    assert_eq!(measures(&outcome), [("企业数", "个"), ("营业收入", "万元"), ("利润总额", "万元")]);
    // Set apart, and its sum is that of all parts: nothing is said against it.
    let sums = outcome.remarks.iter().filter(|r| r.error.code.id() == "accounts_differ").count();
    assert_eq!((outcome.set_apart[0].rows.len(), sums), (1, 0));
    // 续表 in other words, or none at all.
    for other in ["表3-1（续）", "续表3-1", "表3-1 续表", "【续】", ""] {
        let outcome = read("{}", &table.replace("\n续表,", &format!("\n{other},")));
        assert_eq!(figure(&outcome.panel, "利润总额", "汉阳区", "2022"), Ok(11500.0), "{other}");
    }
}

#[test]
fn a_continued_table_with_other_columns() {
    let cells = "表3-2 各区主要指标,,,,\n单位：亿元,,,,\n地区,2021年,,2022年,\n,生产总值,财政收入,生产总值,财政收入\n江岸区,100,10,110,11\n江汉区,90,9,95,10\n,,,,\n续表3-2,,,,\n地区,2021年,2022年,,\n,R&D经费,R&D经费,,\n江岸区,3,4,,\n江汉区,2,2.5,,\n";
    let outcome = of_sheet("表", cells, &[[2, 1, 2, 2], [2, 3, 2, 4]]);
    assert_eq!(figure(&outcome.panel, "R&D经费", "江汉区", "2022"), Ok(2.5));
    assert_eq!(figure(&outcome.panel, "财政收入", "江岸区", "2021"), Ok(10.0));
    assert!(measures(&outcome).iter().all(|(_, unit)| *unit == "亿元"), "{:?}", measures(&outcome));
}

#[test]
fn parts_beside_each_other_share_title_and_unit_of_measure() {
    let table = "2022年各县（市、区）R&D经费,,,,,\n,,,,,单位：万元\n地  区,R&D经费,R&D人员（人年）,地  区,R&D经费,R&D人员（人年）\n武汉市,100,10,夷陵区,30,3\n江岸区,60,6,枝江市,20,2\n江汉区,40,4,当阳市,10,1\n注：快报数。,,,,,\n";
    let outcome = read("{}", table);
    let rows =
        [("武汉市", 100.0), ("江岸区", 60.0), ("江汉区", 40.0), ("夷陵区", 30.0), ("枝江市", 20.0), ("当阳市", 10.0)];
    let figures: Vec<_> = rows
        .iter()
        .flat_map(|(unit, x)| [(*unit, "2022", "R&D经费", *x), (*unit, "2022", "R&D人员", x / 10.0)])
        .collect();
    holds(&outcome, &figures);
    assert_eq!(measures(&outcome), [("R&D经费", "万元"), ("R&D人员", "人年")]);
    // In the order of the file: one part after the other.
    let names: Vec<String> = outcome.about().units.iter().map(|unit| unit.name.zh.clone()).collect();
    assert_eq!(names, rows.map(|(unit, _)| unit.to_owned()));
}

#[test]
fn years_as_rows_of_the_place_in_the_title() {
    let table = "武汉市历年科技经费,,,\n年份,R&D经费（亿元）,占GDP比重（%）,专利（件）\n2018,440,2.9,30000\n2020年,548,3.5,58923\n2021,622,3.51,86400\n";
    let outcome = read("{}", table);
    let rows = [("2018", [440.0, 2.9, 30000.0]), ("2020", [548.0, 3.5, 58923.0]), ("2021", [622.0, 3.51, 86400.0])];
    let names = ["R&D经费", "占GDP比重", "专利"];
    let of = |(year, values): (&'static str, [f64; 3])| [0, 1, 2].map(|at| ("武汉市", year, names[at], values[at]));
    holds(&outcome, &rows.into_iter().flat_map(of).collect::<Vec<_>>());
    assert!(outcome.remarks.iter().any(|r| r.error.code.id() == "unit_from_title" && r.severity == Severity::Warning));
    // Or of the place that the plan names.
    let plan = r#"{ "sources": { "table": { "unit": "黄石市" } } }"#;
    let outcome = read(plan, "年份,R&D经费（亿元）\n2021,40\n2022,44\n");
    holds(&outcome, &[("黄石市", "2021", "R&D经费", 40.0), ("黄石市", "2022", "R&D经费", 44.0)]);
    assert!(outcome.remarks.iter().all(|r| r.error.code.id() != "no_effect"));
    // Of no place it can be joined to others, as it could.
    let seen = understood("{}", "年份,价格指数\n2021,101\n2022,102\n");
    assert_eq!(seen.remarks[0].error.code.id(), "no_units");
}

#[test]
fn quarters_and_months_under_a_year() {
    let quarters = "地区,2022年,,,\n,一季度,二季度,第三季度,4季度\n江岸区,1,2,3,4\n江汉区,5,6,7,8\n";
    let outcome = of_sheet("表", &format!("R&D经费（亿元）,,,,\n{quarters}"), &[[1, 0, 2, 0], [1, 1, 1, 4]]);
    let periods: Vec<String> = outcome.panel.periods().iter().map(ToString::to_string).collect();
    assert_eq!(periods, ["2022Q1", "2022Q2", "2022Q3", "2022Q4"]);
    assert_eq!(outcome.panel.values(), [1.0, 5.0, 2.0, 6.0, 3.0, 7.0, 4.0, 8.0]);
    let months = "地区,2022年,,2023年,\n,1月,12月,1月,12月\n江岸区,1,2,3,4\n江汉区,5,6,7,8\n";
    let outcome = read("{}", months);
    let periods: Vec<String> = outcome.panel.periods().iter().map(ToString::to_string).collect();
    assert_eq!(periods, ["2022-01", "2022-12", "2023-01", "2023-12"]);
    assert_eq!(outcome.panel.values(), [1.0, 5.0, 2.0, 6.0, 3.0, 7.0, 4.0, 8.0]);
}

#[test]
fn the_unit_of_measure_of_a_title() {
    let table = "2022年各区固定资产投资（亿元）,,\n地区,投资,其中：工业（万元）\n江岸区,10,30000\n江汉区,20,50000\n";
    assert_eq!(measures(&read("{}", table)), [("投资", "亿元"), ("其中：工业", "万元")]);
    // In English beside the Chinese.
    let table = "表1 各市R&D经费,,,\nTable 1 R&D Expenditure by City,,,\n,,单位：亿元,(100 million yuan)\n地区,Region,2021,2022\n武汉市,Wuhan,621.9,680\n黄石市,Huangshi,40,44\n";
    let outcome = read(r#"{ "sources": { "table": { "name": "R&D经费" } } }"#, table);
    assert_eq!(measures(&outcome), [("R&D经费", "亿元")]);
    holds(
        &outcome,
        &[
            ("武汉市", "2021", "R&D经费", 621.9),
            ("武汉市", "2022", "R&D经费", 680.0),
            ("黄石市", "2021", "R&D经费", 40.0),
            ("黄石市", "2022", "R&D经费", 44.0),
        ],
    );
    // Of two nobody knows which is whose.
    let table = "2022年主要指标,,\n单位：亿元,万人,\n地区,经费,人口\n江岸区,10,96\n江汉区,20,65\n";
    assert_eq!(measures(&read("{}", table)), [("经费", ""), ("人口", "")]);
}

#[test]
fn indicators_of_a_city_with_sections_sub_items_and_marks() {
    let cells = "1-2 国民经济和社会发展主要指标,,,\n,,,\n指标,单位,2021年,2022年\n一、综合,,,\n年末常住人口,万人,1364.89,1373.9\n  城镇人口,万人,1152.3,1161\n地区生产总值,亿元,17716.76,18866.43\n    其中：工业,亿元,4750,5100\n二、科技,,,\nR&D经费,亿元,621.9,[690]\n专利授权量,件,86400①,‥\n注：①为调整后口径，[ ]为估计数。,,,\n资料来源：市统计局,,,\n";
    let sheet = Sheet { name: "武汉市".into(), cells: cells.into(), ..Sheet::default() };
    let file = File::of_sheet("book.xlsx", &sheet, &mut |_| {}).unwrap();
    let outcome = run(&Plan::from_json(r#"{ "missing": ["‥"] }"#).unwrap(), &[&file], &mut |_| {}).unwrap();
    let rows = [
        ("年末常住人口", 1364.89, 1373.9),
        ("城镇人口", 1152.3, 1161.0),
        ("地区生产总值", 17716.76, 18866.43),
        ("工业", 4750.0, 5100.0),
        ("R&D经费", 621.9, 690.0),
    ];
    let mut figures: Vec<_> =
        rows.iter().flat_map(|(id, one, two)| [("武汉市", "2021", *id, *one), ("武汉市", "2022", *id, *two)]).collect();
    figures.push(("武汉市", "2021", "专利授权量", 86400.0));
    holds(&outcome, &figures);
    assert_eq!(outcome.panel.find_unit("武汉市").map(|u| outcome.panel.units()[u].name.zh.clone()).unwrap(), "武汉市");
}

#[test]
fn years_in_blocks_and_indicators_in_sections() {
    let years = "2021年,,\n地区,R&D经费（亿元）,R&D人员（人年）\n江岸区,3,30\n江汉区,2,20\n,,\n2022年,,\n地区,R&D经费（亿元）,R&D人员（人年）\n江岸区,4,40\n江汉区,2.5,25\n";
    let sections = "各区主要指标,,\n地区,2021年,2022年\nR&D经费（亿元）,,\n江岸区,3,4\n江汉区,2,2.5\n合计,5,6.5\nR&D人员（人年）,,\n江岸区,30,40\n江汉区,20,25\n合计,50,65\n";
    for table in [years, sections] {
        let outcome = read("{}", table);
        holds(
            &outcome,
            &[
                ("江岸区", "2021", "R&D经费", 3.0),
                ("江岸区", "2022", "R&D经费", 4.0),
                ("江汉区", "2021", "R&D经费", 2.0),
                ("江汉区", "2022", "R&D经费", 2.5),
                ("江岸区", "2021", "R&D人员", 30.0),
                ("江岸区", "2022", "R&D人员", 40.0),
                ("江汉区", "2021", "R&D人员", 20.0),
                ("江汉区", "2022", "R&D人员", 25.0),
            ],
        );
        assert_eq!(measures(&outcome), [("R&D经费", "亿元"), ("R&D人员", "人年")]);
    }
}
