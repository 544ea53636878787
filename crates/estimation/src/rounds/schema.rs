//! The schema of a round: the linkage engine's, hardened, and without the columns of anybody's list.

use crate::EstimationError;
use linkage::Schema;

/// A schema that lists may be encoded with: noise, decoys and salts are on.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundSchema(Schema);

impl RoundSchema {
    /// The one for lists of people in Albania that ships with the engine.
    #[must_use]
    pub fn person() -> Self {
        Self(Schema::person())
    }

    /// Reads a schema from JSON; nothing written is the one that ships.
    ///
    /// # Errors
    /// [`EstimationError::Linkage`] where it is no schema; [`EstimationError::Refused`] where noise,
    /// decoys or salts are off.
    pub fn parse(text: &str) -> Result<Self, EstimationError> {
        if text.trim().is_empty() {
            return Ok(Self::person());
        }
        let schema = Schema::parse(text)?;
        let hardening = schema.hardening();
        if hardening.flip <= 0.0 || hardening.decoys_per_row == 0 || schema.salts().is_empty() {
            return Err(EstimationError::Refused("round-schema-soft"));
        }
        Ok(Self(schema))
    }

    /// The schema as every institution gets it: JSON.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.canonical_json()
    }
}
