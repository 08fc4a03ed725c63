//! What is to be said of a layout: where a unit was taken from, what was filled, what is not used, what the file hides.

use super::areas::written;
use super::grid::{letters, Grid};
use super::laid::Facts;
use super::sides::How;
use crate::engine::parts_of_year::CUMULATIVE;
use crate::engine::remarks::Remarks;
use crate::understood::Ask;
use innodex_panel::error::{Code, Error};
use innodex_panel::text::Text;

/// So many names of columns tell a table beside others.
const SHOWN: usize = 4;

/// Says what a layout is not sure of, and what it left out.
pub(crate) fn remark(facts: Option<&Facts>, grid: Option<&Grid>, header_row: usize, remarks: &mut Remarks) {
    if let Some(facts) = facts {
        sides(facts, remarks);
        units(facts, header_row, remarks);
        filled(facts, grid, remarks);
        left_out(facts, remarks);
    }
    grid.into_iter().for_each(|grid| hidden(grid, remarks));
}

/// Says that tables beside each other are parts of one, or asks which is meant.
fn sides(facts: &Facts, remarks: &mut Remarks) {
    let Some((sides, line)) = &facts.sides else { return };
    let areas: Vec<String> = sides.tables.iter().map(|(columns, _)| written(columns)).collect();
    let (first, second) = (&areas[0], letters(*sides.tables[1].0.start()));
    let place = format!("row {line}, column {second}");
    let How::Asked { together } = sides.how else {
        let message = Text::new(
            format!("{}列的表头相同，视为一张表分栏排印，按上下相接读取。", areas.join("、")),
            format!(
                "Columns {} have the same header: they are read as parts of one table, below each other.",
                areas.join(", ")
            ),
        );
        let hint = Text::new(
            format!("无需处理；如不是一张表，请写 \"area\": \"{first}\"，指明所用的列。"),
            format!("Nothing to do; if they are several tables, name the columns of one: \"area\": \"{first}\"."),
        );
        return remarks.tell(Error::new(Code::SideBySide, &place, message, hint));
    };
    let list = |heads: &[String], between: &str| heads.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(between);
    let each = |write: fn(&str, String) -> String, between: &str| {
        let all = areas.iter().zip(&sides.tables).map(|(area, (_, heads))| write(area, list(heads, between)));
        all.collect::<Vec<_>>()
    };
    let zh = each(|area, heads| format!("{area}列（{heads}）"), "、").join("，");
    let en = each(|area, heads| format!("{area} ({heads})"), ", ").join("; ");
    let all = written(&sides.all());
    let (zh_all, en_all) = match together {
        true => (
            format!("；写 \"{all}\" 则按相同的名称并为一张表"),
            format!(" \"{all}\" puts together what has the same name."),
        ),
        false => Default::default(),
    };
    let error = Error::new(
        Code::SideBySide,
        &place,
        Text::new(
            format!("并排有{}张表：{zh}。不能自行合并。", areas.len()),
            format!("{} tables stand side by side: {en}. They are not put together unasked.", areas.len()),
        ),
        Text::new(
            format!("请写明所用的列，如 \"area\": \"{first}\"；都要用时，请在 sources 中各写一个来源，分别写明 area{zh_all}。"),
            format!("Name the columns of one, such as \"area\": \"{first}\"; to use all, give each a source with its own area.{en_all}"),
        ),
    );
    let choices = areas.into_iter().chain(together.then_some(all)).collect();
    remarks.ask(error, Ask { member: "area".to_owned(), of: None, choices });
}

fn units(facts: &Facts, header_row: usize, remarks: &mut Remarks) {
    if let Some((unit, line)) = &facts.unit_from {
        let (zh, en) = match line {
            Some(line) => (format!("第{line}行标题"), format!("the title in row {line}")),
            None => ("工作表名称".to_owned(), "the name of the sheet".to_owned()),
        };
        remarks.warn(
            Code::UnitFromTitle,
            &line.map_or(String::new(), |line| format!("row {line}")),
            Text::new(
                format!("表中没有地区列，按{zh}，全表为“{unit}”的数据。"),
                format!("No cell names the unit: the table is about \"{unit}\", as {en} says."),
            ),
        );
    }
    if facts.without_unit {
        let error = Error::new(
            Code::MissingUnit,
            &format!("row {}", header_row),
            Text::new(
                "各行是指标，不知是哪个地区或单位的数据。",
                "The rows are indicators, and nothing says of which unit.",
            ),
            Text::new("请写明，如 \"unit\": \"武汉市\"。", "Say it: \"unit\": \"Wuhan\"."),
        );
        remarks.error(error, None);
    }
}

fn filled(facts: &Facts, grid: Option<&Grid>, remarks: &mut Remarks) {
    if let Some((row, column)) = facts.filled.first() {
        let cells = facts.filled.len();
        let line = grid.map_or(0, |grid| grid.line(*row));
        remarks.warn(
            Code::LabelFilled,
            &format!("row {line}, column {}", letters(*column)),
            Text::new(
                format!("有{cells}个空的名称单元格视为合并单元格，取其上方的名称。"),
                format!("{cells} empty cells of names are taken as merged with the name above."),
            ),
        );
    }
}

fn left_out(facts: &Facts, remarks: &mut Remarks) {
    for (column, head) in &facts.timeless {
        let column = letters(*column);
        remarks.tell(Error::new(
            Code::ColumnLeftOut,
            &format!("column {column}"),
            Text::new(
                format!("“{head}”列没有时期，与各时期的列并列，未使用。"),
                format!("Column \"{head}\" stands beside columns of periods and is of none: it is not used."),
            ),
            Text::new(
                "如需使用，请在表头写明时期，如“2022年增速”。",
                "To use it, write its period into the header, such as \"2022 growth\".",
            ),
        ));
    }
    for (column, head) in &facts.lent {
        let column = letters(*column);
        remarks.tell(Error::new(
            Code::PeriodRewritten,
            &format!("column {column}"),
            Text::new(
                format!("“{head}”列没有写明时期，与并列各列视为同一时期。"),
                format!("Column \"{head}\" says no period: it is taken to be of that of the columns beside it."),
            ),
            Text::new(
                "无需处理；如不是，请在表头写明时期。",
                "Nothing to do; if it is not, write its period into the header.",
            ),
        ));
    }
    if let Some(column) = facts.counted {
        remarks.warn(
            Code::PeriodRewritten,
            &format!("column {}", letters(column)),
            Text::new(
                format!("1—9月、上半年之类是年初以来的累计数：时期记作其末月（季），指标名后加“{CUMULATIVE}”。"),
                format!("Figures such as of 1-9月 count from the beginning of the year: the period is the last month or quarter, and \"{CUMULATIVE}\" follows the name."),
            ),
        );
    }
    for (line, text) in &facts.idle {
        remarks.warn(
            Code::LineLeftOut,
            &format!("row {line}"),
            Text::new(
                format!("“{text}”一行没有数值，未使用。"),
                format!("The row \"{text}\" has no figures: it is not used."),
            ),
        );
    }
}

fn hidden(grid: &Grid, remarks: &mut Remarks) {
    let list = |all: Vec<String>| {
        let shown = all.iter().take(10).cloned().collect::<Vec<_>>();
        (
            shown.join("、") + if all.len() > 10 { "等" } else { "" },
            shown.join(", ") + if all.len() > 10 { " ..." } else { "" },
        )
    };
    if !grid.hidden_lines.is_empty() {
        let (zh, en) = list(grid.hidden_lines.iter().map(usize::to_string).collect());
        remarks.warn(
            Code::HiddenCells,
            &format!("row {}", grid.hidden_lines[0]),
            Text::new(
                format!("第{zh}行在工作表中是隐藏的，照样读取。"),
                format!("Rows {en} are hidden in the sheet; they are read."),
            ),
        );
    }
    if !grid.hidden_columns.is_empty() {
        let (zh, en) = list(grid.hidden_columns.iter().map(|column| letters(*column)).collect());
        remarks.warn(
            Code::HiddenCells,
            &format!("column {}", letters(grid.hidden_columns[0])),
            Text::new(
                format!("{zh}列在工作表中是隐藏的，照样读取。"),
                format!("Columns {en} are hidden in the sheet; they are read."),
            ),
        );
    }
}
