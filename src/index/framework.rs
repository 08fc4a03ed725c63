//! A framework: the tree of dimensions and indicators with weights, and the method of every step.
//!
//! This is the specification as it is written; [`crate::Model::new`] resolves it against a panel, once, and reports
//! there all that can be wrong.

pub mod classes;
pub mod notes;
pub mod points;
pub mod presets;
pub mod reference;
pub mod uncertainty;

use crate::index::aggregate::arithmetic::ARITHMETIC;
use crate::index::aggregate::Combine;
use crate::index::impute;
use crate::index::normalise::{Parameters, Scope};
use crate::index::screen::Screen;
use crate::index::treat;
use crate::index::weigh::Weigh;
use crate::json::{self, Json, Members};
use crate::text::Text;
use innodex_schema::schema;
use serde::Serialize;

/// The specification of an index.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// A short name in Latin letters.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: Option<Text>,
    /// Where the method comes from.
    #[serde(default)]
    pub source: Option<String>,
    /// The indicators.
    pub indicators: Vec<IndicatorSpec>,
    /// The tree; its root is the index.
    pub tree: NodeSpec,
    /// The steps, run in the order given.
    pub steps: Vec<Step>,
    /// How choices vary in the robustness analysis; the index itself does not read it.
    #[serde(default)]
    #[schemars(with = "Option<uncertainty::UncertaintySpec>")]
    #[ts(as = "Option<uncertainty::UncertaintySpec>", optional)]
    pub uncertainty: Option<Members<Json>>,
    /// Bonus, deduction and veto: points by rule beside the score of the index.
    #[serde(default)]
    #[schemars(with = "Option<points::PointsSpec>")]
    #[ts(as = "Option<points::PointsSpec>", optional)]
    pub points: Option<Members<Json>>,
    /// What the makers say of the audit's findings, shown beside them; the index itself does not read it.
    #[serde(default)]
    #[schemars(with = "Vec<notes::FindingNote>")]
    #[ts(as = "Option<Vec<notes::FindingNote>>", optional)]
    pub notes: Vec<Json>,
    /// Named weights, to be chosen on a page or by name; the index itself does not read them.
    #[serde(default)]
    #[schemars(with = "Vec<presets::Preset>")]
    #[ts(as = "Option<Vec<presets::Preset>>", optional)]
    pub presets: Vec<Json>,
    /// Units that are scored and not ranked.
    #[serde(default)]
    #[schemars(with = "Option<reference::ReferenceSpec>")]
    #[ts(as = "Option<reference::ReferenceSpec>", optional)]
    pub reference: Option<Members<Json>>,
    /// Weights of their own for classes of units; every other step is that of all units.
    #[serde(default)]
    #[schemars(with = "Vec<classes::ClassSpec>")]
    #[ts(as = "Option<Vec<classes::ClassSpec>>", optional)]
    pub classes: Vec<Json>,
}

/// An indicator: a column of the panel, or a ratio of two.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorSpec {
    /// The name that the tree uses.
    pub id: String,
    /// Its name; the panel's where there is none.
    #[serde(default)]
    pub name: Option<Text>,
    /// Unit of measure; the panel's where there is none.
    #[serde(default)]
    pub unit: Option<String>,
    /// 1: more is better; -1: less is better.
    #[schemars(extend("enum" = [1, -1]))]
    #[ts(type = "1 | -1")]
    pub direction: i8,
    /// The panel's column, where it is not named like the indicator.
    #[serde(default)]
    pub column: Option<String>,
    /// The column above the line.
    #[serde(default)]
    pub numerator: Option<String>,
    /// The column below the line.
    #[serde(default)]
    pub denominator: Option<String>,
    /// value = numerator x scale / denominator; 1 where there is none.
    #[serde(default)]
    pub scale: Option<f64>,
}

/// A group, or, without children, an indicator.
#[schema]
#[ts(optional_fields = nullable)]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NodeSpec {
    /// The name of a group, or the id of an indicator.
    pub id: String,
    /// The name of a group.
    #[serde(default)]
    pub name: Option<Text>,
    /// Weight, relative within its group.
    #[serde(default)]
    #[schemars(default = "crate::json::one")]
    #[ts(as = "Option<f64>", optional)]
    pub weight: f64,
    /// How the children are combined, a name or an object with parameters; wins over the step's.
    #[serde(default)]
    #[schemars(with = "Option<crate::index::aggregate::CombineOrName>")]
    #[ts(as = "Option<crate::index::aggregate::CombineOrName>", optional)]
    pub aggregate: Option<Combine>,
    /// Groups or indicators; all of them state their weight, or none does.
    #[serde(default)]
    #[schemars(
        with = "Option<Vec<NodeSpec>>",
        extend("anyOf" = [
            { "type": ["array", "null"], "items": { "type": "object", "properties": { "weight": true }, "required": ["weight"] } },
            { "type": ["array", "null"], "items": { "type": "object", "properties": { "weight": false } } },
        ])
    )]
    pub children: Option<Vec<NodeSpec>>,
}

json::readable!(IndicatorSpec { id, name, unit, direction, column, numerator, denominator, scale });

impl NodeSpec {
    /// The node and all below it, in the order of the tree.
    pub(crate) fn each(&self) -> impl Iterator<Item = &NodeSpec> {
        let mut waiting = vec![self];
        std::iter::from_fn(move || {
            let node = waiting.pop()?;
            waiting.extend(node.children.iter().flatten().rev());
            Some(node)
        })
    }
}

/// One step of the method.
#[schema]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// Divide by another indicator: every indicator with a denominator becomes its ratio.
    Denominate {},
    /// Leave out units of which too little is known.
    Screen(Screen),
    /// Put figures in place of those that are missing.
    Impute(impute::ImputeSpec),
    /// Bring outliers in.
    Treat {
        /// Treatment and parameters of every indicator that has no others in `overrides`.
        #[serde(flatten)]
        parameters: treat::TreatSpec,
        /// Which figures decide what is done; unless said, those of the next step `normalise`.
        #[serde(default)]
        #[ts(as = "Option<Scope>", optional)]
        scope: Option<Scope>,
        /// Treatments and parameters of single indicators.
        #[serde(default)]
        #[schemars(with = "std::collections::BTreeMap<String, treat::TreatSpec>")]
        #[ts(as = "Option<std::collections::BTreeMap<String, treat::TreatSpec>>", optional)]
        overrides: Members<treat::TreatSpec>,
    },
    /// Find weights.
    Weigh(Weigh),
    /// Bring to a common scale.
    #[schemars(transform = needs_method)]
    Normalise {
        /// Method (needed) and parameters of every indicator that has no others in `overrides`.
        #[serde(flatten)]
        parameters: Parameters,
        /// Over which figures minimum, mean and so on are taken.
        #[serde(default)]
        #[ts(as = "Option<Scope>", optional)]
        scope: Scope,
        /// Methods and parameters of single indicators.
        #[serde(default)]
        #[schemars(with = "std::collections::BTreeMap<String, Parameters>")]
        #[ts(as = "Option<std::collections::BTreeMap<String, Parameters>>", optional)]
        overrides: Members<Parameters>,
    },
    /// Combine upwards.
    Aggregate {
        /// How children become a group, with its parameters.
        #[serde(flatten)]
        method: Combine,
        /// Children present / children: below it the group is missing.
        #[serde(default)]
        #[ts(as = "Option<f64>", optional)]
        minimum_share: f64,
    },
}

/// A step needs its method; what overrides it does not.
#[cfg(feature = "schema")]
fn needs_method(schema: &mut schemars::Schema) {
    schema.insert("required".to_owned(), serde_json::json!(["step", "method"]));
    if let Some(properties) = schema.get_mut("properties").and_then(serde_json::Value::as_object_mut) {
        properties.insert("method".to_owned(), serde_json::json!({ "$ref": "#/$defs/Method" }));
    }
}

impl Step {
    /// Its name, as in the JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Step::Denominate {} => "denominate",
            Step::Screen(_) => "screen",
            Step::Impute(_) => "impute",
            Step::Treat { .. } => "treat",
            Step::Weigh(_) => "weigh",
            Step::Normalise { .. } => "normalise",
            Step::Aggregate { .. } => "aggregate",
        }
    }
}

impl Framework {
    /// The plainest framework of a panel, for those who ask for no index: the mean of all its columns as they are.
    pub fn of_columns(panel: &crate::panel::Panel) -> Self {
        let ids = || panel.indicators().iter().map(|i| i.id.clone());
        let leaf = |id| NodeSpec { id, name: None, weight: 1.0, aggregate: None, children: None };
        let spec = |id| IndicatorSpec { id, direction: 1, ..IndicatorSpec::default() };
        // No column can have this name: the reader trims headers.
        let root = NodeSpec { children: Some(ids().map(leaf).collect()), ..leaf(" ".to_owned()) };
        Framework {
            id: String::new(),
            name: None,
            source: None,
            indicators: ids().map(spec).collect(),
            tree: root,
            steps: vec![Step::Aggregate { method: Combine::of(&ARITHMETIC), minimum_share: 0.0 }],
            uncertainty: None,
            points: None,
            notes: Vec::new(),
            presets: Vec::new(),
            reference: None,
            classes: Vec::new(),
        }
    }

    /// Its name; the id where it has none.
    pub fn title(&self) -> Text {
        self.name.clone().unwrap_or_else(|| Text::same(&self.id))
    }
}

/// The ready frameworks: id and JSON. On the web they are files of their own, fetched when asked for.
#[cfg(not(target_arch = "wasm32"))]
pub const READY: &[(&str, &str)] = &[
    ("provincial", include_str!("../../data/frameworks/provincial.json")),
    ("hdi", include_str!("../../data/frameworks/hdi.json")),
    ("st_progress", include_str!("../../data/frameworks/st_progress.json")),
    ("regional_capability", include_str!("../../data/frameworks/regional_capability.json")),
    ("eis", include_str!("../../data/frameworks/eis.json")),
    ("gii", include_str!("../../data/frameworks/gii.json")),
    ("china_innovation_index", include_str!("../../data/frameworks/china_innovation_index.json")),
];
