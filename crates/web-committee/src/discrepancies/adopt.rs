//! Adopting a figure from the file of a discrepancy.

use super::open::file;
use crate::{
    Door,
    error::InLanguage as _,
    session::{SignedIn, scope},
};
use access::AdoptFigure;
use axum::{
    Form,
    extract::{Path, State},
    response::Redirect,
};
use committee::adoption::{AdoptionRule, Decision, adopt};
use page::Failure;
use serde::Deserialize;
use vocabulary::InstitutionCode;

#[derive(Deserialize)]
pub(crate) struct Entered {
    csrf: String,
    rule: String,
    #[serde(default)]
    institution: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    high: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    meeting: String,
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
) -> Result<Redirect, Failure> {
    reader.own_form(&entered.csrf)?;
    let file = file(&door, &reader, id).await?;
    let fact = file.discrepancy.fact;
    let permit = reader.permit::<AdoptFigure>(scope(&door, &fact.place, None))?;
    let rule = entered
        .rule()
        .ok_or_else(|| Failure::refused("adoption-needs-number").in_language(reader.language))?;
    let decision = Decision {
        fact,
        rule,
        reason: entered.reason,
        meeting: entered.meeting.parse().ok(),
    };
    adopt(
        &door.database,
        &door.catalogue,
        &permit,
        &decision,
        door.clock.now(),
    )
    .await
    .shown(reader.language)?;
    Ok(Redirect::to(&format!("/discrepancies/{id}")))
}
