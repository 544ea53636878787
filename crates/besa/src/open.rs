//! Opening the committee's database and what stands on it.

use crate::{Place, country::country};
use access::{Access, Settings};
use anyhow::{Context, bail};
use committee::Catalogue;
use std::sync::Arc;
use store::{Database, Migrations};
use vocabulary::{Clock, Country, Language, Place as CountryPlace, SystemClock};

/// The committee's embedded database.
pub const FILE: &str = "committee.db";

/// The tables of the committee's database.
pub const TABLES: [Migrations; 5] = [
    ledger::MIGRATIONS,
    access::MIGRATIONS,
    committee::MIGRATIONS,
    estimation::MIGRATIONS,
    release::MIGRATIONS,
];

/// Everything that is open.
pub struct Office {
    /// The committee's database.
    pub database: Database,
    /// The country package and its numbers.
    pub catalogue: Arc<Catalogue>,
    /// Accounts and sessions.
    pub access: Access,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// Opens (and makes) the database at a place.
///
/// # Errors
/// When the folder cannot be made, the database is another program's, or the country package is
/// faulty.
pub async fn open(place: &Place) -> anyhow::Result<Office> {
    let address = match &place.database_url {
        Some(url) => url.clone(),
        None => {
            std::fs::create_dir_all(&place.directory)
                .with_context(|| format!("cannot make the folder {}", place.directory.display()))?;
            format!("sqlite://{}", place.directory.join(FILE).display())
        }
    };
    let database = Database::open(&address, &TABLES).await?;
    let country = country(place.country.as_deref())?;
    let catalogue = Arc::new(Catalogue::load(&database, country).await?);
    Ok(Office {
        access: Access::new(database.clone(), Settings::default()),
        database,
        catalogue,
        clock: Arc::new(SystemClock),
    })
}

/// The place with a code; whoever writes a name, or a code that is not one, is told what is near it.
///
/// # Errors
/// When there is no place of that code.
pub fn place_of<'c>(country: &'c Country, code: &str) -> anyhow::Result<&'c CountryPlace> {
    if let Some(place) = country.place(code) {
        return Ok(place);
    }
    let close: Vec<String> = country
        .suggest_places(code)
        .into_iter()
        .map(|place| format!("{} ({})", place.code, place.names.text(Language::English)))
        .collect();
    if close.is_empty() {
        bail!("there is no place `{code}`: write a code such as AL-07");
    }
    bail!("there is no place `{code}`; near it: {}", close.join(", "))
}
