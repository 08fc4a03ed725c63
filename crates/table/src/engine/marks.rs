//! Marks of footnotes behind names and figures: ①, *, [1], ¹, 注1.

/// A name and the mark behind it: 神农架林区① is 神农架林区 and ①.
pub(crate) fn bare_name(name: &str) -> (&str, Option<&str>) {
    let name = name.trim();
    let mark = |c: char| matches!(c, '*' | '＊' | '†' | '‡' | '①'..='⑳' | '⁰'..='⁹' | '¹' | '²' | '³');
    let bare = name.trim_end_matches(mark);
    if bare.len() < name.len() && !bare.trim().is_empty() {
        // m², km³ end in what is no mark.
        let unit = bare.ends_with(['m', 'M']) && name[bare.len()..].chars().all(|c| matches!(c, '²' | '³'));
        return if unit { (name, None) } else { (bare.trim(), Some(&name[bare.len()..])) };
    }
    let numbered = [('[', ']'), ('［', '］'), ('〔', '〕')].iter().find_map(|(open, close)| {
        let (bare, inside) = name.strip_suffix(*close)?.rsplit_once(*open)?;
        let short = !inside.is_empty() && inside.len() <= 3 && inside.chars().all(|c| c.is_ascii_alphanumeric());
        (short && !bare.trim().is_empty()).then_some(bare)
    });
    match numbered {
        Some(bare) => (bare.trim(), Some(&name[bare.len()..])),
        None => (name, None),
    }
}

/// A figure and the mark beside it: 1255① is 1255 and ①, [360] is 360 and [ ]. Digits behind a space are no mark: "1255 1" may
/// be anything.
pub(crate) fn marked_figure(cell: &str) -> Option<(&str, String)> {
    let cell = cell.trim();
    let figure =
        |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) && !text.contains(' ');
    if let Some(inside) = cell.strip_prefix(['[', '［']).and_then(|rest| rest.strip_suffix([']', '］'])) {
        return figure(inside.trim()).then(|| (inside.trim(), "[ ]".to_owned()));
    }
    let sign = |c: char| matches!(c, '#' | '＃' | '*' | '＊' | '†' | '‡');
    let bare = cell.trim_start_matches(sign).trim();
    if bare.len() < cell.len() && figure(bare) {
        return Some((bare, cell[..cell.len() - cell.trim_start_matches(sign).len()].to_owned()));
    }
    let behind = cell.trim_end_matches(sign).trim_end();
    if behind.len() < cell.len() && figure(behind) {
        return Some((behind, cell[behind.len()..].trim().to_owned()));
    }
    if let Some((text, inside)) = cell.strip_suffix([')', '）']).and_then(|rest| rest.rsplit_once(['(', '（'])) {
        let short = !inside.is_empty() && inside.len() <= 2 && inside.bytes().all(|b| b.is_ascii_digit());
        return (short && figure(text.trim())).then(|| (text.trim(), format!("({inside})")));
    }
    let (text, mark) = bare_name(cell);
    mark.filter(|_| figure(text)).map(|mark| (text, mark.trim().to_owned()))
}

/// A figure and the digits behind it, parted by a space: 1255 and 1. A footnote's number, if somebody says so.
pub(crate) fn spaced_figure(cell: &str) -> Option<(&str, String)> {
    let (figure, digits) = cell.trim().rsplit_once([' ', '\u{a0}', '\u{3000}'])?;
    let figure = figure.trim_end();
    let begins = figure.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    let plain = begins && figure.chars().all(|c| c.is_ascii_digit() || "+-.,".contains(c));
    let short = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    (plain && short).then(|| (figure, digits.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{bare_name, marked_figure, spaced_figure};

    #[test]
    fn digits_behind_a_space() {
        assert_eq!(spaced_figure("1255 1"), Some(("1255", "1".to_owned())));
        assert_eq!(spaced_figure("1,255.5　12"), Some(("1,255.5", "12".to_owned())));
        for cell in ["1255", "1 255", "1 255 1", "武汉 1", "1255 a", "1255 "] {
            assert_eq!(spaced_figure(cell), None, "{cell}");
        }
    }

    #[test]
    fn figures_and_their_marks() {
        for (cell, figure, mark) in [
            ("1255①", "1255", "①"),
            ("1255*", "1255", "*"),
            ("1255 *", "1255", "*"),
            ("#360", "360", "#"),
            ("360#", "360", "#"),
            ("[360]", "360", "[ ]"),
            ("12.5[1]", "12.5", "[1]"),
            ("558(2)", "558", "(2)"),
            ("1,255¹", "1,255", "¹"),
        ] {
            assert_eq!(marked_figure(cell), Some((figure, mark.to_owned())), "{cell}");
        }
        for cell in ["", "1255", "1255 1", "*", "①", "1 255①", "[表1]", "(360)", "武汉①", "1255 12①"] {
            assert_eq!(marked_figure(cell), None, "{cell}");
        }
    }

    #[test]
    fn names_and_their_marks() {
        for (name, bare, mark) in [
            ("神农架林区①", "神农架林区", Some("①")),
            ("R&D经费*", "R&D经费", Some("*")),
            ("人口[1]", "人口", Some("[1]")),
            ("面积¹", "面积", Some("¹")),
            ("武汉市", "武汉市", None),
            ("km²", "km²", None),
            ("①", "①", None),
            ("[表1]", "[表1]", None),
            ("产值[亿元]", "产值[亿元]", None),
        ] {
            assert_eq!(bare_name(name), (bare, mark), "{name}");
        }
    }
}
