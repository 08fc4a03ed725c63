//! The calculator's parts and slow methods, natively, with criterion: `cargo bench --bench calculator [FILTER]`.

mod common;

use common::{asem, columns, slider};
use criterion::{criterion_group, criterion_main, BatchSize, Criterion};
use innodex::association::{correlation, principal_components, Measure};
use innodex::index::aggregate::benefit_of_the_doubt;
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

/// COINr's example, and methods that take longer than most; of each the size of an index and a large one.
fn methods(criterion: &mut Criterion) {
    let model = asem::model(asem::tables());
    let period = asem::period(&model);
    criterion.bench_function("ASEM: raw figures to ranks", |b| {
        b.iter(|| model.scores(black_box(period)).map(|s| s.ranking(0, None, Ties::Competition)));
    });
    criterion.bench_function("ASEM: tables read, model made, ranks", |b| {
        b.iter(|| asem::model(asem::tables()).scores(period).map(|s| s.ranking(0, None, Ties::Competition)));
    });
    for (units, count) in [(51, 10), (3000, 10)] {
        let columns = columns(units, count);
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let id = |what: &str| format!("{what}/{units} x {count}");
        criterion.bench_function(&id("principal components"), |b| {
            b.iter(|| principal_components(black_box(&columns)));
        });
        criterion.bench_function(&id("Kendall's tau, all pairs"), |b| {
            b.iter(|| {
                let tau = |x, y| correlation(Measure::Kendall, x, y).value;
                columns.iter().flat_map(|x| columns.iter().map(move |y| tau(x, y))).sum::<f64>()
            });
        });
        criterion.bench_function(&id("benefit of the doubt"), |b| {
            b.iter(|| benefit_of_the_doubt(black_box(&columns), None));
        });
        criterion.bench_function(&id("benefit of the doubt, bounds"), |b| {
            b.iter(|| benefit_of_the_doubt(black_box(&columns), Some((0.02, 0.4))));
        });
    }
    let columns = columns(51, 49);
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    criterion.bench_function("principal components/51 x 49", |b| b.iter(|| principal_components(black_box(&columns))));
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(300))
        .sample_size(10);
    targets = calculator, methods
}
criterion_main!(benches);
