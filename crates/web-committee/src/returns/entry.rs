//! What somebody typed into the cells of a form: kept as typed, and read cell by cell. A text that
//! is no number is a problem with its place, never a guess.

use crate::{Door, read_number::read_number, show};
use committee::{
    LONGEST_TEXT,
    returns::{CellEntry, ReturnCell},
};
use page::{Problem, Words, number_text};
use std::{
    collections::{BTreeMap, hash_map::DefaultHasher},
    hash::{Hash as _, Hasher as _},
};
use vocabulary::{Confidence, FigureState, Language, ReportedValue, ReportedValueError};

/// The fields of a form by their names.
pub(super) type Fields = BTreeMap<String, String>;

/// What stands in the fields of one cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Typed {
    /// The number, as typed.
    pub(super) number: String,
    /// The state's code, with the grade of an estimate: `estimated-B`.
    pub(super) state: String,
    /// The remark.
    pub(super) comment: String,
}

/// The codes of the states that can be chosen, in order.
pub(super) fn state_codes() -> Vec<String> {
    let mut codes = Vec::new();
    for state in FigureState::ALL {
        codes.push(state.code().to_owned());
        if state == FigureState::Estimated {
            let grades = Confidence::ALL.iter();
            codes.extend(grades.map(|grade| format!("{}-{}", state.code(), grade.code())));
        }
    }
    codes
}

/// A state with the grade of an estimate as one code.
fn state_code(value: ReportedValue) -> String {
    match value.confidence() {
        Some(grade) => format!("{}-{}", value.state().code(), grade.code()),
        None => value.state().code().to_owned(),
    }
}

/// A number as somebody would type it: without groups, with the language's decimal mark.
fn typed_number(language: Language, number: i64, decimals: u8) -> String {
    let text = number_text(language, number, decimals);
    let mark = match language {
        Language::Albanian => ',',
        Language::English => '.',
    };
    text.chars()
        .filter(|one| one.is_ascii_digit() || *one == mark)
        .collect()
}

impl Typed {
    /// What the fields of a cell show before anybody types.
    pub(super) fn of_cell(door: &Door, language: Language, cell: &ReturnCell) -> Self {
        let decimals = show::decimals(door, &cell.indicator);
        let value = cell.shown();
        Self {
            number: value
                .and_then(|value| value.number())
                .map_or_else(String::new, |number| {
                    typed_number(language, number, decimals)
                }),
            state: value.map_or_else(|| FigureState::Value.code().to_owned(), state_code),
            comment: cell.comment.clone().unwrap_or_default(),
        }
    }

    /// What came back from the form.
    pub(super) fn of_fields(fields: &Fields, index: usize) -> Self {
        let field = |name: &str| {
            let text = fields.get(&format!("{name}-{index}"));
            text.map_or_else(String::new, |text| text.trim().to_owned())
        };
        Self {
            number: field("number"),
            state: field("state"),
            comment: field("comment"),
        }
    }
}

/// A short text that changes when any cell of the return does: whoever saves over somebody else's
/// work is told.
pub(super) fn fingerprint(cells: &[Typed]) -> String {
    let mut hasher = DefaultHasher::new();
    for cell in cells {
        (&cell.number, &cell.state, &cell.comment).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// Reads one cell: `None` where nothing was said and nothing is.
pub(super) fn read(
    door: &Door,
    words: Words,
    cell: &ReturnCell,
    typed: &Typed,
) -> Result<Option<ReportedValue>, String> {
    let (state, grade) = chosen(&typed.state).ok_or_else(|| words.text("returns-state-unknown"))?;
    if typed.number.is_empty() {
        if state.has_number() {
            return match (state, cell.shown()) {
                (FigureState::Value, None) => Ok(None),
                (FigureState::Value, Some(_)) => Err(words.text("returns-cell-cleared")),
                _ => Err(words.text("returns-number-missing")),
            };
        }
        let value = ReportedValue::without_number(state);
        return value
            .map(Some)
            .map_err(|_| words.text("returns-number-missing"));
    }
    if !state.has_number() {
        return Err(words.text("returns-number-excluded"));
    }
    let number = read_number(door, words, &cell.indicator, &typed.number)?;
    ReportedValue::parse(state, Some(number), grade)
        .map(Some)
        .map_err(|error| words.text(number_problem(error)))
}

/// The state and the grade behind a code of [`state_codes`]; a value where nothing was chosen.
fn chosen(code: &str) -> Option<(FigureState, Option<Confidence>)> {
    if code.is_empty() {
        return Some((FigureState::Value, None));
    }
    match code.split_once('-') {
        Some((state, grade)) => {
            let state = FigureState::from_code(state)?;
            let graded = state == FigureState::Estimated;
            Some((
                state,
                Some(Confidence::from_code(grade).filter(|_| graded)?),
            ))
        }
        None => Some((FigureState::from_code(code)?, None)),
    }
}

/// Why a number is no figure.
const fn number_problem(error: ReportedValueError) -> &'static str {
    match error {
        ReportedValueError::Negative => "exchange-value-negative",
        ReportedValueError::TooLarge => "exchange-value-too-large",
        ReportedValueError::NumberMissing(_) => "returns-number-missing",
        ReportedValueError::NumberExcluded(_) => "returns-number-excluded",
        ReportedValueError::ConfidenceExcluded => "returns-state-unknown",
    }
}

/// What is new or changed in the form, and what is wrong with it.
pub(super) fn entries(
    door: &Door,
    words: Words,
    cells: &[ReturnCell],
    typed: &[Typed],
) -> (Vec<CellEntry>, Vec<Problem>) {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    for (index, (cell, typed)) in cells.iter().zip(typed).enumerate() {
        if typed.comment.chars().count() > LONGEST_TEXT {
            let message = words.text("note-too-long");
            problems.push(Problem::new(format!("comment-{index}"), message));
            continue;
        }
        match read(door, words, cell, typed) {
            Ok(None) if typed.comment.is_empty() => {}
            Ok(None) => problems.push(problem(
                door,
                words,
                cell,
                index,
                &words.text("returns-remark-alone"),
            )),
            Ok(Some(value)) => {
                let comment = (!typed.comment.is_empty()).then(|| typed.comment.clone());
                if cell.shown() != Some(value) || cell.comment != comment {
                    entries.push(CellEntry {
                        indicator: cell.indicator.clone(),
                        breakdown: cell.breakdown.clone(),
                        value,
                        counting_rule: cell.counting_rule.clone(),
                        comment,
                    });
                }
            }
            Err(message) => problems.push(problem(door, words, cell, index, &message)),
        }
    }
    (entries, problems)
}

/// The required cells that say nothing, each at its own place.
pub(super) fn missing(door: &Door, words: Words, cells: &[ReturnCell]) -> Vec<Problem> {
    let message = words.text("returns-cell-required");
    let cells = cells.iter().enumerate();
    cells
        .filter(|(_, cell)| cell.is_required && cell.shown().is_none())
        .map(|(index, cell)| problem(door, words, cell, index, &message))
        .collect()
}

fn problem(door: &Door, words: Words, cell: &ReturnCell, index: usize, message: &str) -> Problem {
    Problem {
        field: format!("number-{index}"),
        message: format!("{}: {message}", cell_name(door, words, cell)),
    }
}

/// The name of a cell: indicator and breakdown.
pub(super) fn cell_name(door: &Door, words: Words, cell: &ReturnCell) -> String {
    let indicator = show::indicator_name(door, words, &cell.indicator);
    if cell.breakdown.is_total() {
        indicator
    } else {
        let breakdown = show::breakdown_name(door, words, &cell.breakdown);
        format!("{indicator}, {breakdown}")
    }
}
