//! How long a text of less than 4 MB takes to be read, understood and made a panel, a row: `cargo run --release --package
//! innodex-table --example reading`. Larger texts are read in pieces and not laid out.

use innodex_table::{run, File, Plan};
use std::time::Instant;

const ROWS: usize = 100_000;

/// Made-up rows: as they should be, with a slip in each, and with years as columns.
fn tables() -> [(&'static str, String); 4] {
    let rows = |row: &dyn Fn(usize) -> String| (0..ROWS).map(row).collect::<String>();
    let plain = format!("企业,年份,经费\n{}", rows(&|at| format!("企业{at:05},2022,{}.5\n", at % 977)));
    let bad = format!("企业,年份,经费\n{}", rows(&|at| format!("企业{at:05},2022,约{}\n", at % 977)));
    let unnamed = format!("县,年份,经费\n{}", rows(&|at| format!("无名{:05}县,2022,{at}\n", at % 50_000)));
    let years =
        format!("指标甲,,,\n企业,2020年,2021年,2022年\n{}", rows(&|at| format!("企业{at:05},{at},{},7\n", at % 977)));
    [("plain", plain), ("a slip in each row", bad), ("half of it twice", unnamed), ("years", years)]
}

fn main() {
    let plan = Plan::default();
    for (name, text) in tables() {
        let begin = Instant::now();
        let file = File::read("t.csv", text.as_bytes(), &mut |_| {}).expect("it is a table");
        let read = begin.elapsed();
        let seen = file.understand(&plan);
        let understood = begin.elapsed() - read;
        let made = run(&plan, &[&file], &mut |_| {}).map(|made| made.panel.units().len());
        let ran = begin.elapsed() - read - understood;
        let each = |time: std::time::Duration| time.as_secs_f64() * 1e6 / ROWS as f64;
        println!(
            "{name} ({:.1} MB): read {:.1} us a row, understood {:.1}, run {:.1}; {} remarks, {} units",
            text.len() as f64 / 1e6,
            each(read),
            each(understood),
            each(ran),
            seen.remarks.len(),
            made.unwrap_or(0),
        );
    }
}
