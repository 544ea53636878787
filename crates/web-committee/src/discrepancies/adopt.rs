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

#[derive(Default, Deserialize)]
pub(crate) struct Entered {
    csrf: String,
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
        Err(failure) => at_field_called("rule", &[("reason", "adopt-reason")], failure)?,
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
    let fact = &file.discrepancy.fact;
    let read = |text: &str| read_number(door, words, &fact.indicator, text);
    let rule = match rules::read(words, entered, read) {
        Ok(rule) => rule,
        Err(problem) => return Ok(Some(problem)),
    };
    let decision = Decision {
        fact: fact.clone(),
        rule,
        reason: entered.reason.clone(),
        meeting: entered.meeting.parse().ok(),
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
