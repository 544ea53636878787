//! Invented people and the errors that offices make, for tests, benchmarks and demonstrations.
//!
//! Everything follows from a seed. No real person is in it, and nothing here may read a real list.

mod error;
mod names;

pub use error::ErrorRates;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Columns of [`csv`], in order: those of [`crate::Schema::person`].
pub const COLUMNS: [&str; 7] = [
    "given_name",
    "surname",
    "father_name",
    "date_of_birth",
    "birthplace",
    "sex",
    "national_number",
];

/// An invented person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The cells in the order of [`COLUMNS`], without errors.
    pub cells: [String; 7],
}

/// `count` invented people; the same seed gives the same people.
#[must_use]
pub fn population(seed: u64, count: usize) -> Vec<Person> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    (0..count).map(|_| person(&mut random, count)).collect()
}

/// One office's record of a person, with errors.
#[must_use]
pub fn observe(person: &Person, rates: &ErrorRates, random: &mut ChaCha8Rng) -> [String; 7] {
    error::observe(&person.cells, rates, random)
}

/// A list as CSV with the header [`COLUMNS`].
#[must_use]
pub fn csv<'r>(records: impl IntoIterator<Item = &'r [String; 7]>) -> String {
    let mut text = COLUMNS.join(",");
    text.push('\n');
    for record in records {
        text.push_str(&record.join(","));
        text.push('\n');
    }
    text
}

fn person(random: &mut ChaCha8Rng, population: usize) -> Person {
    let woman = random.random_bool(0.5);
    let large = population > 1000;
    let given_ends = if woman {
        &names::WOMENS_ENDS
    } else {
        &names::MENS_ENDS
    };
    let given = name(
        if woman { &names::WOMEN } else { &names::MEN },
        given_ends,
        large,
        random,
    );
    let father = name(&names::MEN, &names::MENS_ENDS, large, random);
    let surname = name(&names::SURNAMES, &names::ENDS, large, random);
    let (day, month) = (random.random_range(1..=28), random.random_range(1..=12));
    let year = random.random_range(1950..=2010);
    let serial = random.random_range(0..1_000_000_000_u64);
    Person {
        cells: [
            given,
            surname,
            father,
            format!("{year}-{month:02}-{day:02}"),
            ranked(&names::PLACES, random).to_owned(),
            if woman { "F" } else { "M" }.to_owned(),
            format!("{}{serial:09}", if woman { "K" } else { "J" }),
        ],
    }
}

/// A frequent name or, in large populations, often one of a long tail, as in real ones.
fn name(frequent: &[&str], ends: &[&str], large: bool, random: &mut ChaCha8Rng) -> String {
    if large && random.random_bool(0.6) {
        let stem = names::STEMS[random.random_range(0..names::STEMS.len())];
        let end = ends[random.random_range(0..ends.len())];
        format!("{stem}{end}")
    } else {
        ranked(frequent, random).to_owned()
    }
}

/// A word drawn with a probability that falls with its rank, as 1 / (rank + 3).
fn ranked<'w>(words: &[&'w str], random: &mut ChaCha8Rng) -> &'w str {
    let weight = |rank: usize| 1.0 / (rank as f64 + 3.0);
    let total: f64 = (0..words.len()).map(weight).sum();
    let mut left = random.random::<f64>() * total;
    for (rank, word) in words.iter().enumerate() {
        left -= weight(rank);
        if left <= 0.0 {
            return word;
        }
    }
    words[words.len() - 1]
}
