//! New keepers need two people: one who names them, and a second who has seen the three names and says
//! yes. Where keepers work here already the second is one of them. Whoever could change keepers alone
//! could make themselves, and two friends, able to read every case.

use super::keepers::{key_row, name};
use crate::{
    Casework, CaseworkError, RecordId, Request,
    casework::{DAY, time},
    grants::refuse,
    workers::Profession,
};
use jiff::Timestamp;
use ledger::NewEvent;
use serde_json::json;
use store::Transaction;

/// Keepers who wait for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeeperProposal {
    /// Its id.
    pub id: RecordId,
    /// Three accounts.
    pub keepers: Vec<String>,
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
    /// Names three keepers for the worker's institution, in place of any proposal before. Nothing
    /// changes until a second person confirms.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker; `emergency-social-worker-only`,
    /// `emergency-keepers-invalid` unless they are three different workers of the institution.
    pub async fn emergency_keepers_propose(
        &self,
        request: Request<'_>,
        keepers: &[String; 3],
    ) -> Result<RecordId, CaseworkError> {
        let worker = request.worker;
        let mut transaction = self.database.begin().await?;
        worker.expect_active(&mut transaction).await?;
        if worker.profession() != Profession::SocialWorker {
            return Err(CaseworkError::Refused("emergency-social-worker-only"));
        }
        super::keepers::expect_fit(&mut transaction, (keepers, worker.institution())).await?;
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO keeper_proposal (institution, id, keepers, proposed_by, proposed_at,
                    ends_at)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (institution) DO UPDATE SET id = excluded.id,
                    keepers = excluded.keepers, proposed_by = excluded.proposed_by,
                    proposed_at = excluded.proposed_at, ends_at = excluded.ends_at",
            )
            .bind(worker.institution())
            .bind(id.as_str())
            .bind(keepers.join(","))
            .bind(worker.account())
            .bind(request.second())
            .bind(request.second() + WAITS_DAYS * DAY)
        )?;
        let detail = json!({"keepers": keepers});
        let what = ("emergency-keepers-proposed", detail.to_string());
        log(&mut transaction, request, what).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// The keepers who wait for a second person at the worker's institution.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    pub async fn emergency_keepers_proposed(
        &self,
        request: Request<'_>,
    ) -> Result<Option<KeeperProposal>, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        proposal(&mut transaction, request).await
    }

    /// Says yes to the keepers who were seen: a new emergency key is made for them, and everybody of
    /// the institution is told. What was wrapped for the old key is destroyed: every case manager
    /// covers their cases anew.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody of another institution, or when there is no such
    /// proposal (any more); `emergency-second-person` for whoever named them, and, where keepers work
    /// here, for everybody else but those; `emergency-keepers-invalid` when one of them left.
    pub async fn emergency_keepers_confirm(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let found = proposal(&mut transaction, request).await?;
        let Some(found) = found.filter(|found| found.id == *id) else {
            let what = (id.as_str(), "keepers");
            return Err(refuse(transaction, request, what).await?);
        };
        if !found.may_confirm {
            return Err(CaseworkError::Refused("emergency-second-person"));
        }
        let keepers: [String; 3] = found
            .keepers
            .try_into()
            .map_err(|_| CaseworkError::Corrupt("keepers"))?;
        let named = (&keepers, found.by.as_str());
        name(self, &mut transaction, (request, named)).await?;
        forget(&mut transaction, request.worker.institution()).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Drops a proposal: by whoever made it, or whoever may confirm it and does not.
    ///
    /// # Errors
    /// As [`Casework::emergency_keepers_confirm`].
    pub async fn emergency_keepers_drop(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let found = proposal(&mut transaction, request).await?;
        let Some(found) = found.filter(|found| found.id == *id) else {
            let what = (id.as_str(), "keepers");
            return Err(refuse(transaction, request, what).await?);
        };
        if !found.may_confirm && found.by != request.worker.account() {
            return Err(CaseworkError::Refused("emergency-second-person"));
        }
        forget(&mut transaction, request.worker.institution()).await?;
        let detail = json!({"keepers": found.keepers});
        let what = ("emergency-keepers-dropped", detail.to_string());
        log(&mut transaction, request, what).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// The open proposal of the worker's institution.
async fn proposal(
    transaction: &mut Transaction,
    request: Request<'_>,
) -> Result<Option<KeeperProposal>, CaseworkError> {
    let own = request.worker.institution();
    let row: Option<Row> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT id, keepers, proposed_by, proposed_at, ends_at FROM keeper_proposal
             WHERE institution = $1 AND ends_at > $2",
        )
        .bind(own)
        .bind(request.second())
        .fetch_optional(connection)
    })?;
    let Some((id, keepers, by, at, ends_at)) = row else {
        return Ok(None);
    };
    let account = request.worker.account();
    let key = key_row(transaction, own).await?;
    let old = key.map_or_else(Vec::new, |key| key.keepers);
    let mut old = crate::workers::active_among(transaction, &old).await?;
    old.retain(|one| *one != by);
    let is_second = by != account && (old.is_empty() || old.iter().any(|one| one == account));
    Ok(Some(KeeperProposal {
        id: RecordId::stored(id),
        keepers: keepers.split(',').map(str::to_owned).collect(),
        by,
        at: time(at)?,
        ends_at: time(ends_at)?,
        may_confirm: is_second,
    }))
}

async fn forget(transaction: &mut Transaction, institution: &str) -> Result<(), CaseworkError> {
    store::execute!(
        transaction,
        store::query("DELETE FROM keeper_proposal WHERE institution = $1").bind(institution)
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
