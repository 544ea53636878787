//! Tables from the reference files. Files outside the repository are read where they are there, and
//! skipped where not.

use disclosure_control::{
    Attacker, Dimension, Missing, Published, System, Table,
    audit::{self, Options},
};
use std::{collections::BTreeMap, path::PathBuf};

/// A reference file, or `None` (and a line that says so) when it is not there.
pub fn golden(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/golden/sdc")
        .join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("skipped: {} is not there", path.display());
    }
    text
}

/// A table from text with one row for each cell: codes, count, status (`s` is published, anything
/// else hidden). The first code of each column is its total.
pub fn with_status(text: &str, columns: usize) -> Table {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .map(|record| record.expect("a row"))
        .collect();
    let dimensions = (0..columns)
        .map(|column| {
            let mut codes: Vec<&str> = Vec::new();
            for row in &rows {
                if !codes.contains(&&row[column]) {
                    codes.push(&row[column]);
                }
            }
            Dimension::flat(&headings[column], codes[0], codes[1..].to_vec()).expect("distinct")
        })
        .collect();
    let mut table = Table::new("reference", dimensions, Missing::Unknown).expect("a table");
    for row in &rows {
        let codes: Vec<&str> = (0..columns).map(|column| &row[column]).collect();
        let count: i64 = row[columns].parse().expect("a count");
        let status = row
            .iter()
            .rev()
            .find(|field| ["s", "u", "x"].contains(field));
        let published = match status.expect("a status") {
            "s" => Published::Exact(count),
            _ => Published::hidden(),
        };
        table
            .set_true(&codes, published, count)
            .expect("a consistent cell");
    }
    table
}

/// The intervals of all reported cells with their codes, every one proved exact.
pub fn reported(
    system: &System,
    attacker: &Attacker,
) -> Vec<(BTreeMap<String, String>, (i64, i64))> {
    audit::audit(system, attacker, &Options::default())
        .expect("a consistent system")
        .cells
        .iter()
        .map(|cell| {
            assert!(cell.exact);
            let range = cell.low.zip(cell.high).expect("a bounded cell");
            (system.codes(cell.cell), range)
        })
        .collect()
}

/// The interval of one cell.
pub fn interval(system: &System, attacker: &Attacker, cell: &[(&str, &str)]) -> (i64, i64) {
    let codes: BTreeMap<String, String> = cell
        .iter()
        .map(|(name, code)| ((*name).to_owned(), (*code).to_owned()))
        .collect();
    reported(system, attacker)
        .into_iter()
        .find(|(found, _)| *found == codes)
        .expect("a hidden cell")
        .1
}

/// A rounded table of the reference, and the interval of each cell by position.
pub fn rounded(text: &str, base: i64) -> (Table, BTreeMap<u64, (i64, i64)>) {
    let rows: Vec<serde_json::Value> = serde_json::from_str(text).expect("JSON");
    let codes: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row["cell"].as_str().expect("codes").split('|').collect())
        .collect();
    let dimensions = (0..codes[0].len())
        .map(|column| {
            let mut own: Vec<&str> = Vec::new();
            for row in &codes {
                if !own.contains(&row[column]) {
                    own.push(row[column]);
                }
            }
            let name = format!("d{column}");
            Dimension::flat(&name, own[0], own[1..].to_vec()).expect("distinct")
        })
        .collect();
    let mut table = Table::new("rounded", dimensions, Missing::Unknown).expect("a table");
    let mut expected = BTreeMap::new();
    for (row, codes) in rows.iter().zip(&codes) {
        let number = |name: &str| row[name].as_f64().expect("a number") as i64;
        let published = Published::rounded(number("rounded"), base);
        table
            .set_true(codes, published, number("true"))
            .expect("a cell");
        let position = table.position(codes).expect("a cell");
        expected.insert(position, (number("lo"), number("up")));
    }
    (table, expected)
}

/// The made-up victims of the reference, tabulated by some of their columns.
pub fn victims(columns: &[&str]) -> Option<Table> {
    let text = golden("at105.csv")?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .map(|record| record.expect("a row"))
        .collect();
    let places: Vec<usize> = columns
        .iter()
        .filter_map(|column| headings.iter().position(|heading| heading == *column))
        .collect();
    let dimensions = places
        .iter()
        .map(|&place| {
            let mut codes: Vec<&str> = rows.iter().map(|row| &row[place]).collect();
            codes.sort_unstable();
            codes.dedup();
            Dimension::flat(&headings[place], "Total", codes).expect("distinct codes")
        })
        .collect();
    let records = rows
        .iter()
        .map(|row| (places.iter().map(|&place| &row[place]).collect(), 1));
    Some(Table::tabulate("victims", dimensions, records).expect("a table"))
}

/// Twenty thousand made-up victims by place (three levels), sex, age and form; every combination
/// that somebody is in.
pub fn many_victims() -> Option<Table> {
    many_victims_down_to(2)
}

/// The same with places down to the qark (0), the municipality (1) or the commune (2).
pub fn many_victims_down_to(level: usize) -> Option<Table> {
    let (people, places) = (golden("at20000.csv")?, golden("geo_hierarchy.csv")?);
    let mut reader = csv::Reader::from_reader(places.as_bytes());
    let places: Vec<csv::StringRecord> = reader.records().map(|one| one.expect("a row")).collect();
    let mut links: Vec<(&str, &str)> = Vec::new();
    for place in &places {
        let all = [
            (&place[2], &place[1]),
            (&place[1], &place[0]),
            (&place[0], "Total"),
        ];
        for link in all.into_iter().skip(2 - level) {
            if !links.contains(&link) {
                links.push(link);
            }
        }
    }
    let mut reader = csv::Reader::from_reader(people.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|one| one.expect("a row")).collect();
    let mut dimensions = vec![Dimension::hierarchical("place", "Total", links).expect("a tree")];
    for (name, column) in [("sex", 3), ("age", 4), ("form", 5)] {
        let mut codes: Vec<&str> = rows.iter().map(|row| &row[column]).collect();
        codes.sort_unstable();
        codes.dedup();
        dimensions.push(Dimension::flat(name, "Total", codes).expect("distinct codes"));
    }
    let records = rows
        .iter()
        .map(|row| (vec![&row[level], &row[3], &row[4], &row[5]], 1));
    Some(Table::tabulate("victims", dimensions, records).expect("a table"))
}
