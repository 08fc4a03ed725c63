//! What is to be said of a layout: where a unit was taken from, what was filled, what is not used, what the file hides.

use super::grid::{letters, Grid};
use super::laid::Facts;
use crate::engine::remarks::Remarks;
use innodex_panel::error::{Code, Error};
use innodex_panel::text::Text;

/// Says what a layout is not sure of, and what it left out.
pub(crate) fn remark(facts: Option<&Facts>, grid: Option<&Grid>, header_row: usize, remarks: &mut Remarks) {
    if let Some(facts) = facts {
        units(facts, header_row, remarks);
        filled(facts, grid, remarks);
        left_out(facts, remarks);
    }
    grid.into_iter().for_each(|grid| hidden(grid, remarks));
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
