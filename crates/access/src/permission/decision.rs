//! The one decision: may this actor do this to that? Deny by default.
//!
//! Pure: no clock, no database. `tests/golden/permissions.txt` is its whole table for people to read.

use super::{ActionKind, Scope};
use crate::{Actor, Role};

/// The outcome of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Allowed,
    /// No.
    Refused(Refused),
}

/// A refusal, and how much it may give away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The actor may not know whether there is such a thing (HTTP 404).
    #[error("not found")]
    NotFound,
    /// The actor sees it and may not do this to it (HTTP 403).
    #[error("not allowed")]
    Forbidden,
}

/// Decides whether an actor may do something to a resource.
#[must_use]
pub fn decide(actor: &Actor, action: ActionKind, scope: &Scope) -> Decision {
    if is_allowed(actor, action, scope) {
        Decision::Allowed
    } else if is_allowed(actor, action.reading(), scope) {
        Decision::Refused(Refused::Forbidden)
    } else {
        Decision::Refused(Refused::NotFound)
    }
}

fn is_allowed(actor: &Actor, action: ActionKind, scope: &Scope) -> bool {
    let is_national = scope.region.is_none();
    let is_own_region = scope.region.as_ref() == actor.region();
    match actor.role() {
        Role::InstitutionMember => {
            let speaks_for =
                actor.institution().is_some() && scope.institution.as_ref() == actor.institution();
            // An institution of the whole country reports on every region.
            let is_own = speaks_for && (is_own_region || actor.region().is_none());
            (is_own && member_of_the_institution(action))
                || (is_own_region && member_of_the_region(action))
                || (is_national && everyone_on_the_country(action))
        }
        Role::TechnicalSecretariat => {
            (is_own_region && secretariat(action))
                || (is_national && everyone_on_the_country(action))
        }
        Role::CommitteeChair => {
            (is_own_region && chair(action)) || (is_national && everyone_on_the_country(action))
        }
        Role::NationalAnalyst => {
            analyst_on_any_place(action) || (is_national && analyst_on_the_country(action))
        }
        Role::Administrator => administrator(action),
        Role::Operator => operator(action),
    }
}

/// Whoever sits on a committee compares the region with the country.
const fn everyone_on_the_country(action: ActionKind) -> bool {
    use ActionKind as A;
    matches!(
        action,
        A::ReadSituation | A::ReadFigures | A::ReadSnapshot | A::ReadDirectory
    )
}

/// What every committee member may do in the region.
const fn member_of_the_region(action: ActionKind) -> bool {
    use ActionKind as A;
    matches!(
        action,
        A::ReadSituation
            | A::ReadFigures
            | A::ReadDiscrepancies
            | A::ReadMeetings
            | A::ReadSnapshot
            | A::ReadDirectory
    )
}

const fn member_of_the_institution(action: ActionKind) -> bool {
    use ActionKind as A;
    matches!(
        action,
        A::ReadFigures
            | A::ReadReturn
            | A::EditReturn
            | A::SubmitReturn
            | A::ImportFigures
            | A::UndoImport
            | A::ReadDiscrepancies
            | A::AnnotateDiscrepancy
    )
}

const fn secretariat(action: ActionKind) -> bool {
    use ActionKind as A;
    member_of_the_region(action)
        || matches!(
            action,
            A::ReadReturn
                | A::VerifyReturn
                | A::ReopenReturn
                | A::ImportFigures
                | A::UndoImport
                | A::AnnotateDiscrepancy
                | A::HoldMeeting
                | A::FreezeSnapshot
                | A::ProposeRelease
        )
}

const fn chair(action: ActionKind) -> bool {
    use ActionKind as A;
    member_of_the_region(action)
        || matches!(
            action,
            A::ReadReturn
                | A::AdoptReturn
                | A::ReopenReturn
                | A::AdoptFigure
                | A::HoldMeeting
                | A::SetTarget
                | A::ApproveRelease
        )
}

const fn analyst_on_any_place(action: ActionKind) -> bool {
    use ActionKind as A;
    member_of_the_region(action)
        || matches!(
            action,
            A::ReadReturn
                | A::AcceptReturn
                | A::ReopenReturn
                | A::AnnotateDiscrepancy
                | A::FreezeSnapshot
        )
}

/// For the whole country, the national office does what a region's secretariat and chair do; four
/// eyes are kept by whoever takes the step, account by account.
const fn analyst_on_the_country(action: ActionKind) -> bool {
    secretariat(action) || chair(action)
}

const fn administrator(action: ActionKind) -> bool {
    use ActionKind as A;
    matches!(action, A::ReadDirectory | A::ManageAccounts | A::ReadLedger)
}

/// The operator loads, reads out and repairs; what institutions say and committees decide, people
/// with accounts say and decide.
const fn operator(action: ActionKind) -> bool {
    use ActionKind as A;
    matches!(
        action,
        A::ReadSituation
            | A::ReadFigures
            | A::ReadReturn
            | A::ImportFigures
            | A::UndoImport
            | A::ReadDiscrepancies
            | A::ReadMeetings
            | A::FreezeSnapshot
            | A::ReadSnapshot
            | A::ReadDirectory
            | A::ManageAccounts
            | A::ReadLedger
            | A::OperateSystem
    )
}
