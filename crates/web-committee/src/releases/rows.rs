//! Figures, verdicts and releases as rows of a page. What stands here is what the public would see:
//! the committee's counts have no way into these rows.

use crate::{Door, show};
use jiff::Timestamp;
use page::{Words, period_text, time_text};
use release::{CellKey, Figure, Release, State, Verdict};
use rendering::released::seen_with_range;
use vocabulary::country::Audience;

/// One figure.
pub(super) struct FigureRow {
    pub(super) indicator: String,
    pub(super) place: String,
    pub(super) period: String,
    pub(super) part: String,
    pub(super) figure: String,
    pub(super) before: String,
    pub(super) is_changed: bool,
}

pub(super) fn figure_row(
    door: &Door,
    words: Words,
    (key, figure, before): (&CellKey, Figure, Option<Figure>),
) -> FigureRow {
    let decimals = show::decimals(door, &key.indicator);
    FigureRow {
        indicator: show::indicator_name(door, words, &key.indicator),
        place: show::place_name(door, words, &key.place),
        period: period_text(words, key.period),
        part: part(door, words, key),
        figure: seen_with_range(words, figure, decimals),
        before: before.map_or_else(String::new, |before| {
            seen_with_range(words, before, decimals)
        }),
        is_changed: before.is_some_and(|before| before != figure),
    }
}

fn part(door: &Door, words: Words, key: &CellKey) -> String {
    if key.breakdown.is_total() {
        return words.text("public-total");
    }
    show::breakdown_name(door, words, &key.breakdown)
}

/// Whom a table is for.
pub(super) fn audience(words: Words, audience: Audience) -> String {
    words.of("release-for", audience.code())
}

/// What the audit found, sentence by sentence.
pub(super) fn verdict(words: Words, verdict: &Verdict) -> Vec<String> {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let hidden = (verdict.hidden > 0).then(|| {
        let hidden = count(verdict.hidden);
        words.with("release-verdict-hidden", &[("hidden", hidden.into())])
    });
    let Some(narrowest) = verdict.narrowest else {
        return vec![words.text("release-verdict-open")];
    };
    let mut all = vec![
        words.with(
            "release-verdict-safe",
            &[
                ("cells", count(verdict.cells).into()),
                ("narrowest", narrowest.into()),
                ("width", verdict.width.into()),
            ],
        ),
        words.with(
            "release-verdict-with",
            &[
                ("releases", count(verdict.releases).into()),
                ("printed", count(verdict.printed).into()),
            ],
        ),
    ];
    all.extend(hidden);
    if verdict.drawings > 1 {
        let drawings = i64::from(verdict.drawings);
        all.push(words.with("release-verdict-drawings", &[("drawings", drawings.into())]));
    }
    if verdict.steps > 1 {
        all.push(words.with("release-verdict-steps", &[("steps", verdict.steps.into())]));
    }
    if !verdict.additive {
        all.push(words.text("release-verdict-loose"));
    }
    if verdict.without_dimension {
        all.push(words.text("release-verdict-totals"));
    }
    all
}

/// A release in a list.
pub(super) struct ReleaseRow {
    pub(super) code: String,
    pub(super) table: String,
    pub(super) place: String,
    pub(super) audience: String,
    pub(super) period: String,
    pub(super) state: String,
    pub(super) class: &'static str,
    pub(super) visible: String,
    pub(super) proposed: String,
    pub(super) decided: String,
    pub(super) reason: String,
}

/// How a release stands for a reader, which follows from its state, its day and its successors.
pub(super) fn standing(release: &Release, chain: &[Release], now: Timestamp) -> &'static str {
    let is_replaced = chain
        .iter()
        .any(|other| other.corrects == Some(release.id) && other.has_left(now));
    let is_inside = release.audience == Audience::Members;
    match release.state {
        State::Approved if is_inside && is_replaced => "shown-anew",
        State::Approved if is_inside => "shown",
        State::Approved if is_replaced => "corrected",
        State::Approved if release.visible_from <= now => "published",
        State::Approved => "embargoed",
        other => other.code(),
    }
}

/// The style class of a standing's tag.
fn standing_class(state: &str) -> &'static str {
    match state {
        "proposed" => "tag-warn",
        "published" | "shown" => "tag-good",
        "embargoed" => "tag-calm",
        "refused" | "withdrawn" => "tag-bad",
        _ => "",
    }
}

pub(super) fn release_row(
    door: &Door,
    words: Words,
    (release, chain): (&Release, &[Release]),
) -> ReleaseRow {
    let table = door.country().registered_table(&release.table);
    let act = |(name, at): &(String, Timestamp)| format!("{name}, {}", time_text(words, *at));
    let state = standing(release, chain, door.clock.now());
    ReleaseRow {
        code: release.code.clone(),
        table: table.map_or_else(
            || release.table.clone(),
            |one| one.names.text(words.language()).to_owned(),
        ),
        place: show::place_name(door, words, &release.place),
        audience: audience(words, release.audience),
        period: period_text(words, release.period),
        state: words.of("release-state", state),
        class: standing_class(state),
        visible: time_text(words, release.visible_from),
        proposed: act(&release.proposed),
        decided: release.decided.as_ref().map_or_else(String::new, act),
        reason: release
            .reason
            .as_deref()
            .map_or_else(String::new, |code| words.of("public-reason", code)),
    }
}
