//! The case's side of a link: offered on the person's consent, ended at any moment.

use super::{
    LinkState, keys,
    links::{LinkRow, end_link, link_need, link_row},
};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request,
    casework::{DAY, time},
    codes::stored,
    disclosures,
    grants::{Need, OpenCase, hand_over, keys_held},
    tasks::{NewTask, TaskKind},
    workers::{Compartment, Purpose},
};
use boxed::boxed;
use jiff::Timestamp;
use seal::WorkerSecretKey;
use serde_json::{Value, json};
use store::Transaction;
use vocabulary::RandomSource;

/// A link as the case's side sees it: never the matter's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLink {
    /// Its id.
    pub id: RecordId,
    /// Its code, which both sides see.
    pub code: String,
    /// The authority.
    pub institution: String,
    /// Where it stands.
    pub state: LinkState,
    /// Whether the consent that it rests on holds now.
    pub is_consented: bool,
    /// When it was offered.
    pub offered_at: Timestamp,
}

/// How long an authority has to take a link up, in days; then it is overdue, and nothing more.
const TAKE_DAYS: i64 = 7;

/// The justice compartment, for leading the case.
pub(super) const LEADING: Need<'static> = Need {
    compartments: &[Compartment::Justice],
    purposes: &[Purpose::CaseManagement],
};

type Listed = (String, String, String, String, i64, i64);

impl Casework {
    /// Offers an authority a link, on a consent that names it and the person's part in proceedings.
    /// The authority learns that somebody consented, by a code, and nothing of the case.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant on the justice compartment;
    /// `case-lead-only`, `disclosure-no-basis`, `disclosure-beyond-consent`, `request-missing`.
    #[boxed]
    pub async fn link_offer(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (form, basis, institution): (&str, &RecordId, &str),
    ) -> Result<RecordId, CaseworkError> {
        let mut open = self.open_case(request, code, LEADING).await?;
        open.expect_lead().await?;
        if let Some(id) = open.made_before(("link", form)).await? {
            return Ok(id);
        }
        disclosures::usable(&mut open, basis, (institution, &[Field::Participation])).await?;
        let id = RecordId::fresh(&*self.random);
        let shown = CaseCode::fresh(&*self.random);
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO matter_link (id, code, case_code, basis, institution, state,
                    non_punishment, offered_by, offered_at)
                 VALUES ($1, $2, $3, $4, $5, $6, 'not-checked', $7, $8)",
            )
            .bind(id.as_str())
            .bind(shown.as_str())
            .bind(code.as_str())
            .bind(basis.as_str())
            .bind(institution)
            .bind(LinkState::Offered.code())
            .bind(request.worker.account())
            .bind(request.second())
        )?;
        let task = NewTask::of_institution(
            TaskKind::TakeLink,
            (institution, shown.as_str(), id.as_str()),
            request.second() + TAKE_DAYS * DAY,
        );
        self.task_open(&mut open, &task).await?;
        open.remember(("link", form), id.as_str()).await?;
        let more = json!({"link": id.as_str(), "recipient": institution});
        open.log("link-offered", ("", &more)).await?;
        open.commit().await?;
        Ok(id)
    }

    /// The links of a case, the latest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant on the justice compartment.
    #[boxed]
    pub async fn case_links(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<Vec<CaseLink>, CaseworkError> {
        let mut open = self.open_case(request, code, LEADING).await?;
        let rows: Vec<Listed> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT l.id, l.code, l.institution, l.state, l.offered_at,
                    (SELECT COUNT(*) FROM disclosure_basis b WHERE b.id = l.basis
                        AND b.state = 'in-force' AND b.expires_at > $2) AS consented
                 FROM matter_link l WHERE l.case_code = $1 ORDER BY l.offered_at DESC, l.id",
            )
            .bind(code.as_str())
            .bind(request.second())
            .fetch_all(connection)
        })?;
        open.log("links-viewed", ("", &Value::Null)).await?;
        open.commit().await?;
        rows.into_iter()
            .map(|(id, code, institution, state, offered_at, consented)| {
                Ok(CaseLink {
                    id: RecordId::stored(id),
                    code,
                    institution,
                    state: stored(LinkState::from_code, &state)?,
                    is_consented: consented > 0,
                    offered_at: time(offered_at)?,
                })
            })
            .collect()
    }

    /// Ends a link from the case's side. What both sides could read through it is destroyed.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant on the justice compartment, or for a link
    /// of another case; `link-over`.
    #[boxed]
    pub async fn link_end(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        link: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, LEADING).await?;
        let row = own_link(&mut open, link).await?;
        end_link(&mut open.transaction, &row, request.second()).await?;
        open.log("link-ended", ("", &json!({"link": link.as_str()})))
            .await?;
        open.commit().await
    }
}

/// A link of the open case.
pub(super) async fn own_link(
    open: &mut OpenCase<'_>,
    link: &RecordId,
) -> Result<LinkRow, CaseworkError> {
    let now = open.request.second();
    let row = link_row(&mut open.transaction, (link, now)).await?;
    row.filter(|row| row.case == open.case.code)
        .ok_or(CaseworkError::NotFound("link"))
}

/// What a withdrawn consent means for the links that rest on it: they end in the same moment.
pub(crate) async fn end_links_of_basis(
    open: &mut OpenCase<'_>,
    basis: &RecordId,
) -> Result<(), CaseworkError> {
    let rows: Vec<(String,)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT id FROM matter_link WHERE basis = $1 AND state <> 'ended' ORDER BY id",
        )
        .bind(basis.as_str())
        .fetch_all(connection)
    })?;
    for (link,) in rows {
        let row = own_link(open, &RecordId::stored(link)).await?;
        let now = open.request.second();
        end_link(&mut open.transaction, &row, now).await?;
    }
    Ok(())
}

/// What a transfer means for the links of a case: whoever led it gives their key to the new manager
/// and to nobody else of the case's side.
pub(crate) async fn hand_links_over(
    open: &mut OpenCase<'_>,
    manager: &str,
    random: &dyn RandomSource,
) -> Result<(), CaseworkError> {
    let rows: Vec<(String,)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT l.id FROM matter_link l
             JOIN wrapped_key k ON k.subject = l.id AND k.holder = $2
             WHERE l.case_code = $1 AND l.state = 'linked' ORDER BY l.id",
        )
        .bind(open.case.code.as_str())
        .bind(open.request.worker.account())
        .fetch_all(connection)
    })?;
    for (link,) in rows {
        let need = link_need(&mut open.transaction, (&link, open.request.worker)).await?;
        let holders: Vec<(String,)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT k.holder FROM wrapped_key k JOIN matter_link l ON l.id = k.subject
                 WHERE l.id = $1 AND EXISTS (SELECT 1 FROM matter m WHERE m.id = l.matter
                    AND (m.leader = k.holder OR EXISTS (SELECT 1 FROM matter_grant g
                        WHERE g.matter = m.id AND g.holder = k.holder AND g.revoked_at IS NULL)))",
            )
            .bind(link.as_str())
            .fetch_all(connection)
        })?;
        let mut holders: std::collections::BTreeSet<String> =
            holders.into_iter().map(|(holder,)| holder).collect();
        holders.insert(manager.to_owned());
        let with = (link.as_str(), &need);
        keys::renew(&mut open.transaction, with, &holders, random).await?;
    }
    Ok(())
}

/// What it means for the links of a case that its lead left and two custodians opened the lead's key:
/// the next lead can open the links too.
pub(crate) async fn hand_links_on(
    transaction: &mut Transaction,
    (case, from, secret): (&CaseCode, &str, &WorkerSecretKey),
    (to, random): (&str, &dyn RandomSource),
) -> Result<(), CaseworkError> {
    let rows: Vec<(String,)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT l.id FROM matter_link l
             JOIN wrapped_key k ON k.subject = l.id AND k.holder = $2
             WHERE l.case_code = $1 AND l.state = 'linked' ORDER BY l.id",
        )
        .bind(case.as_str())
        .bind(from)
        .fetch_all(connection)
    })?;
    for (link,) in rows {
        let held = (link.as_str(), from, secret);
        for (part, key) in keys_held(transaction, held, &[Compartment::Justice]).await? {
            hand_over(transaction, (&link, part, &key), to, random).await?;
        }
    }
    Ok(())
}

/// Ends the links of a case that its new lead cannot open: nobody of the case's side could read them.
pub(crate) async fn end_links_not_held(
    open: &mut OpenCase<'_>,
    lead: &str,
) -> Result<(), CaseworkError> {
    let rows: Vec<(String,)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT l.id FROM matter_link l
             WHERE l.case_code = $1 AND l.state = 'linked' AND NOT EXISTS (
                SELECT 1 FROM wrapped_key k WHERE k.subject = l.id AND k.holder = $2)
             ORDER BY l.id",
        )
        .bind(open.case.code.as_str())
        .bind(lead)
        .fetch_all(connection)
    })?;
    for (link,) in rows {
        let row = own_link(open, &RecordId::stored(link)).await?;
        let now = open.request.second();
        end_link(&mut open.transaction, &row, now).await?;
        open.log("link-ended", ("", &Value::Null)).await?;
    }
    Ok(())
}
