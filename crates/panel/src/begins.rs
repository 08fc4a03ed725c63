//! What a file is by how its text begins, in lower case: a web page, JSON. Readers of tables refuse both, readers of workbooks
//! take them.

/// Tags that a web page, or a part of one, begins with.
const TAGS: &str =
    "html head body meta title link base style script div table thead tbody tr td th p span center font form pre \
    h1 h2 h3 h4 section article main header nav ul ol br hr b i a img iframe";

/// Whether text begins with a tag of a web page, or with one of `further`, parted by spaces; `<5 years` does not.
pub fn is_tag(start: &[u8], further: &str) -> bool {
    let Some(rest) = start.strip_prefix(b"<") else { return false };
    let name = &rest[..rest.iter().take_while(|b| b.is_ascii_alphanumeric()).count()];
    let ends = matches!(rest.get(name.len()), None | Some(b'>' | b'/' | b':' | b' ' | b'\t' | b'\r' | b'\n'));
    let mut tags = TAGS.split_ascii_whitespace().chain(further.split_ascii_whitespace());
    ends && tags.any(|tag| tag.as_bytes() == name)
}

/// Whether text begins as JSON does: `[表1]` and `[1] Source` do not.
pub fn is_json(start: &[u8]) -> bool {
    let after = |bytes: &[u8]| bytes.trim_ascii_start().first().copied();
    match start {
        [b'{', rest @ ..] => matches!(after(rest), None | Some(b'"' | b'}')),
        [b'[', rest @ ..] => match after(rest) {
            None | Some(b'[' | b'{' | b'"') => true,
            Some(b']') => rest.trim_ascii_start()[1..].trim_ascii().is_empty(),
            // Numbers, and more than one of them.
            Some(b'-' | b'0'..=b'9') => {
                let number = |b: &&u8| !matches!(b, b',' | b']');
                rest.iter().find(|b| !number(b)) == Some(&b',')
                    && rest.iter().take_while(number).all(|b| b.is_ascii_digit() || b"-+.e \t\r\n".contains(b))
            }
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_json, is_tag};

    #[test]
    fn json_and_tables_of_text() {
        for text in ["{", "{ \"a\": 1 }", "{}", "[", "[[1,2]]", "[{\"a\":1}]", "[]", "[1, 2.5e3]", "[ \"a\" ]"] {
            assert!(is_json(text.as_bytes()), "{text}");
        }
        for text in ["", "a,b", "{a}", "[表1]", "[1] source", "[1]", "[x]", "[] a", "[1a,2]"] {
            assert!(!is_json(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn tags_and_what_is_less_than_something() {
        for text in ["<html>", "<table border=1>", "<td", "<p/>", "<h1\n"] {
            assert!(is_tag(text.as_bytes(), ""), "{text}");
        }
        for text in ["", "html", "<5 years", "<tablet>", "<svg>", "< p>"] {
            assert!(!is_tag(text.as_bytes(), ""), "{text}");
        }
        assert!(is_tag(b"<svg>", "xml svg") && !is_tag(b"<workbook>", "xml svg"));
    }
}
