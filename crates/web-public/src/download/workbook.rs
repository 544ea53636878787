//! The workbook: the figures, what they count, and what was done to them.

use super::text::columns;
use crate::show;
use page::Words;
use press::workbook::{Cell, Column, ColumnKind, Sheet, SheetName, Workbook};
use release::PublishedRelease;
use vocabulary::Country;

pub(super) fn write(
    country: &Country,
    words: Words,
    release: &PublishedRelease,
) -> Result<Vec<u8>, press::Error> {
    let table = country.registered_table(&release.table);
    let title = table.map_or(release.table.as_str(), |one| {
        one.names.text(words.language())
    });
    Workbook {
        title: title.to_owned(),
        snapshot: release.code.clone(),
        created: release.since,
        data: data(country, words, release)?,
        codebook: codebook(country, words, release)?,
        notes: notes(words, release)?,
    }
    .write()
}

fn column(words: Words, key: &str, kind: ColumnKind, width: f64) -> Column {
    Column {
        head: words.text(key),
        kind,
        width,
    }
}

fn data(
    country: &Country,
    words: Words,
    release: &PublishedRelease,
) -> Result<Sheet, press::Error> {
    let number = |number: Option<i64>| match number.map(u32::try_from) {
        Some(Ok(number)) => Cell::count(number),
        _ => Cell::Empty,
    };
    let rows = release.figures.iter().map(|(key, figure)| {
        let (_, value, base) = columns(figure.shown());
        let range = figure.range();
        let decimals = show::decimals(country, &key.indicator);
        let seen = show::seen(words, *figure, decimals);
        vec![
            Cell::text(key.indicator.as_str()),
            Cell::text(key.place.as_str()),
            Cell::text(show::place_name(country, words, &key.place)),
            Cell::text(key.period.to_string()),
            Cell::text(show::breakdown_name(country, words, &key.breakdown)),
            number(value),
            number(base),
            number(range.map(|(low, _)| low)),
            number(range.map(|(_, high)| high)),
            Cell::text(seen.text),
        ]
    });
    Ok(Sheet {
        name: SheetName::parse(&words.text("sheet-data"))?,
        columns: vec![
            column(words, "code", ColumnKind::Text, 8.0),
            column(words, "code", ColumnKind::Text, 10.0),
            column(words, "place", ColumnKind::Text, 18.0),
            column(words, "period", ColumnKind::Text, 12.0),
            column(words, "breakdowns", ColumnKind::Text, 28.0),
            column(words, "figure", ColumnKind::Whole, 12.0),
            column(words, "public-base", ColumnKind::Whole, 12.0),
            column(words, "lowest", ColumnKind::Whole, 12.0),
            column(words, "highest", ColumnKind::Whole, 12.0),
            column(words, "public-as-shown", ColumnKind::Text, 16.0),
        ],
        rows: rows.collect(),
    })
}

fn codebook(
    country: &Country,
    words: Words,
    release: &PublishedRelease,
) -> Result<Sheet, press::Error> {
    let mut codes: Vec<_> = release
        .figures
        .iter()
        .map(|(key, _)| &key.indicator)
        .collect();
    codes.dedup();
    let rows = codes.into_iter().filter_map(|code| {
        let one = country.indicator(code.as_str())?;
        Some(vec![
            Cell::text(one.code.as_str()),
            Cell::text(one.names.text(words.language())),
            Cell::text(one.definition.text(words.language())),
        ])
    });
    Ok(Sheet {
        name: SheetName::parse(&words.text("sheet-codebook"))?,
        columns: vec![
            column(words, "code", ColumnKind::Text, 8.0),
            column(words, "indicator", ColumnKind::Text, 40.0),
            column(words, "definition", ColumnKind::Text, 80.0),
        ],
        rows: rows.collect(),
    })
}

fn notes(words: Words, release: &PublishedRelease) -> Result<Sheet, press::Error> {
    let pairs = [
        (words.text("public-release"), release.code.clone()),
        (
            words.text("public-what-was-done"),
            show::rule(words, release.protection),
        ),
        (words.text("public-why-title"), words.text("public-why")),
        ("BLAKE3".to_owned(), release.hash.clone()),
    ];
    Ok(Sheet {
        name: SheetName::parse(&words.text("sheet-notes"))?,
        columns: vec![
            column(words, "public-note", ColumnKind::Text, 24.0),
            column(words, "public-note-text", ColumnKind::Text, 100.0),
        ],
        rows: pairs
            .into_iter()
            .map(|(name, text)| vec![Cell::text(name), Cell::text(text)])
            .collect(),
    })
}
