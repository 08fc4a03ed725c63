//! What to answer to a name that no unit bears: the one that it is a misreading of. The other units of the same parent come
//! first: 武仪 among the cities of Hubei is 武汉.

use super::{Answer, Context, Register};
use crate::territory::{lookalikes, slips};

/// Suggestions that a reader can look through.
const MOST: usize = 3;
/// Longer text is no name.
const LONGEST: usize = 40;

pub(super) fn nearest<'a>(register: &'a Register, text: &str, context: &Context<'_>) -> Answer<'a> {
    if text.chars().count() > LONGEST || text.is_empty() {
        return Answer::Unknown(Vec::new());
    }
    let scope = super::Scope { within: context.within.or(context.scope.within), ..context.scope };
    let known_siblings = register.is_national() && scope != super::Scope::default();
    if known_siblings {
        let siblings = |unit: u32| scope.holds(register, unit) && context.known.binary_search(&unit).is_err();
        match best(register, text, &siblings, true)[..] {
            [] => {}
            [only] => return Answer::Misread(only),
            ref several => return Answer::Unknown(several.iter().copied().take(MOST).collect()),
        }
    }
    match best(register, text, &|unit| context.known.binary_search(&unit).is_err(), false)[..] {
        [only] => Answer::Misread(only),
        ref several => Answer::Unknown(several.iter().copied().take(MOST).collect()),
    }
}

/// The nearest of the units that are wanted; among few a slip in two characters is evidence, among all only one in three, or a
/// look-alike.
fn best(register: &Register, text: &str, wanted: &dyn Fn(u32) -> bool, few: bool) -> Vec<u32> {
    let written: Vec<char> = text.chars().collect();
    let mut least = usize::MAX;
    let mut found: Vec<u32> = Vec::new();
    for (name, bearers) in &register.names {
        let Some(distance) = distance(&written, name, few).filter(|distance| *distance <= least) else { continue };
        let bearers: Vec<u32> = bearers.iter().map(|(unit, _)| *unit).filter(|unit| wanted(*unit)).collect();
        if distance < least && !bearers.is_empty() {
            least = distance;
            found.clear();
        }
        found.extend(bearers);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How far what is written is from a name, if near enough. A look-alike is nearer than any other slip.
fn distance(written: &[char], name: &str, few: bool) -> Option<usize> {
    const OTHER_SLIP: usize = 10;
    let name: Vec<char> = name.chars().collect();
    if name.len().abs_diff(written.len()) > 1 {
        return None;
    }
    let shared = written.first() == name.first() || written.last() == name.last();
    let longest = name.len().max(written.len());
    // The kind of unit that both end in tells nothing.
    let telling = if name.last() == written.last() && is_kind(&name) { longest - 1 } else { longest };
    let bearable = shared && telling >= if few { 2 } else { 4 };
    let slip = || (bearable && slips(written, &name) == 1).then_some(OTHER_SLIP);
    lookalikes(written, &name).or_else(slip)
}

/// Whether a name ends in the kind of its unit.
fn is_kind(name: &[char]) -> bool {
    name.last().is_some_and(|last| "市县区州盟旗".contains(*last))
}
