//! `besa report` and `besa export`: what the pages hand out, on the command line. Behind each file
//! stands a snapshot that never changes again; its code is printed, and stands on every page.

use crate::{
    file::{Readers, replace},
    open::{Office, open, place_of},
    output::line,
};
use access::{Actor, FreezeSnapshot, ReadSnapshot, Scope};
use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use committee::snapshots::{snapshot_find, snapshot_freeze};
use page::Words;
use rendering::snapshots::HandOut;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};
use vocabulary::{Language, Period};

/// What is asked for.
#[derive(Args)]
struct Asked {
    #[command(flatten)]
    data: crate::Place,
    /// The place: a code such as AL-07, or AL for the whole country.
    #[arg(long)]
    place: String,
    /// The period: 2024, 2024S1 (half a year), 2024Q3, 202407 or 2024Sep (school year). Its parts are
    /// frozen with it.
    #[arg(long)]
    period: String,
    /// The language of names and words: sq or en.
    #[arg(long, default_value = "sq")]
    language: String,
    /// The file to write.
    #[arg(short, long)]
    output: PathBuf,
    /// Say what was done as JSON.
    #[arg(long)]
    json: bool,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum ReportFormat {
    /// On paper.
    Pdf,
    /// As a workbook with data, codebook and notes.
    Xlsx,
}

/// Freeze a picture of a place and write it as a report.
///
/// Key figures, tables with their counting rules, and what is disputed; the snapshot's code stands on
/// every page. It holds every figure that the committee may see: it is for members, not for the
/// public.
///
///   besa report --place AL-07 --period 2024 --language en -o kukes-2024.pdf
///   besa report --place AL --period 2026Q3 --format xlsx -o country.xlsx --json
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Report {
    #[command(flatten)]
    asked: Asked,
    /// pdf or xlsx.
    #[arg(long, value_enum, default_value = "pdf")]
    format: ReportFormat,
}

/// How figures are written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum ExportFormat {
    /// Text with HXL tags under the headings.
    Csv,
    /// A workbook.
    Xlsx,
}

/// Freeze a picture of a place and write its figures for other programs.
///
/// Every institution's word, with codes and names, and HXL tags under the headings. For members, not
/// for the public.
///
///   besa export --place AL --period 2023 -o figures.csv
///   besa export --place AL-07 --period 2026Q3 --format xlsx --language en -o kukes.xlsx --json
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Export {
    #[command(flatten)]
    asked: Asked,
    /// csv or xlsx.
    #[arg(long, value_enum, default_value = "csv")]
    format: ExportFormat,
}

impl Report {
    /// Runs the command.
    ///
    /// # Errors
    /// When the place, period or language is unknown, or something cannot be read or written.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        let form = match self.format {
            ReportFormat::Pdf => HandOut::Report,
            ReportFormat::Xlsx => HandOut::Workbook,
        };
        self.asked.hand_out(form).await
    }
}

impl Export {
    /// Runs the command.
    ///
    /// # Errors
    /// As [`Report::run`].
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        let form = match self.format {
            ExportFormat::Csv => HandOut::Table,
            ExportFormat::Xlsx => HandOut::Workbook,
        };
        self.asked.hand_out(form).await
    }
}

impl Asked {
    async fn hand_out(&self, form: HandOut) -> anyhow::Result<ExitCode> {
        let language = match self.language.as_str() {
            "sq" | "en" => Language::from_code(&self.language).unwrap_or_default(),
            other => bail!("`{other}` is no language of this program: use sq or en"),
        };
        let period = Period::parse(&self.period)?;
        let office = open(&self.data).await?;
        let scope = scope(&office, &self.place)?;
        let freeze = Actor::operator().permit::<FreezeSnapshot>(scope.clone())?;
        let now = office.clock.now();
        let frozen =
            snapshot_freeze(&office.database, &office.catalogue, &freeze, period, now).await;
        let code = match frozen {
            Err(error) if !error.is_internal() => {
                bail!(Words::in_language(language).text(error.key()))
            }
            other => other?,
        };
        let read = Actor::operator().permit::<ReadSnapshot>(scope)?;
        let (snapshot, content) =
            snapshot_find(&office.database, &office.catalogue, &read, &code).await?;
        let country = office.catalogue.country();
        let bytes = form.write(country, language, &snapshot, &content)?;
        replace(&self.output, &bytes, Readers::Anybody)?;
        let figures = content.figures.len();
        line(&if self.json {
            json!({"snapshot": snapshot.code, "hash": snapshot.hash, "figures": figures,
                "file": self.output, "bytes": bytes.len()})
            .to_string()
        } else {
            format!(
                "{}: {figures} figures, snapshot {}",
                self.output.display(),
                snapshot.code
            )
        });
        Ok(ExitCode::SUCCESS)
    }
}

/// The scope of a place.
fn scope(office: &Office, code: &str) -> anyhow::Result<Scope> {
    let country = office.catalogue.country();
    let place = place_of(country, code)?;
    Scope::of_place(country, &place.code).with_context(|| format!("there is no place {code}"))
}
