//! The cheapest pattern of a part: the programme proposes, the attack answers with what the proposal
//! forgot, until no attack is left. What is found on the way is kept, so that stopping early costs
//! only the proof.

use super::{
    attack::{Attack, Cut},
    part::Part,
    pattern::{Pattern, Widen as _},
    programme,
};

/// How long to go on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    pub(super) rounds: u32,
    pub(super) nodes: u64,
    /// Pivots of all attacks together.
    pub(super) pivots: u64,
}

/// Improves a pattern as far as the limits allow; returns a cost below which no pattern is safe.
pub(super) fn improve(
    part: &Part,
    best: &mut Pattern<'_>,
    attack: &mut Attack<'_>,
    limits: Limits,
    is_over: &mut dyn FnMut() -> bool,
) -> i64 {
    let mut bound = 0;
    let mut cuts = Vec::new();
    for _ in 0..limits.rounds {
        if is_over() || attack.work() > limits.pivots {
            break;
        }
        let Some(proposal) = programme::solve(part, &cuts, limits.nodes) else {
            break;
        };
        bound = bound.max(proposal.bound);
        if bound >= best.cost() {
            return best.cost();
        }
        let kept = best.hidden.clone();
        turn(best, attack, |place| {
            proposal.hidden.binary_search(&place).is_ok()
        });
        let found = attacks(best, attack);
        if found.is_empty() {
            continue;
        }
        let is_proved = found.iter().all(|(_, is_proved)| *is_proved);
        cuts.extend(found.into_iter().map(|(cut, _)| cut));
        turn(best, attack, |place| kept[place as usize]);
        if !is_proved {
            // What could not be proved must not count towards the bound.
            break;
        }
    }
    bound.min(best.cost())
}

/// Hides the open cells that are asked for, and shows the others.
fn turn(pattern: &mut Pattern<'_>, attack: &mut Attack<'_>, is_hidden: impl Fn(u32) -> bool) {
    for place in 0..pattern.hidden.len() as u32 {
        if !pattern.part.is_open[place as usize] {
            continue;
        }
        let is_hidden = is_hidden(place);
        if pattern.hidden[place as usize] != is_hidden {
            if is_hidden {
                pattern.hide(place);
            } else {
                drop(pattern.show(place));
            }
            attack.changed(place, is_hidden);
        }
    }
}

/// What every cell that is too narrow says about the pattern.
fn attacks(pattern: &mut Pattern<'_>, attack: &mut Attack<'_>) -> Vec<(Cut, bool)> {
    let mut found = Vec::new();
    for place in 0..pattern.hidden.len() as u32 {
        if pattern.is_wide(place) || attack.widen(pattern, place) {
            continue;
        }
        let is_proved = attack.is_proved;
        let cut = attack.cut.take().filter(|cut| is_broken(cut, pattern));
        let cut = cut.unwrap_or_else(|| more_is_needed(pattern, place));
        found.push((cut, is_proved));
    }
    found
}

/// Whether the pattern does not satisfy the cut.
fn is_broken(cut: &Cut, pattern: &Pattern<'_>) -> bool {
    let hidden = cut
        .weights
        .iter()
        .filter(|(place, _)| pattern.hidden[*place as usize]);
    let sum: f64 = hidden.map(|(_, weight)| weight).sum();
    sum < cut.need as f64 - 1e-4
}

/// Where the relaxation would do and whole numbers do not: some cell that is shown must be hidden.
fn more_is_needed(pattern: &Pattern<'_>, place: u32) -> Cut {
    let shown = (0..pattern.hidden.len() as u32).filter(|&other| !pattern.hidden[other as usize]);
    Cut {
        place,
        need: 1,
        weights: shown.map(|other| (other, 1.0)).collect(),
    }
}
