//! The report of a region or the country: key figures, tables with their rules, disputes.

use crate::figures as show;
use committee::{
    discrepancies::Standing,
    snapshots::{Snapshot, SnapshotContent, SnapshotFigure},
};
use page::{Words, period_text, time_text};
use press::paper::{
    Block, KeyFigure, ReportColumn, ReportDocument, ReportTable, ReportWords, Section, print as set,
};
use vocabulary::Country;

pub(super) fn print(
    country: &Country,
    words: Words,
    snapshot: &Snapshot,
    content: &SnapshotContent,
) -> Result<Vec<u8>, press::Error> {
    set(&document(country, words, snapshot, content))
}

fn document(
    country: &Country,
    words: Words,
    snapshot: &Snapshot,
    content: &SnapshotContent,
) -> ReportDocument {
    let place = show::place_name(country, words, &snapshot.place);
    let period = period_text(words, snapshot.period);
    ReportDocument {
        language: words.language(),
        title: words.text("report-title"),
        subtitle: format!("{place}, {period}"),
        place,
        period,
        snapshot: snapshot.code.clone(),
        created: snapshot.taken_at,
        words: ReportWords {
            page: words.text("report-page"),
            of: words.text("report-of"),
            snapshot: words.text("snapshot"),
            table: words.text("report-table"),
            figure: words.text("report-figure"),
            notes: words.text("report-notes"),
        },
        sections: vec![
            Section {
                heading: words.text("what-is-known"),
                blocks: vec![
                    Block::Paragraph(words.text("report-internal")),
                    Block::KeyFigures(key_figures(country, words, snapshot, content)),
                ],
                sections: Vec::new(),
            },
            Section {
                heading: words.text("report-figures"),
                blocks: Vec::new(),
                sections: indicators(country, words, content),
            },
            Section {
                heading: words.text("report-disputed"),
                blocks: vec![disputed(country, words, content)],
                sections: Vec::new(),
            },
            Section {
                heading: words.text("report-about"),
                blocks: vec![Block::Paragraph(words.with(
                    "report-about-text",
                    &[
                        ("code", snapshot.code.clone().into()),
                        ("hash", snapshot.hash.clone().into()),
                        ("when", time_text(words, snapshot.taken_at).into()),
                        ("who", snapshot.account_name.clone().into()),
                    ],
                ))],
                sections: Vec::new(),
            },
        ],
    }
}

fn text(country: &Country, words: Words, figure: &SnapshotFigure) -> String {
    show::known_text(
        words,
        &figure.known,
        show::decimals(country, &figure.indicator),
    )
}

fn key_figures(
    country: &Country,
    words: Words,
    snapshot: &Snapshot,
    content: &SnapshotContent,
) -> Vec<KeyFigure> {
    let totals = || {
        content
            .figures
            .iter()
            .filter(|figure| figure.breakdown.is_total())
    };
    // A year that was reported by quarters has its last quarter to show.
    let latest = totals()
        .map(|figure| figure.period)
        .filter(|period| *period == snapshot.period)
        .max()
        .or_else(|| totals().map(|figure| figure.period).max());
    totals()
        .filter(|figure| Some(figure.period) == latest)
        .map(|figure| KeyFigure {
            value: text(country, words, figure),
            label: show::indicator_name(country, words, &figure.indicator),
            note: format!(
                "{}, {}",
                period_text(words, figure.period),
                words.of("standing", figure.known.standing.code())
            ),
        })
        .collect()
}

fn indicators(country: &Country, words: Words, content: &SnapshotContent) -> Vec<Section> {
    let mut sections = Vec::new();
    for indicator in country.indicators() {
        let figures: Vec<&SnapshotFigure> = content
            .figures
            .iter()
            .filter(|figure| figure.indicator == indicator.code)
            .collect();
        if figures.is_empty() {
            continue;
        }
        let rows = figures
            .iter()
            .map(|figure| {
                let said: Vec<String> = figure
                    .words
                    .iter()
                    .map(|word| {
                        let name =
                            show::institution_name(country, words, word.institution.as_str());
                        let value = show::value_text(words, word.value, indicator.decimals);
                        format!("{name}: {value}")
                    })
                    .collect();
                vec![
                    format!(
                        "{}, {}",
                        period_text(words, figure.period),
                        show::breakdown_name(country, words, &figure.breakdown)
                    ),
                    text(country, words, figure),
                    words.of("standing", figure.known.standing.code()),
                    said.join("; "),
                ]
            })
            .collect();
        let column = |key: &str, numeric| ReportColumn {
            head: words.text(key),
            numeric,
        };
        sections.push(Section {
            heading: indicator.names.text(words.language()).to_owned(),
            blocks: vec![Block::Table(ReportTable {
                caption: indicator.names.text(words.language()).to_owned(),
                columns: vec![
                    column("fact", false),
                    column("figure", true),
                    column("status", false),
                    column("figures-side-by-side", false),
                ],
                rows,
                notes: vec![
                    indicator.definition.text(words.language()).to_owned(),
                    format!("{}: {}", words.text("source"), indicator.source),
                ],
            })],
            sections: Vec::new(),
        });
    }
    sections
}

fn disputed(country: &Country, words: Words, content: &SnapshotContent) -> Block {
    let facts: Vec<String> = content
        .figures
        .iter()
        .filter(|figure| figure.known.standing == Standing::Disputed)
        .map(|figure| {
            format!(
                "{} ({}), {}: {}",
                show::indicator_name(country, words, &figure.indicator),
                show::breakdown_name(country, words, &figure.breakdown),
                period_text(words, figure.period),
                text(country, words, figure)
            )
        })
        .collect();
    if facts.is_empty() {
        Block::Paragraph(words.text("no-discrepancies"))
    } else {
        Block::List(facts)
    }
}
