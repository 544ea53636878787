//! What the person who asks may choose.
//!
//! Choosing can never leave a method out of the answer.

use super::Method;
use crate::bootstrap::Replication;
use crate::gate::Linkage;
use crate::latent::Plan;
use crate::stepwise::Threshold;
use crate::{CaptureTable, Error};

/// Choices; [`Options::default`] is what the methods' authors use.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Methods to show first; the others follow.
    pub first: Vec<Method>,
    /// Probability below which a pair enters the stepwise model.
    pub threshold: Threshold,
    /// Bootstrap replicates and the seed of all random numbers.
    pub replication: Replication,
    /// Length of the latent-class chains; four times as long when they disagree.
    pub latent: Plan,
    /// Names of the lists to use, or all.
    pub lists: Option<Vec<String>>,
    /// What is known of the linkage.
    pub linkage: Linkage,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            first: Vec::new(),
            threshold: Threshold::USUAL,
            replication: Replication::USUAL,
            latent: Plan::default(),
            lists: None,
            linkage: Linkage::NotStated,
        }
    }
}

impl Options {
    /// All methods, those asked for first.
    pub(super) fn order(&self) -> Vec<Method> {
        let mut order: Vec<Method> = Vec::new();
        for method in self.first.iter().copied().chain(Method::ALL) {
            if !order.contains(&method) {
                order.push(method);
            }
        }
        order
    }

    /// `table` with the chosen lists alone.
    pub(super) fn chosen_lists(&self, table: &CaptureTable) -> Result<CaptureTable, Error> {
        let Some(names) = &self.lists else {
            return Ok(table.clone());
        };
        let positions: Vec<usize> = names
            .iter()
            .map(|name| table.position(name))
            .collect::<Result<_, _>>()?;
        table.only(&positions)
    }
}
