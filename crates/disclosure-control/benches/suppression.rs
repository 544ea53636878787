//! How long suppression takes: small tables to the proved cheapest pattern, large ones to an audited
//! pattern. The tables are read from the reference folder; without it there is nothing to measure.

use criterion::{Criterion, criterion_group, criterion_main};
use disclosure_control::{
    Attacker, Catalogue, System, Table,
    suppression::{Options, protect},
};
use std::hint::black_box;

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

/// Says what is hidden and at which cost, and measures.
fn measure(
    criterion: &mut Criterion<CpuTime>,
    name: &str,
    system: &System,
    (attacker, options): (&Attacker, &Options),
) {
    criterion.bench_function(name, |bencher| {
        // Only what is asked for by name is run at all.
        let protected = protect(system, attacker, options).expect("can be protected");
        let done = &protected.suppressed;
        eprintln!(
            "{name}: {} + {} hidden, which cost {}, at least {}; at most {} MB so far",
            done.primary.len(),
            done.secondary.len(),
            done.cost,
            done.bound,
            cpu_time::peak_memory(),
        );
        bencher.iter(|| protect(black_box(system), attacker, options));
    });
}

fn suppressions(criterion: &mut Criterion<CpuTime>) {
    let (weak, strong) = (Attacker::weak(), Attacker::default());
    let (classical, usual) = (Options::classical(), Options::default());
    let exactly = Options {
        width: 1,
        complement_width: 1,
        ..Options::default()
    };
    let all = ["qark", "sex", "age", "form"];
    for (name, columns) in [
        ("T1", &["qark", "form"][..]),
        ("T2", &all[..3]),
        ("A0", &all[..]),
    ] {
        let Some(table) = support::victims(columns) else {
            return;
        };
        let system = system(table);
        let name = format!("{name}, from 0 on, cheapest");
        measure(criterion, &name, &system, (&weak, &classical));
        let name = name.replace("from 0 on", "from 1 on");
        measure(criterion, &name, &system, (&strong, &usual));
    }
    for level in [0, 1, 2] {
        let Some(table) = support::many_victims_down_to(level) else {
            return;
        };
        let cells = table.combinations();
        let system = system(table);
        let name = format!("{cells} cells, from 0 on, not exactly");
        measure(criterion, &name, &system, (&weak, &exactly));
        let name = format!("{cells} cells, from 1 on, three wide");
        measure(criterion, &name, &system, (&strong, &usual));
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(CpuTime).sample_size(10);
    targets = suppressions
}
criterion_main!(benches);
