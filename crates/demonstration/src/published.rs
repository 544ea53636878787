//! The published figures: one import for each edition, so that a later edition is a revision.

use crate::{DemonstrationError, Stage, calendar::day, file};
use access::{Actor, ImportFigures, Permit, Scope};
use committee::{
    figures::Stage as FigureStage,
    imports::{NewImport, import_commit, import_stage},
};
use jiff::Timestamp;
use vocabulary::{
    Confidence, FigureState, ReportedValue, StatedFigure,
    country::{PublishedFigure, Qualifier},
};

/// Imports every edition, the first first.
pub(crate) async fn import(stage: &mut Stage<'_>) -> Result<(), DemonstrationError> {
    let country = stage.country.clone();
    let published = country.published_figures();
    let mut editions: Vec<u8> = published.iter().map(|one| one.edition).collect();
    editions.sort_unstable();
    editions.dedup();
    let permit =
        Actor::operator().permit::<ImportFigures>(Scope::national(country.code().clone()))?;
    for edition in editions {
        let mut figures: Vec<StatedFigure> = published
            .iter()
            .filter(|one| one.edition == edition)
            .map(stated)
            .collect();
        let content = file::write(&mut figures);
        let name = format!("published-figures-edition-{edition}.csv");
        let now = stage.now;
        commit(
            stage,
            &permit,
            (&name, &content),
            &figures,
            (FigureStage::Submitted, now),
        )
        .await?;
        stage.summary.published_figures += figures.len();
    }
    Ok(())
}

/// Stages and commits one file at a time of the story.
pub(crate) async fn commit(
    stage: &Stage<'_>,
    permit: &Permit<ImportFigures>,
    (file_name, content): (&str, &str),
    figures: &[StatedFigure],
    (figure_stage, at): (FigureStage, Timestamp),
) -> Result<(), DemonstrationError> {
    let import = NewImport {
        file_name,
        content: content.as_bytes(),
        institution: None,
        stage: figure_stage,
        figures,
        questions: "[]".to_owned(),
        refusals: "[]".to_owned(),
        context: "{}".to_owned(),
        replaces: None,
    };
    let id = import_stage(stage.database, stage.catalogue, permit, &import, at).await?;
    import_commit(stage.database, stage.catalogue, permit, id, (at, day(at))).await?;
    Ok(())
}

fn stated(figure: &PublishedFigure) -> StatedFigure {
    let (state, number, confidence, sign) = match figure.qualifier {
        Qualifier::Exactly => (FigureState::Value, Some(figure.number), None, None),
        Qualifier::About => (
            FigureState::Estimated,
            Some(figure.number),
            Some(Confidence::C),
            None,
        ),
        Qualifier::FewerThan => (FigureState::Withheld, None, None, Some("<")),
        Qualifier::MoreThan => (FigureState::Withheld, None, None, Some(">")),
        Qualifier::AtLeast => (FigureState::Withheld, None, None, Some(">=")),
    };
    let bound = sign.map(|sign| format!("{sign}{}", figure.number));
    let words = [bound.as_deref(), Some(&figure.document), Some(&figure.note)];
    let words: Vec<&str> = words
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    StatedFigure {
        institution: figure.institution.clone(),
        indicator: figure.indicator.clone(),
        place: figure.place.clone(),
        period: figure.period,
        breakdown: figure.breakdown.clone(),
        value: ReportedValue::parse(state, number, confidence)
            .expect("a published number is never negative and fits its qualifier"),
        counting_rule: None,
        comment: Some(words.join("; ")),
        source: None,
    }
}
