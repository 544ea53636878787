//! The catalogue of tables that may be published: what it holds, and the laws that it cannot break.

use crate::package::{albania, fault_with, file};
use vocabulary::{
    Country,
    country::{Audience, Protection},
};

#[test]
fn victims_leave_by_country_or_by_region_and_year_alone() {
    let country = albania();
    assert!(country.registered_tables().len() > 8);
    for table in country.registered_tables() {
        let of = |code: &vocabulary::IndicatorCode| country.indicator(code.as_str()).unwrap();
        let counts_people = table.indicators.iter().any(|code| of(code).counts_people);
        match table.protection {
            Protection::Rounding { base } => {
                let least = if table.level == "country" { 3 } else { 5 };
                assert_eq!(base, least, "{}", table.code);
            }
            Protection::CellKey { .. } => {
                let is_risk = |code| of(code).group == "vulnerability";
                assert!(table.indicators.iter().all(is_risk), "{}", table.code);
                assert_eq!(table.level, "bashki", "{}", table.code);
            }
            other => assert!(!counts_people, "{}: {other:?}", table.code),
        }
        let is_of_victims = table
            .indicators
            .iter()
            .any(|code| of(code).group == "victims");
        if is_of_victims && table.level != "country" {
            assert_eq!(table.level, "qark");
            let is_inside = table.audience == Audience::Members;
            assert!(table.parts.is_none() || is_inside, "{}", table.code);
        }
    }
}

#[test]
fn a_table_that_breaks_a_law_is_refused() {
    let damaged = [
        (
            "method = \"open\"",
            "method = \"rounding\", base = 1",
            "base below 2",
        ),
        ("level = \"bashki\"", "level = \"bashkia\"", "bashkia"),
        (
            "indicators = [\"E01\"]\nlevel = \"bashki\"",
            "indicators = [\"V01\"]\nlevel = \"bashki\"",
            "victims",
        ),
        (
            "indicators = [\"V02\"]",
            "indicators = [\"V04\"]",
            "not for the public",
        ),
        ("indicators = [\"V02\"]", "indicators = [\"V77\"]", "V77"),
        (
            "level = \"country\"\nperiod = \"year\"\nparts = \"quarter\"",
            "level = \"qark\"\nperiod = \"year\"\nparts = \"quarter\"",
            "parts of a year",
        ),
        (
            "period = \"school-year\"",
            "period = \"quarter\"",
            "by years",
        ),
        ("\"child\", \"adult\"", "\"child\", \"aged\"", "aged"),
        (
            "code = \"justice\"",
            "code = \"formal-victims\"",
            "given twice",
        ),
        (
            "code = \"justice\"",
            "code = \"../justice\"",
            "small letters",
        ),
        (
            "method = \"rounding\", base = 3",
            "method = \"open\"",
            "without protection",
        ),
        (
            "method = \"rounding\", base = 3",
            "method = \"trust\"",
            "trust",
        ),
        ("terms = [\"female\", \"male\"]\n", "", "terms"),
        (
            "method = \"rounding\", base = 3",
            "method = \"suppression\", threshold = 0, width = 3",
            "threshold",
        ),
        (
            "method = \"rounding\", base = 3",
            "method = \"suppression\", threshold = 3, width = 1",
            "width",
        ),
        (
            "method = \"rounding\", base = 5",
            "method = \"cell-key\", maximum = 4, variance = 17, small = 2",
            "cell keys",
        ),
        (
            "method = \"rounding\", base = 5",
            "method = \"cell-key\", maximum = 4, variance = 2, small = 4",
            "cell keys",
        ),
        (
            "indicators = [\"A01\"]\nlevel = \"qark\"",
            "indicators = [\"A01\"]\nlevel = \"bashki\"",
            "members of committees",
        ),
        (
            "indicators = [\"A01\"]",
            "indicators = [\"J11\"]",
            "for few",
        ),
        (
            "audience = \"members\"",
            "audience = \"friends\"",
            "friends",
        ),
    ];
    for (right, wrong, named) in damaged {
        assert!(file("releases.toml").unwrap().contains(right), "{right}");
        let error = fault_with("releases.toml", |text| text.replacen(right, wrong, 1));
        assert!(
            error.starts_with("releases.toml") && error.contains(named),
            "{wrong}: {error}"
        );
    }
}

#[test]
fn a_package_without_a_catalogue_publishes_nothing() {
    let without = |name: &str| (name != "releases.toml").then(|| file(name)).flatten();
    let country = Country::parse(&without).unwrap();
    assert!(country.registered_tables().is_empty());
}
