//! How old a child of the person is, and where.

use crate::codes::codes;

codes! {
    /// An age group: no birth date is needed to help.
    DependantAge {
        /// Younger than three.
        Infant = "under-3",
        /// Three to five.
        Small = "3-5",
        /// Six to thirteen.
        School = "6-13",
        /// Fourteen to seventeen.
        Youth = "14-17",
        /// Nobody asked.
        NotAsked = "not-asked",
    }
}

codes! {
    /// Where the child is.
    DependantPlace {
        /// With the person, and comes along.
        WithPerson = "with-person",
        /// Elsewhere, and safe there.
        SafeElsewhere = "safe",
        /// Elsewhere, and in danger.
        InDanger = "danger",
        /// Elsewhere; nobody knows how it is there.
        Unknown = "unknown",
    }
}
