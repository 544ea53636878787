//! One way to make a table coarser: so many periods pooled, each dimension at one of its levels, or
//! left out.

use crate::{Dimension, Error, Table, table::Levels};

/// A count of people at the finest level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inner<'a> {
    /// A code for each dimension.
    pub codes: Vec<&'a str>,
    /// The place of its period among the periods.
    pub period: usize,
    /// How many.
    pub count: i64,
}

/// What becomes of a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// It stays as it is.
    Kept,
    /// Its codes are these, and what they are parts of.
    Coarser(Vec<String>),
    /// It is left out.
    LeftOut,
}

/// The dimension at a level: the codes of that level and everything they are parts of; `None` at the
/// top, where it is left out.
pub(super) fn coarser(
    dimension: &Dimension,
    levels: &Levels,
    level: usize,
) -> Result<Option<Dimension>, Error> {
    let Some(total) = dimension.total().filter(|_| level + 1 < levels.codes.len()) else {
        return Ok(None);
    };
    let text = |code: u32| dimension.codes()[code as usize].as_str();
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for step in level..levels.codes.len() - 1 {
        for (&child, &parent) in levels.codes[step].iter().zip(&levels.codes[step + 1]) {
            let pair = (text(child), text(parent));
            if child != parent && child != total && !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
    }
    Dimension::hierarchical(dimension.name(), text(total), pairs).map(Some)
}

/// The codes of a level without the total, in the order of the dimension.
pub(super) fn codes(dimension: &Dimension, levels: &Levels, level: usize) -> Vec<String> {
    let mut places: Vec<u32> = levels.codes[level].clone();
    places.sort_unstable();
    places.dedup();
    places.retain(|&place| dimension.total() != Some(place));
    let texts = places
        .into_iter()
        .map(|place| dimension.codes()[place as usize].clone());
    texts.collect()
}

/// The table of some periods at these levels.
pub(super) fn table(
    dimensions: &[Dimension],
    levels: &[Levels],
    chosen: &[usize],
    counts: &[(Vec<u32>, i64)],
) -> Result<Table, Error> {
    let mut kept = Vec::new();
    for (place, dimension) in dimensions.iter().enumerate() {
        if let Some(coarse) = coarser(dimension, &levels[place], chosen[place])? {
            kept.push((place, coarse));
        }
    }
    let records: Vec<(Vec<&str>, i64)> = counts
        .iter()
        .map(|(codes, count)| {
            let raised = kept.iter().map(|(place, _)| {
                let code = levels[*place].codes[chosen[*place]][codes[*place] as usize];
                dimensions[*place].codes()[code as usize].as_str()
            });
            (raised.collect(), *count)
        })
        .collect();
    let kept: Vec<Dimension> = kept.into_iter().map(|(_, dimension)| dimension).collect();
    if kept.is_empty() {
        // Only the total is left: a dimension of its own keeps the table a table.
        let alone = Dimension::flat("all", "Total", Vec::<String>::new())?;
        let records = records.into_iter().map(|(_, count)| (vec!["Total"], count));
        return Table::tabulate("suggestion", vec![alone], records);
    }
    Table::tabulate("suggestion", kept, records)
}
