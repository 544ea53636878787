//! The twelve domains of life that needs, goals and outcomes are told by, and how much is needed.

use crate::codes::codes;

codes! {
    /// A domain of life.
    Domain {
        /// A safe and affordable home.
        Housing = "housing",
        /// Physical health.
        PhysicalHealth = "physical-health",
        /// Mental health.
        MentalHealth = "mental-health",
        /// Legal status and documents.
        LegalStatus = "legal-status",
        /// Work and income.
        Employment = "employment",
        /// School and training.
        Education = "education",
        /// Security.
        Security = "security",
        /// Relations and surroundings that do good.
        Relations = "relations",
        /// Money and debts.
        Economy = "economy",
        /// Family.
        Family = "family",
        /// Legal case and compensation.
        Redress = "redress",
        /// How the person's children are.
        Children = "children",
    }
}

codes! {
    /// How much is needed.
    NeedLevel {
        /// Nothing.
        NoNeed = "none",
        /// Some help.
        SomeNeed = "some",
        /// Help soon.
        MuchNeed = "much",
        /// Not talked about.
        NotAsked = "not-asked",
        /// The person did not wish to say.
        Declined = "declined",
    }
}

codes! {
    /// How dangerous it is.
    RiskLevel {
        /// No danger seen.
        NoRisk = "none",
        /// Low.
        Low = "low",
        /// Medium.
        Medium = "medium",
        /// High: looked at again within a week.
        High = "high",
    }
}

impl RiskLevel {
    /// Days until it is looked at again: a week when it is high, else a month for a child and three
    /// for an adult.
    pub(super) const fn review_days(self, as_child: bool) -> i64 {
        match (self, as_child) {
            (Self::High, _) => 7,
            (_, true) => 30,
            (_, false) => 91,
        }
    }
}
