//! What an age rests on, what protects a child, and how far each measure has come.

use crate::codes::codes;

codes! {
    /// What an age rests on.
    AgeBasis {
        /// A document, or a register that was asked.
        Document = "document",
        /// An assessment by several professions together, with the person's consent.
        Assessment = "assessment",
        /// What the person says.
        PersonSays = "person-says",
        /// What others say.
        OthersSay = "others-say",
        /// How the person looks.
        Appearance = "appearance",
    }
}

impl AgeBasis {
    /// Whether it is enough to end the protection of a child. What somebody was told to say is not.
    #[must_use]
    pub const fn proves_adult(self) -> bool {
        matches!(self, Self::Document | Self::Assessment)
    }
}

codes! {
    /// What protects a child.
    ChildMeasure {
        /// Somebody speaks for the child, who is no part of what happened.
        Guardian = "guardian",
        /// The child was asked and heard.
        Heard = "heard",
        /// What is best for the child is decided, with reasons.
        BestInterest = "best-interest",
        /// The child protection unit has a file.
        ProtectionUnit = "protection-unit",
        /// School or kindergarten.
        School = "school",
        /// The family was looked for and looked at.
        Family = "family",
    }
}

codes! {
    /// How far a measure has come.
    MeasureProgress {
        /// It is arranged, decided, done.
        Arranged = "arranged",
        /// It was asked for.
        Asked = "asked",
        /// The child did not wish it.
        Declined = "declined",
        /// It is not needed.
        NotNeeded = "not-needed",
        /// It would harm: a guardian who is part of what happened, a family that sold the child.
        Unsuitable = "unsuitable",
    }
}

impl ChildMeasure {
    /// How far it can come. Nobody can do without somebody who speaks for them, without being heard or
    /// without a decision on what is best for them.
    #[must_use]
    pub const fn can_be(self, progress: MeasureProgress) -> bool {
        use MeasureProgress::{Arranged, Asked, Declined, NotNeeded, Unsuitable};
        match (self, progress) {
            (_, Arranged | Asked)
            | (Self::Heard | Self::School | Self::Family, Declined)
            | (Self::ProtectionUnit | Self::School | Self::Family, NotNeeded)
            | (Self::Guardian | Self::Family, Unsuitable) => true,
            (_, Declined | NotNeeded | Unsuitable) => false,
        }
    }

    /// Whether nothing more is to be done about it.
    #[must_use]
    pub const fn is_settled(self, progress: MeasureProgress) -> bool {
        match progress {
            MeasureProgress::Asked => false,
            // Then there must be another guardian.
            MeasureProgress::Unsuitable => !matches!(self, Self::Guardian),
            MeasureProgress::Arranged | MeasureProgress::Declined | MeasureProgress::NotNeeded => {
                true
            }
        }
    }

    /// Whether somebody must say why.
    #[must_use]
    pub const fn wants_why(self, progress: MeasureProgress) -> bool {
        match progress {
            MeasureProgress::NotNeeded | MeasureProgress::Unsuitable => true,
            MeasureProgress::Arranged => matches!(self, Self::BestInterest | Self::Heard),
            MeasureProgress::Asked | MeasureProgress::Declined => false,
        }
    }
}
