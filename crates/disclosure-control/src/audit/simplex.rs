//! The bounded simplex method on an exact tableau: a feasible point, then the largest or smallest
//! value of one column, always from where the last search ended.
//!
//! Feasibility after Dutertre & de Moura (CAV 2006), which starts anywhere; optimisation by the
//! primal method, with Bland's rule once it stalls. The row in which the search ends is the proof:
//! no column in it can move the right way. The search must never end in anything but a proof, a
//! limit or an overflow.

use super::{row::Overflow, tableau::Tableau};
use std::cmp::Ordering;

/// Why a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Proved.
    Done,
    /// There is no point within the bounds.
    Infeasible,
    /// The limit of pivots was reached.
    Limit,
}

/// After so many steps without progress, Bland's rule.
const STALLED: u32 = 12;

/// How far one row lets a column move.
#[derive(Clone, Copy)]
struct Step {
    /// Numerator and denominator of the length, which is never negative.
    length: (i64, i64),
    /// The row that stops it and the bound at which its basic column is left; `None` when the moving
    /// column reaches its own bound.
    stop: Option<(usize, i64)>,
    is_unit: bool,
}

impl Tableau {
    /// Moves to a point within all bounds.
    pub(crate) fn restore(&mut self, limit: u64) -> Result<Stop, Overflow> {
        loop {
            let broken = (0..self.rows.len())
                .filter_map(|row| self.broken(row).map(|bound| (row, bound)))
                .min_by_key(|(row, _)| self.rows[*row].basic);
            let Some((row, (bound, rises))) = broken else {
                return Ok(Stop::Done);
            };
            if self.pivots >= limit {
                return Ok(Stop::Limit);
            }
            let entering = self.rows[row]
                .terms
                .iter()
                .find(|&&(column, coefficient)| self.can_move(column, coefficient, rises))
                .map(|term| term.0);
            let Some(entering) = entering else {
                return Ok(Stop::Infeasible);
            };
            self.pivot(row, entering, bound)?;
        }
    }

    /// The bound that a row's basic column breaks, and whether it must rise to it.
    fn broken(&self, row: usize) -> Option<(i64, bool)> {
        let (basic, scale) = (self.rows[row].basic as usize, self.rows[row].scale);
        let amount = i128::from(self.amounts[row]);
        let at = |bound: i64| i128::from(bound) * i128::from(scale);
        if amount < at(self.low[basic]) {
            Some((self.low[basic], true))
        } else if amount > at(self.high[basic]) {
            Some((self.high[basic], false))
        } else {
            None
        }
    }

    /// Whether a column can move so that the basic column of the row rises (or falls).
    fn can_move(&self, column: u32, coefficient: i64, rises: bool) -> bool {
        let value = self.value(column).0;
        if (coefficient < 0) == rises {
            value < self.high[column as usize]
        } else {
            value > self.low[column as usize]
        }
    }

    /// Moves a column as far up (or down) as the bounds of all columns allow.
    pub(crate) fn optimise(
        &mut self,
        column: u32,
        rises: bool,
        limit: u64,
    ) -> Result<Stop, Overflow> {
        let mut stalled = 0;
        loop {
            if self.pivots >= limit {
                return Ok(Stop::Limit);
            }
            let (moving, up) = match self.row_of(column) {
                None => {
                    let (value, _) = self.value(column);
                    let bound = self.bound(column, rises);
                    if value == bound {
                        return Ok(Stop::Done);
                    }
                    (column, rises)
                }
                Some(row) => {
                    let at_bound =
                        i128::from(self.bound(column, rises)) * i128::from(self.rows[row].scale);
                    if i128::from(self.amounts[row]) == at_bound {
                        return Ok(Stop::Done);
                    }
                    match self.entering(row, rises, stalled > STALLED)? {
                        None => return Ok(Stop::Done),
                        Some((entering, coefficient)) => (entering, (coefficient < 0) == rises),
                    }
                }
            };
            let step = self.step(moving, up, stalled > STALLED)?;
            let is_zero = step.length.0 == 0;
            stalled = if is_zero { stalled + 1 } else { 0 };
            match step.stop {
                None => self.shift(moving, if up { step.length.0 } else { -step.length.0 })?,
                Some((row, bound)) => self.pivot(row, moving, bound)?,
            }
        }
    }

    fn bound(&self, column: u32, rises: bool) -> i64 {
        if rises {
            self.high[column as usize]
        } else {
            self.low[column as usize]
        }
    }

    /// A column whose move improves the basic column of the row: the first that can really move, or
    /// simply the first when `first` is set (Bland's rule).
    fn entering(
        &mut self,
        row: usize,
        rises: bool,
        first: bool,
    ) -> Result<Option<(u32, i64)>, Overflow> {
        let movable: Vec<(u32, i64)> = self.rows[row]
            .terms
            .iter()
            .copied()
            .filter(|&(column, coefficient)| self.can_move(column, coefficient, rises))
            .collect();
        if !first && movable.len() > 1 {
            for &(column, coefficient) in &movable {
                let up = (coefficient < 0) == rises;
                if self.step(column, up, false)?.length.0 > 0 {
                    return Ok(Some((column, coefficient)));
                }
            }
        }
        Ok(movable.first().copied())
    }

    /// The longest step of a column outside the basis.
    fn step(&mut self, moving: u32, up: bool, first: bool) -> Result<Step, Overflow> {
        let (value, _) = self.value(moving);
        let own = if up {
            self.high[moving as usize] - value
        } else {
            value - self.low[moving as usize]
        };
        let mut best = Step {
            length: (own, 1),
            stop: None,
            is_unit: true,
        };
        for (row, coefficient) in self.rows_with(moving) {
            let row = row as usize;
            let basic = self.rows[row].basic as usize;
            let rises = (coefficient < 0) == up;
            let bound = if rises {
                self.high[basic]
            } else {
                self.low[basic]
            };
            let at = i128::from(bound) * i128::from(self.rows[row].scale);
            let room = (at - i128::from(self.amounts[row])).abs();
            let room = i64::try_from(room).map_err(|_| Overflow)?;
            let step = Step {
                length: (room, coefficient.abs()),
                stop: Some((row, bound)),
                is_unit: coefficient.abs() == 1,
            };
            if self.is_better(&step, &best, first) {
                best = step;
            }
        }
        Ok(best)
    }

    /// Shorter steps first; of equal ones the moving column's own bound, then unit coefficients,
    /// which keep the tableau whole; in order of columns once the search has stalled.
    fn is_better(&self, step: &Step, best: &Step, first: bool) -> bool {
        let cross = |one: (i64, i64), other: (i64, i64)| i128::from(one.0) * i128::from(other.1);
        match cross(step.length, best.length).cmp(&cross(best.length, step.length)) {
            Ordering::Less => true,
            Ordering::Greater => false,
            Ordering::Equal => {
                let (Some((row, _)), Some((best_row, _))) = (step.stop, best.stop) else {
                    return false;
                };
                let is_earlier = self.rows[row].basic < self.rows[best_row].basic;
                if first || step.is_unit == best.is_unit {
                    is_earlier
                } else {
                    step.is_unit
                }
            }
        }
    }
}
