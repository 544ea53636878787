//! Accounts, passwords, second factors, sessions, access tokens, memberships, and the permits that data functions demand.
//!
//! Authority here is a value, not a check: a [`Permit`] can be made only by [`decide`] saying yes to
//! an [`Actor`], and an [`Actor`] only by a valid session or token, or by the person at the server's own disk.
//! A data function that takes `&Permit<SubmitReturn>` therefore cannot be called by mistake.
//!
//! ```compile_fail
//! # use access::{Permit, ReadFigures, Scope, Actor};
//! # fn forge(actor: Actor, scope: Scope) -> Permit<ReadFigures> {
//! Permit { actor, scope, action: std::marker::PhantomData }
//! # }
//! ```
//!
//! This crate knows no key, no case and no figure; it must never log a password, a token or what
//! somebody typed into a sign-in field.

mod access;
mod accounts;
mod error;
mod identity;
mod memberships;
mod passwords;
mod permission;
mod random;
mod second_factor;
mod sessions;
mod sign_in;
mod tokens;

pub use access::{Access, MIGRATIONS, Settings};
pub use accounts::{Account, AccountChange, FirstAdministrator, NewAccount};
pub use error::AccessError;
pub use identity::{
    AccountId, Actor, DisplayName, Membership, MembershipError, MembershipId, NameError, Role,
    SignInName,
};
pub use memberships::{HeldMembership, PastMembership};
pub use passwords::{FEWEST_CHARACTERS, PasswordCost, PasswordProblem};
pub use permission::{
    AcceptReturn, Action, ActionKind, AdoptFigure, AdoptReturn, AnnotateDiscrepancy,
    ApproveRelease, Decision, EditReturn, FreezeSnapshot, HandOverCount, HoldMeeting, HoldRound,
    ImportFigures, JoinRound, ManageAccounts, OperateSystem, Permit, ProposeRelease, ReadDirectory,
    ReadDiscrepancies, ReadEstimate, ReadFigures, ReadLedger, ReadMeetings, ReadOwnPart,
    ReadReleased, ReadReturn, ReadRound, ReadSituation, ReadSnapshot, Refused, ReopenReturn,
    RunEstimate, Scope, SetTarget, SubmitReturn, UndoImport, VerifyReturn, decide,
};
/// The texts of the queries that run most, for tests of their plans.
pub mod queries {
    pub use crate::{
        accounts::{ACCOUNT_BY_NAME, ACCOUNTS_AFTER},
        memberships::{MEMBERSHIPS_AFTER, MEMBERSHIPS_OF_ACCOUNT},
        sessions::SESSION,
        tokens::{TOKEN, TOKENS_OF_ACCOUNT},
    };
}

pub use random::OperatingSystemRandom;
pub use second_factor::{RecoveryCode, SecondFactorSecret, SecondFactorState};
pub use sessions::{Device, OwnSession, Session, SessionMark, SessionToken};
pub use sign_in::{SignIn, SignInOutcome};
pub use tokens::{
    NewToken, Token, TokenBearer, TokenDays, TokenId, TokenName, TokenOutcome, TokenProblem,
    TokenSecret,
};
