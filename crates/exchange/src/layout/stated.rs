//! From a value cell, the state and the confidence beside it to one reported value.

use super::{mapping::TableMapping, reading::RefusalReason};
use crate::value::{Doubt, Meaning, Meanings, Understood};
use vocabulary::{Confidence, FigureState, ReportedValue};

/// What a value cell comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stated {
    Value(ReportedValue),
    Nothing,
    Ask(String, Doubt),
    Refused(RefusalReason),
}

/// The texts beside a value; empty where there is no such column.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Beside<'t> {
    pub(crate) state: &'t str,
    pub(crate) confidence: &'t str,
}

/// Puts value, state and confidence together.
///
/// A state is told by its code, or by a word that the user has given a meaning.
pub(crate) fn stated(
    understood: Understood,
    beside: Beside<'_>,
    table: &TableMapping,
    meanings: &Meanings,
) -> Stated {
    let named = |text: &str| {
        let meant = || meanings.of(text).and_then(Meaning::state);
        FigureState::from_code(text).or_else(meant)
    };
    let state = match beside.state {
        "" => None,
        code => match named(code) {
            Some(state) => Some(state),
            None => return Stated::Refused(RefusalReason::UnknownState(shortened(code))),
        },
    };
    let confidence = match beside.confidence {
        "" => None,
        code => match Confidence::from_code(code) {
            Some(confidence) => Some(confidence),
            None => return Stated::Refused(RefusalReason::Confidence(shortened(code))),
        },
    };
    let is_blank =
        matches!(&understood, Understood::Ask { text, doubt: Doubt::Meaning } if text.is_empty());
    match (understood, state) {
        (Understood::Refused(reason), _) => Stated::Refused(RefusalReason::Value(reason)),
        (Understood::Number(number), state) => of(
            state.unwrap_or(FigureState::Value),
            Some(number),
            confidence,
        ),
        (_, Some(state)) if is_blank && !state.has_number() => of(state, None, confidence),
        (_, Some(state)) if is_blank && state.has_number() => {
            Stated::Refused(RefusalReason::StateContradictsValue)
        }
        (Understood::Ask { .. }, None) if is_blank && table.blank.is_some() => {
            match table.blank.and_then(Meaning::state) {
                Some(state) => of(state, None, confidence),
                None => Stated::Nothing,
            }
        }
        (Understood::Ask { text, doubt }, _) => Stated::Ask(text, doubt),
        (Understood::NothingStated, _) => Stated::Nothing,
        (Understood::State(said), Some(state)) if said != state => {
            Stated::Refused(RefusalReason::StateContradictsValue)
        }
        (Understood::State(said), _) => of(said, None, confidence),
    }
}

fn of(state: FigureState, number: Option<i64>, confidence: Option<Confidence>) -> Stated {
    match ReportedValue::parse(state, number, confidence) {
        Ok(value) => Stated::Value(value),
        Err(_) => Stated::Refused(match confidence {
            Some(confidence) if state != FigureState::Estimated => {
                RefusalReason::Confidence(confidence.code().to_owned())
            }
            _ => RefusalReason::StateContradictsValue,
        }),
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(80).collect()
}
