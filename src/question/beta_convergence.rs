//! Beta convergence: the regression of growth on the initial level, with its table.

use super::measured::{asked, some, Measured, UnitLeftOut};
use super::{given, question};
use crate::convergence::beta::{beta, Beta};
use crate::convergence::regression::NoRegression;
use crate::error::{Code, Error, Result};
use crate::index::Model;
use crate::period::Period;
use crate::text::Text;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// The growth of what, from when to when, with which controls.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BetaRequest {
    /// An indicator of the framework or a column of the data, as it is; scores where left out.
    #[serde(default)]
    pub indicator: Option<String>,
    /// The node whose scores are meant; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// The first period; the first of the data in which anybody has a figure where left out.
    #[serde(default)]
    pub first: Option<String>,
    /// The last period; the last of the data in which anybody has a figure where left out.
    #[serde(default)]
    pub last: Option<String>,
    /// Indicators or columns whose figures of the first period are controls, as they are; none, which is absolute convergence,
    /// where left out.
    #[serde(default)]
    pub controls: Option<Vec<String>>,
    /// Those whose natural logarithm is a control.
    #[serde(default)]
    pub log_controls: Option<Vec<String>>,
    /// A part of the units only.
    #[serde(default)]
    pub region: Option<String>,
}

crate::json::readable!(BetaRequest { indicator, node, first, last, controls, log_controls, region });

/// The regression of average log growth on the logarithm of the initial level.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BetaConvergence {
    /// Its table: a row for every coefficient. Empty where there is a reason.
    pub rows: Vec<CoefficientRow>,
    /// The first period.
    pub first: String,
    /// The last.
    pub last: String,
    /// T, the years between them.
    pub years: f64,
    /// n, the units.
    pub units: usize,
    /// R².
    pub r2: Option<f64>,
    /// R², adjusted for the number of coefficients.
    pub adjusted_r2: Option<f64>,
    /// The speed of convergence a year, -ln(1 + b T) / T; none where 1 + b T is not above zero.
    pub speed: Option<f64>,
    /// The years in which half of the distance is made up, ln 2 / speed; none where there is no convergence.
    pub half_life: Option<f64>,
    /// Why there is no regression.
    pub reason: Option<Text>,
    /// Units that cannot take part.
    pub left_out: Vec<UnitLeftOut>,
}

/// A coefficient.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoefficientRow {
    /// `constant`, `log_initial`, or the control.
    pub term: String,
    /// Its name.
    pub name: Text,
    /// The estimate.
    pub value: Option<f64>,
    /// Its standard error.
    pub error: Option<f64>,
    /// value / error.
    pub t: Option<f64>,
    /// Two-sided, Student's t.
    pub p: Option<f64>,
}

crate::json::shown!(BetaConvergence {
    rows,
    first,
    last,
    years,
    units,
    r2,
    adjusted_r2,
    speed,
    half_life,
    reason,
    left_out
});
crate::json::shown!(CoefficientRow { term, name, value, error, t, p });

question!(
    /// The row of the question.
    BETA_CONVERGENCE = "beta_convergence",
    (
        "β收敛：平均对数增长率对初始水平对数的截面回归（绝对或条件），收敛速度与半衰期。",
        "Beta convergence: the regression of average log growth on the initial level, absolute or conditional; speed and half-life."
    ),
    BetaRequest,
    beta_convergence
);

/// The regression of growth on the initial level: [`crate::convergence::beta::beta`].
///
/// # Errors
/// `unknown_node`, `unknown_indicator`, `unknown_period`, `bad_parameter` (the first period is not before the last,
/// `region`), each with the member that named it.
pub fn beta_convergence(model: &Model, request: &BetaRequest) -> Result<BetaConvergence> {
    let measured = Measured::new(model, request.indicator.as_deref(), request.node.as_deref())?;
    let (first, last) = ends(model, &measured, request)?;
    let area = given::area(model, request.region.as_deref())?;
    let asked = asked(model, area);
    let controls = Control::all(model, request)?;
    let mut columns = vec![measured.figures(first)?, measured.figures(last)?];
    for control in &controls {
        columns.push(control.measured.figures(first)?);
    }
    let mut left_out = Vec::new();
    let mut used = Vec::new();
    for unit in asked {
        match obstacle(&measured, &controls, &columns, [first, last], unit)? {
            None => used.push(unit),
            Some(reason) => {
                let about = &model.panel().units()[unit];
                left_out.push(UnitLeftOut { period: None, code: about.code.clone(), unit: about.name.clone(), reason });
            }
        }
    }
    let column = |at: usize| -> Vec<f64> { used.iter().map(|unit| columns[at][*unit]).collect() };
    let as_said = |(at, control): (usize, &Control)| -> Vec<f64> {
        column(at + 2).into_iter().map(|x| if control.log { libm::log(x) } else { x }).collect()
    };
    let years = last.in_years() - first.in_years();
    let others: Vec<Vec<f64>> = controls.iter().enumerate().map(as_said).collect();
    let found = beta(&column(0), &column(1), &others, years);
    Ok(answer(found, [first, last], used.len(), &controls, left_out))
}

fn answer(
    found: std::result::Result<Beta, NoRegression>,
    [first, last]: [Period; 2],
    units: usize,
    controls: &[Control],
    left_out: Vec<UnitLeftOut>,
) -> BetaConvergence {
    let names = [
        ("constant".to_owned(), Text::new("常数项", "constant")),
        ("log_initial".to_owned(), Text::new("初始水平的对数", "log of the initial level")),
    ];
    let names = names.into_iter().chain(controls.iter().map(Control::term));
    let regression = found.as_ref().ok().map(|found| &found.regression);
    let coefficients = regression.into_iter().flat_map(|regression| &regression.coefficients);
    let row = |((term, name), found): ((String, Text), &crate::convergence::regression::Coefficient)| CoefficientRow {
        term,
        name,
        value: some(found.value),
        error: some(found.error),
        t: some(found.t),
        p: some(found.p),
    };
    BetaConvergence {
        rows: names.zip(coefficients).map(row).collect(),
        first: first.to_string(),
        last: last.to_string(),
        years: last.in_years() - first.in_years(),
        units,
        r2: regression.and_then(|regression| some(regression.r2)),
        adjusted_r2: regression.and_then(|regression| some(regression.adjusted_r2)),
        speed: found.as_ref().ok().and_then(|found| found.speed),
        half_life: found.as_ref().ok().and_then(|found| found.half_life),
        reason: found.err().map(NoRegression::text),
        left_out,
    }
}

/// A control.
struct Control<'a> {
    id: &'a str,
    measured: Measured<'a>,
    name: Text,
    log: bool,
}

impl<'a> Control<'a> {
    fn all(model: &'a Model, request: &'a BetaRequest) -> Result<Vec<Control<'a>>> {
        let as_they_are = request.controls.iter().flatten().enumerate().map(|one| (one, "controls"));
        let logs = request.log_controls.iter().flatten().enumerate().map(|one| (one, "log_controls"));
        let one = |((at, id), member): ((usize, &'a String), &'static str)| {
            let measured = Measured::indicator(model, id).map_err(|error| error.item(at).member(member))?;
            let leaf = model.inner().leaves.iter().find(|leaf| leaf.id == **id).map(|leaf| leaf.name.clone());
            let column = || model.panel().indicator(id).map(|at| model.panel().indicators()[at].name());
            let name = leaf.or_else(column).unwrap_or_else(|| Text::same(id));
            Ok(Control { id, measured, name, log: member == "log_controls" })
        };
        as_they_are.chain(logs).map(one).collect()
    }

    fn term(&self) -> (String, Text) {
        match self.log {
            true => (
                format!("log_{}", self.id),
                Text::new(format!("{}的对数", self.name.zh), format!("log of {}", self.name.en)),
            ),
            false => (self.id.to_owned(), self.name.clone()),
        }
    }
}

/// Why a unit cannot take part.
fn obstacle(
    measured: &Measured,
    controls: &[Control],
    columns: &[Vec<f64>],
    [first, last]: [Period; 2],
    unit: usize,
) -> Result<Option<Text>> {
    let not_positive = |about: &str| {
        Text::new(format!("{about}不为正，无法取对数"), format!("{about}: not above zero, so it has no logarithm"))
    };
    for (at, period) in [first, last].into_iter().enumerate() {
        if columns[at][unit].is_nan() {
            let why = measured.reason(period, unit)?;
            return Ok(Some(Text::new(format!("{period}：{}", why.zh), format!("{period}: {}", why.en))));
        }
        if columns[at][unit] <= 0.0 {
            return Ok(Some(not_positive(&period.to_string())));
        }
    }
    for (at, control) in controls.iter().enumerate() {
        let value = columns[at + 2][unit];
        if value.is_nan() {
            let why = control.measured.reason(first, unit)?;
            return Ok(Some(Text::new(format!("{}：{}", control.id, why.zh), format!("{}: {}", control.id, why.en))));
        }
        if control.log && value <= 0.0 {
            return Ok(Some(not_positive(control.id)));
        }
    }
    Ok(None)
}

/// The first and last period.
fn ends(model: &Model, measured: &Measured, request: &BetaRequest) -> Result<(Period, Period)> {
    let mut filled = Vec::new();
    for period in model.panel().periods() {
        if measured.figures(*period)?.iter().any(|x| !x.is_nan()) {
            filled.push(*period);
        }
    }
    let named = |written: &Option<String>, member: &str, other: Option<&Period>| match written {
        Some(written) => {
            let found = written.parse::<Period>().and_then(|p| model.panel().find_period(p).map(|_| p));
            found.map_err(|error| error.member(member))
        }
        None => other.copied().ok_or_else(|| wrong("各时期均无数据。", "No period has a figure.").member(member)),
    };
    let first = named(&request.first, "first", filled.first())?;
    let last = named(&request.last, "last", filled.last())?;
    match first < last {
        true => Ok((first, last)),
        false => Err(wrong("起始时期须早于终止时期。", "The first period must be before the last.").member("first")),
    }
}

fn wrong(zh: &str, en: &str) -> Error {
    let hint = Text::new("请写明有数据的两个时期。", "State two periods that have figures.");
    Error::new(Code::BadParameter, "", Text::new(zh, en), hint)
}
