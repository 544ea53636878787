//! Closed lists of disclosures, and what a basis and a disclosure can become.

use crate::{codes::codes, machine::Transition};

codes! {
    /// What somebody else is told for.
    DisclosurePurpose {
        /// Giving a service.
        Service = "service",
        /// Protecting the person.
        Protection = "protection",
        /// Treatment.
        Health = "health",
        /// Legal help for the person.
        LegalHelp = "legal-help",
        /// Proceedings that the person wants.
        Proceedings = "proceedings",
        /// Handing the case on.
        Transfer = "transfer",
    }
}

codes! {
    /// What a disclosure rests on.
    BasisKind {
        /// The person's consent.
        Consent = "consent",
        /// A legal basis.
        Law = "law",
    }
}

codes! {
    /// How consent was given.
    ConsentForm {
        /// In writing.
        Written = "written",
        /// Said before a witness.
        Witnessed = "witnessed",
        /// With pictures.
        Pictures = "pictures",
    }
}

codes! {
    /// A legal basis other than consent.
    LegalGround {
        /// Danger to life or body.
        VitalInterest = "vital-interest",
        /// Protection of a child.
        ChildProtection = "child-protection",
        /// An order of a court.
        CourtOrder = "court-order",
    }
}

codes! {
    /// Where a basis stands. That it has expired follows from its date.
    BasisState {
        /// A legal basis that the second person has not looked at.
        Proposed = "proposed",
        /// It holds, until its date.
        InForce = "in-force",
        /// The person, or the second person, said no.
        Refused = "refused",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// What moves a basis.
    BasisStep {
        /// The second person stands for it.
        Approve = "approve",
        /// The second person does not.
        Decline = "decline",
        /// Taken back, without a reason.
        Withdraw = "withdraw",
    }
}

/// What a basis can become. Nothing revives one that was refused or withdrawn: another is given.
pub const BASIS_TABLE: &[Transition<BasisState, BasisStep>] = &[
    (
        BasisState::Proposed,
        BasisStep::Approve,
        BasisState::InForce,
    ),
    (
        BasisState::Proposed,
        BasisStep::Decline,
        BasisState::Refused,
    ),
    (
        BasisState::Proposed,
        BasisStep::Withdraw,
        BasisState::Withdrawn,
    ),
    (
        BasisState::InForce,
        BasisStep::Withdraw,
        BasisState::Withdrawn,
    ),
];

codes! {
    /// Where a disclosure stands.
    DisclosureState {
        /// The recipient can read it.
        Sent = "sent",
        /// The recipient gave it back unused.
        Returned = "returned",
        /// Called back; nobody reads it, and the recipient has not said yet that copies are gone.
        Recalled = "recalled",
        /// The recipient says that copies are gone.
        Acknowledged = "acknowledged",
    }
}

codes! {
    /// What moves a disclosure.
    DisclosureStep {
        /// The recipient gives it back.
        Return = "return",
        /// The sender calls it back.
        Recall = "recall",
        /// The recipient says that copies are gone.
        Acknowledge = "acknowledge",
    }
}

/// What a disclosure can become.
pub const DISCLOSURE_TABLE: &[Transition<DisclosureState, DisclosureStep>] = &[
    (
        DisclosureState::Sent,
        DisclosureStep::Return,
        DisclosureState::Returned,
    ),
    (
        DisclosureState::Sent,
        DisclosureStep::Recall,
        DisclosureState::Recalled,
    ),
    (
        DisclosureState::Recalled,
        DisclosureStep::Acknowledge,
        DisclosureState::Acknowledged,
    ),
];
