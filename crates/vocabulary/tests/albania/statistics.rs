//! What is counted, who is asked, and what was published.

use crate::package::albania;
use std::collections::HashSet;
use vocabulary::{OverTime, Period, Repeats};

#[test]
fn every_institution_is_asked_something_and_every_qark_has_its_outline() {
    let country = albania();
    let period = Period::parse("2025Q1").unwrap();
    let asked = |is_counted| -> HashSet<_> {
        let templates = country.templates().iter();
        templates
            .filter(|one| one.period_kind == period.kind() && one.is_counted == is_counted)
            .flat_map(|template| country.expected(template, period))
            .map(|institution| institution.code.clone())
            .collect()
    };
    assert_eq!(asked(false).len(), 8 * 12);
    // The table of each qark is counted, and nobody is asked for it.
    assert_eq!(asked(true).len(), 12);
    assert!(asked(true).is_disjoint(&asked(false)));
    for one in country.institutions() {
        let is_table = one.kind.as_str() == "technical-table";
        assert_eq!(country.is_counted_kind(&one.kind), is_table, "{}", one.code);
    }
    for region in country.regions() {
        assert!(
            country
                .shape(&region.code)
                .is_some_and(|rings| !rings.is_empty())
        );
    }
    let first = &country.committee_orders()[0];
    assert_eq!(
        (first.number.as_str(), first.members.len()),
        ("139/2006", 10)
    );
}

#[test]
fn trafficking_and_smuggling_never_share_a_code() {
    let country = albania();
    for dimension in country.dimensions() {
        assert!(
            dimension
                .terms
                .iter()
                .all(|term| !term.code.as_str().contains("smuggl"))
        );
    }
}

#[test]
fn totals_given_as_two_numbers_agree_with_the_other_publisher() {
    let country = albania();
    let stated = |institution: &str, indicator: &str, year: &str, cell: &str| {
        let period = Period::parse(year).unwrap();
        let mut found = country.published_figures().iter().filter(|one| {
            one.institution.as_str() == institution
                && one.indicator.as_str() == indicator
                && one.place == *country.code()
                && one.period == period
                && one.breakdown.to_string() == cell
        });
        let figure = found
            .next()
            .unwrap_or_else(|| panic!("{indicator} {year} {cell}"));
        (figure.number, figure.note.as_str())
    };
    for (year, total) in [
        ("2018", 95),
        ("2019", 103),
        ("2020", 86),
        ("2021", 159),
        ("2022", 112),
    ] {
        let tip = |indicator| stated("US-TIP", indicator, year, "").0;
        assert_eq!(tip("V00"), total, "{year}");
        assert_eq!(tip("V01") + tip("V02"), total, "{year}");
        assert_eq!(stated("UNODC", "V00", year, "").0, total, "{year}");
    }
    for year in ["2020", "2021", "2022"] {
        assert!(
            stated("US-TIP", "V00", year, "")
                .1
                .starts_with("sum of the published")
        );
    }
    let cell = |cell| stated("US-TIP", "V00", "2020", cell).0;
    assert_eq!(cell("sex=female") + cell("sex=male"), 86);
    assert_eq!(
        cell("form=sexual") + cell("form=labour") + cell("form=criminality"),
        81
    );
    assert_eq!(stated("STATE-POLICE", "J03", "2022", "").0, 85);
    assert!(
        country
            .published_figures()
            .iter()
            .all(|one| one.indicator.as_str() != "J02")
    );
}

#[test]
fn every_publisher_published_something() {
    let country = albania();
    for one in country.institutions() {
        let mut figures = country.published_figures().iter();
        assert!(
            one.kind.as_str() != "published-source"
                || figures.any(|figure| figure.institution == one.code),
            "{}",
            one.code
        );
    }
}

#[test]
fn the_catalogue_is_complete_and_counts_persons_as_its_rules_say() {
    let country = albania();
    let families: [(&str, u8, u8); 13] = [
        ("V", 0, 6),
        ("P", 1, 4),
        ("A", 1, 9),
        ("J", 1, 12),
        ("M", 1, 6),
        ("E", 1, 6),
        ("D", 1, 3),
        ("R", 1, 1),
        ("K", 1, 5),
        ("W", 1, 7),
        ("C", 1, 5),
        ("X", 1, 4),
        ("N", 1, 2),
    ];
    let mut expected = 0;
    for (family, first, last) in families {
        for number in first..=last {
            let code = format!("{family}{number:02}");
            assert!(country.indicator(&code).is_some(), "{code}");
            expected += 1;
        }
    }
    assert_eq!(country.indicators().len(), expected);
    let rule = |code: &str| country.indicator(code).unwrap();
    assert_eq!(rule("V01").counting_rule.repeats, Repeats::FirstEver);
    assert_eq!(rule("A01").over_time, OverTime::None);
    assert_eq!(rule("J02").over_time, OverTime::Last);
    assert_eq!(rule("J03").over_time, OverTime::Sum);
    let used: HashSet<_> = country
        .indicators()
        .iter()
        .flat_map(|one| &one.dimensions)
        .collect();
    for dimension in country.dimensions() {
        assert!(used.contains(&dimension.code), "{}", dimension.code);
        assert!(dimension.terms.len() > 1, "{}", dimension.code);
    }
}

#[test]
fn seats_without_evidence_are_not_obligatory() {
    let country = albania();
    let orders = country.committee_orders();
    let order = orders.iter().find(|one| one.number == "6/2017").unwrap();
    for seat in &order.members {
        if ["border-police", "labour-inspectorate"].contains(&seat.kind.as_str()) {
            assert!(!seat.is_obligatory, "{}", seat.kind);
        }
    }
}
