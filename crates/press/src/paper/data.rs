//! A report as the template reads it: one JSON file, and one SVG file for each figure.
//!
//! This is where a document is checked; after it, a failure to set the document is a fault of
//! this crate.

use super::document::{Block, ReportDocument, ReportTable, Section};
use super::fonts::is_settable;
use crate::Error;
use crate::error::{amount, same_length};
use crate::text::printable;
use serde::Serialize;
use serde_json::{Value, json};

/// The most pictures, sections, tables' rows and columns that a document may have.
const MOST_FIGURES: usize = 200;
const MOST_SECTIONS: usize = 500;
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 40;
const DEEPEST: usize = 3;

/// What the template reads.
#[derive(Debug)]
pub(super) struct Content {
    /// The JSON file.
    pub(super) data: Vec<u8>,
    /// The pictures, in the order in which `figure` in the data counts them.
    pub(super) pictures: Vec<Vec<u8>>,
}

impl Content {
    /// Checks a document and puts it into the template's shape.
    ///
    /// # Errors
    /// [`Error::Amount`] or [`Error::Length`] naming the list, [`Error::Picture`] for a figure
    /// that is no SVG.
    pub(super) fn of(document: &ReportDocument) -> Result<Self, Error> {
        let mut pictures = Vec::new();
        let mut sections = Vec::new();
        flatten(&document.sections, 1, &mut sections, &mut pictures)?;
        amount("sections of the document", 1, MOST_SECTIONS, sections.len())?;
        let words = &document.words;
        let data = json!({
            "language": document.language.code(),
            "title": settable(&document.title),
            "subtitle": settable(&document.subtitle),
            "place": settable(&document.place),
            "period": settable(&document.period),
            "snapshot": settable(&document.snapshot),
            "words": {
                "page": settable(&words.page),
                "of": settable(&words.of),
                "snapshot": settable(&words.snapshot),
                "table": settable(&words.table),
                "figure": settable(&words.figure),
                "notes": settable(&words.notes),
            },
            "sections": sections,
        });
        Ok(Self {
            data: data.to_string().into_bytes(),
            pictures,
        })
    }
}

/// A section without its parts: the template knows levels, not trees.
#[derive(Serialize)]
struct FlatSection {
    level: usize,
    heading: String,
    blocks: Vec<Value>,
}

fn flatten(
    sections: &[Section],
    level: usize,
    flat: &mut Vec<FlatSection>,
    pictures: &mut Vec<Vec<u8>>,
) -> Result<(), Error> {
    amount("levels of sections", 1, DEEPEST, level)?;
    for section in sections {
        let blocks = section.blocks.iter().map(|found| block(found, pictures));
        flat.push(FlatSection {
            level,
            heading: settable(&section.heading),
            blocks: blocks.collect::<Result<_, _>>()?,
        });
        if !section.sections.is_empty() {
            flatten(&section.sections, level + 1, flat, pictures)?;
        }
    }
    Ok(())
}

fn block(block: &Block, pictures: &mut Vec<Vec<u8>>) -> Result<Value, Error> {
    Ok(match block {
        Block::Paragraph(text) => json!({"kind": "paragraph", "text": settable(text)}),
        Block::List(points) => json!({"kind": "list", "points": settable_all(points)}),
        Block::KeyFigures(figures) => {
            let figures: Vec<Value> = figures
                .iter()
                .map(|figure| {
                    json!({
                        "value": settable(&figure.value),
                        "label": settable(&figure.label),
                        "note": settable(&figure.note),
                    })
                })
                .collect();
            json!({"kind": "key-figures", "figures": figures})
        }
        Block::Table(found) => table(found)?,
        Block::Figure(figure) => {
            amount(
                "figures of the document",
                0,
                MOST_FIGURES,
                pictures.len() + 1,
            )?;
            let index = pictures.len();
            check_picture(&figure.svg, index)?;
            // Markup is ASCII, so only texts inside the picture can change here.
            pictures.push(settable(&figure.svg).into_bytes());
            json!({
                "kind": "figure",
                "file": picture_name(index),
                "alternative": settable(&figure.alternative),
                "caption": settable(&figure.caption),
                "notes": settable_all(&figure.notes),
            })
        }
    })
}

fn table(table: &ReportTable) -> Result<Value, Error> {
    amount("columns of a table", 1, MOST_COLUMNS, table.columns.len())?;
    amount("rows of a table", 0, MOST_ROWS, table.rows.len())?;
    for (index, row) in table.rows.iter().enumerate() {
        let place = format!("row {} of the table {:?}", index + 1, table.caption);
        same_length(&place, table.columns.len(), row.len())?;
    }
    let heads: Vec<String> = table
        .columns
        .iter()
        .map(|column| settable(&column.head))
        .collect();
    let numeric: Vec<bool> = table.columns.iter().map(|column| column.numeric).collect();
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| settable_all(row)).collect();
    Ok(json!({
        "kind": "table",
        "caption": settable(&table.caption),
        "heads": heads,
        "numeric": numeric,
        "rows": rows,
        "notes": settable_all(&table.notes),
    }))
}

/// A picture must at least be one SVG element; its parser says the rest.
fn check_picture(svg: &str, index: usize) -> Result<(), Error> {
    let text = svg.trim_start();
    if text.starts_with("<svg") || text.starts_with("<?xml") {
        return Ok(());
    }
    Err(Error::Picture {
        position: index + 1,
        reason: "it does not start with an <svg> element".to_owned(),
    })
}

/// The virtual file name of a picture.
pub(super) fn picture_name(index: usize) -> String {
    format!("/figure-{index}.svg")
}

/// The text without what XML forbids and without what the fonts do not have.
fn settable(text: &str) -> String {
    let replace = |character: char| {
        if is_settable(character) {
            character
        } else {
            '\u{FFFD}'
        }
    };
    printable(text).chars().map(replace).collect()
}

fn settable_all(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| settable(text)).collect()
}
