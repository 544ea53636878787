//! Adding a reason, a note, evidence, a question or an answer.

use super::open::{Refused, again, annotation_scope, file};
use crate::{
    Door,
    error::{InLanguage as _, at_field_called},
    session::SignedIn,
};
use access::AnnotateDiscrepancy;
use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use committee::discrepancies::{NewNote, NoteKind, note_add};
use page::{Failure, Problem, read_date};
use serde::Deserialize;
use vocabulary::InstitutionCode;

#[derive(Default, Deserialize)]
pub(crate) struct Entered {
    csrf: String,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) reason: String,
    #[serde(default)]
    pub(super) institution: String,
    #[serde(default)]
    pub(super) due_on: String,
    #[serde(default)]
    pub(super) content: String,
}

/// How the field of the words is called, and its id on the page.
pub(super) const FIELDS: [(&str, &str); 2] =
    [("content", "content-text"), ("words", "content-text")];

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    if !super::sees_all(&door, &reader) {
        return super::own::annotate(&door, &reader, id, entered).await;
    }
    let file = file(&door, &reader, id).await?;
    let permit = reader.permit::<AnnotateDiscrepancy>(annotation_scope(&door, &file))?;
    let kind = NoteKind::from_code(&entered.kind)
        .ok_or_else(|| Failure::bad_request().in_language(reader.language))?;
    let asks = matches!(kind, NoteKind::Question | NoteKind::Answer);
    let is_question = kind == NoteKind::Question;
    if is_question && !entered.due_on.trim().is_empty() && read_date(&entered.due_on).is_none() {
        let text = reader.words().text("note-needs-day");
        let refused = Refused {
            problems: vec![Problem::new("due_on", text)],
            note: Some(entered),
            ..Refused::default()
        };
        return again(&door, &reader, &file, refused).await;
    }
    let note = NewNote {
        kind,
        reason: (kind == NoteKind::Reason).then(|| entered.reason.clone()),
        institution: InstitutionCode::parse(&entered.institution)
            .ok()
            .filter(|_| asks),
        due_on: read_date(&entered.due_on).filter(|_| is_question),
        content: entered.content.clone(),
    };
    let added = note_add(
        &door.database,
        &door.catalogue,
        &permit,
        id,
        &note,
        door.clock.now(),
    )
    .await
    .shown(reader.language);
    match added {
        Ok(()) => Ok(Redirect::to(&format!("/discrepancies/{id}#notes")).into_response()),
        Err(failure) => {
            let refused = Refused {
                problems: at_field_called("note-kind", &FIELDS, failure)?,
                note: Some(entered),
                ..Refused::default()
            };
            again(&door, &reader, &file, refused).await
        }
    }
}
