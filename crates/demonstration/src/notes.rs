//! What people add to discrepancies: reasons for about half of them, a few questions and answers.

use crate::{DemonstrationError, Stage, calendar::after, reason::Cause};
use access::{Actor, AnnotateDiscrepancy, ReadDiscrepancies, Scope};
use committee::{
    discrepancies::{Discrepancy, NewNote, NoteKind, Status, discrepancies_of_fact, note_add},
    figures::FactKey,
};
use jiff::{Timestamp, ToSpan as _};
use rand::RngExt as _;
use vocabulary::{Breakdown, IndicatorCode, InstitutionCode, Period, PlaceCode};

/// The fact that a cause is about.
pub(crate) fn fact(
    stage: &Stage<'_>,
    region: &PlaceCode,
    cause: Cause,
    period: Period,
) -> Option<FactKey> {
    let indicator: Option<IndicatorCode> = stage
        .country
        .indicator(cause.indicator)
        .map(|indicator| indicator.code.clone());
    Some(FactKey {
        indicator: indicator?,
        place: region.clone(),
        period,
        breakdown: Breakdown::parse(cause.cell).ok()?,
    })
}

/// Whoever is the cause of it, in one region.
pub(crate) fn culprit(
    stage: &Stage<'_>,
    region: &PlaceCode,
    kind: &'static str,
) -> Result<InstitutionCode, DemonstrationError> {
    let mut institutions = stage.country.institutions().iter();
    institutions
        .find(|one| one.kind.as_str() == kind && one.place == *region)
        .map(|one| one.code.clone())
        .ok_or_else(|| DemonstrationError::Institution {
            kind,
            place: region.to_string(),
        })
}

/// Adds what is said about the discrepancies of one region's cause.
pub(crate) async fn add(
    stage: &mut Stage<'_>,
    region: &PlaceCode,
    cause: Option<Cause>,
    period: Period,
) -> Result<(), DemonstrationError> {
    let Some((cause, fact)) =
        cause.and_then(|cause| Some((cause, fact(stage, region, cause, period)?)))
    else {
        return Ok(());
    };
    let secretariat = stage.cast.secretariat(region)?.clone();
    let whole = Scope::regional(region.clone());
    let permit = secretariat.permit::<ReadDiscrepancies>(whole.clone())?;
    let found = discrepancies_of_fact(stage.database, stage.catalogue, &permit, &fact).await?;
    let open: Vec<&Discrepancy> = found
        .iter()
        .filter(|one| one.status == Status::Open)
        .collect();
    let Some(discrepancy) = open.first().map(|one| one.id) else {
        return Ok(());
    };
    *stage
        .summary
        .reasons
        .entry(cause.code.to_owned())
        .or_default() += 1;
    let (has_reason, has_question, has_answer) = (
        stage.random.random_range(0..2) == 0,
        stage.random.random_range(0..5) == 0,
        stage.random.random_range(0..3) > 0,
    );
    if has_question {
        let institution = culprit(stage, region, cause.kind)?;
        let at = after(period, 22, 0);
        let question = NewNote {
            kind: NoteKind::Question,
            reason: None,
            institution: Some(institution.clone()),
            due_on: Some(period.last_day().saturating_add(36.days())),
            content: "Si e keni numëruar këtë shifër? (sintetike)".to_owned(),
        };
        write(
            stage,
            &secretariat,
            (whole.clone(), discrepancy),
            &question,
            at,
        )
        .await?;
        if has_answer {
            let member = stage.cast.member(&institution)?.clone();
            let own = whole.clone().of_institution(institution);
            let answer = plain(
                NoteKind::Answer,
                "Sipas regjistrit tonë dhe rregullit tonë. (sintetike)",
            );
            write(
                stage,
                &member,
                (own, discrepancy),
                &answer,
                after(period, 27, 0),
            )
            .await?;
        }
    }
    if has_reason {
        let mut reason = plain(NoteKind::Reason, "sintetike");
        reason.reason = Some(cause.code.to_owned());
        write(
            stage,
            &secretariat,
            (whole, discrepancy),
            &reason,
            after(period, 29, 0),
        )
        .await?;
    }
    Ok(())
}

fn plain(kind: NoteKind, content: &str) -> NewNote {
    NewNote {
        kind,
        reason: None,
        institution: None,
        due_on: None,
        content: content.to_owned(),
    }
}

async fn write(
    stage: &mut Stage<'_>,
    actor: &Actor,
    (scope, discrepancy): (Scope, i64),
    note: &NewNote,
    at: Timestamp,
) -> Result<(), DemonstrationError> {
    if at > stage.now {
        return Ok(());
    }
    let permit = actor.permit::<AnnotateDiscrepancy>(scope)?;
    note_add(
        stage.database,
        stage.catalogue,
        &permit,
        discrepancy,
        note,
        at,
    )
    .await?;
    stage.summary.notes += 1;
    Ok(())
}
