//! Points on a map: where somebody lives or hides.

use super::{PersonalKind, word::Word};

/// Fewest decimals of a point. Three are a thousand in Albanian writing (12.345); four are some ten
/// metres on the ground.
const LEAST_DECIMALS: usize = 4;

/// Degrees on either axis. Below ten are shares and probabilities, which have as many decimals.
const WHOLE: std::ops::RangeInclusive<f64> = 10.0..=90.0;

/// Links that lead to a point.
const MAPS: [&str; 7] = [
    "google.com/maps",
    "maps.google.",
    "goo.gl/maps",
    "maps.app.goo.gl",
    "maps.apple.com",
    "openstreetmap.org/?m",
    "openstreetmap.org/#map",
];

pub(super) fn find(text: &str, words: &[Word<'_>]) -> Vec<(usize, PersonalKind)> {
    let mut found = Vec::new();
    for word in words {
        let small = word.raw.to_lowercase();
        let is_link = MAPS.iter().any(|map| small.contains(map)) || small.starts_with("geo:");
        if is_link || is_degrees(word.raw) {
            found.push(word.start);
        }
    }
    let numbers = decimals(text);
    for pair in numbers.windows(2) {
        let between = text.get(pair[0].end..pair[1].start).unwrap_or_default();
        let is_pair = between.chars().count() <= 4
            && between
                .chars()
                .all(|one| one.is_whitespace() || ",;/()NEWnew°".contains(one));
        if is_pair && WHOLE.contains(&pair[0].size) && WHOLE.contains(&pair[1].size) {
            found.push(pair[0].start);
        }
    }
    let kind = PersonalKind::Coordinates;
    found.into_iter().map(|start| (start, kind)).collect()
}

/// `41°19'48"N`: a sign of degrees with digits on both sides, or a quarter of the sky behind it.
fn is_degrees(word: &str) -> bool {
    let Some((before, after)) = word.split_once('°') else {
        return false;
    };
    let is_number = before.ends_with(|last: char| last.is_ascii_digit());
    let next = after.chars().next();
    is_number
        && next.is_some_and(|one| one.is_ascii_digit() || matches!(one, 'N' | 'E' | 'S' | 'W'))
}

struct Decimal {
    start: usize,
    end: usize,
    size: f64,
}

/// The numbers with so many decimals that they can be a point.
fn decimals(text: &str) -> Vec<Decimal> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let whole = digits(at);
        at = whole.max(start + 1);
        if !matches!(bytes.get(whole), Some(b'.' | b',')) {
            continue;
        }
        let end = digits(whole + 1);
        if end - whole > LEAST_DECIMALS && whole - start <= 3 {
            let size = text[start..whole].parse().unwrap_or(f64::MAX);
            found.push(Decimal { start, end, size });
            at = end;
        }
    }
    found
}
