//! The second person agrees. Where nobody holds the case, the closed key is whole for the length of this
//! one step: it opens the case's keys to the new lead, for a week, and is gone.

use super::{
    SuccessionStep, SuccessionWay,
    propose::decided_by,
    row::{SuccessionRow, move_on},
};
use crate::{
    Casework, CaseworkError, RecordId, Request,
    emergency::PARTS,
    grants::{
        CaseRow, GrantRow, GrantSource, NeedToKnow, OpenCase, keys_held, log_to_file, refuse,
    },
    justice,
    tasks::TaskKind,
    workers::{Compartment, Purpose},
};
use boxed::boxed;
use seal::{HalfOpened, WorkerSecretKey};
use serde_json::json;
use store::Transaction;

/// By when the new lead should take the case over, in seconds.
const TAKE_WITHIN: i64 = 24 * crate::casework::HOUR;

impl SuccessionWay {
    /// What the new lead can open before the case is theirs.
    pub(super) const fn opens(self) -> &'static [Compartment] {
        match self {
            Self::HeldGrant | Self::LeadsCustodians => Compartment::ALL,
            Self::InstitutionsKeepers => &PARTS,
        }
    }
}

impl Casework {
    /// Agrees to a new lead. The caller has asked for the second factor before.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for anybody who may not decide about the case;
    /// `succession-two-people` for whoever named the new lead, and for the new lead while a third person
    /// could agree; `succession-too-late`, `succession-step-not-allowed`; `succession-changed` when
    /// meanwhile another way, or nobody, leads to the keys.
    #[boxed]
    pub async fn succession_confirm(
        &self,
        request: Request<'_>,
        id: &RecordId,
    ) -> Result<(), CaseworkError> {
        let now = request.second();
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let found = decided_by(&mut transaction, request, id).await?;
        let Some((row, case, who)) = found else {
            return Err(refuse(transaction, request, (id.as_str(), "succession")).await?);
        };
        if now >= row.ends_at {
            return Err(CaseworkError::Refused("succession-too-late"));
        }
        if !who.may_confirm(request.worker.account(), (&row.by, &row.to)) {
            return Err(CaseworkError::Refused("succession-two-people"));
        }
        let is_same = who.way == Some(row.way) && who.candidates.contains(&row.to);
        if !is_same || row.from != case.manager {
            return Err(CaseworkError::Refused("succession-changed"));
        }
        let key = match who.key {
            Some(key) => {
                let half = half_of(&mut transaction, (id, request.worker.account())).await?;
                Some((
                    key.holder.clone(),
                    half.finish(&key.holder, request.worker.secret_key())?,
                ))
            }
            None => None,
        };
        move_on(&mut transaction, (&row, SuccessionStep::ConfirmLead), now).await?;
        store::execute!(
            transaction,
            store::query(
                "UPDATE succession SET confirmed_by = $1, confirmed_at = $2 WHERE id = $3"
            )
            .bind(request.worker.account())
            .bind(now)
            .bind(id.as_str())
        )?;
        let what = (TaskKind::TakeLead, &case, id.as_str());
        let whom = (std::slice::from_ref(&row.to), now + TAKE_WITHIN);
        self.ask_for_lead(&mut transaction, what, whom).await?;
        let more = json!({"succession": id.as_str(), "to": row.to, "way": row.way.code()});
        let on = (&row.case, "lead-confirmed");
        log_to_file(&mut transaction, request, on, ("", &more)).await?;
        match key {
            None => Ok(transaction.commit().await?),
            Some((holder, secret)) => {
                let held = (holder.as_str(), &secret);
                self.open_to(transaction, (request, &row, case), held).await
            }
        }
    }

    /// Opens the case to the new lead with a key that two people have opened.
    async fn open_to(
        &self,
        mut transaction: Transaction,
        (request, row, case): (Request<'_>, &SuccessionRow, CaseRow),
        (holder, secret): (&str, &WorkerSecretKey),
    ) -> Result<(), CaseworkError> {
        let held = (case.subject.as_str(), holder, secret);
        let keys = keys_held(&mut transaction, held, row.way.opens()).await?;
        if row.way == SuccessionWay::LeadsCustodians {
            let from = (&case.code, holder, secret);
            justice::hand_links_on(&mut transaction, from, (&row.to, &*self.random)).await?;
        }
        let mut open = OpenCase {
            transaction,
            request,
            case,
            need: NeedToKnow::of_succession(keys),
        };
        let grant = GrantRow {
            holder: &row.to,
            purpose: Purpose::CaseManagement,
            compartments: row.way.opens(),
            source: GrantSource::Succession,
            reason: "the lead left",
            ends_at: row.ends_at,
        };
        self.insert_grant(&mut open, &grant).await?;
        open.commit().await
    }
}

async fn half_of(
    transaction: &mut Transaction,
    (id, helper): (&RecordId, &str),
) -> Result<HalfOpened, CaseworkError> {
    let row: Option<(Vec<u8>,)> = store::within!(transaction, connection => {
        store::query_as("SELECT half FROM succession_half WHERE succession = $1 AND helper = $2")
            .bind(id.as_str())
            .bind(helper)
            .fetch_optional(connection)
    })?;
    // Who came to decide after it was named was left no half.
    let (bytes,) = row.ok_or(CaseworkError::Refused("succession-changed"))?;
    Ok(HalfOpened::from_bytes(&bytes)?)
}
