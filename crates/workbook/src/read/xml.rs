//! Text of XML, whatever it is encoded in, and dates as XML has them.

use innodex_panel::decode::decode;
use std::borrow::Cow;

/// The bytes of an XML part as UTF-8; none where they are in no encoding that is known.
pub(crate) fn text(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    let label = match bytes {
        [0xff, 0xfe, ..] => "utf-16le".to_owned(),
        [0xfe, 0xff, ..] => "utf-16be".to_owned(),
        _ => declared(bytes).unwrap_or_default(),
    };
    match label.as_str() {
        "" | "utf-8" | "utf8" | "us-ascii" => Some(Cow::Borrowed(bytes)),
        // It says that it is UTF-16, in single bytes.
        label if label.starts_with("utf-16") && !matches!(bytes[0], 0xff | 0xfe) => Some(Cow::Borrowed(bytes)),
        label => {
            decode(bytes, label).map(|text| Cow::Owned(text.trim_start_matches('\u{feff}').to_owned().into_bytes()))
        }
    }
}

/// What `<?xml encoding="..."?>` says.
fn declared(bytes: &[u8]) -> Option<String> {
    let start = &bytes[..bytes.len().min(200)];
    let end = start.windows(2).position(|two| two == b"?>")?;
    let head = std::str::from_utf8(start[..end].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start[..end])).ok()?;
    let value = head.strip_prefix("<?xml")?.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.to_ascii_lowercase())
}

/// A date of XML, `2022-01-31T12:00:00`, as a person would type it: `2022-01-31 12:00`; midnight is none.
pub(crate) fn date(text: &str) -> String {
    let Some((day, time)) = text.split_once('T') else { return text.to_owned() };
    let time = time.trim_end_matches('Z');
    let time = match time.split_once('.') {
        Some((whole, part)) if part.bytes().all(|b| b == b'0') => whole,
        _ => time,
    };
    let time = if time.len() == 8 { time.strip_suffix(":00").unwrap_or(time) } else { time };
    match time {
        "00:00" => day.to_owned(),
        _ => format!("{day} {time}"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn dates_of_xml_are_written_as_people_type_them() {
        for (written, typed) in [
            ("2022-01-31T00:00:00.000", "2022-01-31"),
            ("2022-01-31", "2022-01-31"),
            ("2022-01-31T12:00:00", "2022-01-31 12:00"),
            ("2022-01-31T12:00:30Z", "2022-01-31 12:00:30"),
        ] {
            assert_eq!(super::date(written), typed);
        }
    }
}
