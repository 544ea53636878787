//! Somebody who is acting now, in one membership. Its fields are private: it is made by a valid
//! session, by the person at the server's own disk, or by tests. It never holds a second membership,
//! so that rights cannot add up.

use super::{AccountId, Membership, MembershipId, Role};
use crate::permission::{Action, Decision, Permit, Refused, Scope, decide};
use vocabulary::{InstitutionCode, Language, PlaceCode};

/// Somebody who is acting now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    account_id: AccountId,
    name: String,
    language: Language,
    /// `None` for the operator alone.
    membership: Option<(MembershipId, Membership)>,
}

impl Actor {
    pub(crate) const fn of_account(
        account_id: AccountId,
        name: String,
        language: Language,
        membership: (MembershipId, Membership),
    ) -> Self {
        Self {
            account_id,
            name,
            language,
            membership: Some(membership),
        }
    }

    /// The person who runs the command line on the server's own disk. Whoever can read and write
    /// the database file needs no password; the audit log names them `operator`.
    #[must_use]
    pub fn operator() -> Self {
        Self {
            account_id: AccountId::OPERATOR,
            name: AccountId::OPERATOR.to_string(),
            language: Language::default(),
            membership: None,
        }
    }

    /// Somebody with a membership and no session, for the tests of other crates.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn for_test(number: u128, name: &str, membership: Membership) -> Self {
        let id = AccountId::numbered(number);
        let held = (MembershipId::numbered(number), membership);
        Self::of_account(id, name.to_owned(), Language::English, held)
    }

    /// The same person in another membership, for the tests of other crates.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn in_other_seat_for_test(&self, number: u128, membership: Membership) -> Self {
        let held = (MembershipId::numbered(number), membership);
        Self::of_account(self.account_id, self.name.clone(), self.language, held)
    }

    /// The account, or [`AccountId::OPERATOR`].
    #[must_use]
    pub const fn account_id(&self) -> AccountId {
        self.account_id
    }

    /// The name to show.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The language to speak.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The membership in which they act; `None` for the operator.
    #[must_use]
    pub const fn membership(&self) -> Option<&Membership> {
        match &self.membership {
            Some((_, membership)) => Some(membership),
            None => None,
        }
    }

    /// Which of the account's memberships that is; `None` for the operator.
    #[must_use]
    pub const fn membership_id(&self) -> Option<MembershipId> {
        match &self.membership {
            Some((id, _)) => Some(*id),
            None => None,
        }
    }

    /// The role.
    #[must_use]
    pub const fn role(&self) -> Role {
        match self.membership() {
            Some(membership) => membership.role(),
            None => Role::Operator,
        }
    }

    /// The region; `None` for who works for the whole country.
    #[must_use]
    pub fn region(&self) -> Option<&PlaceCode> {
        self.membership()?.region()
    }

    /// The institution, of who speaks for one.
    #[must_use]
    pub fn institution(&self) -> Option<&InstitutionCode> {
        self.membership()?.institution()
    }

    /// Asks for leave to do something to a resource.
    ///
    /// # Errors
    /// [`Refused::NotFound`] when the actor may not even know of the resource,
    /// [`Refused::Forbidden`] when they see it and may not do this to it.
    pub fn permit<A: Action>(&self, scope: Scope) -> Result<Permit<A>, Refused> {
        match decide(self, A::KIND, &scope) {
            Decision::Allowed => Ok(Permit::granted(self.clone(), scope)),
            Decision::Refused(refused) => Err(refused),
        }
    }

    /// Whether [`Actor::permit`] would say yes: for choosing which links to show, never for guarding.
    #[must_use]
    pub fn may<A: Action>(&self, scope: &Scope) -> bool {
        decide(self, A::KIND, scope) == Decision::Allowed
    }
}
