//! The proof that somebody may do something to something.

use super::{Action, Decision, Scope, decide};
use crate::Actor;
use std::marker::PhantomData;

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

    /// Whether the actor may do the same to this resource too: the second look, beside the query, of
    /// a data function that finds out only there what it touches. A permit for the whole country does
    /// not reach into a region where the actor may not act.
    #[must_use]
    pub fn reaches(&self, resource: &Scope) -> bool {
        decide(&self.actor, A::KIND, resource) == Decision::Allowed
    }
}
