//! The ledger of what was spent on one group of people: a value that is written down and read again.
//! What is spent adds up, never comes back, and stops at the limit.

use super::MILLION;
use crate::Error;
use serde::{Deserialize, Serialize};

/// Trillionths: how δ is written down.
const TRILLION: u64 = 1_000_000_000_000;

/// One release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spend {
    /// What was released, in words.
    pub what: String,
    /// SHA-256 of the records it was made from.
    pub records_sha256: String,
    /// ε, in millionths.
    pub epsilon_millionths: u64,
    /// δ, in trillionths; 0 for pure differential privacy.
    pub delta_trillionths: u64,
}

/// What may be spent on one group of people, and what was. The sums of ε and of δ hold for whatever
/// is released in whatever order (basic composition); they overstate the loss rather than understate
/// it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// Whose privacy it is about: one ledger for each group of people.
    pub group: String,
    limit_epsilon_millionths: u64,
    limit_delta_trillionths: u64,
    spends: Vec<Spend>,
}

impl Ledger {
    /// An empty ledger with its limits.
    ///
    /// # Errors
    /// [`Error::Option`] for an ε of 0 or above [`super::LARGEST_EPSILON`], or a δ of a millionth or
    /// more.
    pub fn new(
        group: &str,
        epsilon_millionths: u64,
        delta_trillionths: u64,
    ) -> Result<Self, Error> {
        super::size::check_epsilon(epsilon_millionths)?;
        if delta_trillionths > TRILLION / MILLION {
            return Err(Error::Option {
                option: "delta".to_owned(),
                reason:
                    "it is at most 0.000001; it is the chance that somebody is not protected at all"
                        .to_owned(),
            });
        }
        Ok(Self {
            group: group.to_owned(),
            limit_epsilon_millionths: epsilon_millionths,
            limit_delta_trillionths: delta_trillionths,
            spends: Vec::new(),
        })
    }

    /// Reads a ledger that was written down before.
    ///
    /// # Errors
    /// [`Error::File`] when it is none, or more is spent than its limits.
    pub fn read(name: &str, text: &str) -> Result<Self, Error> {
        let fault = |reason: String| Error::File {
            file: name.to_owned(),
            reason,
        };
        let ledger: Self = serde_json::from_str(text)
            .map_err(|error| fault(format!("it is no ledger: {error}")))?;
        let (epsilon, delta) = ledger.spent();
        let is_over =
            epsilon > ledger.limit_epsilon_millionths || delta > ledger.limit_delta_trillionths;
        if is_over || super::size::check_epsilon(ledger.limit_epsilon_millionths).is_err() {
            return Err(fault(
                "its limits are not kept; it was changed by hand and cannot be relied upon"
                    .to_owned(),
            ));
        }
        Ok(ledger)
    }

    /// The ledger as text.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// What was spent so far.
    #[must_use]
    pub fn spends(&self) -> &[Spend] {
        &self.spends
    }

    /// The sums of ε (millionths) and δ (trillionths) so far.
    #[must_use]
    pub fn spent(&self) -> (u64, u64) {
        self.spends.iter().fold((0, 0), |sum, spend| {
            (
                sum.0.saturating_add(spend.epsilon_millionths),
                sum.1.saturating_add(spend.delta_trillionths),
            )
        })
    }

    /// What is left of ε (millionths) and δ (trillionths).
    #[must_use]
    pub fn left(&self) -> (u64, u64) {
        let (epsilon, delta) = self.spent();
        (
            self.limit_epsilon_millionths.saturating_sub(epsilon),
            self.limit_delta_trillionths.saturating_sub(delta),
        )
    }

    /// Records a spend. To be written down before what it paid for is shown to anybody.
    ///
    /// # Errors
    /// [`Error::Infeasible`] when less is left; nothing is recorded then.
    pub fn spend(&mut self, spend: Spend) -> Result<(), Error> {
        let (epsilon, delta) = self.left();
        if spend.epsilon_millionths == 0
            || spend.epsilon_millionths > epsilon
            || spend.delta_trillionths > delta
        {
            return Err(Error::Infeasible {
                reason: format!(
                    "the budget of \"{}\" has ε {} and δ {} left, and this needs ε {} and δ {}; what was released cannot be taken back, so nothing more may be",
                    self.group,
                    decimal(epsilon, MILLION),
                    decimal(delta, TRILLION),
                    decimal(spend.epsilon_millionths, MILLION),
                    decimal(spend.delta_trillionths, TRILLION),
                ),
            });
        }
        self.spends.push(spend);
        Ok(())
    }
}

/// ε as it is written (`0.5`), in millionths. The error says what to do.
///
/// # Errors
/// A sentence, when it is no such number.
pub fn parse_epsilon(text: &str) -> Result<u64, String> {
    units(text, MILLION)
        .ok_or_else(|| format!("\"{text}\" is no ε; write it as 0.5, with at most 6 decimals"))
}

/// δ as it is written (`0.0000001`), in trillionths. The error says what to do.
///
/// # Errors
/// A sentence, when it is no such number.
pub fn parse_delta(text: &str) -> Result<u64, String> {
    units(text, TRILLION).ok_or_else(|| {
        format!("\"{text}\" is no δ; write it as 0.0000001, with at most 12 decimals")
    })
}

fn units(text: &str, whole: u64) -> Option<u64> {
    let digits = whole.ilog10() as usize;
    let (before, after) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if before.is_empty() || after.len() > digits || !is_number(before) || !is_number(after) {
        return None;
    }
    let part: u64 = format!("{after:0<digits$}").parse().ok()?;
    before
        .parse::<u64>()
        .ok()?
        .checked_mul(whole)?
        .checked_add(part)
}

/// A share in words: `0.5`.
fn decimal(units: u64, whole: u64) -> String {
    let digits = whole.ilog10() as usize;
    let text = format!("{}.{:0digits$}", units / whole, units % whole);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
