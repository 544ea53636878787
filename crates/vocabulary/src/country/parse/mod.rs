//! Reading a package: each file by its own reader, then every reference checked.

mod check;
mod lists;
mod places;
mod registered;
mod rows;
mod tables;

use super::{Country, CountryError, order::CommitteeOrder};
use crate::{Indicator, Names, PlaceCode, text};
use rows::Files;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct CountryFile {
    code: PlaceCode,
    names: Names,
    currency: String,
    dialling_code: String,
    level: Vec<LevelEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct LevelEntry {
    code: String,
    names: Names,
    #[serde(default)]
    is_committee_level: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorFile {
    indicator: Vec<Indicator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderFile {
    order: Vec<CommitteeOrder>,
}

impl Country {
    /// Reads a package from its files; the function gives a file's text by its name.
    ///
    /// # Errors
    /// The first fault, with its file and line: see [`CountryError`].
    pub fn parse(files: &dyn Fn(&str) -> Option<String>) -> Result<Self, CountryError> {
        let files = Files::new(files);
        let head: CountryFile = files.toml("country.toml")?;
        let places = places::places(&files)?;
        let indicators: IndicatorFile = files.toml("indicators.toml")?;
        let orders: OrderFile = files.toml("committee_orders.toml")?;
        let (registered, known_sums) = registered::registered(&files)?;
        let mut country = Self {
            code: head.code,
            names: head.names,
            currency: head.currency,
            dialling_code: head.dialling_code,
            levels: head.level.into_iter().map(LevelEntry::level).collect(),
            place_index: HashMap::new(),
            children: HashMap::new(),
            folded_names: HashMap::new(),
            successions: places::successions(&files)?,
            places,
            institution_kinds: tables::institution_kinds(&files)?,
            institutions: tables::institutions(&files)?,
            dimensions: lists::dimensions(&files)?,
            code_lists: lists::code_lists(&files)?,
            indicators: indicators.indicator,
            templates: tables::templates(&files)?,
            case_counts: files.toml("case_counts.toml")?,
            populations: tables::populations(&files)?,
            orders: orders.order,
            published: tables::published(&files)?,
            indicators_with_figures: HashSet::new(),
            registered,
            known_sums,
            shapes: places::shapes(&files)?,
        };
        country.index();
        check::references(&country, &files.into_lines())?;
        registered::check(&country)?;
        Ok(country)
    }

    fn index(&mut self) {
        for (index, place) in self.places.iter().enumerate() {
            self.place_index.insert(place.code.clone(), index);
            for parent in place.parent.iter().chain(&place.also_in) {
                self.children.entry(parent.clone()).or_default().push(index);
            }
            let names = [&place.names.albanian, &place.names.english];
            let mut folded: Vec<String> = names
                .into_iter()
                .chain(&place.aliases)
                .map(|name| text::fold(name))
                .collect();
            folded.sort_unstable();
            folded.dedup();
            for name in folded {
                self.folded_names.entry(name).or_default().push(index);
            }
        }
        let asked = self.templates.iter().flat_map(|template| template.rows());
        let asked = asked.map(|row| row.indicator.clone());
        let published = self.published.iter().map(|figure| figure.indicator.clone());
        self.indicators_with_figures = asked.chain(published).collect();
    }
}

impl LevelEntry {
    fn level(self) -> super::Level {
        super::Level {
            code: self.code,
            names: self.names,
            is_committee_level: self.is_committee_level,
        }
    }
}
