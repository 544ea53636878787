//! Compensation of victims: claimed, awarded or refused, paid. Amounts are whole units of the
//! country's currency.

use super::{CLAIM_TABLE, ClaimState, ClaimStep, MatterCode};
use crate::{
    Casework, CaseworkError, RecordId, Request, casework::time, codes::stored, machine::next,
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;
use store::Transaction;

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompensationClaim {
    /// Its id.
    pub id: RecordId,
    /// Where it stands.
    pub state: ClaimState,
    /// What was claimed.
    pub claimed: i64,
    /// What was awarded.
    pub awarded: Option<i64>,
    /// When it was made.
    pub claimed_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// When it was paid.
    pub paid_at: Option<Timestamp>,
}

/// A step of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimMove {
    /// Which claim.
    pub claim: RecordId,
    /// What happened.
    pub step: ClaimStep,
    /// How much, with an award.
    pub awarded: Option<i64>,
    /// When: not after now.
    pub at: Timestamp,
}

/// The largest amount that is taken, in units of the currency.
const MOST: i64 = 1_000_000_000_000;

type Row = (
    String,
    String,
    i64,
    Option<i64>,
    i64,
    Option<i64>,
    Option<i64>,
);

impl Casework {
    /// Writes down a claim.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `claim-amount-invalid`,
    /// `matter-date-invalid`.
    #[boxed]
    pub async fn claim_make(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        (claimed, claimed_at): (i64, Timestamp),
    ) -> Result<RecordId, CaseworkError> {
        if !(1..=MOST).contains(&claimed) {
            return Err(CaseworkError::Invalid("claim-amount-invalid"));
        }
        if claimed_at > request.now {
            return Err(CaseworkError::Invalid("matter-date-invalid"));
        }
        let mut open = self.open_matter(request, code).await?;
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO compensation_claim (id, matter, state, claimed, claimed_at)
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(id.as_str())
            .bind(open.matter.id.as_str())
            .bind(ClaimState::Claimed.code())
            .bind(claimed)
            .bind(claimed_at.as_second())
        )?;
        open.record("claim-made", ("", &json!({"claim": id.as_str()})))
            .await?;
        open.commit().await?;
        Ok(id)
    }

    /// Moves a claim by the table.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter, or for a claim of another one;
    /// `claim-step-not-allowed`, `claim-amount-invalid`, `matter-date-invalid`.
    #[boxed]
    pub async fn claim_move(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        change: &ClaimMove,
    ) -> Result<(), CaseworkError> {
        let is_award = change.step == ClaimStep::Award;
        let is_amount = change.awarded.is_some_and(|one| (1..=MOST).contains(&one));
        if is_award != change.awarded.is_some() || (is_award && !is_amount) {
            return Err(CaseworkError::Invalid("claim-amount-invalid"));
        }
        let mut open = self.open_matter(request, code).await?;
        let row: Option<(String, i64)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT state, COALESCE(decided_at, claimed_at) FROM compensation_claim
                 WHERE id = $1 AND matter = $2",
            )
            .bind(change.claim.as_str())
            .bind(open.matter.id.as_str())
            .fetch_optional(connection)
        })?;
        let (state, last) = row.ok_or(CaseworkError::NotFound("claim"))?;
        let state = stored(ClaimState::from_code, &state)?;
        let after = next(CLAIM_TABLE, state, change.step);
        let after = after.ok_or(CaseworkError::Refused("claim-step-not-allowed"))?;
        let at = change.at.as_second();
        if change.at > request.now || at < last {
            return Err(CaseworkError::Invalid("matter-date-invalid"));
        }
        let is_paid = change.step == ClaimStep::Pay;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE compensation_claim SET state = $1, awarded = COALESCE($2, awarded),
                    decided_at = COALESCE(decided_at, $3), paid_at = $4 WHERE id = $5",
            )
            .bind(after.code())
            .bind(change.awarded)
            .bind((!is_paid).then_some(at))
            .bind(is_paid.then_some(at))
            .bind(change.claim.as_str())
        )?;
        let more = json!({"claim": change.claim.as_str(), "step": change.step.code()});
        open.record("claim-moved", ("", &more)).await?;
        open.commit().await
    }
}

/// The claims of a matter.
pub(super) async fn claims_of(
    transaction: &mut Transaction,
    matter: &str,
) -> Result<Vec<CompensationClaim>, CaseworkError> {
    let rows: Vec<Row> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT id, state, claimed, awarded, claimed_at, decided_at, paid_at
             FROM compensation_claim WHERE matter = $1 ORDER BY claimed_at, id",
        )
        .bind(matter)
        .fetch_all(connection)
    })?;
    rows.into_iter()
        .map(
            |(id, state, claimed, awarded, claimed_at, decided_at, paid_at)| {
                Ok(CompensationClaim {
                    id: RecordId::stored(id),
                    state: stored(ClaimState::from_code, &state)?,
                    claimed,
                    awarded,
                    claimed_at: time(claimed_at)?,
                    decided_at: decided_at.map(time).transpose()?,
                    paid_at: paid_at.map(time).transpose()?,
                })
            },
        )
        .collect()
}
