//! What is said of a cell that is no figure as it stands, and what to do about it.

use super::carried;
use innodex_panel::error::{Code, Error};
use innodex_panel::measure;
use innodex_panel::text::Text;

/// A cell that carries another unit of measure than its column, or none.
pub(super) fn cells_differ(place: &str, unit: &str, own: &str) -> Error {
    let (zh, en) = match own {
        "" => ("没有写单位".to_owned(), "none".to_owned()),
        own => (format!("写“{own}”"), own.to_owned()),
    };
    Error::new(
        Code::MixedMeasures,
        place,
        Text::new(
            format!("本列数值的计量单位不一：此处{zh}，其他写“{unit}”。"),
            format!("The cells of the column carry two units of measure: here {en}, elsewhere {unit}."),
        ),
        Text::new(
            "请统一计量单位，并写进列名，如“占比（%）”。",
            "Bring the column to one unit of measure and write it in the header: \"share (%)\".",
        ),
    )
}

/// How one figure in two units of measure is corrected: by whoever has the file, or by leaving the column out where it says
/// something else.
pub(super) fn mend_of(header: &str, one: &str, other: &str) -> Text {
    let known = measure::conversion(one, other);
    let (zh, en) = known.map_or_else(Default::default, |(large, small, factor)| {
        (format!("（1{large}＝{factor}{small}）"), format!(" (1 {large} is {factor} {small})"))
    });
    Text::new(
        format!(
            "请统一计量单位{zh}；如该列不是数值的计量单位，可写 \"columns\": {{\"{header}\": \"left_out\"}} 不用这一列。"
        ),
        format!(
            "Bring them to one unit of measure{en}; if the column says something else, leave it out: \"columns\": {{\"{header}\": \"left_out\"}}."
        ),
    )
}

/// What is said of a cell that may mean that there is no figure.
pub(super) fn may_be_missing(cell: &str) -> (Text, Text) {
    (
        Text::new(
            format!("“{cell}”不是数字，可能表示没有数据。"),
            format!("\"{cell}\" is not a number; it may mean that there is none."),
        ),
        Text::new(
            format!("如表示没有数据，请写 \"missing\": [\"{cell}\"]。"),
            format!("If it means that there is no figure, say \"missing\": [\"{cell}\"]."),
        ),
    )
}

/// Digits behind a figure: a footnote's number, or a slip.
pub(super) fn digits_behind(place: &str, cell: &str, figure: &str, digits: &str) -> Error {
    Error::new(
        Code::NotANumber,
        place,
        Text::new(
            format!("“{cell}”不是数字：{figure} 后隔一空格有“{digits}”，可能是脚注的编号。"),
            format!("\"{cell}\" is not a number: behind {figure} and a space stands {digits}, perhaps a footnote's number."),
        ),
        Text::new(
            format!("如是脚注，请写明含义，如 \"marks\": {{\"{digits}\": \"快报数\"}}，数值读作 {figure}；否则请在原表中改正。"),
            format!("If it is one, say what it means, \"marks\": {{\"{digits}\": \"provisional\"}}, and the figure is {figure}; else correct the table."),
        ),
    )
}

/// A figure with a mark of which nobody says what it means.
pub(super) fn mark_unexplained(place: &str, cell: &str, mark: &str) -> Error {
    Error::new(
        Code::NotANumber,
        place,
        Text::new(
            format!("“{cell}”不是数字：带有标记“{mark}”，而表的上下没有说明它的含义。"),
            format!("\"{cell}\" is not a number: it carries the mark \"{mark}\", and no line says what that means."),
        ),
        Text::new(
            format!("请写明含义，如 \"marks\": {{\"{mark}\": \"快报数\"}}；或只写数字。"),
            format!("Say what it means, \"marks\": {{\"{mark}\": \"provisional\"}}, or write the number alone."),
        ),
    )
}

/// What is said of a formula without a result, and of one that failed.
pub(super) fn not_computed(cell: &str) -> (Text, Text) {
    if carried::is_fault(cell) {
        return (
            Text::new(format!("单元格的公式出错：{cell}。"), format!("The formula of the cell has failed: {cell}.")),
            Text::new(
                format!("请改正公式；如表示没有数据，请写 \"missing\": [\"{cell}\"]。"),
                format!("Correct the formula; if it means that there is no figure, say \"missing\": [\"{cell}\"]."),
            ),
        );
    }
    (
        Text::new(
            format!("单元格的公式“{cell}”没有存储计算结果。"),
            format!("The formula \"{cell}\" of the cell has no stored result."),
        ),
        Text::new(
            "请用电子表格软件打开该文件并保存，再重新打开；如按没有数据处理，请写 \"missing\": [\"=\"]。",
            "Open the file in a spreadsheet, save it, and open it here again; to take such cells for missing say \"missing\": [\"=\"].",
        ),
    )
}
