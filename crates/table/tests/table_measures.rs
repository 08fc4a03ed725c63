//! Units of measure: those that are stated, those that cells carry, and two that meet. None is put together with another
//! without a word.

use crate::common;

use common::cases::*;
use common::faults::assert_fault;
use common::tables::{figure, made, understood};
use innodex::{Code, Error, Severity};
use innodex_table::{Outcome, Role};

// Units of measure.

const A2021: (&str, &str) = ("a2021.csv", "地区,年份,经费（亿元）\n湖北,2021,1160\n湖南,2021,1029\n");
const B2022: (&str, &str) = ("b2022.csv", "地区,年份,经费（万元）\n湖北,2022,12550000\n湖南,2022,11750000\n");
const STACK: &str = r#"{ "sources": { "a": { "file": "a2021.csv" }, "b": { "file": "b2022.csv" } }, "from": "a",
    "steps": [{ "step": "stack", "with": "b" }] }"#;

#[track_caller]
fn two_measures(error: &Error, place: &str, named: &[&str]) {
    assert_fault(error, Code::MixedMeasures, place);
    for text in [&error.message.zh, &error.message.en] {
        assert!(named.iter().all(|word| text.contains(word)), "{text}");
    }
}

/// Says both units of measure, the factor and the columns, in both languages.
#[track_caller]
fn says_conversion(outcome: &Outcome, named: &[&str]) {
    let [remark] = &outcome.remarks[..] else { panic!("{:?}", outcome.remarks) };
    assert_eq!(remark.severity, Severity::Warning);
    two_measures(&Error::from(remark.error.clone()), "", named);
}

#[test]
fn stacked_figures_are_brought_to_one_unit_of_measure() {
    // Within a source too.
    let inner = r#"{ "sources": { "a": { "file": "a2021.csv", "steps": [{ "step": "stack", "with": "b" }] }, "b": { "file": "b2022.csv" } }, "from": "a" }"#;
    for plan in [STACK, inner] {
        let outcome = made(plan, &[A2021, B2022]).unwrap();
        says_conversion(&outcome, &["万元", "10000", "亿元", "a 经费", "b 经费"]);
        assert_eq!(outcome.panel.indicators()[0].unit, "亿元");
        assert_eq!(outcome.panel.values(), [1160.0, 1029.0, 1255.0, 1175.0]);
    }
    // As without a plan; the first table says what the figures are in.
    let outcome = made("{}", &[A2021, B2022]).unwrap();
    says_conversion(&outcome, &["万元", "10000", "亿元", "a2021 经费", "b2022 经费"]);
    assert_eq!(outcome.panel.values(), [1160.0, 1029.0, 1255.0, 1175.0]);
    let outcome = made("{}", &[B2022, A2021]).unwrap();
    says_conversion(&outcome, &["亿元", "10000", "万元", "a2021 经费", "b2022 经费"]);
    assert_eq!(outcome.panel.values(), [11600000.0, 10290000.0, 12550000.0, 11750000.0]);
    // What two files say of one cell is compared in one unit of measure.
    let again = |figure: &str| format!("地区,年份,经费（万元）\n湖北,2021,{figure}\n湖南,2022,11750000\n");
    assert!(made("{}", &[A2021, ("c.csv", &again("11600000"))]).is_ok());
    assert_fault(&made("{}", &[A2021, ("c.csv", &again("11600001"))]).unwrap_err(), Code::PivotConflict, "");
}

#[test]
fn what_measures_different_things_is_not_stacked() {
    let persons = ("b2022.csv", "地区,年份,经费（人）\n湖北,2022,1255\n湖南,2022,1175\n");
    two_measures(&made(STACK, &[A2021, persons]).unwrap_err(), "$.steps[0].with", &["亿元", "人", "a 经费", "b 经费"]);
    two_measures(&made("{}", &[A2021, persons]).unwrap_err(), "", &["亿元", "人", "a2021 经费", "b2022 经费"]);
    // One that says nothing may be anything.
    let bare = ("b2022.csv", "地区,年份,经费\n湖北,2022,12550000\n湖南,2022,11750000\n");
    let error = made(STACK, &[A2021, bare]).unwrap_err();
    two_measures(&error, "$.steps[0].with", &["亿元"]);
    assert!(error.hint.en.contains("measures"), "{}", error.hint.en);
    // Told so, it is taken at its word.
    let told = STACK.replace(r#""file": "b2022.csv""#, r#""file": "b2022.csv", "measures": { "经费": "亿元" }"#);
    let same = ("b2022.csv", "地区,年份,经费\n湖北,2022,1255\n湖南,2022,1175\n");
    let stacked = made(&told, &[A2021, same]).unwrap().panel;
    assert_eq!(
        (figure(&stacked, "经费", "湖北", "2021"), figure(&stacked, "经费", "湖北", "2022")),
        (Ok(1160.0), Ok(1255.0))
    );
}

#[test]
fn one_unit_of_measure_has_several_spellings() {
    let english = ("b2022.csv", "# 1e8 yuan\n地区,年份,经费\n湖北,2022,1255\n湖南,2022,1175\n");
    for plan in [STACK, "{}"] {
        let panel = made(plan, &[A2021, english]).unwrap().panel;
        assert_eq!(figure(&panel, "经费", "湖北", "2022"), Ok(1255.0));
    }
}

#[test]
fn columns_that_are_years_are_of_one_unit_of_measure() {
    let remark = waits(
        "地区,2021年（亿元）,2022年（万元）\n湖北,1160,12550000\n湖南,1029,11750000\n",
        Code::MixedMeasures,
        "column 2022年（万元）",
    );
    assert!(remark.error.message.zh.contains("亿元") && remark.error.message.zh.contains("万元"));
    let seen = understood("{}", "地区,2021年（亿元）,2022年（亿元）\n湖北,1160,1255\n湖南,1029,1175\n");
    assert_eq!(
        (seen.periods, seen.figures[0].measure.as_str(), seen.figures[0].present),
        (vec!["2021".into(), "2022".into()], "亿元", 4)
    );
}

#[test]
fn a_plan_does_not_rename_a_unit_of_measure() {
    let plan = |unit: &str| format!(r#"{{ "indicators": [{{ "id": "经费", "unit": "{unit}" }}] }}"#);
    let error = made(&plan("万元"), &[A2021]).unwrap_err();
    two_measures(&error, "$.indicators[0].unit", &["亿元", "万元"]);
    assert_eq!(made(&plan("1e8 yuan"), &[A2021]).unwrap().panel.indicators()[0].unit, "1e8 yuan");
}

#[test]
fn a_ratio_is_in_the_unit_of_measure_that_it_says() {
    let people = ("people.csv", "地区,年份,人口（万人）\n湖北,2021,5830\n湖南,2021,6622\n");
    let plan = |more: &str| {
        format!(
            r#"{{ "sources": {{ "a": {{ "file": "a2021.csv" }}, "p": {{ "file": "people.csv" }} }}, "from": "a", "steps": [
                {{ "step": "join", "with": "p" }}, {{ "step": "ratio", "id": "r", "numerator": "经费", "denominator": "人口"{more} }}] }}"#
        )
    };
    let made = |more: &str| {
        made(&plan(more), &[A2021, people]).map(|outcome| {
            let r = outcome.panel.indicator("r").unwrap();
            (figure(&outcome.panel, "r", "湖北", "2021").unwrap(), outcome.panel.indicators()[r].unit.clone())
        })
    };
    // 1160e8 yuan by 5830e4 people.
    let per_head = 1160e8 / 5830e4;
    for (more, times, unit) in [
        ("", 1e-4, "亿元/万人"),
        (r#", "measure": "元/人""#, 1.0, "元/人"),
        (r#", "scale": 10000"#, 1.0, "万元/万人"),
        (r#", "scale": 10000, "measure": "元/人""#, 1.0, "元/人"),
        (r#", "scale": 7.1, "measure": "美元/人""#, 7.1e-4, "美元/人"),
    ] {
        let (value, measure) = made(more).unwrap();
        assert!((value / (per_head * times) - 1.0).abs() < 1e-12, "{more}: {value}");
        assert_eq!(measure, unit, "{more}");
    }
    let error = made(r#", "scale": 1, "measure": "元/人""#).unwrap_err();
    assert_fault(&error, Code::BadMeasure, "$.steps[1].scale");
    assert!(error.message.en.contains("10000"), "{error}");
}

#[test]
fn a_column_of_units_of_measure_may_be_left_out() {
    let table =
        "地区,年份,经费,单位\n湖北,2021,1160,亿元\n湖北,2022,12550000,万元\n湖南,2021,1,亿元\n湖南,2022,2,亿元\n";
    let remark = waits(table, Code::MixedMeasures, "row 3, column 单位");
    for text in [&remark.error.hint.zh, &remark.error.hint.en] {
        assert!(text.contains(r#""columns": {"单位": "left_out"}"#), "{text}");
    }
    let left = made(r#"{ "sources": { "d": { "columns": { "单位": "left_out" } } } }"#, &[("d.csv", table)]).unwrap();
    assert_eq!(left.panel.indicators()[0].unit, "");
    // Two spellings are one.
    let spelt = understood("{}", "地区,年份,经费,单位\n湖北,2021,1160,亿元\n湖北,2022,1255,1e8 yuan\n");
    assert_eq!(errors(&spelt), []);
}

#[test]
fn a_year_in_a_title_is_no_unit_of_measure() {
    let of = |year: &str, figure: &str| {
        format!("各地区研究与试验发展经费 {year} 年\n地区,年份,经费\n湖北,{year},{figure}\n湖南,{year},1029\n")
    };
    let (a, b) = (of("2021", "1160"), of("2022", "1255"));
    let panel = made("{}", &[("rd2021.csv", &a), ("rd2022.csv", &b)]).unwrap().panel;
    assert_eq!((panel.indicators()[0].unit.as_str(), panel.periods().len()), ("", 2));
    assert_eq!(figure(&panel, "经费", "湖北", "2022"), Ok(1255.0));
    for title in ["第 10 次统计 1000 人", "1978 年", "2022 年 100 家", "# 2022 年", "GDP（2022 年）"] {
        let seen = understood("{}", format!("{title}\n地区,年份,经费\n湖北,2022,1\n湖南,2022,2\n"));
        assert_eq!((seen.figures[0].measure.as_str(), errors(&seen)), ("", vec![]), "{title}");
    }
    // The ratio has nothing to go by.
    let people = "地区,年份,人口（万人）\n湖北,2022,5844\n湖南,2022,6604\n";
    let plan = r#"{ "sources": { "rd": { "file": "rd2022.csv" }, "people": { "file": "people.csv" } }, "from": "rd", "steps": [
        { "step": "join", "with": "people" },
        { "step": "ratio", "id": "r", "numerator": "经费", "denominator": "人口", "measure": "年/万人" }] }"#;
    let error = made(plan, &[("rd2022.csv", &b), ("people.csv", people)]).unwrap_err();
    assert_fault(&error, Code::BadMeasure, "$.steps[1].measure");
}

#[test]
fn of_two_units_of_measure_in_a_title_nobody_knows_whose_they_are() {
    for title in ["单位：亿元，万人", "单位：亿元、万人", "单位：亿元；万人"] {
        let seen =
            understood("{}", format!("\"{title}\"\n地区,年份,经费,人口\n湖北,2022,1255,5844\n湖南,2022,1175,6604\n"));
        assert!(seen.figures.iter().all(|f| f.measure.is_empty()), "{title} {:?}", seen.figures);
    }
}

// Figures that carry their unit of measure.

#[test]
fn figures_with_their_unit_of_measure_are_read_in_it() {
    let seen =
        understood("{}", "地区,年份,人口,占比\n湖北,2022,5844,2.33%\n湖南,2022,6604,2.41%\n河南,2022,9872,1.86%\n");
    let figures: Vec<_> = seen.figures.iter().map(|f| (f.id.as_str(), f.measure.as_str(), f.present)).collect();
    assert_eq!(figures, [("人口", "", 3), ("占比", "%", 3)]);
    assert_eq!(remarks(&seen, Severity::Warning), [(Code::MeasureInCells, "column 占比")]);
    let all = panel("地区,年份,经费,占比\n湖北,2022,12.5亿,2.33%\n湖南,2022,11.7亿,2.41%\n河南,2022,11.4亿,1.86%\n");
    assert_eq!((figure(&all, "经费", "湖北", "2022"), figure(&all, "占比", "河南", "2022")), (Ok(12.5), Ok(1.86)));
    assert_eq!(all.indicators().iter().map(|i| i.unit.as_str()).collect::<Vec<_>>(), ["亿", "%"]);
    // Together with what the header says.
    let stated = panel("地区,年份,经费（元）\n湖北,2022,12.5亿\n湖南,2022,11.7亿\n");
    assert_eq!((stated.indicators()[0].unit.as_str(), figure(&stated, "经费", "湖南", "2022")), ("亿元", Ok(11.7)));
    // Years as columns.
    let years = panel("地区,2021,2022\n湖北,2.31%,2.33%\n湖南,2.23%,2.41%\n");
    assert_eq!((years.indicators()[0].unit.as_str(), figure(&years, "d", "湖南", "2021")), ("%", Ok(2.23)));
}

#[test]
fn cells_of_two_units_of_measure_wait() {
    for (column, place, words) in [
        ("经费\n湖北,2022,12.5亿\n湖南,2022,117000万\n河南,2022,11.4亿\n", "row 3, column 经费", ["万", "亿"]),
        ("占比\n湖北,2022,2.33%\n湖南,2022,0.0241\n河南,2022,1.86%\n", "row 3, column 占比", ["%", "%"]),
        ("占比\n湖北,2022,2.33%\n湖南,2022,24.1‰\n河南,2022,1.86%\n", "row 3, column 占比", ["‰", "%"]),
        ("经费（万元）\n湖北,2022,12.5亿\n湖南,2022,11.7亿\n", "column 经费（万元）", ["万元", "亿"]),
    ] {
        let remark = waits(&format!("地区,年份,{column}"), Code::MixedMeasures, place);
        assert!(words.iter().all(|word| remark.error.message.zh.contains(word)), "{}", remark.error.message.zh);
    }
    // One that carries a unit among those that do not.
    let remark = waits(
        "地区,年份,占比\n湖北,2022,2.33%\n湖南,2022,2.41\n河南,2022,1.86\n",
        Code::NotANumber,
        "row 2, column 占比",
    );
    assert!(remark.error.message.en.contains('%'));
    // Nothing is nothing in any unit.
    assert_eq!(figure(&panel("地区,年份,占比\n湖北,2022,2.33%\n湖南,2022,0\n"), "占比", "湖南", "2022"), Ok(0.0));
}

#[test]
fn a_column_of_marked_figures_is_not_left_out() {
    for cells in [
        ["1175①", "1143*", "1152②"],
        ["约5", "约6", "约7"],
        ["￥12.5", "￥11.7", "￥11.4"],
        ["12.5p", "11.7p", "11.4p"],
    ] {
        let rows: String =
            cells.iter().zip(["湖北", "湖南", "河南"]).map(|(cell, unit)| format!("{unit},2022,7,{cell}\n")).collect();
        let seen = understood("{}", format!("地区,年份,x,y\n{rows}"));
        assert_eq!(
            errors(&seen).iter().filter(|(code, _)| *code == Code::NotANumber).count(),
            3,
            "{cells:?} {:?}",
            seen.remarks
        );
    }
    // Months and numbered names stay words.
    let seen =
        understood("{}", "地区,月份名,类别,年份,x\n湖北,3月,1类,2022,7\n湖南,3月,2类,2022,8\n河南,3月,1类,2022,9\n");
    assert!(seen.columns[1..3].iter().all(|c| c.role != Role::Figure), "{:?}", seen.columns);
}

#[test]
fn a_plan_that_contradicts_a_header_is_said() {
    let plan = r#"{ "sources": { "a": { "file": "a2021.csv", "measures": { "经费": "万元" } } } }"#;
    let outcome = made(plan, &[A2021]).unwrap();
    assert_eq!(outcome.remarks.iter().map(|r| r.error.code).collect::<Vec<_>>(), [Code::MixedMeasures]);
    assert!(
        outcome.remarks[0].error.message.zh.contains("亿元") && outcome.remarks[0].error.message.zh.contains("万元")
    );
    // Two lines beside a table that state two say nothing of its columns.
    let seen =
        understood("{}", "单位：亿元\n单位：万人\n地区,年份,经费,人口\n湖北,2022,1255,5844\n湖南,2022,1175,6604\n");
    assert!(seen.figures.iter().all(|f| f.measure.is_empty()));
}
