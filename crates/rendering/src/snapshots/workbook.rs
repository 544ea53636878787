//! The workbook: data, codebook and notes.

use crate::figures as show;
use committee::snapshots::{Snapshot, SnapshotContent, SnapshotFigure};
use page::{Words, period_text, time_text};
use press::workbook::{Cell, Column, ColumnKind, Sheet, SheetName, Workbook};
use vocabulary::Country;

pub(super) fn write(
    country: &Country,
    words: Words,
    snapshot: &Snapshot,
    content: &SnapshotContent,
) -> Result<Vec<u8>, press::Error> {
    let column = |key: &str, kind, width| Column {
        head: words.text(key),
        kind,
        width,
    };
    let data = Sheet {
        name: SheetName::parse(&words.text("sheet-data"))?,
        columns: vec![
            column("code", ColumnKind::Text, 8.0),
            column("indicator", ColumnKind::Text, 36.0),
            column("place", ColumnKind::Text, 16.0),
            column("period", ColumnKind::Text, 12.0),
            column("breakdowns", ColumnKind::Text, 28.0),
            column("status", ColumnKind::Text, 16.0),
            column("lowest", ColumnKind::Whole, 10.0),
            column("highest", ColumnKind::Whole, 10.0),
            column("institution", ColumnKind::Text, 36.0),
            column("figure", ColumnKind::Text, 14.0),
        ],
        rows: content
            .figures
            .iter()
            .flat_map(|figure| rows(country, words, figure))
            .collect(),
    };
    let codebook = Sheet {
        name: SheetName::parse(&words.text("sheet-codebook"))?,
        columns: vec![
            column("code", ColumnKind::Text, 8.0),
            column("indicator", ColumnKind::Text, 36.0),
            column("definition", ColumnKind::Text, 70.0),
            column("source", ColumnKind::Text, 40.0),
        ],
        rows: country
            .indicators()
            .iter()
            .map(|one| {
                vec![
                    Cell::text(one.code.as_str()),
                    Cell::text(one.names.text(words.language())),
                    Cell::text(one.definition.text(words.language())),
                    Cell::text(one.source.clone()),
                ]
            })
            .collect(),
    };
    let notes = Sheet {
        name: SheetName::parse(&words.text("sheet-notes"))?,
        columns: vec![
            column("snapshot", ColumnKind::Text, 24.0),
            column("report-notes", ColumnKind::Text, 80.0),
        ],
        rows: vec![
            vec![
                Cell::text(snapshot.code.clone()),
                Cell::text(snapshot.hash.clone()),
            ],
            vec![
                Cell::text(words.text("recorded")),
                Cell::text(time_text(words, snapshot.taken_at)),
            ],
            vec![
                Cell::text(words.text("report-notes")),
                Cell::text(words.text("report-internal")),
            ],
        ],
    };
    Workbook {
        title: words.text("report-title"),
        snapshot: snapshot.code.clone(),
        created: snapshot.taken_at,
        data,
        codebook,
        notes,
    }
    .write()
}

/// One row for each institution's word; one without an institution where nobody said anything.
fn rows(country: &Country, words: Words, figure: &SnapshotFigure) -> Vec<Vec<Cell>> {
    let number = |number: Option<i64>| match number.map(u32::try_from) {
        Some(Ok(number)) => Cell::count(number),
        Some(Err(_)) => Cell::text(number.map_or_else(String::new, |number| number.to_string())),
        None => Cell::Empty,
    };
    let row = |institution: String, said: String| {
        vec![
            Cell::text(figure.indicator.as_str()),
            Cell::text(show::indicator_name(country, words, &figure.indicator)),
            Cell::text(show::place_name(country, words, &figure.place)),
            Cell::text(period_text(words, figure.period)),
            Cell::text(show::breakdown_name(country, words, &figure.breakdown)),
            Cell::text(words.of("standing", figure.known.standing.code())),
            number(figure.known.low),
            number(figure.known.high),
            Cell::text(institution),
            Cell::text(said),
        ]
    };
    if figure.words.is_empty() {
        return vec![row(String::new(), String::new())];
    }
    let decimals = show::decimals(country, &figure.indicator);
    figure
        .words
        .iter()
        .map(|word| {
            row(
                show::institution_name(country, words, word.institution.as_str()),
                show::value_text(words, word.value, decimals),
            )
        })
        .collect()
}
