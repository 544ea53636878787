//! How fast lists are compared and encoded, on one core, in pairs and records a second.
//!
//! `cargo bench -p linkage`. Processor time of one thread is measured. Peers measured for comparison: anonlink compares 116 million pairs of
//! 1024 bits a second, clkhash encodes 34 thousand records a second. Invented data only.

mod processor;

use std::hint::black_box;
use std::time::Instant;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use linkage::compare::{Kernel, similar_pairs};
use linkage::list::{ListReader, PlainRow};
use linkage::schema::{Hardening, Schema};
use linkage::synthetic::{self, ErrorRates};
use linkage::{Encoder, LinkageKey, RoundId};
use processor::ProcessorTime;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// 64-bit words of a filter.
const WIDTH: usize = 16;
/// Filters on each side.
const FILTERS: usize = 5_000;
/// Records that are encoded.
const RECORDS: usize = 50_000;

fn one_core() -> ThreadPool {
    let builder = ThreadPoolBuilder::new().num_threads(1);
    let pool = builder.use_current_thread().build();
    pool.expect("the measuring thread makes no other pool")
}

/// Filters with a quarter of their bits set, as those of names are.
fn filters(seed: u64) -> Vec<u64> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut word = || random.random::<u64>() & random.random::<u64>();
    (0..WIDTH * FILTERS).map(|_| word()).collect()
}

fn dice(criterion: &mut Criterion<ProcessorTime>, pool: &ThreadPool) {
    let (one, other) = (filters(1), filters(2));
    let mut group = criterion.benchmark_group("dice, 1024 bits");
    group.throughput(Throughput::Elements((FILTERS * FILTERS) as u64));
    group.sample_size(20);
    for kernel in Kernel::available() {
        group.bench_function(BenchmarkId::from_parameter(kernel.name()), |bencher| {
            let compare = || similar_pairs(black_box(&one), &other, WIDTH, 0.8, kernel);
            bencher.iter(|| pool.install(compare));
        });
    }
    group.finish();
}

fn list() -> String {
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let people = synthetic::population(3, RECORDS);
    let observe = |person| synthetic::observe(person, &ErrorRates::default(), &mut random);
    let rows: Vec<_> = people.iter().map(observe).collect();
    synthetic::csv(&rows)
}

fn read(csv: &str, schema: &Schema) -> Vec<PlainRow> {
    let rows = ListReader::from_bytes("list", csv.as_bytes(), schema)
        .and_then(|mut reader| reader.next_rows(usize::MAX));
    rows.expect("an invented list is whole")
}

fn encode(rows: &[PlainRow], schema: &Schema, key: &LinkageKey) -> usize {
    let mut encoder = Encoder::new(schema, key, "list").expect("a name");
    encoder.push(rows);
    encoder.finish().expect("a list with rows").0.len()
}

fn encoding(criterion: &mut Criterion<ProcessorTime>, pool: &ThreadPool) {
    let csv = list();
    let round = RoundId::parse("bench").expect("a round");
    let key = LinkageKey::from_secret(&[5; 32], round).expect("a key");
    let hardened = Schema::person();
    let plain = Schema::person()
        .without_salts()
        .and_then(|schema| schema.with_hardening(Hardening::OFF))
        .expect("a consistent schema");
    let mut group = criterion.benchmark_group("encoding");
    group.throughput(Throughput::Elements(RECORDS as u64));
    group.sample_size(10);
    for (name, schema) in [("hardening off", &plain), ("default", &hardened)] {
        let rows = read(&csv, schema);
        group.bench_function(BenchmarkId::new("normalised rows", name), |bencher| {
            bencher.iter(|| pool.install(|| encode(black_box(&rows), schema, &key)));
        });
        group.bench_function(BenchmarkId::new("from CSV", name), |bencher| {
            bencher.iter(|| pool.install(|| encode(&read(black_box(&csv), schema), schema, &key)));
        });
    }
    group.finish();
}

fn all(criterion: &mut Criterion<ProcessorTime>) {
    let pool = one_core();
    dice(criterion, &pool);
    encoding(criterion, &pool);
}

fn by_processor() -> Criterion<ProcessorTime> {
    Criterion::default().with_measurement(ProcessorTime(Instant::now()))
}

criterion_group! {
    name = benches;
    config = by_processor();
    targets = all
}
criterion_main!(benches);
