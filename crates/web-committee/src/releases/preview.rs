//! What the public would see, before anything is in the register; and putting it there.

use super::rows::{FigureRow, figure_row, verdict};
use crate::{
    Door,
    error::InLanguage as _,
    navigation::frame,
    session::{SignedIn, scope},
};
use access::{OperatingSystemRandom, ProposeRelease};
use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use exchange::period_text;
use jiff::{Timestamp, ToSpan as _};
use page::{Failure, Field, Frame, Problem, html, office_instant, period_text, read_date};
use release::{CORRECTION_REASONS, Proposal, is_national, release_preview, release_propose};
use rendering::released::rule;
use serde::Deserialize;
use vocabulary::country::Audience;

/// What somebody asked for.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Entered {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    table: String,
    #[serde(default)]
    period: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    explanation: String,
}

#[derive(Template)]
#[template(path = "releases/preview.html")]
struct PreviewPage {
    frame: Frame,
    table: String,
    period: String,
    rule: String,
    refusal: String,
    rows: Vec<FigureRow>,
    verdict: Vec<String>,
    is_correction: bool,
    is_inside: bool,
    reasons: Vec<(String, String)>,
    entered: Entered,
    problems: Vec<Problem>,
    day: Field,
}

#[boxed]
pub(crate) async fn preview(
    State(door): State<Door>,
    reader: SignedIn,
    Query(entered): Query<Entered>,
) -> Result<Response, Failure> {
    page_of(&door, &reader, entered, String::new()).await
}

/// The proposal that was asked for.
fn proposal(door: &Door, reader: &SignedIn, entered: &Entered) -> Result<Proposal, Failure> {
    let language = reader.language;
    let table = door
        .country()
        .registered_table(&entered.table)
        .ok_or_else(|| Failure::not_found().in_language(language))?;
    let home = reader.home(door);
    let place = if is_national(door.country(), table) {
        door.country().code().clone()
    } else {
        home
    };
    let period = period_text::parse(&entered.period)
        .ok_or_else(|| Failure::refused("release-wrong-period").in_language(language))?;
    let visible_from = match entered.day.trim() {
        "" => door.clock.now(),
        text => first_instant(door, text)
            .ok_or_else(|| Failure::refused("release-needs-day").in_language(language))?,
    };
    Ok(Proposal {
        table: entered.table.clone(),
        place,
        period,
        visible_from,
        reason: Some(entered.reason.clone()).filter(|reason| !reason.is_empty()),
        explanation: entered.explanation.clone(),
    })
}

/// A release waits at most so long for its day.
const MOST_DAYS: i64 = 731;

/// The first instant of a day where the offices are; none for what is no day, for one that is over and for
/// one that is too far off to be meant.
fn first_instant(door: &Door, day: &str) -> Option<Timestamp> {
    let day = read_date(day)?;
    let today = door.clock.today();
    (today..=today + MOST_DAYS.days())
        .contains(&day)
        .then(|| office_instant(day, 0, 0))?
}

#[boxed]
async fn page_of(
    door: &Door,
    reader: &SignedIn,
    entered: Entered,
    refusal: String,
) -> Result<Response, Failure> {
    let words = reader.words();
    // A day that cannot be read stands in its field again, and the figures do not depend on it.
    let is_wrong = !entered.day.trim().is_empty() && first_instant(door, &entered.day).is_none();
    let problems = is_wrong.then(|| Problem::new("day", words.text("release-needs-day")));
    let problems: Vec<Problem> = problems.into_iter().collect();
    let refusal = if is_wrong { String::new() } else { refusal };
    let day = Field::new("day", words.text("release-day"))
        .hint(words.text("release-day-hint"))
        .value(&entered.day)
        .optional()
        .checked(&problems);
    let readable = Entered {
        day: if is_wrong {
            String::new()
        } else {
            entered.day.clone()
        },
        ..entered.clone()
    };
    let proposal = proposal(door, reader, &readable)?;
    let permit = reader.permit::<ProposeRelease>(scope(door, &proposal.place, None))?;
    let table = door.country().registered_table(&proposal.table);
    let (database, catalogue) = (&door.database, door.catalogue.as_ref());
    let random = &OperatingSystemRandom;
    let previewed = release_preview(database, catalogue, &permit, &proposal, random).await;
    let (rows, sentences, refusal) = match previewed {
        Ok(preview) => {
            let cells = preview.cells.iter();
            let rows =
                cells.map(|cell| figure_row(door, words, (&cell.key, cell.figure, cell.before)));
            (rows.collect(), verdict(words, &preview.verdict), refusal)
        }
        Err(error) => {
            let failure = Err::<(), _>(error).shown(reader.language).err();
            let failure = failure.unwrap_or_else(Failure::not_found);
            if failure.status() != StatusCode::UNPROCESSABLE_ENTITY {
                return Err(failure);
            }
            (Vec::new(), Vec::new(), failure.texts().1)
        }
    };
    let is_inside = table.is_some_and(|one| one.audience == Audience::Members);
    let title = if is_inside {
        "release-preview-members"
    } else {
        "release-preview"
    };
    html(&PreviewPage {
        frame: frame(door, reader, words.text(title)),
        is_inside,
        table: table.map_or_else(String::new, |one| {
            one.names.text(reader.language).to_owned()
        }),
        rule: table.map_or_else(String::new, |one| rule(words, one.protection)),
        period: period_text(words, proposal.period),
        refusal,
        rows,
        verdict: sentences,
        is_correction: proposal.reason.is_some(),
        reasons: CORRECTION_REASONS
            .into_iter()
            .map(|code| (code.to_owned(), words.of("public-reason", code)))
            .collect(),
        entered,
        problems,
        day,
    })
}

#[boxed]
pub(crate) async fn propose(
    State(door): State<Door>,
    reader: SignedIn,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let home = scope(&door, &reader.home(&door), None);
    reader.permit::<ProposeRelease>(home)?;
    let proposal = match proposal(&door, &reader, &entered) {
        Err(failure) if failure.status() == StatusCode::UNPROCESSABLE_ENTITY => {
            let page = page_of(&door, &reader, entered, failure.texts().1).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        other => other?,
    };
    let permit = reader.permit::<ProposeRelease>(scope(&door, &proposal.place, None))?;
    let by = (
        &OperatingSystemRandom as &dyn vocabulary::RandomSource,
        door.clock.now(),
    );
    let (database, catalogue) = (&door.database, door.catalogue.as_ref());
    let outcome = release_propose(database, catalogue, &permit, &proposal, by)
        .await
        .shown(reader.language);
    match outcome {
        Ok(code) => Ok(Redirect::to(&format!("/releases/{code}")).into_response()),
        Err(failure) if failure.status() == StatusCode::UNPROCESSABLE_ENTITY => {
            let page = page_of(&door, &reader, entered, failure.texts().1).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(failure) => Err(failure),
    }
}
