//! Rank modulo a prime: a fast and rigorous proof of full rank.
//!
//! A determinant that is not zero modulo a prime is not zero. The converse fails, so a rank below
//! full found here must never be taken for one: it only sends the question to the exact method.

use crate::loglinear::Design;

/// 2³¹ − 1; products of two residues fit 64 bits.
const PRIME: u64 = (1 << 31) - 1;

/// Whether the design's columns of the cells with people in them certainly have full rank.
pub(super) fn seen_cells_span(design: &Design, counts: &[u64]) -> bool {
    let effects = design.effects();
    let order = effects.len();
    // Row `r` of the basis, when present, has its first nonzero entry, a 1, at column `r`.
    let mut basis: Vec<u64> = vec![0; order * order];
    let mut present = vec![false; order];
    let mut missing = order;
    let mut row = vec![0u64; order];
    for (cell, &count) in counts.iter().enumerate() {
        if count == 0 || !design.retains(cell) {
            continue;
        }
        for (entry, &effect) in row.iter_mut().zip(effects) {
            *entry = u64::from(cell as u16 & effect == effect);
        }
        if let Some(lead) = reduce(&mut row, &basis, &present) {
            let inverse = power(row[lead], PRIME - 2);
            let target = &mut basis[lead * order..(lead + 1) * order];
            for (kept, entry) in target.iter_mut().zip(&row).skip(lead) {
                *kept = entry * inverse % PRIME;
            }
            present[lead] = true;
            missing -= 1;
            if missing == 0 {
                return true;
            }
        }
    }
    false
}

/// Subtracts basis rows until the first entry that has none; its column, or `None` for zero.
fn reduce(row: &mut [u64], basis: &[u64], present: &[bool]) -> Option<usize> {
    let order = row.len();
    let mut lead = None;
    for column in 0..order {
        if row[column] == 0 {
            continue;
        }
        if !present[column] {
            lead = lead.or(Some(column));
            break;
        }
        let factor = PRIME - row[column];
        let line = &basis[column * order..(column + 1) * order];
        for (entry, kept) in row[column..].iter_mut().zip(&line[column..]) {
            if *kept != 0 {
                *entry = (*entry + factor * kept) % PRIME;
            }
        }
    }
    lead
}

fn power(mut base: u64, mut exponent: u64) -> u64 {
    if base == 1 {
        return 1;
    }
    let mut result = 1;
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}
