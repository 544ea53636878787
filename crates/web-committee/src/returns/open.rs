//! The page of one return: its form, what changed since the last approval, its steps.

use super::{
    entry::{Typed, cell_name, fingerprint, state_codes},
    file, return_title, scope_of, step,
};
use crate::{
    Door, count, count::CountView, error::InLanguage as _, navigation::frame, session::SignedIn,
    show,
};
use access::{EditReturn, ReadMeetings};
use askama::Template;
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use boxed::boxed;
use committee::{
    meetings::meeting_list,
    returns::{ReturnCell, ReturnFile, ReturnStep},
};
use page::{Failure, Frame, Notice, Problem, Words, date_text, html, period_text, time_text};
use serde::Deserialize;
use vocabulary::{Confidence, FigureState};

// words: return-state-* return-step-* return-effect-* figure-state-*

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    saved: String,
}

/// What the form shows: what is kept, or what was typed and could not be.
pub(super) struct Shown {
    pub(super) typed: Vec<Typed>,
    pub(super) seen: String,
    pub(super) problems: Vec<Problem>,
    pub(super) is_saved: bool,
    /// The step that was asked for and refused, with what was typed into its form.
    pub(super) attempt: step::Entered,
}

impl Shown {
    /// What is kept.
    pub(super) fn of_file(door: &Door, reader: &SignedIn, file: &ReturnFile) -> Self {
        let typed: Vec<Typed> = file
            .cells
            .iter()
            .map(|cell| Typed::of_cell(door, reader.language, cell))
            .collect();
        Self {
            seen: fingerprint(&typed),
            typed,
            problems: Vec::new(),
            is_saved: false,
            attempt: step::Entered::default(),
        }
    }
}

struct Choice {
    code: String,
    name: String,
    is_chosen: bool,
}

struct Row {
    index: usize,
    name: String,
    is_required: bool,
    is_decimal: bool,
    problem: Option<String>,
    remark_problem: Option<String>,
    typed: Typed,
    shown: String,
    submitted: String,
    approved: Option<String>,
    address: String,
}

struct Section {
    name: String,
    rows: Vec<Row>,
}

struct Event {
    at: String,
    who: String,
    step: String,
    state: String,
    reason: Option<String>,
    meeting: Option<i64>,
}

struct Step {
    code: &'static str,
    name: String,
    effect: String,
    needs_reason: bool,
    needs_meeting: bool,
    reason: String,
}

#[derive(Template)]
#[template(path = "returns/open.html")]
struct OpenPage {
    frame: Frame,
    id: i64,
    version: i64,
    seen: String,
    step_seen: String,
    institution: String,
    place: String,
    period: String,
    due: String,
    state: String,
    is_editable: bool,
    may_edit: bool,
    problems: Vec<Problem>,
    states: Vec<Choice>,
    sections: Vec<Section>,
    changed: Vec<(String, String, String)>,
    events: Vec<Event>,
    steps: Vec<Step>,
    meetings: Vec<Choice>,
    count: Option<CountView>,
}

#[boxed]
pub(crate) async fn open(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let file = file(&door, &reader, id).await?;
    let shown = Shown {
        is_saved: asked.saved == "yes",
        ..Shown::of_file(&door, &reader, &file)
    };
    render(&door, &reader, &file, shown).await
}

/// The page with these fields and problems.
#[boxed]
pub(super) async fn render(
    door: &Door,
    reader: &SignedIn,
    file: &ReturnFile,
    shown: Shown,
) -> Result<Response, Failure> {
    let words = reader.words();
    let record = &file.record;
    let title = return_title(door, words, &record.key);
    let mut frame = frame(door, reader, title);
    frame.notice = shown.is_saved.then(|| Notice {
        text: words.text("returns-saved"),
        is_problem: false,
    });
    let possible = step::possible(door, reader, record);
    let is_counted = file.count.is_some();
    let may_edit = record.state.is_editable()
        && !is_counted
        && reader.may::<EditReturn>(&scope_of(door, record));
    html(&OpenPage {
        frame,
        id: record.id,
        version: record.version,
        step_seen: step::seen(door, reader, file),
        seen: shown.seen,
        institution: show::institution_name(door, words, record.key.institution.as_str()),
        place: show::place_name(door, words, &record.key.place),
        period: period_text(words, record.key.period),
        due: date_text(words, record.due_on),
        state: words.of("return-state", record.state.code()),
        is_editable: record.state.is_editable(),
        may_edit,
        states: state_codes()
            .into_iter()
            .map(|code| Choice {
                name: state_name(words, &code),
                code,
                is_chosen: false,
            })
            .collect(),
        count: file.count.as_ref().map(|one| count::view(door, words, one)),
        sections: sections(door, words, file, shown.typed, &shown.problems),
        problems: shown.problems,
        changed: changed(door, words, file),
        events: events(words, file),
        meetings: meetings(door, reader, &possible, &shown.attempt.meeting).await?,
        steps: possible
            .into_iter()
            .map(|step| step_view(words, step, &shown.attempt))
            .collect(),
    })
}

fn state_name(words: Words, code: &str) -> String {
    let (state, grade) = code.split_once('-').unwrap_or((code, ""));
    let name = words.of("figure-state", state);
    match Confidence::from_code(grade) {
        Some(grade) => format!("{name} ({})", grade.code()),
        None => name,
    }
}

fn step_view(words: Words, step: ReturnStep, attempt: &step::Entered) -> Step {
    Step {
        code: step.code(),
        name: words.of("return-step", step.code()),
        effect: words.of("return-effect", step.code()),
        needs_reason: step.needs_reason(),
        needs_meeting: step == ReturnStep::Adopt,
        reason: if attempt.step == step.code() {
            attempt.reason.clone()
        } else {
            String::new()
        },
    }
}

fn value_text(door: &Door, words: Words, cell: &ReturnCell, own: bool) -> String {
    let value = if own { cell.shown() } else { cell.submitted };
    value.map_or_else(
        || "–".to_owned(),
        |value| show::value_text(words, value, show::decimals(door, &cell.indicator)),
    )
}

fn sections(
    door: &Door,
    words: Words,
    file: &ReturnFile,
    typed: Vec<Typed>,
    problems: &[Problem],
) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (index, (cell, typed)) in file.cells.iter().zip(typed).enumerate() {
        let name = cell.section.text(words.language());
        if sections.last().is_none_or(|section| section.name != name) {
            sections.push(Section {
                name: name.to_owned(),
                rows: Vec::new(),
            });
        }
        let decimals = show::decimals(door, &cell.indicator);
        let about = |field: &str| {
            let field = format!("{field}-{index}");
            let problem = problems.iter().find(|problem| problem.field == field);
            problem.map(|problem| problem.message.clone())
        };
        let row = Row {
            index,
            name: cell_name(door, words, cell),
            is_required: cell.is_required,
            is_decimal: decimals > 0,
            problem: about("number"),
            remark_problem: about("comment"),
            typed,
            shown: value_text(door, words, cell, true),
            submitted: value_text(door, words, cell, false),
            approved: cell.changed_since_approval.map(|before| {
                before.map_or_else(
                    || words.of("figure-state", FigureState::NotReported.code()),
                    |value| show::value_text(words, value, decimals),
                )
            }),
            address: show::fact_address(&committee::figures::FactKey {
                indicator: cell.indicator.clone(),
                place: file.record.key.place.clone(),
                period: file.record.key.period,
                breakdown: cell.breakdown.clone(),
            }),
        };
        if let Some(section) = sections.last_mut() {
            section.rows.push(row);
        }
    }
    sections
}

/// The values that changed since the last approval: cell, before, now.
fn changed(door: &Door, words: Words, file: &ReturnFile) -> Vec<(String, String, String)> {
    file.cells
        .iter()
        .filter_map(|cell| {
            let before = cell.changed_since_approval?;
            let decimals = show::decimals(door, &cell.indicator);
            let before = before.map_or_else(
                || "–".to_owned(),
                |value| show::value_text(words, value, decimals),
            );
            let now = value_text(door, words, cell, false);
            Some((cell_name(door, words, cell), before, now))
        })
        .collect()
}

fn events(words: Words, file: &ReturnFile) -> Vec<Event> {
    file.events
        .iter()
        .map(|event| Event {
            at: time_text(words, event.at),
            who: event.account_name.clone(),
            step: words.of("return-step", &event.step),
            state: words.of("return-state", &event.to_state),
            reason: event.reason.clone(),
            meeting: event.meeting,
        })
        .collect()
}

/// The meetings to choose from, where one has to be chosen.
#[boxed]
async fn meetings(
    door: &Door,
    reader: &SignedIn,
    possible: &[ReturnStep],
    chosen: &str,
) -> Result<Vec<Choice>, Failure> {
    if !possible.contains(&ReturnStep::Adopt) {
        return Ok(Vec::new());
    }
    let home = crate::session::scope(door, &reader.home(door), None);
    let permit = reader.permit::<ReadMeetings>(home)?;
    let found = meeting_list(&door.database, &door.catalogue, &permit)
        .await
        .shown(reader.language)?;
    Ok(found
        .into_iter()
        .map(|meeting| Choice {
            code: meeting.id.to_string(),
            is_chosen: meeting.id.to_string() == chosen,
            name: format!(
                "{}, {}",
                date_text(reader.words(), meeting.meeting.held_on),
                meeting.meeting.reference
            ),
        })
        .collect())
}
