//! Sets of rules.

use super::grammar::Rule;

/// The rules that took part in reading a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rules(u64);

impl Rules {
    /// One rule.
    pub fn of(rule: Rule) -> Self {
        Rules(1 << rule as u8)
    }

    /// Adds a rule.
    pub fn add(&mut self, rule: Rule) {
        self.0 |= 1 << rule as u8;
    }

    /// Whether a rule is among them.
    pub fn has(self, rule: Rule) -> bool {
        self.0 & 1 << rule as u8 != 0
    }

    /// Each of them, in the order of the grammar.
    pub fn iter(self) -> impl Iterator<Item = Rule> {
        Rule::ALL.iter().copied().filter(move |rule| self.has(*rule))
    }

    /// As two numbers of 32 bits, the lower first.
    pub fn bits(self) -> [u32; 2] {
        [self.0 as u32, (self.0 >> 32) as u32]
    }
}

impl FromIterator<Rule> for Rules {
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        let mut all = Rules::default();
        rules.into_iter().for_each(|rule| all.add(rule));
        all
    }
}

/// A rule is a bit.
const _: () = assert!(Rule::ALL.len() <= 64);
