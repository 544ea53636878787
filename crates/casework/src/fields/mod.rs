//! Sealed fields: what may be written down about a person, in which compartment.

mod reveal;
mod write;

use crate::{CaseworkError, codes::codes, workers::Compartment};

pub(crate) use reveal::get;
pub(crate) use write::{check_text, insert, put};

codes! {
    /// What may be written down about a person.
    Field {
        /// First and last names.
        Name = "name",
        /// `YYYY-MM-DD`.
        BirthDate = "birth-date",
        /// Telephone number.
        Phone = "phone",
        /// Number of an identity document.
        NationalId = "national-id",
        /// Home address.
        HomeAddress = "home-address",
        /// Who may call, when, and what not to say.
        SafeContact = "safe-contact",
        /// Where the person is now.
        PresentLocation = "present-location",
        /// A shelter's address.
        ShelterAddress = "shelter-address",
        /// What was told.
        Concern = "concern",
        /// What a provider must know to help.
        ServiceNote = "service-note",
        /// Medical and psychological.
        HealthNote = "health-note",
        /// Answers of a screening.
        ScreeningAnswers = "screening-answers",
        /// Why a screening was decided so.
        ScreeningReason = "screening-reason",
        /// Why a legal basis is needed.
        BasisReason = "basis-reason",
        /// What a referral says beside the fields.
        ReferralNote = "referral-note",
        /// Why the age is taken to be another.
        AgeReason = "age-reason",
        /// What was decided or arranged for a child, and what the child says.
        ChildNote = "child-note",
        /// What happened to the person, in codes.
        Experience = "experience",
        /// The person's own children: an age group and where each one is.
        Dependants = "dependants",
        /// What is needed, by domain.
        Needs = "needs",
        /// What was said about needs and dangers.
        AssessmentNote = "assessment-note",
        /// What the person says to an assessment that they do not sign, or beside it.
        AssessmentSays = "assessment-says",
        /// What the person wants to reach.
        Goal = "goal",
        /// What is done about it.
        PlanAction = "plan-action",
        /// Why a formal identification came out as it did.
        FormalReasons = "formal-reasons",
        /// What the person said at a follow-up.
        Outcomes = "outcomes",
        /// What the person thinks of the closing.
        ClosureView = "closure-view",
        /// Why a case closes over open work.
        ClosureDespite = "closure-despite",
        /// Why a case is held.
        HoldReason = "hold-reason",
        /// Why a closed file is kept longer.
        KeepReason = "keep-reason",
        /// What a new case manager must know.
        TransferNote = "transfer-note",
        /// The minutes of a conference: nobody's own, and sealed all the same.
        Minutes = "minutes",
        /// Whether the person takes part in proceedings: their own business.
        Participation = "participation",
        /// The official number of a matter.
        MatterNumber = "matter-number",
        /// What is noted about a matter.
        MatterNote = "matter-note",
        /// The name of a suspect.
        SuspectName = "suspect-name",
        /// The person's part in a matter, as both sides of a link read it.
        LinkParticipation = "link-participation",
    }
}

impl Field {
    /// What is written about the person as such. The other fields belong to a record of the case, and
    /// the function that makes the record writes them.
    pub const OF_PERSON: &'static [Self] = &[
        Self::Name,
        Self::BirthDate,
        Self::Phone,
        Self::NationalId,
        Self::HomeAddress,
        Self::SafeContact,
        Self::PresentLocation,
        Self::ShelterAddress,
        Self::Concern,
        Self::ServiceNote,
        Self::HealthNote,
        Self::Participation,
    ];

    pub(crate) fn expect_of_person(self) -> Result<(), CaseworkError> {
        let is_own = Self::OF_PERSON.contains(&self);
        is_own
            .then_some(())
            .ok_or(CaseworkError::Invalid("field-invalid"))
    }

    /// The compartment that it is sealed in.
    #[must_use]
    pub const fn compartment(self) -> Compartment {
        match self {
            Self::Name
            | Self::BirthDate
            | Self::Phone
            | Self::NationalId
            | Self::HomeAddress
            | Self::SafeContact => Compartment::Identity,
            Self::PresentLocation | Self::ShelterAddress => Compartment::Location,
            Self::Concern
            | Self::ServiceNote
            | Self::ScreeningAnswers
            | Self::ScreeningReason
            | Self::BasisReason
            | Self::ReferralNote
            | Self::AgeReason
            | Self::ChildNote
            | Self::Dependants
            | Self::Experience
            | Self::Needs
            | Self::AssessmentNote
            | Self::AssessmentSays
            | Self::Goal
            | Self::PlanAction
            | Self::FormalReasons
            | Self::Outcomes
            | Self::ClosureView
            | Self::ClosureDespite
            | Self::HoldReason
            | Self::KeepReason
            | Self::TransferNote
            | Self::Minutes => Compartment::Care,
            Self::HealthNote => Compartment::Health,
            Self::Participation
            | Self::MatterNumber
            | Self::MatterNote
            | Self::SuspectName
            | Self::LinkParticipation => Compartment::Justice,
        }
    }
}
