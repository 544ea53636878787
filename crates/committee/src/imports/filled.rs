//! The returns that the cells of a file belong to: which they are, and whether they can still be filled
//! in or are with the committee.

use super::{Import, ImportState};
use crate::{
    CommitteeError,
    catalogue::{Catalogue, period_number, period_of_number},
    figures::Stage,
    returns::{ReturnKey, ReturnState},
};
use boxed::boxed;
use store::Database;

/// A return that cells of a file fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledReturn {
    /// Which return it is.
    pub key: ReturnKey,
    /// Its number and how it stands; `None` where nobody has begun it.
    pub begun: Option<(i64, ReturnState)>,
}

impl FilledReturn {
    /// Whether it can be filled in: it is not with the committee.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.begun.is_none_or(|(_, state)| state.is_editable())
    }
}

/// Indicator, period and institution of a cell, as the catalogue numbers them.
pub(super) type CellGroup = (i64, i64, i64);

/// The return that cells of a group belong to.
///
/// # Errors
/// `return-not-expected` where no form asks this institution for it.
pub(super) fn return_of(
    catalogue: &Catalogue,
    (indicator, period, institution): CellGroup,
) -> Result<ReturnKey, CommitteeError> {
    let country = catalogue.country();
    let indicator = catalogue.indicator_code(indicator)?;
    let period = period_of_number(period).ok_or(CommitteeError::Corrupt("period"))?;
    let code = catalogue.institution_code(institution)?;
    let institution = country
        .institution(code.as_str())
        .ok_or(CommitteeError::Corrupt("institution"))?;
    let template = country.templates().iter().find(|template| {
        !template.is_counted
            && template.period_kind == period.kind()
            && template.institution_kinds.contains(&institution.kind)
            && template.rows().any(|row| row.indicator == indicator)
    });
    Ok(ReturnKey {
        template: template
            .ok_or(CommitteeError::Refused("return-not-expected"))?
            .code
            .clone(),
        institution: code,
        place: institution.place.clone(),
        period,
    })
}

/// The returns that a file fills in now, in the order of its cells; none where its figures count as sent
/// in, or where it no longer waits.
///
/// # Errors
/// When the database fails or holds something unreadable.
#[boxed]
pub async fn filled_returns(
    database: &Database,
    catalogue: &Catalogue,
    import: &Import,
) -> Result<Vec<FilledReturn>, CommitteeError> {
    if import.stage != Stage::Draft || import.state != ImportState::Staged {
        return Ok(Vec::new());
    }
    let groups: Vec<CellGroup> = store::read!(database, connection => {
        store::query_as(GROUPS).bind(import.change).fetch_all(connection)
    })?;
    let mut filled: Vec<FilledReturn> = Vec::new();
    for group in groups {
        // What no form asks for is refused when the file is to count.
        let Ok(key) = return_of(catalogue, group) else {
            continue;
        };
        if filled.iter().any(|one| one.key == key) {
            continue;
        }
        let begun = begun(database, catalogue, &key).await?;
        filled.push(FilledReturn { key, begun });
    }
    Ok(filled)
}

async fn begun(
    database: &Database,
    catalogue: &Catalogue,
    key: &ReturnKey,
) -> Result<Option<(i64, ReturnState)>, CommitteeError> {
    let numbers = (
        catalogue.template(&key.template)?,
        catalogue.institution(&key.institution)?,
        catalogue.place(&key.place)?,
    );
    let row: Option<(i64, String)> = store::read!(database, connection => {
        store::query_as(
            "SELECT id, state FROM institution_return
             WHERE template = $1 AND institution = $2 AND place = $3 AND period = $4",
        )
        .bind(numbers.0)
        .bind(numbers.1)
        .bind(numbers.2)
        .bind(period_number(key.period))
        .fetch_optional(connection)
    })?;
    row.map(|(id, state)| {
        let state = ReturnState::from_code(&state);
        Ok((id, state.ok_or(CommitteeError::Corrupt("return"))?))
    })
    .transpose()
}

/// The groups of cells of a change.
pub(super) const GROUPS: &str = "SELECT DISTINCT indicator, period, institution FROM stated_figure
 WHERE change_id = $1 ORDER BY indicator, period, institution";
