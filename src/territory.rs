//! The 34 provincial-level units of China, and the one of them (or the total) that a written name means.
//!
//! [`resolve`] accepts what people write: GB/T 2260 codes, ISO 3166-2 codes, short and full Chinese names in either script,
//! English and pinyin with or without spaces, tone marks and suffixes. It never guesses: a name that is nearly one of these
//! is refused with the suggestion, because two provinces can be one misread stroke apart (四藏 is 西藏, not 四川).
//!
//! Two things no reader can tell by the name alone, both settled by convention: `Shanxi` without tone marks is 山西
//! (`Shaanxi` is 陕西), and a single character is the official abbreviation (宁 is 宁夏, even if 辽 was lost before it).

/// One provincial-level unit.
#[derive(Debug, PartialEq, Eq)]
pub struct Territory {
    /// GB/T 2260 code, two digits: "42".
    pub code: &'static str,
    /// Short Chinese name: 湖北.
    pub zh: &'static str,
    /// Full Chinese name: 湖北省.
    pub zh_full: &'static str,
    /// English name: "Hubei", "Inner Mongolia".
    pub en: &'static str,
    /// Pinyin without tone marks: "Hubei", "Neimenggu"; 陕西 is "Shaanxi" as is convention.
    pub pinyin: &'static str,
    /// Region of the National Bureau of Statistics; none for Hong Kong, Macao and Taiwan.
    pub region: Option<Region>,
    kind: Kind,
    /// Letters of the ISO 3166-2 code, after "CN-".
    iso: &'static str,
    /// Initials of the pinyin. Never accepted (HN is three provinces), only understood in a refusal.
    initials: &'static str,
    /// Abbreviations, a character each.
    marks: &'static str,
    /// Further names, parted by spaces.
    further: &'static str,
    /// Names of the nationality that may stand before "autonomous region", parted by spaces.
    nationality: &'static str,
}

/// The four regions of the National Bureau of Statistics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Region {
    /// 东部: ten units.
    East,
    /// 中部: six units.
    Central,
    /// 西部: twelve units.
    West,
    /// 东北: three units.
    Northeast,
}

impl Region {
    const ALL: [Region; 4] = [Region::East, Region::Central, Region::West, Region::Northeast];

    /// "east", "central", "west" or "northeast".
    pub fn id(self) -> &'static str {
        match self {
            Region::East => "east",
            Region::Central => "central",
            Region::West => "west",
            Region::Northeast => "northeast",
        }
    }

    /// The region with this [`id`](Region::id).
    pub fn from_id(id: &str) -> Option<Region> {
        Region::ALL.into_iter().find(|region| region.id() == id)
    }

    /// Chinese name: 东部.
    pub fn zh(self) -> &'static str {
        match self {
            Region::East => "东部",
            Region::Central => "中部",
            Region::West => "西部",
            Region::Northeast => "东北",
        }
    }

    /// English name: "East".
    pub fn en(self) -> &'static str {
        match self {
            Region::East => "East",
            Region::Central => "Central",
            Region::West => "West",
            Region::Northeast => "Northeast",
        }
    }
}

/// A total or subtotal that tables print among the provinces: the nation, a region, a usual group of provinces.
#[derive(Debug, PartialEq, Eq)]
pub struct Total {
    /// Stable id: "nation", "east", "yangtze_delta".
    pub id: &'static str,
    /// Chinese name: 全国.
    pub zh: &'static str,
    /// English name: "China".
    pub en: &'static str,
    /// Further names, parted by spaces.
    further: &'static str,
}

/// What a written name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// One of the 34 provincial-level units.
    Province(&'static Territory),
    /// A total: to be set apart, never ranked.
    Total(&'static Total),
}

/// Why a written name was refused. Names in it are short Chinese names, or the Chinese name of a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unresolved {
    /// Nothing that could be meant; the suggestions, if any, begin with what was written.
    Unknown {
        /// At most three, often none.
        suggestions: Vec<&'static str>,
    },
    /// Several could be meant: 湖, "HN", "Guang".
    Ambiguous {
        /// All of them, provinces first, in code order.
        candidates: Vec<&'static str>,
    },
    /// Misread or mistyped, and one name is clearly nearest: 四藏, "Hubie".
    Misread {
        /// The name to offer; the reader decides.
        suggestion: &'static str,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Province,
    Municipality,
    Autonomous,
    Special,
}

impl Place {
    fn zh(self) -> &'static str {
        match self {
            Place::Province(territory) => territory.zh,
            Place::Total(total) => total.zh,
        }
    }

    /// Every name that may take a suffix, as printed (not folded).
    fn names(self) -> impl Iterator<Item = &'static str> {
        let (zh, en, pinyin, further) = match self {
            Place::Province(t) => (t.zh, t.en, Some(t.pinyin), t.further),
            Place::Total(t) => (t.zh, t.en, None, t.further),
        };
        [zh, en].into_iter().chain(pinyin).chain(further.split_ascii_whitespace())
    }

    /// Suffixes that this kind of place takes. Jilin is a province: Jilin City is somewhere else.
    #[rustfmt::skip]
    fn tails(self) -> &'static [&'static str] {
        match self {
            Place::Province(territory) => match territory.kind {
                Kind::Province => &["", "省", "province", "prov", "sheng"],
                Kind::Municipality => &["", "市", "municipality", "city", "shi"],
                Kind::Autonomous => &["", "自治区", "autonomousregion", "ar", "zizhiqu"],
                Kind::Special => &["", "特别行政区", "特区", "specialadministrativeregion", "sar", "tebiexingzhengqu"],
            },
            Place::Total(_) => &["", "地区", "区域", "合计", "总计", "小计", "地区合计", "地区总计", "地区小计", "region", "area", "total"],
        }
    }

    /// What is left of `text` without a suffix (and a nationality) of this place: "guangxi" of "guangxizhuangzizhiqu".
    fn stems(self, text: &str) -> impl Iterator<Item = &str> {
        let nationality = match self {
            Place::Province(territory) => territory.nationality,
            Place::Total(_) => "",
        };
        let bare = self.tails().iter().filter_map(move |tail| text.strip_suffix(tail));
        bare.flat_map(move |stem| {
            let nations = nationality.split_ascii_whitespace();
            std::iter::once(stem).chain(nations.filter_map(move |nation| stem.strip_suffix(nation)))
        })
    }

    fn is_written(self, text: &str) -> bool {
        let mark = match self {
            Place::Province(t) => t.zh_full == text || t.marks.chars().any(|mark| letters(text).eq([mark])),
            Place::Total(_) => false,
        };
        mark || self.stems(text).any(|stem| self.names().any(|name| letters(name).eq(stem.chars())))
    }
}

/// The 34 provincial-level units in code order. Code: GB/T 2260; letters: ISO 3166-2:CN.
#[rustfmt::skip]
pub static ALL: [Territory; 34] = {
    use {Kind::*, Region::*};
    macro_rules! unit {
        ($code:literal $zh:literal $full:literal $en:literal $pinyin:literal $region:expr, $kind:ident $iso:literal $initials:literal $marks:literal $further:literal $nationality:literal) => {
            Territory { code: $code, zh: $zh, zh_full: $full, en: $en, pinyin: $pinyin, region: $region, kind: $kind, iso: $iso, initials: $initials, marks: $marks, further: $further, nationality: $nationality }
        };
    }
    [
        unit!("11" "北京" "北京市" "Beijing" "Beijing" Some(East), Municipality "bj" "bj" "京" "peking" ""),
        unit!("12" "天津" "天津市" "Tianjin" "Tianjin" Some(East), Municipality "tj" "tj" "津" "tientsin" ""),
        unit!("13" "河北" "河北省" "Hebei" "Hebei" Some(East), Province "he" "hb" "冀" "" ""),
        unit!("14" "山西" "山西省" "Shanxi" "Shanxi" Some(Central), Province "sx" "sx" "晋" "" ""),
        unit!("15" "内蒙古" "内蒙古自治区" "Inner Mongolia" "Neimenggu" Some(West), Autonomous "nm" "nmg" "蒙" "内蒙 innermongol neimongol" ""),
        unit!("21" "辽宁" "辽宁省" "Liaoning" "Liaoning" Some(Northeast), Province "ln" "ln" "辽" "" ""),
        unit!("22" "吉林" "吉林省" "Jilin" "Jilin" Some(Northeast), Province "jl" "jl" "吉" "kirin" ""),
        unit!("23" "黑龙江" "黑龙江省" "Heilongjiang" "Heilongjiang" Some(Northeast), Province "hl" "hlj" "黑" "" ""),
        unit!("31" "上海" "上海市" "Shanghai" "Shanghai" Some(East), Municipality "sh" "sh" "沪" "" ""),
        unit!("32" "江苏" "江苏省" "Jiangsu" "Jiangsu" Some(East), Province "js" "js" "苏" "" ""),
        unit!("33" "浙江" "浙江省" "Zhejiang" "Zhejiang" Some(East), Province "zj" "zj" "浙" "" ""),
        unit!("34" "安徽" "安徽省" "Anhui" "Anhui" Some(Central), Province "ah" "ah" "皖" "" ""),
        unit!("35" "福建" "福建省" "Fujian" "Fujian" Some(East), Province "fj" "fj" "闽" "" ""),
        unit!("36" "江西" "江西省" "Jiangxi" "Jiangxi" Some(Central), Province "jx" "jx" "赣" "" ""),
        unit!("37" "山东" "山东省" "Shandong" "Shandong" Some(East), Province "sd" "sd" "鲁" "" ""),
        unit!("41" "河南" "河南省" "Henan" "Henan" Some(Central), Province "ha" "hn" "豫" "" ""),
        unit!("42" "湖北" "湖北省" "Hubei" "Hubei" Some(Central), Province "hb" "hb" "鄂" "" ""),
        unit!("43" "湖南" "湖南省" "Hunan" "Hunan" Some(Central), Province "hn" "hn" "湘" "" ""),
        unit!("44" "广东" "广东省" "Guangdong" "Guangdong" Some(East), Province "gd" "gd" "粤" "" ""),
        unit!("45" "广西" "广西壮族自治区" "Guangxi" "Guangxi" Some(West), Autonomous "gx" "gx" "桂" "" "壮族 zhuang zhuangzu"),
        unit!("46" "海南" "海南省" "Hainan" "Hainan" Some(East), Province "hi" "hn" "琼" "" ""),
        unit!("50" "重庆" "重庆市" "Chongqing" "Chongqing" Some(West), Municipality "cq" "cq" "渝" "chungking" ""),
        unit!("51" "四川" "四川省" "Sichuan" "Sichuan" Some(West), Province "sc" "sc" "川蜀" "szechwan szechuan" ""),
        unit!("52" "贵州" "贵州省" "Guizhou" "Guizhou" Some(West), Province "gz" "gz" "贵黔" "" ""),
        unit!("53" "云南" "云南省" "Yunnan" "Yunnan" Some(West), Province "yn" "yn" "云滇" "" ""),
        unit!("54" "西藏" "西藏自治区" "Tibet" "Xizang" Some(West), Autonomous "xz" "xz" "藏" "" ""),
        unit!("61" "陕西" "陕西省" "Shaanxi" "Shaanxi" Some(West), Province "sn" "sx" "陕秦" "" ""),
        unit!("62" "甘肃" "甘肃省" "Gansu" "Gansu" Some(West), Province "gs" "gs" "甘陇" "" ""),
        unit!("63" "青海" "青海省" "Qinghai" "Qinghai" Some(West), Province "qh" "qh" "青" "tsinghai" ""),
        unit!("64" "宁夏" "宁夏回族自治区" "Ningxia" "Ningxia" Some(West), Autonomous "nx" "nx" "宁" "" "回族 hui huizu"),
        unit!("65" "新疆" "新疆维吾尔自治区" "Xinjiang" "Xinjiang" Some(West), Autonomous "xj" "xj" "新" "sinkiang" "维吾尔 维吾尔族 uygur uyghur uighur weiwuer weiwuerzu"),
        unit!("71" "台湾" "台湾省" "Taiwan" "Taiwan" None, Province "tw" "tw" "台" "台湾地区" ""),
        unit!("81" "香港" "香港特别行政区" "Hong Kong" "Xianggang" None, Special "hk" "xg" "港" "香港地区 hk" ""),
        unit!("82" "澳门" "澳门特别行政区" "Macao" "Aomen" None, Special "mo" "am" "澳" "澳门地区 macau" ""),
    ]
};

#[rustfmt::skip]
static TOTALS: [Total; 19] = {
    macro_rules! total {
        ($id:literal $zh:literal $en:literal $further:literal) => { Total { id: $id, zh: $zh, en: $en, further: $further } };
    }
    [
        total!("nation" "全国" "China" "合计 总计 总数 共计 中国 中华人民共和国 全国总数 各省合计 各地区合计 nation national nationwide countrywide wholecountry wholenation thewholecountry total grandtotal totalchina allchina prc prchina peoplesrepublicofchina"),
        total!("east" "东部地区" "Eastern region" "东部 east eastern easternchina"),
        total!("central" "中部地区" "Central region" "中部 central"),
        total!("west" "西部地区" "Western region" "西部 west western westernchina"),
        total!("northeast" "东北地区" "Northeastern region" "东北 东北部 东北三省 northeast northeastern northeastchina northeasternchina"),
        total!("north_china" "华北地区" "North China" "华北 northernchina"),
        total!("east_china" "华东地区" "East China" "华东"),
        total!("central_china" "华中地区" "Central China" "华中"),
        total!("south_china" "华南地区" "South China" "华南 southernchina"),
        total!("south_central" "中南地区" "South Central China" "中南 southcentral centralsouth centralsouthchina"),
        total!("southwest" "西南地区" "Southwest China" "西南 southwest southwestern southwesternchina"),
        total!("northwest" "西北地区" "Northwest China" "西北 northwest northwestern northwesternchina"),
        total!("jingjinji" "京津冀" "Beijing-Tianjin-Hebei" "京津冀城市群 jingjinji"),
        total!("yangtze_delta" "长三角" "Yangtze River Delta" "长江三角洲 长三角城市群 yangtzedelta"),
        total!("yangtze_belt" "长江经济带" "Yangtze River Economic Belt" "yangtzeeconomicbelt"),
        total!("bay_area" "粤港澳大湾区" "Guangdong-Hong Kong-Macao Greater Bay Area" "粤港澳 大湾区 greaterbay guangdonghongkongmacaugreaterbayarea"),
        total!("pearl_delta" "珠三角" "Pearl River Delta" "珠江三角洲"),
        total!("yellow_basin" "黄河流域" "Yellow River Basin" ""),
        total!("chengyu" "成渝地区" "Chengdu-Chongqing" "成渝 川渝 川渝地区 成渝地区双城经济圈 成渝经济圈"),
    ]
};

/// The unit with this GB/T 2260 code of two digits.
pub fn by_code(code: &str) -> Option<&'static Territory> {
    ALL.iter().find(|territory| territory.code == code)
}

/// What `written` means; nothing is guessed.
///
/// ```ignore
/// assert!(matches!(resolve("湖 北"), Ok(Place::Province(unit)) if unit.code == "42"));
/// assert_eq!(resolve("四藏"), Err(Unresolved::Misread { suggestion: "西藏" }));
/// ```
pub fn resolve(written: &str) -> Result<Place, Unresolved> {
    let text = fold(written);
    let by_number = match text.len() {
        6 => text.strip_suffix("0000").and_then(by_code),
        _ => by_code(&text),
    };
    // Before punctuation goes: with a dot, CN.HB is the HASC code of Hebei.
    let letters = text.strip_prefix("cn").map(|rest| rest.strip_prefix('-').unwrap_or(rest));
    let by_letters = letters.and_then(|letters| ALL.iter().find(|territory| territory.iso == letters));
    if let Some(territory) = by_number.or(by_letters) {
        return Ok(Place::Province(territory));
    }
    let text = match text.starts_with(|first: char| first.is_ascii_alphabetic()) {
        true => text.replace(['-', '\'', '.', ',', '(', ')', '_'], ""), // not of numbers: 4.2 is no code
        false => text,
    };
    if let Some(place) = places().find(|place| place.is_written(&text)) {
        return Ok(place);
    }
    let of_china = ["ofthepeoplesrepublicofchina", "provinceofchina", "prchina", "china"].iter();
    let inside = of_china.filter_map(|tail| text.strip_suffix(tail)).chain(text.strip_prefix("中国"));
    for inside in inside.chain(text.strip_prefix("china")) {
        let mut provinces = places().take(ALL.len());
        if let Some(place) = provinces.find(|place| place.is_written(inside)) {
            return Ok(place);
        }
    }
    Err(refusal(&text))
}

fn places() -> impl Iterator<Item = Place> {
    ALL.iter().map(Place::Province).chain(TOTALS.iter().map(Place::Total))
}

/// The characters of a name as [`fold`] leaves them: no spaces or hyphens, lower case.
fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).map(|c| c.to_ascii_lowercase())
}

/// Traditional forms, and the radicals that copying from a PDF gives, each before the character it stands for.
const SAME: &str = "東东廣广陝陕內内遼辽蘇苏慶庆貴贵雲云寧宁龍龙灣湾臺台門门維维爾尔區区壯壮國国總总計计滬沪贛赣魯鲁閩闽瓊琼隴陇長长經经濟济帶带粵粤晉晋華华肅肃別别陸陆數数\
    ⼭山⼴广⻄西⿊黑⻘青⽢甘⾹香⻔门⻰龙⻓长";

/// Vowels with the four tone marks in order, again in capitals; last the breve that is often typed for the third tone.
#[rustfmt::skip]
const TONED: [(char, &str); 5] = [('a', "āáǎàĀÁǍÀāáăàĀÁĂÀ"), ('e', "ēéěèĒÉĚÈ"), ('i', "īíǐìĪÍǏÌ"), ('o', "ōóǒòŌÓǑÒ"), ('u', "ūúǔùŪÚǓÙ")];

/// One form for all ways of writing: no white space, half width, lower case, simplified characters, no tone marks.
fn fold(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut wrong_tone = false;
    for c in written.chars() {
        let (c, tone) = match c {
            _ if c.is_whitespace() => continue,
            '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => continue,
            '\u{ff01}'..='\u{ff5e}' => (char::from_u32(c as u32 - 0xfee0).unwrap_or(c).to_ascii_lowercase(), None),
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' => ('\'', None),
            '\u{2010}'..='\u{2015}' | '\u{b7}' => ('-', None),
            // Combining marks follow their vowel, which is there already.
            '\u{304}' | '\u{301}' | '\u{30c}' | '\u{306}' | '\u{300}' => {
                let tone = ['\u{304}', '\u{301}', '\u{30c}', '\u{300}'].iter().position(|mark| *mark == c);
                ('\0', tone.or(Some(2)))
            }
            _ if c.is_ascii() => (c.to_ascii_lowercase(), None),
            _ => match TONED.iter().find_map(|(vowel, row)| Some((*vowel, row.chars().position(|t| t == c)? % 4))) {
                Some((vowel, tone)) => (vowel, Some(tone)),
                None => (simplified(c), None),
            },
        };
        if c != '\0' {
            text.push(c);
        }
        // The tone is all that parts Shānxī from Shǎnxī; the second is spelt Shaanxi where there are no tones.
        if tone == Some(2) && text == "sha" {
            text.push('a');
        }
        wrong_tone |= matches!(tone, Some(1 | 3)) && text == "sha";
    }
    if wrong_tone && text.starts_with("shanxi") {
        text.insert(3, '?'); // neither tone: as far from the one as from the other
    }
    text
}

fn simplified(c: char) -> char {
    let mut pairs = SAME.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == c {
            return to;
        }
    }
    c
}

/// Characters that a reading machine takes for one another.
#[rustfmt::skip]
const CONFUSABLE: &[&str] = &[
    "西四两酉", "江汀汇工汪", "古占吉告", "东尔车乐", "京亰", "天夭夫", "津律", "北比", "南雨", "川州", "湖糊", "何河", "浙淅折", "过辽", "宁守宇",
    "疆僵", "蒙豪濛", "肃萧", "甘廿", "云去", "贵责", "海悔", "青育", "陕峡狭", "夏复厦", "黑墨里", "龙尤", "林材", "建健", "徽微徵", "苏办", "庆厌",
    "重童", "广厂", "港巷", "香杳", "澳奥", "门问", "合台", "湾弯", "市币", "全金", "国囯", "部郎", "内肉", "上土", "山屾", "区医", "计汁", "长氏",
];

/// Places whose names lie so near that distance says nothing about a misreading: other towns, another country.
const ELSEWHERE: &[&str] = &["蒙古"];

fn refusal(text: &str) -> Unresolved {
    let unknown = |suggestions| Unresolved::Unknown { suggestions };
    let length = text.chars().count();
    if length == 0 || length > 64 || ELSEWHERE.contains(&text) {
        return unknown(Vec::new());
    }
    let begins = |name: &str| letters(name).take(length).eq(text.chars());
    let starts = gather(|place| match place {
        Place::Province(t) => begins(t.zh_full) || begins(t.en) || begins(t.pinyin) || begins(t.code) || t.initials == text,
        Place::Total(t) => begins(t.zh) || begins(t.en),
    });
    let inside = gather(|place| length == 1 && place.zh().contains(text) && matches!(place, Place::Province(_)));
    for candidates in [&starts, &inside] {
        if candidates.len() > 1 {
            return Unresolved::Ambiguous { candidates: candidates.clone() };
        }
    }
    let Some(nearest) = places().filter_map(|place| difference(place, text)).min() else {
        return unknown(if starts.is_empty() { inside } else { starts });
    };
    let candidates = gather(|place| difference(place, text) == Some(nearest));
    match candidates[..] {
        [suggestion] => Unresolved::Misread { suggestion },
        _ => Unresolved::Ambiguous { candidates },
    }
}

fn gather(mut wanted: impl FnMut(Place) -> bool) -> Vec<&'static str> {
    places().filter(|place| wanted(*place)).map(Place::zh).collect()
}

/// How far `text` is from a name of the place, if near enough to have been meant.
///
/// In Chinese a look-alike is the evidence: one of them is nearer than any other slip, and a slip counts only where the
/// rest is long enough (黑龙江, or a full name with its suffix in place), since 海口 is no misreading of 海南.
fn difference(place: Place, text: &str) -> Option<usize> {
    const OTHER_SLIP: usize = 10;
    let latin = text.is_ascii();
    let stems = place.stems(text).flat_map(|stem| place.names().map(move |name| (stem, name)));
    let near = stems.filter(|(_, name)| name.is_ascii() == latin).filter_map(|(stem, name)| {
        let name: Vec<char> = letters(name).collect();
        let stem: Vec<char> = stem.chars().collect();
        if !latin {
            return lookalikes(&stem, &name);
        }
        let limit = match name.len() {
            0..=4 => 0,
            5..=9 => 1,
            _ => 2,
        };
        Some(slips(&stem, &name)).filter(|slips| *slips <= limit)
    });
    let full = match place {
        Place::Province(territory) if !latin => {
            let (text, full): (Vec<char>, Vec<char>) = (text.chars().collect(), territory.zh_full.chars().collect());
            let short: Vec<char> = territory.zh.chars().collect();
            let slip = text.last() == full.last() && territory.kind != Kind::Municipality && slips(&text, &full) == 1;
            let slip = slip || short.len() > 2 && slips(&text, &short) == 1;
            lookalikes(&text, &full).or(slip.then_some(OTHER_SLIP))
        }
        _ => None,
    };
    near.chain(full).min()
}

/// How many characters differ, if all that differ are look-alikes and one at least is the same.
fn lookalikes(text: &[char], name: &[char]) -> Option<usize> {
    let alike = |a: char, b: char| a == b || CONFUSABLE.iter().any(|group| group.contains(a) && group.contains(b));
    let pairs = || text.iter().zip(name);
    let changed = pairs().filter(|(a, b)| a != b).count();
    (text.len() == name.len() && changed < name.len() && pairs().all(|(a, b)| alike(*a, *b))).then_some(changed)
}

/// Optimal string alignment distance: insertions, deletions, substitutions and exchanges of neighbours.
fn slips(a: &[char], b: &[char]) -> usize {
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
