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

/// Decides whether an actor may do something to a resource. Whoever may see a place may see what
/// lies in it.
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
    let is_own_region = actor.region().is_some() && scope.region.as_ref() == actor.region();
    match actor.role() {
        Role::InstitutionMember => {
            // The area of an institution of the whole country is the whole country.
            let is_own_area = is_own_region || actor.region().is_none();
            let is_own =
                actor.institution().is_some() && scope.institution.as_ref() == actor.institution();
            reads_the_directory(action)
                || (is_own_area && institution_member(action))
                || (is_own_area && is_own && speaks_for_the_institution(action))
                // The count is the table's, not an institution's: the gate asks besides whether the
                // member leads cases there.
                || (is_own_region && matches!(action, ActionKind::HandOverCount))
        }
        Role::TechnicalSecretariat => {
            reads_the_directory(action) || (is_own_region && secretariat(action))
        }
        Role::CommitteeChair => reads_the_directory(action) || (is_own_region && chair(action)),
        Role::NationalAnalyst => {
            reads_the_directory(action)
                || analyst_on_any_place(action)
                || (is_national && analyst_on_the_country(action))
        }
        Role::Administrator => administrator(action),
        Role::Operator => operator(action),
    }
}

/// Places, institutions and indicators are no secret among those who sign in.
const fn reads_the_directory(action: ActionKind) -> bool {
    matches!(action, ActionKind::ReadDirectory)
}

/// What a member of an institution needs to know of its area: what was released to the committee's
/// members, and what meetings decided. Other institutions' figures are theirs to see in a release
/// alone (decision 0013). There is no reading of the whole country for a region's members: what is
/// published nationally they read where everybody does.
const fn institution_member(action: ActionKind) -> bool {
    use ActionKind as A;
    matches!(action, A::ReadReleased | A::ReadMeetings)
}

/// What those see who have to compare and decide: every institution's figures as they were said.
const fn decides_on_figures(action: ActionKind) -> bool {
    use ActionKind as A;
    matches!(
        action,
        A::ReadSituation
            | A::ReadReleased
            | A::ReadFigures
            | A::ReadDiscrepancies
            | A::ReadOwnPart
            | A::ReadMeetings
            | A::ReadSnapshot
    )
}

const fn speaks_for_the_institution(action: ActionKind) -> bool {
    use ActionKind as A;
    matches!(
        action,
        A::ReadReturn
            | A::EditReturn
            | A::SubmitReturn
            | A::ImportFigures
            | A::UndoImport
            | A::ReadOwnPart
            | A::AnnotateDiscrepancy
            | A::ReadRound
            | A::JoinRound
    )
}

const fn secretariat(action: ActionKind) -> bool {
    use ActionKind as A;
    decides_on_figures(action)
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
    decides_on_figures(action)
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
    decides_on_figures(action)
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
/// eyes are kept by whoever takes the step, account by account. How many people nobody counted is
/// asked for the country alone: a region's lists cannot carry an answer.
const fn analyst_on_the_country(action: ActionKind) -> bool {
    use ActionKind as A;
    secretariat(action)
        || chair(action)
        || matches!(
            action,
            A::ReadEstimate | A::RunEstimate | A::ReadRound | A::HoldRound
        )
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
            | A::ReadReleased
            | A::ReadFigures
            | A::ReadReturn
            | A::ImportFigures
            | A::UndoImport
            | A::ReadDiscrepancies
            | A::ReadOwnPart
            | A::ReadMeetings
            | A::FreezeSnapshot
            | A::ReadSnapshot
            | A::ReadDirectory
            | A::ManageAccounts
            | A::ReadLedger
            | A::OperateSystem
    )
}
