//! A cost that no safe pattern of a part can stay below, for parts that are too large for the
//! programme.
//!
//! Cells are paid for little by little, and count as hidden once their whole cost is paid. As long as
//! an unsafe cell could still be told by following single sums, those sums name the cells of which
//! some must be hidden, whatever else is; these are charged together until one of them is paid for.
//! What was charged altogether is a feasible solution of the dual programme, so no pattern costs less
//! (dual ascent: Erlenkotter 1978, Operations Research 26:992-1009; the inequalities are those of
//! Fischetti & Salazar-González 2001). Whole numbers throughout; it never says too much.

use super::{
    follow::{Followed, Inequality},
    part::Part,
};

/// A unit of cost is charged in so many pieces, so that rounding down loses little.
const PIECES: i64 = 1 << 20;
/// The most times that all sums are followed anew; rounds that add less than one in so many end it.
const ROUNDS: usize = 60;
const WORTHWHILE: i128 = 200;

/// No pattern under which everything that must be hidden is as uncertain as asked costs less.
pub(super) fn floor(part: &Part) -> i64 {
    let mut unpaid: Vec<i64> = part
        .cost
        .iter()
        .map(|cost| cost.saturating_mul(PIECES))
        .collect();
    let mut is_free: Vec<bool> = part.is_open.iter().map(|is_open| !is_open).collect();
    let mut followed = Followed::new(part);
    let mut charged = 0_i128;
    for _ in 0..ROUNDS {
        followed.follow(&is_free);
        let mut broken = followed.broken();
        broken.sort_by_key(|one| one.weights.len());
        let before = charged;
        for one in broken {
            if one
                .weights
                .iter()
                .any(|&(place, _)| is_free[place as usize])
            {
                continue;
            }
            charged += charge(&one, &mut unpaid, &mut is_free);
        }
        if charged - before <= charged / WORTHWHILE {
            break;
        }
    }
    let pieces = i128::from(PIECES);
    i64::try_from((charged + pieces - 1) / pieces).unwrap_or(i64::MAX)
}

/// Charges the cells of an inequality in proportion to their weights until one is paid for.
fn charge(one: &Inequality, unpaid: &mut [i64], is_free: &mut [bool]) -> i128 {
    let shares = one.weights.iter();
    let most = shares
        .clone()
        .map(|&(place, weight)| unpaid[place as usize] / weight)
        .min()
        .unwrap_or(0);
    for &(place, weight) in shares {
        unpaid[place as usize] -= most * weight;
        if unpaid[place as usize] < weight {
            is_free[place as usize] = true;
        }
    }
    i128::from(most) * i128::from(one.need)
}
