//! The annual analysis: in February each committee and the national office adopt the counts of the
//! year that is over. Releases are made from these.

use crate::{
    DemonstrationError, Stage,
    calendar::{Calendar, day},
    truth::{Truth, Unit},
};
use access::{Actor, AdoptFigure, HoldMeeting, Scope};
use committee::{
    adoption::{AdoptionRule, Decision, adopt},
    figures::FactKey,
    meetings::{MeetingKind, NewMeeting, meeting_record},
};
use jiff::{SignedDuration, Timestamp, tz::Offset};
use vocabulary::{Breakdown, IndicatorCode, Period, PeriodKind, PlaceCode};

/// Days after the end of a year.
const AFTER: i32 = 48;
/// The region whose committee has not finished its analysis of the last year.
const UNFINISHED: usize = 8;
/// What each committee adopts of its own region.
const REGIONAL: [(&str, &[&str]); 2] = [("V01", &["", "age=child", "age=adult"]), ("D01", &[""])];
/// What the national office adopts of the country.
const NATIONAL: [(&str, &[&str]); 5] = [
    (
        "V01",
        &[
            "",
            "sex=female",
            "sex=male",
            "age=child",
            "age=adult",
            "form=sexual",
            "form=labour",
            "form=begging",
            "form=criminality",
            "form=other",
        ],
    ),
    ("V02", &[""]),
    ("J01", &[""]),
    ("J05", &[""]),
    ("J06", &[""]),
];

/// A meeting, and who decides in it about what.
pub(crate) struct Analysis {
    actor: Actor,
    scope: Scope,
    meeting: i64,
    at: Timestamp,
}

/// The years of which every quarter was played.
pub(crate) fn years(calendar: &Calendar) -> Vec<Period> {
    let years = calendar.years().into_iter().filter_map(Period::year_of);
    let is_whole = |year: &Period| {
        let mut parts = year.parts(PeriodKind::Quarter).into_iter();
        parts.all(|quarter| calendar.quarters.contains(&quarter))
    };
    years.filter(is_whole).collect()
}

/// Adopts the counts of every whole year; gives the national meetings, by year.
pub(crate) async fn adopt_years(
    stage: &mut Stage<'_>,
    calendar: &Calendar,
    truth: &Truth,
) -> Result<Vec<(Period, Analysis)>, DemonstrationError> {
    let regions: Vec<PlaceCode> = stage
        .country
        .regions()
        .iter()
        .map(|one| one.code.clone())
        .collect();
    let years = years(calendar);
    let mut national = Vec::new();
    for year in &years {
        let is_last = years.last() == Some(year);
        for (number, region) in regions.iter().enumerate() {
            if is_last && number == UNFINISHED {
                continue;
            }
            let actor = stage.cast.chair(region)?.clone();
            let analysis = meet(stage, actor, Scope::regional(region.clone()), *year).await?;
            for (indicator, cells) in REGIONAL {
                for cell in cells {
                    let count = count(
                        truth,
                        std::slice::from_ref(region),
                        (*year, indicator, cell),
                    );
                    analysis
                        .decide(stage, (indicator, *year, cell), count)
                        .await?;
                }
            }
        }
        let actor = stage.cast.analyst()?.clone();
        let nation = Scope::national(stage.country.code().clone());
        let analysis = meet(stage, actor, nation, *year).await?;
        for (indicator, cells) in NATIONAL {
            for cell in cells {
                let count = count(truth, &regions, (*year, indicator, cell));
                analysis
                    .decide(stage, (indicator, *year, cell), count)
                    .await?;
            }
        }
        for quarter in year.parts(PeriodKind::Quarter) {
            let count = count(truth, &regions, (quarter, "V01", ""));
            analysis.decide(stage, ("V01", quarter, ""), count).await?;
        }
        national.push((*year, analysis));
    }
    Ok(national)
}

async fn meet(
    stage: &mut Stage<'_>,
    actor: Actor,
    scope: Scope,
    year: Period,
) -> Result<Analysis, DemonstrationError> {
    let on = year
        .last_day()
        .saturating_add(jiff::Span::new().days(AFTER));
    let at = Offset::constant(1).to_timestamp(on.at(11, 0, 0, 0));
    let at = at.unwrap_or(stage.now).min(stage.now);
    let meeting = NewMeeting {
        place: scope.place.clone(),
        kind: MeetingKind::Committee,
        held_on: day(at),
        title: format!("Analiza vjetore {year} (sintetike)"),
        reference: format!("ANALIZA-{year}"),
        decisions: "U miratuan shifrat e vitit. (sintetike)".to_owned(),
    };
    let permit = actor.permit::<HoldMeeting>(scope.clone())?;
    let when = (at, day(at));
    let meeting = meeting_record(stage.database, stage.catalogue, &permit, &meeting, when).await?;
    stage.summary.meetings += 1;
    Ok(Analysis {
        actor,
        scope,
        meeting,
        at,
    })
}

impl Analysis {
    /// When it met.
    pub(crate) fn days_later(&self, days: i64) -> Timestamp {
        self.at + SignedDuration::from_hours(24 * days)
    }

    /// Adopts one count.
    pub(crate) async fn decide(
        &self,
        stage: &mut Stage<'_>,
        (indicator, period, cell): (&str, Period, &str),
        number: i64,
    ) -> Result<(), DemonstrationError> {
        let (Ok(indicator), Ok(breakdown)) =
            (IndicatorCode::parse(indicator), Breakdown::parse(cell))
        else {
            return Ok(());
        };
        let decision = Decision {
            fact: FactKey {
                indicator,
                place: self.scope.place.clone(),
                period,
                breakdown,
            },
            rule: AdoptionRule::Custom { number },
            reason: "analiza vjetore (sintetike)".to_owned(),
            meeting: Some(self.meeting),
        };
        let permit = self.actor.permit::<AdoptFigure>(self.scope.clone())?;
        adopt(stage.database, stage.catalogue, &permit, &decision, self.at).await?;
        stage.summary.adoptions += 1;
        Ok(())
    }
}

/// The true count of a year or a quarter in some regions together.
pub(crate) fn count(
    truth: &Truth,
    regions: &[PlaceCode],
    (period, indicator, cell): (Period, &str, &str),
) -> i64 {
    let mut quarters = period.parts(PeriodKind::Quarter);
    if quarters.is_empty() {
        quarters.push(period);
    }
    let fits = |unit: &&Unit| match cell.split_once('=') {
        Some(wanted) => unit.terms.contains(&wanted),
        None => true,
    };
    let of = |region: &PlaceCode, quarter: Period| {
        truth
            .units(region, quarter, indicator)
            .iter()
            .filter(fits)
            .count()
    };
    let all = regions
        .iter()
        .flat_map(|region| quarters.iter().map(move |quarter| of(region, *quarter)));
    i64::try_from(all.sum::<usize>()).unwrap_or(i64::MAX)
}
