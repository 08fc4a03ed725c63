//! The ranking as a table: for one node and period, a rank, a score, its parts and what is missing, a row a unit.

use super::aggregate::{Mean, Rule};
use super::columns::Columns;
use super::{NodeKind, ResolvedModel, Scores, Source, EVERY_METHOD};
use crate::area::Area;
use crate::ranking::{ascending, rank, Ties};
use crate::reason::Reason;
use crate::text::Text;
use innodex_schema::typescript;
use serde::Serialize;
use std::collections::BTreeMap;

/// A ranking, by columns: one value a unit of the panel, NaN where there is none.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// Ranks among the units asked for, from 1.
    pub ranks: Vec<f64>,
    /// The node's scores.
    pub scores: Vec<f64>,
    /// The score of each child of the node.
    pub children: Vec<Vec<f64>>,
    /// The contribution of each child to the score, summing to it; empty where the mean is not arithmetic.
    pub parts: Vec<Vec<f64>>,
    /// Indicators below the node without a figure.
    pub missing: Vec<u32>,
    /// Indicators below the node.
    pub leaves: u32,
    /// Why there is no score, or no rank.
    pub reasons: Vec<Option<Reason>>,
    /// Units of the ranking (all, or those of a region), by rank, then code; unranked last.
    pub order: Vec<usize>,
}

/// One row of a ranking.
#[typescript]
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankRow {
    /// The unit's code.
    pub code: String,
    /// The unit's name.
    pub unit: Text,
    /// East, central, west or northeast, where it is a province.
    #[ts(type = "\"east\" | \"central\" | \"west\" | \"northeast\" | null")]
    pub region: Option<&'static str>,
    /// Its rank.
    pub rank: Option<f64>,
    /// Its score.
    pub score: Option<f64>,
    /// The score of each child of the node ranked.
    pub dimensions: BTreeMap<String, Option<f64>>,
    /// The contribution of each child to the score; none where the mean is not arithmetic.
    pub parts: Option<BTreeMap<String, Option<f64>>>,
    /// Indicators below the node without a figure: above 0 beside a rank, the rank rests on fewer.
    pub missing: u32,
    /// Indicators below the node.
    pub leaves: u32,
    /// Why there is no score, or no rank.
    #[ts(type = "string | null")]
    pub reason: Option<Reason>,
}

impl ResolvedModel {
    /// Every value of an indicator of the framework, `[period][unit]`: the column, or the ratio.
    pub(crate) fn leaf_series(&self, id: &str) -> Option<Vec<f64>> {
        let leaf = self.leaves.iter().find(|l| l.id == id)?;
        let mut series = Vec::new();
        for p in 0..self.panel.periods().len() {
            let (column, below) = match leaf.source {
                Source::Column(column) => (column, None),
                Source::Ratio { numerator, denominator, scale } => {
                    (numerator, Some((self.panel.column(denominator, p), scale)))
                }
            };
            for (u, x) in self.panel.column(column, p).iter().enumerate() {
                let value = below.map_or(*x, |(below, scale)| x * scale / below[u]);
                series.push(if value.is_finite() { value } else { f64::NAN });
            }
        }
        Some(series)
    }

    /// Why a figure of an indicator of the framework, or of a column, is missing.
    pub(crate) fn gap(&self, id: &str, period: usize, unit: usize) -> Reason {
        let leaf = self.leaves.iter().find(|l| l.id == id).map(|l| l.source);
        let value = |column: usize| self.panel.column(column, period)[unit];
        match leaf.or_else(|| self.panel.indicator(id).map(Source::Column)) {
            Some(Source::Ratio { numerator, denominator, .. }) if !value(numerator).is_nan() => {
                self.panel.ratio_reason(value(denominator), denominator, period, unit)
            }
            Some(Source::Column(column) | Source::Ratio { numerator: column, .. }) => {
                self.panel.reason(column, period, unit)
            }
            None => Reason::NotPublished,
        }
    }
}

impl Scores {
    /// Ranks the units, or those of a region among themselves, by a node of the tree (0 is the whole index).
    pub fn ranking(&self, node: usize, region: Option<Area>, ties: Ties) -> Ranking {
        self.ranking_with(Columns::of(self.model().panel()), node, region, ties)
    }

    /// The ranks alone, one a unit: NaN where there is no score, outside the region, and of a reference unit.
    pub(crate) fn ranks(&self, node: usize, region: Option<Area>, ties: Ties) -> Vec<f64> {
        let inner = self.model.inner();
        let there = |u: &usize| inner.panel.is_in(*u, region) && !inner.is_reference(*u);
        let score = |u: &usize| if there(u) { self.node(node)[*u] } else { f64::NAN };
        // In the order of codes, which decides among equals where one is to be before the other.
        let scores: Vec<f64> = inner.by_code.iter().map(score).collect();
        let mut ranks = vec![f64::NAN; scores.len()];
        for (unit, found) in inner.by_code.iter().zip(rank(&scores, ties)) {
            ranks[*unit] = found;
        }
        ranks
    }

    pub(crate) fn ranking_with(&self, columns: Columns, node: usize, region: Option<Area>, ties: Ties) -> Ranking {
        let inner = self.model.inner();
        let units = inner.panel.units();
        let ranks = self.ranks(node, region, ties);
        // By code among equals; NaN is behind every rank.
        let asked = inner.by_code.iter().filter(|u| inner.panel.is_in(**u, region));
        let asked: Vec<usize> = asked.copied().collect();
        let order = ascending(0..asked.len(), &|at| ranks[asked[at]]).into_iter().map(|at| asked[at]).collect();
        let children: Vec<Vec<f64>> = inner.children(node).iter().map(|c| self.node(*c).to_vec()).collect();
        let leaves = inner.leaves_below(node);
        let mut missing = vec![0; units.len()];
        for leaf in &leaves {
            for (missing, value) in missing.iter_mut().zip(self.evaluation.stage(inner.steps.len(), *leaf)) {
                *missing += u32::from(value.is_nan());
            }
        }
        let explainer = self.explainer(columns);
        let reason =
            |u: usize| explainer.node_reason(node, u).or(inner.is_reference(u).then_some(Reason::ReferenceUnit));
        Ranking {
            parts: self.parts(node, &children),
            reasons: (0..units.len()).map(reason).collect(),
            leaves: leaves.len() as u32,
            ranks,
            scores: self.node(node).to_vec(),
            children,
            missing,
            order,
        }
    }

    /// What each child adds to an arithmetic mean: w x / sum of the weights present.
    fn parts(&self, node: usize, children: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let inner = self.model.inner();
        let NodeKind::Group { rule: Rule::Mean(Mean::Arithmetic), children: ids, .. } = &inner.nodes[node].kind else {
            return Vec::new();
        };
        if EVERY_METHOD && inner.classes().is_some() {
            return self.parts_by_class(node, ids, children);
        }
        let weights: Vec<f64> = ids.iter().map(|c| self.evaluation.weight(*c)).collect();
        // Missing where the score is: the parts of nothing.
        let mut present: Vec<f64> = self.node(node).iter().map(|s| if s.is_nan() { f64::NAN } else { 0.0 }).collect();
        for (child, w) in children.iter().zip(&weights) {
            for (present, _) in present.iter_mut().zip(child).filter(|(_, x)| !x.is_nan()) {
                *present += w;
            }
        }
        let part = |(child, w): (&Vec<f64>, &f64)| child.iter().zip(&present).map(|(x, p)| w * x / p).collect();
        children.iter().zip(&weights).map(part).collect()
    }

    /// The same where units have the weights of their class.
    fn parts_by_class(&self, node: usize, ids: &[usize], children: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let weight = |child: usize, unit: usize| self.evaluation.weight_of(self.model.inner(), ids[child], unit);
        let present = |unit: usize| {
            let start = if self.node(node)[unit].is_nan() { f64::NAN } else { 0.0 };
            let there = (0..ids.len()).filter(|child| !children[*child][unit].is_nan());
            there.fold(start, |sum, child| sum + weight(child, unit))
        };
        let present: Vec<f64> = (0..self.node(node).len()).map(present).collect();
        let part = |child: usize, unit: usize| weight(child, unit) * children[child][unit] / present[unit];
        (0..ids.len()).map(|child| (0..present.len()).map(|unit| part(child, unit)).collect()).collect()
    }

    /// The ranking of a node as rows, by rank, then code; unranked last.
    pub fn rows(&self, node: usize, region: Option<Area>, ties: Ties) -> Vec<RankRow> {
        self.rows_with(Columns::of(self.model().panel()), node, region, ties)
    }

    pub(crate) fn rows_with(&self, columns: Columns, node: usize, region: Option<Area>, ties: Ties) -> Vec<RankRow> {
        let inner = self.model.inner();
        let ranking = self.ranking_with(columns, node, region, ties);
        let some = |v: f64| Some(v).filter(|v| !v.is_nan());
        let named = |columns: &[Vec<f64>], u: usize| {
            let ids = inner.children(node).iter().map(|c| inner.nodes[*c].id.clone());
            ids.zip(columns.iter().map(|c| some(c[u]))).collect()
        };
        let row = |u: &usize| {
            let (u, unit) = (*u, &inner.panel.units()[*u]);
            RankRow {
                code: unit.code.clone(),
                unit: unit.name.clone(),
                region: unit.region.map(|r| r.id()),
                rank: some(ranking.ranks[u]),
                score: some(ranking.scores[u]),
                dimensions: named(&ranking.children, u),
                parts: (!ranking.parts.is_empty()).then(|| named(&ranking.parts, u)),
                missing: ranking.missing[u],
                leaves: ranking.leaves,
                reason: ranking.reasons[u],
            }
        };
        ranking.order.iter().map(row).collect()
    }
}
