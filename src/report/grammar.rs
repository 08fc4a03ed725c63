//! The grammar: every rule with its name, what it says, and an example that is a test. docs/report-grammar.md is made of it.

use innodex_panel::text::Text;

macro_rules! rules {
    ($($variant:ident = $name:literal, $group:literal, $zh:literal, $en:literal, $example:literal => $gives:literal;)*) => {
        /// A rule of the grammar.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Rule { $(#[doc = $en] $variant),* }

        impl Default for Rule {
            fn default() -> Self {
                Rule::Level
            }
        }

        impl Rule {
            /// All of them, in the order of the grammar.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant),*];

            /// Its name.
            pub fn id(self) -> &'static str {
                match self { $(Rule::$variant => $name),* }
            }

            /// The group that it belongs to.
            pub fn group(self) -> &'static str {
                match self { $(Rule::$variant => $group),* }
            }

            /// What it says.
            pub fn sentence(self) -> Text {
                match self { $(Rule::$variant => Text::new($zh, $en)),* }
            }

            /// A text that it reads.
            pub fn example(self) -> &'static str {
                match self { $(Rule::$variant => $example),* }
            }

            /// What is read of the example: value, unit and kind of the figure, or nothing where the number is no figure.
            pub fn gives(self) -> &'static str {
                match self { $(Rule::$variant => $gives),* }
            }
        }
    };
}

rules! {
    Digits = "digits", "number", "阿拉伯数字，全角半角均可，可带千分位", "Digits, full-width too, with separators of thousands", "授权专利１，２３４件" => "1234 件 level";
    ChineseNumeral = "chinese_numeral", "number", "中文数字", "Chinese numerals", "举办活动三十二场" => "32 场 level";
    Scale = "scale", "number", "万、亿等数量级并入计量单位，折算时乘开", "A power of ten (万, 亿) belongs to the unit; it is multiplied out in the normalised value", "接待1.2万人次" => "1.2 万人次 level";
    Range = "range", "number", "区间：取下限为数值，上限另记", "A range: the lower end is the value, the upper end stands beside it", "每年引进3-5家" => "3 家 level";
    SideBySide = "side_by_side", "number", "三四家、十五六家：记为区间", "Two digits side by side are a range", "走访企业五六家" => "5 家 level";
    Structure = "structure", "number", "结构为甲:乙:丙，各为百分数", "Several numbers with colons are shares in per cent", "三次产业结构为7.2:38.9:53.9" => "7.2 % share";
    Fraction = "fraction", "number", "几分之几、百分之几", "A fraction in words", "占比达到百分之五十" => "50 % share";
    Ratio = "ratio", "number", "比例式", "A ratio of two numbers", "投入比例为1:3" => "0.3333333333333333 比 share";
    InfixAbout = "infix_about", "number", "数字中的“余、多、几、来”", "余, 多, 几 or 来 within a number", "举办活动30余场" => "30 场 level";
    BarePower = "bare_power", "number", "“近百家、上千人、百余项”等只有数量级的数", "A mere power of ten with a word that says so", "惠及近千人" => "1000 人 level";
    Negative = "negative", "number", "负数", "A negative number", "增速为-3.2%" => "-3.2 % growth";

    Unit = "unit", "unit", "数字后的计量单位", "A unit of measure after the number", "新建厂房5万平方米" => "5 万平方米 new";
    UnitByUnit = "unit_by_unit", "unit", "复合单位", "A unit by another", "浓度为35微克/立方米" => "35 微克/立方米 level";
    SharedUnit = "shared_unit", "unit", "并列数字共用最后一个的单位", "Numbers of a list share the unit of the last", "甲县、乙县、丙县企业分别为12、8和5家" => "12 家 level";
    Currency = "currency", "unit", "货币单位", "Money", "实际利用外资3.5亿美元" => "3.5 亿美元 level";
    Percent = "percent", "unit", "百分数", "Per cent", "占比65.8%" => "65.8 % share";
    PercentagePoints = "percentage_points", "unit", "百分点、分值", "Percentage points, or points of a score", "同比提高0.3个百分点" => "0.3 个百分点 points";
    Multiple = "multiple", "unit", "倍数", "A multiple", "增长2倍" => "2 倍 growth";
    Tenths = "tenths", "unit", "几成", "Tenths", "占比超过七成" => "7 成 share";
    NoUnit = "no_unit", "unit", "指数、系数、得分等没有单位的数", "An index or a coefficient without a unit", "创新指数为102.3" => "102.3  level";

    New = "new", "kind", "新增：新认定、新建、获批、入库等动词，或计数的增减", "Newly added: a verb of adding, or a count that grew", "新认定高新技术企业130家" => "130 家 new";
    Increase = "increase", "kind", "计数的增加", "A count that grew by so many", "比上年增加8家" => "8 家 new";
    NewAfter = "new_after", "kind", "数字之后有“入选、上榜、获批”等", "A verb of adding after the figure", "名单公布，19家企业入选" => "19 家 new";
    StockWithParts = "stock_with_parts", "kind", "“建成……，其中……”为存量", "建成 with 其中 after it tells of a stock", "建成众创空间34家，其中国家级9家" => "34 家 level";
    Inherited = "inherited", "kind", "并列各项沿用前一项的动词", "Items of a list share the verb of the first", "新建研究所5家、工作站8家" => "8 家 new";
    Cumulative = "cumulative", "kind", "累计", "Cumulative", "累计培育科技孵化载体17家" => "17 家 cumulative";
    Level = "level", "kind", "其余为水平值", "What is of no other kind is a level", "推荐申报示范基地4家" => "4 家 level";
    ChangedTo = "changed_to", "kind", "“增至、提高到”等之后为水平值", "After 增至, 提高到 and the like stands a level", "企业由5家增加到8家" => "8 家 level";
    Growth = "growth", "kind", "增长率：增长、下降等之后的百分数或倍数", "Growth: per cent or a multiple after a word of change", "同比增长65.8%" => "65.8 % growth";
    GrowthAfter = "growth_after", "kind", "百分数后有“的增速、增长”", "Growth that is named after the figure", "实现8%的增长" => "8 % growth";
    Decrease = "decrease", "kind", "下降、减少、回落、低于：数值为负", "A fall has a negative value", "能耗下降3.2%" => "-3.2 % growth";
    Doubling = "doubling", "kind", "翻番", "Doubling, so many times", "产值翻两番" => "2 番 growth";
    Points = "points", "kind", "百分点为变动", "Percentage points are a change", "比上年提高0.3个百分点" => "0.3 个百分点 points";
    Share = "share", "kind", "占比、比重、率：既非增长也非目标的百分数", "A percentage that is neither growth nor target", "占GDP比重为2.5%" => "2.5 % share";
    Rank = "rank", "kind", "位次", "A rank, with its scope", "总量位居全省第二" => "2 位 rank";
    RankAmongFirst = "rank_among_first", "kind", "前若干位", "Among the first so many", "跻身全国前十" => "10 位 rank";
    RankChange = "rank_change", "kind", "位次的升降", "A change of rank", "排名前移3位" => "3 位 points";
    Target = "target", "kind", "目标、力争、预期等", "A target, by a word in its sentence", "力争新增企业20家" => "20 家 target";
    TargetAfter = "target_after", "kind", "数字之后有“的目标”", "The figure is called a target after it", "提前完成600家的目标" => "600 家 target";
    TargetSection = "target_section", "kind", "“下一步、明年工作安排”等标题之下", "A target, by the heading that it stands below", "二、2025年工作计划\n新增企业20家" => "20 家 target";
    TargetYear = "target_year", "kind", "“到2027年”等将来年份", "A target, by a year to come", "2024年工作总结\n到2027年，企业达到200家" => "200 家 target";

    Qualifier = "qualifier", "context", "约、超、近、不少于、以上等", "A word before or after the number that qualifies it", "协议金额约39亿元" => "39 亿元 level";
    Part = "part", "context", "其中：是前一数值的部分", "A part of the figure before", "授权专利50件，其中发明专利20件" => "20 件 level";
    Respectively = "respectively", "context", "分别为：逐一对应", "Subjects and figures in the same order", "甲县、乙县分别增长3%和5%" => "5 % growth";
    AllOf = "all_of", "context", "均、都：前面并列各项共有", "A figure of several subjects", "争取资金1亿元、专项2亿元，均排名全省第二" => "2 位 rank";
    SubjectAfter = "subject_after", "context", "主语在数字之后", "The subject follows the figure", "论证申报8项关键技术攻关需求" => "8 项 level";
    SubjectBefore = "subject_before", "context", "沿用前一数值的主语", "The subject of the figure before", "入库企业279家，同比增长65.8%" => "65.8 % growth";
    ComparedWith = "compared_with", "context", "同比、环比、比上年、高于全国", "What it is compared with", "比上年增加5家" => "5 家 new";

    Date = "date", "aside", "日期、年份、月份、季度", "A date", "2024年3月15日" => "";
    Duration = "duration", "aside", "时间长度", "A span of time", "连续3年" => "";
    Ordinal = "ordinal", "aside", "第几批、第几届", "An ordinal", "发布第二批名单" => "";
    DocumentNumber = "document_number", "aside", "文号、条款、编号", "The number of a document, a section or a line", "国发〔2021〕5号" => "";
    Name = "name", "aside", "名称中的数字：5G、“四个一批”、《…》、一是", "A number in a name or in a fixed phrase", "建设5G基站" => "";
    Threshold = "threshold", "aside", "作定语的界限：500万元以上项目", "A threshold that is part of a name", "500万元以上项目建设" => "";
    Bare = "bare", "aside", "没有单位、也不是指数的数", "A number without a unit", "代码88" => "";
    OneOf = "one_of", "aside", "“一家企业、三个方面”等叙述", "A small number in words that counts nothing measured", "坚持三个导向" => "";
}
