//! A figure, unfolded down to what was published.

use super::{given, question};
use crate::index::{Figure, Model};
use crate::Result;
use innodex_schema::schema;
use serde::Serialize;

/// Which figure.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FigureRequest {
    /// A node or indicator of the framework, or a column of the data, by id.
    pub indicator: String,
    /// The unit, by code or name.
    pub unit: String,
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
}

crate::json::readable!(FigureRequest { indicator, unit, period });

question!(
    /// The row of the question.
    FIGURE = "figure",
    ("一个数值的来历，直至公布的数据。", "A figure, unfolded down to what was published."),
    FigureRequest,
    figure
);

fn figure(model: &Model, request: &FigureRequest) -> Result<Figure> {
    model.scores(given::period(model, request.period.as_deref())?)?.figure(&request.indicator, &request.unit)
}
