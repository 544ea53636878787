//! The names that a file may use, as a country package defines them, indexed for looking up texts
//! as people type them: by code exactly, by name with marks and case folded.

mod names;
mod places;

use crate::value::Expected;
use names::NameIndex;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use vocabulary::{
    Breakdown, Country, DimensionCode, Indicator, IndicatorCode, Institution, InstitutionCode,
    Names, ReportingTemplate, TemplateCode, TermCode, text::fold,
};

pub use names::{NameProblem, Suggestion};
use places::KnownPlaces;
pub use places::PlaceHints;

/// Words for "all together", which stand for the total of a dimension.
const TOTAL_WORDS: [&str; 10] = [
    "total",
    "totali",
    "gjithsej",
    "gjithesej",
    "te gjitha",
    "te gjithe",
    "all",
    "both",
    "shuma",
    "t",
];

#[derive(Debug)]
struct KnownIndicator {
    expected: Expected,
    dimensions: BTreeSet<DimensionCode>,
}

#[derive(Debug, Default)]
struct KnownDimension {
    terms: HashMap<String, TermCode>,
    names: NameIndex<TermCode>,
}

#[derive(Debug)]
pub(crate) struct KnownTemplate {
    pub(crate) version: u32,
    pub(crate) cells: HashSet<(IndicatorCode, Breakdown)>,
}

/// Everything that a file can name.
#[derive(Debug, Default)]
pub struct Lexicon {
    pub(crate) places: KnownPlaces,
    indicators: HashMap<IndicatorCode, KnownIndicator>,
    indicator_names: NameIndex<IndicatorCode>,
    institutions: HashMap<String, InstitutionCode>,
    institution_names: NameIndex<InstitutionCode>,
    dimensions: BTreeMap<DimensionCode, KnownDimension>,
    dimension_names: HashMap<String, DimensionCode>,
    templates: HashMap<TemplateCode, KnownTemplate>,
}

impl Lexicon {
    /// Everything that a country package names.
    #[must_use]
    pub fn of(country: &Country) -> Self {
        let mut lexicon = Self::default();
        for level in country.levels() {
            lexicon.add_level(&level.code, &level.names);
        }
        for place in country.places() {
            lexicon.add_place(place);
        }
        for institution in country.institutions() {
            lexicon.add_institution(institution);
        }
        for dimension in country.dimensions() {
            lexicon.add_dimension(&dimension.code, &dimension.names);
            for term in &dimension.terms {
                lexicon.add_term(&dimension.code, &term.code, &term.names, []);
            }
        }
        for indicator in country.indicators() {
            lexicon.add_indicator(indicator);
        }
        for template in country.templates() {
            lexicon.add_template(template);
        }
        lexicon
    }

    /// Adds an indicator.
    pub fn add_indicator(&mut self, indicator: &Indicator) {
        let expected = Expected {
            decimals: indicator.decimals,
            unit: indicator.counting_rule.unit,
        };
        let dimensions = indicator.dimensions.iter().cloned().collect();
        let known = KnownIndicator {
            expected,
            dimensions,
        };
        self.indicators.insert(indicator.code.clone(), known);
        self.indicator_names
            .add_names(&indicator.code, &indicator.names);
    }

    /// Adds an institution.
    pub fn add_institution(&mut self, institution: &Institution) {
        let code = &institution.code;
        self.institutions
            .insert(code.as_str().to_owned(), code.clone());
        self.institution_names.add_names(code, &institution.names);
    }

    /// Adds a dimension.
    pub fn add_dimension(&mut self, dimension: &DimensionCode, names: &Names) {
        self.dimensions.entry(dimension.clone()).or_default();
        for name in [dimension.as_str(), &names.albanian, &names.english] {
            self.dimension_names.insert(fold(name), dimension.clone());
        }
    }

    /// Adds a term of a dimension.
    pub fn add_term<'a>(
        &mut self,
        dimension: &DimensionCode,
        term: &TermCode,
        names: &Names,
        aliases: impl IntoIterator<Item = &'a str>,
    ) {
        let known = self.dimensions.entry(dimension.clone()).or_default();
        known.terms.insert(term.as_str().to_owned(), term.clone());
        known.names.add(term, term.as_str());
        known.names.add_names(term, names);
        for alias in aliases {
            known.names.add(term, alias);
        }
    }

    /// Adds a template.
    pub fn add_template(&mut self, template: &ReportingTemplate) {
        let cells = template
            .rows()
            .map(|row| (row.indicator.clone(), row.breakdown.clone()))
            .collect();
        let known = KnownTemplate {
            version: template.version,
            cells,
        };
        self.templates.insert(template.code.clone(), known);
    }

    /// Whether a text is a name of a place, an institution or an indicator, and so no person's.
    #[must_use]
    pub fn is_known_name(&self, text: &str) -> bool {
        let folded = fold(text);
        self.places.has_name(&folded)
            || self.institution_names.has(&folded)
            || self.indicator_names.has(&folded)
    }

    /// Whether a text is the code of a place, an institution or an indicator.
    #[must_use]
    pub fn is_known_code(&self, text: &str) -> bool {
        let text = text.trim();
        self.indicators.contains_key(text)
            || self.places.has_code(text)
            || self.institutions.contains_key(text)
    }

    /// The indicator with that code or name.
    ///
    /// # Errors
    /// When there is none, or several of that name.
    pub fn indicator(&self, text: &str) -> Result<IndicatorCode, NameProblem> {
        let text = text.trim();
        if let Some((code, _)) = self.indicators.get_key_value(text) {
            return Ok(code.clone());
        }
        self.indicator_names.find(text)
    }

    /// What kind of number an indicator takes; a count of persons for an unknown one.
    #[must_use]
    pub fn expected(&self, indicator: &IndicatorCode) -> Expected {
        self.indicators
            .get(indicator)
            .map_or(Expected::PERSONS, |known| known.expected)
    }

    /// Whether an indicator may be broken down by a dimension.
    #[must_use]
    pub fn allows(&self, indicator: &IndicatorCode, dimension: &DimensionCode) -> bool {
        let known = self.indicators.get(indicator);
        known.is_some_and(|known| known.dimensions.contains(dimension))
    }

    /// The institution with that code or name.
    ///
    /// # Errors
    /// When there is none, or several of that name.
    pub fn institution(&self, text: &str) -> Result<InstitutionCode, NameProblem> {
        let text = text.trim();
        match self.institutions.get(text) {
            Some(code) => Ok(code.clone()),
            None => self.institution_names.find(text),
        }
    }

    /// The term of a dimension; `None` for its total ("gjithsej", "all" or an empty text).
    ///
    /// # Errors
    /// When there is no such term.
    pub fn term(
        &self,
        dimension: &DimensionCode,
        text: &str,
    ) -> Result<Option<TermCode>, NameProblem> {
        let text = text.trim();
        let Some(known) = self.dimensions.get(dimension) else {
            return Err(NameProblem::Unknown);
        };
        if let Some(term) = known.terms.get(text) {
            return Ok(Some(term.clone()));
        }
        match known.names.find(text) {
            Err(NameProblem::Unknown) if text.is_empty() || is_total(text) => Ok(None),
            found => found.map(Some),
        }
    }

    /// Indicators with names like a text, the most alike first.
    #[must_use]
    pub fn suggest_indicators(&self, text: &str) -> Vec<Suggestion> {
        self.indicator_names.like(text)
    }

    /// Institutions with names like a text, the most alike first.
    #[must_use]
    pub fn suggest_institutions(&self, text: &str) -> Vec<Suggestion> {
        self.institution_names.like(text)
    }

    /// Terms of a dimension with names like a text, the most alike first.
    #[must_use]
    pub fn suggest_terms(&self, dimension: &DimensionCode, text: &str) -> Vec<Suggestion> {
        let known = self.dimensions.get(dimension);
        known.map_or_else(Vec::new, |known| known.names.like(text))
    }

    /// Whether both the dimension and its term exist.
    #[must_use]
    pub fn has_term(&self, dimension: &DimensionCode, term: &TermCode) -> bool {
        let known = self.dimensions.get(dimension);
        known.is_some_and(|known| known.terms.contains_key(term.as_str()))
    }

    /// The dimension with that code or name.
    #[must_use]
    pub fn dimension(&self, text: &str) -> Option<&DimensionCode> {
        self.dimension_names.get(&fold(text))
    }

    /// Every dimension with the terms that a folded text names in it.
    pub(crate) fn terms_named(
        &self,
        folded: &str,
    ) -> impl Iterator<Item = (&DimensionCode, &TermCode)> {
        self.dimensions
            .iter()
            .filter_map(move |(dimension, known)| {
                let [term] = known.names.named(folded) else {
                    return None;
                };
                Some((dimension, term))
            })
    }

    pub(crate) fn template(&self, code: &str) -> Option<(&TemplateCode, &KnownTemplate)> {
        self.templates.get_key_value(code)
    }
}

/// Whether a text says "all together".
pub(crate) fn is_total(text: &str) -> bool {
    TOTAL_WORDS.contains(&fold(text).as_str())
}
