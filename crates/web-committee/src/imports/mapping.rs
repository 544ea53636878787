//! Confirming what the columns of a file mean: the proposal, as the user changed it.

use super::{
    answer::{again, staged},
    mapping_form::meaning_of,
};
use crate::{Door, session::SignedIn};
use axum::{
    Form,
    extract::{Path, State},
    response::Redirect,
};
use exchange::{
    layout::{Label, LabelChoice, PartialKey, TableMapping, ValueColumn},
    value::Meaning,
};
use page::Failure;
use std::collections::BTreeMap;
use vocabulary::{Breakdown, IndicatorCode, Period};

type Fields = BTreeMap<String, String>;

pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Form(fields): Form<Fields>,
) -> Result<Redirect, Failure> {
    reader.own_form(fields.get("csrf").map_or("", String::as_str))?;
    let (import, mut kept) = staged(&door, &reader, id).await?;
    let unclear = || Failure::refused("imports-mapping-unclear").in_language(reader.language);
    let mut tables = Vec::new();
    for (index, proposed) in kept.mapping.tables.iter().enumerate() {
        if field(&fields, &format!("skip-{index}")) == "yes" {
            continue;
        }
        tables.push(table(&door, &fields, index, proposed).ok_or_else(unclear)?);
    }
    if tables.is_empty() {
        return Err(unclear());
    }
    kept.mapping.tables = tables;
    kept.is_settled = true;
    let id = again(&door, &reader, &import, kept).await?;
    Ok(Redirect::to(&format!("/imports/{id}")))
}

fn field<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.get(name).map_or("", |text| text.trim())
}

/// One sheet as the user wants it read; `None` where something entered is not understood, or no
/// column holds values.
fn table(
    door: &Door,
    fields: &Fields,
    index: usize,
    proposed: &TableMapping,
) -> Option<TableMapping> {
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
        let column: u32 = column.parse().ok()?;
        match meaning.as_str() {
            "" => {}
            "value" => table.values.push(ValueColumn {
                column,
                key: value_key(door, fields, (index, column), proposed)?,
            }),
            code => table.labels.push(Label {
                column,
                meaning: meaning_of(code)?,
            }),
        }
    }
    table.labels.sort_by_key(|label| label.column);
    table.values.sort_by_key(|value| value.column);
    table.first_row = match field(fields, &format!("first-{index}")) {
        "" => proposed.first_row,
        text => text.parse().ok().filter(|row| *row > 0)?,
    };
    table.fixed.indicator = indicator(door, field(fields, &format!("indicator-{index}")))?;
    table.fixed.period = period(field(fields, &format!("period-{index}")))?;
    table.blank = Meaning::from_code(field(fields, &format!("blank-{index}")));
    add_choices(door, fields, index, &mut table)?;
    let fits = table.labels.len() <= TableMapping::MOST_LABELS;
    (fits && !table.values.is_empty()).then_some(table)
}

/// What the heading of a value column says: as proposed, and as the user changed it.
fn value_key(
    door: &Door,
    fields: &Fields,
    (table, column): (usize, u32),
    proposed: &TableMapping,
) -> Option<PartialKey> {
    let before = proposed.values.iter().find(|value| value.column == column);
    let mut key = before.map_or_else(PartialKey::default, |value| value.key.clone());
    key.indicator = indicator(door, field(fields, &format!("indicator-{table}-{column}")))?;
    key.breakdown = Breakdown::parse(field(fields, &format!("breakdown-{table}-{column}"))).ok()?;
    key.period = period(field(fields, &format!("period-{table}-{column}")))?;
    Some(key)
}

/// The outer `None` stands for a code that is none.
fn indicator(door: &Door, code: &str) -> Option<Option<IndicatorCode>> {
    if code.is_empty() {
        return Some(None);
    }
    door.country()
        .indicator(code)
        .map(|one| Some(one.code.clone()))
}

fn period(text: &str) -> Option<Option<Period>> {
    if text.is_empty() {
        return Some(None);
    }
    Period::parse(text).ok().map(Some)
}

/// What single labels stand for.
fn add_choices(
    door: &Door,
    fields: &Fields,
    table_index: usize,
    table: &mut TableMapping,
) -> Option<()> {
    let prefix = format!("label-{table_index}-");
    for (name, label) in fields {
        let Some(number) = name.strip_prefix(&prefix) else {
            continue;
        };
        match field(fields, &format!("choice-{table_index}-{number}")) {
            "" => {}
            "pass-over" => table.choose(label, LabelChoice::PassOver),
            code => {
                let key = PartialKey {
                    indicator: indicator(door, code)?,
                    ..PartialKey::default()
                };
                table.choose(label, LabelChoice::Is(key));
            }
        }
    }
    Some(())
}
