//! Permits: what the decision allowed, as a value that nothing else can make.

use super::{
    action::Action,
    decide::{Decision, decide},
};
use crate::actor::{Actor, Scope};
use std::marker::PhantomData;

/// The right of one actor to take one action on one scope. It is made by [`Actor::permit`] alone.
#[derive(Debug)]
pub struct Permit<A: Action> {
    actor: Actor,
    scope: Scope,
    action: PhantomData<A>,
}

/// Why there is no permit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The asker may not know that it exists.
    #[error("not found")]
    NotFound,
    /// The asker may know of it, and may not do this.
    #[error("forbidden")]
    Forbidden,
}

impl<A: Action> Permit<A> {
    /// Who may.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// On what.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }
}

impl Actor {
    /// Asks for the right to take an action on a scope.
    ///
    /// # Errors
    /// [`Refused`] when the policy does not allow it.
    pub fn permit<A: Action>(&self, scope: Scope) -> Result<Permit<A>, Refused> {
        match decide(self, A::KIND, &scope) {
            Decision::Allow => Ok(Permit {
                actor: self.clone(),
                scope,
                action: PhantomData,
            }),
            Decision::Forbid => Err(Refused::Forbidden),
            Decision::Hide => Err(Refused::NotFound),
        }
    }

    /// Whether the policy would allow it: for deciding which links to show, never for guarding.
    #[must_use]
    pub fn may<A: Action>(&self, scope: &Scope) -> bool {
        decide(self, A::KIND, scope) == Decision::Allow
    }
}
