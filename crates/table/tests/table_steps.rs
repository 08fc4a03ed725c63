//! Every step of a plan, against values worked by hand; what is missing knows why, and what cannot be is refused with its
//! place.

use crate::common;

use common::faults::assert_fault;
use common::tables::{column, figure, made};
use innodex::{Code, Panel};

/// Sales of firms: several rows a province and year.
const SALES: &str = "province,year,sector,size,sales,staff\n\
    湖北,2021,a,big,10,1\n湖北,2021,a,small,5,1\n湖北,2021,b,big,7,2\n湖北,2022,a,big,20,4\n湖北,2022,b,big,,2\n\
    湖南,2021,a,big,4,2\n湖南,2021,b,small,6,0\n湖南,2022,a,big,8,2\n湖南,2022,a,small,,1\n湖南,2022,b,big,9,3\n";
const PRICES: &str = "province,year,price\n湖北,2021,1\n湖北,2022,2\n湖南,2021,4\n";

#[track_caller]
fn panel(steps: &str) -> Panel {
    match made(&plan(steps), &[("sales.csv", SALES), ("prices.csv", PRICES)]) {
        Ok(outcome) => outcome.panel,
        Err(error) => panic!("{error}"),
    }
}

fn plan(steps: &str) -> String {
    format!(r#"{{ "sources": {{ "sales": {{}}, "prices": {{}} }}, "from": "sales", "steps": {steps} }}"#)
}

#[track_caller]
fn fault(steps: &str, code: Code, place: &str) -> innodex::Error {
    let error = made(&plan(steps), &[("sales.csv", SALES), ("prices.csv", PRICES)]).unwrap_err();
    assert_fault(&error, code, place);
    error
}

const SUM: &str = r#"{ "step": "group_by", "by": ["unit", "period"], "figures": { "sales": { "sum": "sales" }, "staff": { "sum": "staff" } } }"#;

#[test]
fn group_by_makes_one_row_of_many() {
    let panel = panel(&format!("[{SUM}]"));
    assert_eq!(figure(&panel, "sales", "湖北", "2021"), Ok(22.0));
    // The sum of what is there is not the sum.
    assert_eq!(figure(&panel, "sales", "湖北", "2022"), Err("part_missing"));
    assert_eq!(figure(&panel, "staff", "湖南", "2022"), Ok(6.0));
}

#[test]
fn group_by_skips_what_is_missing_where_it_is_told_to() {
    let skip = |made: &str| {
        panel(&format!(
            r#"[{{ "step": "group_by", "by": ["unit", "period", "sector"], "skip_missing": true, "figures": {{ "x": {made} }} }},
                {{ "step": "pivot", "names": "sector" }}]"#
        ))
    };
    let sum = skip(r#"{ "sum": "sales" }"#);
    assert_eq!(figure(&sum, "a", "湖南", "2022"), Ok(8.0));
    // The sum of nothing is nothing.
    assert_eq!(figure(&sum, "b", "湖北", "2022"), Err("not_published"));
    assert_eq!(figure(&skip(r#"{ "mean": "sales" }"#), "a", "湖北", "2021"), Ok(7.5));
    assert_eq!(figure(&skip(r#"{ "min": "sales" }"#), "a", "湖北", "2021"), Ok(5.0));
    assert_eq!(figure(&skip(r#"{ "max": "sales" }"#), "a", "湖北", "2021"), Ok(10.0));
    let count = skip(r#"{ "count": "sales" }"#);
    assert_eq!(figure(&count, "a", "湖南", "2022"), Ok(1.0));
    assert_eq!(figure(&count, "b", "湖北", "2022"), Ok(0.0));
}

#[test]
fn filter_keeps_rows() {
    let sales = |filter: &str| {
        let panel = panel(&format!(
            r#"[{{ "step": "filter", {filter} }}, {}]"#,
            SUM.replace("} } }", r#"} }, "skip_missing": true }"#)
        ));
        let unit = |u: usize| panel.units()[u].name.zh.clone();
        let mut all = Vec::new();
        for period in panel.periods() {
            let figures = column(&panel, "sales", &period.to_string());
            all.extend(
                figures.iter().enumerate().filter(|(_, f)| !f.is_nan()).map(|(u, f)| (unit(u), period.to_string(), *f)),
            );
        }
        all.iter().map(|(u, p, f)| format!("{u}{p}:{f}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(sales(r#""column": "sector", "is": "a""#), "湖北2021:15 湖南2021:4 湖北2022:20 湖南2022:8");
    assert_eq!(
        sales(r#""column": "sector", "is": ["a", "b"], "not": "b""#),
        "湖北2021:15 湖南2021:4 湖北2022:20 湖南2022:8"
    );
    assert_eq!(sales(r#""column": "unit", "is": "Hunan""#), "湖南2021:10 湖南2022:17");
    assert_eq!(sales(r#""column": "unit", "not": "43""#), "湖北2021:22 湖北2022:20");
    assert_eq!(sales(r#""column": "period", "from": "2022""#), "湖北2022:20 湖南2022:17");
    assert_eq!(sales(r#""column": "period", "to": 2021"#), "湖北2021:22 湖南2021:10");
    assert_eq!(sales(r#""column": "period", "is": ["2022"]"#), "湖北2022:20 湖南2022:17");
    assert_eq!(sales(r#""column": "sales", "from": 8"#), "湖北2021:10 湖北2022:20 湖南2022:17");
    // A missing figure is beyond nothing.
    assert_eq!(sales(r#""column": "sales", "to": 5"#), "湖北2021:5 湖南2021:4");
    assert_eq!(sales(r#""column": "sales", "present": true"#), "湖北2021:22 湖南2021:10 湖北2022:20 湖南2022:17");
    assert_eq!(sales(r#""column": "sales", "is": [7, 9]"#), "湖北2021:7 湖南2022:9");
}

#[test]
fn contradictory_filters_are_refused() {
    let with = |filter: &str| format!(r#"[{{ "step": "filter", {filter} }}, {SUM}]"#);
    fault(&with(r#""column": "sektor", "is": "a""#), Code::UnknownColumn, "$.steps[0].column");
    let error = fault(&with(r#""column": "sector", "is": ["a", "c"]"#), Code::UnknownValue, "$.steps[0].is[1]");
    assert!(error.message.en.contains('c'));
    fault(&with(r#""column": "unit", "is": "北京""#), Code::UnknownUnit, "$.steps[0].is[0]");
    fault(&with(r#""column": "period", "from": "2022Q1""#), Code::MixedPeriods, "$.steps[0].from");
    fault(&with(r#""column": "period", "from": "2022-01-01""#), Code::BadPeriod, "$.steps[0].from");
    fault(&with(r#""column": "sector", "from": "a""#), Code::BadParameter, "$.steps[0].from");
    fault(&with(r#""column": "sales", "from": "a""#), Code::BadJson, "$.steps[0].from");
    fault(&with(r#""column": "sales", "from": 1000"#), Code::NoRows, "");
}

const JOIN: &str = r#"{ "step": "join", "with": "prices" }"#;

#[test]
fn join_puts_figures_beside() {
    let outcome = made(&plan(&format!("[{SUM}, {JOIN}]")), &[("sales.csv", SALES), ("prices.csv", PRICES)]).unwrap();
    assert_eq!(column(&outcome.panel, "price", "2021"), [1.0, 4.0]);
    assert_eq!(figure(&outcome.panel, "price", "湖南", "2022"), Err("no_match"));
    // What found nothing is listed.
    let unmatched: Vec<_> = outcome.remarks.iter().filter(|r| r.error.code == Code::JoinUnmatched).collect();
    assert_eq!(unmatched.len(), 1);
    assert!(unmatched[0].error.message.zh.contains("湖南 2022"), "{}", unmatched[0].error.message.zh);
    let inner = panel(&format!("[{SUM}, {}]", JOIN.replace(" }", r#", "how": "inner" }"#)));
    assert!(column(&inner, "sales", "2022")[1].is_nan() && column(&inner, "staff", "2022")[1].is_nan());
    assert_eq!(column(&inner, "staff", "2021"), [4.0, 2.0]);
}

#[test]
fn invalid_joins_are_refused() {
    let error = fault(
        &format!(r#"[{SUM}, {{ "step": "join", "with": "prices", "on": ["unit"] }}]"#),
        Code::JoinMultiplies,
        "$.steps[1]",
    );
    assert!(error.message.zh.contains("湖北"), "{error}");
    fault(&format!(r#"[{SUM}, {{ "step": "join", "with": "costs" }}]"#), Code::UnknownTable, "$.steps[1].with");
    fault(
        &format!(r#"[{SUM}, {{ "step": "join", "with": "prices", "on": ["sector"] }}]"#),
        Code::UnknownColumn,
        "$.steps[1].on[0]",
    );
    fault(
        &format!(r#"[{SUM}, {{ "step": "join", "with": "prices", "on": ["price"] }}]"#),
        Code::UnknownColumn,
        "$.steps[1].on[0]",
    );
    fault(&format!("[{SUM}, {JOIN}, {JOIN}]"), Code::DuplicateColumn, "$.steps[2].with");
    let cycle = r#"{ "sources": { "sales": { "steps": [{ "step": "join", "with": "prices" }] }, "prices": { "steps": [{ "step": "join", "with": "sales" }] } }, "from": "sales" }"#;
    let error = made(cycle, &[("sales.csv", SALES), ("prices.csv", PRICES)]).unwrap_err();
    assert_eq!(error.code, Code::Cycle, "{error}");
}

#[test]
fn a_join_by_unit_alone() {
    let areas = "province,area\n湖北,18.59\n湖南,21.18\n";
    let plan = r#"{ "sources": { "prices": {}, "areas": {} }, "from": "prices", "steps": [{ "step": "join", "with": "areas" }] }"#;
    // The area has no year, and needs none; the reader has to say so.
    let error = made(plan, &[("prices.csv", PRICES), ("areas.csv", areas)]).unwrap_err();
    assert_fault(&error, Code::MissingPeriod, "areas.csv: row 1");
}

#[test]
fn stack_puts_rows_below() {
    let (one, two) =
        ("province,year,x\n湖北,2021,1\n湖南,2021,2\n", "province,year,x,y\n湖北,2022,3,30\n湖南,2022,4,40\n");
    let plan =
        r#"{ "sources": { "one": {}, "two": {} }, "from": "one", "steps": [{ "step": "stack", "with": "two" }] }"#;
    let panel = made(plan, &[("one.csv", one), ("two.csv", two)]).unwrap().panel;
    assert_eq!((column(&panel, "x", "2021"), column(&panel, "x", "2022")), (vec![1.0, 2.0], vec![3.0, 4.0]));
    assert_eq!(column(&panel, "y", "2022"), [30.0, 40.0]);
    assert_eq!(figure(&panel, "y", "湖北", "2021"), Err("not_published"));
    // The same without a plan, and with a contradiction.
    let same = made("{}", &[("one.csv", one), ("two.csv", two)]).unwrap().panel;
    assert_eq!(format!("{:?}", same.values()), format!("{:?}", panel.values()));
    let error = made("{}", &[("one.csv", one), ("two.csv", "province,year,x\n湖北,2021,7\n")]).unwrap_err();
    assert_fault(&error, Code::PivotConflict, "");
    assert!(error.message.en.contains('1') && error.message.en.contains('7'), "{error}");
    let error = made(plan, &[("one.csv", one), ("two.csv", SALES)]).unwrap_err();
    assert_fault(&error, Code::UnknownColumn, "$.steps[0].with");
}

#[test]
fn pivot_makes_figures_of_words() {
    let by_sector = r#"{ "step": "group_by", "by": ["unit", "period", "sector"], "skip_missing": true, "figures": { "sales": { "sum": "sales" }, "staff": { "sum": "staff" } } }"#;
    let two = panel(&format!(r#"[{by_sector}, {{ "step": "pivot", "names": "sector" }}]"#));
    let ids: Vec<&str> = two.indicators().iter().map(|i| i.id.as_str()).collect();
    assert_eq!(
        {
            let mut ids = ids.clone();
            ids.sort_unstable();
            ids
        },
        ["a sales", "a staff", "b sales", "b staff"]
    );
    assert_eq!(column(&two, "a sales", "2021"), [15.0, 4.0]);
    assert_eq!(column(&two, "b staff", "2022"), [2.0, 3.0]);
    let one = panel(&format!(r#"[{by_sector}, {{ "step": "pivot", "names": "sector", "values": ["staff"] }}]"#));
    assert_eq!(column(&one, "a", "2022"), [4.0, 3.0]);
    // A key that is filtered to one word needs no pivot.
    let one = panel(
        r#"[{ "step": "filter", "column": "sector", "is": "b" }, { "step": "filter", "column": "size", "is": "big" }]"#,
    );
    assert_eq!((column(&one, "sales", "2022")[1], one.indicators().len()), (9.0, 2));
    // Two values for one cell.
    let error = fault(r#"[{ "step": "pivot", "names": "sector" }]"#, Code::LeftoverKey, "");
    assert!(error.message.en.contains("size"), "{error}");
    let error = fault(
        r#"[{ "step": "filter", "column": "sector", "is": "a" }, { "step": "group_by", "by": ["unit", "period", "sector", "size"], "figures": { "sales": { "sum": "sales" } } }, { "step": "pivot", "names": "sector" }]"#,
        Code::LeftoverKey,
        "",
    );
    assert!(error.hint.en.contains("group"), "{error}");
    fault(&format!(r#"[{by_sector}, {{ "step": "pivot", "names": "unit" }}]"#), Code::BadJson, "$.steps[1].names");
    fault(
        &format!(r#"[{by_sector}, {{ "step": "pivot", "names": "sector", "values": ["profit"] }}]"#),
        Code::UnknownColumn,
        "$.steps[1].values[0]",
    );
}

#[test]
fn a_pivot_with_two_values_for_one_cell() {
    let twice = "province,year,what,value\n湖北,2021,a,1\n湖北,2021,b,2\n湖北,2021,b,3\n湖北,2022,a,1\n湖北,2022,b,1\n湖南,2021,a,1\n湖南,2021,b,1\n湖南,2022,a,5\n";
    let error = made(
        r#"{ "sources": { "t": { "columns": { "what": "key" } } }, "steps": [{ "step": "pivot", "names": "what" }] }"#,
        &[("t.csv", twice)],
    )
    .unwrap_err();
    assert_fault(&error, Code::PivotConflict, "$.steps[0]");
    assert!(error.message.zh.contains("湖北 2021 b"), "{error}");
    // Read as a long table it is found where it stands.
    let error =
        made(r#"{ "sources": { "t": { "columns": { "what": "indicator" } } } }"#, &[("t.csv", twice)]).unwrap_err();
    assert_fault(&error, Code::PivotConflict, "t.csv: row 4");
    assert!(error.message.en.contains("row 3"), "{error}");
}

#[test]
fn ratio_divides_and_says_why_it_cannot() {
    let ratio = r#"{ "step": "ratio", "id": "r", "numerator": "sales", "denominator": "staff", "scale": 100 }"#;
    let panel = panel(&format!(
        r#"[{{ "step": "filter", "column": "sector", "is": "b" }}, {{ "step": "group_by", "by": ["unit", "period"], "figures": {{ "sales": {{ "sum": "sales" }}, "staff": {{ "sum": "staff" }} }} }}, {ratio}]"#
    ));
    assert_eq!(figure(&panel, "r", "湖北", "2021"), Ok(350.0));
    assert_eq!(figure(&panel, "r", "湖南", "2021"), Err("zero_denominator"));
    assert_eq!(figure(&panel, "r", "湖北", "2022"), Err("not_published"));
    fault(&format!("[{SUM}, {}]", ratio.replace("\"r\"", "\"sales\"")), Code::DuplicateColumn, "$.steps[1].id");
    fault(
        &format!("[{SUM}, {}]", ratio.replace("\"staff\"", "\"people\"")),
        Code::UnknownColumn,
        "$.steps[1].denominator",
    );
    fault(&format!("[{SUM}, {}]", ratio.replace("100", "0")), Code::BadJson, "$.steps[1].scale");
    let wanted = ratio.replace(r#""scale": 100"#, r#""measure": "元/人""#);
    fault(&format!("[{SUM}, {wanted}]"), Code::BadMeasure, "$.steps[1].measure");
}

#[test]
fn a_ratio_finds_its_scale_from_the_units_of_measure() {
    let table = "province,year,研发经费（亿元）,人口（万人）\n湖北,2022,1254.7,5844\n";
    let ratio = |more: &str| {
        let plan = format!(
            r#"{{ "steps": [{{ "step": "ratio", "id": "r", "numerator": "研发经费", "denominator": "人口"{more} }}], "indicators": ["r"] }}"#
        );
        made(&plan, &[("t.csv", table)])
            .map(|o| (figure(&o.panel, "r", "湖北", "2022").unwrap(), o.panel.indicators()[0].unit.clone()))
    };
    assert_eq!(ratio(r#", "measure": "元/人""#).unwrap(), (1254.7 * 1e4 / 5844.0, "元/人".to_owned()));
    assert_eq!(ratio(r#", "measure": "万元/人""#).unwrap(), (1254.7 / 5844.0, "万元/人".to_owned()));
    assert_eq!(ratio("").unwrap(), (1254.7 / 5844.0, "亿元/万人".to_owned()));
    assert_eq!(ratio(r#", "measure": "吨/人""#).unwrap_err().code, Code::BadMeasure);
}

#[test]
fn growth_looks_for_the_period_by_its_date() {
    // 2021 is not there: 2022 has no base, and never 2020's.
    let table = "province,year,x\n湖北,2019,10\n湖北,2020,20\n湖北,2022,40\n湖南,2019,0\n湖南,2020,5\n湖南,2022,-1\n";
    let growth = |more: &str| {
        let plan = format!(r#"{{ "steps": [{{ "step": "growth", "id": "g", "column": "x", {more} }}] }}"#);
        made(&plan, &[("t.csv", table)]).unwrap().panel
    };
    let simple = growth(r#""rate": "simple""#);
    assert_eq!(figure(&simple, "g", "湖北", "2020"), Ok(1.0));
    assert_eq!(figure(&simple, "g", "湖北", "2022"), Err("base_missing"));
    assert_eq!(figure(&simple, "g", "湖北", "2019"), Err("base_missing"));
    assert_eq!(figure(&simple, "g", "湖南", "2020"), Err("base_not_positive"));
    let two = growth(r#""rate": "difference", "lag": 2"#);
    assert_eq!((figure(&two, "g", "湖北", "2022"), figure(&two, "g", "湖南", "2022")), (Ok(20.0), Ok(-6.0)));
    assert_eq!(figure(&growth(r#""rate": "symmetric", "lag": 2"#), "g", "湖南", "2022"), Err("sign_change"));
    assert_eq!(figure(&growth(r#""rate": "log", "lag": 2"#), "g", "湖北", "2022"), Ok(libm::log(2.0)));

    let of = |step: &str, code, place| fault(&format!("[{SUM}, {step}]"), code, place);
    of(r#"{ "step": "growth", "id": "g", "column": "sales", "rate": "cagr" }"#, Code::BadParameter, "$.steps[1].rate");
    of(
        r#"{ "step": "growth", "id": "g", "column": "sales", "rate": "simple", "lag": 0 }"#,
        Code::BadJson,
        "$.steps[1].lag",
    );
    fault(r#"[{ "step": "growth", "id": "g", "column": "sales", "rate": "simple" }]"#, Code::LeftoverKey, "");
    let plain = r#"[{ "step": "filter", "column": "size", "is": "big" }, { "step": "group_by", "by": ["unit"], "figures": { "sales": { "sum": "sales" } } }, { "step": "growth", "id": "g", "column": "sales", "rate": "simple" }]"#;
    fault(plain, Code::UnknownColumn, "$.steps[2].step");
}

#[test]
fn growth_year_on_year_of_quarters() {
    let table = "province,period,x\n湖北,2021Q1,10\n湖北,2021Q2,20\n湖北,2022Q1,15\n湖北,2022Q2,30\n";
    let plan = r#"{ "steps": [{ "step": "growth", "id": "y", "column": "x", "rate": "simple" }, { "step": "growth", "id": "q", "column": "x", "rate": "simple", "lag": 1 }] }"#;
    let panel = made(plan, &[("t.csv", table)]).unwrap().panel;
    assert_eq!(
        (figure(&panel, "y", "湖北", "2022Q1"), figure(&panel, "q", "湖北", "2022Q1")),
        (Ok(0.5), Err("base_missing"))
    );
    assert_eq!((figure(&panel, "y", "湖北", "2022Q2"), figure(&panel, "q", "湖北", "2022Q2")), (Ok(0.5), Ok(1.0)));
}

#[test]
fn rank_within_groups() {
    let table = "province,year,x\n湖北,2021,3\n湖南,2021,5\n江西,2021,5\n安徽,2021,\n湖北,2022,9\n湖南,2022,1\n江西,2022,1\n安徽,2022,0\n";
    let ranks = |more: &str, year: &str| {
        let plan = format!(r#"{{ "steps": [{{ "step": "rank", "id": "r", "column": "x"{more} }}] }}"#);
        let panel = made(&plan, &[("t.csv", table)]).unwrap().panel;
        ["安徽", "江西", "湖北", "湖南"].map(|unit| figure(&panel, "r", unit, year))
    };
    assert_eq!(ranks("", "2021"), [Err("not_published"), Ok(1.0), Ok(3.0), Ok(1.0)]);
    assert_eq!(ranks("", "2022"), [Ok(4.0), Ok(2.0), Ok(1.0), Ok(2.0)]);
    assert_eq!(ranks(r#", "ties": "modified""#, "2022"), [Ok(4.0), Ok(3.0), Ok(1.0), Ok(3.0)]);
    assert_eq!(ranks(r#", "ties": "dense""#, "2022"), [Ok(3.0), Ok(2.0), Ok(1.0), Ok(2.0)]);
    assert_eq!(ranks(r#", "ties": "fractional""#, "2022"), [Ok(4.0), Ok(2.5), Ok(1.0), Ok(2.5)]);
    // By unit code, whatever the order of the rows: 36 江西 before 43 湖南.
    assert_eq!(ranks(r#", "ties": "ordinal""#, "2022"), [Ok(4.0), Ok(2.0), Ok(1.0), Ok(3.0)]);
    assert_eq!(ranks(r#", "direction": -1"#, "2022"), [Ok(1.0), Ok(2.0), Ok(4.0), Ok(2.0)]);
    assert_eq!(ranks(r#", "over": ["unit"]"#, "2022"), [Ok(1.0), Ok(2.0), Ok(1.0), Ok(2.0)]);
    assert_eq!(ranks(r#", "over": []"#, "2022"), [Ok(7.0), Ok(5.0), Ok(1.0), Ok(5.0)]);
    // 0.1 + 0.2 and 0.3 are one figure, as in every other ranking; 1e-9 apart are two. The tie does not depend on the unit
    // of measure, and a group's slack is its own: 1e-13 beside 3e-13 is a difference where nothing is larger, and none beside 0.3.
    let noise = "province,year,x\n湖北,2021,0.30000000000000004\n湖南,2021,0.3\n江西,2021,0.300000001\n安徽,2021,0\n湖北,2022,1e-13\n湖南,2022,3e-13\n江西,2022,0\n安徽,2022,-1e-13\n";
    let ranks = |more: &str, year: &str| {
        let plan = format!(r#"{{ "steps": [{{ "step": "rank", "id": "r", "column": "x"{more} }}] }}"#);
        let panel = made(&plan, &[("t.csv", noise)]).unwrap().panel;
        ["安徽", "江西", "湖北", "湖南"].map(|unit| figure(&panel, "r", unit, year))
    };
    assert_eq!(ranks("", "2021"), [Ok(4.0), Ok(1.0), Ok(2.0), Ok(2.0)]);
    assert_eq!(ranks(r#", "direction": -1"#, "2021"), [Ok(1.0), Ok(4.0), Ok(2.0), Ok(2.0)]);
    assert_eq!(ranks(r#", "ties": "ordinal""#, "2021"), [Ok(4.0), Ok(1.0), Ok(2.0), Ok(3.0)]);
    assert_eq!(ranks("", "2022"), [Ok(4.0), Ok(3.0), Ok(2.0), Ok(1.0)]);
    assert_eq!(ranks(r#", "over": []"#, "2022"), [Ok(8.0), Ok(4.0), Ok(4.0), Ok(4.0)]);
    fault(
        &format!(r#"[{SUM}, {{ "step": "rank", "id": "r", "column": "sales", "over": ["sales"] }}]"#),
        Code::UnknownColumn,
        "$.steps[1].over[0]",
    );
    fault(
        &format!(r#"[{SUM}, {{ "step": "rank", "id": "r", "column": "sales", "direction": 2 }}]"#),
        Code::BadJson,
        "$.steps[1].direction",
    );
}

#[test]
fn rename_gives_other_names() {
    let panel =
        panel(&format!(r#"[{SUM}, {{ "step": "rename", "columns": {{ "sales": "turnover", "staff": "sales" }} }}]"#));
    assert_eq!(
        (figure(&panel, "turnover", "湖北", "2021"), figure(&panel, "sales", "湖北", "2021")),
        (Ok(22.0), Ok(4.0))
    );
    fault(
        &format!(r#"[{SUM}, {{ "step": "rename", "columns": {{ "sales": "staff" }} }}]"#),
        Code::DuplicateColumn,
        "$.steps[1].columns",
    );
    fault(
        &format!(r#"[{SUM}, {{ "step": "rename", "columns": {{ "profit": "x" }} }}]"#),
        Code::UnknownColumn,
        "$.steps[1].columns.profit",
    );
    fault(
        &format!(r#"[{SUM}, {{ "step": "rename", "columns": {{ "unit": "x" }} }}]"#),
        Code::BadParameter,
        "$.steps[1].columns.unit",
    );
}

#[test]
fn the_panel_takes_what_is_chosen() {
    let chosen = |indicators: &str| {
        let plan = plan(&format!("[{SUM}]")).replace("\"steps\"", &format!(r#""indicators": {indicators}, "steps""#));
        made(&plan, &[("sales.csv", SALES), ("prices.csv", PRICES)])
    };
    let panel = chosen(r#"["staff", { "id": "sales", "zh": "销售额", "en": "Sales", "unit": "亿元" }]"#).unwrap().panel;
    assert_eq!(
        panel.indicators().iter().map(|i| (i.id.as_str(), i.unit.as_str())).collect::<Vec<_>>(),
        [("staff", ""), ("sales", "亿元")]
    );
    assert_eq!(panel.indicators()[1].name().zh, "销售额");
    assert_eq!(column(&panel, "staff", "2021"), [4.0, 2.0]);
    assert_fault(&chosen(r#"["staff", "profit"]"#).unwrap_err(), Code::UnknownIndicator, "$.indicators[1]");
    assert_fault(&chosen(r#"["staff", "staff"]"#).unwrap_err(), Code::DuplicateId, "$.indicators[1]");
}

#[test]
fn files_and_sources() {
    let one = "province,year,x\n湖北,2021,1\n";
    let at = |plan: &str, names: &[&str]| {
        let files: Vec<(&str, &str)> = names.iter().map(|name| (*name, one)).collect();
        made(plan, &files)
    };
    // By the name of the file, of the source, or because there is only one.
    for plan in [
        r#"{ "sources": { "a": { "file": "some/where/x.csv" } } }"#,
        r#"{ "sources": { "x": {} } }"#,
        r#"{ "sources": { "anything": {} } }"#,
        "{}",
    ] {
        assert!(at(plan, &["x.csv"]).is_ok(), "{plan}");
    }
    assert_fault(
        &at(r#"{ "sources": { "a": { "file": "y.csv" } } }"#, &["x.csv"]).unwrap_err(),
        Code::MissingFile,
        "$.sources.a",
    );
    assert_fault(&at(r#"{ "sources": { "x": {} } }"#, &["x.csv", "y.csv"]).unwrap_err(), Code::UnusedFile, "$.sources");
    assert_fault(
        &at(r#"{ "steps": [{ "step": "stack", "with": "y" }] }"#, &["x.csv", "y.csv"]).unwrap_err(),
        Code::BadParameter,
        "$.from",
    );
    assert_fault(&at(r#"{ "from": "y" }"#, &["x.csv"]).unwrap_err(), Code::UnknownTable, "$.from");
    assert_fault(&at("{}", &[]).unwrap_err(), Code::MissingFile, "");
    assert_fault(
        &made(r#"{ "sources": { "x": { "columns": { "z": "figure" } } } }"#, &[("x.csv", one)]).unwrap_err(),
        Code::UnknownColumn,
        "$.sources.x.columns.z",
    );
}

#[test]
fn invalid_plans_are_refused() {
    let fault = |plan: &str, place: &str| {
        assert_fault(&made(plan, &[("x.csv", "province,year,x\n湖北,2021,1\n")]).unwrap_err(), Code::BadJson, place)
    };
    fault(r#"{ "step": [] }"#, "$.step");
    fault(r#"{ "steps": [{ "step": "merge" }] }"#, "$.steps[0].step");
    fault(r#"{ "steps": [{ "step": "filter" }] }"#, "$.steps[0]");
    fault(r#"{ "steps": [{ "step": "filter", "column": "x", "colour": 1 }] }"#, "$.steps[0].colour");
    fault(
        r#"{ "steps": [{ "step": "group_by", "by": [], "figures": { "x": { "median": "x" } } }] }"#,
        "$.steps[0].figures.x",
    );
    fault(r#"{ "sources": { "x": { "columns": { "x": "number" } } } }"#, "$.sources.x.columns.x");
    fault(r#"{ "sources": { "x": { "skip": [1.5] } } }"#, "$.sources.x.skip[0]");
    fault(r#"{ "accept": { "a": 1 } }"#, "$.accept.a");
}

#[test]
fn headers_that_mean_something_to_polars_are_names_like_others() {
    let table = "province,year,*,^.*$,count,len,literal\n湖北,2021,1,10,100,7,8\n湖南,2021,2,20,200,7,8\n湖北,2022,3,30,300,7,8\n湖南,2022,4,40,400,7,8\n";
    let plan = r#"{ "steps": [
        { "step": "ratio", "id": "**", "numerator": "^.*$", "denominator": "*" },
        { "step": "growth", "id": "^g", "column": "*", "rate": "difference" },
        { "step": "rank", "id": "\u0000key", "column": "count" },
        { "step": "group_by", "by": ["unit", "period"], "figures": { "*": { "max": "*" }, "^.*$": { "sum": "^.*$" }, "**": { "mean": "**" }, "^g": { "min": "^g" }, "\u0000key": { "sum": "\u0000key" } } }
    ] }"#;
    let panel = made(plan, &[("t.csv", table)]).unwrap().panel;
    assert_eq!((column(&panel, "*", "2022"), column(&panel, "^.*$", "2022")), (vec![3.0, 4.0], vec![30.0, 40.0]));
    assert_eq!((column(&panel, "**", "2021"), column(&panel, "^g", "2022")), (vec![10.0, 10.0], vec![2.0, 2.0]));
    assert_eq!(column(&panel, "\0key", "2021"), [2.0, 1.0]);
}
