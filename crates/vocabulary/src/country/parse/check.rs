//! Every reference from one file of a package to another. It reads nothing and repairs nothing.

use super::rows::Lines;
use crate::country::{Country, CountryError};
use crate::{Breakdown, PlaceCode};
use std::collections::HashSet;

/// Finds the first reference that leads nowhere, and the first code that is given twice.
pub(super) fn references(country: &Country, lines: &Lines) -> Result<(), CountryError> {
    let check = Check { country, lines };
    check.head()?;
    check.places()?;
    check.links()?;
    check.institutions()?;
    check.lists()?;
    check.indicators()?;
    check.templates()?;
    check.case_counts()?;
    check.published()
}

struct Check<'a> {
    country: &'a Country,
    lines: &'a Lines,
}

/// Where a fault lies: a file and, in a CSV file, the number of the row.
type Spot = (&'static str, usize);

impl Check<'_> {
    fn require(
        &self,
        condition: bool,
        (file, row): Spot,
        problem: impl Fn() -> String,
    ) -> Result<(), CountryError> {
        if condition {
            Ok(())
        } else {
            Err(self.lines.fault(file, row, problem()))
        }
    }

    fn unique<'a>(
        &self,
        file: &'static str,
        codes: impl Iterator<Item = &'a str>,
    ) -> Result<(), CountryError> {
        let mut seen = HashSet::new();
        for (row, code) in codes.enumerate() {
            self.require(seen.insert(code), (file, row), || {
                format!("the code `{code}` is given twice")
            })?;
        }
        Ok(())
    }

    fn known_place(&self, spot: Spot, code: &PlaceCode) -> Result<(), CountryError> {
        let is_known = self.country.place(code.as_str()).is_some();
        self.require(is_known, spot, || format!("unknown place `{code}`"))
    }

    fn known_kind(&self, spot: Spot, kind: &str) -> Result<(), CountryError> {
        let is_known = self.country.institution_kind(kind).is_some();
        self.require(is_known, spot, || {
            format!("unknown institution kind `{kind}`")
        })
    }

    fn head(&self) -> Result<(), CountryError> {
        const FILE: &str = "country.toml";
        let levels = &self.country.levels;
        self.known_place((FILE, 0), &self.country.code)?;
        self.unique(FILE, levels.iter().map(|level| level.code.as_str()))?;
        let with_committees = levels.iter().filter(|level| level.is_committee_level);
        self.require(with_committees.count() == 1, (FILE, 0), || {
            "exactly one level has committees".to_owned()
        })
    }

    fn places(&self) -> Result<(), CountryError> {
        const FILE: &str = "places.csv";
        let country = self.country;
        self.unique(FILE, country.places.iter().map(|place| place.code.as_str()))?;
        for (row, place) in country.places.iter().enumerate() {
            let spot = (FILE, row);
            let has_level = country.levels.iter().any(|level| level.code == place.level);
            self.require(has_level, spot, || {
                format!("{} has the unknown level `{}`", place.code, place.level)
            })?;
            for parent in place.parent.iter().chain(&place.also_in) {
                self.known_place(spot, parent)?;
            }
            let is_inside = country.is_within(&place.code, &country.code);
            self.require(is_inside, spot, || {
                format!("{} does not lie in the country", place.code)
            })?;
        }
        Ok(())
    }

    fn links(&self) -> Result<(), CountryError> {
        for (row, link) in self.country.successions.iter().enumerate() {
            self.known_place(("place_successions.csv", row), &link.from)?;
            self.known_place(("place_successions.csv", row), &link.to)?;
        }
        for (row, population) in self.country.populations.iter().enumerate() {
            self.known_place(("populations.csv", row), &population.place)?;
        }
        for code in self.country.shapes.keys() {
            self.known_place(("regions.geojson", 0), code)?;
        }
        Ok(())
    }

    fn institutions(&self) -> Result<(), CountryError> {
        const FILE: &str = "institutions.csv";
        const KINDS: &str = "institution_kinds.csv";
        let country = self.country;
        let kinds = country.institution_kinds.iter();
        self.unique(KINDS, kinds.map(|one| one.code.as_str()))?;
        let institutions = country.institutions.iter();
        self.unique(FILE, institutions.map(|one| one.code.as_str()))?;
        for (row, one) in country.institutions.iter().enumerate() {
            self.known_place((FILE, row), &one.place)?;
            self.known_kind((FILE, row), one.kind.as_str())?;
        }
        for seat in country.orders.iter().flat_map(|order| &order.members) {
            self.known_kind(("committee_orders.toml", 0), seat.kind.as_str())?;
        }
        Ok(())
    }

    fn lists(&self) -> Result<(), CountryError> {
        let dimensions = &self.country.dimensions;
        self.unique(
            "dimensions.csv",
            dimensions.iter().map(|one| one.code.as_str()),
        )?;
        for dimension in dimensions {
            let parents = dimension
                .terms
                .iter()
                .filter_map(|term| term.parent.as_ref());
            for parent in parents {
                let is_known = dimension.terms.iter().any(|term| term.code == *parent);
                // Terms are grouped by dimension, so that their rows are no longer known.
                self.require(is_known, ("terms.csv", usize::MAX), || {
                    format!("unknown parent `{parent}` in `{}`", dimension.code)
                })?;
            }
        }
        Ok(())
    }

    fn indicators(&self) -> Result<(), CountryError> {
        const FILE: &str = "indicators.toml";
        let indicators = &self.country.indicators;
        self.unique(FILE, indicators.iter().map(|one| one.code.as_str()))?;
        for indicator in indicators {
            for dimension in &indicator.dimensions {
                let is_known = self.country.dimension(dimension.as_str()).is_some();
                self.require(is_known, (FILE, 0), || {
                    format!("{} has the unknown dimension `{dimension}`", indicator.code)
                })?;
            }
            if let Some(groups) = self.country.code_list("indicator-group") {
                let is_known = groups.term(&indicator.group).is_some();
                self.require(is_known, (FILE, 0), || {
                    format!(
                        "{} has the unknown group `{}`",
                        indicator.code, indicator.group
                    )
                })?;
            }
        }
        Ok(())
    }

    fn templates(&self) -> Result<(), CountryError> {
        const FILE: &str = "templates.toml";
        let templates = &self.country.templates;
        self.unique(FILE, templates.iter().map(|one| one.code.as_str()))?;
        for template in templates {
            for kind in &template.institution_kinds {
                self.known_kind((FILE, 0), kind.as_str())?;
            }
            for row in template.rows() {
                self.cell((FILE, 0), row.indicator.as_str(), &row.breakdown)?;
            }
        }
        Ok(())
    }

    fn case_counts(&self) -> Result<(), CountryError> {
        const FILE: &str = "case_counts.toml";
        let counts = &self.country.case_counts;
        let indicators = counts.counts.iter().map(|one| one.indicator.as_str());
        self.unique(FILE, indicators)?;
        for one in &counts.counts {
            let code = one.indicator.as_str();
            let total = Breakdown::total();
            for cell in one.cells.iter().chain([&total]) {
                self.cell((FILE, 0), code, cell)?;
            }
            // Two numbers are no figure: a return cannot hold them.
            let is_asked = one.of.is_part_of_whole() && self.is_row_of_counted(code);
            self.require(!is_asked, (FILE, 0), || {
                format!("{code} is a part of a whole, and no row of a counted template")
            })?;
            let basis = one.population.as_deref();
            let mut populations = self.country.populations.iter();
            let is_known = basis.is_none_or(|basis| populations.any(|one| one.basis == basis));
            self.require(is_known, (FILE, 0), || {
                format!("{code} names a population that is not in populations.csv")
            })?;
        }
        for one in &counts.not_counted {
            let code = one.indicator.as_str();
            self.cell((FILE, 0), code, &one.cell)?;
            let mut counted = counts.counts.iter();
            let is_counted =
                one.cell.is_total() && counted.any(|other| other.indicator == one.indicator);
            self.require(!is_counted, (FILE, 0), || {
                format!("{code} is counted, and said not to be")
            })?;
        }
        for one in &counts.dimensions {
            let dimension = one.dimension.as_str();
            for term in one.terms.values() {
                let is_known = self.country.term(dimension, term.as_str()).is_some();
                self.require(is_known, (FILE, 0), || {
                    format!("`{dimension}` has no term `{term}`")
                })?;
            }
        }
        Ok(())
    }

    fn is_row_of_counted(&self, indicator: &str) -> bool {
        let templates = self.country.templates.iter();
        let mut rows = templates
            .filter(|template| template.is_counted)
            .flat_map(|template| template.rows());
        rows.any(|row| row.indicator.as_str() == indicator)
    }

    fn published(&self) -> Result<(), CountryError> {
        for (row, figure) in self.country.published.iter().enumerate() {
            let spot = ("published_figures.csv", row);
            self.known_place(spot, &figure.place)?;
            let institution = self.country.institution(figure.institution.as_str());
            self.require(institution.is_some(), spot, || {
                format!("unknown institution `{}`", figure.institution)
            })?;
            self.cell(spot, figure.indicator.as_str(), &figure.breakdown)?;
        }
        Ok(())
    }

    /// A cell is one that the indicator can have.
    fn cell(&self, spot: Spot, code: &str, breakdown: &Breakdown) -> Result<(), CountryError> {
        let Some(indicator) = self.country.indicator(code) else {
            return self.require(false, spot, || format!("unknown indicator `{code}`"));
        };
        for (dimension, term) in breakdown.pairs() {
            self.require(indicator.dimensions.contains(dimension), spot, || {
                format!("{code} is not broken down by `{dimension}`")
            })?;
            let is_known = self
                .country
                .term(dimension.as_str(), term.as_str())
                .is_some();
            self.require(is_known, spot, || {
                format!("`{dimension}` has no term `{term}`")
            })?;
        }
        Ok(())
    }
}
