//! How long the audit of the reference tables takes: both ends of every hidden cell, proved exact.
//! The tables are read from the reference folder; without it there is nothing to measure.

use criterion::{Criterion, criterion_group, criterion_main};
use disclosure_control::{
    Attacker, Catalogue, Published, System, Table,
    audit::{Options, audit},
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
    catalogue.publish(table).expect("cells");
    catalogue.system().expect("an additive table")
}

/// T2: the made-up victims by qark × sex × age, every count from 1 to 5 hidden.
fn victims() -> Option<System> {
    let mut table = support::victims(&["qark", "sex", "age"])?;
    for position in table.positions() {
        let entry = table.entry(position).copied();
        if let Some(1..=5) = entry.and_then(|entry| entry.truth) {
            table
                .replace_at(position, Published::hidden())
                .expect("a listed cell");
        }
    }
    Some(system(table))
}

fn audits(criterion: &mut Criterion<CpuTime>) {
    let mut measure = |name: &str, system: &System, attacker: &Attacker| {
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| audit(black_box(system), attacker, &Options::default()));
        });
    };
    let (strong, weak) = (Attacker::default(), Attacker::weak());
    if let Some(system) = victims() {
        measure("T2 1-5 hidden, strong", &system, &strong);
        measure("T2 1-5 hidden, weak", &system, &weak);
    }
    for name in [
        "T1_OPT",
        "A0_GAUSS_SSB",
        "A0_SIMPLEHEURISTIC",
        "A0_HYPERCUBE",
    ] {
        let columns = if name.starts_with("T1") { 2 } else { 4 };
        let Some(text) = support::golden(&format!("{name}.csv")) else {
            continue;
        };
        let system = system(support::with_status(&text, columns));
        measure(&format!("{name}, strong"), &system, &strong);
        measure(&format!("{name}, weak"), &system, &weak);
    }
    for base in [3, 5] {
        let Some(text) = support::golden(&format!("A0_controlled_round_base{base}.json")) else {
            continue;
        };
        let system = system(support::rounded(&text, base).0);
        measure(&format!("A0 rounded to {base}"), &system, &strong);
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(CpuTime).sample_size(10);
    targets = audits
}
criterion_main!(benches);
