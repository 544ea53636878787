//! Answers to what was asked about a file: remembered, and the kept file read again with them.

use super::{
    kept::{self, Asked, Kept, OpenQuestion},
    permit, reading,
    staging::{File, take},
};
use crate::{Door, error::InLanguage as _, returns::aside::blocking, session::SignedIn};
use access::ImportFigures;
use axum::{
    Form,
    extract::{Path, State},
    response::Redirect,
};
use committee::imports::{
    Import, ImportState, import_discard, import_find, meanings_remember, source_file,
};
use exchange::value::{Meaning, Meanings, Notation};
use page::Failure;
use std::collections::BTreeMap;
use vocabulary::FigureState;

pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Failure> {
    reader.own_form(fields.get("csrf").map_or("", String::as_str))?;
    let (import, mut kept) = staged(&door, &reader, id).await?;
    let questions: Vec<OpenQuestion> = kept::parse(&import.questions)?;
    let mut said = Meanings::default();
    for (index, question) in questions.iter().enumerate() {
        let answer = fields
            .get(&format!("answer-{index}"))
            .map_or("", String::as_str);
        match question.asked {
            Asked::Meaning => {
                if let Some(meaning) = Meaning::from_code(answer) {
                    kept.meanings.remember(&question.text, meaning);
                    said.remember(&question.text, meaning);
                }
            }
            Asked::Notation => {
                kept.meanings.notation = notation(answer).or(kept.meanings.notation);
            }
            Asked::Mapping => {}
        }
    }
    let states: BTreeMap<String, FigureState> = said
        .iter()
        .filter_map(|(text, meaning)| Some((text.to_owned(), meaning.state()?)))
        .collect();
    let permit = permit::<ImportFigures>(&door, &reader)?;
    meanings_remember(
        &door.database,
        &door.catalogue,
        &permit,
        kept.institution.as_ref(),
        &states,
        door.clock.now(),
    )
    .await
    .shown(reader.language)?;
    let id = again(&door, &reader, &import, kept).await?;
    Ok(Redirect::to(&format!("/imports/{id}")))
}

fn notation(code: &str) -> Option<Notation> {
    match code {
        "decimal-comma" => Some(Notation::DecimalComma),
        "decimal-point" => Some(Notation::DecimalPoint),
        _ => None,
    }
}

/// A staged import and how its file is to be read.
pub(super) async fn staged(
    door: &Door,
    reader: &SignedIn,
    id: i64,
) -> Result<(Import, Kept), Failure> {
    let permit = permit::<ImportFigures>(door, reader)?;
    let import = import_find(&door.database, &door.catalogue, &permit, id)
        .await
        .shown(reader.language)?;
    if import.state != ImportState::Staged {
        return Err(Failure::refused("import-not-staged").in_language(reader.language));
    }
    let kept = kept::parse(&import.context)?;
    Ok((import, kept))
}

/// Reads the kept file again, stages it anew and throws the earlier reading away.
pub(super) async fn again(
    door: &Door,
    reader: &SignedIn,
    import: &Import,
    kept: Kept,
) -> Result<i64, Failure> {
    let permit = permit::<ImportFigures>(door, reader)?;
    let (name, bytes) = source_file(&door.database, &door.catalogue, &permit, import.id)
        .await
        .shown(reader.language)?;
    let (country, encoding) = (door.catalogue.country().clone(), kept.encoding);
    let (bytes, opened) = blocking(reader, move || {
        let opened = reading::open(&country, &bytes, encoding);
        (bytes, opened)
    })
    .await?;
    let unreadable = || Failure::internal(&"a kept file can no longer be read");
    let file = File {
        name,
        bytes,
        opened: opened.map_err(|_| unreadable().in_language(reader.language))?,
        kept,
    };
    let now = door.clock.now();
    let new = take(door, reader, permit, file).await?;
    let permit = super::permit::<ImportFigures>(door, reader)?;
    import_discard(&door.database, &door.catalogue, &permit, import.id, now)
        .await
        .shown(reader.language)?;
    Ok(new)
}
