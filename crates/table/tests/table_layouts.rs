//! Tables as offices lay them out: title lines, units of measure in lines of their own, headers of several lines, indicators
//! as rows, units as columns, blocks below and beside each other. All figures are made up. Each layout is held to the panel
//! that a person writes down from it.

use crate::common::tables::{figure, made, understood};
use innodex::Severity;
use innodex_panel::sheet::{Range, Sheet};
use innodex_table::{run, File, Outcome, Plan, Understood};

fn errors(seen: &Understood) -> Vec<String> {
    let of = seen.remarks.iter().filter(|r| r.severity == Severity::Error);
    of.map(|r| format!("{} {} {}", r.error.code.id(), r.error.place, r.error.message.zh)).collect()
}

/// A table holds just these figures: unit, period, indicator, figure.
#[track_caller]
fn holds(plan: &str, table: &str, figures: &[(&str, &str, &str, f64)]) {
    let seen = understood(plan, table);
    assert_eq!(errors(&seen), Vec::<String>::new(), "{:#?}", seen.columns);
    let panel = made(plan, &[("table.csv", table)]).unwrap_or_else(|e| panic!("{e}")).panel;
    let names: Vec<&str> = panel.indicators().iter().map(|i| i.id.as_str()).collect();
    for (unit, period, indicator, value) in figures {
        assert!(names.contains(indicator), "{indicator} among {names:?}");
        assert_eq!(figure(&panel, indicator, unit, period), Ok(*value), "{unit} {period} {indicator} {names:?}");
    }
    let present = panel.values().iter().filter(|v| !v.is_nan()).count();
    assert_eq!(present, figures.len(), "{names:?}");
}

/// The units of measure of a table's indicators.
#[track_caller]
fn measures(plan: &str, table: &str) -> Vec<(String, String)> {
    let panel = made(plan, &[("table.csv", table)]).unwrap_or_else(|e| panic!("{e}")).panel;
    panel.indicators().iter().map(|i| (i.id.clone(), i.unit.clone())).collect()
}

/// A sheet of a workbook: rows and columns of merged cells from the first to the last, counted from 0.
fn sheet(name: &str, cells: &str, merged: &[[u32; 4]]) -> Sheet {
    let range =
        |[top, left, bottom, right]: &[u32; 4]| Range { top: *top, left: *left, bottom: *bottom, right: *right };
    Sheet { name: name.into(), cells: cells.into(), merged: merged.iter().map(range).collect(), ..Sheet::default() }
}

/// What a plan makes of a sheet.
#[track_caller]
fn made_of(plan: &str, sheet: &Sheet) -> (Understood, Outcome) {
    let file = File::of_sheet("book.xlsx", sheet, &mut |_| {}).unwrap_or_else(|e| panic!("{e}"));
    let plan = Plan::from_json(plan).unwrap();
    let seen = file.understand(&plan);
    let outcome = run(&plan, &[&file], &mut |_| {}).unwrap_or_else(|e| panic!("{e} {seen:#?}"));
    (seen, outcome)
}

#[test]
fn a_sheet_with_merged_cells() {
    let cells = "湖北省各市州科技投入情况,,,,\n,,,,\n,,,,单位：亿元\n地区,2021年,,2022年,\n,R&D经费,技术合同额,R&D经费,技术合同额\n武汉市,500.5,300,550.5,320\n黄石市,30,20,33,?\n注：数据为快报数。,,,,\n";
    let merged = [[0, 0, 0, 4], [3, 0, 4, 0], [3, 1, 3, 2], [3, 3, 3, 4], [7, 0, 7, 4]];
    let office = sheet("2022年", cells, &merged);
    let file = File::of_sheet("book.xlsx", &office, &mut |_| {}).unwrap();
    let seen = file.understand(&Plan::default());
    // The cell as it is called in the sheet.
    let places: Vec<_> = seen.remarks.iter().map(|r| (r.error.code.id(), r.error.place.as_str())).collect();
    assert_eq!(places, [("not_a_number", "sheet 2022年, row 7, column E")]);
    let fault = run(&Plan::default(), &[&file], &mut |_| {}).unwrap_err();
    assert_eq!(fault.place, "book.xlsx: sheet 2022年, row 7, column E");
    let (_, outcome) = made_of(r#"{ "missing": ["?"] }"#, &office);
    let of = |indicator, unit, period| figure(&outcome.panel, indicator, unit, period);
    assert_eq!(of("R&D经费", "武汉市", "2022"), Ok(550.5));
    assert_eq!(of("技术合同额", "黄石市", "2021"), Ok(20.0));
    assert_eq!(of("技术合同额", "黄石市", "2022"), Err("not_published"));
    assert_eq!(outcome.panel.indicators()[0].unit, "亿元");
}

#[test]
fn a_sheet_named_by_its_unit() {
    let cells = "主要经济指标,,,\n指标,单位,2021年,2022年\n地区生产总值,亿元,1100,1200\n常住人口,万人,96.5,97\n";
    let (seen, outcome) = made_of("{}", &sheet("江岸区", cells, &[[0, 0, 0, 3]]));
    assert_eq!(figure(&outcome.panel, "地区生产总值", "江岸区", "2022"), Ok(1200.0));
    let told: Vec<_> = seen.remarks.iter().map(|r| (r.error.code.id(), r.error.place.as_str())).collect();
    assert_eq!(told, [("unit_from_title", "sheet 江岸区")]);
}

#[test]
fn units_merged_over_their_rows() {
    let cells = "地区,年份,经费\n武汉市,2021,500\n,2022,550\n黄石市,2021,30\n,2022,33\n";
    let (seen, outcome) = made_of("{}", &sheet("s", cells, &[[1, 0, 2, 0], [3, 0, 4, 0]]));
    assert_eq!(figure(&outcome.panel, "经费", "武汉市", "2022"), Ok(550.0));
    assert_eq!(figure(&outcome.panel, "经费", "黄石市", "2022"), Ok(33.0));
    let told: Vec<_> = seen.remarks.iter().map(|r| (r.error.code.id(), r.error.place.as_str())).collect();
    assert_eq!(told, [("label_filled", "sheet s, row 3, column A")]);
}

#[test]
fn periods_above_indicators() {
    let table = "表5-1　湖北省各市州科技投入情况,,,,\n,,,,单位：亿元\n地区,2021年,,2022年,\n,R&D经费,技术合同额,R&D经费,技术合同额\n武汉市,500.5,300,550.5,320\n黄石市,30,20,33,22\n全省,530.5,320,583.5,342\n注：数据为快报数。,,,,\n数据来源：省统计局,,,,\n";
    holds(
        "{}",
        table,
        &[
            ("武汉市", "2021", "R&D经费", 500.5),
            ("武汉市", "2021", "技术合同额", 300.0),
            ("武汉市", "2022", "R&D经费", 550.5),
            ("武汉市", "2022", "技术合同额", 320.0),
            ("黄石市", "2021", "R&D经费", 30.0),
            ("黄石市", "2021", "技术合同额", 20.0),
            ("黄石市", "2022", "R&D经费", 33.0),
            ("黄石市", "2022", "技术合同额", 22.0),
        ],
    );
    assert_eq!(measures("{}", table)[0], ("R&D经费".into(), "亿元".into()));
}

#[test]
fn indicators_above_periods_with_their_units_of_measure() {
    let table = "地区,研发人员（人）,,经费（亿元）,\n,2021年,2022年,2021年,2022年\n湖北,300,320,1160,1255\n湖南,280,300,1029,1175\n";
    let figures = [
        ("湖北", "2021", "研发人员", 300.0),
        ("湖北", "2022", "研发人员", 320.0),
        ("湖北", "2021", "经费", 1160.0),
        ("湖北", "2022", "经费", 1255.0),
        ("湖南", "2021", "研发人员", 280.0),
        ("湖南", "2022", "研发人员", 300.0),
        ("湖南", "2021", "经费", 1029.0),
        ("湖南", "2022", "经费", 1175.0),
    ];
    holds("{}", table, &figures);
    assert_eq!(measures("{}", table), [("研发人员".into(), "人".into()), ("经费".into(), "亿元".into())]);
    // Bare years, and years in the heads themselves.
    holds("{}", &table.replace('年', ""), &figures);
    let heads = "地区,2021年研发人员（人）,2022年研发人员（人）,经费（亿元）2021年,经费（亿元）2022年\n湖北,300,320,1160,1255\n湖南,280,300,1029,1175\n";
    holds("{}", heads, &figures);
    // A line of units of measure below.
    let below = "地区,研发人员,,经费,\n,2021年,2022年,2021年,2022年\n,（人）,（人）,（亿元）,（亿元）\n湖北,300,320,1160,1255\n湖南,280,300,1029,1175\n";
    holds("{}", below, &figures);
    assert_eq!(measures("{}", below), [("研发人员".into(), "人".into()), ("经费".into(), "亿元".into())]);
}

#[test]
fn a_line_of_units_of_measure() {
    let table = "地区,年份,经费,人口\n,,亿元,万人\n湖北,2022,1254.7,5844\n湖南,2022,1175.3,6604\n";
    holds(
        "{}",
        table,
        &[
            ("湖北", "2022", "经费", 1254.7),
            ("湖北", "2022", "人口", 5844.0),
            ("湖南", "2022", "经费", 1175.3),
            ("湖南", "2022", "人口", 6604.0),
        ],
    );
    assert_eq!(measures("{}", table), [("经费".into(), "亿元".into()), ("人口".into(), "万人".into())]);
}

#[test]
fn a_yearbook_of_districts() {
    let table = "武汉市各区主要经济指标,,,,\n指标,单位,2020年,2021年,2022年\n江岸区,,,,\n地区生产总值,亿元,1000,1100,1200\n　#第三产业,亿元,900,990,1080\n常住人口,万人,96,96.5,97\n江汉区,,,,\n地区生产总值,亿元,1300,1400,1500\n　#第三产业,亿元,1200,1290,1380\n常住人口,万人,64,64.5,65\n资料来源：市统计局,,,,\n";
    let mut figures = Vec::new();
    for (unit, gdp, third, people) in [
        ("江岸区", [1000.0, 1100.0, 1200.0], [900.0, 990.0, 1080.0], [96.0, 96.5, 97.0]),
        ("江汉区", [1300.0, 1400.0, 1500.0], [1200.0, 1290.0, 1380.0], [64.0, 64.5, 65.0]),
    ] {
        for (at, year) in ["2020", "2021", "2022"].into_iter().enumerate() {
            figures.push((unit, year, "地区生产总值", gdp[at]));
            figures.push((unit, year, "第三产业", third[at]));
            figures.push((unit, year, "常住人口", people[at]));
        }
    }
    holds("{}", table, &figures);
    assert_eq!(
        measures("{}", table),
        [
            ("地区生产总值".into(), "亿元".into()),
            ("第三产业".into(), "亿元".into()),
            ("常住人口".into(), "万人".into())
        ]
    );
    // The same as blocks with a header each, and with a line of the district above.
    let header = "指标,单位,2020年,2021年,2022年\n";
    let blocks = table
        .replace(header, "")
        .replace("江岸区,,,,\n", &format!("江岸区,,,,\n{header}"))
        .replace("江汉区,,,,\n", &format!(",,,,\n江汉区,,,,\n{header}"));
    holds("{}", &blocks, &figures);
    // With the district in a column, written once.
    let column = table
        .replace("指标,单位", "区,指标,单位")
        .replace("武汉市各区主要经济指标,,,,\n", "")
        .replace("江岸区,,,,\n地区", "江岸区,地区")
        .replace("江汉区,,,,\n地区", "江汉区,地区")
        .replace("\n　#第", "\n,　#第")
        .replace("\n常住", "\n,常住");
    holds("{}", &column, &figures);
}

#[test]
fn one_unit_with_indicators_as_rows() {
    let table = "武汉市主要经济指标,,,\n指标,单位,2021年,2022年\n地区生产总值,亿元,17000,18000\nR&D经费,亿元,600,650\n";
    let figures = [
        ("武汉市", "2021", "地区生产总值", 17000.0),
        ("武汉市", "2022", "地区生产总值", 18000.0),
        ("武汉市", "2021", "R&D经费", 600.0),
        ("武汉市", "2022", "R&D经费", 650.0),
    ];
    holds("{}", table, &figures);
    let portal = "数据库：分省年度数据,,\n地区：湖北省,,\n时间：最近5年,,\n指标,2022年,2021年\n地区生产总值(亿元),53734,50012\n年末常住人口(万人),5844,5830\n数据来源：国家统计局,,\n";
    holds(
        "{}",
        portal,
        &[
            ("湖北", "2021", "地区生产总值", 50012.0),
            ("湖北", "2022", "地区生产总值", 53734.0),
            ("湖北", "2021", "年末常住人口", 5830.0),
            ("湖北", "2022", "年末常住人口", 5844.0),
        ],
    );
    let told = table.replace("武汉市主要", "主要");
    holds(r#"{ "sources": { "table": { "unit": "武汉市" } } }"#, &told, &figures);
}

#[test]
fn units_as_columns() {
    let table =
        "2022年各市主要指标,,,\n指标,单位,武汉市,黄石市\n地区生产总值,亿元,18000,2000\n常住人口,万人,1370,244\n";
    holds(
        r#"{ "period": "2022" }"#,
        table,
        &[
            ("武汉市", "2022", "地区生产总值", 18000.0),
            ("黄石市", "2022", "地区生产总值", 2000.0),
            ("武汉市", "2022", "常住人口", 1370.0),
            ("黄石市", "2022", "常住人口", 244.0),
        ],
    );
    let provinces = "指标,北京,天津,河北\n经费（亿元）,1,2,3\n人口（万人）,4,5,6\n";
    holds(
        r#"{ "period": "2022" }"#,
        provinces,
        &[
            ("北京", "2022", "经费", 1.0),
            ("天津", "2022", "经费", 2.0),
            ("河北", "2022", "经费", 3.0),
            ("北京", "2022", "人口", 4.0),
            ("天津", "2022", "人口", 5.0),
            ("河北", "2022", "人口", 6.0),
        ],
    );
    let years = "年份,武汉市,黄石市\n2021年,500,30\n2022年,550,33\n";
    holds(
        r#"{ "sources": { "table": { "name": "R&D经费" } } }"#,
        years,
        &[
            ("武汉市", "2021", "R&D经费", 500.0),
            ("武汉市", "2022", "R&D经费", 550.0),
            ("黄石市", "2021", "R&D经费", 30.0),
            ("黄石市", "2022", "R&D经费", 33.0),
        ],
    );
}

#[test]
fn a_portal_file_of_provinces() {
    let table = "数据库：分省年度数据\n指标：地区生产总值(亿元)\n时间：最近5年\n地区,2022年,2021年\n北京市,41540.9,41045.6\n湖北省,53734,50012\n数据来源：国家统计局\n";
    holds(
        "{}",
        table,
        &[
            ("北京", "2022", "地区生产总值", 41540.9),
            ("北京", "2021", "地区生产总值", 41045.6),
            ("湖北", "2022", "地区生产总值", 53734.0),
            ("湖北", "2021", "地区生产总值", 50012.0),
        ],
    );
    assert_eq!(measures("{}", table), [("地区生产总值".into(), "亿元".into())]);
}

#[test]
fn two_tables_side_by_side() {
    let figures = [
        ("武汉市", "2022", "GDP", 18000.0),
        ("黄石市", "2022", "GDP", 2000.0),
        ("宜昌市", "2022", "GDP", 5500.0),
        ("襄阳市", "2022", "GDP", 5800.0),
    ];
    let plan = r#"{ "period": "2022" }"#;
    holds(plan, "城市,GDP,,城市,GDP\n武汉市,18000,,宜昌市,5500\n黄石市,2000,,襄阳市,5800\n", &figures);
    holds(plan, "城市,GDP,城市,GDP\n武汉市,18000,宜昌市,5500\n黄石市,2000,襄阳市,5800\n", &figures);
}

#[test]
fn blocks_of_one_indicator_each() {
    let table = "一、R&D经费（亿元）,,\n地区,2021年,2022年\n武汉市,500,550\n黄石市,30,33\n,,\n二、R&D人员（人年）,,\n地区,2021年,2022年\n武汉市,90000,95000\n黄石市,6000,6500\n";
    holds(
        "{}",
        table,
        &[
            ("武汉市", "2021", "R&D经费", 500.0),
            ("武汉市", "2022", "R&D经费", 550.0),
            ("黄石市", "2021", "R&D经费", 30.0),
            ("黄石市", "2022", "R&D经费", 33.0),
            ("武汉市", "2021", "R&D人员", 90000.0),
            ("武汉市", "2022", "R&D人员", 95000.0),
            ("黄石市", "2021", "R&D人员", 6000.0),
            ("黄石市", "2022", "R&D人员", 6500.0),
        ],
    );
}

#[test]
fn a_line_that_counts_the_columns() {
    let table = "地区,R&D经费（亿元）,R&D人员（人）\n甲,1,2\n武汉市,500,90000\n黄石市,30,6000\n";
    holds(
        r#"{ "period": "2022" }"#,
        table,
        &[
            ("武汉市", "2022", "R&D经费", 500.0),
            ("武汉市", "2022", "R&D人员", 90000.0),
            ("黄石市", "2022", "R&D经费", 30.0),
            ("黄石市", "2022", "R&D人员", 6000.0),
        ],
    );
}

#[test]
fn empty_lines_and_columns_between() {
    let table = ",,,,\n,各市科技投入,,,\n,,,,\n,地区,,2021年,2022年\n,,,,\n,武汉市,,500,550\n,,,,\n,黄石市,,30,33\n";
    holds(
        r#"{ "sources": { "table": { "name": "R&D经费" } } }"#,
        table,
        &[
            ("武汉市", "2021", "R&D经费", 500.0),
            ("武汉市", "2022", "R&D经费", 550.0),
            ("黄石市", "2021", "R&D经费", 30.0),
            ("黄石市", "2022", "R&D经费", 33.0),
        ],
    );
}

#[test]
fn lines_and_cells_are_shown_with_what_they_were_taken_for() {
    let table = "武汉市各区指标,,,\n单位：亿元,,,\n指标,单位,2021年,2022年\n江岸区,,,\n地区生产总值,亿元,1,2\n常住人口,万人,3,4\n注：快报数,,,\n";
    let seen = understood("{}", table);
    let lines: Vec<String> = seen
        .lines
        .iter()
        .map(|line| {
            let cells = line.cells.iter().map(|cell| cell.taken.map_or("-", |taken| taken.id()));
            format!("{} {} {}", line.row, line.taken.id(), cells.collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert_eq!(
        lines,
        [
            "1 title -",
            "2 measure -",
            "3 header indicator indicator period period",
            "4 header unit",
            "5 body indicator measure figure figure",
            "6 body indicator measure figure figure",
            "7 note -",
        ]
    );
    let plain = understood("{}", "标题,,\n地区,年份,x\n合计,2022,3\n湖北,2022,1\n湖南,2022,2\n");
    let lines: Vec<String> = plain
        .lines
        .iter()
        .map(|line| {
            let cells = line.cells.iter().map(|cell| cell.taken.map_or("-", |taken| taken.id()));
            format!("{} {} {}", line.row, line.taken.id(), cells.collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert_eq!(
        lines,
        [
            "1 title -",
            "2 header - - indicator",
            "3 total unit period figure",
            "4 body unit period figure",
            "5 body unit period figure",
        ]
    );
}

/// Codes and places of what is said of a table.
fn told(seen: &Understood) -> Vec<(&str, &str)> {
    seen.remarks.iter().map(|r| (r.error.code.id(), r.error.place.as_str())).collect()
}

#[test]
fn totals_are_held_against_their_parts() {
    let table = |total: &str| {
        format!("地区,年份,R&D经费（亿元）,R&D强度（%）\n全省,2022,{total},2.5\n武汉市,2022,500.1,3\n黄石市,2022,30.2,2\n市直,2022,5.0,\n")
    };
    let set_apart = [("total_set_apart", "row 2"), ("total_set_apart", "row 5")];
    assert_eq!(told(&understood("{}", table("535.3"))), set_apart);
    // Within what rounding may do.
    assert_eq!(told(&understood("{}", table("535.4"))), set_apart);
    let seen = understood("{}", table("545.3"));
    assert_eq!(told(&seen)[2], ("accounts_differ", "row 2, column R&D经费（亿元）"));
    assert!(seen.remarks[2].error.message.zh.contains("545.3") && seen.remarks[2].error.message.zh.contains("535.3"));
    let kept = r#"{ "sources": { "table": { "totals": { "市直": false } } } }"#;
    assert_eq!(understood(kept, table("535.3")).units.len(), 3);
}

#[test]
fn marked_figures_keep_what_their_footnote_says() {
    let table = "地区,年份,R&D经费\n武汉市,2022,1255①\n黄石市,2022,[360]\n宜昌市,2022,90*\n襄阳市,2022,80\n注：①含东湖高新区；*为快报数。\n[ ]内为估计数\n";
    let outcome = made("{}", &[("table.csv", table)]).unwrap_or_else(|e| panic!("{e}"));
    let panel = &outcome.panel;
    for (unit, value, note) in [
        ("武汉市", 1255.0, Some("含东湖高新区")),
        ("黄石市", 360.0, Some("内为估计数")),
        ("宜昌市", 90.0, Some("快报数")),
        ("襄阳市", 80.0, None),
    ] {
        assert_eq!(figure(panel, "R&D经费", unit, "2022"), Ok(value));
        let u = panel.find_unit(unit).unwrap();
        assert_eq!(panel.note(0, 0, u).map(|n| n.note.as_str()).filter(|n| !n.is_empty()), note, "{unit}");
    }
    assert_eq!(outcome.remarks.iter().filter(|r| r.error.code.id() == "figure_marked").count(), 3);
    // Nobody says what the mark is: the cell waits. Of "1255 1" nobody knows, whatever stands below.
    for cell in ["1255②", "1255 1"] {
        let seen = understood("{}", table.replace("1255①", cell));
        assert_eq!(errors(&seen).len(), 1, "{cell} {:?}", errors(&seen));
        assert!(errors(&seen)[0].starts_with("not_a_number row 2, column R&D经费"), "{:?}", errors(&seen));
    }
    // Years as columns, and with a mark on a head and on a name.
    let years = "地区,2021年,2022年①\n武汉市*,1160,1255*\n黄石市,30,33\n*快报数\n①初步数\n";
    let outcome = made(r#"{ "sources": { "table": { "name": "x" } } }"#, &[("table.csv", years)])
        .unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(figure(&outcome.panel, "x", "武汉市", "2022"), Ok(1255.0));
    let (p, u) =
        (outcome.panel.find_period("2022".parse().unwrap()).unwrap(), outcome.panel.find_unit("武汉市").unwrap());
    assert_eq!(outcome.panel.note(0, p, u).map(|n| n.note.as_str()), Some("快报数"));
}

#[test]
fn alike_questions_are_one_question() {
    let rows: String = (0..40).map(|i| format!("城市{i},2022,\"12,{:03}\",\"1,0{:02}.5\"\n", i + 100, i)).collect();
    let table = format!("地区,年份,x,y\n{rows}");
    let seen = understood("{}", &table);
    assert_eq!(errors(&seen).len(), 1, "{:?}", errors(&seen));
    let remark = &seen.remarks[0];
    assert_eq!((remark.error.code.id(), remark.error.place.as_str()), ("thousands_separator", "row 2, column x"));
    assert!(
        remark.error.message.zh.contains("同类共80处") && remark.error.message.en.contains("80"),
        "{:?}",
        remark.error
    );
    assert_eq!((remark.location.zh.as_str(), remark.location.en.as_str()), ("第2行“x”列", "row 2, column x"));
    let panel = made(r#"{ "thousands": true }"#, &[("table.csv", &table)]).unwrap().panel;
    assert_eq!(figure(&panel, "y", "城市7", "2022"), Ok(1007.5));
}

#[test]
fn sheets_that_are_no_tables_are_refused_or_asked_about() {
    let read = |cells: &str| File::of_sheet("b.xlsx", &sheet("s", cells, &[]), &mut |_| {});
    assert_eq!(read("").unwrap_err().code.id(), "empty_file");
    assert_eq!(read(&",,,\n".repeat(1000)).unwrap_err().code.id(), "empty_file");
    // Figures and nothing else.
    assert_eq!(read("1,2,3\n4,5,6\n7,8,9\n").unwrap_err().code.id(), "no_header");
    // Words and nothing else.
    let seen = read("填表说明,要求\n一,请填写\n二,请核对\n").unwrap().understand(&Plan::default());
    assert!(seen.remarks.iter().any(|r| r.error.code.id() == "no_figures"), "{:?}", seen.remarks);
    // As wide as a sheet can be.
    let wide = |begin: &str, cell: &str| {
        begin.to_owned() + &(1..16_384).map(|c| format!(",{cell}{c}")).collect::<String>() + "\n"
    };
    let error = read(&(wide("地区", "x") + &wide("武汉市", "1") + &wide("黄石市", "2"))).unwrap_err();
    assert_eq!((error.code.id(), error.message.zh.contains("16384")), ("too_large", true));
    // Empty rows around and between.
    let empty = ",,\n".repeat(20_000);
    let office = format!("{empty}地区,2021年,2022年\n武汉市,1,2\n{empty}黄石市,3,4\n{empty}");
    let seen = read(&office).unwrap().understand(&Plan::default());
    assert_eq!((seen.units.len(), seen.header_row, errors(&seen)), (2, 20_001, vec![]));
}
