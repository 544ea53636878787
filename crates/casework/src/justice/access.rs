//! Who may open a matter: given by its leader, to police, prosecutors and the person's lawyer, for a
//! time. The link keys go along within the institution that the person consented to, and nowhere else.

use super::{
    MatterCode,
    deny::expect_not_denied,
    keys,
    links::{link_need, links_held},
    open_matter::OpenMatter,
};
use crate::{
    Casework, CaseworkError, RecordId, Request,
    casework::{DAY, time},
    codes::stored,
    open_reason::open_reason,
    workers::{Compartment, Profession, is_same_person},
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Somebody with a grant on a matter that holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterHolder {
    /// The account.
    pub holder: String,
    /// Why.
    pub reason: String,
    /// When it ends.
    pub ends_at: Timestamp,
}

/// The longest grant, in days.
const LONGEST_DAYS: i64 = 366;

impl Casework {
    /// Gives somebody access to a matter.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter, or for no worker;
    /// `matter-leader-only`, `grant-reason-missing`, `text-holds-identifier`, `grant-end-invalid`, `matter-beyond-reach`,
    /// `grant-denied` for whoever was kept away, `grant-own-seat` for another seat of the giver's own.
    #[boxed]
    pub async fn matter_grant(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        (holder, ends_at, reason): (&str, Timestamp, &str),
    ) -> Result<(), CaseworkError> {
        let reason = open_reason(reason, "grant-reason-missing")?;
        let ends = ends_at.as_second();
        if ends <= request.second() || ends > request.second() + LONGEST_DAYS * DAY {
            return Err(CaseworkError::Invalid("grant-end-invalid"));
        }
        let mut open = self.open_matter(request, code).await?;
        open.expect_leader()?;
        let giver = request.worker.account();
        if holder != giver && is_same_person(holder, giver) {
            return Err(CaseworkError::Refused("grant-own-seat"));
        }
        let institution = expect_reach(&mut open, holder).await?;
        expect_not_denied(&mut open, holder).await?;
        self.insert_matter_grant(&mut open, (holder, ends, reason))
            .await?;
        let matter = open.matter.id.clone();
        let with = (matter.as_str(), &open.need);
        keys::share(&mut open.transaction, with, holder, &*self.random).await?;
        for (link, of) in links_held(&mut open).await? {
            if of == institution {
                let need = link_need(&mut open.transaction, (&link, request.worker)).await?;
                let with = (link.as_str(), &need);
                keys::share(&mut open.transaction, with, holder, &*self.random).await?;
            }
        }
        open.record("matter-granted", ("", &json!({"holder": holder})))
            .await?;
        open.commit().await
    }

    async fn insert_matter_grant(
        &self,
        open: &mut OpenMatter<'_>,
        (holder, ends_at, reason): (&str, i64, &str),
    ) -> Result<(), CaseworkError> {
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO matter_grant (id, matter, holder, given_by, reason, starts_at, ends_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(RecordId::fresh(&*self.random).as_str())
            .bind(open.matter.id.as_str())
            .bind(holder)
            .bind(open.request.worker.account())
            .bind(reason)
            .bind(open.request.second())
            .bind(ends_at)
        )?;
        Ok(())
    }

    /// Takes access away; the keys of the matter and of its links are changed.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `matter-leader-only`,
    /// `grant-none`.
    #[boxed]
    pub async fn matter_revoke(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        holder: &str,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        open.expect_leader()?;
        if !self.matter_take_away(&mut open, holder).await? {
            return Err(CaseworkError::Refused("grant-none"));
        }
        open.record("matter-revoked", ("", &json!({"holder": holder})))
            .await?;
        open.commit().await
    }

    /// Revokes what somebody holds and changes the keys; gives whether there was anything. The caller
    /// records it.
    pub(super) async fn matter_take_away(
        &self,
        open: &mut OpenMatter<'_>,
        holder: &str,
    ) -> Result<bool, CaseworkError> {
        let touched = store::execute!(
            open.transaction,
            store::query(
                "UPDATE matter_grant SET revoked_at = $1
                 WHERE matter = $2 AND holder = $3 AND revoked_at IS NULL",
            )
            .bind(open.request.second())
            .bind(open.matter.id.as_str())
            .bind(holder)
        )?;
        if touched == 0 {
            return Ok(false);
        }
        let staying = staying(open).await?;
        let matter = open.matter.id.clone();
        let with = (matter.as_str(), &open.need);
        keys::renew(&mut open.transaction, with, &staying, &*self.random).await?;
        let worker = open.request.worker;
        for (link, _) in links_held(open).await? {
            let need = link_need(&mut open.transaction, (&link, worker)).await?;
            let mut holders = holders_of_key(open, &link).await?;
            holders.remove(holder);
            let with = (link.as_str(), &need);
            keys::renew(&mut open.transaction, with, &holders, &*self.random).await?;
        }
        Ok(true)
    }

    /// Passes the lead on to somebody who holds access: a prosecutor takes over from police. Whoever
    /// led it keeps access for a year, unless the new leader takes it away.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `matter-leader-only`,
    /// `grant-none`, `matter-authority-only`.
    #[boxed]
    pub async fn matter_lead(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        to: &str,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        open.expect_leader()?;
        let row: Option<(String, String)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT w.institution, w.profession FROM matter_grant g
                 JOIN worker w ON w.account = g.holder AND w.suspended_at IS NULL
                 WHERE g.matter = $1 AND g.holder = $2 AND g.revoked_at IS NULL AND g.ends_at > $3
                 LIMIT 1",
            )
            .bind(open.matter.id.as_str())
            .bind(to)
            .bind(request.second())
            .fetch_optional(connection)
        })?;
        let (institution, profession) = row.ok_or(CaseworkError::Refused("grant-none"))?;
        let profession = stored(Profession::from_code, &profession)?;
        if !matches!(profession, Profession::Police | Profession::Prosecutor) {
            return Err(CaseworkError::Refused("matter-authority-only"));
        }
        let before = open.matter.leader.clone();
        let ends = request.second() + LONGEST_DAYS * DAY;
        self.insert_matter_grant(&mut open, (&before, ends, "led the matter before"))
            .await?;
        store::execute!(
            open.transaction,
            store::query("UPDATE matter SET leader = $1, institution = $2 WHERE id = $3")
                .bind(to)
                .bind(institution)
                .bind(open.matter.id.as_str())
        )?;
        open.record("matter-led-on", ("", &json!({"leader": to})))
            .await?;
        open.commit().await
    }

    /// Who holds access to a matter beside its leader.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter; `matter-leader-only`.
    #[boxed]
    pub async fn matter_holders(
        &self,
        request: Request<'_>,
        code: &MatterCode,
    ) -> Result<Vec<MatterHolder>, CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        open.expect_leader()?;
        let rows: Vec<(String, String, i64)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT holder, reason, ends_at FROM matter_grant
                 WHERE matter = $1 AND revoked_at IS NULL AND ends_at > $2 AND holder <> $3
                 ORDER BY holder, id",
            )
            .bind(open.matter.id.as_str())
            .bind(request.second())
            .bind(open.matter.leader.as_str())
            .fetch_all(connection)
        })?;
        open.record("matter-holders-viewed", ("", &Value::Null))
            .await?;
        open.commit().await?;
        rows.into_iter()
            .map(|(holder, reason, ends_at)| {
                Ok(MatterHolder {
                    holder,
                    reason,
                    ends_at: time(ends_at)?,
                })
            })
            .collect()
    }
}

/// The institution of a worker whose profession reaches proceedings, and who is no case manager: the
/// two sides stay apart.
async fn expect_reach(open: &mut OpenMatter<'_>, holder: &str) -> Result<String, CaseworkError> {
    let row: Option<(String, String)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT institution, profession FROM worker
             WHERE account = $1 AND suspended_at IS NULL",
        )
        .bind(holder)
        .fetch_optional(connection)
    })?;
    let (institution, profession) = row.ok_or(CaseworkError::NotFound("worker"))?;
    let profession = stored(Profession::from_code, &profession)?;
    let is_within = profession.reach().contains(&Compartment::Justice)
        && profession != Profession::SocialWorker;
    is_within
        .then_some(institution)
        .ok_or(CaseworkError::Refused("matter-beyond-reach"))
}

/// The leader, and whoever holds a grant in date.
pub(super) async fn staying(open: &mut OpenMatter<'_>) -> Result<BTreeSet<String>, CaseworkError> {
    let rows: Vec<(String,)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT holder FROM matter_grant
             WHERE matter = $1 AND revoked_at IS NULL AND ends_at > $2",
        )
        .bind(open.matter.id.as_str())
        .bind(open.request.second())
        .fetch_all(connection)
    })?;
    let mut staying: BTreeSet<String> = rows.into_iter().map(|(holder,)| holder).collect();
    staying.insert(open.matter.leader.clone());
    Ok(staying)
}

async fn holders_of_key(
    open: &mut OpenMatter<'_>,
    link: &str,
) -> Result<BTreeSet<String>, CaseworkError> {
    let rows: Vec<(String,)> = store::within!(open.transaction, connection => {
        store::query_as("SELECT holder FROM wrapped_key WHERE subject = $1")
            .bind(link)
            .fetch_all(connection)
    })?;
    Ok(rows.into_iter().map(|(holder,)| holder).collect())
}
