//! Populations: what the sources add up to, and where they do not.

use crate::package::{albania, code, of_level};
use vocabulary::PlaceCode;

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
