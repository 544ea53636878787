//! What holds of every count, whatever the cases are.

use crate::facts::{country, date, pair, place, quarter};
use casework::{
    Age, CaseFact, CaseStatistics, Citizenship, ConcernSource, Exploitation, ExploitationScope,
    ReferralFact, ReferralKind, Service, ServiceFact, Sex, TableFacts,
};
use gate::count;
use jiff::{ToSpan as _, civil::Date};
use proptest::{prelude::*, sample::select};
use std::sync::{Arc, LazyLock};
use vocabulary::{CountedIndicator, Country, Measure, PlaceCode};

static COUNTRY: LazyLock<Arc<Country>> = LazyLock::new(country);

/// Days around the quarter, so that about half of them are in it.
fn day() -> impl Strategy<Value = Date> {
    (0..180i32).prop_map(|days| date("2026-05-15") + days.days())
}

fn services() -> impl Strategy<Value = Vec<ServiceFact>> {
    let one = (select(Service::ALL), day(), prop::option::of(0..60i32));
    prop::collection::vec(
        one.prop_map(|(service, began, days)| ServiceFact {
            service,
            began,
            ended: days.map(|days| began + days.days()),
        }),
        0..4,
    )
}

fn referrals() -> impl Strategy<Value = Vec<ReferralFact>> {
    let one = (select(ReferralKind::ALL), day());
    prop::collection::vec(
        one.prop_map(|(kind, sent)| ReferralFact { kind, sent }),
        0..3,
    )
}

prop_compose! {
    fn statistics()(
        sex in select(Sex::ALL),
        exploitation in select(Exploitation::ALL),
        citizenship in select(Citizenship::ALL),
        scope in select(ExploitationScope::ALL),
        residence in prop::option::of(select(vec!["AL-01", "AL-06", "AL-07"])),
    ) -> CaseStatistics {
        CaseStatistics { sex, exploitation, citizenship, scope, residence: residence.map(place) }
    }
}

prop_compose! {
    fn fact()(
        person in 0..6u32,
        region in select(vec!["AL-01", "AL-06", "AL-07"]),
        age in select(Age::ALL),
        source in select(ConcernSource::ALL),
        statistics in statistics(),
        opened in day(),
        at_risk in prop::option::of(day()),
        potential in prop::option::weighted(0.8, day()),
        formal in prop::option::weighted(0.3, day()),
        sheltered_in_a_day in any::<bool>(),
        assessed in prop::option::of(day()),
        briefed in prop::option::of(day()),
        reintegration in prop::option::of(day()),
        carried_out in prop::option::weighted(0.3, day()),
        closed in prop::option::of(day()),
        services in services(),
        referrals in referrals(),
    ) -> CaseFact {
        CaseFact {
            person, region: place(region), age, source, statistics, opened, at_risk, potential,
            formal, sheltered_in_a_day, assessed, briefed, reintegration, carried_out, closed,
            services, referrals,
        }
    }
}

fn facts() -> impl Strategy<Value = Vec<CaseFact>> {
    prop::collection::vec(fact(), 0..14)
}

fn of(code: &PlaceCode, facts: &[CaseFact]) -> Vec<CountedIndicator> {
    let facts = TableFacts {
        cases: facts.to_vec(),
        ..TableFacts::default()
    };
    count(&COUNTRY, &facts, (code, quarter())).unwrap()
}

/// The numbers alone, without what was left out.
fn numbers(counted: &[CountedIndicator]) -> Vec<u64> {
    let cells = counted.iter().flat_map(|one| &one.cells);
    cells
        .flat_map(|cell| [cell.number, cell.of.unwrap_or_default()])
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_fact_that_was_looked_at_is_counted_or_explained(facts in facts()) {
        for code in ["AL", "AL-01", "AL-06", "AL-07"] {
            for one in of(&place(code), &facts) {
                let explained: u64 = one.left_out.iter().map(|(_, number)| number).sum();
                prop_assert_eq!(one.looked_at, one.counted() + explained, "{}", one.indicator);
                prop_assert!(one.cells.iter().all(|cell| cell.number <= one.total()));
                prop_assert!(one.of_unknown_age <= one.counted());
                // A part is never more than its whole, and the parts of a whole make it up.
                for cell in &one.cells {
                    prop_assert!(cell.of.is_none_or(|of| cell.number <= of));
                }
                if one.measure == Measure::Share {
                    let part = |text: &str| pair(&one, text);
                    let (child, adult) = (part("age=child"), part("age=adult"));
                    let whole = part("");
                    prop_assert!(child.0 + adult.0 >= whole.0 && child.1 + adult.1 >= whole.1);
                }
            }
        }
    }

    #[test]
    fn the_regions_add_up_to_the_country(facts in facts()) {
        let whole = of(COUNTRY.code(), &facts);
        let mut sums = vec![0; numbers(&whole).len()];
        let mut looked_at = vec![0; whole.len()];
        for region in COUNTRY.regions() {
            let counted = of(&region.code, &facts);
            for (sum, number) in sums.iter_mut().zip(numbers(&counted)) {
                *sum += number;
            }
            for (sum, one) in looked_at.iter_mut().zip(&counted) {
                *sum += one.looked_at;
            }
        }
        prop_assert_eq!(sums, numbers(&whole));
        let whole: Vec<u64> = whole.iter().map(|one| one.looked_at).collect();
        prop_assert_eq!(looked_at, whole);
    }

    #[test]
    fn the_order_in_which_cases_are_read_changes_nothing(
        facts in facts(),
        turned in 0..14usize,
    ) {
        let mut other = facts.clone();
        other.reverse();
        let places = other.len();
        if places > 0 {
            other.rotate_left(turned % places);
        }
        for code in ["AL", "AL-07"] {
            prop_assert_eq!(of(&place(code), &facts), of(&place(code), &other));
        }
    }

    #[test]
    fn a_stranger_outside_the_period_changes_no_number(facts in facts(), mut other in fact()) {
        other.person = 99;
        let outside = date("2031-01-01");
        other.potential = other.potential.map(|_| outside);
        other.formal = other.formal.map(|_| outside);
        other.opened = outside;
        other.reintegration = other.reintegration.map(|_| outside);
        other.services.iter_mut().for_each(|one| (one.began, one.ended) = (outside, None));
        other.referrals.iter_mut().for_each(|one| one.sent = outside);
        let more = [facts.clone(), vec![other]].concat();
        prop_assert_eq!(
            numbers(&of(&place("AL"), &facts)),
            numbers(&of(&place("AL"), &more))
        );
    }

    #[test]
    fn unknown_age_is_a_childs(facts in facts()) {
        let mut children = facts.clone();
        for fact in &mut children {
            if fact.age == Age::UnknownAge {
                fact.age = Age::Child;
            }
        }
        prop_assert_eq!(
            numbers(&of(&place("AL-07"), &facts)),
            numbers(&of(&place("AL-07"), &children))
        );
    }
}
