//! CPU time of the methods on the published data, beside what peers need for the same.
//!
//! Peer figures are CPU seconds measured once on two cores of an office-class server with R 4.2
//! (SparseMSE 2.0, MultipleSystemsEstimation 1.2, dga, LCMCR); the README turns both into ratios.
//! Run with `RAYON_NUM_THREADS=1` to read CPU seconds directly.

use criterion::{Criterion, criterion_group, criterion_main};
use multiple_systems::bootstrap::{self, Replication};
use multiple_systems::decomposable::{self, Prior};
use multiple_systems::information::{self, Scope, TopModels};
use multiple_systems::latent::{self, Plan};
use multiple_systems::stepwise::{self, Threshold};
use multiple_systems::{CaptureTable, Silent, shrinkage};
use std::hint::black_box;

#[path = "../tests/engine/data.rs"]
#[expect(dead_code, reason = "the benchmarks use some of the published sets")]
mod data;

fn stepwise_bootstrap(table: &CaptureTable) {
    let estimate = stepwise::select(table, Threshold::USUAL).population;
    let listener: (&dyn multiple_systems::Progress, _) = (&Silent, "bench");
    let bca = bootstrap::run(
        table,
        &Threshold::USUAL,
        estimate,
        Replication::USUAL,
        listener,
    );
    black_box(bca.expect("nobody stops it"));
}

fn bic_bootstrap(table: &CaptureTable) {
    let selection = information::select(table, Scope::usual(table.lists()));
    let top = TopModels::new(table, &selection, 100).expect("there are models");
    let estimate = selection.top[0].population;
    let listener: (&dyn multiple_systems::Progress, _) = (&Silent, "bench");
    let bca = bootstrap::run(table, &top, estimate, Replication::USUAL, listener);
    black_box(bca.expect("nobody stops it"));
}

fn estimation(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("multiple systems");
    group.sample_size(10);
    let (uk_6, uk_5, new_orleans) = (data::uk_6(), data::uk_5(), data::new_orleans());
    group.bench_function("stepwise BCa 1000, UK six lists (peer 210 s)", |bencher| {
        bencher.iter(|| stepwise_bootstrap(&uk_6));
    });
    group.bench_function("stepwise BCa 1000, New Orleans (peer 503 s)", |bencher| {
        bencher.iter(|| stepwise_bootstrap(&new_orleans));
    });
    group.bench_function(
        "BIC top 100 BCa 1000, UK five lists (peer 80.5 s)",
        |bencher| {
            bencher.iter(|| bic_bootstrap(&uk_5));
        },
    );
    group.bench_function(
        "decomposable graphs, UK five lists (peer 1.8 s)",
        |bencher| {
            let prior = Prior::parse(1.0 / 32.0, Some(32_928)).expect("a prior");
            bencher.iter(|| black_box(decomposable::posterior(&uk_5, prior)));
        },
    );
    group.bench_function(
        "latent classes 110000, UK five lists (peer 1.2 s)",
        |bencher| {
            bencher.iter(|| black_box(latent::sample(&uk_5, Plan::default(), 1, &Silent)));
        },
    );
    group.bench_function("Bayesian threshold, UK five lists", |bencher| {
        bencher.iter(|| black_box(shrinkage::threshold(&uk_5, 1, &Silent)));
    });
    group.finish();
}

criterion_group!(benches, estimation);
criterion_main!(benches);
