//! Referrals as the team, the recipient and the sender see them. The sender's view is a code and
//! where it stands: it stays after the case has gone to somebody else.

use super::{ReferralKind, ReferralState, RejectReason, Urgency};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request, Service,
    casework::time,
    codes::{split_codes, stored},
    grants::Need,
};
use boxed::boxed;
use jiff::Timestamp;

/// A referral, without what it says about the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// Where it stands.
    pub status: ReferralStatus,
    /// How far it goes.
    pub kind: ReferralKind,
    /// How fast it must be answered.
    pub urgency: Urgency,
    /// The institution that sent it.
    pub sender: String,
    /// What the recipient is told.
    pub fields: Vec<Field>,
    /// The consent or legal basis; only the sender's side knows it.
    pub basis: Option<RecordId>,
    /// What was told with it.
    pub disclosure: Option<RecordId>,
    /// The referral that it follows; only the sender's side knows it.
    pub follows: Option<RecordId>,
    /// Which of the recipient's offers the person chose, if any.
    pub provider: Option<RecordId>,
    /// How often the draft was changed, from one: what a change must name.
    pub version: i64,
}

/// Where a referral stands: all that a sender keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferralStatus {
    /// Its id.
    pub id: RecordId,
    /// Its code, the same for sender and recipient; not the case's.
    pub code: String,
    /// What is asked for.
    pub service: Service,
    /// Of whom.
    pub recipient: String,
    /// Where it stands.
    pub state: ReferralState,
    /// Why it was rejected.
    pub reason: Option<RejectReason>,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// When an answer is due.
    pub due_at: Option<Timestamp>,
    /// Whether the answer is late.
    pub is_overdue: bool,
}

store::row! {
    struct Row {
        id: String,
        code: String,
        kind: String,
        service: String,
        urgency: String,
        recipient: String,
        basis: String,
        fields: String,
        state: String,
        reason: Option<String>,
        follows: Option<String>,
        disclosure: Option<String>,
        sender_institution: String,
        sent_at: Option<i64>,
        due_at: Option<i64>,
        provider: Option<String>,
        version: i64,
    }
}

/// The columns of a row, before what narrows them down.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, code, kind, service, urgency, recipient, basis, fields, state, reason,
                follows, disclosure, sender_institution, sent_at, due_at, provider, version FROM referral ",
            $rest
        )
    };
}

impl Casework {
    /// The referrals of a case, the latest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn referrals(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<Referral>, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let rows: Vec<Row> = store::within!(open.transaction, connection => {
            store::query_as(select!("WHERE case_code = $1 ORDER BY drafted_at DESC, id"))
                .bind(code.as_str())
                .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|row| row.read(request.second()))
            .collect()
    }

    /// The referrals to the worker's institution that wait for an answer or are worked on, the earliest
    /// due first; at most 500.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn referrals_waiting(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<Referral>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(select!(
                "WHERE recipient = $1
                   AND state IN ('sent', 'received', 'accepted', 'in-progress')
                   AND NOT EXISTS (SELECT 1 FROM access_denial d
                        WHERE d.case_code = referral.case_code AND d.holder = $2)
                 ORDER BY due_at, id LIMIT 500"
            ))
            .bind(request.worker.institution())
            .bind(request.worker.account())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|row| row.told(request.second()))
            .collect()
    }

    /// The referrals sent to the worker's institution, the earliest due first; of more than 500 the
    /// latest.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn referrals_received(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<Referral>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(select!(
                "WHERE recipient = $1 AND sent_at IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM access_denial d
                    WHERE d.case_code = referral.case_code AND d.holder = $2)
                 ORDER BY due_at DESC, id DESC LIMIT 500"
            ))
            .bind(request.worker.institution())
            .bind(request.worker.account())
            .fetch_all(connection)
        })?;
        let rows = rows.into_iter().rev();
        rows.map(|row| row.told(request.second())).collect()
    }

    /// Where everything stands that the worker sent, by its code alone, the latest first; at most 500.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn referrals_sent(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<ReferralStatus>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<Row> = store::within!(transaction, connection => {
            store::query_as(select!(
                "WHERE sender = $1 AND sent_at IS NOT NULL ORDER BY sent_at DESC, id LIMIT 500"
            ))
            .bind(request.worker.account())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|row| row.read(request.second()).map(|referral| referral.status))
            .collect()
    }
}

impl Row {
    /// As the recipient may read it.
    fn told(self, now: i64) -> Result<Referral, CaseworkError> {
        let mut referral = self.read(now)?;
        (referral.basis, referral.follows) = (None, None);
        Ok(referral)
    }

    fn read(self, now: i64) -> Result<Referral, CaseworkError> {
        let state = stored(ReferralState::from_code, &self.state)?;
        let is_waiting = matches!(state, ReferralState::Sent | ReferralState::Received);
        let reason = self
            .reason
            .map(|reason| stored(RejectReason::from_code, &reason));
        Ok(Referral {
            status: ReferralStatus {
                id: RecordId::stored(self.id),
                code: self.code,
                service: stored(Service::from_code, &self.service)?,
                recipient: self.recipient,
                state,
                reason: reason.transpose()?,
                sent_at: self.sent_at.map(time).transpose()?,
                due_at: self.due_at.map(time).transpose()?,
                is_overdue: is_waiting && self.due_at.is_some_and(|due_at| due_at <= now),
            },
            kind: stored(ReferralKind::from_code, &self.kind)?,
            urgency: stored(Urgency::from_code, &self.urgency)?,
            sender: self.sender_institution,
            fields: split_codes(&self.fields, Field::from_code)?,
            basis: Some(RecordId::stored(self.basis)),
            disclosure: self.disclosure.map(RecordId::stored),
            follows: self.follows.map(RecordId::stored),
            provider: self.provider.map(RecordId::stored),
            version: self.version,
        })
    }
}
