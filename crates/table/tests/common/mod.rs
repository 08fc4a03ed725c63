//! What the tests of tables share.
#![allow(dead_code)] // every test file uses some of it

pub mod cases;
#[path = "../../../../tests/common/faults.rs"]
pub mod faults;
pub mod sql;
pub mod tables;
