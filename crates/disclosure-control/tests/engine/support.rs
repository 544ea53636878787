//! Tables from the reference files. Files outside the repository are read where they are there, and
//! skipped where not.

use disclosure_control::{Dimension, Missing, Published, Table};
use std::path::PathBuf;

/// A reference file, or `None` (and a line that says so) when it is not there.
pub fn golden(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/golden/sdc")
        .join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: {} is not there", path.display());
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

/// The made-up victims of the reference, tabulated.
pub fn victims(columns: &[&str]) -> Option<Table> {
    let text = golden("at105.csv")?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().expect("a header").clone();
    let places: Vec<usize> = columns
        .iter()
        .map(|column| {
            headings
                .iter()
                .position(|heading| heading == *column)
                .expect("a column")
        })
        .collect();
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .map(|record| record.expect("a row"))
        .collect();
    let dimensions = columns
        .iter()
        .zip(&places)
        .map(|(column, &place)| {
            let mut codes: Vec<&str> = rows.iter().map(|row| &row[place]).collect();
            codes.sort_unstable();
            codes.dedup();
            Dimension::flat(column, "Total", codes).expect("distinct codes")
        })
        .collect();
    let records = rows
        .iter()
        .map(|row| (places.iter().map(|&place| &row[place]).collect(), 1));
    Some(Table::tabulate("victims", dimensions, records).expect("a table"))
}
