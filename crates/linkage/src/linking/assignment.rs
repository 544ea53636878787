//! The best one-to-one assignment between two lists, exactly.
//!
//! Shortest augmenting paths with potentials (Jonker & Volgenant 1987) on the few pairs that are
//! worth linking; staying alone costs nothing. Equal sums are settled by the order of the rows, so
//! the result is the same every time.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::odds::Weighted;

/// A distance that orders in a heap.
#[derive(Clone, Copy, PartialEq)]
struct Distance(f64);

impl Eq for Distance {}

impl PartialOrd for Distance {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Distance {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// One side's rows with what each pair costs.
struct Problem {
    /// For each row its columns and costs; the last column is the row's own place alone.
    costs: Vec<Vec<(usize, f64)>>,
    columns: usize,
}

/// The state between two augmentations.
struct Solution {
    row_of: Vec<Option<usize>>,
    column_of: Vec<usize>,
    settled: Vec<bool>,
    row_potential: Vec<f64>,
    column_potential: Vec<f64>,
}

/// Indices of the edges of the assignment with the largest sum of gains (`log_odds` above
/// `threshold`), in ascending order. Each node is in one edge at most.
pub(crate) fn assign(edges: &[Weighted], threshold: f64) -> Vec<usize> {
    let worth: Vec<(usize, &Weighted)> = edges
        .iter()
        .enumerate()
        .filter(|(_, edge)| edge.log_odds > threshold)
        .collect();
    let index = |nodes: Vec<usize>| -> BTreeMap<usize, usize> {
        let mut nodes = nodes;
        nodes.sort_unstable();
        nodes.dedup();
        nodes.into_iter().zip(0..).collect()
    };
    let rows = index(worth.iter().map(|(_, edge)| edge.one).collect());
    let columns = index(worth.iter().map(|(_, edge)| edge.other).collect());
    let mut costs = vec![Vec::new(); rows.len()];
    let mut edge_at = BTreeMap::new();
    for (number, edge) in worth {
        let (row, column) = (rows[&edge.one], columns[&edge.other]);
        costs[row].push((column, threshold - edge.log_odds));
        edge_at.insert((row, column), number);
    }
    for (row, costs) in costs.iter_mut().enumerate() {
        costs.push((columns.len() + row, 0.0));
    }
    let problem = Problem {
        columns: columns.len() + rows.len(),
        costs,
    };
    let row_of = problem.solve();
    let mut chosen: Vec<usize> = row_of[..columns.len()]
        .iter()
        .enumerate()
        .filter_map(|(column, row)| row.map(|row| edge_at[&(row, column)]))
        .collect();
    chosen.sort_unstable();
    chosen
}

impl Problem {
    /// For each column its row in the cheapest assignment of all rows.
    fn solve(&self) -> Vec<Option<usize>> {
        let mut solution = Solution {
            row_of: vec![None; self.columns],
            column_of: vec![usize::MAX; self.costs.len()],
            settled: vec![false; self.columns],
            row_potential: vec![0.0; self.costs.len()],
            column_potential: vec![0.0; self.columns],
        };
        let mut distance = vec![f64::INFINITY; self.columns];
        let mut from = vec![usize::MAX; self.columns];
        for row in 0..self.costs.len() {
            self.augment(row, &mut solution, &mut distance, &mut from);
        }
        solution.row_of
    }

    /// Gives `row` a column along the cheapest path, moving other rows on.
    fn augment(
        &self,
        row: usize,
        solution: &mut Solution,
        distance: &mut [f64],
        from: &mut [usize],
    ) {
        let mut heap = BinaryHeap::new();
        let mut touched = Vec::new();
        let mut settled = Vec::new();
        let (mut current, mut base) = (row, 0.0);
        let end = loop {
            // A settled column is done with: rounding may show a step back to it as a gain, and the
            // path would bite its own tail.
            let open = self.costs[current].iter();
            for (column, cost) in open.filter(|(column, _)| !solution.settled[*column]) {
                let reduced =
                    cost - solution.row_potential[current] - solution.column_potential[*column];
                if base + reduced < distance[*column] {
                    distance[*column] = base + reduced;
                    from[*column] = current;
                    touched.push(*column);
                    heap.push(Reverse((Distance(base + reduced), *column)));
                }
            }
            let Reverse((Distance(reached), column)) =
                heap.pop().expect("each row can always stay alone");
            if reached > distance[column] || solution.settled[column] {
                continue;
            }
            base = reached;
            match solution.row_of[column] {
                None => break column,
                Some(next) => {
                    settled.push(column);
                    solution.settled[column] = true;
                    current = next;
                }
            }
        };
        solution.row_potential[row] += base;
        for column in settled {
            let rest = base - distance[column];
            solution.column_potential[column] -= rest;
            let matched = solution.row_of[column].expect("a settled column has a row");
            solution.row_potential[matched] += rest;
        }
        let mut column = end;
        while from[column] != row {
            let mover = from[column];
            let left = std::mem::replace(&mut solution.column_of[mover], column);
            solution.row_of[column] = Some(mover);
            column = left;
        }
        solution.row_of[column] = Some(row);
        solution.column_of[row] = column;
        for column in touched {
            distance[column] = f64::INFINITY;
            solution.settled[column] = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    fn gain(edges: &[Weighted], chosen: &[usize], threshold: f64) -> f64 {
        chosen
            .iter()
            .map(|edge| edges[*edge].log_odds - threshold)
            .sum()
    }

    /// The best sum by trying everything.
    fn exhaustive(edges: &[Weighted], from: usize, used: &mut Vec<usize>, threshold: f64) -> f64 {
        let Some(edge) = edges.get(from) else {
            return 0.0;
        };
        let without = exhaustive(edges, from + 1, used, threshold);
        if used.contains(&edge.one) || used.contains(&edge.other) {
            return without;
        }
        used.extend([edge.one, edge.other]);
        let with = edge.log_odds - threshold + exhaustive(edges, from + 1, used, threshold);
        used.truncate(used.len() - 2);
        with.max(without)
    }

    #[test]
    fn the_pair_that_greed_takes_is_given_up_for_a_better_whole() {
        let edge = |one, other, log_odds| Weighted {
            one,
            other,
            log_odds,
        };
        let edges = [edge(0, 10, 9.0), edge(0, 11, 8.0), edge(1, 10, 8.0)];
        assert_eq!(assign(&edges, 0.0), [1, 2]);
        assert_eq!(assign(&edges, 8.5), [0]);
    }

    /// Sums of tenths are rounded, so steps that should cost nothing come out a little below it.
    #[test]
    fn rounding_never_makes_the_search_go_round() {
        let mut random = ChaCha8Rng::seed_from_u64(11);
        for _ in 0..3_000 {
            let pairs = (0..12).flat_map(|one| (12..24).map(move |other| (one, other)));
            let edges: Vec<Weighted> = pairs
                .map(|(one, other)| Weighted {
                    one,
                    other,
                    log_odds: f64::from(random.random_range(1..40)) / 10.0,
                })
                .collect();
            assert_eq!(assign(&edges, 0.0).len(), 12);
        }
    }

    proptest! {
        #[test]
        fn no_other_assignment_is_better(
            costs in proptest::collection::btree_map((0_usize..5, 10_usize..15), -3.0..9.0, 0..13),
        ) {
            let edges: Vec<Weighted> = costs
                .into_iter()
                .map(|((one, other), log_odds)| Weighted { one, other, log_odds })
                .collect();
            let chosen = assign(&edges, 0.5);
            let mut nodes: Vec<usize> =
                chosen.iter().flat_map(|edge| [edges[*edge].one, edges[*edge].other]).collect();
            nodes.sort_unstable();
            let count = nodes.len();
            nodes.dedup();
            prop_assert_eq!(nodes.len(), count);
            let best = exhaustive(&edges, 0, &mut Vec::new(), 0.5);
            prop_assert!((gain(&edges, &chosen, 0.5) - best).abs() < 1e-9);
        }
    }
}
