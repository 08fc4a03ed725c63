//! Native times for comparison with the browser, as JSON lines `{"panel", "case", "ns"}` (medians), and for each panel
//! a line `{"panel", "case": "sum of scores", "value"}`: both sides must compute the same. With `asem`, COINr's example alone.

mod common;

use common::{asem, cases, slider, Case};
use innodex::ranking::Ties;
use innodex::{Framework, Model, Panel, Scenario};
use serde_json::json;
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let example = asem::model(asem::tables());
    let rescore = || example.scores(asem::period(&example)).map(|s| s.ranking(0, None, Ties::Competition));
    say("ASEM", "rank", median(|| drop(black_box(rescore()))));
    if std::env::args().any(|argument| argument == "asem") {
        return;
    }
    for case in cases() {
        let say = |part: &str, ns: f64| say(&case.name, part, ns);
        let model = case.model();
        let load = || {
            let panel = Panel::from_csv(case.csv.as_bytes(), None)?;
            Model::new(panel, Framework::from_json(&case.framework)?)
        };
        say("load", median(|| drop(black_box(load()))));
        say("decode", median(|| drop(black_box(Panel::from_compact(&case.compact)))));
        let rescore = || model.scores(case.period).map(|s| s.ranking(0, None, Ties::Competition));
        say("rank", median(|| drop(black_box(rescore()))));
        for (part, spec) in [("one", &case.one), ("most", &case.most)] {
            let mut scenario = case.scenario(&model, spec);
            let mut at = 0;
            say(part, median(|| step(&case, &mut scenario, &mut at)));
        }

        let mut scenario = case.scenario(&model, &case.most);
        scenario.set_value(0, 1.5).expect("a finite value");
        let scores = scenario.scores(case.period).expect("scores").node(0);
        let sum: f64 = scores.iter().filter(|s| !s.is_nan()).sum();
        println!("{}", json!({ "panel": case.name, "case": "sum of scores", "value": sum }));
    }
}

fn say(panel: &str, part: &str, ns: f64) {
    println!("{}", json!({ "panel": panel, "case": part, "ns": ns }));
}

fn step(case: &Case, scenario: &mut Scenario, at: &mut usize) {
    *at += 1;
    scenario.set_value(0, slider(*at)).expect("a finite value");
    black_box(scenario.ranking(case.period, 0, None, Ties::Competition)).expect("a ranking");
}

/// Nanoseconds a call: the median of 15 samples of at least 4 ms each, after 50 ms of warming up.
fn median(mut f: impl FnMut()) -> f64 {
    let mut calls = 0;
    let begin = Instant::now();
    while calls == 0 || begin.elapsed().as_millis() < 50 {
        f();
        calls += 1;
    }
    let one = begin.elapsed().as_nanos() as f64 / f64::from(calls);
    let batch = (4e6 / one).ceil() as u32;
    let mut samples: Vec<f64> = (0..15)
        .map(|_| {
            let begin = Instant::now();
            (0..batch).for_each(|_| f());
            begin.elapsed().as_nanos() as f64 / f64::from(batch)
        })
        .collect();
    samples.sort_by(f64::total_cmp);
    samples[samples.len() / 2]
}
