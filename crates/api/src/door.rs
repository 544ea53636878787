//! What every operation can reach.

use access::{Access, Scope};
use committee::Catalogue;
use page::Failure;
use std::sync::Arc;
use store::Database;
use vocabulary::{Clock, Country, InstitutionCode, PlaceCode};

/// The programs' door: its database, its catalogue, its clock.
#[derive(Clone)]
pub struct ApiDoor {
    /// The committee's database.
    pub database: Database,
    /// The country package and its numbers.
    pub catalogue: Arc<Catalogue>,
    /// Accounts and access tokens.
    pub access: Access,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl ApiDoor {
    /// The country package.
    pub(crate) fn country(&self) -> &Country {
        self.catalogue.country()
    }

    /// The scope of a place, or of an institution's own things there.
    pub(crate) fn scope(
        &self,
        place: &PlaceCode,
        institution: Option<&InstitutionCode>,
    ) -> Result<Scope, Failure> {
        let scope = Scope::of_place(self.country(), place).ok_or_else(Failure::not_found)?;
        Ok(match institution {
            Some(institution) => scope.of_institution(institution.clone()),
            None => scope,
        })
    }
}
