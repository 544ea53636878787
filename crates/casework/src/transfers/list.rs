//! Transfers as those see them who have a part in them: by the transfer's own code.

use super::{TransferReason, TransferState};
use crate::{
    CaseCode, Casework, CaseworkError, Compartment, Field, Phase, RecordId, Request,
    casework::time, codes::stored, fields, grants::Need, workers::is_same_person,
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::{Value, json};

/// A transfer in codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// Its id.
    pub id: RecordId,
    /// Its own code, to speak about it.
    pub code: String,
    /// Why.
    pub reason: TransferReason,
    /// Where it stands.
    pub state: TransferState,
    /// Who proposed it.
    pub from_worker: String,
    /// The sending institution.
    pub from_institution: String,
    /// The new manager.
    pub to_worker: String,
    /// The new manager's institution.
    pub to_institution: String,
    /// When it was proposed.
    pub proposed_at: Timestamp,
    /// Where the case stands, for whoever sent it: what is left to them.
    pub phase: Option<Phase>,
}

/// What part the asker has in a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferPart {
    /// They are to receive it.
    Receives,
    /// They may be the second person who decides.
    Decides,
    /// They sent it.
    Sent,
}

store::row! {
    struct Row {
        id: String,
        code: String,
        reason: String,
        state: String,
        from_worker: String,
        from_institution: String,
        to_worker: String,
        to_institution: String,
        proposed_at: i64,
        phase: String,
    }
}

impl Row {
    fn read(self, with_phase: bool) -> Result<Transfer, CaseworkError> {
        Ok(Transfer {
            id: RecordId::stored(self.id),
            code: self.code,
            reason: stored(TransferReason::from_code, &self.reason)?,
            state: stored(TransferState::from_code, &self.state)?,
            from_worker: self.from_worker,
            from_institution: self.from_institution,
            to_worker: self.to_worker,
            to_institution: self.to_institution,
            proposed_at: time(self.proposed_at)?,
            phase: with_phase
                .then(|| stored(Phase::from_code, &self.phase))
                .transpose()?,
        })
    }
}

impl Casework {
    /// The transfers in which the asker has a part, the latest first: what they may still answer, and
    /// what they sent; at most 500.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn transfers_of(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<(TransferPart, Transfer)>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT t.id, t.code, t.reason, t.state, t.from_worker, t.from_institution,
                    t.to_worker, t.to_institution, t.proposed_at, c.phase
                 FROM transfer t JOIN case_file c ON c.code = t.case_code
                 WHERE (t.from_worker = $1 OR (t.ended_at IS NULL
                        AND (t.to_worker = $1 OR t.from_institution = $2)))
                   AND NOT EXISTS (SELECT 1 FROM access_denial d
                        WHERE d.case_code = t.case_code AND d.holder = $1)
                 ORDER BY t.proposed_at DESC, t.id LIMIT 500",
            )
            .bind(request.worker.account())
            .bind(request.worker.institution())
            .fetch_all(connection)
        })?;
        let account = request.worker.account();
        // The second person is another one than the new manager, whatever the seat.
        let is_own =
            |row: &Row| row.to_worker != account && is_same_person(&row.to_worker, account);
        rows.into_iter()
            .filter(|row| row.from_worker == account || !is_own(row))
            .map(|row| {
                let part = if row.from_worker == account {
                    TransferPart::Sent
                } else if row.to_worker == account {
                    TransferPart::Receives
                } else {
                    TransferPart::Decides
                };
                Ok((part, row.read(part == TransferPart::Sent)?))
            })
            .collect()
    }

    /// The transfers of one case, the latest first, for whoever leads it.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant.
    #[boxed]
    pub async fn transfers_of_case(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<Transfer>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::MANAGE).await?;
        let rows: Vec<Row> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT t.id, t.code, t.reason, t.state, t.from_worker, t.from_institution,
                    t.to_worker, t.to_institution, t.proposed_at, c.phase
                 FROM transfer t JOIN case_file c ON c.code = t.case_code
                 WHERE t.case_code = $1 ORDER BY t.proposed_at DESC, t.id",
            )
            .bind(code.as_str())
            .fetch_all(connection)
        })?;
        open.log("transfers-viewed", ("", &Value::Null)).await?;
        open.commit().await?;
        rows.into_iter().map(|row| row.read(true)).collect()
    }
}

impl Casework {
    /// What the sender wrote for the new manager; `None` when nothing was written.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant on the care compartment, or for a transfer
    /// of another case.
    #[boxed]
    pub async fn transfer_note(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        transfer: &RecordId,
    ) -> Result<Option<SecretText>, CaseworkError> {
        let need = Need {
            compartments: &[Compartment::Care],
            ..Need::MANAGE
        };
        let mut open = self.open_case(request, code, need).await?;
        let found: Option<(String,)> = store::within!(open.transaction, connection => {
            store::query_as("SELECT id FROM transfer WHERE id = $1 AND case_code = $2")
                .bind(transfer.as_str())
                .bind(code.as_str())
                .fetch_optional(connection)
        })?;
        found.ok_or(CaseworkError::NotFound("transfer"))?;
        let field = Field::TransferNote;
        let text = fields::get(&mut open, (transfer.as_str(), field)).await?;
        let more = json!({"transfer": transfer.as_str()});
        open.log("transfer-note-read", (field.code(), &more))
            .await?;
        open.commit().await?;
        Ok(text)
    }
}
