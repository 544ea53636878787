//! How far a return gets, and how late it is.

use rand::RngExt as _;
use rand_chacha::ChaCha8Rng;

/// The furthest point of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    Missing,
    Draft,
    Returned,
    Submitted,
    Verified,
    Adopted,
    Accepted,
}

/// Draws the fate of a return and the days after the period's end on which it is sent in.
pub(crate) fn draw(random: &mut ChaCha8Rng, quarters_ago: usize, has_cause: bool) -> (Fate, i32) {
    let chance = random.random_range(0..100);
    let fate = match (quarters_ago, chance) {
        (0, 0..15) => Fate::Missing,
        (0, 15..30) => Fate::Draft,
        (0, 30..40) => Fate::Returned,
        (0, 40..80) => Fate::Submitted,
        (0, _) => Fate::Verified,
        (1, 0..4) if !has_cause => Fate::Missing,
        (1, 4..20) => Fate::Verified,
        (1, 20..60) => Fate::Adopted,
        (_, 0..2) if !has_cause => Fate::Missing,
        (_, 2..6) => Fate::Adopted,
        _ => Fate::Accepted,
    };
    let is_late = random.random_range(0..100) < 9;
    let days = if is_late {
        random.random_range(12..19)
    } else {
        random.random_range(2..10)
    };
    (fate, days)
}
