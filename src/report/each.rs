//! 分别: subjects and figures in the same order.

use super::Figure;

/// 分别: whose figures come, one after the other.
pub(super) struct Each {
    names: Vec<String>,
    next: usize,
}

impl Each {
    /// Of the names before it; where none stand there, of the last figures of the sentence.
    pub(super) fn new(names: Vec<String>, coming: usize, before: &[Figure]) -> Option<Self> {
        let names = match names.len() {
            0 | 1 if coming > 1 && before.len() >= coming => {
                before[before.len() - coming..].iter().map(|figure| figure.subject.clone()).collect()
            }
            _ => names,
        };
        (names.len() > 1).then_some(Each { names, next: 0 })
    }

    /// The next of them.
    pub(super) fn take(&mut self) -> Option<String> {
        self.next += 1;
        self.names.get(self.next - 1).cloned()
    }
}
