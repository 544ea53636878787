//! The Albania package: its counts, its traps, and what its figures have to add up to.

use std::collections::{HashMap, HashSet};
use vocabulary::{Country, PlaceCode};

fn file(name: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../countries/albania/");
    std::fs::read_to_string(format!("{folder}{name}")).ok()
}

fn albania() -> Country {
    Country::parse(&file).unwrap_or_else(|error| panic!("{error}"))
}

fn code(text: &str) -> PlaceCode {
    PlaceCode::parse(text).unwrap()
}

fn of_level<'a>(country: &'a Country, level: &str) -> Vec<&'a vocabulary::Place> {
    country
        .places()
        .iter()
        .filter(|place| place.level == level)
        .collect()
}

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
    let mut shares: HashMap<&PlaceCode, u32> = HashMap::new();
    for link in country.successions() {
        *shares.entry(&link.from).or_default() += u32::from(link.share_per_mille);
    }
    assert!(shares.values().all(|share| *share == 1000));
    let district = code("AL-BR");
    let breaks = country.breaks_between(
        &district,
        jiff::civil::date(2010, 1, 1),
        jiff::civil::date(2020, 1, 1),
    );
    assert_eq!(breaks, [jiff::civil::date(2015, 6, 21)]);
}

#[test]
fn voters_of_2017_add_up_at_every_level() {
    let country = albania();
    for level in ["country", "qark", "bashki", "njesi"] {
        let total: i64 = of_level(&country, level)
            .iter()
            .map(|place| {
                country
                    .population(&place.code, "voters", 2017)
                    .unwrap()
                    .number
            })
            .sum();
        assert_eq!(total, 3_452_260, "{level}");
    }
}

#[test]
fn fier_2011_misses_two_thousand_and_refusals_explain_the_national_total() {
    let country = albania();
    let census = |place: &PlaceCode| country.population(place, "census", 2011);
    let day = jiff::civil::date(2016, 1, 1);
    for region in country.regions() {
        let parts = country.children(&region.code, day, Some("bashki"));
        let counted: Vec<i64> = parts
            .iter()
            .filter_map(|part| census(&part.code))
            .map(|p| p.number)
            .collect();
        if counted.len() == parts.len() {
            let missing = census(&region.code).unwrap().number - counted.iter().sum::<i64>();
            let expected = if region.code.as_str() == "AL-04" {
                2_000
            } else {
                0
            };
            assert_eq!(missing, expected, "{}", region.code);
        }
    }
    let of_qarqe: i64 = country
        .regions()
        .iter()
        .map(|region| census(&region.code).unwrap().number)
        .sum();
    assert_eq!(of_qarqe, 2_800_138);
    assert_eq!(census(country.code()).unwrap().number - of_qarqe, 21_839);
}

#[test]
fn denominators_differ_and_are_named() {
    let country = albania();
    let durres = code("AL-02");
    let census = country.population(&durres, "census", 2023).unwrap().number;
    let estimate = country
        .population(&durres, "estimate", 2023)
        .unwrap()
        .number;
    assert_eq!((census, estimate), (226_863, 289_797));
    assert!(country.denominators(&durres, 2023).len() >= 3);
}

#[test]
fn every_institution_is_asked_something_and_every_qark_has_its_outline() {
    let country = albania();
    let period = vocabulary::Period::parse("2025Q1").unwrap();
    let asked: HashSet<_> = country
        .templates()
        .iter()
        .filter(|template| template.period_kind == period.kind())
        .flat_map(|template| country.expected(template, period))
        .map(|institution| institution.code.clone())
        .collect();
    assert_eq!(asked.len(), 8 * 12);
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
fn a_fault_is_named_with_its_file_and_line() {
    let broken = |name: &str| {
        let text = file(name)?;
        Some(if name == "institutions.csv" {
            text.replace("AL-07.POLICE,police,", "AL-07.POLICE,polici,")
        } else {
            text
        })
    };
    let error = Country::parse(&broken).unwrap_err().to_string();
    assert!(
        error.contains("institutions.csv") && error.contains("polici"),
        "{error}"
    );
    let bad_date = |name: &str| {
        let text = file(name)?;
        Some(if name == "places.csv" {
            text.replacen("2015-06-20", "2015-13-20", 1)
        } else {
            text
        })
    };
    let error = Country::parse(&bad_date).unwrap_err().to_string();
    assert!(error.starts_with("places.csv, line "), "{error}");
    let missing = |name: &str| {
        if name == "terms.csv" {
            None
        } else {
            file(name)
        }
    };
    assert!(
        Country::parse(&missing)
            .unwrap_err()
            .to_string()
            .contains("terms.csv")
    );
}
