//! A damaged package is refused with the file and the line that are to be put right.

use crate::package::{fault_with, file};
use vocabulary::Country;

/// The line, from 1, on which a text first stands in a file.
fn line_of(name: &str, text: &str) -> usize {
    let content = file(name).unwrap();
    let line = content.lines().position(|line| line.contains(text));
    line.unwrap() + 1
}

#[test]
fn a_reference_that_leads_nowhere_names_its_line() {
    let damaged = [
        (
            "institutions.csv",
            "AL-07.POLICE,police,",
            "AL-07.POLICE,polici,",
            "polici",
        ),
        (
            "places.csv",
            "AL-M11,bashki,AL-01",
            "AL-M11,bashki,AL-99",
            "AL-99",
        ),
        ("places.csv", "AL-M11,bashki", "AL-M11,bashkia", "bashkia"),
        (
            "institutions.csv",
            "AL-01.PROSECUTOR,prosecutor",
            "AL-01.POLICE,prosecutor",
            "given twice",
        ),
        (
            "place_successions.csv",
            "AL-F1101,AL-U1101,",
            "AL-F1101,AL-U1,",
            "AL-U1",
        ),
        (
            "populations.csv",
            "AL-01,2017,voters",
            "AL-77,2017,voters",
            "AL-77",
        ),
        ("terms.csv", "sex,male,", "sex,female,", "given twice"),
        (
            "code_lists.csv",
            "discrepancy-reason,unit,",
            "discrepancy-reason,withheld,",
            "given twice",
        ),
        (
            "published_figures.csv",
            "UNODC,J07,AL,2003",
            "UNODC,J77,AL,2003",
            "J77",
        ),
        (
            "published_figures.csv",
            "V00,AL,2005,form=labour",
            "V00,AL,2005,form=labor",
            "labor",
        ),
        (
            "published_figures.csv",
            "J07,AL,2003,,",
            "J07,AL,2003,service=legal,",
            "service",
        ),
    ];
    for (name, right, wrong, named) in damaged {
        let error = fault_with(name, |text| text.replacen(right, wrong, 1));
        // The second of two equal codes is the one to look at.
        let line = if wrong.starts_with("discrepancy-reason,withheld") {
            line_of(name, wrong)
        } else {
            line_of(name, right)
        };
        assert!(
            error.starts_with(&format!("{name}, line {line}: ")) && error.contains(named),
            "{wrong}: {error}"
        );
    }
}

#[test]
fn impossible_values_are_refused_where_they_stand() {
    let damaged = [
        ("places.csv", "2015-06-20", "2015-13-20"),
        ("places.csv", "2015-06-21,,", "2015-06-21,2014-01-01,"),
        ("places.csv", "41.15,20.06", "411.5,20.06"),
        ("places.csv", "41.15,20.06", "NaN,20.06"),
        (
            "place_successions.csv",
            "transferred,1000",
            "transferred,1001",
        ),
        ("place_successions.csv", "transferred,1000", "transferred,0"),
        ("place_successions.csv", "transferred,1000", "vanished,1000"),
        ("populations.csv", "voters,180618", "voters,-180618"),
        ("published_figures.csv", ",=,40,", ",=,-40,"),
        ("published_figures.csv", ",=,40,", ",!,40,"),
        (
            "institution_kinds.csv",
            "State police,yes",
            "State police,maybe",
        ),
    ];
    for (name, right, wrong) in damaged {
        let error = fault_with(name, |text| text.replacen(right, wrong, 1));
        let line = line_of(name, right);
        assert!(
            error.starts_with(&format!("{name}, line {line}: ")),
            "{wrong}: {error}"
        );
    }
}

#[test]
fn the_code_of_another_is_unique_in_its_scheme_and_level() {
    let error = fault_with("place_identifiers.csv", |text| {
        assert!(text.contains("AL-F1101,cec,1101\n") && text.contains("AL-F1110,cec,1110\n"));
        text.replace("AL-F1110,cec,1110\n", "AL-F1110,cec,1101\n")
    });
    assert!(
        error.starts_with("place_identifiers.csv, line ") && error.contains("1101"),
        "{error}"
    );
}

#[test]
fn a_missing_file_and_a_group_without_a_name_are_named() {
    let missing = |name: &str| (name != "terms.csv").then(|| file(name)).flatten();
    let error = Country::parse(&missing).unwrap_err().to_string();
    assert!(error.contains("terms.csv"), "{error}");
    let error = fault_with("indicators.toml", |text| {
        text.replacen("group = \"victims\"", "group = \"viktims\"", 1)
    });
    assert!(
        error.contains("indicators.toml") && error.contains("viktims"),
        "{error}"
    );
}
