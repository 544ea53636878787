//! The file of one discrepancy.

use super::{
    adopt, note,
    plot::plot,
    rules::{self, RuleRow},
};
use crate::{
    Door,
    error::InLanguage as _,
    facts::{DecisionView, FigureRow, decision_view, figure_rows},
    navigation::frame,
    rounds::class,
    session::{SignedIn, scope},
    show::{self, Picture},
};
use access::{AdoptFigure, AnnotateDiscrepancy, ReadDiscrepancies, ReadMeetings, Scope};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use boxed::boxed;
use committee::{
    discrepancies::{Discrepancy, DiscrepancyFile, NoteKind, Status, discrepancy_open},
    meetings::meeting_list,
};
use estimation::rounds::{PairOverlap, round_overlaps};
use page::{
    Failure, Field, Frame, Problem, date_text, html, number_text, period_text, signed_text,
    time_text,
};

// words: note-kind-*

struct PairRow {
    one: String,
    other: String,
    difference: String,
    rules: String,
}

struct NoteRow {
    head: String,
    reason: Option<String>,
    text: String,
    due: Option<String>,
}

pub(crate) struct Choice {
    pub(crate) code: String,
    pub(crate) name: String,
}

/// What somebody entered and why it was refused; nothing on a page that is opened fresh.
#[derive(Default)]
pub(super) struct Refused {
    pub(super) problems: Vec<Problem>,
    pub(super) note: Option<note::Entered>,
    pub(super) adoption: Option<adopt::Entered>,
}

#[derive(Template)]
#[template(path = "discrepancies/open.html")]
struct OpenPage {
    frame: Frame,
    problems: Vec<Problem>,
    is_note_open: bool,
    is_adoption_open: bool,
    note: note::Entered,
    due: Field,
    adoption: adopt::Entered,
    adoption_seen: String,
    id: i64,
    kind: String,
    explanation: String,
    status: String,
    is_open: bool,
    facts: Vec<(String, String)>,
    fact_address: String,
    plot: Option<Picture>,
    figures: Vec<FigureRow>,
    rule_differences: Vec<String>,
    pairs: Vec<PairRow>,
    history: Vec<(String, String, String)>,
    notes: Vec<NoteRow>,
    decision: Option<DecisionView>,
    decision_is_stale: bool,
    may_annotate: bool,
    may_adopt: bool,
    overlaps: Vec<(String, String)>,
    note_kinds: Vec<Choice>,
    reasons: Vec<Choice>,
    institutions: Vec<Choice>,
    rules: Vec<RuleRow>,
    meetings: Vec<Choice>,
}

/// The scope in which whoever sees all sides may add to a discrepancy.
pub(super) fn annotation_scope(door: &Door, file: &DiscrepancyFile) -> Scope {
    scope(door, &file.discrepancy.fact.place, None)
}

/// Opens the file in the reader's own place.
#[boxed]
pub(super) async fn file(
    door: &Door,
    reader: &SignedIn,
    id: i64,
) -> Result<DiscrepancyFile, Failure> {
    let home = scope(door, &reader.home(door), None);
    let permit = reader.permit::<ReadDiscrepancies>(home)?;
    discrepancy_open(&door.database, &door.catalogue, &permit, id)
        .await
        .shown(reader.language)
}

#[boxed]
pub(crate) async fn open(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
) -> Result<Response, Failure> {
    if !super::sees_all(&door, &reader) {
        return super::own::open(&door, &reader, id).await;
    }
    let file = file(&door, &reader, id).await?;
    file_page(&door, &reader, &file, Refused::default()).await
}

/// Shows the file again, with what was entered and why it was refused.
#[boxed]
pub(super) async fn again(
    door: &Door,
    reader: &SignedIn,
    file: &DiscrepancyFile,
    refused: Refused,
) -> Result<Response, Failure> {
    let page = file_page(door, reader, file, refused).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// What linkage rounds say of people on two of these institutions' lists, with the round's address.
#[boxed]
async fn overlaps(
    door: &Door,
    reader: &SignedIn,
    file: &DiscrepancyFile,
) -> Result<Vec<(String, String)>, Failure> {
    let fact = &file.discrepancy.fact;
    let permit = reader.permit::<AdoptFigure>(scope(door, &fact.place, None))?;
    let institutions = file.figures.iter().map(|figure| figure.institution.clone());
    let institutions: Vec<_> = institutions.collect();
    let found = round_overlaps(&door.database, &permit, fact.period, &institutions)
        .await
        .shown(reader.language)?;
    let words = reader.words();
    let told = |one: PairOverlap| {
        let [first, second] = one.institutions;
        let values = [
            (
                "one",
                show::institution_name(door, words, first.as_str()).into(),
            ),
            (
                "other",
                show::institution_name(door, words, second.as_str()).into(),
            ),
            ("people", class(words, one.people).into()),
        ];
        (words.with("adopt-overlap-said", &values), one.round)
    };
    Ok(found.into_iter().map(told).collect())
}

#[boxed]
async fn file_page(
    door: &Door,
    reader: &SignedIn,
    file: &DiscrepancyFile,
    refused: Refused,
) -> Result<Response, Failure> {
    let (language, words) = (reader.language, reader.words());
    let one = &file.discrepancy;
    let decimals = show::decimals(door, &one.fact.indicator);
    let own = scope(door, &one.fact.place, None);
    let may_adopt = reader.may::<AdoptFigure>(&own);
    let meetings = if may_adopt {
        let permit = reader.permit::<ReadMeetings>(own.clone())?;
        meeting_list(&door.database, &door.catalogue, &permit)
            .await
            .shown(language)?
    } else {
        Vec::new()
    };
    let overlaps = if may_adopt {
        overlaps(door, reader, file).await?
    } else {
        Vec::new()
    };
    let country = door.country();
    let institution = |code: &str| show::institution_name(door, words, code);
    let is_note_open = refused.note.is_some();
    let note = refused.note.unwrap_or_default();
    let due = Field::new("due_on", words.text("answer-until"))
        .hint(words.text("date-hint"))
        .value(&note.due_on)
        .conditional()
        .checked(&refused.problems);
    let is_adoption_open = refused.adoption.is_some();
    let adoption = refused.adoption.unwrap_or_default();
    html(&OpenPage {
        rules: rules::rows(door, words, file, (&adoption, &refused.problems)),
        frame: frame(door, reader, show::fact_name(door, words, &one.fact)),
        problems: refused.problems,
        is_note_open,
        is_adoption_open,
        note,
        due,
        adoption,
        adoption_seen: adopt::seen(file),
        id: one.id,
        kind: words.of("kind", one.kind.code()),
        explanation: words.of("kind-text", one.kind.code()),
        status: words.of("status", one.status.code()),
        is_open: one.status == Status::Open,
        facts: facts(door, reader, one, decimals),
        fact_address: show::fact_address(&one.fact),
        plot: plot(door, reader, file, decimals).shown(language)?,
        figures: figure_rows(door, reader, &file.figures, decimals),
        rule_differences: one
            .rule_differences
            .iter()
            .map(|aspect| words.of("aspect", aspect.code()))
            .collect(),
        pairs: file
            .pairs
            .iter()
            .map(|pair| PairRow {
                one: institution(pair.one.as_str()),
                other: institution(pair.other.as_str()),
                difference: signed_text(language, pair.difference, decimals),
                rules: pair
                    .rule_differences
                    .iter()
                    .map(|aspect| words.of("aspect", aspect.code()))
                    .collect::<Vec<_>>()
                    .join(", "),
            })
            .collect(),
        history: file
            .measures
            .iter()
            .map(|measure| {
                let spread = measure.range.map_or_else(String::new, |(low, high)| {
                    number_text(language, high - low, decimals)
                });
                (
                    time_text(words, measure.at),
                    words.of("status", measure.status.code()),
                    spread,
                )
            })
            .collect(),
        notes: notes(door, reader, file),
        decision: file
            .adopted
            .as_ref()
            .map(|one| decision_view(door, words, one, decimals)),
        decision_is_stale: file.adopted.is_some()
            && one.status == Status::Open
            && one.times_reopened > 0,
        may_annotate: reader.may::<AnnotateDiscrepancy>(&annotation_scope(door, file)),
        may_adopt,
        overlaps,
        note_kinds: NoteKind::ALL
            .into_iter()
            .map(|kind| Choice {
                code: kind.code().to_owned(),
                name: words.of("note-kind", kind.code()),
            })
            .collect(),
        reasons: country
            .code_list(committee::discrepancies::REASONS)
            .into_iter()
            .flat_map(|list| &list.terms)
            .map(|term| Choice {
                code: term.code.to_string(),
                name: term.names.text(language).to_owned(),
            })
            .collect(),
        institutions: file
            .figures
            .iter()
            .map(|figure| Choice {
                code: figure.institution.to_string(),
                name: institution(figure.institution.as_str()),
            })
            .collect(),
        meetings: meetings
            .into_iter()
            .map(|meeting| Choice {
                code: meeting.id.to_string(),
                name: format!(
                    "{}, {}",
                    date_text(words, meeting.meeting.held_on),
                    meeting.meeting.reference
                ),
            })
            .collect(),
    })
}

fn facts(door: &Door, reader: &SignedIn, one: &Discrepancy, decimals: u8) -> Vec<(String, String)> {
    let words = reader.words();
    let number = |number| number_text(reader.language, number, decimals);
    let mut facts = Vec::new();
    if let Some((low, high)) = one.range {
        facts.push((
            words.text("spread"),
            format!("{} ({}–{})", number(high - low), number(low), number(high)),
        ));
    }
    if let Some(institution) = &one.institution {
        facts.push((
            words.text("institution"),
            show::institution_name(door, words, institution.as_str()),
        ));
    }
    if let Some(dimension) = &one.dimension {
        let name = door.country().dimension(dimension.as_str());
        let name = name.map_or_else(
            || dimension.to_string(),
            |one| one.names.text(reader.language).to_owned(),
        );
        facts.push((words.text("by-dimension"), name));
    }
    if let Some(period) = one.other_period {
        facts.push((words.text("other-period"), period_text(words, period)));
    }
    facts.push((words.text("found-on"), time_text(words, one.opened_at)));
    if one.times_reopened > 0 {
        facts.push((words.text("reopened"), one.times_reopened.to_string()));
    }
    facts
}

fn notes(door: &Door, reader: &SignedIn, file: &DiscrepancyFile) -> Vec<NoteRow> {
    let words = reader.words();
    file.notes
        .iter()
        .map(|note| {
            let about = note
                .note
                .institution
                .as_ref()
                .map_or_else(String::new, |code| {
                    format!(" → {}", show::institution_name(door, words, code.as_str()))
                });
            let list = door.country().code_list(committee::discrepancies::REASONS);
            let reason = note
                .note
                .reason
                .as_deref()
                .and_then(|code| list?.term(code));
            NoteRow {
                head: format!(
                    "{}{about} · {}, {}",
                    words.of("note-kind", note.note.kind.code()),
                    note.account_name,
                    time_text(words, note.at)
                ),
                reason: reason.map(|term| term.names.text(reader.language).to_owned()),
                text: note.note.content.clone(),
                due: note.note.due_on.map(|day| date_text(words, day)),
            }
        })
        .collect()
}
