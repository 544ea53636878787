//! What can be answered, what a screening rests on, and what can be decided.

use crate::{
    codes::codes,
    concerns::{IdentificationStep, PHASE_TABLE, Phase, PhaseStep},
    machine::next,
};

codes! {
    /// An answer. Nobody is made to answer, and nobody to tell it twice.
    Answer {
        /// It is so.
        Yes = "yes",
        /// It is not so.
        No = "no",
        /// Nobody asked.
        NotAsked = "not-asked",
        /// The person did not wish to say.
        Declined = "declined",
    }
}

codes! {
    /// What a screening rests on.
    ScreeningBasis {
        /// What was seen and what papers say; the person was not asked.
        Observation = "observation",
        /// A conversation with the person.
        Interview = "interview",
    }
}

codes! {
    /// Who is there beside the person and whoever screens.
    Attendant {
        /// A guardian or another trusted grown-up.
        Guardian = "guardian",
        /// A psychologist.
        Psychologist = "psychologist",
        /// A social worker, also of an NPO.
        SocialWorker = "social-worker",
        /// A lawyer.
        Lawyer = "lawyer",
        /// Police.
        Police = "police",
        /// A relative or somebody close.
        Relative = "relative",
        /// Anybody else.
        OtherAttendant = "other",
    }
}

codes! {
    /// What the person who screens decides.
    ScreeningDecision {
        /// At risk of being trafficked.
        AtRisk = "at-risk",
        /// Potential victim.
        Potential = "potential",
        /// Not indicated: shown to other help.
        NotIndicated = "not-indicated",
    }
}

impl ScreeningDecision {
    /// What can be decided about a case that stands there; nothing where screening is over.
    #[must_use]
    pub fn open_at(phase: Phase) -> Vec<Self> {
        let leads = |one: &Self| next(PHASE_TABLE, phase, one.phase_step()).is_some();
        Self::ALL.iter().copied().filter(leads).collect()
    }

    pub(super) const fn phase_step(self) -> PhaseStep {
        match self {
            Self::AtRisk => PhaseStep::FindAtRisk,
            Self::Potential => PhaseStep::FindPotential,
            Self::NotIndicated => PhaseStep::FindNotIndicated,
        }
    }

    pub(super) const fn identification_step(self) -> IdentificationStep {
        match self {
            Self::AtRisk => IdentificationStep::AssessAtRisk,
            Self::Potential => IdentificationStep::AssessPotential,
            Self::NotIndicated => IdentificationStep::AssessNotIndicated,
        }
    }
}
