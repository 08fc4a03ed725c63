//! Totals, periods, codes and names as people of this job have met them, each kind with what it must never become: a unit or a
//! period that nobody wrote. What can be told is read and listed; what cannot waits, with its place.

use crate::common;

use common::cases::*;
use common::faults::assert_fault;
use common::tables::{figure, made, understood};
use innodex::panel::read_panel;
use innodex::{Code, Panel, Severity};
use innodex_table::Role;

// Totals among free units.

#[test]
fn totals_among_cities_are_set_apart() {
    let table = "城市,年份,研发经费（亿元）\n合计,2022,1255\n武汉市,2022,700\n襄阳市,2022,150\n宜昌市,2022,140\n其他城市合计,2022,265\n";
    let outcome = made("{}", &[("cities.csv", table)]).unwrap();
    assert_eq!(codes(&outcome.panel), ["宜昌市", "武汉市", "襄阳市"]);
    let told: Vec<_> = outcome.remarks.iter().map(|r| (r.error.code, r.error.place.as_str())).collect();
    assert_eq!(told, [(Code::TotalSetApart, "cities.csv: row 2"), (Code::TotalSetApart, "cities.csv: row 6")]);
    assert_eq!(outcome.set_apart[0].rows.iter().map(|row| row[2].as_str()).collect::<Vec<_>>(), ["1255", "265"]);
    // Whoever knows better can say so.
    assert!(outcome.remarks[0].error.hint.en.contains(r#""totals": {"合计": false}"#));
    let kept = made(r#"{ "accept": { "合计": "合计" } }"#, &[("cities.csv", table)]).unwrap();
    assert_eq!(codes(&kept.panel), ["合计", "宜昌市", "武汉市", "襄阳市"]);
    for (name, header) in [
        ("全省", "地市"),
        ("Total", "city"),
        ("小 计", "企业名称"),
        ("World", "country"),
        ("全市平均", "区县"),
        ("东部地区", "城市"),
    ] {
        let seen = understood("{}", format!("{header},年份,x\n甲,2022,1\n乙,2022,2\n丙,2022,3\n{name},2022,6\n"));
        assert_eq!((seen.units.len(), seen.set_apart[0].written.as_str(), seen.set_apart[0].first), (3, name, 5));
    }
    // Countries and firms whose names only begin so are units.
    let seen = understood("{}", "country,year,x\nChina,2022,1\nTotalEnergies,2022,2\nAllianz,2022,3\n中国,2022,3\n");
    assert_eq!((seen.units.len(), seen.set_apart.len()), (4, 0));
}

#[test]
fn a_province_among_its_cities_is_their_total() {
    let seen = understood("{}", "城市,年份,x\n湖北省,2022,1255\n武汉市,2022,700\n襄阳市,2022,150\n宜昌市,2022,140\n");
    assert_eq!(remarks(&seen, Severity::Warning), [(Code::TotalSetApart, "row 2")]);
    let told = r#"{ "sources": { "table": { "totals": { "湖北省": false } } } }"#;
    let seen = understood(told, "城市,年份,x\n湖北省,2022,1255\n武汉市,2022,700\n襄阳市,2022,150\n宜昌市,2022,140\n");
    assert_eq!((seen.units.len(), seen.set_apart.len()), (4, 0));
    // A municipality is a city.
    let seen = understood("{}", "城市,年份,x\n北京市,2022,1255\n武汉市,2022,700\n襄阳市,2022,150\n宜昌市,2022,140\n");
    assert_eq!(remarks(&seen, Severity::Warning), []);
}

#[test]
fn totals_among_the_units_of_a_panel_are_set_apart() {
    let reading = read_panel(
        "unit,year,rd\n全省合计,2022,1255\n武汉市,2022,700\n襄阳市,2022,150\n宜昌市,2022,140\n".as_bytes(),
        None,
    );
    let found: Vec<_> = reading.findings.iter().map(|f| (f.error.code, f.error.place.as_str())).collect();
    assert_eq!(found, [(Code::TotalSetApart, "row 2")]);
    let panel = reading.panel.unwrap();
    assert_eq!(codes(&panel), ["宜昌市", "武汉市", "襄阳市"]);
    assert_eq!((panel.set_apart()[0].name.as_str(), panel.set_apart()[0].values[0]), ("全省合计", 1255.0));
}

// Periods.

#[test]
fn counts_near_2000_are_no_years() {
    let counts = "湖北,1986,300\n湖南,2013,280\n河南,2047,310\n安徽,1999,290\n江西,2051,180\n";
    waits(&format!("地区,高新技术企业数,研发人员\n{counts}"), Code::MissingPeriod, "row 1");
    waits("地区,高新技术企业数\n湖北,1986\n湖南,2013\n河南,2047\n安徽,1999\n江西,2051\n", Code::MissingPeriod, "row 1");
    // Some of them the same: still one row a unit, and years that differ.
    waits(
        "地区,企业数\n湖北,1986\n湖南,2013\n河南,2013\n安徽,1986\n江西,2051\n江苏,2051\n",
        Code::MissingPeriod,
        "row 1",
    );
    // A header says which it is, or a year stated.
    let panel = made(r#"{ "period": "2022" }"#, &[("d.csv", &format!("地区,企业数,人员\n{counts}"))]).unwrap().panel;
    assert_eq!(
        (figure(&panel, "企业数", "河南", "2022"), figure(&panel, "人员", "河南", "2022")),
        (Ok(2047.0), Ok(310.0))
    );
    let with = |row: &str| format!("地区,企业数,年份\n{row}");
    let panel = self::panel(&with("湖北,1986,2022\n湖南,2013,2022\n河南,2047,2022\n"));
    assert_eq!((figure(&panel, "企业数", "湖北", "2022"), panel.periods().len()), (Ok(1986.0), 1));
}

#[test]
fn periods_below_an_unknown_header_are_found_where_they_come_again() {
    for rows in [
        "湖北,2021,1\n湖北,2022,2\n湖南,2021,3\n湖南,2022,4\n",
        "湖北,2022,1\n湖南,2022,2\n",
        "湖北,2021年,1\n湖南,2022年,2\n",
    ] {
        let seen = understood("{}", format!("地区,t,x\n{rows}"));
        assert_eq!((seen.columns[1].role, errors(&seen)), (Role::Period, vec![]), "{rows}");
    }
}

#[test]
fn years_as_data_frames_and_input_methods_write_them() {
    for (a, b) in [("2022.0", "2021.0"), ("２０２２", "２０２１"), ("2022 年", "2021 年")] {
        let table = format!("地区,年份,经费\n湖北,{a},1255\n湖南,{a},1175\n河南,{b},1019\n");
        let seen = understood("{}", &table);
        assert_eq!(
            (seen.periods, remarks(&understood("{}", &table), Severity::Warning)),
            (vec!["2021".into(), "2022".into()], vec![(Code::PeriodRewritten, "column 年份")])
        );
    }
    waits("地区,年份,经费\n湖北,2022.5,1255\n湖南,2022.5,1175\n", Code::BadPeriod, "row 2, column 年份");
    let reading = read_panel("province,year,rd\n42.0,2022.0,1255\n43.0,2022.0,1175\n".as_bytes(), None);
    assert_eq!(reading.findings.iter().map(|f| f.error.code).collect::<Vec<_>>(), [Code::PeriodRewritten]);
    assert_eq!(
        (codes(reading.panel.as_ref().unwrap()), reading.panel.as_ref().unwrap().periods()[0].to_string()),
        (vec!["42", "43"], "2022".into())
    );
}

#[test]
fn a_growth_rate_beside_the_years_is_left_out() {
    let seen = understood("{}", "地区,2020年,2021年,2022年,增速(%)\n湖北,1005,1160,1255,8.2\n湖南,899,1029,1175,14.2\n河南,901,1019,1143,12.2\n");
    assert_eq!((seen.figures[0].present, seen.figures[0].measure.as_str(), seen.periods.len()), (9, "", 3));
    assert_eq!(remarks(&seen, Severity::Warning), [(Code::ColumnLeftOut, "column 增速(%)")]);
    assert!(seen.remarks[0].error.message.zh.contains("不是时期"));
    // Asked for, it is said which column stands in the way.
    let plan = r#"{ "sources": { "table": { "columns": { "排名": "figure" } } } }"#;
    let seen = understood(plan, "地区,2021,2022,排名\n湖北,1160,1255,1\n湖南,1029,1175,2\n");
    assert_eq!(errors(&seen), [(Code::BadPeriod, "row 1, column 排名")]);
    // Years and quarters are still two kinds.
    assert_eq!(
        errors(&understood("{}", "地区,2021,2022Q1\n湖北,1160,1255\n湖南,1029,1175\n"))[0].0,
        Code::MixedPeriods
    );
}

// Codes and names.

#[test]
fn codes_of_provinces_in_every_length() {
    for (hubei, hunan) in [
        ("420000000000", "430000000000"),
        ("420000000", "430000000"),
        ("420000", "430000"),
        ("42", "43"),
        ("42.0", "43.0"),
        ("420000.0", "430000.0"),
    ] {
        for header in ["code", "province", "代码", "地区"] {
            let table = panel(&format!("{header},year,rd\n{hubei},2022,1255\n{hunan},2022,1175\n"));
            assert_eq!(codes(&table), ["42", "43"], "{header} {hubei}");
            assert!(table.is_provincial());
        }
        let beside = panel(&format!("代码,地区,年份,经费\n{hubei},湖北省,2022,1255\n{hunan},湖南省,2022,1175\n"));
        assert_eq!(figure(&beside, "经费", "42", "2022"), Ok(1255.0));
        let csv = format!("province,year,rd\n{hubei},2022,1255\n{hunan},2022,1175\n");
        assert_eq!(codes(&Panel::from_csv(csv.as_bytes(), None).unwrap()), ["42", "43"]);
    }
    waits("代码,地区,年份,经费\n430000000000,湖北省,2022,1255\n", Code::CodeMismatch, "row 2, column 代码");
    // Cities are no provinces, and no floats.
    let cities = made("{}", &[("d.csv", "code,year,rd\n420100.0,2022,700\n420600.0,2022,150\n")]).unwrap();
    assert_eq!(codes(&cities.panel), ["420100", "420600"]);
    assert_eq!(cities.remarks.iter().map(|r| r.error.code).collect::<Vec<_>>(), [Code::NameRewritten]);
    let reading = read_panel(b"code,unit,year,rd\n420100.0,Wuhan,2022,700\n420100,Wuhan,2023,750\n", None);
    assert_eq!(codes(reading.panel.as_ref().unwrap()), ["420100"]);
    assert_eq!(reading.findings.iter().map(|f| f.error.place.as_str()).collect::<Vec<_>>(), ["row 2, column code"]);
    // What a spreadsheet has shortened is lost.
    waits("code,year,rd\n4.201E+11,2022,700\n4.206E+11,2022,150\n", Code::UnknownUnit, "row 2, column code");
}

#[test]
fn a_filter_takes_codes_as_numbers() {
    let table = ("d.csv", "地区,年份,经费\n湖北,2022,1255\n湖南,2022,1175\n河南,2022,1143\n");
    let filtered = |values: &str| {
        let plan = format!(r#"{{ "steps": [{{ "step": "filter", "column": "unit", {values} }}] }}"#);
        made(&plan, &[table]).map(|outcome| codes(&outcome.panel).join(" "))
    };
    assert_eq!(filtered(r#""is": [42, 43]"#).unwrap(), "42 43");
    assert_eq!(filtered(r#""not": 42"#).unwrap(), "41 43");
    assert_eq!(filtered(r#""is": ["420000000000", "湖 南"]"#).unwrap(), "42 43");
    assert_fault(&filtered(r#""is": [42, 99]"#).unwrap_err(), Code::UnknownUnit, "$.steps[0].is[1]");
    assert_fault(&filtered(r#""from": 42"#).unwrap_err(), Code::BadParameter, "$.steps[0].from");
    let cities = ("d.csv", "城市,年份,经费\n武　汉,2022,700\n襄阳,2022,150\n");
    let plan = r#"{ "steps": [{ "step": "filter", "column": "unit", "is": ["武 汉"] }] }"#;
    assert_eq!(codes(&made(plan, &[cities]).unwrap().panel), ["武汉"]);
}

#[test]
fn white_space_in_a_name_means_nothing() {
    let a = ("a.csv", "城市,年份,经费\n武　汉,2021,650\n襄　阳,2021,140\n黄石,2021,40\n");
    let b = ("b.csv", "城市,年份,经费\n武汉,2022,700\n襄\u{200b}阳,2022,150\n黄石 ,2022,42\n");
    let outcome = made("{}", &[a, b]).unwrap();
    assert_eq!(codes(&outcome.panel), ["武汉", "襄阳", "黄石"]);
    assert_eq!(
        (figure(&outcome.panel, "经费", "襄阳", "2021"), figure(&outcome.panel, "经费", "襄阳", "2022")),
        (Ok(140.0), Ok(150.0))
    );
    let told: Vec<_> = outcome.remarks.iter().map(|r| (r.error.code, r.error.place.as_str())).collect();
    assert_eq!(
        told,
        [(Code::NameRewritten, "a.csv: row 2, column 城市"), (Code::NameRewritten, "b.csv: row 3, column 城市")]
    );
    // Two rows of one city in one file are a slip.
    waits(
        "城市,年份,经费\n武　汉,2022,1\n武汉,2022,2\n襄阳,2022,3\n宜昌,2022,3\n荆州,2022,3\n",
        Code::DuplicateRow,
        "row 3",
    );
    // Words of other languages stay apart.
    assert_eq!(
        codes(&panel("city,year,x\nNew\u{a0}York,2021,1\nNew  York,2022,2\nYork,2021,3\n")),
        ["New York", "York"]
    );
    // So it is in a panel.
    let reading = read_panel("unit,year,x\n武　汉,2021,1\n武汉,2022,2\n".as_bytes(), None);
    assert_eq!(codes(reading.panel.as_ref().unwrap()), ["武汉"]);
    assert_eq!(
        reading.findings.iter().map(|f| (f.error.code, f.error.place.as_str())).collect::<Vec<_>>(),
        [(Code::NameRewritten, "row 2, column unit")]
    );
}

#[test]
fn a_total_among_the_parts_counts_twice_in_a_sum() {
    let table = "地区,年份,行业,经费\n湖北,2022,合计,30\n湖北,2022,工业,20\n湖北,2022,农业,10\n湖南,2022,合计,7\n湖南,2022,工业,3\n湖南,2022,农业,4\n";
    let sum = r#"{ "step": "group_by", "by": ["unit", "period"], "figures": { "经费": { "sum": "经费" } } }"#;
    let told = |steps: &str| {
        let outcome = made(
            &format!(r#"{{ "sources": {{ "d": {{ "columns": {{ "行业": "key" }} }} }}, "steps": [{steps}] }}"#),
            &[("d.csv", table)],
        )
        .unwrap();
        let warned = outcome.remarks.iter().filter(|r| r.error.code == Code::PossibleTotal).count();
        (figure(&outcome.panel, "经费", "湖北", "2022").unwrap(), warned)
    };
    assert_eq!(told(sum), (60.0, 1));
    assert_eq!(told(&format!(r#"{{ "step": "filter", "column": "行业", "not": "合计" }}, {sum}"#)), (30.0, 0));
}

#[test]
fn a_total_of_nothing_else_is_what_the_table_is_about() {
    for name in ["全国", "合计", "Total"] {
        let seen = understood("{}", format!("单位名称,年份,x\n{name},2021,1\n{name},2022,2\n"));
        assert_eq!((seen.units.len(), seen.set_apart.len()), (1, 0), "{name}");
        let reading = read_panel(format!("unit,year,x\n{name},2021,1\n{name},2022,2\n").as_bytes(), None);
        assert_eq!((codes(reading.panel.as_ref().unwrap()), reading.findings.len()), (vec![name], 0));
    }
}
