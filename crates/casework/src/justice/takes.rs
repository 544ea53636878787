//! The authority's side of a link: taken into a matter, and whether the victim is kept from
//! punishment for what they were made to do.

use super::{
    LINK_TABLE, LinkState, LinkStep, MatterCode, NonPunishment,
    access::staying,
    links::{LinkRow, end_link, link_row},
    open_matter::OpenMatter,
};
use crate::{
    Casework, CaseworkError, RecordId, Request,
    casework::time,
    codes::stored,
    grants::{log_to_file, new_key},
    machine::next,
    workers::{Compartment, is_same_person},
};
use boxed::boxed;
use jiff::Timestamp;
use serde_json::{Value, json};

/// A link offered to the worker's institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkOffer {
    /// Its id.
    pub id: RecordId,
    /// Its code, which both sides see.
    pub code: String,
    /// When it was offered.
    pub offered_at: Timestamp,
}

/// A link as the matter's side sees it: never the case's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterLink {
    /// Its id.
    pub id: RecordId,
    /// Its code, which both sides see.
    pub code: String,
    /// The institution that the person consented to.
    pub institution: String,
    /// Where it stands.
    pub state: LinkState,
    /// Whether the consent that it rests on holds now.
    pub is_consented: bool,
    /// What is known of non-punishment.
    pub non_punishment: NonPunishment,
}

type Listed = (String, String, String, String, i64, String);

impl Casework {
    /// The links offered to the worker's institution and not yet taken, the oldest first.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn links_offered(
        &self,
        request: Request<'_>,
    ) -> Result<Vec<LinkOffer>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<(String, String, i64)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT l.id, l.code, l.offered_at FROM matter_link l
                 JOIN disclosure_basis b ON b.id = l.basis AND b.state = 'in-force'
                    AND b.expires_at > $2
                 WHERE l.institution = $1 AND l.state = 'offered'
                   AND NOT EXISTS (SELECT 1 FROM access_denial d
                        WHERE d.case_code = l.case_code AND d.holder = $3)
                 ORDER BY l.offered_at, l.id LIMIT 500",
            )
            .bind(request.worker.institution())
            .bind(request.second())
            .bind(request.worker.account())
            .fetch_all(connection)
        })?;
        rows.into_iter()
            .map(|(id, code, offered_at)| {
                Ok(LinkOffer {
                    id: RecordId::stored(id),
                    code,
                    offered_at: time(offered_at)?,
                })
            })
            .collect()
    }

    /// Takes an offered link into a matter. A key of its own is made for whoever leads the case and
    /// for those of the matter whose institution the person consented to.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter, or for a link that was offered to
    /// another institution; `link-own-offer` for who offered it in another seat; `link-not-usable`,
    /// `link-over`.
    #[boxed]
    pub async fn link_take(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        link: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        let row = offered_link(&mut open, link).await?;
        if is_same_person(&row.offered_by, request.worker.account()) {
            return Err(CaseworkError::Refused("link-own-offer"));
        }
        if !row.is_consented {
            return Err(CaseworkError::Refused("link-not-usable"));
        }
        let after = next(LINK_TABLE, row.state, LinkStep::Take);
        let after = after.ok_or(CaseworkError::Refused("link-over"))?;
        let holders = holders(&mut open, &row).await?;
        let what = (row.id.as_str(), Compartment::Justice);
        new_key(&mut open.transaction, what, &holders, &*self.random).await?;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE matter_link SET state = $1, matter = $2, accepted_at = $3 WHERE id = $4",
            )
            .bind(after.code())
            .bind(open.matter.id.as_str())
            .bind(request.second())
            .bind(row.id.as_str())
        )?;
        store::execute!(
            open.transaction,
            store::query(
                "UPDATE task SET done_at = $1
                 WHERE kind = 'take-link' AND concerns = $2 AND done_at IS NULL",
            )
            .bind(request.second())
            .bind(row.id.as_str())
        )?;
        let more = json!({"link": row.id});
        let on = (&row.case, "link-taken");
        log_to_file(&mut open.transaction, request, on, ("", &more)).await?;
        open.record("link-taken", ("", &more)).await?;
        open.commit().await
    }

    /// The links of a matter.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter.
    #[boxed]
    pub async fn matter_links(
        &self,
        request: Request<'_>,
        code: &MatterCode,
    ) -> Result<Vec<MatterLink>, CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        let rows: Vec<Listed> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT l.id, l.code, l.institution, l.state,
                    (SELECT COUNT(*) FROM disclosure_basis b WHERE b.id = l.basis
                        AND b.state = 'in-force' AND b.expires_at > $2) AS consented,
                    l.non_punishment
                 FROM matter_link l WHERE l.matter = $1 ORDER BY l.accepted_at, l.id",
            )
            .bind(open.matter.id.as_str())
            .bind(request.second())
            .fetch_all(connection)
        })?;
        open.record("matter-links-viewed", ("", &Value::Null))
            .await?;
        open.commit().await?;
        rows.into_iter()
            .map(
                |(id, code, institution, state, consented, non_punishment)| {
                    Ok(MatterLink {
                        id: RecordId::stored(id),
                        code,
                        institution,
                        state: stored(LinkState::from_code, &state)?,
                        is_consented: consented > 0,
                        non_punishment: stored(NonPunishment::from_code, &non_punishment)?,
                    })
                },
            )
            .collect()
    }

    /// Lets a link go from the authority's side.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter, or for a link of another one;
    /// `link-over`.
    #[boxed]
    pub async fn link_release(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        link: &RecordId,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        let row = matter_link(&mut open, link).await?;
        end_link(&mut open.transaction, &row, request.second()).await?;
        let more = json!({"link": row.id});
        let on = (&row.case, "link-ended");
        log_to_file(&mut open.transaction, request, on, ("", &more)).await?;
        open.record("link-released", ("", &more)).await?;
        open.commit().await
    }

    /// Writes down what was found about non-punishment.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter, or for a link of another one;
    /// `link-not-usable`.
    #[boxed]
    pub async fn non_punishment_set(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        (link, found): (&RecordId, NonPunishment),
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        let row = matter_link(&mut open, link).await?;
        row.expect_usable()?;
        store::execute!(
            open.transaction,
            store::query("UPDATE matter_link SET non_punishment = $1 WHERE id = $2")
                .bind(found.code())
                .bind(row.id.as_str())
        )?;
        let more = json!({"link": row.id, "found": found.code()});
        open.record("non-punishment-checked", ("", &more)).await?;
        open.commit().await
    }
}

async fn offered_link(
    open: &mut OpenMatter<'_>,
    link: &RecordId,
) -> Result<LinkRow, CaseworkError> {
    let now = open.request.second();
    let row = link_row(&mut open.transaction, (link, now)).await?;
    let worker = open.request.worker;
    let row = row.filter(|row| row.institution == worker.institution());
    let row = row.ok_or(CaseworkError::NotFound("link"))?;
    let denied: Option<(String,)> = store::within!(open.transaction, connection => {
        store::query_as("SELECT holder FROM access_denial WHERE case_code = $1 AND holder = $2")
            .bind(row.case.as_str())
            .bind(worker.account())
            .fetch_optional(connection)
    })?;
    match denied {
        Some(_) => Err(CaseworkError::NotFound("link")),
        None => Ok(row),
    }
}

/// A link of the open matter, for those of the institution that the person consented to.
pub(super) async fn matter_link(
    open: &mut OpenMatter<'_>,
    link: &RecordId,
) -> Result<LinkRow, CaseworkError> {
    let row = offered_link(open, link).await?;
    if row.matter.as_deref() == Some(open.matter.id.as_str()) {
        Ok(row)
    } else {
        Err(CaseworkError::NotFound("link"))
    }
}

/// Who reads through a link: those who lead the case, and those of the matter at the institution that
/// the person consented to.
async fn holders(open: &mut OpenMatter<'_>, row: &LinkRow) -> Result<Vec<String>, CaseworkError> {
    let mut holders: Vec<String> = Vec::new();
    for holder in staying(open).await? {
        let found: Option<(String,)> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT account FROM worker WHERE account = $1 AND institution = $2
                   AND suspended_at IS NULL AND NOT EXISTS (SELECT 1 FROM access_denial d
                        WHERE d.case_code = $3 AND d.holder = $1)",
            )
            .bind(holder.as_str())
            .bind(row.institution.as_str())
            .bind(row.case.as_str())
            .fetch_optional(connection)
        })?;
        holders.extend(found.map(|(account,)| account));
    }
    let leading: Vec<(String,)> = store::within!(open.transaction, connection => {
        store::query_as(
            "SELECT manager FROM case_file WHERE code = $1
             UNION SELECT holder FROM access_grant WHERE case_code = $1 AND source = 'deputy'
                AND revoked_at IS NULL AND ends_at > $2",
        )
        .bind(row.case.as_str())
        .bind(open.request.second())
        .fetch_all(connection)
    })?;
    holders.extend(leading.into_iter().map(|(account,)| account));
    Ok(holders)
}
