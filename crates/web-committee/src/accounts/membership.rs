//! What an administrator entered about a body to sit on, for a new account and for an account that
//! gets one more.

use super::ROLES;
use crate::{Door, session::SignedIn};
use access::{Membership, Role};
use page::Failure;
use serde::Deserialize;
use vocabulary::{Country, Institution, InstitutionCode, Language, PlaceCode};

/// A role with what it is for, as it was entered.
#[derive(Default, Deserialize)]
pub(super) struct Entered {
    #[serde(default)]
    pub(super) role: String,
    #[serde(default)]
    pub(super) region: String,
    #[serde(default)]
    pub(super) institution: String,
}

impl Entered {
    /// The membership, or why there is no such one.
    pub(super) fn membership(&self, door: &Door, reader: &SignedIn) -> Result<Membership, Failure> {
        let role = ROLES
            .into_iter()
            .find(|role| role.code() == self.role)
            .ok_or_else(|| Failure::bad_request().in_language(reader.language))?;
        let institution = InstitutionCode::parse(&self.institution)
            .ok()
            .filter(|_| role == Role::InstitutionMember)
            .filter(|code| seats(door.country()).any(|one| one.code == *code));
        // A member belongs to the region of the institution, whatever else was chosen.
        let of_institution = institution.as_ref().and_then(|code| {
            let place = &door.country().institution(code.as_str())?.place;
            door.country()
                .region_of(place)
                .map(|region| region.code.clone())
        });
        let chosen = PlaceCode::parse(&self.region)
            .ok()
            .filter(|code| door.country().regions().iter().any(|one| one.code == *code))
            .filter(|_| matches!(role, Role::TechnicalSecretariat | Role::CommitteeChair));
        Membership::parse(role, of_institution.or(chosen), institution)
            .map_err(|error| Failure::refused(error.key()).in_language(reader.language))
    }
}

/// What can be chosen, each as code and name.
pub(super) struct Lists {
    pub(super) roles: Vec<(String, String)>,
    pub(super) regions: Vec<(String, String)>,
    pub(super) institutions: Vec<(String, String)>,
}

impl Lists {
    pub(super) fn of(door: &Door, reader: &SignedIn) -> Self {
        let words = reader.words();
        Self {
            roles: ROLES
                .into_iter()
                .map(|role| (role.code().to_owned(), words.of("role", role.code())))
                .collect(),
            regions: regions(door, reader.language),
            institutions: institutions(door, reader.language),
        }
    }
}

fn regions(door: &Door, language: Language) -> Vec<(String, String)> {
    let regions = door.country().regions().into_iter();
    regions
        .map(|one| (one.code.to_string(), one.names.text(language).to_owned()))
        .collect()
}

/// The institutions that people can sit for.
fn seats(country: &Country) -> impl Iterator<Item = &Institution> {
    country.institutions().iter().filter(|one| {
        country.place(one.place.as_str()).is_some()
            && one.kind.as_str() != "published-source"
            && !country.is_counted_kind(&one.kind)
    })
}

fn institutions(door: &Door, language: Language) -> Vec<(String, String)> {
    let mut institutions: Vec<(String, String)> = seats(door.country())
        .map(|one| (one.code.to_string(), one.names.text(language).to_owned()))
        .collect();
    page::sort_by_name(&mut institutions, |one| &one.1);
    institutions
}
