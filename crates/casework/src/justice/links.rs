//! A link between a case and a matter: each side sees one opaque code, and neither the other's. It
//! rests on a consent in date that names the authority and the person's part in proceedings; where
//! that has ended, the link is as if it were not there.

use super::{LINK_TABLE, LinkState, LinkStep, open_matter::OpenMatter};
use crate::{
    CaseCode, CaseworkError, RecordId,
    codes::stored,
    disclosures,
    grants::{NeedToKnow, own_keys},
    machine::next,
    workers::{Compartment, Worker},
};
use store::Transaction;

/// A link as both sides' functions find it.
pub(super) struct LinkRow {
    pub id: String,
    pub case: CaseCode,
    pub matter: Option<String>,
    pub institution: String,
    pub state: LinkState,
    pub is_consented: bool,
    pub offered_by: String,
}

type Stored = (String, Option<String>, String, String, i64, String);

/// The link with that id, and whether the consent that it rests on holds now.
pub(super) async fn link_row(
    transaction: &mut Transaction,
    (link, now): (&RecordId, i64),
) -> Result<Option<LinkRow>, CaseworkError> {
    let row: Option<Stored> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT l.case_code, l.matter, l.institution, l.state,
                (SELECT COUNT(*) FROM disclosure_basis b WHERE b.id = l.basis
                    AND b.state = 'in-force' AND b.expires_at > $2) AS consented, l.offered_by
             FROM matter_link l JOIN case_file c ON c.code = l.case_code AND c.erased_at IS NULL
             WHERE l.id = $1",
        )
        .bind(link.as_str())
        .bind(now)
        .fetch_optional(connection)
    })?;
    row.map(
        |(case, matter, institution, state, consented, offered_by)| {
            Ok(LinkRow {
                id: link.as_str().to_owned(),
                case: CaseCode::stored(case),
                matter,
                institution,
                state: stored(LinkState::from_code, &state)?,
                is_consented: consented > 0,
                offered_by,
            })
        },
    )
    .transpose()
}

impl LinkRow {
    /// Lets only a link go on that is taken into a matter and rests on a consent in date.
    pub fn expect_usable(&self) -> Result<(), CaseworkError> {
        (self.state == LinkState::Linked && self.is_consented)
            .then_some(())
            .ok_or(CaseworkError::Refused("link-not-usable"))
    }
}

/// The worker's own key of a link.
pub(super) async fn link_need(
    transaction: &mut Transaction,
    (link, worker): (&str, &Worker),
) -> Result<NeedToKnow, CaseworkError> {
    let keys = own_keys(transaction, (link, worker), &[Compartment::Justice]).await?;
    Ok(NeedToKnow::of_matter(keys))
}

/// The links of the open matter whose key the asker holds, with the institution of each.
pub(super) async fn links_held(
    open: &mut OpenMatter<'_>,
) -> Result<Vec<(String, String)>, CaseworkError> {
    Ok(store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT l.id, l.institution FROM matter_link l
             JOIN wrapped_key k ON k.subject = l.id AND k.holder = $2
             WHERE l.matter = $1 AND l.state = 'linked' ORDER BY l.id",
        )
        .bind(open.matter.id.as_str())
        .bind(open.request.worker.account())
        .fetch_all(connection)
    })?)
}

/// Ends a link: its keys are destroyed, and with them what both sides read through it.
pub(super) async fn end_link(
    transaction: &mut Transaction,
    link: &LinkRow,
    now: i64,
) -> Result<(), CaseworkError> {
    let after = next(LINK_TABLE, link.state, LinkStep::End);
    let after = after.ok_or(CaseworkError::Refused("link-over"))?;
    disclosures::destroy(transaction, &link.id).await?;
    store::execute!(
        transaction,
        store::query("UPDATE matter_link SET state = $1, ended_at = $2 WHERE id = $3")
            .bind(after.code())
            .bind(now)
            .bind(link.id.as_str())
    )?;
    store::execute!(
        transaction,
        store::query(
            "UPDATE task SET done_at = $1
             WHERE kind = 'take-link' AND concerns = $2 AND done_at IS NULL",
        )
        .bind(now)
        .bind(link.id.as_str())
    )?;
    Ok(())
}
