//! Confirming what the columns of a file mean: the proposal, as the user changed it. What is not
//! understood is said with its sheet and column, and everything else that was chosen stays.

use super::open::render;
use crate::{Door, error::InLanguage as _, session::SignedIn};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use exchange::{
    layout::{Label, LabelChoice, LabelMeaning, PartialKey, TableMapping, ValueColumn},
    period_text,
    value::Meaning,
};
use page::{Failure, Problem, Words};
use std::collections::BTreeMap;
use vocabulary::{Breakdown, IndicatorCode, Period};

// words: imports-unclear-*

/// What the form sends, by the names of its fields.
pub(super) type Fields = BTreeMap<String, String>;

/// A field of the form that cannot be used, and why.
struct Unclear {
    field: String,
    why: &'static str,
}

impl Unclear {
    fn at(field: impl Into<String>, why: &'static str) -> Self {
        let field = field.into();
        Self { field, why }
    }

    fn problem(self, words: Words, sheet: &str) -> Problem {
        Problem {
            field: self.field,
            message: match sheet {
                // A text file has one sheet, and no name for it.
                "" => words.of("imports-unclear", self.why),
                sheet => format!("{sheet}: {}", words.of("imports-unclear", self.why)),
            },
        }
    }
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    reader.own_form(fields.get("csrf").map_or("", String::as_str))?;
    let intake = door.intake();
    let staged = intake.staged(&reader.actor, id).await;
    let (_, kept) = staged.shown(reader.language)?;
    let (mut tables, mut problems) = (Vec::new(), Vec::new());
    for (index, proposed) in kept.mapping.tables.iter().enumerate() {
        if field(&fields, &format!("skip-{index}")) == "yes" {
            continue;
        }
        match table(&door, &fields, index, proposed) {
            Ok(table) => tables.push(table),
            Err(unclear) => problems.push(unclear.problem(reader.words(), &proposed.sheet)),
        }
    }
    if tables.is_empty() && problems.is_empty() {
        problems.push(Problem {
            field: "skip-0".to_owned(),
            message: reader.words().of("imports-unclear", "nothing"),
        });
    }
    if !problems.is_empty() {
        let page = render(&door, &reader, id, Some((Some(&fields), problems))).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let settled = intake.settle(&reader.actor, id, tables).await;
    let id = settled.shown(reader.language)?;
    Ok(Redirect::to(&format!("/imports/{id}")).into_response())
}

fn field<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.get(name).map_or("", |text| text.trim())
}

/// One sheet as the user wants it read; refused where something entered is not understood, or no
/// column holds values.
fn table(
    door: &Door,
    fields: &Fields,
    index: usize,
    proposed: &TableMapping,
) -> Result<TableMapping, Unclear> {
    let mut table = TableMapping {
        labels: Vec::new(),
        values: Vec::new(),
        ..proposed.clone()
    };
    let prefix = format!("meaning-{index}-");
    for (name, meaning) in fields {
        let Some(column) = name.strip_prefix(&prefix) else {
            continue;
        };
        let bad = || Unclear::at(name, "meaning");
        let column: u32 = column.parse().map_err(|_| bad())?;
        match meaning.as_str() {
            "" => {}
            "value" => table.values.push(ValueColumn {
                column,
                key: value_key(door, fields, (index, column), proposed)?,
            }),
            code => table.labels.push(Label {
                column,
                meaning: LabelMeaning::from_code(code).ok_or_else(bad)?,
            }),
        }
    }
    table.labels.sort_by_key(|label| label.column);
    table.values.sort_by_key(|value| value.column);
    table.first_row = first_row(fields, index, proposed)?;
    table.fixed.indicator = indicator(door, fields, &format!("indicator-{index}"))?;
    table.fixed.period = period(fields, &format!("period-{index}"))?;
    table.blank = Meaning::from_code(field(fields, &format!("blank-{index}")));
    add_choices(door, fields, index, &mut table)?;
    let anchor = format!("skip-{index}");
    if table.labels.len() > TableMapping::MOST_LABELS {
        return Err(Unclear::at(anchor, "labels"));
    }
    if table.values.is_empty() {
        return Err(Unclear::at(anchor, "values"));
    }
    Ok(table)
}

fn first_row(fields: &Fields, index: usize, proposed: &TableMapping) -> Result<u32, Unclear> {
    let name = format!("first-{index}");
    match field(fields, &name) {
        "" => Ok(proposed.first_row),
        text => {
            let row = text.parse().ok().filter(|row| *row > 0);
            row.ok_or_else(|| Unclear::at(name, "row"))
        }
    }
}

/// What the heading of a value column says: as proposed, and as the user changed it.
fn value_key(
    door: &Door,
    fields: &Fields,
    (table, column): (usize, u32),
    proposed: &TableMapping,
) -> Result<PartialKey, Unclear> {
    let before = proposed.values.iter().find(|value| value.column == column);
    let mut key = before.map_or_else(PartialKey::default, |value| value.key.clone());
    key.indicator = indicator(door, fields, &format!("indicator-{table}-{column}"))?;
    let name = format!("breakdown-{table}-{column}");
    key.breakdown =
        Breakdown::parse(field(fields, &name)).map_err(|_| Unclear::at(name, "breakdown"))?;
    key.period = period(fields, &format!("period-{table}-{column}"))?;
    Ok(key)
}

/// The indicator that a field names; none where it is left empty.
fn indicator(door: &Door, fields: &Fields, name: &str) -> Result<Option<IndicatorCode>, Unclear> {
    let code = field(fields, name);
    if code.is_empty() {
        return Ok(None);
    }
    let found = door.country().indicator(code).map(|one| one.code.clone());
    found
        .map(Some)
        .ok_or_else(|| Unclear::at(name, "indicator"))
}

fn period(fields: &Fields, name: &str) -> Result<Option<Period>, Unclear> {
    let text = field(fields, name);
    if text.is_empty() {
        return Ok(None);
    }
    let period = period_text::parse(text).ok_or_else(|| Unclear::at(name, "period"));
    period.map(Some)
}

/// What single labels stand for.
fn add_choices(
    door: &Door,
    fields: &Fields,
    table_index: usize,
    table: &mut TableMapping,
) -> Result<(), Unclear> {
    let prefix = format!("label-{table_index}-");
    for (name, label) in fields {
        let Some(number) = name.strip_prefix(&prefix) else {
            continue;
        };
        let name = format!("choice-{table_index}-{number}");
        match field(fields, &name) {
            "" => {}
            "pass-over" => table.choose(label, LabelChoice::PassOver),
            _ => {
                let key = PartialKey {
                    indicator: indicator(door, fields, &name)?,
                    ..PartialKey::default()
                };
                table.choose(label, LabelChoice::Is(key));
            }
        }
    }
    Ok(())
}
