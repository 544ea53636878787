//! The gate as a service: behind the table's door for whoever leads cases, and for the command line.

use crate::{GateError, count};
use access::{HandOverCount, OperateSystem, Permit, Scope};
use boxed::boxed;
use casework::{
    Casework, CaseworkError, CountingGate, CountingPermit, GateAnswer, Request, TableCount,
};
use committee::{
    Catalogue, CommitteeError,
    counts::{HandedCount, count_hand_over, count_return},
    returns::ReturnKey,
};
use jiff::{Timestamp, civil::Date};
use std::sync::Arc;
use store::Database;
use vocabulary::{CountedIndicator, Period, PlaceCode, office_date};

/// Both wings, for counting.
#[derive(Clone)]
pub struct Gate {
    casework: Casework,
    database: Database,
    catalogue: Arc<Catalogue>,
}

impl Gate {
    /// A gate between an opened table wing and the committee's database.
    #[must_use]
    pub const fn new(casework: Casework, database: Database, catalogue: Arc<Catalogue>) -> Self {
        Self {
            casework,
            database,
            catalogue,
        }
    }

    /// What the cases of a place amount to, for whoever runs the command line on the server's disk.
    ///
    /// # Errors
    /// See [`GateError`].
    #[boxed]
    pub async fn count_as_operator(
        &self,
        permit: &Permit<OperateSystem>,
        (place, period): (&PlaceCode, Period),
        now: Timestamp,
    ) -> Result<Vec<CountedIndicator>, GateError> {
        let permit = CountingPermit::of_operator(permit);
        self.counted(&permit, (place, period), now).await
    }

    /// Counts, within the permit's region.
    async fn counted(
        &self,
        permit: &CountingPermit,
        (place, period): (&PlaceCode, Period),
        now: Timestamp,
    ) -> Result<Vec<CountedIndicator>, GateError> {
        let country = self.catalogue.country();
        let is_own = permit
            .region()
            .is_none_or(|region| country.is_within(place, region));
        if !is_own {
            return Err(GateError::Place);
        }
        let facts = self.casework.table_facts(permit, now).await?;
        count(country, &facts, (place, period))
    }

    /// The return that the table's count of a place and period is.
    fn key(&self, (place, period): (&PlaceCode, Period), today: Date) -> Option<ReturnKey> {
        let country = self.catalogue.country();
        let mut templates = country.templates().iter();
        let template = templates.find(|one| one.is_counted && one.period_kind == period.kind())?;
        let institutions = country.institutions_of(place, today);
        let institution = institutions
            .into_iter()
            .find(|one| template.institution_kinds.contains(&one.kind))?;
        Some(ReturnKey {
            template: template.code.clone(),
            institution: institution.code.clone(),
            place: place.clone(),
            period,
        })
    }

    async fn count_now(
        &self,
        request: Request<'_>,
        period: Period,
    ) -> Result<(TableCount, ReturnKey, Permit<HandOverCount>), CaseworkError> {
        let counting = self.casework.counting_permit(request).await?;
        let hidden = || CaseworkError::NotFound("count");
        let place = counting.region().cloned().ok_or_else(hidden)?;
        let today = office_date(request.now);
        let key = self.key((&place, period), today);
        let key = key.ok_or(CaseworkError::Invalid("count-period-unknown"))?;
        let scope = Scope::regional(place.clone()).of_institution(key.institution.clone());
        let handing: Permit<HandOverCount> =
            request.worker.actor().permit(scope).map_err(|_| hidden())?;
        let counted = self.counted(&counting, (&place, period), request.now);
        let indicators = counted.await.map_err(of_gate)?;
        let found = count_return(&self.database, &self.catalogue, &handing, &key);
        let standing = found.await.map_err(of_committee)?.map(|one| one.state);
        let count = TableCount {
            fingerprint: fingerprint(&indicators)?,
            may_be_handed_over: period.last_day() < today
                && standing.is_none_or(committee::returns::ReturnState::is_editable),
            standing: standing.map(|state| state.code().to_owned()),
            place,
            period,
            indicators,
        };
        Ok((count, key, handing))
    }

    async fn hand_over_now(
        &self,
        request: Request<'_>,
        period: Period,
        seen: &str,
    ) -> Result<(), CaseworkError> {
        let (count, key, permit) = self.count_now(request, period).await?;
        if count.fingerprint != seen {
            return Err(CaseworkError::Refused("count-changed-meanwhile"));
        }
        let handed = HandedCount {
            key,
            indicators: &count.indicators,
        };
        let when = (request.now, office_date(request.now));
        count_hand_over(&self.database, &self.catalogue, &permit, &handed, when)
            .await
            .map_err(of_committee)?;
        Ok(())
    }
}

impl CountingGate for Gate {
    fn count<'g>(&'g self, request: Request<'g>, period: Period) -> GateAnswer<'g, TableCount> {
        Box::pin(async move { Ok(self.count_now(request, period).await?.0) })
    }

    fn hand_over<'g>(
        &'g self,
        request: Request<'g>,
        period: Period,
        fingerprint: &'g str,
    ) -> GateAnswer<'g, ()> {
        Box::pin(self.hand_over_now(request, period, fingerprint))
    }
}

/// Names exactly these numbers.
fn fingerprint(indicators: &[CountedIndicator]) -> Result<String, CaseworkError> {
    let text = serde_json::to_string(indicators);
    let text = text.map_err(|_| CaseworkError::Corrupt("count"))?;
    Ok(blake3::hash(text.as_bytes()).to_hex().to_string())
}

fn of_gate(error: GateError) -> CaseworkError {
    match error {
        GateError::Casework(error) => error,
        other => CaseworkError::Gate(other.to_string()),
    }
}

/// What the committee refuses is a text for the user; what fails there is one for the log.
fn of_committee(error: CommitteeError) -> CaseworkError {
    match error {
        CommitteeError::NotFound(what) => CaseworkError::NotFound(what),
        CommitteeError::Refused(key) => CaseworkError::Refused(key),
        other => CaseworkError::Gate(other.to_string()),
    }
}
