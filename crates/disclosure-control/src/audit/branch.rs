//! Branch and bound, for the few ends of intervals where the relaxation is fractional. It must never
//! claim an end that it did not reach with a whole table or rule out by exhausting the tree.

use super::{row::Overflow, simplex::Stop, tableau::Tableau, witness::Witnesses};

/// What limits the search.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    pub(crate) pivots: u64,
    pub(crate) nodes: u32,
}

/// Looks for whole tables in which the column is beyond what was found, until there are none: `true`
/// when the tree was exhausted, so that the furthest table found is the end of the interval.
pub(crate) fn exhaust(
    tableau: &mut Tableau,
    column: u32,
    rises: bool,
    witnesses: &mut Witnesses,
    limit: Limit,
) -> Result<bool, Overflow> {
    let mut nodes = limit.nodes;
    let limit = Limit {
        pivots: tableau.pivots.saturating_add(limit.pivots),
        ..limit
    };
    let kept = (tableau.low.clone(), tableau.high.clone());
    let outcome = search(tableau, column, rises, witnesses, limit, &mut nodes);
    (tableau.low, tableau.high) = kept;
    tableau.restore(u64::MAX)?;
    outcome
}

/// Looks for any whole table: `Some(true)` found, `Some(false)` there is none, `None` unknown.
pub(crate) fn find(
    tableau: &mut Tableau,
    witnesses: &mut Witnesses,
    limit: Limit,
) -> Result<Option<bool>, Overflow> {
    let is_exhausted = exhaust(tableau, 0, true, witnesses, limit)?;
    Ok(match (witnesses.is_empty(), is_exhausted) {
        (false, _) => Some(true),
        (true, true) => Some(false),
        (true, false) => None,
    })
}

/// One side of a branch: the bounds of one column.
struct Side {
    depth: usize,
    column: u32,
    low: i64,
    high: i64,
}

fn search(
    tableau: &mut Tableau,
    column: u32,
    rises: bool,
    witnesses: &mut Witnesses,
    limit: Limit,
    nodes: &mut u32,
) -> Result<bool, Overflow> {
    let mut waiting: Vec<Side> = Vec::new();
    let mut trail: Vec<(u32, i64, i64)> = Vec::new();
    loop {
        if *nodes == 0 {
            return Ok(false);
        }
        *nodes -= 1;
        if let Some(fractional) = explore(tableau, column, rises, witnesses, limit)? {
            let (amount, scale) = tableau.value(fractional);
            let below = amount.div_euclid(scale);
            let place = fractional as usize;
            for (low, high) in [
                (below + 1, tableau.high[place]),
                (tableau.low[place], below),
            ] {
                waiting.push(Side {
                    depth: trail.len(),
                    column: fractional,
                    low,
                    high,
                });
            }
        } else if tableau.pivots >= limit.pivots {
            return Ok(false);
        }
        let Some(side) = waiting.pop() else {
            return Ok(true);
        };
        while trail.len() > side.depth {
            let (place, low, high) = trail.pop().expect("longer than the side's depth");
            tableau.low[place as usize] = low;
            tableau.high[place as usize] = high;
        }
        let place = side.column as usize;
        trail.push((side.column, tableau.low[place], tableau.high[place]));
        tableau.bring_within(side.column, side.low, side.high)?;
    }
}

/// One node: the column to branch on, or `None` when the node is closed (or a limit was reached).
fn explore(
    tableau: &mut Tableau,
    column: u32,
    rises: bool,
    witnesses: &mut Witnesses,
    limit: Limit,
) -> Result<Option<u32>, Overflow> {
    if tableau.restore(limit.pivots)? != Stop::Done {
        return Ok(None);
    }
    if tableau.optimise(column, rises, limit.pivots)? != Stop::Done {
        return Ok(None);
    }
    if !witnesses.is_empty() {
        let (amount, scale) = tableau.value(column);
        let reach = if rises {
            amount.div_euclid(scale) > witnesses.highest[column as usize].0
        } else {
            -((-amount).div_euclid(scale)) < witnesses.lowest[column as usize].0
        };
        if !reach {
            return Ok(None);
        }
    }
    if let Some(point) = tableau.whole_point() {
        witnesses.record(&point);
        return Ok(None);
    }
    let fractional = tableau
        .rows
        .iter()
        .zip(&tableau.amounts)
        .filter(|(row, amount)| *amount % row.scale != 0)
        .map(|(row, _)| row.basic)
        .min();
    Ok(fractional)
}
