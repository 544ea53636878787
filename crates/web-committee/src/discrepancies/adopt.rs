//! Adopting a figure from the file of a discrepancy.

use super::open::{Refused, again, file};
use crate::{
    Door,
    error::{InLanguage as _, at_field},
    session::{SignedIn, scope},
};
use access::{AdoptFigure, Permit};
use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use committee::{
    adoption::{AdoptionRule, Decision, adopt},
    discrepancies::DiscrepancyFile,
};
use page::Failure;
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
    fn rule(&self) -> Option<AdoptionRule> {
        let number = |text: &str| text.trim().parse::<i64>().ok();
        Some(match self.rule.as_str() {
            "institution" => AdoptionRule::Institution {
                institution: InstitutionCode::parse(&self.institution).ok()?,
            },
            "maximum" => AdoptionRule::Maximum,
            "sum" => AdoptionRule::Sum,
            "sum-less-overlap" => AdoptionRule::SumLessOverlap {
                overlap: number(&self.number)?,
            },
            "custom" => AdoptionRule::Custom {
                number: number(&self.number)?,
            },
            "range" => AdoptionRule::Range {
                low: number(&self.number)?,
                high: number(&self.high)?,
            },
            "unresolved" => AdoptionRule::Unresolved,
            _ => return None,
        })
    }
}

pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(id): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let file = file(&door, &reader, id).await?;
    let permit = reader.permit::<AdoptFigure>(scope(&door, &file.discrepancy.fact.place, None))?;
    match decide(&door, &reader, &permit, &file, &entered).await {
        Ok(()) => Ok(Redirect::to(&format!("/discrepancies/{id}")).into_response()),
        Err(failure) => {
            let refused = Refused {
                problems: at_field("rule", failure)?,
                adoption: Some(entered),
                ..Refused::default()
            };
            again(&door, &reader, &file, refused).await
        }
    }
}

async fn decide(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<AdoptFigure>,
    file: &DiscrepancyFile,
    entered: &Entered,
) -> Result<(), Failure> {
    let rule = entered
        .rule()
        .ok_or_else(|| Failure::refused("adoption-needs-number").in_language(reader.language))?;
    let decision = Decision {
        fact: file.discrepancy.fact.clone(),
        rule,
        reason: entered.reason.clone(),
        meeting: entered.meeting.parse().ok(),
    };
    let (database, catalogue) = (&door.database, &door.catalogue);
    adopt(database, catalogue, permit, &decision, door.clock.now())
        .await
        .shown(reader.language)?;
    Ok(())
}
