//! Who works in the demonstration, and what they are called.

use access::{Account, DisplayName, Membership, NewAccount, SignInName};
use anyhow::Context;
use vocabulary::{Country, InstitutionCode, Language, PlaceCode};

/// Everybody in the demonstration has this password. It guards nothing: the figures are published
/// or synthetic, and the server listens on this machine alone.
pub(super) const PASSWORD: &str = "tri pula te bardha";

/// A member of a region's institution: `AL-07.NPO`.
pub(super) fn member(institution: &str) -> anyhow::Result<Membership> {
    let region = institution.split('.').next().unwrap_or_default();
    Ok(Membership::InstitutionMember {
        institution: InstitutionCode::parse(institution)?,
        region: Some(PlaceCode::parse(region)?),
    })
}

/// A second or third worker of an institution: `social-2.al-07`.
pub(super) fn colleague(account: &Account, number: usize) -> anyhow::Result<NewAccount> {
    let first = account.memberships.first();
    let membership = &first.context("the colleague sits on no body")?.membership;
    let name = sign_in_name(membership);
    let (kind, region) = name.split_once('.').unwrap_or((&name, ""));
    Ok(NewAccount {
        sign_in_name: SignInName::parse(&format!("{kind}-{number}.{region}"))?,
        name: DisplayName::parse(&person(COLLEAGUES + number))?,
        language: Language::Albanian,
        membership: membership.clone(),
        password: PASSWORD.to_owned(),
        must_change_password: false,
    })
}

/// `police.al-07`, `secretariat.al-07`, `chair.al-07`, `onc`.
pub(super) fn sign_in_name(membership: &Membership) -> String {
    match membership {
        Membership::InstitutionMember { institution, .. } => {
            let (region, kind) = institution
                .as_str()
                .rsplit_once('.')
                .unwrap_or(("", institution.as_str()));
            format!("{kind}.{region}").to_lowercase()
        }
        Membership::TechnicalSecretariat { region } => {
            format!("secretariat.{region}").to_lowercase()
        }
        Membership::CommitteeChair { region } => format!("chair.{region}").to_lowercase(),
        Membership::NationalAnalyst => "onc".to_owned(),
        Membership::Administrator => "administrator".to_owned(),
    }
}

/// What everybody is called: offices by their task, members by a person's name, because an account is
/// a person and the institution stands beside it.
pub(super) fn shown_name(country: &Country, membership: &Membership, number: usize) -> String {
    let region = |code: &PlaceCode| {
        country
            .place(code.as_str())
            .map_or_else(|| code.to_string(), |place| place.names.albanian.clone())
    };
    match membership {
        Membership::InstitutionMember { .. } => person(number),
        Membership::TechnicalSecretariat { region: code } => {
            format!("Sekretariati {}", region(code))
        }
        Membership::CommitteeChair { region: code } => format!("Prefekti {}", region(code)),
        Membership::NationalAnalyst => "Analisti i ZKK".to_owned(),
        Membership::Administrator => "Administrator".to_owned(),
    }
}

/// From which number on colleagues are named, so that nobody has two people's name.
const COLLEAGUES: usize = 300;

/// An invented person: a given name, and a mountain or river for a surname.
fn person(number: usize) -> String {
    const GIVEN: [&str; 30] = [
        "Arta", "Besnik", "Drita", "Genc", "Elira", "Fatos", "Mirela", "Ilir", "Teuta", "Petrit",
        "Valbona", "Agron", "Blerta", "Luan", "Shpresa", "Arben", "Etleva", "Skënder", "Rudina",
        "Bujar", "Anila", "Gjergj", "Liri", "Sokol", "Zana", "Artan", "Mimoza", "Dritan", "Vera",
        "Kujtim",
    ];
    const SURNAMES: [&str; 16] = [
        "Drini",
        "Tomorri",
        "Korabi",
        "Vjosa",
        "Dajti",
        "Osumi",
        "Gramozi",
        "Buna",
        "Gjallica",
        "Semani",
        "Shpiragu",
        "Morava",
        "Pashtriku",
        "Kiri",
        "Jezerca",
        "Polisi",
    ];
    let given = GIVEN[number % GIVEN.len()];
    let surname = SURNAMES[number / GIVEN.len() % SURNAMES.len()];
    format!("{given} {surname}")
}
