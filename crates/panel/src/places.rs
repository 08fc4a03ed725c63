//! Where names stand in a list, so that it is not gone through anew for every name. One map for all of them: each further
//! kind of map would be some kilobytes of the page's module.

use std::collections::BTreeMap;

/// Names and where each stands first.
#[derive(Debug, Clone, Default)]
pub struct Places(BTreeMap<String, usize>);

impl Places {
    /// Of names in their order.
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut places = Places::default();
        for (at, name) in names.enumerate() {
            places.add(name, at);
        }
        places
    }

    /// Adds a name where there is none yet; where it stands then.
    pub fn add(&mut self, name: &str, at: usize) -> usize {
        match self.get(name) {
            Some(first) => first,
            None => {
                self.0.insert(name.to_owned(), at);
                at
            }
        }
    }

    /// Where a name stands first.
    pub fn get(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
    }
}
