//! A role with what it is for. A secretariat without a region, or an administrator with an
//! institution, cannot be written down.

use super::Role;
use vocabulary::{InstitutionCode, PlaceCode};

/// What somebody acts as: one body and the part in it. An account may hold several, and a session acts
/// in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Membership {
    /// Speaks for one institution.
    InstitutionMember {
        /// Which.
        institution: InstitutionCode,
        /// The region it works in; `None` for an institution of the whole country.
        region: Option<PlaceCode>,
    },
    /// Serves the committee of a region.
    TechnicalSecretariat {
        /// Which.
        region: PlaceCode,
    },
    /// Chairs the committee of a region.
    CommitteeChair {
        /// Which.
        region: PlaceCode,
    },
    /// Works for the whole country.
    NationalAnalyst,
    /// Keeps the accounts.
    Administrator,
}

/// Why a role, a region and an institution do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MembershipError {
    /// The role needs an institution.
    #[error("a member of an institution needs an institution")]
    InstitutionMissing,
    /// The role needs a region.
    #[error("this role needs a region")]
    RegionMissing,
    /// The role has no region or no institution.
    #[error("this role stands for no region and no institution")]
    TooMuch,
    /// Nobody can be given this role.
    #[error("this role belongs to no account")]
    NotOfAccounts,
}

impl MembershipError {
    /// The key of the text that tells the user what to do.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::InstitutionMissing => "membership-institution-missing",
            Self::RegionMissing => "membership-region-missing",
            Self::TooMuch | Self::NotOfAccounts => "membership-too-much",
        }
    }
}

impl Membership {
    /// Puts a role together with what it is for.
    ///
    /// # Errors
    /// When something is missing or too much for the role: see [`MembershipError`].
    pub fn parse(
        role: Role,
        region: Option<PlaceCode>,
        institution: Option<InstitutionCode>,
    ) -> Result<Self, MembershipError> {
        match (role, region, institution) {
            (Role::InstitutionMember, region, Some(institution)) => Ok(Self::InstitutionMember {
                institution,
                region,
            }),
            (Role::InstitutionMember, _, None) => Err(MembershipError::InstitutionMissing),
            (Role::TechnicalSecretariat, Some(region), None) => {
                Ok(Self::TechnicalSecretariat { region })
            }
            (Role::CommitteeChair, Some(region), None) => Ok(Self::CommitteeChair { region }),
            (Role::TechnicalSecretariat | Role::CommitteeChair, None, _) => {
                Err(MembershipError::RegionMissing)
            }
            (Role::NationalAnalyst, None, None) => Ok(Self::NationalAnalyst),
            (Role::Administrator, None, None) => Ok(Self::Administrator),
            (Role::Operator, ..) => Err(MembershipError::NotOfAccounts),
            _ => Err(MembershipError::TooMuch),
        }
    }

    /// The role.
    #[must_use]
    pub const fn role(&self) -> Role {
        match self {
            Self::InstitutionMember { .. } => Role::InstitutionMember,
            Self::TechnicalSecretariat { .. } => Role::TechnicalSecretariat,
            Self::CommitteeChair { .. } => Role::CommitteeChair,
            Self::NationalAnalyst => Role::NationalAnalyst,
            Self::Administrator => Role::Administrator,
        }
    }

    /// The region; `None` for who works for the whole country.
    #[must_use]
    pub const fn region(&self) -> Option<&PlaceCode> {
        match self {
            Self::InstitutionMember { region, .. } => region.as_ref(),
            Self::TechnicalSecretariat { region } | Self::CommitteeChair { region } => Some(region),
            Self::NationalAnalyst | Self::Administrator => None,
        }
    }

    /// The institution, of who speaks for one.
    #[must_use]
    pub const fn institution(&self) -> Option<&InstitutionCode> {
        match self {
            Self::InstitutionMember { institution, .. } => Some(institution),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_go_together_is_refused() {
        let region = || Some(PlaceCode::parse("AL-07").unwrap());
        let institution = || Some(InstitutionCode::parse("AL-07.POLICE").unwrap());
        let parse = Membership::parse;
        let missing = parse(Role::InstitutionMember, region(), None);
        assert_eq!(missing, Err(MembershipError::InstitutionMissing));
        let missing = parse(Role::CommitteeChair, None, None);
        assert_eq!(missing, Err(MembershipError::RegionMissing));
        for role in [
            Role::NationalAnalyst,
            Role::Administrator,
            Role::CommitteeChair,
        ] {
            let refused = parse(role, region(), institution());
            assert_eq!(refused, Err(MembershipError::TooMuch), "{role:?}");
        }
        assert_eq!(
            parse(Role::Operator, None, None),
            Err(MembershipError::NotOfAccounts)
        );
        let member = parse(Role::InstitutionMember, region(), institution()).unwrap();
        assert_eq!(
            (member.region(), member.institution()),
            (region().as_ref(), institution().as_ref())
        );
    }
}
