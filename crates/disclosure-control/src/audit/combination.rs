//! Adding up equations, and what the sum says about one cell. This is the independent check of the
//! simplex method: plain additions over the system's own equations and the attacker's own bounds.

use super::derivation::{Reason, Side, Step, Term};
use crate::{System, attacker::Bounds};
use std::collections::BTreeMap;

/// The sum of equations, each taken so many times, solved for one cell; `None` where the cell drops
/// out, a bound is missing, or a number does not fit.
pub(super) fn reason(
    system: &System,
    bounds: &Bounds,
    multipliers: &[(u32, i64)],
    cell: u32,
    side: Side,
) -> Option<Reason> {
    let mut sum = BTreeMap::<u32, i64>::new();
    for &(number, times) in multipliers {
        for (part, sign) in system.equation(number as usize).terms() {
            let entry = sum.entry(part).or_insert(0);
            *entry = entry.checked_add(sign.checked_mul(times)?)?;
        }
    }
    sum.retain(|_, times| *times != 0);
    let own = sum.remove(&cell)?;
    // own·cell + Σ times·other = 0, so |own|·cell = Σ −sign(own)·times·other.
    let mut total = 0_i64;
    let mut is_exact = true;
    let mut terms = Vec::with_capacity(sum.len());
    for (other, times) in sum {
        let times = -own.signum() * times;
        let place = other as usize;
        let (known, value) = if bounds.is_fixed(place) {
            (Side::Exactly, bounds.low[place]?)
        } else {
            is_exact = false;
            let takes_low = match side {
                Side::AtLeast => times > 0,
                Side::AtMost => times < 0,
                Side::Exactly => return None,
            };
            if takes_low {
                (Side::AtLeast, bounds.low[place]?)
            } else {
                (Side::AtMost, bounds.high[place]?)
            }
        };
        total = total.checked_add(times.checked_mul(value)?)?;
        terms.push(Term {
            cell: system.label(place),
            times,
            known,
            value,
        });
    }
    terms.sort_by_key(|term| term.times < 0);
    let scale = own.abs();
    let value = if side == Side::AtLeast {
        -(-total).div_euclid(scale)
    } else {
        total.div_euclid(scale)
    };
    Some(Reason {
        cell: system.label(cell as usize),
        side: if is_exact { Side::Exactly } else { side },
        value,
        scale,
        terms,
        steps: multipliers
            .iter()
            .map(|&(number, times)| {
                let equation = system.equation(number as usize);
                let label = |&part: &u32| system.label(part as usize);
                Step {
                    whole: system.label(equation.whole as usize),
                    parts: equation.parts.iter().map(label).collect(),
                    times,
                }
            })
            .collect(),
    })
}
