//! The door against personal data: a file that carries names, birth dates, personal numbers,
//! telephones, addresses or photographs is refused whole, naming the columns. Nothing of the
//! content is ever repeated, neither to the user nor to the log.

mod content;
mod heading;
mod survey;
mod words;

use crate::{
    message::Message,
    table::{Cell, Content, Row, Sheet},
};
use content::Profile;
use heading::Verdict;
use vocabulary::{SourceCell, personal::trace};

pub use vocabulary::personal::PersonalKind;

/// A column (or, in a form definition, a question) that carries personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalColumn {
    /// Where its heading stands, its first cell where the heading is harmless, or the one cell of
    /// running text that gives a person away.
    pub cell: SourceCell,
    /// The heading; never a cell of the content. Empty where there is none.
    pub heading: String,
    /// What it carries.
    pub kind: PersonalKind,
}

impl PersonalColumn {
    /// The message key of every such column.
    pub const MESSAGE_KEY: &'static str = "exchange-personal-column";

    /// What the user is told: which column carries what.
    #[must_use]
    pub fn message(&self) -> Message {
        Message::new(Self::MESSAGE_KEY)
            .with("cell", self.cell.to_string())
            .with("heading", self.heading.as_str())
            .with("kind", self.kind.code())
    }
}

/// Headings stand in the first rows.
const LAST_HEADING_ROW: u32 = 40;

/// Finds every column and question of personal data, in reading order. `is_known_name` tells the
/// names of places, institutions and indicators, which are no persons'.
#[must_use]
pub fn find(sheets: &[Sheet], is_known_name: &dyn Fn(&str) -> bool) -> Vec<PersonalColumn> {
    let mut found: Vec<PersonalColumn> = sheets
        .iter()
        .flat_map(|sheet| match survey::questions(sheet) {
            Some(questions) => questions,
            None => find_in_sheet(sheet, is_known_name),
        })
        .collect();
    found.dedup_by(|one, other| one.cell == other.cell);
    found
}

/// What one heading asks for, where it asks for personal data whatever the column holds. For
/// readers that see no whole sheet.
#[must_use]
pub fn heading(text: &str) -> Option<PersonalKind> {
    match heading::judge(text) {
        Verdict::Personal(kind) => Some(kind),
        _ => None,
    }
}

fn find_in_sheet(sheet: &Sheet, is_known_name: &dyn Fn(&str) -> bool) -> Vec<PersonalColumn> {
    let heading_rows = heading_rows(sheet);
    let first_data_row = heading_rows.last().map_or(1, |row| row.number() + 1);
    let last_column = sheet.last_column();
    let cells = |column: u32| {
        let rows = sheet.rows().iter();
        rows.filter(move |row| row.number() >= first_data_row)
            .filter_map(move |row| Some((row.number(), row.cell(column)?)))
    };
    let profiles: Vec<Profile> = (1..=last_column)
        .map(|column| Profile::of(cells(column), is_known_name))
        .collect();
    let beside_dates = profiles.iter().any(Profile::is_dates);
    let mut found = Vec::new();
    for (column, profile) in (1..=last_column).zip(&profiles) {
        let headings = heading_rows
            .iter()
            .filter_map(|row| Some((row.number(), text_of(row.cell(column)?)?)));
        found.extend(judge_column(
            sheet,
            column,
            headings,
            profile,
            beside_dates,
            first_data_row,
        ));
    }
    found.extend(survey::labelled_rows(sheet, &found));
    found.extend(above(sheet, first_data_row));
    found.extend(named(sheet));
    found.sort_by_key(|column| (column.cell.row, column.cell.column));
    found
}

/// Titles and headings that give a person away. Telephones and addresses there are a letterhead's.
fn above(sheet: &Sheet, first_data_row: u32) -> Vec<PersonalColumn> {
    let rows = sheet.rows().iter();
    let rows = rows.take_while(|row| row.number() < first_data_row);
    let cells = rows.flat_map(|row| {
        row.cells()
            .map(|(column, cell)| (row.number(), column, cell))
    });
    let found = cells.filter_map(|(row, column, cell)| {
        let kind = trace(text_of(cell)?)?.kind;
        let is_letterhead = matches!(kind, PersonalKind::Phone | PersonalKind::Email);
        (!is_letterhead).then(|| PersonalColumn {
            cell: sheet.source(row, column),
            heading: String::new(),
            kind,
        })
    });
    found.collect()
}

/// A sheet whose name gives a person away; the name is not repeated.
fn named(sheet: &Sheet) -> Option<PersonalColumn> {
    let found = trace(sheet.name())?;
    let cell = SourceCell {
        sheet: String::new(),
        row: 1,
        column: 1,
    };
    Some(PersonalColumn {
        cell,
        heading: String::new(),
        kind: found.kind,
    })
}

/// A heading as it is shown: not where it gives a person away itself.
fn shown(heading: &str) -> String {
    match trace(heading) {
        Some(_) => String::new(),
        None => heading.trim().to_owned(),
    }
}

fn judge_column<'a>(
    sheet: &Sheet,
    column: u32,
    headings: impl Iterator<Item = (u32, &'a str)>,
    profile: &Profile,
    beside_dates: bool,
    first_data_row: u32,
) -> Option<PersonalColumn> {
    let mut is_thing = false;
    let mut last_heading = None;
    for (row, heading) in headings {
        let kind = match heading::judge(heading) {
            Verdict::Personal(kind) => Some(kind),
            Verdict::NameOfSomething if profile.could_be_persons() => Some(PersonalKind::Name),
            Verdict::Thing => {
                is_thing = true;
                None
            }
            _ => None,
        };
        if let Some(kind) = kind {
            return Some(PersonalColumn {
                cell: sheet.source(row, column),
                heading: shown(heading),
                kind,
            });
        }
        last_heading = Some((row, heading));
    }
    if is_thing {
        return None;
    }
    if let Some((row, kind)) = profile.told() {
        return Some(PersonalColumn {
            cell: sheet.source(row, column),
            heading: last_heading.map_or_else(String::new, |(_, heading)| shown(heading)),
            kind,
        });
    }
    let kind = profile.kind(beside_dates)?;
    let (row, heading) = last_heading.unwrap_or((first_data_row, ""));
    Some(PersonalColumn {
        cell: sheet.source(row, column),
        heading: shown(heading),
        kind,
    })
}

fn text_of(cell: &Cell) -> Option<&str> {
    match &cell.content {
        Content::Text(text) => Some(text),
        _ => None,
    }
}

/// The rows of headings: from the first row with two texts (a lone text is a title, as is a
/// letterhead) to the row before the first number or date; at most four. Where no number ever
/// comes, the first such row alone.
fn heading_rows(sheet: &Sheet) -> Vec<&Row> {
    let is_data = |row: &Row| {
        row.cells().any(|(_, cell)| match &cell.content {
            Content::Number(_) | Content::Date(_) | Content::Share(_) => true,
            Content::Text(text) => {
                text.trim().parse::<f64>().is_ok() || vocabulary::text::date(text).is_some()
            }
            _ => false,
        })
    };
    let texts = |row: &Row| {
        row.cells()
            .filter(|(_, cell)| text_of(cell).is_some())
            .count()
    };
    let mut rows = sheet
        .rows()
        .iter()
        .take_while(|row| row.number() <= LAST_HEADING_ROW);
    let is_narrow = sheet.last_column() == 1;
    let Some(first) = rows.find(|row| texts(row) > 1 || (is_narrow && texts(row) == 1)) else {
        return Vec::new();
    };
    let mut found = vec![first];
    let following: Vec<&Row> = rows.take(4).collect();
    if let Some(data) = following.iter().position(|row| is_data(row))
        && !is_data(first)
    {
        found.extend(&following[..data.min(3)]);
    }
    found
}

#[cfg(test)]
mod tests;
