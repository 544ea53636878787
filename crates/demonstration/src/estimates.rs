//! The worked example of an estimate: the United Kingdom in 2013, whose lists are published.
//!
//! Source of the capture histories: B. W. Silverman, "Modern slavery: an application of multiple
//! systems estimation", Home Office, 2014, table 1 (also Chan, Silverman & Vincent 2021). The six
//! lists are local authorities (LA), non-governmental organisations (NG), police forces (PF),
//! government organisations (GO), the general public (GP) and the National Crime Agency (NCA).

use crate::{DemonstrationError, Stage};
use access::{RunEstimate, Scope};
use estimation::{
    EstimationError,
    estimates::{Calculated, Choices, NewEstimate, Origin, calculate, estimate_keep},
};
use tokio::task::{JoinHandle, spawn_blocking};

const HISTORIES: &str = include_str!("../data/united-kingdom-2013.csv");
const TITLE: &str =
    "Mbretëria e Bashkuar 2013 (shembull i botuar) / United Kingdom 2013 (published example)";
const SOURCE: &str = "Silverman 2014, Home Office: LA, NG, PF, GO, GP, NCA";

/// An estimate that is being calculated.
pub(crate) struct Awaited(JoinHandle<Result<(NewEstimate, Calculated), EstimationError>>);

/// Begins to calculate the worked example. It takes seconds and needs nothing of the rest: on another
/// thread it is done while the returns are played.
pub(crate) fn begin() -> Awaited {
    Awaited(spawn_blocking(|| {
        let estimate = NewEstimate {
            title: TITLE.to_owned(),
            source: SOURCE.to_owned(),
            origin: Origin::Published,
            histories: HISTORIES.to_owned(),
            choices: Choices::default(),
        };
        let calculated = calculate(&estimate.histories, &estimate.choices, &|| true)?;
        Ok((estimate, calculated))
    }))
}

/// Keeps the worked example.
pub(crate) async fn keep(stage: &Stage<'_>, awaited: Awaited) -> Result<(), DemonstrationError> {
    let national = Scope::national(stage.country.code().clone());
    let permit = stage.cast.analyst()?.permit::<RunEstimate>(national)?;
    let calculated = awaited.0.await;
    let (estimate, calculated) = calculated.map_err(|_| DemonstrationError::Lost)??;
    estimate_keep(stage.database, &permit, &estimate, &calculated, stage.now).await?;
    Ok(())
}
