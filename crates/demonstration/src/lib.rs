//! The demo country: published figures and seeded synthetic returns.
//!
//! What the publishers printed is true and is imported as it stands. Everything below the country
//! is synthetic and says so in its file names and comments. All of it goes through the same doors
//! as real work: this crate writes no row itself and must never be given a database that holds
//! real returns.

mod annual;
mod calendar;
mod cast;
mod decisions;
mod error;
mod estimates;
mod fate;
mod file;
mod meetings;
mod municipalities;
mod notes;
mod own_files;
mod published;
mod quarters;
mod reason;
mod releases;
mod rounds;
mod snapshots;
mod steps;
mod targets;
mod truth;
mod words;

pub use cast::Cast;
pub use error::DemonstrationError;

use committee::Catalogue;
use jiff::Timestamp;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use std::{collections::BTreeMap, sync::Arc};
use store::Database;
use vocabulary::Country;

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Published figures, over both editions.
    pub published_figures: usize,
    /// Synthetic figures that were imported.
    pub synthetic_figures: usize,
    /// Returns that were sent in.
    pub returns_submitted: usize,
    /// Meetings that were recorded.
    pub meetings: usize,
    /// Decisions on figures.
    pub adoptions: usize,
    /// Reasons, questions and answers.
    pub notes: usize,
    /// Baselines and targets.
    pub targets: usize,
    /// The codes of the snapshots.
    pub snapshots: Vec<String>,
    /// Files that institutions brought and that nobody has answered for yet.
    pub files_waiting: usize,
    /// Releases that were proposed.
    pub releases: usize,
    /// For each reason code, how many facts differ for this reason.
    pub reasons: BTreeMap<String, usize>,
}

/// Where everything is made from and written to.
struct Stage<'a> {
    database: &'a Database,
    catalogue: &'a Catalogue,
    country: Arc<Country>,
    cast: &'a Cast,
    now: Timestamp,
    random: ChaCha8Rng,
    summary: Summary,
}

/// Fills an empty database. The same seed and time always give the same figures, decisions and
/// snapshots.
///
/// # Errors
/// When somebody is missing from the cast, the country package lacks what the demonstration needs,
/// the database holds figures already, or it fails; what was written until then stays.
pub async fn load(
    database: &Database,
    catalogue: &Catalogue,
    cast: &Cast,
    now: Timestamp,
    seed: u64,
) -> Result<Summary, DemonstrationError> {
    let mut stage = Stage {
        database,
        catalogue,
        country: Arc::clone(catalogue.country()),
        cast,
        now,
        random: ChaCha8Rng::seed_from_u64(seed),
        summary: Summary::default(),
    };
    // The demonstration can be made again: its thousands of steps need not wait for the disk each.
    database.defer_durability().await?;
    let played = play(&mut stage, seed).await;
    database.restore_durability().await?;
    played?;
    Ok(stage.summary)
}

async fn play(stage: &mut Stage<'_>, seed: u64) -> Result<(), DemonstrationError> {
    let estimate = estimates::begin();
    published::import(stage).await?;
    let calendar = calendar::Calendar::before(stage.now);
    let truth = truth::Truth::draw(&mut stage.random, &stage.country, &calendar);
    let plan = reason::Plan::draw(&stage.country, &calendar, seed);
    quarters::play(stage, &calendar, &truth, &plan).await?;
    municipalities::import(stage, &calendar, &truth).await?;
    targets::set(stage, &calendar).await?;
    snapshots::freeze(stage, &calendar).await?;
    own_files::bring(stage, &calendar).await?;
    estimates::keep(stage, estimate).await?;
    rounds::play(stage, &calendar).await?;
    releases::play(stage, &calendar, &truth).await
}
