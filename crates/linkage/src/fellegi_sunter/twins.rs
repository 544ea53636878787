//! What the probable twins of a row say counts for the row too, within one list.
//!
//! One row lacks the date of birth; its probable twin has it, and the date tells whether a third row is
//! the same person. So a pair is looked at once more, feature by feature, with the best
//! agreement between either row or its twins and the other row or its twins. Rows of different
//! lists are never pooled: there each list holds a person once.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::comparator::{Comparator, Weighed};
use super::frequency::{Occurrences, adjustment};
use super::model::Model;
use super::pattern::Pattern;

/// Logarithmic odds from which two rows are twins: 148 to 1.
const TWINS: f64 = 5.0;
/// Most twins of a row that are asked, so that a value which fills a list costs no time.
const MOST_TWINS: usize = 8;

/// Two records of one list and the logarithmic ratio of their agreement.
pub(super) type Scored = (u32, u32, f64);

/// Scores pairs again where either row has twins; `prior` are the logarithmic odds of any pair. Pairs of two
/// twins of one row are added where they were no candidates.
pub(super) fn pool(
    comparator: Comparator<'_>,
    (list, occurrences): (&Weighed<'_>, &Occurrences<'_>),
    (model, prior): (&Model, f64),
    pairs: &mut Vec<Scored>,
) {
    let twins = Twins::of(pairs, prior);
    let row = |record: u32| list.list.row(record as usize);
    add_missing(&twins, pairs, |a, b| row(a) != row(b));
    pairs.par_iter_mut().for_each(|(a, b, log_ratio)| {
        let (ones, others) = (twins.with(*a, *b), twins.with(*b, *a));
        if ones.len() + others.len() == 2 {
            return;
        }
        let mut best = Pattern::default();
        let mut occur = [occurrences.count(*a), occurrences.count(*b)];
        for (one, other) in ones
            .iter()
            .flat_map(|one| others.iter().map(move |b| (one, b)))
        {
            if one == other {
                continue;
            }
            let pattern = comparator.compare(list, *one, list, *other);
            let better: Vec<usize> = (0..comparator.features())
                .filter(|feature| pattern.level(*feature) > best.level(*feature))
                .collect();
            if better.is_empty() {
                continue;
            }
            let found = [occurrences.count(*one), occurrences.count(*other)];
            for feature in better {
                best = best.with(feature, pattern.level(feature));
                occur[0][feature] = found[0][feature];
                occur[1][feature] = found[1][feature];
            }
        }
        let rarity = adjustment(model, best, &occur[0], &occur[1], comparator.number());
        *log_ratio = model.log_odds(0, best) - prior + rarity;
    });
}

/// For each record those that are probably the same person.
struct Twins(FxHashMap<u32, Vec<u32>>);

impl Twins {
    fn of(pairs: &[Scored], prior: f64) -> Self {
        let mut twins = FxHashMap::<u32, Vec<u32>>::default();
        for (a, b, log_ratio) in pairs {
            if prior + log_ratio >= TWINS {
                twins.entry(*a).or_default().push(*b);
                twins.entry(*b).or_default().push(*a);
            }
        }
        for twins in twins.values_mut() {
            twins.truncate(MOST_TWINS);
        }
        Self(twins)
    }

    /// A record and its twins, but for `other`.
    fn with(&self, record: u32, other: u32) -> Vec<u32> {
        let twins = self.0.get(&record).map_or(&[][..], Vec::as_slice);
        let twins = twins.iter().copied().filter(|twin| *twin != other);
        std::iter::once(record).chain(twins).collect()
    }
}

/// Adds the pairs of two twins of one row that were no candidates, without evidence so far.
fn add_missing(twins: &Twins, pairs: &mut Vec<Scored>, may: impl Fn(u32, u32) -> bool) {
    let mut missing: Vec<(u32, u32)> = twins
        .0
        .values()
        .flat_map(|twins| {
            twins.iter().enumerate().flat_map(move |(place, a)| {
                let later = twins[place + 1..].iter();
                later.map(move |b| (*a.min(b), *a.max(b)))
            })
        })
        .filter(|(a, b)| may(*a, *b))
        .collect();
    missing.sort_unstable();
    missing.dedup();
    let known: FxHashSet<(u32, u32)> = pairs.iter().map(|(a, b, _)| (*a, *b)).collect();
    missing.retain(|pair| !known.contains(pair));
    pairs.extend(missing.into_iter().map(|(a, b)| (a, b, 0.0)));
}

#[cfg(test)]
mod tests {
    use crate::compare::Kernel;
    use crate::fellegi_sunter::{Edge, weigh};
    use crate::linking::{Decision, ListSize, link};
    use crate::schema::{Hardening, Schema};
    use crate::synthetic::{self, ErrorRates};
    use crate::{EncodedList, Encoder, LinkageKey, RoundId};
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    const PEOPLE: usize = 1_200;

    /// A list in which half of the people stand twice, and the given rows behind them.
    fn list(rows: &[&str]) -> EncodedList {
        let schema = Schema::person()
            .without_salts()
            .and_then(|schema| schema.with_hardening(Hardening::OFF))
            .expect("a consistent schema");
        let round = RoundId::parse("twins").expect("a round");
        let key = LinkageKey::from_secret(&[6; 32], round).expect("long enough");
        let people = synthetic::population(12, PEOPLE);
        let mut random = ChaCha8Rng::seed_from_u64(12);
        let repeats = people.iter().chain(&people[..PEOPLE / 2]);
        let observed: Vec<_> = repeats
            .map(|person| synthetic::observe(person, &ErrorRates::default(), &mut random))
            .collect();
        let csv = synthetic::csv(&observed) + &rows.join("\n");
        let rows = crate::list::ListReader::from_bytes("list", csv.as_bytes(), &schema)
            .and_then(|mut reader| reader.next_rows(usize::MAX));
        let mut encoder = Encoder::new(&schema, &key, "list").expect("a name");
        encoder.push(&rows.expect("a whole list"));
        encoder.finish().expect("rows").0
    }

    /// The edge between two of the rows behind the others, counted from 0.
    fn edge(list: EncodedList, one: u32, other: u32) -> Option<Edge> {
        let first = PEOPLE as u32 * 3 / 2 + 1;
        let evidence = weigh(&[list], 1, Kernel::best());
        let rows = (first + one, first + other);
        let mut edges = evidence.edges.into_iter();
        edges.find(|edge| (edge.one.row, edge.other.row) == rows)
    }

    #[test]
    fn what_a_twin_knows_tells_two_people_apart() {
        // The first row says no date; its twin has it, and another than the last row.
        let undated = "Zhuljeta,Kryemadhi,Rrapo,,Berat,F,";
        let dated = "Zhuljeta,Kryemadhi,Rrapo,1971-03-24,Berat,F,J10324001A";
        let undated_twin = "Zhuljeta,Kryemadhi,Rrapo,,Berat,F,J10324001A";
        let another = "Zhuljeta,Kryemadhi,Rrapo,1994-11-08,Berat,F,";
        let alone = edge(list(&[undated, another]), 0, 1).expect("they agree in all they say");
        let known = edge(list(&[undated_twin, another, dated]), 0, 1);
        assert!(
            known.is_none_or(|edge| edge.log_ratio < alone.log_ratio - 5.0),
            "{alone:?} {known:?}"
        );
    }

    #[test]
    fn rows_that_are_unlike_meet_through_their_twin() {
        let rows = [
            "Zhuljeta,,,1971-03-24,Berat,F,J10324001A",
            "Zhuljeta,Kryemadhi,Rrapo,1971-03-24,Berat,F,J10324001A",
            ",Kryemadhi,Rrapo,1971-03-24,,F,J10324001A",
        ];
        assert!(edge(list(&rows), 0, 2).is_some());
        let one = ListSize {
            rows: PEOPLE as u32 * 3 / 2 + 3,
            encodings_per_row: 1,
        };
        let decision = Decision {
            threshold: 0.9,
            draws: 1,
            seed: 1,
        };
        let linkage = link(&weigh(&[list(&rows)], 1, Kernel::best()), &[one], decision);
        let last = one.rows;
        let together = linkage
            .clusters
            .iter()
            .find(|rows| rows.iter().any(|node| node.row == last));
        assert_eq!(together.map(Vec::len), Some(3));
    }
}
