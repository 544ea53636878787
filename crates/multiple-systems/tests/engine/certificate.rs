//! The exact verdict against an independent linear programme in floating point.
//!
//! On small tables the programme's optimum is either zero or a fraction far above rounding, so a
//! tolerance is safe here; the engine itself has none.

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use multiple_systems::Model;
use multiple_systems::existence::{self, Existence};
use multiple_systems::loglinear::Design;
use proptest::prelude::*;

/// The largest s such that some table with every remaining cell at least s has the margins.
fn smallest_cell(design: &Design, counts: &[u64]) -> f64 {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let least = problem.add_var(1.0, (0.0, f64::INFINITY));
    let cells: Vec<usize> = (0..counts.len())
        .filter(|&cell| design.retains(cell))
        .collect();
    let variables: Vec<_> = cells
        .iter()
        .map(|_| problem.add_var(0.0, (0.0, f64::INFINITY)))
        .collect();
    for &effect in design.effects() {
        let inside = cells.iter().zip(&variables);
        let terms: Vec<_> = inside
            .filter(|(cell, _)| **cell as u16 & effect == effect)
            .map(|(_, &variable)| (variable, 1.0))
            .collect();
        let margin = design.margins()[usize::from(effect)];
        problem.add_constraint(&terms[..], ComparisonOp::Eq, margin);
    }
    for &variable in &variables {
        problem.add_constraint([(variable, 1.0), (least, -1.0)], ComparisonOp::Ge, 0.0);
    }
    let outcome = problem.solve().expect("the data themselves are feasible");
    outcome.solution().expect("no limit was set").objective()
}

fn verdict_agrees(
    lists: usize,
    counts: &[u64],
    interactions: Vec<u16>,
) -> Result<(), TestCaseError> {
    if counts.iter().sum::<u64>() == 0 {
        return Ok(());
    }
    let model = Model::new(interactions, lists).expect("known interactions");
    let design = Design::new(counts, &model);
    let verdict = existence::assess(&design, counts);
    let exists = matches!(verdict, Existence::Unique | Existence::Ambiguous);
    prop_assert_eq!(
        exists,
        smallest_cell(&design, counts) > 1e-7,
        "{:?}",
        verdict
    );
    Ok(())
}

fn sparse(cells: usize) -> impl Strategy<Value = Vec<u64>> {
    let count = prop_oneof![4 => Just(0_u64), 1 => 1..4_u64];
    proptest::collection::vec(count, cells).prop_map(|mut counts| {
        counts[0] = 0;
        counts
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn pairs_over_four_lists(counts in sparse(16), chosen in 0..64_u32) {
        let pairs = [0b0011, 0b0101, 0b1001, 0b0110, 0b1010, 0b1100];
        let interactions =
            (0..6).filter(|place| chosen >> place & 1 == 1).map(|place| pairs[place]).collect();
        verdict_agrees(4, &counts, interactions)?;
    }

    #[test]
    fn hierarchical_models_over_four_lists(counts in sparse(16), generator in 1..15_u16) {
        let model = Model::generated_by(&[generator, 0b0110]);
        verdict_agrees(4, &counts, model.interactions().to_vec())?;
    }
}
