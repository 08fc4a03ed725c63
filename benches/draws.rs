//! Native times of the uncertainty analysis, as JSON lines `{"case", "ns", "sum"}`: the median of a whole run of draws anew,
//! from other weights to rank intervals, and a sum of all ranks, which the browser has to reach too.

#[path = "common/draws.rs"]
mod draws;

use serde_json::json;
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let cases = [(31, 60), (31, 15), (31, 120), (51, 49), (300, 60), (1000, 60), (3000, 50)];
    for (units, indicators) in cases {
        let model = draws::model(units, indicators);
        for count in [250, 1000, 4000] {
            if count > 1000 && units > 300 {
                continue;
            }
            let mut analysis = draws::analysis(&model, count);
            let node = model.node("d0").expect("a dimension");
            let mut samples = Vec::new();
            for round in 0..15 {
                let begin = Instant::now();
                analysis.set_weights(&[(node, 1.0 + f64::from(round % 2))]).expect("weights");
                analysis.advance(count);
                black_box(analysis.summary().units_ranks());
                samples.push(begin.elapsed().as_nanos() as f64);
            }
            let sum: f64 = (0..count)
                .flat_map(|d| analysis.ranks(d).to_vec())
                .enumerate()
                .map(|(at, r)| f64::from(r) * (1 + at % 7) as f64)
                .sum();
            samples.sort_by(f64::total_cmp);
            println!("{}", json!({ "case": format!("{units} x {indicators}, {count}"), "ns": samples[7], "sum": sum }));
        }
    }
}
