//! Closed lists of conferences, and what a conference can become.

use crate::{codes::codes, machine::Transition};

codes! {
    /// Why a case is on the agenda.
    AgendaTopic {
        /// How the person is protected.
        Safety = "safety",
        /// What is needed, and the plan.
        Plan = "plan",
        /// Who takes part in the help.
        Referral = "referral",
        /// The formal identification.
        Identification = "identification",
        /// Handing the case on.
        HandingOn = "handing-on",
        /// What a child needs.
        ChildMatters = "child",
        /// Documents, residence, legal help.
        LegalMatters = "legal",
        /// How the person is after the help.
        FollowUpTopic = "follow-up",
    }
}

codes! {
    /// What was decided.
    DecisionKind {
        /// Look at the danger again.
        AssessRisk = "assess-risk",
        /// Look at the needs again.
        AssessNeeds = "assess-needs",
        /// Find a safe place.
        FindShelter = "find-shelter",
        /// Refer to a service.
        Refer = "refer",
        /// Get documents.
        GetDocuments = "get-documents",
        /// Get legal help.
        GetLegalHelp = "get-legal-help",
        /// Talk to the family, if the person wishes it.
        TalkToFamily = "talk-to-family",
        /// Ask the person what they want.
        AskPerson = "ask-person",
        /// Come back to it at the next conference.
        ComeBack = "come-back",
    }
}

codes! {
    /// Where a conference stands.
    ConferenceState {
        /// To come.
        PlannedConference = "planned",
        /// It sits.
        Sitting = "sitting",
        /// Over.
        Over = "over",
        /// Called off.
        CancelledConference = "cancelled",
    }
}

codes! {
    /// What moves a conference.
    ConferenceStep {
        /// The chair opens it and says who is present.
        Begin = "begin",
        /// The chair closes it.
        Close = "close",
        /// The chair calls it off.
        Cancel = "cancel",
    }
}

/// What a conference can become.
pub const CONFERENCE_TABLE: &[Transition<ConferenceState, ConferenceStep>] = &[
    (
        ConferenceState::PlannedConference,
        ConferenceStep::Begin,
        ConferenceState::Sitting,
    ),
    (
        ConferenceState::PlannedConference,
        ConferenceStep::Cancel,
        ConferenceState::CancelledConference,
    ),
    (
        ConferenceState::Sitting,
        ConferenceStep::Close,
        ConferenceState::Over,
    ),
];
