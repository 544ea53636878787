//! Frozen pictures of the last complete year: each region and the country.

use crate::{DemonstrationError, Stage, calendar::Calendar};
use access::{FreezeSnapshot, Scope};
use committee::snapshots::snapshot_freeze;

/// Freezes them. The country's picture is that of the last year for which anything was published.
pub(crate) async fn freeze(
    stage: &mut Stage<'_>,
    calendar: &Calendar,
) -> Result<(), DemonstrationError> {
    let country = stage.country.clone();
    let Some(year) = calendar.last_year else {
        return Ok(());
    };
    let published = country
        .published_figures()
        .iter()
        .filter(|one| one.place == *country.code() && one.period <= year)
        .map(|one| one.period)
        .max();
    let regions = country.regions().into_iter();
    let scopes = regions
        .map(|region| (Scope::regional(region.code.clone()), year))
        .chain(published.map(|period| (Scope::national(country.code().clone()), period)));
    for (scope, period) in scopes {
        let permit = stage.cast.analyst()?.permit::<FreezeSnapshot>(scope)?;
        let code =
            snapshot_freeze(stage.database, stage.catalogue, &permit, period, stage.now).await?;
        stage.summary.snapshots.push(code);
    }
    Ok(())
}
