//! What every indicator adds to a score.

use super::{given, question};
use crate::error::{Code, Error};
use crate::index::Model;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// Of which score.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ContributionsRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// The node of the tree by id; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
}

crate::json::readable!(ContributionsRequest { period, node });

/// What every indicator adds to the score of every unit; those of a unit sum to its score.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contributions {
    /// A row for every unit and indicator: units in the order of codes, of each the indicators in the order of the tree.
    pub rows: Vec<ContributionOf>,
}

/// What an indicator adds to a unit's score.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContributionOf {
    /// The unit's code.
    pub code: String,
    /// Its name.
    pub unit: Text,
    /// The indicator's id.
    pub indicator: String,
    /// What it adds, in points of the score; none where the unit has no score.
    pub value: Option<f64>,
}

crate::json::shown!(Contributions { rows });
crate::json::shown!(ContributionOf { code, unit, indicator, value });

question!(
    /// The row of the question.
    CONTRIBUTIONS = "contributions",
    ("各指标对得分的贡献。", "What every indicator adds to the score; those of a unit sum to it."),
    ContributionsRequest,
    contributions
);

/// See [`Scores::contributions`](crate::Scores::contributions).
///
/// # Errors
/// `bad_parameter` where a group is combined in a way that has no such parts.
fn contributions(model: &Model, request: &ContributionsRequest) -> Result<Contributions> {
    let node = given::node(model, request.node.as_deref())?;
    let scores = model.scores(given::period(model, request.period.as_deref())?)?;
    let parts = scores.contributions(node).ok_or_else(without_parts)?;
    let (units, inner) = (model.panel().units(), model.inner());
    let row = |u: usize, (leaf, values): &(usize, Vec<f64>)| ContributionOf {
        code: units[u].code.clone(),
        unit: units[u].name.clone(),
        indicator: inner.nodes[*leaf].id.clone(),
        value: Some(values[u]).filter(|value| !value.is_nan()),
    };
    Ok(Contributions { rows: inner.by_code.iter().flat_map(|u| parts.iter().map(|part| row(*u, part))).collect() })
}

fn without_parts() -> Error {
    Error::new(
        Code::BadParameter,
        ".node",
        Text::new(
            "该节点的汇总方法不能分解为各指标的贡献。",
            "This node is combined in a way that has no contributions.",
        ),
        Text::new("请选用算术平均汇总的节点。", "Choose a node that is an arithmetic mean."),
    )
}
