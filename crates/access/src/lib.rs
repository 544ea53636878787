//! Accounts, passwords, sessions, memberships, and the permits that data functions demand.
//!
//! Authority here is a value, not a check: a [`Permit`] can be made only by [`decide`] saying yes to
//! an [`Actor`], and an [`Actor`] only by a valid session or by the person at the server's own disk.
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

mod identity;
mod permission;
mod random;

pub use identity::{AccountId, Actor, Membership, MembershipError, Role};
pub use permission::{
    AcceptReturn, Action, ActionKind, AdoptFigure, AdoptReturn, AnnotateDiscrepancy,
    ApproveRelease, Decision, EditReturn, FreezeSnapshot, HoldMeeting, ImportFigures,
    ManageAccounts, OperateSystem, Permit, ProposeRelease, ReadDirectory, ReadDiscrepancies,
    ReadFigures, ReadLedger, ReadMeetings, ReadReturn, ReadSituation, ReadSnapshot, Refused,
    ReopenReturn, Scope, SetTarget, SubmitReturn, UndoImport, VerifyReturn, decide,
};
pub use random::OperatingSystemRandom;
