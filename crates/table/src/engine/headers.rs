//! What headers say that stands below them: units, codes, periods, units of measure, the names of figures.

const UNIT_WORDS: &str = "province provinces region area unit uname name country state city county district company firm territory 省份 省 省市 省区市 \
    省级行政区 地区 区域 单位 单位名称 名称 国家 国别 城市 市 县 区县 县区 企业 企业名称 地市 市州 地州 市地州 地州市 行政区 行政区划 行政区域 园区 功能区 \
    开发区 高新区 经开区 新区 乡镇 街道 高校 学校 院校 大学 医院 机构 院所 研究院所 公司 法人单位 统计单位";
/// What heads a column that names the figures of its rows.
const INDICATOR_WORDS: &str = "指标 指标名称 指标名 指标项 指标内容 项目 项目名称 主要指标 统计指标 indicator indicators item items variable series";
const CODE_WORDS: &str = "code ucode adcode gbcode 代码 地区代码 行政区划代码 区划代码 编码";
const PERIOD_WORDS: &str = "year years period periods time date quarter month fiscalyear fyear datayear refyear reportyear \
    ref_year data_year fiscal_year time_period ref_period obs_year 年份 年度 年 时期 时间 日期 季度 月份 年月 期间 统计年度 统计年份 统计时间 统计期 \
    数据年份 数据年度 数据时间 报告期 报告年度 报告时间 会计年度 财年 财务年度 所属年份 所属年度 所属期 考核年度 调查年份 调查年度";
const MEASURE_WORDS: &str = "unit units measure 单位 计量单位";
const VALUE_WORDS: &str = "value values obs_value 数值 值 数据";
const COUNTER_WORDS: &str = "# ＃ no no. № 序号 编号";

/// Whether a header is one of some words, whatever its white space.
fn is_one_of(words: &str, header: &str) -> bool {
    let header: String = header.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    words.split_ascii_whitespace().any(|word| word == header)
}

/// Whether a header says that units stand below it: 地区, 市（州）, 县（市、区）, 各区, 学校名称. Brackets, signs and white space
/// mean nothing.
pub(super) fn is_unit_head(header: &str) -> bool {
    if is_one_of(UNIT_WORDS, header) {
        return true;
    }
    let bare: String = header.chars().filter(|c| c.is_alphanumeric()).collect();
    let bare = bare.strip_prefix(['各', '分', '按']).unwrap_or(&bare);
    let bare = ["名称", "名", "别"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    let levels = |c: char| "省市县区州盟旗".contains(c);
    let only_levels = !bare.is_empty() && bare.chars().count() <= 6 && bare.chars().all(levels);
    only_levels || is_one_of(UNIT_WORDS, bare)
}

/// Whether a header says that the names of figures stand below it.
pub(super) fn is_indicator_head(header: &str) -> bool {
    is_one_of(INDICATOR_WORDS, header)
}

/// Whether a header says that units of measure stand below it; 单位 may head names of units too.
pub(super) fn is_measure_head(header: &str) -> bool {
    is_one_of(MEASURE_WORDS, header)
}

/// Whether a header says that periods stand below it.
pub(super) fn is_period_head(header: &str) -> bool {
    is_one_of(PERIOD_WORDS, header)
}

/// Whether a header says that codes stand below it.
pub(super) fn is_code_head(header: &str) -> bool {
    is_one_of(CODE_WORDS, header)
}

/// Whether a header only says that figures stand below it.
pub(super) fn names_a_value(header: &str) -> bool {
    is_one_of(VALUE_WORDS, header)
}

/// Whether a header only says that the rows are counted.
pub(super) fn is_counter(header: &str) -> bool {
    is_one_of(COUNTER_WORDS, header)
}
