//! Staging a file: with its figures where its columns are settled, with one open question where
//! they are not.

use crate::{
    Intake, IntakeError,
    aside::{blocking, waiting},
    home::{home, stage},
    kept::{self, Kept, KeptRefusal, OpenQuestion, Remembered},
    reading::Opened,
};
use access::{Actor, ImportFigures, Permit, Role};
use committee::imports::{NewImport, import_stage, mapping_remember, meanings_recall};
use exchange::value::{Meaning, Meanings};
use vocabulary::{FigureState, StatedFigure};

/// How many refused cells are kept one by one.
const MOST_REFUSALS: usize = 500;

/// A file that is to be staged.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) opened: Opened,
    pub(crate) kept: Kept,
    /// The earlier reading that this one takes the place of.
    pub(crate) replaces: Option<i64>,
}

/// What a file says: its figures, what is asked about it, what was refused.
pub(crate) type Said = (Vec<StatedFigure>, Vec<OpenQuestion>, Vec<KeptRefusal>);

impl Intake {
    /// Reads the file and stages what it says. Gives the import's number.
    pub(crate) async fn stage(
        &self,
        actor: &Actor,
        permit: Permit<ImportFigures>,
        file: File,
    ) -> Result<i64, IntakeError> {
        if file.kept.is_settled {
            self.remember(&permit, &file.kept).await?;
        }
        let (file, said) = self.read(actor, &permit, file).await?;
        self.keep(actor, permit, file, said).await
    }

    /// Reads what the file says, as far as its columns are settled. Nothing is stored.
    pub(crate) async fn read(
        &self,
        actor: &Actor,
        permit: &Permit<ImportFigures>,
        mut file: File,
    ) -> Result<(File, Said), IntakeError> {
        if !file.kept.is_settled {
            let asked = vec![OpenQuestion::about_columns()];
            return Ok((file, (Vec::new(), asked, Vec::new())));
        }
        let meanings = self.meanings(permit, &file.kept).await?;
        let today = self.clock.today();
        let (file, reading) = blocking(move || {
            let reading = file.opened.figures(&file.kept, &meanings, today);
            file.kept.refused = reading.refused;
            file.kept.computed = reading.computed.len() as u64;
            (file, reading)
        })
        .await?;
        self.check_institutions(actor, &reading.figures)?;
        let questions = reading.questions.iter().map(OpenQuestion::from).collect();
        let refusals = reading.refusals.iter().take(MOST_REFUSALS);
        let refusals = refusals.map(KeptRefusal::from).collect();
        Ok((file, (reading.figures, questions, refusals)))
    }

    /// Everything that the institution has said about texts, and what was said about this file.
    async fn meanings(
        &self,
        permit: &Permit<ImportFigures>,
        kept: &Kept,
    ) -> Result<Meanings, IntakeError> {
        let institution = kept.institution.as_ref();
        let recalled =
            meanings_recall(&self.database, &self.catalogue, permit, institution).await?;
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

    /// A region speaks for its own institutions, the national office for those of the country alone.
    fn check_institutions(
        &self,
        actor: &Actor,
        figures: &[StatedFigure],
    ) -> Result<(), IntakeError> {
        let country = self.country();
        let home = home(country, actor);
        let is_foreign = figures.iter().any(|figure| {
            let institution = country.institution(figure.institution.as_str());
            institution.is_none_or(|one| match actor.role() {
                Role::NationalAnalyst => one.place != home,
                _ => !country.is_within(&one.place, &home),
            })
        });
        if is_foreign {
            return Err(IntakeError::Refused("import-outside-institution"));
        }
        Ok(())
    }

    /// Remembers what the user settled for the next file with these headings.
    pub(crate) async fn remember(
        &self,
        permit: &Permit<ImportFigures>,
        kept: &Kept,
    ) -> Result<(), IntakeError> {
        let content = kept::text(&Remembered {
            mapping: kept.mapping.clone(),
            meanings: kept.meanings.clone(),
        })?;
        let what = (kept.mapping.fingerprint.as_str(), content.as_str());
        let institution = kept.institution.as_ref();
        let now = self.clock.now();
        let done = mapping_remember(
            &self.database,
            &self.catalogue,
            permit,
            institution,
            what,
            now,
        );
        Ok(done.await?)
    }

    /// Stages a file with what it says.
    pub(crate) async fn keep(
        &self,
        actor: &Actor,
        permit: Permit<ImportFigures>,
        file: File,
        (figures, questions, refusals): Said,
    ) -> Result<i64, IntakeError> {
        let texts = (
            kept::text(&questions)?,
            kept::text(&refusals)?,
            kept::text(&file.kept)?,
        );
        let (at, now, stage) = (self.clone(), self.clock.now(), stage(actor));
        let staged = waiting(move || async move {
            let import = NewImport {
                file_name: &file.name,
                content: &file.bytes,
                institution: file.kept.institution.clone(),
                stage,
                figures: &figures,
                questions: texts.0,
                refusals: texts.1,
                context: texts.2,
                replaces: file.replaces,
            };
            import_stage(&at.database, &at.catalogue, &permit, &import, now).await
        })
        .await?;
        Ok(staged?)
    }
}
