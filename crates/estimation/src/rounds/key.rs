//! The key ceremony. The key itself never comes here: each institution reads the check value of the
//! key it holds, and all have to read the same.

use super::place::Placed;
use super::state::RoundStep;
use crate::EstimationError;
use access::{JoinRound, Permit};
use boxed::boxed;
use jiff::Timestamp;
use store::Database;

/// The check value of a key: 32 hexadecimal digits, which tell nothing about the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckValue(String);

impl CheckValue {
    /// Reads a check value; gaps and capital letters do not matter.
    ///
    /// # Errors
    /// [`EstimationError::Refused`] for anything else.
    pub fn parse(text: &str) -> Result<Self, EstimationError> {
        let digits: String = text
            .chars()
            .filter(|character| !character.is_whitespace() && *character != '-')
            .map(|character| character.to_ascii_lowercase())
            .collect();
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if digits.len() == 32 && is_hex {
            Ok(Self(digits))
        } else {
            Err(EstimationError::Refused("round-check-value"))
        }
    }

    /// The value in a file's header.
    pub(super) fn of_bytes(bytes: [u8; 16]) -> Self {
        Self(format!("{:032x}", u128::from_be_bytes(bytes)))
    }

    /// The digits without gaps.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for CheckValue {
    /// In groups of four, as it is read aloud on the telephone.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, digit) in self.0.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                write!(formatter, " ")?;
            }
            write!(formatter, "{digit}")?;
        }
        Ok(())
    }
}

/// An institution confirms the check value of the key it holds; until files come in, it may correct
/// itself.
///
/// # Errors
/// [`EstimationError::NotFound`] where it takes no part, [`EstimationError::Refused`] where the
/// round is past that.
#[boxed]
pub async fn round_confirm_key(
    database: &Database,
    permit: &Permit<JoinRound>,
    code: &str,
    value: &CheckValue,
    now: Timestamp,
) -> Result<(), EstimationError> {
    let mut transaction = database.begin().await?;
    let placed = Placed::of_participant(&mut transaction, permit, code).await?;
    placed.state.after(RoundStep::Confirm)?;
    store::execute!(
        transaction,
        store::query(
            "UPDATE linkage_round_participant
             SET check_value = $3, confirmed_at = $4, confirmed_by = $5
             WHERE round_id = $1 AND institution = $2",
        )
        .bind(placed.id)
        .bind(placed.institution.clone())
        .bind(value.as_str().to_owned())
        .bind(now.as_microsecond())
        .bind(permit.actor().name().to_owned())
    )?;
    let happened = placed.happened("round-key-confirmed", value.as_str(), now);
    happened.record(&mut transaction, permit.actor()).await?;
    transaction.commit().await?;
    Ok(())
}
