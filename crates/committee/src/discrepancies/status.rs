//! How a discrepancy stands: one word, with the number and the code under which it is kept.

/// What happened to a discrepancy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Nobody has settled it.
    Open,
    /// A meeting adopted a figure on exactly these inputs.
    Resolved,
    /// The figures agree now.
    Gone,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Open, Self::Resolved, Self::Gone];

    /// The number under which the database keeps it.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Open => 1,
            Self::Resolved => 2,
            Self::Gone => 3,
        }
    }

    /// The status with that number; an unknown number reads as open, the safe side.
    #[must_use]
    pub const fn from_number(number: i64) -> Self {
        match number {
            2 => Self::Resolved,
            3 => Self::Gone,
            _ => Self::Open,
        }
    }

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resolved => "resolved",
            Self::Gone => "gone",
        }
    }

    /// The status with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}
