//! What is asked for: one struct for each question, made and checked here once, whatever face asks. Words and numbers cross as
//! arguments. A question with more of them than a function should have crosses as JSON text, where no slider waits for it.

#[cfg(feature = "analysis")]
pub(super) mod analysis;
#[cfg(feature = "files")]
pub(super) mod files;

use innodex::growth::{Rate, Request};
use innodex::index::Model;
use innodex_panel::area::Area;
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json;
use innodex_panel::period::Period;
use innodex_panel::ranking::Ties;
use innodex_panel::text::Text;

/// Whether every method is there, and not those of a first ranking alone.
pub(super) const EVERY_METHOD: bool = cfg!(feature = "methods");

/// By what units are ranked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Order {
    /// The number of a node.
    pub node: usize,
    pub region: Option<Area>,
    pub ties: Ties,
}

impl Order {
    pub fn new(model: &Model, node: &str, within: Option<String>, ties: &str) -> Result<Order> {
        Ok(Order { node: model.node(node)?, region: area(model, within.as_deref())?, ties: ties_of(ties)? })
    }
}

/// A ranking, and what it is compared with.
pub(super) struct RankRequest {
    pub period: Period,
    pub order: Order,
    /// None too where the period has other indicators: ranks by those are of another index.
    pub compare: Option<Period>,
}

impl RankRequest {
    pub fn new(
        model: &Model,
        period: &str,
        node: &str,
        within: Option<String>,
        ties: &str,
        compare: Option<String>,
    ) -> Result<RankRequest> {
        RankRequest::of(model, period.parse()?, Order::new(model, node, within, ties)?, compare)
    }

    pub fn of(model: &Model, period: Period, order: Order, compare: Option<String>) -> Result<RankRequest> {
        let compare = match compare.map(|former| former.parse()).transpose()? {
            Some(former) if model.comparable(order.node, period, former)? => Some(former),
            _ => None,
        };
        Ok(RankRequest { period, order, compare })
    }
}

/// A frame of a slider: other values for some changes, and the ranking that follows.
pub(super) struct FrameRequest {
    /// Pairs of a change's number and its value.
    pub values: Vec<(usize, f64)>,
    pub period: Period,
    pub order: Order,
}

impl FrameRequest {
    pub fn new(
        model: &Model,
        values: &[f64],
        period: &str,
        node: &str,
        within: Option<String>,
        ties: &str,
    ) -> Result<FrameRequest> {
        // A change without a value has none that there is.
        let pair = |pair: &[f64]| (number(pair[0]), pair.get(1).copied().unwrap_or(f64::NAN));
        Ok(FrameRequest {
            values: values.chunks(2).map(pair).collect(),
            period: period.parse()?,
            order: Order::new(model, node, within, ties)?,
        })
    }
}

/// The growth of an indicator.
pub(super) struct GrowthRequest {
    pub indicator: String,
    rate: Rate,
    period: Period,
    from: Option<Period>,
    base: Option<Period>,
    lag: Option<u32>,
    deflator: Option<String>,
}

impl GrowthRequest {
    /// Of an object of texts.
    pub fn from_json(text: &str) -> Result<GrowthRequest> {
        let json = json::parse(text)?;
        let word = |name| json::member::<Option<String>>(&json, name).map_err(|e| e.within("$"));
        let needed = |name| word(name).map(Option::unwrap_or_default);
        let period = |name| word(name)?.map(|period| period.parse()).transpose();
        let rate = needed("rate")?;
        Ok(GrowthRequest {
            indicator: needed("indicator")?,
            rate: Rate::from_id(&rate).ok_or_else(|| unknown("rate", &rate))?,
            period: needed("period")?.parse()?,
            from: period("from")?,
            base: period("base")?,
            // What is no whole number is none that there is.
            lag: word("lag")?.map(|lag| lag.parse().unwrap_or(0)),
            deflator: word("deflator")?,
        })
    }

    pub fn request(&self) -> Request<'_> {
        Request {
            rate: self.rate,
            period: self.period,
            from: self.from,
            base: self.base,
            lag: self.lag,
            deflator: self.deflator.as_deref(),
        }
    }
}

/// A whole number from 0; of any other that of nothing that there is.
pub(super) fn number(value: f64) -> usize {
    if value >= 0.0 && value.fract() == 0.0 {
        value as usize
    } else {
        usize::MAX
    }
}

fn ties_of(id: &str) -> Result<Ties> {
    Ties::from_id(id).ok_or_else(|| unknown("ties", id))
}

/// The part of the units that is asked for; all where none is.
pub(super) fn area(model: &Model, written: Option<&str>) -> Result<Option<Area>> {
    let panel = model.panel();
    // The module of a first ranking does not know the names of provinces.
    let area = |written| match cfg!(feature = "files") {
        true => panel.area(written),
        false => panel.area_as_written(written).ok_or_else(|| unknown("region", written)),
    };
    written.map(area).transpose()
}

pub(super) fn unknown(what: &str, id: &str) -> Error {
    Error::new(
        Code::BadParameter,
        what,
        Text::new(format!("没有“{id}”这一选项。"), format!("Unknown option \"{id}\".")),
        Text::new("请使用文档中列出的选项。", "Use one that the documentation lists."),
    )
}
