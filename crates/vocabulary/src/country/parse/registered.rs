//! The catalogue of tables that may be published, and the laws that no package may break.

use super::rows::Files;
use crate::country::{Audience, Country, CountryError, KnownSum, Protection, RegisteredTable};
use crate::{PeriodKind, Sensitivity};
use serde::Deserialize;

const FILE: &str = "releases.toml";
/// Counts of victims never leave for a place below the level that has committees.
const VICTIMS: &str = "victims";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ReleasesFile {
    #[serde(default)]
    table: Vec<RegisteredTable>,
    #[serde(default)]
    known_sum: Vec<KnownSum>,
}

/// Reads the catalogue; a package without one publishes nothing.
pub(super) fn registered(
    files: &Files<'_>,
) -> Result<(Vec<RegisteredTable>, Vec<KnownSum>), CountryError> {
    match files.text(FILE) {
        Ok(_) => {
            let file: ReleasesFile = files.toml(FILE)?;
            Ok((file.table, file.known_sum))
        }
        Err(CountryError::Missing(_)) => Ok((Vec::new(), Vec::new())),
        Err(error) => Err(error),
    }
}

/// Holds every table against the laws.
pub(super) fn check(country: &Country) -> Result<(), CountryError> {
    let fault = |problem: String| {
        Err(CountryError::File {
            file: FILE,
            problem,
        })
    };
    let mut seen = std::collections::HashSet::new();
    for table in country.registered_tables() {
        if !seen.insert(&table.code) {
            return fault(format!("the code `{}` is given twice", table.code));
        }
        if let Some(problem) = problem_of(country, table) {
            return fault(format!("the table `{}` {problem}", table.code));
        }
    }
    for sum in country.known_sums() {
        for code in sum.parts.iter().chain([&sum.whole]) {
            if country.indicator(code.as_str()).is_none() {
                return fault(format!("unknown indicator `{code}` in a known sum"));
            }
        }
    }
    Ok(())
}

/// Why a protection would protect nothing, or cannot be made.
fn weakness(protection: Protection) -> Option<&'static str> {
    match protection {
        Protection::Rounding { base } if base < 2 => Some("has a base below 2"),
        Protection::Suppression { threshold, .. } if threshold < 1 => {
            Some("hides no count: its threshold is below 1")
        }
        Protection::Suppression { width, .. } if width < 2 => {
            Some("hides nothing well: its width is below 2")
        }
        Protection::CellKey {
            maximum,
            variance,
            small,
        } if maximum < 2
            || !(1..=maximum.saturating_mul(maximum)).contains(&variance)
            || !(0..maximum).contains(&small) =>
        {
            Some("cannot change counts so: see the limits of cell keys")
        }
        _ => None,
    }
}

fn problem_of(country: &Country, table: &RegisteredTable) -> Option<String> {
    let is_plain = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit();
    let is_code = |character: char| is_plain(character) || character == '-';
    if table.code.is_empty() || !table.code.chars().all(is_code) {
        return Some("needs a code of small letters, digits and hyphens".to_owned());
    }
    let order = |level: &str| country.levels().iter().position(|one| one.code == level);
    let Some(level) = order(&table.level) else {
        return Some(format!("has the unknown level `{}`", table.level));
    };
    let committees = order(country.committee_level()).unwrap_or_default();
    let has_committee = |code: &crate::PlaceCode| {
        let place = country.place(code.as_str());
        place.is_some_and(|place| place.level == country.committee_level())
    };
    let mut parents = country.places().iter();
    let lies_in_region = parents.any(|place| {
        place.level == table.level && place.parent.as_ref().is_some_and(has_committee)
    });
    if level > committees && !lies_in_region {
        return Some("divides by places that lie in no place with a committee".to_owned());
    }
    if !matches!(table.period, PeriodKind::Year | PeriodKind::SchoolYear) {
        return Some("is not released by years".to_owned());
    }
    let is_public = table.audience == Audience::Public;
    if is_public && table.parts.is_some() && level > 0 {
        return Some("shows parts of a year below the country".to_owned());
    }
    if !is_public && level != committees {
        return Some("is for the members of committees, and of another level".to_owned());
    }
    if table.indicators.is_empty() {
        return Some("counts nothing".to_owned());
    }
    if let Some(problem) = weakness(table.protection) {
        return Some(problem.to_owned());
    }
    for code in &table.indicators {
        let Some(indicator) = country.indicator(code.as_str()) else {
            return Some(format!("has the unknown indicator `{code}`"));
        };
        if is_public && indicator.sensitivity != Sensitivity::Public {
            return Some(format!("shows `{code}`, which is not for the public"));
        }
        if indicator.sensitivity == Sensitivity::Restricted {
            return Some(format!("shows `{code}`, which is for few"));
        }
        if indicator.counts_people && table.protection == Protection::Open {
            return Some(format!(
                "shows `{code}`, which counts people, without protection"
            ));
        }
        if level > committees && indicator.group == VICTIMS {
            return Some(format!(
                "shows `{code}`, which counts victims, below the committees"
            ));
        }
        if level > 0 && !indicator.additive_across_places {
            return Some(format!(
                "divides `{code}` by places, over which it does not add up"
            ));
        }
        let dimension = table
            .dimension
            .iter()
            .find(|one| !indicator.dimensions.contains(one));
        if let Some(dimension) = dimension {
            return Some(format!("divides `{code}` by `{dimension}`"));
        }
    }
    if table.dimension.is_some() == table.terms.is_empty() {
        return Some("needs a dimension and its terms, or neither".to_owned());
    }
    let dimension = table.dimension.as_ref()?;
    let unknown = table
        .terms
        .iter()
        .find(|term| country.term(dimension.as_str(), term.as_str()).is_none())?;
    Some(format!("has the unknown term `{unknown}` of `{dimension}`"))
}
