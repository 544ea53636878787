//! An institution says what it gives, to whom, and how many it has room for.

use crate::{
    Age, Casework, CaseworkError, RecordId, Request, Service,
    codes::{joined_codes, stored},
};
use boxed::boxed;
use ledger::NewEvent;
use store::Transaction;
use vocabulary::PlaceCode;

/// Help that an institution gives.
#[derive(Debug, Clone)]
pub struct NewProvider {
    /// What kind of help.
    pub service: Service,
    /// The area, never an address.
    pub area: PlaceCode,
    /// Who is admitted: adults, children, or both.
    pub admits: Vec<Age>,
    /// How many at a time.
    pub places: u32,
    /// Whether it works within the national referral mechanism.
    pub is_in_mechanism: bool,
}

impl Casework {
    /// Declares help of the worker's own institution, or changes what was declared for the same
    /// service and area. Whoever is there stays when the room shrinks.
    ///
    /// # Errors
    /// [`CaseworkError::NotFound`] for a suspended worker; `provider-admits-nobody`.
    #[boxed]
    pub async fn provider_declare(
        &self,
        request: Request<'_>,
        new: &NewProvider,
    ) -> Result<RecordId, CaseworkError> {
        if new.admits.is_empty() || new.admits.contains(&Age::UnknownAge) {
            return Err(CaseworkError::Invalid("provider-admits-nobody"));
        }
        let mut transaction = self.database.begin().await?;
        request.worker.expect_active(&mut transaction).await?;
        let fresh = RecordId::fresh(&*self.random);
        let (id,): (String,) = store::within!(transaction, connection => {
            store::query_as(
                "INSERT INTO provider (id, institution, service, area, admits, places, mechanism)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (institution, service, area) DO UPDATE
                 SET admits = excluded.admits, places = excluded.places,
                     mechanism = excluded.mechanism
                 RETURNING id",
            )
            .bind(fresh.as_str())
            .bind(request.worker.institution())
            .bind(new.service.code())
            .bind(new.area.as_str())
            .bind(joined_codes!(new.admits))
            .bind(i64::from(new.places))
            .bind(i64::from(new.is_in_mechanism))
            .fetch_one(connection)
        })?;
        let event = NewEvent {
            at: request.now,
            actor: request.worker.account(),
            kind: "provider-declared",
            subject: &id,
            detail: "{}",
        };
        ledger::append(&mut transaction, &event).await?;
        transaction.commit().await?;
        Ok(RecordId::stored(id))
    }
}

/// The service of a provider.
pub(crate) async fn service_of(
    transaction: &mut Transaction,
    provider: &RecordId,
) -> Result<Service, CaseworkError> {
    Ok(offer_of(transaction, provider).await?.0)
}

/// The service of a provider, and whose it is.
pub(crate) async fn offer_of(
    transaction: &mut Transaction,
    provider: &RecordId,
) -> Result<(Service, String), CaseworkError> {
    let row: Option<(String, String)> = store::within!(transaction, connection => {
        store::query_as("SELECT service, institution FROM provider WHERE id = $1")
            .bind(provider.as_str())
            .fetch_optional(connection)
    })?;
    let (service, institution) = row.ok_or(CaseworkError::NotFound("provider"))?;
    Ok((stored(Service::from_code, &service)?, institution))
}
