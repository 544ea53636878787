//! The person's part in proceedings, as both sides of a link read and write it: sealed under the
//! link's own key, said in the person's own account of their file at every look, and read by nothing
//! that decides about help.

use super::{
    MatterCode, ParticipationStatus, keys,
    links::{LinkRow, link_need},
    offers::{LEADING, own_link},
    takes::matter_link,
};
use crate::{
    CaseCode, Casework, CaseworkError, Field, RecordId, Request, alarms, codes::stored,
    grants::log_to_file,
};
use boxed::boxed;
use seal::SecretText;
use serde_json::json;
use store::Transaction;
use vocabulary::RandomSource;

const FIELD: Field = Field::LinkParticipation;

impl Casework {
    /// What part the person takes, for the authority.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a grant on the matter at the institution that the person
    /// consented to; `link-not-usable`.
    #[boxed]
    pub async fn participation_for_matter(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        link: &RecordId,
    ) -> Result<ParticipationStatus, CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        let row = matter_link(&mut open, link).await?;
        let status = read(&mut open.transaction, request, &row).await?;
        let more = json!({"link": row.id});
        let on = (&row.case, "participation-read");
        log_to_file(&mut open.transaction, request, on, (FIELD.code(), &more)).await?;
        // The event of the file has counted the text.
        alarms::opened_matter(&mut open.transaction, request, (&open.matter.id, 0)).await?;
        open.commit().await?;
        Ok(status)
    }

    /// Writes what part the person takes, as they told the authority.
    ///
    /// # Errors
    /// As [`Self::participation_for_matter`].
    #[boxed]
    pub async fn participation_from_matter(
        &self,
        request: Request<'_>,
        code: &MatterCode,
        (link, status): (&RecordId, ParticipationStatus),
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_matter(request, code).await?;
        let row = matter_link(&mut open, link).await?;
        write(
            &mut open.transaction,
            request,
            (&row, status),
            &*self.random,
        )
        .await?;
        let more = json!({"link": row.id});
        let on = (&row.case, "participation-written");
        log_to_file(&mut open.transaction, request, on, (FIELD.code(), &more)).await?;
        open.commit().await
    }

    /// What part the person takes, for those who lead the case.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without a managing grant on the justice compartment;
    /// `link-not-usable`.
    #[boxed]
    pub async fn participation_for_case(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        link: &RecordId,
    ) -> Result<ParticipationStatus, CaseworkError> {
        let mut open = self.open_case(request, code, LEADING).await?;
        let row = own_link(&mut open, link).await?;
        let status = read(&mut open.transaction, request, &row).await?;
        let more = json!({"link": row.id});
        open.log("participation-read", (FIELD.code(), &more))
            .await?;
        open.commit().await?;
        Ok(status)
    }

    /// Writes what part the person takes, as they told those who lead the case.
    ///
    /// # Errors
    /// As [`Self::participation_for_case`].
    #[boxed]
    pub async fn participation_from_case(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        (link, status): (&RecordId, ParticipationStatus),
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, LEADING).await?;
        let row = own_link(&mut open, link).await?;
        write(
            &mut open.transaction,
            request,
            (&row, status),
            &*self.random,
        )
        .await?;
        let more = json!({"link": row.id});
        open.log("participation-written", (FIELD.code(), &more))
            .await?;
        open.commit().await
    }
}

async fn read(
    transaction: &mut Transaction,
    request: Request<'_>,
    row: &LinkRow,
) -> Result<ParticipationStatus, CaseworkError> {
    row.expect_usable()?;
    let need = link_need(transaction, (&row.id, request.worker)).await?;
    let text = keys::read(transaction, (&row.id, &need), (&row.id, FIELD)).await?;
    text.map_or(Ok(ParticipationStatus::NotAsked), |text| {
        stored(ParticipationStatus::from_code, text.expose())
    })
}

async fn write(
    transaction: &mut Transaction,
    request: Request<'_>,
    (row, status): (&LinkRow, ParticipationStatus),
    random: &dyn RandomSource,
) -> Result<(), CaseworkError> {
    row.expect_usable()?;
    let need = link_need(transaction, (&row.id, request.worker)).await?;
    let text = SecretText::new(status.code());
    keys::write(
        transaction,
        (&row.id, &need),
        (&row.id, FIELD, &text),
        random,
    )
    .await
}
