//! Below the regions: where the possible victims of each quarter lived, as the social services of the
//! region put it together from its municipalities. Synthetic, like everything below the country.

use crate::{DemonstrationError, Stage, calendar::Calendar, file, published, truth::Truth};
use access::{Actor, ImportFigures, Scope};
use committee::figures::Stage as FigureStage;
use vocabulary::{Breakdown, InstitutionCode, Period, ReportedValue, StatedFigure};

/// How many quarters are told by municipality.
const QUARTERS: usize = 8;
const INDICATOR: &str = "V01";

/// Imports the file of all regions.
pub(crate) async fn import(
    stage: &mut Stage<'_>,
    calendar: &Calendar,
    truth: &Truth,
) -> Result<(), DemonstrationError> {
    let mut figures = Vec::new();
    let first = calendar.quarters.len().saturating_sub(QUARTERS);
    for (number, quarter) in calendar.quarters.iter().enumerate().skip(first) {
        figures.extend(told(stage, truth, (number, *quarter)));
    }
    stage.summary.synthetic_figures += figures.len();
    let content = file::write(&mut figures);
    let country = stage.country.code().clone();
    let permit = Actor::operator().permit::<ImportFigures>(Scope::national(country))?;
    let (file, when) = (
        ("synthetic-municipalities.csv", content.as_str()),
        (FigureStage::Submitted, stage.now),
    );
    published::commit(stage, &permit, file, &figures, when).await
}

/// One quarter, municipality by municipality. One in nine has not answered.
fn told(stage: &Stage<'_>, truth: &Truth, (number, quarter): (usize, Period)) -> Vec<StatedFigure> {
    let country = &stage.country;
    let Some(indicator) = country.indicator(INDICATOR) else {
        return Vec::new();
    };
    let mut figures = Vec::new();
    for region in country.regions() {
        let Ok(institution) = InstitutionCode::parse(&format!("{}.SOCIAL", region.code)) else {
            continue;
        };
        if country.institution(institution.as_str()).is_none() {
            continue;
        }
        let units = truth.units(&region.code, quarter, INDICATOR).len();
        let places = country.children(&region.code, quarter.last_day(), Some("bashki"));
        for (position, place) in places.iter().enumerate() {
            if (number * 7 + position * 5) % 9 == 4 {
                continue;
            }
            // Each person lives in one of them; the first are the largest towns.
            let share = (0..units).filter(|unit| (unit * unit + number) % places.len() == position);
            let count = i64::try_from(share.count()).unwrap_or(i64::MAX);
            let Ok(value) = ReportedValue::value(count) else {
                continue;
            };
            figures.push(StatedFigure {
                institution: institution.clone(),
                indicator: indicator.code.clone(),
                place: place.code.clone(),
                period: quarter,
                breakdown: Breakdown::total(),
                value,
                counting_rule: None,
                comment: Some("sintetike".to_owned()),
                source: None,
            });
        }
    }
    figures
}
