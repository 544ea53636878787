//! Outlines: every feature to its place, or a reason with its number.

use crate::albania::country;
use exchange::shapes::{ShapesError, read_shapes};
use std::path::Path;

fn square(west: f64, south: f64) -> String {
    let (east, north) = (west + 0.1, south + 0.1);
    format!(
        "{{\"type\":\"Polygon\",\"coordinates\":[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}"
    )
}

fn feature(properties: &str, geometry: &str) -> String {
    format!("{{\"type\":\"Feature\",\"properties\":{{{properties}}},\"geometry\":{geometry}}}")
}

fn collection(features: &[String]) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{}]}}",
        features.join(",")
    )
}

fn problems(text: &str, level: &str) -> Vec<String> {
    match read_shapes(&country(), text, Some(level)) {
        Err(ShapesError::Features(problems)) => problems,
        other => panic!("{other:?}"),
    }
}

#[test]
fn places_are_found_by_code_by_others_codes_and_by_name() {
    let text = collection(&[
        feature("\"code\":\"AL-M11\"", &square(19.9, 40.6)),
        feature("\"name\":\"Kucova\"", &square(19.9, 40.8)),
        feature("\"lau\":\"AL314\"", &square(20.2, 40.5)),
    ]);
    let read = read_shapes(&country(), &text, Some("bashki")).unwrap();
    let names: Vec<String> = read
        .shapes
        .iter()
        .map(|one| {
            country()
                .place(one.place.as_str())
                .unwrap()
                .names
                .albanian
                .clone()
        })
        .collect();
    assert_eq!(names, ["Berat", "Kuçovë", "Skrapar"]);
    assert_eq!(read.shapes[0].polygons[0][0].len(), 4, "the ring is open");
}

/// Seven units are called Qendër: the one whose centre lies inside is meant.
#[test]
fn a_name_of_many_is_the_one_that_lies_there() {
    let country = country();
    let all = country.find_places("Qendër", Some("njesi"));
    assert!(all.len() > 2);
    for place in all {
        let (latitude, longitude) = place.centre.unwrap();
        let name = format!("\"name\":\"{}\"", place.names.albanian);
        let text = collection(&[feature(&name, &square(longitude - 0.05, latitude - 0.05))]);
        let read = read_shapes(&country, &text, Some("njesi")).unwrap();
        assert_eq!(read.shapes[0].place, place.code);
    }
    let far = collection(&[feature("\"name\":\"Qendër\"", &square(0.0, 0.0))]);
    assert!(problems(&far, "njesi")[0].contains("add a property"));
}

#[test]
fn everything_that_is_wrong_is_said_at_once_with_its_number() {
    let open = "{\"type\":\"Polygon\",\"coordinates\":[[[19,40],[20,40],[20,41]]]}";
    let flat = "{\"type\":\"Polygon\",\"coordinates\":[[[19,40],[20,40],[19,40]]]}";
    let metres = "{\"type\":\"Polygon\",\"coordinates\":[[[400000,4500000],[400001,4500000],[400001,4500001],[400000,4500000]]]}";
    let point = "{\"type\":\"Point\",\"coordinates\":[19,40]}";
    let text = collection(&[
        feature("\"name\":\"Skraparr\"", &square(20.2, 40.5)),
        feature("\"code\":\"AL-M11\"", open),
        feature("\"code\":\"AL-M11\"", flat),
        feature("\"code\":\"AL-M11\"", metres),
        feature("\"code\":\"AL-M11\"", point),
        feature("\"code\":\"AL-M11\"", "null"),
        feature("\"other\":true", &square(20.2, 40.5)),
        feature("\"code\":\"AL-M11\"", &square(19.9, 40.6)),
        feature("\"code\":\"AL-M11\"", &square(19.9, 40.6)),
    ]);
    let found = problems(&text, "bashki");
    for (number, part) in [
        (1, "did you mean Skrapar"),
        (2, "not closed"),
        (3, "three different points"),
        (4, "degrees"),
        (5, "Polygon"),
        (6, "no geometry"),
        (7, "names no place"),
        (9, "already"),
    ] {
        let line = found
            .iter()
            .find(|line| line.starts_with(&format!("feature {number}:")));
        assert!(
            line.is_some_and(|line| line.contains(part)),
            "{number}: {found:?}"
        );
    }
    assert_eq!(found.len(), 8);
}

#[test]
fn what_is_no_collection_is_refused() {
    for text in [
        "",
        "{}",
        "[1,2",
        "{\"type\":\"FeatureCollection\",\"features\":[]}",
        &square(1.0, 1.0),
    ] {
        let read = read_shapes(&country(), text, None);
        assert!(
            matches!(read, Err(ShapesError::Format(_))),
            "{text}: {read:?}"
        );
    }
    let text = collection(&[feature("\"code\":\"AL-M11\"", &square(19.9, 40.6))]);
    let read = read_shapes(&country(), &text, Some("province"));
    assert!(matches!(read, Err(ShapesError::Level { .. })), "{read:?}");
}

/// The real outlines; they lie outside the repository, and without them there is nothing to test.
#[test]
fn the_municipalities_and_units_of_albania_are_all_found() {
    for (file, level, count) in [
        ("bashki_61.geojson", "bashki", 61),
        ("njesi_373_pre2015_status.geojson", "njesi", 373),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/geo");
        let Ok(text) = std::fs::read_to_string(folder.join(file)) else {
            eprintln!("skipped: {file} is not there");
            return;
        };
        let read = read_shapes(&country(), &text, None).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((read.level.as_str(), read.shapes.len()), (level, count));
    }
}
