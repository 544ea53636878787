//! Names of places: spelt as they are, found as people type them.

use crate::package::{albania, of_level};
use std::collections::HashSet;

#[test]
fn names_are_found_as_people_type_them_and_are_not_unique() {
    let country = albania();
    let find = |text: &str, level: &str| {
        let found = country.find_places(text, Some(level));
        found
            .iter()
            .map(|place| place.code.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(find("Qendër", "njesi").len(), 7);
    assert_eq!(find("qender", "njesi").len(), 7);
    assert_eq!(find("DIBER", "qark"), ["AL-09"]);
    assert_eq!(find("Kucove", "bashki").len(), 1);
    assert_eq!(find("Ura Vajgurore", "bashki"), find("Dimal", "bashki"));
    assert_eq!(find("Lushnje", "bashki"), find("Lushnjë", "bashki"));
    assert_eq!(find("Tirana", "qark"), ["AL-11"]);
    assert_eq!(find("Qarku i Beratit", "qark"), ["AL-01"]);
    assert!(
        country
            .suggest_places("Duress")
            .iter()
            .any(|place| place.code.as_str() == "AL-02")
    );
    assert!(country.find_places("Zagreb", None).is_empty());
    let mut seen = HashSet::new();
    for unit in of_level(&country, "komune")
        .iter()
        .chain(&of_level(&country, "former-bashki"))
    {
        assert!(
            seen.insert((unit.parent.clone(), unit.names.albanian.clone())),
            "{}",
            unit.code
        );
    }
}

#[test]
fn two_attribute_errors_that_cancel_are_corrected() {
    let country = albania();
    let level = |number: &str, level: &str| {
        country
            .place_by_identifier("cec", number, Some(level))
            .map(|p| p.names.albanian.clone())
    };
    assert_eq!(level("9206", "former-bashki").as_deref(), Some("Lezhë"));
    assert_eq!(level("7101", "former-bashki").as_deref(), Some("Bilisht"));
    assert_eq!(level("7102", "komune").as_deref(), Some("Qendër Bilisht"));
}

#[test]
fn places_are_spelt_as_they_are() {
    let country = albania();
    for place in country.places() {
        let letters = place.names.albanian.chars().filter(|one| !one.is_ascii());
        assert!(
            letters.clone().all(|letter| "ëËçÇ".contains(letter)),
            "{}",
            place.names.albanian
        );
        if place.names.albanian == "Tiranë" {
            assert_eq!(place.names.english, "Tirana", "{}", place.code);
        }
    }
    for (typed, municipality) in [
        ("Saranda", "AL-M125"),
        ("Kruja", "AL-M33"),
        ("Malësia e Madhe", "AL-M102"),
    ] {
        let found = country.find_places(typed, Some("bashki"));
        let found: Vec<&str> = found.iter().map(|place| place.code.as_str()).collect();
        assert_eq!(found, [municipality], "{typed}");
    }
}

#[test]
fn names_agree_with_the_lists_that_they_come_from() {
    // Reads the reference lists beside the repository; without them there is nothing to compare.
    let lists = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/geo/crosswalk_373.csv"
    );
    let Ok(text) = std::fs::read_to_string(lists) else {
        eprintln!("skipped: {lists} is missing");
        return;
    };
    let country = albania();
    let mut compared = 0;
    for line in text.lines().skip(1) {
        let mut cells = line.split(',');
        let (number, name) = (cells.next().unwrap(), cells.next().unwrap());
        let name = if name == "Shköder" { "Shkodër" } else { name };
        for kind in ["F", "U"] {
            let place = country.place(&format!("AL-{kind}{number}")).unwrap();
            assert_eq!(place.names.albanian, name, "{}", place.code);
            compared += 1;
        }
    }
    assert_eq!(compared, 2 * 373);
}

/// Twelve regions lend their name to a municipality; a reader has to be told which of the two is meant.
#[test]
fn a_municipality_called_like_its_region_is_told_apart() {
    let country = albania();
    let is_told = |code: &str| {
        let place = country.place(code).unwrap();
        country.is_named_like_its_parent(place, vocabulary::Language::Albanian)
    };
    let told = |level: &str| -> Vec<String> {
        let places = of_level(&country, level).into_iter();
        let told = places.filter(|place| is_told(place.code.as_str()));
        told.map(|place| place.names.text(vocabulary::Language::Albanian).to_owned())
            .collect()
    };
    assert!(!is_told("AL") && told("qark").is_empty());
    let mut seats = told("bashki");
    seats.sort();
    let mut regions: Vec<String> = country
        .regions()
        .iter()
        .map(|place| place.names.text(vocabulary::Language::Albanian).to_owned())
        .collect();
    regions.sort();
    assert_eq!(seats, regions);
    // The unit Kukës lies in the municipality Kukës.
    assert!(is_told("AL-U8207"));
    let level = country.level(country.place("AL-M83").unwrap()).unwrap();
    assert_eq!(
        level.names.text(vocabulary::Language::English),
        "Municipality"
    );
}
