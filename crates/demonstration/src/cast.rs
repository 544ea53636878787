//! Who acts in the demonstration: one member for each institution, one secretariat and one chair
//! for each region, two national analysts. Nobody acts in a part that is not theirs.

use crate::DemonstrationError;
use access::{Actor, Membership, Role};
use std::collections::BTreeMap;
use vocabulary::{Country, InstitutionCode, PlaceCode};

/// The cast. The caller makes its accounts; [`Cast::needed`] says which.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    members: BTreeMap<InstitutionCode, Actor>,
    secretariats: BTreeMap<PlaceCode, Actor>,
    chairs: BTreeMap<PlaceCode, Actor>,
    analyst: Option<Actor>,
    second_analyst: Option<Actor>,
}

impl Cast {
    /// What somebody has to stand for, in the order of the package.
    #[must_use]
    pub fn needed(country: &Country) -> Vec<Membership> {
        let asked = |kind| {
            let mut templates = country.templates().iter();
            templates
                .any(|template| !template.is_counted && template.institution_kinds.contains(kind))
        };
        let members = country
            .institutions()
            .iter()
            .filter(|one| asked(&one.kind))
            .filter_map(|one| {
                Some(Membership::InstitutionMember {
                    institution: one.code.clone(),
                    region: Some(country.region_of(&one.place)?.code.clone()),
                })
            });
        let regions = country.regions();
        let of_regions = regions.iter().flat_map(|region| {
            let region = region.code.clone();
            [
                Membership::TechnicalSecretariat {
                    region: region.clone(),
                },
                Membership::CommitteeChair { region },
            ]
        });
        members
            .chain(of_regions)
            // Two: whoever proposes a release does not approve it.
            .chain([Membership::NationalAnalyst, Membership::NationalAnalyst])
            .collect()
    }

    /// Gives everybody the part that their membership names; of several for one part the last.
    #[must_use]
    pub fn gather(actors: impl IntoIterator<Item = Actor>) -> Self {
        let mut cast = Self::default();
        for actor in actors {
            let (region, institution) = (actor.region().cloned(), actor.institution().cloned());
            match (actor.role(), region, institution) {
                (Role::InstitutionMember, _, Some(institution)) => {
                    cast.members.insert(institution, actor);
                }
                (Role::TechnicalSecretariat, Some(region), _) => {
                    cast.secretariats.insert(region, actor);
                }
                (Role::CommitteeChair, Some(region), _) => {
                    cast.chairs.insert(region, actor);
                }
                (Role::NationalAnalyst, ..) if cast.analyst.is_some() => {
                    cast.second_analyst = Some(actor);
                }
                (Role::NationalAnalyst, ..) => cast.analyst = Some(actor),
                _ => {}
            }
        }
        cast
    }

    pub(crate) fn member(&self, code: &InstitutionCode) -> Result<&Actor, DemonstrationError> {
        let found = self.members.get(code);
        found.ok_or_else(|| DemonstrationError::Missing(code.to_string()))
    }

    pub(crate) fn secretariat(&self, region: &PlaceCode) -> Result<&Actor, DemonstrationError> {
        let found = self.secretariats.get(region);
        found.ok_or_else(|| DemonstrationError::Missing(region.to_string()))
    }

    pub(crate) fn chair(&self, region: &PlaceCode) -> Result<&Actor, DemonstrationError> {
        let found = self.chairs.get(region);
        found.ok_or_else(|| DemonstrationError::Missing(region.to_string()))
    }

    pub(crate) fn second_analyst(&self) -> Result<&Actor, DemonstrationError> {
        let found = self.second_analyst.as_ref();
        found.ok_or_else(|| DemonstrationError::Missing(Role::NationalAnalyst.code().to_owned()))
    }

    pub(crate) fn analyst(&self) -> Result<&Actor, DemonstrationError> {
        let found = self.analyst.as_ref();
        found.ok_or_else(|| DemonstrationError::Missing(Role::NationalAnalyst.code().to_owned()))
    }
}
