//! What polars does for a plan, against the plainest Rust that does the same: maps and loops over random records.

use crate::common;

use common::tables::{figure, made};
use innodex::ranking::{rank, Ties};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const UNITS: [&str; 4] = ["北京", "湖北", "湖南", "广东"];
const WORDS: [&str; 3] = ["a", "b", "c"];

/// Province, year, sector, sales, staff; a figure may be missing.
type Record = (usize, i32, usize, Option<i32>, Option<i32>);
type Key = (usize, i32, usize);

fn records() -> impl Strategy<Value = Vec<Record>> {
    let figure = || proptest::option::weighted(0.85, -50..200_i32);
    // Always two rows of one key, so that the table is one of records.
    prop::collection::vec((0..4_usize, 2018..2023_i32, 0..3_usize, figure(), figure()), 1..60)
        .prop_map(|rows| rows.iter().chain(&rows[..1]).copied().collect())
}

fn csv(rows: &[Record]) -> String {
    let cell = |x: &Option<i32>| x.map_or(String::new(), |x| x.to_string());
    let line = |(u, y, w, a, b): &Record| format!("{},{y},{},{},{}\n", UNITS[*u], WORDS[*w], cell(a), cell(b));
    format!("province,year,sector,sales,staff\n{}", rows.iter().map(line).collect::<String>())
}

/// The sum of each key: none where nothing is there, or where something is missing and that is not skipped.
fn sums(rows: &[Record], skip: bool, of: fn(&Record) -> Option<i32>) -> BTreeMap<Key, Option<f64>> {
    let mut groups: BTreeMap<Key, Vec<Option<i32>>> = BTreeMap::new();
    for row in rows {
        groups.entry((row.0, row.1, row.2)).or_default().push(of(row));
    }
    let sum = |all: Vec<Option<i32>>| {
        let there: Vec<i32> = all.iter().flatten().copied().collect();
        (!there.is_empty() && (skip || there.len() == all.len())).then(|| f64::from(there.iter().sum::<i32>()))
    };
    groups.into_iter().map(|(key, all)| (key, sum(all))).collect()
}

fn close(ours: Result<f64, &str>, theirs: Option<f64>) -> bool {
    match (ours, theirs) {
        (Ok(a), Some(b)) => (a - b).abs() <= 1e-12 * b.abs().max(1.0),
        (Err(_), None) => true,
        _ => false,
    }
}

const PLAN: &str = r#"{ "sources": { "t": { "columns": { "sector": "key", "sales": "figure", "staff": "figure" } } }, "steps": [
    { "step": "group_by", "by": ["unit", "period", "sector"], "skip_missing": SKIP, "figures": { "sales": { "sum": "sales" }, "staff": { "sum": "staff" } } },
    { "step": "ratio", "id": "r", "numerator": "sales", "denominator": "staff" },
    { "step": "growth", "id": "g", "column": "sales", "rate": "difference" },
    { "step": "rank", "id": "k", "column": "sales", "over": ["period", "sector"], "ties": "TIES" },
    { "step": "pivot", "names": "sector" }
] }"#;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn group_ratio_growth_rank_and_pivot(rows in records(), skip in any::<bool>(), ties in 0..5_usize) {
        let (word, rule) = [("competition", Ties::Competition), ("modified", Ties::Modified), ("dense", Ties::Dense), ("ordinal", Ties::Ordinal), ("fractional", Ties::Fractional)][ties];
        let plan = PLAN.replace("SKIP", &skip.to_string()).replace("TIES", word);
        let panel = made(&plan, &[("t.csv", &csv(&rows))]).unwrap().panel;
        let (sales, staff) = (sums(&rows, skip, |r| r.3), sums(&rows, skip, |r| r.4));
        let present: BTreeSet<i32> = rows.iter().map(|r| r.1).collect();
        for year in &present {
            for (word, called) in WORDS.iter().enumerate() {
                let column: Vec<f64> = (0..UNITS.len()).map(|u| sales.get(&(u, *year, word)).copied().flatten().unwrap_or(f64::NAN)).collect();
                let ranks = rank(&column, rule);
                for (u, unit) in UNITS.iter().enumerate() {
                    let key = (u, *year, word);
                    if panel.find_unit(unit).is_err() || !rows.iter().any(|r| r.2 == word) {
                        continue;
                    }
                    let ours = |name: &str| figure(&panel, &format!("{called} {name}"), unit, &year.to_string());
                    let (a, b) = (sales.get(&key).copied().flatten(), staff.get(&key).copied().flatten());
                    let before = sales.get(&(u, year - 1, word)).copied().flatten();
                    prop_assert!(close(ours("sales"), a), "sales {key:?}: {:?}, {a:?}", ours("sales"));
                    let ratio = a.zip(b).filter(|(_, b)| *b != 0.0).map(|(a, b)| a / b);
                    prop_assert!(close(ours("r"), ratio), "ratio {key:?}: {:?}, {ratio:?}", ours("r"));
                    let growth = a.zip(before).map(|(a, b)| a - b);
                    prop_assert!(close(ours("g"), growth), "growth {key:?}: {:?}, {growth:?}", ours("g"));
                    let wanted = Some(ranks[u]).filter(|r| !r.is_nan());
                    prop_assert!(close(ours("k"), wanted), "rank {key:?}: {:?}, {wanted:?}", ours("k"));
                }
            }
        }
    }

    #[test]
    fn join_and_filter(rows in records(), prices in prop::collection::btree_map((0..4_usize, 2018..2023_i32), 1..9_i32, 1..12), from in 2018..2023_i32) {
        let table: String = prices.iter().map(|((u, y), p)| format!("{},{y},{p}\n", UNITS[*u])).collect();
        let plan = r#"{ "sources": { "t": { "columns": { "sector": "key", "sales": "figure", "staff": "figure" } }, "p": {} }, "from": "t", "steps": [
            { "step": "filter", "column": "period", "from": FROM },
            { "step": "group_by", "by": ["unit", "period"], "skip_missing": true, "figures": { "sales": { "sum": "sales" }, "n": { "count": "staff" } } },
            { "step": "join", "with": "p" }
        ] }"#.replace("FROM", &from.to_string());
        let made = made(&plan, &[("t.csv", &csv(&rows)), ("p.csv", &format!("province,year,price\n{table}"))]);
        let kept: Vec<&Record> = rows.iter().filter(|r| r.1 >= from).collect();
        if kept.is_empty() {
            prop_assert_eq!(made.unwrap_err().code, innodex::Code::NoRows);
            return Ok(());
        }
        let outcome = made.unwrap();
        let panel = outcome.panel;
        let keys: BTreeSet<(usize, i32)> = kept.iter().map(|r| (r.0, r.1)).collect();
        for key in &keys {
            let ours = |id: &str| figure(&panel, id, UNITS[key.0], &key.1.to_string());
            let of = |pick: fn(&Record) -> Option<i32>| kept.iter().filter(|r| (r.0, r.1) == *key).filter_map(|r| pick(r)).collect::<Vec<i32>>();
            let sales = of(|r| r.3);
            prop_assert!(close(ours("sales"), (!sales.is_empty()).then(|| f64::from(sales.iter().sum::<i32>()))));
            prop_assert_eq!(ours("n"), Ok(of(|r| r.4).len() as f64));
            prop_assert!(close(ours("price"), prices.get(key).map(|p| f64::from(*p))));
        }
        // What found nothing is listed, once, with how many keys there are.
        let lost = keys.iter().filter(|key| !prices.contains_key(*key)).count();
        let unmatched = outcome.remarks.iter().find(|r| r.error.code == innodex::Code::JoinUnmatched);
        prop_assert_eq!(unmatched.is_some(), lost > 0);
        let said = format!("nothing for {} of the keys", lost);
        prop_assert!(unmatched.is_none_or(|r| r.error.message.en.contains(&said)));
    }

    /// Whatever the bytes and the plan: an error with its words, or a panel; never a panic.
    #[test]
    fn never_panics(bytes in prop_oneof![prop::collection::vec(any::<u8>(), 0..200), table_like().prop_map(String::into_bytes)], plan in plan_like()) {
        let Ok(plan) = innodex_table::Plan::from_json(&plan) else { return Ok(()) };
        let Ok(file) = innodex_table::File::read("t.csv", &bytes, &mut |_| {}) else { return Ok(()) };
        let seen = file.understand(&plan);
        for remark in &seen.remarks {
            prop_assert!(!remark.error.message.zh.is_empty() && !remark.error.hint.en.is_empty());
        }
        if let Err(error) = innodex_table::run(&plan, &[&file], &mut |_| {}) {
            prop_assert!(!error.message.en.is_empty() && !error.hint.zh.is_empty());
            prop_assert!(error.code != innodex::Code::TableFailed, "{error}");
        }
    }
}

/// Something like a table: cells that mean something, in rows that mostly fit.
fn table_like() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        "[0-9]{1,4}",
        "-?[0-9]{1,3}\\.[0-9]{0,3}",
        prop::sample::select(vec![
            "湖北", "湖南", "全国", "四藏", "2021", "2022", "2022年", "", "…", "a", "b", "亿元", "\"x,y\"", "1,2", "*",
            "^a$", "１２"
        ])
        .prop_map(str::to_owned),
    ];
    let header = prop::collection::vec(
        prop::sample::select(vec![
            "province",
            "year",
            "value",
            "x",
            "y",
            "units",
            "what",
            "2021",
            "2022",
            "合计（人年）",
            "",
            "*",
        ])
        .prop_map(str::to_owned),
        1..6,
    );
    (
        header,
        prop::collection::vec(prop::collection::vec(cell, 1..6), 0..12),
        prop::sample::select(vec![",", "\t", ";"]),
    )
        .prop_map(|(header, rows, by)| std::iter::once(header).chain(rows).map(|row| row.join(by) + "\n").collect())
}

/// Something like a plan: steps that refer to what may be there.
fn plan_like() -> impl Strategy<Value = String> {
    let step = prop::sample::select(vec![
        r#"{ "step": "filter", "column": "x", "from": 1 }"#,
        r#"{ "step": "filter", "column": "unit", "is": "湖北" }"#,
        r#"{ "step": "group_by", "by": ["unit", "period"], "figures": { "x": { "sum": "x" } } }"#,
        r#"{ "step": "group_by", "by": [], "figures": { "value": { "max": "value" } } }"#,
        r#"{ "step": "pivot", "names": "what" }"#,
        r#"{ "step": "ratio", "id": "r", "numerator": "x", "denominator": "y", "measure": "%" }"#,
        r#"{ "step": "growth", "id": "g", "column": "x", "rate": "log", "lag": 10000 }"#,
        r#"{ "step": "rank", "id": "k", "column": "x", "over": [], "ties": "ordinal" }"#,
        r#"{ "step": "rename", "columns": { "x": "*", "y": "" } }"#,
        r#"{ "step": "join", "with": "t" }"#,
        r#"{ "step": "stack", "with": "t" }"#,
    ]);
    let answers = prop::sample::select(vec![
        "",
        r#""period": "2022","#,
        r#""missing": ["…"], "thousands": true, "accept": { "四藏": "西藏" },"#,
        r#""sources": { "t": { "columns": { "what": "key", "x": "figure" }, "skip": [1, 2, 3], "territory": "free" } },"#,
    ]);
    (answers, prop::collection::vec(step, 0..4))
        .prop_map(|(answers, steps)| format!(r#"{{ {answers} "steps": [{}] }}"#, steps.join(",")))
}
