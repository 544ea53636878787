//! Adopting a figure from the file of a discrepancy.

use super::open::{Refused, again, file};
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
    adoption::{AdoptionRule, Decision, adopt},
    discrepancies::DiscrepancyFile,
};
use page::{Failure, Problem};
use serde::Deserialize;
use vocabulary::InstitutionCode;

#[derive(Default, Deserialize)]
pub(crate) struct Entered {
    csrf: String,
    pub(super) rule: String,
    #[serde(default)]
    pub(super) institution: String,
    #[serde(default)]
    pub(super) number: String,
    #[serde(default)]
    pub(super) high: String,
    #[serde(default)]
    pub(super) reason: String,
    #[serde(default)]
    pub(super) meeting: String,
}

impl Entered {
    /// The rule with its numbers, each as `read` takes it from the field with that name.
    fn rule(
        &self,
        read: impl Fn(&str, &str) -> Result<i64, Problem>,
    ) -> Result<Option<AdoptionRule>, Problem> {
        let number = || read("number", &self.number);
        Ok(Some(match self.rule.as_str() {
            "institution" => AdoptionRule::Institution {
                institution: match InstitutionCode::parse(&self.institution) {
                    Ok(code) => code,
                    Err(_) => return Ok(None),
                },
            },
            "maximum" => AdoptionRule::Maximum,
            "sum" => AdoptionRule::Sum,
            "sum-less-overlap" => AdoptionRule::SumLessOverlap { overlap: number()? },
            "custom" => AdoptionRule::Custom { number: number()? },
            "range" => AdoptionRule::Range {
                low: number()?,
                high: read("high", &self.high)?,
            },
            "unresolved" => AdoptionRule::Unresolved,
            _ => return Ok(None),
        }))
    }
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

/// Adopts, or says what is wrong with a number that was typed.
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
    let read = |field: &str, text: &str| {
        read_number(door, words, &fact.indicator, text).map_err(|message| Problem {
            field: field.to_owned(),
            message,
        })
    };
    let rule = match entered.rule(read) {
        Ok(Some(rule)) => rule,
        Ok(None) => {
            return Err(Failure::refused("adoption-needs-number").in_language(reader.language));
        }
        Err(problem) => return Ok(Some(problem)),
    };
    let decision = Decision {
        fact: fact.clone(),
        rule,
        reason: entered.reason.clone(),
        meeting: entered.meeting.parse().ok(),
    };
    let (database, catalogue) = (&door.database, &door.catalogue);
    adopt(database, catalogue, permit, &decision, door.clock.now())
        .await
        .shown(reader.language)?;
    Ok(None)
}
