//! What anybody may read: releases whose day has come, the latest of each chain.

use crate::{
    CellKey, Figure, ReleaseError,
    register::{Release, State, cells_of_release, published_rows},
};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;
use vocabulary::{Period, PlaceCode, country::Protection};

/// One published table of one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedRelease {
    /// Its code.
    pub code: String,
    /// The registered table.
    pub table: String,
    /// The place it is released for.
    pub place: PlaceCode,
    /// The period.
    pub period: Period,
    /// 1, and one more for each correction.
    pub number: i64,
    /// What was done to the counts.
    pub protection: Protection,
    /// How many bases a figure may be away from its count.
    pub steps: i64,
    /// Whether the figures add up.
    pub additive: bool,
    /// The hash of what left.
    pub hash: String,
    /// What left, as the text that the hash is over; empty where it was withdrawn.
    pub content: String,
    /// Since when it is published.
    pub since: Timestamp,
    /// Why it was corrected, of a correction.
    pub reason: Option<String>,
    /// The codes of the releases that it replaces.
    pub replaces: Vec<String>,
    /// Since when it is no longer shown.
    pub withdrawn: Option<Timestamp>,
    /// The figures, in the order of the table; none where it was withdrawn.
    pub figures: Vec<(CellKey, Figure)>,
}

/// What is published of one table by some time, of each place and period the latest, in the order of
/// places, the latest period first.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn published_list(
    database: &Database,
    table: &str,
    now: Timestamp,
) -> Result<Vec<PublishedRelease>, ReleaseError> {
    let mut published = Vec::new();
    for (release, replaces) in latest(database, now).await? {
        if release.table == table {
            published.push(open(database, release, replaces).await?);
        }
    }
    Ok(published)
}

/// Everything that is published by some time, without its figures.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn published_heads(
    database: &Database,
    now: Timestamp,
) -> Result<Vec<PublishedRelease>, ReleaseError> {
    let latest = latest(database, now).await?.into_iter();
    Ok(latest
        .map(|(release, replaces)| head(release, replaces))
        .collect())
}

/// One published release by its code; `None` where there is none, or it was replaced.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn published_find(
    database: &Database,
    code: &str,
    now: Timestamp,
) -> Result<Option<PublishedRelease>, ReleaseError> {
    let mut all = latest(database, now).await?.into_iter();
    match all.find(|(one, _)| one.code == code) {
        Some((release, replaces)) => open(database, release, replaces).await.map(Some),
        None => Ok(None),
    }
}

/// Of each table, place and period the last release, with the codes of those that it replaces.
async fn latest(
    database: &Database,
    now: Timestamp,
) -> Result<Vec<(Release, Vec<String>)>, ReleaseError> {
    let mut latest: Vec<(Release, Vec<String>)> = Vec::new();
    for row in published_rows(database, now).await? {
        let place = latest.iter().position(|(one, _)| {
            (&one.table, &one.place, one.period) == (&row.table, &row.place, row.period)
        });
        match place {
            Some(place) => {
                let (earlier, replaced) = &mut latest[place];
                replaced.push(earlier.code.clone());
                *earlier = row;
            }
            None => latest.push((row, Vec::new())),
        }
    }
    latest.sort_by(|(one, _), (other, _)| {
        (&one.table, &one.place, other.period).cmp(&(&other.table, &other.place, one.period))
    });
    Ok(latest)
}

async fn open(
    database: &Database,
    release: Release,
    replaces: Vec<String>,
) -> Result<PublishedRelease, ReleaseError> {
    let cells = if release.state == State::Withdrawn {
        Vec::new()
    } else {
        cells_of_release(database, release.id).await?
    };
    let figures = cells
        .into_iter()
        .map(|cell| (cell.key, Figure::new(cell.shown)));
    Ok(PublishedRelease {
        figures: figures.collect(),
        ..head(release, replaces)
    })
}

fn head(release: Release, replaces: Vec<String>) -> PublishedRelease {
    let is_withdrawn = release.state == State::Withdrawn;
    let decided = release.decided.as_ref().map(|(_, at)| *at);
    PublishedRelease {
        since: decided.map_or(release.visible_from, |at| at.max(release.visible_from)),
        withdrawn: release.withdrawn.as_ref().map(|(_, at, _)| *at),
        code: release.code,
        table: release.table,
        place: release.place,
        period: release.period,
        number: release.number,
        protection: release.protection,
        steps: release.verdict.steps,
        additive: release.verdict.additive,
        hash: release.hash,
        content: if is_withdrawn {
            String::new()
        } else {
            release.content
        },
        reason: release.reason,
        replaces,
        figures: Vec::new(),
    }
}
