//! Which slots an index of long lists looks records up by.
//!
//! A table asks for agreement on a few slots that together are selective enough for few strangers
//! to meet; several tables together must let pairs through that err in any one or two slots.

use std::cmp::Reverse;

/// Slots of one table, slot 0 in the lowest bit.
pub(crate) type Table = u32;

/// Most slots in a table.
const MOST_SLOTS: u32 = 4;
/// Most tables.
const MOST_TABLES: usize = 20;
/// Strangers that a record may meet in one table, on average.
const STRANGERS: f64 = 1.0;
/// Chance that a slot of two true records agrees, for weighing tables against each other.
const AGREEMENT: f64 = 0.85;

/// Share of true pairs for which a further table is worth its time.
const LEAST_GAIN: f64 = 1e-4;

/// Chooses tables for `records` records, given how often strangers agree on each slot.
///
/// Among selective tables, each choice is the one that lets most further true pairs through.
pub(crate) fn choose(chance: &[f64], records: usize) -> Vec<Table> {
    let slots = chance.len().min(12);
    let masks = 1_u32 << slots;
    let inside = |table: Table| (0..slots).filter(move |slot| table >> slot & 1 == 1);
    let strangers =
        |table| records as f64 * inside(table).map(|slot| chance[slot]).product::<f64>();
    let selective =
        |table: Table| table.count_ones() <= MOST_SLOTS && strangers(table) <= STRANGERS;
    let smaller = |table| inside(table).any(|slot| selective(table & !(1 << slot)));
    let tables: Vec<Table> = (1..masks)
        .filter(|table| selective(*table) && !smaller(*table))
        .collect();
    let weight = |mask: u32| {
        let agreeing = mask.count_ones() as i32;
        AGREEMENT.powi(agreeing) * (1.0 - AGREEMENT).powi(slots as i32 - agreeing)
    };
    let mut missed: Vec<u32> = (0..masks).collect();
    let mut chosen = Vec::new();
    while chosen.len() < MOST_TABLES {
        let gain = |table: Table| -> f64 {
            let through = missed.iter().filter(|mask| *mask & table == table);
            through.map(|mask| weight(*mask)).sum()
        };
        let best = tables
            .iter()
            .map(|table| (gain(*table), Reverse(*table)))
            .max_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let Some((_, Reverse(table))) = best.filter(|(gain, _)| *gain > LEAST_GAIN) else {
            break;
        };
        missed.retain(|mask| mask & table != table);
        chosen.push(table);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_selective_and_survive_an_error_in_any_slot() {
        let chance = [0.02, 0.004, 0.03, 0.08, 0.016, 0.06];
        let tables = choose(&chance, 1_000_000);
        for table in &tables {
            let strangers: f64 = (0..6)
                .filter(|slot| table >> slot & 1 == 1)
                .map(|slot| chance[slot])
                .product();
            assert!(strangers * 1e6 <= STRANGERS);
        }
        for wrong in 0..6 {
            assert!(
                tables.iter().any(|table| table >> wrong & 1 == 0),
                "{wrong} {tables:?}"
            );
        }
    }

    #[test]
    fn where_nothing_is_selective_there_is_no_table() {
        assert!(choose(&[0.5, 0.5], 1_000_000).is_empty());
    }
}
