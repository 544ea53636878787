//! Small random tables of one to four dimensions, some with two levels, and the same question asked
//! by enumeration: every way to fill the inner cells that agrees with all printed numbers.

use disclosure_control::{Catalogue, Dimension, Missing, Published, System, Table};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The most people of a table, and the most inner cells that are hidden: enumeration stays small.
const PEOPLE: i64 = 6;
const HIDDEN_INNER: usize = 8;

/// A random table: which shape each dimension has, the inner counts, and what is hidden.
#[derive(Debug, Clone)]
pub struct Sample {
    pub shapes: Vec<usize>,
    pub inner: BTreeMap<Vec<usize>, i64>,
    pub hidden: Vec<bool>,
    /// Zeros are never hidden.
    pub prints_zeros: bool,
}

/// For each shape its codes; each code with the inner codes that it holds.
fn codes(shape: usize) -> Vec<(&'static str, Vec<usize>)> {
    match shape {
        0 => vec![("Total", vec![0, 1]), ("a", vec![0]), ("b", vec![1])],
        1 => vec![
            ("Total", vec![0, 1, 2]),
            ("a", vec![0]),
            ("b", vec![1]),
            ("c", vec![2]),
        ],
        _ => vec![
            ("Total", vec![0, 1, 2]),
            ("ab", vec![0, 1]),
            ("a", vec![0]),
            ("b", vec![1]),
            ("c", vec![2]),
        ],
    }
}

pub fn samples() -> impl Strategy<Value = Sample> {
    let shapes = prop_oneof![
        prop::collection::vec(0_usize..3, 1..=2),
        Just(vec![0, 0, 0]),
        Just(vec![0, 2, 0]),
        Just(vec![0, 0, 0, 0]),
        Just(vec![0, 0, 1, 0]),
    ];
    (shapes, any::<bool>())
        .prop_flat_map(|(shapes, prints_zeros)| {
            let inner = combinations(&shapes, true);
            let all = combinations(&shapes, false);
            (
                prop::collection::vec(0..inner.len(), 1..=PEOPLE as usize),
                prop::collection::vec(prop::bool::weighted(0.55), all.len()),
                Just((shapes, inner, prints_zeros)),
            )
        })
        .prop_map(|(people, hidden, (shapes, inner, prints_zeros))| {
            let mut counts: BTreeMap<Vec<usize>, i64> =
                inner.iter().map(|cell| (cell.clone(), 0)).collect();
            for person in people {
                *counts.get_mut(&inner[person]).expect("an inner cell") += 1;
            }
            Sample {
                shapes,
                inner: counts,
                hidden,
                prints_zeros,
            }
            .limited()
        })
}

/// All cells as numbers of codes, or the inner ones as numbers of inner codes.
fn combinations(shapes: &[usize], inner: bool) -> Vec<Vec<usize>> {
    shapes.iter().fold(vec![Vec::new()], |cells, &shape| {
        let size = if inner {
            codes(shape)[0].1.len()
        } else {
            codes(shape).len()
        };
        cells
            .iter()
            .flat_map(|cell| {
                (0..size).map(move |code| {
                    let mut longer = cell.clone();
                    longer.push(code);
                    longer
                })
            })
            .collect()
    })
}

impl Sample {
    pub fn cells(&self) -> Vec<Vec<usize>> {
        combinations(&self.shapes, false)
    }

    /// The inner cells that are counted in a cell.
    fn inside(&self, cell: &[usize]) -> Vec<Vec<usize>> {
        let holds = |inner: &[usize]| {
            cell.iter()
                .zip(&self.shapes)
                .zip(inner)
                .all(|((&code, &shape), place)| codes(shape)[code].1.contains(place))
        };
        self.inner
            .keys()
            .filter(|inner| holds(inner))
            .cloned()
            .collect()
    }

    pub fn count(&self, cell: &[usize], inner: &BTreeMap<Vec<usize>, i64>) -> i64 {
        self.inside(cell).iter().map(|cell| inner[cell]).sum()
    }

    /// Keeps the total printed, prints zeros where that is asked for, and hides few inner cells.
    fn limited(mut self) -> Self {
        let mut inner = 0;
        for (number, cell) in self.cells().iter().enumerate() {
            let is_total = cell.iter().all(|&code| code == 0);
            let is_zero = self.count(cell, &self.inner) == 0;
            let is_inner = self.inside(cell).len() == 1;
            let is_full = is_inner && inner == HIDDEN_INNER;
            if is_total || is_full || (self.prints_zeros && is_zero) {
                self.hidden[number] = false;
            }
            inner += usize::from(is_inner && self.hidden[number]);
        }
        self
    }

    pub fn words(&self, cell: &[usize]) -> Vec<&'static str> {
        cell.iter()
            .zip(&self.shapes)
            .map(|(&code, &shape)| codes(shape)[code].0)
            .collect()
    }

    /// The table; with `turned`, its dimensions and codes in the opposite order.
    pub fn table(&self, turned: bool) -> Table {
        let mut dimensions: Vec<Dimension> = self
            .shapes
            .iter()
            .enumerate()
            .map(|(number, &shape)| {
                let name = format!("d{number}");
                let mut links = match shape {
                    0 => vec![("a", "Total"), ("b", "Total")],
                    1 => vec![("a", "Total"), ("b", "Total"), ("c", "Total")],
                    _ => vec![("ab", "Total"), ("a", "ab"), ("b", "ab"), ("c", "Total")],
                };
                if turned {
                    links.reverse();
                }
                Dimension::hierarchical(&name, "Total", links).expect("a tree")
            })
            .collect();
        if turned {
            dimensions.reverse();
        }
        let mut table = Table::new("random", dimensions, Missing::Unknown).expect("a table");
        for (number, cell) in self.cells().iter().enumerate() {
            let mut words = self.words(cell);
            if turned {
                words.reverse();
            }
            let published = if self.hidden[number] {
                Published::hidden()
            } else {
                Published::Exact(self.count(cell, &self.inner))
            };
            table.set(&words, published).expect("a cell");
        }
        table
    }

    pub fn system(&self, turned: bool) -> System {
        let mut catalogue = Catalogue::new();
        catalogue.publish(self.table(turned)).expect("cells");
        catalogue.system().expect("an additive table")
    }

    /// The smallest and the largest count of every hidden cell, by enumeration.
    pub fn enumerated(&self, least: i64) -> BTreeMap<Vec<usize>, (i64, i64)> {
        let cells = self.cells();
        let inner: Vec<&Vec<usize>> = self.inner.keys().collect();
        let printed: Vec<Vec<usize>> = cells
            .iter()
            .enumerate()
            .filter(|(number, _)| !self.hidden[*number])
            .map(|(_, cell)| self.inside(cell))
            .filter(|inside| inside.len() == 1)
            .flatten()
            .collect();
        let mut found = BTreeMap::new();
        let mut filled = vec![0; inner.len()];
        let total: i64 = self.inner.values().sum();
        self.fill(0, total, (&inner, &printed), &mut filled, &mut |filled| {
            let counts: BTreeMap<Vec<usize>, i64> = inner
                .iter()
                .zip(filled)
                .map(|(cell, &count)| ((*cell).clone(), count))
                .collect();
            let sums: Vec<i64> = cells.iter().map(|cell| self.count(cell, &counts)).collect();
            let agrees = cells.iter().enumerate().all(|(number, cell)| {
                if self.hidden[number] {
                    sums[number] >= least
                } else {
                    sums[number] == self.count(cell, &self.inner)
                }
            });
            if !agrees {
                return;
            }
            for (number, cell) in cells.iter().enumerate().filter(|cell| self.hidden[cell.0]) {
                let range = found
                    .entry(cell.clone())
                    .or_insert((sums[number], sums[number]));
                range.0 = range.0.min(sums[number]);
                range.1 = range.1.max(sums[number]);
            }
        });
        found
    }

    /// All ways to put `left` people into the inner cells from `place` on; printed cells keep theirs.
    fn fill(
        &self,
        place: usize,
        left: i64,
        (inner, printed): (&[&Vec<usize>], &[Vec<usize>]),
        filled: &mut Vec<i64>,
        visit: &mut impl FnMut(&[i64]),
    ) {
        let Some(cell) = inner.get(place) else {
            if left == 0 {
                visit(filled);
            }
            return;
        };
        let own = self.inner[*cell];
        let range = if printed.contains(cell) {
            own..=own
        } else {
            0..=left
        };
        for count in range.take_while(|&count| count <= left) {
            filled[place] = count;
            self.fill(place + 1, left - count, (inner, printed), filled, visit);
        }
    }
}
