//! Tables of which no name is known: one question for all of them, the likeliest answers first. All figures are made up.

#[path = "../../../examples/common/divisions.rs"]
mod divisions;

use crate::common::faults::assert_fault;
use crate::common::tables::file;
use innodex::{Code, Severity};
use innodex_table::{run_with, Plan, Registers, Remark, Territories};
use serde_json::{json, Value};

fn registers() -> Registers {
    let mut registers = Registers::default();
    registers.set_divisions(divisions::register().as_bytes()).unwrap();
    registers
}

/// What has to be settled in a table.
fn errors(plan: &str, table: &str, registers: &Registers) -> Vec<Remark> {
    let seen = file("table.csv", table).understand_with(&Plan::from_json(plan).unwrap(), registers);
    seen.remarks.into_iter().filter(|remark| remark.severity == Severity::Error).collect()
}

fn fix(remark: &Remark) -> Value {
    serde_json::to_value(innodex_panel::json::Show::show(remark.fix.as_ref().unwrap())).unwrap()
}

/// Districts of Wuhan as a tired reader copies them from paper, with what is meant.
const MISREAD: [(&str, &str); 7] = [
    ("武唱区", "武昌区"),
    ("洪杉区", "洪山区"),
    ("青杉区", "青山区"),
    ("东西胡区", "东西湖区"),
    ("蔡佃区", "蔡甸区"),
    ("黄皮区", "黄陂区"),
    ("江厦区", "江夏区"),
];

#[test]
fn misread_names_are_one_question_and_one_answer() {
    let rows: String = MISREAD.iter().enumerate().map(|(at, (name, _))| format!("{name},{}\n", at + 10)).collect();
    let table = format!("武汉市各区2022年R&D经费,\n地区,R&D经费\n{rows}");
    let errors = errors("{}", &table, &registers());
    let [question] = &errors[..] else { panic!("{errors:#?}") };
    assert_fault(&question.error, Code::UnknownUnit, "row 3, column 地区");
    assert!(question.error.message.zh.starts_with("7个名称"), "{}", question.error.message.zh);
    // The siblings: districts of Wuhan.
    let accept = &fix(question)["accept"];
    for (name, meant) in MISREAD {
        let path = accept[name].as_str().unwrap_or_else(|| panic!("{name} in {accept}"));
        assert!(path.contains("武汉") && path.ends_with(meant), "{name}: {path}");
    }
    // Accepted, it is read.
    let plan = json!({ "sources": { "table": { "accept": accept } } }).to_string();
    let file = file("table.csv", &table);
    let outcome = run_with(&Plan::from_json(&plan).unwrap(), &[&file], &registers(), &mut |_| {}).unwrap();
    assert!(outcome.panel.units().iter().all(|unit| unit.code.starts_with("4201")));
}

#[test]
fn many_unknown_names_are_one_question() {
    let rows: String = (0..3000).map(|at| format!("无名{at:04}县,{at}\n")).collect();
    let table = format!("县,R&D经费\n{rows}");
    let plan = r#"{ "period": "2022", "sources": { "table": { "territory": "divisions" } } }"#;
    let errors = errors(plan, &table, &registers());
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert_fault(&errors[0].error, Code::UnknownUnit, "row 2, column 县");
    assert!(errors[0].error.message.zh.contains("3000个名称"), "{}", errors[0].error.message.zh);
    assert_eq!(errors[0].error.message.zh.matches('“').count(), 10, "ten of them");
    assert_eq!(fix(&errors[0]), json!({ "territory": "free" }));
}

#[test]
fn the_likeliest_come_first() {
    let table = "武汉市各区,\n县,R&D经费\n甲乙丙,1\n汉扬区,2\n东西胡区,3\n无此地方县,4\n";
    let plan = r#"{ "period": "2022", "sources": { "table": { "territory": "divisions" } } }"#;
    let errors = errors(plan, table, &registers());
    assert_eq!(errors.len(), 1, "{errors:#?}");
    let said = &errors[0].error.message.zh;
    let at = |name: &str| said.find(name).unwrap_or_else(|| panic!("{name}: {said}"));
    assert!(at("东西胡区") < at("汉扬区") && at("汉扬区") < at("甲乙丙"), "{said}");
}

#[test]
fn provinces_of_which_none_is_known() {
    let table = "省份,年份,经费\n浙汀,2022,1\n四藏,2022,2\n湖比,2022,3\n甘萧,2022,4\n";
    let errors = errors(r#"{ "sources": { "table": { "territory": "china" } } }"#, table, &Registers::default());
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert_fault(&errors[0].error, Code::UnknownProvince, "row 2, column 省份");
    assert_eq!(fix(&errors[0])["accept"]["浙汀"], json!("浙江"));
}

#[test]
fn one_known_name_leaves_a_question_each() {
    let table = "武汉市各区,\n地区,R&D经费\n武昌区,9\n汉扬区,1\n洪杉区,2\n青杉区,3\n东西胡区,4\n";
    let errors = errors(r#"{ "period": "2022" }"#, table, &registers());
    assert_eq!(errors.len(), 4, "{errors:#?}");
    assert!(errors.iter().all(|error| error.ask.is_some()));
}

#[test]
fn units_that_no_register_knows_stay_as_they_are() {
    let table = "街道,年份,经费\n关山街道,2022,1\n珞南街道,2022,2\n狮子山街道,2022,3\n和平街道,2022,4\n";
    let seen = file("table.csv", table).understand_with(&Plan::default(), &registers());
    assert_eq!(seen.territory, Territories::Free);
    assert_eq!(errors("{}", table, &registers()).len(), 0);
}
