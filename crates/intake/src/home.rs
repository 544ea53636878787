//! Where somebody's files belong: the own institution, the region, the country.

use crate::{Intake, IntakeError};
use access::{Action, Actor, Permit, Refused, Role, Scope};
use committee::figures::Stage;
use vocabulary::{Country, PlaceCode};

/// The place that an account's work is about: the region, or the country.
#[must_use]
pub fn home(country: &Country, actor: &Actor) -> PlaceCode {
    let region = actor.region().cloned();
    region.unwrap_or_else(|| country.code().clone())
}

/// Leave to act on imports where somebody works: the own institution, the region, the country.
///
/// # Errors
/// When the policy does not allow it.
pub fn permit<A: Action>(country: &Country, actor: &Actor) -> Result<Permit<A>, Refused> {
    let scope = Scope::of_place(country, &home(country, actor)).ok_or(Refused::NotFound)?;
    actor.permit(match actor.institution() {
        Some(institution) => scope.of_institution(institution.clone()),
        None => scope,
    })
}

impl Intake {
    pub(crate) fn permit<A: Action>(&self, actor: &Actor) -> Result<Permit<A>, IntakeError> {
        Ok(permit(self.country(), actor)?)
    }
}

/// Whether somebody's files fill drafts or count at once: what is published nationally has no
/// return to go through.
pub(crate) fn stage(actor: &Actor) -> Stage {
    if actor.role() == Role::NationalAnalyst {
        Stage::Submitted
    } else {
        Stage::Draft
    }
}
