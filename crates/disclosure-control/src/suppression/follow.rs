//! Following single sums, again and again, from what is printed to what is hidden: how far each
//! hidden count can be from the true one at most, and for a count that is told too closely the sums
//! that tell it. Quick and without a solver; a cell that is not told this way may still be told by
//! another, so only what is found counts.

use super::part::Part;
use crate::audit::solve::UNBOUNDED;
use std::collections::BTreeMap;

/// From here on a bound says nothing.
const FAR: i64 = UNBOUNDED / 4;
/// After so many visits for each sum bounds are left as they are: wider, never narrower.
const VISITS: usize = 20;
/// The most sums that are put together for one cell, and the most often that one is taken.
const SUMS: usize = 200;
const TIMES: i64 = 1 << 20;

/// `Σ weight · hidden ≥ need` over cells that may be shown, for every safe pattern. Weights are from
/// 1 to `need`.
pub(super) struct Inequality {
    pub(super) need: i64,
    pub(super) weights: Vec<(u32, i64)>,
}

/// A bound that followed from a sum: which cell, in which direction (0 up, 1 down), and which sum.
struct Record {
    place: u32,
    side: usize,
    row: u32,
}

/// One direction of a cell: `times · (how far it goes) ≤ known + Σ weight · hidden`.
struct Side {
    times: i64,
    known: i64,
    weights: BTreeMap<u32, i64>,
}

/// Sums of a part and what follows from them.
pub(super) struct Followed<'a> {
    part: &'a Part,
    rows_of: Vec<Vec<u32>>,
    /// For each cell how far up and down it can go.
    reach: Vec<[i64; 2]>,
    records: Vec<Record>,
    /// For each cell and direction the numbers of its records.
    told: Vec<[Vec<u32>; 2]>,
}

impl<'a> Followed<'a> {
    pub(super) fn new(part: &'a Part) -> Self {
        let mut rows_of = vec![Vec::new(); part.cells.len()];
        for (number, row) in part.rows.iter().enumerate() {
            for &(place, _) in row {
                rows_of[place as usize].push(number as u32);
            }
        }
        Self {
            part,
            rows_of,
            reach: Vec::new(),
            records: Vec::new(),
            told: vec![[Vec::new(), Vec::new()]; part.cells.len()],
        }
    }

    /// Starts anew with these cells hidden and all others shown.
    pub(super) fn follow(&mut self, is_hidden: &[bool]) {
        let rooms = self.part.room.iter().zip(is_hidden);
        self.reach = rooms
            .map(|(&(below, above), &is_hidden)| if is_hidden { [above, below] } else { [0, 0] })
            .collect();
        for record in self.records.drain(..) {
            self.told[record.place as usize][record.side].clear();
        }
        let count = self.part.rows.len();
        let mut queue: std::collections::VecDeque<u32> = (0..count as u32).collect();
        let mut is_queued = vec![true; count];
        let mut visits = count.saturating_mul(VISITS);
        while let Some(number) = queue.pop_front() {
            is_queued[number as usize] = false;
            if visits == 0 {
                return;
            }
            visits -= 1;
            for place in self.visit(number) {
                for &other in &self.rows_of[place as usize] {
                    if other != number && !std::mem::replace(&mut is_queued[other as usize], true) {
                        queue.push_back(other);
                    }
                }
            }
        }
    }

    /// What one sum says of its cells; those of which it says something new.
    fn visit(&mut self, number: u32) -> Vec<u32> {
        let row = &self.part.rows[number as usize];
        let mut changed = Vec::new();
        // Up and down, for the signed terms of the sum.
        let mut sums = [Sum::default(); 2];
        for &(place, sign) in row {
            let reach = self.reach[place as usize];
            for (side, sum) in sums.iter_mut().enumerate() {
                sum.add(reach[turned(side, sign)]);
            }
        }
        for &(place, sign) in row {
            for side in [0, 1] {
                let own = self.reach[place as usize];
                // It goes up as far as all the others go down.
                let Some(others) = sums[1 - side].without(own[turned(1 - side, sign)]) else {
                    continue;
                };
                let side = turned(side, sign);
                if others < own[side] {
                    self.told[place as usize][side].push(self.records.len() as u32);
                    self.records.push(Record {
                        place,
                        side,
                        row: number,
                    });
                    for (direction, sum) in sums.iter_mut().enumerate() {
                        if turned(direction, sign) == side {
                            sum.replace(own[side], others);
                        }
                    }
                    self.reach[place as usize][side] = others;
                    changed.push(place);
                }
            }
        }
        changed
    }

    /// An inequality for each cell that must be hidden and is told too closely.
    pub(super) fn broken(&self) -> Vec<Inequality> {
        (0..self.part.cells.len() as u32)
            .filter(|&place| !self.part.is_open[place as usize])
            .filter_map(|place| self.inequality(place))
            .collect()
    }

    fn inequality(&self, place: u32) -> Option<Inequality> {
        let need = self.part.need[place as usize];
        let [up, down] = self.reach[place as usize];
        if need.is_nothing() || need.is_met(down, up) {
            return None;
        }
        if up < need.above {
            self.demand(self.side(place, 0)?, need.above)
        } else if down < need.below {
            self.demand(self.side(place, 1)?, need.below)
        } else {
            let (mut up, down) = (self.side(place, 0)?, self.side(place, 1)?);
            for weight in up.weights.values_mut() {
                *weight = weight.checked_mul(down.times)?;
            }
            up.known = up.known.checked_mul(down.times)?;
            for (other, weight) in down.weights {
                let own = up.weights.entry(other).or_insert(0);
                *own = own.checked_add(weight.checked_mul(up.times)?)?;
            }
            up.known = up.known.checked_add(down.known.checked_mul(up.times)?)?;
            up.times = up.times.checked_mul(down.times)?;
            self.demand(up, need.width)
        }
    }

    /// What must be hidden for a direction to go as far as it must.
    fn demand(&self, side: Side, need: i64) -> Option<Inequality> {
        let mut need = need.checked_mul(side.times)?.checked_sub(side.known)?;
        for (&place, &weight) in &side.weights {
            if !self.part.is_open[place as usize] {
                need = need.checked_sub(weight)?;
            }
        }
        let open = side.weights.into_iter();
        let weights: Vec<(u32, i64)> = open
            .filter(|&(place, weight)| self.part.is_open[place as usize] && weight > 0)
            .map(|(place, weight)| (place, weight.min(need)))
            .collect();
        (need > 0 && !weights.is_empty()).then_some(Inequality { need, weights })
    }

    /// Puts the sums together that bound a direction of a cell: whatever is hidden, the cell goes no
    /// further than all cells in them let it.
    fn side(&self, place: u32, side: usize) -> Option<Side> {
        let (below, above) = self.part.room[place as usize];
        let own = [above, below][side];
        let Some(&last) = self.told[place as usize][side].last() else {
            return Some(Side {
                times: 1,
                known: own,
                weights: BTreeMap::new(),
            });
        };
        // The net coefficient of each cell in all sums taken, the later ones first.
        let mut net = BTreeMap::<u32, i64>::new();
        let mut waiting = BTreeMap::from([(last, 1_i64)]);
        let mut taken = 0;
        while let Some((number, times)) = waiting.pop_last() {
            taken += 1;
            if taken > SUMS || times > TIMES {
                return None;
            }
            let Record { place, side, row } = self.records[number as usize];
            let row = &self.part.rows[row as usize];
            let own = row.iter().find(|term| term.0 == place)?.1;
            let factor = if side == 0 { own * times } else { -own * times };
            for &(other, sign) in row {
                *net.entry(other).or_insert(0) += factor * sign;
                if other == place {
                    continue;
                }
                // What is left of the sum moves the other way.
                let other_side = usize::from(factor * sign > 0);
                let told = &self.told[other as usize][other_side];
                let before = told.partition_point(|&one| one < number);
                if let Some(&one) = before.checked_sub(1).and_then(|at| told.get(at)) {
                    *waiting.entry(one).or_insert(0) += times;
                }
            }
        }
        let times = net.remove(&place)?;
        let times = if side == 0 { times } else { -times };
        if times < 1 {
            return None;
        }
        let mut weights = BTreeMap::new();
        for (other, coefficient) in net {
            let (below, above) = self.part.room[other as usize];
            let room = if coefficient > 0 { below } else { above };
            let weight = coefficient.abs().checked_mul(room.min(FAR))?;
            weights.insert(other, weight);
        }
        Some(Side {
            times,
            known: 0,
            weights,
        })
    }
}

/// The direction of a cell in which its signed term goes in a direction.
const fn turned(side: usize, sign: i64) -> usize {
    if sign > 0 { side } else { 1 - side }
}

/// A sum of bounds: how many of them say nothing, and what the others add up to.
#[derive(Clone, Copy, Default)]
struct Sum {
    far: u32,
    amount: i64,
}

impl Sum {
    const fn add(&mut self, reach: i64) {
        if reach >= FAR {
            self.far += 1;
        } else {
            self.amount += reach;
        }
    }

    const fn replace(&mut self, old: i64, new: i64) {
        if old >= FAR {
            self.far -= 1;
        } else {
            self.amount -= old;
        }
        self.add(new);
    }

    /// The sum without one of its members.
    const fn without(self, reach: i64) -> Option<i64> {
        match (reach >= FAR, self.far) {
            (false, 0) => Some(self.amount - reach),
            (true, 1) => Some(self.amount),
            _ => None,
        }
    }
}
