//! How long the other methods take where a peer is known: tables of probabilities and perturbed tables
//! (ptable, cellKey), and noisy aggregates of twenty thousand people (Synthetic Data Showcase). The
//! people are read from the reference folder; without it only the probabilities are measured.

use criterion::{Criterion, criterion_group, criterion_main};
use disclosure_control::{
    Dimension, Table,
    cell_key::{Design, KeySpace, perturb, tabulate},
    differential_privacy::{Asked, Ledger, Mechanism, Spend, noise},
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;
use std::hint::black_box;

#[expect(dead_code, reason = "only one of the benchmarks asks for memory")]
mod cpu_time;

#[path = "../tests/engine/support.rs"]
#[expect(dead_code, reason = "shared with the tests, which use more of it")]
mod support;

use cpu_time::CpuTime;

fn designs() -> [Design; 5] {
    let of = |maximum, variance, small, stay| Design {
        maximum,
        variance,
        small,
        stay,
    };
    [
        of(2, 1.05, 1, None),
        of(3, 1.0, 0, None),
        of(5, 2.0, 0, None),
        of(5, 3.0, 2, None),
        of(8, 3.0, 2, Some(0.5)),
    ]
}

fn methods(criterion: &mut Criterion<CpuTime>) {
    criterion.bench_function("five tables of probabilities", |bencher| {
        bencher.iter(|| black_box(designs()).map(|design| design.table().is_ok()));
    });
    let Some(text) = support::golden("at20000.csv") else {
        return;
    };
    let rows: Vec<Vec<&str>> = text
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect();
    let dimensions: Vec<Dimension> = [
        ("qark", 0),
        ("sex", 3),
        ("age", 4),
        ("form", 5),
        ("quarter", 6),
    ]
    .into_iter()
    .map(|(name, column)| {
        let mut codes: Vec<&str> = rows.iter().map(|row| row[column]).collect();
        codes.sort_unstable();
        codes.dedup();
        Dimension::flat(name, "Total", codes).expect("distinct codes")
    })
    .collect();
    let codes = |row: &Vec<&'static str>| vec![row[0], row[3], row[4], row[5], row[6]];
    let rows: Vec<Vec<&'static str>> = rows
        .into_iter()
        .map(|row| {
            row.into_iter()
                .map(|field| &*field.to_owned().leak())
                .collect()
        })
        .collect();
    let table = Design::table(&designs()[3]).expect("possible").table;
    criterion.bench_function(
        "20,000 keyed records, five dimensions, all totals",
        |bencher| {
            bencher.iter(|| {
                let records = rows.iter().zip(1_u64..).map(|(row, number)| {
                    (codes(row), number.wrapping_mul(2_654_435_769) & 0xffff_ffff)
                });
                let keyed = tabulate("t", dimensions.clone(), records, KeySpace::BITS_32);
                perturb(&keyed.expect("codes"), &table, KeySpace::BITS_32)
            });
        },
    );
    let asked = Asked {
        mechanism: Mechanism::Gaussian,
        length: 3,
        spend: Spend {
            what: String::new(),
            records_sha256: String::new(),
            epsilon_millionths: 4_000_000,
            delta_trillionths: 100_000,
        },
    };
    criterion.bench_function(
        "noisy counts of 20,000 people, up to three of five crossed",
        |bencher| {
            bencher.iter(|| {
                let records = rows.iter().map(|row| (codes(row), 1));
                let counts = Table::tabulate("t", dimensions.clone(), records).expect("codes");
                let mut ledger = Ledger::new("t", 4_000_000, 1_000_000).expect("limits");
                let mut generator = ChaCha20Rng::seed_from_u64(1);
                let mut random = |bytes: &mut [u8]| generator.fill_bytes(bytes);
                noise(&counts, &asked, &mut ledger, &mut random).map(|done| done.threshold)
            });
        },
    );
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(CpuTime).sample_size(10);
    targets = methods
}
criterion_main!(benches);
