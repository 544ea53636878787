//! `besa import`: what a file says becomes reported figures, by the same door as on the page Imports.

mod batch;
mod long;
mod said;
mod table;

use crate::{
    Place,
    open::{Office, open, place_of},
};
use access::{Action, Actor, Permit, Refused, Scope};
use anyhow::Context as _;
use clap::Args;
use exchange::{
    table::TextEncoding,
    value::{Meaning, Meanings, Notation},
};
use std::{path::PathBuf, process::ExitCode};
use vocabulary::{InstitutionCode, Period, PlaceCode};

/// Import a file of reported figures: XLSX, ODS or CSV.
///
/// Everything in the file is taken, or nothing. A file with personal data is refused. What the file is
/// shows in what it holds:
///
/// The form of a return, as it was downloaded, fills the draft of that return.
///
///   besa import return-police-2026Q3.xlsx --preview
///   besa import return-police-2026Q3.xlsx
///
/// An institution's own table is read as its columns were explained before, here or on the page Imports,
/// and fills the drafts of its returns. Whatever is not known is listed, with the cell and what to do,
/// and nothing is stored:
///
///   besa import shelter.ods --institution AL-07.NPO --period 2026Q3 --write-mapping shelter.json
///   besa import shelter.ods --institution AL-07.NPO --period 2026Q3 --mapping shelter.json --preview
///   besa import shelter.ods --institution AL-07.NPO --period 2026Q3 --means "s'ka=not_reported"
///
/// CSV in long format, one row for each figure, with columns for institution, indicator, place, period,
/// the dimensions of the breakdown, and the value, counts at once: published figures, old series.
///
///   besa import figures.csv --preview --json
///   besa import police.csv --institution AL-07.POLICE --about AL-07 --period 2026Q3
///
/// What was imported can be listed and taken back:
///
///   besa import --list
///   besa import --undo 12
///
/// Ends with 0 when everything was taken, 2 when something has to be said or a cell is refused; then
/// nothing was changed.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Import {
    #[command(flatten)]
    place: Place,
    /// The file.
    #[arg(required_unless_present_any = ["list", "undo"])]
    file: Option<PathBuf>,
    /// The institution, where the file does not say.
    #[arg(long)]
    institution: Option<String>,
    /// The place, where the file does not say.
    #[arg(long)]
    about: Option<String>,
    /// The period, where the file does not say.
    #[arg(long)]
    period: Option<String>,
    /// What the columns mean: a file as --write-mapping writes it, remembered for the institution.
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// Write what the columns are taken to mean into this file, to be corrected; take nothing.
    #[arg(long, conflicts_with = "mapping")]
    write_mapping: Option<PathBuf>,
    /// What a text stands for, such as "s'ka=not_reported": not_reported, not_applicable, withheld or
    /// nothing_stated; "=nothing_stated" for empty cells. Remembered for the institution.
    #[arg(long, value_parser = meaning)]
    means: Vec<(String, Meaning)>,
    /// How numbers are written: decimal-comma or decimal-point.
    #[arg(long, value_parser = notation)]
    notation: Option<Notation>,
    /// The encoding of a text file: utf-8, windows-1252 or windows-1250.
    #[arg(long, value_parser = encoding)]
    encoding: Option<TextEncoding>,
    /// Only show what would change, cell by cell.
    #[arg(long)]
    preview: bool,
    /// List the last hundred imports.
    #[arg(long, conflicts_with_all = ["file", "undo", "preview"])]
    list: bool,
    /// Take an import back, by its number: what it had replaced counts again.
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["file", "preview"])]
    undo: Option<i64>,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

fn meaning(text: &str) -> Result<(String, Meaning), String> {
    let (text, code) = text
        .rsplit_once('=')
        .ok_or("write TEXT=MEANING, such as s'ka=not_reported")?;
    let codes = || Meaning::ALL.map(Meaning::code).join(", ");
    let meaning = Meaning::from_code(code);
    let meaning = meaning.ok_or_else(|| format!("`{code}` is none of {}", codes()))?;
    Ok((text.to_owned(), meaning))
}

fn notation(code: &str) -> Result<Notation, String> {
    intake::notation(code).ok_or_else(|| "write decimal-comma or decimal-point".to_owned())
}

fn encoding(code: &str) -> Result<TextEncoding, String> {
    TextEncoding::from_code(code)
        .ok_or_else(|| "write utf-8, windows-1252 or windows-1250".to_owned())
}

/// A file, with what was said beside it.
struct Given {
    name: String,
    content: Vec<u8>,
    institution: Option<InstitutionCode>,
    place: Option<PlaceCode>,
    period: Option<Period>,
    meanings: Meanings,
}

impl Import {
    /// Runs the command.
    ///
    /// # Errors
    /// When the file cannot be read, holds personal data or is not the permit's, an option names
    /// something unknown, or the database fails.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        let Some(file) = &self.file else {
            let office = open(&self.place).await?;
            return match self.undo {
                Some(number) => batch::undo(&office, number, self.json).await,
                None => batch::list(&office, self.json).await,
            };
        };
        let content =
            std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let name = file.file_name().unwrap_or_default();
        let name = name.to_string_lossy().chars().take(200).collect();
        let office = open(&self.place).await?;
        let given = self.given(&office, name, content)?;
        if self.mapping.is_none()
            && self.write_mapping.is_none()
            && self.encoding.is_none()
            && let Some(stream) = long::recognise(&office, &given).await?
        {
            return self.take_long(&office, &given, stream).await;
        }
        self.take_table(&office, given).await
    }

    fn given(&self, office: &Office, name: String, content: Vec<u8>) -> anyhow::Result<Given> {
        let country = office.catalogue.country();
        let institution = self.institution.as_deref().map(|code| {
            let known = country.institution(code).map(|one| one.code.clone());
            known.with_context(|| {
                format!("there is no institution `{code}`: write a code such as AL-07.POLICE")
            })
        });
        let place = self.about.as_deref().map(|code| place_of(country, code));
        let mut meanings = Meanings::default();
        meanings.notation = self.notation;
        for (text, meaning) in &self.means {
            meanings.remember(text, *meaning);
        }
        Ok(Given {
            name,
            content,
            institution: institution.transpose()?,
            place: place.transpose()?.map(|place| place.code.clone()),
            period: self.period.as_deref().map(Period::parse).transpose()?,
            meanings,
        })
    }
}

/// Leave for the person at the server's own disk.
fn permit<A: Action>(office: &Office) -> Result<Permit<A>, Refused> {
    let country = office.catalogue.country().code().clone();
    Actor::operator().permit(Scope::national(country))
}
