//! Rounding as a programme of whole numbers, part by part of what hangs together. What the solver
//! says is only a proposal: it reckons with fractions, and the check does not.

use super::{
    Options,
    problem::{Problem, Role},
};
use crate::{Error, System};
use microlp::{ComparisonOp, OptimizationDirection, SolveOptions, Variable as Unknown};
use rustc_hash::FxHashMap;

/// What one base further away than the next multiple costs, in bases: more than any preference.
const FURTHER: f64 = 1_000.0;

/// For each variable its value in bases.
pub(super) fn solve(
    system: &System,
    problem: &Problem,
    options: &Options,
) -> Result<Vec<i64>, Error> {
    let mut units: Vec<i64> = problem.variables.iter().map(|one| one.floor).collect();
    for part in parts(problem) {
        let found = (1..=options.most_steps).find_map(|steps| part.solve(problem, options, steps));
        let Some(found) = found else {
            return Err(part.infeasible(system, problem, options));
        };
        for (&variable, value) in part.variables.iter().zip(found) {
            units[variable as usize] = value;
        }
    }
    Ok(units)
}

/// Variables that hang together, and the sums that tie them.
#[derive(Default)]
struct Part {
    variables: Vec<u32>,
    sums: Vec<usize>,
}

/// All parts. A sum without variables is a part of its own: it holds or it does not.
fn parts(problem: &Problem) -> Vec<Part> {
    let mut used_in: Vec<Vec<usize>> = vec![Vec::new(); problem.variables.len()];
    let mut parts = Vec::new();
    for (number, (whole, sum)) in problem.sums.iter().enumerate() {
        let mut is_empty = true;
        for &cell in sum.iter().chain([whole]) {
            if let Role::Free(variable) = problem.roles[cell as usize] {
                used_in[variable as usize].push(number);
                is_empty = false;
            }
        }
        if is_empty {
            parts.push(Part {
                sums: vec![number],
                ..Part::default()
            });
        }
    }
    let mut is_taken = vec![false; problem.variables.len()];
    let mut is_used = vec![false; problem.sums.len()];
    for first in 0..problem.variables.len() {
        if is_taken[first] {
            continue;
        }
        is_taken[first] = true;
        let mut part = Part {
            variables: vec![first as u32],
            sums: Vec::new(),
        };
        let mut next = 0;
        while next < part.variables.len() {
            for &sum in &used_in[part.variables[next] as usize] {
                if std::mem::replace(&mut is_used[sum], true) {
                    continue;
                }
                part.sums.push(sum);
                let (whole, cells) = &problem.sums[sum];
                for &cell in cells.iter().chain([whole]) {
                    if let Role::Free(variable) = problem.roles[cell as usize]
                        && !std::mem::replace(&mut is_taken[variable as usize], true)
                    {
                        part.variables.push(variable);
                    }
                }
            }
            next += 1;
        }
        parts.push(part);
    }
    parts
}

impl Part {
    /// The best values with at most so many steps; `None` where there are none, or none were found.
    fn solve(&self, problem: &Problem, options: &Options, steps: i64) -> Option<Vec<i64>> {
        let mut program = microlp::Problem::new(OptimizationDirection::Minimize);
        let mut unknowns: FxHashMap<u32, Vec<(Unknown, f64)>> = FxHashMap::default();
        for &number in &self.variables {
            let variable = &problem.variables[number as usize];
            let highest = i32::from(!variable.is_multiple(problem.base));
            let next = program.add_integer_var(variable.up as f64, (0, highest));
            let mut own = vec![(next, 1.0)];
            let further = FURTHER * problem.base as f64;
            let reach = i32::try_from(steps - 1).unwrap_or(i32::MAX);
            if reach > 0 {
                own.push((program.add_integer_var(further, (0, reach)), 1.0));
                let below = reach.min(i32::try_from(variable.floor).unwrap_or(i32::MAX));
                own.push((program.add_integer_var(further, (0, below.max(0))), -1.0));
            }
            unknowns.insert(number, own);
        }
        for &sum in &self.sums {
            let (whole, parts) = &problem.sums[sum];
            let mut terms: Vec<(Unknown, f64)> = Vec::new();
            let mut right = 0;
            let signed = parts.iter().map(|part| (part, 1)).chain([(whole, -1)]);
            for (&cell, sign) in signed {
                match problem.roles[cell as usize] {
                    Role::Fixed(units) => right -= sign * units,
                    Role::Free(number) => {
                        right -= sign * problem.variables[number as usize].floor;
                        let own = unknowns[&number].iter();
                        terms.extend(own.map(|&(one, factor)| (one, factor * sign as f64)));
                    }
                    // Sums with such cells are left out.
                    Role::Outside => {}
                }
            }
            if terms.is_empty() {
                if right != 0 {
                    return None;
                }
                continue;
            }
            program.add_constraint(terms.as_slice(), ComparisonOp::Eq, right as f64);
        }
        if self.variables.is_empty() {
            return Some(Vec::new());
        }
        let mut limits = SolveOptions::default();
        limits.node_limit = Some(options.nodes);
        let solution = program.solve_with(limits).ok()?.into_solution().ok()?;
        let values = self.variables.iter().map(|number| {
            let own = unknowns[number].iter();
            let sum: f64 = own
                .map(|&(one, factor)| factor * solution.var_value(one).round())
                .sum();
            problem.variables[*number as usize].floor + sum as i64
        });
        Some(values.collect())
    }

    fn infeasible(&self, system: &System, problem: &Problem, options: &Options) -> Error {
        let wholes = self.sums.iter().map(|&sum| problem.sums[sum].0);
        let mut names: Vec<String> = wholes
            .take(4)
            .map(|whole| system.label(whole as usize).words)
            .collect();
        names.dedup();
        Error::Infeasible {
            reason: format!(
                "no multiples of {} within {} of the counts add up to {}; take a larger base, fewer dimensions, or leave out one of the tables",
                problem.base,
                problem.base * options.most_steps,
                names.join("; ")
            ),
        }
    }
}
