//! The tests of tables in one binary: linked once, and run side by side. A file of this folder is a module here.

mod common;
mod golden_tables;
mod sql_cases;
mod table_bad;
mod table_cases;
mod table_divisions;
mod table_effects;
mod table_groups;
mod table_layouts;
mod table_measures;
mod table_named_lines;
mod table_notes;
mod table_parts_of_year;
mod table_pieces;
mod table_properties;
mod table_raw;
mod table_sheets;
mod table_sides;
mod table_stacks;
mod table_steps;
mod table_strangers;
mod table_text;
mod table_unknown;
