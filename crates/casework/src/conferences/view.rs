//! A conference as one attendee sees it: entries of cases on which they hold a grant by code, every
//! other entry by its number alone.

use super::{AgendaTopic, ConferenceState, DecisionKind, call::attended};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request, casework::time, codes::stored,
    grants::refuse,
};
use boxed::boxed;
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::Transaction;

/// A conference in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConferenceSummary {
    /// Its id.
    pub id: RecordId,
    /// Its code.
    pub code: String,
    /// Who chairs it.
    pub chair: String,
    /// Where it stands.
    pub state: ConferenceState,
    /// When it is held.
    pub held_at: Timestamp,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: RecordId,
    /// What was decided.
    pub kind: DecisionKind,
    /// Who does it.
    pub responsible: String,
    /// By when.
    pub due_at: Timestamp,
    /// When it was done.
    pub done_at: Option<Timestamp>,
}

/// An entry of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaEntry {
    /// Its number on the agenda, from 1.
    pub position: i64,
    /// What the attendee may know of it; `None`: a case of another institution.
    pub known: Option<KnownEntry>,
}

/// An entry whose case the attendee may know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownEntry {
    /// Its id.
    pub id: RecordId,
    /// The case.
    pub case: CaseCode,
    /// Why it is on the agenda.
    pub topic: AgendaTopic,
    /// What was decided.
    pub decisions: Vec<Decision>,
}

/// A conference as one attendee sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConferenceView {
    /// What stands in the list.
    pub summary: ConferenceSummary,
    /// Who was asked to come, and whether they came.
    pub attendees: Vec<(String, bool)>,
    /// The agenda, in order.
    pub entries: Vec<AgendaEntry>,
    /// Whether minutes were written that the attendee can read.
    pub has_minutes: bool,
}

type Listed = (String, String, String, String, i64);
type Entry = (String, i64, String, String, i64);
type Decided = (String, String, String, String, i64, Option<i64>);

impl Casework {
    /// The conferences that the worker was asked to come to, the next first; at most 500.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn conferences_of(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<ConferenceSummary>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Listed> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT c.id, c.code, c.chair, c.state, c.held_at FROM conference c
                 JOIN conference_attendee a ON a.conference = c.id AND a.account = $1
                 ORDER BY c.held_at DESC, c.id LIMIT 500",
            )
            .bind(request.worker.account())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(id, code, chair, state, held_at)| {
                Ok(ConferenceSummary {
                    id: RecordId::stored(id),
                    code,
                    chair,
                    state: stored(ConferenceState::from_code, &state)?,
                    held_at: time(held_at)?,
                })
            })
            .collect()
    }

    /// One conference.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for whoever was not asked to come.
    #[boxed]
    pub async fn conference_view(
        &self,
        request: Request<'_>,
        conference: &RecordId,
    ) -> Result<ConferenceView, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let row = attended(&mut transaction, request, conference).await?;
        let Some(row) = row else {
            let what = (conference.as_str(), "conference");
            return Err(refuse(transaction, request, what).await?);
        };
        let attendees: Vec<(String, i64)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT account, attended FROM conference_attendee
                 WHERE conference = $1 ORDER BY account",
            )
            .bind(conference.as_str())
            .fetch_all(connection)
        })?;
        let has_minutes: Option<(String,)> = store::within!(transaction, connection => {
            store::query_as("SELECT holder FROM wrapped_key WHERE subject = $1 AND holder = $2")
                .bind(conference.as_str())
                .bind(request.worker.account())
                .fetch_optional(connection)
        })?;
        let attendees = attendees.into_iter();
        Ok(ConferenceView {
            summary: ConferenceSummary {
                id: row.id,
                code: row.code,
                chair: row.chair,
                state: row.state,
                held_at: time(row.held_at)?,
            },
            attendees: attendees
                .map(|(account, came)| (account, came != 0))
                .collect(),
            entries: entries(&mut transaction, request, conference).await?,
            has_minutes: has_minutes.is_some(),
        })
    }
}

async fn entries(
    transaction: &mut Transaction,
    request: Request<'_>,
    conference: &RecordId,
) -> Result<Vec<AgendaEntry>, CaseworkError> {
    let rows: Vec<Entry> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT e.id, e.position, e.case_code, e.topic,
                (SELECT COUNT(*) FROM access_grant g
                    WHERE g.case_code = e.case_code AND g.holder = $2 AND g.revoked_at IS NULL
                      AND g.starts_at <= $3 AND g.ends_at > $3
                      AND NOT EXISTS (SELECT 1 FROM access_denial d
                            WHERE d.case_code = e.case_code AND d.holder = $2)) AS grants
             FROM conference_entry e WHERE e.conference = $1 ORDER BY e.position",
        )
        .bind(conference.as_str())
        .bind(request.worker.account())
        .bind(request.second())
        .fetch_all(connection)
    })?;
    let mut decided = decisions(transaction, conference).await?;
    rows.into_iter()
        .map(|(id, position, case, topic, grants)| {
            let known = (grants > 0).then(|| {
                Ok::<_, CaseworkError>(KnownEntry {
                    decisions: decided.remove(&id).unwrap_or_default(),
                    id: RecordId::stored(id),
                    case: CaseCode::stored(case),
                    topic: stored(AgendaTopic::from_code, &topic)?,
                })
            });
            Ok(AgendaEntry {
                position,
                known: known.transpose()?,
            })
        })
        .collect()
}

async fn decisions(
    transaction: &mut Transaction,
    conference: &RecordId,
) -> Result<BTreeMap<String, Vec<Decision>>, CaseworkError> {
    let rows: Vec<Decided> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT d.entry, d.id, d.kind, d.responsible, d.due_at, d.done_at
             FROM conference_decision d JOIN conference_entry e ON e.id = d.entry
             WHERE e.conference = $1 ORDER BY d.due_at, d.id",
        )
        .bind(conference.as_str())
        .fetch_all(connection)
    })?;
    let mut found: BTreeMap<String, Vec<Decision>> = BTreeMap::new();
    for (entry, id, kind, responsible, due_at, done_at) in rows {
        found.entry(entry).or_default().push(Decision {
            id: RecordId::stored(id),
            kind: stored(DecisionKind::from_code, &kind)?,
            responsible,
            due_at: time(due_at)?,
            done_at: done_at.map(time).transpose()?,
        });
    }
    Ok(found)
}
