//! Our own workbook, as it was handed out for a return: a hidden sheet names the return, and every
//! sheet of cells carries a row of marks that says which column holds which code.
//!
//! The hidden sheet [`SHEET`] has keys in column A and values in column B. A sheet of cells has,
//! somewhere above the cells (in a hidden row), the five marks below; below it, each row has the
//! indicator's code, the breakdown's text (`age=child;sex=female`) and the cell to be filled in.

use super::{
    Fingerprint,
    mapping::{Label, LabelMeaning, Mapping, PartialKey, TableMapping, ValueColumn},
    reading::{Refusal, RefusalReason},
};
use crate::{lexicon::Lexicon, table::Sheet, value::Meaning};
use std::collections::HashSet;
use vocabulary::{Breakdown, IndicatorCode, InstitutionCode, Period, PlaceCode, SourceCell};

/// The name of the hidden sheet.
pub const SHEET: &str = "besa";
/// The value of the key `format`.
pub const FORMAT: &str = "besa-return/1";
/// The keys of the hidden sheet, in order: `format` is [`FORMAT`]; the others are the template's
/// code and version, the return's id, and the codes that hold for every cell.
pub const KEYS: [&str; 7] = [
    "format",
    "template",
    "version",
    "return",
    "institution",
    "place",
    "period",
];
/// The mark over the column of indicator codes.
pub const INDICATOR_MARK: &str = "besa:indicator";
/// The mark over the column of breakdowns.
pub const BREAKDOWN_MARK: &str = "besa:breakdown";
/// The mark over the column of values.
pub const VALUE_MARK: &str = "besa:value";
/// The mark over the column of states (optional): codes such as `not_reported`.
pub const STATE_MARK: &str = "besa:state";
/// The mark over the column of remarks (optional).
pub const COMMENT_MARK: &str = "besa:comment";

/// What the hidden sheet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWorkbook {
    /// The template's code.
    pub template: String,
    /// The template's version.
    pub version: String,
    /// The id of the return that it was handed out for.
    pub return_id: String,
    /// The institution.
    pub institution: InstitutionCode,
    /// The place.
    pub place: PlaceCode,
    /// The period.
    pub period: Period,
}

impl OwnWorkbook {
    /// Recognises our own workbook by its hidden sheet; `None` for any other file, and for one
    /// whose hidden sheet was tampered with.
    #[must_use]
    pub fn detect(sheets: &[Sheet]) -> Option<Self> {
        let sheet = sheets.iter().find(|sheet| sheet.name() == SHEET)?;
        let value = |key: &str| {
            let row = sheet
                .rows()
                .iter()
                .find(|row| row.cell(1).is_some_and(|cell| cell.label() == key))?;
            Some(row.cell(2)?.label())
        };
        if value("format")? != FORMAT {
            return None;
        }
        Some(Self {
            template: value("template")?,
            version: value("version")?,
            return_id: value("return")?,
            institution: InstitutionCode::parse(&value("institution")?).ok()?,
            place: PlaceCode::parse(&value("place")?).ok()?,
            period: Period::parse(&value("period")?).ok()?,
        })
    }

    /// How its sheets are to be read. Cells left empty state nothing: the form says so.
    #[must_use]
    pub fn mapping(&self, sheets: &[Sheet], lexicon: &Lexicon) -> Mapping {
        let fixed = PartialKey {
            institution: Some(self.institution.clone()),
            place: Some(self.place.clone()),
            period: Some(self.period),
            ..PartialKey::default()
        };
        Mapping {
            fingerprint: Fingerprint::of(sheets, lexicon),
            tables: sheets
                .iter()
                .filter_map(|sheet| marked_table(sheet, &fixed))
                .collect(),
        }
    }

    pub(super) fn template_cells<'l>(
        &self,
        lexicon: &'l Lexicon,
    ) -> Option<&'l HashSet<(IndicatorCode, Breakdown)>> {
        let (_, template) = lexicon.template(&self.template)?;
        Some(&template.cells)
    }

    /// Why the whole workbook is refused: its template is unknown or has changed.
    pub(super) fn refusal(&self, lexicon: &Lexicon) -> Option<Refusal> {
        let current = lexicon.template(&self.template);
        if current.is_some_and(|(_, template)| template.version.to_string() == self.version) {
            return None;
        }
        let template: String = self.template.chars().take(80).collect();
        Some(Refusal {
            cell: SourceCell {
                sheet: SHEET.to_owned(),
                row: 1,
                column: 2,
            },
            reason: RefusalReason::OldTemplate(template),
            suggestions: Vec::new(),
        })
    }
}

fn marked_table(sheet: &Sheet, fixed: &PartialKey) -> Option<TableMapping> {
    let row = sheet
        .rows()
        .iter()
        .find(|row| row.cells().any(|(_, cell)| cell.label() == INDICATOR_MARK))?;
    let column = |mark: &str| {
        let found = row.cells().find(|(_, cell)| cell.label() == mark);
        found.map(|(column, _)| column)
    };
    let label = |mark, meaning| {
        let column = column(mark)?;
        Some(Label { column, meaning })
    };
    let value = ValueColumn {
        column: column(VALUE_MARK)?,
        key: PartialKey::default(),
    };
    let required = [
        label(INDICATOR_MARK, LabelMeaning::Indicator)?,
        label(BREAKDOWN_MARK, LabelMeaning::Breakdown)?,
    ];
    let optional = [
        label(STATE_MARK, LabelMeaning::State),
        label(COMMENT_MARK, LabelMeaning::Comment),
    ];
    Some(TableMapping {
        sheet: sheet.name().to_owned(),
        first_row: row.number() + 1,
        labels: required
            .into_iter()
            .chain(optional.into_iter().flatten())
            .collect(),
        values: vec![value],
        fixed: fixed.clone(),
        choices: std::collections::BTreeMap::new(),
        blank: Some(Meaning::NothingStated),
    })
}
