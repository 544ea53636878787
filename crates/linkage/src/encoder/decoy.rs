//! Decoys: made-up records that stand beside the true ones under the same row number.
//!
//! A decoy takes each value from another row at random, so that values are as frequent among
//! decoys as in the list and no value betrays it, while no person of the list is in it. Where a
//! list is too short to mix, letters and digits are drawn at random.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::list::PlainRow;
use crate::schema::{DatePart, Schema};

/// Fewest rows that can be mixed without bringing a person back.
const FEWEST_ROWS: usize = 16;
/// Attempts to mix before letters are drawn at random.
const ATTEMPTS: usize = 8;

/// A decoy for the row at `index` of `rows`. Its number, if any, is a mark that it has one.
pub(super) fn decoy(
    schema: &Schema,
    rows: &[PlainRow],
    index: usize,
    random: &mut ChaCha8Rng,
) -> PlainRow {
    let number = rows[random.random_range(0..rows.len())].number.clone();
    if rows.len() >= FEWEST_ROWS {
        for _ in 0..ATTEMPTS {
            let sources: Vec<usize> = schema
                .features()
                .iter()
                .map(|_| random.random_range(0..rows.len()))
                .collect();
            let values: Vec<Option<String>> = sources
                .iter()
                .enumerate()
                .map(|(feature, source)| rows[*source].values[feature].clone())
                .collect();
            let resembled = sources.iter().chain([&index]);
            if resembled
                .clone()
                .all(|row| !resembles(&values, &rows[*row].values))
            {
                return PlainRow { values, number };
            }
        }
    }
    let values = schema
        .features()
        .iter()
        .zip(&rows[index].values)
        .map(|(feature, value)| {
            value.as_ref().map(|value| match feature.part {
                Some(DatePart::Day) => format!("{:02}", random.random_range(1..=28)),
                Some(DatePart::Month) => format!("{:02}", random.random_range(1..=12)),
                Some(DatePart::Year) => format!("{}", random.random_range(1940..2020)),
                None => scramble(value, random),
            })
        })
        .collect();
    PlainRow { values, number }
}

/// Whether more than half of the values that both have are equal.
fn resembles(one: &[Option<String>], other: &[Option<String>]) -> bool {
    let both = one
        .iter()
        .zip(other)
        .filter(|(a, b)| a.is_some() && b.is_some());
    let equal = both.clone().filter(|(a, b)| a == b).count();
    2 * equal > both.count()
}

/// Random letters and digits in the shape of `value`.
fn scramble(value: &str, random: &mut ChaCha8Rng) -> String {
    value
        .chars()
        .map(|character| match character {
            ' ' => ' ',
            '0'..='9' => char::from(random.random_range(b'0'..=b'9')),
            _ => char::from(random.random_range(b'a'..=b'z')),
        })
        .collect()
}
