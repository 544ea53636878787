//! Rows of the register, read back. What cannot be read is an error, never an empty figure.

use crate::{
    CellKey, ReleaseError, Shown, Verdict,
    past::{Past, PastCell},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::Database;
use vocabulary::{
    Breakdown, IndicatorCode, Period, PlaceCode,
    country::{Audience, Protection},
};

/// How far a release has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Waits for somebody else's approval.
    Proposed,
    /// Approved; published from its day on.
    Approved,
    /// Refused; it never leaves.
    Refused,
    /// Taken back after it was published; readers remember it.
    Withdrawn,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [
        Self::Proposed,
        Self::Approved,
        Self::Refused,
        Self::Withdrawn,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A release as those inside see it; its figures are read with it, its counts are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its number in the register.
    pub id: i64,
    /// Its code, in addresses and file names.
    pub code: String,
    /// The registered table.
    pub table: String,
    /// The place it is released for.
    pub place: PlaceCode,
    /// The period.
    pub period: Period,
    /// 1, and one more for each correction.
    pub number: i64,
    /// How far it has come.
    pub state: State,
    /// Whom it is for.
    pub audience: Audience,
    /// What was done to the counts.
    pub protection: Protection,
    /// The version of the engine.
    pub engine: String,
    /// The hash of what leaves.
    pub hash: String,
    /// How it was made safe.
    pub verdict: Verdict,
    /// The release that it corrects.
    pub corrects: Option<i64>,
    /// Why, as a code that is public.
    pub reason: Option<String>,
    /// Why, in words for those inside.
    pub explanation: String,
    /// Nobody outside sees it before.
    pub visible_from: Timestamp,
    /// Who proposed it, and when.
    pub proposed: (String, Timestamp),
    /// Who approved or refused it, and when.
    pub decided: Option<(String, Timestamp)>,
    /// Why it was refused.
    pub refusal: Option<String>,
    /// Who took it back, when and why.
    pub withdrawn: Option<(String, Timestamp, String)>,
    pub(crate) proposer: String,
    pub(crate) year: i64,
    pub(crate) edition: i64,
    pub(crate) content: String,
    pub(crate) certificate: String,
    pub(crate) known: String,
}

impl Release {
    /// Whether this account proposed it.
    #[must_use]
    pub fn is_proposed_by(&self, account: access::AccountId) -> bool {
        self.proposer == account.to_string()
    }

    /// Whether it is approved and its day has come, withdrawn or not.
    #[must_use]
    pub fn has_left(&self, now: Timestamp) -> bool {
        matches!(self.state, State::Approved | State::Withdrawn) && self.visible_from <= now
    }
}

/// The policy as it is kept with a release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Policy {
    pub(super) protection: Protection,
    pub(super) attacker: disclosure_control::Attacker,
}

store::row! {
    pub(super) struct Columns {
        id: i64,
        code: String,
        registered: String,
        place: String,
        period: String,
        year: i64,
        number: i64,
        state: String,
        edition: i64,
        policy: String,
        engine: String,
        content: String,
        hash: String,
        verdict: String,
        certificate: String,
        known: String,
        corrects: Option<i64>,
        reason: Option<String>,
        explanation: String,
        visible_from: i64,
        proposed_at: i64,
        proposer: String,
        proposer_name: String,
        decided_at: Option<i64>,
        decider_name: Option<String>,
        refusal: Option<String>,
        withdrawn_at: Option<i64>,
        withdrawn_by: Option<String>,
        withdrawal: Option<String>,
        audience: String,
    }
}

/// What every reader of the register selects.
macro_rules! selected {
    ($tail:literal) => {
        concat!(
            "SELECT id, code, registered, place, period, year, number, state, edition, policy,
                engine, content, hash, verdict, certificate, known, corrects, reason, explanation,
                visible_from, proposed_at, proposer, proposer_name, decided_at, decider_name,
                refusal, withdrawn_at, withdrawn_by, withdrawal, audience FROM released ",
            $tail
        )
    };
}
pub(super) use selected;

fn corrupt<Error>(_: Error) -> ReleaseError {
    ReleaseError::Corrupt("release")
}

fn time(microseconds: i64) -> Result<Timestamp, ReleaseError> {
    Timestamp::from_microsecond(microseconds).map_err(corrupt)
}

impl Columns {
    pub(super) fn release(self) -> Result<Release, ReleaseError> {
        let policy: Policy = serde_json::from_str(&self.policy).map_err(corrupt)?;
        let decided = match (self.decider_name, self.decided_at) {
            (Some(name), Some(at)) => Some((name, time(at)?)),
            _ => None,
        };
        let withdrawn = match (self.withdrawn_by, self.withdrawn_at, self.withdrawal) {
            (Some(name), Some(at), Some(why)) => Some((name, time(at)?, why)),
            _ => None,
        };
        Ok(Release {
            id: self.id,
            code: self.code,
            table: self.registered,
            place: PlaceCode::parse(&self.place).map_err(corrupt)?,
            period: Period::parse(&self.period).map_err(corrupt)?,
            number: self.number,
            state: State::from_code(&self.state).ok_or(ReleaseError::Corrupt("release"))?,
            audience: Audience::from_code(&self.audience)
                .ok_or(ReleaseError::Corrupt("release"))?,
            protection: policy.protection,
            engine: self.engine,
            hash: self.hash,
            verdict: serde_json::from_str(&self.verdict).map_err(corrupt)?,
            corrects: self.corrects,
            reason: self.reason,
            explanation: self.explanation,
            visible_from: time(self.visible_from)?,
            proposed: (self.proposer_name, time(self.proposed_at)?),
            decided,
            refusal: self.refusal,
            withdrawn,
            proposer: self.proposer,
            year: self.year,
            edition: self.edition,
            content: self.content,
            certificate: self.certificate,
            known: self.known,
        })
    }
}

/// The cells of a release, in their order.
pub(crate) async fn cells_of_release(
    database: &Database,
    id: i64,
) -> Result<Vec<PastCell>, ReleaseError> {
    type Row = (String, String, String, String, String, Option<i64>);
    let rows: Vec<Row> = store::read!(database, connection => {
        store::query_as(
            "SELECT indicator, place, period, breakdown, shown, count FROM released_cell
             WHERE released_id = $1 ORDER BY position",
        )
        .bind(id)
        .fetch_all(connection)
    })?;
    let cells = rows
        .into_iter()
        .map(|(indicator, place, period, breakdown, shown, count)| {
            let shown: Shown = serde_json::from_str(&shown).map_err(corrupt)?;
            Ok(PastCell {
                key: CellKey {
                    indicator: IndicatorCode::parse(&indicator).map_err(corrupt)?,
                    place: PlaceCode::parse(&place).map_err(corrupt)?,
                    period: Period::parse(&period).map_err(corrupt)?,
                    breakdown: Breakdown::parse(&breakdown).map_err(corrupt)?,
                },
                shown,
                count,
            })
        });
    cells.collect()
}

/// The query behind a year; its plan is tested.
pub const YEAR: &str = selected!("WHERE year = $1 ORDER BY year, id");

/// All releases of a year, the refused ones too.
pub(super) async fn of_year(database: &Database, year: i64) -> Result<Vec<Release>, ReleaseError> {
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(YEAR).bind(year).fetch_all(connection)
    })?;
    rows.into_iter().map(Columns::release).collect()
}

/// Everything of a year as the engine needs it, with the refused ones only where a proof of its time
/// is rebuilt.
pub(crate) async fn pasts_of_year(
    database: &Database,
    year: i64,
    with_refused: bool,
) -> Result<Vec<Past>, ReleaseError> {
    let mut pasts = Vec::new();
    for release in of_year(database, year).await? {
        if release.state == State::Refused && !with_refused {
            continue;
        }
        let known: Vec<(CellKey, i64)> = serde_json::from_str(&release.known).map_err(corrupt)?;
        pasts.push(Past {
            id: release.id,
            table: release.table,
            place: release.place,
            period: release.period,
            state: release.edition,
            corrects: release.corrects,
            audience: release.audience,
            protection: release.protection,
            cells: cells_of_release(database, release.id).await?,
            known: known.into_iter().collect(),
        });
    }
    Ok(pasts)
}

/// The query behind what is published; its plan is tested.
pub const PUBLISHED: &str = selected!(
    "WHERE visible_from <= $1 AND audience = 'public' AND state IN ('approved', 'withdrawn')"
);

/// The releases that have left by some time, the earliest first.
pub(crate) async fn published_rows(
    database: &Database,
    now: Timestamp,
) -> Result<Vec<Release>, ReleaseError> {
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(PUBLISHED).bind(now.as_microsecond()).fetch_all(connection)
    })?;
    let mut releases: Vec<Release> = rows
        .into_iter()
        .map(Columns::release)
        .collect::<Result<_, _>>()?;
    releases.sort_by_key(|one| one.id);
    Ok(releases)
}

/// The query behind what the members of a place's committee are shown; its plan is tested.
pub const MEMBERS: &str = selected!(
    "WHERE audience = 'members' AND place = $1 AND state IN ('approved', 'withdrawn')
     ORDER BY audience, place, id"
);

/// What was released to the members of the committee of a place, the earliest first.
pub(crate) async fn members_rows(
    database: &Database,
    place: &PlaceCode,
) -> Result<Vec<Release>, ReleaseError> {
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(MEMBERS).bind(place.to_string()).fetch_all(connection)
    })?;
    rows.into_iter().map(Columns::release).collect()
}
