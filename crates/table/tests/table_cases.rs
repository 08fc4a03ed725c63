//! Tables as people of this job have met them, each kind with what it must never become: a figure, a unit of measure, a unit or
//! a period that nobody wrote. What can be told is read and listed; what cannot waits, with its place.

use crate::common;

use common::faults::assert_fault;
use common::tables::{figure, made, understood};
use innodex::panel::read_panel;
use innodex::{Code, Error, Panel, Severity};
use innodex_table::{File, Outcome, Remark, Role, Understood};

/// The remarks of a kind: code and place.
fn remarks(seen: &Understood, severity: Severity) -> Vec<(Code, &str)> {
    let of = seen.remarks.iter().filter(|r| r.severity == severity);
    of.map(|r| (r.error.code, r.error.place.as_str())).collect()
}

fn errors(seen: &Understood) -> Vec<(Code, &str)> {
    remarks(seen, Severity::Error)
}

/// The first thing that a table waits for.
#[track_caller]
fn waits(content: &str, code: Code, place: &str) -> Remark {
    let seen = understood("{}", content);
    let first = seen.remarks.iter().find(|r| r.severity == Severity::Error).unwrap_or_else(|| panic!("{seen:#?}"));
    assert_fault(&first.error, code, place);
    first.clone()
}

/// The panel of one table without a plan.
#[track_caller]
fn panel(content: &str) -> Panel {
    made("{}", &[("d.csv", content)]).unwrap_or_else(|e| panic!("{e:?}")).panel
}

#[track_caller]
fn refused(content: impl AsRef<[u8]>, code: Code, place: &str) -> Error {
    let error = File::read("t.csv", content.as_ref(), &mut |_| {}).unwrap_err();
    assert_fault(&error, code, place);
    error
}

fn encoded(label: &str, text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text);
    assert!(!lost, "{label}");
    bytes.into_owned()
}

fn codes(panel: &Panel) -> Vec<&str> {
    panel.units().iter().map(|u| u.code.as_str()).collect()
}

/// What a remark proposes that a plan should say.
fn fix(remark: &Remark) -> String {
    remark.fix.as_ref().map(|fix| serde_json::to_string(fix).unwrap()).unwrap_or_default()
}

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

#[test]
fn a_panel_that_is_cut_off_is_called_that() {
    let text = "province,year,x\n湖北,2022,1\n湖";
    let error = Panel::from_csv(&text.as_bytes()[..text.len() - 1], None).unwrap_err();
    assert_fault(&error, Code::EncodingNotUtf8, "row 3, byte 31");
    assert!(error.message.zh.contains("截断") && error.message.en.contains("cut off"), "{error}");
    let error = Panel::from_csv(&encoded("gb18030", text), None).unwrap_err();
    assert!(error.message.zh.contains("GBK"), "{error}");
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
