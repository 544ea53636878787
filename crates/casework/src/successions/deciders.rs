//! Who may decide about a case whose lead left, who may lead it next, and which key two of them open
//! where nobody holds the case.

use super::SuccessionWay;
use crate::{
    CaseworkError, Request,
    codes::split_codes,
    emergency,
    grants::CaseRow,
    recoveries,
    workers::{Compartment, Profession, Purpose},
};
use seal::{Custody, HalfOpened};
use std::collections::BTreeSet;
use store::Transaction;

/// A private key that exists in custody by pairs alone.
pub(crate) struct ClosedKey {
    /// What it is closed for, and what keys are wrapped for.
    pub holder: String,
    pub custody: Custody,
    pub reversed: Custody,
    /// The three, in the order of the custody.
    pub people: Vec<String>,
}

impl ClosedKey {
    /// What one of the three opens for another. The later place opens first; in the reversed order
    /// that is the earlier one.
    pub fn half(&self, request: Request<'_>, other: &str) -> Result<HalfOpened, CaseworkError> {
        let place = |account: &str| self.people.iter().position(|one| one == account);
        let missing = CaseworkError::Corrupt("custody");
        let (me, other) = place(request.worker.account())
            .zip(place(other))
            .ok_or(missing)?;
        let last = self.people.len() - 1;
        let (custody, places) = if me > other {
            (&self.custody, (me, other))
        } else {
            (&self.reversed, (last - me, last - other))
        };
        Ok(custody.begin(&self.holder, places, request.worker.secret_key())?)
    }
}

/// What can be done about a case whose lead left.
pub(super) struct Deciders {
    /// How the keys come to the new lead; `None` where no two people can open them.
    pub way: Option<SuccessionWay>,
    /// Who may name a new lead, and be the second who agrees.
    pub people: Vec<String>,
    /// Who may lead next.
    pub candidates: Vec<String>,
    /// What two of the people open.
    pub key: Option<ClosedKey>,
}

impl Deciders {
    pub fn includes(&self, account: &str) -> bool {
        self.people.iter().any(|one| one == account)
    }

    /// Whether somebody may be the second person: never the first, and the new lead only where there
    /// is no third who could.
    pub fn may_confirm(&self, account: &str, (by, to): (&str, &str)) -> bool {
        let mut others = self.people.iter().filter(|one| *one != by && *one != to);
        self.includes(account) && account != by && (account != to || others.next().is_none())
    }
}

/// Whether the lead of a case is suspended, or works for another institution now.
pub(super) async fn has_left(
    transaction: &mut Transaction,
    case: &CaseRow,
) -> Result<bool, CaseworkError> {
    let here: Option<(String,)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT account FROM worker
             WHERE account = $1 AND institution = $2 AND suspended_at IS NULL",
        )
        .bind(case.manager.as_str())
        .bind(case.institution.as_str())
        .fetch_optional(connection)
    })?;
    Ok(here.is_none())
}

/// Who may decide about a case whose lead left, and how.
pub(super) async fn deciders(
    transaction: &mut Transaction,
    (case, now): (&CaseRow, i64),
) -> Result<Deciders, CaseworkError> {
    let social = social_workers(transaction, case).await?;
    let holders = whole_holders(transaction, (case, now)).await?;
    let keepers = emergency::keepers_of(transaction, &case.institution).await?;
    let keepers = present(transaction, (case, keepers)).await?;
    let holders: Vec<String> = social
        .iter()
        .filter(|one| holders.contains(*one))
        .cloned()
        .collect();
    if !holders.is_empty() {
        return Ok(Deciders {
            way: Some(SuccessionWay::HeldGrant),
            people: if keepers.len() > 1 { keepers } else { social },
            candidates: holders,
            key: None,
        });
    }
    if let Some(key) = recoveries::closed_key(transaction, &case.manager).await? {
        let people = present(transaction, (case, key.people.clone())).await?;
        if people.len() > 1 {
            return Ok(Deciders {
                way: Some(SuccessionWay::LeadsCustodians),
                people,
                candidates: social,
                key: Some(key),
            });
        }
    }
    let key = emergency::closed_key(transaction, (&case.institution, &case.subject)).await?;
    let way = (key.is_some() && keepers.len() > 1).then_some(SuccessionWay::InstitutionsKeepers);
    Ok(Deciders {
        way,
        people: if keepers.len() > 1 {
            keepers
        } else {
            social.clone()
        },
        candidates: social,
        key,
    })
}

/// Those of some accounts who work for the case's institution and were not shut out of it.
async fn present(
    transaction: &mut Transaction,
    (case, accounts): (&CaseRow, Vec<String>),
) -> Result<Vec<String>, CaseworkError> {
    let here: BTreeSet<String> = staff(transaction, case)
        .await?
        .into_iter()
        .map(|(one, _)| one)
        .collect();
    let mut accounts = accounts;
    accounts.retain(|one| here.contains(one));
    Ok(accounts)
}

/// The social workers of the case's institution who were not shut out of it.
async fn social_workers(
    transaction: &mut Transaction,
    case: &CaseRow,
) -> Result<Vec<String>, CaseworkError> {
    let staff = staff(transaction, case).await?.into_iter();
    let social = staff.filter(|(_, profession)| profession == Profession::SocialWorker.code());
    Ok(social.map(|(account, _)| account).collect())
}

async fn staff(
    transaction: &mut Transaction,
    case: &CaseRow,
) -> Result<Vec<(String, String)>, CaseworkError> {
    Ok(store::within!(transaction, connection => {
        store::query_as(
            "SELECT account, profession FROM worker
             WHERE institution = $1 AND suspended_at IS NULL AND account <> $2
               AND NOT EXISTS (SELECT 1 FROM access_denial d
                    WHERE d.case_code = $3 AND d.holder = worker.account)
             ORDER BY account",
        )
        .bind(case.institution.as_str())
        .bind(case.manager.as_str())
        .bind(case.code.as_str())
        .fetch_all(connection)
    })?)
}

/// Who holds a grant that leads and opens every part of the case.
async fn whole_holders(
    transaction: &mut Transaction,
    (case, now): (&CaseRow, i64),
) -> Result<BTreeSet<String>, CaseworkError> {
    let rows: Vec<(String, String)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT holder, compartments FROM access_grant
             WHERE case_code = $1 AND purpose = $2 AND revoked_at IS NULL
               AND starts_at <= $3 AND ends_at > $3",
        )
        .bind(case.code.as_str())
        .bind(Purpose::CaseManagement.code())
        .bind(now)
        .fetch_all(connection)
    })?;
    let mut whole = BTreeSet::new();
    for (holder, compartments) in rows {
        let opens = split_codes(&compartments, Compartment::from_code)?;
        if Compartment::ALL.iter().all(|part| opens.contains(part)) {
            whole.insert(holder);
        }
    }
    Ok(whole)
}
