//! JSON: a list of records, a list of lists, or an object that holds one such list.

use super::form::decimal;
use super::grid::{Grid, MOST_TEXT};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json::parse;
use innodex_panel::sheet::Sheet;
use innodex_panel::text::Text;
use innodex_panel::Json;
use std::collections::BTreeMap;

/// Whole numbers from here on may not be what the file says: two of them read as one.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The list as a sheet; its first row has the names of the members, in the order in which they first appear.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>> {
    let text = super::html::text(bytes, None)?;
    let json = parse(&text)?;
    let mut lists = Vec::new();
    find(&json, "$", 0, &mut lists);
    match lists.as_slice() {
        [(place, name, items)] => Ok(vec![sheet(items, place, name)?]),
        [] => Err(no_list()),
        several => Err(which(several)),
    }
}

type List<'a> = (String, String, &'a [Json]);

/// Lists of records, or of lists: the value itself, or members of objects.
fn find<'a>(json: &'a Json, place: &str, depth: usize, lists: &mut Vec<List<'a>>) {
    match json {
        Json::List(items) if !items.is_empty() && (is_all(items, is_record) || is_all(items, is_row)) => {
            let name = place.rsplit_once('.').map_or("", |(_, name)| name);
            lists.push((place.to_owned(), name.to_owned(), items));
        }
        // Some services put what they say of a list beside it.
        Json::List(items) if depth == 0 => {
            items.iter().enumerate().for_each(|(at, item)| {
                if matches!(item, Json::List(_)) {
                    find(item, &format!("{place}[{at}]"), depth + 1, lists);
                }
            });
        }
        Json::Object(members) if depth < 4 => {
            members.iter().for_each(|(name, value)| find(value, &format!("{place}.{name}"), depth + 1, lists));
        }
        _ => {}
    }
}

fn is_all(items: &[Json], is: fn(&Json) -> bool) -> bool {
    items.iter().all(is)
}

fn is_record(json: &Json) -> bool {
    matches!(json, Json::Object(_))
}

fn is_row(json: &Json) -> bool {
    matches!(json, Json::List(_))
}

fn sheet(items: &[Json], place: &str, name: &str) -> Result<Sheet> {
    let mut grid = Grid::new(name, false, MOST_TEXT);
    let mut columns: BTreeMap<&str, u32> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        match item {
            Json::List(cells) => {
                for (column, cell) in cells.iter().enumerate() {
                    put(&mut grid, at as u32, column as u32, cell)
                        .map_err(|e| e.item(column).item(at).within(place))?;
                }
            }
            Json::Object(members) => {
                for (member, value) in members {
                    let next = columns.len() as u32;
                    let column = match columns.get(member.as_str()) {
                        Some(column) => *column,
                        None => {
                            columns.insert(member, next);
                            grid.text(0, next, member)?;
                            next
                        }
                    };
                    put(&mut grid, at as u32 + 1, column, value)
                        .map_err(|e| e.member(member).item(at).within(place))?;
                }
            }
            _ => {}
        }
    }
    grid.finish()
}

fn put(grid: &mut Grid, row: u32, column: u32, value: &Json) -> Result<()> {
    match value {
        Json::Null => Ok(()),
        Json::Bool(value) => grid.text(row, column, if *value { "TRUE" } else { "FALSE" }),
        Json::Number(value) if value.abs() >= EXACT && value.fract() == 0.0 => Err(inexact()),
        Json::Number(value) => grid.written(row, column, |to| decimal(*value, to)),
        Json::Text(text) => grid.text(row, column, text),
        Json::List(_) | Json::Object(_) => Err(nested()),
    }
}

#[cold]
fn no_list() -> Error {
    Error::new(
        Code::NotATable,
        "$",
        Text::new("这个 JSON 中没有记录列表。", "There is no list of records in this JSON."),
        Text::new(
            "表格应为 [{\"地区\": \"湖北\", \"经费\": 1254.7}, …] 或 [[\"地区\", \"经费\"], [\"湖北\", 1254.7], …]。",
            "A table is [{\"province\": \"Hubei\", \"spending\": 1254.7}, ...] or [[\"province\", \"spending\"], [\"Hubei\", 1254.7], ...].",
        ),
    )
}

#[cold]
fn which(lists: &[List]) -> Error {
    let places: Vec<&str> = lists.iter().take(5).map(|(place, ..)| place.as_str()).collect();
    Error::new(
        Code::NotATable,
        places[1],
        Text::new(
            format!("这个 JSON 中有{}个列表：{}。", lists.len(), places.join("、")),
            format!("There are {} lists in this JSON: {}.", lists.len(), places.join(", ")),
        ),
        Text::new("请把每个列表存为一个文件。", "Save each list as a file of its own."),
    )
}

#[cold]
fn inexact() -> Error {
    Error::new(
        Code::NotANumber,
        "",
        Text::new(
            "整数超过 15 位，读入后末位会变。",
            "A whole number of more than 15 digits, the last of which would change.",
        ),
        Text::new("如为代码，请加双引号写成文字。", "Write it as text, in double quotes, where it is a code."),
    )
}

#[cold]
fn nested() -> Error {
    Error::new(
        Code::NotATable,
        "",
        Text::new(
            "记录中的值须为数字、文字或空，此处是列表或对象。",
            "A value of a record is a number, text or null; here is a list or an object.",
        ),
        Text::new("请把其中的各项写成单独的成员。", "Make its items members of the record."),
    )
}
