//! Decisions on disputed figures: the rule follows from the reason, and every rule comes up.

use crate::{
    DemonstrationError, Stage,
    calendar::after,
    meetings::COMMITTEE_AFTER,
    notes::{culprit, fact},
    reason::Cause,
};
use access::{AdoptFigure, ReadFigures, Scope};
use committee::{
    adoption::{AdoptionRule, Decision, adopt},
    figures::{FactFigure, fact_figures},
};
use rand::RngExt as _;
use vocabulary::{Period, PlaceCode};

/// Takes the decision on the fact that a cause disturbs: by a meeting for older quarters,
/// provisionally for the last but one, none for the last and for a part of the others.
pub(crate) async fn take(
    stage: &mut Stage<'_>,
    (region, period, cause): (&PlaceCode, Period, Cause),
    meeting: Option<i64>,
    quarters_ago: usize,
) -> Result<(), DemonstrationError> {
    let is_left_open = stage.random.random_range(0..3) == 0;
    let at = after(period, COMMITTEE_AFTER, 30);
    if is_left_open || quarters_ago == 0 || meeting.is_none() || at > stage.now {
        return Ok(());
    }
    let Some(fact) = fact(stage, region, cause, period) else {
        return Ok(());
    };
    let chair = stage.cast.chair(region)?;
    let whole = Scope::regional(region.clone());
    let permit = chair.permit::<ReadFigures>(whole.clone())?;
    let figures = fact_figures(stage.database, stage.catalogue, &permit, &fact).await?;
    let Some(rule) = rule(stage, region, cause, &figures)? else {
        return Ok(());
    };
    let decision = Decision {
        fact,
        rule,
        reason: format!("{} (synthetic)", cause.code),
        meeting: meeting.filter(|_| quarters_ago > 1),
    };
    let permit = chair.permit::<AdoptFigure>(whole)?;
    adopt(stage.database, stage.catalogue, &permit, &decision, at).await?;
    stage.summary.adoptions += 1;
    Ok(())
}

/// The rule that fits the reason; `None` where the figures give no ground for any.
fn rule(
    stage: &Stage<'_>,
    region: &PlaceCode,
    cause: Cause,
    figures: &[FactFigure],
) -> Result<Option<AdoptionRule>, DemonstrationError> {
    let numbers = || figures.iter().filter_map(|figure| figure.value.number());
    let (Some(low), Some(high)) = (numbers().min(), numbers().max()) else {
        return Ok(None);
    };
    let other = culprit(stage, region, cause.kind)?;
    let witness = figures
        .iter()
        .find(|figure| figure.institution != other && figure.value.number().is_some());
    let institution = |figure: &FactFigure| AdoptionRule::Institution {
        institution: figure.institution.clone(),
    };
    Ok(match (cause.code, cause.indicator) {
        ("overlap", "A01") => {
            let most = numbers().sum::<i64>() - high;
            Some(AdoptionRule::SumLessOverlap { overlap: most / 2 })
        }
        ("overlap", _) => Some(AdoptionRule::Sum),
        ("coverage" | "late-revision", _) => Some(AdoptionRule::Maximum),
        ("unit" | "date-basis", _) => Some(AdoptionRule::Custom { number: high }),
        ("unknown" | "territorial-basis", _) if low < high => {
            Some(AdoptionRule::Range { low, high })
        }
        ("legal-classification", _) => Some(AdoptionRule::Unresolved),
        _ => witness.map(institution),
    })
}
