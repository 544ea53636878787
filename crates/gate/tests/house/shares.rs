//! Parts of a whole, told as two numbers; who was met elsewhere; plans; places with providers.

use crate::facts::{case, counted, counted_of_places, country, date, number, pair, place};
use casework::{CaseFact, ConcernSource, ProviderFact, Service, Sex, TableFacts};
use gate::count;
use vocabulary::{Country, LeftOut, Measure, Period, country::CountryError};

/// Five women who were first found to be potential victims in the quarter, numbered from one.
fn five() -> Vec<CaseFact> {
    (1..=5).map(case).collect()
}

#[test]
fn a_share_is_a_part_and_its_whole_counted_alike() {
    let mut facts = five();
    facts[0].formal = Some(date("2026-09-30"));
    // Decided after the quarter, and before it of somebody found in it: by its end alone counts.
    facts[1].formal = Some(date("2026-10-01"));
    facts[2].formal = Some(date("2026-08-20"));
    facts[2].statistics.sex = Sex::Male;
    // Found in another quarter, and formally identified in this one: of another whole.
    facts[3].potential = Some(date("2026-05-02"));
    facts[3].formal = Some(date("2026-08-02"));
    let found = counted("V03", "AL-07", &facts);
    assert_eq!(found.measure, Measure::Share);
    assert_eq!(pair(&found, ""), (2, 4));
    assert_eq!(pair(&found, "sex=female"), (1, 3));
    assert_eq!(pair(&found, "sex=male"), (1, 1));
    assert_eq!((found.looked_at, found.counted()), (5, 4));
    assert_eq!(found.left_out, [(LeftOut::OtherPeriod, 1)]);
    // Four are too few for a percentage.
    assert_eq!(found.rate(&found.cells[0]), None);
}

#[test]
fn needs_and_rights_are_counted_by_the_end_of_the_period() {
    let mut facts = five();
    facts[0].assessed = Some(date("2026-08-05"));
    facts[1].assessed = Some(date("2026-10-05"));
    for (number, day) in [(0, "2026-07-30"), (1, "2026-08-03"), (2, "2026-09-30")] {
        facts[number].briefed = Some(date(day));
    }
    facts[3].briefed = Some(date("2026-10-01"));
    assert_eq!(pair(&counted("A04", "AL-07", &facts), ""), (1, 5));
    assert_eq!(pair(&counted("A05", "AL-07", &facts), ""), (3, 5));
    // Nobody identified: of nobody, and no percentage of it.
    let nobody = counted("A05", "AL-06", &facts);
    assert_eq!(pair(&nobody, ""), (0, 0));
    assert_eq!(nobody.rate(&nobody.cells[0]), None);
}

#[test]
fn a_person_of_two_cases_is_one_of_the_whole_with_all_that_is_true_of_them() {
    let mut facts = five();
    facts[1].person = facts[0].person;
    facts[1].potential = Some(date("2026-09-01"));
    facts[1].sheltered_in_a_day = true;
    let found = counted("A03", "AL-07", &facts);
    assert_eq!(pair(&found, ""), (1, 4));
    assert_eq!(found.left_out, [(LeftOut::Repeat, 1)]);
}

#[test]
fn who_was_met_elsewhere_is_counted_where_they_come_from() {
    let mut facts = five();
    facts[0].region = place("AL-06");
    facts[1].source = ConcernSource::Consulate;
    facts[2].region = place("AL-06");
    facts[2].statistics.residence = None;
    facts[3].region = place("AL-06");
    facts[3].statistics.residence = Some(place("AL-06"));
    let found = counted("V05", "AL-07", &facts);
    assert_eq!((found.total(), found.looked_at), (2, 3));
    assert_eq!(found.left_out, [(LeftOut::AtHome, 1)]);
    let there = counted("V05", "AL-06", &facts);
    assert_eq!(there.total(), 0);
    assert_eq!(
        there.left_out,
        [(LeftOut::PlaceUnknown, 1), (LeftOut::AtHome, 1)]
    );
    assert_eq!(counted("V05", "AL", &facts).total(), 2);
}

#[test]
fn a_plan_is_under_way_carried_out_or_left() {
    let mut facts = five();
    for fact in &mut facts {
        fact.reintegration = Some(date("2026-08-10"));
    }
    facts[1].carried_out = Some(date("2026-09-30"));
    facts[2].closed = Some(date("2026-09-01"));
    // Over before the quarter began, and begun after it ended.
    facts[3].potential = Some(date("2026-01-08"));
    facts[3].reintegration = Some(date("2026-01-10"));
    facts[3].carried_out = Some(date("2026-06-30"));
    facts[4].reintegration = Some(date("2026-10-01"));
    let mut later = case(6);
    later.reintegration = Some(date("2026-09-10"));
    later.carried_out = Some(date("2026-10-01"));
    let facts = [facts, vec![later, case(7)]].concat();
    let found = counted("A06", "AL-07", &facts);
    let of = |term: &str| number(&found, &format!("reintegration={term}"));
    assert_eq!((of("in-programme"), of("completed"), of("left")), (2, 1, 1));
    assert_eq!((found.total(), found.looked_at), (4, 7));
    assert_eq!(
        found.left_out,
        [(LeftOut::OtherStatus, 1), (LeftOut::OtherPeriod, 2)]
    );
}

#[test]
fn places_are_free_or_occupied_on_the_last_day() {
    let shelter = ProviderFact {
        area: place("AL-07"),
        service: Service::ShortShelter,
        places: 4,
        stays: vec![
            (date("2026-05-01"), None),
            (date("2026-09-30"), Some(date("2026-10-04"))),
            // Left on the last day, and came after it.
            (date("2026-08-01"), Some(date("2026-09-30"))),
            (date("2026-10-01"), None),
        ],
    };
    let crowded = ProviderFact {
        places: 1,
        service: Service::Documents,
        stays: vec![(date("2026-05-01"), None), (date("2026-05-01"), None)],
        ..shelter.clone()
    };
    let elsewhere = ProviderFact {
        area: place("AL-06"),
        ..shelter.clone()
    };
    let found = counted_of_places("AL-07", &[shelter, crowded, elsewhere]);
    assert_eq!(found.total(), 6);
    assert_eq!(number(&found, "occupancy=occupied"), 4);
    assert_eq!(number(&found, "occupancy=free"), 2);
    assert_eq!(number(&found, "occupancy=free;service=accommodation"), 2);
    assert_eq!(number(&found, "service=accommodation"), 4);
    let without: Vec<(&str, u64)> = found
        .without_term
        .iter()
        .map(|(dimension, number)| (dimension.as_str(), *number))
        .collect();
    assert_eq!(without, [("service", 2)]);
}

#[test]
fn a_rate_is_of_a_whole_year_and_names_who_lives_there() {
    let facts = TableFacts {
        cases: (1..=20).map(case).collect(),
        ..TableFacts::default()
    };
    let country = country();
    let of = |period: &str, cases: usize| {
        let mut facts = facts.clone();
        facts.cases.truncate(cases);
        let period = Period::parse(period).unwrap();
        let all = count(&country, &facts, (&place("AL-07"), period)).unwrap();
        all.into_iter().find(|one| one.indicator.as_str() == "V06")
    };
    assert!(of("2026Q3", 20).is_none());
    let year = of("2026", 20).unwrap();
    let census = country.population(&place("AL-07"), "census", 2023).unwrap();
    assert_eq!(
        year.measure,
        Measure::Rate {
            basis: "census".to_owned(),
            year: 2023
        }
    );
    assert_eq!(year.cells[0].of, u64::try_from(census.number).ok());
    assert_eq!((year.total(), year.counted(), year.looked_at), (20, 20, 20));
    let rate = year.rate(&year.cells[0]).unwrap();
    let exact = 20.0 * 10_000_000.0 / f64::from(u32::try_from(census.number).unwrap());
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let off = (rate as f64 - exact).abs();
    assert!(off <= 0.5, "{rate} {exact}");
    // Nineteen are a number and no rate.
    let few = of("2026", 19).unwrap();
    assert_eq!((few.total(), few.rate(&few.cells[0])), (19, None));
}

/// The package with one file changed.
fn changed(name: &str, from: &str, to: &str) -> Result<Country, CountryError> {
    let read = |file: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        let text = std::fs::read_to_string(folder.to_owned() + file).ok()?;
        if file != name {
            return Some(text);
        }
        assert!(text.contains(from), "{from}");
        Some(text.replacen(from, to, 1))
    };
    Country::parse(&read)
}

#[test]
fn two_numbers_are_no_row_of_a_return_and_what_is_counted_is_not_said_not_to_be() {
    for (name, from, to, said) in [
        (
            "templates.toml",
            "indicator = \"J12\"\ncells = [\"\", \"need=equipment\", \"need=training\", \"need=interpreters\", \"need=witness-protection\"]",
            "indicator = \"A05\"\ncells = [\"\"]",
            "A05 is a part of a whole",
        ),
        (
            "case_counts.toml",
            "[[not-counted]]\nindicator = \"J11\"",
            "[[not-counted]]\nindicator = \"J10\"",
            "J10 is counted",
        ),
        (
            "case_counts.toml",
            "population = \"census\"",
            "population = \"guess\"",
            "V06 names a population",
        ),
    ] {
        let refused = changed(name, from, to).unwrap_err().to_string();
        assert!(refused.contains(said), "{refused}");
    }
}
