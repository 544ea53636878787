//! The intervals of one component: relaxations from outside, whole tables from inside. Where they
//! meet, the interval is exact; where a limit or an overflow comes first, both are reported and the
//! inner one counts for safety.

use super::{
    Options,
    branch::{self, Limit},
    component::Component,
    row::Overflow,
    simplex::Stop,
    tableau::{Added, Tableau},
    witness::Witnesses,
};

/// Stands for "no bound"; beyond every count that is reckoned with, and small enough to be added up.
pub(crate) const UNBOUNDED: i64 = 1 << 42;

/// A basis is given up once it has so many tenths of the entries of the first one.
const FILL: usize = 15;

/// What was proved about one component, by local number of the cell.
#[derive(Debug, Clone)]
pub(super) struct Solution {
    /// No count is below.
    pub(super) low: Vec<i64>,
    /// No count is above.
    pub(super) high: Vec<i64>,
    pub(super) witnesses: Witnesses,
    pub(super) is_contradictory: bool,
}

/// Narrows every cell of a component as far as the options ask for. `start` is a complete solution
/// if one is known.
pub(super) fn solve(
    component: &Component,
    (low, high): (Vec<i64>, Vec<i64>),
    start: Option<Vec<i64>>,
    wanted: &[bool],
    options: &Options,
) -> Solution {
    let mut solution = Solution {
        low: low.clone(),
        high: high.clone(),
        witnesses: Witnesses::default(),
        is_contradictory: false,
    };
    if let Some(start) = &start {
        solution.witnesses.record(start);
    }
    let values = start.unwrap_or_else(|| {
        low.iter()
            .zip(&high)
            .map(|(&low, &high)| if low > -UNBOUNDED { low } else { high.min(0) })
            .collect()
    });
    let tableau = Tableau::new(low, high, values);
    // An overflow leaves what was proved before it: the outer bounds stay, and what has no witness
    // counts as disclosed.
    let _ = narrow(component, tableau, wanted, options, &mut solution);
    solution
}

fn narrow(
    component: &Component,
    mut tableau: Tableau,
    wanted: &[bool],
    options: &Options,
    solution: &mut Solution,
) -> Result<(), Overflow> {
    let mut order: Vec<usize> = (0..component.rows.len()).collect();
    order.sort_by_key(|&row| (component.rows[row].0.len(), row));
    for row in order {
        let (terms, right) = &component.rows[row];
        if tableau.add(terms, *right)? == Added::Contradiction {
            solution.is_contradictory = true;
            return Ok(());
        }
    }
    match tableau.restore(options.pivots)? {
        Stop::Done => {}
        Stop::Limit => return Ok(()),
        Stop::Infeasible => {
            solution.is_contradictory = true;
            return Ok(());
        }
    }
    if solution.witnesses.is_empty() {
        match tableau.whole_point() {
            Some(point) => solution.witnesses.record(&point),
            None => {
                let limit = Limit {
                    pivots: options.pivots,
                    nodes: options.nodes,
                };
                if branch::find(&mut tableau, &mut solution.witnesses, limit)? == Some(false) {
                    solution.is_contradictory = true;
                }
            }
        }
    }
    if solution.witnesses.is_empty() {
        return Ok(());
    }
    relax(&mut tableau, wanted, options, solution)?;
    close(&mut tableau, wanted, options, solution)
}

/// Both ends of every cell by the simplex method.
///
/// Every search starts at the first solution, which is seldom in a corner, and from a sparse basis:
/// the end is then a few steps away, while from the corner where the last search ended it may be
/// hundreds of degenerate ones.
fn relax(
    tableau: &mut Tableau,
    wanted: &[bool],
    options: &Options,
    solution: &mut Solution,
) -> Result<(), Overflow> {
    let fresh = tableau.clone();
    let dense = fresh.entries() * FILL / 10;
    for (cell, &is_wanted) in wanted.iter().enumerate() {
        for rises in [true, false] {
            if !is_wanted || is_settled(solution, cell, rises, options) {
                continue;
            }
            let limit = tableau.pivots.saturating_add(options.pivots);
            if tableau.entries() > dense {
                tableau.rebase(&fresh);
            }
            tableau.place_at(&solution.witnesses.base)?;
            if tableau.optimise(cell as u32, rises, limit)? != Stop::Done {
                continue;
            }
            let (amount, scale) = tableau.value(cell as u32);
            if rises {
                solution.high[cell] = solution.high[cell].min(amount.div_euclid(scale));
            } else {
                solution.low[cell] = solution.low[cell].max(-((-amount).div_euclid(scale)));
            }
            if amount % scale == 0 {
                // The end of the relaxation is a valid bound, and the point lies on it.
                tableau.low[cell] = tableau.low[cell].max(solution.low[cell]);
                tableau.high[cell] = tableau.high[cell].min(solution.high[cell]);
            }
            if let Some(point) = tableau.whole_point() {
                solution.witnesses.record(&point);
            }
        }
    }
    Ok(())
}

/// Branch and bound for the ends that no whole table has reached.
fn close(
    tableau: &mut Tableau,
    wanted: &[bool],
    options: &Options,
    solution: &mut Solution,
) -> Result<(), Overflow> {
    if !options.close_gaps {
        return Ok(());
    }
    for (cell, &is_wanted) in wanted.iter().enumerate() {
        for rises in [true, false] {
            if !is_wanted || is_settled(solution, cell, rises, options) {
                continue;
            }
            let limit = Limit {
                pivots: options.pivots,
                nodes: options.nodes,
            };
            let witnesses = &mut solution.witnesses;
            if branch::exhaust(tableau, cell as u32, rises, witnesses, limit)? {
                if rises {
                    solution.high[cell] = witnesses.highest[cell].0;
                } else {
                    solution.low[cell] = witnesses.lowest[cell].0;
                }
            }
        }
    }
    Ok(())
}

/// Whether nothing more needs to be known about one end of a cell.
fn is_settled(solution: &Solution, cell: usize, rises: bool, options: &Options) -> bool {
    if options.only_width && solution.witnesses.width(cell) >= options.width {
        return true;
    }
    if rises {
        solution.witnesses.highest[cell].0 >= solution.high[cell]
    } else {
        solution.witnesses.lowest[cell].0 <= solution.low[cell]
    }
}
