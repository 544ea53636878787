//! Each counting rule: who is in the number, who is not, and that it is said why.

use crate::facts::{case, counted, country, date, number, place, quarter, referral, service};
use casework::{Age, Exploitation, ReferralKind, Service, Sex, TableFacts};
use gate::{GateError, count};
use vocabulary::{LeftOut, Period};

#[test]
fn a_potential_victim_is_counted_where_and_when_first_identified() {
    let mut later = case(2);
    later.potential = Some(date("2026-10-01"));
    let mut elsewhere = case(3);
    elsewhere.region = place("AL-06");
    let mut at_risk = case(4);
    at_risk.potential = None;
    at_risk.at_risk = Some(date("2026-08-03"));
    let facts = [case(1), later, elsewhere, at_risk];
    let found = counted("V01", "AL-07", &facts);
    assert_eq!((found.total(), found.looked_at), (1, 3));
    assert_eq!(
        found.left_out,
        [(LeftOut::OtherStatus, 1), (LeftOut::OtherPeriod, 1)]
    );
    assert_eq!(counted("V01", "AL-06", &facts).total(), 1);
    assert_eq!(counted("V01", "AL", &facts).total(), 2);
}

#[test]
fn the_first_and_the_last_day_belong_to_the_quarter() {
    for (day, expected) in [
        ("2026-06-30", 0),
        ("2026-07-01", 1),
        ("2026-09-30", 1),
        ("2026-10-01", 0),
    ] {
        let mut one = case(1);
        one.potential = Some(date(day));
        assert_eq!(counted("V01", "AL-07", &[one]).total(), expected, "{day}");
    }
}

#[test]
fn a_person_is_first_identified_once_and_again_as_a_repeat() {
    let mut before = case(1);
    before.region = place("AL-06");
    before.potential = Some(date("2025-02-11"));
    let facts = [case(1), before, case(2)];
    let first = counted("V01", "AL-07", &facts);
    assert_eq!(first.total(), 1);
    assert_eq!(first.left_out, [(LeftOut::Repeat, 1)]);
    let again = counted("V04", "AL-07", &facts);
    assert_eq!(again.total(), 1);
    assert_eq!(again.left_out, [(LeftOut::NotARepeat, 1)]);
    // What comes later takes nothing from who was first.
    let mut after = case(2);
    after.potential = Some(date("2026-09-20"));
    let facts = [facts.to_vec(), vec![after]].concat();
    assert_eq!(counted("V01", "AL-07", &facts).total(), 1);
    assert_eq!(counted("V04", "AL-07", &facts).total(), 2);
}

#[test]
fn a_formal_victim_is_counted_by_the_day_of_the_decision() {
    let mut formal = case(1);
    formal.potential = Some(date("2026-02-01"));
    formal.formal = Some(date("2026-09-01"));
    let found = counted("V02", "AL-07", &[formal, case(2)]);
    assert_eq!(found.total(), 1);
    assert_eq!(found.left_out, [(LeftOut::OtherStatus, 1)]);
}

#[test]
fn unknown_age_counts_as_child_and_is_said() {
    let mut unknown = case(1);
    unknown.age = Age::UnknownAge;
    let found = counted("V01", "AL-07", &[unknown, case(2)]);
    assert_eq!(number(&found, "age=child"), 1);
    assert_eq!(number(&found, "age=adult"), 1);
    assert_eq!(number(&found, "age=child;sex=female"), 1);
    assert_eq!(found.of_unknown_age, 1);
}

#[test]
fn what_nobody_asked_is_in_the_total_alone_and_is_said() {
    let mut silent = case(1);
    silent.statistics.sex = Sex::Declined;
    silent.statistics.exploitation = Exploitation::NotAsked;
    let found = counted("V01", "AL-07", &[silent, case(2)]);
    assert_eq!(found.total(), 2);
    assert_eq!(number(&found, "sex=female"), 1);
    assert_eq!(number(&found, "sex=male"), 0);
    let without: Vec<(&str, u64)> = found
        .without_term
        .iter()
        .map(|(dimension, number)| (dimension.as_str(), *number))
        .collect();
    assert_eq!(without, [("form", 1), ("sex", 1)]);
}

#[test]
fn help_counts_a_person_once_in_the_total_and_once_in_each_kind() {
    let mut one = case(1);
    one.services = vec![
        // Lasted into the quarter.
        service(Service::ShortShelter, "2026-05-01", Some("2026-07-02")),
        service(Service::LongShelter, "2026-07-02", None),
        service(Service::LegalAid, "2026-08-20", Some("2026-08-20")),
        service(Service::Interpretation, "2026-08-21", Some("2026-08-21")),
        // Over before it began, and not begun before it ended.
        service(Service::Psychological, "2026-04-01", Some("2026-06-30")),
        service(Service::VocationalTraining, "2026-10-01", None),
    ];
    let found = counted("A01", "AL-07", &[one]);
    assert_eq!(found.total(), 1);
    assert_eq!(number(&found, "service=accommodation"), 1);
    assert_eq!(number(&found, "service=legal"), 1);
    assert_eq!(number(&found, "service=psychosocial"), 0);
    assert_eq!(found.looked_at, 6);
    assert_eq!(
        found.left_out,
        [(LeftOut::OtherPeriod, 2), (LeftOut::Repeat, 3)]
    );
    // The place is not the indicator's own, and the figure says so.
    let own = country().indicator("A01").unwrap().counting_rule.clone();
    assert_eq!(found.rule.differences(&own).len(), 1);
}

#[test]
fn help_before_the_person_was_identified_is_not_help_to_a_victim() {
    let mut one = case(1);
    one.potential = Some(date("2026-10-05"));
    one.services = vec![service(Service::LegalAid, "2026-08-20", Some("2026-08-20"))];
    let found = counted("A01", "AL-07", &[one]);
    assert_eq!(found.total(), 0);
    assert_eq!(found.left_out, [(LeftOut::OtherStatus, 1)]);
}

#[test]
fn every_referral_that_leaves_the_region_is_counted() {
    let mut one = case(1);
    one.referrals = vec![
        referral(ReferralKind::NationalShelter, "2026-08-10"),
        referral(ReferralKind::OtherRegion, "2026-08-11"),
        referral(ReferralKind::OtherRegion, "2026-12-11"),
        referral(ReferralKind::OtherInstitution, "2026-08-12"),
    ];
    let found = counted("A02", "AL-07", &[one]);
    assert_eq!(found.total(), 2);
    assert_eq!(number(&found, "referral=national-shelter"), 1);
    assert_eq!(
        found.left_out,
        [(LeftOut::OtherKind, 1), (LeftOut::OtherPeriod, 1)]
    );
}

#[test]
fn everything_that_the_package_names_can_be_counted_and_nothing_else_is_claimed() {
    let country = country();
    let counts = country.case_counts();
    // Both kinds of period together count everything.
    let mut counted = count(&country, &TableFacts::default(), (&place("AL"), quarter())).unwrap();
    let year = Period::parse("2026").unwrap();
    let of_year = count(&country, &TableFacts::default(), (&place("AL"), year)).unwrap();
    for one in of_year {
        if !counted.iter().any(|other| other.indicator == one.indicator) {
            counted.push(one);
        }
    }
    assert_eq!(counted.len(), counts.counts.len());
    assert!(counted.iter().all(|one| one.looked_at == 0));
    // Whoever takes part in proceedings is nobody's number.
    assert!(counted.iter().all(|one| one.indicator.as_str() != "J11"));
    // Every indicator of victims, assistance and justice is counted, or it is said why not.
    let groups = ["victims", "assistance", "justice"];
    let indicators = country.indicators().iter();
    for one in indicators.filter(|one| groups.contains(&one.group.as_str())) {
        let is_counted = counted.iter().any(|other| other.indicator == one.code);
        let mut reasons = counts.not_counted.iter();
        let is_explained =
            reasons.any(|other| other.indicator == one.code && other.cell.is_total());
        assert!(is_counted != is_explained, "{}", one.code);
    }
    let asked = country
        .templates()
        .iter()
        .filter(|template| template.is_counted);
    for row in asked.flat_map(|template| template.rows()) {
        let mut counted = counted.iter();
        let one = counted.find(|one| one.indicator == row.indicator);
        assert!(
            one.is_some_and(|one| one.number(&row.breakdown).is_some()),
            "{} {}",
            row.indicator,
            row.breakdown
        );
    }
}

#[test]
fn a_rule_that_cases_cannot_follow_is_refused_by_its_name() {
    let file = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
        std::fs::read_to_string(folder.to_owned() + name).ok()
    };
    // A share is no count, and where somebody was recruited is in no case.
    for (from, to, aspect) in [
        (
            "of = \"formally-identified\"",
            "of = \"identification\"",
            "unit",
        ),
        (
            "indicator = \"V01\"\nof = \"identification\"",
            "indicator = \"V01\"\nof = \"identification\"\nrule = { territory = \"recruited-in\" }",
            "territory",
        ),
    ] {
        let read = |name: &str| {
            let text = file(name)?;
            Some(if name == "case_counts.toml" {
                text.replacen(from, to, 1)
            } else {
                text
            })
        };
        let country = vocabulary::Country::parse(&read).unwrap();
        let refused = count(&country, &TableFacts::default(), (&place("AL"), quarter()));
        let Err(GateError::Uncountable { aspect: found, .. }) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(found.code(), aspect);
    }
    let nowhere = count(
        &country(),
        &TableFacts::default(),
        (&place("XX"), quarter()),
    );
    assert!(matches!(nowhere, Err(GateError::Place)));
}
