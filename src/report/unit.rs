//! Units of measure: what is counted in what, and its value in base units.

use super::grammar::Rule;
use super::lexicon::Lexicon;
use super::numeral::power;
use super::plain::Line;
use std::sync::OnceLock;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Things or people that are counted.
    Count,
    /// Money.
    Money,
    /// A share of a hundred or a thousand.
    Percent,
    /// Percentage points, points of an index.
    Points,
    /// A multiple.
    Times,
    /// Tenths.
    Tenth,
    /// Length, area, mass, energy, time.
    Physical,
    /// None but a power of ten.
    Bare,
}

/// A unit: its word, its measure, the base unit, how many of it, and characters that may not follow.
struct Known(&'static str, Measure, &'static str, f64, &'static str);

use Measure::{Count, Money, Percent, Physical, Points, Tenth, Times};

/// Units that are not their own base unit, or that some character may not follow.
const KNOWN: &[Known] = &[
    Known("%", Percent, "1", 0.01, ""),
    Known("‰", Percent, "1", 0.001, ""),
    Known("个百分点", Points, "1", 0.01, ""),
    Known("百分点", Points, "1", 0.01, ""),
    Known("个千分点", Points, "1", 0.001, ""),
    Known("个基点", Points, "1", 0.0001, ""),
    Known("个点", Points, "1", 0.01, ""),
    Known("倍", Times, "倍", 1.0, "增速数"),
    Known("番", Times, "番", 1.0, "茄"),
    Known("成", Tenth, "1", 0.1, "立功果为长员都本分品交效就熟绩人"),
    Known("元", Money, "元", 1.0, "素旦宇件器首年"),
    Known("块钱", Money, "元", 1.0, ""),
    Known("美金", Money, "美元", 1.0, ""),
    Known("家", Count, "家", 1.0, "庭居具电禽畜"),
    Known("个", Count, "个", 1.0, "人所体性月"),
    Known("项", Count, "项", 1.0, "目"),
    Known("人", Count, "人", 1.0, "均才民工大文口居社力事类员行气次"),
    Known("名", Count, "名", 1.0, "录称牌义单"),
    Known("位", Count, "位", 1.0, "于居列置次"),
    Known("次", Count, "次", 1.0, "级数生高"),
    Known("件", Count, "件", 1.0, ""),
    Known("期", Count, "期", 1.0, "间末货望初内"),
    Known("批", Count, "批", 1.0, "次发准复"),
    Known("台", Count, "台", 1.0, "湾州阶风"),
    Known("部", Count, "部", 1.0, "门分署委队"),
    Known("所", Count, "所", 1.0, "有在属得以"),
    Known("对", Count, "对", 1.0, "接口外于比标"),
    Known("支", Count, "支", 1.0, "持付撑出柱部行"),
    Known("口", Count, "口", 1.0, "岸径"),
    Known("本", Count, "本", 1.0, "科地市省级区年"),
    Known("组", Count, "组", 1.0, "织建合成"),
    Known("班", Count, "班", 1.0, "子"),
    Known("单", Count, "单", 1.0, "位"),
    Known("条", Count, "条", 1.0, "例件线"),
    Known("门", Count, "门", 1.0, "类"),
    Known("头", Count, "头", 1.0, "部企"),
    Known("处", Count, "处", 1.0, "理置于"),
    Known("类", Count, "类", 1.0, "似"),
    Known("种", Count, "种", 1.0, "植业类子"),
    Known("级", Count, "级", 1.0, "以及别企"),
    Known("套", Count, "套", 1.0, "餐"),
    Known("间", Count, "间", 1.0, "接"),
    Known("只", Count, "只", 1.0, "有能是"),
    Known("分", Points, "分", 1.0, "别类布为期之离工析局公支解配钟会行享校管级"),
    Known("点", Points, "点", 1.0, "名半钟亮位多对"),
    Known("天", Physical, "天", 1.0, "津然空使气猫"),
    Known("度", Physical, "度", 1.0, "假过电"),
    Known("度电", Physical, "千瓦时", 1.0, ""),
    Known("岁", Physical, "岁", 1.0, ""),
    Known("米", Physical, "米", 1.0, "粉"),
    Known("公里", Physical, "公里", 1.0, ""),
    Known("千米", Physical, "千米", 1.0, ""),
    Known("厘米", Physical, "厘米", 1.0, ""),
    Known("毫米", Physical, "毫米", 1.0, ""),
    Known("纳米", Physical, "纳米", 1.0, ""),
    Known("微米", Physical, "微米", 1.0, ""),
    Known("海里", Physical, "海里", 1.0, ""),
    Known("车道公里", Physical, "车道公里", 1.0, ""),
    Known("平方公里", Physical, "平方公里", 1.0, ""),
    Known("平方千米", Physical, "平方千米", 1.0, ""),
    Known("公顷", Physical, "公顷", 1.0, ""),
    Known("平方米", Physical, "平方米", 1.0, ""),
    Known("平米", Physical, "平方米", 1.0, ""),
    Known("亩", Physical, "亩", 1.0, "均产"),
    Known("吨", Physical, "吨", 1.0, "级位"),
    Known("公斤", Physical, "公斤", 1.0, ""),
    Known("千克", Physical, "千克", 1.0, ""),
    Known("斤", Physical, "斤", 1.0, ""),
    Known("千瓦", Physical, "千瓦", 1.0, ""),
    Known("兆瓦", Physical, "兆瓦", 1.0, ""),
    Known("吉瓦", Physical, "吉瓦", 1.0, ""),
    Known("瓦", Physical, "瓦", 1.0, ""),
    Known("千瓦时", Physical, "千瓦时", 1.0, ""),
    Known("兆瓦时", Physical, "兆瓦时", 1.0, ""),
    Known("吉瓦时", Physical, "吉瓦时", 1.0, ""),
    Known("kW", Physical, "千瓦", 1.0, ""),
    Known("MW", Physical, "兆瓦", 1.0, ""),
    Known("GW", Physical, "吉瓦", 1.0, ""),
    Known("kWh", Physical, "千瓦时", 1.0, ""),
    Known("MWh", Physical, "兆瓦时", 1.0, ""),
    Known("GWh", Physical, "吉瓦时", 1.0, ""),
    Known("km", Physical, "公里", 1.0, ""),
    Known("km2", Physical, "平方公里", 1.0, ""),
    Known("m2", Physical, "平方米", 1.0, ""),
    Known("㎡", Physical, "平方米", 1.0, ""),
];

/// Units that are their own base unit.
const COUNTS: &str = "人次 户 户次 家次 场 场次 篇 篇次 辆 辆次 架 架次 艘 座 册 羽 株 棵 份 宗 笔 起 例 枚 颗 盏 张 幢 栋 人份 \
    剂 剂次 针次 标准箱 TEU 标箱 床 床位 席 课时 学时 节 课 幅 款 站 轮 环节 列 趟 案 班次 航班 台套 台次 台件 件次 项次 个位次 万标箱 \
    个人 所次 卷 尾 匹 箱 包 袋 瓶 桶 吨级 条次 处次 股 户数 人年 顶 根 扇 眼 孔 页 首 曲 集 出 幕 粒 片 块 把 面 排 层 楼栋 个次";
const MONEY: &str =
    "美元 欧元 英镑 日元 港元 港币 澳元 韩元 卢布 加元 瑞士法郎 新加坡元 澳门元 新台币 越南盾 泰铢 卢比";
const PHYSICAL: &str = "立方米 吨标准煤 吨标煤 吨公里 人公里 微克 毫克 克 摄氏度 ℃ 小时 分钟 秒 工作日 个工作日 个小时 个学时 个课时 \
    标准立方米 标立方米 焦耳 吉焦 太焦 赫兹 伏 千伏 千伏安 兆伏安 升 毫升 马力 载重吨 综合吨 分贝 勒克斯 比特 字节 TB GB PB EB Gbps Mbps \
    P PFLOPS EFLOPS 机架 标准机架 核 卡 次每秒 立方 方";

fn units() -> &'static Lexicon<usize> {
    static UNITS: OnceLock<Lexicon<usize>> = OnceLock::new();
    UNITS.get_or_init(|| {
        let own = [(COUNTS, OWN_COUNT), (MONEY, OWN_MONEY), (PHYSICAL, OWN_PHYSICAL)];
        let own = own.iter().flat_map(|(words, id)| words.split_whitespace().map(|word| (word, *id)));
        Lexicon::new(KNOWN.iter().enumerate().map(|(id, known)| (known.0, id)).chain(own))
    })
}

/// Units that are their own base unit, beyond those of the table.
const OWN_COUNT: usize = KNOWN.len();
const OWN_MONEY: usize = KNOWN.len() + 1;
const OWN_PHYSICAL: usize = KNOWN.len() + 2;

/// A unit that was found, from the power of ten on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// What it measures.
    pub measure: Measure,
    /// The unit as it is written, with its power of ten: 亿元, 億元.
    pub word: String,
    /// The same as it is matched, without the power of ten: 元.
    pub plain: String,
    /// The base unit: 元.
    pub base: String,
    /// How many base units it is.
    pub factor: f64,
    /// Where it ends.
    pub end: usize,
    /// What it was read by.
    pub rule: Rule,
}

/// A word of the table: measure, base unit, factor, end.
fn word(line: &Line, at: usize) -> Option<(Measure, String, f64, usize)> {
    units().all(&line.plain, at).find_map(|(id, end)| {
        let own = |measure| (measure, line.plain[at..end].iter().collect(), 1.0, end);
        match KNOWN.get(id) {
            Some(Known(.., not)) if not.contains(line.at(end)) => None,
            Some(Known(_, measure, base, factor, _)) => Some((*measure, (*base).to_owned(), *factor, end)),
            None if id == OWN_MONEY => Some(own(Money)),
            None if id == OWN_PHYSICAL => Some(own(Physical)),
            None => Some(own(Count)),
        }
    })
}

/// Powers of ten before a unit: 万, 千万, 万亿.
pub(super) fn scale(line: &Line, at: usize) -> (f64, usize) {
    let (mut factor, mut end) = (1.0, at);
    while let Some(power) = power(line.at(end)).filter(|power| *power >= 100.0 && end < at + 3) {
        // 千瓦, 千米, 百分点: a unit of its own, also after a power: 亿千瓦.
        if word(line, end).is_some() {
            break;
        }
        factor *= power;
        end += 1;
    }
    (factor, end)
}

/// A unit without a power of ten, also one by another: 微克/立方米, 件/万人.
pub(super) fn unit(line: &Line, at: usize) -> Option<Unit> {
    let from = at + usize::from(line.at(at) == ' ');
    let (measure, mut base, mut factor, mut end) = word(line, from)?;
    let mut rule = match measure {
        Money => Rule::Currency,
        Percent => Rule::Percent,
        Points => Rule::PercentagePoints,
        Times => Rule::Multiple,
        Tenth => Rule::Tenths,
        _ => Rule::Unit,
    };
    if measure == Money && line.has(end, "人民币") {
        end += 3;
    }
    let mut plain: String = line.plain[from..end].iter().collect();
    let mut until = end;
    if line.at(end) == '/' {
        let (below, after) = scale(line, end + 1);
        if let Some((_, under, per, last)) = word(line, after) {
            plain.extend(&line.plain[end..last]);
            until = last;
            base = format!("{base}/{under}");
            factor /= below * per;
            end = last;
            rule = Rule::UnitByUnit;
        }
    }
    Some(Unit { measure, word: line.half_width(from, until), plain, base, factor, end, rule })
}
