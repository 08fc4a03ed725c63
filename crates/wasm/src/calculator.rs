//! `Calculator`: a model.

use super::layout::ranking::{number, packed};
use super::layout::{self, place, GrowthRow};
use super::requests::{GrowthRequest, RankRequest, EVERY_METHOD};
use super::what_if::{ops, WhatIf};
use innodex::framework::Framework;
use innodex::growth::{growth_by, Growth, Rates};
use innodex::index::{Model, Ranking, Scores};
use innodex::scenario::{Before, Scenario, ScenarioSpec};
use innodex::{Description, Methods};
use innodex_panel::error::Result;
use innodex_panel::js::object;
use innodex_panel::panel::Panel;
use innodex_panel::period::Period;
use wasm_bindgen::prelude::*;

/// A panel and a framework that fit.
#[wasm_bindgen]
pub struct Calculator(pub(super) Model);

#[wasm_bindgen]
impl Calculator {
    /// A model of a panel in its compact form and a framework in JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(compact: &[u8], framework: &str) -> Result<Calculator> {
        Panel::from_compact(compact).and_then(|panel| Calculator::of(panel, framework))
    }

    /// What the model is made of.
    pub fn describe(&self) -> JsValue {
        object(&self.description())
    }

    /// The ranking of a node, packed; with the ranks of another period where one is given that has the same indicators.
    pub fn rank(
        &self,
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
        compare: Option<String>,
    ) -> Result<Vec<f64>> {
        let request = RankRequest::new(&self.0, period, node, within, tie_rule, compare)?;
        let (_, ranking, former) = self.ranked(&request)?;
        Ok(packed(&ranking, former.as_ref().map(before)))
    }

    /// One figure, unfolded down to what was published.
    pub fn figure(&self, id: &str, unit: &str, period: &str) -> Result<JsValue> {
        let scores = period.parse().and_then(|p| self.0.scores(p))?;
        Ok(object(&scores.figure(id, unit)?))
    }

    /// The growth of an indicator; see [`GrowthRequest`] and [`GrowthRow`].
    pub fn growth(&self, request: &str) -> Result<Vec<f64>> {
        self.grown(&GrowthRequest::from_json(request)?)
    }

    /// A what-if on this model.
    pub fn scenario(&self, spec: &str) -> Result<WhatIf> {
        self.what_if(spec)
    }
}

/// The methods that a framework can choose here: the module of a first ranking holds no others.
fn methods() -> Methods {
    if EVERY_METHOD {
        Methods::all()
    } else {
        Methods::first()
    }
}

/// The growth rates likewise.
fn rates() -> Rates {
    if EVERY_METHOD {
        Rates::all()
    } else {
        Rates::first()
    }
}

/// A ranking that another one is compared with.
pub(super) fn before(former: &Ranking) -> Before<'_> {
    Before { ranks: &former.ranks, scores: &former.scores }
}

/// What hosts without JavaScript's objects ask for too.
impl Calculator {
    pub(super) fn of(panel: Panel, framework: &str) -> Result<Calculator> {
        let methods = methods();
        Model::new_with(panel, Framework::from_json_with(framework, &methods)?, &methods).map(Calculator)
    }

    pub(super) fn description(&self) -> Description {
        self.0.describe()
    }

    /// The scores of a period, with the ranking by a node, and the one that it is compared with.
    pub(super) fn ranked(&self, request: &RankRequest) -> Result<(Scores, Ranking, Option<Ranking>)> {
        let order = request.order;
        let of = |scores: &Scores| scores.ranking(order.node, order.region, order.ties);
        let former = request.compare.map(|period| self.0.scores(period).map(|scores| of(&scores))).transpose()?;
        let scores = self.0.scores(request.period)?;
        let ranking = of(&scores);
        Ok((scores, ranking, former))
    }

    pub(super) fn grown(&self, request: &GrowthRequest) -> Result<Vec<f64>> {
        let rows = growth_by(&rates(), &self.0, &request.indicator, &request.request())?;
        let row = |growth: &Growth| GrowthRow {
            value: growth.value,
            reason: number(growth.reason),
            from: self.period(growth.from),
            to: self.period(growth.to),
        };
        Ok(layout::packed(rows.iter().map(row)))
    }

    /// The number of a period.
    pub(super) fn period(&self, period: Option<Period>) -> f64 {
        place(period.and_then(|period| self.0.panel().find_period(period).ok()))
    }

    pub(super) fn what_if(&self, spec: &str) -> Result<WhatIf> {
        let ops = ops();
        Scenario::new_with(&self.0, &ScenarioSpec::from_json_with(spec, &ops)?, &ops).map(WhatIf)
    }
}
