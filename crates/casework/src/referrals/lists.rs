//! How far a referral goes, how fast it is answered, and why it may be refused.

use crate::codes::codes;

codes! {
    /// How far it goes.
    ReferralKind {
        /// Within the institution.
        Internal = "internal",
        /// To another institution of the table.
        OtherInstitution = "other-institution",
        /// To another region.
        OtherRegion = "other-region",
        /// To a shelter that admits from the whole country.
        NationalShelter = "national-shelter",
    }
}

codes! {
    /// How fast it must be answered.
    Urgency {
        /// Within hours.
        Immediate = "immediate",
        /// Within a day.
        Urgent = "urgent",
        /// Within three days.
        Ordinary = "ordinary",
    }
}

impl Urgency {
    /// Hours until an answer is due. The clock alerts; it never closes and never denies.
    #[must_use]
    pub const fn answer_hours(self) -> i64 {
        match self {
            Self::Immediate => 4,
            Self::Urgent => 24,
            Self::Ordinary => 72,
        }
    }
}

codes! {
    /// Why a recipient says no.
    RejectReason {
        /// No room now.
        NoRoom = "no-room",
        /// Does not offer this.
        NotOffered = "not-offered",
        /// Does not admit this age or sex.
        NotAdmitted = "not-admitted",
        /// Not safe there for this person.
        NotSafe = "not-safe",
        /// Conflict of interest.
        Conflict = "conflict",
        /// The person no longer wishes it.
        NotWished = "not-wished",
        /// Anything else.
        OtherReason = "other",
    }
}
