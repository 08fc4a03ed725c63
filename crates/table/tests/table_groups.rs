//! Named groups of places among the units of a table: subtotals, whoever looks the units up. The figures are made up.

use crate::common::tables::{file, understood};
use crate::table_divisions::registers;
use innodex::{Code, Severity};
use innodex_table::{Plan, Understood};

const CITIES: &str = "地区,年份,x\n武汉市,2022,9\n襄阳市,2022,5\n宜昌市,2022,6\n荆州市,2022,3\n荆门市,2022,2\n十堰市,2022,2\n随州市,2022,1\n神农架林区,2022,0.1\n";

fn names(seen: &Understood) -> Vec<&str> {
    seen.units.iter().flat_map(|unit| &unit.written).map(String::as_str).collect()
}

fn apart(seen: &Understood) -> Vec<&str> {
    seen.set_apart.iter().map(|total| total.written.as_str()).collect()
}

#[track_caller]
fn settled(seen: &Understood) {
    let errors: Vec<_> = seen.remarks.iter().filter(|r| r.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn groups_are_no_units_in_a_register_or_without_one() {
    let table =
        format!("{CITIES}武汉城市圈,2022,9\n襄十随神,2022,8.1\n宜荆荆都市圈,2022,11\n宜荆荆,2022,11\n鄂西北,2022,8\n");
    let groups = ["武汉城市圈", "襄十随神", "宜荆荆都市圈", "宜荆荆", "鄂西北"];
    let plan = Plan::from_json(r#"{ "sources": { "t": { "territory": "divisions" } } }"#).unwrap();
    for seen in [
        understood(r#"{ "sources": { "table": { "territory": "free" } } }"#, &table),
        file("t.csv", &table).understand_with(&plan, &registers()),
    ] {
        settled(&seen);
        assert_eq!((apart(&seen), seen.units.len()), (groups.to_vec(), 8));
    }
}

#[test]
fn a_group_is_a_unit_where_the_plan_says_so() {
    let table = format!("{CITIES}武汉城市圈,2022,9\n襄十随神,2022,8.1\n");
    let seen = understood(r#"{ "sources": { "table": { "territory": "free" } } }"#, &table);
    let remarks: Vec<_> = seen.remarks.iter().filter(|r| r.error.code == Code::TotalSetApart).collect();
    assert_eq!(remarks.len(), 2);
    for remark in remarks {
        assert!(remark.error.message.zh.contains("几个地区的合称"), "{}", remark.error.message.zh);
        let innodex_panel::json::Json::Object(fix) = remark.fix.clone().unwrap() else { panic!("{remark:?}") };
        assert_eq!(fix[0].0, "totals");
    }
    let plan = r#"{ "sources": { "table": { "territory": "free", "totals": { "襄十随神": false } } } }"#;
    let seen = understood(plan, &table);
    assert_eq!((apart(&seen), names(&seen).last().copied()), (vec!["武汉城市圈"], Some("襄十随神")));
}

#[test]
fn provinces_beside_regions_and_named_groups() {
    let table = "地区,年份,x\n湖北,2022,9\n湖南,2022,5\n江苏,2022,6\n浙江,2022,6\n上海,2022,6\n东部地区,2022,3\n江浙沪,2022,2\n长江中游城市群,2022,2\n";
    let seen = understood("{}", table);
    settled(&seen);
    assert_eq!((apart(&seen), seen.units.len()), (vec!["东部地区", "江浙沪", "长江中游城市群"], 5));
}

/// Names that look put together are those of places or firms where nothing else says so.
#[test]
fn units_whose_names_only_look_like_groups() {
    let table = "城市,年份,x\n六安,2022,1\n盘锦,2022,2\n天水,2022,3\n六盘水,2022,4\n石嘴山,2022,5\n张家口,2022,6\n枣庄,2022,7\n石家庄,2022,8\n";
    let seen = understood(r#"{ "sources": { "table": { "territory": "free" } } }"#, table);
    settled(&seen);
    assert_eq!((apart(&seen).len(), seen.units.len()), (0, 8));
}
