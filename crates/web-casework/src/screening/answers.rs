//! What the form of an instrument sent, as the library wants it.

use crate::entered::Entered;
use casework::{Answer, Attendant, Instrument, ScreeningBasis};

/// The name of a question's field: its code without the stroke, which no id should hold.
pub(super) fn field_name(question: &str) -> String {
    question.replace('/', ".")
}

/// The answer to a question; what was not touched was not asked.
pub(super) fn answer(entered: &Entered, question: &str) -> Answer {
    Answer::from_code(entered.get(&field_name(question))).unwrap_or(Answer::NotAsked)
}

/// Everything that was answered.
pub(super) fn answers(instrument: &Instrument, entered: &Entered) -> Vec<(String, Answer)> {
    let all = instrument.questions().map(|(question, _)| {
        let given = answer(entered, &question);
        (question, given)
    });
    all.filter(|(_, given)| *given != Answer::NotAsked)
        .collect()
}

/// What it rests on; what is not said was seen.
pub(super) fn basis(entered: &Entered) -> ScreeningBasis {
    ScreeningBasis::from_code(entered.get("basis")).unwrap_or(ScreeningBasis::Observation)
}

/// Who was there.
pub(super) fn present(entered: &Entered) -> Vec<Attendant> {
    let chosen = entered.all("present");
    chosen.filter_map(Attendant::from_code).collect()
}
