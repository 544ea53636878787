//! How long rounding takes: small tables to the proved smallest change, and a large one. The tables
//! are read from the reference folder; without it there is nothing to measure.

use criterion::{Criterion, criterion_group, criterion_main};
use disclosure_control::{
    Catalogue, System, Table,
    rounding::{Options, round},
};
use std::hint::black_box;

#[expect(dead_code, reason = "only one of the benchmarks asks for memory")]
mod cpu_time;

#[path = "../tests/engine/support.rs"]
#[expect(dead_code, reason = "shared with the tests, which use more of it")]
mod support;

use cpu_time::CpuTime;

fn system(table: Table) -> System {
    let mut catalogue = Catalogue::new();
    catalogue.publish(table.unpublished()).expect("cells");
    catalogue.system().expect("an additive table")
}

fn roundings(criterion: &mut Criterion<CpuTime>) {
    let all = ["qark", "sex", "age", "form"];
    for (name, columns) in [("T2", &all[..3]), ("A0", &all[..])] {
        let Some(table) = support::victims(columns) else {
            return;
        };
        let system = system(table);
        for base in [3, 5] {
            criterion.bench_function(&format!("{name} to {base}, smallest change"), |bencher| {
                bencher.iter(|| round(black_box(&system), &Options::nearest(base)));
            });
        }
    }
    let Some(table) = support::many_victims() else {
        return;
    };
    let system = system(table);
    let name = format!("{} cells to 3", system.cells().len());
    criterion.bench_function(&name, |bencher| {
        bencher.iter(|| round(black_box(&system), &Options::unbiased(3, [1; 32])));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(CpuTime).sample_size(10);
    targets = roundings
}
criterion_main!(benches);
