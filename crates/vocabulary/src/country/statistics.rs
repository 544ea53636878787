//! Finding what is counted, and who is asked.

use super::Country;
use crate::{
    CaseCounts, Indicator, IndicatorCode, Institution, InstitutionKind, InstitutionKindCode,
    Period, PlaceCode, ReportingTemplate,
};
use jiff::civil::Date;

impl Country {
    /// Every kind of institution.
    #[must_use]
    pub fn institution_kinds(&self) -> &[InstitutionKind] {
        &self.institution_kinds
    }

    /// The kind with that code.
    #[must_use]
    pub fn institution_kind(&self, code: &str) -> Option<&InstitutionKind> {
        self.institution_kinds
            .iter()
            .find(|kind| kind.code.as_str() == code)
    }

    /// Every institution of every time.
    #[must_use]
    pub fn institutions(&self) -> &[Institution] {
        &self.institutions
    }

    /// The institution with that code.
    #[must_use]
    pub fn institution(&self, code: &str) -> Option<&Institution> {
        self.institutions
            .iter()
            .find(|institution| institution.code.as_str() == code)
    }

    /// The institutions that serve exactly this place on a day.
    #[must_use]
    pub fn institutions_of(&self, place: &PlaceCode, on: Date) -> Vec<&Institution> {
        self.institutions
            .iter()
            .filter(|one| one.place == *place && one.validity.holds_on(on))
            .collect()
    }

    /// Every indicator.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// Whether institutions are asked for an indicator, or somebody has published it.
    #[must_use]
    pub fn has_figures_of(&self, indicator: &IndicatorCode) -> bool {
        self.indicators_with_figures.contains(indicator)
    }

    /// The indicator with that code.
    #[must_use]
    pub fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.indicators
            .iter()
            .find(|indicator| indicator.code.as_str() == code)
    }

    /// Every reporting template.
    #[must_use]
    pub fn templates(&self) -> &[ReportingTemplate] {
        &self.templates
    }

    /// The template with that code.
    #[must_use]
    pub fn template(&self, code: &str) -> Option<&ReportingTemplate> {
        self.templates
            .iter()
            .find(|template| template.code.as_str() == code)
    }

    /// What can be counted from cases.
    #[must_use]
    pub const fn case_counts(&self) -> &CaseCounts {
        &self.case_counts
    }

    /// Whether everything that such institutions report is counted from cases: nobody speaks for
    /// them, types their numbers in or is asked for them.
    #[must_use]
    pub fn is_counted_kind(&self, kind: &InstitutionKindCode) -> bool {
        let asking = |template: &&ReportingTemplate| template.institution_kinds.contains(kind);
        let mut asked = self.templates.iter().filter(asking).peekable();
        asked.peek().is_some() && asked.all(|template| template.is_counted)
    }

    /// The institutions that a template asks for a period: those of its kinds that existed then.
    #[must_use]
    pub fn expected(&self, template: &ReportingTemplate, period: Period) -> Vec<&Institution> {
        self.institutions
            .iter()
            .filter(|one| template.institution_kinds.contains(&one.kind))
            .filter(|one| one.validity.overlaps(period.first_day(), period.last_day()))
            .collect()
    }
}
