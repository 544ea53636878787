//! Maps on real shapes: 12 regions, 61 municipalities, 373 units, and schematic municipalities.
//! Reads reference data that lies beside the repository and skips when it is missing. The maps
//! are written to `map-gallery.html` in the target folder's `tmp` for people to look at.

use crate::gallery;
use press::chart::*;
use serde_json::Value;
use std::path::Path;

/// The features of a reference file: name, region, shape.
fn features(file: &str) -> Option<Vec<(String, String, Shape)>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/geo")
        .join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is missing", path.display());
        return None;
    };
    let collection: Value = serde_json::from_str(&text).expect("the file is JSON");
    let features = collection["features"].as_array().expect("a collection");
    let feature = |found: &Value| {
        let properties = &found["properties"];
        let text = |key: &str| properties[key].as_str().unwrap_or("").to_owned();
        let region = if text("iso").is_empty() {
            text("qark_iso")
        } else {
            text("iso")
        };
        let coordinates = found["geometry"]["coordinates"].clone();
        let polygons: Vec<Vec<Vec<Position>>> = if found["geometry"]["type"] == "Polygon" {
            vec![serde_json::from_value(coordinates).expect("a polygon")]
        } else {
            serde_json::from_value(coordinates).expect("polygons")
        };
        let name = text("name_sq");
        let shape = Shape::parse(&name, polygons).expect("a shape");
        (name, region, shape)
    };
    Some(features.iter().map(feature).collect())
}

fn mark(index: usize) -> Mark {
    match index % 11 {
        3 => Mark::hidden("<5"),
        5 => Mark::count(0, "0"),
        8 => Mark::not_reported("n/r"),
        10 => Mark::not_applicable("–"),
        other => {
            let number = u32::try_from(other * 5 + 1).expect("small");
            Mark::count(number, number.to_string())
        }
    }
}

fn map(prefix: &str, ground: Ground) -> Choropleth {
    let words = ChoroplethWords {
        legend: "Viktima të mundshme 2024 (persona)".to_owned(),
        place: "Vendi".to_owned(),
        states: gallery::states(),
    };
    let heading = gallery::heading(prefix, "Harta").expect("a heading");
    let classes = gallery::classes().expect("classes");
    Choropleth::new(heading, words, classes, ground).expect("the map is valid")
}

fn surveyed(prefix: &str, file: &str) -> Option<Choropleth> {
    let regions = features(file)?;
    let region = |(index, (name, _, shape)): (usize, (String, String, Shape))| Region {
        label: name.clone(),
        name,
        shape,
        mark: mark(index),
    };
    let regions = regions.into_iter().enumerate().map(region).collect();
    Some(map(prefix, Ground::Surveyed(regions)))
}

/// Municipalities as areas around their centres, inside the regions' outlines.
fn schematic() -> Option<Choropleth> {
    let outlines = features("qarqe_12_naturalearth_pd.geojson")?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/geo");
    let text = std::fs::read_to_string(path.join("bashki_61.geojson")).ok()?;
    let collection: Value = serde_json::from_str(&text).expect("the file is JSON");
    let mut areas: Vec<SchematicArea> = Vec::new();
    for (_, iso, outline) in outlines {
        let mut regions = Vec::new();
        for (index, found) in collection["features"]
            .as_array()
            .expect("a list")
            .iter()
            .enumerate()
        {
            if found["properties"]["qark_iso"] != iso.as_str() {
                continue;
            }
            let coordinates = &found["geometry"]["coordinates"];
            let ring = if found["geometry"]["type"] == "Polygon" {
                &coordinates[0]
            } else {
                &coordinates[0][0]
            };
            let ring: Vec<Position> = serde_json::from_value(ring.clone()).expect("a ring");
            let count = ring.len() as f64;
            let mean = |axis: usize| ring.iter().map(|point| point[axis]).sum::<f64>() / count;
            let name = found["properties"]["name_sq"]
                .as_str()
                .expect("a name")
                .to_owned();
            regions.push(SchematicRegion {
                label: name.clone(),
                name,
                centre: [mean(0), mean(1)],
                mark: mark(index),
            });
        }
        areas.push(SchematicArea { outline, regions });
    }
    let note = "Hartë skematike: kufijtë e bashkive nuk janë të vërtetë.".to_owned();
    Some(map("schematic", Ground::Schematic { areas, note }))
}

#[test]
fn real_places_are_drawn_small_and_with_their_names() {
    let maps = [
        (12, surveyed("qarqe", "qarqe_12_naturalearth_pd.geojson")),
        (61, surveyed("bashki", "bashki_61.geojson")),
        (373, surveyed("units", "njesi_373_pre2015_status.geojson")),
        (61, schematic()),
    ];
    let mut page = String::from("<!doctype html><meta charset=\"utf-8\"><title>Maps</title>");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (places, map) in maps {
        let Some(map) = map else { return };
        let svg = map.svg();
        page.push_str(&svg);
        std::fs::write(folder.join("map-gallery.html"), &page).expect("the folder is writable");
        let document = roxmltree::Document::parse(&svg).expect("well-formed");
        let shapes = document
            .descendants()
            .filter(|node| node.tag_name().name() == "title" && node.attribute("id").is_none());
        assert_eq!(shapes.count(), places);
        assert!(
            svg.len() < 200_000,
            "{places} places take {} bytes",
            svg.len()
        );
        if places == 12 {
            let labels: Vec<&str> = document
                .descendants()
                .filter(|node| node.tag_name().name() == "text")
                .filter_map(|node| node.text())
                .collect();
            for row in map.table().rows {
                assert!(
                    labels.contains(&row[0].text.as_str()),
                    "{} has no label",
                    row[0].text
                );
            }
        }
    }
}
