//! The recipient's side: what was told to them, by the disclosure's own code. The case's code stays
//! with the sender.

use super::{
    BasisState, DisclosureState, DisclosureStep, package::compartments_of, recall::move_disclosure,
};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request,
    casework::time,
    codes::{split_codes, stored},
    fields,
    grants::{OpenCase, refuse},
    open_reason::open_reason,
    tasks::TaskKind,
};
use boxed::boxed;
use jiff::Timestamp;
use seal::SecretText;
use serde_json::json;

/// Something told to the worker's institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedDisclosure {
    /// Its id.
    pub id: RecordId,
    /// Its code, to speak about it.
    pub code: String,
    /// The institution that told it.
    pub sender: String,
    /// Which fields it holds.
    pub fields: Vec<Field>,
    /// Where it stands.
    pub state: DisclosureState,
    /// When it was sent.
    pub sent_at: Timestamp,
}

/// What was told.
#[derive(Debug)]
pub struct ReceivedText {
    /// The fields that were told.
    pub fields: Vec<(Field, SecretText)>,
    /// What the sender wrote beside them.
    pub note: Option<SecretText>,
}

type Row = (String, String, String, String, String, i64);

impl Casework {
    /// What was told to the worker's institution, the latest first; at most 500.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn disclosures_received(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<ReceivedDisclosure>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT id, code, sent_from, fields, state, sent_at FROM disclosure
                 WHERE recipient = $1 AND NOT EXISTS (SELECT 1 FROM access_denial d
                    WHERE d.case_code = disclosure.case_code AND d.holder = $2)
                 ORDER BY sent_at DESC, id LIMIT 500",
            )
            .bind(request.worker.institution())
            .bind(request.worker.account())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(id, code, sender, fields, state, sent_at)| {
                Ok(ReceivedDisclosure {
                    id: RecordId::stored(id),
                    code,
                    sender,
                    fields: split_codes(&fields, Field::from_code)?,
                    state: stored(DisclosureState::from_code, &state)?,
                    sent_at: time(sent_at)?,
                })
            })
            .collect()
    }

    /// Reads what was told. The person's own account of their file says so.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody that it was not sealed for, and after a recall;
    /// `disclosure-ended` when its basis is over.
    #[boxed]
    pub async fn disclosure_read(
        &self,
        request: Request<'_>,
        disclosure: &RecordId,
    ) -> Result<ReceivedText, CaseworkError> {
        let rows: Vec<(String,)> = store::read!(self.database, connection => {
            store::query_as("SELECT field FROM sealed_field WHERE subject = $1 ORDER BY field")
                .bind(disclosure.as_str())
                .fetch_all(connection)
        })?;
        let held = rows.iter().map(|(field,)| stored(Field::from_code, field));
        let held = held.collect::<Result<Vec<Field>, _>>()?;
        let mut open = open_received(self, request, disclosure, &held).await?;
        expect_basis(&mut open, disclosure).await?;
        let (mut told, mut note) = (Vec::new(), None);
        for field in held {
            match fields::get(&mut open, (disclosure.as_str(), field)).await? {
                Some(text) if field == Field::ReferralNote => note = Some(text),
                Some(text) => told.push((field, text)),
                None => return Err(CaseworkError::NotFound("disclosure")),
            }
        }
        let names: Vec<&str> = told.iter().map(|(field, _)| field.code()).collect();
        let more = json!({"disclosure": disclosure.as_str()});
        open.log("disclosure-read", (&names.join(","), &more))
            .await?;
        open.commit().await?;
        Ok(ReceivedText { fields: told, note })
    }

    /// Reads one field of what was told, for a reason; the sender's note is
    /// [`Field::ReferralNote`]. The person's own account of their file says so.
    ///
    /// # Errors
    /// `reveal-reason-missing`, `text-holds-identifier`; otherwise as [`Casework::disclosure_read`], also for a field that was
    /// not told.
    #[boxed]
    pub async fn disclosure_reveal(
        &self,
        request: Request<'_>,
        disclosure: &RecordId,
        (field, reason): (Field, &str),
    ) -> Result<SecretText, CaseworkError> {
        let reason = open_reason(reason, "reveal-reason-missing")?;
        let mut open = open_received(self, request, disclosure, &[field]).await?;
        expect_basis(&mut open, disclosure).await?;
        let text = fields::get(&mut open, (disclosure.as_str(), field)).await?;
        let Some(text) = text else {
            let what = (disclosure.as_str(), "field");
            return Err(refuse(open.transaction, request, what).await?);
        };
        let more = json!({"disclosure": disclosure.as_str(), "reason": reason});
        open.log("disclosure-read", (field.code(), &more)).await?;
        open.commit().await?;
        Ok(text)
    }

    /// Says that the recipient's own copies of something called back are gone.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for another institution; `disclosure-over` when nothing was called
    /// back, or it was said already.
    #[boxed]
    pub async fn recall_acknowledge(
        &self,
        request: Request<'_>,
        disclosure: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = open_received(self, request, disclosure, &[]).await?;
        let id = disclosure.as_str();
        move_disclosure(&mut open, (id, DisclosureStep::Acknowledge)).await?;
        self.task_done(&mut open, (TaskKind::Recall, id)).await?;
        open.log("recall-acknowledged", ("", &json!({"disclosure": id})))
            .await?;
        open.commit().await
    }
}

/// Opens what was told, for a worker of the recipient: with the package's keys of these fields, and
/// nothing of the case's. A refusal is logged.
pub(crate) async fn open_received<'a>(
    wing: &Casework,
    request: Request<'a>,
    disclosure: &RecordId,
    fields: &[Field],
) -> Result<OpenCase<'a>, CaseworkError> {
    let mut transaction = wing.database.begin().await?;
    request.worker.expect_active(&mut transaction).await?;
    let row: Option<(String,)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT case_code FROM disclosure WHERE id = $1 AND recipient = $2
               AND NOT EXISTS (SELECT 1 FROM access_denial d
                    WHERE d.case_code = disclosure.case_code AND d.holder = $3)",
        )
        .bind(disclosure.as_str())
        .bind(request.worker.institution())
        .bind(request.worker.account())
        .fetch_optional(connection)
    })?;
    let Some((code,)) = row else {
        return Err(refuse(transaction, request, (disclosure.as_str(), "disclosure")).await?);
    };
    let parts = compartments_of(fields);
    let what = (CaseCode::stored(code), disclosure.as_str());
    match OpenCase::of_package(&mut transaction, request, what, &parts).await {
        Ok((case, need)) => Ok(OpenCase {
            transaction,
            request,
            case,
            need,
        }),
        Err(CaseworkError::NotFound(what)) => {
            Err(refuse(transaction, request, (disclosure.as_str(), what)).await?)
        }
        Err(other) => Err(other),
    }
}

async fn expect_basis(open: &mut OpenCase<'_>, disclosure: &RecordId) -> Result<(), CaseworkError> {
    let row: Option<(String, String, i64)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT d.state, b.state, b.expires_at FROM disclosure d
             JOIN disclosure_basis b ON b.id = d.basis WHERE d.id = $1",
        )
        .bind(disclosure.as_str())
        .fetch_optional(connection)
    })?;
    let (state, basis, expires_at) = row.ok_or(CaseworkError::NotFound("disclosure"))?;
    if stored(DisclosureState::from_code, &state)? != DisclosureState::Sent {
        return Err(CaseworkError::NotFound("disclosure"));
    }
    let is_in_force = stored(BasisState::from_code, &basis)? == BasisState::InForce;
    let is_in_date = expires_at > open.request.second();
    (is_in_force && is_in_date)
        .then_some(())
        .ok_or(CaseworkError::Refused("disclosure-ended"))
}
