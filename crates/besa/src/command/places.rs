//! `besa places import`

use crate::{Place, open::open, output::line};
use access::{Actor, OperateSystem, Permit, Scope};
use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use committee::shapes::{NewShapes, shapes_replace};
use exchange::shapes::{ShapesError, read_shapes};
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Bring in the surveyed outlines of municipalities or units.
#[derive(Args)]
pub struct Places {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    Import(Import),
}

/// Outlines from a GeoJSON file: one feature for each place, a Polygon or a MultiPolygon in WGS 84.
///
/// A feature names its place by a property "code" (AL-M11), by a code of others (LAU, CEC) or by
/// "name". All outlines of the level are replaced, or nothing is. Until there are outlines, maps
/// below the regions are schematic and say so.
///
///   besa places import bashki.geojson
///   besa places import units.geojson --level njesi --source "ASIG 2023, CC BY"
///
/// Ends with 0 when everything was taken, 2 when the file is faulty; then nothing was changed.
#[derive(Args)]
#[command(verbatim_doc_comment)]
struct Import {
    #[command(flatten)]
    place: Place,
    /// The file.
    file: PathBuf,
    /// The level that its places belong to; without it, the one that fits best.
    #[arg(long)]
    level: Option<String>,
    /// Where the outlines come from and under which licence; kept with them.
    #[arg(long, default_value = "")]
    source: String,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// The largest file: 61 municipalities in metres take a few megabytes.
const MOST_BYTES: u64 = 64 << 20;

impl Places {
    /// Runs the command.
    ///
    /// # Errors
    /// When the file cannot be read or the database fails.
    pub async fn run(&self) -> anyhow::Result<ExitCode> {
        match &self.verb {
            Verb::Import(command) => command.run().await,
        }
    }
}

impl Import {
    async fn run(&self) -> anyhow::Result<ExitCode> {
        let name = self.file.display();
        let size = std::fs::metadata(&self.file)
            .with_context(|| format!("cannot read {name}"))?
            .len();
        if size > MOST_BYTES {
            bail!("{name} is larger than 64 MiB; simplify its outlines");
        }
        let bytes = std::fs::read(&self.file).with_context(|| format!("cannot read {name}"))?;
        let text = String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8 text"))?;
        let office = open(&self.place).await?;
        let country = office.catalogue.country();
        let read = match read_shapes(country, &text, self.level.as_deref()) {
            Ok(read) => read,
            Err(error @ ShapesError::Features(_)) => {
                line(&format!("{error}\nnothing was changed"));
                return Ok(ExitCode::from(2));
            }
            Err(error) => return Err(error.into()),
        };
        let hash = blake3::hash(text.as_bytes()).to_hex();
        let file = self.file.file_name().unwrap_or_default().to_string_lossy();
        let source = format!("{file} blake3:{hash} {}", self.source);
        let shapes: Vec<_> = read
            .shapes
            .into_iter()
            .map(|one| (one.place, one.polygons))
            .collect();
        let new = NewShapes {
            level: &read.level,
            source: source.trim_end(),
            shapes: &shapes,
        };
        let permit: Permit<OperateSystem> =
            Actor::operator().permit(Scope::national(country.code().clone()))?;
        let now = office.clock.now();
        shapes_replace(&office.database, &office.catalogue, &permit, &new, now).await?;
        if self.json {
            line(&json!({"level": read.level, "places": shapes.len()}).to_string());
        } else {
            line(&format!(
                "{} outlines of the level {}",
                shapes.len(),
                read.level
            ));
        }
        Ok(ExitCode::SUCCESS)
    }
}
