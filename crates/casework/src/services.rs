//! What help is called, in one list for plans, providers and referrals.

use crate::codes::codes;

codes! {
    /// A kind of help.
    Service {
        /// A bed tonight.
        EmergencyShelter = "emergency-shelter",
        /// Medical care at once.
        EmergencyMedical = "emergency-medical",
        /// A shelter for some weeks.
        ShortShelter = "short-shelter",
        /// A shelter for longer.
        LongShelter = "long-shelter",
        /// Living on one's own, with help.
        IndependentLiving = "independent-living",
        /// Help with the rent.
        RentSubsidy = "rent-subsidy",
        /// Food, clothes, hygiene.
        BasicNeeds = "basic-needs",
        /// Other medical care.
        Medical = "medical",
        /// Counselling.
        Psychological = "psychological",
        /// Psychiatric care.
        Psychiatric = "psychiatric",
        /// Information about rights.
        LegalInformation = "legal-information",
        /// Legal aid and representation.
        LegalAid = "legal-aid",
        /// Interpretation.
        Interpretation = "interpretation",
        /// Documents and civil registration.
        Documents = "documents",
        /// Social assistance.
        SocialAssistance = "social-assistance",
        /// Mediation with the family, and its assessment.
        FamilyMediation = "family-mediation",
        /// Childcare.
        Childcare = "childcare",
        /// School, also as a second chance.
        Schooling = "schooling",
        /// Vocational training.
        VocationalTraining = "vocational-training",
        /// Finding and keeping work.
        JobPlacement = "job-placement",
        /// Physical security.
        Security = "security",
        /// Moving away.
        Relocation = "relocation",
        /// Assisted return.
        AssistedReturn = "assisted-return",
        /// A claim for compensation.
        Compensation = "compensation",
    }
}

impl Service {
    /// Whether it is given before anything else is asked or told.
    #[must_use]
    pub const fn is_emergency(self) -> bool {
        matches!(self, Self::EmergencyShelter | Self::EmergencyMedical)
    }

    /// Whether it gives a bed.
    #[must_use]
    pub const fn is_shelter(self) -> bool {
        matches!(
            self,
            Self::EmergencyShelter | Self::ShortShelter | Self::LongShelter
        )
    }
}
