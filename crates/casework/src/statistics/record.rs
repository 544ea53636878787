//! Writing down what a case is counted by, and reading it back: both by whoever assists.

use super::{Citizenship, Exploitation, ExploitationScope, Sex};
use crate::{CaseCode, Casework, CaseworkError, Request, codes::stored, grants::Need};
use boxed::boxed;
use serde_json::Value;
use vocabulary::PlaceCode;

/// What a case is counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseStatistics {
    /// The person's sex.
    pub sex: Sex,
    /// The main form of exploitation.
    pub exploitation: Exploitation,
    /// Whose citizen the person is.
    pub citizenship: Citizenship,
    /// Whether a border was crossed.
    pub scope: ExploitationScope,
    /// The region that the person comes from; none when it is not known.
    pub residence: Option<PlaceCode>,
}

impl CaseStatistics {
    /// Nothing was asked.
    pub const NOT_ASKED: Self = Self {
        sex: Sex::NotAsked,
        exploitation: Exploitation::NotAsked,
        citizenship: Citizenship::NotAsked,
        scope: ExploitationScope::NotAsked,
        residence: None,
    };
}

pub(crate) type StatisticsRow = (String, String, String, String, Option<String>);

pub(crate) fn read(
    (sex, exploitation, citizenship, scope, residence): StatisticsRow,
) -> Result<CaseStatistics, CaseworkError> {
    let residence = residence.map(|code| PlaceCode::parse(&code)).transpose();
    Ok(CaseStatistics {
        sex: stored(Sex::from_code, &sex)?,
        exploitation: stored(Exploitation::from_code, &exploitation)?,
        citizenship: stored(Citizenship::from_code, &citizenship)?,
        scope: stored(ExploitationScope::from_code, &scope)?,
        residence: residence.map_err(|_| CaseworkError::Corrupt("place"))?,
    })
}

impl Casework {
    /// Keeps what the case is counted by, in place of what was kept before.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn statistics_record(
        &self,
        request: Request<'_>,
        code: &CaseCode,
        new: &CaseStatistics,
    ) -> Result<(), CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        store::execute!(
            open.transaction,
            store::query(
                "INSERT INTO case_statistics (case_code, sex, exploitation, citizenship, scope,
                    residence, recorded_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (case_code) DO UPDATE SET sex = excluded.sex,
                    exploitation = excluded.exploitation, citizenship = excluded.citizenship,
                    scope = excluded.scope, residence = excluded.residence,
                    recorded_at = excluded.recorded_at",
            )
            .bind(code.as_str())
            .bind(new.sex.code())
            .bind(new.exploitation.code())
            .bind(new.citizenship.code())
            .bind(new.scope.code())
            .bind(
                new.residence
                    .as_ref()
                    .map(|place| place.as_str().to_owned())
            )
            .bind(request.second())
        )?;
        open.log("statistics-recorded", ("", &Value::Null)).await?;
        open.commit().await
    }

    /// What the case is counted by; [`CaseStatistics::NOT_ASKED`] where nobody wrote it down.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] without an assisting grant.
    #[boxed]
    pub async fn statistics_of(
        &self,
        request: Request<'_>,
        code: &CaseCode,
    ) -> Result<CaseStatistics, CaseworkError> {
        let mut open = self.open_case(request, code, Need::ASSIST).await?;
        let row: Option<StatisticsRow> = store::within!(open.transaction, connection => {
            store::query_as(
                "SELECT sex, exploitation, citizenship, scope, residence
                 FROM case_statistics WHERE case_code = $1",
            )
            .bind(code.as_str())
            .fetch_optional(connection)
        })?;
        row.map_or(Ok(CaseStatistics::NOT_ASKED), read)
    }
}
