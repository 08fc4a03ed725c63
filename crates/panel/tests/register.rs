//! The register of divisions against the two collections that it was made of, and names as tables have them.

#[path = "../../../examples/common/divisions.rs"]
mod divisions;

use divisions::{collection, ADCODES, AREAS};
use innodex_panel::register::{national, Answer, Context, Level, Register, Scope};
use innodex_panel::{Code, Panel};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

fn register() -> &'static Register {
    static REGISTER: OnceLock<Register> = OnceLock::new();
    REGISTER.get_or_init(|| national::read(divisions::register().as_bytes()).unwrap())
}

/// Whether a code is one that both collections number alike: not Taiwan's, Hong Kong's or Macao's.
fn is_comparable(code: &str) -> bool {
    !["71", "81", "82", "99"].iter().any(|head| code.starts_with(head))
}

fn below_province(code: &str) -> bool {
    !code.ends_with("0000")
}

/// What a name means alone: the path of the unit, `~` misread, `|` ambiguous, `?` unknown, `-` no more, `!` elsewhere.
fn said(written: &str, context: &Context<'_>) -> String {
    let register = register();
    let paths = |units: &[u32]| units.iter().map(|unit| register.path(*unit)).collect::<Vec<_>>().join(" ");
    match register.resolve(written, context) {
        Answer::Found(unit) => register.path(unit),
        Answer::Inferred(unit) => format!("={}", register.path(unit)),
        Answer::Ambiguous(units) => format!("|{}", paths(&units)),
        Answer::Elsewhere(units) => format!("!{}", paths(&units)),
        Answer::Former(former) => format!("-{}", former.name),
        Answer::Misread(unit) => format!("~{}", register.path(unit)),
        Answer::Unknown(units) => format!("?{}", paths(&units)),
    }
}

#[track_caller]
fn check(context: &Context<'_>, cases: &[(&str, &str)]) {
    for (written, expected) in cases {
        assert_eq!(said(written, context), *expected, "{written}");
    }
}

/// What the other names of a table tell.
fn among(names: &str) -> Context<'static> {
    let scope = register().scope(names.split(' '));
    Context { scope, ..Context::default() }
}

fn within(name: &str) -> Context<'static> {
    match register().candidates(name)[..] {
        [only] => Context { within: Some(only), ..Context::default() },
        ref several => panic!("{name}: {several:?}"),
    }
}

#[test]
fn the_two_collections_differ_as_their_notes_say() {
    let (areas, adcodes) = (collection(AREAS), collection(ADCODES));
    assert_eq!((areas.len(), adcodes.len()), (3_882, 3_429));
    assert_eq!(areas.keys().filter(|code| !adcodes.contains_key(*code)).count(), 610);
    assert_eq!(adcodes.keys().filter(|code| !areas.contains_key(*code)).count(), 157);
}

#[test]
fn codes_that_agree_are_in_it_and_headings_are_not() {
    let (areas, adcodes) = (collection(AREAS), collection(ADCODES));
    let mut counts = BTreeMap::new();
    for (code, name) in areas.iter().filter(|(code, name)| adcodes.get(*code) == Some(name) && is_comparable(code)) {
        let unit = register().by_code(code).unwrap_or_else(|| panic!("{code} {name}"));
        let unit = register().unit(unit);
        assert_eq!(unit.full, *name, "{code}");
        *counts.entry(unit.level.unwrap()).or_insert(0) += 1;
    }
    // 31 provinces, and the four cities of which the collections repeat the code.
    assert_eq!(counts[&Level::Province], 35);
    for code in ["429000", "419000", "469000", "659000", "500200", "999900", "990000", "710100", "810101", "441990"] {
        assert_eq!(register().by_code(code), None, "{code}");
    }
    let known = |code: &str| areas.contains_key(code) || adcodes.contains_key(code);
    assert!(register().units().iter().all(|unit| unit.code.len() == 2 || known(&unit.code)));
    let level = |level| register().units().iter().filter(|unit| unit.level == Some(level)).count();
    // 333 cities, prefectures and leagues are official; 32 more are directly under their province, 雄安 is a zone.
    assert_eq!(level(Level::Prefecture), 333 + 32, "{counts:?}");
    println!("{} counties, {} zones", level(Level::County), level(Level::Zone));
}

#[test]
fn it_has_at_most_20_kilobytes_compressed() {
    let text = divisions::register();
    std::fs::write(std::env::temp_dir().join("divisions.bin"), &text).unwrap();
    println!("{} bytes", text.len());
    // Brotli itself is measured where the package is built (scripts/sizes.mjs).
    assert!(text.len() < 60_000, "{}", text.len());
}

#[test]
fn names_of_several_units_are_those_of_the_collections() {
    let mut bearers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let (areas, adcodes) = (collection(AREAS), collection(ADCODES));
    for (code, name) in areas.iter().chain(&adcodes).filter(|(code, _)| is_comparable(code) && below_province(code)) {
        bearers.entry(name).or_default().insert(code);
    }
    let several = register().units().iter().filter(|unit| unit.level == Some(Level::County));
    let mut ambiguous: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    several.for_each(|unit| ambiguous.entry(&unit.full).or_default().push(&unit.code));
    ambiguous.retain(|_, codes| codes.len() > 1);
    println!("{} names of {} units", ambiguous.len(), ambiguous.values().map(Vec::len).sum::<usize>());
    for (name, codes) in &ambiguous {
        assert!(codes.iter().all(|code| bearers[name].contains(code)), "{name}");
    }
    assert_eq!(ambiguous["鼓楼区"], ["320106", "320302", "350102", "410204"]);
    assert_eq!(ambiguous["朝阳区"], ["110105", "220104"]);
}

#[test]
fn every_name_is_its_own_or_has_all_its_bearers() {
    let register = register();
    for (at, unit) in register.units().iter().enumerate() {
        let at = at as u32;
        let code = if unit.code.len() == 2 { format!("{}0000", unit.code) } else { unit.code.clone() };
        for written in [unit.full.as_str(), &register.path(at), &code, &format!("{code}000000")] {
            match register.resolve(written, &Context::default()) {
                Answer::Found(found) => assert_eq!(found, at, "{written}"),
                Answer::Ambiguous(all) => {
                    assert!(all.contains(&at) && written == unit.full, "{written}");
                    let bearers: Vec<&str> =
                        register.units().iter().filter(|u| u.full == unit.full).map(|u| u.code.as_str()).collect();
                    assert_eq!(all.iter().map(|u| register.unit(*u).code.as_str()).collect::<Vec<_>>(), bearers);
                }
                other => panic!("{written}: {other:?}"),
            }
        }
        let autonomous = unit.full.contains("自治") || unit.full.contains('族');
        let special = ["地区", "架林区", "枝特区"].iter().any(|end| unit.full.ends_with(end));
        let short =
            if autonomous || special { &unit.full } else { unit.full.trim_end_matches(['市', '县', '区', '盟']) };
        if short.chars().count() > 1
            && short != unit.full
            && unit.level > Some(Level::Province)
            && unit.level != Some(Level::Zone)
        {
            match register.resolve(short, &Context::default()) {
                Answer::Found(found) => assert_eq!(found, at, "{short}"),
                // 沙市 is the short name of 沙市区, 津市 that of 津市市; a full name goes before.
                Answer::Ambiguous(all) => assert!(all.contains(&at), "{short}"),
                other => panic!("{short}: {other:?}"),
            }
        }
    }
}

#[test]
fn cities_of_a_province() {
    let hubei = "武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施州 仙桃 潜江 天门 神农架";
    let context = among(hubei);
    assert_eq!(
        context.scope,
        Scope { within: Some(register().by_code("42").unwrap()), level: Some(Level::Prefecture) }
    );
    let codes: Vec<String> = hubei
        .split(' ')
        .map(|name| match register().resolve(name, &context) {
            Answer::Found(unit) | Answer::Inferred(unit) => register().unit(unit).code.clone(),
            other => panic!("{name}: {other:?}"),
        })
        .collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), 17);
    assert_eq!(codes[12..], ["422800", "429004", "429005", "429006", "429021"]);
    check(
        &context,
        &[
            ("恩施土家族苗族自治州", "湖北省恩施土家族苗族自治州"),
            ("恩施自治州", "湖北省恩施土家族苗族自治州"),
            ("恩施", "=湖北省恩施土家族苗族自治州"),
            ("神农架林区", "湖北省神农架林区"),
            ("襄樊", "湖北省襄阳市"),
            ("襄樊市", "湖北省襄阳市"),
            ("武　汉　市", "湖北省武汉市"),
            ("武漢市", "湖北省武汉市"),
            ("４２０１００", "湖北省武汉市"),
            ("4201", "湖北省武汉市"),
            ("420100000000", "湖北省武汉市"),
            ("武仪市", "~湖北省武汉市"),
            ("武仪", "~湖北省武汉市"),
            ("十偃", "~湖北省十堰市"),
            ("荆洲市", "?湖北省荆门市 湖北省荆州市"),
        ],
    );
    // What the table names elsewhere is not what was misread.
    let known = register().candidates("荆门市");
    check(&Context { known: &known, ..context }, &[("荆洲市", "~湖北省荆州市")]);
    let hunan = among("长沙 株洲 湘潭 衡阳 邵阳 岳阳");
    check(&hunan, &[("长沙", "=湖南省长沙市"), ("湘潭", "=湖南省湘潭市")]);
}

#[test]
fn districts_wait_for_their_parent() {
    let bare = Context::default();
    check(
        &bare,
        &[
            ("鼓楼区", "|江苏省南京市鼓楼区 江苏省徐州市鼓楼区 福建省福州市鼓楼区 河南省开封市鼓楼区"),
            ("南京市鼓楼区", "江苏省南京市鼓楼区"),
            ("江苏省南京市鼓楼区", "江苏省南京市鼓楼区"),
            ("江苏 南京 鼓楼", "江苏省南京市鼓楼区"),
            ("朝阳", "|北京市朝阳区 辽宁省朝阳市 辽宁省朝阳市朝阳县 吉林省长春市朝阳区"),
            ("北京市朝阳区", "北京市朝阳区"),
            ("吉林", "|吉林省 吉林省吉林市"),
            ("吉林市", "吉林省吉林市"),
            ("吉林省吉林市", "吉林省吉林市"),
            ("津市", "湖南省常德市津市市"),
            ("全州", "广西壮族自治区桂林市全州县"),
            ("密云县", "北京市密云区"),
            ("崇明县", "上海市崇明区"),
            ("420106001", "?"),
            ("429000", "?"),
        ],
    );
    check(&among("玄武区 秦淮区 建邺区 鼓楼区 浦口区"), &[("鼓楼区", "=江苏省南京市鼓楼区")]);
    check(&among("玄武区 鼓楼区"), &[("鼓楼区", "=江苏省南京市鼓楼区")]);
    assert!(said("鼓楼区", &among("鼓楼区 庐阳区 玄武区")).starts_with('|'));
    assert!(said("鼓楼区", &among("鼓楼区")).starts_with('|'));
    check(&within("南京市"), &[("鼓楼区", "江苏省南京市鼓楼区"), ("庐阳区", "!安徽省合肥市庐阳区")]);
    check(&within("湖北省"), &[("武汉", "湖北省武汉市"), ("武仪市", "?湖北省武汉市 湖北省黄冈市武穴市")]);
    check(&within("吉林省"), &[("吉林市", "吉林省吉林市"), ("吉林", "吉林省吉林市")]);
    check(&within("北京市"), &[("北京", "北京市"), ("朝阳区", "北京市朝阳区")]);
}

#[test]
fn units_that_are_no_more_are_no_others() {
    let anhui = among("合肥市 芜湖市 蚌埠市 淮南市 巢湖市");
    check(&anhui, &[("巢湖市", "-巢湖市"), ("巢湖", "-巢湖市"), ("合肥市", "安徽省合肥市")]);
    check(&among("庐江县 肥东县 巢湖市"), &[("巢湖市", "安徽省合肥市巢湖市")]);
    check(
        &Context::default(),
        &[("巢湖市", "安徽省合肥市巢湖市"), ("莱芜市", "-莱芜市"), ("莱芜区", "山东省济南市莱芜区")],
    );
    check(&among("济南市 青岛市 淄博市 莱芜市"), &[("莱芜市", "-莱芜市"), ("莱芜", "-莱芜市")]);
    check(&among("昆明 曲靖 玉溪 思茅 临沧"), &[("思茅", "=云南省普洱市"), ("思茅市", "云南省普洱市")]);
}

#[test]
fn zones_by_full_name_or_with_their_parent() {
    check(
        &Context::default(),
        &[
            ("石家庄高新技术产业开发区", "河北省石家庄市高新技术产业开发区"),
            ("石家庄高新区", "河北省石家庄市高新技术产业开发区"),
            ("苏州工业园区", "江苏省苏州市工业园区"),
            ("高新区", "?"),
            ("开发区", "?"),
            ("经济技术开发区", "?"),
        ],
    );
    check(
        &within("长春市"),
        &[("高新区", "吉林省长春市高新技术产业开发区"), ("净月高新区", "吉林省长春市净月高新技术产业开发区")],
    );
    check(&within("武汉市"), &[("高新区", "?"), ("东湖高新区", "?")]);
}

#[test]
fn damaged_bytes_are_refused() {
    let good = divisions::register();
    assert!(national::read(good.as_bytes()).is_ok());
    for bad in ["", "innodex divisions 2 00000000\n", &good[..good.len() / 2], &good.replacen("石家庄", "石家庒", 1)]
    {
        assert_eq!(national::read(bad.as_bytes()).unwrap_err().code, Code::CorruptData);
    }
}

#[test]
fn an_offices_own_register() {
    let csv = "code,name,parent,group\nG1,光谷生物城|生物城,,园区\nF1,甲药业有限公司|甲药业,光谷生物城,医药\nF2,乙软件公司,G1,软件\n";
    let own = Register::from_csv(csv).unwrap();
    let unit = |written: &str| match own.resolve(written, &Context::default()) {
        Answer::Found(unit) => own.panel_unit(unit),
        other => panic!("{written}: {other:?}"),
    };
    assert_eq!((unit("甲药业").code.as_str(), unit(" 乙软件公司").group.as_deref()), ("F1", Some("软件")));
    assert_eq!(unit("F2").parent.unwrap().name.zh, "光谷生物城");
    assert_eq!(own.resolve("甲药业有限公冋", &Context::default()), Answer::Misread(1));
    let names = Register::from_csv("企业名称,年份,营业收入\n甲公司,2022,5\n甲公司,2023,6\n乙公司,2023,7\n").unwrap();
    assert_eq!(names.units().len(), 2);
    for (bad, code) in [
        ("year,value\n2022,3\n", Code::MissingColumn),
        ("code,name\nA,甲\nA,乙\n", Code::UnitConflict),
        ("code,name,parent\nA,甲,丙\n", Code::UnknownUnit),
        ("code,name,parent\nA,甲,乙\nB,乙,甲\n", Code::Cycle),
        ("code,name\nA,甲,乙\n", Code::RaggedRow),
        ("", Code::EmptyFile),
    ] {
        assert_eq!(Register::from_csv(bad).unwrap_err().code, code, "{bad}");
    }
}

#[test]
fn a_panels_csv_keeps_level_parent_and_group() {
    let csv = "code,unit,unit_level,unit_parent,unit_parent_name,unit_group,year,gdp\n\
        420102,江岸区,county,420100,武汉市,中心城区,2022,1\n420200,黄石市,prefecture,42,湖北,,2022,2\n";
    let panel = Panel::from_csv(csv.as_bytes(), None).unwrap();
    assert_eq!(panel.indicators().len(), 1);
    let [district, city] = panel.units() else { panic!("{:?}", panel.units()) };
    assert_eq!((district.level, district.group.as_deref()), (Some(Level::County), Some("中心城区")));
    assert_eq!(district.parent.as_ref().unwrap().name.zh, "武汉市");
    assert_eq!(city.parent.as_ref().unwrap().name.en, "Hubei");
    // As the table module hands it over, and back.
    let json = serde_json::to_string(&panel.units()).unwrap();
    let columns = format!(r#"{{"units": {json}, "periods": ["2022"], "indicators": []}}"#);
    assert_eq!(Panel::from_columns(&columns, vec![], &[]).unwrap().units(), panel.units());
    let twice = "code,unit,unit_parent,year,gdp\n320106,鼓楼区,320100,2022,1\n320302,鼓楼区,320300,2022,2\n";
    assert_eq!(Panel::from_csv(twice.as_bytes(), None).unwrap().units().len(), 2);
    for (bad, code) in [
        (csv.replace("county", "town"), Code::BadParameter),
        (format!("{csv}420200,黄石市,prefecture,43,,,2023,2\n"), Code::UnitConflict),
    ] {
        assert_eq!(Panel::from_csv(bad.as_bytes(), None).unwrap_err().code, code);
    }
    // Provinces are looked up: a column of this name beside them is one like any other.
    assert!(Panel::from_csv(b"province,unit_level,year\n42,county,2022\n", None).is_err());
}

proptest! {
    /// Whatever is written, nothing panics, and what is found bears the name or the code.
    #[test]
    fn nothing_panics(written in "[武汉市县区州高新东湖鼓楼0-9 　/a-z]{0,12}") {
        let _ = register().resolve(&written, &Context::default());
        let _ = register().scope([written.as_str()].into_iter());
        let _ = Register::from_csv(&written);
        let _ = national::read(written.as_bytes());
    }

    /// A unit among its siblings is found by its full name, whatever white space and width.
    #[test]
    fn found_among_siblings(at in 34_usize..3_300, gap in "[ 　\u{200b}]{0,2}") {
        let register = register();
        let unit = &register.units()[at % register.units().len()];
        prop_assume!(unit.level != Some(Level::Province));
        let scope = Scope { within: unit.parent, level: None };
        let name = unit.full.chars().map(String::from).collect::<Vec<_>>().join(&gap);
        let answer = register.resolve(&name, &Context { scope, ..Context::default() });
        let found = match answer {
            Answer::Found(found) | Answer::Inferred(found) => register.unit(found).code.clone(),
            Answer::Former(former) => former.name.clone(),
            other => format!("{other:?}"),
        };
        prop_assert!(found == unit.code || found == unit.full, "{} {}", name, found);
    }
}
