//! Granting is wrapping: only somebody who holds a compartment's key can open it to somebody else.

use super::{Need, OpenCase, keyring};
use crate::{
    CaseCode, Casework, CaseworkError, RecordId, Request,
    casework::DAY,
    codes::{codes, joined_codes},
    open_reason::open_reason,
    workers::{Compartment, Profession, Purpose, is_same_person},
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::json;

codes! {
    /// Where a grant comes from.
    GrantSource {
        /// The case manager's own.
        Manager = "manager",
        /// Whoever took the concern in, until the manager has heard them.
        Finder = "finder",
        /// Given by the case manager or the deputy.
        Given = "given",
        /// Of whoever stands in for the case manager.
        Deputy = "deputy",
        /// Danger to life, confirmed by a second keeper.
        Emergency = "emergency",
        /// Of whoever is to lead a case whose lead left, opened by two others.
        Succession = "succession",
    }
}

/// A grant to give.
#[derive(Debug, Clone)]
pub struct NewGrant {
    /// The seat of a registered worker: the grant opens the case there, and in no other of theirs.
    pub holder: String,
    /// What the knowledge is needed for.
    pub purpose: Purpose,
    /// What it opens: within the reach of the purpose and of the holder's profession.
    pub compartments: Vec<Compartment>,
    /// When it ends: within a year.
    pub ends_at: Timestamp,
    /// Why, in a few words without names.
    pub reason: String,
}

/// The longest grant, in days.
pub(super) const LONGEST_DAYS: i64 = 366;

impl Casework {
    /// Gives a grant. The case manager and the deputy alone do.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant; `grant-reason-missing`,
    /// `text-holds-identifier`,
    /// `grant-end-invalid`, `grant-beyond-reach`, `grant-denied`, `case-lead-only`, `grant-own-seat`
    /// for another seat of the giver's own.
    #[boxed]
    pub async fn grant_give(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &NewGrant,
    ) -> Result<RecordId, CaseworkError> {
        let need = Need {
            compartments: &new.compartments,
            ..Need::MANAGE
        };
        let mut open = self.open_case(request, code, need).await?;
        open.expect_lead().await?;
        let reason = open_reason(&new.reason, "grant-reason-missing")?;
        let ends_at = new.ends_at.as_second();
        let latest = request.second() + LONGEST_DAYS * DAY;
        if ends_at <= request.second() || ends_at > latest {
            return Err(CaseworkError::Invalid("grant-end-invalid"));
        }
        check_reach(&mut open, new).await?;
        let row = GrantRow {
            holder: &new.holder,
            purpose: new.purpose,
            compartments: &new.compartments,
            source: GrantSource::Given,
            reason,
            ends_at,
        };
        let id = self.insert_grant(&mut open, &row).await?;
        let more = json!({"grant": id.as_str(), "holder": new.holder,
            "for": new.purpose.code(), "opens": joined_codes!(new.compartments)});
        open.log("grant-given", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// Writes a grant and wraps the open keys of its compartments for the holder.
    pub(crate) async fn insert_grant(
        &self,
        open: &mut OpenCase<'_>,
        grant: &GrantRow<'_>,
    ) -> Result<RecordId, CaseworkError> {
        let id = RecordId::fresh(&*self.random);
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO access_grant (id, case_code, holder, purpose, compartments, source,
                    granted_by, reason, starts_at, ends_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            )
            .bind(id.as_str())
            .bind(open.case.code.as_str())
            .bind(grant.holder)
            .bind(grant.purpose.code())
            .bind(joined_codes!(grant.compartments))
            .bind(grant.source.code())
            .bind(open.request.worker.account())
            .bind(grant.reason)
            .bind(open.request.second())
            .bind(grant.ends_at)
        )?;
        for (compartment, key) in &open.need.keys {
            if grant.compartments.contains(compartment) {
                let what = (open.case.subject.as_str(), *compartment, key);
                keyring::hand_over(&mut open.transaction, what, grant.holder, &*self.random)
                    .await?;
            }
        }
        Ok(id)
    }
}

/// A grant as it is written.
pub(crate) struct GrantRow<'a> {
    pub holder: &'a str,
    pub purpose: Purpose,
    pub compartments: &'a [Compartment],
    pub source: GrantSource,
    pub reason: &'a str,
    pub ends_at: i64,
}

async fn check_reach(open: &mut OpenCase<'_>, new: &NewGrant) -> Result<(), CaseworkError> {
    let giver = open.request.worker.account();
    if new.holder != giver && is_same_person(&new.holder, giver) {
        return Err(CaseworkError::Refused("grant-own-seat"));
    }
    let (_, profession) = worker_row(open, &new.holder).await?;
    let is_within = !new.compartments.is_empty()
        && new
            .compartments
            .iter()
            .all(|part| profession.reach().contains(part) && new.purpose.reach().contains(part));
    if !is_within {
        return Err(CaseworkError::Refused("grant-beyond-reach"));
    }
    expect_not_denied(open, &new.holder).await
}

/// The institution and profession of a worker who is not suspended.
pub(crate) async fn worker_row(
    open: &mut OpenCase<'_>,
    account: &str,
) -> Result<(String, Profession), CaseworkError> {
    let row: Option<(String, String)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT institution, profession FROM worker
             WHERE account = $1 AND suspended_at IS NULL",
        )
        .bind(account)
        .fetch_optional(connection)
    })?;
    let (institution, profession) = row.ok_or(CaseworkError::NotFound("worker"))?;
    let profession = crate::codes::stored(Profession::from_code, &profession)?;
    Ok((institution, profession))
}

/// A denial beats what comes, too.
pub(crate) async fn expect_not_denied(
    open: &mut OpenCase<'_>,
    account: &str,
) -> Result<(), CaseworkError> {
    let denied: Option<(String,)> = store::within!(open.transaction, connection => {
        store::query_as("SELECT holder FROM access_denial WHERE case_code = $1 AND holder = $2")
            .bind(open.case.code.as_str())
            .bind(account)
            .fetch_optional(connection)
    })?;
    match denied {
        Some(_) => Err(CaseworkError::Refused("grant-denied")),
        None => Ok(()),
    }
}
