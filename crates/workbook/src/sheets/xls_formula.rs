//! Formulas of XLS that nobody has computed: some programs (xlwt) write them with an empty text as their result.

use super::compound::{f64_at, u16_at};
use super::form::decimal;
use super::letters;

/// A formula in words, where it can only give a number: sums and the like of cells and numbers. None for every other, whose
/// empty text may well be its result.
pub(super) fn uncomputed(data: &[u8]) -> Option<String> {
    let tokens = data.get(2..2 + usize::from(u16_at(data, 0)?))?;
    let (mut stack, mut at, mut numeric): (Vec<String>, usize, bool) = (Vec::new(), 0, false);
    while let Some(token) = tokens.get(at) {
        let operator = match token {
            0x03 => "+",
            0x04 => "-",
            0x05 => "*",
            0x06 => "/",
            0x07 => "^",
            _ => "",
        };
        at += 1;
        match *token {
            0x03..=0x07 => {
                let (right, left) = (stack.pop()?, stack.pop()?);
                stack.push(format!("{left}{operator}{right}"));
                numeric = true;
            }
            0x12..=0x15 => {
                let value = stack.pop()?;
                stack.push(match token {
                    0x12 => format!("+{value}"),
                    0x13 => format!("-{value}"),
                    0x14 => format!("{value}%"),
                    _ => format!("({value})"),
                });
                numeric |= *token != 0x15;
            }
            // Hints: one is the sum of the one thing before it.
            0x19 => match tokens.get(at)? {
                0x10 => {
                    let value = stack.pop()?;
                    stack.push(format!("SUM({value})"));
                    (at, numeric) = (at + 3, true);
                }
                0x01 | 0x40 | 0x41 => at += 3,
                _ => return None,
            },
            0x1e => {
                stack.push(u16_at(tokens, at)?.to_string());
                at += 2;
            }
            0x1f => {
                let mut text = String::new();
                decimal(f64_at(tokens, at)?, &mut text);
                stack.push(text);
                at += 8;
            }
            0x24 | 0x44 | 0x64 => {
                stack.push(reference(u16_at(tokens, at)?, u16_at(tokens, at + 2)?));
                at += 4;
            }
            0x25 | 0x45 | 0x65 => {
                let word = |n: usize| u16_at(tokens, at + 2 * n);
                stack.push(format!("{}:{}", reference(word(0)?, word(2)?), reference(word(1)?, word(3)?)));
                at += 8;
            }
            0x21 | 0x41 | 0x61 => {
                let (name, count) = match u16_at(tokens, at)? {
                    24 => ("ABS", 1),
                    27 => ("ROUND", 2),
                    _ => return None,
                };
                call(&mut stack, name, count)?;
                (at, numeric) = (at + 2, true);
            }
            0x22 | 0x42 | 0x62 => {
                let name =
                    ["COUNT", "", "", "", "SUM", "AVERAGE", "MIN", "MAX"].get(usize::from(u16_at(tokens, at + 1)?));
                call(&mut stack, name.filter(|name| !name.is_empty())?, usize::from(*tokens.get(at)?))?;
                (at, numeric) = (at + 3, true);
            }
            _ => return None,
        }
    }
    match stack.as_slice() {
        [formula] if numeric => Some(formula.clone()),
        _ => None,
    }
}

/// Puts a call in the place of its arguments.
fn call(stack: &mut Vec<String>, name: &str, arguments: usize) -> Option<()> {
    let arguments = stack.split_off(stack.len().checked_sub(arguments)?);
    stack.push(format!("{name}({})", arguments.join(",")));
    Some(())
}

/// A cell by its row and column, which say too whether they move along.
fn reference(row: u16, column: u16) -> String {
    let fixed = |bit: u16| if column & bit == 0 { "$" } else { "" };
    format!("{}{}{}{}", fixed(0x4000), letters(u32::from(column & 0x3fff) + 1), fixed(0x8000), u32::from(row) + 1)
}
