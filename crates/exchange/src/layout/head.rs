//! Where the headings of a sheet end and its figures begin.

use crate::{
    lexicon::Lexicon,
    period_text,
    table::{Cell, Content, Row, Sheet},
    value::{self, Expected, Meanings, Understood},
};

/// Headings are looked for in the first rows only.
const LAST_HEAD_ROW: u32 = 60;
/// The most rows that a heading may be stacked of.
const MOST_HEADING_ROWS: usize = 6;

/// The first row of figures. It holds a value (years and other periods are numbers that head
/// columns), or it begins, right below a heading, with the name or the code of a place, an institution or
/// an indicator, or with a period of its own. `None` for a sheet without any such row.
pub(crate) fn first_data_row(sheet: &Sheet, lexicon: &Lexicon) -> Option<u32> {
    let rows = sheet.rows();
    let first = rows.iter().position(|row| row.cells().count() > 1)?;
    let heading = rows[first].cells().next();
    let names_something = |cell: &Cell| {
        let label = cell.label();
        lexicon.is_known_name(&label) || lexicon.is_known_code(&label)
    };
    let begins = |row: &&Row| {
        let is_first_text = row.cells().next().is_some_and(|(_, cell)| is_text(cell));
        let mut values = row.cells().skip(usize::from(is_first_text));
        if row.cells().count() > 1 && values.any(|(_, cell)| is_value(cell)) {
            return true;
        }
        let (Some((column, label)), Some((leftmost, above))) = (row.cells().next(), heading) else {
            return false;
        };
        let is_below = row.number() > rows[first].number() && column <= leftmost;
        let begins = names_something(label) || is_of_one_period(row);
        is_below && begins && !names_something(above)
    };
    let found = rows
        .iter()
        .take_while(|row| row.number() <= LAST_HEAD_ROW)
        .find(begins)
        .map(Row::number);
    found.or_else(|| {
        // Only unknown words below the headings: the row after them, or after the row of tags.
        let tags = rows.get(first + 1).is_some_and(is_tag_row);
        rows.get(first + 1 + usize::from(tags)).map(Row::number)
    })
}

/// The rows of headings above the first row of figures: from the first row with two cells on.
pub(crate) fn heading_rows(sheet: &Sheet, first_data_row: u32) -> Vec<u32> {
    let above: Vec<&Row> = sheet
        .rows()
        .iter()
        .take_while(|row| row.number() < first_data_row)
        .collect();
    let first = above.iter().position(|row| row.cells().count() > 1);
    let mut rows: Vec<u32> = above[first.unwrap_or(above.len())..]
        .iter()
        .map(|row| row.number())
        .collect();
    if rows.len() > MOST_HEADING_ROWS {
        rows.drain(..rows.len() - MOST_HEADING_ROWS);
    }
    rows
}

/// Whether this is a row of HXL tags: every cell that holds something begins with `#`.
pub(crate) fn is_tag_row(row: &Row) -> bool {
    row.cells().all(|(_, cell)| cell.label().starts_with('#'))
}

/// Whether a row begins with a period, and is no heading of several.
fn is_of_one_period(row: &Row) -> bool {
    let is_period = |cell: &Cell| period_text::parse(&cell.label()).is_some();
    let mut cells = row.cells().map(|(_, cell)| cell);
    cells.next().is_some_and(is_period) && !cells.any(is_period)
}

fn is_text(cell: &Cell) -> bool {
    matches!(&cell.content, Content::Text(text) if text.trim().parse::<f64>().is_err())
}

/// Whether a cell holds a number that is no period, or a sign in a number's place (`-`, `<5`).
pub(crate) fn is_value(cell: &Cell) -> bool {
    match &cell.content {
        Content::Share(_) => true,
        Content::Number(_) => period_text::parse(&cell.label()).is_none(),
        Content::Text(text) => {
            let read = value::read_text(text, Expected::PERSONS, &Meanings::default());
            let text = text.trim();
            match read {
                Understood::Number(_) => period_text::parse(text).is_none(),
                Understood::Refused(_) => true,
                _ => !text.is_empty() && text.len() <= 4 && !text.contains(char::is_alphabetic),
            }
        }
        _ => false,
    }
}
