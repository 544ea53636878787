//! The attack on one cell of a part: how far its count can rise and fall under a pattern, and the
//! combination of sums that proves it, over hidden and printed cells alike. From that combination
//! follows what else would have to be hidden (Fischetti & Salazar-González 2001, Management Science
//! 47:1008-1027).
//!
//! Arithmetic is exact. What is not proved because of a limit is marked so.

use super::{
    part::Part,
    pattern::{Move, Pattern, Widen},
    problem::Need,
};
use crate::audit::{
    branch::{self, Limit},
    row::Overflow,
    simplex::Stop,
    solve::UNBOUNDED,
    tableau::Tableau,
    witness::Witnesses,
};

/// A basis is given up once it has so many tenths of the entries of the first one.
const FILL: usize = 15;

/// What is known of one direction.
struct Side {
    /// No move goes further.
    most: i64,
    /// Whether `most` was proved for whole numbers.
    is_proved: bool,
    /// For each column, how much it adds to the bound when it is hidden.
    weights: Vec<(u32, f64)>,
}

/// `Σ weight · hidden ≥ need` for every pattern that hides the cell; valid whatever the pattern is.
pub(super) struct Cut {
    pub(super) place: u32,
    pub(super) need: i64,
    pub(super) weights: Vec<(u32, f64)>,
}

/// Attacks by the simplex method on one tableau over all columns of a part.
pub(super) struct Attack<'a> {
    part: &'a Part,
    fresh: Tableau,
    tableau: Tableau,
    zero: Vec<i64>,
    dense: usize,
    pivots: u64,
    nodes: u32,
    most_pivots: u64,
    /// Why the last cell that was not wide enough is not.
    pub(super) cut: Option<Cut>,
    /// Whether the last such cell was proved to be too narrow.
    pub(super) is_proved: bool,
}

impl<'a> Attack<'a> {
    /// Everything hidden. The limits are those of one direction of one cell, and the pivots of all
    /// searches together.
    pub(super) fn new(
        part: &'a Part,
        (pivots, nodes): (u64, u32),
        most_pivots: u64,
    ) -> Result<Self, Overflow> {
        let zero = vec![0; part.cells.len()];
        let low = part.room.iter().map(|room| -room.0).collect();
        let high = part.room.iter().map(|room| room.1).collect();
        let mut fresh = Tableau::new(low, high, zero.clone());
        let mut order: Vec<usize> = (0..part.rows.len()).collect();
        order.sort_by_key(|&row| (part.rows[row].len(), row));
        for row in order {
            fresh.add(&part.rows[row], 0)?;
        }
        Ok(Self {
            part,
            tableau: fresh.clone(),
            dense: fresh.entries() * FILL / 10,
            fresh,
            zero,
            pivots,
            nodes,
            most_pivots,
            cut: None,
            is_proved: true,
        })
    }

    fn set(&mut self, place: u32, is_hidden: bool) {
        let (below, above) = self.part.room[place as usize];
        let ends = if is_hidden { (-below, above) } else { (0, 0) };
        (
            self.tableau.low[place as usize],
            self.tableau.high[place as usize],
        ) = ends;
    }

    /// One direction; moves that are found go into the pattern.
    fn side(
        &mut self,
        pattern: &mut Pattern<'_>,
        place: u32,
        rises: bool,
    ) -> Result<Side, Overflow> {
        let limit = self.tableau.pivots.saturating_add(self.pivots);
        if self.tableau.entries() > self.dense {
            self.tableau.rebase(&self.fresh);
        }
        self.tableau.place_at(&self.zero)?;
        let stop = self.tableau.optimise(place, rises, limit)?;
        let (amount, scale) = self.tableau.value(place);
        let amount = if rises { amount } else { -amount };
        let mut side = Side {
            most: amount.div_euclid(scale),
            is_proved: stop == Stop::Done,
            weights: self.weights(place, rises),
        };
        if let Some(point) = self.tableau.whole_point() {
            pattern.add(difference(&point));
            return Ok(side);
        }
        let (known, _) = pattern.extremes(place)[usize::from(!rises)];
        if side.is_proved && known >= side.most {
            return Ok(side);
        }
        let mut witnesses = Witnesses::default();
        witnesses.record(&self.zero);
        let limit = Limit {
            pivots: self.pivots,
            nodes: self.nodes,
        };
        let is_exhausted = branch::exhaust(&mut self.tableau, place, rises, &mut witnesses, limit)?;
        if is_exhausted {
            side.most = if rises {
                witnesses.highest[place as usize].0
            } else {
                -witnesses.lowest[place as usize].0
            };
        }
        side.is_proved &= is_exhausted;
        for change in witnesses.changes {
            pattern.add(change);
        }
        Ok(side)
    }

    /// What each column adds to the bound of the last search.
    fn weights(&self, place: u32, rises: bool) -> Vec<(u32, f64)> {
        let own = |room: (i64, i64)| if rises { room.1 } else { room.0 };
        let Some(row) = self.tableau.row_of(place) else {
            return vec![(place, own(self.part.room[place as usize]) as f64)];
        };
        let amount = i128::from(self.tableau.amounts[row]).abs();
        let row = &self.tableau.rows[row];
        if amount == i128::from(own(self.part.room[place as usize])) * i128::from(row.scale) {
            return vec![(place, own(self.part.room[place as usize]) as f64)];
        }
        let terms = row.terms.iter();
        terms
            .map(|&(column, coefficient)| {
                let (below, above) = self.part.room[column as usize];
                let most = if (coefficient < 0) == rises {
                    above
                } else {
                    below
                };
                let most = if most >= UNBOUNDED / 4 {
                    f64::from(u32::MAX)
                } else {
                    most as f64
                };
                let share = coefficient.unsigned_abs() as f64 / row.scale as f64;
                (column, share * most)
            })
            .collect()
    }

    /// Both directions; the proof where they do not suffice.
    fn attack(&mut self, pattern: &mut Pattern<'_>, place: u32) -> Result<bool, Overflow> {
        let Need {
            width,
            below,
            above,
        } = self.part.need[place as usize];
        let up = self.side(pattern, place, true)?;
        if pattern.is_wide(place) {
            return Ok(true);
        }
        let down = self.side(pattern, place, false)?;
        if pattern.is_wide(place) {
            return Ok(true);
        }
        let (need, most, sides) = if up.most < above {
            (above, up.most, vec![up])
        } else if down.most < below {
            (below, down.most, vec![down])
        } else {
            (width, up.most + down.most, vec![up, down])
        };
        self.is_proved = sides.iter().all(|side| side.is_proved) && most < need;
        let mut weights = vec![0.0; self.part.cells.len()];
        for (column, weight) in sides.into_iter().flat_map(|side| side.weights) {
            weights[column as usize] += weight;
        }
        let used = (0..weights.len() as u32).filter(|&column| weights[column as usize] > 0.0);
        self.cut = Some(Cut {
            place,
            need,
            weights: used
                .map(|column| (column, weights[column as usize].min(need as f64)))
                .collect(),
        });
        Ok(false)
    }
}

impl Widen for Attack<'_> {
    fn widen(&mut self, pattern: &mut Pattern<'_>, place: u32) -> bool {
        self.cut = None;
        self.is_proved = false;
        match self.attack(pattern, place) {
            Ok(is_wide) => is_wide,
            // A number did not fit: the basis is useless, and nothing was proved.
            Err(Overflow) => {
                self.tableau.rebase(&self.fresh);
                false
            }
        }
    }

    fn changed(&mut self, place: u32, is_hidden: bool) {
        self.set(place, is_hidden);
    }

    fn is_spent(&self) -> bool {
        self.tableau.pivots > self.most_pivots
    }
}

/// What differs from the first table.
fn difference(point: &[i64]) -> Move {
    let places = 0..point.len() as u32;
    places
        .zip(point.iter().copied())
        .filter(|&(_, amount)| amount != 0)
        .collect()
}
