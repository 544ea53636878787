//! A file's way into the committee: the door against personal data, what its columns mean, what is
//! asked about its texts, and the staged import that comes of it. Pages, programs and the command line
//! bring files in by these functions and no others.
//!
//! A file with personal data is refused before anything of it is kept. Whatever cannot be read for
//! certain becomes a question, never a guess. Reading runs beside the threads that answer requests.

mod again;
mod aside;
mod error;
mod home;
mod kept;
mod look;
mod message;
mod reading;
mod shape;
mod stage;
mod take_in;

pub use again::notation;
pub use error::IntakeError;
pub use home::{home, permit};
pub use kept::{Asked, Kept, KeptArgument, KeptMessage, KeptRefusal, OpenQuestion, parse};
pub use look::{Answers, Looked};
pub use message::{kept_text, text};
pub use reading::Opened;
pub use shape::{BadField, ChoiceShape, KeyShape, LabelShape, TableShape, ValueColumnShape};
pub use take_in::NewFile;

use committee::Catalogue;
use std::sync::Arc;
use store::Database;
use vocabulary::{Clock, Country};

/// The largest file that is taken, with its form around it, in bytes.
pub const MOST_BYTES: usize = 12 * 1024 * 1024;

/// What taking files in needs: the committee's database, the country package and the time.
#[derive(Clone)]
pub struct Intake {
    /// The committee's database.
    pub database: Database,
    /// The country package and its numbers.
    pub catalogue: Arc<Catalogue>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Intake {
    pub(crate) fn country(&self) -> &Country {
        self.catalogue.country()
    }
}
