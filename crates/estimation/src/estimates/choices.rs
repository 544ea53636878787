//! What the person who asks may choose. No choice can leave a method out of the answer.

use crate::EstimationError;
use multiple_systems::{Options, bootstrap::Replication, gate::Linkage, stepwise::Threshold};
use serde::{Deserialize, Serialize};

/// What is known about how well the lists were linked.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkageKnown {
    /// Whoever published the table answers for it.
    NotStated,
    /// Nobody measured it: there will be no answer.
    Unmeasured,
    /// This share of true links was missed, 0 to 1.
    Missed(f64),
}

/// The choices of one estimate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choices {
    /// The lists to use; all where there are none.
    pub lists: Vec<String>,
    /// The probability below which a pair of lists enters the stepwise model.
    pub threshold: f64,
    /// Bootstrap replicates.
    pub replicates: usize,
    /// The seed of all random numbers.
    pub seed: u64,
    /// What is known of the linkage.
    pub linkage: LinkageKnown,
}

impl Default for Choices {
    /// What the methods' authors use.
    fn default() -> Self {
        Self {
            lists: Vec::new(),
            threshold: Threshold::USUAL.value(),
            replicates: Replication::USUAL.replicates(),
            seed: Replication::USUAL.seed(),
            linkage: LinkageKnown::NotStated,
        }
    }
}

impl Choices {
    /// The engine's options.
    pub(super) fn options(&self) -> Result<Options, EstimationError> {
        let linkage = match self.linkage {
            LinkageKnown::NotStated => Linkage::NotStated,
            LinkageKnown::Unmeasured => Linkage::Unmeasured,
            LinkageKnown::Missed(share) if (0.0..=1.0).contains(&share) => Linkage::Missed(share),
            LinkageKnown::Missed(_) => {
                return Err(EstimationError::Refused("estimate-missed-share"));
            }
        };
        Ok(Options {
            threshold: Threshold::parse(self.threshold)?,
            replication: Replication::parse(self.replicates, self.seed)?,
            lists: (!self.lists.is_empty()).then(|| self.lists.clone()),
            linkage,
            ..Options::default()
        })
    }
}
