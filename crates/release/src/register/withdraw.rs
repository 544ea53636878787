//! Withdrawing: the figures are no longer shown. Whoever read them knows them, so that they count in
//! every audit after it.

use super::{
    act::{begin, record, version},
    list::find,
    row::State,
};
use crate::{
    ReleaseError,
    written::{self, LONGEST},
};
use access::{ApproveRelease, Permit};
use boxed::boxed;
use committee::Catalogue;
use jiff::Timestamp;
use store::Database;

/// Takes a release back, with a note for those inside.
///
/// # Errors
/// When the note is missing, too long or gives a person away, the release was not approved, or the database fails.
#[boxed]
pub async fn release_withdraw(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ApproveRelease>,
    (code, note): (&str, &str),
    now: Timestamp,
) -> Result<(), ReleaseError> {
    let note = note.trim();
    if note.is_empty() {
        return Err(ReleaseError::Refused("release-needs-explanation"));
    }
    let note = written::open(("words", LONGEST), note)?;
    let version = version(database).await?;
    let release = find(database, code).await?;
    if !permit.reaches_place(catalogue.country(), &release.place) {
        return Err(ReleaseError::NotFound("release"));
    }
    if release.state != State::Approved {
        return Err(ReleaseError::Refused("release-not-approved"));
    }
    let mut transaction = begin(database, version).await?;
    store::execute!(
        transaction,
        store::query(
            "UPDATE released SET state = 'withdrawn', withdrawn_at = $1, withdrawn_by = $2,
                withdrawal = $3 WHERE id = $4",
        )
        .bind(now.as_microsecond())
        .bind(permit.actor().name().to_owned())
        .bind(note)
        .bind(release.id)
    )?;
    let act = ("release-withdrawn", release.code.as_str());
    record(&mut transaction, permit.actor(), act, &release.hash, now).await?;
    transaction.commit().await?;
    Ok(())
}
