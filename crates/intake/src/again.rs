//! A staged file read again: with its columns settled, or with answers to what was asked. The new
//! reading takes the place of the earlier one.

use crate::{
    Intake, IntakeError,
    kept::{self, Asked, Kept, OpenQuestion},
    reading::Opened,
    stage::File,
};
use access::{Actor, ImportFigures};
use boxed::boxed;
use committee::imports::{Import, ImportState, import_find, meanings_remember, source_file};
use exchange::{
    layout::TableMapping,
    value::{Meaning, Meanings, Notation},
};
use std::collections::BTreeMap;
use vocabulary::FigureState;

impl Intake {
    /// A staged import and how its file is to be read.
    ///
    /// # Errors
    /// When it is not there, not staged, or came by the command line and cannot be read again.
    #[boxed]
    pub async fn staged(&self, actor: &Actor, id: i64) -> Result<(Import, Kept), IntakeError> {
        let permit = self.permit::<ImportFigures>(actor)?;
        let import = import_find(&self.database, &self.catalogue, &permit, id).await?;
        if import.state != ImportState::Staged {
            return Err(IntakeError::Refused("import-not-staged"));
        }
        let kept = kept::parse(&import.context)?;
        Ok((import, kept))
    }

    /// The sheets of a staged file, as it was kept.
    ///
    /// # Errors
    /// When the import is not there, or its file can no longer be read.
    #[boxed]
    pub async fn opened(&self, actor: &Actor, id: i64, kept: &Kept) -> Result<Opened, IntakeError> {
        Ok(self.open_again(actor, id, kept).await?.opened)
    }

    /// Settles what the columns of a staged file mean. Gives the number of the new reading.
    ///
    /// # Errors
    /// As [`Self::staged`]; and when no column holds values.
    #[boxed]
    pub async fn settle(
        &self,
        actor: &Actor,
        id: i64,
        tables: Vec<TableMapping>,
    ) -> Result<i64, IntakeError> {
        let (import, mut kept) = self.staged(actor, id).await?;
        kept.mapping.tables = tables;
        kept.is_settled = true;
        self.again(actor, &import, kept).await
    }

    /// Answers what was asked about a staged file: `meaning` says what the text of a question stands
    /// for, `notation` how numbers are written. What the institution says about texts is remembered.
    /// Gives the number of the new reading.
    ///
    /// # Errors
    /// As [`Self::staged`].
    #[boxed]
    pub async fn answer(
        &self,
        actor: &Actor,
        id: i64,
        meaning: &(dyn Fn(usize, &OpenQuestion) -> Option<Meaning> + Sync),
        notation: Option<Notation>,
    ) -> Result<i64, IntakeError> {
        let (import, mut kept) = self.staged(actor, id).await?;
        let questions: Vec<OpenQuestion> = kept::parse(&import.questions)?;
        let mut said = Meanings::default();
        for (index, question) in questions.iter().enumerate() {
            if question.asked == Asked::Meaning
                && let Some(meaning) = meaning(index, question)
            {
                kept.meanings.remember(&question.text, meaning);
                said.remember(&question.text, meaning);
            }
        }
        kept.meanings.notation = notation.or(kept.meanings.notation);
        let states: BTreeMap<String, FigureState> = said
            .iter()
            .filter_map(|(text, meaning)| Some((text.to_owned(), meaning.state()?)))
            .collect();
        let permit = self.permit::<ImportFigures>(actor)?;
        meanings_remember(
            &self.database,
            &self.catalogue,
            &permit,
            kept.institution.as_ref(),
            &states,
            self.clock.now(),
        )
        .await?;
        self.again(actor, &import, kept).await
    }

    async fn open_again(
        &self,
        actor: &Actor,
        id: i64,
        kept: &Kept,
    ) -> Result<KeptFile, IntakeError> {
        let permit = self.permit::<ImportFigures>(actor)?;
        let (name, bytes) = source_file(&self.database, &self.catalogue, &permit, id).await?;
        let opened = self.open(bytes, kept.encoding).await;
        let (bytes, opened) = opened.map_err(|error| IntakeError::Broken(error.to_string()))?;
        Ok(KeptFile {
            name,
            bytes,
            opened,
        })
    }

    /// Reads the kept file again and stages it anew in place of the earlier reading.
    async fn again(&self, actor: &Actor, import: &Import, kept: Kept) -> Result<i64, IntakeError> {
        let permit = self.permit::<ImportFigures>(actor)?;
        let file = self.open_again(actor, import.id, &kept).await?;
        let file = file.read_as(kept, import.id);
        self.stage(actor, permit, file).await
    }
}

/// A kept file that was opened again.
struct KeptFile {
    name: String,
    bytes: Vec<u8>,
    opened: Opened,
}

impl KeptFile {
    fn read_as(self, kept: Kept, earlier: i64) -> File {
        File {
            name: self.name,
            bytes: self.bytes,
            opened: self.opened,
            kept,
            replaces: Some(earlier),
        }
    }
}

/// How numbers are written, by its code.
#[must_use]
pub fn notation(code: &str) -> Option<Notation> {
    match code {
        "decimal-comma" => Some(Notation::DecimalComma),
        "decimal-point" => Some(Notation::DecimalPoint),
        _ => None,
    }
}
