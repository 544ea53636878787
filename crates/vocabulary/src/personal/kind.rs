//! The kinds of personal data that are looked for.

/// A kind of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PersonalKind {
    /// A name of a person, in whole or in part.
    Name,
    /// A date or year of birth.
    BirthDate,
    /// A personal number or the number of an identity card.
    NationalId,
    /// A passport.
    Passport,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A home address.
    Address,
    /// A photograph.
    Photo,
    /// An account at a bank.
    BankAccount,
    /// A point on the map.
    Coordinates,
}

impl PersonalKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::BirthDate,
        Self::NationalId,
        Self::Passport,
        Self::Phone,
        Self::Email,
        Self::Address,
        Self::Photo,
        Self::BankAccount,
        Self::Coordinates,
    ];

    /// The stable code, an argument of messages.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::BirthDate => "birth-date",
            Self::NationalId => "national-id",
            Self::Passport => "passport",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Address => "address",
            Self::Photo => "photo",
            Self::BankAccount => "bank-account",
            Self::Coordinates => "coordinates",
        }
    }
}
