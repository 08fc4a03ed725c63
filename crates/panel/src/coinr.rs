//! COINr's tables, iData and iMeta, as they are: a panel, a tree, and groups of units.
//!
//! iData has a row a unit (and `Time`, where there is one): `uCode`, `uName`, then a column for everything that iMeta
//! names. iMeta has a row a column of iData and a row a group of the tree: `iCode`, `Level` (1 for indicators), `Parent`,
//! `Weight`, `Direction`, `Type` (Indicator, Aggregate, Denominator, Group, Other), `Denominator`, `iName`, `Unit`. An empty
//! cell and `NA` are missing. Becker and others (2022), JOSS 7(78), 4567.

pub mod cell;
mod read;

pub use read::read;

use crate::panel::Panel;

/// An indicator, or a group of the tree, as iMeta has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// `iCode`
    pub code: String,
    /// `iName`; the code where there is none.
    pub name: String,
    /// 1 for indicators, upwards to the index.
    pub level: u32,
    /// Its group; none at the top.
    pub parent: Option<String>,
    /// Relative within its group.
    pub weight: f64,
    /// 1 or -1.
    pub direction: i8,
    /// Unit of measure.
    pub unit: String,
    /// The column that it is divided by.
    pub denominator: Option<String>,
}

/// Both tables, read.
#[derive(Debug, Clone)]
pub struct Tables {
    /// Indicators and denominators.
    pub panel: Panel,
    /// Indicators and groups, in iMeta's order.
    pub elements: Vec<Element>,
    /// Columns of text that put units into groups: name, and the label of every unit in the panel's order.
    pub groups: Vec<(String, Vec<Option<String>>)>,
}
