//! The form of a return, and tables of an institution's own: read by the door that the page Imports
//! has, with everything said beforehand that the page would ask.

use super::{Given, Import, said};
use crate::{
    file::{Readers, write_new},
    open::Office,
    output::line,
};
use access::Actor;
use anyhow::Context as _;
use intake::{Answers, Intake, Looked, NewFile, TableShape};
use serde::{Deserialize, Serialize};
use std::{path::Path, process::ExitCode};

/// What the columns of a file mean, in the same shape as programs send it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingFile {
    tables: Vec<TableShape>,
}

fn read_mapping(file: &Path) -> anyhow::Result<Vec<TableShape>> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mapping: MappingFile = serde_json::from_str(&text)
        .with_context(|| format!("{} is no mapping of columns", file.display()))?;
    Ok(mapping.tables)
}

fn write_mapping(file: &Path, tables: Vec<TableShape>) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(&MappingFile { tables })?;
    write_new(file, (text + "\n").as_bytes(), Readers::Anybody)
}

impl Import {
    pub(super) async fn take_table(
        &self,
        office: &Office,
        given: Given,
    ) -> anyhow::Result<ExitCode> {
        let intake = Intake {
            database: office.database.clone(),
            catalogue: office.catalogue.clone(),
            clock: office.clock.clone(),
        };
        let actor = Actor::operator();
        let tables = self.mapping.as_deref().map(read_mapping).transpose()?;
        let file = NewFile {
            name: given.name,
            bytes: given.content,
            institution: given.institution,
            period: given.period,
            encoding: self.encoding,
        };
        let answers = Answers {
            tables,
            place: given.place,
            meanings: given.meanings,
        };
        let looked = intake.look(&actor, file, answers).await;
        let looked = looked.map_err(said::about_file)?;
        if let Some(file) = &self.write_mapping {
            write_mapping(file, looked.tables())?;
            if !self.json {
                line(&format!(
                    "written: {}. Correct it, and import with --mapping {}",
                    file.display(),
                    file.display()
                ));
            }
        }
        if !looked.questions().is_empty() {
            said::ask(looked.questions(), &looked.tables(), self.json);
            return Ok(ExitCode::from(if self.write_mapping.is_some() {
                0
            } else {
                2
            }));
        }
        if looked.refused() > 0 {
            let refused: Vec<_> = looked.refusals().iter().map(Into::into).collect();
            return Ok(said::refuse(&refused, looked.refused(), self.json));
        }
        if self.write_mapping.is_some() {
            return Ok(ExitCode::SUCCESS);
        }
        self.take_looked(office, (&intake, &actor), looked).await
    }

    async fn take_looked(
        &self,
        office: &Office,
        (intake, actor): (&Intake, &Actor),
        looked: Looked,
    ) -> anyhow::Result<ExitCode> {
        if !self.preview {
            let remembered = intake.remember_looked(actor, &looked).await;
            remembered.map_err(said::about_file)?;
        }
        let staged = intake.stage_looked(actor, looked).await;
        let id = staged.map_err(said::about_file)?;
        self.conclude(office, id).await
    }
}
