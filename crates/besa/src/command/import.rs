//! `besa import`

use crate::{
    Place,
    open::{Office, open},
    output::line,
};
use access::{Actor, ImportFigures, Permit, Scope};
use anyhow::{Context as _, bail};
use clap::Args;
use committee::{
    figures::Stage,
    imports::{NewImport, import_commit, import_preview, import_stage},
};
use exchange::{
    layout::{Context, Refusal, TableMapping},
    lexicon::Lexicon,
    long::{self, Outcome},
    personal,
    value::Meanings,
};
use intake::{KeptRefusal, kept_text};
use page::Words;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};
use vocabulary::{InstitutionCode, Language, Period, PlaceCode, StatedFigure};

/// Import a file of figures in long format as reported figures.
///
/// One row for each figure: columns for institution, indicator, place, period, the dimensions of the
/// breakdown, and the value. Everything is taken, or nothing. A file with personal data is refused.
/// Other layouts, and workbooks, are read on the page Imports, which asks what a heading means.
///
///   besa import figures.csv --preview
///   besa import figures.csv --json
///   besa import police.csv --institution AL-07.POLICE --about AL-07 --period 2026Q3
///
/// Ends with 0 when everything was taken, 2 when a row is refused or the file is faulty; then nothing
/// was changed.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Import {
    #[command(flatten)]
    place: Place,
    /// The file: CSV in UTF-8, separated by commas, semicolons or tabs.
    file: PathBuf,
    /// The institution, where the file does not say.
    #[arg(long)]
    institution: Option<String>,
    /// The place, where the file does not say.
    #[arg(long)]
    about: Option<String>,
    /// The period, where the file does not say.
    #[arg(long)]
    period: Option<String>,
    /// Only show what would change.
    #[arg(long)]
    preview: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// How many refused rows are shown, and how many are written for programs.
const MOST_SHOWN: usize = 20;
const MOST_WRITTEN: usize = 1_000;

/// A row that cannot be taken.
struct Refused {
    cell: String,
    reason: String,
    suggestions: Vec<String>,
}

impl Import {
    /// Runs the command.
    ///
    /// # Errors
    /// When the file cannot be read or understood, holds personal data, or the database fails.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        let content = std::fs::read(&self.file)
            .with_context(|| format!("cannot read {}", self.file.display()))?;
        let office = open(&self.place).await?;
        let (figures, refused) = self.read(&office, &content)?;
        if !refused.is_empty() {
            self.refuse(&refused);
            return Ok(ExitCode::from(2));
        }
        self.take(&office, &content, &figures).await
    }

    fn refuse(&self, refused: &[Refused]) {
        if self.json {
            let cells = refused.iter().take(MOST_WRITTEN).map(|one| {
                json!({"cell": one.cell, "reason": one.reason, "suggestions": one.suggestions})
            });
            let cells: Vec<_> = cells.collect();
            line(
                &json!({"committed": false, "refused": refused.len(), "cells": cells}).to_string(),
            );
            return;
        }
        for one in refused.iter().take(MOST_SHOWN) {
            let perhaps = match one.suggestions.as_slice() {
                [] => String::new(),
                some => format!(" Perhaps: {}.", some.join("; ")),
            };
            line(&format!("{}: {}{perhaps}", one.cell, one.reason));
        }
        let rows = if refused.len() == 1 { "row" } else { "rows" };
        let number = refused.len();
        line(&format!(
            "{number} {rows} cannot be taken; nothing was imported"
        ));
    }

    fn read(
        &self,
        office: &Office,
        content: &[u8],
    ) -> anyhow::Result<(Vec<StatedFigure>, Vec<Refused>)> {
        let country = office.catalogue.country();
        let lexicon = Lexicon::of(country);
        let beginning = &content[..content.len().min(64 * 1024)];
        let head = long::head(beginning, &lexicon)?;
        let columns = personal::find(std::slice::from_ref(&head.sheet), &|text| {
            lexicon.is_known_name(text)
        });
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
        let Some(candidate) = head.candidates.first() else {
            bail!(
                "the columns are not understood: name them institution, indicator, place, period, value"
            );
        };
        let context = Context {
            institution: self
                .institution
                .as_deref()
                .map(InstitutionCode::parse)
                .transpose()?,
            place: self.about.as_deref().map(PlaceCode::parse).transpose()?,
            period: self.period.as_deref().map(Period::parse).transpose()?,
            today: office.clock.today(),
        };
        rows(
            content,
            head.separator,
            &candidate.table,
            &lexicon,
            &context,
        )
    }

    async fn take(
        &self,
        office: &Office,
        content: &[u8],
        figures: &[StatedFigure],
    ) -> anyhow::Result<ExitCode> {
        let country = office.catalogue.country();
        let permit: Permit<ImportFigures> =
            Actor::operator().permit(Scope::national(country.code().clone()))?;
        let name = self
            .file
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let import = NewImport {
            file_name: &name,
            content,
            institution: None,
            stage: Stage::Submitted,
            figures,
            questions: "[]".to_owned(),
            refusals: "[]".to_owned(),
            context: "{}".to_owned(),
        };
        let now = office.clock.now();
        let id = import_stage(&office.database, &office.catalogue, &permit, &import, now).await?;
        let staged =
            committee::imports::import_find(&office.database, &office.catalogue, &permit, id)
                .await?;
        let preview = import_preview(&office.database, &office.catalogue, &staged, 0).await?;
        if self.preview {
            committee::imports::import_discard(
                &office.database,
                &office.catalogue,
                &permit,
                id,
                now,
            )
            .await?;
        } else {
            let time = (now, office.clock.today());
            import_commit(&office.database, &office.catalogue, &permit, id, time).await?;
        }
        line(&if self.json {
            json!({"import": id, "committed": !self.preview, "new": preview.new,
                "changed": preview.changed, "unchanged": preview.unchanged})
            .to_string()
        } else {
            format!(
                "{}: {} new, {} changed, {} unchanged",
                if self.preview {
                    "would be imported"
                } else {
                    "imported"
                },
                preview.new,
                preview.changed,
                preview.unchanged
            )
        });
        Ok(ExitCode::SUCCESS)
    }
}

fn rows(
    content: &[u8],
    separator: u8,
    table: &TableMapping,
    lexicon: &Lexicon,
    context: &Context,
) -> anyhow::Result<(Vec<StatedFigure>, Vec<Refused>)> {
    let words = Words::in_language(Language::English);
    let meanings = Meanings::default();
    let mut reader = long::Reader::new(content, separator, table, lexicon, &meanings, context)?;
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
