//! Tables whose columns or rows are months, quarters and counts from the beginning of the year. The figures are made up.

use crate::common::tables::{figure, file, made, understood};
use innodex::{Code, Severity};
use innodex_table::{Plan, Understood};

#[track_caller]
fn errors(seen: &Understood) -> Vec<Code> {
    seen.remarks.iter().filter(|r| r.severity == Severity::Error).map(|r| r.error.code).collect()
}

fn ids(seen: &Understood) -> Vec<&str> {
    seen.figures.iter().map(|figure| figure.id.as_str()).collect()
}

#[test]
fn columns_of_counts_take_their_year_from_the_title() {
    let table = "2023年甲市各区工业增加值,,,\n单位：亿元,,,\n地区,1-2月,1—3月,1至9月\n甲区,10,16,50\n乙区,20,31,99\n丙区,5,7,20\n";
    let outcome = made("{}", &[("工业.csv", table)]).unwrap();
    let panel = &outcome.panel;
    assert_eq!(panel.periods().iter().map(ToString::to_string).collect::<Vec<_>>(), ["2023-02", "2023-03", "2023-09"]);
    let id = panel.indicators()[0].id.clone();
    assert!(id.ends_with("累计"), "{id}");
    assert_eq!(figure(panel, &id, "乙区", "2023-09"), Ok(99.0));
    let codes: Vec<Code> = outcome.remarks.iter().map(|r| r.error.code).collect();
    assert!(codes.contains(&Code::PeriodRewritten), "{codes:?}");
}

#[test]
fn quarters_take_their_year_from_the_title_or_are_asked_for() {
    let rows = "地区,一季度,二季度,第三季度\n甲区,1,2,3\n乙区,4,5,6\n丙区,7,8,9\n";
    let titled = made("{}", &[("产值.csv", &format!("甲市2022年工业产值（亿元）,,,\n{rows}"))]).unwrap();
    let panel = &titled.panel;
    assert_eq!(panel.periods().iter().map(ToString::to_string).collect::<Vec<_>>(), ["2022Q1", "2022Q2", "2022Q3"]);
    assert_eq!(figure(panel, &panel.indicators()[0].id.clone(), "丙区", "2022Q2"), Ok(8.0));

    let seen = file("产值.csv", rows).understand(&Plan::default());
    assert_eq!(errors(&seen), [Code::MissingPeriod]);
    let ask = seen.remarks.iter().find_map(|r| r.ask.clone()).unwrap();
    assert_eq!((ask.member.as_str(), ask.of), ("period", None));
    // The file's name says it likely; its title would say it for certain.
    let seen = file("产值2021.csv", rows).understand(&Plan::default());
    assert_eq!(seen.remarks.iter().find_map(|r| r.ask.clone()).unwrap().choices, ["2021"]);
    let told = made(r#"{ "period": "2021" }"#, &[("产值.csv", rows)]).unwrap();
    assert_eq!(told.panel.periods()[2].to_string(), "2021Q3");
    assert!(told.remarks.iter().all(|r| r.error.code != Code::NoEffect), "{:?}", told.remarks);
    let error = made(r#"{ "period": "2021-03" }"#, &[("产值.csv", rows)]).unwrap_err();
    assert_eq!(error.code, Code::BadPeriod);
}

/// Under a year the level below is of it; half a year and three quarters are counts, and so is the first quarter beside them.
#[test]
fn levels_below_a_year() {
    let table = "地区,2022年,,,2023年,,\n,一季度,上半年,全年,一季度,上半年,全年\n甲区,1,2,4,2,3,5\n乙区,4,5,9,6,7,9\n丙区,4,5,9,6,7,9\n";
    let outcome = made(r#"{ "sources": { "t": { "name": "产值" } } }"#, &[("t.csv", table)]).unwrap();
    let panel = &outcome.panel;
    assert_eq!(panel.periods().len(), 6);
    // The name that the plan gives counts as it is.
    assert_eq!(figure(panel, "产值", "乙区", "2023Q2"), Ok(7.0));
    assert_eq!(figure(panel, "产值", "甲区", "2022Q4"), Ok(4.0));
}

#[test]
fn heads_that_begin_with_a_count() {
    let table = "2023年主要指标,,,\n地区,1-9月产值（亿元）,1-9月增速（%）,常住人口（万人）\n甲区,50,5.1,90\n乙区,99,6.2,80\n丙区,20,3.3,70\n";
    let outcome = made("{}", &[("t.csv", table)]).unwrap();
    let panel = &outcome.panel;
    let names: Vec<&str> = panel.indicators().iter().map(|i| i.id.as_str()).collect();
    assert_eq!(names, ["产值 累计", "增速 累计", "常住人口"]);
    // What says no period is of the one that the others are of, and that is said.
    assert_eq!(figure(panel, "常住人口", "乙区", "2023-09"), Ok(80.0));
    assert!(outcome.remarks.iter().any(|r| r.error.message.zh.contains("“常住人口”列没有写明时期")));
}

/// A single month and the count to it are two figures.
#[test]
fn a_month_beside_a_count() {
    let table = "2023年产值,,\n地区,9月,1-9月\n甲区,5,50\n乙区,9,99\n丙区,2,20\n";
    let outcome = made("{}", &[("产值.csv", table)]).unwrap();
    let ids: Vec<&str> = outcome.panel.indicators().iter().map(|i| i.id.as_str()).collect();
    assert_eq!(ids, ["产值", "产值 累计"], "{:?}", outcome.remarks);
    assert_eq!(figure(&outcome.panel, "产值", "乙区", "2023-09"), Ok(9.0));
    assert_eq!(figure(&outcome.panel, "产值 累计", "乙区", "2023-09"), Ok(99.0));
}

#[test]
fn rows_of_quarters_and_counts() {
    let quarters = "甲市2022年各区产值,,\n地区,季度,产值\n甲区,一季度,1\n甲区,二季度,2\n乙区,一季度,3\n乙区,二季度,4\n";
    let outcome = made("{}", &[("t.csv", quarters)]).unwrap();
    assert_eq!(figure(&outcome.panel, "产值", "乙区", "2022Q2"), Ok(4.0));
    let counted = "地区,时期,产值\n甲区,2022年1-2月,1\n甲区,2022年1-3月,2\n乙区,2022年1-2月,3\n乙区,2022年1-3月,4\n";
    let outcome = made("{}", &[("t.csv", counted)]).unwrap();
    assert_eq!(figure(&outcome.panel, "产值", "乙区", "2022-03"), Ok(4.0));
    assert!(outcome.remarks.iter().any(|r| r.error.message.zh.contains("累计数")));
    let mixed = counted.replace("2022年1-3月", "2022年3月");
    assert_eq!(errors(&understood("{}", &mixed)), [Code::MixedPeriods]);
}

#[test]
fn a_title_that_speaks_of_part_of_a_year() {
    let table = "2023年1-9月各区主要指标\n地区,产值\n甲区,50\n乙区,99\n丙区,20\n";
    let seen = understood("{}", table);
    assert_eq!((errors(&seen), seen.periods.as_slice()), (vec![], ["2023-09".to_owned()].as_slice()));
}

/// Words that only contain such a part are names.
#[test]
fn names_of_figures_stay_names() {
    let seen = understood(
        r#"{ "period": "2022" }"#,
        "地区,3月龄婴儿数,下半年产值,季度数\n甲区,50,1,2\n乙区,99,3,4\n丙区,20,5,6\n",
    );
    assert_eq!(ids(&seen), ["3月龄婴儿数", "下半年产值", "季度数"]);
}
