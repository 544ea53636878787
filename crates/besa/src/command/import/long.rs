//! Long CSV as a stream: files of millions of rows, whose columns their own headings explain.

use super::{
    Given, Import, permit,
    said::{self, Refused},
};
use crate::open::Office;
use access::ImportFigures;
use anyhow::bail;
use committee::{
    figures::Stage,
    imports::{NewImport, import_stage, mapping_recall},
};
use exchange::{
    layout::{Context, Fingerprint, LayoutKind, Refusal, TableMapping},
    lexicon::Lexicon,
    long::{self, Outcome},
    personal,
};
use intake::{KeptRefusal, kept_text};
use page::Words;
use std::process::ExitCode;
use vocabulary::{Language, StatedFigure};

/// So much of a file is looked at to recognise it, in bytes.
const BEGINNING: usize = 64 * 1024;

/// How a long file is read.
pub(super) struct Stream {
    separator: u8,
    table: TableMapping,
    lexicon: Lexicon,
}

/// Recognises long CSV; `None` for every other file, and for one whose columns its institution has
/// explained.
///
/// # Errors
/// When it carries personal data or the database fails.
pub(super) async fn recognise(office: &Office, given: &Given) -> anyhow::Result<Option<Stream>> {
    let lexicon = Lexicon::of(office.catalogue.country());
    let beginning = &given.content[..given.content.len().min(BEGINNING)];
    let Ok(head) = long::head(beginning, &lexicon) else {
        return Ok(None);
    };
    let sheets = std::slice::from_ref(&head.sheet);
    let columns = personal::find(sheets, &|text| lexicon.is_known_name(text));
    if !columns.is_empty() {
        let names: Vec<&str> = columns
            .iter()
            .map(|column| column.heading.as_str())
            .collect();
        bail!(
            "the file carries personal data and was not taken; columns: {}",
            names.join(", ")
        );
    }
    if let Some(institution) = &given.institution {
        let fingerprint = Fingerprint::of(sheets, &lexicon);
        let permit = permit::<ImportFigures>(office)?;
        let about = (Some(institution), fingerprint.as_str());
        let (database, catalogue) = (&office.database, &office.catalogue);
        let explained = mapping_recall(database, catalogue, &permit, about.0, about.1).await?;
        if explained.is_some() {
            return Ok(None);
        }
    }
    let candidate = head.candidates.into_iter().next();
    let long = candidate.filter(|one| one.kind == LayoutKind::Long);
    Ok(long.map(|candidate| Stream {
        separator: head.separator,
        table: candidate.table,
        lexicon,
    }))
}

impl Import {
    pub(super) async fn take_long(
        &self,
        office: &Office,
        given: &Given,
        stream: Stream,
    ) -> anyhow::Result<ExitCode> {
        let context = Context {
            institution: given.institution.clone(),
            place: given.place.clone(),
            period: given.period,
            today: office.clock.today(),
        };
        let (figures, refused) = rows(given, &stream, &context)?;
        if !refused.is_empty() {
            return Ok(said::refuse(&refused, refused.len() as u64, self.json));
        }
        let permit = permit::<ImportFigures>(office)?;
        let import = NewImport {
            file_name: &given.name,
            content: &given.content,
            institution: None,
            stage: Stage::Submitted,
            figures: &figures,
            questions: "[]".to_owned(),
            refusals: "[]".to_owned(),
            context: "{}".to_owned(),
            replaces: None,
        };
        let now = office.clock.now();
        let staged = import_stage(&office.database, &office.catalogue, &permit, &import, now);
        let id = staged.await.map_err(said::in_words)?;
        self.conclude(office, id).await
    }
}

fn rows(
    given: &Given,
    stream: &Stream,
    context: &Context,
) -> anyhow::Result<(Vec<StatedFigure>, Vec<Refused>)> {
    let words = Words::in_language(Language::English);
    let (table, lexicon, meanings) = (&stream.table, &stream.lexicon, &given.meanings);
    let content = given.content.as_slice();
    let mut reader =
        long::Reader::new(content, stream.separator, table, lexicon, meanings, context)?;
    let column = table.values.first().map_or(1, |value| value.column);
    let (mut figures, mut refused) = (Vec::new(), Vec::new());
    while let Some(row) = reader.next_row()? {
        match row {
            Outcome::Figure(figure) => figures.push(figure.to_stated(column)),
            Outcome::Nothing => {}
            Outcome::Ask { text, cell, .. } => refused.push(Refused {
                cell: cell.to_string(),
                reason: format!(
                    "“{text}” is no number. Say what it stands for in a column “state”: value, \
                     estimated, not_reported, not_applicable or withheld."
                ),
                suggestions: Vec::new(),
            }),
            Outcome::Refused {
                cell,
                reason,
                suggestions,
            } => {
                let kept = KeptRefusal::from(&Refusal {
                    cell,
                    reason,
                    suggestions,
                });
                refused.push(Refused {
                    reason: kept_text(words, &kept.message),
                    cell: kept.cell,
                    suggestions: kept.suggestions,
                });
            }
        }
    }
    Ok((figures, refused))
}
