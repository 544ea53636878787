//! Where a case stands, and, on an axis of its own, how the person was identified. Assistance hangs
//! on the first alone: the social path and the formal path give the same.

use crate::{codes::codes, machine::Transition};

codes! {
    /// Where a case stands.
    Phase {
        /// Taken in.
        Concern = "concern",
        /// Screened: at risk.
        AtRisk = "at-risk",
        /// Screened: potential victim.
        Potential = "potential",
        /// Screened: not indicated, shown to other help.
        NotIndicated = "not-indicated",
        /// Somebody helps.
        Assisted = "assisted",
        /// A plan is agreed.
        Planned = "planned",
        /// The plan is being carried out.
        Reintegration = "reintegration",
        /// The plan is done; the person is asked now and then.
        FollowUp = "follow-up",
        /// Closed.
        Closed = "closed",
        /// Opened again.
        Reopened = "reopened",
    }
}

codes! {
    /// What moves a case.
    PhaseStep {
        /// A screening decided: at risk.
        FindAtRisk = "find-at-risk",
        /// A screening decided: potential victim.
        FindPotential = "find-potential",
        /// A screening decided: not indicated.
        FindNotIndicated = "find-not-indicated",
        /// Somebody agreed to help.
        BeginAssistance = "begin-assistance",
        /// The person agreed to a first action.
        AgreePlan = "agree-plan",
        /// A first action began.
        BeginReintegration = "begin-reintegration",
        /// The follow-up began.
        BeginFollowUp = "begin-follow-up",
        /// Closed, with a reason.
        Close = "close",
        /// Opened again.
        Reopen = "reopen",
    }
}

/// What may move a case where. Nobody falls back from potential victim by a form.
pub const PHASE_TABLE: &[Transition<Phase, PhaseStep>] = &[
    (Phase::Concern, PhaseStep::FindAtRisk, Phase::AtRisk),
    (Phase::Concern, PhaseStep::FindPotential, Phase::Potential),
    (
        Phase::Concern,
        PhaseStep::FindNotIndicated,
        Phase::NotIndicated,
    ),
    (Phase::AtRisk, PhaseStep::FindAtRisk, Phase::AtRisk),
    (Phase::AtRisk, PhaseStep::FindPotential, Phase::Potential),
    (
        Phase::AtRisk,
        PhaseStep::FindNotIndicated,
        Phase::NotIndicated,
    ),
    (Phase::NotIndicated, PhaseStep::FindAtRisk, Phase::AtRisk),
    (
        Phase::NotIndicated,
        PhaseStep::FindPotential,
        Phase::Potential,
    ),
    (
        Phase::NotIndicated,
        PhaseStep::FindNotIndicated,
        Phase::NotIndicated,
    ),
    (Phase::Potential, PhaseStep::FindPotential, Phase::Potential),
    (Phase::AtRisk, PhaseStep::BeginAssistance, Phase::Assisted),
    (
        Phase::Potential,
        PhaseStep::BeginAssistance,
        Phase::Assisted,
    ),
    (Phase::Assisted, PhaseStep::FindPotential, Phase::Assisted),
    (Phase::AtRisk, PhaseStep::AgreePlan, Phase::Planned),
    (Phase::Potential, PhaseStep::AgreePlan, Phase::Planned),
    (Phase::Assisted, PhaseStep::AgreePlan, Phase::Planned),
    (Phase::Planned, PhaseStep::FindPotential, Phase::Planned),
    (
        Phase::Planned,
        PhaseStep::BeginReintegration,
        Phase::Reintegration,
    ),
    (
        Phase::Reintegration,
        PhaseStep::FindPotential,
        Phase::Reintegration,
    ),
    (
        Phase::Reintegration,
        PhaseStep::BeginFollowUp,
        Phase::FollowUp,
    ),
    (Phase::FollowUp, PhaseStep::FindPotential, Phase::FollowUp),
    (Phase::Concern, PhaseStep::Close, Phase::Closed),
    (Phase::AtRisk, PhaseStep::Close, Phase::Closed),
    (Phase::Potential, PhaseStep::Close, Phase::Closed),
    (Phase::NotIndicated, PhaseStep::Close, Phase::Closed),
    (Phase::Assisted, PhaseStep::Close, Phase::Closed),
    (Phase::Planned, PhaseStep::Close, Phase::Closed),
    (Phase::Reintegration, PhaseStep::Close, Phase::Closed),
    (Phase::FollowUp, PhaseStep::Close, Phase::Closed),
    (Phase::Reopened, PhaseStep::Close, Phase::Closed),
    (Phase::Closed, PhaseStep::Reopen, Phase::Reopened),
    (Phase::Reopened, PhaseStep::FindAtRisk, Phase::AtRisk),
    (Phase::Reopened, PhaseStep::FindPotential, Phase::Potential),
    (Phase::Reopened, PhaseStep::BeginAssistance, Phase::Assisted),
    (Phase::Reopened, PhaseStep::AgreePlan, Phase::Planned),
];

codes! {
    /// How the person was identified so far.
    IdentificationStatus {
        /// Nobody has assessed yet.
        Unassessed = "unassessed",
        /// At risk.
        AtRisk = "at-risk",
        /// Potential victim.
        Potential = "potential",
        /// The person asked for the formal identification.
        FormalRequested = "formal-requested",
        /// Formally identified.
        FormalYes = "formal-yes",
        /// Not formally identified: the help stays the same.
        FormalNo = "formal-no",
        /// The person took the request back: the help stays the same.
        RequestWithdrawn = "request-withdrawn",
    }
}

codes! {
    /// What moves the identification.
    IdentificationStep {
        /// A screening decided: at risk.
        AssessAtRisk = "assess-at-risk",
        /// A screening decided: potential victim.
        AssessPotential = "assess-potential",
        /// A screening decided: not indicated.
        AssessNotIndicated = "assess-not-indicated",
        /// The person asks for the formal identification, or for its review.
        RequestFormal = "request-formal",
        /// The joint team decides: yes.
        DecideYes = "decide-yes",
        /// The joint team decides: no.
        DecideNo = "decide-no",
        /// The person takes the request back.
        WithdrawRequest = "withdraw-request",
    }
}

/// What may change the identification. A screening has no say once the person has asked formally.
pub const IDENTIFICATION_TABLE: &[Transition<IdentificationStatus, IdentificationStep>] = {
    use IdentificationStatus::{
        AtRisk, FormalNo, FormalRequested, FormalYes, Potential, RequestWithdrawn, Unassessed,
    };
    use IdentificationStep::{
        AssessAtRisk, AssessNotIndicated, AssessPotential, DecideNo, DecideYes, RequestFormal,
        WithdrawRequest,
    };
    &[
        (Unassessed, AssessAtRisk, AtRisk),
        (Unassessed, AssessPotential, Potential),
        (Unassessed, AssessNotIndicated, Unassessed),
        (AtRisk, AssessAtRisk, AtRisk),
        (AtRisk, AssessPotential, Potential),
        (AtRisk, AssessNotIndicated, Unassessed),
        (Potential, AssessPotential, Potential),
        (Unassessed, RequestFormal, FormalRequested),
        (AtRisk, RequestFormal, FormalRequested),
        (Potential, RequestFormal, FormalRequested),
        (RequestWithdrawn, RequestFormal, FormalRequested),
        (FormalNo, RequestFormal, FormalRequested),
        (FormalRequested, DecideYes, FormalYes),
        (FormalRequested, DecideNo, FormalNo),
        (FormalRequested, WithdrawRequest, RequestWithdrawn),
    ]
};
