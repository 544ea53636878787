//! Opening the table wing: its own database, never the committee's, and its door.

use crate::{Place, erasures, open::Office};
use access::OperatingSystemRandom;
use anyhow::{Context, bail};
use casework::{Casework, PassphraseCost, Settings};
use gate::Gate;
use std::sync::Arc;
use store::{Database, Migrations, StoreError};
use vocabulary::{Country, RandomSource};
use web_casework::TableDoor;

/// The wing's embedded database.
pub const FILE: &str = "casework.sqlite";

/// The tables of the wing's database.
pub const TABLES: [Migrations; 2] = [ledger::MIGRATIONS, casework::MIGRATIONS];

/// Opens (and makes) the table wing, and erases again whoever an older copy brought back.
///
/// # Errors
/// As [`open_database`], and when the list of erasures cannot be read.
pub async fn open_table(place: &Place, country: &Country) -> anyhow::Result<Casework> {
    let casework = over(open_database(place).await?, country);
    erasures::forget_again(&casework, &place.directory).await?;
    tokio::spawn(erasures::keep_up(casework.clone(), place.directory.clone()));
    Ok(casework)
}

/// The table wing over its database.
pub fn over(database: Database, country: &Country) -> Casework {
    Casework::new(database, settings(country), random())
}

/// The same for filling a demonstration, whose passphrase everybody is told: no guess has to cost
/// anything.
pub fn with_public_passphrase(database: Database, country: &Country) -> Casework {
    let settings = Settings {
        passphrase_cost: PassphraseCost {
            memory: 64,
            passes: 1,
        },
        ..settings(country)
    };
    Casework::new(database, settings, random())
}

fn settings(country: &Country) -> Settings {
    Settings {
        dialling_code: country.dialling_code().to_owned(),
        ..Settings::default()
    }
}

/// Opens (and makes) the table wing's database.
///
/// # Errors
/// When it is the committee's, or cannot be opened.
pub async fn open_database(place: &Place) -> anyhow::Result<Database> {
    let address = match &place.casework_database_url {
        Some(url) => url.clone(),
        None => {
            std::fs::create_dir_all(&place.directory)
                .with_context(|| format!("cannot make the folder {}", place.directory.display()))?;
            let file = place.directory.join(FILE);
            format!("sqlite://{}", file.display())
        }
    };
    // Looked at before anything is written, and no answer is no leave: the wall between the wings is two
    // databases.
    let bare = Database::open(&address, &[]).await?;
    if is_committees(&bare).await? {
        bail!("the table wing's database is the committee's: name another --casework-database-url");
    }
    bare.close().await;
    Ok(Database::open(&address, &TABLES).await?)
}

/// The table wing's door beside the committee's.
#[must_use]
pub fn door(office: &Office, casework: Casework, is_secure: bool) -> TableDoor {
    let gate = Arc::new(gate(office, casework.clone()));
    TableDoor::new(
        casework,
        office.access.clone(),
        Arc::clone(office.catalogue.country()),
        (office.clock.clone(), random()),
        is_secure,
    )
    .counting(gate)
}

/// The gate between the two wings.
#[must_use]
pub fn gate(office: &Office, casework: Casework) -> Gate {
    Gate::new(casework, office.database.clone(), office.catalogue.clone())
}

fn random() -> Arc<dyn RandomSource> {
    Arc::new(OperatingSystemRandom)
}

/// Whether a database has accounts: only the committee's does.
///
/// # Errors
/// When the database does not say.
pub async fn is_committees(database: &Database) -> Result<bool, StoreError> {
    database.has_table("account").await
}

/// Whether a database has workers: only the table wing's does.
///
/// # Errors
/// When the database does not say.
pub async fn is_wings(database: &Database) -> Result<bool, StoreError> {
    database.has_table("worker").await
}
