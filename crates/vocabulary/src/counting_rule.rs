//! The counting rule of a figure: who is counted, where, when and how often.
//!
//! Two figures with different rules are compared rule first, number second: most "wrong" figures
//! are right answers to another question.

use serde::{Deserialize, Serialize};

macro_rules! aspect {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $code)] $variant),+
        }

        impl $name {
            /// Every value, in the order of the code list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value with that code, `None` for an unknown one.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    };
}

aspect!(
    /// Which status of identification is counted.
    IdentificationStatus {
        /// Potential victims, by initial identification.
        Potential = "potential",
        /// Formally identified victims.
        Formal = "formal",
        /// Potential and formal together.
        PotentialAndFormal = "potential-and-formal",
        /// Presumed, never identified.
        Presumed = "presumed",
        /// Persons at risk.
        AtRisk = "at-risk",
    }
);
aspect!(
    /// What one of the number is.
    CountingUnit {
        /// A person.
        Person = "person",
        /// A case (file).
        Case = "case",
        /// An event, such as a session or a meeting.
        Event = "event",
        /// A household or family.
        Household = "household",
        /// An offence.
        Offence = "offence",
        /// A defendant.
        Defendant = "defendant",
        /// A place in a service, such as a bed.
        Place = "place",
        /// An institution.
        Institution = "institution",
        /// A share, in per cent.
        Percent = "percent",
        /// A sum of money in the national currency.
        Money = "money",
        /// Days.
        Day = "day",
    }
);
aspect!(
    /// What makes an event belong to the place.
    TerritorialBasis {
        /// Identified there.
        IdentifiedIn = "identified-in",
        /// Resident there, or originating from there.
        ResidentIn = "resident-in",
        /// Exploited there.
        ExploitedIn = "exploited-in",
        /// Recruited there.
        RecruitedIn = "recruited-in",
        /// Returned there.
        ReturnedTo = "returned-to",
        /// Prosecuted there.
        ProsecutedIn = "prosecuted-in",
        /// The activity took place there.
        HeldIn = "held-in",
    }
);
aspect!(
    /// Which date puts an event into the period.
    DateBasis {
        /// The date of referral.
        Referral = "referral",
        /// The date of first identification.
        FirstIdentification = "first-identification",
        /// The date of formal identification.
        FormalIdentification = "formal-identification",
        /// The date of registration.
        Registration = "registration",
        /// The date of closing or of the decision.
        Closing = "closing",
        /// The state on the last day of the period.
        PeriodEnd = "period-end",
    }
);
aspect!(
    /// How often the same person is counted.
    Repeats {
        /// Once in a lifetime.
        FirstEver = "first-ever",
        /// Once in each period.
        OncePerPeriod = "once-per-period",
        /// At every entry.
        EveryEntry = "every-entry",
    }
);
aspect!(
    /// At which moment the age is taken (a child is under 18; unknown age counts as child).
    AgeBasis {
        /// At identification.
        AtIdentification = "at-identification",
        /// At exploitation.
        AtExploitation = "at-exploitation",
        /// Age plays no part.
        None = "none",
    }
);
aspect!(
    /// Whose clients are counted.
    Coverage {
        /// The institution's own clients or cases.
        OwnClients = "own-clients",
        /// Everybody known in the place.
        AllKnown = "all-known",
    }
);

/// The whole rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CountingRule {
    /// Status of identification; `None` where the indicator does not count victims.
    pub status: Option<IdentificationStatus>,
    /// What one of the number is.
    pub unit: CountingUnit,
    /// What makes an event belong to the place.
    pub territory: TerritorialBasis,
    /// Which date puts an event into the period.
    pub date: DateBasis,
    /// How often the same person is counted.
    pub repeats: Repeats,
    /// When the age is taken.
    pub age: AgeBasis,
    /// Articles of law, such as `110/a`, where the indicator counts offences; sorted.
    #[serde(default)]
    pub articles: Vec<String>,
    /// Whose clients are counted.
    pub coverage: Coverage,
}

/// One aspect in which two rules can differ, in the order in which they should be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleAspect {
    /// [`CountingRule::status`]
    Status,
    /// [`CountingRule::unit`]
    Unit,
    /// [`CountingRule::articles`]
    Articles,
    /// [`CountingRule::territory`]
    Territory,
    /// [`CountingRule::date`]
    Date,
    /// [`CountingRule::repeats`]
    Repeats,
    /// [`CountingRule::age`]
    Age,
    /// [`CountingRule::coverage`]
    Coverage,
}

impl RuleAspect {
    /// Every aspect, in the order in which differences are shown.
    pub const ALL: [Self; 8] = [
        Self::Status,
        Self::Unit,
        Self::Articles,
        Self::Territory,
        Self::Date,
        Self::Repeats,
        Self::Age,
        Self::Coverage,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Unit => "unit",
            Self::Articles => "articles",
            Self::Territory => "territory",
            Self::Date => "date",
            Self::Repeats => "repeats",
            Self::Age => "age",
            Self::Coverage => "coverage",
        }
    }
}

impl CountingRule {
    /// The code of one aspect of this rule; articles are joined by `, `, an absent status is empty.
    #[must_use]
    pub fn aspect(&self, aspect: RuleAspect) -> String {
        match aspect {
            RuleAspect::Status => self
                .status
                .map_or("", IdentificationStatus::code)
                .to_owned(),
            RuleAspect::Unit => self.unit.code().to_owned(),
            RuleAspect::Articles => self.articles.join(", "),
            RuleAspect::Territory => self.territory.code().to_owned(),
            RuleAspect::Date => self.date.code().to_owned(),
            RuleAspect::Repeats => self.repeats.code().to_owned(),
            RuleAspect::Age => self.age.code().to_owned(),
            RuleAspect::Coverage => self.coverage.code().to_owned(),
        }
    }

    /// The aspects in which two rules differ, the most telling first; empty for equal rules.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<RuleAspect> {
        RuleAspect::ALL
            .into_iter()
            .filter(|aspect| self.aspect(*aspect) != other.aspect(*aspect))
            .collect()
    }
}
