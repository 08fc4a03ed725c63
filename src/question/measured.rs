//! What is measured over periods: the scores of a node, an indicator of the framework, or a column of the data.

use super::given;
use crate::area::Area;
use crate::error::{Code, Error, Result};
use crate::growth;
use crate::index::{Columns, Model};
use crate::period::Period;
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;

/// The figures of all units in every period.
pub(super) enum Measured<'a> {
    /// The scores of a node.
    Node(&'a Model, usize),
    /// An indicator or column, with its values, `[period][unit]`.
    Indicator(&'a Model, &'a str, Vec<f64>),
}

/// A unit that is left out of a measure.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitLeftOut {
    /// The period; none where it is left out of all.
    pub period: Option<String>,
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// Why.
    pub reason: Text,
}

crate::json::shown!(UnitLeftOut { period, code, unit, reason });

impl<'a> Measured<'a> {
    /// An indicator or column where one is named, else the scores of a node, of the index where none is.
    pub fn new(model: &'a Model, indicator: Option<&'a str>, node: Option<&str>) -> Result<Measured<'a>> {
        match (indicator, node) {
            (Some(_), Some(_)) => Err(Error::new(
                Code::BadParameter,
                "",
                Text::new("indicator 与 node 不能并用。", "indicator and node exclude each other."),
                Text::new("请只保留其中一个。", "Leave one of them out."),
            )
            .member("node")),
            (Some(indicator), None) => Measured::indicator(model, indicator).map_err(|e| e.member("indicator")),
            (None, node) => Ok(Measured::Node(model, given::node(model, node)?)),
        }
    }

    /// An indicator of the framework, or a column of the data.
    pub fn indicator(model: &'a Model, id: &'a str) -> Result<Measured<'a>> {
        growth::series(model, id).map(|values| Measured::Indicator(model, id, values))
    }

    /// The figures of a period, one a unit; NaN where missing.
    pub fn figures(&self, period: Period) -> Result<Vec<f64>> {
        match self {
            Measured::Node(model, node) => Ok(model.scores(period)?.node(*node).to_vec()),
            Measured::Indicator(model, _, values) => {
                let (p, n) = (model.panel().find_period(period)?, model.panel().units().len());
                Ok(values[p * n..(p + 1) * n].to_vec())
            }
        }
    }

    /// Why a figure is missing.
    pub fn reason(&self, period: Period, unit: usize) -> Result<Text> {
        let reason = match self {
            Measured::Node(model, node) => {
                model.scores(period)?.explainer(Columns::of(model.panel())).node_reason(*node, unit)
            }
            Measured::Indicator(model, id, _) => Some(model.inner().gap(id, model.panel().find_period(period)?, unit)),
        };
        Ok(reason.map_or_else(|| Text::same(""), |reason| reason.text()))
    }
}

/// The period that is named; the newest in which every indicator has a figure where none is.
pub(super) fn period(model: &Model, named: Option<&str>) -> Result<Period> {
    let found = match named {
        Some(written) => written.parse::<Period>().and_then(|p| model.panel().find_period(p).map(|_| p)),
        None => model.newest_complete().ok_or_else(|| {
            Error::new(
                Code::BadParameter,
                "",
                Text::new("没有各指标均有数据的时期。", "There is no period in which every indicator has a figure."),
                Text::new("请写明 period。", "State the period."),
            )
        }),
    };
    found.map_err(|error| error.member("period"))
}

/// The units of a part that count, in the order of codes: reference units only where the framework says so.
pub(super) fn asked(model: &Model, area: Option<Area>) -> Vec<usize> {
    let inner = model.inner();
    inner.by_code.iter().copied().filter(|unit| inner.panel.is_in(*unit, area) && inner.counts(*unit)).collect()
}

/// A figure as it is shown: none where it is NaN or infinite.
pub(super) fn some(value: f64) -> Option<f64> {
    Some(value).filter(|value| value.is_finite())
}
