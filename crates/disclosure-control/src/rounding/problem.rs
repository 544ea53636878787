//! What has to be decided: for every count that is no multiple, whether it goes up or down, so that
//! all sums hold. Counted in units of the base.

use super::{Options, Preference};
use crate::{System, table::Published};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha12Rng;

/// What is to become of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Was published as a multiple before, or is zero: so many bases.
    Fixed(i64),
    /// Goes up or down: the number of its variable.
    Free(u32),
    /// Was published as something else, or its count is not known.
    Outside,
}

/// A count above zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Variable {
    /// Number of the cell in the system.
    pub(super) cell: u32,
    /// The count.
    pub(super) truth: i64,
    /// The multiple below, in bases.
    pub(super) floor: i64,
    /// What going up costs more than going down; negative where up is preferred.
    pub(super) up: i64,
}

impl Variable {
    /// A multiple stays where it is, as long as everything can be rounded to next multiples.
    pub(super) const fn is_multiple(&self, base: i64) -> bool {
        self.floor * base == self.truth
    }
}

/// All of it.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) base: i64,
    pub(super) roles: Vec<Role>,
    pub(super) variables: Vec<Variable>,
    /// The sums that hold in public: number of the whole, numbers of the parts.
    pub(super) sums: Vec<(u32, Vec<u32>)>,
    pub(super) loose_sums: usize,
    /// Whether nothing was published before.
    is_fresh: bool,
}

impl Problem {
    pub(super) fn of(system: &System, options: &Options) -> Self {
        let base = options.base;
        let mut draw = match options.preference {
            Preference::Nearest => None,
            Preference::Unbiased(seed) => Some(ChaCha12Rng::from_seed(seed)),
        };
        let mut variables = Vec::new();
        let mut roles = Vec::with_capacity(system.cells().len());
        for (number, cell) in system.cells().iter().enumerate() {
            let role = match (cell.published, cell.truth) {
                (Published::Hidden { .. }, Some(0)) => Role::Fixed(0),
                (Published::Hidden { .. }, Some(truth)) => {
                    let rest = truth.rem_euclid(base);
                    let up = match &mut draw {
                        _ if rest == 0 => 0,
                        None => base - 2 * rest,
                        Some(draw) => {
                            let goes_up = draw.random_range(0..base) < rest;
                            if goes_up { -base } else { base }
                        }
                    };
                    variables.push(Variable {
                        cell: number as u32,
                        truth,
                        floor: truth.div_euclid(base),
                        up,
                    });
                    Role::Free(variables.len() as u32 - 1)
                }
                (Published::Rounded { value, .. } | Published::Exact(value), _)
                    if value % base == 0 =>
                {
                    Role::Fixed(value / base)
                }
                _ => Role::Outside,
            };
            roles.push(role);
        }
        let is_inside = |cell: u32| roles[cell as usize] != Role::Outside;
        let sums: Vec<(u32, Vec<u32>)> = system
            .equations()
            .filter(|equation| equation.terms().all(|(cell, _)| is_inside(cell)))
            .map(|equation| (equation.whole, equation.parts.to_vec()))
            .collect();
        Self {
            base,
            loose_sums: system.equation_count() - sums.len(),
            is_fresh: system.cells().iter().all(|cell| match cell.published {
                Published::Hidden { .. } => cell.truth.is_some(),
                published => !cell.listed && published == Published::Exact(0),
            }),
            roles,
            variables,
            sums,
        }
    }

    /// Whether every total follows from innermost cells in one way only, whichever sum one takes,
    /// and none of them is bound by an earlier release.
    pub(super) fn has_one_base(&self) -> bool {
        self.is_fresh && self.marks().is_some()
    }

    /// For each cell the sum of its innermost cells' marks, where all ways of adding up agree. A mark
    /// is a number that looks like chance, so that two different sets of cells hardly ever have the
    /// same sum; what follows from a wrong agreement is refused by the check.
    fn marks(&self) -> Option<Vec<u128>> {
        let order = self.parts_before_wholes()?;
        let mut is_whole = vec![false; self.roles.len()];
        for (whole, _) in &self.sums {
            is_whole[*whole as usize] = true;
        }
        let mut marks: Vec<u128> = (0..self.roles.len()).map(mark).collect();
        let mut is_known: Vec<bool> = is_whole.iter().map(|is_whole| !is_whole).collect();
        for sum in order {
            let (whole, parts) = &self.sums[sum];
            let total = parts.iter().fold(0u128, |total, &part| {
                total.wrapping_add(marks[part as usize])
            });
            let whole = *whole as usize;
            if is_known[whole] && marks[whole] != total {
                return None;
            }
            marks[whole] = total;
            is_known[whole] = true;
        }
        Some(marks)
    }

    /// The sums in such an order that every part is added up before the whole it belongs to; `None`
    /// when there is none.
    pub(super) fn parts_before_wholes(&self) -> Option<Vec<usize>> {
        let mut waiting: Vec<usize> = vec![0; self.roles.len()];
        let mut used_in: Vec<Vec<u32>> = vec![Vec::new(); self.roles.len()];
        for (number, (whole, parts)) in self.sums.iter().enumerate() {
            waiting[*whole as usize] += 1;
            for &part in parts {
                used_in[part as usize].push(number as u32);
            }
        }
        let mut missing: Vec<usize> = self.sums.iter().map(|(_, parts)| parts.len()).collect();
        let mut ready: Vec<usize> = (0..self.roles.len())
            .filter(|&cell| waiting[cell] == 0)
            .collect();
        let mut order = Vec::with_capacity(self.sums.len());
        while let Some(cell) = ready.pop() {
            for &sum in &used_in[cell] {
                let sum = sum as usize;
                missing[sum] -= 1;
                if missing[sum] > 0 {
                    continue;
                }
                order.push(sum);
                let whole = self.sums[sum].0 as usize;
                waiting[whole] -= 1;
                if waiting[whole] == 0 {
                    ready.push(whole);
                }
            }
        }
        (order.len() == self.sums.len()).then_some(order)
    }
}

/// A fixed number for a cell (after the finaliser of SplitMix64, twice).
fn mark(cell: usize) -> u128 {
    let half = |seed: u64| {
        let mut bits = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u128::from(bits ^ (bits >> 31))
    };
    let seed = 2 * cell as u64 + 1;
    half(seed) << 64 | half(seed + 1)
}
