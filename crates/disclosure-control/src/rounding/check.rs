//! The rules of rounding, held against a proposal cell by cell and sum by sum. It shares nothing
//! with what made the proposal but the question.

use super::{
    Options, Rounded,
    problem::{Problem, Role},
};
use crate::{Error, System, table::Published};

/// Checks and counts.
pub(super) fn rounded(
    system: &System,
    problem: &Problem,
    units: &[i64],
    options: &Options,
) -> Result<Rounded, Error> {
    let base = options.base;
    let mut rounded = Rounded {
        base,
        steps: 1,
        values: vec![None; system.cells().len()],
        total_change: 0,
        largest_change: 0,
        loose_sums: problem.loose_sums,
    };
    for (number, cell) in system.cells().iter().enumerate() {
        let (Published::Hidden { .. }, Some(truth)) = (cell.published, cell.truth) else {
            continue;
        };
        let units = match problem.roles[number] {
            Role::Free(variable) => units[variable as usize],
            Role::Fixed(units) => units,
            Role::Outside => return Err(fault(system, number, "was left out")),
        };
        let value = units * base;
        let change = (value - truth).abs();
        if value < 0 {
            return Err(fault(system, number, "would be below zero"));
        }
        if truth == 0 && value != 0 {
            return Err(fault(system, number, "is zero and would not stay so"));
        }
        if change >= base * options.most_steps {
            return Err(fault(system, number, "would be too far from its count"));
        }
        // With one step a multiple stays itself: it cannot reach the next.
        rounded.steps = rounded.steps.max(change / base + 1);
        rounded.total_change += change;
        rounded.largest_change = rounded.largest_change.max(change);
        rounded.values[number] = Some(value);
    }
    let public = |cell: u32| match (
        rounded.values[cell as usize],
        system.cells()[cell as usize].published,
    ) {
        (Some(value), _) | (None, Published::Exact(value) | Published::Rounded { value, .. }) => {
            Some(value)
        }
        _ => None,
    };
    for (whole, parts) in &problem.sums {
        let sum: Option<i64> = parts.iter().map(|&part| public(part)).sum();
        if sum.is_none() || sum != public(*whole) {
            return Err(fault(
                system,
                *whole as usize,
                "would not be the sum of its parts",
            ));
        }
    }
    Ok(rounded)
}

fn fault(system: &System, cell: usize, what: &str) -> Error {
    Error::Infeasible {
        reason: format!(
            "{} {what}; take a larger base or fewer dimensions",
            system.label(cell).words
        ),
    }
}
