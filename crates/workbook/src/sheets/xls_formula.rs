//! Formulas of XLS that nobody has computed: some programs (xlwt) write them with an empty text as their result.

use super::compound::{f64_at, u16_at};
use super::form::decimal;
use super::letters;

/// A formula in words, where it can only give a number: sums and the like of cells and numbers. None for every other, whose
/// empty text may well be its result.
pub(super) fn uncomputed(data: &[u8]) -> Option<String> {
    let tokens = data.get(2..2 + usize::from(u16_at(data, 0)?))?;
    let mut formula = Formula { tokens, at: 0, stack: Vec::new(), numeric: false };
    while let Some(token) = tokens.get(formula.at) {
        formula.at += 1;
        match *token {
            0x03..=0x07 | 0x12..=0x15 => formula.operator(*token)?,
            0x19 => formula.hint()?,
            0x1e | 0x1f | 0x24 | 0x25 | 0x44 | 0x45 | 0x64 | 0x65 => formula.operand(*token)?,
            0x21 | 0x22 | 0x41 | 0x42 | 0x61 | 0x62 => formula.function(*token)?,
            _ => return None,
        }
    }
    match formula.stack.as_slice() {
        [text] if formula.numeric => Some(text.clone()),
        _ => None,
    }
}

/// What is read of a formula, whose operands stand before their operators.
struct Formula<'a> {
    tokens: &'a [u8],
    at: usize,
    stack: Vec<String>,
    /// Whether something was met that gives numbers only.
    numeric: bool,
}

impl Formula<'_> {
    fn operator(&mut self, token: u8) -> Option<()> {
        let value = self.stack.pop()?;
        let text = match token {
            0x12 => format!("+{value}"),
            0x13 => format!("-{value}"),
            0x14 => format!("{value}%"),
            0x15 => format!("({value})"),
            _ => format!("{}{}{value}", self.stack.pop()?, ['+', '-', '*', '/', '^'][usize::from(token - 3)]),
        };
        self.stack.push(text);
        self.numeric |= token != 0x15;
        Some(())
    }

    /// Hints: one is the sum of the one thing before it.
    fn hint(&mut self) -> Option<()> {
        match self.tokens.get(self.at)? {
            0x10 => {
                call(&mut self.stack, "SUM", 1)?;
                self.numeric = true;
            }
            0x01 | 0x40 | 0x41 => {}
            _ => return None,
        }
        self.at += 3;
        Some(())
    }

    /// A number, a cell or a range of cells.
    fn operand(&mut self, token: u8) -> Option<()> {
        let word = |n: usize| u16_at(self.tokens, self.at + 2 * n);
        let (text, bytes) = match token {
            0x1e => (word(0)?.to_string(), 2),
            0x1f => {
                let mut text = String::new();
                decimal(f64_at(self.tokens, self.at)?, &mut text);
                (text, 8)
            }
            0x24 | 0x44 | 0x64 => (reference(word(0)?, word(1)?), 4),
            _ => (format!("{}:{}", reference(word(0)?, word(2)?), reference(word(1)?, word(3)?)), 8),
        };
        self.stack.push(text);
        self.at += bytes;
        Some(())
    }

    /// A function of as many arguments as it always has, or as are counted before it.
    fn function(&mut self, token: u8) -> Option<()> {
        const COUNTED: [&str; 8] = ["COUNT", "", "", "", "SUM", "AVERAGE", "MIN", "MAX"];
        let (name, arguments, bytes) = match (token, u16_at(self.tokens, self.at)?) {
            (0x21 | 0x41 | 0x61, 24) => ("ABS", 1, 2),
            (0x21 | 0x41 | 0x61, 27) => ("ROUND", 2, 2),
            (0x21 | 0x41 | 0x61, _) => return None,
            _ => {
                let name =
                    COUNTED.get(usize::from(u16_at(self.tokens, self.at + 1)?)).filter(|name| !name.is_empty())?;
                (*name, usize::from(*self.tokens.get(self.at)?), 3)
            }
        };
        call(&mut self.stack, name, arguments)?;
        (self.at, self.numeric) = (self.at + bytes, true);
        Some(())
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
