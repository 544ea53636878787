//! From a matched round to an estimate of the people on no list, with every draw of the linkage.

use super::{
    open::{hold, refuse},
    permit,
};
use crate::{
    Door,
    error::{InLanguage as _, at_field},
    estimates::PATIENCE,
    returns::aside::blocking,
    session::SignedIn,
};
use access::RunEstimate;
use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use boxed::boxed;
use estimation::{
    EstimationError,
    estimates::{Choices, LinkageKnown, NewEstimate, Origin, calculate},
    rounds::{RoundHistories, round_estimate_keep, round_histories},
};
use page::{Failure, Problem};
use rendering::engine_message as message;
use serde::Deserialize;
use std::time::Instant;

#[derive(Deserialize)]
pub(crate) struct Entered {
    csrf: String,
}

#[boxed]
pub(crate) async fn submit(
    State(door): State<Door>,
    reader: SignedIn,
    Path(code): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    reader.own_form(&entered.csrf)?;
    let hold = hold(&door, &reader, &code).await?;
    let run = permit::<RunEstimate>(&door, &reader)?;
    let from = match round_histories(&door.database, &hold, &code).await {
        Ok(from) => from,
        Err(error) => {
            let failed: Result<(), EstimationError> = Err(error);
            let failure = failed.shown(reader.language).err();
            let failure = failure.unwrap_or_else(Failure::not_found);
            let problems = at_field("participants", failure)?;
            return refuse(&door, &reader, &code, String::new(), problems).await;
        }
    };
    let estimate = asked(from, &code);
    let (estimate, calculated) = blocking(&reader, move || {
        let start = Instant::now();
        let go_on = || start.elapsed() < PATIENCE;
        let calculated = calculate(&estimate.histories, &estimate.choices, &go_on);
        (estimate, calculated)
    })
    .await?;
    let calculated = match calculated {
        Ok(calculated) => calculated,
        Err(EstimationError::Engine(error)) => {
            let text = message::text(reader.words(), &error);
            let problems = vec![Problem::new("participants", text)];
            return refuse(&door, &reader, &code, String::new(), problems).await;
        }
        Err(error) => return Err(error).shown(reader.language),
    };
    let (permits, whole) = ((&hold, &run), (&estimate, &calculated));
    let kept = round_estimate_keep(&door.database, permits, &code, whole, door.clock.now())
        .await
        .shown(reader.language)?;
    Ok(Redirect::to(&format!("/estimates/{kept}")).into_response())
}

/// The question that a round's histories answer, with the methods' own choices.
fn asked(from: RoundHistories, code: &str) -> NewEstimate {
    NewEstimate {
        title: from.title,
        source: code.to_owned(),
        origin: Origin::Inside,
        histories: from.histories,
        choices: Choices {
            linkage: from
                .missed
                .map_or(LinkageKnown::Unmeasured, LinkageKnown::Missed),
            ..Choices::default()
        },
    }
}
