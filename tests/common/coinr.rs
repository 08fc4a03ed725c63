//! COINr's iMeta as a framework of innodex, and its data sets as panels.

use super::golden::Golden;
use innodex::index::Model;
use innodex::{Framework, Panel, Period, Scores};
use serde_json::{json, Map, Value};

/// The year that every ASEM figure is of.
pub const YEAR: i32 = 2018;

/// A line of iMeta that stands in the tree.
pub struct Element {
    pub code: String,
    pub level: u32,
    pub direction: i32,
    pub weight: f64,
    pub denominator: Option<String>,
    pub parent: String,
}

/// iMeta of a folder of tests/oracle.
pub struct Meta {
    pub elements: Vec<Element>,
}

impl Meta {
    pub fn read(folder: &str) -> Meta {
        let file = Golden::read(&format!("{folder}/meta"));
        let cell = |row: &[String], column: &str| row[file.column(column)].clone();
        let in_tree = |row: &&Vec<String>| ["Indicator", "Aggregate"].contains(&cell(row, "Type").as_str());
        let element = |row: &Vec<String>| Element {
            code: cell(row, "iCode"),
            level: cell(row, "Level").parse().unwrap(),
            direction: cell(row, "Direction").parse().unwrap(),
            weight: cell(row, "Weight").parse().unwrap(),
            denominator: Some(cell(row, "Denominator")).filter(|d| !d.is_empty()),
            parent: cell(row, "Parent"),
        };
        Meta { elements: file.rows.iter().filter(in_tree).map(element).collect() }
    }

    pub fn level(&self, level: u32) -> impl Iterator<Item = &Element> {
        self.elements.iter().filter(move |e| e.level == level)
    }

    /// Another weight for one element, as COINr's leave-one-out sets it to zero.
    pub fn with_weight(mut self, code: &str, weight: f64) -> Meta {
        self.elements.iter_mut().find(|e| e.code == code).unwrap().weight = weight;
        self
    }

    fn node(&self, element: &Element, means: &[&str]) -> Value {
        let mut node = json!({ "id": element.code, "weight": element.weight });
        let children: Vec<Value> =
            self.elements.iter().filter(|e| e.parent == element.code).map(|e| self.node(e, means)).collect();
        if !children.is_empty() {
            node["children"] = children.into();
            if let Some(mean) = means.get(element.level as usize - 2) {
                node["aggregate"] = (*mean).into();
            }
        }
        node
    }

    /// The framework: `ratios` divides by iMeta's denominators, `means` names the mean of each level from the second up
    /// (where it is not the step's).
    pub fn framework(&self, ratios: bool, normalise: Value, aggregate: Value, means: &[&str]) -> Framework {
        self.with_steps(ratios, vec![step("normalise", normalise), step("aggregate", aggregate)], means)
    }

    /// The framework of any steps; `denominate` is put before them where there are ratios.
    pub fn with_steps(&self, ratios: bool, mut steps: Vec<Value>, means: &[&str]) -> Framework {
        let indicator = |e: &Element| match (&e.denominator, ratios) {
            (Some(d), true) => json!({ "id": e.code, "direction": e.direction, "numerator": e.code, "denominator": d }),
            _ => json!({ "id": e.code, "direction": e.direction }),
        };
        if ratios {
            steps.insert(0, step("denominate", json!({})));
        }
        let root = self.elements.iter().max_by_key(|e| e.level).unwrap();
        let spec = json!({
            "id": "asem",
            "indicators": self.level(1).map(indicator).collect::<Vec<_>>(),
            "tree": self.node(root, means),
            "steps": steps,
        });
        Framework::from_json(&spec.to_string()).unwrap()
    }
}

/// A step with its parameters.
pub fn step(name: &str, parameters: Value) -> Value {
    let mut step = Map::from_iter([("step".to_owned(), name.into())]);
    step.extend(parameters.as_object().unwrap().clone());
    Value::Object(step)
}

/// The group of every unit, as `impute` takes it.
pub fn groups(data: &Golden, column: &str) -> Value {
    let (code, group) = (data.column("uCode"), data.column(column));
    Value::Object(data.rows.iter().map(|r| (r[code].clone(), r[group].clone().into())).collect())
}

/// A data set as a panel: its units by code, its columns but those of text.
pub fn panel(data: &Golden) -> Panel {
    let text = ["uName", "uCode", "Time"];
    let is_figure = |c: &&String| !text.contains(&c.as_str()) && !c.ends_with("_group");
    let columns: Vec<&String> = data.columns.iter().filter(is_figure).collect();
    let mut csv = csv::Writer::from_writer(Vec::new());
    let cells =
        |first: [&str; 2], rest: Vec<&str>| first.into_iter().chain(rest).map(str::to_owned).collect::<Vec<_>>();
    csv.write_record(cells(["code", "year"], columns.iter().map(|c| c.as_str()).collect())).unwrap();
    for row in &data.rows {
        let figures = columns.iter().map(|c| row[data.column(c)].as_str()).collect();
        csv.write_record(cells([&row[data.column("uCode")], &YEAR.to_string()], figures)).unwrap();
    }
    Panel::from_csv(&csv.into_inner().unwrap(), None).unwrap()
}

/// The scores of a data set by a framework.
pub fn scores(data: &Golden, framework: Framework) -> Scores {
    Model::new(panel(data), framework).unwrap().scores(Period::year(YEAR)).unwrap()
}

/// The figure of a node (an indicator after all its steps, a group, the index) of a unit.
pub fn node(scores: &Scores, unit: &str, id: &str) -> f64 {
    let model = scores.model();
    scores.node(model.node(id).unwrap())[model.panel().unit(unit).unwrap()]
}

/// The figure of an indicator of a unit after a step.
pub fn figure(scores: &Scores, step: &str, unit: &str, id: &str) -> f64 {
    scores.step(step, id).unwrap()[scores.model().panel().unit(unit).unwrap()]
}
