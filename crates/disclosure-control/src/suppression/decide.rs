//! The pattern of one part: by the simplex method and the programme where it is of moderate size, by
//! moves near each cell where it is large. A part that cannot be protected is an error that names a
//! cell.

use super::{
    Options,
    attack::Attack,
    boxes::Boxes,
    floor,
    optimum::{self, Limits},
    part::Part,
    pattern::{Pattern, Widen as _},
};
use crate::{Error, System};

/// The most pivots and nodes for one direction of one cell.
const ATTACK: (u64, u32) = (20_000, 200);

/// A pattern under which everything hidden is wide enough, and a cost below which there is none.
pub(super) fn decide<'a>(
    system: &System,
    part: &'a Part,
    options: &Options,
    is_over: &mut dyn FnMut() -> bool,
) -> Result<(Pattern<'a>, i64), Error> {
    let places = 0..part.cells.len();
    if let Some(place) = places
        .into_iter()
        .find(|&place| !part.is_open[place] && part.is_hopeless(place))
    {
        let reason = "cannot be as uncertain as asked, because of what is known of it already";
        return Err(infeasible(system, part, place as u32, reason));
    }
    let floor = floor::floor(part);
    let (pattern, bound) = if part.cells.len() > options.largest_exact {
        (large(system, part, is_over)?, floor)
    } else {
        let (found, bound, is_spent) = exact(system, part, (options, floor), is_over)?;
        (cheaper(system, part, found, is_spent, is_over)?, bound)
    };
    let bound = bound.min(pattern.cost());
    Ok((pattern, bound))
}

/// What was found; where the limit of work or the time came first, also what moves find, if that
/// costs less.
fn cheaper<'a>(
    system: &System,
    part: &'a Part,
    found: Option<Pattern<'a>>,
    is_spent: bool,
    is_over: &mut dyn FnMut() -> bool,
) -> Result<Pattern<'a>, Error> {
    let Some(found) = found else {
        return large(system, part, is_over);
    };
    if is_spent && let Ok(other) = large(system, part, is_over) {
        return Ok(if other.cost() < found.cost() {
            other
        } else {
            found
        });
    }
    Ok(found)
}

/// Everything is hidden, and shown again as long as no attack succeeds. The pattern is missing where
/// the limit of work came before everything was known to be wide enough; whether a limit came first
/// is told too.
fn exact<'a>(
    system: &System,
    part: &'a Part,
    (options, floor): (&Options, i64),
    is_over: &mut dyn FnMut() -> bool,
) -> Result<(Option<Pattern<'a>>, i64, bool), Error> {
    let mut pattern = Pattern::all_hidden(part);
    let mut attack = Attack::new(part, ATTACK, options.pivots).map_err(|_| {
        infeasible(
            system,
            part,
            0,
            "hangs on numbers that are too large to be reckoned with",
        )
    })?;
    for place in 0..part.cells.len() as u32 {
        if part.is_open[place as usize] || pattern.is_wide(place) {
            continue;
        }
        if attack.is_spent() {
            return Ok((None, floor, true));
        }
        if !attack.widen(&mut pattern, place) {
            let reason = "could still be told, even if everything else that may be hidden were";
            return Err(infeasible(system, part, place, reason));
        }
    }
    // A cell that cannot be wide enough even now never will be: it must be shown.
    for place in 0..part.cells.len() as u32 {
        if !part.is_open[place as usize] || pattern.is_wide(place) {
            continue;
        }
        if attack.is_spent() {
            return Ok((None, floor, true));
        }
        if !attack.widen(&mut pattern, place) && !pattern.try_show(place, &mut attack) {
            let reason = "would have to be hidden, and could be told too closely then";
            return Err(infeasible(system, part, place, reason));
        }
    }
    let is_cut_short = !pattern.clean(&mut attack, is_over);
    let open = part.is_open.iter().filter(|is_open| **is_open).count();
    if is_cut_short || open > options.largest_programme {
        return Ok((Some(pattern), floor, is_cut_short));
    }
    let limits = Limits {
        rounds: options.rounds,
        nodes: options.nodes,
        floor,
    };
    let bound = optimum::improve(part, &mut pattern, &mut attack, limits, is_over);
    Ok((Some(pattern), bound, false))
}

/// Each unsafe cell gets the cheapest moves that are found near it, the largest cells first; what
/// proves to be needless in the end is shown again.
fn large<'a>(
    system: &System,
    part: &'a Part,
    is_over: &mut dyn FnMut() -> bool,
) -> Result<Pattern<'a>, Error> {
    let mut pattern = Pattern::least_hidden(part);
    let mut boxes = Boxes::new(system, part);
    boxes.may_hide = true;
    let mut waiting: Vec<u32> = (0..part.cells.len() as u32)
        .filter(|&place| pattern.hidden[place as usize])
        .collect();
    waiting.sort_by_key(|&place| (part.cost[place as usize], place));
    while let Some(place) = waiting.pop() {
        if pattern.is_wide(place) {
            continue;
        }
        waiting.extend(boxes.grow(&mut pattern, place));
        if !pattern.is_wide(place) {
            return Err(infeasible(system, part, place, "found no protection"));
        }
    }
    pattern.clean(&mut boxes, is_over);
    Ok(pattern)
}

fn infeasible(system: &System, part: &Part, place: u32, reason: &str) -> Error {
    let words = system.label(part.cells[place as usize] as usize).words;
    Error::Infeasible {
        reason: format!(
            "{words} {reason}; ask for a smaller width, allow more cells to be hidden, or take fewer dimensions"
        ),
    }
}
