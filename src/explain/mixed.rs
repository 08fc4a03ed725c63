//! Models and tables that are mixed from two states.

use super::{refused, State};
use crate::error::{Code, Error, Result};
use crate::index::framework::{Framework, IndicatorSpec, NodeSpec};
use crate::index::Model;
use crate::panel::Panel;
use crate::text::Text;

/// The four models of two states, and what differs between their frameworks.
pub(super) struct Models {
    /// `[weights][method]`: 0 from the first state, 1 from the second.
    pub models: [[Model; 2]; 2],
    pub other_weights: bool,
    pub other_method: bool,
}

impl Models {
    /// The models of two states, on the merged panel where their panels differ.
    pub fn of(from: &State, to: &State, merged: Option<&Panel>) -> Result<Models> {
        let (a, b) = (from.model.framework(), to.model.framework());
        let other_weights = !same_tree(&a.tree, &b.tree) || a.classes != b.classes;
        let other_method = !same_method(a, b);
        let own = |state: &State| match merged {
            None => Ok(state.model.clone()),
            Some(panel) => Model::new(panel.clone(), state.model.framework().clone()),
        };
        let mixed = |framework: Framework| {
            let panel = merged.unwrap_or(from.model.panel()).clone();
            Model::new(panel, framework).map_err(|e| does_not_fit(&e))
        };
        let first = own(from)?;
        let model = |weights: bool, method: bool| match (weights && other_weights, method && other_method) {
            (false, false) => Ok(first.clone()),
            (true, true) => own(to),
            (false, true) if !other_weights => own(to),
            (true, false) if !other_method => own(to),
            (true, false) => mixed(mixed_framework(b, a)),
            (false, true) => mixed(mixed_framework(a, b)),
        };
        let models = [[model(false, false)?, model(false, true)?], [model(true, false)?, model(true, true)?]];
        Ok(Models { models, other_weights, other_method })
    }
}

/// The tree of one framework with everything else of another.
fn mixed_framework(tree: &Framework, method: &Framework) -> Framework {
    fn combined(node: &NodeSpec, method: &NodeSpec) -> NodeSpec {
        NodeSpec {
            aggregate: find(method, &node.id).and_then(|n| n.aggregate.clone()),
            children: node.children.as_ref().map(|all| all.iter().map(|c| combined(c, method)).collect()),
            ..node.clone()
        }
    }
    // The notes name groups that the tree need not have.
    Framework {
        tree: combined(&tree.tree, &method.tree),
        notes: Vec::new(),
        presets: Vec::new(),
        classes: tree.classes.clone(),
        ..method.clone()
    }
}

fn find<'a>(node: &'a NodeSpec, id: &str) -> Option<&'a NodeSpec> {
    node.each().find(|node| node.id == id)
}

/// Whether two trees have the same groups and weights, whatever their names and aggregations.
fn same_tree(a: &NodeSpec, b: &NodeSpec) -> bool {
    // In the order of the tree, the numbers of children say what is below what.
    let shape = |node: &NodeSpec| (node.id.clone(), node.weight, node.children.as_ref().map_or(0, Vec::len));
    a.each().map(shape).eq(b.each().map(shape))
}

/// Whether two frameworks are the same but for their trees.
fn same_method(a: &Framework, b: &Framework) -> bool {
    let bare = |spec: &IndicatorSpec| IndicatorSpec { name: None, unit: None, ..spec.clone() };
    let indicators = |f: &Framework| f.indicators.iter().map(bare).collect::<Vec<_>>();
    let alike = |node: &NodeSpec| {
        let rule = |f: &Framework| find(&f.tree, &node.id).and_then(|n| n.aggregate.clone());
        rule(a) == rule(b)
    };
    let nodes = || a.tree.each().chain(b.tree.each());
    let beside = a.reference == b.reference && a.points == b.points;
    a.steps == b.steps && beside && indicators(a) == indicators(b) && nodes().all(alike)
}

/// Refuses frameworks of other indicators.
pub(super) fn same_indicators(a: &Framework, b: &Framework) -> Result<()> {
    let lacking = |a: &Framework, b: &Framework| {
        a.indicators.iter().find(|i| b.indicators.iter().all(|other| other.id != i.id)).map(|i| i.id.clone())
    };
    let Some(id) = lacking(a, b).or_else(|| lacking(b, a)) else { return Ok(()) };
    Err(Error::new(
        Code::UnknownIndicator,
        "",
        Text::new(
            format!("只有一个指标体系有指标“{id}”。"),
            format!("Only one of the two frameworks has the indicator \"{id}\"."),
        ),
        Text::new(
            "请比较指标相同的指标体系；若只是不用某项指标，可把其权重设为 0。",
            "Compare frameworks of the same indicators; one that is not to count can have the weight 0.",
        ),
    ))
}

/// A panel without figures that has the periods and columns of both; none where they are the same.
pub(super) fn merged_panel(a: &Panel, b: &Panel) -> Result<Option<Panel>> {
    if let Some(code) = only_one(a, b).or_else(|| only_one(b, a)) {
        return Err(refused(
            format!("只有一份数据有单位“{code}”。"),
            format!("Only one of the two tables has the unit \"{code}\"."),
            Text::new("请使两份数据的单位相同。", "Give both tables the same units."),
        ));
    }
    let same_columns = a.indicators().iter().map(|i| &i.id).eq(b.indicators().iter().map(|i| &i.id));
    if a.periods() == b.periods() && same_columns {
        return Ok(None);
    }
    if a.frequency() != b.frequency() {
        return Err(refused(
            "两份数据的时期种类（年、季、月）不同。",
            "The two tables have periods of different kinds (years, quarters, months).",
            Text::new("请使两份数据的时期为同一种类。", "Give both tables periods of one kind."),
        ));
    }
    let mut periods = [a.periods(), b.periods()].concat();
    periods.sort_unstable();
    periods.dedup();
    let mut indicators = a.indicators().to_vec();
    indicators.extend(b.indicators().iter().filter(|i| a.indicator(&i.id).is_none()).cloned());
    let values = vec![f64::NAN; a.units().len() * periods.len() * indicators.len()];
    Panel::new(a.units().to_vec(), periods, indicators, values).map(Some)
}

/// The code of a unit that only the first panel has.
fn only_one<'a>(a: &'a Panel, b: &Panel) -> Option<&'a str> {
    a.units().iter().map(|u| u.code.as_str()).find(|code| b.unit(code).is_none())
}

/// Figures in the shape of another panel that has all their periods and columns.
pub(super) fn aligned_values(panel: &Panel, values: &[f64], shape: &Panel) -> Vec<f64> {
    let n = panel.units().len();
    let mut out = vec![f64::NAN; shape.values().len()];
    for (i, indicator) in panel.indicators().iter().enumerate() {
        for (p, period) in panel.periods().iter().enumerate() {
            if let (Some(to), Ok(at)) = (shape.indicator(&indicator.id), shape.find_period(*period)) {
                let (from, to) = (panel.cell(i, p, 0), shape.cell(to, at, 0));
                out[to..to + n].copy_from_slice(&values[from..from + n]);
            }
        }
    }
    out
}

fn does_not_fit(error: &Error) -> Error {
    let Text { zh, en } = &error.message;
    refused(
        format!("一个指标体系的方法不适用于另一个的指标树：{zh}"),
        format!("The method of one framework does not fit the tree of the other: {en}"),
        Text::new(
            "请分两步比较：先换权重，再换方法。",
            "Compare in two steps: first other weights, then another method.",
        ),
    )
}
