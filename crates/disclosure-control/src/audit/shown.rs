//! An audit from complete tables that somebody else found. Each is checked here sum by sum before it
//! counts; ends of intervals are those of single equations, and are seldom exact.

use super::{
    Audit, Findings, Options, Solved, attribute,
    propagate::{self, Incidence},
    solve::{Solution, UNBOUNDED},
    witness::Witnesses,
};
use crate::{Attacker, Error, System, attacker::Bounds};
use rustc_hash::FxHashMap;

/// One complete table, and others as differences from it: numbers of cells and amounts.
pub(crate) struct Tables {
    pub(crate) base: Vec<i64>,
    pub(crate) moves: Vec<Vec<(u32, i64)>>,
}

/// Judges every hidden cell by the tables given.
pub(crate) fn shown(
    system: &System,
    attacker: &Attacker,
    options: &Options,
    tables: &Tables,
) -> Result<Audit, Error> {
    let start = Bounds::of(system, attacker)?;
    let mut bounds = start.clone();
    let all = Incidence::of(system, &start);
    let checker = Checker {
        system,
        bounds: &start,
        incidence: &all,
    };
    checker.check_base(&tables.base)?;
    propagate::propagate(system, &mut bounds, &all)?;
    let cells: Vec<u32> = (0..system.cells().len() as u32)
        .filter(|&cell| !system.cells()[cell as usize].published.is_exact())
        .collect();
    let places: FxHashMap<u32, u32> = cells.iter().copied().zip(0..).collect();
    let of = |values: &[Option<i64>], none: i64| -> Vec<i64> {
        cells
            .iter()
            .map(|&cell| values[cell as usize].unwrap_or(none))
            .collect()
    };
    let mut solution = Solution {
        low: of(&bounds.low, -UNBOUNDED),
        high: of(&bounds.high, UNBOUNDED),
        witnesses: Witnesses::default(),
        is_contradictory: false,
    };
    let base: Vec<i64> = cells
        .iter()
        .map(|&cell| tables.base[cell as usize])
        .collect();
    solution.witnesses.record(&base);
    for change in &tables.moves {
        checker.check_move(&tables.base, change)?;
        let local: Option<Vec<(u32, i64)>> = change
            .iter()
            .map(|&(cell, amount)| Some((*places.get(&cell)?, tables.base[cell as usize] + amount)))
            .collect();
        solution.witnesses.record_change(local.ok_or_else(untrue)?);
    }
    let mut findings = Findings::new(system, &bounds);
    findings.add(&cells, &solution);
    let found = findings.judge(options);
    let fixed = (0..system.cells().len())
        .filter(|&cell| system.cells()[cell].published.is_exact())
        .map(|cell| (cell as u32, tables.base[cell]))
        .collect();
    Ok(Audit {
        attributes: attribute::find(system, &bounds, &found),
        cells: found,
        attacker: attacker.clone(),
        width: options.width,
        solved: vec![Solved {
            cells,
            witnesses: solution.witnesses,
        }],
        fixed,
    })
}

struct Checker<'a> {
    system: &'a System,
    bounds: &'a Bounds,
    incidence: &'a Incidence,
}

impl Checker<'_> {
    fn check_base(&self, base: &[i64]) -> Result<(), Error> {
        for (cell, &count) in base.iter().enumerate() {
            if !self.admits(cell, count) {
                return Err(untrue());
            }
        }
        for equation in self.system.equations() {
            let sum: i64 = equation
                .terms()
                .map(|(cell, sign)| sign * base[cell as usize])
                .sum();
            if sum != 0 {
                return Err(untrue());
            }
        }
        Ok(())
    }

    fn admits(&self, cell: usize, count: i64) -> bool {
        self.bounds.low[cell].is_none_or(|low| low <= count)
            && self.bounds.high[cell].is_none_or(|high| count <= high)
    }

    fn check_move(&self, base: &[i64], change: &[(u32, i64)]) -> Result<(), Error> {
        let mut sums = FxHashMap::<u32, i64>::default();
        for &(cell, amount) in change {
            if !self.admits(cell as usize, base[cell as usize] + amount) {
                return Err(untrue());
            }
            for &number in self.incidence.of_cell(cell) {
                let equation = self.system.equation(number as usize);
                let sign = if equation.whole == cell { -1 } else { 1 };
                *sums.entry(number).or_insert(0) += sign * amount;
            }
        }
        if sums.values().any(|&sum| sum != 0) {
            return Err(untrue());
        }
        Ok(())
    }
}

/// Not a fault of the table's owner: the search that found the tables is wrong.
fn untrue() -> Error {
    Error::Certificate {
        reason: "a table that was found does not agree with what is published".to_owned(),
    }
}
