//! Matching the files of a round, away from the threads that answer requests. Links and clusters
//! live in memory alone; what is handed on are the safe result and the capture histories.

use super::{
    place::Placed,
    safe::{SafeResult, protect},
    state::RoundStep,
};
use crate::EstimationError;
use access::{HoldRound, Permit};
use boxed::boxed;
use linkage::command::{MatchOptions, Matched, match_lists, write_histories};
use store::Database;

/// A file that an institution handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    pub(super) institution: String,
    pub(super) hash: String,
    content: Vec<u8>,
}

/// What came of matching.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchedRound {
    /// What passed disclosure control.
    pub result: SafeResult,
    /// Capture histories of all draws, as the estimating engine reads them.
    pub(super) histories: String,
    /// The share of links that was probably missed.
    pub(super) missed: Option<f64>,
}

/// The files of a round that is ready to be matched, in the order of the institutions' codes.
///
/// # Errors
/// [`EstimationError::Refused`] while a file is missing or where the round is not collecting;
/// [`EstimationError::NotFound`].
#[boxed]
pub async fn round_files(
    database: &Database,
    _permit: &Permit<HoldRound>,
    code: &str,
) -> Result<Vec<Delivered>, EstimationError> {
    let mut transaction = database.begin().await?;
    let placed = Placed::find(&mut transaction, code).await?;
    placed.state.after(RoundStep::Match)?;
    let participants: i64 = store::within!(transaction, connection => {
        store::query_scalar("SELECT COUNT(*) FROM linkage_round_participant WHERE round_id = $1")
            .bind(placed.id)
            .fetch_one(connection)
    })?;
    let rows: Vec<(String, String, Vec<u8>)> = store::within!(transaction, connection => {
        store::query_as(
            "SELECT institution, hash, content FROM linkage_round_file WHERE round_id = $1
             ORDER BY institution",
        )
        .bind(placed.id)
        .fetch_all(connection)
    })?;
    if i64::try_from(rows.len()) != Ok(participants) {
        return Err(EstimationError::Refused("round-files-missing"));
    }
    let delivered = |(institution, hash, content)| Delivered {
        institution,
        hash,
        content,
    };
    Ok(rows.into_iter().map(delivered).collect())
}

/// Matches files. Pure: the same files give the same result.
///
/// # Errors
/// [`EstimationError::Linkage`] where the files do not belong together, which their door prevents.
pub fn match_round(files: &[Delivered]) -> Result<MatchedRound, EstimationError> {
    let named: Vec<(&str, &[u8])> = files
        .iter()
        .map(|file| (file.institution.as_str(), file.content.as_slice()))
        .collect();
    let matched = match_lists(&named, MatchOptions::default())?;
    let draws = matched.histories.draws();
    let interval = matched.report.distinct.interval95;
    let mut result = protect(&matched.lists, draws, interval)?;
    result.precision = matched.report.precision.map(percent);
    result.recall = matched.report.recall.map(percent);
    result.is_rough = !matched.settled || !matched.dependences.is_empty();
    let mut histories = Vec::new();
    write_histories(&matched.lists, draws, &mut histories)?;
    let corrupt = |_| EstimationError::Corrupt("histories");
    Ok(MatchedRound {
        result,
        histories: String::from_utf8(histories).map_err(corrupt)?,
        missed: missed(&matched),
    })
}

/// Whole percents, never rounded up.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share between 0 and 1"
)]
fn percent(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).floor() as u8
}

/// The share of links that was probably missed; nothing where the model did not settle.
fn missed(matched: &Matched) -> Option<f64> {
    let recall = matched.report.recall.filter(|_| matched.settled);
    recall.map(|recall| (1.0 - recall).clamp(0.0, 1.0))
}
