//! People who are named for a task of their institution (to keep its emergency key, to look at its alarms)
//! and wait for a second person's yes. One naming of a task waits at a time; a new one takes its place.

use crate::{
    CaseworkError, RecordId, Request,
    casework::{DAY, time},
    grants::refuse,
};
use jiff::Timestamp;
use ledger::NewEvent;
use serde_json::json;
use store::Transaction;

/// People who were named and wait for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// Its id.
    pub id: RecordId,
    /// Their accounts.
    pub people: Vec<String>,
    /// Who named them.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Until when it can be confirmed.
    pub ends_at: Timestamp,
    /// Whether the worker who looks may be the second person.
    pub may_confirm: bool,
}

/// What people are named for.
pub(crate) struct Duty {
    /// How the table and the log call them.
    pub(crate) people: &'static str,
    /// The event of naming them.
    pub(crate) proposed: &'static str,
    /// The event of dropping it.
    pub(crate) dropped: &'static str,
    /// The refusal of whoever may not be the second person.
    pub(crate) needs_another: &'static str,
}

/// How long a naming waits, in days.
const WAITS_DAYS: i64 = 14;

type Row = (String, String, String, i64, i64);

impl Duty {
    /// Keeps who was named, in place of any naming before, and logs it.
    pub(crate) async fn name(
        &self,
        transaction: &mut Transaction,
        request: Request<'_>,
        (id, people): (&RecordId, &[String]),
    ) -> Result<(), CaseworkError> {
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO naming (institution, duty, id, people, proposed_by, proposed_at,
                    ends_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (institution, duty) DO UPDATE SET id = excluded.id,
                    people = excluded.people, proposed_by = excluded.proposed_by,
                    proposed_at = excluded.proposed_at, ends_at = excluded.ends_at",
            )
            .bind(request.worker.institution())
            .bind(self.people)
            .bind(id.as_str())
            .bind(people.join(","))
            .bind(request.worker.account())
            .bind(request.second())
            .bind(request.second() + WAITS_DAYS * DAY)
        )?;
        let mut detail = serde_json::Map::new();
        detail.insert(self.people.to_owned(), json!(people));
        let detail = serde_json::Value::Object(detail);
        log(transaction, request, (self.proposed, &detail)).await
    }

    /// Who waits at the worker's institution. `may_confirm` is for the duty to say: it is false here.
    pub(crate) async fn waiting(
        &self,
        transaction: &mut Transaction,
        request: Request<'_>,
    ) -> Result<Option<Naming>, CaseworkError> {
        let row: Option<Row> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT id, people, proposed_by, proposed_at, ends_at FROM naming
                 WHERE institution = $1 AND duty = $2 AND ends_at > $3",
            )
            .bind(request.worker.institution())
            .bind(self.people)
            .bind(request.second())
            .fetch_optional(connection)
        })?;
        let Some((id, people, by, at, ends_at)) = row else {
            return Ok(None);
        };
        Ok(Some(Naming {
            id: RecordId::stored(id),
            people: people.split(',').map(str::to_owned).collect(),
            by,
            at: time(at)?,
            ends_at: time(ends_at)?,
            may_confirm: false,
        }))
    }

    /// The naming of an id, out of what waits; what is not there any more, or is another institution's, is
    /// refused and logged.
    pub(crate) async fn expect(
        &self,
        (transaction, found): (Transaction, Option<Naming>),
        (request, id): (Request<'_>, &RecordId),
    ) -> Result<(Transaction, Naming), CaseworkError> {
        match found.filter(|found| found.id == *id) {
            Some(found) => Ok((transaction, found)),
            None => Err(refuse(transaction, request, (id.as_str(), self.people)).await?),
        }
    }

    /// Takes away what waits: it was confirmed or dropped.
    pub(crate) async fn settle(
        &self,
        transaction: &mut Transaction,
        institution: &str,
    ) -> Result<(), CaseworkError> {
        store::execute!(
            transaction,
            store::query("DELETE FROM naming WHERE institution = $1 AND duty = $2")
                .bind(institution)
                .bind(self.people)
        )?;
        Ok(())
    }

    /// Refuses whoever may not be the second person.
    pub(crate) const fn expect_second(&self, found: &Naming) -> Result<(), CaseworkError> {
        if found.may_confirm {
            Ok(())
        } else {
            Err(CaseworkError::Refused(self.needs_another))
        }
    }

    /// Drops a naming: by whoever made it, or whoever may confirm it and does not.
    pub(crate) async fn drop_it(
        &self,
        transaction: &mut Transaction,
        request: Request<'_>,
        found: &Naming,
    ) -> Result<(), CaseworkError> {
        if found.by != request.worker.account() {
            self.expect_second(found)?;
        }
        self.settle(transaction, request.worker.institution())
            .await?;
        let mut detail = serde_json::Map::new();
        detail.insert(self.people.to_owned(), json!(found.people));
        let detail = serde_json::Value::Object(detail);
        log(transaction, request, (self.dropped, &detail)).await
    }
}

/// Writes an event about the worker's institution.
pub(crate) async fn log(
    transaction: &mut Transaction,
    request: Request<'_>,
    (kind, detail): (&str, &serde_json::Value),
) -> Result<(), CaseworkError> {
    let detail = detail.to_string();
    let event = NewEvent {
        at: request.now,
        actor: request.worker.account(),
        kind,
        subject: request.worker.institution(),
        detail: &detail,
    };
    ledger::append(transaction, &event).await?;
    Ok(())
}
