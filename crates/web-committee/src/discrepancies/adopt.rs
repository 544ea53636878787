//! Adopting a figure from the file of a discrepancy.

use super::{
    open::{Refused, again, file},
    rules,
};
use crate::{
    Door,
    error::{InLanguage as _, at_field_called},
    read_number::read_number,
    session::{SignedIn, scope},
};
use access::{AdoptFigure, Permit};
use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use committee::{
    CommitteeError,
    adoption::{AdoptionRuleError, Decision, adopt},
    discrepancies::DiscrepancyFile,
};
use page::{Failure, Problem, Words, number_text};
use serde::Deserialize;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

#[derive(Default, Deserialize)]
pub(crate) struct Entered {
    csrf: String,
    /// What the page showed when the decision was typed.
    #[serde(default)]
    seen: String,
    #[serde(default)]
    pub(super) rule: String,
    #[serde(default)]
    pub(super) institution: String,
    #[serde(default)]
    pub(super) overlap: String,
    #[serde(default)]
    pub(super) number: String,
    #[serde(default)]
    pub(super) low: String,
    #[serde(default)]
    pub(super) high: String,
    #[serde(default)]
    pub(super) reason: String,
    #[serde(default)]
    pub(super) meeting: String,
}

/// What its texts are called, and their fields.
const FIELDS: [(&str, &str); 2] = [("reason", "adopt-reason"), ("words", "adopt-reason")];

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let file = file(&door, &reader, id).await?;
    let permit = reader.permit::<AdoptFigure>(scope(&door, &file.discrepancy.fact.place, None))?;
    let problems = match decide(&door, &reader, &permit, &file, &entered).await {
        Ok(None) => return Ok(Redirect::to(&format!("/discrepancies/{id}")).into_response()),
        Ok(Some(problem)) => vec![problem],
        Err(failure) => at_field_called("rule", &FIELDS, failure)?,
    };
    let refused = Refused {
        problems,
        adoption: Some(entered),
        ..Refused::default()
    };
    again(&door, &reader, &file, refused).await
}

/// Adopts, or says what is wrong with the rule and its numbers.
#[boxed]
async fn decide(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<AdoptFigure>,
    file: &DiscrepancyFile,
    entered: &Entered,
) -> Result<Option<Problem>, Failure> {
    let words = reader.words();
    if !entered.seen.is_empty() && entered.seen != seen(file) {
        let message = words.text("adoption-changed-meanwhile");
        return Ok(Some(Problem::new("rule", message)));
    }
    let fact = &file.discrepancy.fact;
    let read = |text: &str| read_number(door, words, &fact.indicator, text);
    let rule = match rules::read(words, entered, read) {
        Ok(rule) => rule,
        Err(problem) => return Ok(Some(problem)),
    };
    let Ok(meeting) = chosen_meeting(&entered.meeting) else {
        let message = words.text("meeting-unknown");
        return Ok(Some(Problem::new("meeting", message)));
    };
    let decision = Decision {
        fact: fact.clone(),
        rule,
        reason: entered.reason.clone(),
        meeting,
    };
    let (database, catalogue) = (&door.database, &door.catalogue);
    match adopt(database, catalogue, permit, &decision, door.clock.now()).await {
        Err(CommitteeError::Rule(error)) => {
            let decimals = crate::show::decimals(door, &fact.indicator);
            Ok(Some(rule_problem(words, &error, (&entered.rule, decimals))))
        }
        other => other.shown(reader.language).map(|_| None),
    }
}

/// What a page shows of the figures and of the decision on them, in short: nobody decides about figures
/// that they have not seen, nor over a decision of somebody else.
pub(super) fn seen(file: &DiscrepancyFile) -> String {
    let mut hasher = DefaultHasher::new();
    for figure in &file.figures {
        (&figure.institution, figure.value, figure.change.id).hash(&mut hasher);
    }
    file.adopted
        .as_ref()
        .map(|one| one.decided_at)
        .hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The meeting's number; none where the decision is provisional.
fn chosen_meeting(text: &str) -> Result<Option<i64>, std::num::ParseIntError> {
    match text {
        "" => Ok(None),
        number => number.parse().map(Some),
    }
}

/// Why the figures do not allow a rule, at the field that can be mended.
fn rule_problem(words: Words, error: &AdoptionRuleError, (rule, decimals): (&str, u8)) -> Problem {
    let field = match error {
        AdoptionRuleError::NoNumber(_) => "institution",
        AdoptionRuleError::Overlap { .. } => "overlap",
        AdoptionRuleError::Number if rule == "range" => "low",
        AdoptionRuleError::Number => "number",
        AdoptionRuleError::NoInput | AdoptionRuleError::TooLarge => "rule",
    };
    let message = match error {
        AdoptionRuleError::Overlap { most: 0, .. } => words.text("adoption-overlap-none"),
        AdoptionRuleError::Overlap { most, .. } => {
            let most = number_text(words.language(), *most, decimals);
            words.with("adoption-overlap-most", &[("most", most.into())])
        }
        other => words.text(other.key()),
    };
    Problem::new(field, message)
}
