//! Baselines and targets for each region and for the country.

use crate::{DemonstrationError, Stage, calendar::Calendar};
use access::{Scope, SetTarget};
use committee::targets::{Target, TargetKind, target_set};
use vocabulary::{Breakdown, Period, PeriodKind, PlaceCode};

const SOURCE: &str = "Plani lokal i veprimit (sintetike)";
/// Indicator, baseline and target of one region in a quarter; a year has four of them.
const MARKS: [(&str, i64, i64); 3] = [("V01", 2, 4), ("A01", 5, 8), ("W02", 12, 18)];

/// Sets the marks: the baseline at the first quarter and the first whole year, the target a year after the
/// last.
pub(crate) async fn set(
    stage: &mut Stage<'_>,
    calendar: &Calendar,
) -> Result<(), DemonstrationError> {
    let (Some(first), Some(last)) = (calendar.quarters.first(), calendar.quarters.last()) else {
        return Ok(());
    };
    let end = Period::new(PeriodKind::Quarter, last.year() + 1, last.part()).unwrap_or(*last);
    let years = Period::year_of(first.year() + 1).zip(Period::year_of(last.year() + 1));
    let regions: Vec<PlaceCode> = stage
        .country
        .regions()
        .iter()
        .map(|one| one.code.clone())
        .collect();
    let number = i64::try_from(regions.len()).unwrap_or(1);
    for region in &regions {
        let permit = stage
            .cast
            .chair(region)?
            .permit::<SetTarget>(Scope::regional(region.clone()))?;
        marks(stage, &permit, (*first, end), 1).await?;
        if let Some(years) = years {
            marks(stage, &permit, years, 4).await?;
        }
    }
    let national = Scope::national(stage.country.code().clone());
    let permit = stage.cast.analyst()?.permit::<SetTarget>(national)?;
    marks(stage, &permit, (*first, end), number).await?;
    if let Some(years) = years {
        marks(stage, &permit, years, 4 * number).await?;
    }
    Ok(())
}

async fn marks(
    stage: &mut Stage<'_>,
    permit: &access::Permit<SetTarget>,
    (first, end): (Period, Period),
    factor: i64,
) -> Result<(), DemonstrationError> {
    for (code, baseline, target) in MARKS {
        let Some(indicator) = stage.country.indicator(code).map(|one| one.code.clone()) else {
            continue;
        };
        for (kind, period, number) in [
            (TargetKind::Baseline, first, baseline),
            (TargetKind::Target, end, target),
        ] {
            let mark = Target {
                indicator: indicator.clone(),
                place: permit.scope().place.clone(),
                breakdown: Breakdown::default(),
                kind,
                period,
                number: Some(number * factor),
                source: SOURCE.to_owned(),
            };
            target_set(stage.database, stage.catalogue, permit, &mark, stage.now).await?;
            stage.summary.targets += 1;
        }
    }
    Ok(())
}
