//! Whoever looks at alarms changes by two people: one who looks now names two others, and another one
//! who looks now agrees. Whoever could change them alone could read what is unusual about their own
//! friends, or see that nobody does.

use super::watchers::watchers_of;
use crate::{
    Casework, CaseworkError, RecordId, Request,
    keeper_changes::{KeptThing, NewChange, tell},
    namings::{Duty, Naming, log},
};
use boxed::boxed;
use serde_json::json;
use store::Transaction;

const WATCHING: Duty = Duty {
    people: "watchers",
    proposed: "alarm-watchers-proposed",
    dropped: "alarm-watchers-dropped",
    needs_another: "alarm-second-person",
};

impl Casework {
    /// Names two who look at the alarms of the worker's institution, in place of any proposal before.
    /// Nothing changes until a second person agrees.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker; `alarm-watchers-only` for anybody who does
    /// not look now, `alarm-watchers-invalid` unless they are two different workers of the institution.
    #[boxed]
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
        let named = (&id, watchers.as_slice());
        WATCHING.name(&mut transaction, request, named).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// The two who wait for a second person at the worker's institution.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn alarm_watchers_proposed(
        &self,
        request: Request<'_>,
    ) -> Result<Option<Naming>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        waiting(&mut transaction, request).await
    }

    /// Agrees to the two who were seen: they look from now on, and those who looked before and the
    /// institution's keepers are told.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody of another institution, or when there is no such
    /// proposal (any more); `alarm-second-person` for whoever named them and whoever does not look now;
    /// `alarm-watchers-invalid` when one of them left.
    #[boxed]
    pub async fn alarm_watchers_confirm(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(), CaseworkError> {
        let (mut transaction, found) = self.watchers_named(request, id).await?;
        WATCHING.expect_second(&found)?;
        let institution = request.worker.institution();
        let watchers: [String; 2] = found
            .people
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
        WATCHING.settle(&mut transaction, institution).await?;
        let detail = json!({"watchers": watchers, "named": found.by});
        let what = ("alarm-watchers-named", &detail);
        log(&mut transaction, request, what).await?;
        Ok(transaction.commit().await?)
    }

    /// Drops a proposal: by whoever made it, or whoever may confirm it and does not.
    ///
    /// # Errors
    /// As [`Casework::alarm_watchers_confirm`].
    #[boxed]
    pub async fn alarm_watchers_drop(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(), CaseworkError> {
        let (mut transaction, found) = self.watchers_named(request, id).await?;
        WATCHING.drop_it(&mut transaction, request, &found).await?;
        Ok(transaction.commit().await?)
    }

    /// A transaction, and those who were named in it.
    async fn watchers_named(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(Transaction, Naming), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let found = waiting(&mut transaction, request).await?;
        WATCHING.expect((transaction, found), (request, id)).await
    }
}

async fn waiting(
    transaction: &mut Transaction,
    request: Request<'_>,
) -> Result<Option<Naming>, CaseworkError> {
    let Some(found) = WATCHING.waiting(transaction, request).await? else {
        return Ok(None);
    };
    let account = request.worker.account();
    let present = watchers_of(transaction, request.worker.institution()).await?;
    Ok(Some(Naming {
        may_confirm: found.by != account && present.includes(account),
        ..found
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
