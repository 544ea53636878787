//! Approving and refusing: by somebody else than the proposer, and after the whole year was audited
//! once more as it stands now.

use super::{
    act::{begin, record, version},
    check::{Kept, is_unaltered},
    list::find,
    row::{Release, State, pasts_of_year},
};
use crate::{
    ReleaseError,
    protect::world,
    quoted::known_to_everybody,
    settled,
    written::{self, LONGEST},
};
use access::{ApproveRelease, Permit};
use boxed::boxed;
use committee::Catalogue;
use jiff::Timestamp;
use store::Database;

async fn waiting(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ApproveRelease>,
    code: &str,
) -> Result<Release, ReleaseError> {
    let release = find(database, code).await?;
    if !permit.reaches_place(catalogue.country(), &release.place) {
        return Err(ReleaseError::NotFound("release"));
    }
    if release.state != State::Proposed {
        return Err(ReleaseError::Refused("release-not-waiting"));
    }
    Ok(release)
}

/// Approves a release. It is published at once, or from its day on.
///
/// # Errors
/// When the approver is the proposer, the release waits no longer, the committee's figures have
/// changed since, anything was altered, or the whole is no longer safe.
#[boxed]
pub async fn release_approve(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ApproveRelease>,
    code: &str,
    now: Timestamp,
) -> Result<(), ReleaseError> {
    let version = version(database).await?;
    let release = waiting(database, catalogue, permit, code).await?;
    let approver = permit.actor().account_id().to_string();
    if approver == release.proposer {
        return Err(ReleaseError::Refused("release-own-proposal"));
    }
    let country = catalogue.country();
    let pasts = pasts_of_year(database, release.year, false).await?;
    let own = pasts
        .iter()
        .find(|past| past.id == release.id)
        .ok_or(ReleaseError::Corrupt("release"))?;
    if !is_unaltered(&release, own)? {
        return Err(ReleaseError::Corrupt("release"));
    }
    let keys: Vec<_> = own.cells.iter().map(|cell| cell.key.clone()).collect();
    let counts = settled::read(database, catalogue, &keys, release.audience).await?;
    let has_moved = own
        .cells
        .iter()
        .any(|cell| counts.get(&cell.key).and_then(|settled| settled.count()) != cell.count);
    if has_moved {
        return Err(ReleaseError::Refused("release-figures-moved"));
    }
    let year = i16::try_from(release.year).map_err(|_| ReleaseError::Corrupt("release"))?;
    let judged = world(country, &pasts, known_to_everybody(country, year)).judged()?;
    if !judged.findings.is_empty() {
        return Err(ReleaseError::Refused("release-not-safe"));
    }
    let with = pasts.iter().map(|past| past.id).collect();
    let kept = serde_json::to_string(&Kept::of(&judged, with))
        .map_err(|_| ReleaseError::Corrupt("certificate"))?;
    let mut transaction = begin(database, version).await?;
    store::execute!(
        transaction,
        store::query(
            "UPDATE released SET state = 'approved', certificate = $1, decided_at = $2,
                decider = $3, decider_name = $4 WHERE id = $5",
        )
        .bind(kept)
        .bind(now.as_microsecond())
        .bind(approver)
        .bind(permit.actor().name().to_owned())
        .bind(release.id)
    )?;
    let act = ("release-approved", release.code.as_str());
    record(&mut transaction, permit.actor(), act, &release.hash, now).await?;
    transaction.commit().await?;
    Ok(())
}

/// Refuses a release, with a reason. It never leaves. The proposer may refuse their own.
///
/// # Errors
/// When the reason is missing, too long or gives a person away, the release waits no longer, or the database fails.
#[boxed]
pub async fn release_refuse(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ApproveRelease>,
    (code, reason): (&str, &str),
    now: Timestamp,
) -> Result<(), ReleaseError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(ReleaseError::Refused("release-needs-explanation"));
    }
    let reason = written::open(("words", LONGEST), reason)?;
    let version = version(database).await?;
    let release = waiting(database, catalogue, permit, code).await?;
    let mut transaction = begin(database, version).await?;
    store::execute!(
        transaction,
        store::query(
            "UPDATE released SET state = 'refused', refusal = $1, decided_at = $2, decider = $3,
                decider_name = $4 WHERE id = $5",
        )
        .bind(reason)
        .bind(now.as_microsecond())
        .bind(permit.actor().account_id().to_string())
        .bind(permit.actor().name().to_owned())
        .bind(release.id)
    )?;
    let act = ("release-refused", release.code.as_str());
    record(&mut transaction, permit.actor(), act, &release.hash, now).await?;
    transaction.commit().await?;
    Ok(())
}
