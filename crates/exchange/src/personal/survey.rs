//! Files whose *rows* name what is asked: definitions of electronic forms (XLSForm), and forms for
//! one person with the questions down the side.

use super::{
    PersonalColumn, PersonalKind, heading,
    heading::{Verdict, judge},
    text_of,
};
use crate::table::Sheet;
use std::collections::BTreeSet;
use vocabulary::text::fold;

/// The questions of personal data of an XLSForm; `None` when the sheet is no part of one.
///
/// A `survey` sheet has the columns `type` and `name` and, mostly, `label` with or without a
/// language (XLSForm reference); a `choices` sheet has `list_name`, `name`, `label` and holds answers.
pub(super) fn questions(sheet: &Sheet) -> Option<Vec<PersonalColumn>> {
    let head = sheet.rows().first()?;
    let headings: Vec<(u32, String)> = head
        .cells()
        .filter_map(|(column, cell)| Some((column, text_of(cell)?.trim().to_lowercase())))
        .collect();
    let column = |name: &str| {
        let found = headings.iter().find(|(_, heading)| heading == name);
        found.map(|(column, _)| *column)
    };
    let name = column("name")?;
    if column("list_name")
        .or_else(|| column("list name"))
        .is_some()
    {
        return Some(Vec::new());
    }
    column("type")?;
    let labels = headings
        .iter()
        .filter(|(_, heading)| heading == "label" || heading.starts_with("label::"))
        .map(|(column, _)| *column);
    let columns: Vec<u32> = labels.chain([name]).collect();
    let mut found = Vec::new();
    for row in sheet.rows().iter().skip(1) {
        let question = columns.iter().find_map(|column| {
            let text = text_of(row.cell(*column)?)?;
            let kind = match judge(text) {
                Verdict::Personal(kind) => kind,
                Verdict::NameOfSomething => PersonalKind::Name,
                _ => return None,
            };
            Some(PersonalColumn {
                cell: sheet.source(row.number(), *column),
                heading: text.trim().to_owned(),
                kind,
            })
        });
        found.extend(question);
    }
    Some(found)
}

/// A form for one person: one column that holds the headings of at least two kinds of personal
/// data, one of them a name, a birth date or a personal number.
pub(super) fn labelled_rows(sheet: &Sheet, already: &[PersonalColumn]) -> Vec<PersonalColumn> {
    const LABEL_COLUMNS: u32 = 3;
    const LABEL_ROWS: usize = 2_000;
    for column in 1..=sheet.last_column().min(LABEL_COLUMNS) {
        let mut found = Vec::new();
        let mut kinds = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for row in sheet.rows().iter().take(LABEL_ROWS) {
            let Some(text) = row.cell(column).and_then(text_of) else {
                continue;
            };
            if let Some(kind) = heading(text)
                && seen.insert(fold(text))
            {
                kinds.insert(kind);
                found.push(PersonalColumn {
                    cell: sheet.source(row.number(), column),
                    heading: text.trim().to_owned(),
                    kind,
                });
            }
        }
        let identifies = [
            PersonalKind::Name,
            PersonalKind::BirthDate,
            PersonalKind::NationalId,
        ];
        if kinds.len() >= 2 && identifies.iter().any(|kind| kinds.contains(kind)) {
            found.retain(|one| already.iter().all(|other| other.cell != one.cell));
            return found;
        }
    }
    Vec::new()
}
