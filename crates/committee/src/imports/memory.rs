//! What a user said once and need not say again: which column means what, and what a text that is
//! no number stands for. Kept for each institution; never guessed, never shared between them.

use crate::{CommitteeError, catalogue::Catalogue};
use access::{ImportFigures, Permit};
use boxed::boxed;
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::Database;
use vocabulary::{FigureState, InstitutionCode};

/// Whose memory it is: the institution's; for files of several institutions the permit's place's.
fn owner(
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
    institution: Option<&InstitutionCode>,
) -> Result<i64, CommitteeError> {
    match institution {
        Some(institution) => catalogue.institution(institution),
        // Places and institutions are numbered apart; a negative number keeps them so.
        None => Ok(-catalogue.place(&permit.scope().place)?),
    }
}

/// Remembers a mapping for files with the same headings.
///
/// # Errors
/// When a code is unknown or the database fails.
#[boxed]
pub async fn mapping_remember(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
    institution: Option<&InstitutionCode>,
    (fingerprint, content): (&str, &str),
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let owner = owner(catalogue, permit, institution)?;
    let mut transaction = database.begin().await?;
    store::execute!(
        transaction,
        store::query(
            "INSERT INTO column_mapping (institution, fingerprint, content, remembered_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT (institution, fingerprint) DO UPDATE SET
                content = excluded.content, remembered_at = excluded.remembered_at",
        )
        .bind(owner)
        .bind(fingerprint.to_owned())
        .bind(content.to_owned())
        .bind(now.as_microsecond())
    )?;
    Ok(transaction.commit().await?)
}

/// The mapping remembered for files with these headings.
///
/// # Errors
/// When a code is unknown or the database fails.
#[boxed]
pub async fn mapping_recall(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
    institution: Option<&InstitutionCode>,
    fingerprint: &str,
) -> Result<Option<String>, CommitteeError> {
    let owner = owner(catalogue, permit, institution)?;
    Ok(store::read!(database, connection => {
        store::query_scalar(
            "SELECT content FROM column_mapping WHERE institution = $1 AND fingerprint = $2",
        )
        .bind(owner)
        .bind(fingerprint.to_owned())
        .fetch_optional(connection)
    })?)
}

/// Remembers what texts stand for.
///
/// # Errors
/// When a code is unknown or the database fails.
#[boxed]
pub async fn meanings_remember(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
    institution: Option<&InstitutionCode>,
    meanings: &BTreeMap<String, FigureState>,
    now: Timestamp,
) -> Result<(), CommitteeError> {
    let owner = owner(catalogue, permit, institution)?;
    let mut transaction = database.begin().await?;
    for (text, state) in meanings {
        store::execute!(
            transaction,
            store::query(
                "INSERT INTO cell_meaning (institution, folded_text, state, remembered_at)
                 VALUES ($1, $2, $3, $4) ON CONFLICT (institution, folded_text) DO UPDATE SET
                    state = excluded.state, remembered_at = excluded.remembered_at",
            )
            .bind(owner)
            .bind(text.clone())
            .bind(state.code())
            .bind(now.as_microsecond())
        )?;
    }
    Ok(transaction.commit().await?)
}

/// What texts stand for, as far as the institution has said.
///
/// # Errors
/// When a code is unknown or the database fails.
#[boxed]
pub async fn meanings_recall(
    database: &Database,
    catalogue: &Catalogue,
    permit: &Permit<ImportFigures>,
    institution: Option<&InstitutionCode>,
) -> Result<BTreeMap<String, FigureState>, CommitteeError> {
    let owner = owner(catalogue, permit, institution)?;
    let rows: Vec<(String, String)> = store::read!(database, connection => {
        store::query_as("SELECT folded_text, state FROM cell_meaning WHERE institution = $1")
            .bind(owner)
            .fetch_all(connection)
    })?;
    rows.into_iter()
        .map(|(text, state)| {
            let state = FigureState::from_code(&state).ok_or(CommitteeError::Corrupt("meaning"))?;
            Ok((text, state))
        })
        .collect()
}
