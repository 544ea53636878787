//! Splitting what is left into parts that share no hidden cell. Each is audited by itself; what is
//! fixed goes into the right-hand sides.

use super::propagate::Incidence;
use crate::{System, attacker::Bounds};

/// Hidden cells that hang together, and their equations in local numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Component {
    /// The cells of the system.
    pub(super) cells: Vec<u32>,
    /// Numbers of the equations in the system.
    pub(super) equations: Vec<u32>,
    /// `Σ coefficient · local cell = right`, one for each equation.
    pub(super) rows: Vec<(Vec<(u32, i64)>, i64)>,
}

/// The components of all cells that are not fixed, in the order of their first cell.
pub(super) fn split(system: &System, bounds: &Bounds, incidence: &Incidence) -> Vec<Component> {
    let count = system.cells().len();
    let mut local = vec![u32::MAX; count];
    let mut is_taken = vec![false; system.equation_count()];
    let mut components = Vec::new();
    for first in 0..count {
        if bounds.is_fixed(first) || local[first] != u32::MAX {
            continue;
        }
        let mut component = Component {
            cells: vec![first as u32],
            ..Component::default()
        };
        local[first] = 0;
        let mut next = 0;
        while next < component.cells.len() {
            for &number in incidence.of_cell(component.cells[next]) {
                if std::mem::replace(&mut is_taken[number as usize], true) {
                    continue;
                }
                component.equations.push(number);
                for (cell, _) in system.equation(number as usize).terms() {
                    if !bounds.is_fixed(cell as usize) && local[cell as usize] == u32::MAX {
                        local[cell as usize] = component.cells.len() as u32;
                        component.cells.push(cell);
                    }
                }
            }
            next += 1;
        }
        component.rows = component
            .equations
            .iter()
            .map(|&number| row(system, bounds, &local, number))
            .collect();
        components.push(component);
    }
    components
}

fn row(system: &System, bounds: &Bounds, local: &[u32], number: u32) -> (Vec<(u32, i64)>, i64) {
    let mut terms = Vec::new();
    let mut right = 0;
    for (cell, sign) in system.equation(number as usize).terms() {
        match bounds.low[cell as usize].filter(|_| bounds.is_fixed(cell as usize)) {
            Some(value) => right -= sign * value,
            None => terms.push((local[cell as usize], sign)),
        }
    }
    (terms, right)
}
