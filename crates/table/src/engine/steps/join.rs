//! `join`: puts the figures of another table beside those of this one.

use crate::engine::frame::{collected, column, Frame, Kind};
use crate::engine::missing;
use crate::engine::shared::Shared;
use crate::step::{How, Join};
use innodex_panel::error::{Code, Error, Result};
use innodex_panel::json;
use innodex_panel::reason::Reason;
use innodex_panel::text::Text;
use polars::prelude::*;

/// A column that no header can have: says that a row of the other table was found.
const FOUND: &str = "\0found";

impl Join {
    pub(super) fn apply(&self, mut frame: Frame, other: Frame, shared: &mut Shared) -> Result<Frame> {
        let on = self.keys(&frame, &other).map_err(|e| e.within(".on"))?;
        let (other, rows) = other.collect()?;
        self.check_once(&other, &rows, &on, shared)?;
        check_names(&frame, &other)?;
        let figures: Vec<Expr> = other.figures.iter().map(|f| column(&f.id)).collect();
        let codes = frame.codes(&on, &shared.words)?;
        let names: Vec<String> = (0..codes.len()).map(|at| format!("\0code{at}")).collect();
        let coded = |codes: Vec<Expr>| codes.into_iter().zip(&names).map(|(code, name)| code.alias(name.as_str()));
        let by: Vec<Expr> = names.iter().map(|name| col(name.as_str())).collect();
        let right =
            coded(other.codes(&on, &shared.words)?).chain(figures.iter().cloned()).chain([lit(1_u32).alias(FOUND)]);
        let right = other.lazy.clone().select(right.collect::<Vec<_>>());
        let left = frame.lazy.clone().with_columns(coded(codes).collect::<Vec<_>>());
        let join = |left: LazyFrame, right| left.join(right, by.clone(), by.clone(), JoinArgs::new(JoinType::Left));
        let keys: Vec<Expr> = by.iter().cloned().chain(on.iter().map(|k| column(k))).collect();
        let different = left.clone().select(keys).unique_stable(Some(by_name(&names, true)), UniqueKeepStrategy::First);
        let found: Vec<Expr> = by.iter().cloned().chain([col(FOUND)]).collect();
        let lost = collected(join(different, right.clone().select(found)).filter(col(FOUND).is_null()))?;
        self.note_lost(&lost, &frame, &on, shared);
        frame.lazy = join(left, right);
        if self.how == How::Inner {
            frame.lazy = frame.lazy.filter(col(FOUND).is_not_null());
        }
        let fill = |f: &Expr| f.clone().fill_null(lit(missing::of(Reason::NoMatch)));
        let ours = names.iter().map(String::as_str).chain([FOUND]);
        frame.lazy = frame.lazy.with_columns(figures.iter().map(fill).collect::<Vec<_>>()).drop(by_name(ours, true));
        frame.figures.extend(other.figures);
        Ok(frame)
    }

    /// Refuses another table that has several rows for one key.
    fn check_once(&self, other: &Frame, rows: &DataFrame, on: &[String], shared: &Shared) -> Result<()> {
        let Some(twice) = other.twice(rows, on, &shared.words)? else { return Ok(()) };
        let key = other.describe(&twice, on, shared);
        Err(Error::new(
            Code::JoinMultiplies,
            "",
            Text::new(
                format!("“{}”中 {} 有多行，连接后行数会成倍增加。", self.with, key.zh),
                format!("\"{}\" has several rows for {}: the join would multiply rows.", self.with, key.en),
            ),
            Text::new(
                "请先用 group_by 汇总或用 filter 筛选，或在 on 中增加连接列。",
                "First group_by or filter that table, or name more keys in \"on\".",
            ),
        ))
    }

    /// Says which keys the other table does not have.
    fn note_lost(&self, lost: &DataFrame, frame: &Frame, on: &[String], shared: &mut Shared) {
        if lost.height() == 0 {
            return;
        }
        let row = frame.describe(&lost.head(Some(1)), on, shared);
        let (n, with) = (lost.height(), &self.with);
        let went = match self.how {
            How::Left => Text::new("其数据记为缺失", "its figures are missing there"),
            How::Inner => Text::new("这些行已去掉", "those rows are left out"),
        };
        shared.note(
            Code::JoinUnmatched,
            Text::new(
                format!("“{with}”中没有 {} 等{n}项的数据，{}。", row.zh, went.zh),
                format!("\"{with}\" has nothing for {n} of the keys, {} first; {}.", row.en, went.en),
            ),
        );
    }

    /// The keys to join on.
    fn keys(&self, frame: &Frame, other: &Frame) -> Result<Vec<String>> {
        let on: Vec<String> = match &self.on {
            Some(on) => on.clone(),
            None => frame.keys.iter().filter(|k| other.is_key(&k.name)).map(|k| k.name.clone()).collect(),
        };
        if on.is_empty() {
            return Err(Error::new(
                Code::BadParameter,
                "",
                Text::new("两个表没有共同的列。", "The two tables have no key in common."),
                Text::new("请在 on 中写明连接列。", "Name the keys in \"on\"."),
            ));
        }
        for (at, name) in on.iter().enumerate() {
            let kind = |table: &Frame| table.kind(name).map_err(|e| e.item(at));
            match (kind(frame)?, kind(other)?) {
                (one, two) if one == two && one != Kind::Figure => {}
                _ => return Err(json::expected("两表共有的分类列", "a key that both tables have").item(at)),
            }
        }
        Ok(on)
    }
}

/// Refuses figures that both tables have.
fn check_names(frame: &Frame, other: &Frame) -> Result<()> {
    match other.figures.iter().find(|figure| frame.knows(&figure.id)) {
        None => Ok(()),
        Some(figure) => Err(Error::new(
            Code::DuplicateColumn,
            ".with",
            Text::new(format!("两个表都有“{}”。", figure.id), format!("Both tables have \"{}\".", figure.id)),
            Text::new("请先用 rename 改名。", "Rename one of them first."),
        )),
    }
}
