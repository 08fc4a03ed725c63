//! What is known of the order of weights, and weights put into an order that agrees with it.

use crate::error::{Code, Error, Result};
use crate::random::Stream;
use crate::text::Text;
use std::collections::BTreeMap;

/// Elements that hang together by what is known, at most: a set of them is a number of so many bits.
const MOST: usize = 64;
/// Sets that are looked at, at most.
const SETS: usize = 500_000;

/// An order of some elements, so that weights uniform on the simplex are uniform on the part of it that the order allows.
///
/// A uniform draw says nothing of which of its parts is whose. So the parts of the elements that hang together may be dealt out
/// anew, the largest first, in an order drawn from all that agree with what is known, each as likely as the others. None is
/// thrown away, however many elements there are.
#[derive(Debug, Clone, Default)]
pub struct Order {
    groups: Vec<Group>,
}

/// Elements that hang together.
#[derive(Debug, Clone)]
struct Group {
    elements: Vec<usize>,
    /// Of each, the places in `elements` of those that are at least as heavy: a bit each.
    above: Vec<u64>,
    /// In how many orders each set of the heaviest can be begun with: what is above an element of a set is in it too.
    orders: BTreeMap<u64, f64>,
}

impl Order {
    /// The order in which the first of every pair is at least as heavy as the second, of `n` elements.
    ///
    /// # Errors
    /// `bad_parameter` with the place of a pair that closes a circle; for more than 64 elements that hang together, or with
    /// more sets than can be looked at.
    pub fn new(n: usize, pairs: &[(usize, usize)]) -> Result<Order> {
        let mut order = Order::default();
        let mut reaches = vec![vec![false; n]; n];
        for (at, (a, b)) in pairs.iter().enumerate() {
            if a == b || reaches[*b][*a] {
                return Err(circle(at));
            }
            let befores: Vec<usize> = (0..n).filter(|i| i == a || reaches[*i][*a]).collect();
            let afters: Vec<usize> = (0..n).filter(|j| j == b || reaches[*b][*j]).collect();
            befores.iter().for_each(|i| afters.iter().for_each(|j| reaches[*i][*j] = true));
        }
        let mut seen = vec![false; n];
        for start in 0..n {
            let elements = together(&reaches, start, &mut seen);
            if elements.len() > 1 {
                order.groups.push(Group::new(elements, &reaches)?);
            }
        }
        Ok(order)
    }

    /// Puts weights into an order that agrees with what is known.
    pub fn arrange(&self, weights: &mut [f64], random: &mut Stream) {
        for group in &self.groups {
            let mut parts: Vec<f64> = group.elements.iter().map(|at| weights[*at]).collect();
            parts.sort_unstable_by(f64::total_cmp);
            // From the lightest: a set loses the last of one of its orders.
            let mut set = group.all();
            for part in parts {
                let last = group.last(set, random);
                weights[group.elements[last]] = part;
                set &= !(1 << last);
            }
        }
    }
}

/// The elements that hang together with one, itself included, that have not been seen; none where it has.
fn together(reaches: &[Vec<bool>], start: usize, seen: &mut [bool]) -> Vec<usize> {
    let (mut elements, mut waiting) = (Vec::new(), vec![start]);
    while let Some(at) = waiting.pop() {
        if !std::mem::replace(&mut seen[at], true) {
            elements.push(at);
            waiting.extend((0..seen.len()).filter(|j| reaches[at][*j] || reaches[*j][at]));
        }
    }
    elements.sort_unstable();
    elements
}

impl Group {
    fn new(elements: Vec<usize>, reaches: &[Vec<bool>]) -> Result<Group> {
        if elements.len() > MOST {
            return Err(too_many());
        }
        let bits = |of: usize| {
            let above = elements.iter().enumerate().filter(|(_, element)| reaches[**element][of]);
            above.fold(0, |bits, (at, _)| bits | 1 << at)
        };
        let above = elements.iter().map(|element| bits(*element)).collect();
        let mut group = Group { elements, above, orders: BTreeMap::new() };
        group.count()?;
        Ok(group)
    }

    fn all(&self) -> u64 {
        u64::MAX >> (MOST - self.elements.len())
    }

    /// Counts orders: those of a set are, for everything that may follow, orders of the set with it.
    fn count(&mut self) -> Result<()> {
        let mut of_size = BTreeMap::from([(0_u64, 1.0_f64)]);
        let mut looked_at = 0;
        for _ in 0..self.elements.len() {
            let mut next = BTreeMap::new();
            for (set, orders) in &of_size {
                for at in (0..self.elements.len()).filter(|at| set & 1 << at == 0 && self.above[*at] & !set == 0) {
                    *next.entry(set | 1 << at).or_insert(0.0) += orders;
                }
            }
            looked_at += next.len();
            if looked_at > SETS {
                return Err(too_many());
            }
            self.orders.append(&mut std::mem::replace(&mut of_size, next));
        }
        Ok(())
    }

    /// The last of an order of a set, each order as likely as the others.
    fn last(&self, set: u64, random: &mut Stream) -> usize {
        let ends = || {
            let ways = move |at: usize| self.orders.get(&(set & !(1 << at))).map(|orders| (at, *orders));
            (0..self.elements.len()).filter(move |at| set & 1 << at != 0).filter_map(ways)
        };
        let mut left = random.uniform() * ends().map(|(_, orders)| orders).sum::<f64>();
        let mut last = 0;
        for (at, orders) in ends() {
            last = at;
            left -= orders;
            if left < 0.0 {
                break;
            }
        }
        last
    }
}

fn circle(at: usize) -> Error {
    let message = Text::new(
        "权重的次序自相矛盾：与前面的次序构成循环。",
        "The order of weights contradicts itself: this pair closes a circle with those before.",
    );
    Error::new(Code::BadParameter, "", message, Text::new("请删去其中一条次序。", "Take one of them out.")).item(at)
}

fn too_many() -> Error {
    let message = Text::new(
        "相互关联的权重次序过多，无法精确抽样。",
        "Too many weights hang together by the order for exact draws.",
    );
    let hint = Text::new(
        "请把次序写得更完整（如连成一串），或减少条数。",
        "State a fuller order, such as one chain, or fewer pairs.",
    );
    Error::new(Code::BadParameter, "", message, hint)
}
