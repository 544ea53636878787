//! What every route of this door can reach.

use access::{Access, OperatingSystemRandom};
use committee::Catalogue;
use intake::Intake;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use store::Database;
use vocabulary::{Clock, Country, RandomSource as _};

/// The committee's door: its database, its catalogue, its clock. It holds no handle on anything of
/// the table wing.
#[derive(Clone)]
pub struct Door {
    /// The committee's database.
    pub database: Database,
    /// The country package and its numbers.
    pub catalogue: Arc<Catalogue>,
    /// Accounts and sessions.
    pub access: Access,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Whether it is served over TLS, so that cookies may say so.
    pub is_secure: bool,
    pictures: Arc<Mutex<Pictures>>,
    /// Marks forms that wait for their author to sign in; another one at every start.
    form_key: Arc<[u8; 32]>,
}

/// Pictures that were drawn, for as long as nothing in them changed.
#[derive(Default)]
struct Pictures {
    version: i64,
    drawn: HashMap<String, Arc<str>>,
}

/// How many pictures are kept: every region, a dozen periods and two languages, with room.
const MOST_PICTURES: usize = 2_000;

impl AsRef<Country> for Door {
    fn as_ref(&self) -> &Country {
        self.catalogue.country()
    }
}

impl Door {
    /// A door over an open database.
    #[must_use]
    pub fn new(
        database: Database,
        catalogue: Arc<Catalogue>,
        access: Access,
        clock: Arc<dyn Clock>,
        is_secure: bool,
    ) -> Self {
        let mut form_key = [0; 32];
        OperatingSystemRandom.fill(&mut form_key);
        Self {
            form_key: Arc::new(form_key),
            database,
            catalogue,
            access,
            clock,
            is_secure,
            pictures: Arc::default(),
        }
    }

    pub(crate) fn form_key(&self) -> &[u8; 32] {
        &self.form_key
    }

    /// The country package.
    #[must_use]
    pub fn country(&self) -> &Country {
        self.catalogue.country()
    }

    /// The way of files into the committee.
    pub(crate) fn intake(&self) -> Intake {
        Intake {
            database: self.database.clone(),
            catalogue: self.catalogue.clone(),
            clock: self.clock.clone(),
        }
    }

    /// A picture that was drawn from this version of the figures.
    pub(crate) fn picture(&self, version: i64, key: &str) -> Option<Arc<str>> {
        let pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        (pictures.version == version)
            .then(|| pictures.drawn.get(key).cloned())
            .flatten()
    }

    /// Keeps a picture, and forgets those of earlier versions.
    pub(crate) fn keep_picture(&self, version: i64, key: String, picture: Arc<str>) {
        let mut pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        if pictures.version != version || pictures.drawn.len() >= MOST_PICTURES {
            pictures.version = version;
            pictures.drawn.clear();
        }
        pictures.drawn.insert(key, picture);
    }
}
