//! The decision. Whatever is not allowed here is denied.
//!
//! `crates/access/tests/golden/permissions.txt` shows it as a table for people; a change here has
//! to change that table in the same commit.

use super::action::ActionKind;
use crate::actor::{Actor, Role, Scope};

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Go on.
    Allow,
    /// The asker may know that it exists, and may not do this.
    Forbid,
    /// The asker may not know that it exists.
    Hide,
}

/// Where the thing lies, seen from the asker.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    OwnRegion,
    Country,
    OtherRegion,
}

/// Decides. Pure: the same question always gets the same answer.
#[must_use]
pub fn decide(actor: &Actor, action: ActionKind, scope: &Scope) -> Decision {
    if actor.is_operator {
        return Decision::Allow;
    }
    match actor.role() {
        Role::Administrator => administrator(action),
        Role::NationalAnalyst => national_analyst(action, scope),
        role => match relation(actor, scope) {
            Relation::OtherRegion => Decision::Hide,
            Relation::Country => of_country(action),
            Relation::OwnRegion => match role {
                Role::CommitteeChair => committee_chair(action),
                Role::TechnicalSecretariat => technical_secretariat(action),
                _ => institution_member(actor, action, scope),
            },
        },
    }
}

fn relation(actor: &Actor, scope: &Scope) -> Relation {
    match (&scope.region, actor.region()) {
        (None, _) => Relation::Country,
        (Some(region), Some(own)) if region == own => Relation::OwnRegion,
        _ => Relation::OtherRegion,
    }
}

const fn is_reading(action: ActionKind) -> bool {
    use ActionKind as A;
    matches!(
        action,
        A::ReadSituation
            | A::ReadFigures
            | A::ReadReturn
            | A::ReadDiscrepancies
            | A::ReadMeetings
            | A::ReadSnapshot
            | A::ReadDirectory
    )
}

const fn allow_if(condition: bool, otherwise: Decision) -> Decision {
    if condition { Decision::Allow } else { otherwise }
}

const fn administrator(action: ActionKind) -> Decision {
    use ActionKind as A;
    allow_if(
        matches!(action, A::ManageAccounts | A::ReadLedger | A::ReadDirectory),
        Decision::Hide,
    )
}

fn national_analyst(action: ActionKind, scope: &Scope) -> Decision {
    use ActionKind as A;
    let is_national = scope.region.is_none();
    match action {
        _ if is_reading(action) => Decision::Allow,
        A::AcceptReturn | A::ReopenReturn | A::AnnotateDiscrepancy | A::FreezeSnapshot => {
            Decision::Allow
        }
        A::ProposeFigure
        | A::AdoptFigure
        | A::HoldMeeting
        | A::SetTarget
        | A::ImportFigures
        | A::UndoImport
        | A::ProposeRelease
        | A::ApproveRelease => allow_if(is_national, Decision::Forbid),
        _ => Decision::Forbid,
    }
}

/// What belongs to the country, for those who belong to a region: the published picture.
const fn of_country(action: ActionKind) -> Decision {
    use ActionKind as A;
    match action {
        A::ReadSituation | A::ReadFigures | A::ReadDiscrepancies | A::ReadDirectory => {
            Decision::Allow
        }
        A::ManageAccounts | A::ReadLedger | A::OperateSystem => Decision::Hide,
        _ => Decision::Forbid,
    }
}

const fn committee_chair(action: ActionKind) -> Decision {
    use ActionKind as A;
    match action {
        _ if is_reading(action) => Decision::Allow,
        A::AdoptReturn
        | A::ReopenReturn
        | A::AnnotateDiscrepancy
        | A::ProposeFigure
        | A::AdoptFigure
        | A::HoldMeeting
        | A::SetTarget
        | A::FreezeSnapshot
        | A::ApproveRelease => Decision::Allow,
        A::ManageAccounts | A::ReadLedger | A::OperateSystem => Decision::Hide,
        _ => Decision::Forbid,
    }
}

const fn technical_secretariat(action: ActionKind) -> Decision {
    use ActionKind as A;
    match action {
        _ if is_reading(action) => Decision::Allow,
        A::VerifyReturn
        | A::ReopenReturn
        | A::ImportFigures
        | A::UndoImport
        | A::AnnotateDiscrepancy
        | A::ProposeFigure
        | A::HoldMeeting
        | A::SetTarget
        | A::FreezeSnapshot
        | A::ProposeRelease => Decision::Allow,
        A::ManageAccounts | A::ReadLedger | A::OperateSystem => Decision::Hide,
        _ => Decision::Forbid,
    }
}

fn institution_member(actor: &Actor, action: ActionKind, scope: &Scope) -> Decision {
    use ActionKind as A;
    let is_own = scope.institution.is_some() && scope.institution.as_ref() == actor.institution();
    match action {
        // Another institution's return, draft or file is not even known to exist.
        A::ReadReturn | A::EditReturn | A::SubmitReturn | A::ImportFigures | A::UndoImport => {
            allow_if(is_own, Decision::Hide)
        }
        A::AnnotateDiscrepancy => allow_if(is_own, Decision::Forbid),
        _ if is_reading(action) => Decision::Allow,
        A::ManageAccounts | A::ReadLedger | A::OperateSystem => Decision::Hide,
        _ => Decision::Forbid,
    }
}
