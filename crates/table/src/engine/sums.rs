//! Totals among the units, held against the sum of the others: a total that does not add up is pointed out, wherever figures
//! of its unit of measure add up at all.

use super::file::File;
use super::plan::{Role, Territories};
use super::remarks::Remarks;
use super::roles::Roles;
use innodex_panel::error::{Code, Error};
use innodex_panel::measure::Measure;
use innodex_panel::panel::number;
use innodex_panel::territory;
use innodex_panel::text::Text;
use std::collections::BTreeMap;

/// A table of more rows is not held against its totals.
const MOST: usize = 100_000;

/// One total that does not add up.
struct Differs {
    row: usize,
    column: usize,
    total: f64,
    sum: f64,
}

impl File {
    /// Points out totals whose units do not add up to them; `rows` are those of units, `totals` those set apart.
    pub(super) fn check_sums(
        &self,
        roles: &Roles,
        units: Territories,
        rows: &[usize],
        totals: &[usize],
        measures: &[String],
        remarks: &mut Remarks,
    ) {
        let Some(unit) = roles.column(Role::Unit) else { return };
        // A nation is more than the provinces that its tables list.
        if units == Territories::China || totals.is_empty() || rows.len() > MOST {
            return;
        }
        let name = |row: usize| self.columns[unit].text(row).into_owned();
        let rests: Vec<usize> = totals.iter().copied().filter(|row| territory::is_rest(&name(*row))).collect();
        let wholes = totals.iter().copied().filter(|row| is_whole(&name(*row)));
        let keys: Vec<usize> = [Role::Period, Role::Indicator, Role::Key, Role::Measure]
            .iter()
            .flat_map(|role| roles.columns(*role))
            .collect();
        let key = |row: usize| keys.iter().map(|c| self.columns[*c].text(row).into_owned()).collect::<Vec<_>>();
        let mut parts: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        rows.iter().chain(&rests).for_each(|row| parts.entry(key(*row)).or_default().push(*row));
        let figures: Vec<(usize, &String)> =
            roles.columns(Role::Figure).zip(measures).filter(|(_, measure)| adds_up(measure)).collect();
        let mut found: Vec<Differs> = Vec::new();
        for row in wholes {
            let Some(parts) = parts.get(&key(row)) else { continue };
            found.extend(figures.iter().filter_map(|(column, _)| self.differs(row, parts, *column)));
        }
        if let Some(first) = found.first() {
            remarks.tell(self.does_not_add_up(first, &name(first.row), found.len()));
        }
    }

    /// Whether a total is another number than its parts give, beyond their rounding; not where a part is missing.
    fn differs(&self, row: usize, parts: &[usize], column: usize) -> Option<Differs> {
        let cells = parts.iter().chain([&row]).map(|row| self.columns[column].text(*row)).collect::<Vec<_>>();
        let read =
            cells.iter().map(|cell| number(cell).ok().filter(|value| !value.is_nan())).collect::<Option<Vec<f64>>>()?;
        let decimals = cells.iter().map(|cell| cell.split_once('.').map_or(0, |(_, digits)| digits.len())).min()?;
        let (total, parts) = read.split_last()?;
        let sum: f64 = parts.iter().sum();
        let rounding = 0.5 * 10_f64.powi(-(decimals as i32)) * (parts.len() + 1) as f64;
        (parts.len() > 1 && (total - sum).abs() > rounding + 1e-9 * total.abs()).then_some(Differs {
            row,
            column,
            total: *total,
            sum,
        })
    }

    fn does_not_add_up(&self, first: &Differs, name: &str, count: usize) -> Error {
        let Differs { row, column, total, sum } = first;
        // As many digits as the figures have, not those of adding in binary.
        let sum = (sum * 1e6).round() / 1e6;
        let (more, others) = match count {
            1 => (String::new(), String::new()),
            count => (format!("（共{count}处）"), format!(" ({count} figures in all)")),
        };
        Error::new(
            Code::AccountsDiffer,
            &self.place(*row, *column),
            Text::new(
                format!("“{name}”为 {total}，各地区之和为 {sum}，不相等{more}。"),
                format!("\"{name}\" is {total}, and the units add up to {sum}{others}."),
            ),
            Text::new("请核对是否缺少地区，或数字有误。", "Check whether units are missing or a figure is wrong."),
        )
    }
}

/// Whether a total is that of all units: not a part of them, not what is left.
fn is_whole(name: &str) -> bool {
    let bare: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    const WHOLES: [&str; 12] =
        ["合计", "总计", "共计", "全省", "全市", "全县", "全区", "全州", "全盟", "全部", "全省合计", "全市合计"];
    WHOLES.contains(&bare.as_str()) || bare.eq_ignore_ascii_case("total") || territory::is_whole_province(&bare)
}

/// Whether figures in a unit of measure add up: money, people, pieces; not shares, ratios, ages.
fn adds_up(measure: &str) -> bool {
    const NOT: [&str; 12] = ["%", "％", "‰", "百分点", "个百分点", "倍", "岁", "度", "年", "次", "位", "名"];
    Measure::parse(measure).is_some() && !measure.contains(['/', '／']) && !NOT.contains(&measure)
}
