//! Reporting templates: which cells an institution is asked for, how often, and until when.

use crate::{Breakdown, IndicatorCode, InstitutionKindCode, Names, PeriodKind, TemplateCode};

/// A template: the form of one kind of return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportingTemplate {
    /// Its code, for ever.
    pub code: TemplateCode,
    /// Its version: rises whenever the cells change.
    pub version: u32,
    /// Its names.
    pub names: Names,
    /// The kind of period that it asks for.
    pub period_kind: PeriodKind,
    /// Days after the end of the period by which it is due.
    pub due_days: u16,
    /// The kinds of institution that are asked.
    pub institution_kinds: Vec<InstitutionKindCode>,
    /// Whether its numbers are counted from cases and come in through the gate alone: nobody types
    /// them in, and nobody is reminded of them.
    pub is_counted: bool,
    /// The sections, one page part or one sheet each.
    pub sections: Vec<TemplateSection>,
}

/// One section of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateSection {
    /// Its names.
    pub names: Names,
    /// Its rows, in order.
    pub rows: Vec<TemplateRow>,
}

/// One cell that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateRow {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The breakdown.
    pub breakdown: Breakdown,
    /// Whether a return without it is incomplete.
    pub is_required: bool,
}

impl ReportingTemplate {
    /// All rows of all sections, in order.
    pub fn rows(&self) -> impl Iterator<Item = &TemplateRow> {
        self.sections.iter().flat_map(|section| &section.rows)
    }
}
