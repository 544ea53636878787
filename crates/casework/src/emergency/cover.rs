//! Covering a case: its keys are wrapped for the institution's emergency key too. Only somebody who
//! holds them can; justice is never covered.

use super::keepers::{holder_of, key_row};
use crate::{
    CaseCode, Casework, CaseworkError, Request,
    grants::{Need, OpenCase, wrap_for},
    workers::Compartment,
};
use boxed::boxed;
use serde_json::Value;
use vocabulary::RandomSource;

/// What an emergency can open: who the person is, where, and what they need to live.
pub(crate) const PARTS: [Compartment; 4] = [
    Compartment::Identity,
    Compartment::Location,
    Compartment::Care,
    Compartment::Health,
];

/// Wraps the open keys of some compartments for the emergency key of the case's institution; whether
/// there is one.
pub(crate) async fn cover(
    open: &mut OpenCase<'_>,
    compartments: &[Compartment],
    random: &dyn RandomSource,
) -> Result<bool, CaseworkError> {
    let institution = open.case.institution.clone();
    let Some(key) = key_row(&mut open.transaction, &institution).await? else {
        return Ok(false);
    };
    let holder = holder_of(&institution);
    for (compartment, data) in open.need.keys() {
        if PARTS.contains(compartment) && compartments.contains(compartment) {
            let what = (open.case.subject.as_str(), *compartment, data);
            wrap_for(&mut open.transaction, what, (&holder, &key.public), random).await?;
        }
    }
    Ok(true)
}

impl Casework {
    /// Covers every case that the worker manages; gives how many. Cases taken in after the keepers were
    /// named are covered from the beginning.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker; `emergency-no-keepers`.
    #[boxed]
    pub async fn emergency_cover(&self, request: Request<'_>) -> Result<usize, CaseworkError> {
        let mut covered = 0;
        for code in self.managed(request, false).await? {
            let mut open = self.open_case(request, &code, Need::EVERYTHING).await?;
            if !cover(&mut open, &PARTS, &*self.random).await? {
                return Err(CaseworkError::Refused("emergency-no-keepers"));
            }
            open.log("emergency-covered", ("", &Value::Null)).await?;
            open.commit().await?;
            covered += 1;
        }
        Ok(covered)
    }

    /// How many cases that the worker manages no emergency could open.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker.
    #[boxed]
    pub async fn emergency_uncovered(&self, request: Request<'_>) -> Result<usize, CaseworkError> {
        Ok(self.managed(request, true).await?.len())
    }

    async fn managed(
        &self,
        request: Request<'_>,
        only_uncovered: bool,
    ) -> Result<Vec<CaseCode>, CaseworkError> {
        let mut transaction = self.database.begin_reading().await?;
        request.worker.expect_active(&mut transaction).await?;
        let rows: Vec<(String,)> = store::within!(transaction, connection => {
            store::query_as(
                "SELECT code FROM case_file
                 WHERE manager = $1 AND institution = $2 AND erased_at IS NULL
                   AND ($4 = 0 OR NOT EXISTS (SELECT 1 FROM wrapped_key k
                        WHERE k.subject = case_file.subject AND k.holder = $3))
                 ORDER BY code",
            )
            .bind(request.worker.account())
            .bind(request.worker.institution())
            .bind(holder_of(request.worker.institution()))
            .bind(i64::from(only_uncovered))
            .fetch_all(connection)
        })?;
        Ok(rows
            .into_iter()
            .map(|(code,)| CaseCode::stored(code))
            .collect())
    }
}
