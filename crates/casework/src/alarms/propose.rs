//! Whoever looks at alarms changes by two people: one who looks now names two others, and another one
//! who looks now agrees. Whoever could change them alone could read what is unusual about their own
//! friends, or see that nobody does.

use super::watchers::watchers_of;
use crate::{
    Casework, CaseworkError, RecordId, Request,
    casework::{DAY, time},
    grants::refuse,
    keeper_changes::{KeptThing, NewChange, tell},
};
use jiff::Timestamp;
use ledger::NewEvent;
use serde_json::json;
use store::Transaction;

/// Two who are to look at alarms and wait for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatcherProposal {
    /// Its id.
    pub id: RecordId,
    /// Two accounts.
    pub watchers: Vec<String>,
    /// Who named them.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Until when it can be confirmed.
    pub ends_at: Timestamp,
    /// Whether the worker who looks may be the second person.
    pub may_confirm: bool,
}

/// How long a proposal waits, in days.
const WAITS_DAYS: i64 = 14;

type Row = (String, String, String, i64, i64);

impl Casework {
    /// Names two who look at the alarms of the worker's institution, in place of any proposal before.
    /// Nothing changes until a second person agrees.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker; `alarm-watchers-only` for anybody who does
    /// not look now, `alarm-watchers-invalid` unless they are two different workers of the institution.
    pub async fn alarm_watchers_propose(
        &self,
        request: Request<'_>,
        watchers: &[String; 2],
    ) -> Result<RecordId, CaseworkError> {
        let worker = request.worker;
        let mut transaction = self.database.begin().await?;
        worker.expect_active(&mut transaction).await?;
        let present = watchers_of(&mut transaction, worker.institution()).await?;
        if !present.includes(worker.account()) {
            return Err(CaseworkError::Refused("alarm-watchers-only"));
        }
        expect_fit(&mut transaction, (watchers, worker.institution())).await?;
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO watch_proposal (institution, id, watchers, proposed_by, proposed_at,
                    ends_at)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (institution) DO UPDATE SET id = excluded.id,
                    watchers = excluded.watchers, proposed_by = excluded.proposed_by,
                    proposed_at = excluded.proposed_at, ends_at = excluded.ends_at",
            )
            .bind(worker.institution())
            .bind(id.as_str())
            .bind(watchers.join(","))
            .bind(worker.account())
            .bind(request.second())
            .bind(request.second() + WAITS_DAYS * DAY)
        )?;
        let detail = json!({"watchers": watchers});
        log(
            &mut transaction,
            request,
            ("alarm-watchers-proposed", detail.to_string()),
        )
        .await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// The two who wait for a second person at the worker's institution.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    pub async fn alarm_watchers_proposed(
        &self,
        request: Request<'_>,
    ) -> Result<Option<WatcherProposal>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        proposal(&mut transaction, request).await
    }

    /// Agrees to the two who were seen: they look from now on, and those who looked before and the
    /// institution's keepers are told.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody of another institution, or when there is no such
    /// proposal (any more); `alarm-second-person` for whoever named them and whoever does not look now;
    /// `alarm-watchers-invalid` when one of them left.
    pub async fn alarm_watchers_confirm(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let found = proposal(&mut transaction, request).await?;
        let Some(found) = found.filter(|found| found.id == *id) else {
            return Err(refuse(transaction, request, (id.as_str(), "watchers")).await?);
        };
        if !found.may_confirm {
            return Err(CaseworkError::Refused("alarm-second-person"));
        }
        let institution = request.worker.institution();
        let watchers: [String; 2] = found
            .watchers
            .try_into()
            .map_err(|_| CaseworkError::Corrupt("watchers"))?;
        expect_fit(&mut transaction, (&watchers, institution)).await?;
        let before = watchers_of(&mut transaction, institution).await?;
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO alarm_watch (institution, watchers, named_by, named_at)
                 VALUES ($1, $2, $3, $4)
                 ON CONFLICT (institution) DO UPDATE SET watchers = excluded.watchers,
                    named_by = excluded.named_by, named_at = excluded.named_at",
            )
            .bind(institution)
            .bind(watchers.join(","))
            .bind(found.by.as_str())
            .bind(request.second())
        )?;
        let change = NewChange {
            id: RecordId::fresh(&*self.random),
            what: KeptThing::Alarms,
            owner: None,
            before: &before.watchers,
            after: &watchers,
            named_by: &found.by,
            confirmed_by: Some(request.worker.account()),
        };
        tell(&mut transaction, request, &change).await?;
        forget(&mut transaction, institution).await?;
        let detail = json!({"watchers": watchers, "named": found.by});
        log(
            &mut transaction,
            request,
            ("alarm-watchers-named", detail.to_string()),
        )
        .await?;
        Ok(transaction.commit().await?)
    }

    /// Drops a proposal: by whoever made it, or whoever may confirm it and does not.
    ///
    /// # Errors
    /// As [`Casework::alarm_watchers_confirm`].
    pub async fn alarm_watchers_drop(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let found = proposal(&mut transaction, request).await?;
        let Some(found) = found.filter(|found| found.id == *id) else {
            return Err(refuse(transaction, request, (id.as_str(), "watchers")).await?);
        };
        if !found.may_confirm && found.by != request.worker.account() {
            return Err(CaseworkError::Refused("alarm-second-person"));
        }
        forget(&mut transaction, request.worker.institution()).await?;
        let detail = json!({"watchers": found.watchers});
        log(
            &mut transaction,
            request,
            ("alarm-watchers-dropped", detail.to_string()),
        )
        .await?;
        Ok(transaction.commit().await?)
    }
}

async fn proposal(
    transaction: &mut Transaction,
    request: Request<'_>,
) -> Result<Option<WatcherProposal>, CaseworkError> {
    let own = request.worker.institution();
    let row: Option<Row> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT id, watchers, proposed_by, proposed_at, ends_at FROM watch_proposal
             WHERE institution = $1 AND ends_at > $2",
        )
        .bind(own)
        .bind(request.second())
        .fetch_optional(connection)
    })?;
    let Some((id, watchers, by, at, ends_at)) = row else {
        return Ok(None);
    };
    let account = request.worker.account();
    let present = watchers_of(transaction, own).await?;
    Ok(Some(WatcherProposal {
        id: RecordId::stored(id),
        watchers: watchers.split(',').map(str::to_owned).collect(),
        may_confirm: by != account && present.includes(account),
        by,
        at: time(at)?,
        ends_at: time(ends_at)?,
    }))
}

/// Two different workers of the institution who work here now.
async fn expect_fit(
    transaction: &mut Transaction,
    (watchers, institution): (&[String; 2], &str),
) -> Result<(), CaseworkError> {
    let found: Vec<(String,)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT account FROM worker WHERE institution = $1 AND suspended_at IS NULL
               AND (account = $2 OR account = $3)",
        )
        .bind(institution)
        .bind(watchers[0].as_str())
        .bind(watchers[1].as_str())
        .fetch_all(connection)
    })?;
    (found.len() == watchers.len())
        .then_some(())
        .ok_or(CaseworkError::Invalid("alarm-watchers-invalid"))
}

async fn forget(transaction: &mut Transaction, institution: &str) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query("DELETE FROM watch_proposal WHERE institution = $1").bind(institution)
    )?;
    Ok(())
}

async fn log(
    transaction: &mut Transaction,
    request: Request<'_>,
    (kind, detail): (&str, String),
) -> Result<(), CaseworkError> {
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
