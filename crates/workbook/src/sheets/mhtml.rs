//! Web archives (MHTML, RFC 2557), which Excel too saves: the pages in them.

use super::html::{tables, text, without_table};
use innodex_panel::error::Result;
use innodex_panel::sheet::Sheet;

/// Parts within parts.
const DEEPEST: usize = 8;

/// The tables of all pages of the archive.
pub(super) fn read(bytes: &[u8], progress: &mut dyn FnMut(f64)) -> Result<Vec<Sheet>> {
    let mut pages = Vec::new();
    gather(bytes, 0, &mut pages);
    let mut sheets = Vec::new();
    for page in &pages {
        sheets.extend(tables(&text(&page.bytes, page.charset.as_deref())?, progress)?);
    }
    match sheets.is_empty() {
        false => Ok(sheets),
        true => Err(without_table("")),
    }
}

struct Page {
    bytes: Vec<u8>,
    charset: Option<String>,
}

/// The pages of a part: itself, or those of its parts.
fn gather(part: &[u8], depth: usize, pages: &mut Vec<Page>) {
    let (head, body) = halves(part);
    let head = unfolded(&String::from_utf8_lossy(head));
    let kind = field(&head, "content-type").unwrap_or_default();
    if let (Some(boundary), true) = (parameter(&kind, "boundary"), depth < DEEPEST) {
        let boundary = format!("--{boundary}");
        for piece in split(body, boundary.as_bytes()) {
            gather(piece, depth + 1, pages);
        }
    } else if kind.to_ascii_lowercase().starts_with("text/html") {
        let bytes = match field(&head, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().trim() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => body.to_vec(),
        };
        pages.push(Page { bytes, charset: parameter(&kind, "charset").map(|label| label.to_ascii_lowercase()) });
    }
}

/// Head and body, which an empty line parts.
fn halves(part: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    for line in part.split_inclusive(|b| *b == b'\n') {
        let end = at + line.len();
        if line.trim_ascii().is_empty() && at > 0 {
            return (&part[..at], &part[end..]);
        }
        at = end;
    }
    (part, &[])
}

/// The head with each field on one line.
fn unfolded(head: &str) -> String {
    head.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ")
}

fn field(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

fn parameter(kind: &str, name: &str) -> Option<String> {
    kind.split(';').skip(1).find_map(|piece| {
        let (key, value) = piece.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// What stands between lines that begin with the boundary.
fn split<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let (mut parts, mut begin, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|b| *b == b'\n') {
        let end = at + line.len();
        if line.starts_with(boundary) {
            if let Some(begin) = begin {
                parts.push(&body[begin..at]);
            }
            begin = Some(end);
        }
        at = end;
    }
    // The last line may be missing in a file that was cut off.
    parts.extend(begin.map(|begin| &body[begin..]).filter(|rest| !rest.trim_ascii().is_empty()));
    parts
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(byte) = body.get(at) {
        let digit = |n: usize| body.get(at + n).and_then(|b| char::from(*b).to_digit(16));
        at += match (byte, digit(1), digit(2)) {
            (b'=', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                3
            }
            // A line that goes on.
            (b'=', ..) if body.get(at + 1) == Some(&b'\n') => 2,
            (b'=', ..) if body.get(at + 1..at + 3) == Some(b"\r\n") => 3,
            (byte, ..) => {
                bytes.push(*byte);
                1
            }
        };
    }
    bytes
}

fn base64(body: &[u8]) -> Vec<u8> {
    let (mut bytes, mut bits, mut count) = (Vec::with_capacity(body.len() / 4 * 3), 0_u32, 0);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        (bits, count) = (bits << 6 | u32::from(value), count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_mail_are_undone() {
        assert_eq!(quoted_printable(b"a=3Db=\r\nc=E6=B9=96"), "a=bc湖".as_bytes());
        assert_eq!(base64(b"5rmW\r\n5YyX"), "湖北".as_bytes());
    }
}
