//! What is computed of the tables: a framework of them, and the pipeline of COINr's own example.

use super::{Element, Tables};
use crate::error::{Code, Error, Result};
use crate::index::aggregate::arithmetic::ARITHMETIC;
use crate::index::aggregate::Combine;
use crate::index::framework::{Framework, IndicatorSpec, NodeSpec, Step};
use crate::index::impute::{Group, ImputeSpec, GROUP, MEAN};
use crate::index::normalise::{Parameters, Scope, MIN_MAX};
use crate::index::screen::Screen;
use crate::index::steps::Methods;
use crate::index::treat::{TreatSpec, LOG_SHIFT, POINTS, THEN, WINSORISE};
use crate::index::{Model, Scores};
use crate::json::Members;
use crate::text::Text;

/// Scores of every level, as COINr's data set "Aggregated" has them.
#[derive(Debug, Clone, PartialEq)]
pub struct Levels {
    /// Indicators and groups.
    pub columns: Vec<String>,
    /// The units.
    pub codes: Vec<String>,
    /// A row a unit, none where missing.
    pub rows: Vec<Vec<Option<f64>>>,
}

crate::json::shown!(Levels { columns, codes, rows });

/// What is computed of both tables.
pub trait Pipeline {
    /// The elements in the order of COINr's data sets: indicators as iMeta has them, then the groups of each level, from
    /// the second upwards, by the alphabet.
    fn levels(&self) -> Vec<&Element>;

    /// The label of every unit in a column of groups.
    ///
    /// # Errors
    /// `unknown_column` where there is no such column, `bad_parameter` where a unit has no label.
    fn group(&self, column: &str) -> Result<Group>;

    /// The tree with other steps: a framework of the panel. Denominators are those of iMeta, so `denominate` has to be
    /// among the steps where there are any.
    fn framework(&self, steps: Vec<Step>) -> Framework;

    /// [`Pipeline::framework`] with its steps as JSON, the `steps` of a framework.
    ///
    /// # Errors
    /// `bad_json` with the path within the list.
    ///
    /// ```
    /// # let data = "uCode,a\nX,1\nY,3\n";
    /// # let meta = "iCode,Level,Parent,Weight,Direction,Type\na,1,I,1,1,Indicator\nI,2,,1,1,Aggregate\n";
    /// use innodex::coinr::Pipeline;
    /// let tables = innodex::coinr::read(data.as_bytes(), meta.as_bytes())?;
    /// let steps = r#"[{ "step": "normalise", "method": "min_max" }, { "step": "aggregate", "method": "arithmetic" }]"#;
    /// assert_eq!(tables.framework_from_json(steps)?.steps.len(), 2);
    /// # Ok::<(), innodex::Error>(())
    /// ```
    fn framework_from_json(&self, steps: &str) -> Result<Framework>;

    /// Every unit that a step has not left out, with all levels in COINr's order.
    ///
    /// # Errors
    /// `unknown_node`, where the scores are another tree's.
    fn table(&self, scores: &Scores) -> Result<Levels>;

    /// The scores by the pipeline of COINr's own example: denominate; the mean of the group, or of all units, for what is
    /// missing; leave out units with less than 90 % of the indicators; at most five points winsorised, then a log;
    /// min-max 0 to 100; the arithmetic mean. Of the newest time, where there are several.
    ///
    /// # Errors
    /// See [`Pipeline::group`]; groups without children, weights that are all zero.
    fn example(&self, group: Option<&str>) -> Result<Scores>;
}

impl Pipeline for Tables {
    fn levels(&self) -> Vec<&Element> {
        let mut all: Vec<&Element> = self.elements.iter().collect();
        // Stable, so indicators stay as they are; R's alphabet does not mind capitals.
        all.sort_by_key(|e| (e.level, if e.level == 1 { String::new() } else { e.code.to_lowercase() }));
        all
    }

    fn group(&self, column: &str) -> Result<Group> {
        let Some((_, labels)) = self.groups.iter().find(|(name, _)| name == column) else {
            let known: Vec<&str> = self.groups.iter().map(|(name, _)| name.as_str()).collect();
            return Err(Error::new(
                Code::UnknownColumn,
                "iMeta",
                Text::new(format!("没有分组列“{column}”。"), format!("There is no column of groups \"{column}\".")),
                Text::new(
                    format!("Type 为 Group 的列有：{}。", known.join("、")),
                    format!("Of the type Group there are: {}.", known.join(", ")),
                ),
            ));
        };
        let mut listed = Vec::new();
        for (unit, label) in self.panel.units().iter().zip(labels) {
            let Some(label) = label else {
                return Err(Error::new(
                    Code::BadParameter,
                    &format!("iData: column {column}"),
                    Text::new(format!("“{}”没有分组。", unit.code), format!("\"{}\" has no group.", unit.code)),
                    Text::new("请为每个单位填写分组。", "Give every unit a group."),
                ));
            };
            listed.push((unit.code.clone(), label.clone()));
        }
        Ok(Group::Listed(Members(listed)))
    }

    fn framework(&self, steps: Vec<Step>) -> Framework {
        let indicator = |e: &Element| IndicatorSpec {
            id: e.code.clone(),
            name: Some(Text::same(&e.name)),
            unit: Some(e.unit.clone()),
            direction: e.direction,
            numerator: e.denominator.as_ref().map(|_| e.code.clone()),
            denominator: e.denominator.clone(),
            ..IndicatorSpec::default()
        };
        let leaves = self.elements.iter().filter(|e| e.level == 1);
        let top = self.elements.iter().find(|e| e.parent.is_none());
        Framework {
            id: "coinr".to_owned(),
            name: top.map(|e| Text::same(&e.name)),
            source: Some("COINr iData, iMeta".to_owned()),
            indicators: leaves.map(indicator).collect(),
            tree: node(self, top.unwrap_or(&self.elements[0])),
            steps,
            uncertainty: None,
            points: None,
            reference: None,
            notes: Vec::new(),
            presets: Vec::new(),
            classes: Vec::new(),
        }
    }

    fn framework_from_json(&self, steps: &str) -> Result<Framework> {
        Ok(self.framework(crate::index::framework::Step::from_json(steps, &Methods::all())?))
    }

    fn table(&self, scores: &Scores) -> Result<Levels> {
        let model = scores.model();
        let columns: Vec<String> = self.levels().iter().map(|e| e.code.clone()).collect();
        let nodes = columns.iter().map(|id| model.node(id)).collect::<Result<Vec<_>>>()?;
        let included = scores.screening();
        let stays = |u: &usize| included.as_ref().is_none_or(|all| all[*u].included);
        let units: Vec<usize> = (0..model.panel().units().len()).filter(stays).collect();
        let figure = |v: f64| Some(v).filter(|v| !v.is_nan());
        let row = |u: &usize| nodes.iter().map(|n| figure(scores.node(*n)[*u])).collect();
        Ok(Levels {
            columns,
            codes: units.iter().map(|u| model.panel().units()[*u].code.clone()).collect(),
            rows: units.iter().map(row).collect(),
        })
    }

    fn example(&self, group: Option<&str>) -> Result<Scores> {
        let group = group.map(|column| self.group(column)).transpose()?;
        let mut impute = ImputeSpec::of(&MEAN);
        if let Some(group) = group {
            impute = impute.with(&GROUP, group);
        }
        let steps = vec![
            Step::Denominate {},
            Step::Impute(impute),
            Step::Screen(Screen { available: Some(0.9), non_zero: None }),
            Step::Treat {
                parameters: TreatSpec::of(&WINSORISE).with(&POINTS, 5.0).with(&THEN, &LOG_SHIFT),
                scope: None,
                overrides: Members::default(),
            },
            Step::Normalise {
                parameters: Parameters::of(&MIN_MAX),
                scope: Scope::Period,
                overrides: Members::default(),
            },
            Step::Aggregate { method: Combine::of(&ARITHMETIC), minimum_share: 0.0 },
        ];
        let model = Model::new(self.panel.clone(), self.framework(steps))?;
        let newest = self.panel.periods()[self.panel.periods().len() - 1];
        model.scores(newest)
    }
}

fn node(tables: &Tables, element: &Element) -> NodeSpec {
    let below = tables.elements.iter().filter(|e| e.parent.as_ref() == Some(&element.code));
    NodeSpec {
        id: element.code.clone(),
        name: Some(Text::same(&element.name)),
        weight: element.weight,
        aggregate: None,
        children: (element.level > 1).then(|| below.map(|e| node(tables, e)).collect()),
    }
}
