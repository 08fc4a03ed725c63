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

#[cfg(test)]
mod tests {
    use super::bare_name;

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
