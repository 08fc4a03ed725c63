//! Text, bit by bit: after each of several contexts (the last 0, 1, 2, 3, 4 and 6 bytes) it is
//! remembered how often the bit was clear and set; how telling such a memory is, is learnt too.

use super::arithmetic::{log_odds, Coder, Mixer, Share};
use super::Corrupt;

const CONTEXTS: [usize; 6] = [0, 1, 2, 3, 4, 6];
const TABLE_BITS: u32 = 20;

/// Codes so many bytes.
pub(super) fn code<C: Coder>(coder: &mut C, given: &[u8], length: usize) -> Result<Vec<u8>, Corrupt> {
    const N: usize = CONTEXTS.len();
    let mut memories = vec![0u8; 1 << TABLE_BITS];
    let mut meanings = vec![meanings(); N];
    // By how many contexts have been met before.
    let mut mixers = vec![Mixer([0.25; N]); N + 1];
    let mut text: Vec<u8> = Vec::new();
    while text.len() < length {
        if coder.is_exhausted() {
            return Err(Corrupt);
        }
        let byte = given.get(text.len()).copied().unwrap_or(0);
        let contexts = CONTEXTS.map(|n| hash(&text[text.len().saturating_sub(n)..], n));
        let mut node = 1u32;
        for i in (0..8).rev() {
            let places = contexts.map(|context| place(context, node));
            let mut met = 0;
            let mut opinions = [0.0; N];
            for n in 0..N {
                let memory = memories[places[n]];
                met += usize::from(memory > 0);
                let share = meanings[n][usize::from(memory)].set;
                opinions[n] = log_odds(share.clamp(0.0005, 0.9995));
            }
            let bit = mixers[met].code(coder, &opinions, 0.005, byte >> i & 1 == 1);
            for n in 0..N {
                let memory = &mut memories[places[n]];
                meanings[n][usize::from(*memory)].learn(bit);
                *memory = remember(*memory, bit);
            }
            node = node << 1 | u32::from(bit);
        }
        text.push(node as u8);
    }
    Ok(text)
}

fn hash(bytes: &[u8], n: usize) -> u32 {
    bytes.iter().fold(n as u32 + 1, |hash, byte| {
        let hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        hash.rotate_left(7)
    })
}

fn place(context: u32, node: u32) -> usize {
    let hash = (context ^ node.wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca6b);
    (hash >> (32 - TABLE_BITS)) as usize
}

/// A memory is how often a bit was clear (low four bits) and set (high four bits), less what the
/// last answer contradicts.
fn remember(memory: u8, bit: bool) -> u8 {
    let (clear, set) = (memory & 15, memory >> 4);
    let more = |n: u8| (n + 1).min(15);
    let less = |n: u8| if n > 2 { (n.div_ceil(2) + 1).min(5) } else { n };
    if bit {
        less(clear) | more(set) << 4
    } else {
        more(clear) | less(set) << 4
    }
}

/// The share of set bits to expect after each memory, before anything is known.
fn meanings() -> [Share; 256] {
    std::array::from_fn(|memory| {
        let (clear, set) = ((memory & 15) as f64, (memory >> 4) as f64);
        Share { set: (set + 0.4) / (clear + set + 0.8), seen: 4.0 }
    })
}
