//! The raw tables of `fixtures/raw`, each with its trap: what is understood, what waits, and what comes out, held to the
//! cleaned figures that the project ships (`data/provinces.csv`, `data/nation.csv`), which others took from the same tables.

use innodex::{Code, Error, Panel, Period, Severity};
use innodex_table::{run, File, Form, Outcome, Plan, Role, SkipReason, Territories, Understood};

fn file(name: &str) -> File {
    let bytes = std::fs::read(format!("../../tests/fixtures/raw/{name}")).unwrap();
    File::read(name, &bytes, &mut |_| {}).unwrap()
}

fn understood(name: &str, plan: &str) -> Understood {
    file(name).understand(&Plan::from_json(plan).unwrap())
}

fn made(plan: &str, names: &[&str]) -> Result<Outcome, Error> {
    let files: Vec<File> = names.iter().map(|name| file(name)).collect();
    run(&Plan::from_json(plan).unwrap(), &files.iter().collect::<Vec<_>>(), &mut |_| {})
}

/// A figure of a panel.
#[track_caller]
fn figure(panel: &Panel, indicator: &str, unit: &str, period: &str) -> f64 {
    let i = panel.indicator(indicator).unwrap_or_else(|| panic!("no {indicator}"));
    let p = panel.find_period(period.parse().unwrap()).unwrap();
    panel.column(i, p)[panel.find_unit(unit).unwrap()]
}

fn codes(understood: &Understood, severity: Severity) -> Vec<(Code, &str)> {
    let of = understood.remarks.iter().filter(|r| r.severity == severity);
    of.map(|r| (r.error.code, r.error.place.as_str())).collect()
}

fn cleaned() -> Panel {
    Panel::from_csv(&std::fs::read("../../data/provinces.csv").unwrap(), None).unwrap()
}

/// Every figure of one of ours against a column of the cleaned table.
#[track_caller]
fn same_as_cleaned(ours: &Panel, indicator: &str, column: &str) -> usize {
    let cleaned = cleaned();
    let mut compared = 0;
    for period in ours.periods() {
        for unit in ours.units() {
            let period = period.to_string();
            let (a, b) = (figure(ours, indicator, &unit.code, &period), figure(&cleaned, column, &unit.code, &period));
            assert!(a == b || (a.is_nan() && b.is_nan()), "{indicator} {} {period}: {a}, cleaned {b}", unit.code);
            compared += usize::from(!a.is_nan());
        }
    }
    compared
}

#[test]
fn misread_names_wait_for_an_answer() {
    let name = "patents_in_force_2013_2015.csv";
    let seen = understood(name, "{}");
    assert_eq!((seen.form, seen.encoding, seen.rows, seen.territory), (Form::Long, "utf-8", 388, Territories::China));
    assert_eq!(
        codes(&seen, Severity::Error),
        [
            (Code::MisreadProvince, "row 58, column province"),
            (Code::MisreadProvince, "row 134, column province"),
            (Code::MisreadProvince, "row 178, column province"),
            (Code::MisreadProvince, "row 238, column province")
        ]
    );
    let refused: Vec<_> =
        seen.refused.iter().map(|r| (r.written.as_str(), r.meant[0].as_str(), r.rows, r.first)).collect();
    assert_eq!(
        refused,
        [("江四", "江西", 4, 58), ("尔部地区", "东部地区", 4, 134), ("浙汀", "浙江", 4, 178), ("四藏", "西藏", 4, 238)]
    );
    assert_eq!(seen.set_apart.iter().map(|t| (t.written.as_str(), t.rows)).collect::<Vec<_>>(), [("全国", 12)]);

    // Nothing goes on before, and one answer is not enough.
    for plan in ["{}", r#"{ "accept": { "江四": "江西", "浙汀": "浙江", "四藏": "西藏" } }"#] {
        let error = made(plan, &[name]).unwrap_err();
        assert_eq!(error.code, Code::MisreadProvince);
        assert!(error.place.starts_with("patents_in_force_2013_2015.csv: row "), "{}", error.place);
    }
    let accept = r#"{ "accept": { "江四": "江西", "浙汀": "浙江", "四藏": "西藏", "尔部地区": "东部地区" } }"#;
    let outcome = made(accept, &[name]).unwrap();
    let panel = &outcome.panel;
    assert_eq!((panel.units().len(), panel.periods().len()), (31, 3));
    assert_eq!(
        panel.indicators().iter().map(|i| (i.id.as_str(), i.unit.as_str())).collect::<Vec<_>>(),
        [("合计", "件"), ("发明", "件"), ("实用新型", "件"), ("外观设计", "件")]
    );
    assert_eq!(same_as_cleaned(panel, "发明", "inventions_valid"), 93);
    // The totals are kept, as they are written, beside the panel.
    let apart = &outcome.set_apart[0];
    assert_eq!((apart.file.as_str(), apart.rows.len()), (name, 16));
    assert_eq!(apart.rows[0], ["全国", "2015", "合计", "4792356", "件"]);
    assert_eq!(apart.rows.iter().filter(|row| row[0] == "尔部地区").count(), 4);
    // What was accepted is listed, each.
    assert_eq!(outcome.remarks.iter().filter(|r| r.error.code == Code::NameAccepted).count(), 4);
}

#[test]
fn gb18030_padded_names_and_units_in_the_header() {
    let name = "rd_personnel_2010_gbk.csv";
    let seen = understood(name, "{}");
    assert_eq!((seen.form, seen.encoding, seen.rows), (Form::Wide, "gb18030", 32));
    assert_eq!(seen.units.len(), 31);
    assert!(seen.units.iter().any(|u| u.code == "15" && u.written == ["内蒙 古"]));
    assert_eq!(
        seen.figures.iter().map(|f| (f.id.as_str(), f.measure.as_str(), f.present)).collect::<Vec<_>>(),
        [
            ("合计", "人年", 31),
            ("研究人员", "人年", 31),
            ("基础研究", "人年", 31),
            ("应用研究", "人年", 31),
            ("试验发展", "人年", 31)
        ]
    );
    // Only the file's name has the year: a suggestion, not an assumption.
    assert_eq!(codes(&seen, Severity::Error), [(Code::MissingPeriod, "row 1")]);
    assert!(seen.remarks[0].error.hint.zh.contains("2010"));
    assert_eq!(made("{}", &[name]).unwrap_err().code, Code::MissingPeriod);

    let outcome = made(r#"{ "period": "2010" }"#, &[name]).unwrap();
    assert_eq!(outcome.panel.periods(), [Period::year(2010)]);
    assert_eq!(same_as_cleaned(&outcome.panel, "合计", "rd_personnel"), 31);
    assert_eq!(same_as_cleaned(&outcome.panel, "研究人员", "rd_researchers"), 31);
    let nation = &outcome.set_apart[0].rows;
    assert_eq!(nation.len(), 1);
    assert_eq!(nation[0][..2], ["全   国", "2553829"]);
    let sum: f64 = outcome.panel.column(0, 0).iter().sum();
    assert!((sum / 2_553_829.0 - 1.0).abs() < 2e-4, "{sum}");
}

#[test]
fn a_long_table_with_two_units_of_measure() {
    let name = "rd_intensity_long.csv";
    let seen = understood(name, "{}");
    assert_eq!((seen.form, seen.periods.len()), (Form::Long, 13));
    assert_eq!(
        seen.columns.iter().map(|c| (c.name.as_str(), c.role)).collect::<Vec<_>>(),
        [
            ("province", Role::Unit),
            ("year", Role::Period),
            ("chn_block4", Role::Indicator),
            ("value", Role::Figure),
            ("units", Role::Measure)
        ]
    );
    assert_eq!(
        seen.figures.iter().map(|f| (f.id.as_str(), f.measure.as_str())).collect::<Vec<_>>(),
        [("RD经费", "亿元"), ("RD强度", "%")]
    );
    assert_eq!(codes(&seen, Severity::Error), []);
    let outcome = made("{}", &[name]).unwrap();
    assert_eq!(same_as_cleaned(&outcome.panel, "RD经费", "rd_expenditure_bulletin"), 403);
    assert_eq!(same_as_cleaned(&outcome.panel, "RD强度", "rd_intensity_bulletin"), 403);
    // What the nation says is the sum, to the digits that are printed.
    let nation = |year: &str, what: &str| -> f64 {
        let row = outcome.set_apart[0].rows.iter().find(|r| r[1] == year && r[2] == what).unwrap();
        row[3].parse().unwrap()
    };
    for period in outcome.panel.periods() {
        let p = outcome.panel.find_period(*period).unwrap();
        let sum: f64 = outcome.panel.column(0, p).iter().sum();
        assert!((sum / nation(&period.to_string(), "RD经费") - 1.0).abs() < 2e-4, "{period}: {sum}");
    }
}

#[test]
fn the_nation_in_one_year_only() {
    let name = "public_budget_2018_2019.csv";
    let outcome = made("{}", &[name]).unwrap();
    assert_eq!(outcome.set_apart[0].rows.iter().map(|r| r[1].as_str()).collect::<Vec<_>>(), ["2019"; 4]);
    assert_eq!(same_as_cleaned(&outcome.panel, "合计", "fiscal_expenditure"), 62);
    assert_eq!(same_as_cleaned(&outcome.panel, "科学技术", "fiscal_science"), 62);
    assert_eq!(same_as_cleaned(&outcome.panel, "教育", "fiscal_education"), 62);
}

#[test]
fn years_as_columns_below_a_comment() {
    for (name, measure, column, spelling) in [
        ("gdp_wide_english.csv", "亿元", "gdp", "Innermongolia"),
        ("population_wide_english.csv", "万人", "population", "InnerMongolia"),
    ] {
        let seen = understood(name, "{}");
        assert_eq!((seen.form, seen.header_row, seen.rows), (Form::Years, 2, 31));
        assert_eq!(seen.skipped.iter().map(|s| (s.row, s.why)).collect::<Vec<_>>(), [(1, SkipReason::Comment)]);
        assert_eq!((seen.periods.len(), seen.periods[0].as_str(), seen.periods[19].as_str()), (20, "2005", "2024"));
        assert!(seen.units.iter().any(|u| u.code == "15" && u.written == [spelling]));
        let id = name.strip_suffix(".csv").unwrap();
        assert_eq!(
            seen.figures.iter().map(|f| (f.id.as_str(), f.measure.as_str(), f.present)).collect::<Vec<_>>(),
            [(id, measure, 620)]
        );
        let plan = format!(
            r#"{{ "sources": {{ "{id}": {{ "name": "{column}" }} }}, "steps": [{{ "step": "filter", "column": "period", "from": "2010" }}] }}"#
        );
        let outcome = made(&plan, &[name]).unwrap();
        assert_eq!(same_as_cleaned(&outcome.panel, column, column), 31 * 15);
        assert!(outcome.panel.indicators()[0].source.starts_with("China national bureau of statistics"));
    }
}

#[test]
fn files_without_steps_come_together_in_one_panel() {
    let outcome =
        made("{}", &["rd_intensity_long.csv", "population_wide_english.csv", "gdp_wide_english.csv"]).unwrap();
    let panel = &outcome.panel;
    assert_eq!((panel.units().len(), panel.periods().len(), panel.indicators().len()), (31, 20, 4));
    assert_eq!(figure(panel, "RD经费", "湖北", "2023"), 1408.2);
    assert!(figure(panel, "RD经费", "湖北", "2024").is_nan());
    assert_eq!(figure(panel, "gdp_wide_english", "42", "2005"), 6469.7);
}

#[test]
fn expenditure_per_person() {
    let plan = r#"{
      "sources": {
        "rd": { "file": "rd_intensity_long.csv" },
        "people": { "file": "population_wide_english.csv", "name": "population" }
      },
      "from": "rd",
      "steps": [
        { "step": "join", "with": "people" },
        { "step": "ratio", "id": "rd_per_person", "numerator": "RD经费", "denominator": "population", "measure": "元/人" },
        { "step": "rank", "id": "rank", "column": "rd_per_person" }
      ],
      "indicators": ["rd_per_person", "rank"]
    }"#;
    let outcome = made(plan, &["rd_intensity_long.csv", "population_wide_english.csv"]).unwrap();
    let panel = &outcome.panel;
    assert_eq!((panel.units().len(), panel.periods().len(), panel.indicators().len()), (31, 13, 2));
    let cleaned = cleaned();
    let mut compared = 0;
    for period in panel.periods() {
        let year = period.to_string();
        let per_person: Vec<f64> = panel
            .units()
            .iter()
            .map(|u| {
                let of = |column| figure(&cleaned, column, &u.code, &year);
                of("rd_expenditure_bulletin") * 1e4 / of("population")
            })
            .collect();
        let ranks = innodex::ranking::rank(&per_person, innodex::ranking::Ties::Competition);
        for (u, unit) in panel.units().iter().enumerate() {
            let ours = figure(panel, "rd_per_person", &unit.code, &year);
            assert!((ours / per_person[u] - 1.0).abs() < 1e-12, "{year} {}: {ours}", unit.code);
            assert_eq!(figure(panel, "rank", &unit.code, &year), ranks[u]);
            compared += 1;
        }
    }
    assert_eq!(compared, 31 * 13);
    assert_eq!(panel.indicators()[0].unit, "元/人");
}
