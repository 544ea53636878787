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
    /// Nodes of all proposals together.
    pub(super) nodes: u64,
    /// A cost below which no pattern is safe, as far as is known already.
    pub(super) floor: i64,
}

/// Improves a pattern as far as the limits allow; returns a cost below which no pattern is safe.
pub(super) fn improve(
    part: &Part,
    best: &mut Pattern<'_>,
    attack: &mut Attack<'_>,
    limits: Limits,
    is_over: &mut dyn FnMut() -> bool,
) -> i64 {
    let mut bound = limits.floor;
    let mut cuts = Vec::new();
    let mut nodes = limits.nodes;
    for _ in 0..limits.rounds {
        if bound >= best.cost() || is_over() || attack.is_spent() || nodes == 0 {
            break;
        }
        let Some(proposal) = programme::solve(part, &cuts, nodes) else {
            break;
        };
        nodes = nodes.saturating_sub(proposal.nodes);
        bound = bound.max(proposal.bound);
        if bound >= best.cost() {
            return best.cost();
        }
        let (kept, cost) = (best.hidden.clone(), best.cost());
        turn(best, attack, |place| {
            proposal.hidden.binary_search(&place).is_ok()
        });
        let Some(found) = attacks(best, attack) else {
            turn(best, attack, |place| kept[place as usize]);
            break;
        };
        if found.is_empty() && best.cost() < cost {
            continue;
        }
        // A safe proposal that costs no less comes from a search that was cut short.
        let is_proved = !found.is_empty() && found.iter().all(|(_, is_proved)| *is_proved);
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

/// What every cell that is too narrow says about the pattern; `None` where the limit of work came
/// before all were asked.
fn attacks(pattern: &mut Pattern<'_>, attack: &mut Attack<'_>) -> Option<Vec<(Cut, bool)>> {
    let mut found = Vec::new();
    for place in 0..pattern.hidden.len() as u32 {
        if pattern.is_wide(place) {
            continue;
        }
        if attack.is_spent() {
            return None;
        }
        if attack.widen(pattern, place) {
            continue;
        }
        let is_proved = attack.is_proved;
        let cut = attack.cut.take().filter(|cut| is_broken(cut, pattern));
        let cut = cut.unwrap_or_else(|| more_is_needed(pattern, place));
        found.push((cut, is_proved));
    }
    Some(found)
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
