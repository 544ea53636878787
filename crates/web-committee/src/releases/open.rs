//! One release: what leaves, how it was made safe, who stands for it, and what may be done with it.

use super::rows::{FigureRow, ReleaseRow, figure_row, release_row, standing, verdict};
use crate::{
    Door,
    error::InLanguage as _,
    navigation::frame,
    session::{SignedIn, scope},
};
use access::{ApproveRelease, ProposeRelease, ReadSnapshot};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use boxed::boxed;
use page::{Failure, Frame, Problem, html};
use release::{CORRECTION_REASONS, Listed, State as Stand, release_find};
use rendering::released::rule;
use vocabulary::country::Audience;

#[derive(Template)]
#[template(path = "releases/open.html")]
struct OpenPage {
    frame: Frame,
    problems: Vec<Problem>,
    typed_refusal: String,
    typed_withdrawal: String,
    release: ReleaseRow,
    table: String,
    period: String,
    rule: String,
    engine: String,
    hash: String,
    explanation: String,
    refusal: String,
    withdrawal: String,
    verdict: Vec<String>,
    rows: Vec<FigureRow>,
    chain: Vec<ReleaseRow>,
    is_public: bool,
    is_inside: bool,
    may_approve: bool,
    is_own: bool,
    may_withdraw: bool,
    may_correct: bool,
    reasons: Vec<(String, String)>,
}

/// A release that the reader may see.
#[boxed]
pub(super) async fn find(door: &Door, reader: &SignedIn, code: &str) -> Result<Listed, Failure> {
    let permit = reader.permit::<ReadSnapshot>(scope(door, &reader.home(door), None))?;
    release_find(&door.database, &door.catalogue, &permit, code)
        .await
        .shown(reader.language)
}

/// What somebody typed and was refused, to be given back.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) problems: Vec<Problem>,
    pub(super) refusal: String,
    pub(super) withdrawal: String,
}

#[boxed]
pub(crate) async fn open(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
) -> Result<Response, Failure> {
    page(&door, &reader, &code, Typed::default()).await
}

#[boxed]
pub(super) async fn page(
    door: &Door,
    reader: &SignedIn,
    code: &str,
    typed: Typed,
) -> Result<Response, Failure> {
    let words = reader.words();
    let listed = find(door, reader, code).await?;
    let release = &listed.release;
    let now = door.clock.now();
    let place = scope(door, &release.place, None);
    let may_decide = reader.may::<ApproveRelease>(&place);
    let is_last = listed
        .chain
        .iter()
        .all(|other| other.state == Stand::Refused || other.number <= release.number);
    let row = release_row(door, words, (release, &listed.chain));
    html(&OpenPage {
        problems: typed.problems,
        typed_refusal: typed.refusal,
        typed_withdrawal: typed.withdrawal,
        frame: frame(door, reader, format!("{}, {}", row.table, row.period)),
        release: row,
        table: release.table.clone(),
        period: release.period.to_string(),
        rule: rule(words, release.protection),
        engine: release.engine.clone(),
        hash: release.hash.clone(),
        explanation: release.explanation.clone(),
        refusal: release.refusal.clone().unwrap_or_default(),
        withdrawal: release
            .withdrawn
            .as_ref()
            .map_or_else(String::new, |(name, _, why)| format!("{name}: {why}")),
        verdict: verdict(words, &release.verdict),
        rows: listed
            .figures
            .iter()
            .map(|(key, figure)| figure_row(door, words, (key, *figure, None)))
            .collect(),
        chain: listed
            .chain
            .iter()
            .map(|one| release_row(door, words, (one, &listed.chain)))
            .collect(),
        is_public: standing(release, &listed.chain, now) == "published",
        is_inside: release.audience == Audience::Members,
        may_approve: may_decide && release.state == Stand::Proposed,
        is_own: release.is_proposed_by(reader.actor.account_id()),
        may_withdraw: may_decide && release.state == Stand::Approved,
        may_correct: reader.may::<ProposeRelease>(&place) && release.has_left(now) && is_last,
        reasons: CORRECTION_REASONS
            .into_iter()
            .map(|code| (code.to_owned(), words.of("public-reason", code)))
            .collect(),
    })
}
