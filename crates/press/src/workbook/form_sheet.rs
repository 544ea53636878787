//! Writes a form into the XLSX format: protection, drop-downs, hidden sheets.

use super::cell::ColumnKind;
use super::form::{
    EntryKind, EntryMessage, FormColumn, FormSection, FormWorkbook, HIDDEN_FORM_SHEET,
    HIDDEN_LISTS_SHEET,
};
use super::sheet::{SheetName, check_rows, different};
use super::writing::{
    cell_format, last_column, print_setup, properties, quoted, refusal, write_cell, write_heads,
};
use crate::Error;
use crate::error::amount;
use crate::text::printable;
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatBorder, Formula,
    ProtectionOptions, Workbook as File, Worksheet, XlsxError,
};

impl FormWorkbook {
    /// Writes the XLSX file.
    ///
    /// # Errors
    /// As [`super::Workbook::write`]; also [`Error::Amount`] for a form without sections or an
    /// empty list, and [`Error::Position`] for a drop-down whose list does not exist.
    pub fn write(&self) -> Result<Vec<u8>, Error> {
        amount("sections of the form", 1, 100, self.sections.len())?;
        let names: Vec<&SheetName> = self.sections.iter().map(|section| &section.name).collect();
        different(&names)?;
        let hidden = [HIDDEN_FORM_SHEET, HIDDEN_LISTS_SHEET];
        if let Some(taken) = names
            .iter()
            .find(|name| hidden.iter().any(|own| name.is_like(own)))
        {
            return Err(Error::SheetName(taken.as_str().to_owned()));
        }
        for list in &self.lists {
            amount("choices of a list", 1, 10_000, list.choices.len())?;
        }
        for section in &self.sections {
            amount("rows of a section", 1, 100_000, section.rows.len())?;
            check_rows(&section.name, section.columns.len(), &section.rows)?;
            self.check_lists(section)?;
        }
        write_form(self)
    }

    fn check_lists(&self, section: &FormSection) -> Result<(), Error> {
        for column in &section.columns {
            if let Some(EntryKind::Choice(list, _)) = &column.entry
                && *list >= self.lists.len()
            {
                return Err(Error::Position {
                    place: format!("the column {:?}", column.head),
                    position: *list,
                    length: self.lists.len(),
                });
            }
        }
        Ok(())
    }
}

/// Writes a checked form.
fn write_form(form: &FormWorkbook) -> Result<Vec<u8>, Error> {
    let mut file = File::new();
    properties(&mut file, &form.title, "", form.created)?;
    for section in &form.sections {
        let target = file.add_worksheet();
        write_section(target, form, section)
            .map_err(|error| refusal(section.name.as_str(), &error))?;
    }
    write_lists(file.add_worksheet(), form).map_err(|error| refusal(HIDDEN_LISTS_SHEET, &error))?;
    write_identity(file.add_worksheet(), form)
        .map_err(|error| refusal(HIDDEN_FORM_SHEET, &error))?;
    file.save_to_buffer()
        .map_err(|error| refusal("the workbook", &error))
}

fn write_section(
    target: &mut Worksheet,
    form: &FormWorkbook,
    section: &FormSection,
) -> Result<(), XlsxError> {
    target.set_name(section.name.as_str())?;
    write_heads(
        target,
        section.columns.iter().map(|column| column.head.as_str()),
    )?;
    let rows = u32::try_from(section.rows.len()).unwrap_or(u32::MAX);
    for (at, column) in (0u16..).zip(&section.columns) {
        target.set_column_width(at, column.width.clamp(1.0, 255.0))?;
        let format = form_format(column);
        for (row, cells) in (1u32..).zip(&section.rows) {
            write_cell(target, (row, at), &cells[usize::from(at)], &format)?;
        }
        if let Some(rule) = validation(form, column)? {
            target.add_data_validation(1, at, rows, at, &rule)?;
        }
    }
    let locked = section
        .columns
        .iter()
        .take_while(|column| column.entry.is_none())
        .count();
    target.set_freeze_panes(1, u16::try_from(locked).unwrap_or(0))?;
    protect(target);
    print_setup(target)
}

/// Protection guards against slips, not against people: there is no password.
fn protect(target: &mut Worksheet) {
    target.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
}

fn form_format(column: &FormColumn) -> Format {
    let Some(entry) = &column.entry else {
        return cell_format(ColumnKind::Text).set_background_color("EDEDED");
    };
    let kind = match entry {
        EntryKind::Text | EntryKind::Choice(..) => ColumnKind::Text,
        EntryKind::Count(_) => ColumnKind::Whole,
        EntryKind::Decimal(_) => ColumnKind::Decimal,
    };
    cell_format(kind)
        .set_unlocked()
        .set_background_color("FFFBE6")
        .set_border(FormatBorder::Hair)
}

fn validation(
    form: &FormWorkbook,
    column: &FormColumn,
) -> Result<Option<DataValidation>, XlsxError> {
    let (rule, message, style) = match &column.entry {
        None | Some(EntryKind::Text) => return Ok(None),
        Some(EntryKind::Count(message)) => (
            DataValidation::new().allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0)),
            message,
            DataValidationErrorStyle::Warning,
        ),
        Some(EntryKind::Decimal(message)) => (
            DataValidation::new()
                .allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            message,
            DataValidationErrorStyle::Warning,
        ),
        Some(EntryKind::Choice(list, message)) => (
            DataValidation::new().allow_list_formula(list_reference(form, *list)),
            message,
            DataValidationErrorStyle::Stop,
        ),
    };
    with_message(rule.set_error_style(style), message).map(Some)
}

fn with_message(rule: DataValidation, message: &EntryMessage) -> Result<DataValidation, XlsxError> {
    rule.set_error_title(printable(&message.title))?
        .set_error_message(printable(&message.text))
}

/// The cells of a list. The formula is made of positions alone; no text enters it.
fn list_reference(form: &FormWorkbook, list: usize) -> Formula {
    let column = column_letters(list);
    let last = form.lists[list].choices.len() + 1;
    Formula::new(format!(
        "='{HIDDEN_LISTS_SHEET}'!${column}$2:${column}${last}"
    ))
}

/// The letters of a column: 0 is `A`, 26 is `AA`.
fn column_letters(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        rest -= 1;
        let letter = u8::try_from(rest % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

fn write_lists(target: &mut Worksheet, form: &FormWorkbook) -> Result<(), XlsxError> {
    target.set_name(HIDDEN_LISTS_SHEET)?;
    for (at, list) in (0u16..).zip(&form.lists) {
        write_words(target, (0, at), &list.name)?;
        for (row, choice) in (1u32..).zip(&list.choices) {
            write_words(target, (row, at), choice)?;
        }
    }
    protect(target);
    target.set_very_hidden(true);
    Ok(())
}

fn write_identity(target: &mut Worksheet, form: &FormWorkbook) -> Result<(), XlsxError> {
    target.set_name(HIDDEN_FORM_SHEET)?;
    for (row, (key, value)) in (0u32..).zip(&form.identity) {
        write_words(target, (row, 0), key)?;
        write_words(target, (row, 1), value)?;
    }
    if let Some(last) = last_column(2) {
        target.set_column_width(last, 40)?;
    }
    protect(target);
    target.set_very_hidden(true);
    Ok(())
}

fn write_words(
    target: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
) -> Result<(), XlsxError> {
    let format = quoted(text, &Format::new().set_num_format("@"));
    target.write_string_with_format(row, column, printable(text), &format)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::column_letters;

    #[test]
    fn columns_count_like_a_spreadsheet() {
        let names: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(column_letters).to_vec();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
