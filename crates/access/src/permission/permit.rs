//! The proof that somebody may do something to something.

use super::{Action, Decision, Scope, decide};
use crate::Actor;
use std::marker::PhantomData;
use vocabulary::{Country, PlaceCode};

/// Leave for one actor to do one thing to one resource. Made by [`Actor::permit`] alone; data
/// functions demand it, and still look whether what they touch lies in its scope.
#[derive(Debug)]
pub struct Permit<A: Action> {
    actor: Actor,
    scope: Scope,
    action: PhantomData<A>,
}

impl<A: Action> Permit<A> {
    pub(crate) const fn granted(actor: Actor, scope: Scope) -> Self {
        Self {
            actor,
            scope,
            action: PhantomData,
        }
    }

    /// Who.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// To what.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Whether the permit holds for this resource: the second look, beside the query, of a data
    /// function that finds out only there what it touches. The resource lies in the permit's place and
    /// is its institution's, and the actor may do the same to it taken by itself: a permit for one
    /// region does not reach another, and one for the whole country does not reach into a region where
    /// the actor may not act.
    #[must_use]
    pub fn reaches(&self, country: &Country, resource: &Scope) -> bool {
        let own = self.scope.institution.as_ref();
        country.is_within(&resource.place, &self.scope.place)
            && own.is_none_or(|own| resource.institution.as_ref() == Some(own))
            && decide(&self.actor, A::KIND, resource) == Decision::Allowed
    }

    /// The same for what lies at a place and is no institution's, or the permit's own.
    #[must_use]
    pub fn reaches_place(&self, country: &Country, place: &PlaceCode) -> bool {
        Scope::of_place(country, place).is_some_and(|scope| {
            let institution = self.scope.institution.clone();
            self.reaches(
                country,
                &Scope {
                    institution,
                    ..scope
                },
            )
        })
    }
}
