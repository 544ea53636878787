//! How long suppression takes: small tables to the proved cheapest pattern, large ones to an audited
//! pattern. The tables are read from the reference folder; without it there is nothing to measure.

use criterion::{Criterion, criterion_group, criterion_main};
use disclosure_control::{
    Attacker, Catalogue, System, Table,
    suppression::{Options, protect},
};
use std::hint::black_box;

#[path = "../tests/engine/support.rs"]
#[expect(dead_code, reason = "shared with the tests, which use more of it")]
mod support;

fn system(table: Table) -> System {
    let mut catalogue = Catalogue::new();
    catalogue.publish(table.unpublished()).expect("cells");
    catalogue.system().expect("an additive table")
}

fn suppressions(criterion: &mut Criterion) {
    let exactly = Options {
        width: 1,
        complement_width: 1,
        ..Options::default()
    };
    let readers = [
        (
            "from 0 on, cheapest",
            Attacker::weak(),
            Options::classical(),
        ),
        (
            "from 1 on, cheapest",
            Attacker::default(),
            Options::default(),
        ),
    ];
    for (name, columns) in [
        ("T1", &["qark", "form"][..]),
        ("T2", &["qark", "sex", "age"]),
    ] {
        let Some(table) = support::victims(columns) else {
            return;
        };
        let system = system(table);
        for (who, attacker, options) in &readers {
            criterion.bench_function(&format!("{name}, {who}"), |bencher| {
                bencher.iter(|| protect(black_box(&system), attacker, options));
            });
        }
    }
    for level in [1, 2] {
        let Some(table) = support::many_victims_down_to(level) else {
            return;
        };
        let cells = table.combinations();
        let system = system(table);
        for (who, attacker, options) in [
            ("from 0 on, not exactly", Attacker::weak(), &exactly),
            ("from 1 on, three wide", Attacker::default(), &readers[1].2),
        ] {
            criterion.bench_function(&format!("{cells} cells, {who}"), |bencher| {
                bencher.iter(|| protect(black_box(&system), &attacker, options));
            });
        }
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = suppressions
}
criterion_main!(benches);
