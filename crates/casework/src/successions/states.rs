//! How a case comes to another lead, as a table.

use crate::{codes::codes, machine::Transition};

codes! {
    /// Where a succession stands.
    SuccessionState {
        /// One person has named a new lead.
        SuccessionProposed = "proposed",
        /// A second one agreed: the new lead may take the case over.
        SuccessionConfirmed = "confirmed",
        /// The new lead has taken it over.
        SuccessionTaken = "taken",
        /// The new lead said no.
        SuccessionDeclined = "declined",
        /// One of those who decide said no.
        SuccessionDropped = "dropped",
        /// Its time has run out.
        SuccessionExpired = "expired",
    }
}

codes! {
    /// What moves a succession.
    SuccessionStep {
        /// A second person agrees.
        ConfirmLead = "confirm",
        /// The new lead takes the case over.
        TakeLead = "take",
        /// The new lead says no.
        DeclineLead = "decline",
        /// One of those who decide says no.
        DropLead = "drop",
        /// Its time runs out.
        ExpireLead = "expire",
    }
}

codes! {
    /// How the new lead comes to the keys of the case.
    SuccessionWay {
        /// They hold a grant on all of it already.
        HeldGrant = "grant",
        /// Two of the custodians whom the lead had named open the lead's own key.
        LeadsCustodians = "custodians",
        /// Two of the institution's keepers open the emergency key, which never opens justice.
        InstitutionsKeepers = "keepers",
    }
}

/// What a succession can become.
pub const SUCCESSION_TABLE: &[Transition<SuccessionState, SuccessionStep>] = {
    use SuccessionState::{
        SuccessionConfirmed, SuccessionDeclined, SuccessionDropped, SuccessionExpired,
        SuccessionProposed, SuccessionTaken,
    };
    use SuccessionStep::{ConfirmLead, DeclineLead, DropLead, ExpireLead, TakeLead};
    &[
        (SuccessionProposed, ConfirmLead, SuccessionConfirmed),
        (SuccessionProposed, DeclineLead, SuccessionDeclined),
        (SuccessionProposed, DropLead, SuccessionDropped),
        (SuccessionProposed, ExpireLead, SuccessionExpired),
        (SuccessionConfirmed, TakeLead, SuccessionTaken),
        (SuccessionConfirmed, DeclineLead, SuccessionDeclined),
        (SuccessionConfirmed, DropLead, SuccessionDropped),
        (SuccessionConfirmed, ExpireLead, SuccessionExpired),
    ]
};
