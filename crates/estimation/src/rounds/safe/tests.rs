//! No small count can be worked out from what is said, tried by brute force: every table of
//! combinations that agrees with it is looked at, without the engine that let it pass.

use super::*;
use proptest::prelude::*;

fn names(count: usize) -> Vec<String> {
    ["A", "B", "C", "D"][..count]
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn table(counts: &[u64]) -> HistoryTable {
    HistoryTable {
        counts: (1_u32..)
            .zip(counts.iter().copied())
            .filter(|(_, count)| *count > 0)
            .collect(),
    }
}

fn passed(lists: usize, truth: &HistoryTable) -> SafeResult {
    let people = truth.people();
    protect(&names(lists), std::slice::from_ref(truth), [people, people]).expect("whole counts")
}

/// The smallest and largest of each combination over all tables of three lists that have the same
/// list sizes and overlaps in the classes that were said.
fn reach(truth: &HistoryTable, said: &SafeResult) -> BTreeMap<Vec<&'static str>, (i64, i64)> {
    let size = |list: u32| truth.on_all(1 << list);
    let class = |set: u32| {
        let wanted: Vec<String> = (0..3)
            .filter(|list| set >> list & 1 == 1)
            .map(|list| names(3)[list].clone())
            .collect();
        let found = said.overlaps.iter().find(|one| one.lists == wanted);
        found.map_or((0, u64::MAX), |one| (one.people.low, one.people.high))
    };
    let within = |set: u32, count: u64| {
        let (low, high) = class(set);
        (low..=high).contains(&count)
    };
    // Each cell with the exact combinations that it adds up.
    let adds = |cell: &[&'static str]| -> Vec<usize> {
        let alone = |set: &usize| {
            people(
                &table(&std::array::from_fn::<u64, 7, _>(|at| {
                    u64::from(at == *set)
                })),
                cell,
            )
        };
        (0..7).filter(|set| alone(set) == 1).collect()
    };
    let sums: Vec<_> = cells(3)
        .into_iter()
        .map(|cell| (adds(&cell), cell))
        .collect();
    let mut found: Vec<Option<(u64, u64)>> = vec![None; sums.len()];
    let most = size(0).min(size(1)).max(size(0).min(size(2)));
    for all in 0..=most.min(size(2)) {
        for ab in 0..=most {
            for ac in 0..=most {
                for bc in 0..=size(1).min(size(2)) {
                    let fits = within(0b111, all)
                        && within(0b011, all + ab)
                        && within(0b101, all + ac)
                        && within(0b110, all + bc)
                        && size(0) >= all + ab + ac
                        && size(1) >= all + ab + bc
                        && size(2) >= all + ac + bc;
                    if !fits {
                        continue;
                    }
                    let (a, b, c) = (
                        size(0) - all - ab - ac,
                        size(1) - all - ab - bc,
                        size(2) - all - ac - bc,
                    );
                    let possible = [a, b, ab, c, ac, bc, all];
                    for (ends, (sets, _)) in found.iter_mut().zip(&sums) {
                        let count = sets.iter().map(|set| possible[*set]).sum();
                        let (low, high) = ends.unwrap_or((count, count));
                        *ends = Some((low.min(count), high.max(count)));
                    }
                }
            }
        }
    }
    let ends = |end: u64| i64::try_from(end).expect("small lists");
    let found = found.into_iter().zip(sums);
    found
        .filter_map(|(found, (_, cell))| found.map(|(low, high)| (cell, (ends(low), ends(high)))))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn whoever_knows_every_list_size_narrows_no_small_count_down(
        counts in proptest::collection::vec(0_u64..9, 7)
    ) {
        let truth = table(&counts);
        prop_assume!((0..3).all(|list| truth.on_all(1 << list) >= THRESHOLD));
        let said = passed(3, &truth);
        prop_assume!(said.distinct.is_some());
        let reached = reach(&truth, &said);
        for (cell, (low, high)) in &reached {
            let count = people(&truth, cell);
            prop_assert!((*low..=*high).contains(&count));
            let is_known = cell.iter().all(|code| *code == OFF);
            if count.unsigned_abs() < THRESHOLD && !is_known {
                prop_assert!(high - low >= WIDTH, "{cell:?} {low} {high} {said:?}");
            }
        }
        // The total says nothing that the overlaps do not say already.
        let total = &reached[&vec![TOTAL; 3]];
        let said = said.distinct.expect("looked at above");
        prop_assert!(i64::try_from(said.low).is_ok_and(|low| low <= total.0));
        prop_assert!(i64::try_from(said.high).is_ok_and(|high| high >= total.1));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// The search for witnesses never lets pass what the exact audit holds back, and its range holds
    /// every total that the exact audit thinks possible.
    #[test]
    fn what_witnesses_let_pass_the_exact_audit_lets_pass(
        counts in proptest::collection::vec(0_u64..14, 7), level in 2_usize..=3,
    ) {
        let truth = table(&counts);
        prop_assume!((0..3).all(|list| truth.on_all(1 << list) >= THRESHOLD));
        if many::is_safe(3, &truth, level) {
            let exact = judged(3, &truth, level).expect("whole counts");
            let (low, high) = exact.expect("the exact audit lets it pass");
            let (wide_low, wide_high) = many::total(3, &truth);
            prop_assert!(wide_low <= low && high <= wide_high);
        }
    }
}

/// Lists of which each shares people with every other, as the lists of ten offices of one town do.
fn town(lists: u32) -> HistoryTable {
    let people = |set: u32| match set.count_ones() {
        1 => 60 + u64::from(set.trailing_zeros()),
        2 => 11 + u64::from(set % 3),
        3 => u64::from(set % 2),
        _ => u64::from(set.is_multiple_of(37)),
    };
    HistoryTable {
        counts: (1..1 << lists)
            .map(|set| (set, people(set)))
            .filter(|(_, count)| *count > 0)
            .collect(),
    }
}

#[test]
fn more_lists_than_an_exact_audit_takes_are_told_by_pairs_at_least() {
    let truth = town(8);
    let lists: Vec<String> = (0..8).map(|list| format!("list {list}")).collect();
    let people = truth.people();
    let said = protect(&lists, std::slice::from_ref(&truth), [people, people]).expect("counts");
    let total = said.distinct.expect("pairs can be told");
    assert!(
        total.low <= people && people <= total.high,
        "{total:?} {people}"
    );
    assert!(said.overlaps.len() >= 28);
    for one in &said.overlaps {
        let set = one
            .lists
            .iter()
            .map(|name| name[5..].parse::<u32>().expect("a number"));
        let count = truth.on_all(set.map(|list| 1 << list).sum());
        assert_eq!(one.people, Band::of(count));
    }
}

#[test]
fn of_many_lists_one_inside_another_is_not_told() {
    // All eleven of the first list are on the second too, and on no other.
    let mut truth = town(7);
    truth.counts.retain(|set, _| set & 1 == 0);
    truth.counts.insert(0b11, 11);
    let lists: Vec<String> = (0..7).map(|list| format!("list {list}")).collect();
    let people = truth.people();
    let said = protect(&lists, std::slice::from_ref(&truth), [people, people]).expect("counts");
    assert_eq!((said.distinct, said.overlaps.len()), (None, 0));
}

#[test]
fn lists_that_overlap_well_are_told_in_full() {
    // A, B, AB, C, AC, BC, ABC
    let truth = table(&[210, 140, 42, 95, 31, 21, 12]);
    let said = passed(3, &truth);
    assert!(!said.is_reduced);
    assert!(many::is_safe(3, &truth, 3), "witnesses show it too");
    assert_eq!(said.overlaps.len(), 4);
    assert_eq!(said.overlaps[0].people, Band { low: 50, high: 54 });
    let total = said.distinct.expect("something can be said");
    assert!(total.low <= 551 && 551 <= total.high);
    assert!(total.high - total.low <= 25, "{total:?}");
}

#[test]
fn a_list_that_lies_inside_another_is_not_told() {
    // All eleven of A are on B too: the class 10–14 would say so.
    let said = passed(2, &table(&[0, 200, 11]));
    assert_eq!((said.distinct, said.overlaps.len()), (None, 0));
    assert!(said.is_reduced);
}

#[test]
fn one_person_on_two_lists_hides_behind_a_class() {
    let said = passed(2, &table(&[60, 80, 1]));
    assert_eq!(said.overlaps[0].people, Band { low: 0, high: 4 });
    let total = said.distinct.expect("something can be said");
    // 61 and 81 people on the lists, up to 4 of them on both: 138 to 142.
    assert_eq!((total.low, total.high), (135, 145));
}

#[test]
fn the_draw_nearest_to_the_mean_speaks_for_all() {
    let draws = [[10, 10, 0], [8, 8, 2], [2, 2, 8]].map(|counts| table(&counts));
    assert_eq!(central(&draws), Some(&draws[1]));
    assert_eq!(central(&[]), None);
}

#[test]
fn six_lists_are_audited_too() {
    let counts: Vec<u64> = (1_u32..64)
        .map(|set| [0, 90, 30, 12, 6, 3, 1][set.count_ones() as usize] + u64::from(set % 5))
        .collect();
    let lists: Vec<String> = (0..6).map(|list| format!("list {list}")).collect();
    let truth = table(&counts);
    let people = truth.people();
    let said = protect(&lists, std::slice::from_ref(&truth), [people, people]).expect("counts");
    assert!(
        said.distinct
            .is_none_or(|total| total.low <= people && people <= total.high)
    );
}
