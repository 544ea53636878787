//! Calling a conference together, opening, closing and calling it off: its chair alone.

use super::{CONFERENCE_TABLE, ConferenceState, ConferenceStep};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request, codes::stored, grants::refuse,
    machine::next, repeated,
};
use boxed::boxed;
use jiff::Timestamp;
use ledger::NewEvent;
use serde_json::json;
use store::Transaction;

/// A conference to call.
#[derive(Debug, Clone)]
pub struct NewConference {
    /// Made once for the form that was shown.
    pub request: String,
    /// When it is held.
    pub held_at: Timestamp,
    /// Who is asked to come, beside the chair: accounts of workers.
    pub attendees: Vec<String>,
}

/// A conference that somebody works on.
pub(super) struct ConferenceRow {
    pub id: RecordId,
    pub code: String,
    pub chair: String,
    pub state: ConferenceState,
    pub held_at: i64,
}

/// The most attendees.
const MOST: usize = 60;

impl Casework {
    /// Calls a conference; whoever calls it chairs it.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker; `conference-attendees-invalid`,
    /// `request-missing`.
    #[boxed]
    pub async fn conference_call(
        &self,
        request: Request<'_>,
        new: &NewConference,
    ) -> Result<RecordId, CaseworkError> {
        if new.attendees.is_empty() || new.attendees.len() > MOST {
            return Err(CaseworkError::Invalid("conference-attendees-invalid"));
        }
        let worker = request.worker;
        let mut transaction = self.database.begin().await?;
        worker.expect_active(&mut transaction).await?;
        let form = (worker.account(), "conference", new.request.as_str());
        if let Some(id) = repeated::made_before(&mut transaction, form).await? {
            return Ok(RecordId::stored(id));
        }
        let id = RecordId::fresh(&*self.random);
        repeated::remember(&mut transaction, form, id.as_str()).await?;
        let code = CaseCode::fresh(&*self.random);
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO conference (id, code, chair, institution, state, held_at, called_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(id.as_str())
            .bind(code.as_str())
            .bind(worker.account())
            .bind(worker.institution())
            .bind(ConferenceState::PlannedConference.code())
            .bind(new.held_at.as_second())
            .bind(request.second())
        )?;
        let chair = worker.account().to_owned();
        for account in std::iter::once(&chair).chain(&new.attendees) {
            invite(&mut transaction, (&id, account)).await?;
        }
        let more = ("conference-called", &json!({"attendees": new.attendees}));
        log(&mut transaction, request, (code.as_str(), more.0, more.1)).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Opens a conference; the chair says who is present.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody who was not asked; `conference-chair-only`,
    /// `conference-step-not-allowed`.
    #[boxed]
    pub async fn conference_begin(
        &self,
        request: Request<'_>,
        (conference, present): (&RecordId, &[String]),
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        let row = self.chaired(&mut transaction, request, conference).await?;
        let row = match row {
            Some(row) => row,
            None => {
                let what = (conference.as_str(), "conference");
                return Err(refuse(transaction, request, what).await?);
            }
        };
        step(&mut transaction, (&row, ConferenceStep::Begin)).await?;
        for account in present.iter().chain(std::iter::once(&row.chair)) {
            store::execute!(
                transaction,
                store::query(
                    "UPDATE conference_attendee SET attended = 1
                     WHERE conference = $1 AND account = $2",
                )
                .bind(row.id.as_str())
                .bind(account.as_str())
            )?;
        }
        let more = ("conference-begun", &json!({"present": present}));
        log(&mut transaction, request, (&row.code, more.0, more.1)).await?;
        Ok(transaction.commit().await?)
    }

    /// Closes a conference, or calls it off.
    ///
    /// # Errors
    /// As [`Self::conference_begin`].
    #[boxed]
    pub async fn conference_end(
        &self,
        request: Request<'_>,
        (conference, is_held): (&RecordId, bool),
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        let row = self.chaired(&mut transaction, request, conference).await?;
        let row = match row {
            Some(row) => row,
            None => {
                let what = (conference.as_str(), "conference");
                return Err(refuse(transaction, request, what).await?);
            }
        };
        let (by, kind) = if is_held {
            (ConferenceStep::Close, "conference-closed")
        } else {
            (ConferenceStep::Cancel, "conference-cancelled")
        };
        step(&mut transaction, (&row, by)).await?;
        log(&mut transaction, request, (&row.code, kind, &json!({}))).await?;
        Ok(transaction.commit().await?)
    }

    /// The conference, for its chair; `None` for whoever was not asked to come.
    pub(super) async fn chaired(
        &self,
        transaction: &mut Transaction,
        request: Request<'_>,
        conference: &RecordId,
    ) -> Result<Option<ConferenceRow>, CaseworkError> {
        request.worker.expect_active(transaction).await?;
        let row = attended(transaction, request, conference).await?;
        match row {
            Some(row) if row.chair != request.worker.account() => {
                Err(CaseworkError::Refused("conference-chair-only"))
            }
            row => Ok(row),
        }
    }
}

/// The conference, for whoever was asked to come.
pub(super) async fn attended(
    transaction: &mut Transaction,
    request: Request<'_>,
    conference: &RecordId,
) -> Result<Option<ConferenceRow>, CaseworkError> {
    let row: Option<(String, String, String, i64)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT c.code, c.chair, c.state, c.held_at FROM conference c
             JOIN conference_attendee a ON a.conference = c.id AND a.account = $2
             WHERE c.id = $1",
        )
        .bind(conference.as_str())
        .bind(request.worker.account())
        .fetch_optional(connection)
    })?;
    row.map(|(code, chair, state, held_at)| {
        Ok(ConferenceRow {
            id: conference.clone(),
            code,
            chair,
            state: stored(ConferenceState::from_code, &state)?,
            held_at,
        })
    })
    .transpose()
}

async fn invite(
    transaction: &mut Transaction,
    (conference, account): (&RecordId, &str),
) -> Result<(), CaseworkError> {
    let touched = store::execute!(
        transaction,
        store::query(
            "INSERT INTO conference_attendee (conference, account, attended)
             SELECT $1, account, 0 FROM worker WHERE account = $2 AND suspended_at IS NULL
             ON CONFLICT (conference, account) DO UPDATE SET attended = excluded.attended",
        )
        .bind(conference.as_str())
        .bind(account)
    )?;
    (touched > 0)
        .then_some(())
        .ok_or(CaseworkError::Invalid("conference-attendees-invalid"))
}

async fn step(
    transaction: &mut Transaction,
    (row, by): (&ConferenceRow, ConferenceStep),
) -> Result<(), CaseworkError> {
    let after = next(CONFERENCE_TABLE, row.state, by);
    let after = after.ok_or(CaseworkError::Refused("conference-step-not-allowed"))?;
    store::execute!(
        transaction,
        store::query("UPDATE conference SET state = $1 WHERE id = $2")
            .bind(after.code())
            .bind(row.id.as_str())
    )?;
    Ok(())
}

/// Records what is done to a conference.
pub(super) async fn log(
    transaction: &mut Transaction,
    request: Request<'_>,
    (code, kind, more): (&str, &'static str, &serde_json::Value),
) -> Result<(), CaseworkError> {
    let event = NewEvent {
        at: request.now,
        actor: request.worker.account(),
        kind,
        subject: code,
        detail: &more.to_string(),
    };
    ledger::append(transaction, &event).await?;
    Ok(())
}
