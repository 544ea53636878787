//! Narrowing by single equations, again and again: what is left of a total for one part when the
//! other parts are at their least. Exact, and it must never use the truth.

use crate::{Error, System, attacker::Bounds, constraints::Equation};

/// After this many visits for each equation the rest is left to the simplex method; stopping early
/// leaves intervals wider, never narrower.
const VISITS: usize = 60;

/// Which equations hold a cell that is not fixed.
pub(super) struct Incidence {
    starts: Vec<u32>,
    equations: Vec<u32>,
}

impl Incidence {
    pub(super) fn of(system: &System, bounds: &Bounds) -> Self {
        let mut starts = vec![0_u32; system.cells().len() + 1];
        let is_open = |cell: u32| !bounds.is_fixed(cell as usize);
        for equation in system.equations() {
            for (cell, _) in equation.terms().filter(|term| is_open(term.0)) {
                starts[cell as usize + 1] += 1;
            }
        }
        for cell in 1..starts.len() {
            starts[cell] += starts[cell - 1];
        }
        let mut equations = vec![0; starts[starts.len() - 1] as usize];
        let mut next = starts.clone();
        for (number, equation) in system.equations().enumerate() {
            for (cell, _) in equation.terms().filter(|term| is_open(term.0)) {
                equations[next[cell as usize] as usize] = number as u32;
                next[cell as usize] += 1;
            }
        }
        Self { starts, equations }
    }

    /// The equations of a cell that was not fixed at first.
    pub(super) fn of_cell(&self, cell: u32) -> &[u32] {
        let range = self.starts[cell as usize] as usize..self.starts[cell as usize + 1] as usize;
        &self.equations[range]
    }
}

/// Narrows all bounds.
///
/// # Errors
/// [`Error::Contradiction`] with the equation that cannot hold.
pub(super) fn propagate(
    system: &System,
    bounds: &mut Bounds,
    incidence: &Incidence,
) -> Result<(), Error> {
    let is_open = |bounds: &Bounds, equation: &Equation| {
        equation
            .terms()
            .any(|term| !bounds.is_fixed(term.0 as usize))
    };
    let mut queue: std::collections::VecDeque<u32> = (0..system.equation_count() as u32)
        .filter(|&number| is_open(bounds, &system.equation(number as usize)))
        .collect();
    let mut is_queued = vec![false; system.equation_count()];
    for &number in &queue {
        is_queued[number as usize] = true;
    }
    let mut visits = queue.len().saturating_mul(VISITS);
    let mut changed = Vec::new();
    while let Some(number) = queue.pop_front() {
        is_queued[number as usize] = false;
        if visits == 0 {
            return Ok(());
        }
        visits -= 1;
        changed.clear();
        let equation = system.equation(number as usize);
        if narrow(&equation, bounds, &mut changed).is_err() {
            return Err(contradiction(system, &equation, bounds));
        }
        for &cell in &changed {
            for &other in incidence.of_cell(cell) {
                if other != number && !is_queued[other as usize] {
                    is_queued[other as usize] = true;
                    queue.push_back(other);
                }
            }
        }
    }
    Ok(())
}

struct Fails;

/// The sum of one side's bounds: how many are missing, and what the others add up to.
#[derive(Clone, Copy, Default)]
struct Sum {
    missing: u32,
    amount: i64,
}

impl Sum {
    fn add(&mut self, value: Option<i64>, sign: i64) {
        match value {
            Some(value) => self.amount += sign * value,
            None => self.missing += 1,
        }
    }

    /// The sum without one of its members.
    fn without(self, value: Option<i64>, sign: i64) -> Option<i64> {
        match (value, self.missing) {
            (Some(value), 0) => Some(self.amount - sign * value),
            (None, 1) => Some(self.amount),
            _ => None,
        }
    }
}

/// One pass over one equation: signed terms add up to 0.
fn narrow(
    equation: &Equation<'_>,
    bounds: &mut Bounds,
    changed: &mut Vec<u32>,
) -> Result<(), Fails> {
    let (mut least, mut most) = (Sum::default(), Sum::default());
    for (cell, sign) in equation.terms() {
        let (low, high) = bounds.signed(cell as usize, sign);
        least.add(low, sign);
        most.add(high, sign);
    }
    if (least.missing == 0 && least.amount > 0) || (most.missing == 0 && most.amount < 0) {
        return Err(Fails);
    }
    for (cell, sign) in equation.terms() {
        let place = cell as usize;
        if bounds.is_fixed(place) {
            continue;
        }
        let (at_least, at_most) = bounds.signed(place, sign);
        // sign·x = −(the others), so the most of the others gives the least of this one.
        let mut low = most.without(at_most, sign).map(|rest| -sign * rest);
        let mut high = least.without(at_least, sign).map(|rest| -sign * rest);
        if sign < 0 {
            std::mem::swap(&mut low, &mut high);
        }
        let is_narrower = bounds.narrow(place, low, high);
        if bounds.is_empty(place) {
            return Err(Fails);
        }
        if is_narrower {
            changed.push(cell);
        }
    }
    Ok(())
}

fn contradiction(system: &System, equation: &Equation<'_>, bounds: &Bounds) -> Error {
    let word = |cell: u32| {
        let place = cell as usize;
        let range = match (bounds.low[place], bounds.high[place]) {
            (Some(low), Some(high)) if low == high => format!("{low}"),
            (Some(low), Some(high)) if low < high => format!("{low} to {high}"),
            (Some(low), None) => format!("at least {low}"),
            (None, Some(high)) => format!("at most {high}"),
            _ => "unknown".to_owned(),
        };
        format!("{} ({range})", system.label(place).words)
    };
    let mut parts: Vec<String> = equation
        .parts
        .iter()
        .take(6)
        .map(|&part| word(part))
        .collect();
    if equation.parts.len() > parts.len() {
        parts.push("…".to_owned());
    }
    Error::Contradiction {
        reason: format!(
            "{} cannot be the sum of {}",
            word(equation.whole),
            parts.join("; ")
        ),
    }
}
