//! What to answer to a name that is none: the one that it is a misreading of, those that it could be, or those near it.

use super::{characters, letters, plain, Kind, Place, Unresolved, ALL, PLACES};

/// Characters that a reading machine takes for one another.
#[rustfmt::skip]
const CONFUSABLE: &[&str] = &[
    "西四两酉", "江汀汇工汪", "古占吉告", "东尔车乐", "京亰", "天夭夫", "津律", "北比", "南雨", "川州", "湖糊", "何河", "浙淅折", "过辽", "宁守宇",
    "疆僵", "蒙豪濛", "肃萧", "甘廿", "云去", "贵责", "海悔", "青育", "陕峡狭", "夏复厦", "黑墨里", "龙尤", "林材", "建健", "徽微徵", "苏办", "庆厌",
    "重童", "广厂", "港巷", "香杳", "澳奥", "门问", "合台", "湾弯", "市币", "全金", "国囯", "部郎", "内肉", "上土", "山屾", "区医", "计汁", "省肖", "长氏",
];

/// Another country, and the cities, districts and counties of GB/T 2260 whose names are one slip from a province's:
/// all prefecture-level ones, and below them those that differ by one letter exchanged (a letter lost or doubled
/// is a typo), with Qionghai and Jiangxia, which are met in tables.
pub(super) const ELSEWHERE: &str = "蒙古 龙江 aihui anhua binjiang chongming dinghai fumian funan futian gaizhou gangu ganyu guangzong guazhou \
    haiyan hannan hebi hefei helan hongdong huaan huainan huian huinan huizhou hulan jiangdu jiangxia jiangzi jinghai jinjiang \
    junan liangxi lichuan linghai linjiang lubei lunan milin ninghai pubei qianjin qilin qionghai runan shangcai shaodong suizhou \
    taian tainan tianjun tianlin tianxin wenan xiajiang xiangfang xiangyang xichuan xigang xilin xinghai xinxiang xiyang yichuan \
    yuanan yubei yunyan zhanghai zhenjiang zhijiang zichuan";

pub(super) fn refusal(text: &str) -> Unresolved {
    let text = &*plain(text);
    let unknown = |suggestions| Unresolved::Unknown { suggestions };
    let length = text.chars().count();
    if length == 0 || length > 64 || ELSEWHERE.split_ascii_whitespace().any(|name| name == text) {
        return unknown(Vec::new());
    }
    let begins = |name: &str| letters(name).take(length).eq(text.chars());
    let starts = gather(&|place| match place {
        Place::Province(t) => t.initials == text || [t.zh_full, t.en, t.pinyin, t.code].iter().any(|name| begins(name)),
        Place::Total(t) => begins(t.zh),
    });
    let inside = gather(&|place| length == 1 && place.zh().contains(text) && matches!(place, Place::Province(_)));
    for candidates in [&starts, &inside] {
        if candidates.len() > 1 {
            return Unresolved::Ambiguous { candidates: candidates.clone() };
        }
    }
    let distances = PLACES.map(|place| difference(place, text));
    let Some(nearest) = distances.iter().flatten().min() else {
        return unknown(if starts.is_empty() { inside } else { starts });
    };
    let near = PLACES.iter().zip(&distances).filter(|(_, distance)| distance.as_ref() == Some(nearest));
    let candidates: Vec<_> = near.map(|(place, _)| place.zh()).collect();
    match candidates[..] {
        [suggestion] => Unresolved::Misread { suggestion },
        _ => Unresolved::Ambiguous { candidates },
    }
}

fn gather(wanted: &dyn Fn(Place) -> bool) -> Vec<&'static str> {
    PLACES.iter().filter(|place| wanted(**place)).map(|place| place.zh()).collect()
}

/// How far `written` is from a name of the place, if near enough to have been meant.
///
/// In Chinese a look-alike is the evidence and nearer than any other slip. A slip counts only where the rest is long
/// enough (黑龙江, or a full name with its suffix in place): 海口 is no misreading of 海南, nor 上海省 of 青海省.
fn difference(place: Place, written: &str) -> Option<usize> {
    const OTHER_SLIP: usize = 10;
    let text = characters(written);
    let latin = written.is_ascii();
    let mut nearest = None;
    for stem in place.stems(written) {
        let stem = characters(stem);
        for name in place.names().iter().filter(|name| name.is_ascii() == latin) {
            let name = characters(name);
            let near = if latin { typos(&stem, &name) } else { lookalikes(&stem, &name) };
            nearest = nearest.into_iter().chain(near).min();
        }
    }
    match place {
        Place::Province(territory) if !latin => {
            let (short, full) = (characters(territory.zh), characters(territory.zh_full));
            let of_another = ALL.iter().any(|other| other != territory && written.starts_with(other.zh));
            let suffixed = territory.kind != Kind::Municipality && text.last() == full.last() && !of_another;
            let slipped = suffixed && slips(&text, &full) == 1 || short.len() > 2 && slips(&text, &short) == 1;
            nearest.into_iter().chain(lookalikes(&text, &full)).min().or(slipped.then_some(OTHER_SLIP))
        }
        _ => nearest,
    }
}

/// The slips between two Latin names, if so few that a name of this length bears them.
fn typos(text: &[char], name: &[char]) -> Option<usize> {
    let limit = match name.len() {
        0..=4 => 0,
        5..=9 => 1,
        _ => 2,
    };
    (text.len().abs_diff(name.len()) <= limit).then(|| slips(text, name)).filter(|slips| *slips <= limit)
}

/// How many characters differ, if all that differ are look-alikes and one at least is the same.
pub(crate) fn lookalikes(text: &[char], name: &[char]) -> Option<usize> {
    let alike = |a: char, b: char| a == b || CONFUSABLE.iter().any(|group| group.contains(a) && group.contains(b));
    let pairs = || text.iter().zip(name);
    let changed = pairs().filter(|(a, b)| a != b).count();
    (text.len() == name.len() && changed < name.len() && pairs().all(|(a, b)| alike(*a, *b))).then_some(changed)
}

/// Optimal string alignment distance: insertions, deletions, substitutions and exchanges of neighbours.
pub(crate) fn slips(a: &[char], b: &[char]) -> usize {
    let mut before = vec![0; b.len() + 1];
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let substituted = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            next[j] = substituted.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                next[j] = next[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}
