//! A file looked at before anything of it is kept, for the command line, where nobody is asked between
//! two pages: whatever has still to be said is told at once, and the file is taken when nothing has.

use crate::{
    Intake, IntakeError, NewFile, TableShape,
    kept::{KeptRefusal, OpenQuestion},
    shape::BadField,
    stage::{File, Said},
};
use access::{Actor, ImportFigures};
use boxed::boxed;
use committee::imports::meanings_remember;
use exchange::value::Meanings;
use std::collections::BTreeMap;
use vocabulary::{FigureState, PlaceCode};

/// What is said beside a file, so that nothing has to be asked.
#[derive(Debug, Default)]
pub struct Answers {
    /// What its columns mean; `None`: as is remembered.
    pub tables: Option<Vec<TableShape>>,
    /// The place, where the file does not say; `None`: the institution's.
    pub place: Option<PlaceCode>,
    /// What its texts stand for, and how its numbers are written.
    pub meanings: Meanings,
}

/// A file that was read; nothing of it is kept yet.
pub struct Looked {
    file: File,
    said: Said,
    meanings: Meanings,
}

impl Looked {
    /// What has to be answered before the file can be taken.
    #[must_use]
    pub fn questions(&self) -> &[OpenQuestion] {
        &self.said.1
    }

    /// The first cells that cannot be taken.
    #[must_use]
    pub fn refusals(&self) -> &[KeptRefusal] {
        &self.said.2
    }

    /// How many cells cannot be taken.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.file.kept.refused
    }

    /// What its columns mean, or are taken to mean while that has to be confirmed.
    #[must_use]
    pub fn tables(&self) -> Vec<TableShape> {
        let tables = self.file.kept.mapping.tables.iter();
        tables.map(TableShape::from).collect()
    }
}

impl Intake {
    /// Reads a file with everything that was said beside it and is remembered. Nothing is stored.
    ///
    /// # Errors
    /// [`IntakeError`]; [`IntakeError::Mapping`] where what the columns mean names something unknown.
    #[boxed]
    pub async fn look(
        &self,
        actor: &Actor,
        file: NewFile,
        answers: Answers,
    ) -> Result<Looked, IntakeError> {
        let permit = self.permit::<ImportFigures>(actor)?;
        let mut file = self.receive(actor, &permit, file).await?;
        if file.opened.own().is_none() {
            if let Some(place) = answers.place {
                file.kept.place = place;
            }
            if let Some(tables) = answers.tables {
                let sheets = &file.opened.sheets;
                let one = |table: TableShape| {
                    let names = sheets.iter().map(|sheet| sheet.name());
                    table.mapping(self.country(), names)
                };
                let tables: Result<Vec<_>, BadField> = tables.into_iter().map(one).collect();
                file.kept.mapping.tables = tables?;
                file.kept.is_settled = true;
            }
        }
        for (text, meaning) in answers.meanings.iter() {
            file.kept.meanings.remember(text, meaning);
        }
        let notation = answers.meanings.notation;
        file.kept.meanings.notation = notation.or(file.kept.meanings.notation);
        let (file, said) = self.read(actor, &permit, file).await?;
        let meanings = answers.meanings;
        Ok(Looked {
            file,
            said,
            meanings,
        })
    }

    /// Stages a file that was looked at. Gives the import's number.
    ///
    /// # Errors
    /// [`IntakeError::Refused`] while something has to be answered or a cell cannot be taken; as
    /// [`Self::take_in`].
    #[boxed]
    pub async fn stage_looked(&self, actor: &Actor, looked: Looked) -> Result<i64, IntakeError> {
        if !looked.questions().is_empty() || looked.refused() > 0 {
            return Err(IntakeError::Refused("import-has-questions"));
        }
        let permit = self.permit::<ImportFigures>(actor)?;
        self.keep(actor, permit, looked.file, looked.said).await
    }

    /// Remembers for the institution what was said beside a file, as the page does.
    ///
    /// # Errors
    /// When the database fails.
    #[boxed]
    pub async fn remember_looked(&self, actor: &Actor, looked: &Looked) -> Result<(), IntakeError> {
        let permit = self.permit::<ImportFigures>(actor)?;
        let kept = &looked.file.kept;
        if looked.file.opened.own().is_none() {
            self.remember(&permit, kept).await?;
        }
        let states: BTreeMap<String, FigureState> = looked
            .meanings
            .iter()
            .filter_map(|(text, meaning)| Some((text.to_owned(), meaning.state()?)))
            .collect();
        meanings_remember(
            &self.database,
            &self.catalogue,
            &permit,
            kept.institution.as_ref(),
            &states,
            self.clock.now(),
        )
        .await?;
        Ok(())
    }
}
