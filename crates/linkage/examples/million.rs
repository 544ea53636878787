//! Finds repeats among a million invented records, and says how well and at what cost.
//!
//! `cargo run --release -p linkage --example million [records [seed]]`. 30 % of the records are repeats
//! with errors; hardening is off, as for Splink on records in clear text. Invented people only.

use std::collections::BTreeMap;

use linkage::compare::Kernel;
use linkage::fellegi_sunter::weigh;
use linkage::linking::{Decision, ListSize, link};
use linkage::list::ListReader;
use linkage::schema::{Hardening, Schema};
use linkage::synthetic::{self, ErrorRates};
use linkage::{Encoder, Error, LinkageKey, RoundId};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The records as CSV, and for each row its person.
fn records(count: usize, seed: u64) -> (String, Vec<usize>) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let people = synthetic::population(seed, count * 7 / 10);
    let rates = ErrorRates {
        no_number: 1.0,
        ..ErrorRates::default()
    };
    let mut of: Vec<usize> = (0..people.len()).collect();
    of.extend((people.len()..count).map(|_| random.random_range(0..people.len())));
    let rows = of
        .iter()
        .map(|person| synthetic::observe(&people[*person], &rates, &mut random));
    let mut csv = synthetic::COLUMNS.join(",") + "\n";
    for row in rows {
        csv += &row.join(",");
        csv.push('\n');
    }
    (csv, of)
}

/// Seconds of processor time that this process has used; 0 where the system does not say.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(11)
        .take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// Most memory that this process has used, as the system words it.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.unwrap_or("unknown").to_owned()
}

#[expect(clippy::print_stdout, reason = "an example prints its result")]
fn main() -> Result<(), Error> {
    let argument = |place| {
        std::env::args()
            .nth(place)
            .and_then(|text| text.parse().ok())
    };
    let count = argument(1).unwrap_or(1_000_000);
    let seed = argument(2).unwrap_or(1);
    let (csv, people) = records(count as usize, seed);
    println!("made {count} records; {}", most_memory());
    let start = processor_seconds();
    let schema = Schema::person()
        .without_salts()?
        .with_hardening(Hardening::OFF)?;
    let key = LinkageKey::from_secret(&[7; 32], RoundId::parse("million")?)?;
    let mut reader = ListReader::from_bytes("list", csv.as_bytes(), &schema)?;
    let mut encoder = Encoder::new(&schema, &key, "list")?;
    loop {
        let rows = reader.next_rows(32_768)?;
        if rows.is_empty() {
            break;
        }
        encoder.push(&rows);
    }
    let lists = [encoder.finish()?.0];
    println!("encoded: {:.1} CPU s", processor_seconds() - start);
    let evidence = weigh(&lists, 1, Kernel::best());
    println!(
        "weighed: {:.1} CPU s, {} possible pairs",
        processor_seconds() - start,
        evidence.edges.len()
    );
    let decision = Decision {
        threshold: 0.975,
        draws: 1,
        seed: 1,
    };
    let size = ListSize {
        rows: lists[0].rows(),
        encodings_per_row: 1,
    };
    let linkage = link(&evidence, &[size], decision);
    println!(
        "linked: {:.1} CPU s; {}",
        processor_seconds() - start,
        most_memory()
    );
    let mut sizes = BTreeMap::<usize, u64>::new();
    people
        .iter()
        .for_each(|person| *sizes.entry(*person).or_default() += 1);
    let true_pairs: u64 = sizes.values().map(|size| size * (size - 1) / 2).sum();
    for threshold in [0.5, 0.95, 0.975, 0.99, 0.999] {
        let (mut right, mut found) = (0_u64, 0_u64);
        for pair in &linkage.possible {
            if pair.probability >= threshold {
                found += 1;
                let same = people[pair.one.row as usize - 1] == people[pair.other.row as usize - 1];
                right += u64::from(same);
            }
        }
        println!(
            "pairs from {threshold}: precision {:.5}, recall {:.5} of {true_pairs}",
            right as f64 / found as f64,
            right as f64 / true_pairs as f64
        );
    }
    Ok(())
}
