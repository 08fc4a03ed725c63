//! JSON text to [`Json`] (RFC 8259): strict, with line and column, and no name twice in one object.

use super::Json;
use crate::error::{Code, Error, Result};
use crate::places::Places;
use crate::text::Text;

/// Deeper nesting than this is refused: a form of ours has six levels, and the stack of a browser is small.
const DEEPEST: usize = 100;

/// Parses JSON text; a byte-order mark before it is passed over.
pub fn parse(json: &str) -> Result<Json> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let mut parser = Parser { bytes: json.as_bytes(), at: 0 };
    let parsed = parser.value(0).and_then(|value| match parser.next_token() {
        None => Ok(value),
        Some(_) => Err(("文件到此应已结束", "the file should end here")),
    });
    parsed.map_err(|(zh, en)| {
        let before = &json.as_bytes()[..parser.at.min(json.len())];
        let line = 1 + before.iter().filter(|b| **b == b'\n').count();
        let column = 1 + before.iter().rev().take_while(|b| **b != b'\n').count();
        Error::new(
            Code::BadJson,
            &format!("line {line}, column {column}"),
            Text::new(format!("不是有效的 JSON：{zh}。"), format!("This is not valid JSON: {en}.")),
            Text::new("请检查此处的引号、逗号和括号。", "Check quotes, commas and brackets here."),
        )
    })
}

/// What is wrong, in Chinese and English.
type Fault = (&'static str, &'static str);
type Parsed<T> = std::result::Result<T, Fault>;

const VALUE: Fault = ("此处应为一个值", "a value should stand here");
const STRING: Fault =
    ("文字没有结束，或含有不允许的字符", "text does not end, or has a character that it must not have");

struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next byte that is not white space.
    fn next_token(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    /// Steps over a byte if it comes next.
    fn skip(&mut self, byte: u8) -> bool {
        let found = self.next_token() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self, depth: usize) -> Parsed<Json> {
        if depth > DEEPEST {
            return Err(("嵌套过深", "it is nested too deeply"));
        }
        match self.next_token().ok_or(VALUE)? {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.string().map(Json::Text),
            b'-' | b'0'..=b'9' => self.number(),
            _ => {
                let words = [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))];
                for (word, value) in words {
                    if self.bytes[self.at..].starts_with(word.as_bytes()) {
                        self.at += word.len();
                        return Ok(value);
                    }
                }
                Err(VALUE)
            }
        }
    }

    fn list(&mut self, depth: usize) -> Parsed<Json> {
        self.at += 1;
        let mut items = Vec::new();
        if self.skip(b']') {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.skip(b']') {
                return Ok(Json::List(items));
            }
            if !self.skip(b',') {
                return Err(("此处应为逗号或 ]", "a comma or ] should stand here"));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Parsed<Json> {
        self.at += 1;
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut names = Places::default();
        if self.skip(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            if self.next_token() != Some(b'"') {
                return Err(("此处应为加双引号的名称", "a name in double quotes should stand here"));
            }
            let name = self.string()?;
            if names.add(&name, members.len()) < members.len() {
                return Err(("名称重复", "duplicate name in one object"));
            }
            if !self.skip(b':') {
                return Err(("此处应为冒号", "a colon should stand here"));
            }
            members.push((name, self.value(depth + 1)?));
            if self.skip(b'}') {
                return Ok(Json::Object(members));
            }
            if !self.skip(b',') {
                return Err(("此处应为逗号或 }", "a comma or } should stand here"));
            }
        }
    }

    fn string(&mut self) -> Parsed<String> {
        self.at += 1;
        let mut text: Vec<u8> = Vec::new();
        loop {
            let byte = self.peek().ok_or(STRING)?;
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(text).map_err(|_| STRING),
                b'\\' => {
                    let c = self.escape()?;
                    text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                }
                0..=31 => return Err(STRING),
                _ => text.push(byte),
            }
        }
    }

    fn escape(&mut self) -> Parsed<char> {
        let byte = self.peek().ok_or(STRING)?;
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let high = self.hex()?;
                let code = if (0xd800..0xdc00).contains(&high) {
                    // The first half of a pair: the second must follow.
                    if self.bytes.get(self.at..self.at + 2) != Some(b"\\u") {
                        return Err(STRING);
                    }
                    self.at += 2;
                    let low = self.hex()?;
                    if !(0xdc00..0xe000).contains(&low) {
                        return Err(STRING);
                    }
                    0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)
                } else {
                    high
                };
                char::from_u32(code).ok_or(STRING)?
            }
            _ => return Err(STRING),
        })
    }

    fn hex(&mut self) -> Parsed<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|b| char::from(b).to_digit(16)).ok_or(STRING)?;
            self.at += 1;
            code = code * 16 + digit;
        }
        Ok(code)
    }

    fn number(&mut self) -> Parsed<Json> {
        const NUMBER: Fault = ("不是有效的数字", "this is not a number");
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        let zero = self.peek() == Some(b'0');
        let whole = self.digits();
        if whole == 0 || (zero && whole > 1) {
            return Err(NUMBER);
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            if self.digits() == 0 {
                return Err(NUMBER);
            }
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            if self.digits() == 0 {
                return Err(NUMBER);
            }
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]).map_err(|_| NUMBER)?;
        match crate::host::decimal(text) {
            value if value.is_finite() => Ok(Json::Number(value)),
            _ => Err(("数字超出范围", "the number is out of range")),
        }
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at - start
    }
}
