//! Tables about cities and counties, looked up in the register of divisions or in an office's own. The figures are made up.

#[path = "../../../examples/common/divisions.rs"]
pub mod divisions;

use crate::common::faults::assert_fault;
use crate::common::tables::file;
use innodex::ranking::Ties;
use innodex::{Code, Error, Framework, Model, Severity};
use innodex_panel::register::Level;
use innodex_table::{run_with, File, Outcome, Plan, Registers, Role, Territories, Understood};
use std::sync::OnceLock;

pub fn registers() -> Registers {
    static REGISTERS: OnceLock<Registers> = OnceLock::new();
    let read = || {
        let mut registers = Registers::default();
        registers.set_divisions(divisions::register().as_bytes()).unwrap();
        registers
    };
    REGISTERS.get_or_init(read).clone()
}

#[track_caller]
fn understood_as(name: &str, plan: &str, content: &str) -> Understood {
    file(name, content).understand_with(&Plan::from_json(plan).unwrap(), &registers())
}

#[track_caller]
fn understood(plan: &str, content: &str) -> Understood {
    understood_as("table.csv", plan, content)
}

fn made(plan: &str, files: &[(&str, &str)], registers: &Registers) -> Result<Outcome, Error> {
    let files: Vec<File> = files.iter().map(|(name, content)| file(name, content)).collect();
    run_with(&Plan::from_json(plan)?, &files.iter().collect::<Vec<_>>(), registers, &mut |_| {})
}

/// Codes of the units, in the order of the file.
fn codes(seen: &Understood) -> Vec<&str> {
    seen.units.iter().map(|unit| unit.code.as_str()).collect()
}

fn errors(seen: &Understood) -> Vec<(Code, &str)> {
    let errors = seen.remarks.iter().filter(|r| r.severity == Severity::Error);
    errors.map(|r| (r.error.code, r.error.place.as_str())).collect()
}

fn warnings(seen: &Understood) -> Vec<Code> {
    seen.remarks.iter().filter(|r| r.severity == Severity::Warning).map(|r| r.error.code).collect()
}

/// What is asked about a written name: the choices.
#[track_caller]
fn choices(seen: &Understood, written: &str) -> Vec<String> {
    let asks = seen.remarks.iter().filter_map(|r| r.ask.as_ref());
    let ask = asks.into_iter().find(|ask| ask.of.as_deref() == Some(written)).unwrap_or_else(|| panic!("{seen:#?}"));
    ask.choices.clone()
}

const HUBEI: &str = "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施州 仙桃 潜江 天门 神农架";

fn table(head: &str, names: impl Iterator<Item = impl AsRef<str>>) -> String {
    let rows = names.enumerate().map(|(at, name)| format!("{},2023,{}.5\n", name.as_ref(), at + 1));
    format!("{head},年份,产值\n{}", rows.collect::<String>())
}

#[test]
fn the_seventeen_units_of_hubei() {
    let content = table("市州", ["全省"].into_iter().chain(HUBEI.split(' ')));
    let seen = understood("{}", &content);
    assert_eq!((seen.territory, errors(&seen)), (Territories::Divisions, vec![]), "{seen:#?}");
    assert_eq!(seen.units.len(), 17);
    assert_eq!(codes(&seen)[12..], ["422800", "429004", "429005", "429006", "429021"]);
    assert_eq!(seen.set_apart.len(), 1);
    let outcome = made("{}", &[("d.csv", &content)], &registers()).unwrap();
    assert!(outcome.panel.units().iter().all(|unit| {
        unit.level == Some(Level::Prefecture) && unit.parent.as_ref().is_some_and(|parent| parent.code == "42")
    }));
    assert_eq!(outcome.panel.units()[0].name.zh, "武汉市");
}

#[test]
fn counties_below_their_cities() {
    let names = [
        "石家庄市",
        "长安区",
        "桥西区",
        "新华区",
        "正定县",
        "张家口市",
        "桥东区",
        "桥西区",
        "沧州市",
        "新华区",
        "沧县",
    ];
    let seen = understood("{}", &table("地区", names.into_iter()));
    assert_eq!(errors(&seen), []);
    assert_eq!(codes(&seen)[2..4], ["130104", "130105"]);
    assert_eq!((codes(&seen)[7], codes(&seen)[9]), ("130703", "130902"));
    assert!(warnings(&seen).contains(&Code::PossibleTotal));
    // Where one of them stands elsewhere, the order tells nothing.
    let names = ["石家庄市", "长安区", "桥西区", "沧县", "张家口市", "桥东区"];
    let seen = understood("{}", &table("地区", names.into_iter()));
    assert_eq!(errors(&seen), [(Code::AmbiguousUnit, "row 4, column 地区")]);
}

#[test]
fn cities_among_which_are_municipalities() {
    let seen = understood("{}", &table("城市", ["北京", "上海", "天津", "重庆", "广州", "深圳", "吉林"].into_iter()));
    assert_eq!((errors(&seen), codes(&seen)), (vec![], vec!["11", "31", "12", "50", "440100", "440300", "220200"]));
}

#[test]
fn a_register_that_the_plan_states_must_be_there() {
    let content = table("城市", ["武汉", "宜昌"].into_iter());
    for territory in ["divisions", "register"] {
        let plan = format!(r#"{{"sources": {{"t": {{"territory": "{territory}"}}}}}}"#);
        let error = made(&plan, &[("t.csv", &content)], &Registers::default()).unwrap_err();
        assert_fault(&error, Code::NeedsRegister, "t.csv");
    }
}

#[test]
fn counties_of_a_prefecture_with_its_totals() {
    let names = ["全州", "州直", "恩施市", "利川市", "建始县", "巴东县", "宣恩县"];
    let seen = understood("{}", &table("县市", names.into_iter()));
    assert_eq!((errors(&seen), seen.units.len(), seen.set_apart.len()), (vec![], 5, 2), "{seen:#?}");
    // In 桂林 there is a county of this name.
    let seen = understood("{}", &table("县", ["阳朔", "灵川", "全州", "兴安", "永福"].into_iter()));
    assert_eq!((errors(&seen), seen.units.len(), codes(&seen)[2]), (vec![], 5, "450324"), "{seen:#?}");
}

#[test]
fn a_misread_city_is_one_of_its_siblings() {
    let names = HUBEI.replace("武汉", "武仪市");
    let seen = understood("{}", &table("城市", names.split(' ')));
    assert_eq!(errors(&seen), [(Code::MisreadUnit, "row 2, column 城市")]);
    assert_eq!(choices(&seen, "武仪市"), ["湖北省武汉市"]);
    let seen = understood(r#"{"accept": {"武仪市": "湖北省武汉市"}}"#, &table("城市", names.split(' ')));
    assert_eq!((errors(&seen), codes(&seen)[0]), (vec![], "420100"));
}

#[test]
fn the_province_among_its_cities_is_their_total() {
    let names = ["湖北省", "武汉市", "黄石市", "十堰市", "宜昌市"];
    let seen = understood("{}", &table("地区", names.into_iter()));
    assert_eq!((errors(&seen), seen.units.len()), (vec![], 4));
    assert_eq!(seen.set_apart[0].written, "湖北省");
    let seen = understood("{}", &table("地区", ["武汉市", "江岸区", "江汉区", "硚口区", "汉阳区"].into_iter()));
    assert_eq!((errors(&seen), codes(&seen)), (vec![], vec!["420102", "420103", "420104", "420105"]));
}

#[test]
fn districts_of_wuhan_and_a_zone_that_the_register_does_not_have() {
    let names = ["江岸区", "江汉区", "硚口区", "汉阳区", "武昌区", "青山区", "洪山区", "东湖高新区"];
    let seen = understood("{}", &table("区", names.into_iter()));
    // Of 青山区 there are two; all others are in Wuhan.
    assert_eq!(errors(&seen), [(Code::UnknownUnit, "row 9, column 区")]);
    assert_eq!(codes(&seen)[5], "420107");
    assert!(warnings(&seen).contains(&Code::UnitInferred));
    let seen = understood(r#"{"accept": {"东湖高新区": "东湖高新区"}}"#, &table("区", names.into_iter()));
    assert_eq!((errors(&seen), seen.units.len(), codes(&seen)[7]), (vec![], 8, "东湖高新区"));
}

#[test]
fn zones_among_the_districts_of_their_city() {
    let names = ["蜀山区", "庐阳区", "瑶海区", "包河区", "高新区", "经开区", "新站高新区"];
    let seen = understood("{}", &table("区县", names.into_iter()));
    assert_eq!(errors(&seen), []);
    assert_eq!(codes(&seen)[4..], ["340171", "340172", "340173"]);
    let seen = understood("{}", &table("区县", ["蜀山区", "武昌区", "高新区", "开发区"].into_iter()));
    assert_eq!(errors(&seen).len(), 2);
}

#[test]
fn ambiguous_counties_with_and_without_their_parent() {
    let bare = "区,年份,产值\n鼓楼区,2023,1\n朝阳区,2023,2\n天河区,2023,3\n";
    let seen = understood("{}", bare);
    assert_eq!(errors(&seen), [(Code::AmbiguousUnit, "row 2, column 区"), (Code::AmbiguousUnit, "row 3, column 区")]);
    assert_eq!(choices(&seen, "朝阳区"), ["北京市朝阳区", "吉林省长春市朝阳区"]);
    let beside =
        "城市,区,年份,产值\n南京,鼓楼区,2023,1\n徐州市,鼓楼区,2023,4\n北京,朝阳区,2023,2\n广州市,天河区,2023,3\n";
    let seen = understood("{}", beside);
    assert_eq!((errors(&seen), codes(&seen)), (vec![], vec!["320106", "320302", "110105", "440106"]));
    assert_eq!(seen.columns.iter().map(|c| c.role).collect::<Vec<_>>()[..2], [Role::Parent, Role::Unit]);
    let coded = "代码,区,年份,产值\n320106,鼓楼区,2023,1\n220104,朝阳区,2023,2\n440106,天河区,2023,3\n";
    assert_eq!(codes(&understood("{}", coded)), ["320106", "220104", "440106"]);
    let title = "南京市各区主要指标,,\n区,年份,产值\n鼓楼区,2023,1\n";
    assert_eq!(codes(&understood("{}", title)), ["320106"]);
    let by_plan = r#"{"sources": {"table": {"within": "南京市"}}}"#;
    assert_eq!(codes(&understood(by_plan, "区,年份,产值\n鼓楼区,2023,1\n")), ["320106"]);
    let named = understood_as("南京2023.csv", "{}", "区,年份,产值\n鼓楼区,2023,1\n");
    assert_eq!(codes(&named), ["320106"]);
}

#[test]
fn a_province_and_a_city_together_name_the_city() {
    let content = "省份,城市,年份,产值\n湖北,武汉,2023,1\n湖北,宜昌,2023,2\n吉林省,吉林市,2023,3\n吉林,长春,2023,4\n湖南,长沙,2023,5\n北京,北京,2023,6\n";
    let seen = understood("{}", content);
    assert_eq!(errors(&seen), []);
    assert_eq!(codes(&seen), ["420100", "420500", "220200", "220100", "430100", "11"]);
    let wrong = content.replace("湖南,长沙", "湖北,长沙");
    assert_eq!(errors(&understood("{}", &wrong)), [(Code::UnitElsewhere, "row 6, column 城市")]);
    let misread = content.replace("湖南,长沙", "胡南,长沙");
    assert_eq!(errors(&understood("{}", &misread)).len(), 1);
}

#[test]
fn a_city_that_is_no_more_waits_with_what_became_of_it() {
    let names = ["济南市", "青岛市", "淄博市", "莱芜市"];
    let seen = understood("{}", &table("城市", names.into_iter()));
    assert_eq!(errors(&seen), [(Code::FormerUnit, "row 5, column 城市")]);
    let said = &seen.remarks.iter().find(|r| r.error.code == Code::FormerUnit).unwrap().error.message.zh;
    assert!(said.contains("2019年") && said.contains("山东省济南市"), "{said}");
    let seen = understood(r#"{"accept": {"莱芜市": "莱芜市"}}"#, &table("城市", names.into_iter()));
    assert_eq!((errors(&seen), codes(&seen)[3]), (vec![], "莱芜市"));
}

#[test]
fn codes_of_every_length() {
    let content = "行政区划代码,年份,产值\n420100,2023,1\n420200000000,2023,2\n420300000,2023,3\n";
    let seen = understood("{}", content);
    assert_eq!((errors(&seen), codes(&seen)), (vec![], vec!["420100", "420200", "420300"]));
    let mismatch = "代码,城市,年份,产值\n420100,武汉市,2023,1\n420200,宜昌市,2023,2\n420300,十堰市,2023,3\n";
    assert_eq!(errors(&understood("{}", mismatch)), [(Code::CodeMismatch, "row 3, column 代码")]);
}

#[test]
fn only_tables_of_divisions_want_the_register() {
    let plan = Plan::from_json("{}").unwrap();
    let wants = |content: &str| file("t.csv", content).understand(&plan).needs_register;
    for content in [
        "省份,年份,产值\n湖北,2023,1\n湖南,2023,2\n",
        "地区,年份,指标,数值\n湖北省,2023,经费,1\n湖南省,2023,经费,2\n河北省,2023,经费,2\n",
        "country,year,gdp\nFrance,2023,1\nSpain,2023,2\n",
        "企业,年份,产值\n甲某某科技有限公司,2023,1\n乙某某软件股份有限公司,2023,2\n",
        "代码,年份,产值\n42,2023,1\n430000,2023,2\n",
    ] {
        assert!(!wants(content), "{content}");
    }
    for content in [
        "城市,年份,产值\n武汉,2023,1\n黄石,2023,2\n",
        "省份,城市,年份,产值\n湖北,武汉,2023,1\n湖北,黄石,2023,2\n",
        "代码,年份,产值\n420100,2023,1\n420200,2023,2\n",
        "市州,年份,产值\n全省,2023,1\n恩施土家族苗族自治州,2023,2\n",
    ] {
        assert!(wants(content), "{content}");
    }
    let mut asking = Registers::default();
    asking.set_on_request(true);
    let error = made("{}", &[("t.csv", "城市,年份,产值\n武汉,2023,1\n黄石,2023,2\n")], &asking).unwrap_err();
    assert_fault(&error, Code::NeedsRegister, "t.csv");
    // Provinces never ask, and what the plan says is free stays so.
    assert!(made("{}", &[("t.csv", "省份,年份,产值\n湖北,2023,1\n")], &asking).is_ok());
    let free = r#"{"sources": {"t": {"territory": "free"}}}"#;
    assert!(made(free, &[("t.csv", "城市,年份,产值\n武汉,2023,1\n黄石,2023,2\n")], &asking).is_ok());
}

#[test]
fn provinces_countries_and_firms_are_read_as_before() {
    for (content, territory) in [
        ("省份,年份,产值\n湖北,2023,1\n吉林,2023,2\n海南,2023,2\n北京,2023,3\n", Territories::China),
        ("国家,年份,产值\n法国,2023,1\n西班牙,2023,2\n", Territories::Free),
        ("企业,年份,产值\n甲某某科技,2023,1\n乙某某软件,2023,2\n", Territories::Free),
        ("企业,城市,年份,产值\n甲某某科技,武汉,2023,1\n乙某某软件,武汉,2023,2\n", Territories::Free),
        ("省份,省会,年份,产值\n湖北,武汉市,2023,1\n湖南,长沙市,2023,2\n", Territories::China),
    ] {
        let seen = understood("{}", content);
        assert_eq!((seen.territory, errors(&seen)), (territory, vec![]), "{content}");
    }
}

#[test]
fn units_rank_within_their_province() {
    let content = "省份,城市,年份,产值\n湖北,武汉,2023,3\n湖北,宜昌,2023,2\n湖南,长沙,2023,5\n湖南,株洲,2023,4\n";
    let panel = made("{}", &[("c.csv", content)], &registers()).unwrap().panel;
    let framework = r#"{"id": "one", "name": {"zh": "产值", "en": "output"}, "indicators": [{"id": "产值", "direction": 1}],
        "tree": {"id": "index", "children": [{"id": "产值"}]}, "steps": [{"step": "aggregate", "method": "arithmetic"}]}"#;
    let model = Model::new(panel, Framework::from_json(framework).unwrap()).unwrap();
    let scores = model.scores("2023".parse().unwrap()).unwrap();
    let ranked = |area: &str| {
        let area = model.panel().area(area).unwrap();
        let rows = scores.rows(0, Some(area), Ties::Competition);
        rows.into_iter().map(|row| (row.code, row.rank.unwrap() as usize)).collect::<Vec<_>>()
    };
    let hubei = [("420100".to_owned(), 1), ("420500".to_owned(), 2)];
    for written in ["42", "420000", "湖北", "湖北省"] {
        assert_eq!(ranked(written), hubei, "{written}");
    }
    assert_eq!(ranked("43").len(), 2);
    assert_fault(&model.panel().area("44").unwrap_err(), Code::BadParameter, "region");
}

const PARKS: &str = "code,name,parent,group\nP1,东湖生物城|生物城,,园区\nF1,甲药业有限公司|甲药业,P1,医药\nF2,乙软件有限公司,P1,软件\nF3,丙器械有限公司,P1,医药\n";

#[test]
fn an_offices_own_register() {
    let mut registers = registers();
    registers.set_own("units.csv", PARKS.as_bytes()).unwrap();
    let plan = r#"{"register": {"file": "units.csv"}}"#;
    let content = "企业,年份,营业收入\n甲药业,2023,1\n乙软件有限公司,2023,2\n丙器械有限公司,2023,3\n";
    let outcome = made(plan, &[("f.csv", content)], &registers).unwrap();
    let units = outcome.panel.units();
    assert_eq!(units.iter().map(|u| u.code.as_str()).collect::<Vec<_>>(), ["F1", "F2", "F3"]);
    assert_eq!(units[0].group.as_deref(), Some("医药"));
    assert_eq!(units[0].parent.as_ref().unwrap().name.zh, "东湖生物城");
    let misread = content.replace("丙器械有限公司", "丙器械有限公冋");
    let error = made(plan, &[("f.csv", &misread)], &registers).unwrap_err();
    assert_fault(&error, Code::MisreadUnit, "f.csv: row 4, column 企业");
    let error = made(plan, &[("f.csv", content)], &Registers::default()).unwrap_err();
    assert_fault(&error, Code::MissingFile, "$.register.file");
    // A table of provinces stays one.
    let provinces = made(plan, &[("p.csv", "省份,年份,产值\n湖北,2023,1\n湖南,2023,2\n")], &registers).unwrap();
    assert_eq!(provinces.panel.units()[0].code, "42");
}

#[test]
fn the_first_files_names_are_a_register() {
    let first = "企业名称,年份,产值\n甲公司,2022,1\n乙公司,2022,2\n丙公司,2022,2\n";
    let mut registers = Registers::default();
    registers.set_own("first.csv", first.as_bytes()).unwrap();
    let plan = r#"{"register": {"file": "first.csv"}}"#;
    let error = made(plan, &[("b.csv", "企业,年份,产值\n甲公司,2023,1\n丁公司,2023,2\n丙公司,2023,2\n")], &registers)
        .unwrap_err();
    assert_fault(&error, Code::UnknownUnit, "b.csv: row 3, column 企业");
}

#[test]
fn a_filter_names_units_by_code_or_name() {
    let plan = r#"{"sources": {"t": {}}, "from": "t", "steps": [{"step": "filter", "column": "unit", "is": ["武汉市", "420200"]}]}"#;
    let content = table("市州", HUBEI.split(' '));
    let outcome = made(plan, &[("t.csv", &content)], &registers()).unwrap();
    assert_eq!(outcome.panel.units().len(), 2);
}

proptest::proptest! {
    /// Whatever the names of a table are, nothing panics, and every row is a unit's, a total's, or waits.
    #[test]
    fn no_row_is_lost(names in proptest::collection::vec("(武汉|黄石|鼓楼区|全省|高新区|湖北省|莱芜市|东湖|[市县区]{1,2}|)", 1..12)) {
        let seen = understood("{}", &table("地区", names.iter()));
        let units: usize = seen.units.iter().map(|unit| unit.rows).sum();
        let totals: usize = seen.set_apart.iter().map(|listed| listed.rows).sum();
        let refused: usize = seen.refused.iter().map(|listed| listed.rows).sum();
        let empty = names.iter().filter(|name| name.is_empty()).count();
        proptest::prop_assert_eq!(units + totals + refused + empty, names.len(), "{:#?}", seen);
    }
}
