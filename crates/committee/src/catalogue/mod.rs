//! The catalogue: the country package together with the numbers that the database uses for its
//! codes, and the breakdowns and counting rules that figures have used so far.
//!
//! Numbers are given out once and never change, so that a package may be edited, and rows stay
//! small.

mod numbers;
mod period_number;

pub use period_number::{period_number, period_of_number};

use crate::{CommitteeError, discrepancies::Knowledge};
use boxed::boxed;
use numbers::Numbers;
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};
use store::{Answer, Database};
use vocabulary::{
    Breakdown, CountingRule, Country, IndicatorCode, InstitutionCode, PlaceCode, TemplateCode,
};

const PLACES: i64 = 1;
const INDICATORS: i64 = 2;
const INSTITUTIONS: i64 = 3;
const BREAKDOWNS: i64 = 4;
const TEMPLATES: i64 = 5;

/// The number of the total, given out first.
pub const TOTAL: i64 = 1;

/// The country package and its numbers.
#[derive(Debug)]
pub struct Catalogue {
    country: Arc<Country>,
    places: Numbers,
    indicators: Numbers,
    institutions: Numbers,
    templates: Numbers,
    regions: HashMap<i64, i64>,
    indicator_rules: HashMap<i64, CountingRule>,
    parents: HashMap<(String, String), String>,
    used: RwLock<Arc<Used>>,
}

/// What figures have used so far.
#[derive(Debug, Default, Clone)]
pub struct Used {
    /// Breakdowns by number.
    pub breakdowns: HashMap<i64, Breakdown>,
    /// Numbers of breakdowns.
    pub breakdown_numbers: HashMap<Breakdown, i64>,
    /// Counting rules by number.
    pub rules: HashMap<i64, CountingRule>,
    /// Numbers of counting rules.
    pub rule_numbers: HashMap<CountingRule, i64>,
}

impl Catalogue {
    /// Gives every code of the package its number and reads the rest back.
    ///
    /// # Errors
    /// When the database fails or holds something unreadable.
    #[boxed]
    pub async fn load(database: &Database, country: Arc<Country>) -> Result<Self, CommitteeError> {
        let codes = |kind| numbers::intern(database, kind, package_codes(&country, kind));
        let places = codes(PLACES).await?;
        let indicators = codes(INDICATORS).await?;
        let institutions = codes(INSTITUTIONS).await?;
        let templates = codes(TEMPLATES).await?;
        let breakdowns = codes(BREAKDOWNS).await?;
        let used = numbers::used(database, &breakdowns).await?;
        let top = places.number(country.code().as_str()).unwrap_or_default();
        let regions = country
            .places()
            .iter()
            .filter_map(|place| {
                let region = country
                    .region_of(&place.code)
                    .map(|region| region.code.as_str());
                let region = region.and_then(|code| places.number(code)).unwrap_or(top);
                Some((places.number(place.code.as_str())?, region))
            })
            .collect();
        let indicator_rules = country
            .indicators()
            .iter()
            .filter_map(|indicator| {
                let number = indicators.number(indicator.code.as_str())?;
                Some((number, indicator.counting_rule.clone()))
            })
            .collect();
        let parents = country
            .dimensions()
            .iter()
            .flat_map(|dimension| {
                dimension.terms.iter().filter_map(|term| {
                    let parent = term.parent.as_ref()?.as_str().to_owned();
                    Some((
                        (
                            dimension.code.as_str().to_owned(),
                            term.code.as_str().to_owned(),
                        ),
                        parent,
                    ))
                })
            })
            .collect();
        Ok(Self {
            country,
            places,
            indicators,
            institutions,
            templates,
            regions,
            indicator_rules,
            parents,
            used: RwLock::new(Arc::new(used)),
        })
    }

    /// The country package.
    #[must_use]
    pub fn country(&self) -> &Arc<Country> {
        &self.country
    }

    /// The number of a place.
    ///
    /// # Errors
    /// [`CommitteeError::UnknownCode`].
    pub fn place(&self, code: &PlaceCode) -> Result<i64, CommitteeError> {
        self.places.find("place", code.as_str())
    }

    /// The number of an indicator.
    ///
    /// # Errors
    /// [`CommitteeError::UnknownCode`].
    pub fn indicator(&self, code: &IndicatorCode) -> Result<i64, CommitteeError> {
        self.indicators.find("indicator", code.as_str())
    }

    /// The number of an institution.
    ///
    /// # Errors
    /// [`CommitteeError::UnknownCode`].
    pub fn institution(&self, code: &InstitutionCode) -> Result<i64, CommitteeError> {
        self.institutions.find("institution", code.as_str())
    }

    /// The number of a template.
    ///
    /// # Errors
    /// [`CommitteeError::UnknownCode`].
    pub fn template(&self, code: &TemplateCode) -> Result<i64, CommitteeError> {
        self.templates.find("template", code.as_str())
    }

    /// The code of a place.
    ///
    /// # Errors
    /// [`CommitteeError::Corrupt`] for a number that was never given out.
    pub fn place_code(&self, number: i64) -> Result<PlaceCode, CommitteeError> {
        let code = self
            .places
            .code(number)
            .ok_or(CommitteeError::Corrupt("place"))?;
        PlaceCode::parse(code).map_err(|_| CommitteeError::Corrupt("place"))
    }

    /// The code of an indicator.
    ///
    /// # Errors
    /// [`CommitteeError::Corrupt`] for a number that was never given out.
    pub fn indicator_code(&self, number: i64) -> Result<IndicatorCode, CommitteeError> {
        let code = self
            .indicators
            .code(number)
            .ok_or(CommitteeError::Corrupt("indicator"))?;
        IndicatorCode::parse(code).map_err(|_| CommitteeError::Corrupt("indicator"))
    }

    /// The code of an institution.
    ///
    /// # Errors
    /// [`CommitteeError::Corrupt`] for a number that was never given out.
    pub fn institution_code(&self, number: i64) -> Result<InstitutionCode, CommitteeError> {
        let code = self
            .institutions
            .code(number)
            .ok_or(CommitteeError::Corrupt("institution"))?;
        InstitutionCode::parse(code).map_err(|_| CommitteeError::Corrupt("institution"))
    }

    /// The code of a template.
    ///
    /// # Errors
    /// [`CommitteeError::Corrupt`] for a number that was never given out.
    pub fn template_code(&self, number: i64) -> Result<TemplateCode, CommitteeError> {
        let code = self
            .templates
            .code(number)
            .ok_or(CommitteeError::Corrupt("template"))?;
        TemplateCode::parse(code).map_err(|_| CommitteeError::Corrupt("template"))
    }

    /// The number of the region that a place lies in; the country's own for what lies in none.
    #[must_use]
    pub fn region(&self, place: i64) -> i64 {
        self.regions.get(&place).copied().unwrap_or_default()
    }

    /// The breakdowns and rules that figures have used so far.
    #[must_use]
    pub fn used(&self) -> Arc<Used> {
        Arc::clone(&self.used.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The breakdown with that number.
    ///
    /// # Errors
    /// [`CommitteeError::Corrupt`] for a number that was never given out.
    pub fn breakdown(&self, number: i64) -> Result<Breakdown, CommitteeError> {
        let found = self.used().breakdowns.get(&number).cloned();
        found.ok_or(CommitteeError::Corrupt("breakdown"))
    }

    /// Gives numbers to breakdowns and rules that had none. In a transaction of its own: a number
    /// that is never used does no harm, one that was rolled back would.
    ///
    /// # Errors
    /// When the database fails.
    pub fn learn<'a>(
        &'a self,
        database: &'a Database,
        breakdowns: impl IntoIterator<Item = &'a Breakdown>,
        rules: impl IntoIterator<Item = &'a CountingRule>,
    ) -> Answer<'a, Arc<Used>, CommitteeError> {
        let used = self.used();
        let mut new_breakdowns: Vec<String> = breakdowns
            .into_iter()
            .filter(|breakdown| !used.breakdown_numbers.contains_key(*breakdown))
            .map(ToString::to_string)
            .collect();
        new_breakdowns.sort_unstable();
        new_breakdowns.dedup();
        let new_rules: Vec<&CountingRule> = rules
            .into_iter()
            .filter(|rule| !used.rule_numbers.contains_key(*rule))
            .collect();
        Box::pin(async move {
            if new_breakdowns.is_empty() && new_rules.is_empty() {
                return Ok(used);
            }
            let all = numbers::intern(database, BREAKDOWNS, new_breakdowns).await?;
            numbers::intern_rules(database, &new_rules).await?;
            let fresh = Arc::new(numbers::used(database, &all).await?);
            *self.used.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&fresh);
            Ok(fresh)
        })
    }

    /// What the comparison of figures has to know.
    #[must_use]
    pub fn knowledge<'a>(&'a self, used: &'a Used) -> Knowledge<'a> {
        Knowledge {
            breakdowns: &used.breakdowns,
            rules: &used.rules,
            indicator_rules: &self.indicator_rules,
            parents: &self.parents,
        }
    }
}

fn package_codes(country: &Country, kind: i64) -> Vec<String> {
    let texts: Vec<&str> = match kind {
        PLACES => country
            .places()
            .iter()
            .map(|place| place.code.as_str())
            .collect(),
        INDICATORS => country
            .indicators()
            .iter()
            .map(|one| one.code.as_str())
            .collect(),
        INSTITUTIONS => country
            .institutions()
            .iter()
            .map(|one| one.code.as_str())
            .collect(),
        TEMPLATES => country
            .templates()
            .iter()
            .map(|one| one.code.as_str())
            .collect(),
        _ => {
            // The total comes first and so gets its number.
            let mut all = vec![String::new()];
            let templates = country.templates().iter();
            let rows = templates.flat_map(vocabulary::ReportingTemplate::rows);
            all.extend(rows.map(|row| row.breakdown.to_string()));
            return all;
        }
    };
    texts.into_iter().map(str::to_owned).collect()
}
