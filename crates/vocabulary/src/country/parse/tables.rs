//! Institutions, templates, populations and published figures.

use super::rows::Files;
use crate::country::{CountryError, Population, PublishedFigure, Qualifier};
use crate::{
    Breakdown, IndicatorCode, Institution, InstitutionCode, InstitutionKind, InstitutionKindCode,
    Names, Period, PeriodKind, PlaceCode, ReportingTemplate, TemplateCode, TemplateRow,
    TemplateSection,
};
use serde::Deserialize;

pub(super) fn institution_kinds(files: &Files<'_>) -> Result<Vec<InstitutionKind>, CountryError> {
    files.rows("institution_kinds.csv", |row| {
        Ok(InstitutionKind {
            code: row.parsed("code", InstitutionKindCode::parse)?,
            names: row.names()?,
            is_public_body: row.is_yes("is_public_body")?,
        })
    })
}

pub(super) fn institutions(files: &Files<'_>) -> Result<Vec<Institution>, CountryError> {
    files.rows("institutions.csv", |row| {
        Ok(Institution {
            code: row.parsed("code", InstitutionCode::parse)?,
            kind: row.parsed("kind", InstitutionKindCode::parse)?,
            names: row.names()?,
            place: row.parsed("place", PlaceCode::parse)?,
            validity: row.validity()?,
        })
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateFile {
    template: Vec<TemplateEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TemplateEntry {
    code: TemplateCode,
    version: u32,
    names: Names,
    period: PeriodKind,
    due_days: u16,
    asks: Vec<InstitutionKindCode>,
    #[serde(default)]
    is_counted: bool,
    section: Vec<SectionEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SectionEntry {
    names: Names,
    indicator: IndicatorCode,
    cells: Vec<Breakdown>,
    #[serde(default)]
    required: Vec<Breakdown>,
}

pub(super) fn templates(files: &Files<'_>) -> Result<Vec<ReportingTemplate>, CountryError> {
    let file: TemplateFile = files.toml("templates.toml")?;
    Ok(file
        .template
        .into_iter()
        .map(TemplateEntry::template)
        .collect())
}

impl TemplateEntry {
    fn template(self) -> ReportingTemplate {
        ReportingTemplate {
            code: self.code,
            version: self.version,
            names: self.names,
            period_kind: self.period,
            due_days: self.due_days,
            institution_kinds: self.asks,
            is_counted: self.is_counted,
            sections: self
                .section
                .into_iter()
                .map(SectionEntry::section)
                .collect(),
        }
    }
}

impl SectionEntry {
    fn section(self) -> TemplateSection {
        let rows = self.cells.into_iter().map(|breakdown| TemplateRow {
            indicator: self.indicator.clone(),
            is_required: self.required.contains(&breakdown),
            breakdown,
        });
        TemplateSection {
            names: self.names,
            rows: rows.collect(),
        }
    }
}

pub(super) fn populations(files: &Files<'_>) -> Result<Vec<Population>, CountryError> {
    files.rows("populations.csv", |row| {
        Ok(Population {
            place: row.parsed("place", PlaceCode::parse)?,
            year: row.parsed("year", str::parse::<i16>)?,
            basis: row.text("basis")?.to_owned(),
            number: row.count("number")?,
            source: row.text("source")?.to_owned(),
            note: row.text("note")?.to_owned(),
        })
    })
}

pub(super) fn published(files: &Files<'_>) -> Result<Vec<PublishedFigure>, CountryError> {
    files.rows("published_figures.csv", |row| {
        Ok(PublishedFigure {
            institution: row.parsed("institution", InstitutionCode::parse)?,
            indicator: row.parsed("indicator", IndicatorCode::parse)?,
            place: row.parsed("place", PlaceCode::parse)?,
            period: row.parsed("period", Period::parse)?,
            breakdown: row.parsed("breakdown", Breakdown::parse)?,
            qualifier: row.parsed("qualifier", |text| {
                Qualifier::parse(text).ok_or("write =, <, >, >= or ~")
            })?,
            number: row.count("number")?,
            edition: row.parsed("edition", str::parse::<u8>)?,
            document: row.text("document")?.to_owned(),
            note: row.text("note")?.to_owned(),
        })
    })
}
