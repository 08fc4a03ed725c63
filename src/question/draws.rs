//! Every draw of an uncertainty analysis: methods, weights and ranks.

use super::{given, question};
use crate::index::methods::{Chosen, Row};
use crate::index::Model;
use crate::json::{Json, Members, Show};
use crate::robustness::{Draw, Uncertainty, UncertaintySpec};
use crate::text::Text;
use crate::Result;
use innodex_schema::{schema, typescript};
use serde::Serialize;

/// What varies, and how often it is drawn.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DrawsRequest {
    /// The period; the newest in which every indicator has figures where left out.
    #[serde(default)]
    pub period: Option<String>,
    /// What varies (schema/uncertainty.json); what the framework says where left out.
    #[serde(default)]
    pub spec: Option<UncertaintySpec>,
    /// How many draws.
    #[serde(default)]
    pub draws: Option<usize>,
    /// The seed.
    #[serde(default)]
    pub seed: Option<usize>,
}

crate::json::readable!(DrawsRequest { period, spec, draws, seed });

/// Every draw.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DrawTable {
    /// A row for every draw: its number, the methods, `weight:ID` for every weight that varies (its share of the group) and
    /// `rank:CODE` for every unit. A step without alternatives is null, and so is a rank that a unit does not have.
    #[ts(
        type = "({ draw: number, treat: string | null, impute: string | null, replicate: number | null, normalise: string | null, aggregate: string | null, left_out: string | null } & Record<string, number | string | null>)[]"
    )]
    pub rows: Vec<DrawRow>,
    /// What is to be known before they are quoted.
    pub warnings: Vec<Text>,
}

/// A draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DrawRow {
    /// Its number, from 1.
    pub draw: usize,
    /// The methods of the steps that vary.
    pub methods: Members<Json>,
    /// Weights by `weight:ID`.
    pub weights: Members<f64>,
    /// Ranks by `rank:CODE`.
    pub ranks: Members<Option<f64>>,
}

impl Show for DrawRow {
    fn show(&self) -> Json {
        let number = std::iter::once(("draw".to_owned(), self.draw.show()));
        let weights = self.weights.0.iter().map(|(name, weight)| (name.clone(), weight.show()));
        let ranks = self.ranks.0.iter().map(|(name, rank)| (name.clone(), rank.show()));
        Json::Object(number.chain(self.methods.0.iter().cloned()).chain(weights).chain(ranks).collect())
    }
}

crate::json::shown!(DrawTable { rows, warnings });

question!(
    /// The row of the question.
    DRAWS = "draws",
    (
        "每次抽样的方法、权重和名次（可导出为 CSV）。",
        "Every draw with its methods, weights and ranks, to be exported as CSV."
    ),
    DrawsRequest,
    draws
);

/// See [`Uncertainty`]: the same draws as there.
///
/// # Errors
/// As there.
pub fn draws(model: &Model, request: &DrawsRequest) -> Result<DrawTable> {
    let period = given::period(model, request.period.as_deref())?;
    let mut draws = given::uncertainty(model, period, request.spec.as_ref(), request.draws, request.seed)?;
    while draws.done() < draws.draws() {
        draws.advance(draws.draws());
    }
    Ok(draw_table(&mut draws))
}

/// The draws that have been made, with the weights and figures as they are.
pub fn draw_table(draws: &mut Uncertainty) -> DrawTable {
    let model = draws.model().clone();
    let inner = model.inner();
    let mut rows = Vec::with_capacity(draws.done());
    for at in 0..draws.done() {
        let weight = |(node, share): (usize, f64)| (format!("weight:{}", inner.nodes[node].id), share);
        let of_classes = draws.weights_of_classes(at as u32).into_iter();
        let of_classes = of_classes.map(|(class, node, share)| {
            let class = inner.classes().map_or("", |classes| &classes.all[class].id);
            (format!("weight:{class}:{}", inner.nodes[node].id), share)
        });
        let weights = draws.weights(at as u32).into_iter().map(weight).chain(of_classes).collect();
        let ranks = draws.ranks(at);
        let rank = |unit: &usize| {
            let rank = Some(f64::from(ranks[*unit])).filter(|rank| *rank > 0.0);
            (format!("rank:{}", inner.panel.units()[*unit].code), rank)
        };
        rows.push(DrawRow {
            draw: at + 1,
            methods: methods(draws.spec(), draws.draw(at as u32)),
            weights: Members(weights),
            ranks: Members(inner.by_code.iter().map(rank).collect()),
        });
    }
    DrawTable { rows, warnings: draws.warnings() }
}

/// The methods of a draw: of every step the name, with its number where the list has it more than once.
fn methods(spec: &UncertaintySpec, draw: Draw) -> Members<Json> {
    let replicate = spec.imputation_noise.as_ref().map(|_| draw.replicate + 1);
    let method = |name: &str, word: Option<String>| (name.to_owned(), word.show());
    Members(vec![
        method("treat", word(&spec.treat, draw.treat)),
        method("impute", word(&spec.impute, draw.impute)),
        ("replicate".to_owned(), replicate.show()),
        method("normalise", word(&spec.normalise, draw.normalise)),
        method("aggregate", word(&spec.aggregate, draw.aggregate)),
        method("left_out", draw.left_out),
    ])
}

fn word<M: Row>(list: &[Chosen<M>], at: usize) -> Option<String> {
    given::alternatives(list).into_iter().nth(at)
}
