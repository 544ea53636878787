//! What a custodian does: opens their part with the code that the worker told them, or refuses.

use super::{
    Recovery, RecoveryState, RecoveryStep,
    rows::{Of, custody_row, end, expire, forget_halves, log, recoveries},
};
use crate::{Casework, CaseworkError, RecordId, Request};
use boxed::boxed;
use seal::{HalfOpened, HandedKey, WorkerPublicKey};
use store::Transaction;

impl Casework {
    /// A request, for one of its custodians.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for everybody else.
    #[boxed]
    pub async fn recovery(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<Recovery, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        if expire(&mut transaction, request.now).await? {
            transaction.commit().await?;
            transaction = self.database.begin().await?;
        }
        kept(&mut transaction, request, id).await
    }

    /// Opens the custodian's part: the first opens it for the two others, the second hands the key on,
    /// closed for the worker. The caller has asked for the second factor again. `code` is what the
    /// worker said; spaces, dashes and case are forgiven.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for who is no custodian of it; `recovery-code-wrong`, which is in
    /// the log; `recovery-two-people` for a second step by the first; `recovery-over`.
    #[boxed]
    pub async fn recovery_open(
        &self,
        request: Request<'_>,
        (id, code): (&RecordId, &str),
    ) -> Result<RecoveryState, CaseworkError> {
        let me = request.worker.account();
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        if expire(&mut transaction, request.now).await? {
            transaction.commit().await?;
            transaction = self.database.begin().await?;
        }
        let one = kept(&mut transaction, request, id).await?;
        let step = match one.state {
            RecoveryState::Asked => RecoveryStep::Begin,
            _ => RecoveryStep::Finish,
        };
        let state = one.state.after(step)?;
        if one.first.as_ref().is_some_and(|(by, _)| by == me) {
            return Err(CaseworkError::Refused("recovery-two-people"));
        }
        if plain(code) != plain(&one.code) {
            let event = (me, "recovery-code-wrong", one.worker.as_str());
            log(&mut transaction, event, id, request.now).await?;
            transaction.commit().await?;
            return Err(CaseworkError::Invalid("recovery-code-wrong"));
        }
        let kind = if step == RecoveryStep::Begin {
            begin(&mut transaction, request, &one).await?;
            "recovery-begun"
        } else {
            self.finish(&mut transaction, request, &one).await?;
            "recovery-finished"
        };
        let event = (me, kind, one.worker.as_str());
        log(&mut transaction, event, id, request.now).await?;
        transaction.commit().await?;
        Ok(state)
    }

    /// Refuses a request for good, also when two others have opened it and the worker has not taken
    /// the key back yet.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for who is no custodian of it; `recovery-over`.
    #[boxed]
    pub async fn recovery_refuse(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        if expire(&mut transaction, request.now).await? {
            transaction.commit().await?;
            transaction = self.database.begin().await?;
        }
        let one = kept(&mut transaction, request, id).await?;
        let step = (request.worker.account(), RecoveryStep::Refuse);
        end(&mut transaction, &one, step, request.now).await?;
        Ok(transaction.commit().await?)
    }

    /// The second step: for a moment the key is open in this function, and nowhere else.
    async fn finish(
        &self,
        transaction: &mut Transaction,
        request: Request<'_>,
        one: &Recovery,
    ) -> Result<(), CaseworkError> {
        let me = request.worker.account();
        let row: Option<(Vec<u8>, Vec<u8>)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT h.half, r.public_key FROM recovery_half h JOIN recovery r ON r.id = h.recovery
                 WHERE h.recovery = $1 AND h.custodian = $2",
            )
            .bind(one.id.as_str())
            .bind(me)
            .fetch_optional(connection)
        })?;
        let (half, to) = row.ok_or(CaseworkError::Corrupt("custody"))?;
        let held = custody_row(transaction, &one.worker).await?;
        let half = HalfOpened::from_bytes(&half)?;
        let secret = half.finish(&one.worker, request.worker.secret_key())?;
        if secret.public()? != held.public {
            return Err(CaseworkError::Corrupt("custody"));
        }
        let to = WorkerPublicKey::from_bytes(&to)?;
        let handed = HandedKey::close(&secret, (&one.worker, &to), &*self.random)?;
        drop(secret);
        forget_halves(transaction, &one.id).await?;
        store::execute!(
            transaction,
            store::query(
                "UPDATE recovery SET state = $1, handed_key = $2, second_by = $3, second_at = $4
                 WHERE id = $5",
            )
            .bind(RecoveryState::Ready.code())
            .bind(handed.as_bytes().to_vec())
            .bind(me)
            .bind(request.second())
            .bind(one.id.as_str())
        )?;
        Ok(())
    }
}

/// The first step: a half for each of the two others, so that either can go on.
async fn begin(
    transaction: &mut Transaction,
    request: Request<'_>,
    one: &Recovery,
) -> Result<(), CaseworkError> {
    let me = request.worker.account();
    let held = custody_row(transaction, &one.worker).await?;
    let place = one.custodians.iter().position(|by| by == me);
    let place = place.ok_or(CaseworkError::NotFound("recovery"))?;
    let last = one.custodians.len() - 1;
    for (other, account) in one.custodians.iter().enumerate() {
        if other == place {
            continue;
        }
        // The later place opens first; in the reversed order that is the earlier one.
        let (custody, places) = if place > other {
            (&held.custody, (place, other))
        } else {
            (&held.reversed, (last - place, last - other))
        };
        let half = custody.begin(&one.worker, places, request.worker.secret_key())?;
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO recovery_half (recovery, custodian, half) VALUES ($1, $2, $3)"
            )
            .bind(one.id.as_str())
            .bind(account.as_str())
            .bind(half.to_bytes())
        )?;
    }
    store::execute!(
        transaction,
        store::query("UPDATE recovery SET state = $1, first_by = $2, first_at = $3 WHERE id = $4")
            .bind(RecoveryState::HalfOpened.code())
            .bind(me)
            .bind(request.second())
            .bind(one.id.as_str())
    )?;
    Ok(())
}

/// The request, for one of its custodians alone.
async fn kept(
    transaction: &mut Transaction,
    request: Request<'_>,
    id: &RecordId,
) -> Result<Recovery, CaseworkError> {
    let me = request.worker.account();
    let mut found = recoveries(transaction, Of::Id(id.as_str())).await?;
    found.retain(|one| one.custodians.iter().any(|by| by == me));
    found.pop().ok_or(CaseworkError::NotFound("recovery"))
}

/// A code as it is compared, however it was written down.
fn plain(code: &str) -> String {
    let letters = code.chars().filter(|letter| !matches!(letter, ' ' | '-'));
    letters
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}
