//! Plans of raw tables as SQL: for Node as objects of JavaScript, for Python as bytes (see `flat.rs`). The tables are as
//! `resolve` of the table module gives them, as JSON.

use innodex_panel::error::{Code, Error, Result};
use innodex_panel::js::object;
use innodex_panel::json::{self, Show};
use innodex_panel::pack::{self, answer};
use innodex_panel::text::Text;
use innodex_table::sql::{combinations, query, rows_of, Column, Dialect, Profile, Query, Table};
use innodex_table::Plan;
use wasm_bindgen::prelude::*;

/// The SQL of a plan over some tables.
#[wasm_bindgen]
pub fn sql(plan: &str, tables: &str, dialect: &str) -> Result<JsValue> {
    written(plan, tables, dialect).map(|query| object(&query))
}

/// The same, packed.
#[wasm_bindgen]
pub fn flat_sql(plan: &str, tables: &str, dialect: &str) -> Vec<u8> {
    answer(written(plan, tables, dialect).map(|query| query.show()), pack::value)
}

/// What a database calls the tables of a plan: `[{name, relation}]`.
#[wasm_bindgen]
pub fn flat_relations(plan: &str, dialect: &str) -> Vec<u8> {
    let relations = || -> Result<_> {
        let (plan, dialect) = (Plan::from_json(plan)?, known(dialect)?);
        let named = |(name, _): &(String, _)| Named {
            name: name.clone(),
            file: plan.file_of(name).to_owned(),
            relation: dialect.relation(plan.file_of(name)),
        };
        Ok(plan.sources.0.iter().map(named).collect::<Vec<_>>().show())
    };
    answer(relations(), pack::value)
}

/// What a database is asked about a table of a plan.
#[wasm_bindgen]
pub fn flat_profile(plan: &str, name: &str, relation: &str, columns: &str, dialect: &str) -> Vec<u8> {
    let profile = || -> Result<_> {
        let (plan, columns) = (Plan::from_json(plan)?, json::read::<Vec<Column>>(columns)?);
        Ok(Profile::of(&plan, name, relation, &columns, known(dialect)?).show())
    };
    answer(profile(), pack::value)
}

/// The query of one row of each of some words (`[word]`, null for none) of a column by its number.
#[wasm_bindgen]
pub fn flat_rows(relation: &str, columns: &str, of: f64, words: &str, dialect: &str) -> Vec<u8> {
    let rows = || -> Result<_> {
        let (columns, words) = (json::read::<Vec<Column>>(columns)?, json::read::<Vec<Option<String>>>(words)?);
        Ok(rows_of(relation, &columns, of as usize, &words, known(dialect)?))
    };
    answer(rows().map(|sql| sql.show()), pack::value)
}

/// The query of one row of each combination of words of some columns by their numbers (`[number]`).
#[wasm_bindgen]
pub fn flat_combinations(relation: &str, columns: &str, of: &str, dialect: &str) -> Vec<u8> {
    let rows = || -> Result<_> {
        let (columns, of) = (json::read::<Vec<Column>>(columns)?, json::read::<Vec<usize>>(of)?);
        Ok(combinations(relation, &columns, &of, known(dialect)?))
    };
    answer(rows().map(|sql| sql.show()), pack::value)
}

struct Named {
    name: String,
    file: String,
    relation: String,
}

json::shown!(Named { name, file, relation });

fn written(plan: &str, tables: &str, dialect: &str) -> Result<Query> {
    query(&Plan::from_json(plan)?, &Table::all_from_json(tables)?, known(dialect)?)
}

fn known(dialect: &str) -> Result<Dialect> {
    Dialect::from_id(dialect).ok_or_else(|| {
        Error::new(
            Code::BadParameter,
            "dialect",
            Text::new(format!("没有“{dialect}”这一种 SQL。"), format!("Unknown dialect \"{dialect}\".")),
            Text::new("可选：duckdb、spark、postgres。", "Choose one of: duckdb, spark, postgres."),
        )
    })
}
