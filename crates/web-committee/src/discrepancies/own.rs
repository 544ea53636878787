//! Discrepancies for a member of an institution: those that its own figure takes part in, with whom, and
//! what it is asked. The other side's figure is on the page only after the secretariat has asked.

use super::{note, open::Choice};
use crate::{
    Door,
    error::{InLanguage as _, at_field_called},
    facts::{FigureRow, figure_rows},
    navigation::frame,
    session::{SignedIn, scope},
    show,
};
use access::{AnnotateDiscrepancy, Permit, ReadOwnPart};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use committee::discrepancies::{
    NewNote, NoteKind, OwnPart, OwnPartFile, Status, note_add, own_part_list, own_part_open,
};
use page::{Failure, Frame, Problem, Words, date_text, html, period_text, time_text};

/// What an institution adds: everything but questions, which only those ask who see all sides.
const KINDS: [NoteKind; 4] = [
    NoteKind::Answer,
    NoteKind::Reason,
    NoteKind::Remark,
    NoteKind::Evidence,
];

struct Row {
    id: i64,
    fact: String,
    kind: String,
    found: String,
}

#[derive(Template)]
#[template(path = "discrepancies/own_list.html")]
struct ListPage {
    frame: Frame,
    statuses: Vec<(&'static str, String, bool)>,
    rows: Vec<Row>,
}

struct NoteRow {
    head: String,
    reason: Option<String>,
    text: String,
    due: Option<String>,
}

#[derive(Template)]
#[template(path = "discrepancies/own_open.html")]
struct OpenPage {
    frame: Frame,
    problems: Vec<Problem>,
    note: note::Entered,
    is_note_open: bool,
    id: i64,
    kind: String,
    explanation: String,
    status: String,
    is_open: bool,
    facts: Vec<(String, String)>,
    fact_address: String,
    rule_differences: Vec<String>,
    own: Vec<FigureRow>,
    others: String,
    opened: Option<Vec<FigureRow>>,
    notes: Vec<NoteRow>,
    may_annotate: bool,
    note_kinds: Vec<Choice>,
    reasons: Vec<Choice>,
}

/// Leave to see the reader's own institution's part.
fn permit(door: &Door, reader: &SignedIn) -> Result<Permit<ReadOwnPart>, Failure> {
    let own = scope(door, &reader.home(door), reader.actor.institution());
    reader.permit(own)
}

#[boxed]
pub(super) async fn list(
    door: &Door,
    reader: &SignedIn,
    status: Status,
) -> Result<Response, Failure> {
    let (language, words) = (reader.language, reader.words());
    let permit = permit(door, reader)?;
    let found = own_part_list(&door.database, &door.catalogue, &permit, status)
        .await
        .shown(language)?;
    html(&ListPage {
        frame: frame(door, reader, words.text("navigation-discrepancies")),
        statuses: Status::ALL
            .into_iter()
            .map(|one| (one.code(), words.of("status", one.code()), one == status))
            .collect(),
        rows: found
            .iter()
            .map(|one| Row {
                id: one.id,
                fact: show::fact_name(door, words, &one.fact),
                kind: words.of("kind", one.kind.code()),
                found: time_text(words, one.opened_at),
            })
            .collect(),
    })
}

#[boxed]
async fn file(door: &Door, reader: &SignedIn, id: i64) -> Result<OwnPartFile, Failure> {
    let permit = permit(door, reader)?;
    own_part_open(&door.database, &door.catalogue, &permit, id)
        .await
        .shown(reader.language)
}

#[boxed]
pub(super) async fn open(door: &Door, reader: &SignedIn, id: i64) -> Result<Response, Failure> {
    let file = file(door, reader, id).await?;
    file_page(door, reader, &file, (Vec::new(), None))
}

/// Adds a note in the institution's own name.
#[boxed]
pub(super) async fn annotate(
    door: &Door,
    reader: &SignedIn,
    id: i64,
    entered: note::Entered,
) -> Result<Response, Failure> {
    let file = file(door, reader, id).await?;
    let own = reader.actor.institution();
    let permit = reader.permit::<AnnotateDiscrepancy>(scope(door, &reader.home(door), own))?;
    let kind = NoteKind::from_code(&entered.kind)
        .ok_or_else(|| Failure::bad_request().in_language(reader.language))?;
    if kind == NoteKind::Question {
        let failure = Failure::refused("note-question-not-yours").in_language(reader.language);
        let problems = at_field_called("note-kind", &note::FIELDS, failure)?;
        let page = file_page(door, reader, &file, (problems, Some(entered)))?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let note = NewNote {
        kind,
        reason: (kind == NoteKind::Reason).then(|| entered.reason.clone()),
        institution: own.cloned(),
        due_on: None,
        content: entered.content.clone(),
    };
    let (database, catalogue) = (&door.database, &door.catalogue);
    let added = note_add(database, catalogue, &permit, id, &note, door.clock.now())
        .await
        .shown(reader.language);
    match added {
        Ok(()) => Ok(Redirect::to(&format!("/discrepancies/{id}#notes")).into_response()),
        Err(failure) => {
            let problems = at_field_called("note-kind", &note::FIELDS, failure)?;
            let page = file_page(door, reader, &file, (problems, Some(entered)))?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

fn file_page(
    door: &Door,
    reader: &SignedIn,
    file: &OwnPartFile,
    (problems, entered): (Vec<Problem>, Option<note::Entered>),
) -> Result<Response, Failure> {
    let (language, words) = (reader.language, reader.words());
    let one = &file.part;
    let decimals = show::decimals(door, &one.fact.indicator);
    let own = scope(door, &reader.home(door), reader.actor.institution());
    let reasons = door
        .country()
        .code_list(committee::discrepancies::REASONS)
        .into_iter();
    let others = file.others.iter();
    html(&OpenPage {
        frame: frame(door, reader, show::fact_name(door, words, &one.fact)),
        problems,
        is_note_open: entered.is_some(),
        note: entered.unwrap_or_default(),
        id: one.id,
        kind: words.of("kind", one.kind.code()),
        explanation: words.of("kind-text", one.kind.code()),
        status: words.of("status", one.status.code()),
        is_open: one.status == Status::Open,
        facts: facts(door, words, file),
        fact_address: show::fact_address(&one.fact),
        rule_differences: one
            .rule_differences
            .iter()
            .map(|aspect| words.of("aspect", aspect.code()))
            .collect(),
        own: figure_rows(door, reader, file.own.as_slice(), decimals),
        others: others
            .map(|code| show::institution_name(door, words, code.as_str()))
            .collect::<Vec<_>>()
            .join("; "),
        opened: file.opened.as_ref().map(|figures| {
            let mut rows = figure_rows(door, reader, figures, decimals);
            // Another institution's return is not the reader's to open.
            rows.iter_mut().for_each(|row| row.of_return = None);
            rows
        }),
        notes: notes(door, words, file),
        may_annotate: reader.may::<AnnotateDiscrepancy>(&own),
        note_kinds: KINDS
            .into_iter()
            .map(|kind| Choice {
                code: kind.code().to_owned(),
                name: words.of("note-kind", kind.code()),
            })
            .collect(),
        reasons: reasons
            .flat_map(|list| &list.terms)
            .map(|term| Choice {
                code: term.code.to_string(),
                name: term.names.text(language).to_owned(),
            })
            .collect(),
    })
}

fn facts(door: &Door, words: Words, file: &OwnPartFile) -> Vec<(String, String)> {
    let one: &OwnPart = &file.part;
    let mut facts = Vec::new();
    if let Some(dimension) = &one.dimension {
        let found = door.country().dimension(dimension.as_str());
        let name = found.map_or_else(
            || dimension.to_string(),
            |one| one.names.text(words.language()).to_owned(),
        );
        facts.push((words.text("by-dimension"), name));
    }
    if let Some(period) = one.other_period {
        facts.push((words.text("other-period"), period_text(words, period)));
    }
    facts.push((words.text("found-on"), time_text(words, one.opened_at)));
    if let Some(at) = file.decided_at {
        facts.push((words.text("inside-decided"), time_text(words, at)));
    }
    facts
}

fn notes(door: &Door, words: Words, file: &OwnPartFile) -> Vec<NoteRow> {
    let list = door.country().code_list(committee::discrepancies::REASONS);
    let notes = file.notes.iter().map(|note| {
        let kind = words.of("note-kind", note.note.kind.code());
        let at = time_text(words, note.at);
        let code = note.note.reason.as_deref();
        let reason = code.and_then(|code| list?.term(code));
        NoteRow {
            head: format!("{kind} · {}, {at}", note.account_name),
            reason: reason.map(|term| term.names.text(words.language()).to_owned()),
            text: note.note.content.clone(),
            due: note.note.due_on.map(|day| date_text(words, day)),
        }
    });
    notes.collect()
}
