//! Reading rounds: the national office reads all, an institution those it takes part in.

use super::{CheckValue, RoundState, SafeResult, place::institution};
use crate::EstimationError;
use access::{Permit, ReadRound};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;
use vocabulary::{InstitutionCode, Period};

/// A round in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its code, which its key carries too.
    pub code: String,
    /// What its lists are about.
    pub title: String,
    /// The time that they are about.
    pub period: Period,
    /// Where it stands.
    pub state: RoundState,
    /// When it was begun.
    pub made_at: Timestamp,
    /// By whom.
    pub made_by: String,
}

/// A round with everything that may be seen of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundFile {
    /// The round.
    pub round: Round,
    /// How lists are encoded: JSON.
    pub schema: String,
    /// Who takes part, in the order of their codes.
    pub participants: Vec<Participant>,
    /// What passed disclosure control, once it is matched.
    pub result: Option<SafeResult>,
    /// The estimate that was made from it.
    pub estimate: Option<String>,
    /// What happened, in its order.
    pub events: Vec<RoundEvent>,
}

/// An institution that takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Which.
    pub institution: InstitutionCode,
    /// The check value that it reads from its key.
    pub check_value: Option<CheckValue>,
    /// The file that it handed in, until the round is closed.
    pub received: Option<Received>,
}

/// A file that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// People on the list: for the institution itself and whoever holds the round.
    pub people: Option<i64>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundEvent {
    /// A stable code.
    pub kind: String,
    /// The institution that did it, where it was one.
    pub institution: Option<InstitutionCode>,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

/// The query behind the list of all rounds; its plan is tested.
pub const BY_TIME: &str = "SELECT code, title, period, state, made_at, made_by FROM linkage_round
    ORDER BY made_at DESC LIMIT 100";
/// The query behind one institution's list; its plan is tested.
pub const BY_INSTITUTION: &str = "SELECT code, title, period, state, made_at, made_by
    FROM linkage_round WHERE id IN
        (SELECT round_id FROM linkage_round_participant WHERE institution = $1)
    ORDER BY made_at DESC LIMIT 100";

type Row = (String, String, String, String, i64, String);

fn corrupt() -> EstimationError {
    EstimationError::Corrupt("round")
}

fn time(microseconds: i64) -> Result<Timestamp, EstimationError> {
    Timestamp::from_microsecond(microseconds).map_err(|_| corrupt())
}

fn round((code, title, period, state, made_at, made_by): Row) -> Result<Round, EstimationError> {
    Ok(Round {
        code,
        title,
        period: Period::parse(&period).map_err(|_| corrupt())?,
        state: RoundState::from_code(&state).ok_or_else(corrupt)?,
        made_at: time(made_at)?,
        made_by,
    })
}

/// The last hundred rounds that the asker may see, the latest first.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn round_list(
    database: &Database,
    permit: &Permit<ReadRound>,
) -> Result<Vec<Round>, EstimationError> {
    let rows: Vec<Row> = match institution(permit) {
        Some(own) => store::read!(database, connection => {
            store::query_as(BY_INSTITUTION).bind(own.clone()).fetch_all(connection)
        })?,
        None => store::read!(database, connection => {
            store::query_as(BY_TIME).fetch_all(connection)
        })?,
    };
    rows.into_iter().map(round).collect()
}

store::row! {
    struct Inside {
        id: i64,
        schema: String,
        result: Option<String>,
        estimate: Option<String>,
    }
}

/// One round.
///
/// # Errors
/// [`EstimationError::NotFound`] where there is none with that code, or the asker takes no part.
#[boxed]
pub async fn round_find(
    database: &Database,
    permit: &Permit<ReadRound>,
    code: &str,
) -> Result<RoundFile, EstimationError> {
    let missing = || EstimationError::NotFound("round");
    let row: Option<Row> = store::read!(database, connection => {
        store::query_as(
            "SELECT code, title, period, state, made_at, made_by FROM linkage_round
             WHERE code = $1",
        )
        .bind(code.to_owned())
        .fetch_optional(connection)
    })?;
    let round = round(row.ok_or_else(missing)?)?;
    let inside: Inside = store::read!(database, connection => {
        store::query_as("SELECT id, schema, result, estimate FROM linkage_round WHERE code = $1")
            .bind(code.to_owned())
            .fetch_one(connection)
    })?;
    let own = institution(permit);
    let participants = participants(database, inside.id, own.as_deref()).await?;
    let takes_part = |own: &String| {
        let mut all = participants.iter();
        all.any(|one| one.institution.as_str() == own)
    };
    if own.as_ref().is_some_and(|own| !takes_part(own)) {
        return Err(missing());
    }
    let result = inside.result.as_deref().map(serde_json::from_str);
    Ok(RoundFile {
        round,
        schema: inside.schema,
        participants,
        result: result.transpose().map_err(|_| corrupt())?,
        estimate: inside.estimate.filter(|_| own.is_none()),
        events: events(database, inside.id).await?,
    })
}

store::row! {
    struct Columns {
        institution: String,
        check_value: Option<String>,
        people: Option<i64>,
        received_at: Option<i64>,
        received_by: Option<String>,
    }
}

async fn participants(
    database: &Database,
    round: i64,
    own: Option<&str>,
) -> Result<Vec<Participant>, EstimationError> {
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(
            "SELECT participant.institution, participant.check_value, file.people,
                file.received_at, file.received_by
             FROM linkage_round_participant AS participant
             LEFT JOIN linkage_round_file AS file ON file.round_id = participant.round_id
                AND file.institution = participant.institution
             WHERE participant.round_id = $1 ORDER BY participant.institution",
        )
        .bind(round)
        .fetch_all(connection)
    })?;
    let participant = |row: Columns| {
        let may_see = own.is_none_or(|own| own == row.institution);
        let received = match (row.received_at, row.received_by) {
            (Some(at), Some(by)) => Some(Received {
                at: time(at)?,
                by,
                people: row.people.filter(|_| may_see),
            }),
            _ => None,
        };
        let value = row.check_value.as_deref().map(CheckValue::parse);
        Ok(Participant {
            institution: InstitutionCode::parse(&row.institution).map_err(|_| corrupt())?,
            check_value: value.transpose()?,
            received,
        })
    };
    rows.into_iter().map(participant).collect()
}

async fn events(database: &Database, round: i64) -> Result<Vec<RoundEvent>, EstimationError> {
    let rows: Vec<(String, Option<String>, i64, String)> = store::read!(database, connection => {
        store::query_as(
            "SELECT kind, institution, happened_at, actor FROM linkage_round_event
             WHERE round_id = $1 ORDER BY id",
        )
        .bind(round)
        .fetch_all(connection)
    })?;
    let event = |(kind, institution, at, by): (String, Option<String>, i64, String)| {
        let institution = institution.as_deref().map(InstitutionCode::parse);
        Ok(RoundEvent {
            kind,
            institution: institution.transpose().map_err(|_| corrupt())?,
            at: time(at)?,
            by,
        })
    };
    rows.into_iter().map(event).collect()
}
