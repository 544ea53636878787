//! What a profession and a purpose can reach at the most. A grant reaches within that, never beyond.

use crate::codes::codes;

codes! {
    /// A part of a case that is opened on its own, with a key of its own.
    Compartment {
        /// Name, birth date, numbers, safe contact.
        Identity = "identity",
        /// Where the person is; a shelter's address.
        Location = "location",
        /// Concern, screening, notes, services.
        Care = "care",
        /// Medical and psychological.
        Health = "health",
        /// Proceedings, and the person's part in them.
        Justice = "justice",
    }
}

codes! {
    /// What knowledge is needed for.
    Purpose {
        /// Leading the case.
        CaseManagement = "case-management",
        /// Giving a service.
        Service = "service",
        /// Investigating a crime.
        CriminalInvestigation = "criminal-investigation",
        /// Danger to life: read for four hours, write nothing. No grant is given for it.
        Emergency = "emergency",
    }
}

codes! {
    /// What a worker is.
    Profession {
        /// Leads cases.
        SocialWorker = "social-worker",
        /// Works in a shelter.
        ShelterWorker = "shelter-worker",
        /// Doctor, nurse, psychologist.
        Clinician = "clinician",
        /// Police or border police.
        Police = "police",
        /// Prosecution.
        Prosecutor = "prosecutor",
        /// The person's own lawyer.
        Lawyer = "lawyer",
        /// Whoever only hands cases on: teacher, employment office, labour inspector.
        OtherProfession = "other",
    }
}

impl Profession {
    /// The most that a grant can open for it.
    #[must_use]
    pub const fn reach(self) -> &'static [Compartment] {
        use Compartment::{Care, Health, Identity, Justice, Location};
        match self {
            Self::SocialWorker => &[Identity, Location, Care, Health, Justice],
            Self::ShelterWorker => &[Identity, Location, Care],
            Self::Clinician => &[Identity, Care, Health],
            // Never the location: whoever looks for a person may have a friend in uniform.
            Self::Police => &[Identity, Care, Justice],
            Self::Prosecutor | Self::Lawyer => &[Identity, Justice],
            Self::OtherProfession => &[Identity, Care],
        }
    }
}

impl Purpose {
    /// What knowledge is given for, and what work is done for: everything but an emergency.
    pub const WORKING: &'static [Self] = &[
        Self::CaseManagement,
        Self::Service,
        Self::CriminalInvestigation,
    ];

    /// The most that a grant for it can open.
    #[must_use]
    pub const fn reach(self) -> &'static [Compartment] {
        match self {
            Self::CaseManagement => Compartment::ALL,
            Self::Service => &[
                Compartment::Identity,
                Compartment::Location,
                Compartment::Care,
                Compartment::Health,
            ],
            Self::CriminalInvestigation => &[Compartment::Identity, Compartment::Justice],
            Self::Emergency => &[],
        }
    }
}
