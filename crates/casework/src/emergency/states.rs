//! Where an emergency opening stands. That its four hours are over follows from its date.

use crate::{codes::codes, machine::Transition};

codes! {
    /// What the danger is.
    DangerKind {
        /// Somebody threatens to kill or is attacking.
        Violence = "violence",
        /// The person was taken, or cannot be found.
        Missing = "missing",
        /// The person may kill themselves.
        SelfHarm = "self-harm",
        /// A medical emergency.
        Medical = "medical",
        /// A child is in danger.
        ChildInDanger = "child-in-danger",
    }
}

codes! {
    /// Where an emergency opening stands.
    EmergencyState {
        /// Asked for by one keeper.
        Asked = "asked",
        /// Confirmed by another: open until its end.
        Opened = "opened",
        /// Called off before it was confirmed.
        CalledOff = "called-off",
        /// Reviewed.
        Reviewed = "reviewed",
    }
}

codes! {
    /// What moves an emergency opening.
    EmergencyStep {
        /// Another keeper confirms.
        Confirm = "confirm",
        /// Whoever asked calls it off, or another keeper says no.
        CallOff = "call-off",
        /// Reviewed.
        Review = "review",
    }
}

codes! {
    /// What a review found.
    EmergencyOutcome {
        /// There was danger to life and no other way.
        Justified = "justified",
        /// There was another way; learn from it.
        AnotherWay = "another-way",
        /// It was misused: the institution's head and the person are told.
        Misused = "misused",
    }
}

/// What an emergency opening can become. What was only asked for is reviewed as well.
pub const EMERGENCY_TABLE: &[Transition<EmergencyState, EmergencyStep>] = &[
    (
        EmergencyState::Asked,
        EmergencyStep::Confirm,
        EmergencyState::Opened,
    ),
    (
        EmergencyState::Asked,
        EmergencyStep::CallOff,
        EmergencyState::CalledOff,
    ),
    (
        EmergencyState::Opened,
        EmergencyStep::Review,
        EmergencyState::Reviewed,
    ),
    (
        EmergencyState::CalledOff,
        EmergencyStep::Review,
        EmergencyState::Reviewed,
    ),
];
