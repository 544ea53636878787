//! Every reference from one file of a package to another.

use crate::country::{Country, CountryError};
use crate::{Breakdown, PlaceCode};
use std::collections::HashSet;

/// Finds the first reference that leads nowhere, and the first code that is given twice.
pub(super) fn references(country: &Country) -> Result<(), CountryError> {
    places(country)?;
    institutions(country)?;
    lists(country)?;
    statistics(country)
}

fn fault(file: &'static str, problem: String) -> CountryError {
    CountryError::File { file, problem }
}

fn require(
    condition: bool,
    file: &'static str,
    problem: impl Fn() -> String,
) -> Result<(), CountryError> {
    if condition {
        Ok(())
    } else {
        Err(fault(file, problem()))
    }
}

fn unique<'a>(
    file: &'static str,
    codes: impl Iterator<Item = &'a str>,
) -> Result<(), CountryError> {
    let mut seen = HashSet::new();
    for code in codes {
        require(seen.insert(code), file, || {
            format!("the code `{code}` is given twice")
        })?;
    }
    Ok(())
}

fn known_place(
    country: &Country,
    file: &'static str,
    code: &PlaceCode,
) -> Result<(), CountryError> {
    require(country.place(code.as_str()).is_some(), file, || {
        format!("unknown place `{code}`")
    })
}

fn places(country: &Country) -> Result<(), CountryError> {
    const FILE: &str = "places.csv";
    unique(FILE, country.places.iter().map(|place| place.code.as_str()))?;
    known_place(country, "country.toml", &country.code)?;
    require(
        country
            .levels
            .iter()
            .filter(|level| level.is_committee_level)
            .count()
            == 1,
        "country.toml",
        || "exactly one level has committees".to_owned(),
    )?;
    for place in &country.places {
        require(
            country.levels.iter().any(|level| level.code == place.level),
            FILE,
            || format!("{} has the unknown level `{}`", place.code, place.level),
        )?;
        for parent in place.parent.iter().chain(&place.also_in) {
            known_place(country, FILE, parent)?;
        }
        require(
            place.code == country.code || country.is_within(&place.code, &country.code),
            FILE,
            || format!("{} does not lie in the country", place.code),
        )?;
    }
    for link in &country.successions {
        known_place(country, "place_successions.csv", &link.from)?;
        known_place(country, "place_successions.csv", &link.to)?;
    }
    for row in &country.populations {
        known_place(country, "populations.csv", &row.place)?;
    }
    for code in country.shapes.keys() {
        known_place(country, "regions.geojson", code)?;
    }
    Ok(())
}

fn institutions(country: &Country) -> Result<(), CountryError> {
    const FILE: &str = "institutions.csv";
    unique(
        FILE,
        country.institutions.iter().map(|one| one.code.as_str()),
    )?;
    unique(
        "institution_kinds.csv",
        country
            .institution_kinds
            .iter()
            .map(|one| one.code.as_str()),
    )?;
    for one in &country.institutions {
        known_place(country, FILE, &one.place)?;
        require(
            country.institution_kind(one.kind.as_str()).is_some(),
            FILE,
            || format!("{} has the unknown kind `{}`", one.code, one.kind),
        )?;
    }
    for seat in country.orders.iter().flat_map(|order| &order.members) {
        require(
            country.institution_kind(seat.kind.as_str()).is_some(),
            "committee_orders.toml",
            || format!("unknown institution kind `{}`", seat.kind),
        )?;
    }
    Ok(())
}

fn lists(country: &Country) -> Result<(), CountryError> {
    unique(
        "dimensions.csv",
        country.dimensions.iter().map(|one| one.code.as_str()),
    )?;
    for dimension in &country.dimensions {
        unique(
            "terms.csv",
            dimension.terms.iter().map(|term| term.code.as_str()),
        )?;
        for parent in dimension
            .terms
            .iter()
            .filter_map(|term| term.parent.as_ref())
        {
            require(
                dimension.terms.iter().any(|term| term.code == *parent),
                "terms.csv",
                || format!("unknown parent `{parent}` in `{}`", dimension.code),
            )?;
        }
    }
    for list in &country.code_lists {
        unique(
            "code_lists.csv",
            list.terms.iter().map(|term| term.code.as_str()),
        )?;
    }
    Ok(())
}

fn statistics(country: &Country) -> Result<(), CountryError> {
    unique(
        "indicators.toml",
        country.indicators.iter().map(|one| one.code.as_str()),
    )?;
    unique(
        "templates.toml",
        country.templates.iter().map(|one| one.code.as_str()),
    )?;
    for indicator in &country.indicators {
        for dimension in &indicator.dimensions {
            require(
                country.dimension(dimension.as_str()).is_some(),
                "indicators.toml",
                || format!("{} has the unknown dimension `{dimension}`", indicator.code),
            )?;
        }
    }
    for template in &country.templates {
        for kind in &template.institution_kinds {
            require(
                country.institution_kind(kind.as_str()).is_some(),
                "templates.toml",
                || format!("{} asks the unknown kind `{kind}`", template.code),
            )?;
        }
        for row in template.rows() {
            cell(
                country,
                "templates.toml",
                row.indicator.as_str(),
                &row.breakdown,
            )?;
        }
    }
    for figure in &country.published {
        const FILE: &str = "published_figures.csv";
        known_place(country, FILE, &figure.place)?;
        require(
            country.institution(figure.institution.as_str()).is_some(),
            FILE,
            || format!("unknown institution `{}`", figure.institution),
        )?;
        cell(country, FILE, figure.indicator.as_str(), &figure.breakdown)?;
    }
    Ok(())
}

/// A cell is one that the indicator can have.
fn cell(
    country: &Country,
    file: &'static str,
    indicator: &str,
    breakdown: &Breakdown,
) -> Result<(), CountryError> {
    let known = country
        .indicator(indicator)
        .ok_or_else(|| fault(file, format!("unknown indicator `{indicator}`")))?;
    for (dimension, term) in breakdown.pairs() {
        require(known.dimensions.contains(dimension), file, || {
            format!("{indicator} is not broken down by `{dimension}`")
        })?;
        require(
            country.term(dimension.as_str(), term.as_str()).is_some(),
            file,
            || format!("`{dimension}` has no term `{term}`"),
        )?;
    }
    Ok(())
}
