//! The form on which the user says what each column means, filled with the proposal.

use super::mapping::Fields;
use crate::{Door, error::InLanguage as _, session::SignedIn, show};
use boxed::boxed;
use exchange::{
    layout::{LabelMeaning, TableMapping},
    table::Sheet,
    value::Meaning,
};
use intake::Kept;
use page::{Failure, Words};
use vocabulary::Breakdown;

// words: import-column-* import-meaning-*

/// How many columns and labels are asked about.
const MOST_COLUMNS: u32 = 120;
const MOST_LABELS: usize = 100;

/// A choice of a drop-down.
#[derive(Clone)]
pub(super) struct Choice {
    pub(super) code: String,
    pub(super) name: String,
}

/// A column and what it is taken for.
pub(super) struct ColumnView {
    pub(super) number: u32,
    pub(super) letter: String,
    pub(super) heading: String,
    pub(super) sample: String,
    pub(super) meaning: String,
    pub(super) indicator: String,
    pub(super) breakdown: String,
    pub(super) period: String,
}

/// A sheet.
pub(super) struct TableView {
    pub(super) index: usize,
    pub(super) sheet: String,
    pub(super) first_row: String,
    pub(super) indicator: String,
    pub(super) period: String,
    pub(super) blank: String,
    pub(super) is_skipped: bool,
    pub(super) columns: Vec<ColumnView>,
    pub(super) labels: Vec<LabelView>,
}

/// A text of a column that only the user can explain, and what they said.
pub(super) struct LabelView {
    pub(super) text: String,
    pub(super) choice: String,
}

/// The whole form.
pub(super) struct ColumnsForm {
    pub(super) tables: Vec<TableView>,
    pub(super) meanings: Vec<Choice>,
    pub(super) indicators: Vec<Choice>,
    pub(super) breakdowns: Vec<Choice>,
    pub(super) blanks: Vec<Choice>,
}

impl ColumnsForm {
    /// The form as it was sent, in place of the proposal.
    pub(super) fn retype(&mut self, fields: &Fields) {
        let sent = |name: String| fields.get(&name).cloned().unwrap_or_default();
        for table in &mut self.tables {
            let index = table.index;
            table.first_row = sent(format!("first-{index}"));
            table.indicator = sent(format!("indicator-{index}"));
            table.period = sent(format!("period-{index}"));
            table.blank = sent(format!("blank-{index}"));
            table.is_skipped = sent(format!("skip-{index}")) == "yes";
            for column in &mut table.columns {
                let number = column.number;
                column.meaning = sent(format!("meaning-{index}-{number}"));
                column.indicator = sent(format!("indicator-{index}-{number}"));
                column.breakdown = sent(format!("breakdown-{index}-{number}"));
                column.period = sent(format!("period-{index}-{number}"));
            }
            for (number, label) in (1..).zip(&mut table.labels) {
                label.choice = sent(format!("choice-{index}-{number}"));
            }
        }
    }
}

fn meanings(door: &Door, words: Words) -> Vec<Choice> {
    let of = |code: &str| Choice {
        code: code.to_owned(),
        name: words.of("import-column", code),
    };
    let named = |family: &str, code: &str, name: &str| Choice {
        code: format!("{family}:{code}"),
        name: format!("{}: {name}", words.of("import-column", family)),
    };
    let mut choices = vec![
        Choice {
            code: String::new(),
            name: words.text("import-column-ignored"),
        },
        of("value"),
    ];
    choices.extend(LabelMeaning::PLAIN.iter().map(|(code, _)| of(code)));
    let country = door.country();
    let language = words.language();
    for level in country.levels() {
        choices.push(named("place", &level.code, level.names.text(language)));
    }
    for (code, _) in LabelMeaning::PARTS {
        choices.push(named("part", code, &words.of("import-column-part", code)));
    }
    for dimension in country.dimensions() {
        let name = dimension.names.text(language);
        choices.push(named("dimension", dimension.code.as_str(), name));
    }
    choices
}

/// The cells that a column of values may stand for: the total, every cell that a return asks for, and
/// whatever else was proposed.
fn breakdowns(door: &Door, words: Words, tables: &[TableView]) -> Vec<Choice> {
    let templates = door.country().templates().iter();
    let asked = templates.flat_map(|one| one.rows().map(|row| row.breakdown.clone()));
    let columns = tables.iter().flat_map(|table| &table.columns);
    let proposed = columns.filter_map(|one| Breakdown::parse(&one.breakdown).ok());
    let mut choices: Vec<Choice> = Vec::new();
    for breakdown in std::iter::once(Breakdown::total())
        .chain(asked)
        .chain(proposed)
    {
        let code = breakdown.to_string();
        if choices.iter().all(|one| one.code != code) {
            let name = show::breakdown_name(door, words, &breakdown);
            choices.push(Choice { code, name });
        }
    }
    choices
}

/// Reads the kept file again and puts the form together.
#[boxed]
pub(super) async fn columns_form(
    door: &Door,
    reader: &SignedIn,
    id: i64,
    kept: &Kept,
) -> Result<ColumnsForm, Failure> {
    let words = reader.words();
    let opened = door.intake().opened(&reader.actor, id, kept).await;
    let opened = opened.shown(reader.language)?;
    let tables = kept.mapping.tables.iter().enumerate();
    let tables: Vec<TableView> = tables
        .filter_map(|(index, table)| {
            let mut sheets = opened.sheets.iter();
            let sheet = sheets.find(|sheet| sheet.name() == table.sheet)?;
            Some(table_view(index, table, sheet))
        })
        .collect();
    Ok(ColumnsForm {
        breakdowns: breakdowns(door, words, &tables),
        tables,
        meanings: meanings(door, words),
        indicators: door
            .country()
            .indicators()
            .iter()
            .map(|one| Choice {
                code: one.code.to_string(),
                name: format!("{} {}", one.code, one.names.text(reader.language)),
            })
            .collect(),
        blanks: Meaning::ALL
            .into_iter()
            .map(|meaning| Choice {
                code: meaning.code().to_owned(),
                name: words.of("import-meaning", meaning.code()),
            })
            .collect(),
    })
}

fn table_view(index: usize, table: &TableMapping, sheet: &Sheet) -> TableView {
    let last = sheet.last_column().min(MOST_COLUMNS);
    TableView {
        index,
        sheet: table.sheet.clone(),
        first_row: table.first_row.to_string(),
        indicator: code_text(table.fixed.indicator.as_ref()),
        period: code_text(table.fixed.period.as_ref()),
        blank: String::new(),
        is_skipped: false,
        columns: (1..=last)
            .map(|number| column_view(table, sheet, number))
            .collect(),
        labels: labels(table, sheet)
            .into_iter()
            .map(|text| LabelView {
                text,
                choice: String::new(),
            })
            .collect(),
    }
}

fn code_text(code: Option<&impl ToString>) -> String {
    code.map_or_else(String::new, ToString::to_string)
}

fn column_view(table: &TableMapping, sheet: &Sheet, number: u32) -> ColumnView {
    let text = |row: u32| sheet.shown(row, number).map(|cell| cell.label());
    let headings: Vec<String> = (table.first_row.saturating_sub(4).max(1)..table.first_row)
        .filter_map(text)
        .filter(|text| !text.is_empty())
        .collect();
    let value = table.values.iter().find(|value| value.column == number);
    let label = table.labels.iter().find(|label| label.column == number);
    ColumnView {
        number,
        letter: sheet
            .source(1, number)
            .to_string()
            .rsplit('!')
            .next()
            .unwrap_or_default()
            .trim_end_matches('1')
            .to_owned(),
        heading: headings.join(" / "),
        sample: text(table.first_row).unwrap_or_default(),
        meaning: match (value, label) {
            (Some(_), _) => "value".to_owned(),
            (None, Some(label)) => label.meaning.code(),
            (None, None) => String::new(),
        },
        indicator: code_text(value.and_then(|value| value.key.indicator.as_ref())),
        breakdown: value.map_or_else(String::new, |value| value.key.breakdown.to_string()),
        period: code_text(value.and_then(|value| value.key.period.as_ref())),
    }
}

/// The texts of a column whose labels only the user can explain.
fn labels(table: &TableMapping, sheet: &Sheet) -> Vec<String> {
    let column = table
        .labels
        .iter()
        .find(|label| label.meaning == LabelMeaning::Choice)
        .map(|label| label.column);
    let Some(column) = column else {
        return Vec::new();
    };
    let mut found: Vec<String> = Vec::new();
    for row in sheet
        .rows()
        .iter()
        .filter(|row| row.number() >= table.first_row)
    {
        let text = row
            .cell(column)
            .map(|cell| cell.label())
            .unwrap_or_default();
        if !text.is_empty() && !found.contains(&text) && found.len() < MOST_LABELS {
            found.push(text);
        }
    }
    found
}
