//! The page of a conference.

use crate::{
    TableDoor,
    choose::{Asking, to},
    entered::Entered,
    error::InLanguage as _,
    sent::{Sent, Visit},
    session::{Insider, names_of},
    sheet::{Act, Cell, Form, Input, Link, Part, Sheet, Table},
    show::WorkerNames,
    step::Step,
};
use axum::response::Response;
use boxed::boxed;
use casework::{
    AgendaEntry, AgendaTopic, CaseSummary, ConferenceState, ConferenceView, DecisionKind,
    KnownEntry, RecordId,
};
use page::{Choice, Failure, Problem, time_text};

/// A form about a conference.
pub(super) type ConferenceForm = Sent<RecordId>;

/// Back to the conference after a step, or its page with what was wrong with it.
#[boxed]
pub(super) async fn back(form: &ConferenceForm, step: Step) -> Result<Response, Failure> {
    let Err(stop) = step else {
        return Ok(to(format!("/table/conferences/{}", form.code.as_str())));
    };
    let what = (Vec::new(), stop.problems()?);
    page(form.sender(), &form.code, &form.entered, what).await
}

#[boxed]
pub(super) async fn show(
    Visit {
        door,
        reader,
        code: id,
    }: Visit<RecordId>,
) -> Result<Response, Failure> {
    let nothing = (Vec::new(), Vec::new());
    page((&door, &reader), &id, &Entered::default(), nothing).await
}

#[boxed]
pub(super) async fn page(
    (door, reader): (&TableDoor, &Insider),
    id: &RecordId,
    entered: &Entered,
    (above, problems): (Vec<Part>, Vec<Problem>),
) -> Result<Response, Failure> {
    let words = reader.words();
    let seen = door.casework.conference_view(reader.request(), id).await;
    let seen = seen.shown(reader.language())?;
    let cases = door.casework.cases_of(reader.request()).await;
    let cases = cases.shown(reader.language())?;
    let accounts = seen.attendees.iter().map(|(one, _)| one.as_str()).collect();
    let names = names_of(door, reader.language(), accounts).await?;
    let ask = Asking::of(reader, entered);
    let title = words.with(
        "conference-title",
        &[("code", seen.summary.code.clone().into())],
    );
    let list = words.text("conference-list-title");
    let mut sheet = Sheet::inside(door, reader, title).step("/table/conferences".to_owned(), list);
    for part in above {
        sheet = sheet.with(part);
    }
    sheet = sheet
        .with(Part::Facts(facts(reader, &seen, &names)))
        .with(Part::Table(agenda(reader, &seen)))
        .with(Part::Table(decisions(reader, id, (&seen, &names))));
    for form in forms(reader, (id, ask), (&seen, &cases), &names) {
        sheet = sheet.with(Part::Form(form.checked(&problems)));
    }
    sheet.checked(problems)
}

fn facts(reader: &Insider, seen: &ConferenceView, names: &WorkerNames) -> Vec<(String, String)> {
    let words = reader.words();
    let list = |came: bool| {
        let found = seen.attendees.iter().filter(|(_, own)| *own == came);
        let found: Vec<String> = found.map(|(one, _)| names.of(one)).collect();
        if found.is_empty() {
            "–".to_owned()
        } else {
            found.join(", ")
        }
    };
    let one = &seen.summary;
    let (present, absent) = if one.state == ConferenceState::PlannedConference {
        ("asked", None)
    } else {
        ("absent", Some(list(true)))
    };
    let mut facts = vec![
        ("state", words.of("conference-state", one.state.code())),
        ("when", time_text(words, one.held_at)),
        ("chair", names.of(&one.chair)),
    ];
    facts.extend(absent.map(|text| ("present", text)));
    facts.push((present, list(false)));
    let facts = facts.into_iter();
    facts
        .map(|(key, text)| (words.of("conference-column", key), text))
        .collect()
}

fn agenda(reader: &Insider, seen: &ConferenceView) -> Table {
    let words = reader.words();
    let row = |one: &AgendaEntry| {
        let number = Cell::Text(one.position.to_string());
        match &one.known {
            None => vec![
                number,
                Cell::Text(words.text("conference-unknown-case")),
                Cell::Text("–".to_owned()),
            ],
            Some(known) => vec![
                number,
                Cell::Link(Link::new(
                    format!("/table/cases/{}", known.case),
                    known.case.as_str(),
                )),
                Cell::Text(words.of("conference-topic", known.topic.code())),
            ],
        }
    };
    Table {
        caption: words.text("conference-agenda"),
        heads: ["number", "case", "topic"]
            .map(|head| words.of("conference-column", head))
            .to_vec(),
        rows: seen.entries.iter().map(row).collect(),
        empty: words.text("conference-agenda-none"),
    }
}

fn decisions(
    reader: &Insider,
    id: &RecordId,
    (seen, names): (&ConferenceView, &WorkerNames),
) -> Table {
    let words = reader.words();
    let own = reader.worker().account();
    let known = seen.entries.iter();
    let known = known.filter_map(|one| Some((one.position, one.known.as_ref()?)));
    let rows = known.flat_map(|(position, entry): (i64, &KnownEntry)| {
        entry.decisions.iter().map(move |one| {
            let about = words.of("decision-kind", one.kind.code());
            let last = match one.done_at {
                Some(at) => Cell::Tag("good", time_text(words, at)),
                None if one.responsible == own => Cell::Act(Act {
                    action: format!("/table/conferences/{}/done", id.as_str()),
                    label: words.text("decision-done"),
                    about: about.clone(),
                    name: "decision",
                    value: format!("{} {}", entry.case, one.id.as_str()),
                }),
                None => Cell::Text(words.text("decision-open")),
            };
            vec![
                Cell::Text(position.to_string()),
                Cell::Text(about),
                Cell::Text(names.of(&one.responsible)),
                Cell::Text(time_text(words, one.due_at)),
                last,
            ]
        })
    });
    Table {
        caption: words.text("decision-table"),
        heads: ["number", "decision", "responsible", "due", "done"]
            .map(|head| words.of("conference-column", head))
            .to_vec(),
        rows: rows.collect(),
        empty: words.text("decision-none"),
    }
}

/// The forms that the reader's part and the state of the conference allow.
fn forms(
    reader: &Insider,
    (id, ask): (&RecordId, Asking<'_>),
    (seen, cases): (&ConferenceView, &[CaseSummary]),
    names: &WorkerNames,
) -> Vec<Form> {
    let words = ask.words;
    let state = seen.summary.state;
    let is_chair = seen.summary.chair == reader.worker().account();
    let is_planned = state == ConferenceState::PlannedConference;
    let is_sitting = state == ConferenceState::Sitting;
    let at = |rest: &str| format!("/table/conferences/{}/{rest}", id.as_str());
    let mut forms = Vec::new();
    let managed: Vec<&CaseSummary> = cases
        .iter()
        .filter(|one| one.manager == reader.worker().account())
        .collect();
    if is_chair && is_planned {
        let others = seen.attendees.iter();
        let others = others.filter(|(one, _)| *one != seen.summary.chair);
        let present = others.map(|(one, _)| Choice::new(one, names.of(one), ""));
        let form = Form::new(at("begun"), words.text("conference-begin-button"))
            .titled(words.text("conference-begin-form"))
            .ask(ask.any_of(("present", "conference-ask-present"), present.collect()));
        forms.push(form);
    }
    if (is_planned || is_sitting) && !managed.is_empty() {
        let codes = managed.iter().map(|one| {
            Choice::new(
                one.code.as_str(),
                one.code.to_string(),
                ask.entered.get("case"),
            )
        });
        let topics = AgendaTopic::ALL.iter().map(|one| one.code());
        let form = Form::new(at("entries"), words.text("conference-add-button"))
            .titled(words.text("conference-add-form"))
            .ask(Input::Select(
                ask.field("case", "conference-ask-case"),
                codes.collect(),
            ))
            .ask(ask.one_of(
                ("topic", "conference-ask-topic"),
                "conference-topic",
                topics,
            ));
        forms.push(form);
    }
    if is_sitting {
        forms.extend(deciding((&at("decisions"), ask), (seen, &managed), names));
    }
    if is_chair && (is_sitting || state == ConferenceState::Over) {
        let text = ask
            .field("text", "minutes-ask-text")
            .hint(words.text("minutes-ask-hint"));
        let form = Form::new(at("minutes"), words.text("minutes-write-button"));
        forms.push(
            form.titled(words.text("minutes-write-form"))
                .ask(Input::Long(text)),
        );
    }
    if seen.has_minutes {
        let form = Form::new(at("minutes/read"), words.text("minutes-read-button"));
        forms.push(form.titled(words.text("minutes-read-form")));
    }
    if is_chair && (is_planned || is_sitting) {
        let (button, title) = if is_sitting {
            ("conference-close-button", "conference-close-form")
        } else {
            ("conference-cancel-button", "conference-cancel-form")
        };
        let held = if is_sitting { "yes" } else { "no" };
        let form = Form::new(at("ended"), words.text(button)).folded(words.text(title));
        forms.push(form.ask(Input::Hidden("held", held.to_owned())));
    }
    forms
}

// words: conference-close-button conference-close-form conference-cancel-button
// words: conference-cancel-form

/// Decisions on entries of cases that the reader leads.
fn deciding(
    (action, ask): (&str, Asking<'_>),
    (seen, managed): (&ConferenceView, &[&CaseSummary]),
    names: &WorkerNames,
) -> Option<Form> {
    let words = ask.words;
    let own = seen.entries.iter().filter_map(|one| {
        let known = one.known.as_ref()?;
        let is_own = managed.iter().any(|case| case.code == known.case);
        is_own.then(|| {
            let value = format!("{} {}", known.case, known.id.as_str());
            let name = format!("{}: {}", one.position, known.case);
            Choice::new(&value, name, ask.entered.get("entry"))
        })
    });
    let own: Vec<Choice> = own.collect();
    let kinds = DecisionKind::ALL.iter().map(|one| one.code());
    let people = seen.attendees.iter();
    let people = people
        .map(|(one, _)| Choice::new(one, names.of(one), ask.entered.get("responsible")))
        .collect();
    let responsible = ask
        .field("responsible", "decision-ask-responsible")
        .hint(words.text("decision-ask-responsible-hint"));
    let form = Form::new(action, words.text("decision-button"))
        .titled(words.text("decision-form"))
        .ask(Input::Select(
            ask.field("entry", "decision-ask-entry"),
            own.clone(),
        ))
        .ask(ask.one_of(("kind", "decision-ask-kind"), "decision-kind", kinds))
        .ask(Input::Select(responsible, people))
        .ask(ask.day("due", "decision-ask-due"));
    (!own.is_empty()).then_some(form)
}
