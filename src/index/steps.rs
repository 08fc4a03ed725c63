//! The steps that a framework can have: one file and one row of a table each. A row reads the step and resolves it.
//!
//! What a first ranking does not need is reached through its row alone: a module that does not name the row does not carry
//! what it does.

mod aggregate;
mod denominate;
mod impute;
mod normalise;
mod screen;
mod treat;
mod weigh;

pub use aggregate::AGGREGATE;
pub use denominate::DENOMINATE;
pub use impute::IMPUTE;
pub use normalise::NORMALISE;
pub use screen::SCREEN;
pub use treat::TREAT;
pub use weigh::WEIGH;

pub(crate) use aggregate::{children_are_indicators, rule};
pub(crate) use weigh::levels_exist;

use super::evaluation::FindWeights;
use super::methods::{Chosen, Fault, Row};
use super::{LeafStep, ResolvedIndicator, ResolvedModel};
use crate::error::{Code, Error, Result};
use crate::index::aggregate::{Aggregation, Rule};
use crate::index::framework::{Framework, Step};
use crate::index::impute::Imputation;
use crate::index::normalise::Method;
use crate::index::treat::Treatment;
use crate::index::weigh::Weighting;
use crate::json::{self, Json, Members};
use crate::panel::Panel;
use crate::text::Text;

/// The steps that a first ranking needs.
pub static FIRST: &[&StepKind] = &[&DENOMINATE, &TREAT, &NORMALISE, &AGGREGATE];

/// All steps.
pub static ALL: &[&StepKind] = &[&DENOMINATE, &SCREEN, &IMPUTE, &TREAT, &NORMALISE, &WEIGH, &AGGREGATE];

/// The methods that a framework can choose, a table for every family.
#[derive(Debug, Clone)]
pub struct Methods {
    /// The kinds of steps.
    pub steps: Vec<&'static StepKind>,
    /// The normalisations.
    pub normalisations: Vec<&'static Method>,
    /// The imputations.
    pub imputations: Vec<&'static Imputation>,
    /// The treatments.
    pub treatments: Vec<&'static Treatment>,
    /// The weightings.
    pub weightings: Vec<&'static Weighting>,
    /// The aggregations.
    pub aggregations: Vec<&'static Aggregation>,
    /// What is checked of a framework as it is written, once it is read.
    pub(crate) written: &'static [fn(&Json) -> Result<()>],
    /// What is checked of a framework beside its indicators, tree and steps.
    pub(crate) checks: &'static [Check],
    /// The members that a framework may have.
    pub(crate) members: &'static [&'static str],
}

/// Checks a framework that is resolved, or adds to it what a first ranking does not have.
pub(crate) type Check = fn(&mut ResolvedModel) -> Result<()>;

/// A kind of step: a row of the table.
pub struct StepKind {
    /// Its name in JSON.
    pub(crate) word: &'static str,
    /// Reads the step.
    pub(crate) read: fn(&Json, &Methods) -> Result<Step>,
    /// Resolves the step: what it does is added to the steps resolved so far.
    pub(crate) resolve: fn(&Step, &mut Resolver) -> Result<()>,
}

impl std::fmt::Debug for StepKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word)
    }
}

/// Reads a step.
pub(crate) fn read(json: &Json, methods: &Methods) -> Result<Step> {
    let word = json::members(json)?.iter().find(|(name, _)| name == "step");
    let word = word.map_or(&Json::Null, |(_, word)| word);
    (kind(word, methods)?.read)(json, methods)
}

fn kind(word: &Json, methods: &Methods) -> Result<&'static StepKind> {
    let words: Vec<&str> = methods.steps.iter().map(|kind| kind.word).collect();
    Ok(methods.steps[json::word_at(word, &words).map_err(|e| e.within(".step"))?])
}

/// The steps of a framework, resolved.
#[derive(Debug)]
pub(crate) struct Resolved {
    /// Those on the figures of indicators.
    pub steps: Vec<LeafStep>,
    /// What finds weights.
    pub weigh: Option<Box<dyn FindWeights>>,
    /// How groups are combined, unless they say otherwise.
    pub rule: (&'static Aggregation, Rule),
    /// Children present / children: below it a group is missing.
    pub minimum_share: f64,
}

/// What steps are resolved with, and what was resolved so far.
pub(crate) struct Resolver<'a> {
    pub framework: &'a Framework,
    pub leaves: &'a [ResolvedIndicator],
    pub panel: &'a Panel,
    /// The number of the step at hand.
    pub at: usize,
    pub steps: Vec<LeafStep>,
    pub weigh: Option<Box<dyn FindWeights>>,
    /// Rule and minimum share.
    pub aggregate: Option<((&'static Aggregation, Rule), f64)>,
}

/// Resolves the steps of a framework.
///
/// # Errors
/// Steps in an order without sense, parameters that do not fit.
pub(crate) fn resolve(
    framework: &Framework,
    leaves: &[ResolvedIndicator],
    panel: &Panel,
    methods: &Methods,
) -> Result<Resolved> {
    let (steps, weigh, aggregate) = (Vec::new(), None, None);
    let mut resolver = Resolver { framework, leaves, panel, at: 0, steps, weigh, aggregate };
    for (at, step) in framework.steps.iter().enumerate() {
        resolver.at = at;
        if resolver.weigh.is_some() && !resolver.is_last() {
            return Err(resolver.wrong("weigh 之后只能是 aggregate。", "Only aggregate may follow weigh."));
        }
        let kind = kind(&Json::Text(step.name().to_owned()), methods).map_err(|e| resolver.within(e))?;
        (kind.resolve)(step, &mut resolver)?;
    }
    resolver.at = framework.steps.len();
    let missing = || resolver.wrong("缺少 aggregate 步骤。", "The step aggregate is missing.");
    let (rule, minimum_share) = resolver.aggregate.clone().ok_or_else(missing)?;
    Ok(Resolved { steps: resolver.steps, weigh: resolver.weigh, rule, minimum_share })
}

impl Resolver<'_> {
    /// Whether the step at hand is the last.
    pub fn is_last(&self) -> bool {
        self.at + 1 == self.framework.steps.len()
    }

    /// The step at hand stands where it has no sense.
    pub fn wrong(&self, zh: &str, en: &str) -> Error {
        Error::new(
            Code::BadSteps,
            &format!("$.steps[{}]", self.at),
            Text::new(zh, en),
            Text::new(
                "denominate（有比率时）在最前，aggregate 只有一步，且在最后；其余步骤按所写顺序进行。",
                "denominate (where there are ratios) comes first, aggregate once and last; others run as they stand.",
            ),
        )
    }

    /// An error at the step at hand.
    pub fn within(&self, error: Error) -> Error {
        error.item(self.at).within("$.steps")
    }

    /// A member of the step at hand is no share.
    pub fn no_share(&self, name: &str) -> Error {
        Error::new(
            Code::BadParameter,
            &format!("$.steps[{}].{name}", self.at),
            Text::new(format!("{name} 须在 0 与 1 之间。"), format!("{name} must lie between 0 and 1.")),
            Text::new("例如 0.5：至少一半有数据。", "For example 0.5: at least half of them have figures."),
        )
    }
}

/// A step's method of every leaf, with its own parameters where it has some.
pub(super) fn each_leaf<C: Row, M>(
    step: &Chosen<C>,
    overrides: &Members<Chosen<C>>,
    leaves: &[ResolvedIndicator],
    one: impl Fn(&ResolvedIndicator, &Chosen<C>) -> std::result::Result<M, Fault>,
) -> Result<Vec<M>> {
    if let Some(id) = overrides.0.iter().map(|(id, _)| id).find(|id| !leaves.iter().any(|l| l.id == **id)) {
        return Err(Error::new(
            Code::UnknownIndicator,
            &format!(".overrides.{id}"),
            Text::new(format!("没有指标“{id}”。"), format!("There is no indicator \"{id}\".")),
            Text::new("请使用 indicators 中的 id。", "Use an id of indicators."),
        ));
    }
    let of = |leaf: &ResolvedIndicator| {
        let own = overrides.get(&leaf.id);
        let merged = own.map(|own| own.or(step));
        one(leaf, merged.as_ref().unwrap_or(step)).map_err(|(name, zh, en)| {
            let id = &leaf.id;
            let place = if own.is_some() { format!(".overrides.{id}.{name}") } else { format!(".{name}") };
            bad_parameter(&place, &format!("指标“{id}”：{name} {zh}。"), &format!("Indicator \"{id}\": {name} {en}."))
        })
    };
    leaves.iter().map(of).collect()
}

/// A parameter that does not fit.
pub(super) fn bad_parameter(place: &str, zh: &str, en: &str) -> Error {
    Error::new(Code::BadParameter, place, Text::new(zh, en), Text::new("请修改该参数。", "Correct this parameter."))
}
