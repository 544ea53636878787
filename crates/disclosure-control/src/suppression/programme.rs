//! The 0/1 programme over the cells that may be hidden: the cheapest pattern that no known attack
//! breaks. The solver reckons with fractions, so what it proposes is attacked again, and its bound is
//! taken a little lower than it says.

use super::{attack::Cut, part::Part};
use microlp::{ComparisonOp, OptimizationDirection, SolveOptions, Variable};
use rustc_hash::FxHashMap;

/// By how much the solver's objective may be off.
const TOLERANCE: f64 = 1e-6;

/// A proposal of the programme.
pub(super) struct Proposal {
    /// The open cells to hide.
    pub(super) hidden: Vec<u32>,
    /// No pattern that withstands the attacks costs less.
    pub(super) bound: i64,
    /// How many nodes were searched.
    pub(super) nodes: u64,
}

/// Solves the programme; `None` when the solver gives up.
pub(super) fn solve(part: &Part, cuts: &[Cut], nodes: u64) -> Option<Proposal> {
    let mut programme = microlp::Problem::new(OptimizationDirection::Minimize);
    let mut unknowns = FxHashMap::<u32, Variable>::default();
    for cut in cuts {
        for &(place, _) in cut.weights.iter().chain([&(cut.place, 0.0)]) {
            if part.is_open[place as usize] {
                unknowns
                    .entry(place)
                    .or_insert_with(|| programme.add_binary_var(part.cost[place as usize] as f64));
            }
        }
    }
    for cut in cuts {
        let given: f64 = cut
            .weights
            .iter()
            .filter(|&&(place, _)| place == cut.place || !part.is_open[place as usize])
            .map(|&(_, weight)| weight)
            .sum();
        let need = cut.need as f64 - given;
        if need <= TOLERANCE {
            continue;
        }
        let own = unknowns.get(&cut.place);
        let mut terms: Vec<(Variable, f64)> = cut
            .weights
            .iter()
            .filter(|&&(place, _)| place != cut.place)
            .filter_map(|&(place, weight)| Some((*unknowns.get(&place)?, weight.min(need))))
            .collect();
        terms.extend(own.map(|&own| (own, -need)));
        let right = if own.is_some() { 0.0 } else { need };
        programme.add_constraint(terms.as_slice(), ComparisonOp::Ge, right);
    }
    if unknowns.is_empty() {
        return Some(Proposal {
            hidden: Vec::new(),
            bound: 0,
            nodes: 0,
        });
    }
    let mut limits = SolveOptions::default();
    limits.node_limit = Some(nodes);
    let solution = programme.solve_with(limits).ok()?.into_solution().ok()?;
    let objective = solution.objective();
    let least = objective - solution.gap()? * objective.abs().max(1.0);
    let mut hidden: Vec<u32> = unknowns
        .iter()
        .filter(|(_, unknown)| solution.var_value(**unknown) > 0.5)
        .map(|(place, _)| *place)
        .collect();
    hidden.sort_unstable();
    Some(Proposal {
        hidden,
        nodes: solution.stats().nodes_solved + 1,
        bound: ((least - TOLERANCE).ceil() as i64).max(0),
    })
}
