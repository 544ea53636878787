//! The territorial division: complete, nested, and linked across the reform of 2015.

use crate::package::{albania, code, of_level};
use std::collections::HashMap;
use vocabulary::{PlaceCode, SuccessionKind};

#[test]
fn every_division_is_complete_and_nests() {
    let country = albania();
    let counts = [
        ("qark", 12),
        ("rreth", 36),
        ("former-bashki", 65),
        ("komune", 308),
        ("bashki", 61),
        ("njesi", 373),
    ];
    for (level, count) in counts {
        assert_eq!(of_level(&country, level).len(), count, "{level}");
    }
    assert_eq!(country.regions().len(), 12);
    for place in country
        .places()
        .iter()
        .filter(|place| place.level != "country")
    {
        assert!(country.region_of(&place.code).is_some(), "{}", place.code);
        assert!(country.is_within(&place.code, country.code()));
    }
    let before = jiff::civil::date(2015, 6, 20);
    let after = jiff::civil::date(2015, 6, 21);
    let kukes = code("AL-07");
    assert!(country.children(&kukes, before, Some("bashki")).is_empty());
    assert_eq!(country.children(&kukes, after, Some("bashki")).len(), 3);
    assert_eq!(country.children(&kukes, before, Some("rreth")).len(), 3);
}

#[test]
fn the_national_number_of_a_qark_is_not_its_iso_number() {
    let country = albania();
    let iso = |number| {
        let place = country
            .place_by_identifier("instat", number, Some("qark"))
            .unwrap();
        place.code.as_str().to_owned()
    };
    assert_eq!(iso("2"), "AL-09");
    assert_eq!(iso("3"), "AL-02");
    assert_eq!(iso("1"), "AL-01");
    assert_eq!(
        country
            .place_by_identifier("lau", "AL311", None)
            .unwrap()
            .names
            .albanian,
        "Berat"
    );
}

#[test]
fn four_municipalities_straddle_two_districts_and_none_two_qarqe() {
    let country = albania();
    let mut from: HashMap<&PlaceCode, Vec<&PlaceCode>> = HashMap::new();
    for link in country.successions() {
        if country.place(link.from.as_str()).unwrap().level == "rreth" {
            from.entry(&link.to).or_default().push(&link.from);
        }
    }
    let mut straddling: Vec<&str> = from
        .iter()
        .filter(|(_, districts)| districts.len() > 1)
        .map(|(to, _)| country.place(to.as_str()).unwrap().names.albanian.as_str())
        .collect();
    straddling.sort_unstable();
    assert_eq!(straddling, ["Finiq", "Himarë", "Kuçovë", "Poliçan"]);
    for (to, districts) in &from {
        for district in districts {
            let region = |place: &PlaceCode| country.region_of(place).unwrap().code.clone();
            assert_eq!(region(to), region(district));
        }
    }
}

#[test]
fn every_old_place_went_wholly_into_each_level_of_its_successors() {
    let country = albania();
    let mut shares: HashMap<(&PlaceCode, &str), u32> = HashMap::new();
    for link in country.successions() {
        let level = country.place(link.to.as_str()).unwrap().level.as_str();
        *shares.entry((&link.from, level)).or_default() += u32::from(link.share_per_mille);
    }
    assert!(shares.values().all(|share| *share == 1000));
    for level in ["former-bashki", "komune"] {
        for old in of_level(&country, level) {
            let unit = country.successors(&old.code).into_iter();
            let mut unit = unit.filter(|link| link.kind == SuccessionKind::Transferred);
            let unit = country.place(unit.next().unwrap().to.as_str()).unwrap();
            let merged = country.successors(&old.code).into_iter();
            let merged: Vec<_> = merged
                .filter(|link| link.kind == SuccessionKind::Merged)
                .map(|link| &link.to)
                .collect();
            assert_eq!(merged, Vec::from_iter(&unit.parent), "{}", old.code);
        }
    }
}

#[test]
fn only_a_change_of_territory_breaks_a_series() {
    let country = albania();
    let breaks = |place: &str| {
        let first = jiff::civil::date(2010, 1, 1);
        country.breaks_between(&code(place), first, jiff::civil::date(2020, 1, 1))
    };
    let reform = [jiff::civil::date(2015, 6, 21)];
    assert_eq!(breaks("AL-BR"), reform);
    assert_eq!(breaks("AL-M11"), reform);
    assert_eq!(breaks("AL-F1101"), reform);
    assert!(breaks("AL-U1101").is_empty());
    assert!(breaks("AL-01").is_empty());
}
