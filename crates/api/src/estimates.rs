//! Estimates of how many people are on no list: asked for, listed, read whole.

use crate::{
    ApiDoor,
    aside::working,
    asked::{Asked, Nothing, Sent, bad_field},
    caller::Caller,
    refusal::{Refusal, about_lists, language_of_request},
};
use access::{Action, Permit, ReadEstimate, RunEstimate};
use axum::{
    Json,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode},
};
use boxed::boxed;
use estimation::{
    EstimationError,
    estimates::{
        Choices, Estimate, LinkageKnown, NewEstimate, Origin, calculate, estimate_find,
        estimate_keep, estimate_list,
    },
};
use page::{Failure, Words};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};
use utoipa::ToSchema;
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouterExt as _},
    routes,
};

/// Capture histories of ten lists are a few kilobytes; a line for each person some megabytes.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// How long a program waits for an answer. What takes longer is done on the command line.
const PATIENCE: Duration = Duration::from_secs(45);

pub(crate) fn routes() -> OpenApiRouter<ApiDoor> {
    let asked = routes!(estimate_page, estimate_ask);
    OpenApiRouter::new()
        .routes(asked.layer(DefaultBodyLimit::max(MOST_BYTES)))
        .routes(routes!(estimate_read))
}

/// An estimate.
#[derive(Debug, Serialize, ToSchema)]
struct EstimateShape {
    /// Its code.
    code: String,
    /// What it is about: whom, where, when.
    title: String,
    /// Where the lists come from.
    source: String,
    /// `published` or `inside`.
    origin: &'static str,
    /// When it was made.
    at: String,
    /// By whom.
    by: String,
}

/// An estimate with every method, the verdict and what it rests on.
#[derive(Debug, Serialize, ToSchema)]
struct EstimateFileShape {
    /// The estimate.
    estimate: EstimateShape,
    /// The answer as the engine gives it: every method, the range, the gate's verdict with its
    /// reasons, the sensitivity. The shape is that of `besa estimate --json`.
    #[schema(value_type = Object)]
    report: serde_json::Value,
    /// The BLAKE3 hash of the capture histories.
    histories_hash: String,
    /// The capture histories, for those alone who may calculate with them.
    histories: Option<String>,
}

/// A question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EstimateWriting {
    /// What it is about: whom, where, when.
    title: String,
    /// Where the lists come from.
    source: String,
    /// `published` or `inside`.
    origin: String,
    /// The capture histories, as CSV: one column of 0 and 1 for each list, and `count`.
    histories: String,
    /// The lists to use; all where nothing is said.
    #[serde(default)]
    lists: Vec<String>,
    /// The probability below which a pair of lists enters the stepwise model.
    threshold: Option<f64>,
    /// Bootstrap replicates.
    replicates: Option<u32>,
    /// The seed of all random numbers.
    seed: Option<u64>,
    /// What is known of the linkage: `not-stated` or `unmeasured`; left out where the share of
    /// missed links is given.
    linkage: Option<String>,
    /// The share of true links that was missed, 0 to 1.
    missed: Option<f64>,
}

/// The code of an estimate, to ask for it again.
#[derive(Debug, Serialize, ToSchema)]
struct EstimateCodeShape {
    /// Its code: the same question has the same code.
    code: String,
}

impl From<&Estimate> for EstimateShape {
    fn from(one: &Estimate) -> Self {
        Self {
            code: one.code.clone(),
            title: one.title.clone(),
            source: one.source.clone(),
            origin: one.origin.code(),
            at: one.made_at.to_string(),
            by: one.made_by.clone(),
        }
    }
}

impl EstimateWriting {
    fn estimate(self) -> Result<NewEstimate, Refusal> {
        let usual = Choices::default();
        let linkage = match (self.linkage.as_deref(), self.missed) {
            (None | Some("not-stated"), None) => LinkageKnown::NotStated,
            (Some("unmeasured"), None) => LinkageKnown::Unmeasured,
            (None, Some(share)) if (0.0..=1.0).contains(&share) => LinkageKnown::Missed(share),
            _ => return Err(bad_field("linkage, missed")),
        };
        let replicates = self.replicates.map(usize::try_from).transpose();
        Ok(NewEstimate {
            title: self.title,
            source: self.source,
            origin: Origin::from_code(&self.origin).ok_or_else(|| bad_field("origin"))?,
            histories: self.histories,
            choices: Choices {
                lists: self.lists,
                threshold: self.threshold.unwrap_or(usual.threshold),
                replicates: replicates
                    .map_err(|_| bad_field("replicates"))?
                    .unwrap_or(usual.replicates),
                seed: self.seed.unwrap_or(usual.seed),
                linkage,
            },
        })
    }
}

/// Leave to act on estimates, which speak of the whole country alone.
fn permit<A: Action>(door: &ApiDoor, caller: &Caller) -> Result<Permit<A>, Refusal> {
    caller.permit(door.scope(door.country().code(), None)?)
}

/// The estimates that were made, the latest first.
#[utoipa::path(get, path = "/estimates", tag = "estimates",
    responses((status = 200, body = Vec<EstimateShape>)))]
#[boxed]
async fn estimate_page(
    State(door): State<ApiDoor>,
    caller: Caller,
    _asked: Asked<Nothing>,
) -> Result<Json<Vec<EstimateShape>>, Refusal> {
    let permit = permit::<ReadEstimate>(&door, &caller)?;
    let found = estimate_list(&door.database, &permit).await?;
    Ok(Json(found.iter().map(Into::into).collect()))
}

/// One estimate: every method side by side, the verdict, and what it rests on.
#[utoipa::path(get, path = "/estimates/{code}", tag = "estimates",
    params(("code" = String, Path, description = "The estimate's code")),
    responses((status = 200, body = EstimateFileShape)))]
#[boxed]
async fn estimate_read(
    State(door): State<ApiDoor>,
    caller: Caller,
    Path(code): Path<String>,
    _asked: Asked<Nothing>,
) -> Result<Json<EstimateFileShape>, Refusal> {
    let reading = permit::<ReadEstimate>(&door, &caller)?;
    let file = estimate_find(&door.database, &reading, &code).await?;
    let may_calculate = permit::<RunEstimate>(&door, &caller).is_ok();
    let report = serde_json::from_str(&file.report_text);
    Ok(Json(EstimateFileShape {
        estimate: (&file.estimate).into(),
        report: report.map_err(|error| Failure::internal(&error))?,
        histories_hash: file.histories_hash,
        histories: file.histories.filter(|_| may_calculate),
    }))
}

/// Estimate how many people are on no list, and keep the answer.
#[utoipa::path(post, path = "/estimates", tag = "estimates", request_body = EstimateWriting,
    responses((status = 201, body = EstimateCodeShape)))]
#[boxed]
async fn estimate_ask(
    State(door): State<ApiDoor>,
    caller: Caller,
    headers: HeaderMap,
    _asked: Asked<Nothing>,
    Sent(writing): Sent<EstimateWriting>,
) -> Result<(StatusCode, Json<EstimateCodeShape>), Refusal> {
    let words = Words::in_language(language_of_request(&headers));
    let permit = permit::<RunEstimate>(&door, &caller)?;
    let estimate = writing.estimate()?;
    let (estimate, calculated) = working(move || {
        let start = Instant::now();
        let go_on = || start.elapsed() < PATIENCE;
        let calculated = calculate(&estimate.histories, &estimate.choices, &go_on);
        (estimate, calculated)
    })
    .await?;
    let calculated = match calculated {
        Err(EstimationError::Engine(error)) => return Err(about_lists(words, &error)),
        other => other?,
    };
    let now = door.clock.now();
    let code = estimate_keep(&door.database, &permit, &estimate, &calculated, now).await?;
    Ok((StatusCode::CREATED, Json(EstimateCodeShape { code })))
}
