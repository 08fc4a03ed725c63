//! Classes of units with weights of their own, resolved.

use crate::text::Text;

/// The classes of a framework.
#[derive(Debug)]
pub(crate) struct Classes {
    pub all: Vec<Class>,
    /// The number of each unit's class.
    of_unit: Vec<Option<usize>>,
}

/// A class.
#[derive(Debug)]
pub(crate) struct Class {
    pub id: String,
    pub name: Text,
    /// Its units, in the order of the panel.
    pub units: Vec<usize>,
    /// Its weights, by node; that of the index is of no use.
    pub weights: Vec<f64>,
}

impl Classes {
    /// None yet, of so many units.
    pub fn of_units(count: usize) -> Classes {
        Classes { all: Vec::new(), of_unit: vec![None; count] }
    }

    /// Adds a class, whose units are in no other.
    pub fn push(&mut self, class: Class) {
        class.units.iter().for_each(|unit| self.of_unit[*unit] = Some(self.all.len()));
        self.all.push(class);
    }

    /// The class of a unit.
    pub fn of(&self, unit: usize) -> Option<&Class> {
        self.of_unit[unit].map(|class| &self.all[class])
    }
}
