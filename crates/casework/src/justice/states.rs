//! What a matter, a suspect, a claim and a link can become, as tables.

use super::lists::{MatterStage, MatterStep};
use crate::{codes::codes, machine::Transition};

/// What a matter can become. A dismissal is not the end: more may come to light.
pub const MATTER_TABLE: &[Transition<MatterStage, MatterStep>] = {
    use MatterStage as Stage;
    use MatterStep as Step;
    &[
        (Stage::Report, Step::Register, Stage::Registered),
        (Stage::Report, Step::Dismiss, Stage::Dismissed),
        (Stage::Report, Step::HandOver, Stage::Transferred),
        (Stage::Registered, Step::Investigate, Stage::Investigation),
        (Stage::Registered, Step::Dismiss, Stage::Dismissed),
        (Stage::Registered, Step::HandOver, Stage::Transferred),
        (
            Stage::Investigation,
            Step::Suspend,
            Stage::InvestigationSuspended,
        ),
        (Stage::Investigation, Step::Prosecute, Stage::Prosecution),
        (Stage::Investigation, Step::Dismiss, Stage::Dismissed),
        (Stage::Investigation, Step::Reclassify, Stage::Investigation),
        (Stage::Investigation, Step::HandOver, Stage::Transferred),
        (
            Stage::InvestigationSuspended,
            Step::Resume,
            Stage::Investigation,
        ),
        (
            Stage::InvestigationSuspended,
            Step::Dismiss,
            Stage::Dismissed,
        ),
        (Stage::Prosecution, Step::SendToCourt, Stage::Trial),
        (Stage::Prosecution, Step::Dismiss, Stage::Dismissed),
        (Stage::Prosecution, Step::Reclassify, Stage::Prosecution),
        (Stage::Prosecution, Step::HandOver, Stage::Transferred),
        (Stage::Trial, Step::Suspend, Stage::TrialSuspended),
        (Stage::Trial, Step::Judge, Stage::Judgment),
        (Stage::Trial, Step::Dismiss, Stage::Dismissed),
        (Stage::Trial, Step::Reclassify, Stage::Trial),
        (Stage::TrialSuspended, Step::Resume, Stage::Trial),
        (Stage::TrialSuspended, Step::Dismiss, Stage::Dismissed),
        (Stage::Judgment, Step::Appeal, Stage::Appeal),
        (Stage::Judgment, Step::Finalise, Stage::Final),
        (Stage::Appeal, Step::Return, Stage::Trial),
        (Stage::Appeal, Step::Reclassify, Stage::Appeal),
        (Stage::Appeal, Step::Finalise, Stage::Final),
        (Stage::Dismissed, Step::Reopen, Stage::Investigation),
    ]
};

impl MatterStep {
    /// Whether it cannot be taken without saying why.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(
            self,
            Self::Suspend | Self::Dismiss | Self::Reopen | Self::Reclassify
        )
    }
}

codes! {
    /// Where a suspect stands.
    SuspectState {
        /// In formal contact with the authorities.
        Suspected = "suspected",
        /// Charged.
        Prosecuted = "prosecuted",
        /// Found guilty.
        Convicted = "convicted",
        /// Found not guilty.
        Acquitted = "acquitted",
        /// No more suspected, or no more charged.
        Cleared = "cleared",
    }
}

codes! {
    /// What moves a suspect.
    SuspectStep {
        /// Charged.
        Charge = "charge",
        /// Found guilty, also on appeal.
        Convict = "convict",
        /// Found not guilty, also on appeal.
        Acquit = "acquit",
        /// No more suspected.
        Clear = "clear",
    }
}

/// What a suspect can become; an appeal can turn a judgment round.
pub const SUSPECT_TABLE: &[Transition<SuspectState, SuspectStep>] = {
    use SuspectState::{Acquitted, Cleared, Convicted, Prosecuted, Suspected};
    use SuspectStep::{Acquit, Charge, Clear, Convict};
    &[
        (Suspected, Charge, Prosecuted),
        (Suspected, Clear, Cleared),
        (Prosecuted, Convict, Convicted),
        (Prosecuted, Acquit, Acquitted),
        (Prosecuted, Clear, Cleared),
        (Convicted, Acquit, Acquitted),
        (Acquitted, Convict, Convicted),
    ]
};

codes! {
    /// Where a claim for compensation stands.
    ClaimState {
        /// Made.
        Claimed = "claimed",
        /// Awarded, wholly or in part.
        Awarded = "awarded",
        /// Refused.
        ClaimRefused = "refused",
        /// Paid.
        Paid = "paid",
    }
}

codes! {
    /// What moves a claim.
    ClaimStep {
        /// Awarded.
        Award = "award",
        /// Refused.
        RefuseClaim = "refuse",
        /// Paid.
        Pay = "pay",
    }
}

/// What a claim can become.
pub const CLAIM_TABLE: &[Transition<ClaimState, ClaimStep>] = &[
    (ClaimState::Claimed, ClaimStep::Award, ClaimState::Awarded),
    (
        ClaimState::Claimed,
        ClaimStep::RefuseClaim,
        ClaimState::ClaimRefused,
    ),
    (ClaimState::Awarded, ClaimStep::Pay, ClaimState::Paid),
];

codes! {
    /// Where a link between a case and a matter stands.
    LinkState {
        /// Offered by the case's side, on the person's consent.
        Offered = "offered",
        /// Taken into a matter.
        Linked = "linked",
        /// Over.
        Ended = "ended",
    }
}

codes! {
    /// What moves a link.
    LinkStep {
        /// Taken into a matter.
        Take = "take",
        /// Ended by the case's side, by the authority, or with the consent.
        End = "end",
    }
}

/// What a link can become.
pub const LINK_TABLE: &[Transition<LinkState, LinkStep>] = &[
    (LinkState::Offered, LinkStep::Take, LinkState::Linked),
    (LinkState::Offered, LinkStep::End, LinkState::Ended),
    (LinkState::Linked, LinkStep::End, LinkState::Ended),
];
