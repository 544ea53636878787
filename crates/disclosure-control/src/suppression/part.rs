//! Cells that hang together by sums, with numbers of their own. Each part is decided by itself: a
//! printed cell ties nothing.

use super::problem::{Need, Problem, Role};
use crate::System;
use rustc_hash::FxHashMap;

/// One part. A column is a cell that is hidden or may be; its place is its local number.
pub(super) struct Part {
    /// The cells of the system.
    pub(super) cells: Vec<u32>,
    /// Sums in differences: `Σ sign · column = 0`.
    pub(super) rows: Vec<Vec<(u32, i64)>>,
    pub(super) room: Vec<(i64, i64)>,
    pub(super) need: Vec<Need>,
    pub(super) cost: Vec<i64>,
    /// Whether hiding the cell is ours to decide.
    pub(super) is_open: Vec<bool>,
}

impl Part {
    /// Whether the cell in this place cannot get what it needs, whatever is hidden.
    pub(super) fn is_hopeless(&self, place: usize) -> bool {
        let (below, above) = self.room[place];
        !self.need[place].is_met(below, above)
    }
}

/// All parts in which something must be protected, in the order of their first cell.
pub(super) fn split(system: &System, problem: &Problem) -> Vec<Part> {
    let count = system.cells().len();
    let is_column = |cell: u32| problem.roles[cell as usize] != Role::Shown;
    let mut equations_of: Vec<Vec<u32>> = vec![Vec::new(); count];
    for (number, equation) in system.equations().enumerate() {
        for (cell, _) in equation.terms().filter(|term| is_column(term.0)) {
            equations_of[cell as usize].push(number as u32);
        }
    }
    let mut is_taken = vec![false; count];
    let mut is_used = vec![false; system.equation_count()];
    let mut parts = Vec::new();
    for first in 0..count as u32 {
        if !is_column(first) || is_taken[first as usize] {
            continue;
        }
        is_taken[first as usize] = true;
        let mut cells = vec![first];
        let mut equations = Vec::new();
        let mut next = 0;
        while next < cells.len() {
            for &number in &equations_of[cells[next] as usize] {
                if std::mem::replace(&mut is_used[number as usize], true) {
                    continue;
                }
                equations.push(number);
                let terms = system.equation(number as usize);
                for (cell, _) in terms.terms().filter(|term| is_column(term.0)) {
                    if !std::mem::replace(&mut is_taken[cell as usize], true) {
                        cells.push(cell);
                    }
                }
            }
            next += 1;
        }
        let asks = |cell: &u32| {
            problem.roles[*cell as usize] != Role::Open
                && !problem.need[*cell as usize].is_nothing()
        };
        if cells.iter().any(asks) {
            parts.push(part(system, problem, cells, &equations));
        }
    }
    parts
}

fn part(system: &System, problem: &Problem, mut cells: Vec<u32>, equations: &[u32]) -> Part {
    cells.sort_unstable();
    let places: FxHashMap<u32, u32> = cells.iter().copied().zip(0..).collect();
    let rows = equations
        .iter()
        .map(|&number| {
            let equation = system.equation(number as usize);
            equation
                .terms()
                .filter_map(|(cell, sign)| Some((*places.get(&cell)?, sign)))
                .collect()
        })
        .collect();
    Part {
        rows,
        room: cells
            .iter()
            .map(|&cell| problem.room[cell as usize])
            .collect(),
        need: cells
            .iter()
            .map(|&cell| problem.need[cell as usize])
            .collect(),
        cost: cells
            .iter()
            .map(|&cell| problem.cost[cell as usize])
            .collect(),
        is_open: cells
            .iter()
            .map(|&cell| problem.roles[cell as usize] == Role::Open)
            .collect(),
        cells,
    }
}
