//! The capability without which nothing sealed opens. Its fields are private and this file's
//! neighbours alone make one; a reveal that no grant stands behind cannot be written down.
//!
//! ```compile_fail
//! fn forge() -> casework::NeedToKnow { casework::NeedToKnow { keys: Vec::new() } }
//! ```

use crate::{
    CaseworkError,
    fields::Field,
    workers::{Compartment, Purpose},
};
use seal::{DataKey, FieldPlace, Sealable, Sealed};
use std::fmt;
use vocabulary::RandomSource;

/// Leave to open some compartments of one case, for one purpose, within one transaction.
pub struct NeedToKnow {
    pub(super) grant: String,
    pub(super) purpose: Purpose,
    pub(super) keys: Vec<(Compartment, DataKey)>,
}

const TABLE: &str = "sealed_field";

impl NeedToKnow {
    /// Of who opens a case: nobody else knows it yet. The keys were made in the same transaction.
    pub(crate) fn of_intake(keys: Vec<(Compartment, DataKey)>) -> Self {
        Self {
            grant: "intake".to_owned(),
            purpose: Purpose::CaseManagement,
            keys,
        }
    }

    /// Of a sealed package, whose keys were made or opened in the same transaction.
    pub(crate) fn of_package(keys: Vec<(Compartment, DataKey)>) -> Self {
        Self {
            grant: "package".to_owned(),
            purpose: Purpose::Service,
            keys,
        }
    }

    /// Of a matter, or of a link between a matter and a case, whose key was made or opened in the same
    /// transaction.
    pub(crate) fn of_matter(keys: Vec<(Compartment, DataKey)>) -> Self {
        Self {
            grant: "matter".to_owned(),
            purpose: Purpose::CriminalInvestigation,
            keys,
        }
    }

    /// Of an emergency that two keepers stand for: it hands keys on and opens nothing itself.
    pub(crate) fn of_emergency(keys: Vec<(Compartment, DataKey)>) -> Self {
        Self {
            grant: "emergency".to_owned(),
            purpose: Purpose::Emergency,
            keys,
        }
    }

    /// Of a case whose lead left, opened by two others for the next lead: it hands keys on and opens
    /// nothing itself.
    pub(crate) fn of_succession(keys: Vec<(Compartment, DataKey)>) -> Self {
        Self {
            grant: "succession".to_owned(),
            purpose: Purpose::CaseManagement,
            keys,
        }
    }

    /// Of the manager who renews their own grant: it opens nothing.
    pub(super) fn of_renewal() -> Self {
        Self {
            grant: "renewal".to_owned(),
            purpose: Purpose::CaseManagement,
            keys: Vec::new(),
        }
    }

    /// The grant that it comes from.
    #[must_use]
    pub fn grant(&self) -> &str {
        &self.grant
    }

    /// What the knowledge is needed for.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The keys at hand, to wrap them for somebody.
    pub(crate) fn keys(&self) -> &[(Compartment, DataKey)] {
        &self.keys
    }

    /// Begins a compartment anew, under a key that was made in the same transaction.
    pub(crate) fn begin(&mut self, compartment: Compartment, key: DataKey) {
        self.keys.retain(|(own, _)| *own != compartment);
        self.keys.push((compartment, key));
    }

    pub(crate) fn key(&self, compartment: Compartment) -> Result<&DataKey, CaseworkError> {
        self.keys
            .iter()
            .find(|(own, _)| *own == compartment)
            .map(|(_, key)| key)
            .ok_or(CaseworkError::NotFound("key"))
    }

    pub(crate) fn open<T: Sealable>(
        &self,
        (record, field): (&str, Field),
        sealed: &Sealed<T>,
    ) -> Result<T, CaseworkError> {
        let key = self.key(field.compartment())?;
        Ok(key.open(&place(record, field), sealed)?)
    }

    pub(crate) fn seal<T: Sealable>(
        &self,
        (record, field): (&str, Field),
        value: &T,
        random: &dyn RandomSource,
    ) -> Result<Sealed<T>, CaseworkError> {
        let key = self.key(field.compartment())?;
        Ok(key.seal(&place(record, field), value, random))
    }
}

fn place(record: &str, field: Field) -> FieldPlace<'_> {
    FieldPlace {
        table: TABLE,
        column: field.code(),
        row: record,
    }
}

impl fmt::Debug for NeedToKnow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "NeedToKnow(grant {}, …)", self.grant)
    }
}
