//! The checker. It knows additions and comparisons, and must never use the audit's code: a mistake
//! there must not be able to hide here.

use super::{Certificate, FORMAT, VERSION};
use crate::{Attacker, Error, System, attacker::Bounds, table::Published};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Checks a certificate against what was published. Passing means: for every listed cell that is not
/// printed, two complete tables of whole numbers agree with all sums, all printed values and
/// everything the attacker knows, and differ in that cell by at least `width`.
///
/// # Errors
/// [`Error::Certificate`] with the first thing that does not hold, and where; errors about the
/// attacker as in an audit.
pub fn check(
    system: &System,
    attacker: &Attacker,
    width: i64,
    certificate: &Certificate,
) -> Result<(), Error> {
    if certificate.format != FORMAT || certificate.version != VERSION {
        return fails("it has another form or version");
    }
    if certificate.attacker != *attacker {
        return fails("it was made against another attacker");
    }
    if certificate.width < width || width < 1 {
        return fails("it proves a smaller width than is asked for");
    }
    check_cells(system, certificate)?;
    let bounds = Bounds::of(system, attacker)?;
    let first = complete(system, certificate);
    check_table(system, &bounds, &first)?;
    let sums = Sums::of(system);
    let mut others = Vec::with_capacity(certificate.others.len());
    for (number, changes) in certificate.others.iter().enumerate() {
        let number = number + 1;
        let other = changed(certificate, &first, changes, number)?;
        check_other(system, &bounds, &sums, (&first, &other), number)?;
        others.push(other);
    }
    check_pairs(system, certificate, &first, &others)
}

/// The cells in which a table differs from the first, and their counts there.
type Other = FxHashMap<usize, i64>;

/// The certificate speaks of exactly the cells that are not printed.
fn check_cells(system: &System, certificate: &Certificate) -> Result<(), Error> {
    let hidden: Vec<usize> = (0..system.cells().len())
        .filter(|&cell| !system.cells()[cell].published.is_exact())
        .collect();
    let named: Vec<usize> = certificate.cells.iter().map(|cell| cell.number).collect();
    if hidden != named {
        return fails("it does not speak of exactly the cells that are hidden here");
    }
    for cell in &certificate.cells {
        if cell.codes != system.codes(cell.number) {
            return fails(&format!("cell {} is another cell here", cell.number));
        }
    }
    if certificate.first.len() != named.len() {
        return fails("its first table is not complete");
    }
    Ok(())
}

/// The first table with the printed counts filled in.
fn complete(system: &System, certificate: &Certificate) -> Vec<i64> {
    let mut table: Vec<i64> = system
        .cells()
        .iter()
        .map(|cell| match cell.published {
            Published::Exact(value) => value,
            _ => 0,
        })
        .collect();
    for (cell, &value) in certificate.cells.iter().zip(&certificate.first) {
        table[cell.number] = value;
    }
    table
}

/// The first table agrees with everything.
fn check_table(system: &System, bounds: &Bounds, table: &[i64]) -> Result<(), Error> {
    for (cell, &value) in table.iter().enumerate() {
        check_count(system, bounds, cell, value, 0)?;
    }
    for equation in system.equations() {
        let mut sum = 0_i128;
        for &part in equation.parts {
            sum += i128::from(table[part as usize]);
        }
        if sum != i128::from(table[equation.whole as usize]) {
            return does_not_add_up(system, equation.whole, 0);
        }
    }
    Ok(())
}

/// For each cell the equations that it is in.
struct Sums {
    starts: Vec<usize>,
    equations: Vec<u32>,
}

impl Sums {
    fn of(system: &System) -> Self {
        let mut of_cell: Vec<Vec<u32>> = vec![Vec::new(); system.cells().len()];
        for (number, equation) in system.equations().enumerate() {
            for &cell in equation.parts.iter().chain([&equation.whole]) {
                of_cell[cell as usize].push(number as u32);
            }
        }
        let mut sums = Self {
            starts: vec![0],
            equations: Vec::new(),
        };
        for own in of_cell {
            sums.equations.extend(own);
            sums.starts.push(sums.equations.len());
        }
        sums
    }

    fn of_cell(&self, cell: usize) -> &[u32] {
        &self.equations[self.starts[cell]..self.starts[cell + 1]]
    }
}

/// What a further table says, cell by cell of the system; a cell that is named twice says nothing
/// clear.
fn changed(
    certificate: &Certificate,
    first: &[i64],
    changes: &[(u32, i64)],
    number: usize,
) -> Result<Other, Error> {
    let mut other = Other::default();
    for &(place, value) in changes {
        let Some(cell) = certificate.cells.get(place as usize) else {
            return fails(&format!("table {number} changes a cell that is not there"));
        };
        if other.insert(cell.number, value).is_some() || cell.number >= first.len() {
            return fails(&format!("table {number} changes a cell twice"));
        }
    }
    Ok(other)
}

/// A further table agrees with everything: the sums in which nothing differs hold already.
fn check_other(
    system: &System,
    bounds: &Bounds,
    sums: &Sums,
    (first, other): (&[i64], &Other),
    number: usize,
) -> Result<(), Error> {
    let mut touched = BTreeSet::<u32>::new();
    for (&cell, &value) in other {
        check_count(system, bounds, cell, value, number)?;
        touched.extend(sums.of_cell(cell));
    }
    let count = |cell: u32| {
        let cell = cell as usize;
        i128::from(other.get(&cell).copied().unwrap_or(first[cell]))
    };
    for sum in touched {
        let equation = system.equation(sum as usize);
        let parts: i128 = equation.parts.iter().map(|&part| count(part)).sum();
        if parts != count(equation.whole) {
            return does_not_add_up(system, equation.whole, number);
        }
    }
    Ok(())
}

/// A count that the printed table and the attacker's knowledge allow.
fn check_count(
    system: &System,
    bounds: &Bounds,
    cell: usize,
    value: i64,
    table: usize,
) -> Result<(), Error> {
    let is_possible = bounds.low[cell].is_none_or(|low| low <= value)
        && bounds.high[cell].is_none_or(|high| value <= high);
    if is_possible {
        return Ok(());
    }
    let words = system.label(cell).words;
    fails(&format!("table {table} has an impossible count in {words}"))
}

fn does_not_add_up(system: &System, whole: u32, table: usize) -> Result<(), Error> {
    let words = system.label(whole as usize).words;
    fails(&format!("table {table} does not add up to {words}"))
}

/// Every cell that must be protected has two tables that lie far enough apart.
fn check_pairs(
    system: &System,
    certificate: &Certificate,
    first: &[i64],
    others: &[Other],
) -> Result<(), Error> {
    let count = |table: u32, cell: usize| match table {
        0 => Some(first[cell]),
        table => {
            let other = others.get(table as usize - 1)?;
            Some(other.get(&cell).copied().unwrap_or(first[cell]))
        }
    };
    let mut is_proved = vec![false; system.cells().len()];
    for pair in &certificate.pairs {
        let Some(cell) = certificate.cells.get(pair.cell as usize) else {
            return fails("a pair names a cell that is not there");
        };
        let small = count(pair.small, cell.number);
        let large = count(pair.large, cell.number);
        let (Some(small), Some(large)) = (small, large) else {
            return fails("a pair names a table that is not there");
        };
        let difference = i128::from(large) - i128::from(small);
        if difference < i128::from(certificate.width) {
            let words = system.label(cell.number).words;
            return fails(&format!("the two tables for {words} are too close"));
        }
        is_proved[cell.number] = true;
    }
    for (number, cell) in system.cells().iter().enumerate() {
        if cell.listed && !cell.published.is_exact() && !is_proved[number] {
            let words = system.label(number).words;
            return fails(&format!("there are no two tables for {words}"));
        }
    }
    Ok(())
}

fn fails<T>(reason: &str) -> Result<T, Error> {
    Err(Error::Certificate {
        reason: reason.to_owned(),
    })
}
