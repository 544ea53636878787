//! Checking the register: hashes, certificates and the whole of every year, without trusting what
//! was noted when a release was made.

use super::{
    Content,
    row::{Columns, Release, State, selected},
};
use crate::{
    ReleaseError,
    past::Past,
    protect::world,
    quoted::known_to_everybody,
    world::{Finding, Judged},
};
use access::{Permit, ReadSnapshot};
use boxed::boxed;
use committee::Catalogue;
use disclosure_control::{Attacker, certificate, certificate::Certificate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::Database;

/// Everything that was not refused: a check reads it all.
const ALL: &str = selected!("WHERE state <> 'refused' ORDER BY id");

/// A certificate as it is kept: with which releases it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    /// The releases that were there, by their numbers.
    pub(super) with: Vec<i64>,
    /// The least width.
    pub(super) width: i64,
    /// The proof; `None` where nothing was hidden.
    pub(super) proof: Option<Certificate>,
}

impl Kept {
    pub(super) fn of(judged: &Judged, with: Vec<i64>) -> Self {
        Self {
            with,
            width: judged.width,
            proof: judged.certificate.clone(),
        }
    }

    /// The version of the engine that made it.
    pub(super) fn engine(&self) -> String {
        let proof = self.proof.as_ref();
        let engine = proof.map_or("", |proof| proof.engine.as_str());
        format!("disclosure-control {engine}").trim_end().to_owned()
    }
}

/// What is wrong with the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// What is kept of a release is not what its hash says.
    Altered {
        /// The release's code.
        code: String,
    },
    /// A release's certificate does not hold.
    Certificate {
        /// The release's code.
        code: String,
        /// What fails.
        reason: String,
    },
    /// Put side by side, the releases of a year tell too much.
    Narrow {
        /// The year.
        year: i64,
        /// Of which cell.
        finding: Finding,
    },
    /// The releases of a year contradict each other.
    Contradiction {
        /// The year.
        year: i64,
        /// How.
        reason: String,
    },
}

/// Checks everything that was not refused. Reads the committee's counts of the time of each release
/// and gives none away.
///
/// # Errors
/// When the database fails or holds something unreadable, or the permit is not for the country.
#[boxed]
pub async fn register_check(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ReadSnapshot>,
) -> Result<(usize, Vec<Fault>), ReleaseError> {
    let country = catalogue.country();
    if permit.scope().region.is_some() {
        return Err(ReleaseError::NotFound("register"));
    }
    let rows: Vec<Columns> = store::read!(database, connection => {
        store::query_as(ALL).fetch_all(connection)
    })?;
    let releases: Vec<Release> = rows
        .into_iter()
        .map(Columns::release)
        .collect::<Result<_, _>>()?;
    let mut faults = Vec::new();
    let years: BTreeSet<i64> = releases.iter().map(|one| one.year).collect();
    for year in years {
        let pasts = super::pasts_of_year(database, year, false).await?;
        let ever = super::pasts_of_year(database, year, true).await?;
        let printed = i16::try_from(year).map_err(|_| ReleaseError::Corrupt("release"))?;
        let printed = known_to_everybody(country, printed);
        for release in releases.iter().filter(|one| one.year == year) {
            let Some(past) = pasts.iter().find(|past| past.id == release.id) else {
                continue;
            };
            if !is_unaltered(release, past)? {
                faults.push(Fault::Altered {
                    code: release.code.clone(),
                });
            }
            if let Some(reason) = proof_fault(country, release, &ever, &printed) {
                faults.push(Fault::Certificate {
                    code: release.code.clone(),
                    reason,
                });
            }
        }
        match world(country, &pasts, printed).judged() {
            Ok(judged) => faults.extend(
                judged
                    .findings
                    .into_iter()
                    .map(|finding| Fault::Narrow { year, finding }),
            ),
            Err(ReleaseError::Engine(error)) => faults.push(Fault::Contradiction {
                year,
                reason: error.to_string(),
            }),
            Err(error) => return Err(error),
        }
    }
    Ok((releases.len(), faults))
}

/// Whether the cells, the text and the hash say the same.
pub(super) fn is_unaltered(release: &Release, past: &Past) -> Result<bool, ReleaseError> {
    let about = (
        release.table.as_str(),
        &release.place,
        release.period,
        release.number,
    );
    let how = (release.protection, release.audience);
    let (text, hash) = Content::of(about, how, &past.cells).text_and_hash()?;
    let admitted = past.cells.iter().all(|cell| {
        let published = cell.shown.published();
        cell.count
            .zip(published)
            .is_none_or(|(count, published)| published.admits(count))
    });
    Ok(text == release.content && hash == release.hash && admitted)
}

/// What is wrong with a release's certificate: it is held against the releases that it names, by
/// code that shares nothing with the audit.
fn proof_fault(
    country: &vocabulary::Country,
    release: &Release,
    pasts: &[Past],
    printed: &std::collections::BTreeMap<crate::CellKey, i64>,
) -> Option<String> {
    if release.state == State::Refused
        || release.protection == vocabulary::country::Protection::Open
    {
        return None;
    }
    let Ok(kept) = serde_json::from_str::<Kept>(&release.certificate) else {
        return Some("it cannot be read".to_owned());
    };
    let with: Vec<Past> = pasts
        .iter()
        .filter(|past| past.id == release.id || kept.with.contains(&past.id))
        .cloned()
        .collect();
    let made = world(country, &with, printed.clone()).judged();
    match made {
        // Nothing but printed numbers: there is nothing to prove.
        Ok(made) if made.cells == 0 => None,
        Ok(made) => {
            let Some(proof) = &kept.proof else {
                return Some("it is missing".to_owned());
            };
            certificate::check(&made.system, &Attacker::default(), kept.width, proof)
                .err()
                .map(|error| error.to_string())
        }
        Err(error) => Some(error.to_string()),
    }
}
