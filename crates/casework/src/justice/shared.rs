//! What the case's side reads of a linked matter: what the person has a right to be told. Never the
//! matter's code, its number, a suspect or a note.

use super::{
    CompensationClaim, Hearing, MatterStage, NonPunishment, ProtectiveMeasure,
    claims::claims_of,
    hearings::hearings_of,
    measures::measures_of,
    offers::{LEADING, own_link},
};
use crate::{CaseCode, Casework, CaseworkError, RecordId, Request, codes::stored};
use boxed::boxed;
use serde_json::json;

/// A matter as the case's side of a link sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedMatter {
    /// Where it stands.
    pub stage: MatterStage,
    /// What is known of non-punishment.
    pub non_punishment: NonPunishment,
    /// The hearings.
    pub hearings: Vec<Hearing>,
    /// The protective measures.
    pub measures: Vec<ProtectiveMeasure>,
    /// The claims for compensation.
    pub claims: Vec<CompensationClaim>,
}

impl Casework {
    /// The matter behind a link, for those who lead the case.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant on the justice compartment, or for a link
    /// of another case; `link-not-usable`.
    #[boxed]
    pub async fn matter_shared(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        link: &RecordId,
    ) -> Result<SharedMatter, CaseworkError> {
        let mut open = self.open_case(request, code, LEADING).await?;
        let row = own_link(&mut open, link).await?;
        row.expect_usable()?;
        let (matter, stage, found): (String, String, String) = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT m.id, m.stage, l.non_punishment FROM matter_link l
                 JOIN matter m ON m.id = l.matter WHERE l.id = $1",
            )
            .bind(link.as_str())
            .fetch_one(connection)
        })?;
        let shared = SharedMatter {
            stage: stored(MatterStage::from_code, &stage)?,
            non_punishment: stored(NonPunishment::from_code, &found)?,
            hearings: hearings_of(&mut open.transaction, &matter).await?,
            measures: measures_of(&mut open.transaction, &matter).await?,
            claims: claims_of(&mut open.transaction, &matter).await?,
        };
        open.log("matter-read", ("", &json!({"link": link.as_str()})))
            .await?;
        open.commit().await?;
        Ok(shared)
    }
}
