//! The files that were brought in, and the form to bring in another.

use super::permit;
use crate::{Door, error::InLanguage as _, navigation::frame, session::SignedIn, show};
use access::{ImportFigures, Role};
use askama::Template;
use axum::{extract::State, response::Response};
use boxed::boxed;
use committee::imports::{ImportState, import_list};
use page::{Choice, Failure, Frame, Problem, html, period_text, time_text};
use vocabulary::{Period, PeriodKind};

// words: import-state-*

struct Row {
    id: i64,
    name: String,
    about: String,
    state: String,
    class: &'static str,
    when: String,
}

/// What was chosen for a file, as the form sends it.
#[derive(Default)]
pub(super) struct Chosen {
    pub(super) institution: String,
    pub(super) period: String,
    pub(super) encoding: String,
}

/// How text files may be written.
const ENCODINGS: [(&str, &str); 3] = [
    ("utf-8", "UTF-8"),
    ("windows-1252", "Windows-1252"),
    ("windows-1250", "Windows-1250"),
];

#[derive(Template)]
#[template(path = "imports/list.html")]
struct ListPage {
    frame: Frame,
    problems: Vec<Problem>,
    institutions: Vec<Choice>,
    periods: Vec<Choice>,
    encodings: Vec<Choice>,
    is_national: bool,
    rows: Vec<Row>,
}

#[boxed]
pub(crate) async fn list(State(door): State<Door>, reader: SignedIn) -> Result<Response, Failure> {
    page(&door, &reader, &Chosen::default(), Vec::new()).await
}

/// The page with what was wrong with a file.
#[boxed]
pub(super) async fn page(
    door: &Door,
    reader: &SignedIn,
    chosen: &Chosen,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let words = reader.words();
    let permit = permit::<ImportFigures>(door, reader)?;
    let found = import_list(&door.database, &door.catalogue, &permit)
        .await
        .shown(reader.language)?;
    html(&ListPage {
        frame: frame(door, reader, words.text("navigation-imports")),
        problems,
        institutions: institutions(door, reader, &chosen.institution),
        periods: periods(door, reader, &chosen.period),
        encodings: ENCODINGS
            .map(|(code, name)| Choice::new(code, name, &chosen.encoding))
            .into(),
        is_national: reader.actor.role() == Role::NationalAnalyst,
        rows: found
            .into_iter()
            .map(|one| Row {
                id: one.id,
                about: match &one.institution {
                    Some(code) => show::institution_name(door, words, code.as_str()),
                    None => show::place_name(door, words, &one.region),
                },
                name: one.file_name,
                state: words.of("import-state", one.state.code()),
                class: class(one.state),
                when: format!("{}, {}", time_text(words, one.started_at), one.started_by),
            })
            .collect(),
    })
}

/// The style class of a state's tag.
pub(super) const fn class(state: ImportState) -> &'static str {
    match state {
        ImportState::Staged => "tag-warn",
        ImportState::Committed => "tag-good",
        ImportState::Undone => "",
    }
}

/// The institutions to choose from; empty for a member, who speaks for one.
fn institutions(door: &Door, reader: &SignedIn, chosen: &str) -> Vec<Choice> {
    if reader.actor.institution().is_some() {
        return Vec::new();
    }
    let home = reader.home(door);
    let here = door.country().institutions_of(&home, door.clock.today());
    let mut choices: Vec<Choice> = here
        .into_iter()
        .filter(|one| !door.country().is_counted_kind(&one.kind))
        .map(|one| Choice::new(one.code.as_str(), one.names.text(reader.language), chosen))
        .collect();
    page::sort_by_name(&mut choices, |one| &one.name);
    choices
}

/// The periods to choose from, for files that do not say when.
fn periods(door: &Door, reader: &SignedIn, chosen: &str) -> Vec<Choice> {
    let today = door.clock.today();
    [
        (PeriodKind::Quarter, 8),
        (PeriodKind::SchoolYear, 2),
        (PeriodKind::Year, 3),
    ]
    .into_iter()
    .filter_map(|(kind, count)| Some((Period::containing(kind, today)?, count)))
    .flat_map(|(last, count)| show::periods_up_to(last, count).into_iter().rev())
    .map(|period| {
        let name = period_text(reader.words(), period);
        Choice::new(period.to_string(), name, chosen)
    })
    .collect()
}
