//! The calculator's parts, natively, with criterion: `cargo bench --bench calculator [FILTER]`.

mod common;

use common::slider;
use criterion::{criterion_group, criterion_main, BatchSize, Criterion};
use innodex::ranking::Ties;
use innodex::{Framework, Model, Panel};
use std::hint::black_box;
use std::time::Duration;

fn calculator(criterion: &mut Criterion) {
    for case in common::cases() {
        let id = |part: &str| format!("{part}/{}", case.name);
        let model = case.model();
        let scores = model.scores(case.period).expect("a period of the panel");

        criterion.bench_function(&id("decode the compact panel"), |b| {
            b.iter(|| Panel::from_compact(black_box(&case.compact)));
        });
        criterion.bench_function(&id("read the CSV"), |b| {
            b.iter(|| Panel::from_csv(black_box(case.csv.as_bytes()), None));
        });
        criterion.bench_function(&id("resolve the model"), |b| {
            b.iter_batched(
                || case.panel(),
                |panel| Model::new(panel, Framework::from_json(&case.framework)?),
                BatchSize::LargeInput,
            );
        });
        criterion.bench_function(&id("scores of a period"), |b| {
            b.iter(|| model.scores(black_box(case.period)));
        });
        criterion.bench_function(&id("ranking"), |b| {
            b.iter(|| scores.ranking(black_box(0), None, Ties::Competition));
        });
        for (part, spec) in [("scenario step, one column", &case.one), ("scenario step, most columns", &case.most)] {
            let mut scenario = case.scenario(&model, spec);
            let mut step = 0;
            criterion.bench_function(&id(part), |b| {
                b.iter(|| {
                    step += 1;
                    scenario.set_value(0, slider(step)).expect("a finite value");
                    let (ranking, _) = scenario.ranking(case.period, 0, None, Ties::Competition).expect("a ranking");
                    black_box(ranking)
                });
            });
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(300))
        .sample_size(10);
    targets = calculator
}
criterion_main!(benches);
