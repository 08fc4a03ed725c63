//! Weights by budget allocation: 100 points among the children of a node.

use super::{given, question};
use crate::elicitation::budget::{points, POINTS};
use crate::error::{Code, Error};
use crate::index::Model;
use crate::json::Members;
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// The points that people give the children of a node.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetRequest {
    /// The node by id, whose children are weighted; the index where left out.
    #[serde(default)]
    pub node: Option<String>,
    /// The people, one at least.
    pub experts: Vec<ExpertPoints>,
}

/// The points of one person.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExpertPoints {
    /// A name; a number where left out.
    #[serde(default)]
    pub name: Option<String>,
    /// Points by the id of the child: of every one, 0 and more, 100 together.
    #[schemars(with = "std::collections::BTreeMap<String, f64>")]
    #[ts(type = "Record<string, number>")]
    pub points: Members<f64>,
}

crate::json::readable!(BudgetRequest { node, experts });
crate::json::readable!(ExpertPoints { name, points });

/// Weights by budget allocation.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BudgetWeights {
    /// A row a child.
    pub rows: Vec<BudgetRow>,
    /// The weights by id, as a framework takes them.
    #[ts(type = "Record<string, number>")]
    pub weights: Members<f64>,
    /// How many people there are.
    pub experts: usize,
}

/// A child of the node.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BudgetRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its weight, the mean of its points by 100; all sum to 1.
    pub weight: f64,
    /// The mean of its points.
    pub mean: f64,
    /// The middle of its points.
    pub median: f64,
    /// Their standard deviation (n - 1); none of one person.
    pub deviation: Option<f64>,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
}

crate::json::shown!(BudgetWeights { rows, weights, experts });
crate::json::shown!(BudgetRow { id, name, weight, mean, median, deviation, least, most });

question!(
    /// The row of the question.
    BUDGET_WEIGHTS = "budget_weights",
    (
        "预算分配法：由各位专家分配的100分求下级指标的权重，附离散程度。",
        "Weights of a node's children by budget allocation: 100 points by each expert, with their spread."
    ),
    BudgetRequest,
    budget_weights
);

/// Weights of a node's children by budget allocation.
///
/// # Errors
/// `unknown_node`; `bad_parameter` with the place and the person's name for points that are not 100 together, negative, or
/// left out.
pub fn budget_weights(model: &Model, request: &BudgetRequest) -> Result<BudgetWeights> {
    let group = given::Children::of(model, request.node.as_deref())?;
    if request.experts.is_empty() {
        return Err(wrong("没有专家的分配。", "There are no experts.").member("experts"));
    }
    let names = given::names(request.experts.iter().map(|expert| expert.name.as_deref()))?;
    let one = |(at, expert): (usize, &ExpertPoints)| {
        given_points(&group, &names[at], &expert.points).map_err(|e| e.member("points").item(at).member("experts"))
    };
    let all: Vec<Vec<f64>> = request.experts.iter().enumerate().map(one).collect::<Result<_>>()?;
    let row = |at: usize| {
        let found = points(&all.iter().map(|one| one[at]).collect::<Vec<_>>());
        BudgetRow {
            id: group.ids[at].clone(),
            name: group.names[at].clone(),
            weight: found.mean / POINTS,
            mean: found.mean,
            median: found.median,
            deviation: Some(found.deviation).filter(|d| !d.is_nan()),
            least: found.least,
            most: found.most,
        }
    };
    let rows: Vec<BudgetRow> = (0..group.ids.len()).map(row).collect();
    let weights: Vec<f64> = rows.iter().map(|row| row.weight).collect();
    Ok(BudgetWeights { weights: group.by_id(&weights), rows, experts: all.len() })
}

/// The points of one person, in the order of the children.
fn given_points(group: &given::Children, name: &Text, points: &Members<f64>) -> Result<Vec<f64>> {
    for (id, value) in &points.0 {
        group.child(id).map_err(|e| e.member(id))?;
        if !(*value >= 0.0 && value.is_finite()) {
            let (zh, en) = (&name.zh, &name.en);
            return Err(wrong(
                &format!("{zh}给“{id}”的分数为{value}，不能为负。"),
                &format!("{en} gives \"{id}\" {value} points; they must not be negative."),
            )
            .member(id));
        }
    }
    let value = |id: &String| {
        points.get(id).copied().ok_or_else(|| {
            wrong(
                &format!("{}没有给“{id}”分数；不给分请写 0。", name.zh),
                &format!("{} gives \"{id}\" no points; write 0 for none.", name.en),
            )
        })
    };
    let values: Vec<f64> = group.ids.iter().map(value).collect::<Result<_>>()?;
    let sum: f64 = values.iter().sum();
    // What decimals add up to in binary is no other sum.
    if (sum - POINTS).abs() > 1e-9 {
        let sum = (sum * 1e9).round() / 1e9;
        return Err(wrong(
            &format!("{}的分数合计为{sum}，应为100。", name.zh),
            &format!("The points of {} sum to {sum}, not 100.", name.en),
        ));
    }
    Ok(values)
}

fn wrong(zh: &str, en: &str) -> Error {
    let hint = Text::new("请核对分配给各指标的分数。", "Check the points given to the indicators.");
    Error::new(Code::BadParameter, "", Text::new(zh, en), hint)
}
