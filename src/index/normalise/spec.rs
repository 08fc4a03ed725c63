//! A normalisation as it is written: method, parameters, scope.

use super::{Method, LOWER, UPPER};
use crate::index::methods::{documented, AnyParameter, Chosen, Fault, Given, Parameter, Value};
use crate::json::{self, Json, Read};
use crate::panel::Panel;
use innodex_schema::schema;
use serde::Serialize;

/// Method and parameters of a step or of a single indicator.
pub type Parameters = Chosen<Method>;

documented! {
    /// What an indicator without spread becomes.
    pub static CONSTANT: Parameter<Constant> = "constant";
}

/// Over which figures minimum, mean and so on are taken.
#[schema]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The units of the period shown.
    #[default]
    Period,
    /// The units of all periods: scores can be compared over time.
    All,
    /// The units of one period.
    Base(String),
}

/// What an indicator without spread becomes.
#[schema]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Constant {
    /// Missing, with the reason `constant`.
    Missing,
    /// The middle of the scale.
    Middle,
}

crate::json::words!(Constant { Missing = "missing", Middle = "middle" });

impl Read for Scope {
    fn read(json: &Json) -> crate::error::Result<Self> {
        match json {
            Json::Object(_) => {
                json::only(json, &["base"])?;
                Ok(Scope::Base(json::member(json, "base")?))
            }
            _ => match json::word(json, &[("period", false), ("all", true)])? {
                false => Ok(Scope::Period),
                true => Ok(Scope::All),
            },
        }
    }
}

/// What a method is resolved from.
pub struct Written<'a> {
    /// The parameters that are given, all numbers finite.
    pub given: &'a Given,
    /// The scope of the step.
    pub scope: &'a Scope,
    /// The data.
    pub panel: &'a Panel,
}

impl Written<'_> {
    /// A parameter, where it is given.
    pub fn get<T: Value>(&self, parameter: &Parameter<T>) -> Option<T> {
        self.given.get(parameter)
    }

    /// A parameter that the method cannot do without.
    pub fn needed<T: Value>(&self, parameter: &Parameter<T>) -> Result<T, Fault> {
        self.get(parameter).ok_or((parameter.name(), "是该方法必需的参数", "is needed by this method"))
    }

    /// The ends of the scale: `lower` and `upper`, or those unless said.
    pub fn ends(&self, lower: f64, upper: f64) -> Result<(f64, f64), Fault> {
        let (lower, upper) = (self.get(&LOWER).unwrap_or(lower), self.get(&UPPER).unwrap_or(upper));
        if lower < upper {
            Ok((lower, upper))
        } else {
            Err(("upper", "须大于 lower", "must be greater than lower"))
        }
    }
}
