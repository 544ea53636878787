//! Looking at an alarm: what was found, and why, in words that name nobody.

use super::{AlarmFinding, watchers::watchers_of};
use crate::{Casework, CaseworkError, Request, grants::refuse, open_reason::open_reason};
use boxed::boxed;
use ledger::NewEvent;
use serde_json::json;

impl Casework {
    /// Says what was found about an alarm.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody who does not look at the institution's alarms, and for
    /// whoever it is about; `alarm-reason-missing`, `text-holds-identifier`, `alarm-looked-at`.
    #[boxed]
    pub async fn alarm_acknowledge(
        &self,
        request: Request<'_>,
        (id, finding, reason): (i64, AlarmFinding, &str),
    ) -> Result<(), CaseworkError> {
        let reason = open_reason(reason, "alarm-reason-missing")?;
        let worker = request.worker;
        let mut transaction = self.database.begin().await?;
        worker.expect_active(&mut transaction).await?;
        let watch = watchers_of(&mut transaction, worker.institution()).await?;
        let row: Option<(Option<i64>,)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT acknowledged_at FROM alarm
                 WHERE id = $1 AND institution = $2 AND worker <> $3",
            )
            .bind(id)
            .bind(worker.institution())
            .bind(worker.account())
            .fetch_optional(connection)
        })?;
        let subject = id.to_string();
        let Some((looked_at,)) = row.filter(|_| watch.includes(worker.account())) else {
            return Err(refuse(transaction, request, (&subject, "alarm")).await?);
        };
        if looked_at.is_some() {
            return Err(CaseworkError::Refused("alarm-looked-at"));
        }
        store::execute!(
            transaction,
            store::query(
                "UPDATE alarm SET finding = $1, reason = $2, acknowledged_by = $3,
                    acknowledged_at = $4
                 WHERE id = $5",
            )
            .bind(finding.code())
            .bind(reason)
            .bind(worker.account())
            .bind(request.second())
            .bind(id)
        )?;
        let event = NewEvent {
            at: request.now,
            actor: worker.account(),
            kind: "alarm-acknowledged",
            subject: &subject,
            detail: &json!({"finding": finding.code()}).to_string(),
        };
        ledger::append(&mut transaction, &event).await?;
        Ok(transaction.commit().await?)
    }
}
