//! Why a figure is not there: a small code, and the words for it.

use crate::text::Text;
use serde::{Serialize, Serializer};

macro_rules! reasons {
    ($($(#[doc = $doc:literal])* $variant:ident = $id:literal, $zh:literal, $en:literal;)*) => {
        /// Why a figure, given or computed, is missing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Reason { $($(#[doc = $doc])* $variant,)* }

        impl Reason {
            /// Every reason; a reason's number is its place here.
            pub const ALL: &'static [Reason] = &[$(Reason::$variant,)*];

            /// The stable code.
            pub fn id(self) -> &'static str {
                match self { $(Reason::$variant => $id,)* }
            }

            /// The words for it.
            pub fn text(self) -> Text {
                match self { $(Reason::$variant => Text::new($zh, $en),)* }
            }
        }
    };
}

reasons! {
    /// The source gives no figure.
    NotPublished = "not_published", "本数据集无此数据", "not in this data set";
    /// Division by zero.
    ZeroDenominator = "zero_denominator", "分母为零", "the denominator is zero";
    /// All units have the same value: no scale can be made.
    Constant = "constant", "各单位数值相同，无法标准化", "all units have the same value, so no scale can be made";
    /// The target lies no further than the worst unit.
    NoDistance = "no_distance", "目标值未超过最差值，无法计算距离", "the target lies no further than the worst value";
    /// The logarithm of zero or of a negative number.
    NotPositive = "not_positive", "数值不为正，无法取对数", "the value is not positive, so it has no logarithm";
    /// The geometric mean of a negative number.
    Negative = "negative", "存在负值，无法取几何平均", "a value is negative, so there is no geometric mean";
    /// Fewer children than the minimum share.
    TooFewChildren = "too_few_children", "有数据的指标不足规定比例", "too few of its parts have figures";
    /// The period to compare with has no figure.
    BaseMissing = "base_missing", "基期无数据", "the base period has no figure";
    /// The base is zero.
    BaseZero = "base_zero", "基期为零", "the base is zero";
    /// The base is zero or negative.
    BaseNotPositive = "base_not_positive", "基期不为正数", "the base is zero or negative";
    /// The two values sum to zero.
    ZeroSum = "zero_sum", "两期之和为零", "the two values sum to zero";
    /// The two values have different signs.
    SignChange = "sign_change", "两期符号不同", "the two values have different signs";
    /// Fewer than two points.
    TooFewPoints = "too_few_points", "可用数据不足两期", "fewer than two periods have figures";
    /// Figures for less than half of the periods of a window.
    HalfMissing = "half_missing", "半数以上时期无数据", "more than half of the periods have no figure";
    /// The result is too large for a number.
    Overflow = "overflow", "结果超出数值范围", "the result is too large to be a number";
    /// A summary of figures of which some are missing. Only tables that are read have such figures.
    PartMissing = "part_missing", "部分数据缺失，未汇总", "part of what it sums up is missing";
    /// A joined table has nothing for the row.
    NoMatch = "no_match", "所连接的表中没有对应数据", "the joined table has no figure for it";
    /// Too few units have the figures that weights are computed from.
    TooFewUnits = "too_few_units", "有数据的单位过少", "too few units have figures";
    /// A negative figure, or nothing but zeros, has no shares of a whole.
    NoShares = "no_shares", "存在负值或合计为零，无法计算占比", "a value is negative or all sum to zero, so there are no shares of the whole";
    /// Loadings of both signs.
    MixedSigns = "mixed_signs", "主成分载荷有正有负，不能作为权重", "the component's loadings have both signs, so they are no weights";
    /// Too few of the unit's figures are there for it to be part of the index.
    ScreenedOut = "screened_out", "该地区数据不足，未列入评价", "too few of the unit's figures are there, so it is left out";
    /// The children's mean is zero: what is measured against it has no measure.
    ZeroMean = "zero_mean", "各项均值为零", "the mean of its parts is zero";
    /// Growth is missing in an earlier period.
    ChainBroken = "chain_broken", "此前有一期缺少增长率，指数中断", "growth is missing in this or an earlier period";
    /// The price index has no figure in one of the two periods.
    DeflatorMissing = "deflator_missing", "价格指数缺失", "the price index has no figure in one of the two periods";
    /// Two periods of which one lacks indicators that the other has.
    OtherIndicators = "other_indicators", "两期可用的指标不同，名次不作比较", "the two periods do not have the same indicators, so their ranks are not compared";
    /// A price index of zero or below is none.
    DeflatorNotPositive = "deflator_not_positive", "价格指数不为正数", "the price index is zero or negative";
    /// A unit that is scored and not ranked.
    ReferenceUnit = "reference_unit", "参照单位", "reference unit";
    /// A rule of the framework keeps the unit from being ranked.
    Vetoed = "vetoed", "一票否决", "vetoed";
}

impl Reason {
    /// The reason of a stable code.
    pub fn from_id(id: &str) -> Option<Reason> {
        Reason::ALL.iter().copied().find(|r| r.id() == id)
    }
}

impl crate::value::Show for Reason {
    fn show(&self) -> crate::value::Json {
        self.id().show()
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
