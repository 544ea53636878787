//! What a code becomes at each level: itself, the group it belongs to, and so on up to the total. For
//! whoever makes codes coarser; the dimension itself is not changed.

use super::Dimension;
use crate::Error;

/// The levels of one column.
#[derive(Debug, Clone)]
pub(crate) struct Levels {
    /// For each level from 0 on, what each code (by its place in the dimension) becomes.
    pub(crate) codes: Vec<Vec<u32>>,
}

impl Levels {
    /// The levels that a dimension with a total has. A code with fewer groups above it than others
    /// stays itself for longer.
    pub(crate) fn of(dimension: &Dimension) -> Result<Self, Error> {
        let fault = |reason: String| Error::Dimension {
            dimension: dimension.name().to_owned(),
            reason,
        };
        let total = dimension
            .total()
            .ok_or_else(|| fault("it needs a total".to_owned()))?;
        let mut parents: Vec<Option<u32>> = vec![None; dimension.codes().len()];
        for group in dimension.groups() {
            for &child in &group.children {
                if parents[child as usize].replace(group.parent).is_some() {
                    return Err(fault(format!(
                        "\"{}\" is a part of two groups; to be made coarser it can be of one alone",
                        dimension.codes()[child as usize]
                    )));
                }
            }
        }
        let chains: Vec<Vec<u32>> = (0..parents.len() as u32)
            .map(|code| {
                let above = |&code: &u32| parents[code as usize];
                let chain = std::iter::successors(Some(code), above);
                chain.take_while(|&code| code != total).collect()
            })
            .collect();
        let deepest = chains.iter().map(Vec::len).max().unwrap_or(0);
        let codes = (0..=deepest)
            .map(|level| {
                chains
                    .iter()
                    .map(|chain| {
                        let idle = deepest - chain.len();
                        let step = level.saturating_sub(idle);
                        chain.get(step).copied().unwrap_or(total)
                    })
                    .collect()
            })
            .collect();
        Ok(Self { codes })
    }
}
