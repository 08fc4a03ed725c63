//! Prints the score, to the last bit, and the rank of every unit, node and period of every ready framework: what a
//! restructuring must not change. `cargo run --example scores | sha256sum`, before and after.

use innodex::framework::READY;
use innodex::panel::indicators_from_json;
use innodex::ranking::Ties;
use innodex::{Framework, Model, Panel};
use std::fs::{read, read_to_string};

/// Figures for a framework of which the embedded panel has none: made up, the same each time.
fn made_up(framework: &Framework) -> String {
    let columns: Vec<&str> = framework.indicators.iter().map(|i| i.id.as_str()).collect();
    let mut csv = format!("unit,year,{}\n", columns.join(","));
    let mut figure = 7_u64;
    for year in 2015..=2022 {
        for unit in ["A", "B", "C", "D"] {
            csv += &format!("{unit},{year}");
            for _ in &columns {
                figure = (figure * 16_807) % 2_147_483_647;
                csv += &format!(",{}", 50 + figure % 1_000);
            }
            csv += "\n";
        }
    }
    csv
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let definitions = indicators_from_json(&read_to_string("data/indicators.json")?)?;
    for (id, json) in READY {
        let framework = Framework::from_json(json)?;
        let panel = match *id {
            "hdi" => Panel::from_csv(&read("data/hdi.csv")?, None)?,
            "china_innovation_index" => Panel::from_csv(made_up(&framework).as_bytes(), None)?,
            _ => Panel::from_csv(&read("data/provinces.csv")?, Some(definitions.clone()))?,
        };
        let model = Model::new(panel, framework)?;
        for period in model.panel().periods() {
            let scores = model.scores(*period)?;
            let ranks = scores.rank(Ties::Competition);
            for (node, info) in model.describe().nodes.iter().enumerate() {
                for (unit, score) in model.panel().units().iter().zip(scores.node(node)) {
                    println!("{id} {period} {} {} {:016x}", info.id, unit.code, score.to_bits());
                }
            }
            for (unit, rank) in model.panel().units().iter().zip(ranks) {
                println!("{id} {period} rank {} {rank}", unit.code);
            }
        }
    }
    Ok(())
}
