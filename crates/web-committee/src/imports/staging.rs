//! Staging a file: with its figures where its columns are settled, with one open question where
//! they are not.

use super::{
    kept::{self, Kept, KeptRefusal, OpenQuestion, Remembered},
    reading::Opened,
    stage,
};
use crate::{
    Door,
    error::InLanguage as _,
    returns::aside::{blocking, waiting},
    session::SignedIn,
};
use access::{ImportFigures, Permit, Role};
use committee::imports::{NewImport, import_stage, mapping_remember, meanings_recall};
use exchange::value::{Meaning, Meanings};
use page::Failure;
use vocabulary::{FigureState, StatedFigure};

/// How many refused cells are kept one by one.
const MOST_REFUSALS: usize = 500;

/// A file that is to be staged.
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) opened: Opened,
    pub(super) kept: Kept,
}

/// Everything that the institution has said about texts, and what was said about this file.
async fn meanings(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<ImportFigures>,
    kept: &Kept,
) -> Result<Meanings, Failure> {
    let institution = kept.institution.as_ref();
    let recalled = meanings_recall(&door.database, &door.catalogue, permit, institution)
        .await
        .shown(reader.language)?;
    let mut meanings = kept.meanings.clone();
    for (text, state) in recalled {
        if let Some(meaning) = Meaning::from_code(FigureState::code(state))
            && meanings.of(&text).is_none()
        {
            meanings.remember(&text, meaning);
        }
    }
    Ok(meanings)
}

/// Reads the file and stages what it says. Gives the import's number.
pub(super) async fn take(
    door: &Door,
    reader: &SignedIn,
    permit: Permit<ImportFigures>,
    mut file: File,
) -> Result<i64, Failure> {
    if !file.kept.is_settled {
        let questions = vec![OpenQuestion::about_columns()];
        return keep(
            door,
            reader,
            permit,
            file,
            (Vec::new(), questions, Vec::new()),
        )
        .await;
    }
    remember(door, reader, &permit, &file.kept).await?;
    let meanings = meanings(door, reader, &permit, &file.kept).await?;
    let today = door.clock.today();
    let (file, reading) = blocking(reader, move || {
        let reading = file.opened.figures(&file.kept, &meanings, today);
        file.kept.refused = reading.refused;
        file.kept.computed = reading.computed.len() as u64;
        (file, reading)
    })
    .await?;
    check_institutions(door, reader, &reading.figures)?;
    let questions = reading.questions.iter().map(OpenQuestion::from).collect();
    let refusals = reading.refusals.iter().take(MOST_REFUSALS);
    let refusals = refusals.map(KeptRefusal::from).collect();
    keep(
        door,
        reader,
        permit,
        file,
        (reading.figures, questions, refusals),
    )
    .await
}

/// A region speaks for its own institutions, the national office for those of the country alone.
fn check_institutions(
    door: &Door,
    reader: &SignedIn,
    figures: &[StatedFigure],
) -> Result<(), Failure> {
    let country = door.country();
    let home = reader.home(door);
    let is_foreign = figures.iter().any(|figure| {
        let institution = country.institution(figure.institution.as_str());
        institution.is_none_or(|one| match reader.actor.role() {
            Role::NationalAnalyst => one.place != home,
            _ => !country.is_within(&one.place, &home),
        })
    });
    if is_foreign {
        return Err(Failure::refused("import-outside-institution").in_language(reader.language));
    }
    Ok(())
}

/// Remembers what the user settled for the next file with these headings.
async fn remember(
    door: &Door,
    reader: &SignedIn,
    permit: &Permit<ImportFigures>,
    kept: &Kept,
) -> Result<(), Failure> {
    let content = kept::text(&Remembered {
        mapping: kept.mapping.clone(),
        meanings: kept.meanings.clone(),
    })?;
    let what = (kept.mapping.fingerprint.as_str(), content.as_str());
    mapping_remember(
        &door.database,
        &door.catalogue,
        permit,
        kept.institution.as_ref(),
        what,
        door.clock.now(),
    )
    .await
    .shown(reader.language)
}

async fn keep(
    door: &Door,
    reader: &SignedIn,
    permit: Permit<ImportFigures>,
    file: File,
    (figures, questions, refusals): (Vec<StatedFigure>, Vec<OpenQuestion>, Vec<KeptRefusal>),
) -> Result<i64, Failure> {
    let texts = (
        kept::text(&questions)?,
        kept::text(&refusals)?,
        kept::text(&file.kept)?,
    );
    let (at, now, stage) = (door.clone(), door.clock.now(), stage(reader));
    let staged = waiting(reader, move || async move {
        let import = NewImport {
            file_name: &file.name,
            content: &file.bytes,
            institution: file.kept.institution.clone(),
            stage,
            figures: &figures,
            questions: texts.0,
            refusals: texts.1,
            context: texts.2,
        };
        import_stage(&at.database, &at.catalogue, &permit, &import, now).await
    })
    .await?;
    staged.shown(reader.language)
}
