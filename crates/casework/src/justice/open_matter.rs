//! The check of a matter's grant, and the transaction in which what it allowed happens and is logged.
//! A role opens no matter; a grant on a case opens none either.

use super::{MatterCode, MatterStage};
use crate::{
    Casework, CaseworkError, Request, alarms,
    codes::stored,
    grants::{NeedToKnow, own_keys, refuse},
    workers::Compartment,
};
use boxed::boxed;
use ledger::NewEvent;
use serde_json::{Value, json};
use store::Transaction;
use vocabulary::PlaceCode;

/// What is known of a matter without opening anything.
#[derive(Debug, Clone)]
pub(super) struct MatterRow {
    pub id: String,
    pub code: MatterCode,
    pub region: PlaceCode,
    pub institution: String,
    pub leader: String,
    pub stage: MatterStage,
}

/// A matter opened for one piece of work. Dropped without a commit, nothing happened.
pub(super) struct OpenMatter<'a> {
    pub transaction: Transaction,
    pub request: Request<'a>,
    pub matter: MatterRow,
    pub need: NeedToKnow,
}

type StoredMatter = (String, String, String, String, String);

impl Casework {
    /// Checks the grant, now and inside the transaction of the work; to everybody else the matter
    /// does not exist, and that they asked is logged.
    pub(super) async fn open_matter<'a>(
        &self,
        request: Request<'a>,
        code: &MatterCode,
    ) -> Result<OpenMatter<'a>, CaseworkError> {
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let matter = matter_row(&mut transaction, code).await?;
        let allowed = match matter {
            Some(matter) if holds(&mut transaction, request, &matter).await? => Some(matter),
            _ => None,
        };
        let Some(matter) = allowed else {
            return Err(refuse(transaction, request, (code.as_str(), "matter")).await?);
        };
        let own = (matter.id.as_str(), request.worker);
        let keys = own_keys(&mut transaction, own, &[Compartment::Justice]).await?;
        Ok(OpenMatter {
            transaction,
            request,
            matter,
            need: NeedToKnow::of_matter(keys),
        })
    }
}

pub(super) async fn matter_row(
    transaction: &mut Transaction,
    code: &MatterCode,
) -> Result<Option<MatterRow>, CaseworkError> {
    let row: Option<StoredMatter> = store::within!(transaction, connection => {
        store::query_as("SELECT id, region, institution, leader, stage FROM matter WHERE code = $1")
            .bind(code.as_str())
            .fetch_optional(connection)
    })?;
    row.map(|(id, region, institution, leader, stage)| {
        Ok(MatterRow {
            id,
            code: code.clone(),
            region: PlaceCode::parse(&region).map_err(|_| CaseworkError::Corrupt("region"))?,
            institution,
            leader,
            stage: stored(MatterStage::from_code, &stage)?,
        })
    })
    .transpose()
}

/// Whether somebody is kept away from a matter.
pub(super) async fn is_denied(
    transaction: &mut Transaction,
    (matter, holder): (&str, &str),
) -> Result<bool, CaseworkError> {
    let row: Option<(String,)> = store::within!(transaction, connection => {
        store::query_as("SELECT holder FROM matter_denial WHERE matter = $1 AND holder = $2")
            .bind(matter)
            .bind(holder)
            .fetch_optional(connection)
    })?;
    Ok(row.is_some())
}

/// Whether the asker leads the matter or holds a grant on it in date. What ended leaves no key.
async fn holds(
    transaction: &mut Transaction,
    request: Request<'_>,
    matter: &MatterRow,
) -> Result<bool, CaseworkError> {
    let account = request.worker.account();
    if matter.leader == account {
        return Ok(true);
    }
    if is_denied(transaction, (&matter.id, account)).await? {
        return Ok(false);
    }
    let row: Option<(String,)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT id FROM matter_grant WHERE matter = $1 AND holder = $2
               AND revoked_at IS NULL AND starts_at <= $3 AND ends_at > $3 LIMIT 1",
        )
        .bind(matter.id.as_str())
        .bind(account)
        .bind(request.second())
        .fetch_optional(connection)
    })?;
    Ok(row.is_some())
}

impl OpenMatter<'_> {
    /// Lets only the leader go on.
    pub fn expect_leader(&self) -> Result<(), CaseworkError> {
        (self.request.worker.account() == self.matter.leader)
            .then_some(())
            .ok_or(CaseworkError::Refused("matter-leader-only"))
    }

    /// Records what is done.
    #[boxed]
    pub async fn record(
        &mut self,
        kind: &'static str,
        (fields, more): (&str, &Value),
    ) -> Result<(), CaseworkError> {
        let detail = json!({
            "institution": self.request.worker.institution(),
            "fields": fields,
            "more": more,
        });
        let event = NewEvent {
            at: self.request.now,
            actor: self.request.worker.account(),
            kind,
            subject: self.matter.code.as_str(),
            detail: &detail.to_string(),
        };
        ledger::append(&mut self.transaction, &event).await?;
        if kind == "matter-revealed" {
            let what = (self.matter.id.as_str(), 1);
            alarms::opened_matter(&mut self.transaction, self.request, what).await?;
        }
        Ok(())
    }

    /// Makes it lasting.
    #[boxed]
    pub async fn commit(self) -> Result<(), CaseworkError> {
        Ok(self.transaction.commit().await?)
    }
}
