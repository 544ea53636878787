//! Who asks, and what they ask about.

use serde::{Deserialize, Serialize};
use std::fmt;
use vocabulary::{Country, InstitutionCode, Language, PlaceCode};

/// The id of an account.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(String);

impl AccountId {
    pub(crate) fn new() -> Self {
        Self(uuid::Uuid::now_v7().to_string())
    }

    pub(crate) fn stored(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What somebody is, in the committee wing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Reports for one institution.
    InstitutionMember,
    /// Serves the committee of one region.
    TechnicalSecretariat,
    /// Chairs the committee of one region.
    CommitteeChair,
    /// Works for the national coordinator.
    NationalAnalyst,
    /// Keeps accounts; sees no figure.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] = [
        Self::InstitutionMember,
        Self::TechnicalSecretariat,
        Self::CommitteeChair,
        Self::NationalAnalyst,
        Self::Administrator,
    ];

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InstitutionMember => "institution-member",
            Self::TechnicalSecretariat => "technical-secretariat",
            Self::CommitteeChair => "committee-chair",
            Self::NationalAnalyst => "national-analyst",
            Self::Administrator => "administrator",
        }
    }

    /// The role with that code, `None` for an unknown one.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether an account with this role belongs to one region.
    #[must_use]
    pub const fn needs_region(self) -> bool {
        matches!(
            self,
            Self::InstitutionMember | Self::TechnicalSecretariat | Self::CommitteeChair
        )
    }
}

/// Who asks. Made only from a valid session, for the command line, or by tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    pub(crate) account_id: AccountId,
    pub(crate) name: String,
    pub(crate) language: Language,
    pub(crate) role: Role,
    pub(crate) region: Option<PlaceCode>,
    pub(crate) institution: Option<InstitutionCode>,
    pub(crate) is_operator: bool,
}

impl Actor {
    /// The person who runs the command line on the server's own disk: whoever can do that holds
    /// the database anyway.
    #[must_use]
    pub fn operator() -> Self {
        Self {
            account_id: AccountId("operator".to_owned()),
            name: "operator".to_owned(),
            language: Language::default(),
            role: Role::Administrator,
            region: None,
            institution: None,
            is_operator: true,
        }
    }

    /// An actor without a session, for tests.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn for_test(
        id: &str,
        role: Role,
        region: Option<PlaceCode>,
        institution: Option<InstitutionCode>,
    ) -> Self {
        Self {
            account_id: AccountId(id.to_owned()),
            name: id.to_owned(),
            language: Language::default(),
            role,
            region,
            institution,
            is_operator: false,
        }
    }

    /// The account's id.
    #[must_use]
    pub const fn account_id(&self) -> &AccountId {
        &self.account_id
    }

    /// The name to show beside what the person did.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The language that the person chose.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The role.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    /// The region that the role is limited to.
    #[must_use]
    pub const fn region(&self) -> Option<&PlaceCode> {
        self.region.as_ref()
    }

    /// The institution that the person reports for.
    #[must_use]
    pub const fn institution(&self) -> Option<&InstitutionCode> {
        self.institution.as_ref()
    }
}

/// What is asked about: a place with the region it lies in, and the institution it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The place.
    pub place: PlaceCode,
    /// The region that it lies in; `None`: it is the country's.
    pub region: Option<PlaceCode>,
    /// The institution that it belongs to; `None`: to all of the place.
    pub institution: Option<InstitutionCode>,
}

impl Scope {
    /// The scope of a place, and of an institution's own things there.
    #[must_use]
    pub fn of(country: &Country, place: &PlaceCode, institution: Option<&InstitutionCode>) -> Self {
        Self {
            place: place.clone(),
            region: country.region_of(place).map(|region| region.code.clone()),
            institution: institution.cloned(),
        }
    }
}
