//! The reader of work reports: labelled texts, the grammar's examples, and that nothing a text holds makes it fail.

#[path = "report/score.rs"]
mod score;

use innodex::report::{read, Figure, Kind, Rule};
use proptest::prelude::*;
use std::fs;
use std::time::Instant;

/// Texts that others labelled; and two sections of a city district's report of 2024, labelled by hand.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/report");
const REFERENCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/report/report-1");

fn labelled(path: &str) -> score::Score {
    let read = |end: &str| fs::read_to_string(format!("{path}{end}")).unwrap();
    score::score(&read(".txt"), &read(".figures.jsonl"))
}

#[test]
fn the_reference_report_is_read() {
    let score = labelled(REFERENCE);
    let percent = |part| score.percent(part);
    assert_eq!(score.labelled, 41);
    assert!(percent(score.found) >= 97.0 && percent(score.kinds) >= 93.0 && score.invented == 0, "{score:#?}");
}

/// Texts that others labelled: whatever lies in the folder.
#[test]
fn every_labelled_text_is_read() {
    let names = fs::read_dir(FOLDER).unwrap().filter_map(|entry| entry.unwrap().file_name().into_string().ok());
    for name in names.filter_map(|name| name.strip_suffix(".txt").map(str::to_owned)) {
        let score = labelled(&format!("{FOLDER}/{name}"));
        let percent = |part| score.percent(part);
        assert!(
            percent(score.found) >= 90.0 && percent(score.kinds) >= 85.0 && score.invented <= 2,
            "{name}: {score:#?}"
        );
    }
}

/// Value, unit and kind, as the grammar's examples state them.
fn brief(figure: &Figure) -> String {
    format!("{} {} {}", figure.value, figure.unit, figure.kind.id())
}

#[test]
fn every_rule_reads_its_example() {
    let reads = |rule: Rule| {
        let reading = read(rule.example());
        match rule.gives() {
            "" => reading.figures.is_empty() && reading.skipped.iter().any(|each| each.rule == rule),
            gives => reading.figures.iter().any(|figure| brief(figure) == gives && figure.rules.has(rule)),
        }
    };
    let wrong = Rule::ALL.iter().copied().filter(|rule| !reads(*rule)).map(|rule| (rule.id(), read(rule.example())));
    let wrong: Vec<_> = wrong
        .map(|(rule, reading)| (rule, reading.figures.iter().map(brief).collect::<Vec<_>>(), reading.skipped))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn names_of_rules_are_each_once() {
    let mut names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.id()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Rule::ALL.len());
}

/// docs/report-grammar.md is made of the rules; `INNODEX_WRITE=1 cargo test report` writes it.
#[test]
fn the_grammar_is_documented() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/report-grammar.md");
    let page = grammar();
    if std::env::var("INNODEX_WRITE").is_ok() {
        fs::write(path, &page).unwrap();
    }
    assert!(
        fs::read_to_string(path).unwrap_or_default() == page,
        "INNODEX_WRITE=1 cargo test report writes docs/report-grammar.md"
    );
}

fn grammar() -> String {
    let mut page = String::from(include_str!("report/grammar.md"));
    let mut group = "";
    for rule in Rule::ALL {
        if rule.group() != group {
            group = rule.group();
            page.push_str(&format!(
                "\n## {group}\n\n| rule | 中文 | English | example | read as |\n|---|---|---|---|---|\n"
            ));
        }
        let (text, example) = (rule.sentence(), rule.example().replace('\n', " ⏎ "));
        let gives = if rule.gives().is_empty() { "no figure" } else { rule.gives() };
        page.push_str(&format!("| `{}` | {} | {} | {example} | {gives} |\n", rule.id(), text.zh, text.en));
    }
    page
}

#[test]
fn questions_are_asked_and_nothing_else_is() {
    let checks = |text: &str| read(text).questions.iter().map(|question| question.check).collect::<Vec<_>>();
    assert_eq!(checks("入库企业279家，同比增长65.8%。"), ["base_not_whole"]);
    // 280 of 168 is 66.7 per cent more.
    assert_eq!(checks("入库企业280家，同比增长66.7%。"), [""; 0]);
    assert_eq!(checks("科技型中小企业279家。科技型中小企业402家。"), ["two_values"]);
    assert_eq!(checks("授权专利50件，其中发明专利30件、实用新型专利25件。"), ["parts_above_total"]);
    assert_eq!(checks("授权专利50件，其中发明专利30件、实用新型专利20件。"), [""; 0]);
    assert_eq!(checks("综合考核排名第二。"), ["rank_without_scope"]);
    assert_eq!(checks("综合考核排名全省第二。"), [""; 0]);
    assert_eq!(checks("新增高新技术企业20篇。"), ["unit_of_noun"]);
}

/// What places count in: characters, and UTF-16 units where a character takes two.
#[test]
fn places_are_those_of_the_text() {
    let text = "𠮷市😀：新增企业１３０家。\r\n增长5%";
    let [firms, growth] = &read(text).figures[..] else { panic!() };
    let chars: Vec<char> = text.chars().collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    for figure in [firms, growth] {
        assert_eq!(chars[figure.start..figure.end].iter().collect::<String>(), figure.text);
        assert_eq!(String::from_utf16(&units[figure.utf16[0]..figure.utf16[1]]).unwrap(), figure.text);
    }
    assert_eq!((firms.value, firms.kind, &*firms.text), (130.0, Kind::New, "１３０家"));
    assert_eq!((growth.paragraph, growth.value), (2, 5.0));
}

/// Pieces of reports and of nonsense.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("新增企业"),
        Just("130家"),
        Just("，"),
        Just("、"),
        Just("。"),
        Just("（"),
        Just("）"),
        Just("《"),
        Just("》"),
        Just("“"),
        Just("同比增长"),
        Just("65.8%"),
        Just("其中"),
        Just("分别为"),
        Just("均排名全省第"),
        Just("二"),
        Just("三十余"),
        Just("亿元"),
        Just("第"),
        Just("翻"),
        Just("番"),
        Just("百分之"),
        Just("1:3"),
        Just("2024年"),
        Just("1-9月"),
        Just("到2030年"),
        Just("-"),
        Just("至"),
        Just("\n"),
        Just("\r"),
        Just("\u{feff}"),
        Just("😀"),
        Just("万"),
        Just("几"),
        Just("1,234"),
        Just("."),
        Just("/"),
        Just(":"),
        Just("〔2021〕5号"),
        Just("比上年"),
        Just("高于"),
        Just("个百分点"),
        Just("前"),
        Just("首位"),
        Just("以上"),
        Just("项目"),
        Just("９"),
        Just("億"),
        Just("個"),
        Just("零"),
        Just("十"),
        Just("点"),
        Just("成"),
        Just("倍增"),
        Just("一、"),
        Just("下一步，"),
    ];
    prop::collection::vec(
        prop_oneof![9 => piece.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)],
        0..40,
    )
    .prop_map(|pieces| pieces.concat())
}

/// What holds of every reading.
fn is_sound(text: &str) {
    let length = text.chars().count();
    let reading = read(text);
    let mut last = 0;
    for (at, figure) in reading.figures.iter().enumerate() {
        assert!(figure.start < figure.end && figure.end <= length && figure.start >= last, "{text:?}: {figure:?}");
        assert!(figure.value.is_finite() && figure.normalised.is_finite(), "{text:?}: {figure:?}");
        assert!(figure.part_of.is_none_or(|of| of < at), "{text:?}: {figure:?}");
        assert!(!figure.phrase.contains('\n') && !figure.subject.contains('\n'), "{text:?}: {figure:?}");
        last = figure.end;
    }
    for question in &reading.questions {
        assert!(!question.figures.is_empty() && question.figures.iter().all(|at| *at < reading.figures.len()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn nothing_panics(text in pieces()) {
        is_sound(&text);
    }

    #[test]
    fn no_character_panics(text in any::<String>()) {
        is_sound(&text);
    }

    /// A report read twice is read twice the same: nothing of a line depends on the lines before it but its heading.
    #[test]
    fn lines_are_read_by_themselves(text in pieces()) {
        let line: String = text.chars().filter(|c| *c != '\n').collect();
        let [one, two] = [read(&format!("甲\n{line}")), read(&format!("甲\n{line}\n乙\n{line}"))];
        let count = |text: &str| text.chars().filter(|c| *c == '\n').count();
        prop_assert_eq!(count(&line), 0);
        let first: Vec<String> = one.figures.iter().map(brief).collect();
        let again: Vec<String> = two.figures.iter().take(first.len()).map(brief).collect();
        prop_assert_eq!(first, again);
    }
}

/// A million such texts, once by hand: `cargo test --release --test all -- --ignored a_million`.
#[test]
#[ignore = "minutes"]
fn a_million_hostile_texts() {
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(1_000_000));
    let begun = Instant::now();
    runner
        .run(&pieces(), |text| {
            is_sound(&text);
            Ok(())
        })
        .unwrap();
    println!("1,000,000 texts in {:.0} s", begun.elapsed().as_secs_f64());
}

/// A text of about so many characters.
type Shape = fn(usize) -> String;

/// Hostile texts that grow: reading stays linear.
#[test]
#[ignore = "measures time: cargo test --release --test all -- --ignored hostile_texts (benches/reports.mjs prints the exponent in Chromium)"]
fn hostile_texts_take_linear_time() {
    let shapes: [(&str, Shape); 9] = [
        ("digits", |n| "9".repeat(n)),
        ("brackets", |n| "（".repeat(n) + &"）".repeat(n)),
        ("titles", |n| "《".repeat(n)),
        ("figures in one sentence", |n| "企业5家、".repeat(n)),
        ("respectively", |n| "甲、乙分别增长3%和5%，".repeat(n)),
        ("parts", |n| format!("企业99家，{}", "其中甲1家，".repeat(n))),
        ("one subject", |n| "高新技术企业5家。高新技术企业6家。".repeat(n)),
        ("numerals", |n| "百千万亿".repeat(n)),
        ("mixed", |n| "第1:2-3至4万/亿.%".repeat(n)),
    ];
    for (name, make) in shapes {
        let time = |n: usize| {
            let text = make(n);
            (0..3)
                .map(|_| {
                    let begun = Instant::now();
                    assert!(read(&text).figures.len() <= text.len());
                    begun.elapsed().as_secs_f64()
                })
                .fold(f64::INFINITY, f64::min)
        };
        let (few, many) = (time(8_000), time(64_000));
        let exponent = (many / few).ln() / 8_f64.ln();
        assert!(exponent < 1.6, "{name}: n^{exponent:.2} ({few:.3} s, {many:.3} s)");
    }
}
