//! Rounding of large tables whose totals all follow from their innermost cells: those are rounded
//! one by one so that no total drifts away from its count, and moved until every total is next to
//! its count. Totals are always the sums of what is below them; what may fail is only how near they
//! are, and the check says so.

use super::problem::{Problem, Role};

/// How much one unit of change outside what is allowed weighs against changes inside.
const OUTSIDE: i64 = 1_000;
/// How many times all cells are gone through.
const PASSES: usize = 12;
/// With how many of its neighbours a cell is tried to change sides.
const NEIGHBOURS: usize = 8;

/// For each variable its value in bases.
pub(super) fn solve(problem: &Problem) -> Vec<i64> {
    let mut search = Search::of(problem);
    search.begin();
    for _ in 0..PASSES {
        let is_better = search.improve() | search.exchange();
        if !is_better {
            break;
        }
    }
    search.units()
}

/// A cell that is decided by itself.
struct Leaf {
    variable: u32,
    /// The totals that it is in.
    totals: Vec<u32>,
    /// The change that going down makes, and going up.
    changes: [i64; 2],
    /// What going down costs, and going up.
    costs: [i64; 2],
}

struct Search<'a> {
    problem: &'a Problem,
    leaves: Vec<Leaf>,
    is_up: Vec<bool>,
    /// The cells that are sums, with the change that each may have.
    totals: Vec<(u32, [i64; 2])>,
    /// For each total, how far its sum is from its count now.
    change: Vec<i64>,
}

impl<'a> Search<'a> {
    fn of(problem: &'a Problem) -> Self {
        let mut number_of: Vec<Option<u32>> = vec![None; problem.roles.len()];
        let mut totals: Vec<(u32, [i64; 2])> = Vec::new();
        let mut above: Vec<Vec<u32>> = vec![Vec::new(); problem.roles.len()];
        for (whole, parts) in &problem.sums {
            if number_of[*whole as usize].is_none() {
                number_of[*whole as usize] = Some(totals.len() as u32);
                totals.push((*whole, problem.allowed(*whole)));
            }
            for &part in parts {
                above[part as usize].push(*whole);
            }
        }
        let mut leaves = Vec::new();
        for (number, variable) in problem.variables.iter().enumerate() {
            let is_leaf = number_of[variable.cell as usize].is_none();
            if !is_leaf || variable.is_multiple(problem.base) {
                continue;
            }
            let mut own = Vec::new();
            let mut next = above[variable.cell as usize].clone();
            while let Some(cell) = next.pop() {
                let total = number_of[cell as usize].unwrap_or_default();
                if !own.contains(&total) {
                    own.push(total);
                    next.extend(&above[cell as usize]);
                }
            }
            let down = variable.floor * problem.base - variable.truth;
            leaves.push(Leaf {
                variable: number as u32,
                totals: own,
                changes: [down, down + problem.base],
                costs: [(-variable.up).max(0), variable.up.max(0)],
            });
        }
        Self {
            problem,
            is_up: vec![false; leaves.len()],
            change: vec![0; totals.len()],
            leaves,
            totals,
        }
    }

    /// How bad the change of a total is.
    fn weight(&self, total: u32, change: i64) -> i64 {
        let [low, high] = self.totals[total as usize].1;
        let outside = (low - change).max(change - high).max(0);
        OUTSIDE * outside * outside + change * change
    }

    /// What adding to the totals of a leaf makes worse; negative where it makes things better.
    fn worse(&self, leaf: usize, added: i64) -> i64 {
        let totals = self.leaves[leaf].totals.iter();
        totals
            .map(|&total| {
                let change = self.change[total as usize];
                self.weight(total, change + added) - self.weight(total, change)
            })
            .sum()
    }

    fn add(&mut self, leaf: usize, added: i64) {
        for &total in &self.leaves[leaf].totals {
            self.change[total as usize] += added;
        }
    }

    /// Decides the leaves one after the other.
    fn begin(&mut self) {
        for leaf in 0..self.leaves.len() {
            let Leaf { changes, costs, .. } = self.leaves[leaf];
            let [down, up] = [0, 1].map(|side| self.worse(leaf, changes[side]) + costs[side]);
            let side = usize::from(up < down);
            self.is_up[leaf] = side == 1;
            self.add(leaf, changes[side]);
        }
    }

    /// What moving a leaf to the other side makes worse.
    fn cost_of_move(&self, leaf: usize) -> i64 {
        let one = &self.leaves[leaf];
        let (from, to) = (
            usize::from(self.is_up[leaf]),
            usize::from(!self.is_up[leaf]),
        );
        self.worse(leaf, one.changes[to] - one.changes[from]) + one.costs[to] - one.costs[from]
    }

    fn move_over(&mut self, leaf: usize) {
        let base = self.problem.base;
        let added = if self.is_up[leaf] { -base } else { base };
        self.add(leaf, added);
        self.is_up[leaf] = !self.is_up[leaf];
    }

    /// Moves every leaf that is better on the other side; whether any was.
    fn improve(&mut self) -> bool {
        let mut is_better = false;
        for leaf in 0..self.leaves.len() {
            if self.cost_of_move(leaf) < 0 {
                self.move_over(leaf);
                is_better = true;
            }
        }
        is_better
    }

    /// Moves two neighbours to opposite sides where that is better: they share most totals, which
    /// stay as they are. Whether any was moved.
    fn exchange(&mut self) -> bool {
        let mut is_better = false;
        for first in 0..self.leaves.len() {
            for second in first + 1..(first + 1 + NEIGHBOURS).min(self.leaves.len()) {
                if self.is_up[first] == self.is_up[second] {
                    continue;
                }
                let alone = self.cost_of_move(first);
                self.move_over(first);
                if alone + self.cost_of_move(second) < 0 {
                    self.move_over(second);
                    is_better = true;
                } else {
                    self.move_over(first);
                }
            }
        }
        is_better
    }

    fn units(self) -> Vec<i64> {
        let base = self.problem.base;
        let mut units: Vec<i64> = self.problem.variables.iter().map(|one| one.floor).collect();
        for (leaf, is_up) in self.leaves.iter().zip(&self.is_up) {
            units[leaf.variable as usize] += i64::from(*is_up);
        }
        for (&(cell, _), change) in self.totals.iter().zip(&self.change) {
            if let Role::Free(variable) = self.problem.roles[cell as usize] {
                let truth = self.problem.variables[variable as usize].truth;
                units[variable as usize] = (truth + change).div_euclid(base);
            }
        }
        units
    }
}

impl Problem {
    /// How far the public value of a total may be from its count.
    fn allowed(&self, cell: u32) -> [i64; 2] {
        match self.roles[cell as usize] {
            Role::Free(variable) => {
                let rest = self.variables[variable as usize]
                    .truth
                    .rem_euclid(self.base);
                [-rest, if rest == 0 { 0 } else { self.base - rest }]
            }
            _ => [0, 0],
        }
    }
}
