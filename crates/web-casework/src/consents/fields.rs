//! Fields of the person to agree to, to refuse, to tell: only those in compartments that the reader
//! can open.

use crate::{
    entered::Entered,
    session::Insider,
    sheet::{Question, Questions},
    show,
};
use casework::{CaseView, Field};
use page::Choice;

/// The fields that a reader's grants open.
pub(crate) fn own_fields(seen: &CaseView) -> Vec<Field> {
    let all = Field::OF_PERSON.iter().copied();
    all.filter(|one| seen.opens.contains(&one.compartment()))
        .collect()
}

/// Fields to tick, as they were ticked.
pub(crate) fn chosen(
    reader: &Insider,
    (name, fields): (&str, &[Field]),
    entered: &Entered,
) -> Vec<Choice> {
    let codes = fields.iter().map(|one| one.code());
    let mut choices = show::choices(reader.words(), "case-field", codes, "");
    for choice in &mut choices {
        choice.is_chosen = entered.all(name).any(|code| code == choice.code);
    }
    choices
}

/// What the person may say of a field.
const SAID: [&str; 3] = ["agreed", "refused", "open"];

/// Each field with what the person said of it; what is not touched was not asked.
pub(super) fn said(reader: &Insider, fields: &[Field], entered: &Entered) -> Questions {
    let words = reader.words();
    let rows = fields.iter().map(|field| Question {
        name: field_name(*field),
        label: words.of("case-field", field.code()),
        chosen: match entered.get(&field_name(*field)) {
            typed if SAID.contains(&typed) => typed.to_owned(),
            _ => "open".to_owned(),
        },
    });
    Questions {
        id: "fields".to_owned(),
        legend: words.text("case-consent-fields"),
        answers: SAID
            .map(|code| (code.to_owned(), words.of("case-consent-said", code)))
            .to_vec(),
        rows: rows.collect(),
    }
}

fn field_name(field: Field) -> String {
    format!("field.{}", field.code())
}

/// The fields of which the person said so.
pub(super) fn of_answer(fields: &[Field], entered: &Entered, said: &str) -> Vec<Field> {
    let own = fields.iter().copied();
    own.filter(|field| entered.get(&field_name(*field)) == said)
        .collect()
}
