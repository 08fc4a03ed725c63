//! The ways in which a division is written: 恩施, 恩施州 and 恩施自治州 for 恩施土家族苗族自治州.

/// Nationalities as they stand in the names of autonomous divisions, some of them also without 族.
const NATIONS: &str = "蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 \
    傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 \
    塔吉克族 怒族 鄂温克族 保安族 裕固族 独龙族 鄂伦春族 普米族 各族 蒙古 哈萨克 柯尔克孜 锡伯 塔吉克";
/// Ends of a name that tell what kind of division it is, longest first.
const AUTONOMOUS: [(&str, &str); 3] = [("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")];
const PLAIN: [&str; 6] = ["地区", "盟", "市", "县", "区", "旗"];
/// The only two of their kind; 万柏林区 is a district.
const SINGLE: [(&str, &str); 2] = [("神农架林区", "神农架"), ("六枝特区", "六枝")];
/// Banners of one name that only their last two characters tell apart keep them.
const BANNERS: [&str; 5] = ["左旗", "右旗", "前旗", "中旗", "后旗"];

/// The short forms of a full name; none where one character would be left.
pub(super) fn short_forms(full: &str) -> Vec<String> {
    for (long, short) in AUTONOMOUS {
        if let Some(stem) = full.strip_suffix(long) {
            let base = without_nations(stem);
            return forms(base, &["", short, long]);
        }
    }
    if let Some((_, short)) = SINGLE.iter().find(|(long, _)| *long == full) {
        return vec![(*short).to_owned()];
    }
    if BANNERS.iter().any(|end| full.ends_with(end)) {
        return Vec::new();
    }
    let Some((stem, end)) = PLAIN.iter().find_map(|end| Some((full.strip_suffix(end)?, *end))) else {
        return Vec::new();
    };
    match without_nations(stem) {
        base if base == stem => forms(stem, &[""]),
        base => forms(base, &["", end]),
    }
}

fn forms(base: &str, ends: &[&str]) -> Vec<String> {
    match base.chars().count() {
        0 | 1 => Vec::new(),
        _ => ends.iter().map(|end| format!("{base}{end}")).collect(),
    }
}

/// 恩施 of 恩施土家族苗族; 东乡 of 东乡族, where nothing but the nationality is there.
fn without_nations(stem: &str) -> &str {
    let mut base = stem;
    while let Some(shorter) = NATIONS.split_ascii_whitespace().find_map(|nation| base.strip_suffix(nation)) {
        if shorter.chars().count() < 2 {
            return base.strip_suffix('族').unwrap_or(base);
        }
        base = shorter;
    }
    base
}

#[cfg(test)]
mod tests {
    use super::short_forms;

    #[test]
    fn short_forms_of_every_kind() {
        for (full, forms) in [
            ("武汉市", "武汉"),
            ("大兴安岭地区", "大兴安岭"),
            ("神农架林区", "神农架"),
            ("六枝特区", "六枝"),
            ("锡林郭勒盟", "锡林郭勒"),
            ("恩施土家族苗族自治州", "恩施 恩施州 恩施自治州"),
            ("克孜勒苏柯尔克孜自治州", "克孜勒苏 克孜勒苏州 克孜勒苏自治州"),
            ("海西蒙古族藏族自治州", "海西 海西州 海西自治州"),
            ("双江拉祜族佤族布朗族傣族自治县", "双江 双江县 双江自治县"),
            ("东乡族自治县", "东乡 东乡县 东乡自治县"),
            ("鄂温克族自治旗", "鄂温克 鄂温克旗 鄂温克自治旗"),
            ("隆林各族自治县", "隆林 隆林县 隆林自治县"),
            ("管城回族区", "管城 管城区"),
            ("津市市", "津市"),
            ("道县", ""),
            ("城区", ""),
            ("阿拉善左旗", ""),
        ] {
            assert_eq!(short_forms(full).join(" "), forms, "{full}");
        }
    }
}
