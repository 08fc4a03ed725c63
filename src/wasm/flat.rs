//! Flat functions, for hosts that have no JavaScript objects (Python, by wasmtime): only numbers and bytes cross. An
//! answer is one MessagePack value, `[true, result]` or `[false, {code, place, message, mend}]`; a ranking is its numbers
//! as `packed` lays them out. Nothing on this way makes an object of JavaScript.

use super::calculator::Calculator;
use super::pack;
use super::packing::known_reasons;
use super::what_if::WhatIf;
use crate::error::{Error, Result};
use crate::json::Show;
use crate::panel::Panel;
use std::borrow::Borrow;
use wasm_bindgen::prelude::*;

/// What came of reading a panel and a framework: a model, or what is wrong, which every question then gets.
#[wasm_bindgen]
pub struct FlatModel(Result<Calculator>);

#[wasm_bindgen]
impl FlatModel {
    /// Of the panel's compact form.
    pub fn of_compact(panel: &[u8], framework: &str) -> FlatModel {
        FlatModel(Panel::from_compact(panel).and_then(|panel| Calculator::of(panel, framework)))
    }

    /// Of a CSV; see `Calculator::from_csv`.
    pub fn of_csv(
        csv: &[u8],
        indicators: Option<String>,
        framework: Option<String>,
        cells: Option<Vec<u8>>,
    ) -> FlatModel {
        FlatModel(Calculator::of_csv(csv, indicators, framework, cells))
    }

    /// What the model is made of.
    pub fn describe(&self) -> Vec<u8> {
        answer(there(&self.0).map(|model| model.description().show()), pack::value)
    }

    /// See `Calculator::rank`.
    pub fn rank(
        &self,
        period: &str,
        node: &str,
        within: Option<String>,
        tie_rule: &str,
        compare: Option<String>,
    ) -> Vec<u8> {
        answer(there(&self.0).and_then(|model| model.ranked(period, node, within, tie_rule, compare)), pack::floats)
    }

    /// See `Calculator::growth`; a lag that is not given is NaN.
    #[allow(clippy::too_many_arguments)]
    pub fn growth(
        &self,
        indicator: &str,
        rate: &str,
        period: &str,
        from: Option<String>,
        base: Option<String>,
        lag: f64,
        deflator: Option<String>,
    ) -> Vec<u8> {
        let lag = (!lag.is_nan()).then_some(lag);
        let rows = |model: &Calculator| model.grown(indicator, rate, period, from, base, lag, deflator);
        answer(there(&self.0).and_then(rows), pack::floats)
    }

    /// A what-if on this model.
    pub fn scenario(&self, spec: &str) -> FlatScenario {
        FlatScenario(there(&self.0).and_then(|model| model.what_if(spec)))
    }
}

/// What came of a scenario.
#[wasm_bindgen]
pub struct FlatScenario(Result<WhatIf>);

#[wasm_bindgen]
impl FlatScenario {
    /// See `WhatIf::rank`.
    pub fn rank(&mut self, period: &str, node: &str, within: Option<String>, tie_rule: &str) -> Vec<u8> {
        answer(self.there().and_then(|what_if| what_if.ranked(period, node, within, tie_rule)), pack::floats)
    }

    /// See `WhatIf::stuck`.
    pub fn stuck(&mut self, period: &str) -> Vec<u8> {
        answer(self.there().and_then(|what_if| what_if.held(period)), pack::floats)
    }

    fn there(&mut self) -> Result<&mut WhatIf> {
        self.0.as_mut().map_err(|error| error.clone())
    }
}

/// The reasons in the order of their numbers: `[{id, text}]`.
#[wasm_bindgen]
pub fn flat_reasons() -> Vec<u8> {
    answer(Ok(known_reasons().show()), pack::value)
}

fn answer<T: Borrow<P>, P: ?Sized>(result: Result<T>, pack: fn(&P, &mut Vec<u8>)) -> Vec<u8> {
    let mut out = vec![0x92, 0xc2 + u8::from(result.is_ok())];
    match &result {
        Ok(value) => pack(value.borrow(), &mut out),
        Err(error) => pack::value(&error.show(), &mut out),
    }
    out
}

fn there(of: &Result<Calculator>) -> Result<&Calculator> {
    of.as_ref().map_err(Error::clone)
}
