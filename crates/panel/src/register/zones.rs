//! Development zones: no divisions, but rows of tables about divisions. Their kind is written in many ways (高新区 is
//! 高新技术产业开发区), and means nothing without the unit that the zone belongs to.

/// The kinds that are written in several ways, each with its ways, longest first.
const KINDS: [&[&str]; 3] = [
    &[
        "高新技术产业开发区",
        "高新技术产业园区",
        "高技术产业开发区",
        "新技术产业开发区",
        "高新技术开发区",
        "新技术开发区",
        "高新技术区",
        "高新区",
    ],
    &["经济技术开发区", "经济开发区", "经开区", "开发区"],
    &["工业园区"],
];

/// What a zone is called without its kind, and the kind: 净月 of 净月高新区.
pub(super) fn parted(name: &str) -> Option<(&str, usize)> {
    KINDS.iter().enumerate().find_map(|(kind, ends)| {
        let stem = ends.iter().find_map(|end| name.strip_suffix(end))?;
        Some((stem, kind))
    })
}

/// Whether a name is nothing but a kind of zone: 开发区, 高新区, 经济技术开发区.
pub fn is_bare(name: &str) -> bool {
    parted(name).is_some_and(|(stem, _)| stem.is_empty())
}

/// The name of a zone without those of the units that it lies in: 净月高新技术产业开发区 of 长春净月高新技术产业开发区.
pub(super) fn inner<'a>(name: &'a str, outer: &[&str]) -> &'a str {
    outer.iter().fold(name, |name, outer| {
        let rest = name.strip_prefix(outer).unwrap_or(name);
        match rest.chars().count() {
            0 | 1 => name,
            _ => rest,
        }
    })
}

/// Whether two names without those of their parent are one zone's.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || parted(one).is_some_and(|parted_one| parted(other) == Some(parted_one))
}

#[cfg(test)]
mod tests {
    use super::{inner, is_bare, same};

    #[test]
    fn kinds_and_their_ways() {
        assert!(["高新区", "开发区", "经开区", "经济技术开发区", "工业园区"].into_iter().all(is_bare));
        assert!(["净月高新区", "北戴河新区", "城区", ""].into_iter().all(|name| !is_bare(name)));
        assert!(same("净月高新区", "净月高新技术产业开发区") && same("开发区", "经济技术开发区"));
        assert!(!same("高新区", "经开区") && !same("净月高新区", "高新区") && same("北戴河新区", "北戴河新区"));
        assert_eq!(inner("河北唐山海港经济开发区", &["河北", "唐山"]), "海港经济开发区");
        assert_eq!(inner("秦皇岛市经济技术开发区", &["河北", "秦皇岛市", "秦皇岛"]), "经济技术开发区");
    }
}
