//! Words that qualify a figure: 约, 超, 以上.

use super::plain::Line;
use super::Bound;

/// Words before a figure, the longest first, with what they say of it.
const BEFORE: &[(&str, Option<Bound>)] = &[
    ("原则上不超过", Some(Bound::Below)),
    ("不少于", Some(Bound::Above)),
    ("不低于", Some(Bound::Above)),
    ("不超过", Some(Bound::Below)),
    ("不高于", Some(Bound::Below)),
    ("不多于", Some(Bound::Below)),
    ("不足", Some(Bound::Below)),
    ("达到约", Some(Bound::About)),
    ("大约", Some(Bound::About)),
    ("约为", Some(Bound::About)),
    ("约占", Some(Bound::About)),
    ("约合", Some(Bound::About)),
    ("将近", Some(Bound::Below)),
    ("接近", Some(Bound::Below)),
    ("超过", Some(Bound::Above)),
    ("突破", Some(Bound::Above)),
    ("至少", Some(Bound::Above)),
    ("最多", Some(Bound::Below)),
    ("最高", Some(Bound::Below)),
    ("高达", None),
    ("多达", None),
    ("达到", None),
    ("约", Some(Bound::About)),
    ("近", Some(Bound::Below)),
    ("超", Some(Bound::Above)),
    ("逾", Some(Bound::Above)),
    ("过", Some(Bound::Above)),
    ("上", Some(Bound::Above)),
    ("达", None),
    ("仅", None),
];

/// Words after a figure, the longest first.
const AFTER: &[(&str, Bound)] = &[
    ("及以上", Bound::Above),
    ("及以下", Bound::Below),
    ("以上", Bound::Above),
    ("以下", Bound::Below),
    ("以内", Bound::Below),
    ("之内", Bound::Below),
    ("左右", Bound::About),
    ("上下", Bound::About),
    ("不等", Bound::About),
    ("有余", Bound::Above),
];

/// Characters that make another word of one that ends before them: 通过, 以上, 附近.
const PART_OF: &[(char, &str)] = &[
    ('过', "通经超渡不度"),
    ('上', "以线网晚海之"),
    ('近', "附靠邻最临"),
    ('约', "节合条签预契大"),
    ('达', "发下到转"),
];

/// The word before a figure: the word, where it begins, what it says.
pub(super) fn before(line: &Line, at: usize) -> Option<(&'static str, usize, Option<Bound>)> {
    let end = at - usize::from(at > 0 && line.before(at) == ' ');
    let last = line.before(end);
    BEFORE.iter().filter(|(word, _)| word.ends_with(last)).find_map(|(word, bound)| {
        let start = end.checked_sub(word.chars().count())?;
        let own = || {
            let first = word.chars().next().unwrap_or(' ');
            let single = start + 1 == end;
            // 上千人, 过万人次: before a power of ten alone.
            let power = super::numeral::power(line.at(at)).is_some();
            (power || !matches!(*word, "上" | "过"))
                && (!single || !PART_OF.iter().any(|(c, before)| *c == first && before.contains(line.before(start))))
        };
        (line.has(start, word) && own()).then_some((*word, start, *bound))
    })
}

/// The word after a figure: the word, where it ends, what it says.
pub(super) fn after(line: &Line, at: usize) -> Option<(&'static str, usize, Bound)> {
    let (word, bound) = AFTER.iter().find(|(word, _)| line.has(at, word))?;
    Some((word, at + word.chars().count(), *bound))
}
