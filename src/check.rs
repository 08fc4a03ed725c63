//! Checks files before they are used: the kind of each is found from its content, and it is read against the others given with it.

use crate::audit::measures;
use crate::error::{Code, Error, Finding, Severity};
use crate::index::framework::{Framework, Step};
use crate::index::normalise::Scope;
use crate::index::Model;
use crate::panel::{self, compact, doubtful_measures, indicators_from_json, Indicator, Panel, Unit};
use crate::scenario::accounts::Accounts;
use crate::scenario::{Scenario, ScenarioSpec};
use crate::text::Text;

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind {
    Compact,
    Indicators,
    Framework,
    Scenario,
    Cells,
    Table,
    Unknown,
}

/// Lists everything found in the files, one list a file, in their order. A panel is read with the indicators given
/// beside it (else with `known`, for the columns that it names), a framework, scenario and cells against the panel
/// given beside them; without one, only what can be seen in the file itself is checked.
pub fn check(files: &[&[u8]], known: &[Indicator]) -> Vec<Vec<Finding>> {
    let kinds = files.iter().map(|f| kind(f)).collect();
    let findings = vec![Vec::new(); files.len()];
    let mut checker = Checker { files, kinds, findings, indicators: known.to_vec(), panels: Vec::new() };
    // What other files are read against comes first.
    checker.indicators();
    checker.panels();
    for at in 0..files.len() {
        let found = checker.other(at);
        checker.findings[at].extend(found);
    }
    checker.findings.into_iter().map(errors_first).collect()
}

/// Errors before warnings, each in the order of the file.
fn errors_first(findings: Vec<Finding>) -> Vec<Finding> {
    let (errors, warnings): (Vec<_>, Vec<_>) = findings.into_iter().partition(|f| f.severity == Severity::Error);
    errors.into_iter().chain(warnings).collect()
}

/// Files while they are checked.
struct Checker<'a> {
    files: &'a [&'a [u8]],
    kinds: Vec<FileKind>,
    /// One list per file.
    findings: Vec<Vec<Finding>>,
    /// What is known of indicators.
    indicators: Vec<Indicator>,
    /// The panels that could be read.
    panels: Vec<Panel>,
}

impl Checker<'_> {
    fn of_kind(&self, wanted: FileKind) -> Vec<usize> {
        (0..self.files.len()).filter(|at| self.kinds[*at] == wanted).collect()
    }

    fn indicators(&mut self) {
        for at in self.of_kind(FileKind::Indicators) {
            match text(self.files[at]).and_then(indicators_from_json) {
                Ok(list) => {
                    self.findings[at].extend(doubtful_measures(&list).into_iter().map(Finding::warning));
                    self.indicators = list;
                }
                Err(error) => self.findings[at].push(Finding::error(error)),
            }
        }
    }

    fn panels(&mut self) {
        for at in self.of_kind(FileKind::Compact) {
            match Panel::from_compact(self.files[at]) {
                Ok(panel) => self.add(at, panel),
                Err(error) => self.findings[at].push(Finding::error(error)),
            }
        }
        for at in self.of_kind(FileKind::Table) {
            let reading = panel::read_panel(self.files[at], Some(self.indicators.clone()));
            self.findings[at].extend(reading.findings);
            if let Some(panel) = reading.panel {
                self.add(at, panel);
            }
        }
    }

    /// Adds a panel, and what is doubtful about its accounts.
    fn add(&mut self, at: usize, panel: Panel) {
        self.findings[at].extend(accounts(&panel));
        self.panels.push(panel);
    }

    /// What is wrong with a file that is read against panels, or that is of no known kind.
    fn other(&self, at: usize) -> Vec<Finding> {
        let file = self.files[at];
        match self.kinds[at] {
            FileKind::Cells => {
                let fault = misfit(&self.panels, |panel| panel.clone().with_cells(file).map(|_| ()));
                fault.map(Finding::error).into_iter().collect()
            }
            FileKind::Framework => self.framework(file),
            FileKind::Scenario => self.scenario(file).map(Finding::error).into_iter().collect(),
            FileKind::Unknown => vec![Finding::error(unknown_kind())],
            FileKind::Indicators | FileKind::Compact | FileKind::Table => Vec::new(),
        }
    }

    fn framework(&self, file: &[u8]) -> Vec<Finding> {
        let alone = text(file).and_then(Framework::from_json).and_then(|framework| {
            Model::new(asked_for(&framework, &self.indicators), framework.clone()).map(|model| (framework, model))
        });
        let (framework, alone) = match alone {
            Err(error) => return vec![Finding::error(error)],
            Ok(read) => read,
        };
        // It may be meant for other data: a warning.
        let fits = |panel: &Panel| Model::new(panel.clone(), framework.clone());
        let misfit = misfit(&self.panels, |panel| fits(panel).map(|_| ()));
        let model = self.panels.iter().find_map(|panel| fits(panel).ok()).unwrap_or(alone);
        misfit.map(Finding::warning).into_iter().chain(mixed_measures(&model)).collect()
    }

    fn scenario(&self, file: &[u8]) -> Option<Error> {
        let spec = match text(file).and_then(ScenarioSpec::from_json) {
            Ok(spec) => spec,
            Err(error) => return Some(error),
        };
        misfit(&self.panels, |panel| {
            let model = Model::new(panel.clone(), Framework::of_columns(panel))?;
            let mut scenario = Scenario::new(&model, &spec)?;
            // Changes that name no period are tried in the newest.
            panel.periods().last().map_or(Ok(()), |newest| scenario.moved(*newest).map(|_| ()))
        })
    }
}

fn unknown_kind() -> Error {
    Error::new(
        Code::UnknownForm,
        "",
        Text::new("不是已知的文件种类。", "The file is of no known kind."),
        Text::new(
            "可检查：面板 CSV、单元格说明 CSV、指标说明、指标体系、情景 JSON。",
            "Known are: panel CSV, cells CSV; indicators, framework and scenario JSON.",
        ),
    )
}

/// What is wrong with a file that fits none of the panels; nothing where one fits, or where there is none.
fn misfit(panels: &[Panel], mut against: impl FnMut(&Panel) -> crate::error::Result<()>) -> Option<Error> {
    let mut fault = None;
    for panel in panels {
        match against(panel) {
            Ok(()) => return None,
            Err(error) => fault = fault.or(Some(error)),
        }
    }
    fault
}

fn text(bytes: &[u8]) -> crate::error::Result<&str> {
    std::str::from_utf8(bytes).map_err(|fault| {
        Error::new(
            Code::EncodingNotUtf8,
            &format!("byte {}", fault.valid_up_to() + 1),
            Text::new("文件不是 UTF-8 编码。", "The file is not UTF-8."),
            Text::new("请另存为 UTF-8。", "Save it as UTF-8."),
        )
    })
}

fn kind(bytes: &[u8]) -> FileKind {
    if compact::is_compact(bytes) {
        return FileKind::Compact;
    }
    let trimmed = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match trimmed.first() {
        Some(b'[') => FileKind::Indicators,
        // By its words, not by parsing it: the kind of a file with an error is recognised too.
        Some(b'{') if find(trimmed, b"\"changes\"") => FileKind::Scenario,
        Some(b'{') if find(trimmed, b"\"tree\"") || find(trimmed, b"\"steps\"") => FileKind::Framework,
        Some(b'{') => FileKind::Unknown,
        _ => {
            let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
            let line = String::from_utf8_lossy(line);
            let header: Vec<&str> =
                line.trim_start_matches('\u{feff}').split(',').map(|c| c.trim().trim_matches('"')).collect();
            if panel::looks_like_cells(&header) {
                FileKind::Cells
            } else {
                FileKind::Table
            }
        }
    }
}

fn find(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|w| w == word)
}

/// A panel without figures that has the columns a framework asks for, so that the rest of it can be checked alone.
fn asked_for(framework: &Framework, known: &[Indicator]) -> Panel {
    let mut ids: Vec<&str> = Vec::new();
    for spec in &framework.indicators {
        let own = [&spec.column, &spec.numerator, &spec.denominator];
        let mut named: Vec<&str> = own.iter().filter_map(|c| c.as_deref()).collect();
        if named.is_empty() {
            named.push(&spec.id);
        }
        ids.extend(named);
    }
    ids.sort_unstable();
    ids.dedup();
    let bases = framework.steps.iter().filter_map(|step| match step {
        Step::Normalise { scope: Scope::Base(period), .. } => period.parse().ok(),
        _ => None,
    });
    let mut periods: Vec<crate::Period> = bases.collect();
    periods.sort_unstable();
    periods.dedup();
    periods.truncate(1);
    let known = |id: &str| known.iter().find(|indicator| indicator.id == id).cloned();
    let plain = |id: &str| known(id).map(|known| Indicator { unit: known.unit, ..Indicator::unknown(id) });
    let indicators = ids.iter().map(|id| plain(id).unwrap_or_else(|| Indicator::unknown(id))).collect();
    Panel::new(Vec::<Unit>::new(), periods, indicators, Vec::new())
        .expect("distinct columns without figures are a panel")
}

/// Groups that average different units of measure as they are.
fn mixed_measures(model: &Model) -> Vec<Finding> {
    let inner = model.inner();
    let group = |at: usize| {
        let found = measures::mixed(inner, at);
        let hint = Text::new(
            "请加上 normalise 步骤，或改用几何平均。",
            "Add a step \"normalise\", or combine by the geometric mean.",
        );
        let place = format!("$.tree: {}", inner.nodes[at].id);
        let message = || measures::message(&inner.nodes[at].name, &found);
        (found.len() > 1).then(|| Finding::warning(Error::new(Code::MixedMeasures, &place, message(), hint)))
    };
    (0..inner.nodes.len()).filter_map(group).collect()
}

/// Accounts whose figures are off by more than 1 in 100,000 and by more than the rounding of their digits: half a unit of
/// the last digit of the total and of every part together. Each is that of its column over all periods, the coarsest, and
/// not of the row: a source that rounds its accounts to whole numbers may have a figure such as 70203.5.
fn accounts(panel: &Panel) -> Vec<Finding> {
    let accounts = Accounts::of(panel);
    let mut findings = Vec::new();
    for breakdown in accounts.breakdowns() {
        let half = half_digit(panel, breakdown.total);
        let halves: Vec<f64> = breakdown.parts.iter().map(|(i, f)| half_digit(panel, *i) * f).collect();
        for (p, period) in panel.periods().iter().enumerate() {
            for (u, unit) in panel.units().iter().enumerate() {
                let total = panel.column(breakdown.total, p)[u];
                let parts: Vec<(f64, f64)> =
                    breakdown.parts.iter().map(|(i, f)| (panel.column(*i, p)[u], *f)).collect();
                if total.is_nan() || (breakdown.complete && parts.iter().any(|(v, _)| v.is_nan())) {
                    continue;
                }
                let present = || parts.iter().zip(&halves).filter(|((v, _), _)| !v.is_nan());
                let sum: f64 = present().map(|((v, f), _)| v * f).sum();
                let rounding: f64 = half + present().map(|(_, half)| half).sum::<f64>();
                let off = if breakdown.complete { (sum - total).abs() } else { sum - total };
                if off > 1e-5 * total.abs() && off > rounding {
                    let id = &panel.indicators()[breakdown.total].id;
                    let (zh, en) = if breakdown.complete { ("不等于", "is not") } else { ("超过", "exceeds") };
                    // In whole parts of 100,000: a number is enough, and writing decimals costs kilobytes of wasm.
                    let by = (off / total.abs() * 1e5).round() as u64;
                    findings.push(Finding::warning(Error::new(
                        Code::AccountsDiffer,
                        &format!("{} {period}, column {id}", unit.code),
                        Text::new(
                            format!("{} {period}：各组成部分之和{zh}总量，相差十万分之{by}。", unit.name.zh),
                            format!(
                                "{} {period}: the sum of the parts {en} the total, by {by} in 100,000.",
                                unit.name.en
                            ),
                        ),
                        Text::new("请核对来源。", "Check the source."),
                    )));
                }
            }
        }
    }
    findings
}

/// Half a unit of the last digit in which an indicator is printed: the coarsest of its periods, since a source that
/// prints whole numbers in one year rounds its accounts so in others too.
fn half_digit(panel: &Panel, indicator: usize) -> f64 {
    let finest = |p: usize| {
        let column = panel.column(indicator, p).iter().filter(|v| !v.is_nan());
        column.map(|v| decimals(*v)).max()
    };
    let coarsest = (0..panel.periods().len()).filter_map(finest).min().unwrap_or(0);
    0.5 / 10_f64.powi(coarsest)
}

/// How many decimals a figure was printed with; trailing zeros are not known.
fn decimals(value: f64) -> i32 {
    let whole = |d: &i32| {
        let power = 10_f64.powi(*d);
        (value * power).round() / power == value
    };
    (0..12).find(whole).unwrap_or(12)
}
