//! The form of a return as a workbook, pre-filled, that says of itself which return it is. Its
//! layout is the exchange's own-workbook contract: a sheet of identity, and over each table a row of
//! marks that tells the columns apart.

use super::file;
use crate::{Door, error::InLanguage as _, session::SignedIn, show};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use boxed::boxed;
use committee::returns::{ReturnCell, ReturnFile};
use exchange::layout::own_workbook as own;
use page::{Failure, Words, period_text};
use press::workbook::{
    Cell, ChoiceList, EntryKind, EntryMessage, FormColumn, FormSection, FormWorkbook, SheetName,
};
use vocabulary::FigureState;

const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[boxed]
pub(crate) async fn download(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    let file = file(&door, &reader, id).await?;
    let form = form(&door, &reader, &file).shown(reader.language)?;
    let bytes = form.write().shown(reader.language)?;
    let key = &file.record.key;
    let name = show::plain(&format!(
        "{}-{}-{}.xlsx",
        key.template, key.institution, key.period
    ));
    Ok((
        [
            (header::CONTENT_TYPE, SPREADSHEET.to_owned()),
            (
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}\""),
            ),
        ],
        bytes,
    )
        .into_response())
}

/// What identifies the return, in the order of [`own::KEYS`].
fn identity(door: &Door, file: &ReturnFile) -> Vec<(String, String)> {
    let key = &file.record.key;
    let template = door.country().template(key.template.as_str());
    let values = [
        own::FORMAT.to_owned(),
        key.template.to_string(),
        template.map_or(0, |one| one.version).to_string(),
        file.record.id.to_string(),
        key.institution.to_string(),
        key.place.to_string(),
        key.period.to_string(),
    ];
    own::KEYS
        .iter()
        .map(|key| (*key).to_owned())
        .zip(values)
        .collect()
}

fn form(door: &Door, reader: &SignedIn, file: &ReturnFile) -> Result<FormWorkbook, press::Error> {
    let words = reader.words();
    let key = &file.record.key;
    let mut sections: Vec<(String, Vec<&ReturnCell>)> = Vec::new();
    for cell in &file.cells {
        let name = cell.section.text(words.language());
        match sections.last_mut() {
            Some((last, cells)) if last == name => cells.push(cell),
            _ => sections.push((name.to_owned(), vec![cell])),
        }
    }
    let mut sheets = Vec::new();
    for (index, (name, cells)) in sections.iter().enumerate() {
        sheets.push(section(door, words, (index + 1, name), cells)?);
    }
    let identity = identity(door, file);
    sheets.push(identity_sheet(&identity)?);
    Ok(FormWorkbook {
        title: format!(
            "{}, {}, {}",
            super::template_name(door, words, &key.template),
            show::institution_name(door, words, key.institution.as_str()),
            period_text(words, key.period)
        ),
        created: door.clock.now(),
        identity,
        lists: vec![ChoiceList {
            name: words.text("returns-state"),
            choices: FigureState::ALL
                .iter()
                .map(|state| state.code().to_owned())
                .collect(),
        }],
        sections: sheets,
    })
}

/// A name that every spreadsheet program accepts; the number keeps two alike apart.
fn sheet_name(number: usize, name: &str) -> Result<SheetName, press::Error> {
    let plain: String = name
        .chars()
        .filter(|one| !"[]:*?/\\'".contains(*one) && !one.is_control())
        .take(26)
        .collect();
    SheetName::parse(format!("{number} {plain}").trim())
}

fn section(
    door: &Door,
    words: Words,
    (number, name): (usize, &str),
    cells: &[&ReturnCell],
) -> Result<FormSection, press::Error> {
    let column = |key: &str, width: f64, entry: Option<EntryKind>| FormColumn {
        head: words.text(key),
        width,
        entry,
    };
    let message = |text: String| EntryMessage {
        title: words.text("returns-workbook-check"),
        text: text.chars().take(255).collect(),
    };
    let has_decimals = cells
        .iter()
        .any(|cell| show::decimals(door, &cell.indicator) > 0);
    let number_message = message(words.text("returns-workbook-number"));
    let marks = [
        own::INDICATOR_MARK,
        own::BREAKDOWN_MARK,
        "",
        own::VALUE_MARK,
        own::STATE_MARK,
        own::COMMENT_MARK,
    ];
    let mut rows: Vec<Vec<Cell>> = vec![marks.into_iter().map(text_or_nothing).collect()];
    rows.extend(cells.iter().map(|cell| row(door, words, cell)));
    Ok(FormSection {
        name: sheet_name(number, name)?,
        columns: vec![
            column("returns-indicator", 12.0, None),
            column("returns-breakdown", 24.0, None),
            column("returns-cell", 48.0, None),
            column(
                "returns-number",
                14.0,
                Some(if has_decimals {
                    EntryKind::Decimal(number_message)
                } else {
                    EntryKind::Count(number_message)
                }),
            ),
            column(
                "returns-state",
                18.0,
                Some(EntryKind::Choice(0, message(state_legend(words)))),
            ),
            column("returns-remark", 40.0, Some(EntryKind::Text)),
        ],
        rows,
    })
}

/// What the codes of the drop-down stand for.
fn state_legend(words: Words) -> String {
    let lines: Vec<String> = FigureState::ALL
        .iter()
        .map(|state| {
            format!(
                "{}: {}",
                state.code(),
                words.of("figure-state", state.code())
            )
        })
        .collect();
    lines.join("; ")
}

fn text_or_nothing(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::text(text)
    }
}

fn row(door: &Door, words: Words, cell: &ReturnCell) -> Vec<Cell> {
    let decimals = show::decimals(door, &cell.indicator);
    let value = cell.shown();
    let number = value.and_then(|value| value.number());
    let state = value.map(|value| value.state());
    vec![
        Cell::text(cell.indicator.as_str()),
        text_or_nothing(&cell.breakdown.to_string()),
        Cell::text(super::entry::cell_name(door, words, cell)),
        number.map_or(Cell::Empty, |number| Cell::Number(scaled(number, decimals))),
        match state {
            None | Some(FigureState::Value) => Cell::Empty,
            Some(state) => Cell::text(state.code()),
        },
        cell.comment.as_deref().map_or(Cell::Empty, text_or_nothing),
    ]
}

/// The number as a spreadsheet holds it.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts and amounts of one institution are far below 2^52"
)]
fn scaled(number: i64, decimals: u8) -> f64 {
    number as f64 / 10_f64.powi(i32::from(decimals))
}

/// The sheet that names the return: keys in column A, values in column B.
fn identity_sheet(identity: &[(String, String)]) -> Result<FormSection, press::Error> {
    let mut lines = identity.iter();
    let locked = |head: &str, width: f64| FormColumn {
        head: head.to_owned(),
        width,
        entry: None,
    };
    let (key, value) = lines.next().map_or(("", ""), |(key, value)| (key, value));
    Ok(FormSection {
        name: SheetName::parse(own::SHEET)?,
        columns: vec![locked(key, 16.0), locked(value, 32.0)],
        rows: lines
            .map(|(key, value)| vec![Cell::text(key), Cell::text(value)])
            .collect(),
    })
}
