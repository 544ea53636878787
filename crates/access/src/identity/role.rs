//! The roles that decide, together with region and institution, what an account may do.

/// What somebody is in the work of the committees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Reports for one institution.
    InstitutionMember,
    /// Serves the regional committee: chases returns, prepares meetings.
    TechnicalSecretariat,
    /// Chairs the regional committee.
    CommitteeChair,
    /// Compares the regions at the national coordinator's office.
    NationalAnalyst,
    /// Keeps the accounts; sees no figure.
    Administrator,
    /// Runs the command line on the server's own disk. Never the role of an account.
    Operator,
}

impl Role {
    /// The roles that an account can have.
    pub const OF_ACCOUNTS: [Self; 5] = [
        Self::InstitutionMember,
        Self::TechnicalSecretariat,
        Self::CommitteeChair,
        Self::NationalAnalyst,
        Self::Administrator,
    ];

    /// Its short, stable name; also the key of its text on screen.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InstitutionMember => "institution-member",
            Self::TechnicalSecretariat => "technical-secretariat",
            Self::CommitteeChair => "committee-chair",
            Self::NationalAnalyst => "national-analyst",
            Self::Administrator => "administrator",
            Self::Operator => "operator",
        }
    }

    /// Reads the code of a role that an account can have.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::OF_ACCOUNTS
            .into_iter()
            .find(|role| role.code() == code)
    }
}
